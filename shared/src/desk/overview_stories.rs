//! What who supervises sees of it all at once.

use std::collections::BTreeMap;

use super::story::{Story, on, person, staff, tag};
use crate::{
    card::{Availability, Reach, Role},
    id::StaffId,
    overview::{Load, Overview},
};

fn shop() -> Story {
    Story::of(["ada", "ben", "cleo"])
        .tag("sales", [on(["ada", "ben"]).waits(60)])
        .tag("support", [on(["cleo"]).waits(600)])
        .everybody_comes()
}

fn seen(story: &Story, who: &str) -> Overview {
    Overview::of(&story.desk, staff(who), &BTreeMap::new())
}

fn load(waiting: u32, engaged: u32, missed: u32) -> Load {
    Load { waiting, since_ms: None, engaged, missed }
}

fn of_tag(overview: &Overview, place: usize) -> Load {
    Load { since_ms: None, ..overview.tags[place].load }
}

fn of(overview: &Overview, who: &str) -> Load {
    let row = overview.staff.iter().find(|row| row.staff == staff(who)).expect("they have a row");
    Load { since_ms: None, ..row.load }
}

#[test]
fn it_counts_what_waits_is_talked_about_and_was_missed_by_tag_and_by_person() {
    let mut story = shop();
    story.raises("vera", tag("sales")).takes("ada");
    story.raises("walt", tag("sales")).later(10).raises("xenia", person("cleo"));
    let overview = seen(&story, "sue");
    assert_eq!(Load { since_ms: None, ..overview.all }, load(2, 1, 0));
    assert_eq!(
        (of_tag(&overview, 0), of_tag(&overview, 1), of_tag(&overview, 2)),
        (load(1, 1, 0), load(0, 0, 0), load(1, 0, 0))
    );
    assert_eq!(
        (of(&overview, "ada"), of(&overview, "ben"), of(&overview, "cleo")),
        (load(1, 1, 0), load(1, 0, 0), load(1, 0, 0))
    );
    assert_eq!(overview.all.since_ms, Some(story.now.plus_ms(-10_000)), "the one that waits longest");
    story.later(100);
    assert_eq!(of(&seen(&story, "sue"), "cleo"), load(0, 0, 1), "asked of her by name");
    story.chooses("ben", crate::availability::Chosen::Busy);
    let ben = seen(&story, "sue").staff.into_iter().find(|row| row.staff == staff("ben")).expect("he has a row");
    assert_eq!(ben.availability, Availability::Busy);
}

#[test]
fn what_is_passed_on_is_still_with_whose_it_was() {
    let mut story = shop();
    story.raises("vera", tag("sales")).takes("ada").passes_on("ada", tag("support"), crate::card::IfNobody::Loopback);
    let overview = seen(&story, "sue");
    assert_eq!((of(&overview, "ada"), of(&overview, "cleo")), (load(0, 1, 0), load(0, 0, 0)));
}

#[test]
fn a_supervisor_of_a_team_sees_their_team() {
    let mut story = shop();
    story.directory(|directory| {
        let cleo = directory.staff.get_mut(&staff("cleo")).expect("she is staff");
        (cleo.role, cleo.reach) = (Role::Supervisor, Reach::Team);
    });
    story.raises("vera", tag("sales")).takes("ada").raises("walt", tag("support"));
    let overview = seen(&story, "cleo");
    assert_eq!(Load { since_ms: None, ..overview.all }, load(1, 0, 0));
    assert_eq!(overview.tags.len(), 2, "support, and what is asked of people");
    assert_eq!(overview.staff.iter().map(|row| row.staff).collect::<Vec<StaffId>>(), [staff("cleo")]);
}

#[test]
fn the_changes_add_up_to_the_picture() {
    let mut story = shop();
    let mut told = Overview::default();
    let mut before: Option<Overview> = None;
    let mut frames = 0;
    let mut look = |story: &Story| {
        let now = seen(story, "sue");
        if let Some(frame) = now.news(before.as_ref()) {
            let text = serde_json::to_string(&frame).expect("it has a JSON form");
            assert!(text.starts_with(r#"{"type":"overview""#), "dashboards know it by how it begins");
            told.take(serde_json::from_str(&text).expect("it reads back"));
            frames += 1;
        }
        assert_eq!(told, now);
        before = Some(now);
    };
    look(&story);
    look(&story);
    look(story.raises("vera", tag("sales")));
    look(story.takes("ada"));
    look(story.leaves("ben"));
    look(story.directory(|directory| drop(directory.tags.pop())));
    assert_eq!(frames, 5);
}
