//! How the messaging services talk: Facebook Pages, WhatsApp Business, LINE and WeChat, and whichever comes next. Bytes come
//! in, values go out: no I/O, no clock and no randomness, so that every payload that a service ever sent replays in a test.
//! What is done with them, in which order and how often, is the Channel object's to see to.
//!
//! A new service is a module with an [`Adapter`] in it, and its name in [`ADAPTERS`]; `docs/channels.md` says what else.
#![forbid(unsafe_code)]

pub mod account;
pub mod adapter;
pub mod delivery;
mod graph;
pub mod http;
pub mod inbound;
pub mod line;
pub mod messenger;
pub mod outbound;
pub mod pace;
pub mod problem;
pub mod proof;
pub mod split;
pub mod still;
pub mod telegram;
pub mod wechat;
pub mod whatsapp;
pub mod window;

pub use adapter::{Adapter, Facts};

/// Every service that can be connected, in the order in which the settings show them.
pub const ADAPTERS: &[&dyn Adapter] =
    &[&messenger::Messenger, &whatsapp::WhatsApp, &line::Line, &wechat::WeChat, &telegram::Telegram];

/// The adapter of a kind, such as `line`.
#[must_use]
pub fn adapter(kind: &str) -> Option<&'static dyn Adapter> {
    ADAPTERS.iter().copied().find(|adapter| adapter.facts().kind == kind)
}

#[cfg(test)]
mod tests {
    use shared::value::{DisplayName, Handle};

    use super::*;

    #[test]
    fn every_service_has_names_that_rooms_can_show() {
        for facts in ADAPTERS.iter().map(|adapter| adapter.facts()) {
            assert!(Handle::try_from(facts.kind).is_ok(), "{}", facts.kind);
            for name in [facts.name, facts.short] {
                assert!(DisplayName::try_from(name).is_ok_and(|it| it.as_str() == name), "{name}");
            }
        }
    }
}
