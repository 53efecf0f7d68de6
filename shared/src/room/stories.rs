//! Stories of a room: the name of each is a promise.

use super::{
    Command, Event, IDLE_CLOSE_MS, MAX_ENTRIES, Refusal, Speaker,
    story::{Story, body, by_email, id, message, staff},
};
use crate::{
    card::{ClosedBy, ContactDetails, PageView, Phase, Side},
    form::{Answer, Filled},
    id::{EnquiryId, FieldId},
    owed::{Order, RoomOrder},
    setup::form::MAX_FIELDS,
    value::{PageAddress, Seq, Timestamp},
    wire::Logged,
};

/// A form of the service's own with these answers.
fn filled(values: &[&str]) -> Filled {
    let field = |number| FieldId::new(Timestamp::from_ms(1), [number; 10]);
    let answers = (1..).zip(values).map(|(number, value)| Answer { field: field(number), value: (*value).to_owned() });
    Filled { language: None, answers: answers.collect() }
}

#[test]
fn a_talk_is_kept_in_the_order_in_which_it_came() {
    let mut story = Story::raised();
    story.visitor_says(1, "Do you ship to Osaka?").order(Order::Answered { staff: staff("ada") });
    story.says("ada", 2, "We do.").visitor_says(3, "Thanks!");
    assert_eq!(story.kinds(), ["raised", "said", "answered", "said", "said"]);
    assert_eq!(story.room.card().map(|card| card.phase), Some(Phase::Engaged));
}

#[test]
fn a_message_sent_again_changes_nothing_and_gets_the_same_answer() {
    let mut story = Story::answered();
    story.visitor_says(1, "Hello").visitor_says(1, "Hello").is_answered_with(3);
    story.step(Command::Close { speaker: Speaker::Visitor });
    story.visitor_says(1, "Hello").is_answered_with(3);
    story.visitor_says(2, "Hello?").is_refused(Refusal::EnquiryClosed);
}

#[test]
fn a_message_id_can_not_be_used_for_something_else() {
    let mut story = Story::answered();
    story.visitor_says(1, "Hello");
    story.visitor_says(1, "Other words").is_refused(Refusal::Taken);
    story.says("ada", 1, "Hello").is_refused(Refusal::Taken);
    story.leaves(1, by_email()).is_refused(Refusal::Taken);
    assert_eq!(story.log().len(), 3);
}

#[test]
fn staff_speak_once_one_of_them_has_answered() {
    let mut story = Story::raised();
    story.says("ada", 1, "Hello").is_refused(Refusal::NotAnswered);
    story.order(Order::Answered { staff: staff("ada") }).says("ada", 1, "Hello");
    assert_eq!(story.kinds(), ["raised", "answered", "said"]);
}

#[test]
fn a_colleague_who_speaks_is_announced_once() {
    let mut story = Story::answered();
    story.says("ben", 1, "May I add something?").says("ben", 2, "It is on sale.");
    assert_eq!(story.kinds(), ["raised", "answered", "joined", "said", "said"]);
    let people = story.room.card().map(|card| card.people.len());
    assert_eq!(people, Some(2));
}

#[test]
fn orders_may_come_twice() {
    let mut story = Story::raised();
    story.order_again(Order::Missed).changes_nothing();
    story.order(Order::Missed).order_again(Order::Missed).changes_nothing();
    story.order(Order::Reopened).order(Order::Answered { staff: staff("ada") });
    assert_eq!(story.kinds(), ["raised", "missed", "reopened", "answered"]);
}

#[test]
fn an_order_before_the_first_waits_and_one_for_another_room_is_refused() {
    let mut story = Story::unopened();
    story.order(Order::Missed).is_refused(Refusal::NotOpened);
    story.visitor_says(1, "Hello").is_refused(Refusal::NotOpened);
    let mut story = Story::raised();
    let other = EnquiryId::new(Timestamp::from_ms(2), id(2));
    let order = RoomOrder { room: other.into(), revision: 9, at_ms: story.now, order: Order::Missed };
    story.step(Command::Take { order, looks: true }).is_refused(Refusal::Forbidden);
}

#[test]
fn a_close_is_final() {
    let mut story = Story::answered();
    story.step(Command::Close { speaker: Speaker::Staff(staff("ada")) });
    story.step(Command::Close { speaker: Speaker::Visitor }).is_answered_with(3);
    story.order(Order::Answered { staff: staff("ben") }).order(Order::Missed).order(Order::Reopened);
    story.leaves(1, by_email()).is_refused(Refusal::EnquiryClosed);
    assert_eq!(story.kinds(), ["raised", "answered", "closed"]);
    assert_eq!(story.room.card().map(|card| card.phase), Some(Phase::Closed));
    let closed = story.reports.last().and_then(|report| report.closed).map(|closing| (closing.by, closing.staff));
    assert_eq!(closed, Some((ClosedBy::Staff, Some(staff("ada").id))));
}

#[test]
fn an_engaged_room_that_both_sides_left_is_closed_after_a_day() {
    const HOUR: i64 = 3_600_000;
    let mut story = Story::answered();
    story.visitor_says(1, "Bye").later(23 * HOUR).step(Command::Tick).changes_nothing();
    story.says("ada", 2, "Bye").later(23 * HOUR).step(Command::Tick).changes_nothing();
    story.wakes();
    assert_eq!(story.kinds(), ["raised", "answered", "said", "said", "closed"]);
    assert_eq!(story.room.wake_at(), None);
    let mut story = Story::raised();
    story.order(Order::Missed).visitor_says(1, "Hello?").wakes();
    assert_eq!(story.room.wake_at(), None, "a missed room waits for its follow-up");
}

#[test]
fn marks_only_rise_and_never_beyond_the_log() {
    let mut story = Story::answered();
    story.visitor_says(1, "Hello").reads(Side::Staff, 99);
    assert_eq!(story.room.marks().staff.read, Seq(3));
    story.reads(Side::Staff, 1).changes_nothing();
    story.step(Command::Mark { speaker: Speaker::Visitor, delivered: Seq(1), read: Seq(2) });
    assert_eq!(story.room.marks().visitor.delivered, Seq(2), "what was read has arrived");
}

#[test]
fn the_desk_hears_now_and_then_and_of_the_latest_state() {
    let mut story = Story::answered();
    story.visitor_says(1, "One").tells(1);
    story.later(100).visitor_says(2, "Two").visitor_says(3, "Three").tells(1);
    story.step(Command::Tick).changes_nothing();
    let due = story.room.report_due_at().expect("there is something to tell");
    story.later(due.ms_since(story.now)).step(Command::Tick).tells(2);
    let report = story.reports.last().expect("it was told");
    assert_eq!(report.unread, 3);
    assert_eq!(report.preview.as_ref().map(|preview| preview.text.as_str()), Some("Three"));
    story.later(5_000).step(Command::Tick).tells(2);
    story.later(5_000).reads(Side::Staff, 5).tells(3);
    assert_eq!(story.reports.last().map(|report| report.unread), Some(0));
}

#[test]
fn a_room_that_was_lost_reports_by_its_alarm() {
    let mut story = Story::answered();
    story.visitor_says(1, "One").visitor_says(2, "Two").tells(1);
    story.wakes().tells(2);
    assert_eq!(story.reports.last().map(|report| report.unread), Some(2));
    assert_eq!(story.room.report_due_at(), None);
}

#[test]
fn the_desk_hears_at_once_where_somebody_waits() {
    let mut story = Story::raised();
    story.visitor_says(1, "Hello?").order(Order::Missed).tells(1);
    story.visitor_says(2, "Anybody?").tells(2);
    story.visitor_says(3, "I will wait.").tells(2);
    story.leaves(4, by_email()).tells(3);
    story.step(Command::Close { speaker: Speaker::Visitor }).tells(4);
    assert_eq!(story.room.book.due_at, None);
}

#[test]
fn the_offline_form_needs_a_way_back_and_is_the_visitors() {
    let mut story = Story::raised();
    story.leaves(1, ContactDetails::default()).is_refused(Refusal::NoWayBack);
    let staffs = Speaker::Staff(staff("ada"));
    let details = by_email();
    let command = Command::LeaveDetails { speaker: staffs, message: message(1), details, form: None, known: None };
    story.step(command).is_refused(Refusal::Forbidden);
    story.leaves(1, by_email()).leaves(1, by_email()).is_answered_with(2);
}

#[test]
fn a_form_of_the_services_own_goes_to_the_desk_as_it_was_filled_in() {
    let mut story = Story::raised();
    let form = Some(filled(&["At noon", ""]));
    story.leaves(1, by_email()).leaves_form(2, ContactDetails::default(), form.clone());
    let report = story.report();
    assert_eq!((report.form, report.forms, report.details), (form, 2, Some(ContactDetails::default())));
}

#[test]
fn a_form_of_the_services_own_in_which_nothing_was_answered_is_no_way_back() {
    let mut story = Story::raised();
    for blank in [&[][..], &["", " \n"]] {
        story.leaves_form(1, ContactDetails::default(), Some(filled(blank))).is_refused(Refusal::NoWayBack);
    }
    story.leaves_form(1, by_email(), Some(filled(&[])));
    assert_eq!(story.kinds(), ["raised", "details_left"]);
}

#[test]
fn a_form_has_no_more_answers_than_fields() {
    let mut story = Story::raised();
    story.leaves_form(1, by_email(), Some(filled(&["x"; MAX_FIELDS + 1]))).is_refused(Refusal::TooManyAnswers);
    story.leaves_form(1, by_email(), Some(filled(&["x"; MAX_FIELDS])));
    assert_eq!(story.kinds(), ["raised", "details_left"]);
}

#[test]
fn the_offline_form_is_taken_ten_times() {
    let mut story = Story::raised();
    for number in 1..=10 {
        story.leaves(number, by_email());
    }
    story.leaves(11, by_email()).is_refused(Refusal::TooManyForms);
    story.leaves(10, by_email()).is_answered_with(11).visitor_says(12, "There is another way to reach me.");
    assert_eq!(story.room.last(), Seq(12));
}

#[test]
fn the_page_is_told_when_it_changes() {
    let page = |url: &str| PageView { url: PageAddress::try_from(url).expect("an address"), title: None };
    let mut story = Story::raised();
    let go = |url: &str| Command::Page { speaker: Speaker::Visitor, page: page(url) };
    story.step(go("https://example.com/a")).tells(1);
    story.later(5_000).step(go("https://example.com/a")).changes_nothing();
    story.step(go("https://example.com/b")).tells(2);
    story.step(Command::Page { speaker: Speaker::Staff(staff("ada")), page: page("https://example.com/c") });
    story.is_refused(Refusal::Forbidden);
}

#[test]
fn a_clock_that_is_set_back_neither_shuffles_nor_silences() {
    let mut story = Story::answered();
    story.visitor_says(1, "One").tells(1).later(-3_600_000).visitor_says(2, "Two").tells(2);
}

#[test]
fn a_room_has_a_last_entry() {
    let mut story = Story::answered();
    story.room.last = Seq(MAX_ENTRIES);
    let command = Command::Say {
        speaker: Speaker::Visitor,
        message: message(1),
        body: body("One more"),
        quote: None,
        known: None,
        looks: true,
    };
    assert_eq!(story.room.decide(story.now, command), Err(Refusal::RoomFull));
    let last =
        story.room.decide(story.now, Command::Close { speaker: Speaker::Visitor }).expect("the close has its place");
    let closed = last
        .events
        .iter()
        .filter_map(|event| if let Event::Logged(entry) = event { Some(&entry.logged) } else { None });
    assert!(closed.eq([&Logged::Closed { by: ClosedBy::Full, staff: None }]), "nobody wished it");
}

#[test]
fn a_visitor_who_looks_elsewhere_is_called_once_until_they_have_read() {
    let mut story = Story::raised();
    story.visitor_looks(false).visitor_says(1, "Is anybody there?").has_called(0);
    story.order(Order::Answered { staff: staff("ada") }).has_called(1);
    story.says("ada", 2, "Hello!").says("ada", 3, "How can I help?").has_called(1);
    // They came back, read, and went away again.
    story.reads(Side::Visitor, 5).says("ada", 4, "Still there?").has_called(2);
    story.says("ada", 4, "Still there?").is_answered_with(6).has_called(2);
    // It arrived, and nobody read it.
    story.step(Command::Mark { speaker: Speaker::Visitor, delivered: Seq(6), read: Seq(5) });
    story.says("ada", 5, "I'll be here.").has_called(2);
}

#[test]
fn a_visitor_who_looks_is_not_called_and_neither_is_one_whose_own_words_come() {
    let mut story = Story::answered();
    story.says("ada", 1, "Hello!").visitor_says(2, "Hi").has_called(0);
    story.visitor_looks(false).visitor_says(3, "One moment").has_called(0);
    story.says("ada", 4, "Sure").has_called(1);
    story.step(Command::Close { speaker: Speaker::Staff(staff("ada")) }).has_called(1);
}

#[test]
fn a_note_is_for_staff_alone_and_moves_nothing() {
    let mut story = Story::answered();
    story.note(Speaker::Staff(staff("ben")), 1, "They ask each week.");
    assert_eq!(story.kinds(), ["raised", "answered", "noted"], "who only notes something hasn't joined the talk");
    let told = |story: &Story| {
        let last = story.reports.last().cloned();
        last.map(|report| (report.preview, report.unread, report.visitor_said_at_ms, report.staff_said_at_ms))
    };
    let before = told(&story);
    story.note(Speaker::Staff(staff("ben")), 1, "They ask each week.").note(Speaker::Staff(staff("ada")), 2, "I know.");
    assert_eq!(story.kinds().len(), 4, "the first was a repeat");
    story.later(3_000).step(Command::Tick);
    assert_eq!(told(&story), before, "no list shows anything of it");
    let seen = story.log()[2].clone().seen_by(Side::Visitor);
    assert_eq!(serde_json::to_value(&seen.logged).expect("it is JSON"), serde_json::json!({ "kind": "hidden" }));
    story.note(Speaker::Staff(staff("ada")), 1, "They ask each week.").is_refused(Refusal::Taken);
    story.note(Speaker::Visitor, 3, "Hello").is_refused(Refusal::StaffOnly);
    story.step(Command::Close { speaker: Speaker::Visitor });
    story.note(Speaker::Staff(staff("ada")), 4, "Call them.").is_refused(Refusal::EnquiryClosed);
}

#[test]
fn before_anybody_answered_staff_note_but_do_not_speak() {
    let mut story = Story::raised();
    story.note(Speaker::Staff(staff("ben")), 1, "For Ada.");
    assert_eq!(story.kinds(), ["raised", "noted"]);
}

#[test]
fn staff_close_a_room_that_wants_a_label_only_once_it_has_one() {
    let ada = || Command::Close { speaker: Speaker::Staff(staff("ada")) };
    let mut story = Story::answered();
    story.order(Order::Label { wanted: true }).step(ada()).is_refused(Refusal::LabelWanted);
    story.order(Order::Label { wanted: false }).step(ada());
    assert_eq!(story.kinds(), ["raised", "answered", "closed"]);
    // Pressed again, it is what they wanted, whatever has been asked since.
    story.order(Order::Label { wanted: true }).step(ada()).is_answered_with(3);
}

#[test]
fn the_room_of_a_visitor_who_is_not_heard_any_more_is_over_with_nothing_said_and_nothing_asked() {
    let mut story = Story::answered();
    story.order(Order::Label { wanted: true }).order(Order::Close { staff: staff("ada").id }).tells(1);
    assert_eq!(story.kinds(), ["raised", "answered", "closed"]);
    story.visitor_says(1, "But why?").is_refused(Refusal::EnquiryClosed);
    story.order_again(Order::Close { staff: staff("ada").id }).changes_nothing();
}

#[test]
fn a_visitor_and_the_clock_close_a_room_without_a_label() {
    let mut story = Story::answered();
    story.order(Order::Label { wanted: true }).step(Command::Close { speaker: Speaker::Visitor });
    assert_eq!(story.kinds(), ["raised", "answered", "closed"]);
    let mut idle = Story::answered();
    idle.order(Order::Label { wanted: true }).later(IDLE_CLOSE_MS).step(Command::Tick);
    assert_eq!(idle.kinds(), ["raised", "answered", "closed"]);
}
