//! Behind one's own picture: who one is, the language, and the way out.

use kit::{
    host::Guest,
    lean::{it, memo, press, shown},
    sign,
    view::LanguageChoice,
};
use leptos::{
    ev::{FocusEvent, KeyboardEvent, MouseEvent},
    html,
    prelude::*,
};
use ui::view::{Avatar, icon::icon};
use wasm_bindgen::JsCast;
use web_sys::Node;

use crate::{desk::Desk, guests, place::Place, text};

/// The button and what opens below it.
#[component]
pub(super) fn AccountMenu() -> AnyView {
    let desk = Desk::here();
    let open = RwSignal::new(false);
    let (menu, button) = (NodeRef::<html::Div>::new(), NodeRef::<html::Button>::new());
    let me = memo(move || desk.me());
    let face = move || {
        me.get().map(|me| {
            view! { <Avatar name=me.card.name.to_string() seed=me.card.id.to_string() photo=me.card.photo class="avatar-menu" /> }
        })
    };
    let name = move || me.with(|me| me.as_ref().map(|me| me.card.name.to_string())).unwrap_or_default();
    let leaves = move |event: &FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        menu.try_get_untracked().flatten().is_some_and(|menu| to.is_some_and(|to| !menu.contains(Some(&to))))
    };
    let outside = window_event_listener(leptos::ev::pointerdown, move |event| {
        let on = event.target().and_then(|on| on.dyn_into::<Node>().ok());
        if open.get_untracked() && menu.get_untracked().is_some_and(|menu| !menu.contains(on.as_ref())) {
            open.set(false);
        }
    });
    on_cleanup(move || outside.remove());
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.prevent_default();
            open.set(false);
            if let Some(button) = button.get_untracked() {
                let _ = button.focus();
            }
        }
    };
    view! {
        <div
            class="account"
            node_ref=menu
            on:keydown=key
            on:focusout=move |event: FocusEvent| {
                if leaves(&event) {
                    open.set(false);
                }
            }
        >
            <button
                class="account-button"
                type="button"
                node_ref=button
                aria-expanded=it(move || open.get().to_string())
                aria-label=it(move || text::account_of(&name()))
                on:click=press(move |_: MouseEvent| open.update(|open| *open = !*open))
            >
                {face}
            </button>
            {shown(move || open.get(), move || view! {
                <div class="account-panel">
                    <p class="account-who">
                        <strong>{name}</strong>
                        <span>{it(move || me.with(|me| me.as_ref().map(|me| me.email.as_str().to_owned())))}</span>
                    </p>
                    <label class="account-language">
                        <span>{icon(sign::LANGUAGE)} {text::language()}</span>
                        <LanguageChoice />
                    </label>
                    <a
                        class="menu-item"
                        href=Place::settings("account").link()
                        on:pointerenter=|_| guests::warm_up(Guest::Console)
                        on:focus=|_| guests::warm_up(Guest::Console)
                        on:click=press(move |_: MouseEvent| open.set(false))
                    >
                        {icon(sign::PERSON)} {text::my_account()}
                    </a>
                    <button class="menu-item" type="button" on:click=press(move |_: MouseEvent| desk.sign_out())>
                        {icon(sign::LEAVE)} {text::sign_out()}
                    </button>
                </div>
            }.into_any())}
        </div>
    }
    .into_any()
}
