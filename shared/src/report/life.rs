//! The life of one enquiry as reports count it: a few moments of it.

use serde::{Deserialize, Serialize};

use crate::{
    card::{Entry, PageView},
    enquiry::{Event, Raised},
    id::{EnquiryId, StaffId},
    value::{Handle, Timestamp},
};

/// Where an enquiry came in. Text form: `link:summer-card`, `site:acme.example`, `unknown`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum ContactPoint {
    /// A weblink, or its QR code.
    Link(Handle),
    /// The chat on a site, by its host.
    Site(String),
    /// Nobody told.
    Unknown,
}

/// Longest host of a site, in bytes (RFC 1035, 2.3.4).
const MAX_HOST_BYTES: usize = 253;

impl ContactPoint {
    fn of(raised: &Raised) -> Self {
        let site = || raised.page.as_ref().and_then(host);
        raised.link.clone().map(Self::Link).or_else(|| site().map(Self::Site)).unwrap_or(Self::Unknown)
    }
}

fn host(page: &PageView) -> Option<String> {
    let (_, rest) = page.url.as_str().split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    (1..=MAX_HOST_BYTES).contains(&host.len()).then(|| host.to_ascii_lowercase())
}

impl From<ContactPoint> for String {
    fn from(point: ContactPoint) -> Self {
        match point {
            ContactPoint::Link(link) => format!("link:{link}"),
            ContactPoint::Site(host) => format!("site:{host}"),
            ContactPoint::Unknown => "unknown".to_owned(),
        }
    }
}

/// Not the text of a contact point.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("A contact point is `link:…`, `site:…` or `unknown`.")]
pub struct NoContactPoint;

impl TryFrom<String> for ContactPoint {
    type Error = NoContactPoint;

    fn try_from(text: String) -> Result<Self, NoContactPoint> {
        match text.split_once(':') {
            Some(("link", link)) => Handle::try_from(link).map(Self::Link).map_err(|_| NoContactPoint),
            Some(("site", host)) if (1..=MAX_HOST_BYTES).contains(&host.len()) => Ok(Self::Site(host.to_owned())),
            None if text == "unknown" => Ok(Self::Unknown),
            Some(_) | None => Err(NoContactPoint),
        }
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for ContactPoint {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ContactPoint".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "description": "`link:` and a weblink's handle, `site:` and a host, or `unknown`." })
    }
}

/// What became of an enquiry, for who counts: each has exactly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Somebody answered before it was missed.
    Answered,
    /// Nobody did; whether somebody followed it up is another question.
    Missed,
    /// It was closed before either: the visitor left.
    Left,
    /// It still waits for its first answer.
    Waiting,
}

/// What reports note of an enquiry after it was raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// It was answered or followed up, or given to somebody.
    Answered(StaffId),
    /// It was missed.
    Missed,
    /// It was closed.
    Closed,
    /// Its visitor gave it this grade; it is told of this person.
    Rated(u8, StaffId),
}

impl Moment {
    /// The one that an event is; most are none.
    #[must_use]
    pub fn of(event: &Event) -> Option<Self> {
        match event {
            Event::Answered(staff) | Event::FollowedUp(staff) | Event::PickedUp { staff, .. } => {
                Some(Self::Answered(staff.id))
            }
            Event::Missed => Some(Self::Missed),
            Event::Closed { .. } => Some(Self::Closed),
            Event::Rated(rated) => Some(Self::Rated(rated.grade, rated.staff)),
            Event::Raised(_)
            | Event::OutOfHours { .. }
            | Event::Drawn { .. }
            | Event::Skipped { .. }
            | Event::Offered(_)
            | Event::WaitOver
            | Event::EverybodyLeft
            | Event::TakenBack { .. }
            | Event::Transferred(_)
            | Event::Declined { .. }
            | Event::Returned { .. }
            | Event::SenderAway { .. }
            | Event::TakenOver { .. }
            | Event::Invited { .. }
            | Event::Left { .. }
            | Event::Labelled { .. }
            | Event::Unlabelled { .. }
            | Event::Reopened => None,
        }
    }
}

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    /// Whose.
    pub enquiry: EnquiryId,
    /// When it was raised.
    pub raised_at: Timestamp,
    /// What was pressed.
    pub entry: Entry,
    /// Where it came in.
    pub contact_point: ContactPoint,
    /// When it was answered or followed up first, and by whom.
    pub answered: Option<(Timestamp, StaffId)>,
    /// When staff said something first, to the two seconds in which rooms tell.
    pub spoke_at: Option<Timestamp>,
    /// When it was missed first, if nobody had answered by then.
    pub missed_at: Option<Timestamp>,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// The grade that it has, and of whom it is told: who had it at its close.
    pub rated: Option<(u8, StaffId)>,
}

impl Life {
    /// At its beginning.
    #[must_use]
    pub fn new(enquiry: EnquiryId, raised_at: Timestamp, raised: &Raised) -> Self {
        Self {
            enquiry,
            raised_at,
            entry: raised.entry.entry(),
            contact_point: ContactPoint::of(raised),
            answered: None,
            spoke_at: None,
            missed_at: None,
            closed_at: None,
            rated: None,
        }
    }

    /// Brings it up to date with the next event of the enquiry.
    pub fn apply(&mut self, at: Timestamp, event: &Event) {
        match Moment::of(event) {
            Some(Moment::Answered(staff)) => drop(self.answered.get_or_insert((at, staff))),
            Some(Moment::Missed) if self.answered.is_none() => drop(self.missed_at.get_or_insert(at)),
            Some(Moment::Closed) => drop(self.closed_at.get_or_insert(at)),
            // Who changed their mind meant the last one.
            Some(Moment::Rated(grade, staff)) => self.rated = Some((grade, staff)),
            Some(Moment::Missed) | None => {}
        }
    }

    /// Notes when staff said something.
    pub fn spoke(&mut self, at: Timestamp) {
        self.spoke_at.get_or_insert(at);
    }

    /// What became of it.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        match (self.missed_at, self.answered, self.closed_at) {
            (Some(_), _, _) => Outcome::Missed,
            (None, Some(_), _) => Outcome::Answered,
            (None, None, Some(_)) => Outcome::Left,
            (None, None, None) => Outcome::Waiting,
        }
    }

    /// How long the visitor waited for the answer, if it came in time.
    #[must_use]
    pub fn waited_ms(&self) -> Option<i64> {
        let (at, _) = self.answered.filter(|_| self.outcome() == Outcome::Answered)?;
        Some(at.ms_since(self.raised_at))
    }

    /// How long after the answer the first word of staff came.
    #[must_use]
    pub fn first_word_ms(&self) -> Option<i64> {
        let ((answered_at, _), spoke_at) = (self.answered?, self.spoke_at?);
        Some(spoke_at.ms_since(answered_at))
    }

    /// How long it took from the answer to the close.
    #[must_use]
    pub fn handled_ms(&self) -> Option<i64> {
        let ((answered_at, _), closed_at) = (self.answered?, self.closed_at?);
        Some(closed_at.ms_since(answered_at))
    }
}
