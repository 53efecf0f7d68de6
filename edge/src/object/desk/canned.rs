//! Canned responses: who sees and keeps which is decided in [`shared::canned`].

use shared::{
    api::route::Operation,
    canned::{self, Canned, CannedWords, Refusal},
    id::CannedId,
};
use worker::Response;

use super::{
    Desk,
    call::{Call, Signed},
};
use crate::{answer, clock, error::EdgeError, store::desk::canned as store};

/// Answers one request.
///
/// # Errors
/// See [`Refusal`]; `malformed` for what is none.
pub(super) fn handle(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let Signed { staff, role, .. } = *call.who.staff()?;
    let seen = store::seen_by(call.sql, staff).map_err(EdgeError::Storage)?;
    let which = call.found.value("canned").map(str::parse::<CannedId>);
    let which = which.transpose().map_err(|_| EdgeError::not_found())?;
    match (call.found.route.operation, which) {
        (Operation::ListCanned, _) => answer::json(&seen),
        (Operation::RemoveCanned, Some(id)) => {
            canned::may_remove(role, &seen, id).map_err(Refusal::body)?;
            desk.memory.note(|| store::remove(call.sql, id).map_err(EdgeError::Storage))?;
            Ok(answer::done())
        }
        (_, old) => {
            let words: CannedWords = serde_json::from_str(call.body)?;
            canned::may_keep(role, &seen, old, &words).map_err(Refusal::body)?;
            let id = old.unwrap_or_else(|| CannedId::new(call.now, clock::random()));
            desk.memory.note(|| store::put(call.sql, staff, id, &words).map_err(EdgeError::Storage))?;
            answer::json(&Canned { id, words })
        }
    }
}
