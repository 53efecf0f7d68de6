//! Who is asked, told: manners, conditions, limits and hours.

use super::story::{Story, on, person, saying, schedule, staff, tag};
use crate::{
    api::{Present, RoutingTrial, TraceStep},
    availability::Chosen,
    card::{ClosedBy, Mode},
    routing::Why,
    schedule::Opening,
    setup::{destination::Manner, messages::Messages, schedule::TagHours},
    value::Timestamp,
};

const DAY_S: i64 = 24 * 3_600;

#[test]
fn people_can_be_asked_one_after_another() {
    let mut story = Story::of(["ada", "ben", "cleo", "dan"])
        .tag("sales", [on(["ada", "ben", "cleo"]).asks(Manner::InOrder).waits(20), on(["dan"])])
        .everybody_comes();
    story.leaves("ben").raises("vera", tag("sales")).is_offered_to(["ada"]).takes("cleo");
    story.later(20).is_offered_to(["cleo"]).passed([Why::Away]).later(20).is_offered_to(["dan"]);
    story.went(["raised", "offered", "wait_over", "skipped", "offered", "wait_over", "offered"]);
}

#[test]
fn whoevers_turn_it_is_may_go_and_the_next_one_is_asked() {
    let mut story = Story::of(["ada", "ben", "cleo"])
        .tag("sales", [on(["ada", "ben", "cleo"]).asks(Manner::InOrder)])
        .everybody_comes();
    story.raises("vera", tag("sales")).is_offered_to(["ada"]).chooses("ada", Chosen::Busy).is_offered_to(["ben"]);
    story.directory(|directory| directory.tags[0].destinations[0].settings.staff = vec![staff("ada"), staff("cleo")]);
    story.is_offered_to(["cleo"]).later(60).is_missed();
}

#[test]
fn who_has_the_fewest_rooms_is_given_the_next_one_without_asking() {
    let mut story = Story::of(["ada", "ben"]).tag("sales", [on(["ada", "ben"]).asks(Manner::PickUp)]).everybody_comes();
    story.raises("vera", person("ada")).takes("ada").raises("walt", tag("sales")).is_engaged_with("ben");
    story.went(["raised", "picked_up"]).is_shown_to(["ben"]).takes("ada").loses_to("ben");
    story.chooses("ben", Chosen::Busy).raises("xenia", tag("sales")).is_engaged_with("ada");
    story
        .chooses("ada", Chosen::Offline)
        .raises("yuri", tag("sales"))
        .is_missed()
        .went(["raised", "skipped", "missed"]);
}

#[test]
fn who_was_given_an_enquiry_and_says_nothing_loses_it_to_somebody_who_may_look() {
    let mut story = Story::of(["ada", "ben", "cleo"])
        .tag("sales", [on(["ada", "ben"]).asks(Manner::PickUp).waits(30), on(["ada", "cleo"]).waits(20)])
        .everybody_comes();
    story.raises("vera", person("ben")).takes("ben").raises("walt", tag("sales")).is_engaged_with("ada").later(29);
    story.is_engaged_with("ada").later(1).is_engaged_with("ben").is_shown_to(["ben"]);
    assert_eq!(story.unseated.pop(), Some((staff("ada"), story.current())), "she sits there no more");
    // Nobody is left there: the next place is asked, where it may be hers, but isn't counted on.
    story.later(30).is_offered_to(["ada", "cleo"]).leaves("cleo").is_missed();
    story.went([
        "raised",
        "picked_up",
        "taken_back",
        "picked_up",
        "taken_back",
        "skipped",
        "offered",
        "everybody_left",
        "missed",
    ]);
    story.passed([Why::Silent]);
    // A new try forgets it.
    story.writes().is_engaged_with("ada");
}

#[test]
fn who_was_given_an_enquiry_and_spoke_keeps_it() {
    let mut story = Story::of(["ada"]).tag("sales", [on(["ada"]).asks(Manner::PickUp).waits(30)]).everybody_comes();
    story.raises("vera", tag("sales")).later(20).is_spoken_to().restarts().comes("ada").later(900);
    story.is_engaged_with("ada").went(["raised", "picked_up"]);
    // Whoever clicked has seen it.
    story
        .raises("walt", tag("sales"))
        .later(30)
        .is_missed()
        .takes("ada")
        .wins()
        .works()
        .later(500)
        .is_engaged_with("ada");
}

#[test]
fn the_clock_of_a_given_enquiry_goes_on_over_a_restart_and_when_its_owner_leaves() {
    let mut story = Story::of(["ada", "ben"])
        .tag("sales", [on(["ada"]).asks(Manner::PickUp).waits(30), on(["ben"])])
        .everybody_comes();
    story.raises("vera", tag("sales")).later(10).restarts().comes("ben").leaves("ada").later(19).is_engaged_with("ada");
    story.later(1).is_offered_to(["ben"]).went(["raised", "picked_up", "taken_back", "skipped", "offered"]);
}

#[test]
fn a_room_is_told_how_many_people_can_take_its_enquiry_now() {
    let mut story = Story::of(["ada", "ben", "cleo"]).tag("sales", [on(["ada", "ben", "cleo"])]).everybody_comes();
    story.raises("vera", tag("sales")).asks_for_people().tells_of_people(Some(3));
    story.chooses("ada", Chosen::Busy).leaves("cleo").asks_for_people().tells_of_people(Some(1));
    story.reports_again().tells_of_people(None).takes("ben").asks_for_people().tells_of_people(None);
}

#[test]
fn other_words_reach_every_room_that_is_not_closed() {
    let mut story = Story::of(["ada"]).tag("sales", [on(["ada"])]).everybody_comes();
    story.raises("vera", tag("sales")).raises("walt", person("ada")).takes("ada");
    // `Story::check` compares what each room has with what is set.
    story.directory(|directory| {
        directory.messages = vec![Messages { close: saying("Bye"), ..Messages::named("All") }];
    });
    story.directory(|directory| directory.messages.clear());
}

#[test]
fn who_speaks_the_visitors_language_is_given_it_though_others_have_fewer_rooms() {
    let mut story = Story::of(["ada", "aiko", "ben"])
        .tag("sales", [on(["ada", "aiko", "ben"]).asks(Manner::PickUp)])
        .everybody_comes();
    story.knows("ada", &["en", "ja"]).knows("aiko", &["ja"]).knows("ben", &["en"]);
    story.raises("vera", person("aiko")).takes("aiko").raises("walt", person("ada")).takes("ada");
    story.raises("xenia", person("ada")).takes("ada");
    story.raises_in("yuki", tag("sales"), "ja-JP", "JP").is_engaged_with("aiko").was_picked_for(Some("ja-JP"));
    // All who are there speak it, or nobody does: then rooms alone decide.
    story.leaves("aiko").raises_in("zoe", tag("sales"), "en-GB", "GB").is_engaged_with("ben").was_picked_for(None);
    story.raises_in("anna", tag("sales"), "fr", "FR").is_engaged_with("ben").was_picked_for(None);
    story.raises("bert", tag("sales")).was_picked_for(None);
}

#[test]
fn who_has_as_many_rooms_as_they_take_is_asked_no_more_but_may_take_one() {
    let mut story = Story::of(["ada", "ben"]).tag("sales", [on(["ada", "ben"])]).everybody_comes();
    story.takes_at_most("ada", 1).takes_at_most("ben", 1);
    story.raises("vera", tag("sales")).takes("ada").raises("walt", tag("sales")).is_offered_to(["ada", "ben"]);
    story.takes("ben").raises("xenia", tag("sales")).is_missed().passed([Why::Full]).takes("ada").wins();
    // A room that ends makes place for the next one.
    story.closes(ClosedBy::Visitor).raises("yuri", tag("sales")).is_missed();
    story
        .raises("vera", tag("sales"))
        .closes(ClosedBy::Visitor)
        .raises("zoe", tag("sales"))
        .is_offered_to(["ada", "ben"]);
}

#[test]
fn what_is_offered_to_somebody_who_is_full_by_now_goes_on() {
    let mut story = Story::of(["ada", "ben"]).tag("sales", [on(["ada"]), on(["ben"])]).everybody_comes();
    story.takes_at_most("ada", 1).raises("vera", tag("sales")).is_offered_to(["ada"]);
    story.raises("walt", tag("sales")).takes("ada").raises("vera", tag("sales")).is_offered_to(["ben"]);
    story.went(["raised", "offered", "everybody_left", "offered"]);
}

#[test]
fn waits_that_end_together_fill_nobody_beyond_their_limit() {
    let mut story =
        Story::of(["ada", "ben"]).tag("sales", [on(["ben"]), on(["ada"]).asks(Manner::PickUp)]).everybody_comes();
    story.takes_at_most("ada", 1).raises("vera", tag("sales")).raises("walt", tag("sales")).later(60);
    let owners = ["vera", "walt"].map(|who| {
        let id = story.raises(who, tag("sales")).current();
        story.desk.enquiry(id).and_then(|enquiry| enquiry.owner()).map(|owner| owner.id)
    });
    assert_eq!(owners.iter().flatten().count(), 1, "one is hers, the other one is missed");
}

#[test]
fn a_destination_serves_its_languages_and_countries() {
    let mut story = Story::of(["ada", "ben", "cleo"])
        .tag("sales", [on(["ada"]).speaks("ja").for_country("JP"), on(["ben"]).speaks("zh-Hant"), on(["cleo"])])
        .everybody_comes();
    story.raises_in("vera", tag("sales"), "ja-JP", "JP").is_offered_to(["ada"]);
    story.raises_in("walt", tag("sales"), "ja", "US").passed([Why::Country, Why::Language]).is_offered_to(["cleo"]);
    story.raises_in("xenia", tag("sales"), "zh-TW", "TW").passed([Why::Language]).is_offered_to(["ben"]);
    story.raises("yuri", tag("sales")).passed([Why::Language, Why::Language]).is_offered_to(["cleo"]);
}

#[test]
fn a_destination_may_be_there_by_day_only() {
    let mut story = Story::of(["ada", "ben"])
        .schedule("day", "09:00-18:00")
        .tag("sales", [on(["ada"]).during("day"), on(["ben"])])
        .everybody_comes();
    story.raises("vera", tag("sales")).passed([Why::Hours]).is_offered_to(["ben"]);
    story.works().later(11 * 3_600).works().raises("walt", tag("sales")).is_offered_to(["ada"]);
}

#[test]
fn shares_decide_who_is_first_and_the_others_follow() {
    let mut story =
        Story::of(["ada", "ben", "cleo"]).tag("sales", [on(["ada"]).share(30), on(["ben"]).share(70), on(["cleo"])]);
    story = story.everybody_comes();
    let mut first = [0_u32; 2];
    for number in 0..200 {
        story.raises(&format!("v{number}"), tag("sales"));
        let card = story.desk.card(story.current()).expect("it runs");
        let offered = card.offer.expect("it is offered").staff;
        first[usize::from(offered == [staff("ben")])] += 1;
        story.closes(ClosedBy::Visitor);
    }
    assert!((40..80).contains(&first[0]), "{first:?}: 60 give or take three standard deviations");
    story.raises("walt", tag("sales")).later(120).is_offered_to(["cleo"]);
    story.went(["raised", "drawn", "offered", "wait_over", "offered", "wait_over", "offered"]);
    // Who was first by the share and isn't there doesn't keep it from the others.
    story.leaves("ada").leaves("cleo").raises("xenia", tag("sales")).is_offered_to(["ben"]);
}

#[test]
fn who_served_a_contact_last_is_asked_first_for_some_days() {
    let mut story =
        Story::of(["ada", "ben", "cleo"]).tag("sales", [on([]).sticky(30), on(["ada", "ben"])]).everybody_comes();
    story.raises("vera", tag("sales")).passed([Why::NotServed]).is_offered_to(["ada", "ben"]).takes("ben");
    story.closes(ClosedBy::Visitor).raises("vera", tag("sales")).is_offered_to(["ben"]);
    story.later(60).is_offered_to(["ada", "ben"]).takes("ada").closes(ClosedBy::Visitor);
    // Somebody else's contact isn't theirs.
    story.raises("walt", tag("sales")).is_offered_to(["ada", "ben"]).closes(ClosedBy::Visitor);
    story.leaves("ada").raises("vera", tag("sales")).passed([Why::Away]).is_offered_to(["ada", "ben"]);
    story.closes(ClosedBy::Visitor).comes("ada").raises("vera", tag("sales")).is_offered_to(["ada"]);
    story.closes(ClosedBy::Visitor).later(31 * DAY_S).works().raises("vera", tag("sales")).passed([Why::NotServed]);
}

#[test]
fn only_those_on_a_sticky_destination_count_if_there_are_some() {
    let mut story = Story::of(["ada", "ben", "cleo"])
        .tag("sales", [on(["ada", "ben"]).sticky(30), on(["ada", "cleo"])])
        .everybody_comes();
    story.raises("vera", tag("sales")).takes("cleo").closes(ClosedBy::Visitor).raises("vera", tag("sales"));
    story.passed([Why::NotServed]).is_offered_to(["ada", "cleo"]).takes("ada").closes(ClosedBy::Visitor);
    story.raises("vera", tag("sales")).is_offered_to(["ada"]).later(60).is_offered_to(["ada", "cleo"]);
}

#[test]
fn outside_of_its_hours_a_tag_is_missed_at_once_and_opens_again_by_day() {
    let mut story = Story::of(["ada"]).schedule("day", "09:00-18:00").tag("sales", [on(["ada"])]).everybody_comes();
    story.directory(|directory| directory.hours = Some(schedule("day")));
    story.raises("vera", tag("sales")).is_missed().went(["raised", "out_of_hours", "missed"]);
    story.writes().is_missed().went(["raised", "out_of_hours", "missed"]);
    // A person is there when they are there.
    story.raises("walt", person("ada")).is_offered_to(["ada"]);
    story.later(11 * 3_600).works().raises("vera", tag("sales")).writes().is_offered_to(["ada"]);
    // One that came in time is served to its end.
    story.later(60).is_missed().later(8 * 3_600 + 2_640).works().raises("xenia", tag("sales")).is_offered_to(["ada"]);
    story.later(59).is_offered_to(["ada"]).later(1).is_missed();
    story.directory(|directory| directory.tags[0].settings.hours = TagHours::Always);
    story.later(3_600).works().raises("yuri", tag("sales")).is_offered_to(["ada"]);
}

#[test]
fn a_tag_says_whether_it_is_open() {
    let mut story = Story::of(["ada"]).schedule("day", "09:00-18:00").tag("sales", [on(["ada"])]).everybody_comes();
    let opening = |story: &Story| story.desk.tag_cards(story.now, true).next().and_then(|card| card.opening);
    assert_eq!(opening(&story), None);
    story.directory(|directory| directory.hours = Some(schedule("day")));
    let nine = Timestamp::from_ms(1_700_038_800_000);
    assert_eq!(opening(&story), Some(Opening::ClosedUntil { opens_ms: nine }));
    story.later(11 * 3_600);
    assert_eq!(opening(&story), Some(Opening::Open));
}

#[test]
fn what_would_happen_can_be_asked_without_anybody_hearing_of_it() {
    let mut story = Story::of(["ada", "ben", "cleo"])
        .schedule("day", "09:00-18:00")
        .tag("sales", [on(["ada"]).share(30), on(["ben"]).share(70).asks(Manner::InOrder), on(["cleo"]).during("day")]);
    story.comes("ben");
    let trial = RoutingTrial {
        entry: tag("sales"),
        mode: Mode::Chat,
        at_ms: story.now,
        language: None,
        country: None,
        served: None,
        draw: 99,
        present: Present::Everybody,
    };
    let steps = |trial: &RoutingTrial| {
        let outcome = story.desk.trial(trial).expect("it can be asked");
        let word = |step: &TraceStep| serde_json::to_value(step).expect("a step has a JSON form")["step"].to_string();
        let steps: Vec<String> = outcome.trace.iter().map(|entry| word(&entry.step).replace('"', "")).collect();
        (steps.join(" "), outcome.trace.last().expect("some steps").at_ms.ms_since(trial.at_ms) / 1_000)
    };
    assert_eq!(steps(&trial), ("raised drawn offered wait_over offered wait_over skipped missed".into(), 120));
    let now = RoutingTrial { present: Present::Now, ..trial.clone() };
    assert_eq!(steps(&now), ("raised drawn offered wait_over skipped skipped missed".into(), 60));
    let by_day = RoutingTrial { at_ms: story.now.plus_ms(11 * 3_600_000), draw: 0, ..trial.clone() };
    let way = "raised drawn offered wait_over offered wait_over offered wait_over missed";
    assert_eq!(steps(&by_day), (way.into(), 180));
    assert_eq!(story.desk.trial(&RoutingTrial { entry: tag("nothing"), ..trial }), None);
}
