//! Buttons, so that all look and behave alike.

use leptos::{children::Children, ev::MouseEvent, prelude::*};

use super::icon;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one thing to do next: at most one in view.
    Primary,
    /// Something to do.
    #[default]
    Plain,
    /// Hardly there.
    Quiet,
    /// Ends or removes something.
    Danger,
}

impl Look {
    const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Plain => "button",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// A button with words.
#[component]
pub fn Button(
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// Sends the form that it is in, rather than doing something itself.
    #[prop(optional)]
    submits: bool,
    /// While true it shows that it works, and does nothing.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// What it does; not asked while busy.
    #[prop(into, optional)]
    on_press: Option<Callback<()>>,
    /// Its words.
    children: Children,
) -> AnyView {
    let press = move |event: MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    // Not `disabled`: a button that had the focus would lose it, and the keyboard would start over at the top.
    view! {
        <button class=look.class() type=if submits { "submit" } else { "button" } aria-busy=move || busy.get().then_some("true") on:click=press>
            {children()}
        </button>
    }
    .into_any()
}

/// A button with a sign; its name is for assistive technology and the pointer that rests on it.
#[component]
pub fn IconButton(
    /// One of [`icon`](mod@icon)'s.
    #[prop(into)]
    sign: Signal<&'static str>,
    /// What it does, in words.
    #[prop(into)]
    name: Signal<String>,
    /// Whether it is on, for one that stays so.
    #[prop(into, optional)]
    pressed: Option<Signal<bool>>,
    /// What it does.
    #[prop(into)]
    on_press: Callback<()>,
) -> AnyView {
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=name
            title=name
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            on:click=move |_: MouseEvent| on_press.run(())
        >
            {move || icon(sign.get())}
        </button>
    }
    .into_any()
}
