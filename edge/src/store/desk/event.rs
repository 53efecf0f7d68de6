//! The events of an enquiry as rows: JSON that outlives the code. A field may be added with a default, never renamed.

use serde::{Deserialize, Serialize};
use shared::{
    api::Device,
    card::{ClosedBy, Entry, EntryCard, IfNobody, Mode, PageView, StaffCard},
    channel::ChannelCard,
    enquiry::{Event, Offered, Raised, Transfer},
    id::{ContactId, DestinationId, EnquiryId, LabelId, StaffId, VisitorId},
    rating::{Rated, Scale},
    routing::{Served, Stop, Why},
    value::{DisplayName, Handle, LanguageTag, Note, PageAddress, ShortText, Timestamp},
};

#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Row {
    Raised {
        visitor: VisitorId,
        contact: ContactId,
        entry: Box<EntryCard>,
        #[serde(default, skip_serializing_if = "Mode::is_chat")]
        mode: Mode,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        former: Option<EnquiryId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<Handle>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        page: Option<PageView>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        referrer: Option<PageAddress>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<LanguageTag>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        time_zone: Option<ShortText>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        country: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        device: Option<Device>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        served: Option<Served>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        channel: Option<Box<ChannelCard>>,
    },
    OutOfHours {
        schedule: DisplayName,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        opens_ms: Option<Timestamp>,
    },
    Drawn {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        destination: Option<DestinationId>,
        name: DisplayName,
        share: u8,
    },
    Skipped {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        destination: Option<DestinationId>,
        name: DisplayName,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        turn: Option<StaffId>,
        #[serde(default, skip_serializing_if = "is_away")]
        why: Why,
    },
    Offered {
        place: usize,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        destination: Option<DestinationId>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        turn: Option<StaffId>,
        name: DisplayName,
        staff: Vec<StaffId>,
        wait_s: u32,
        eligible: Vec<StaffId>,
        until_ms: Timestamp,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        passed: Option<Entry>,
    },
    WaitOver,
    EverybodyLeft,
    PickedUp {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        destination: Option<DestinationId>,
        name: DisplayName,
        staff: Box<StaffCard>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<LanguageTag>,
        #[serde(default, skip_serializing_if = "is_first")]
        place: usize,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        turn: Option<StaffId>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        people: Vec<StaffId>,
        #[serde(default, skip_serializing_if = "is_none")]
        wait_s: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until_ms: Option<Timestamp>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        passed: Option<Entry>,
    },
    TakenBack {
        staff: StaffId,
    },
    Transferred {
        by: StaffId,
        from: Box<StaffCard>,
        to: Box<EntryCard>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Note>,
        if_nobody: IfNobody,
        keep_sight: bool,
    },
    Declined {
        staff: StaffId,
    },
    Returned {
        staff: Box<StaffCard>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<StaffId>,
    },
    SenderAway {
        staff: StaffId,
    },
    TakenOver {
        staff: Box<StaffCard>,
        from: StaffId,
    },
    Invited {
        staff: StaffId,
        by: StaffId,
    },
    Left {
        staff: StaffId,
        by: StaffId,
    },
    Labelled {
        label: LabelId,
        name: DisplayName,
        by: StaffId,
    },
    Unlabelled {
        label: LabelId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<DisplayName>,
        by: StaffId,
    },
    Rated {
        scale: Scale,
        grade: u8,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        comment: Option<Note>,
        staff: StaffId,
        at_ms: Timestamp,
    },
    Answered {
        staff: Box<StaffCard>,
    },
    Missed,
    Reopened,
    FollowedUp {
        staff: Box<StaffCard>,
    },
    Closed {
        by: ClosedBy,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff: Option<StaffId>,
    },
}

/// All that was known once.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks it")]
fn is_away(why: &Why) -> bool {
    *why == Why::Away
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks it")]
fn is_first(place: &usize) -> bool {
    *place == 0
}

/// Of one that was given before there was a clock for it.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde asks it")]
fn is_none(wait_s: &u32) -> bool {
    *wait_s == 0
}

impl From<&Event> for Row {
    fn from(event: &Event) -> Self {
        match event.clone() {
            Event::Raised(raised) => {
                let Raised {
                    visitor,
                    contact,
                    entry,
                    mode,
                    former,
                    link,
                    page,
                    referrer,
                    language,
                    time_zone,
                    country,
                    device,
                    served,
                    channel,
                } = *raised;
                let entry = Box::new(entry);
                Self::Raised {
                    visitor,
                    contact,
                    entry,
                    mode,
                    former,
                    link,
                    page,
                    referrer,
                    language,
                    time_zone,
                    country,
                    device,
                    served,
                    channel,
                }
            }
            Event::OutOfHours { schedule, opens: opens_ms } => Self::OutOfHours { schedule, opens_ms },
            Event::Drawn { destination, name, share } => Self::Drawn { destination, name, share },
            Event::Skipped { destination, name, turn, why } => Self::Skipped { destination, name, turn, why },
            Event::Offered(offered) => {
                let Offered { stop, eligible, until: until_ms } = *offered;
                let Stop { place, destination, turn, name, staff, wait_s, passed } = stop;
                Self::Offered { place, destination, turn, name, staff, wait_s, eligible, until_ms, passed }
            }
            Event::WaitOver => Self::WaitOver,
            Event::EverybodyLeft => Self::EverybodyLeft,
            Event::PickedUp { stop, staff, until: until_ms, language } => {
                let Stop { place, destination, turn, name, staff: people, wait_s, passed } = *stop;
                Self::PickedUp { destination, name, staff, language, place, turn, people, wait_s, until_ms, passed }
            }
            Event::TakenBack { staff } => Self::TakenBack { staff },
            Event::Transferred(transfer) => {
                let Transfer { by, from, to, note, if_nobody, keep_sight } = *transfer;
                Self::Transferred { by, from: Box::new(from), to: Box::new(to), note, if_nobody, keep_sight }
            }
            Event::Declined { staff } => Self::Declined { staff },
            Event::Returned { staff, by } => Self::Returned { staff, by },
            Event::SenderAway { staff } => Self::SenderAway { staff },
            Event::TakenOver { staff, from } => Self::TakenOver { staff, from },
            Event::Invited { staff, by } => Self::Invited { staff, by },
            Event::Left { staff, by } => Self::Left { staff, by },
            Event::Labelled { label, name, by } => Self::Labelled { label, name, by },
            Event::Unlabelled { label, name, by } => Self::Unlabelled { label, name, by },
            Event::Rated(rated) => {
                let Rated { scale, grade, comment, staff, at_ms } = *rated;
                Self::Rated { scale, grade, comment, staff, at_ms }
            }
            Event::Answered(staff) => Self::Answered { staff },
            Event::Missed => Self::Missed,
            Event::Reopened => Self::Reopened,
            Event::FollowedUp(staff) => Self::FollowedUp { staff },
            Event::Closed { by, staff } => Self::Closed { by, staff },
        }
    }
}

impl From<Row> for Event {
    fn from(row: Row) -> Self {
        match row {
            Row::Raised {
                visitor,
                contact,
                entry,
                mode,
                former,
                link,
                page,
                referrer,
                language,
                time_zone,
                country,
                device,
                served,
                channel,
            } => {
                let entry = *entry;
                let raised = Raised {
                    visitor,
                    contact,
                    entry,
                    mode,
                    former,
                    link,
                    page,
                    referrer,
                    language,
                    time_zone,
                    country,
                    device,
                    served,
                    channel,
                };
                Self::Raised(Box::new(raised))
            }
            Row::OutOfHours { schedule, opens_ms: opens } => Self::OutOfHours { schedule, opens },
            Row::Drawn { destination, name, share } => Self::Drawn { destination, name, share },
            Row::Skipped { destination, name, turn, why } => Self::Skipped { destination, name, turn, why },
            Row::Offered { place, destination, turn, name, staff, wait_s, eligible, until_ms, passed } => {
                let stop = Stop { place, destination, turn, name, staff, wait_s, passed };
                Self::Offered(Box::new(Offered { stop, eligible, until: until_ms }))
            }
            Row::WaitOver => Self::WaitOver,
            Row::EverybodyLeft => Self::EverybodyLeft,
            Row::PickedUp {
                destination,
                name,
                staff,
                language,
                place,
                turn,
                people,
                wait_s,
                until_ms: until,
                passed,
            } => {
                let stop = Box::new(Stop { place, destination, turn, name, staff: people, wait_s, passed });
                Self::PickedUp { stop, staff, until, language }
            }
            Row::TakenBack { staff } => Self::TakenBack { staff },
            Row::Transferred { by, from, to, note, if_nobody, keep_sight } => {
                Self::Transferred(Box::new(Transfer { by, from: *from, to: *to, note, if_nobody, keep_sight }))
            }
            Row::Declined { staff } => Self::Declined { staff },
            Row::Returned { staff, by } => Self::Returned { staff, by },
            Row::SenderAway { staff } => Self::SenderAway { staff },
            Row::TakenOver { staff, from } => Self::TakenOver { staff, from },
            Row::Invited { staff, by } => Self::Invited { staff, by },
            Row::Left { staff, by } => Self::Left { staff, by },
            Row::Labelled { label, name, by } => Self::Labelled { label, name, by },
            Row::Unlabelled { label, name, by } => Self::Unlabelled { label, name, by },
            Row::Rated { scale, grade, comment, staff, at_ms } => {
                Self::Rated(Box::new(Rated { scale, grade, comment, staff, at_ms }))
            }
            Row::Answered { staff } => Self::Answered(staff),
            Row::Missed => Self::Missed,
            Row::Reopened => Self::Reopened,
            Row::FollowedUp { staff } => Self::FollowedUp(staff),
            Row::Closed { by, staff } => Self::Closed { by, staff },
        }
    }
}

/// An event as it is stored.
pub(super) fn write(event: &Event) -> serde_json::Result<String> {
    serde_json::to_string(&Row::from(event))
}

/// An event as it was stored.
pub(super) fn read(text: &str) -> serde_json::Result<Event> {
    serde_json::from_str::<Row>(text).map(Event::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What databases out there hold. Add lines; never change one.
    const STORED: &[&str] = &[
        r#"{"kind":"raised","visitor":"vis_018bcfe5680070000000000000000001","contact":"con_018bcfe5680070000000000000000002","entry":{"kind":"tag","id":"tag_018bcfe5680070000000000000000003","handle":"sales","name":"Sales"},"link":"shop-window"}"#,
        r#"{"kind":"raised","visitor":"vis_018bcfe5680070000000000000000001","contact":"con_018bcfe5680070000000000000000002","entry":{"kind":"tag","id":"tag_018bcfe5680070000000000000000003","handle":"sales","name":"Sales"}}"#,
        r#"{"kind":"raised","visitor":"vis_018bcfe5680070000000000000000001","contact":"con_018bcfe5680070000000000000000002","entry":{"kind":"staff","id":"stf_018bcfe5680070000000000000000004","handle":"ada","name":"Ada"},"former":"enq_018bcfe5680070000000000000000005","page":{"url":"https://acme.example/","title":"Acme"},"referrer":"https://search.example/","language":"ja","time_zone":"Asia/Tokyo","country":"JP","device":{"browser":"Chrome","system":"Windows","mobile":false}}"#,
        r#"{"kind":"skipped","destination":"dst_018bcfe5680070000000000000000006","name":"First line"}"#,
        r#"{"kind":"skipped","name":"Ada"}"#,
        r#"{"kind":"offered","place":1,"destination":"dst_018bcfe5680070000000000000000006","name":"First line","staff":["stf_018bcfe5680070000000000000000004"],"wait_s":60,"eligible":["stf_018bcfe5680070000000000000000004"],"until_ms":1700000060000}"#,
        r#"{"kind":"raised","visitor":"vis_018bcfe5680070000000000000000001","contact":"con_018bcfe5680070000000000000000002","entry":{"kind":"staff","id":"stf_018bcfe5680070000000000000000004","handle":"ada","name":"Ada"},"served":{"staff":"stf_018bcfe5680070000000000000000004","at_ms":1700000000000}}"#,
        r#"{"kind":"raised","visitor":"vis_018bcfe5680070000000000000000001","contact":"con_018bcfe5680070000000000000000002","entry":{"kind":"staff","id":"stf_018bcfe5680070000000000000000004","handle":"ada","name":"Ada"},"mode":"call"}"#,
        r#"{"kind":"out_of_hours","schedule":"Office hours","opens_ms":1700000060000}"#,
        r#"{"kind":"out_of_hours","schedule":"Office hours"}"#,
        r#"{"kind":"drawn","destination":"dst_018bcfe5680070000000000000000006","name":"First line","share":30}"#,
        r#"{"kind":"skipped","destination":"dst_018bcfe5680070000000000000000006","name":"First line","turn":"stf_018bcfe5680070000000000000000004","why":"full"}"#,
        r#"{"kind":"offered","place":1,"destination":"dst_018bcfe5680070000000000000000006","turn":"stf_018bcfe5680070000000000000000004","name":"First line","staff":["stf_018bcfe5680070000000000000000004"],"wait_s":60,"eligible":["stf_018bcfe5680070000000000000000004"],"until_ms":1700000060000}"#,
        r#"{"kind":"picked_up","destination":"dst_018bcfe5680070000000000000000006","name":"First line","staff":{"id":"stf_018bcfe5680070000000000000000004","handle":"ada","name":"Ada"}}"#,
        r#"{"kind":"picked_up","destination":"dst_018bcfe5680070000000000000000006","name":"First line","staff":{"id":"stf_018bcfe5680070000000000000000004","handle":"ada","name":"Ada"},"place":1,"people":["stf_018bcfe5680070000000000000000004"],"wait_s":60,"until_ms":1700000060000}"#,
        r#"{"kind":"taken_back","staff":"stf_018bcfe5680070000000000000000004"}"#,
        r#"{"kind":"picked_up","name":"First line","staff":{"id":"stf_018bcfe5680070000000000000000004","handle":"ada","name":"Ada","photo":"/files/acme/0123456789abcdef0123456789abcdef.webp"},"language":"ja"}"#,
        r#"{"kind":"wait_over"}"#,
        r#"{"kind":"everybody_left"}"#,
        r#"{"kind":"answered","staff":{"id":"stf_018bcfe5680070000000000000000004","handle":"ada","name":"Ada"}}"#,
        r#"{"kind":"missed"}"#,
        r#"{"kind":"reopened"}"#,
        r#"{"kind":"followed_up","staff":{"id":"stf_018bcfe5680070000000000000000004","handle":"ada","name":"Ada"}}"#,
        r#"{"kind":"closed","by":"staff","staff":"stf_018bcfe5680070000000000000000004"}"#,
        r#"{"kind":"closed","by":"idle"}"#,
        r#"{"kind":"transferred","by":"stf_018bcfe5680070000000000000000004","from":{"id":"stf_018bcfe5680070000000000000000004","handle":"ada","name":"Ada"},"to":{"kind":"tag","id":"tag_018bcfe5680070000000000000000003","handle":"sales","name":"Sales"},"note":"Wants a refund","if_nobody":"blind","keep_sight":true}"#,
        r#"{"kind":"transferred","by":"stf_018bcfe5680070000000000000000007","from":{"id":"stf_018bcfe5680070000000000000000004","handle":"ada","name":"Ada"},"to":{"kind":"staff","id":"stf_018bcfe5680070000000000000000008","handle":"ben","name":"Ben"},"if_nobody":"loopback","keep_sight":false}"#,
        r#"{"kind":"offered","place":0,"name":"Ben","staff":["stf_018bcfe5680070000000000000000008"],"wait_s":60,"eligible":["stf_018bcfe5680070000000000000000008"],"until_ms":1700000060000,"passed":{"kind":"staff","staff":"stf_018bcfe5680070000000000000000008"}}"#,
        r#"{"kind":"declined","staff":"stf_018bcfe5680070000000000000000008"}"#,
        r#"{"kind":"returned","staff":{"id":"stf_018bcfe5680070000000000000000004","handle":"ada","name":"Ada"}}"#,
        r#"{"kind":"returned","staff":{"id":"stf_018bcfe5680070000000000000000004","handle":"ada","name":"Ada"},"by":"stf_018bcfe5680070000000000000000004"}"#,
        r#"{"kind":"sender_away","staff":"stf_018bcfe5680070000000000000000004"}"#,
        r#"{"kind":"invited","staff":"stf_018bcfe5680070000000000000000008","by":"stf_018bcfe5680070000000000000000004"}"#,
        r#"{"kind":"left","staff":"stf_018bcfe5680070000000000000000008","by":"stf_018bcfe5680070000000000000000008"}"#,
        r#"{"kind":"taken_over","staff":{"id":"stf_018bcfe5680070000000000000000004","handle":"ada","name":"Ada"},"from":"stf_018bcfe5680070000000000000000008"}"#,
        r#"{"kind":"labelled","label":"lbl_018bcfe5680070000000000000000009","name":"Refund","by":"stf_018bcfe5680070000000000000000004"}"#,
        r#"{"kind":"unlabelled","label":"lbl_018bcfe5680070000000000000000009","name":"Refund","by":"stf_018bcfe5680070000000000000000004"}"#,
        r#"{"kind":"unlabelled","label":"lbl_018bcfe5680070000000000000000009","by":"stf_018bcfe5680070000000000000000004"}"#,
        r#"{"kind":"rated","scale":"stars","grade":4,"comment":"Quick!","staff":"stf_018bcfe5680070000000000000000004","at_ms":1700000060000}"#,
        r#"{"kind":"rated","scale":"thumbs","grade":1,"staff":"stf_018bcfe5680070000000000000000004","at_ms":1700000060000}"#,
    ];

    #[test]
    fn what_was_stored_reads_back_as_it_was() {
        for stored in STORED {
            let event = read(stored).expect("what was stored stays readable");
            assert_eq!(write(&event).expect("an event has a JSON form"), *stored);
        }
    }
}
