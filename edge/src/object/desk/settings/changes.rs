//! The log of changes, taking one back, and everything at once: out and in.

use std::collections::BTreeMap;

use shared::{
    api::{CHANGES_PAGE, Change, ChangeList, ErrorBody, ErrorCode, Imported},
    setup::{Command, EXPORT_FORMAT, Export, ExportedStaff, Import, Mint, Setup, Step},
};

use super::{
    super::call::{Call, Handled, Signed},
    changed, decide, id, perform, setup, staff, store,
};
use crate::{answer, error::EdgeError, store::desk::account as accounts_store};

/// A page of the log.
pub(super) fn list(call: &Call<'_>) -> Result<Handled, EdgeError> {
    let before = match call.query("before") {
        None => u32::MAX,
        Some(text) => text
            .parse()
            .map_err(|_| EdgeError::refused(ErrorCode::Malformed, "`before` is the `next` of another page."))?,
    };
    let setup = setup(call.sql)?;
    let page = store::changes(call.sql, before, CHANGES_PAGE)?;
    let next = match page.last() {
        Some(last) if store::has_older(call.sql, last.number)? => Some(last.number),
        Some(_) | None => None,
    };
    let changes = page.into_iter().map(|change| shown(&setup, change)).collect();
    Ok(Handled::answer(answer::json(&ChangeList { changes, next })?))
}

fn shown(setup: &Setup, change: store::Change) -> Change {
    let store::Change { number, at, by, by_name, steps, undoes } = change;
    // Nothing new is made by going back.
    let mut mint = Mint { now: at, random: &mut || [0; 10] };
    let undoable = setup.decide(Command::Undo(steps.clone()), &mut mint).is_ok();
    Change { change: number, at_ms: at, by, by_name, steps, undoes, undoable }
}

/// Takes a change back.
pub(super) fn undo(call: &Call<'_>, signed: &Signed) -> Result<Handled, EdgeError> {
    let wanted: u32 = id(call.found, "change")?;
    let found = store::changes(call.sql, wanted.saturating_add(1), 1)?.into_iter().next();
    let change = found.filter(|change| change.number == wanted).ok_or_else(EdgeError::not_found)?;
    let steps = decide(call, &setup(call.sql)?, Command::Undo(change.steps))?;
    for step in &steps {
        if let Step::Staff { staff: person, before, after: Some(after) } = step {
            staff::put_back(call, signed, *person, before, after)?;
        }
    }
    perform(call, signed, &steps, Some(wanted))?;
    changed(&Imported { steps })
}

/// Everything.
pub(super) fn export(call: &Call<'_>) -> Result<Handled, EdgeError> {
    let accounts = accounts_store::accounts(call.sql)?.into_iter();
    let export = Export {
        frontdesk: EXPORT_FORMAT,
        service: store::slug(call.sql)?.ok_or_else(EdgeError::not_found)?,
        at_ms: call.now,
        staff: accounts.map(|account| ExportedStaff { id: account.id, handle: account.handle }).collect(),
        items: setup(call.sql)?.exported(),
    };
    Ok(Handled::answer(answer::json(&export)?))
}

/// Makes everything so, or says what would change.
pub(super) fn import(call: &Call<'_>, signed: &Signed) -> Result<Handled, EdgeError> {
    let import: Import = serde_json::from_str(call.body)?;
    let trial = import.trial;
    let accounts = accounts_store::accounts(call.sql)?.into_iter();
    let here: BTreeMap<_, _> = accounts.map(|account| (account.handle, account.id)).collect();
    let incoming = import.incoming(&here).map_err(ErrorBody::from)?;
    let steps = decide(call, &setup(call.sql)?, Command::Import(incoming))?;
    if trial {
        return Ok(Handled::answer(answer::json(&Imported { steps })?));
    }
    perform(call, signed, &steps, None)?;
    changed(&Imported { steps })
}
