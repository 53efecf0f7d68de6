//! That a person was erased: what was removed, and what can't be reached from here. The receipt names nobody, so it can be
//! kept.

use serde::{Deserialize, Serialize};

use crate::{
    id::{ContactId, EnquiryId, ErasureId, StaffId},
    value::{DisplayName, Timestamp},
};

/// So long Cloudflare can bring an object's storage back to an earlier moment: what it keeps for that nobody can delete.
pub const BACKUPS_MS: i64 = 30 * 86_400_000;

/// Most receipts in one answer.
pub const ERASURES_PAGE: usize = 30;

/// Why something was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// An admin asked for it.
    Asked,
    /// It had been kept as long as the service keeps it.
    Retention,
}

/// A receipt. Answers `DELETE …/contacts/{contact}` and `GET …/erasures/{erasure}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Erasure {
    /// Which.
    pub id: ErasureId,
    /// Why.
    pub cause: Cause,
    /// Whose record; it leads to nothing any more. Absent where enquiries of several people had been kept long enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    /// Who asked for it; absent where nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<StaffId>,
    /// Their name then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_name: Option<DisplayName>,
    /// When. From then on nobody sees anything of it.
    pub at_ms: Timestamp,
    /// When the last room was emptied; absent while some are still to be: that is tried until it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_at_ms: Option<Timestamp>,
    /// Rooms that are still to be emptied.
    pub rooms_left: u32,
    /// What was removed so far.
    pub removed: Removed,
    /// What can't be reached from here.
    pub unreached: Vec<Unreached>,
}

/// What was removed, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Removed {
    /// Records of the person.
    pub contacts: u32,
    /// Enquiries with their traces.
    pub enquiries: u32,
    /// Rooms, each with its whole log.
    pub rooms: u32,
    /// What stood in those logs: messages, notes and what happened.
    pub entries: u32,
    /// Files in those rooms.
    pub files: u32,
    /// Their size together.
    pub file_bytes: u64,
    /// Answers to forms.
    pub answers: u32,
    /// Browsers that were notified.
    pub browsers: u32,
    /// Blocks, or what of them told of the person.
    pub blocks: u32,
    /// What webhooks were told, as it stood in their log, and what they were still to be told.
    pub deliveries: u32,
    /// Rows of reports that lead to no enquiry any more; they count as before.
    pub anonymised: u32,
}

/// What can't be reached from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Unreached {
    /// Cloudflare's point-in-time backups of the objects' storage.
    Backups {
        /// Until then.
        until_ms: Timestamp,
    },
    /// What was delivered to the service's own webhooks.
    Webhooks {
        /// So many deliveries that are known of; older ones may have left the log.
        deliveries: u32,
    },
    /// What the person's own browsers keep, and what was sent to be shown there.
    Browsers,
    /// What social services keep of messages that came or went by them.
    SocialServices,
    /// What staff saved, printed or passed on.
    Copies,
    /// Something from a newer server.
    #[serde(other)]
    Unknown,
}

/// From the Desk to a room: empty yourself. Taken twice without harm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmptyRoom {
    /// For which receipt.
    pub erasure: ErasureId,
    /// Whose room.
    pub enquiry: EnquiryId,
}

/// From a room to the Desk, before it empties itself: what it holds. Told again after a crash, the first one counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomHeld {
    /// For which receipt.
    pub erasure: ErasureId,
    /// Whose room.
    pub enquiry: EnquiryId,
    /// What stands in its log.
    pub entries: u32,
    /// Files that were shared and not deleted.
    pub files: u32,
    /// Their size together.
    pub file_bytes: u64,
}

impl Erasure {
    /// The receipt so far: what the Desk removed itself, what each room that told of itself held and when, how many rooms are
    /// still to be emptied, and what webhooks had taken before.
    #[must_use]
    pub fn settle(
        mut self,
        rooms: impl IntoIterator<Item = (RoomHeld, Timestamp)>,
        rooms_left: u32,
        webhooks: u32,
    ) -> Self {
        let mut last = self.at_ms;
        let mut told: u32 = 0;
        for (RoomHeld { erasure: _, enquiry: _, entries, files, file_bytes }, at) in rooms {
            told = told.saturating_add(1);
            self.removed.entries = self.removed.entries.saturating_add(entries);
            self.removed.files = self.removed.files.saturating_add(files);
            self.removed.file_bytes = self.removed.file_bytes.saturating_add(file_bytes);
            last = last.max(at);
        }
        // One that told of itself and is still owed was lost between the two.
        self.removed.rooms = told.saturating_sub(rooms_left.min(told));
        self.rooms_left = rooms_left;
        self.done_at_ms = (rooms_left == 0).then_some(last);
        self.unreached = vec![Unreached::Backups { until_ms: last.plus_ms(BACKUPS_MS) }];
        if webhooks > 0 {
            self.unreached.push(Unreached::Webhooks { deliveries: webhooks });
        }
        self.unreached.extend([Unreached::Browsers, Unreached::SocialServices, Unreached::Copies]);
        self
    }
}

/// Answers `GET …/erasures`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErasureList {
    /// Newest first, at most [`ERASURES_PAGE`].
    pub erasures: Vec<Erasure>,
    /// For `before` of the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<ErasureId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::from_ms(1_700_000_000_000);

    fn begun() -> Erasure {
        Erasure {
            id: ErasureId::new(START, [1; 10]),
            cause: Cause::Asked,
            contact: None,
            by: None,
            by_name: None,
            at_ms: START,
            done_at_ms: None,
            rooms_left: 0,
            removed: Removed { contacts: 1, enquiries: 2, ..Removed::default() },
            unreached: Vec::new(),
        }
    }

    fn held(n: u8, entries: u32) -> (RoomHeld, Timestamp) {
        let (erasure, enquiry) = (ErasureId::new(START, [1; 10]), EnquiryId::new(START, [n; 10]));
        let held = RoomHeld { erasure, enquiry, entries, files: 1, file_bytes: 10 };
        (held, START.plus_ms(i64::from(n) * 1_000))
    }

    #[test]
    fn it_is_done_when_the_last_room_is_empty() {
        let waiting = begun().settle([held(1, 5), held(2, 7)], 1, 0);
        assert_eq!((waiting.done_at_ms, waiting.rooms_left, waiting.removed.rooms), (None, 1, 1));
        let done = begun().settle([held(2, 7), held(1, 5)], 0, 0);
        assert_eq!((done.done_at_ms, done.removed.rooms), (Some(START.plus_ms(2_000)), 2));
        assert_eq!((done.removed.entries, done.removed.files, done.removed.file_bytes), (12, 2, 20));
        assert_eq!(done.unreached.first(), Some(&Unreached::Backups { until_ms: START.plus_ms(2_000 + BACKUPS_MS) }));
    }

    #[test]
    fn who_never_wrote_is_done_at_once_and_webhooks_are_named_only_if_they_were_told() {
        let done = begun().settle([], 0, 0);
        assert_eq!((done.done_at_ms, done.removed.rooms), (Some(START), 0));
        assert!(!done.unreached.iter().any(|what| matches!(what, Unreached::Webhooks { .. })));
        let told = begun().settle([], 0, 3);
        assert!(told.unreached.contains(&Unreached::Webhooks { deliveries: 3 }));
    }
}
