//! What is taken and kept of visitors: which files, and for how long what is over.

use serde::{Deserialize, Serialize};

use super::{Item, ItemId, Kind, Problem, Settings, Setup, service::has_twice};
use crate::{
    file::{FileKind, FileRules, MAX_FILE_BYTES},
    value::Timestamp,
};

/// The longest time that can be set: ten years. Who keeps things for longer, keeps them.
pub const MAX_DAYS: u16 = 3_650;

/// The smallest limit for a file that can be set: below it no photo would come through.
pub const MIN_FILE_BYTES: u32 = 1_048_576;

/// The largest limit for all files together: what can still be said in whole numbers everywhere, and costs more than anybody
/// wants to pay by accident.
pub const MAX_STORAGE_BYTES: u64 = 100 * 1_048_576 * 1_048_576;

const DAY_MS: i64 = 86_400_000;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Keeping {
    /// Closed enquiries are erased after so many days, with their rooms and files, and so are the contacts that have no others;
    /// 1 to 3,650. Never, if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub erase_after_days: Option<u16>,
    /// Which files can be sent; none, if it is empty.
    pub file_kinds: Vec<FileKind>,
    /// The largest file, 1 to 100 MB.
    pub max_file_bytes: u32,
    /// Most bytes of files that are kept together, at least 1 MB; as much as comes, if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_storage_bytes: Option<u64>,
    /// Files are deleted so many days after they were shared, also from chats that go on; 1 to 3,650. Never, if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delete_files_after_days: Option<u16>,
}

impl Default for Keeping {
    fn default() -> Self {
        Self {
            erase_after_days: None,
            file_kinds: FileKind::ALL.to_vec(),
            max_file_bytes: MAX_FILE_BYTES,
            max_storage_bytes: None,
            delete_files_after_days: None,
        }
    }
}

impl Keeping {
    /// Which files the service takes.
    #[must_use]
    pub fn files(&self) -> FileRules {
        FileRules { kinds: self.file_kinds.clone(), max_bytes: self.max_file_bytes }
    }

    /// What was closed before this is to be erased at `now`.
    #[must_use]
    pub fn erases_before(&self, now: Timestamp) -> Option<Timestamp> {
        self.erase_after_days.map(|days| now.plus_ms(-i64::from(days) * DAY_MS))
    }

    /// When a file that was shared then is to be deleted.
    #[must_use]
    pub fn deletes_file_at(&self, shared_at: Timestamp) -> Option<Timestamp> {
        self.delete_files_after_days.map(|days| shared_at.plus_ms(i64::from(days) * DAY_MS))
    }

    /// When what was closed then is to be erased: at the end of the day (UTC) in which its time is over, so that a day's are
    /// erased together.
    #[must_use]
    pub fn erases_at(&self, closed_at: Timestamp) -> Option<Timestamp> {
        let over = closed_at.plus_ms(i64::from(self.erase_after_days?) * DAY_MS).as_ms();
        Some(Timestamp::from_ms((over.div_euclid(DAY_MS) + 1) * DAY_MS))
    }
}

impl Settings for Keeping {
    const KIND: Kind = Kind::Keeping;

    fn check(&self, _: &ItemId, _: &Setup) -> Result<(), Problem> {
        let Self { erase_after_days, file_kinds, max_file_bytes, max_storage_bytes, delete_files_after_days } = self;
        if erase_after_days.is_some_and(|days| !(1..=MAX_DAYS).contains(&days)) {
            return Err(Problem::at("erase_after_days", "Enter 1 to 3,650 days, or nothing."));
        }
        if delete_files_after_days.is_some_and(|days| !(1..=MAX_DAYS).contains(&days)) {
            return Err(Problem::at("delete_files_after_days", "Enter 1 to 3,650 days, or nothing."));
        }
        if has_twice(file_kinds) {
            return Err(Problem::at("file_kinds", "A kind of file stands in the list twice."));
        }
        if !(MIN_FILE_BYTES..=MAX_FILE_BYTES).contains(max_file_bytes) {
            return Err(Problem::at("max_file_bytes", "Files can have at most 1 to 100 MB."));
        }
        if max_storage_bytes.is_some_and(|most| !(u64::from(MIN_FILE_BYTES)..=MAX_STORAGE_BYTES).contains(&most)) {
            return Err(Problem::at("max_storage_bytes", "Enter 1 MB to 100 TB, or nothing."));
        }
        Ok(())
    }

    fn of(item: &Item) -> Option<&Self> {
        if let Item::Keeping(keeping) = item { Some(keeping) } else { None }
    }
}

impl Setup {
    /// What is taken and kept; as before, while nothing is set.
    #[must_use]
    pub fn keeping(&self) -> Keeping {
        self.only().cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLOSED: Timestamp = Timestamp::from_ms(20_000 * DAY_MS + 5_000);

    #[test]
    fn nothing_is_erased_by_itself_while_nothing_is_set() {
        let keeping = Keeping::default();
        assert_eq!((keeping.erases_at(CLOSED), keeping.erases_before(CLOSED)), (None, None));
        assert!(keeping.files().are_usual());
        assert_eq!(serde_json::from_str::<Keeping>("{}").ok(), Some(keeping));
    }

    #[test]
    fn what_was_closed_on_one_day_is_erased_together_and_never_too_early() {
        let keeping = Keeping { erase_after_days: Some(30), ..Keeping::default() };
        let at = keeping.erases_at(CLOSED).expect("it ends");
        assert_eq!(at.as_ms(), 20_031 * DAY_MS);
        assert_eq!(keeping.erases_at(CLOSED.plus_ms(DAY_MS - 10_000)), Some(at));
        assert!(keeping.erases_before(at).is_some_and(|before| CLOSED < before));
        assert!(keeping.erases_before(CLOSED.plus_ms(30 * DAY_MS)).is_some_and(|before| CLOSED >= before));
    }
}
