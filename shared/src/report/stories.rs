//! Figures in the words of the field, and random months: whatever happened, each figure is what plain counting over the
//! stored events gives.

use proptest::prelude::*;

use super::*;
use crate::{
    card::{Availability, ClosedBy, EntryCard, PageView, StaffCard},
    enquiry::{Event, Raised},
    id::{ContactId, EnquiryId, VisitorId},
    rating::{Rated, Scale},
    report::days::spent,
    value::{DisplayName, Handle},
};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

/// Noon of 1 November 2026 in Hong Kong.
const NOON: Timestamp = Timestamp::from_ms(1_793_505_600_000);

fn zone() -> Zone {
    Zone::named("Asia/Hong_Kong").expect("a zone")
}

fn date(text: &str) -> Date {
    Date::try_from(text).expect("a date")
}

fn november() -> Period {
    Period::new(date("2026-11-01"), date("2026-11-30")).expect("a month")
}

fn numbered(number: u8) -> [u8; 10] {
    [number; 10]
}

fn tag(number: u8) -> TagId {
    TagId::new(NOON, numbered(number))
}

fn staff(number: u8) -> StaffId {
    StaffId::new(NOON, numbered(number))
}

fn card(number: u8) -> StaffCard {
    let card = serde_json::json!({ "id": staff(number), "handle": "ada", "name": "Ada" });
    serde_json::from_value(card).expect("a card")
}

fn answered(number: u8) -> Event {
    Event::Answered(Box::new(card(number)))
}

fn followed_up(number: u8) -> Event {
    Event::FollowedUp(Box::new(card(number)))
}

fn raised(tag_number: u8, page: Option<&str>, link: Option<&str>) -> Raised {
    let entry = serde_json::json!({ "kind": "tag", "id": tag(tag_number), "handle": "sales", "name": "Sales" });
    let entry: EntryCard = serde_json::from_value(entry).expect("a card");
    let page = page.map(|url| serde_json::from_value::<PageView>(serde_json::json!({ "url": url })).expect("a page"));
    Raised {
        visitor: VisitorId::new(NOON, numbered(1)),
        contact: ContactId::new(NOON, numbered(1)),
        entry,
        mode: crate::card::Mode::Chat,
        former: None,
        link: link.map(|link| Handle::try_from(link).expect("a handle")),
        page,
        referrer: None,
        language: None,
        time_zone: None,
        country: None,
        device: None,
        served: None,
        channel: None,
    }
}

fn life(number: u8, at: Timestamp, raised: &Raised, events: &[(i64, Event)]) -> Life {
    let mut life = Life::new(EnquiryId::new(at, numbered(number)), at, raised);
    for (after, event) in events {
        life.apply(at.plus_ms(*after), event);
    }
    life
}

fn closed() -> Event {
    Event::Closed { by: ClosedBy::Visitor, staff: None }
}

fn count(question: &Question, lives: &[Life]) -> Report {
    let zone = zone();
    let mut fold = Fold::new(&zone, november(), question);
    for life in lives {
        fold.take(life);
    }
    fold.report("Asia/Hong_Kong".to_owned(), |_| DisplayName::try_from("Name").ok())
}

#[test]
fn each_enquiry_has_one_outcome_and_the_outcomes_sum_up() {
    let sales = raised(1, None, None);
    let lives = [
        life(1, NOON, &sales, &[(MINUTE, answered(1)), (HOUR, closed())]),
        life(2, NOON, &sales, &[(MINUTE, Event::Missed), (HOUR, followed_up(2))]),
        life(3, NOON, &sales, &[(MINUTE, Event::Missed), (HOUR, closed())]),
        life(4, NOON, &sales, &[(MINUTE, closed())]),
        life(5, NOON, &sales, &[]),
    ];
    let total = count(&Question::default(), &lives).total;
    assert_eq!((total.raised, total.answered, total.missed, total.left, total.waiting), (5, 1, 2, 1, 1));
    assert_eq!((total.followed_up, total.missed_permille()), (1, Some(400)));
    assert_eq!((total.waited.median_ms, total.handled.median_ms), (Some(MINUTE), Some(59 * MINUTE)));
}

#[test]
fn who_was_answered_once_is_answered_whatever_comes_after() {
    let events =
        [(MINUTE, answered(1)), (HOUR, Event::Reopened), (2 * HOUR, Event::Missed), (3 * HOUR, followed_up(2))];
    let life = life(1, NOON, &raised(1, None, None), &events);
    assert_eq!((life.outcome(), life.answered), (Outcome::Answered, Some((NOON.plus_ms(MINUTE), staff(1)))));
}

#[test]
fn the_first_word_counts_from_the_answer() {
    let mut life = life(1, NOON, &raised(1, None, None), &[(MINUTE, answered(1))]);
    life.spoke(NOON.plus_ms(3 * MINUTE));
    life.spoke(NOON.plus_ms(5 * MINUTE));
    assert_eq!(life.first_word_ms(), Some(2 * MINUTE));
}

#[test]
fn a_day_begins_when_the_clock_of_the_service_says_so() {
    let sales = raised(1, None, None);
    // 23:59:59 of 31 October, and midnight of 1 November, in Hong Kong.
    let midnight = NOON.plus_ms(-12 * HOUR);
    let lives = [life(1, midnight.plus_ms(-1), &sales, &[]), life(2, midnight, &sales, &[])];
    let report = count(&Question::default(), &lives);
    assert_eq!((report.total.raised, report.before.raised, report.days[0].figures.raised), (1, 1, 1));
    // A Sunday.
    assert_eq!((report.hours[0].raised, report.weekdays[6].raised, report.week[6 * 24]), (1, 1, 1));
    assert_eq!((report.days.len(), report.days[29].date), (30, date("2026-11-30")));
}

#[test]
fn where_an_enquiry_came_in_is_a_link_or_a_site() {
    let point = |page, link| Life::new(EnquiryId::new(NOON, numbered(1)), NOON, &raised(1, page, link)).contact_point;
    assert_eq!(String::from(point(Some("https://Acme.example/tents?size=2"), Some("shop-window"))), "link:shop-window");
    assert_eq!(String::from(point(Some("https://Acme.example/tents?size=2"), None)), "site:acme.example");
    assert_eq!(point(None, None), ContactPoint::Unknown);
    for text in ["link:shop-window", "site:acme.example:8443", "unknown"] {
        assert_eq!(ContactPoint::try_from(text.to_owned()).map(String::from).as_deref(), Ok(text));
    }
    for text in ["", "link:", "site:", "elsewhere:x", "link:No Handle"] {
        assert!(ContactPoint::try_from(text.to_owned()).is_err(), "{text}");
    }
}

#[test]
fn a_period_has_a_day_and_at_most_four_hundred() {
    let period = |from, to| Period::new(date(from), date(to));
    assert!(period("2026-11-01", "2026-10-31").is_err());
    assert!(period("2026-01-01", "2027-02-05").is_err());
    assert_eq!(period("2026-11-01", "2026-11-01").map(|day| day.days()), Ok(1));
    assert_eq!(november().before(), Period::new(date("2026-10-02"), date("2026-10-31")).expect("a period"));
}

#[test]
fn a_person_is_there_for_as_long_as_others_saw_them_so() {
    let begins = NOON.plus_ms(-12 * HOUR);
    let at = |hours: i64| begins.plus_ms(hours * HOUR);
    let changes = [
        (at(-2), Availability::Active),
        (at(1), Availability::Busy),
        (at(23), Availability::Idle),
        (at(26), Availability::Offline),
        (at(40), Availability::Active),
    ];
    let period = Period::new(date("2026-11-01"), date("2026-11-03")).expect("a period");
    let spent = spent(staff(1), &changes, period, &zone(), at(42));
    let hours: Vec<_> =
        spent.days.iter().map(|day| [day.active_ms, day.busy_ms, day.idle_ms].map(|ms| ms / HOUR)).collect();
    assert_eq!(hours, [[1, 22, 1], [2, 0, 2], [0, 0, 0]]);
    assert_eq!(spent.spans.first().map(|span| span.from_ms), Some(begins));
    assert_eq!(spent.spans.last().map(|span| span.to_ms), Some(at(42)));
}

fn rated(grade: u8, of: u8) -> Event {
    let (scale, comment) = (Scale::Stars, None);
    Event::Rated(Box::new(Rated { scale, grade, comment, staff: staff(of), at_ms: NOON }))
}

#[test]
fn a_rating_is_told_of_who_had_the_enquiry_at_its_close_and_the_last_one_counts() {
    let sales = raised(1, None, None);
    let lives = [
        life(1, NOON, &sales, &[(MINUTE, answered(1)), (HOUR, closed()), (HOUR, rated(1, 2)), (HOUR, rated(4, 2))]),
        life(2, NOON, &sales, &[(MINUTE, answered(1)), (HOUR, closed()), (HOUR, rated(5, 1))]),
        life(3, NOON, &sales, &[(MINUTE, answered(1)), (HOUR, closed())]),
    ];
    let report = count(&Question::default(), &lives);
    assert_eq!((report.total.rated.count, report.total.rated.average_hundredths()), (2, Some(450)));
    assert_eq!((report.total.rated_permille(), report.total.count(Figure::Rated4)), (Some(667), 1));
    let of = |number: u8| {
        let key = GroupKey::Staff { staff: staff(number) };
        report
            .staff
            .iter()
            .find(|group| group.key == key)
            .map(|group| (group.figures.raised, group.figures.rated.grades))
    };
    assert_eq!(of(1), Some((3, [0, 0, 0, 0, 1])));
    assert_eq!(of(2), Some((0, [0, 0, 0, 1, 0])));
    // Asked for alone, it is the same.
    let alone = count(&Question { staff: Some(staff(2)), ..Question::default() }, &lives);
    assert_eq!((alone.total.raised, alone.total.rated.grades), (0, [0, 0, 0, 1, 0]));
    let csv = table::csv(&report, table::By::Tag);
    assert!(csv.ends_with(",2,4.50,0,0,0,1,1\r\n"), "{csv}");
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        2 => (1..6_u8, 1..4_u8).prop_map(|(grade, of)| rated(grade, of)),
        3 => (1..4_u8).prop_map(answered),
        1 => (1..4_u8).prop_map(followed_up),
        3 => Just(Event::Missed),
        1 => Just(Event::Reopened),
        1 => Just(Event::WaitOver),
        2 => Just(closed()),
    ]
}

/// Of an enquiry: minutes after 25 October, its tag, whether it came by a link, and what happened so many seconds later each.
type Told = (i64, u8, bool, Vec<(i64, Event)>);

fn month() -> impl Strategy<Value = Vec<Told>> {
    let events = prop::collection::vec((0..5_000_i64, event()), 0..5);
    prop::collection::vec((0..60 * 24 * 45_i64, 1..4_u8, any::<bool>(), events), 0..60)
}

/// Plain counting: what a person with the list of events and a pencil does.
fn by_hand(told: &[Told], from: Timestamp, to: Timestamp, keep: impl Fn(&Told, Timestamp) -> bool) -> Figures {
    let figures = way_by_hand(told, from, to, &keep);
    Figures { rated: ratings_by_hand(told, from, to, keep), ..figures }
}

/// The grade that was given last, of each that was rated.
fn ratings_by_hand(told: &[Told], from: Timestamp, to: Timestamp, keep: impl Fn(&Told, Timestamp) -> bool) -> Ratings {
    let mut ratings = Ratings::default();
    for one in told.iter().filter(|one| raised_at(one) >= from && raised_at(one) < to && keep(one, raised_at(one))) {
        if let Some(rated) = last_rating(one) {
            ratings.count += 1;
            ratings.grades[usize::from(rated.grade) - 1] += 1;
        }
    }
    ratings
}

fn last_rating(told: &Told) -> Option<&Rated> {
    told.3.iter().rev().find_map(|(_, event)| if let Event::Rated(rated) = event { Some(&**rated) } else { None })
}

fn way_by_hand(told: &[Told], from: Timestamp, to: Timestamp, keep: impl Fn(&Told, Timestamp) -> bool) -> Figures {
    let is_answer = |event: &Event| matches!(event, Event::Answered(_) | Event::FollowedUp(_));
    let mut figures = Figures::default();
    let (mut waited, mut handled) = (vec![], vec![]);
    for one in told {
        let raised_at = raised_at(one);
        if raised_at < from || raised_at >= to || !keep(one, raised_at) {
            continue;
        }
        let mut after = 0;
        let times: Vec<(i64, &Event)> = one
            .3
            .iter()
            .map(|(gap, event)| {
                after += gap * 1_000;
                (after, event)
            })
            .collect();
        let answer = times.iter().position(|(_, event)| is_answer(event));
        let miss = times.iter().position(|(_, event)| *event == &Event::Missed);
        let close = times.iter().position(|(_, event)| matches!(event, Event::Closed { .. }));
        figures.raised += 1;
        match (answer, miss, close) {
            (Some(answer), Some(miss), _) if miss < answer => {
                (figures.missed, figures.followed_up) = (figures.missed + 1, figures.followed_up + 1);
            }
            (Some(answer), _, _) => {
                figures.answered += 1;
                waited.push(times[answer].0);
            }
            (None, Some(_), _) => figures.missed += 1,
            (None, None, Some(_)) => figures.left += 1,
            (None, None, None) => figures.waiting += 1,
        }
        if let (Some(answer), Some(close)) = (answer, close) {
            handled.push((times[close].0 - times[answer].0).max(0));
        }
    }
    Figures { waited: Spread::of(waited), handled: Spread::of(handled), ..figures }
}

fn raised_at(told: &Told) -> Timestamp {
    NOON.plus_ms(-12 * HOUR - 7 * 24 * HOUR + told.0 * MINUTE)
}

proptest! {
    #[test]
    fn every_figure_of_a_random_month_is_what_its_events_say(told in month()) {
        let lives: Vec<Life> = told.iter().map(|one| {
            let mut after = 0;
            let events: Vec<_> = one.3.iter().map(|(gap, event)| { after += gap * 1_000; (after, event.clone()) }).collect();
            let came_by = one.2.then_some("shop-window");
            life(one.1, raised_at(one), &raised(one.1, Some("https://acme.example/"), came_by), &events)
        }).collect();
        let report = count(&Question::default(), &lives);
        let zone = zone();
        let (from, to) = november().moments(&zone);
        let all = |keep: &dyn Fn(&Told, Timestamp) -> bool| by_hand(&told, from, to, keep);
        prop_assert_eq!(report.total, all(&|_, _| true));
        let before = november().before().moments(&zone).0;
        prop_assert_eq!(report.before, by_hand(&told, before, from, |_, _| true));
        for day in &report.days {
            prop_assert_eq!(day.figures, all(&|_, at| at.plus_ms(8 * HOUR).as_ms().div_euclid(24 * HOUR) == day.date.days_since(date("1970-01-01"))));
        }
        for (hour, figures) in report.hours.iter().enumerate() {
            let hour = i64::try_from(hour).expect("an hour");
            prop_assert_eq!(*figures, all(&|_, at| at.plus_ms(8 * HOUR).as_ms().rem_euclid(24 * HOUR) / HOUR == hour));
        }
        for group in report.tags.iter().chain(&report.contact_points) {
            let same = |one: &Told| match &group.key {
                GroupKey::Tag { tag: its } => tag(one.1) == *its,
                GroupKey::ContactPoint { contact_point } => one.2 == matches!(contact_point, ContactPoint::Link(_)),
                GroupKey::Direct | GroupKey::Staff { .. } | GroupKey::Unknown => false,
            };
            prop_assert_eq!(group.figures, all(&|one, _| same(one)));
        }
        prop_assert_eq!(report.week.iter().sum::<u32>(), report.total.raised);
        prop_assert_eq!(report.staff.iter().map(|group| group.figures.raised).sum::<u32>(), report.total.answered + report.total.followed_up);
        for group in &report.staff {
            let GroupKey::Staff { staff } = group.key else { continue };
            let theirs = |one: &Told, _: Timestamp| last_rating(one).is_some_and(|rated| rated.staff == staff);
            prop_assert_eq!(group.figures.rated, ratings_by_hand(&told, from, to, theirs));
            let question = Question { staff: Some(staff), ..Question::default() };
            prop_assert_eq!(count(&question, &lives).total, group.figures);
        }
        // Each number opens to as many enquiries as it says.
        for figure in Figure::ALL {
            let behind = lives.iter().filter(|life| (from..to).contains(&life.raised_at) && figure.counts(life)).count();
            prop_assert_eq!(u32::try_from(behind), Ok(report.total.count(figure)));
        }
        // And so does each part of it, asked for by itself.
        for group in &report.tags {
            if let GroupKey::Tag { tag } = group.key {
                let question = Question { tag: Some(tag), ..Question::default() };
                prop_assert_eq!(count(&question, &lives).total, group.figures);
            }
        }
    }
}
