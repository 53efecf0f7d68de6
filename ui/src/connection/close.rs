//! What to do when the server has closed a socket: `docs/protocol.md`, "When a socket ends".

use shared::wire::close;

use super::Ending;

/// How long somebody stays away for whom it was too much, in milliseconds. The codes don't say; the protocol does.
const TOO_FAST_MS: u32 = 60_000;

/// When to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// Now.
    AtOnce,
    /// Now, with a new token.
    NewToken,
    /// After the next of ever longer waits.
    Soon,
    /// After so many milliseconds, and whatever happens not before.
    After(u32),
    /// Not at all.
    Never(Ending),
}

/// What `code` asks for. `welcomed`: whether this socket was of any use; `renews`: whether a new token can be had.
pub(super) fn after_close(code: u16, welcomed: bool, renews: bool) -> Next {
    match code {
        close::TOO_OLD => Next::Never(Ending::TooOld),
        close::FORBIDDEN => Next::Never(Ending::Forbidden),
        close::NOT_FOUND => Next::Never(Ending::NotFound),
        close::UNAUTHENTICATED if renews => Next::NewToken,
        close::UNAUTHENTICATED => Next::Never(Ending::SignIn),
        // A server that ends every seat before it is taken is broken: that must not become a storm.
        close::SEAT_ENDED if welcomed => Next::AtOnce,
        close::TOO_FAST => Next::After(TOO_FAST_MS),
        _ => Next::Soon,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seat_that_ran_out_is_taken_again_at_once_unless_it_was_never_taken() {
        assert_eq!(after_close(close::SEAT_ENDED, true, false), Next::AtOnce);
        assert_eq!(after_close(close::SEAT_ENDED, false, false), Next::Soon);
    }

    #[test]
    fn whoever_was_too_fast_stays_away_for_a_minute() {
        assert_eq!(after_close(close::TOO_FAST, true, true), Next::After(60_000));
    }

    #[test]
    fn a_token_is_renewed_once_and_a_broken_network_is_tried_again() {
        assert_eq!(after_close(close::UNAUTHENTICATED, false, true), Next::NewToken);
        assert_eq!(after_close(close::UNAUTHENTICATED, false, false), Next::Never(Ending::SignIn));
        assert_eq!(after_close(1006, true, true), Next::Soon);
        assert_eq!(after_close(close::NOT_FOUND, true, true), Next::Never(Ending::NotFound));
    }
}
