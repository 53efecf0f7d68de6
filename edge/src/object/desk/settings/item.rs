//! Reading and changing items, whatever they are.

use serde_json::{Map, Value, json};
use shared::{
    api::Reorder,
    setup::{Command, Item, ItemId, Kept, Kind, Setup, Step},
};

use super::{
    super::call::{Call, Handled, Signed},
    changed, decide, done, perform, setup, store,
};
use crate::{answer, error::EdgeError};

/// All of a kind, in the owner's order.
pub(super) fn list(call: &Call<'_>, kind: Kind) -> Result<Handled, EdgeError> {
    let setup = setup(call.sql)?;
    let items = setup.list(kind).iter().map(shown).collect::<Result<Vec<_>, _>>()?;
    Ok(Handled::answer(answer::json(&items)?))
}

/// The one of a kind.
pub(super) fn read(call: &Call<'_>, kind: Kind) -> Result<Handled, EdgeError> {
    let setup = setup(call.sql)?;
    let kept = match setup.list(kind).first() {
        Some(kept) => kept.clone(),
        None => untouched(kind)?,
    };
    Ok(Handled::answer(answer::json(&shown(&kept)?)?))
}

/// What there is one of before anybody set it, if it can be without.
fn untouched(kind: Kind) -> Result<Kept, EdgeError> {
    let id = kind.id(kind.as_str()).ok_or_else(EdgeError::not_found)?;
    let item = parse(kind, json!({})).map_err(|_| EdgeError::not_found())?;
    Ok(Kept { id, revision: 0, item })
}

/// Makes one, last in the order.
pub(super) fn make(call: &Call<'_>, signed: &Signed, kind: Kind) -> Result<Handled, EdgeError> {
    let item = parse(kind, serde_json::from_str(call.body)?)?;
    put(call, signed, &setup(call.sql)?, Command::Make(Box::new(item)))
}

/// Changes one: what isn't in the body goes.
pub(super) fn change(call: &Call<'_>, signed: &Signed, kind: Kind) -> Result<Handled, EdgeError> {
    let id = id(call, kind)?;
    let setup = setup(call.sql)?;
    if !kind.is_single() && setup.get(kind, &id).is_none() {
        return Err(EdgeError::not_found());
    }
    let mut body: Map<String, Value> = serde_json::from_str(call.body)?;
    let revision = serde_json::from_value(body.remove("revision").unwrap_or_default())?;
    let item = Box::new(parse(kind, Value::Object(body))?);
    put(call, signed, &setup, Command::Put { id, revision, item })
}

/// Puts those of a kind in another order.
pub(super) fn order(call: &Call<'_>, signed: &Signed, kind: Kind) -> Result<Handled, EdgeError> {
    let Reorder { order } = serde_json::from_str(call.body)?;
    let steps = decide(call, &setup(call.sql)?, Command::Order { kind, ids: order })?;
    perform(call, signed, &steps, None)?;
    Ok(done())
}

/// Removes one.
pub(super) fn remove(call: &Call<'_>, signed: &Signed, kind: Kind) -> Result<Handled, EdgeError> {
    let steps = decide(call, &setup(call.sql)?, Command::Remove { kind, id: id(call, kind)? })?;
    perform(call, signed, &steps, None)?;
    Ok(done())
}

fn put(call: &Call<'_>, signed: &Signed, setup: &Setup, command: Command) -> Result<Handled, EdgeError> {
    let same = if let Command::Put { id, item, .. } = &command { setup.get(item.kind(), id) } else { None };
    let steps = decide(call, setup, command)?;
    perform(call, signed, &steps, None)?;
    match (steps.into_iter().next(), same) {
        (Some(Step::Put { id, revision, after, .. }), _) => changed(&shown(&Kept { id, revision, item: *after })?),
        // It was so already.
        (_, Some(kept)) => Ok(Handled::answer(answer::json(&shown(kept)?)?)),
        (_, None) => Err(EdgeError::Broken("putting an item led to something else")),
    }
}

/// The item that the path names: of what there is one of, that one.
fn id(call: &Call<'_>, kind: Kind) -> Result<ItemId, EdgeError> {
    let text = if kind.is_single() { Some(kind.as_str()) } else { call.found.value("item") };
    text.and_then(|text| kind.id(text)).ok_or_else(EdgeError::not_found)
}

fn parse(kind: Kind, settings: Value) -> Result<Item, EdgeError> {
    Ok(kind.read(settings)?)
}

/// `api::Saved` of its type.
fn shown(kept: &Kept) -> Result<Value, EdgeError> {
    let mut shown = store::settings(&kept.item)?;
    if let Some(fields) = shown.as_object_mut() {
        fields.insert("id".to_owned(), json!(kept.id));
        fields.insert("revision".to_owned(), json!(kept.revision));
    }
    Ok(shown)
}
