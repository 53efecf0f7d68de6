//! Whether a file may begin to come, as far as the service as a whole is concerned: how much it keeps, and how much one visitor
//! sends in all their rooms. What a room has place for is [`super::shelf`]'s.

use super::shelf::MAX_HOUR_BYTES;
use crate::{
    api::{ErrorBody, ErrorCode},
    value::Timestamp,
};

/// See [`MAX_HOUR_BYTES`].
pub const HOUR_MS: i64 = 60 * 60 * 1_000;

/// How it stands when somebody is about to send one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes that the service keeps.
    pub used: u64,
    /// Most that it keeps.
    pub most: Option<u64>,
    /// What the visitor began to send within the last hour, with when; nothing of staff.
    pub sent: Vec<(Timestamp, u32)>,
}

/// Why none may come now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPlace {
    /// The service keeps as much as it may.
    Full,
    /// The visitor sent as much as one may in an hour.
    TooFast {
        /// Milliseconds to wait.
        wait_ms: i64,
    },
}

impl Place {
    /// Whether one of so many bytes may come.
    ///
    /// # Errors
    /// See [`NoPlace`].
    pub fn admit(&self, now: Timestamp, bytes: u32) -> Result<(), NoPlace> {
        if self.most.is_some_and(|most| self.used + u64::from(bytes) > most) {
            return Err(NoPlace::Full);
        }
        let since = now.plus_ms(-HOUR_MS);
        let recent = || self.sent.iter().filter(|(at, _)| *at > since);
        let sent: u64 = recent().map(|(_, bytes)| u64::from(*bytes)).sum();
        if sent + u64::from(bytes) <= MAX_HOUR_BYTES {
            return Ok(());
        }
        let first = recent().map(|(at, _)| *at).min().unwrap_or(now);
        Err(NoPlace::TooFast { wait_ms: first.plus_ms(HOUR_MS).ms_since(now).max(1) })
    }
}

impl NoPlace {
    /// What is told.
    #[must_use]
    pub fn body(self) -> ErrorBody {
        match self {
            Self::Full => ErrorBody::new(ErrorCode::StorageFull, "This service has no more place for files."),
            Self::TooFast { wait_ms } => ErrorBody {
                retry_after_ms: Some(u32::try_from(wait_ms).unwrap_or(u32::MAX)),
                ..ErrorBody::new(ErrorCode::TooFast, "You sent as much as can be sent in an hour. Please wait.")
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::MAX_FILE_BYTES;

    const NOW: Timestamp = Timestamp::from_ms(1_700_000_000_000);

    #[test]
    fn a_service_keeps_as_much_as_it_may_and_not_a_byte_more() {
        let place = Place { used: 900, most: Some(1_000), sent: vec![] };
        assert_eq!((place.admit(NOW, 100), place.admit(NOW, 101)), (Ok(()), Err(NoPlace::Full)));
        assert_eq!(Place { most: None, ..place }.admit(NOW, MAX_FILE_BYTES), Ok(()));
    }

    #[test]
    fn a_visitor_sends_ten_of_the_largest_files_in_an_hour_whatever_rooms_they_go_to() {
        let ago = |minutes: i64| NOW.plus_ms(-minutes * 60_000);
        let sent = (0..10).map(|n| (ago(50 - n), MAX_FILE_BYTES)).collect();
        let place = Place { used: 0, most: None, sent };
        assert_eq!(place.admit(NOW, 1), Err(NoPlace::TooFast { wait_ms: 10 * 60_000 }));
        assert_eq!(place.admit(NOW.plus_ms(10 * 60_000), MAX_FILE_BYTES), Ok(()));
    }
}
