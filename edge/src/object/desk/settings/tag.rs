//! Tags and their destinations.

use shared::{
    api::{Destination, ErrorCode, Reorder, Tag, TagWithDestinations},
    id::{DestinationId, TagId},
    settings::{MAX_TAGS, check_order, check_tag},
    value::Handle,
};

use super::{
    super::call::{Call, Handled},
    changed, done, id, invalid, store,
};
use crate::{clock, error::EdgeError, store::desk::account as accounts_store};

/// Makes a tag, last in the order.
pub(super) fn make(call: &Call<'_>) -> Result<Handled, EdgeError> {
    let tags = store::tags(call.sql)?;
    if tags.len() >= MAX_TAGS {
        return Err(EdgeError::refused(ErrorCode::TooLarge, format!("A service has at most {MAX_TAGS} tags.")));
    }
    put(call, &tags, TagId::new(call.now, clock::random()))
}

/// Changes a tag: what isn't in the body goes.
pub(super) fn change(call: &Call<'_>) -> Result<Handled, EdgeError> {
    let tags = store::tags(call.sql)?;
    let id = known(&tags, call)?;
    put(call, &tags, id)
}

/// Removes a tag.
pub(super) fn remove(call: &Call<'_>) -> Result<Handled, EdgeError> {
    let id = known(&store::tags(call.sql)?, call)?;
    store::remove_tag(call.sql, id)?;
    Ok(done())
}

/// Puts them in another order.
pub(super) fn order(call: &Call<'_>) -> Result<Handled, EdgeError> {
    let Reorder { tags: wanted } = serde_json::from_str(call.body)?;
    let known: Vec<TagId> = store::tags(call.sql)?.iter().map(|tag| tag.id).collect();
    check_order(&known, &wanted).map_err(invalid)?;
    store::order_tags(call.sql, &wanted)?;
    Ok(done())
}

fn known(tags: &[Tag], call: &Call<'_>) -> Result<TagId, EdgeError> {
    let id: TagId = id(call.found, "tag")?;
    if tags.iter().any(|tag| tag.id == id) { Ok(id) } else { Err(EdgeError::not_found()) }
}

fn put(call: &Call<'_>, tags: &[Tag], id: TagId) -> Result<Handled, EdgeError> {
    let update: TagWithDestinations = serde_json::from_str(call.body)?;
    let staff = accounts_store::accounts(call.sql)?;
    check_tag(&update, |id| staff.iter().any(|account| account.id == id)).map_err(invalid)?;
    let TagWithDestinations { settings, destinations } = update;
    if takes(tags, id, &settings.handle) {
        return Err(EdgeError::refused(ErrorCode::Taken, "Another tag has this handle. Choose another one."));
    }
    let own: Vec<DestinationId> =
        tags.iter().filter(|tag| tag.id == id).flat_map(|tag| &tag.destinations).map(|one| one.id).collect();
    let destinations = destinations
        .into_iter()
        .map(|update| Destination {
            // One of another tag, or that was removed meanwhile, becomes a new one: an id stands for one place for ever.
            id: update
                .id
                .filter(|id| own.contains(id))
                .unwrap_or_else(|| DestinationId::new(call.now, clock::random())),
            settings: update.settings,
        })
        .collect();
    let tag = Tag { id, settings, destinations };
    store::put_tag(call.sql, &tag)?;
    changed(&tag)
}

fn takes(tags: &[Tag], id: TagId, handle: &Handle) -> bool {
    tags.iter().any(|tag| tag.id != id && tag.settings.handle == *handle)
}
