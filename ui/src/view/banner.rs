//! A line across the top of a view about something that lasts: no connection, a refusal.

use leptos::prelude::*;

use super::icon;

/// What a banner is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Calm,
    /// It may pass by itself.
    Warn,
    /// Something did not happen.
    Bad,
}

/// A line that says `text` while there is one. It is read out when it appears; what it says is never in the way.
#[component]
pub fn Banner(
    /// How it looks.
    tone: Tone,
    /// What it says; nothing is drawn without.
    #[prop(into)]
    text: Signal<Option<String>>,
    /// What can be done about it: a button.
    #[prop(into, optional)]
    action: ViewFn,
) -> AnyView {
    let (class, sign) = match tone {
        Tone::Calm => ("banner", icon::CLOCK),
        Tone::Warn => ("banner banner-warn", icon::NO_NETWORK),
        Tone::Bad => ("banner banner-bad", icon::ALERT),
    };
    // The region stays while the words come and go, or they would not be read out.
    view! {
        <div role="status">
            {move || {
                text.get().map(|text| view! { <div class=class>{icon(sign)} <p>{text}</p> {action.run()}</div> }.into_any())
            }}
        </div>
    }
    .into_any()
}
