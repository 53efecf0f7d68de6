//! The first, rough limit: requests of one network address that cost us something before anybody has proved anything, and
//! those of a service that cost others something. Exact limits are in the objects.

use shared::{api::ErrorCode, value::ServiceSlug};
use worker::{Env, console_error};

use super::desk::Desk;
use crate::{access::Facts, error::EdgeError, switch::limits_are_lifted};

/// The runtime counts in periods of a minute (`edge/wrangler.toml`); it doesn't tell how much of one is left.
const PERIOD_MS: i64 = 60_000;

/// What is counted apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counted {
    /// Becoming a visitor, and what any visitor may ask that is rarely asked.
    Visitor,
    /// Raising an enquiry.
    Raise,
    /// Looking at a page of somebody's site.
    Check,
    /// Whatever needs a password, an invitation's secret or the set-up key: each try costs 20 ms of work or more.
    Secret,
    /// A picture that has to be drawn.
    Picture,
    /// Keeping one that somebody sends.
    Upload,
    /// A session that the Desk doesn't know: anybody can make one up, and it was asked for nothing.
    Session,
}

impl Counted {
    const fn word(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::Raise => "raise",
            Self::Check => "check",
            Self::Secret => "secret",
            Self::Picture => "picture",
            Self::Upload => "upload",
            Self::Session => "session",
        }
    }
}

/// The Desk's answer to who asks; one whom it doesn't know is counted.
///
/// # Errors
/// The answer's, and those of [`count`].
pub(super) async fn count_strangers<T>(desk: &Desk, answer: Result<T, EdgeError>) -> Result<T, EdgeError> {
    if answer.as_ref().is_err_and(|error| error.body().code == ErrorCode::Unauthenticated) {
        count(&desk.env, &desk.facts, Counted::Session).await?;
    }
    answer
}

/// Counts one request.
///
/// # Errors
/// `too_fast` over the limit (60 a minute for each kind: an office or a mobile network shares an address).
pub(crate) async fn count(env: &Env, facts: &Facts, counted: Counted) -> Result<(), EdgeError> {
    let words = "Too many requests come from your network. Please wait a minute.";
    take(env, format!("{} {}", counted.word(), facts.address_hash), words).await
}

/// Counts one page of another site that is fetched for a service's staff, whoever of them asks.
///
/// # Errors
/// `too_fast` over the limit (60 a minute: what is fetched is remembered, and nobody comes upon a new link each second).
pub(super) async fn count_preview(env: &Env, service: &ServiceSlug) -> Result<(), EdgeError> {
    take(env, format!("preview {service}"), "Too many pages are looked at. Please wait a minute.").await
}

async fn take(env: &Env, key: String, too_fast: &str) -> Result<(), EdgeError> {
    if limits_are_lifted(env) {
        return Ok(());
    }
    let Ok(limiter) = env.rate_limiter("ADDRESS_LIMIT") else { return Ok(()) };
    match limiter.limit(key).await {
        Ok(outcome) if outcome.success => Ok(()),
        Ok(_) => Err(EdgeError::too_fast(too_fast, PERIOD_MS)),
        Err(error) => {
            // Rather no limit than no service.
            console_error!("requests could not be counted: {error}");
            Ok(())
        }
    }
}
