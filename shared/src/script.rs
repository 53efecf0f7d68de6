//! What a room says by itself, in the language of its visitor: made from what the owner set up, and handed to the room by
//! the Desk. Each message is visibly automatic; when it is said is the room's business (`room/clocks.rs`).

use serde::{Deserialize, Serialize};

use crate::{
    card::Entry,
    directory::Directory,
    setup::messages::{AutoClose, Automatic, Choice},
    texts,
    value::{LanguageTag, MessageBody, PageAddress, ShortText},
};

/// Stands in the text of [`Slot::Waiting`] for the people who can take the enquiry: "3 people". So "{people} can see this"
/// reads well for one, too.
pub const PEOPLE: &str = "{people}";

/// Which of the automatic messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// When the room is opened.
    Welcome,
    /// When nobody has answered for a while.
    Waiting,
    /// When the visitor has said nothing for a while after staff did.
    Idle,
    /// When the room is closed.
    Close,
    /// When nobody answered, or nobody is there at this time.
    Away,
    /// When nobody accepted what was passed on.
    TransferFailed,
    /// One of a newer server.
    #[serde(other)]
    Unknown,
}

/// What can be pressed below an automatic message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Button {
    /// On it.
    pub text: ShortText,
    /// Where it leads, `https` only. Without one it is a quick reply: pressing it says its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<PageAddress>,
}

/// One message in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Which language.
    pub language: LanguageTag,
    /// What is said.
    pub text: MessageBody,
    /// What can be pressed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub buttons: Vec<Button>,
}

/// All that a room says by itself. Rooms keep it: a field may be added with a default, never renamed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Script {
    /// See [`Slot::Welcome`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub welcome: Option<Words>,
    /// See [`Slot::Waiting`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting: Option<Words>,
    /// After so many seconds.
    pub waiting_after_s: u32,
    /// See [`Slot::Idle`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub idle: Option<Words>,
    /// After so many seconds.
    pub idle_after_s: u32,
    /// See [`Slot::Close`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub close: Option<Words>,
    /// See [`Slot::Away`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub away: Option<Words>,
    /// See [`Slot::TransferFailed`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transfer_failed: Option<Words>,
    /// When a silent room is closed; after [`crate::room::IDLE_CLOSE_MS`], without a warning, if none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auto_close: Option<AutoClose>,
}

impl Script {
    /// What the room of an enquiry says: of the set that names its tag, or of the one for all others. In the visitor's
    /// language, or else in the service's first.
    #[must_use]
    pub fn of(directory: &Directory, entry: Entry, language: Option<&LanguageTag>) -> Self {
        let tag = match entry {
            Entry::Tag { tag } => Some(tag),
            Entry::Staff { .. } => None,
        };
        let named = directory.messages.iter().find(|set| tag.is_some_and(|tag| set.tags.contains(&tag)));
        let Some(set) = named.or_else(|| directory.messages.iter().find(|set| set.tags.is_empty())) else {
            return Self::default();
        };
        let wanted: Vec<&str> =
            language.into_iter().chain(directory.languages.first()).map(LanguageTag::as_str).collect();
        let words = |automatic| words(automatic, &wanted);
        Self {
            welcome: words(&set.welcome),
            waiting: words(&set.waiting),
            waiting_after_s: set.waiting_after_s,
            idle: words(&set.idle),
            idle_after_s: set.idle_after_s,
            close: words(&set.close),
            away: words(&set.away),
            transfer_failed: words(&set.transfer_failed),
            auto_close: set.auto_close,
        }
    }
}

fn words(Automatic { on, text, buttons }: &Automatic, wanted: &[&str]) -> Option<Words> {
    let (language, text) = text.pick_tagged(wanted.iter().copied()).filter(|_| *on)?;
    // A button in the language of the message, if it has that.
    let of_button = |Choice { text, link }: &Choice| {
        let text = text.pick(std::iter::once(language.as_str()).chain(wanted.iter().copied()))?;
        Some(Button { text: text.clone(), link: link.clone() })
    };
    let buttons = buttons.iter().filter_map(of_button).collect();
    Some(Words { language: language.clone(), text: text.clone(), buttons })
}

impl Words {
    /// Whether it says how many people can take the enquiry.
    #[must_use]
    pub fn counts_people(&self) -> bool {
        self.text.as_str().contains(PEOPLE)
    }

    /// What is said when so many people can take the enquiry.
    #[must_use]
    pub fn for_people(&self, count: u32) -> MessageBody {
        let filled = self.text.as_str().replace(PEOPLE, &people(&self.language, count));
        // Longer than any message only if it is nothing but gaps.
        MessageBody::try_from(filled).unwrap_or_else(|_| self.text.clone())
    }
}

/// "3 people"; the bare number in languages that Frontdesk itself doesn't speak.
fn people(language: &LanguageTag, count: u32) -> String {
    match texts::key(language.as_str()).as_str() {
        "en" if count == 1 => "1 person".to_owned(),
        "en" => format!("{count} people"),
        "hant" | "hans" => format!("{count} 人"),
        "ja" => format!("{count}人"),
        _ => count.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::{StaffId, TagId},
        setup::messages::Messages,
        texts::Texts,
        value::Timestamp,
    };

    fn language(tag: &str) -> LanguageTag {
        LanguageTag::try_from(tag).expect("a language")
    }

    fn saying(texts: &[(&str, &str)]) -> Automatic {
        let texts = texts.iter().map(|(tag, text)| (language(tag), MessageBody::try_from(*text).expect("words")));
        Automatic { on: true, text: Texts(texts.collect()), buttons: Vec::new() }
    }

    fn tag(number: u8) -> TagId {
        TagId::new(Timestamp::from_ms(1), [number; 10])
    }

    fn shop() -> Directory {
        let general =
            Messages { welcome: saying(&[("en", "Hello"), ("ja", "こんにちは")]), ..Messages::named("All") };
        let sales = Messages { tags: vec![tag(1)], welcome: saying(&[("fr", "Bonjour")]), ..Messages::named("Sales") };
        Directory { messages: vec![general, sales], languages: vec![language("ja")], ..Directory::default() }
    }

    #[test]
    fn a_tag_has_its_own_set_or_the_one_for_all_others() {
        let said = |entry, wanted: Option<&str>| {
            let words = Script::of(&shop(), entry, wanted.map(language).as_ref()).welcome.expect("it is on");
            words.text.as_str().to_owned()
        };
        let person = Entry::Staff { staff: StaffId::new(Timestamp::from_ms(1), [1; 10]) };
        assert_eq!(said(Entry::Tag { tag: tag(1) }, Some("en")), "Bonjour");
        assert_eq!(said(Entry::Tag { tag: tag(2) }, Some("en-GB")), "Hello");
        assert_eq!(said(person, Some("de")), "こんにちは", "the service's first language");
        assert_eq!(said(person, None), "こんにちは");
    }

    #[test]
    fn what_is_off_is_not_said() {
        let mut shop = shop();
        shop.messages[0].welcome.on = false;
        let script = Script::of(&shop, Entry::Tag { tag: tag(2) }, None);
        assert_eq!(script.welcome, None);
        shop.messages.clear();
        assert_eq!(Script::of(&shop, Entry::Tag { tag: tag(2) }, None), Script::default());
    }

    #[test]
    fn buttons_are_in_the_language_of_their_message() {
        let mut shop = shop();
        let text = |text: &str| ShortText::try_from(text).expect("a text");
        let texts = Texts::from([(language("en"), text("Yes")), (language("ja"), text("はい"))]);
        shop.messages[0].welcome.buttons = vec![Choice { text: texts, link: None }];
        let script = Script::of(&shop, Entry::Tag { tag: tag(2) }, Some(&language("en")));
        assert_eq!(script.welcome.expect("it is on").buttons[0].text.as_str(), "Yes");
    }

    #[test]
    fn people_are_counted_in_words_that_go_with_one() {
        let said = |tag: &str, count: u32| {
            let text = MessageBody::try_from("{people} can see this.").expect("words");
            let words = Words { language: language(tag), text, buttons: Vec::new() };
            assert!(words.counts_people());
            words.for_people(count).as_str().to_owned()
        };
        assert_eq!(said("en-GB", 1), "1 person can see this.");
        assert_eq!(said("en", 3), "3 people can see this.");
        assert_eq!(said("zh-TW", 1), "1 人 can see this.");
        assert_eq!(said("ja", 2), "2人 can see this.");
        assert_eq!(said("fr", 2), "2 can see this.");
    }

    #[test]
    fn a_script_of_another_version_is_read() {
        let read: Script = serde_json::from_str(r#"{"of_tomorrow":1}"#).expect("it is read");
        assert_eq!(read, Script::default());
    }
}
