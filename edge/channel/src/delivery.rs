//! Bringing one part of a message to a service, until it is settled: when it is tried again, and when that ends. A part whose
//! outcome nobody knows is sent again only where the service takes the same send once.

use shared::{
    channel::{DeliveryProblem, Remedy},
    value::{ShortText, Timestamp},
};

use crate::problem::{Class, Problem};

/// Wait before the second attempt; doubled after each. LINE and Meta ask for a second at first.
const FIRST_WAIT_MS: u32 = 1_000;

/// Longest wait between two attempts, unless the service asks for a longer one.
const LONGEST_WAIT_MS: u32 = 10 * 60_000;

/// Most attempts where the service takes it for temporary.
const MOST_ATTEMPTS: u32 = 8;

/// So long the same send may be repeated with the same key: LINE keeps one for 24 hours.
const KEY_MS: i64 = 23 * 60 * 60_000;

/// What becomes of a part after an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// It is there, as far as the service says; these are its ids of it.
    Sent(Vec<String>),
    /// Again, at that time.
    Again(Timestamp),
    /// Again at once, with another token.
    Renewed,
    /// Again at once, the service's usual way.
    Usual,
    /// Nobody knows.
    Unclear(Problem),
    /// It won't get there.
    Failed(Problem),
}

/// What is known of the attempts so far, the last one among them.
#[derive(Clone, Copy, Debug)]
pub struct Tried {
    /// How many.
    pub attempts: u32,
    /// When the first was.
    pub first_at: Timestamp,
    /// Whether the token was renewed for it before.
    pub renewed: bool,
    /// Whether the service takes the same send with the same key once.
    pub has_key: bool,
}

/// What follows from an attempt's outcome. `noise` is random: many parts that failed together aren't to come back together.
#[must_use]
pub fn after(now: Timestamp, tried: Tried, outcome: Result<Vec<String>, Problem>, noise: u8) -> Next {
    let problem = match outcome {
        Ok(ids) => return Next::Sent(ids),
        Err(problem) => problem,
    };
    let wait_ms = |least: u32| {
        let doubled = FIRST_WAIT_MS.saturating_mul(1 << tried.attempts.saturating_sub(1).min(10)).min(LONGEST_WAIT_MS);
        let wait = doubled.max(least);
        i64::from(wait) + i64::from(wait) * i64::from(noise) / 1_024
    };
    match problem.class {
        Class::Accepted => Next::Sent(Vec::new()),
        Class::Retry { .. } if tried.attempts >= MOST_ATTEMPTS => Next::Failed(problem),
        Class::Retry { after_ms } => Next::Again(now.plus_ms(wait_ms(after_ms.unwrap_or_default()))),
        Class::RenewToken if !tried.renewed => Next::Renewed,
        Class::ReplyTokenSpent => Next::Usual,
        Class::UnknownOutcome if tried.has_key && now.ms_since(tried.first_at) < KEY_MS => {
            Next::Again(now.plus_ms(wait_ms(0)))
        }
        Class::UnknownOutcome => Next::Unclear(problem),
        Class::RenewToken
        | Class::WindowClosed
        | Class::QuotaUsed
        | Class::Unavailable
        | Class::Credentials
        | Class::Permanent => Next::Failed(problem),
    }
}

/// What staff are told of a problem.
///
/// # Panics
/// Never: a word is a short text.
#[must_use]
pub fn told(problem: &Problem) -> DeliveryProblem {
    let remedy = match problem.class {
        Class::WindowClosed => Remedy::WaitForVisitor,
        Class::QuotaUsed => Remedy::WaitForQuota,
        Class::Unavailable => Remedy::Unreachable,
        Class::Credentials | Class::RenewToken => Remedy::AskOwner,
        Class::Permanent => Remedy::WriteAnother,
        Class::Retry { .. } | Class::Accepted | Class::UnknownOutcome | Class::ReplyTokenSpent => Remedy::SendAgain,
    };
    let short = |text: &str| {
        let line: String = text.chars().map(|it| if it.is_control() { ' ' } else { it }).take(200).collect();
        ShortText::try_from(line.trim().to_owned()).ok()
    };
    let code = short(&problem.code).or_else(|| short("unknown"));
    DeliveryProblem { remedy, code: code.expect("a word is a short text"), words: short(&problem.words) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp::from_ms(1_790_000_000_000);

    fn tried(attempts: u32) -> Tried {
        Tried { attempts, first_at: NOW, renewed: false, has_key: false }
    }

    fn failed(class: Class) -> Result<Vec<String>, Problem> {
        Err(Problem::new(class, "17", "words"))
    }

    fn wait(attempts: u32, after_ms: Option<u32>, noise: u8) -> Option<i64> {
        let next = after(NOW, tried(attempts), failed(Class::Retry { after_ms }), noise);
        if let Next::Again(at) = next { Some(at.ms_since(NOW)) } else { None }
    }

    #[test]
    fn what_is_temporary_is_tried_again_later_and_later_and_not_for_ever() {
        assert_eq!(
            (1..=8).map(|attempts| wait(attempts, None, 0)).collect::<Vec<_>>(),
            [Some(1_000), Some(2_000), Some(4_000), Some(8_000), Some(16_000), Some(32_000), Some(64_000), None]
        );
        assert_eq!(wait(1, Some(60_000), 0), Some(60_000), "the service says how long");
        assert_eq!(wait(1, None, 255), Some(1_249));
    }

    #[test]
    fn whose_outcome_nobody_knows_is_sent_again_only_with_a_key() {
        assert!(matches!(after(NOW, tried(1), failed(Class::UnknownOutcome), 0), Next::Unclear(_)));
        let with_key = Tried { has_key: true, ..tried(1) };
        assert!(matches!(after(NOW, with_key, failed(Class::UnknownOutcome), 0), Next::Again(_)));
        let late = NOW.plus_ms(KEY_MS);
        assert!(
            matches!(after(late, with_key, failed(Class::UnknownOutcome), 0), Next::Unclear(_)),
            "the key has ended"
        );
    }

    #[test]
    fn a_token_is_renewed_once() {
        assert_eq!(after(NOW, tried(1), failed(Class::RenewToken), 0), Next::Renewed);
        let renewed = Tried { renewed: true, ..tried(2) };
        let Next::Failed(problem) = after(NOW, renewed, failed(Class::RenewToken), 0) else { panic!("renewed twice") };
        assert_eq!(told(&problem).remedy, Remedy::AskOwner);
    }

    #[test]
    fn what_was_accepted_before_is_sent_and_a_spent_reply_goes_the_other_way() {
        assert_eq!(after(NOW, tried(2), failed(Class::Accepted), 0), Next::Sent(Vec::new()));
        assert_eq!(after(NOW, tried(1), failed(Class::ReplyTokenSpent), 0), Next::Usual);
    }

    #[test]
    fn what_is_told_fits_whatever_the_service_says() {
        let told = told(&Problem::new(Class::Permanent, "\u{0}".repeat(3), &"\n漢".repeat(400)));
        assert_eq!(told.code.as_str(), "unknown");
        assert!(told.words.is_some());
    }

    proptest! {
        #[test]
        fn nothing_is_tried_without_end(attempts in 8_u32..100, after_ms in proptest::option::of(0_u32..10_000), noise: u8) {
            prop_assert_eq!(wait(attempts, after_ms, noise), None);
        }
    }
}
