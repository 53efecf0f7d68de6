//! What happened, as hooks are told of it.

use super::{HookContact, HookData, HookEvent, HookMessage, HookSettings, Topic};
use crate::{
    card::ContactDetails,
    desk::Contact,
    enquiry::{Enquiry, Event},
    id::EventId,
    value::{MessageBody, ServiceSlug, Timestamp},
    wire::{Author, LogEntry, Logged},
};

/// Something that hooks may be told of, with all that is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Happened {
    /// What.
    pub topic: Topic,
    /// When.
    pub at: Timestamp,
    /// Of what.
    pub data: HookData,
}

/// A step in the life of an enquiry; `after` is the enquiry right after it. None if it is nothing that hooks are told of.
#[must_use]
pub fn happened(at: Timestamp, event: &Event, after: &Enquiry, contact: &Contact) -> Option<Happened> {
    let data = data_of(after, contact);
    let (topic, data) = match event {
        Event::Raised(_) => (Topic::EnquiryRaised, data),
        Event::Answered(_) | Event::FollowedUp(_) | Event::PickedUp { .. } | Event::TakenOver { .. } => {
            (Topic::EnquiryAnswered, data)
        }
        Event::Missed => (Topic::EnquiryMissed, data),
        Event::Reopened | Event::TakenBack { .. } | Event::SenderAway { .. } => (Topic::EnquiryReopened, data),
        Event::Transferred(transfer) => (Topic::EnquiryTransferred, HookData { to: Some(transfer.to.clone()), ..data }),
        Event::Returned { .. } => (Topic::EnquiryReturned, data),
        Event::Closed { by, staff } => (Topic::EnquiryClosed, HookData { closed_by: Some(*by), staff: *staff, ..data }),
        Event::OutOfHours { .. }
        | Event::Drawn { .. }
        | Event::Skipped { .. }
        | Event::Offered(_)
        | Event::WaitOver
        | Event::EverybodyLeft
        | Event::Declined { .. }
        | Event::Invited { .. }
        | Event::Labelled { .. }
        | Event::Unlabelled { .. }
        | Event::Rated(_)
        | Event::Left { .. } => return None,
    };
    Some(Happened { topic, at, data })
}

/// An entry of a room's log; `enquiry` as the Desk knows it. None if it is nothing that hooks are told of, or if they are told
/// of it by the Desk's own event.
#[must_use]
pub fn written(entry: &LogEntry, enquiry: &Enquiry, contact: &Contact) -> Option<Happened> {
    let data = data_of(enquiry, contact);
    let of = |message, author, body: &_| {
        let said = HookMessage { message, seq: entry.seq, author, body: Some(Clone::clone(body)) };
        HookData { message: Some(said), ..data.clone() }
    };
    let (topic, data) = match &entry.logged {
        Logged::Said { message, author, body, .. } => (said_by(*author), of(*message, *author, body)),
        // By its name, as lists show it.
        Logged::Shared { message, author, file } => {
            (said_by(*author), of(*message, *author, &MessageBody::try_from(file.name.as_str()).ok()?))
        }
        Logged::Noted { message, staff, body, .. } => {
            (Topic::Noted, of(*message, Author::Staff { staff: staff.id }, body))
        }
        Logged::DetailsLeft { details, .. } => {
            (Topic::DetailsLeft, HookData { details: Some(details.clone()), ..data })
        }
        Logged::Raised
        | Logged::Revised { .. }
        | Logged::FileDeleted { .. }
        | Logged::Hidden
        | Logged::Answered { .. }
        | Logged::Joined { .. }
        | Logged::Left { .. }
        | Logged::Passing { .. }
        | Logged::Returned { .. }
        | Logged::Missed
        | Logged::Reopened
        | Logged::Automatic { .. }
        | Logged::Closing { .. }
        | Logged::Closed { .. }
        | Logged::Call(_)
        | Logged::Unknown => return None,
    };
    Some(Happened { topic, at: entry.at_ms, data })
}

fn said_by(author: Author) -> Topic {
    match author {
        Author::Visitor => Topic::VisitorSaid,
        Author::Staff { .. } => Topic::StaffSaid,
    }
}

fn data_of(enquiry: &Enquiry, contact: &Contact) -> HookData {
    HookData {
        enquiry: Some(enquiry.id),
        phase: Some(enquiry.phase()),
        entry: Some(enquiry.raised.entry.clone()),
        contact: Some(HookContact { id: contact.card.id, name: contact.name().clone() }),
        owner: enquiry.owner().cloned(),
        link: enquiry.raised.link.clone(),
        raised_at_ms: Some(enquiry.raised_at),
        ..HookData::default()
    }
}

impl Happened {
    /// Somebody tries a hook out.
    #[must_use]
    pub fn test(at: Timestamp) -> Self {
        Self { topic: Topic::Test, at, data: HookData::default() }
    }

    /// What a hook that is set so is told of it: no word that it didn't ask for. None if it isn't told at all.
    #[must_use]
    pub fn told(&self, id: EventId, service: &ServiceSlug, to: &HookSettings) -> Option<HookEvent> {
        let wanted = self.topic == Topic::Test || (to.on && to.topics.contains(&self.topic));
        if !wanted {
            return None;
        }
        let mut data = self.data.clone();
        if !to.texts {
            if let Some(message) = &mut data.message {
                message.body = None;
            }
            data.details = data.details.map(|details| ContactDetails { message: None, ..details });
        }
        Some(HookEvent { id, topic: self.topic, at_ms: self.at, service: service.clone(), data })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        card::{ContactCard, EntryCard, StaffCard},
        id::{ContactId, EnquiryId, MessageId, StaffId, VisitorId},
        value::{DisplayName, PageAddress, Seq},
    };

    const NOW: Timestamp = Timestamp::from_ms(1_800_000_000_000);

    fn enquiry() -> (Enquiry, Contact) {
        let entry = serde_json::json!({ "kind": "tag", "id": crate::id::TagId::new(NOW, [1; 10]), "handle": "sales", "name": "Sales" });
        let entry: EntryCard = serde_json::from_value(entry).expect("a card");
        let contact = ContactId::new(NOW, [2; 10]);
        let raised = crate::enquiry::Raised {
            visitor: VisitorId::new(NOW, [3; 10]),
            contact,
            entry,
            mode: crate::card::Mode::Chat,
            former: None,
            link: None,
            page: None,
            referrer: None,
            language: None,
            time_zone: None,
            country: None,
            device: None,
            served: None,
            channel: None,
        };
        let handle = DisplayName::try_from("Quiet Plover 46").expect("a name");
        let card = ContactCard { id: contact, handle, details: ContactDetails::default(), photo: false };
        let contact = Contact { card, revision: 0, language: None, country: None, served: None };
        (Enquiry::new(EnquiryId::new(NOW, [4; 10]), NOW, raised), contact)
    }

    fn body(text: &str) -> MessageBody {
        MessageBody::try_from(text.to_owned()).expect("a message")
    }

    fn said(author: Author) -> LogEntry {
        let logged = Logged::Said {
            message: MessageId::new(NOW, [5; 10]),
            author,
            body: body("my card number"),
            quote: None,
            revised: None,
        };
        LogEntry { seq: Seq(7), at_ms: NOW, logged }
    }

    fn noted() -> LogEntry {
        let card = serde_json::json!({ "id": StaffId::new(NOW, [6; 10]), "handle": "ada", "name": "Ada" });
        let staff: StaffCard = serde_json::from_value(card).expect("a card");
        let logged = Logged::Noted {
            message: MessageId::new(NOW, [7; 10]),
            staff,
            to: None,
            body: body("a secret note"),
            quote: None,
            revised: None,
        };
        LogEntry { seq: Seq(8), at_ms: NOW, logged }
    }

    fn hook(topics: &[Topic], texts: bool) -> HookSettings {
        let address = PageAddress::try_from("https://hooks.example.com/").expect("an address");
        HookSettings { address, topics: topics.to_vec(), texts, on: true }
    }

    fn told(happened: &Happened, to: &HookSettings) -> Option<String> {
        let service = ServiceSlug::try_from("acme").expect("a slug");
        let event = happened.told(EventId::new(NOW, [9; 10]), &service, to)?;
        Some(serde_json::to_string(&event).expect("it has a JSON form"))
    }

    #[test]
    fn no_word_of_a_message_is_told_where_nobody_asked_for_words() {
        let (enquiry, contact) = enquiry();
        for entry in [said(Author::Visitor), said(Author::Staff { staff: StaffId::new(NOW, [6; 10]) }), noted()] {
            let happened = written(&entry, &enquiry, &contact).expect("hooks are told of it");
            let quiet = told(&happened, &hook(Topic::ALL, false)).expect("it is told");
            assert!(!quiet.contains("card number") && !quiet.contains("secret note"), "{quiet}");
            let loud = told(&happened, &hook(Topic::ALL, true)).expect("it is told");
            assert!(loud.contains("card number") || loud.contains("secret note"), "{loud}");
        }
    }

    #[test]
    fn a_note_is_told_to_none_but_who_asked_for_notes() {
        let (enquiry, contact) = enquiry();
        let happened = written(&noted(), &enquiry, &contact).expect("hooks are told of it");
        let others: Vec<Topic> = Topic::ALL.iter().copied().filter(|topic| *topic != Topic::Noted).collect();
        assert_eq!(told(&happened, &hook(&others, true)), None);
    }

    #[test]
    fn what_a_room_says_by_itself_and_what_the_desk_tells_is_told_once() {
        let (enquiry, contact) = enquiry();
        for logged in [Logged::Raised, Logged::Missed, Logged::Reopened, Logged::Hidden] {
            assert_eq!(written(&LogEntry { seq: Seq(1), at_ms: NOW, logged }, &enquiry, &contact), None);
        }
        let raised = Event::Raised(Box::new(enquiry.raised.clone()));
        assert_eq!(happened(NOW, &raised, &enquiry, &contact).map(|it| it.topic), Some(Topic::EnquiryRaised));
        assert_eq!(happened(NOW, &Event::WaitOver, &enquiry, &contact), None);
    }

    #[test]
    fn a_test_comes_whatever_was_chosen_and_a_hook_that_is_off_is_told_nothing_else() {
        let (enquiry, contact) = enquiry();
        let off = HookSettings { on: false, ..hook(Topic::ALL, true) };
        let happened = written(&said(Author::Visitor), &enquiry, &contact).expect("hooks are told of it");
        assert_eq!(told(&happened, &off), None);
        let test = told(&Happened::test(NOW), &off).expect("a test always comes");
        assert!(test.contains("\"type\":\"test\"") && test.contains("\"data\":{}"), "{test}");
    }
}
