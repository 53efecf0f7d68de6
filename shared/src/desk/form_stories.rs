//! Stories of forms: what is asked before an enquiry is raised, what is known of who comes again, and what is left when
//! nobody could answer.

use serde_json::json;

use super::story::{Story, on, person, tag};
use crate::{
    card::ContactDetails,
    enquiry::Refusal,
    form::{Answer, Filled, Value, Wrong},
    id::FieldId,
    setup::form::Form,
    value::Timestamp,
};

fn field(number: u8) -> FieldId {
    FieldId::new(Timestamp::from_ms(1), [number; 10])
}

/// Asks for a name, which is required, and an order number, which isn't.
fn form(moment: &str, tags: &[crate::card::Entry]) -> Form {
    let tags: Vec<_> =
        tags.iter().map(|entry| serde_json::to_value(entry).expect("it is plain")["tag"].clone()).collect();
    serde_json::from_value(json!({ "name": "Ours", "on": true, "moment": moment, "tags": tags, "fields": [
        { "id": field(1), "label": { "en": "Name" }, "required": true, "kind": "text", "fills": "name" },
        { "id": field(2), "label": { "en": "Order" }, "kind": "text" },
    ] }))
    .expect("a form")
}

fn filled(answers: &[(u8, &str)]) -> Filled {
    let answer = |(number, value): &(u8, &str)| Answer { field: field(*number), value: (*value).to_owned() };
    Filled { language: None, answers: answers.iter().map(answer).collect() }
}

fn shop(moment: &str) -> Story {
    let mut story = Story::of(["ada"]).tag("sales", [on(["ada"])]).tag("support", [on(["ada"])]);
    story.comes("ada").directory(|directory| directory.forms.push(form(moment, &[])));
    story
}

impl Story {
    fn fills_in(&mut self, answers: &[(u8, &str)]) -> &mut Self {
        self.filled = Some(filled(answers));
        self
    }

    fn is_asked(&mut self, number: u8) -> &mut Self {
        self.is_refused(&Refusal::Answer { field: field(number), why: Wrong::Missing })
    }

    fn is_called(&mut self, name: &str) -> &mut Self {
        let card = self.desk.card(self.current()).expect("it runs");
        assert_eq!(card.contact.details.name.map(String::from).as_deref(), Some(name));
        self
    }

    /// What was answered under the label "Order", last.
    fn ordered(&self) -> Option<String> {
        self.told.iter().rev().find_map(|(_, told)| match &told.value {
            Value::Text { text } if told.field == field(2) => Some(text.as_str().to_owned()),
            Value::Empty | Value::Text { .. } | Value::Option { .. } | Value::Agreed { .. } => None,
        })
    }
}

#[test]
fn nothing_is_raised_before_what_is_required_is_answered() {
    let mut story = shop("pre_chat");
    story.raises("vera", tag("sales")).is_asked(1);
    story.fills_in(&[(1, " "), (2, "A-7")]).raises("vera", tag("sales")).is_asked(1);
    assert!(story.current.is_none() && story.told.is_empty());
    story.fills_in(&[(1, "Vera"), (2, "A-7"), (9, "of another form")]).raises("vera", tag("sales"));
    story.is_offered_to(["ada"]).is_called("Vera");
    assert_eq!(story.ordered().as_deref(), Some("A-7"));
}

#[test]
fn who_comes_again_is_asked_for_nothing_that_is_known() {
    let mut story = shop("pre_chat");
    story.fills_in(&[(1, "Vera"), (2, "")]).raises("vera", tag("sales")).closes(crate::card::ClosedBy::Visitor);
    story.raises("vera", tag("sales")).is_offered_to(["ada"]).is_called("Vera");
    story.raises("vera", person("ada")).is_called("Vera");
    story.raises("walt", tag("sales")).is_asked(1);
    // Left empty once, and required now.
    story.directory(|directory| directory.forms[0].questions.fields[1].required = true);
    story.raises("vera", tag("support")).is_asked(2);
}

#[test]
fn a_form_of_a_tag_is_asked_there_and_nowhere_else() {
    let mut story = shop("pre_chat");
    story.directory(|directory| directory.forms[0] = form("pre_chat", &[tag("support")]));
    story.raises("vera", tag("sales")).is_offered_to(["ada"]).raises("vera", tag("support")).is_asked(1);
    story.directory(|directory| directory.forms[0].on = false).raises("vera", tag("support")).is_offered_to(["ada"]);
    let mut story = shop("offline");
    story.raises("vera", tag("sales")).is_offered_to(["ada"]);
}

#[test]
fn another_form_keeps_what_still_has_a_place_in_it() {
    let mut story = shop("pre_chat");
    story.directory(|directory| drop(directory.forms[0].questions.fields.remove(1)));
    story.fills_in(&[(1, "Vera"), (2, "A-7")]).raises("vera", tag("sales")).is_called("Vera");
    assert_eq!(story.ordered(), None);
}

#[test]
fn a_name_that_is_told_is_on_all_cards_and_a_repeat_changes_nothing() {
    let mut story = shop("pre_chat");
    story.directory(|directory| directory.forms[0].questions.tags = vec![directory.tags[1].id]);
    let first = story.raises("vera", tag("sales")).current();
    story.fills_in(&[(1, "Vera")]).raises("vera", tag("support")).is_called("Vera");
    let card = story.desk.card(first).expect("it runs");
    assert_eq!(card.contact.details.name.map(String::from).as_deref(), Some("Vera"));
    // It runs already: nobody is asked.
    story.raises("vera", tag("support")).is_called("Vera");
    assert_eq!(story.told.len(), 1);
}

#[test]
fn what_is_left_when_nobody_could_answer_is_taken_once_and_loses_nothing() {
    let mut story = shop("offline");
    let details = |name: &str| ContactDetails { name: name.try_into().ok(), ..ContactDetails::default() };
    story.raises("vera", tag("sales")).later(60).is_missed();
    // It was checked where it was filled in; what doesn't fit is left, and the rest is taken.
    story.leaves_form(details("Vera"), Some(filled(&[(2, "A-7"), (1, &"x".repeat(81)), (8, "?")]))).is_called("Vera");
    assert_eq!((story.ordered().as_deref(), story.told.len()), (Some("A-7"), 1));
    let first = story.current();
    story.raises("vera", tag("support")).leaves_details(details("Vera B.")).is_called("Vera B.");
    // The other room goes on to report what it knows.
    story.current = Some(first);
    story.writes().is_called("Vera B.");
    assert_eq!(story.told.len(), 1);
    let phone = "12345".try_into().ok();
    story.leaves_details(ContactDetails { phone, ..ContactDetails::default() }).is_called("Vera B.");
}
