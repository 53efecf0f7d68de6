//! A line across the top of a view about something that lasts: no connection, a refusal.

use super::{
    element::{El, el},
    icon::{self, sign},
};

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

/// A line that says what `text` says, while that says something. It is read out when it appears; `action` adds a button.
#[must_use]
pub fn banner(
    tone: Tone,
    text: impl Fn() -> Option<String> + 'static,
    action: impl Fn() -> Option<El> + 'static,
) -> El {
    let (class, path) = match tone {
        Tone::Calm => ("banner", icon::CLOCK),
        Tone::Warn => ("banner banner-warn", icon::NO_NETWORK),
        Tone::Bad => ("banner banner-bad", icon::ALERT),
    };
    // The region stays while the words come and go, or they would not be read out.
    el("div", "").attr("role", "status").part(text, move |text| {
        let words = el("p", "").text(text.as_deref()?);
        Some(el("div", class).child(sign(path)).child(words).children(action()))
    })
}
