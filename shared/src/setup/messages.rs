//! Automatic messages: what a room says by itself, for some tags or for all others, and when a silent room is closed. All
//! of it is off until it is switched on.

use serde::{Deserialize, Serialize};

use super::{Item, ItemId, Kind, Problem, Settings, Setup, appearance::short, service::has_twice};
use crate::{
    id::TagId,
    script::{PEOPLE, Slot},
    texts::Texts,
    value::{DisplayName, MessageBody, PageAddress, ShortText},
};

/// Most characters of one message: what is still read in a chat.
pub const MAX_TEXT_CHARS: usize = 1_000;

/// Most buttons below one message: more hide what was said on a phone.
pub const MAX_BUTTONS: usize = 5;

/// Most characters on a button.
pub const MAX_BUTTON_CHARS: usize = 40;

/// After how many seconds the waiting message may come: later than an hour nobody waits.
pub const WAITING_S: std::ops::RangeInclusive<u32> = 1..=3_600;

/// After how many seconds of silence the idle message may come: sooner, people are still typing.
pub const IDLE_S: std::ops::RangeInclusive<u32> = 5..=86_400;

/// After how many seconds of silence a room may be closed. Sooner, nobody could read a warning; after a day it is closed
/// anyhow.
pub const CLOSE_S: std::ops::RangeInclusive<u32> = 10..=86_400;

/// How many seconds before the close a warning comes at least, and the close comes after the last word at least as much
/// later than the warning.
pub const MIN_WARN_S: u32 = 5;

/// What can be set of one set of messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Messages {
    /// What the owner calls it. Visitors don't see it.
    pub name: DisplayName,
    /// For enquiries to these tags. None: for all that no other set names, and for those to a person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagId>,
    /// When the chat begins.
    #[serde(default)]
    pub welcome: Automatic,
    /// When nobody has answered yet. `{people}` in it becomes how many can take it: "3 people".
    #[serde(default)]
    pub waiting: Automatic,
    /// So many seconds after it was raised, or raised again.
    #[serde(default = "waiting_after_s")]
    pub waiting_after_s: u32,
    /// When the visitor doesn't answer.
    #[serde(default)]
    pub idle: Automatic,
    /// So many seconds after staff spoke last.
    #[serde(default = "idle_after_s")]
    pub idle_after_s: u32,
    /// When the chat is closed.
    #[serde(default)]
    pub close: Automatic,
    /// When nobody answered, or nobody is there at this time.
    #[serde(default)]
    pub away: Automatic,
    /// When the chat was passed on, and nobody accepted.
    #[serde(default)]
    pub transfer_failed: Automatic,
    /// When a silent chat is closed; after a day, without a warning, if none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auto_close: Option<AutoClose>,
}

/// One automatic message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Automatic {
    /// Whether it is said.
    pub on: bool,
    /// What it says, by language; at most [`MAX_TEXT_CHARS`].
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub text: Texts<MessageBody>,
    /// What can be pressed below it; at most [`MAX_BUTTONS`].
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Choice>,
}

/// What can be pressed below a message.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choice {
    /// On it, by language.
    pub text: Texts<ShortText>,
    /// Where it leads, `https` only. Without one, pressing it says its text as the visitor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<PageAddress>,
}

/// When a silent chat is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AutoClose {
    /// So many seconds after the last word of either side.
    pub after_s: u32,
    /// Both sides are warned so many seconds before.
    pub warn_s: u32,
}

fn waiting_after_s() -> u32 {
    20
}

fn idle_after_s() -> u32 {
    120
}

impl Messages {
    /// A set with this name, and nothing switched on.
    #[must_use]
    pub fn called(name: DisplayName) -> Self {
        Self {
            name,
            tags: Vec::new(),
            welcome: Automatic::default(),
            waiting: Automatic::default(),
            waiting_after_s: waiting_after_s(),
            idle: Automatic::default(),
            idle_after_s: idle_after_s(),
            close: Automatic::default(),
            away: Automatic::default(),
            transfer_failed: Automatic::default(),
            auto_close: None,
        }
    }

    #[cfg(test)]
    pub(crate) fn named(name: &str) -> Self {
        Self::called(DisplayName::try_from(name).expect("a name"))
    }

    /// Its messages, in the order in which a visitor may meet them.
    #[must_use]
    pub fn slots(&self) -> [(Slot, &'static str, &Automatic); 6] {
        let Self { welcome, waiting, idle, close, away, transfer_failed, .. } = self;
        [
            (Slot::Welcome, "welcome", welcome),
            (Slot::Waiting, "waiting", waiting),
            (Slot::Away, "away", away),
            (Slot::Idle, "idle", idle),
            (Slot::TransferFailed, "transfer_failed", transfer_failed),
            (Slot::Close, "close", close),
        ]
    }
}

impl Settings for Messages {
    const KIND: Kind = Kind::Messages;

    fn check(&self, id: &ItemId, setup: &Setup) -> Result<(), Problem> {
        let Self { name, tags, waiting_after_s, idle_after_s, auto_close, .. } = self;
        let others = || setup.all::<Self>().filter(|(other, _)| *other != id).map(|(_, set)| set);
        if others().any(|other| other.name == *name) {
            return Err(Problem::taken("name", "Another set has this name."));
        }
        if tags.is_empty() && others().any(|other| other.tags.is_empty()) {
            return Err(Problem::taken("tags", "Another set is for all other tags already. Choose tags for this one."));
        }
        if has_twice(tags) {
            return Err(Problem::at("tags", "A tag stands in the list twice."));
        }
        for tag in tags {
            if setup.get(Kind::Tag, &ItemId::from(*tag)).is_none() {
                return Err(Problem::at("tags", "A tag isn't there any more. Take it off the list."));
            }
            if let Some(other) = others().find(|other| other.tags.contains(tag)) {
                let words = format!("A tag stands in the set “{}” already. A tag has one set.", other.name);
                return Err(Problem::taken("tags", words));
            }
        }
        for (slot, field, automatic) in self.slots() {
            automatic.check(slot).map_err(|problem| problem.within(field))?;
        }
        if !WAITING_S.contains(waiting_after_s) {
            return Err(Problem::at("waiting_after_s", "Enter 1 to 3,600 seconds."));
        }
        if !IDLE_S.contains(idle_after_s) {
            return Err(Problem::at("idle_after_s", "Enter 5 seconds to 24 hours."));
        }
        auto_close.map_or(Ok(()), AutoClose::check).map_err(|problem| problem.within("auto_close"))
    }

    fn name(&self) -> Option<&str> {
        Some(self.name.as_str())
    }

    fn of(item: &Item) -> Option<&Self> {
        if let Item::Messages(messages) = item { Some(messages) } else { None }
    }
}

impl Automatic {
    fn check(&self, slot: Slot) -> Result<(), Problem> {
        let Self { on, text, buttons } = self;
        if *on && text.is_empty() {
            return Err(Problem::at("text", "Write what it says, in one language at least."));
        }
        for (language, text) in &text.0 {
            if text.as_str().chars().count() > MAX_TEXT_CHARS {
                return Err(Problem::at("text", format!("The text in {language} is longer than 1,000 characters.")));
            }
            if slot != Slot::Waiting && text.as_str().contains(PEOPLE) {
                return Err(Problem::at("text", "Only the waiting message can say how many people can see it."));
            }
        }
        if buttons.len() > MAX_BUTTONS {
            return Err(Problem::at("buttons", "A message has at most 5 buttons."));
        }
        for (place, Choice { text, link }) in buttons.iter().enumerate() {
            let button = || -> Result<(), Problem> {
                if text.is_empty() {
                    return Err(Problem::at("text", "Write what stands on the button, in one language at least."));
                }
                short(text, "text", MAX_BUTTON_CHARS)?;
                if link.as_ref().is_some_and(|link| !is_safe(link)) {
                    return Err(Problem::at("link", "Enter an address that starts with `https://`."));
                }
                Ok(())
            };
            button().map_err(|problem| problem.within(&format!("buttons.{place}")))?;
        }
        Ok(())
    }
}

/// Whether a visitor may be led there: over an encrypted connection, to a host that is named.
#[must_use]
pub fn is_safe(link: &PageAddress) -> bool {
    let host = link.as_str().strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#', '\\']).next());
    // What stands before an `@` only looks like the host.
    host.is_some_and(|host| !host.is_empty() && !host.starts_with([':', '.']) && !host.contains('@'))
}

impl AutoClose {
    fn check(self) -> Result<(), Problem> {
        let Self { after_s, warn_s } = self;
        if !CLOSE_S.contains(&after_s) {
            return Err(Problem::at("after_s", "Enter 10 seconds to 24 hours."));
        }
        if warn_s < MIN_WARN_S || warn_s.saturating_add(MIN_WARN_S) > after_s {
            return Err(Problem::at(
                "warn_s",
                "The warning comes 5 seconds after the last word, and 5 seconds before the close, at least.",
            ));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Kept, *};
    use crate::value::{LanguageTag, Timestamp};

    fn english<T>(text: T) -> Texts<T> {
        Texts::from([(LanguageTag::try_from("en").expect("a language"), text)])
    }

    fn saying(text: &str) -> Automatic {
        Automatic { on: true, text: english(MessageBody::try_from(text).expect("words")), buttons: Vec::new() }
    }

    fn button(text: &str, link: Option<&str>) -> Choice {
        let link = link.map(|link| PageAddress::try_from(link).expect("an address"));
        Choice { text: english(ShortText::try_from(text).expect("a text")), link }
    }

    fn id(number: u8) -> ItemId {
        Kind::Messages.id(&format!("mss_{number:032x}")).expect("an id")
    }

    fn field(set: &Messages, setup: &Setup) -> Option<String> {
        set.check(&id(9), setup).err().map(|problem| problem.field)
    }

    fn refused(set: &Messages) -> Option<String> {
        field(set, &Setup::default())
    }

    #[test]
    fn a_set_that_says_nothing_is_a_start() {
        assert_eq!(refused(&Messages::named("All")), None);
        let read: Messages = serde_json::from_str(r#"{"name":"All"}"#).expect("it is read");
        assert_eq!(read, Messages::named("All"));
    }

    #[test]
    fn what_is_turned_on_says_something_that_is_read() {
        let set = |welcome| Messages { welcome, ..Messages::named("All") };
        assert_eq!(refused(&set(saying("Hello"))), None);
        assert_eq!(refused(&set(Automatic { on: true, ..Automatic::default() })).as_deref(), Some("welcome.text"));
        assert_eq!(refused(&set(saying(&"x".repeat(1_001)))).as_deref(), Some("welcome.text"));
        assert_eq!(refused(&set(saying("{people} can see this"))).as_deref(), Some("welcome.text"));
        let waiting = Messages { waiting: saying("{people} can see this"), ..Messages::named("All") };
        assert_eq!(refused(&waiting), None);
    }

    #[test]
    fn buttons_say_something_or_lead_somewhere_safe() {
        let set = |buttons| Messages { away: Automatic { buttons, ..saying("Hello") }, ..Messages::named("All") };
        assert_eq!(refused(&set(vec![button("Yes", None), button("Help", Some("https://acme.example/help"))])), None);
        assert_eq!(refused(&set(vec![button("Yes", None); 6])).as_deref(), Some("away.buttons"));
        assert_eq!(refused(&set(vec![button(&"x".repeat(41), None)])).as_deref(), Some("away.buttons.0.text"));
        assert_eq!(refused(&set(vec![button("a", None), Choice::default()])).as_deref(), Some("away.buttons.1.text"));
        for bad in ["http://acme.example/", "https://", "https:///x", "https://acme.example@evil.example/"] {
            let link = Some("away.buttons.0.link".to_owned());
            assert_eq!(
                refused(&set(vec![button("Help", PageAddress::try_from(bad).ok().map(|_| bad))])),
                link,
                "{bad}"
            );
        }
    }

    #[test]
    fn times_are_such_that_people_can_keep_up() {
        let set = Messages::named("All");
        assert_eq!(refused(&Messages { waiting_after_s: 0, ..set.clone() }).as_deref(), Some("waiting_after_s"));
        assert_eq!(refused(&Messages { idle_after_s: 4, ..set.clone() }).as_deref(), Some("idle_after_s"));
        let closing = |after_s, warn_s| Messages { auto_close: Some(AutoClose { after_s, warn_s }), ..set.clone() };
        assert_eq!(refused(&closing(600, 60)), None);
        assert_eq!(refused(&closing(10, 5)), None);
        assert_eq!(refused(&closing(9, 5)).as_deref(), Some("auto_close.after_s"));
        assert_eq!(refused(&closing(60, 4)).as_deref(), Some("auto_close.warn_s"));
        assert_eq!(refused(&closing(60, 56)).as_deref(), Some("auto_close.warn_s"));
        assert_eq!(refused(&closing(60, u32::MAX)).as_deref(), Some("auto_close.warn_s"));
    }

    #[test]
    fn a_tag_has_one_set_and_all_others_have_one() {
        let gone = TagId::new(Timestamp::from_ms(1), [1; 10]);
        let of = |tags: Vec<TagId>, name: &str| Messages { tags, ..Messages::named(name) };
        let setup = Setup::new([Kept { id: id(1), revision: 1, item: of(vec![], "All").into() }], []);
        assert_eq!(field(&of(vec![], "More"), &setup).as_deref(), Some("tags"));
        assert_eq!(field(&of(vec![gone], "All"), &setup).as_deref(), Some("name"));
        assert_eq!(field(&of(vec![gone], "More"), &setup).as_deref(), Some("tags"));
        assert_eq!(of(vec![], "All").check(&id(1), &setup), Ok(()));
    }
}
