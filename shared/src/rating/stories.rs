//! Ratings in the words of the field.

use super::*;
use crate::{
    card::{ClosedBy, EntryCard, StaffCard},
    enquiry::Raised,
    id::{ContactId, EnquiryId},
    texts::Texts,
};

const NOON: Timestamp = Timestamp::from_ms(1_793_505_600_000);
const HOUR: i64 = 3_600_000;

fn visitor(number: u8) -> VisitorId {
    VisitorId::new(NOON, [number; 10])
}

fn ada() -> StaffCard {
    let card = serde_json::json!({ "id": StaffId::new(NOON, [1; 10]), "handle": "ada", "name": "Ada" });
    serde_json::from_value(card).expect("a card")
}

fn running() -> Enquiry {
    let raised = Raised {
        visitor: visitor(1),
        contact: ContactId::new(NOON, [1; 10]),
        entry: EntryCard::Staff(ada()),
        mode: crate::card::Mode::Chat,
        former: None,
        link: None,
        page: None,
        referrer: None,
        language: LanguageTag::try_from("ja").ok(),
        time_zone: None,
        country: None,
        device: None,
        served: None,
        channel: None,
    };
    let mut enquiry = Enquiry::new(EnquiryId::new(NOON, [1; 10]), NOON, raised);
    enquiry.apply(NOON, &Event::Answered(Box::new(ada())));
    enquiry
}

/// Ada's, closed at noon.
fn closed() -> Enquiry {
    let mut enquiry = running();
    enquiry.apply(NOON, &Event::Closed { by: ClosedBy::Staff, staff: None });
    enquiry
}

fn stars() -> Rating {
    Rating { on: true, ..Rating::default() }
}

fn asked(grade: u8, comment: Option<&str>) -> RateEnquiry {
    let comment = comment.map(|comment| Note::try_from(comment).expect("a comment"));
    RateEnquiry { scale: Scale::Stars, grade, comment }
}

fn rates(enquiry: &mut Enquiry, at: Timestamp, asked: RateEnquiry) -> Result<usize, Refusal> {
    let events = enquiry.rate(at, &stars(), visitor(1), asked)?;
    for event in &events {
        enquiry.apply(at, event);
    }
    Ok(events.len())
}

#[test]
fn a_visitor_rates_a_chat_that_has_ended_and_adds_a_word_later() {
    let mut enquiry = closed();
    assert_eq!(rates(&mut enquiry, NOON, asked(4, None)), Ok(1));
    assert_eq!(rates(&mut enquiry, NOON, asked(4, None)), Ok(0), "the same press, again");
    assert_eq!(rates(&mut enquiry, NOON.plus_ms(HOUR), asked(5, Some("Quick!"))), Ok(1));
    let rated = enquiry.rated.as_deref().expect("it is rated");
    assert_eq!((rated.grade, rated.comment.as_ref().map(Note::as_str)), (5, Some("Quick!")));
    assert_eq!((rated.staff, rated.at_ms), (ada().id, NOON.plus_ms(HOUR)));
}

#[test]
fn only_its_visitor_rates_it_and_only_once_it_is_over() {
    let rate = |enquiry: &Enquiry, who| enquiry.rate(NOON, &stars(), visitor(who), asked(5, None));
    assert_eq!(rate(&closed(), 2), Err(Refusal::NotFound));
    assert_eq!(rate(&running(), 1), Err(Refusal::NotRated));
    let mut unanswered = running();
    unanswered.apply(NOON, &Event::Missed);
    unanswered.apply(NOON, &Event::Closed { by: ClosedBy::Visitor, staff: None });
    assert_eq!(rate(&unanswered, 1), Err(Refusal::NotRated), "nobody had it");
    assert_eq!(unanswered.rating_card(NOON, &stars()), None);
    let off = Rating::default();
    assert_eq!(closed().rate(NOON, &off, visitor(1), asked(5, None)), Err(Refusal::NotRated));
    assert_eq!(closed().rating_card(NOON, &off), None);
}

#[test]
fn a_day_later_it_is_too_late_and_what_was_given_stays() {
    let mut enquiry = closed();
    let late = NOON.plus_ms(RATE_WITHIN_MS + 1);
    assert_eq!(rates(&mut enquiry.clone(), late, asked(5, None)), Err(Refusal::NotRated));
    assert_eq!(enquiry.rating_card(late, &stars()), None);
    assert_eq!(rates(&mut enquiry, NOON.plus_ms(RATE_WITHIN_MS), asked(2, None)), Ok(1));
    assert_eq!(rates(&mut enquiry, late, asked(2, None)), Ok(0), "a lost answer is told again");
    assert_eq!(rates(&mut enquiry, late, asked(5, None)), Err(Refusal::NotRated));
    let card = enquiry.rating_card(late, &Rating::default()).expect("what was said is still told");
    assert_eq!(card.given.map(|given| given.grade), Some(2));
}

#[test]
fn a_grade_is_one_of_its_scale() {
    let mut enquiry = closed();
    for grade in [0, 6, u8::MAX] {
        assert_eq!(rates(&mut enquiry, NOON, asked(grade, None)), Err(Refusal::NoSuchGrade));
    }
    let thumb = |grade| RateEnquiry { scale: Scale::Thumbs, ..asked(grade, None) };
    assert_eq!(rates(&mut enquiry, NOON, thumb(3)), Err(Refusal::NoSuchGrade));
    // The owner set another scale since the visitor was asked: what they saw counts.
    assert_eq!(rates(&mut enquiry, NOON, thumb(1)), Ok(1));
    assert_eq!(enquiry.rating_card(NOON, &stars()).map(|card| card.scale), Some(Scale::Thumbs));
}

#[test]
fn nobody_changes_their_mind_for_ever() {
    let mut enquiry = closed();
    for time in 0..MAX_RATINGS {
        assert_eq!(rates(&mut enquiry, NOON, asked(time % 5 + 1, None)), Ok(1));
    }
    assert_eq!(rates(&mut enquiry, NOON, asked(1, None)), Err(Refusal::NotRated));
}

#[test]
fn the_question_is_in_the_visitors_language_where_it_is_written_in_it() {
    let text = |words: &str| ShortText::try_from(words).expect("a text");
    let tag = |tag: &str| LanguageTag::try_from(tag).expect("a language");
    let question = Texts::from([(tag("en"), text("How was it?")), (tag("ja"), text("いかがでしたか"))]);
    let rating = Rating { question, ..stars() };
    let said = closed().rating_card(NOON, &rating).and_then(|card| card.question);
    assert_eq!(said.as_ref().map(ShortText::as_str), Some("いかがでしたか"));
    assert_eq!(closed().rating_card(NOON, &stars()).expect("it is asked").question, None);
}
