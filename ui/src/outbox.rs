//! What was written in a room and not taken yet, kept in the browser's storage, so that a reload or a crash loses none
//! of it. Tabs of one browser share it: each sends what the others wrote too, and the ids keep it from being doubled.

use shared::{
    api::ErrorCode,
    id::{MessageId, RoomId},
    value::ServiceSlug,
};

use crate::{
    storage,
    transcript::{Pending, Viewer},
};

/// The storage of one person in one room. What somebody left unsent on a shared computer is not sent by the next one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outbox {
    unsent: String,
    draft: String,
    note: String,
}

impl Outbox {
    pub(crate) fn new(service: &ServiceSlug, room: RoomId, viewer: Viewer) -> Self {
        let of = |sender: &str| {
            let key = |what: &str| format!("frontdesk.{service}.{room}.{sender}.{what}");
            Self { unsent: key("unsent"), draft: key("draft"), note: key("note") }
        };
        match viewer {
            // An enquiry has one visitor.
            Viewer::Visitor => of("visitor"),
            Viewer::Staff(staff) => of(&staff.to_string()),
        }
    }

    /// Forgets all of it: somebody else may sit here next.
    pub(crate) fn clear(&self) {
        storage::forget(&self.unsent);
        storage::forget(&self.draft);
        storage::forget(&self.note);
    }

    pub(crate) fn pending(&self) -> Vec<Pending> {
        storage::find(&self.unsent).unwrap_or_default()
    }

    pub(crate) fn add(&self, pending: &Pending) {
        self.change(|all| {
            all.retain(|other| other.message != pending.message);
            all.push(pending.clone());
        });
    }

    pub(crate) fn remove(&self, message: MessageId) {
        self.change(|all| all.retain(|pending| pending.message != message));
    }

    pub(crate) fn fail(&self, message: MessageId, code: Option<ErrorCode>) {
        self.change(|all| {
            for pending in all.iter_mut().filter(|pending| pending.message == message) {
                pending.failed = code;
            }
        });
    }

    /// Read, changed and written at once: another tab may have written since.
    fn change(&self, change: impl FnOnce(&mut Vec<Pending>)) {
        let before = self.pending();
        let mut all = before.clone();
        change(&mut all);
        if all.is_empty() {
            storage::forget(&self.unsent);
        } else if all != before {
            storage::keep(&self.unsent, &all);
        }
    }

    pub(crate) fn draft(&self) -> String {
        storage::find(&self.draft).unwrap_or_default()
    }

    pub(crate) fn keep_draft(&self, text: &str) {
        keep(&self.draft, text);
    }

    /// Of a note. It has a place of its own: what was meant for staff must never turn into a message.
    pub(crate) fn note_draft(&self) -> String {
        storage::find(&self.note).unwrap_or_default()
    }

    pub(crate) fn keep_note_draft(&self, text: &str) {
        keep(&self.note, text);
    }
}

fn keep(key: &str, text: &str) {
    if text.is_empty() {
        storage::forget(key);
    } else {
        storage::keep(key, &text);
    }
}

#[cfg(test)]
mod tests {
    use shared::{
        id::{EnquiryId, StaffId},
        value::Timestamp,
    };

    use super::*;

    #[test]
    fn what_one_person_left_unsent_is_not_the_next_ones() {
        let (service, at) = ("acme".try_into().expect("a slug"), Timestamp::from_ms(0));
        let (ada, ben) = (StaffId::new(at, [1; 10]), StaffId::new(at, [2; 10]));
        let of = |viewer| Outbox::new(&service, EnquiryId::new(at, [0; 10]).into(), viewer);
        let all = [of(Viewer::Staff(ada)), of(Viewer::Staff(ben)), of(Viewer::Visitor)];
        assert_eq!(of(Viewer::Staff(ada)), all[0], "one's own is found again");
        assert!(all[0] != all[1] && all[0] != all[2] && all[1] != all[2]);
    }
}
