//! A set-up key makes one service, whoever else reads the link afterwards. Which one is kept by a Desk that is no
//! service's, since the services don't know of each other: it hears of a key when nothing else is in the way any more,
//! so that a refused set-up doesn't use it up, and from then on the key is good for that one name.

use serde::{Deserialize, Serialize};
use shared::{api::ErrorCode, value::ServiceSlug};
use worker::{Headers, Response};

use super::Desk;
use crate::{
    answer,
    error::EdgeError,
    route::object,
    store::{self, set_up as kept},
    turn::atomically,
};

/// The Desk that knows: no slug has a space in it.
const NAME: &str = "set-up keys";

/// Where it is told.
pub(super) const PATH: &str = "/internal/set-up-key";

#[derive(Serialize, Deserialize)]
struct Use {
    key_hash: String,
    service: ServiceSlug,
    /// There is such a service already: the key isn't used, and it is only asked whether it was.
    exists: bool,
}

/// Uses a key up for a service; doing it again for the same one is no second use, until that `exists`.
///
/// # Errors
/// `expired` when it was used.
pub(super) async fn use_up(
    desk: &Desk,
    key_hash: String,
    service: &ServiceSlug,
    exists: bool,
) -> Result<(), EdgeError> {
    let wish = Use { key_hash, service: service.clone(), exists };
    object::post(&desk.env, ("DESK", NAME), PATH, Headers::new(), &wish).await.map(drop)
}

/// The other end of [`use_up`], in the Desk that knows. One turn: of two services by one key, one comes too late.
pub(super) fn note(desk: &Desk, body: &str) -> Result<Response, EdgeError> {
    const USED: &str = "This set-up link was used already. Make a new one by `cargo xtask deploy --new-setup-key`.";
    let Use { key_hash, service, exists } = serde_json::from_str(body)?;
    let sql = &desk.memory.sql;
    atomically(&desk.state.storage(), || {
        store::migrate(sql, kept::MIGRATIONS).map_err(EdgeError::Storage)?;
        match kept::service_of(sql, &key_hash).map_err(EdgeError::Storage)? {
            // An attempt that failed on its way, or whose answer was lost.
            Some(known) if known == service && !exists => Ok(()),
            Some(_) => Err(EdgeError::refused(ErrorCode::Expired, USED)),
            None if exists => Ok(()),
            None => kept::add(sql, &key_hash, &service).map_err(EdgeError::Storage),
        }
    })?;
    Ok(answer::done())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_service_is_called_like_the_desk_that_knows_of_keys() {
        assert!(ServiceSlug::try_from(NAME).is_err());
    }
}
