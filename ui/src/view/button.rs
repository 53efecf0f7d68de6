//! Buttons, so that all look and behave alike.

use super::{
    element::{El, el, press_button},
    icon::sign,
};

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
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Plain => "button",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// A button with words.
#[must_use]
pub fn button(look: Look, words: &str, press: impl Fn() + 'static) -> El {
    press_button(look.class(), press).text(words)
}

/// The button of a form.
#[must_use]
pub fn submit_button(look: Look) -> El {
    el("button", look.class()).attr("type", "submit")
}

/// A button with a sign; its name is for assistive technology and the pointer that rests on it.
#[must_use]
pub fn icon_button(path: &str, name: &str, press: impl Fn() + 'static) -> El {
    press_button("icon-button", press).attr("aria-label", name).attr("title", name).child(sign(path))
}
