//! Paces that outlive the Desk's sleep: kept in its table of tries, until each bucket is full again.

use shared::{
    account::Tries,
    pace::{Bucket, Limit},
    value::Timestamp,
};

use super::Desk;
use crate::{error::EdgeError, store::desk::account};

/// Takes one out of the bucket of `who`: a word for what is counted, and then whose it is.
///
/// # Errors
/// `too_fast` in these words when it is empty; and that of the database.
pub(super) fn take(desk: &Desk, now: Timestamp, limit: Limit, who: &str, too_fast: &str) -> Result<(), EdgeError> {
    if !desk.limits {
        return Ok(());
    }
    let sql = &desk.memory.sql;
    desk.memory.note(|| {
        let mut bucket = Bucket::full_at(account::tries(sql, who)?.last_at);
        bucket.take(now, limit).map_err(|ms| EdgeError::too_fast(too_fast, i64::from(ms)))?;
        Ok(account::keep_tries(sql, who, Tries { count: 1, last_at: bucket.is_full_at() })?)
    })
}
