//! Counting pictures, so that a service has a bounded number of them. What is in them is the router's and the bucket's.

use shared::{
    api::ErrorCode,
    picture::{format_of, may_add},
    value::Timestamp,
};
use worker::Response;

use super::{
    Desk,
    call::{Signed, Who},
};
use crate::{answer, error::EdgeError, route::NewPicture, store::desk::picture as store};

/// Counts one, unless it is there already; the router keeps it then.
///
/// # Errors
/// `too_large` when there are too many.
pub(super) fn count(desk: &Desk, now: Timestamp, who: &Who, body: &str) -> Result<Response, EdgeError> {
    let Signed { staff, role, .. } = *who.staff()?;
    let NewPicture { name, size_bytes } = serde_json::from_str(body)?;
    // By the router's own making.
    format_of(&name).ok_or(EdgeError::Broken("a picture has no name of one"))?;
    let sql = &desk.memory.sql;
    desk.memory.note(|| {
        if !store::is_there(sql, &name).map_err(EdgeError::Storage)? {
            let count = store::count(sql, staff).map_err(EdgeError::Storage)?;
            may_add(role, count).map_err(|words| EdgeError::refused(ErrorCode::TooLarge, words))?;
            store::add(sql, now, staff, &name, size_bytes).map_err(EdgeError::Storage)?;
        }
        Ok(answer::done())
    })
}
