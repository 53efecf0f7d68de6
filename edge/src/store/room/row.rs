//! Rows of a room's database. They outlive the code: a field may be added with a default, never renamed.

use serde::{Deserialize, Serialize};
use shared::{
    call::CallMark,
    card::{ClosedBy, ContactDetails, EntryCard, PageView, StaffCard},
    channel::ChannelCard,
    form::Filled,
    id::{EnquiryId, MessageId, SpaceId, StaffId, VisitorId},
    room::{Opened, SpaceOpened, Stored, StoredMember, StoredOpened},
    script::{Button, Script, Slot},
    value::{DisplayName, MessageBody, Seq, Timestamp},
    wire::{Author, LogEntry, Logged, Mark, Marks, Revision},
};

use super::moment;

/// `room.opened`.
#[derive(Serialize, Deserialize)]
pub(super) struct OpenedRow {
    enquiry: EnquiryId,
    visitor: VisitorId,
    visitor_name: DisplayName,
    entry: EntryCard,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    former: Option<EnquiryId>,
    raised_at_ms: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    channel: Option<Box<ChannelCard>>,
}

impl From<&Opened> for OpenedRow {
    fn from(opened: &Opened) -> Self {
        let Opened { enquiry, visitor, visitor_name, entry, former, raised_at, channel } = opened.clone();
        Self { enquiry, visitor, visitor_name, entry, former, raised_at_ms: raised_at, channel }
    }
}

impl From<OpenedRow> for Opened {
    fn from(row: OpenedRow) -> Self {
        let OpenedRow { enquiry, visitor, visitor_name, entry, former, raised_at_ms, channel } = row;
        Self { enquiry, visitor, visitor_name, entry, former, raised_at: raised_at_ms, channel }
    }
}

/// The same of a Space.
#[derive(Serialize, Deserialize)]
pub(super) struct SpaceRow {
    space: SpaceId,
    direct: bool,
    made_at_ms: Timestamp,
}

impl From<SpaceOpened> for SpaceRow {
    fn from(opened: SpaceOpened) -> Self {
        let SpaceOpened { space, direct, made_at } = opened;
        Self { space, direct, made_at_ms: made_at }
    }
}

/// Whichever it is.
#[derive(Deserialize)]
#[serde(untagged)]
enum AnyOpened {
    Enquiry(Box<OpenedRow>),
    Space(SpaceRow),
}

/// The one row of `room`.
#[derive(Deserialize)]
pub(super) struct RoomRow {
    opened: String,
    revision: u32,
    visitor_delivered: u32,
    visitor_read: u32,
    staff_delivered: u32,
    staff_read: u32,
    called: u32,
    page: Option<String>,
    report: u32,
    reported_at_ms: Option<i64>,
    report_due_at_ms: Option<i64>,
    script: Option<String>,
    call: Option<String>,
    asked: u32,
    label_wanted: u32,
}

impl RoomRow {
    pub(super) fn marks(&self) -> Marks {
        Marks {
            visitor: Mark { delivered: Seq(self.visitor_delivered), read: Seq(self.visitor_read) },
            staff: Mark { delivered: Seq(self.staff_delivered), read: Seq(self.staff_read) },
        }
    }

    pub(super) fn into_stored(
        self,
        members: Vec<StoredMember>,
        milestones: Vec<LogEntry>,
        staff_said: Option<LogEntry>,
        visitor_said: Option<LogEntry>,
        beside: Option<LogEntry>,
        unread: Vec<Seq>,
    ) -> worker::Result<Stored> {
        let opened = match serde_json::from_str(&self.opened)? {
            AnyOpened::Enquiry(row) => StoredOpened::Enquiry(Box::new((*row).into())),
            AnyOpened::Space(SpaceRow { space, direct, made_at_ms }) => {
                StoredOpened::Space(SpaceOpened { space, direct, made_at: made_at_ms }, members)
            }
        };
        let page: Option<PageView> = self.page.as_deref().map(serde_json::from_str).transpose()?;
        let script: Option<Script> = self.script.as_deref().map(serde_json::from_str).transpose()?;
        Ok(Stored {
            opened,
            revision: self.revision,
            marks: self.marks(),
            called: Seq(self.called),
            page,
            reported: moment(self.reported_at_ms).map(|at| (self.report, at)),
            report_due_at: moment(self.report_due_at_ms),
            label_wanted: self.label_wanted != 0,
            script: script.unwrap_or_default(),
            // One that can't be read any more is none: nobody is to be kept out of a room by it.
            call: self.call.as_deref().and_then(|call| serde_json::from_str(call).ok()),
            asked: Seq(self.asked),
            milestones,
            staff_said,
            visitor_said,
            beside,
            unread,
        })
    }
}

/// A row of `entry` to be written.
pub(super) struct EntryRow<'a> {
    pub(super) seq: u32,
    pub(super) at_ms: i64,
    pub(super) content: Content<'a>,
}

/// Its other columns.
pub(super) enum Content<'a> {
    Said {
        message: String,
        staff: Option<String>,
        body: &'a str,
        quote: Option<Seq>,
    },
    /// Stands where a message would, with its name as the words.
    Shared {
        message: String,
        staff: Option<String>,
        body: &'a str,
        file: String,
    },
    Milestone {
        message: Option<String>,
        milestone: String,
        /// Whether a room that wakes can do without it.
        beside: bool,
        quote: Option<Seq>,
        /// The entry that it changes.
        revises: Option<Seq>,
    },
}

/// The columns of a message, for many at once: seq, `at_ms`, message, staff, body.
#[derive(Serialize)]
pub(super) struct SaidRow<'a>(u32, i64, MessageId, Option<StaffId>, &'a str);

impl<'a> SaidRow<'a> {
    /// None if it is no message, or one that quotes.
    pub(super) fn of(entry: &'a LogEntry) -> Option<Self> {
        let LogEntry { seq, at_ms, logged: Logged::Said { message, author, body, quote: None, .. } } = entry else {
            return None;
        };
        let staff = match author {
            Author::Visitor => None,
            Author::Staff { staff } => Some(*staff),
        };
        Some(Self(seq.0, at_ms.as_ms(), *message, staff, body.as_str()))
    }
}

/// `entry.milestone`.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Milestone {
    Raised,
    /// Its message id has a column.
    Noted {
        staff: StaffCard,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<StaffId>,
        body: MessageBody,
    },
    /// Its message id and which entry it changes have columns; the words of now are in that entry's.
    Revised {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff: Option<StaffId>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        note: bool,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        recalled: bool,
    },
    Answered {
        staff: StaffCard,
    },
    Joined {
        staff: StaffCard,
    },
    Left {
        staff: StaffCard,
    },
    Passing {
        to: EntryCard,
    },
    Returned {
        staff: StaffCard,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        failed: bool,
    },
    Missed,
    Reopened,
    Automatic {
        slot: Slot,
        body: MessageBody,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        buttons: Vec<Button>,
    },
    Closing {
        closes_at_ms: Timestamp,
    },
    /// The message id is that of another entry.
    FileDeleted {
        message: MessageId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff: Option<StaffId>,
    },
    /// Its message id has a column.
    DetailsLeft {
        details: ContactDetails,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        form: Option<Filled>,
    },
    Call(CallMark),
    Closed {
        by: ClosedBy,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff: Option<StaffId>,
    },
}

impl<'a> TryFrom<&'a LogEntry> for EntryRow<'a> {
    type Error = worker::Error;

    fn try_from(entry: &'a LogEntry) -> worker::Result<Self> {
        let LogEntry { seq, at_ms, logged } = entry;
        let (message, milestone) = match logged {
            Logged::Said { message, author, body, quote, revised: _ } => {
                let staff = match author {
                    Author::Visitor => None,
                    Author::Staff { staff } => Some(staff.to_string()),
                };
                let content = Content::Said { message: message.to_string(), staff, body: body.as_str(), quote: *quote };
                return Ok(Self { seq: seq.0, at_ms: at_ms.as_ms(), content });
            }
            Logged::Shared { message, author, file } => {
                let staff = match author {
                    Author::Visitor => None,
                    Author::Staff { staff } => Some(staff.to_string()),
                };
                let (message, body) = (message.to_string(), file.name.as_str());
                let content = Content::Shared { message, staff, body, file: serde_json::to_string(file)? };
                return Ok(Self { seq: seq.0, at_ms: at_ms.as_ms(), content });
            }
            Logged::FileDeleted { message, staff } => {
                (None, Milestone::FileDeleted { message: *message, staff: *staff })
            }
            Logged::Raised => (None, Milestone::Raised),
            Logged::Noted { message, staff, to, body, quote: _, revised: _ } => {
                (Some(message.to_string()), Milestone::Noted { staff: staff.clone(), to: *to, body: body.clone() })
            }
            Logged::Revised { message, of: _, author, note, body } => {
                let staff = match author {
                    Author::Visitor => None,
                    Author::Staff { staff } => Some(*staff),
                };
                (Some(message.to_string()), Milestone::Revised { staff, note: *note, recalled: body.is_none() })
            }
            Logged::Answered { staff } => (None, Milestone::Answered { staff: staff.clone() }),
            Logged::Joined { staff } => (None, Milestone::Joined { staff: staff.clone() }),
            Logged::Left { staff } => (None, Milestone::Left { staff: staff.clone() }),
            Logged::Passing { to } => (None, Milestone::Passing { to: to.clone() }),
            Logged::Returned { staff, failed } => (None, Milestone::Returned { staff: staff.clone(), failed: *failed }),
            Logged::Missed => (None, Milestone::Missed),
            Logged::Reopened => (None, Milestone::Reopened),
            Logged::Automatic { slot, body, buttons } => {
                (None, Milestone::Automatic { slot: *slot, body: body.clone(), buttons: buttons.clone() })
            }
            Logged::Closing { closes_at_ms } => (None, Milestone::Closing { closes_at_ms: *closes_at_ms }),
            Logged::DetailsLeft { message, details, form } => {
                (Some(message.to_string()), Milestone::DetailsLeft { details: details.clone(), form: form.clone() })
            }
            Logged::Call(mark) => (None, Milestone::Call(mark.clone())),
            Logged::Closed { by, staff } => (None, Milestone::Closed { by: *by, staff: *staff }),
            // The rules log none: they stand for what this side may not see, or only a newer server knows.
            Logged::Hidden | Logged::Unknown => return Err("an entry of an unknown kind can't be stored".into()),
        };
        let beside = matches!(milestone, Milestone::Noted { .. } | Milestone::Revised { .. });
        let quote = if let Logged::Noted { quote, .. } = logged { *quote } else { None };
        let revises = if let Logged::Revised { of, .. } = logged { Some(*of) } else { None };
        let milestone = serde_json::to_string(&milestone)?;
        let content = Content::Milestone { message, milestone, beside, quote, revises };
        Ok(Self { seq: seq.0, at_ms: at_ms.as_ms(), content })
    }
}

/// A row of `entry` as it is read.
#[derive(Deserialize)]
pub(super) struct Read {
    seq: u32,
    at_ms: i64,
    message: Option<String>,
    staff: Option<String>,
    body: Option<String>,
    milestone: Option<String>,
    file: Option<String>,
    quote: Option<u32>,
    revised: u8,
    revises: Option<u32>,
    /// The words of the entry that it changes, as they are now.
    now: Option<String>,
}

/// `entry.revised`.
pub(super) fn revised_column(revision: Revision) -> u8 {
    match revision {
        Revision::Edited => 1,
        Revision::Recalled => 2,
    }
}

impl TryFrom<Read> for LogEntry {
    type Error = &'static str;

    fn try_from(row: Read) -> Result<Self, &'static str> {
        const BROKEN: &str = "a stored entry can't be read";
        let Read { seq, at_ms, message, staff, body, milestone, file, quote, revised, revises, now } = row;
        let quote = quote.map(Seq);
        let revised = [Revision::Edited, Revision::Recalled].into_iter().find(|one| revised_column(*one) == revised);
        let message: Option<MessageId> = message.map(|id| id.parse()).transpose().map_err(|_| BROKEN)?;
        let logged = if let Some(body) = body {
            let author = match staff {
                None => Author::Visitor,
                Some(staff) => Author::Staff { staff: staff.parse().map_err(|_| BROKEN)? },
            };
            let message = message.ok_or(BROKEN)?;
            if let Some(file) = file {
                Logged::Shared { message, author, file: serde_json::from_str(&file).map_err(|_| BROKEN)? }
            } else {
                let body = MessageBody::try_from(body).map_err(|_| BROKEN)?;
                Logged::Said { message, author, body, quote, revised }
            }
        } else {
            match serde_json::from_str(&milestone.ok_or(BROKEN)?).map_err(|_| BROKEN)? {
                Milestone::Raised => Logged::Raised,
                Milestone::Noted { staff, to, body } => {
                    Logged::Noted { message: message.ok_or(BROKEN)?, staff, to, body, quote, revised }
                }
                Milestone::Revised { staff, note, recalled } => Logged::Revised {
                    message: message.ok_or(BROKEN)?,
                    of: Seq(revises.ok_or(BROKEN)?),
                    author: staff.map_or(Author::Visitor, |staff| Author::Staff { staff }),
                    note,
                    body: now
                        .filter(|_| !recalled)
                        .map(|now| MessageBody::try_from(now).map_err(|_| BROKEN))
                        .transpose()?,
                },
                Milestone::Answered { staff } => Logged::Answered { staff },
                Milestone::Joined { staff } => Logged::Joined { staff },
                Milestone::Left { staff } => Logged::Left { staff },
                Milestone::Passing { to } => Logged::Passing { to },
                Milestone::Returned { staff, failed } => Logged::Returned { staff, failed },
                Milestone::Missed => Logged::Missed,
                Milestone::Reopened => Logged::Reopened,
                Milestone::Automatic { slot, body, buttons } => Logged::Automatic { slot, body, buttons },
                Milestone::FileDeleted { message, staff } => Logged::FileDeleted { message, staff },
                Milestone::Closing { closes_at_ms } => Logged::Closing { closes_at_ms },
                Milestone::DetailsLeft { details, form } => {
                    Logged::DetailsLeft { message: message.ok_or(BROKEN)?, details, form }
                }
                Milestone::Call(mark) => Logged::Call(mark),
                Milestone::Closed { by, staff } => Logged::Closed { by, staff },
            }
        };
        Ok(Self { seq: Seq(seq), at_ms: Timestamp::from_ms(at_ms), logged })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAFF: &str = r#"{"id":"stf_01a204dd37f873a9b0900023733ad342","handle":"ben","name":"Ben"}"#;
    const MESSAGE: &str = "msg_01a204dd3ce078f0a1b2c3d4e5f60718";

    fn entry(json: &str) -> LogEntry {
        serde_json::from_str(&format!(r#"{{"seq":7,"at_ms":1795377936610,{json}}}"#)).expect("an entry")
    }

    /// The row as the database would give it back, and its milestone.
    fn stored(entry: &LogEntry) -> (Read, Option<String>) {
        let EntryRow { seq, at_ms, content } = EntryRow::try_from(entry).expect("it can be stored");
        let empty = Read {
            seq,
            at_ms,
            message: None,
            staff: None,
            body: None,
            milestone: None,
            file: None,
            quote: None,
            revised: 0,
            revises: None,
            now: None,
        };
        let number = |seq: Option<Seq>| seq.map(|seq| seq.0);
        let read = match content {
            Content::Said { message, staff, body, quote } => {
                Read { message: Some(message), staff, body: Some(body.to_owned()), quote: number(quote), ..empty }
            }
            Content::Shared { message, staff, body, file } => {
                Read { message: Some(message), staff, body: Some(body.to_owned()), file: Some(file), ..empty }
            }
            Content::Milestone { message, milestone, beside: _, quote, revises } => {
                // The database looks the words of now up.
                let now = if let Logged::Revised { body, .. } = &entry.logged { body.clone() } else { None };
                let now = now.map(String::from);
                let (quote, revises) = (number(quote), number(revises));
                Read { message, milestone: Some(milestone), quote, revises, now, ..empty }
            }
        };
        let kept = read.milestone.clone().or_else(|| read.file.clone());
        (read, kept)
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "every kind of entry, one after the other")]
    fn every_entry_reads_back_from_its_row() {
        let staff = "stf_01a204dd37f873a9b0900023733ad342";
        for (json, milestone) in [
            (format!(r#""kind":"said","message":"{MESSAGE}","author":{{"side":"visitor"}},"body":"Hello""#), None),
            (
                format!(
                    r#""kind":"said","message":"{MESSAGE}","author":{{"side":"staff","staff":"{staff}"}},"body":"Hi""#
                ),
                None,
            ),
            (
                format!(r#""kind":"noted","message":"{MESSAGE}","staff":{STAFF},"body":"Asks each week""#),
                Some(format!(r#"{{"kind":"noted","staff":{STAFF},"body":"Asks each week"}}"#)),
            ),
            (
                format!(r#""kind":"said","message":"{MESSAGE}","author":{{"side":"visitor"}},"body":"Yes","quote":3"#),
                None,
            ),
            (
                format!(
                    r#""kind":"revised","message":"{MESSAGE}","of":3,"author":{{"side":"staff","staff":"{staff}"}},"note":true,"body":"Yes""#
                ),
                Some(format!(r#"{{"kind":"revised","staff":"{staff}","note":true}}"#)),
            ),
            (
                format!(r#""kind":"revised","message":"{MESSAGE}","of":3,"author":{{"side":"visitor"}}"#),
                Some(r#"{"kind":"revised","recalled":true}"#.to_owned()),
            ),
            (
                format!(
                    r#""kind":"shared","message":"{MESSAGE}","author":{{"side":"visitor"}},"file":{{"file":"fil_01a204dd38517bf8b0b52f5ba96a65ad","name":"tent.png","bytes":7,"media_type":"image/png","kind":"image","width":3,"height":2}}"#
                ),
                Some(
                    r#"{"file":"fil_01a204dd38517bf8b0b52f5ba96a65ad","name":"tent.png","bytes":7,"media_type":"image/png","kind":"image","width":3,"height":2}"#
                        .to_owned(),
                ),
            ),
            (
                format!(r#""kind":"file_deleted","message":"{MESSAGE}","staff":"{staff}""#),
                Some(format!(r#"{{"kind":"file_deleted","message":"{MESSAGE}","staff":"{staff}"}}"#)),
            ),
            (
                format!(r#""kind":"file_deleted","message":"{MESSAGE}""#),
                Some(format!(r#"{{"kind":"file_deleted","message":"{MESSAGE}"}}"#)),
            ),
            (r#""kind":"raised""#.to_owned(), Some(r#"{"kind":"raised"}"#.to_owned())),
            (
                format!(r#""kind":"answered","staff":{STAFF}"#),
                Some(format!(r#"{{"kind":"answered","staff":{STAFF}}}"#)),
            ),
            (format!(r#""kind":"joined","staff":{STAFF}"#), Some(format!(r#"{{"kind":"joined","staff":{STAFF}}}"#))),
            (format!(r#""kind":"left","staff":{STAFF}"#), Some(format!(r#"{{"kind":"left","staff":{STAFF}}}"#))),
            (
                format!(r#""kind":"returned","staff":{STAFF}"#),
                Some(format!(r#"{{"kind":"returned","staff":{STAFF}}}"#)),
            ),
            (
                format!(r#""kind":"returned","staff":{STAFF},"failed":true"#),
                Some(format!(r#"{{"kind":"returned","staff":{STAFF},"failed":true}}"#)),
            ),
            (
                r#""kind":"passing","to":{"kind":"tag","id":"tag_01a204dd38517bf8b0b52f5ba96a65ad","handle":"sales","name":"Sales"}"#.to_owned(),
                Some(r#"{"kind":"passing","to":{"kind":"tag","id":"tag_01a204dd38517bf8b0b52f5ba96a65ad","handle":"sales","name":"Sales"}}"#.to_owned()),
            ),
            (r#""kind":"missed""#.to_owned(), Some(r#"{"kind":"missed"}"#.to_owned())),
            (r#""kind":"reopened""#.to_owned(), Some(r#"{"kind":"reopened"}"#.to_owned())),
            (
                r#""kind":"automatic","slot":"welcome","body":"Hello","buttons":[{"text":"Prices"},{"text":"Help","link":"https://acme.example/help"}]"#.to_owned(),
                Some(r#"{"kind":"automatic","slot":"welcome","body":"Hello","buttons":[{"text":"Prices"},{"text":"Help","link":"https://acme.example/help"}]}"#.to_owned()),
            ),
            (
                r#""kind":"automatic","slot":"close","body":"Bye""#.to_owned(),
                Some(r#"{"kind":"automatic","slot":"close","body":"Bye"}"#.to_owned()),
            ),
            (
                r#""kind":"closing","closes_at_ms":1795377996610"#.to_owned(),
                Some(r#"{"kind":"closing","closes_at_ms":1795377996610}"#.to_owned()),
            ),
            (
                format!(r#""kind":"details_left","message":"{MESSAGE}","details":{{"email":"a@example.com"}}"#),
                Some(r#"{"kind":"details_left","details":{"email":"a@example.com"}}"#.to_owned()),
            ),
            (
                format!(r#""kind":"closed","by":"staff","staff":"{staff}""#),
                Some(format!(r#"{{"kind":"closed","by":"staff","staff":"{staff}"}}"#)),
            ),
            (
                format!(
                    r#""kind":"details_left","message":"{MESSAGE}","details":{{}},"form":{{"language":"ja","answers":[{{"field":"fld_01a204dd38517bf8b0b52f5ba96a65ad","value":"7"}}]}}"#
                ),
                Some(
                    r#"{"kind":"details_left","details":{},"form":{"language":"ja","answers":[{"field":"fld_01a204dd38517bf8b0b52f5ba96a65ad","value":"7"}]}}"#
                        .to_owned(),
                ),
            ),
            (r#""kind":"closed","by":"idle""#.to_owned(), Some(r#"{"kind":"closed","by":"idle"}"#.to_owned())),
        ] {
            let entry = entry(&json);
            let (row, kept) = stored(&entry);
            assert_eq!(kept, milestone, "rows of old rooms must stay readable");
            assert_eq!(LogEntry::try_from(row), Ok(entry));
        }
    }

    #[test]
    fn what_a_room_was_opened_with_reads_back() {
        let json = r#"{"enquiry":"enq_01a204dd38cd729187edc197d345595f","visitor":"vis_01a204dd38a17adbba274b1e308b6a1a","visitor_name":"Quiet Plover 46","entry":{"kind":"tag","id":"tag_01a204dd38517bf8b0b52f5ba96a65ad","handle":"sales","name":"Sales"},"former":"enq_01a204dd38cd729187edc197d3455950","raised_at_ms":1795377936610}"#;
        let opened: Opened = serde_json::from_str::<OpenedRow>(json).expect("a row").into();
        assert_eq!(serde_json::to_string(&OpenedRow::from(&opened)).expect("it is JSON"), json);
    }
}
