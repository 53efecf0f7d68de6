//! How far an enquiry is, as its visitor sees it: decided here, drawn in `view/room.rs`.

use shared::{
    api::ErrorCode,
    card::{ClosedBy, Phase},
};
use ui::http::Fault;

/// How it stands with telling the service of an enquiry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Raise {
    /// Not yet: a form is asked first.
    Asking,
    /// It knows.
    Raised,
    /// It is being told, again and again until it answers.
    Raising,
    /// It said no, and will again.
    Refused(ErrorCode),
}

impl Raise {
    /// After a try that brought nothing.
    pub(crate) fn after(fault: &Fault) -> Self {
        match fault {
            Fault::Offline | Fault::Unreadable => Self::Raising,
            Fault::Refused(error) => match error.code {
                ErrorCode::TooFast | ErrorCode::Unavailable | ErrorCode::Internal | ErrorCode::Unauthenticated => {
                    Self::Raising
                }
                ErrorCode::Malformed
                | ErrorCode::TooLarge
                | ErrorCode::SignInFailed
                | ErrorCode::Forbidden
                | ErrorCode::Blocked
                | ErrorCode::SiteNotAllowed
                | ErrorCode::NotFound
                | ErrorCode::MethodNotAllowed
                | ErrorCode::AlreadyAnswered
                | ErrorCode::NobodyThere
                | ErrorCode::EnquiryClosed
                | ErrorCode::NotRated
                | ErrorCode::LabelWanted
                | ErrorCode::TooManyEnquiries
                | ErrorCode::Taken
                | ErrorCode::ChangedMeanwhile
                | ErrorCode::KindNotAllowed
                | ErrorCode::Executable
                | ErrorCode::TooManyFiles
                | ErrorCode::TooLate
                | ErrorCode::StorageFull
                | ErrorCode::NoCalls
                | ErrorCode::Incomplete
                | ErrorCode::MailNotSetUp
                | ErrorCode::MailFailed
                | ErrorCode::WouldStrand
                | ErrorCode::Expired
                | ErrorCode::TooOld
                | ErrorCode::Unknown => Self::Refused(error.code),
            },
        }
    }
}

/// How long to wait before the service is told again: 1, 2, 4, 8, then every 15 seconds, unless it said how long.
pub(crate) fn again_after_ms(tries: u32, fault: &Fault) -> u32 {
    let said = match fault {
        Fault::Refused(error) => error.retry_after_ms,
        Fault::Offline | Fault::Unreadable => None,
    };
    said.unwrap_or_else(|| 1_000_u32.saturating_mul(1 << tries.min(4))).min(15_000)
}

/// What a room shows beside its messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// A form is asked first.
    Asking,
    /// The service refused the enquiry.
    NotStarted(ErrorCode),
    /// Nobody answers yet.
    Waiting,
    /// Somebody has it.
    Engaged,
    /// Nobody could; the offline form.
    Missed,
    /// Over.
    Closed,
}

impl Stage {
    /// From what was last heard of the room, or else of the enquiry.
    pub(crate) fn of(raise: Raise, phase: Phase) -> Self {
        match (raise, phase) {
            (Raise::Asking, _) => Self::Asking,
            (Raise::Refused(code), _) => Self::NotStarted(code),
            (Raise::Raising, _) | (Raise::Raised, Phase::Open) => Self::Waiting,
            (Raise::Raised, Phase::Engaged) => Self::Engaged,
            (Raise::Raised, Phase::Missed) => Self::Missed,
            (Raise::Raised, Phase::Closed) => Self::Closed,
        }
    }

    /// Whether there is anything that the visitor could close.
    pub(crate) fn can_close(self) -> bool {
        match self {
            Self::Waiting | Self::Engaged | Self::Missed => true,
            Self::Asking | Self::NotStarted(_) | Self::Closed => false,
        }
    }
}

/// After so long, the wait is worth another word.
pub(crate) const LONG_WAIT_MS: i64 = 40_000;

/// Who ended it, in words.
pub(crate) fn ended(by: ClosedBy) -> &'static str {
    match by {
        ClosedBy::Visitor => crate::text::ended_by_you(),
        ClosedBy::Staff => crate::text::ended_by_team(),
        ClosedBy::Idle => crate::text::ended_idle(),
        ClosedBy::Full => crate::text::ended_full(),
    }
}

/// Why an enquiry could not be raised, in words.
pub(crate) fn why_not(code: ErrorCode) -> &'static str {
    // In full it would be another copy of the table behind `wrong`.
    if code == ErrorCode::TooManyEnquiries {
        crate::text::wrong_too_many()
    } else if code == ErrorCode::NotFound {
        crate::text::gone()
    } else {
        ui::text::wrong(code)
    }
}

#[cfg(test)]
mod tests {
    use shared::api::ErrorBody;

    use super::*;

    #[test]
    fn what_may_pass_is_tried_again_and_the_rest_is_told() {
        let refused = |code| Fault::Refused(Box::new(ErrorBody::new(code, "")));
        assert_eq!(Raise::after(&Fault::Offline), Raise::Raising);
        assert_eq!(Raise::after(&refused(ErrorCode::Unavailable)), Raise::Raising);
        assert_eq!(Raise::after(&refused(ErrorCode::TooManyEnquiries)), Raise::Refused(ErrorCode::TooManyEnquiries));
        assert_eq!((again_after_ms(0, &Fault::Offline), again_after_ms(9, &Fault::Offline)), (1_000, 15_000));
        let slow =
            Fault::Refused(Box::new(ErrorBody { retry_after_ms: Some(300), ..ErrorBody::new(ErrorCode::TooFast, "") }));
        assert_eq!(again_after_ms(3, &slow), 300);
    }

    #[test]
    fn a_room_waits_until_the_service_knows_of_it_whatever_an_older_answer_said() {
        assert_eq!(Stage::of(Raise::Raising, Phase::Closed), Stage::Waiting);
        assert_eq!(Stage::of(Raise::Raised, Phase::Missed), Stage::Missed);
        assert!(Stage::Missed.can_close() && !Stage::Closed.can_close());
    }
}
