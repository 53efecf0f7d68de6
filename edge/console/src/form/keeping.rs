//! What is taken and kept of visitors, as it is typed.

use kit::form::{Problems, Reader};
use shared::{
    file::{FileKind, MAX_FILE_BYTES},
    setup::keeping::{Keeping, MAX_DAYS, MAX_STORAGE_BYTES},
};

use crate::text;

const MEGABYTE: u32 = 1_048_576;
const GIGABYTE: u64 = 1_073_741_824;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeepingDraft {
    /// Days; empty for ever.
    pub(crate) days: String,
    pub(crate) kinds: Vec<FileKind>,
    /// Megabytes.
    pub(crate) most: String,
    /// Gigabytes; empty for as much as comes.
    pub(crate) storage: String,
    /// Days; empty for ever.
    pub(crate) files: String,
}

impl From<&Keeping> for KeepingDraft {
    fn from(keeping: &Keeping) -> Self {
        let Keeping { erase_after_days, file_kinds, max_file_bytes, max_storage_bytes, delete_files_after_days } =
            keeping;
        Self {
            days: erase_after_days.map(|days| days.to_string()).unwrap_or_default(),
            kinds: file_kinds.clone(),
            most: (max_file_bytes / MEGABYTE).to_string(),
            storage: max_storage_bytes.map(|bytes| (bytes / GIGABYTE).to_string()).unwrap_or_default(),
            files: delete_files_after_days.map(|days| days.to_string()).unwrap_or_default(),
        }
    }
}

impl KeepingDraft {
    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<Keeping, Problems> {
        let mut reader = Reader::default();
        let days = self.days.trim();
        let erase_after_days = days.parse().ok().filter(|days| (1..=MAX_DAYS).contains(days));
        if erase_after_days.is_none() && !days.is_empty() {
            reader.blame("erase_after_days", text::problem_days_kept());
        }
        let most = self.most.trim().parse().ok().filter(|most| (1..=MAX_FILE_BYTES / MEGABYTE).contains(most));
        if most.is_none() {
            reader.blame("max_file_bytes", text::problem_megabytes());
        }
        let storage = self.storage.trim();
        let gigabytes: Option<u64> =
            storage.parse().ok().filter(|gigabytes| (1..=MAX_STORAGE_BYTES / GIGABYTE).contains(gigabytes));
        if gigabytes.is_none() && !storage.is_empty() {
            reader.blame("max_storage_bytes", text::problem_gigabytes());
        }
        let kept = self.files.trim();
        let delete_files_after_days = kept.parse().ok().filter(|days| (1..=MAX_DAYS).contains(days));
        if delete_files_after_days.is_none() && !kept.is_empty() {
            reader.blame("delete_files_after_days", text::problem_days_kept());
        }
        let max_storage_bytes = gigabytes.map(|gigabytes| gigabytes * GIGABYTE);
        // In one order, whatever was pressed last: else putting one back would be a change.
        let file_kinds = FileKind::ALL.into_iter().filter(|kind| self.kinds.contains(kind)).collect();
        reader.done(most.map(|most| Keeping {
            erase_after_days,
            file_kinds,
            max_file_bytes: most * MEGABYTE,
            max_storage_bytes,
            delete_files_after_days,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_as_it_was_set() {
        let keeping = Keeping {
            erase_after_days: Some(90),
            file_kinds: vec![FileKind::Image],
            max_file_bytes: 10 * MEGABYTE,
            max_storage_bytes: Some(20 * GIGABYTE),
            delete_files_after_days: Some(365),
        };
        assert_eq!(KeepingDraft::from(&keeping).check(), Ok(keeping));
        assert_eq!(KeepingDraft::from(&Keeping::default()).check(), Ok(Keeping::default()));
    }

    #[test]
    fn days_and_megabytes_are_numbers_within_their_limits() {
        let draft = |days: &str, most: &str| KeepingDraft {
            days: days.into(),
            kinds: vec![],
            most: most.into(),
            storage: String::new(),
            files: String::new(),
        };
        for (days, most) in [("0", "5"), ("3651", "5"), ("x", "5"), ("5", ""), ("5", "0"), ("5", "101")] {
            assert!(draft(days, most).check().is_err(), "{days} {most}");
        }
        assert!(draft(" 3650 ", " 100 ").check().is_ok());
    }
}
