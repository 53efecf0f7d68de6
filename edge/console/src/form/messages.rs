//! A set of automatic messages, as it is typed.

use kit::form::{Problems, Reader};
use shared::{
    id::TagId,
    script::{PEOPLE, Slot},
    setup::messages::{
        AutoClose, Automatic, CLOSE_S, Choice, IDLE_S, MAX_BUTTON_CHARS, MAX_BUTTONS, MAX_TEXT_CHARS, MIN_WARN_S,
        Messages, WAITING_S, is_safe,
    },
    texts::Texts,
    value::{DisplayName, LanguageTag, MessageBody, PageAddress, ShortText},
};

use super::TextsDraft;
use crate::text;

/// A set as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MessagesDraft {
    pub(crate) name: String,
    pub(crate) tags: Vec<TagId>,
    /// One for each of [`SLOTS`].
    pub(crate) slots: Vec<SlotDraft>,
    /// Seconds.
    pub(crate) waiting_after: String,
    /// Seconds.
    pub(crate) idle_after: String,
    pub(crate) closes: bool,
    /// Minutes.
    pub(crate) close_after: String,
    /// Minutes.
    pub(crate) warn: String,
    languages: Vec<LanguageTag>,
}

/// The messages of a set with the names of their fields, in the order in which a visitor may meet them.
pub(crate) const SLOTS: [(Slot, &str); 6] = [
    (Slot::Welcome, "welcome"),
    (Slot::Waiting, "waiting"),
    (Slot::Away, "away"),
    (Slot::Idle, "idle"),
    (Slot::TransferFailed, "transfer_failed"),
    (Slot::Close, "close"),
];

/// One message as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SlotDraft {
    pub(crate) on: bool,
    pub(crate) text: TextsDraft,
    pub(crate) buttons: Vec<ButtonDraft>,
}

/// A button as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ButtonDraft {
    pub(crate) text: TextsDraft,
    /// Empty for a quick reply.
    pub(crate) link: String,
}

impl MessagesDraft {
    /// What is set, with room for words in each of the service's languages.
    pub(crate) fn new(set: Option<&Messages>, languages: &[LanguageTag]) -> Self {
        let start = DisplayName::try_from("-").ok().map(Messages::called);
        let known = set.or(start.as_ref());
        let slots = known.map(Messages::slots).into_iter().flatten();
        let slots = slots.map(|(_, _, automatic)| SlotDraft::new(automatic, languages)).collect();
        let close = known.and_then(|set| set.auto_close);
        let AutoClose { after_s, warn_s } = close.unwrap_or(AutoClose { after_s: 600, warn_s: 120 });
        Self {
            name: set.map(|set| set.name.to_string()).unwrap_or_default(),
            tags: set.map(|set| set.tags.clone()).unwrap_or_default(),
            slots,
            waiting_after: known.map(|set| set.waiting_after_s.to_string()).unwrap_or_default(),
            idle_after: known.map(|set| set.idle_after_s.to_string()).unwrap_or_default(),
            closes: close.is_some(),
            close_after: minutes(after_s),
            warn: minutes(warn_s),
            languages: languages.to_vec(),
        }
    }

    /// Adds a button to a message, with room for the service's languages.
    pub(crate) fn add_button(&mut self, slot: usize) {
        let text = TextsDraft::new(None::<&Texts<ShortText>>, &self.languages);
        if let Some(slot) = self.slots.get_mut(slot) {
            slot.buttons.push(ButtonDraft { text, link: String::new() });
        }
    }

    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<Messages, Problems> {
        let mut reader = Reader::default();
        let name = reader.read::<DisplayName>("name", &self.name, text::problem_name());
        let mut read = SLOTS.iter().zip(&self.slots).map(|(of, slot)| slot.check(*of, &mut reader)).collect::<Vec<_>>();
        let waiting_after_s = whole(&self.waiting_after).filter(|seconds| WAITING_S.contains(seconds));
        if waiting_after_s.is_none() {
            reader.blame("waiting_after_s", text::problem_waiting_after());
        }
        let idle_after_s = whole(&self.idle_after).filter(|seconds| IDLE_S.contains(seconds));
        if idle_after_s.is_none() {
            reader.blame("idle_after_s", text::problem_idle_after());
        }
        let auto_close = if self.closes { self.read_close(&mut reader) } else { None };
        let mut slots = read.drain(..);
        let mut next = || slots.next().unwrap_or_default();
        let (welcome, waiting, away, idle, transfer_failed, close) = (next(), next(), next(), next(), next(), next());
        let made =
            name.zip(waiting_after_s).zip(idle_after_s).map(|((name, waiting_after_s), idle_after_s)| Messages {
                name,
                tags: self.tags.clone(),
                welcome,
                waiting,
                waiting_after_s,
                idle,
                idle_after_s,
                close,
                away,
                transfer_failed,
                auto_close,
            });
        reader.done(made)
    }

    fn read_close(&self, reader: &mut Reader) -> Option<AutoClose> {
        let after_s = seconds(&self.close_after).filter(|seconds| CLOSE_S.contains(seconds));
        if after_s.is_none() {
            reader.blame("auto_close.after_s", text::problem_close_after());
        }
        let warn_s = seconds(&self.warn)
            .filter(|warn| *warn >= MIN_WARN_S && after_s.is_none_or(|after| warn.saturating_add(MIN_WARN_S) <= after));
        if warn_s.is_none() {
            reader.blame("auto_close.warn_s", text::problem_warn());
        }
        after_s.zip(warn_s).map(|(after_s, warn_s)| AutoClose { after_s, warn_s })
    }
}

impl SlotDraft {
    fn new(Automatic { on, text, buttons }: &Automatic, languages: &[LanguageTag]) -> Self {
        let said = text.0.iter().map(|(language, text)| (language.clone(), text.as_str().to_owned()));
        let buttons = buttons.iter().map(|Choice { text, link }| ButtonDraft {
            text: TextsDraft::new(Some(text), languages),
            link: link.as_ref().map(|link| link.as_str().to_owned()).unwrap_or_default(),
        });
        Self { on: *on, text: TextsDraft::new(Some(&Texts(said.collect())), languages), buttons: buttons.collect() }
    }

    /// Whether there is place for another button.
    pub(crate) fn has_room(&self) -> bool {
        self.buttons.len() < MAX_BUTTONS
    }

    fn check(&self, (slot, field): (Slot, &str), reader: &mut Reader) -> Automatic {
        let at = format!("{field}.text");
        let text: Texts<MessageBody> = self.text.check(reader, &at, MAX_TEXT_CHARS);
        if self.on && self.text.first().is_none() {
            reader.blame(at, text::problem_message_missing());
        } else if slot != Slot::Waiting && text.0.values().any(|text| text.as_str().contains(PEOPLE)) {
            reader.blame(at, text::problem_people());
        }
        let buttons = self.buttons.iter().enumerate();
        let buttons = buttons.map(|(place, button)| button.check(&format!("{field}.buttons.{place}"), reader));
        Automatic { on: self.on, text, buttons: buttons.collect() }
    }
}

impl ButtonDraft {
    fn check(&self, field: &str, reader: &mut Reader) -> Choice {
        let at = format!("{field}.text");
        let text = self.text.check(reader, &at, MAX_BUTTON_CHARS);
        if self.text.first().is_none() {
            reader.blame(at, text::problem_missing());
        }
        let link = self.link.trim();
        let read = PageAddress::try_from(link).ok().filter(is_safe);
        if read.is_none() && !link.is_empty() {
            reader.blame(format!("{field}.link"), text::problem_link());
        }
        Choice { text, link: read }
    }
}

fn whole(text: &str) -> Option<u32> {
    text.trim().parse().ok()
}

/// Minutes as people write them: "10", "1.5", "1,5".
fn seconds(minutes: &str) -> Option<u32> {
    let minutes: f64 = minutes.trim().replace(',', ".").parse().ok()?;
    let seconds = (minutes * 60.0).round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number within the range")]
    (0.0..=1e6).contains(&seconds).then_some(seconds as u32)
}

fn minutes(seconds: u32) -> String {
    if seconds.is_multiple_of(60) {
        return (seconds / 60).to_string();
    }
    let minutes = format!("{:.3}", f64::from(seconds) / 60.0);
    minutes.trim_end_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use kit::form::problem_of;

    use super::*;

    fn language(tag: &str) -> LanguageTag {
        LanguageTag::try_from(tag).expect("a language")
    }

    fn filled() -> MessagesDraft {
        let mut draft = MessagesDraft::new(None, &[language("en"), language("ja")]);
        draft.name = "All".into();
        draft
    }

    #[test]
    fn a_new_set_is_off_and_can_be_saved() {
        let set = filled().check().expect("nothing is wrong");
        assert_eq!(set, Messages::called(DisplayName::try_from("All").expect("a name")));
    }

    #[test]
    fn what_is_typed_becomes_a_set_and_comes_back_the_same() {
        let mut draft = filled();
        draft.slots[1].on = true;
        draft.slots[1].text.set("en", "{people} can see this".into());
        draft.add_button(1);
        draft.slots[1].buttons[0].text.set("ja", "はい".into());
        draft.slots[1].buttons[0].link = "https://acme.example/".into();
        (draft.closes, draft.close_after, draft.warn) = (true, "1.5".into(), "0.75".into());
        let set = draft.check().expect("nothing is wrong");
        assert_eq!(set.auto_close, Some(AutoClose { after_s: 90, warn_s: 45 }));
        assert_eq!(MessagesDraft::new(Some(&set), &[language("en"), language("ja")]), draft);
    }

    #[test]
    fn each_problem_is_beside_its_field() {
        let mut draft = filled();
        draft.slots[0].on = true;
        draft.slots[2].text.set("ja", "{people}".into());
        draft.slots[3].text.set("en", "x".repeat(1_001));
        draft.add_button(5);
        draft.slots[5].buttons[0].link = "http://acme.example/".into();
        draft.waiting_after = "soon".into();
        (draft.closes, draft.warn) = (true, "10".into());
        let problems = draft.check().expect_err("many are wrong");
        for field in [
            "welcome.text",
            "away.text",
            "idle.text.en",
            "close.buttons.0.text",
            "close.buttons.0.link",
            "waiting_after_s",
            "auto_close.warn_s",
        ] {
            assert!(problem_of(&problems, field).is_some(), "{field}");
        }
    }
}
