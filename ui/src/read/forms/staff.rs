//! The types that only a dashboard reads: what its socket tells, and what it asks for itself.

use std::collections::BTreeMap;

use shared::{
    api::{
        AnsweredEnquiry, Device, Draft, EnquiryDetails, EnquiryList, EntryList, Guide, Me, PersonView, Pin, PushDevice,
        PushKeys, PushOutcome, PushState, QuickLink, SiteSeen, TraceEntry, TraceStep, TrialOutcome,
    },
    canned::{Canned, CannedWords},
    card::{Availability, ContactCard, EnquiryCard, Entry, IfNobody, Offer, PageView, Role, TransferCard},
    channel::{
        ChannelView, DeliveryCard, DeliveryProblem, DeliveryState, DeliveryStep, Open, Quota, Remedy, Window,
        template::{Part, Place, Template},
    },
    form::{Told, Value},
    id::{CannedId, ContactId, DestinationId, LabelId, ReminderId, SessionId, StaffId, TagId},
    label::{Label, LabelCard, LabelColor},
    mention::Mention,
    rating::Rated,
    reminder::{FiredReminder, Reminder, ReminderState, ReminderView},
    routing::Why,
    space::{Access, Membership, SpaceCard, SpaceMember, SpaceSaid, SpaceView, SpaceWords},
    wire::{Colleague, DeskServerFrame, GoneReason},
};

use super::super::{Json, Read, field, field_or_default};
use crate::read_struct;

read_id!(CannedId, ContactId, DestinationId, LabelId, ReminderId, SessionId);

read_words!(Availability { "active" => Active, "busy" => Busy, "idle" => Idle, "offline" => Offline });
read_words!(Role { "agent" => Agent, "supervisor" => Supervisor, "admin" => Admin, "owner" => Owner });
read_words!(IfNobody { "loopback" => Loopback, "blind" => Blind });
read_words!(Open {
    "free" => Free,
    "free_reply" => FreeReply,
    "quota" => Quota,
    "person_only" => PersonOnly,
    "templates_only" => TemplatesOnly,
    "closed" => Closed,
    "gone" => Gone,
});
read_struct!(Quota { used, of });
read_struct!(Template { name, language, text, places });

impl Read for Place {
    fn read(json: &Json) -> Option<Self> {
        let part = match json.get("part").text()? {
            "head" => Part::Head,
            "body" => Part::Body,
            "button" => Part::Button { button: field(json, "button")? },
            "picture" => Part::Picture,
            "video" => Part::Video,
            "document" => Part::Document,
            _ => return None,
        };
        Some(Self { name: field(json, "name")?, part })
    }
}

read_struct!(Window { open, until_ms, left } or_default { charged });

read_struct!(ChannelView { channel, window, quota } or_default { paused });
read_words!(PushOutcome {
    "taken" => Taken,
    "not_subscribed" => NotSubscribed,
    "gone" => Gone,
    "refused" => Refused,
    "unreachable" => Unreachable,
});

read_words!(DeliveryState {
    "waiting" => Waiting,
    "accepted" => Accepted,
    "sent" => Sent,
    "delivered" => Delivered,
    "read" => Read,
    "failed" => Failed,
    "unclear" => Unclear,
});
read_words!(Remedy {
    "wait_for_visitor" => WaitForVisitor,
    "wait_for_quota" => WaitForQuota,
    "unreachable" => Unreachable,
    "ask_owner" => AskOwner,
    "write_another" => WriteAnother,
    "send_again" => SendAgain,
});
read_struct!(DeliveryProblem { remedy, code, words });
read_struct!(DeliveryStep { state, at_ms });

read_struct!(DeliveryCard { seq, state, at_ms, problem } or_default { steps });

/// What a room tells of deliveries: for staff alone, and so is its reader.
pub(crate) struct Deliveries(pub(crate) Vec<DeliveryCard>);

impl Read for Deliveries {
    fn read(json: &Json) -> Option<Self> {
        (json.get("type").text()? == "deliveries").then(|| field(json, "deliveries").map(Self))?
    }
}

impl Read for LabelColor {
    /// One of a newer server is drawn as the usual one.
    fn read(json: &Json) -> Option<Self> {
        let word = json.text()?;
        Some(Self::ALL.into_iter().find(|color| color.as_str() == word).unwrap_or_default())
    }
}

impl Read for Why {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.text()? {
            "away" => Self::Away,
            "full" => Self::Full,
            "hours" => Self::Hours,
            "language" => Self::Language,
            "country" => Self::Country,
            "not_served" => Self::NotServed,
            "silent" => Self::Silent,
            "declined" => Self::Declined,
            _ => Self::Unknown,
        })
    }
}

impl Read for Entry {
    fn read(json: &Json) -> Option<Self> {
        match json.get("kind").text()? {
            "tag" => field(json, "tag").map(|tag| Self::Tag { tag }),
            "staff" => field(json, "staff").map(|staff| Self::Staff { staff }),
            _ => None,
        }
    }
}

impl Read for Me {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            card: Read::read(json)?,
            email: field(json, "email")?,
            role: field(json, "role")?,
            session: field(json, "session")?,
        })
    }
}

impl Read for Colleague {
    fn read(json: &Json) -> Option<Self> {
        Some(Self { card: Read::read(json)?, role: field(json, "role")?, availability: field(json, "availability")? })
    }
}

read_struct!(Label { name, description } or_default { color, archived });

impl Read for LabelCard {
    fn read(json: &Json) -> Option<Self> {
        Some(Self { id: field(json, "id")?, label: Read::read(json)? })
    }
}

read_struct!(CannedWords { key, body } or_default { shared });

impl Read for Canned {
    fn read(json: &Json) -> Option<Self> {
        Some(Self { id: field(json, "id")?, words: Read::read(json)? })
    }
}

impl Read for ContactCard {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            id: field(json, "id")?,
            handle: field(json, "handle")?,
            details: Read::read(json)?,
            photo: field_or_default(json, "photo")?,
        })
    }
}

read_struct!(PageView { url, title });
read_struct!(Offer { destination, staff, since_ms, until_ms });
read_struct!(Rated { scale, grade, comment, staff, at_ms });

read_struct!(TransferCard { from, by, to, note, if_nobody, keep_sight, since_ms } or_default { sender_gone });

read_struct!(EnquiryCard { enquiry, revision, phase, entry, contact, country, language, link, channel, page, preview, unread, raised_at_ms, call, offer, transfer, rated, owner, changed_at_ms, closed_by } or_default { mode, guests, labels });

read_struct!(AnsweredEnquiry { card });
read_struct!(EntryList { entries, last, next });
read_struct!(TrialOutcome { opening, trace });
read_struct!(EnquiryList { cards, next });
read_struct!(Device { browser, system, mobile });

read_struct!(PersonView { name, email } or_default { verified, others });

read_struct!(EnquiryDetails { card, referrer, utm, device, language, time_zone, former, trace } or_default { told, person, mails, reminders });

impl Read for ReminderState {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.text()? {
            "waiting" => Self::Waiting,
            "due" => Self::Due,
            "done" => Self::Done,
            "lapsed" => Self::Lapsed,
            _ => Self::Unknown,
        })
    }
}

read_struct!(Reminder { reminder, enquiry, setter, staff, due_ms, note, state, since_ms } or_default { returned });

impl Read for ReminderView {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            reminder: Read::read(json)?,
            setter_name: field(json, "setter_name")?,
            staff_name: field(json, "staff_name")?,
            visitor: field(json, "visitor")?,
        })
    }
}

read_struct!(FiredReminder { enquiry, visitor, note } or_default { returned });

impl Read for Told {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            field: field(json, "field")?,
            label: field(json, "label")?,
            at_ms: field(json, "at_ms")?,
            value: Read::read(json)?,
        })
    }
}

impl Read for Value {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.get("kind").text()? {
            "empty" => Self::Empty,
            "text" => Self::Text { text: field(json, "text")? },
            "option" => Self::Option { option: field(json, "option")?, words: field(json, "words")? },
            "agreed" => Self::Agreed { words: field(json, "words")?, link: field(json, "link")? },
            _ => return None,
        })
    }
}

impl Read for TraceEntry {
    fn read(json: &Json) -> Option<Self> {
        Some(Self { at_ms: field(json, "at_ms")?, step: Read::read(json)? })
    }
}

impl Read for TraceStep {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.get("step").text()? {
            "raised" => Self::Raised { entry: field(json, "entry")?, mode: field_or_default(json, "mode")? },
            "out_of_hours" => {
                Self::OutOfHours { schedule: field(json, "schedule")?, opens_ms: field(json, "opens_ms")? }
            }
            "drawn" => Self::Drawn {
                destination: field(json, "destination")?,
                name: field(json, "name")?,
                share: field(json, "share")?,
            },
            "skipped" => Self::Skipped {
                destination: field(json, "destination")?,
                name: field(json, "name")?,
                why: field_or_default(json, "why")?,
                turn: field(json, "turn")?,
            },
            "offered" => Self::Offered {
                destination: field(json, "destination")?,
                name: field(json, "name")?,
                eligible: field(json, "eligible")?,
                until_ms: field(json, "until_ms")?,
            },
            "wait_over" => Self::WaitOver,
            "everybody_left" => Self::EverybodyLeft,
            "picked_up" => Self::PickedUp {
                destination: field(json, "destination")?,
                name: field(json, "name")?,
                staff: field(json, "staff")?,
                language: field(json, "language")?,
                until_ms: field(json, "until_ms")?,
            },
            "taken_back" => Self::TakenBack { staff: field(json, "staff")? },
            "transferred" => Self::Transferred {
                by: field(json, "by")?,
                from: field(json, "from")?,
                to: field(json, "to")?,
                name: field(json, "name")?,
                note: field(json, "note")?,
                if_nobody: field(json, "if_nobody")?,
                keep_sight: field(json, "keep_sight")?,
            },
            "declined" => Self::Declined { staff: field(json, "staff")? },
            "returned" => Self::Returned { staff: field(json, "staff")?, by: field(json, "by")? },
            "sender_away" => Self::SenderAway { staff: field(json, "staff")? },
            "taken_over" => Self::TakenOver { staff: field(json, "staff")?, from: field(json, "from")? },
            "invited" => Self::Invited { staff: field(json, "staff")?, by: field(json, "by")? },
            "left" => Self::Left { staff: field(json, "staff")?, by: field(json, "by")? },
            "labelled" => {
                Self::Labelled { label: field(json, "label")?, name: field(json, "name")?, by: field(json, "by")? }
            }
            "unlabelled" => {
                Self::Unlabelled { label: field(json, "label")?, name: field(json, "name")?, by: field(json, "by")? }
            }
            "rated" => Self::Rated { scale: field(json, "scale")?, grade: field(json, "grade")? },
            "answered" => Self::Answered { staff: field(json, "staff")? },
            "missed" => Self::Missed,
            "reopened" => Self::Reopened,
            "followed_up" => Self::FollowedUp { staff: field(json, "staff")? },
            "closed" => Self::Closed { by: field(json, "by")? },
            _ => Self::Unknown,
        })
    }
}

impl Read for GoneReason {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.get("kind").text()? {
            "answered" => Self::Answered { by: field(json, "by")? },
            "moved_on" => Self::MovedOn,
            "closed" => Self::Closed,
            _ => Self::Unknown,
        })
    }
}

impl Read for DeskServerFrame {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.get("type").text()? {
            "welcome" => Self::Welcome {
                protocol: field(json, "protocol")?,
                now_ms: field(json, "now_ms")?,
                me: field(json, "me")?,
                service: field(json, "service")?,
                staff: field(json, "staff")?,
                tags: field(json, "tags")?,
                serving: serving(json)?,
                labels: field_or_default(json, "labels")?,
                label_required: field_or_default(json, "label_required")?,
                link_previews: field_or_default(json, "link_previews")?,
                cards: field(json, "cards")?,
                more: field_or_default(json, "more")?,
                spaces: field_or_default(json, "spaces")?,
                mentions: field_or_default(json, "mentions")?,
            },
            "cards" => Self::Cards { cards: field(json, "cards")?, more: field_or_default(json, "more")? },
            "space_changed" => Self::SpaceChanged { space: field(json, "space")? },
            "space_gone" => Self::SpaceGone { space: field(json, "space")? },
            "mentioned" => Self::Mentioned { mention: field(json, "mention")? },
            "mentions_seen" => Self::MentionsSeen { enquiry: field(json, "enquiry")? },
            "enquiry_changed" => Self::EnquiryChanged { card: field(json, "card")? },
            "enquiry_gone" => Self::EnquiryGone {
                enquiry: field(json, "enquiry")?,
                revision: field(json, "revision")?,
                reason: field(json, "reason")?,
            },
            "colleague_changed" => Self::ColleagueChanged { colleague: field(json, "colleague")? },
            "colleague_gone" => Self::ColleagueGone { staff: field(json, "staff")? },
            "quiet_changed" => Self::QuietChanged { until_ms: field(json, "until_ms")? },
            "service_changed" => Self::ServiceChanged {
                service: field(json, "service")?,
                tags: field(json, "tags")?,
                serving: serving(json)?,
                labels: field_or_default(json, "labels")?,
                label_required: field_or_default(json, "label_required")?,
                link_previews: field_or_default(json, "link_previews")?,
            },
            "reminders" => Self::Reminders { due: field(json, "due")?, fired: field(json, "fired")? },
            "refused" => Self::Refused { error: field(json, "error")? },
            _ => Self::Unknown,
        })
    }
}

/// Who serves each tag; nobody serves any, if it is left out.
fn serving(json: &Json) -> Option<BTreeMap<TagId, Vec<StaffId>>> {
    let mut serving = BTreeMap::new();
    if let Json::Object(tags) = json.get("serving") {
        for (tag, staff) in tags {
            serving.insert(tag.parse().ok()?, Read::read(staff)?);
        }
    }
    Some(serving)
}

read_words!(Access { "public" => Public, "private" => Private, "direct" => Direct });

read_struct!(SpaceWords { access, name, description } or_default { archived });

read_struct!(Membership { read, mentions } or_default { manages, muted });

impl Read for SpaceCard {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            space: field(json, "space")?,
            words: Read::read(json)?,
            members: field(json, "members")?,
            with: field(json, "with")?,
            said: field(json, "said")?,
            made_at_ms: field(json, "made_at_ms")?,
            membership: field(json, "membership")?,
        })
    }
}

impl Read for SpaceView {
    fn read(json: &Json) -> Option<Self> {
        let may_manage = field_or_default(json, "may_manage")?;
        Some(Self { card: Read::read(json)?, people: field(json, "people")?, may_manage })
    }
}

read_struct!(SpaceSaid { seq, staff, text, file, at_ms });
read_struct!(SpaceMember { staff, manages });
read_struct!(Mention { enquiry, seq, by, named, words, at_ms });
read_struct!(Pin { entry, by, at_ms });
read_struct!(Draft { reply, note });
read_struct!(QuickLink { key, name, url });
read_struct!(PushKeys { p256dh, auth });
read_struct!(PushState { key, device });
read_struct!(PushDevice { stays_available, since_ms, last_at_ms, last, last_status });
read_struct!(SiteSeen { site, at_ms });

read_struct!(Guide { settled, tags, styled, site, first } or_default { visits, colleagues });
