//! The few signs that we draw: outlines on a field of 24 × 24, 2 wide, in the colour of the text beside them.

use leptos::prelude::AnyView;
use shared::setup::appearance::Icon;

use super::element::{El, svg};

/// Back to where one came from. Turned around where people read from the right.
pub const BACK: &str = "M15 5l-7 7 7 7";
/// Goes on to something.
pub const FORWARD: &str = "M9 5l7 7-7 7";
/// Away with it.
pub const CLOSE: &str = "M6 6l12 12M18 6L6 18";
/// Sends what was written.
pub const SEND: &str = "M12 19V5M5.5 11.5L12 5l6.5 6.5";
/// Down to the newest.
pub const DOWN: &str = "M12 5v14M18.5 12.5L12 19l-6.5-6.5";
/// Stored.
pub const CHECK: &str = "M5 12.5l4.5 4.5L19 7.5";
/// Stored, and with the other side.
pub const CHECKS: &str = "M1.5 12.5L6 17 15.5 7.5M11 16l1 1 9.5-9.5";
/// On its way; since when.
pub const CLOCK: &str = "M12 7v5l3.5 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z";
/// Something is wrong.
pub const ALERT: &str = "M12 7.5V13M12 16.5v.01M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z";
/// Looks for something.
pub const SEARCH: &str = "M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM20.5 20.5L16 16";
/// Sounds are on.
pub const SOUND: &str = "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18.2 6.3a8 8 0 0 1 0 11.4";
/// Sounds are off.
pub const MUTED: &str = "M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM16 9.5l5 5M21 9.5l-5 5";
/// A topic.
pub const TAG: &str = "M3.5 3.5h8.2l8.8 8.8-8.2 8.2-8.8-8.8zM7.8 7.8v.01";
/// An arrow back to what is answered.
pub const REPLY: &str = "M9.5 6.5L4 12l5.5 5.5M4 12h10a6 6 0 0 1 6 6v1";
/// What is written anew.
pub const PEN: &str = "M4 20l1-4.5L16.5 4a2.1 2.1 0 0 1 3 0l.5.5a2.1 2.1 0 0 1 0 3L8.5 19z";
/// A receiver.
pub const PHONE: &str = "M5 4h4l1.5 5-2.3 1.5a12 12 0 0 0 5.3 5.3L15 13.5l5 1.5v4a1.5 1.5 0 0 1-1.6 1.5A16 16 0 0 1 3.5 5.6 1.5 1.5 0 0 1 5 4z";
/// More to do.
pub const MORE: &str = "M6 12v.01M12 12v.01M18 12v.01";
/// A talk.
pub const CHAT: &str = "M5 4.5h14a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5h-7L7 20.5v-4H5A1.5 1.5 0 0 1 3.5 15V6A1.5 1.5 0 0 1 5 4.5z";
/// Written and sent by hand, and kept.
pub const LETTER: &str = "M3.5 6h17v12h-17zM3.5 6.5l8.5 7 8.5-7";
/// Adds a file.
pub const ATTACH: &str =
    "M20 11.5l-8.2 8.2a5 5 0 0 1-7.1-7.1l8.6-8.6a3.3 3.3 0 0 1 4.7 4.7l-8.5 8.5a1.7 1.7 0 0 1-2.4-2.4l7.8-7.8";
/// A file.
pub const FILE: &str = "M6 3.5h8l4.5 4.5v12.5H6zM13.5 3.5V8.5h5";
/// No way through.
pub const NO_NETWORK: &str = "M3 3l18 18M5 12.5a10 10 0 0 1 4-2.4M19 12.5a10 10 0 0 0-5.5-2.9M8.5 16a5 5 0 0 1 5.6-1M12 19.5v.01M1.8 9a15 15 0 0 1 4.4-2.8M22.2 9a15 15 0 0 0-11.3-3.9";

/// One sign. It says nothing to assistive technology: the words beside it do, or the name of its button.
#[must_use]
pub fn sign(path: &str) -> El {
    let class = if path == BACK || path == FORWARD { "icon icon-turns" } else { "icon" };
    let line = svg("path", "").attr("d", path);
    svg("svg", class).attr("viewBox", "0 0 24 24").attr("aria-hidden", "true").child(line)
}

/// The same, for a `view!`.
#[must_use]
pub fn icon(path: &'static str) -> AnyView {
    sign(path).into_any()
}

/// One of the signs that an owner chooses from, which are solid.
#[must_use]
pub fn chosen(icon: Icon) -> El {
    let shape = svg("path", "").attr("d", icon.path());
    svg("svg", "icon is-solid").attr("viewBox", "0 0 26 26").attr("aria-hidden", "true").child(shape)
}
