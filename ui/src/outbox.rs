//! What was written in a room and not taken yet, kept in the browser's storage, so that a reload or a crash loses none
//! of it. Tabs of one browser share it: each sends what the others wrote too, and the ids keep it from being doubled.

use shared::{
    api::ErrorCode,
    id::{EnquiryId, MessageId},
    value::ServiceSlug,
};

use crate::{storage, transcript::Pending};

/// The storage of one room.
#[derive(Clone, Debug)]
pub(crate) struct Outbox {
    pending_key: String,
    draft_key: String,
}

impl Outbox {
    pub(crate) fn new(service: &ServiceSlug, enquiry: EnquiryId) -> Self {
        let key = |what: &str| format!("frontdesk.{service}.{enquiry}.{what}");
        Self { pending_key: key("unsent"), draft_key: key("draft") }
    }

    pub(crate) fn pending(&self) -> Vec<Pending> {
        storage::find(&self.pending_key).unwrap_or_default()
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
            storage::forget(&self.pending_key);
        } else if all != before {
            storage::keep(&self.pending_key, &all);
        }
    }

    pub(crate) fn draft(&self) -> String {
        storage::find(&self.draft_key).unwrap_or_default()
    }

    pub(crate) fn keep_draft(&self, text: &str) {
        if text.is_empty() {
            storage::forget(&self.draft_key);
        } else {
            storage::keep(&self.draft_key, &text);
        }
    }
}
