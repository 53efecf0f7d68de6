//! Counting pictures, so that a service has a bounded number of them, and seeing to it that those go that nothing shows. What
//! is in them is the router's and the bucket's.

use std::collections::BTreeSet;

use shared::{
    api::ErrorCode,
    directory::Directory,
    id::StaffId,
    picture::{
        format_of,
        keep::{Shown, UNUSED_MS, goes_at},
        may_add,
    },
    setup::Setup,
    value::{ServiceSlug, Timestamp},
};
use worker::{Response, SqlStorage};

use super::{
    Desk,
    call::{Change, Signed, Who},
    memory::Known,
};
use crate::{answer, error::EdgeError, owed::Target, route::NewPicture, store::desk::picture as store};

/// Most pictures that are deleted in one turn: each is a call, of which a Worker may make 50 at a time on the free plan. The
/// alarm goes on at once.
const MOST_AT_ONCE: i64 = 20;

/// Counts one, unless it is there already; the router keeps it then.
///
/// # Errors
/// `too_large` when there are too many, `unavailable` while the same one is being deleted.
pub(super) fn count(desk: &Desk, now: Timestamp, who: &Who, body: &str) -> Result<Response, EdgeError> {
    let Signed { staff, role, .. } = *who.staff()?;
    let NewPicture { name, size_bytes } = serde_json::from_str(body)?;
    // By the router's own making.
    format_of(&name).ok_or(EdgeError::Broken("a picture has no name of one"))?;
    let sql = &desk.memory.sql;
    let going = Target::File(desk.memory.look(|known| known.slug.clone())?, name.clone());
    // What the router keeps now would be gone a moment later.
    if desk.outbox.attempts(&going).map_err(EdgeError::Storage)?.is_some() {
        return Err(EdgeError::unavailable("This picture is being removed. Please try again in a minute."));
    }
    let unused_until = now.plus_ms(UNUSED_MS);
    desk.memory.note(|| {
        if !store::keep_until(sql, &name, unused_until).map_err(EdgeError::Storage)? {
            let count = store::count(sql, staff).map_err(EdgeError::Storage)?;
            may_add(role, count).map_err(|words| EdgeError::refused(ErrorCode::TooLarge, words))?;
            store::add(sql, now, staff, (&name, size_bytes), unused_until).map_err(EdgeError::Storage)?;
        }
        Ok::<_, EdgeError>(())
    })?;
    desk.memory.arm(true)?;
    Ok(answer::done())
}

/// Notes which pictures go, now that this is what the service shows; within the turn that changed it. `before` is how it was.
///
/// # Errors
/// That of the database.
pub(super) fn settle(
    sql: &SqlStorage,
    now: Timestamp,
    before: &Known,
    changes: &[Change],
    (setup, directory): (&Setup, &Directory),
) -> Result<(), EdgeError> {
    let left = Left::of(before, changes);
    let shown = Shown::of(setup, directory.staff.values().filter_map(|member| member.card.photo.as_deref()));
    for store::Picture { name, staff_id, goes_at_ms } in store::all(sql).map_err(EdgeError::Storage)? {
        let is_theirs = left.staff.contains(&staff_id) || left.photos.has(&before.slug, &name);
        let at = goes_at(now, goes_at_ms, shown.has(&before.slug, &name), is_theirs);
        if at != goes_at_ms {
            store::set_goes_at(sql, &name, at).map_err(EdgeError::Storage)?;
        }
    }
    Ok(())
}

/// Who was removed, with their photos.
struct Left<'a> {
    staff: BTreeSet<StaffId>,
    photos: Shown<'a>,
}

impl<'a> Left<'a> {
    fn of(before: &'a Known, changes: &[Change]) -> Self {
        let staff: BTreeSet<StaffId> = changes
            .iter()
            .filter_map(|change| match change {
                Change::StaffRemoved { staff } => Some(*staff),
                Change::Directory | Change::Quiet | Change::SessionEnded { .. } => None,
            })
            .collect();
        let members = &before.rules.directory().staff;
        let photos = staff.iter().filter_map(|staff| members.get(staff)?.card.photo.as_deref());
        Self { photos: Shown::of_photos(photos), staff }
    }
}

/// Deletes those whose time has come.
///
/// # Errors
/// That of the database.
pub(super) fn delete_due(desk: &Desk, now: Timestamp) -> Result<(), EdgeError> {
    let sql = &desk.memory.sql;
    let due = store::due(sql, now, MOST_AT_ONCE).map_err(EdgeError::Storage)?;
    if due.is_empty() {
        return Ok(());
    }
    let slug: ServiceSlug = desk.memory.look(|known| known.slug.clone())?;
    let delete = || {
        for name in due {
            store::remove(sql, &name)?;
            desk.outbox.owe(now, &Target::File(slug.clone(), name), "/", &())?;
        }
        Ok(())
    };
    desk.memory.note(|| delete().map_err(EdgeError::Storage))
}
