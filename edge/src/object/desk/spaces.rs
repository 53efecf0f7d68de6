//! Spaces: what becomes of them is decided in [`shared::space`], and what is said there by their rooms. Here they are kept,
//! their rooms are told who is in them, and dashboards how it stands.

use std::collections::BTreeMap;

use shared::{
    api::route::Operation,
    audit::{About, Deed},
    call::CallRules,
    directory::Directory,
    id::{RoomId, SpaceId, StaffId},
    owed::{Order, Seat, SpaceReport},
    pace::SPACE_CHANGES,
    permission::may_in_space,
    push::{Alert, Naming},
    space::{
        Access, Command, Event, MakeSpace, MuteSpace, Refusal, Rights, Space, SpaceCard, SpaceMember, SpaceMembership,
        SpaceView,
    },
    value::{DisplayName, ShortText, Timestamp},
    wire::DeskServerFrame,
};
use worker::{Response, SqlStorage};

use super::{
    Desk, audit,
    call::{Call, Signed},
    memory::{Known, Memory},
    pace, push,
    serve::id,
};
use crate::{
    answer,
    error::EdgeError,
    owed::Target,
    store::desk::{
        account, seat as seats,
        space::{self as store, Kept},
    },
};

/// A Space, and what somebody may do there.
///
/// # Errors
/// `not_found` where there is none.
pub(super) fn find(desk: &Desk, space: SpaceId, staff: StaffId) -> Result<(Kept, Rights), EdgeError> {
    let kept = store::one(&desk.memory.sql, space)?.ok_or_else(|| Refusal::NotFound.body())?;
    let rights = desk.memory.look(|known| may_in_space(known.rules.directory(), &kept.space, staff))?;
    Ok((kept, rights))
}

/// Who may enter the room of a Space, and whether they only read there.
///
/// # Errors
/// `not_found` for who may not read it.
pub(super) fn entering(
    desk: &Desk,
    now: Timestamp,
    signed: &Signed,
    space: SpaceId,
) -> Result<(Seat, Space), EdgeError> {
    let Signed { staff, session, .. } = *signed;
    let (Kept { space, .. }, rights) = find(desk, space, staff)?;
    let card = desk.memory.look(|known| known.rules.directory().card(staff).cloned())?;
    let card = card.filter(|_| rights.read).ok_or_else(|| Refusal::NotFound.body())?;
    let reads_only = !rights.write;
    Ok((
        Seat::Staff { card, session, reads_only, looks_on: false, shown: false, calls: CallRules::NONE, until_ms: now },
        space,
    ))
}

/// Answers one request.
///
/// # Errors
/// See [`Refusal`]; `malformed` for what is none.
pub(super) async fn handle(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let by = call.who.staff()?.staff;
    let which = || id::<SpaceId>(call.found.value("space"));
    let whom = || id::<StaffId>(call.found.value("staff"));
    #[expect(clippy::wildcard_enum_match_arm, reason = "the Desk's dispatch matches in full; the rest goes elsewhere")]
    let command = match call.found.route.operation {
        Operation::ListSpaces => return list(desk, by),
        Operation::ReadSpace => return view(desk, which()?, by),
        Operation::MakeSpace => return make(desk, call, by).await,
        Operation::MuteSpace => return mute(desk, call, which()?, by),
        Operation::ChangeSpace => Command::Change(serde_json::from_str(call.body)?),
        Operation::PutSpaceMember => {
            let SpaceMembership { manages } = serde_json::from_str(call.body)?;
            Command::Put(whom()?, manages)
        }
        Operation::TakeSpaceMember => Command::Take(whom()?),
        _ => return Err(EdgeError::Broken("an operation that isn't of Spaces")),
    };
    let takes = matches!(command, Command::Take(_));
    let space = which()?;
    change(desk, call.now, by, space, command)?;
    if takes { Ok(answer::done()) } else { view(desk, space, by) }
}

fn list(desk: &Desk, by: StaffId) -> Result<Response, EdgeError> {
    let names = account::names(&desk.memory.sql)?;
    let cards: Vec<SpaceCard> = desk.memory.look(|known| {
        let all = store::seen_by(&desk.memory.sql, by)?.into_iter();
        let seen = all.filter(|kept| may_in_space(known.rules.directory(), &kept.space, by).read);
        Ok::<_, EdgeError>(seen.map(|kept| card(&kept, by, &names)).collect())
    })??;
    answer::json(&cards)
}

/// Those that somebody is in, as their dashboard is told.
///
/// # Errors
/// That of the database.
pub(super) fn of(desk: &Desk, staff: StaffId) -> Result<Vec<SpaceCard>, EdgeError> {
    let kept = store::of(&desk.memory.sql, staff)?;
    if kept.is_empty() {
        return Ok(Vec::new());
    }
    let names = account::names(&desk.memory.sql)?;
    Ok(kept.iter().map(|kept| card(kept, staff, &names)).collect())
}

/// As one of the staff sees it. A direct chat is called as the other one is.
fn card(kept: &Kept, reader: StaffId, names: &BTreeMap<StaffId, DisplayName>) -> SpaceCard {
    let Kept { space, said, stand, count } = kept;
    let with = space.with(reader);
    let mut words = space.words.clone();
    words.name = words.name.or_else(|| names.get(&with?).cloned());
    SpaceCard {
        space: space.id,
        words,
        members: *count,
        with,
        said: said.clone(),
        made_at_ms: space.made_at,
        membership: stand.get(&reader).copied(),
    }
}

fn view(desk: &Desk, space: SpaceId, by: StaffId) -> Result<Response, EdgeError> {
    let (kept, rights) = find(desk, space, by)?;
    if !rights.read {
        return Err(Refusal::NotFound.body().into());
    }
    let names = account::names(&desk.memory.sql)?;
    let people = kept.space.members.iter().map(|(staff, manages)| SpaceMember { staff: *staff, manages: *manages });
    answer::json(&SpaceView { people: people.collect(), card: card(&kept, by, &names), may_manage: rights.manage })
}

async fn make(desk: &Desk, call: &Call<'_>, by: StaffId) -> Result<Response, EdgeError> {
    let asked: MakeSpace = serde_json::from_str(call.body)?;
    let sql = &desk.memory.sql;
    if let Some(known) = store::one(sql, asked.space)? {
        // Sent again: it is there.
        let mine = known.space.members.contains_key(&by);
        return if mine { view(desk, known.space.id, by) } else { Err(Refusal::Taken.body().into()) };
    }
    let space = desk.memory.look(|known| {
        let is_staff = |staff: StaffId| known.rules.directory().staff.contains_key(&staff);
        Space::make(call.now, by, asked, is_staff).map_err(Refusal::body)
    })??;
    if let Some(there) = space.pair().map(|pair| store::of_pair(sql, &pair)).transpose()?.flatten() {
        return view(desk, there.space.id, by);
    }
    if space.words.access != Access::Direct && store::is_full(sql, by)? {
        return Err(Refusal::TooMany.body().into());
    }
    let direct = space.words.access == Access::Direct;
    let (cards, slug) = desk.memory.look(|known| (cards_of(known, space.members.keys()), known.slug.clone()))?;
    desk.memory.note(|| {
        store::make(sql, &space, by)?;
        // Who talks with whom is nobody else's.
        if !direct {
            let about = About { detail: ShortText::try_from(space.id.to_string().as_str()).ok(), ..About::default() };
            audit::note(sql, call.now, by, Deed::SpaceMade, &about)?;
        }
        desk.memory.order(call.now, &slug, space.id.into(), Order::OpenSpace { direct, members: cards })
    })?;
    // So that who made it finds the room ready.
    let settled = desk.outbox.settle(&Target::Room(slug, space.id.into()));
    desk.memory.arm(true)?;
    tell(desk, space.id, |_| true)?;
    settled.await;
    view(desk, space.id, by)
}

fn cards_of<'a>(known: &Known, staff: impl Iterator<Item = &'a StaffId>) -> Vec<shared::card::StaffCard> {
    staff.filter_map(|staff| known.rules.directory().card(*staff).cloned()).collect()
}

fn mute(desk: &Desk, call: &Call<'_>, space: SpaceId, by: StaffId) -> Result<Response, EdgeError> {
    let MuteSpace { muted } = serde_json::from_str(call.body)?;
    let (kept, _) = find(desk, space, by)?;
    if !kept.space.members.contains_key(&by) {
        return Err(Refusal::NotFound.body().into());
    }
    desk.memory.note(|| Ok(store::mute(call.sql, space, by, muted)?))?;
    tell(desk, space, |staff| staff == by)?;
    Ok(answer::done())
}

/// Decides, writes with what its room is owed, and tells dashboards.
fn change(desk: &Desk, now: Timestamp, by: StaffId, space: SpaceId, command: Command) -> Result<(), EdgeError> {
    let (kept, _) = find(desk, space, by)?;
    let events = desk.memory.look(|known| {
        let staff = &known.rules.directory().staff;
        let role = staff.get(&by).map(|member| member.role);
        kept.space.decide((by, role), command, |staff_id| staff.contains_key(&staff_id)).map_err(Refusal::body)
    })??;
    if events.is_empty() {
        return Ok(());
    }
    let too_fast = "You changed Spaces very often just now. Please wait a little.";
    pace::take(desk, now, SPACE_CHANGES, &format!("spaces {by}"), too_fast)?;
    desk.memory.look(|known| {
        desk.memory.note(|| write(&desk.memory, now, known, space, &events))?;
        Ok::<_, EdgeError>(())
    })??;
    desk.outbox.send(&desk.state);
    desk.memory.arm(true)?;
    for event in &events {
        if let Event::Taken(staff) = event {
            gone(desk, *staff, space);
        }
    }
    tell(desk, space, |_| true)
}

/// Writes what happened to a Space, and owes it to its room. Within a turn.
fn write(memory: &Memory, now: Timestamp, known: &Known, space: SpaceId, events: &[Event]) -> Result<(), EdgeError> {
    let room = RoomId::Space(space);
    for event in events {
        store::append(&memory.sql, space, event)?;
        match event {
            Event::Put(staff, _) => {
                let order = Order::Joined { members: cards_of(known, [*staff].iter()) };
                memory.order(now, &known.slug, room, order)?;
            }
            Event::Taken(staff) => memory.order(now, &known.slug, room, Order::Left { staff: *staff })?,
            // What each may do there may be something else now.
            Event::Changed(_) => {
                let staff = seats::in_room(&memory.sql, now, room)?;
                memory.order(now, &known.slug, room, Order::ComeBack { staff })?;
            }
        }
    }
    Ok(())
}

/// Rooms of Spaces are told how those in them are called now. Within the turn that changes it.
///
/// # Errors
/// That of the database.
pub(super) fn rename(memory: &Memory, now: Timestamp, known: &Known, after: &Directory) -> Result<(), EdgeError> {
    let before = known.rules.directory();
    for staff in after.staff.keys() {
        let (was, is) = (before.card(*staff), after.card(*staff));
        let Some(card) = is.filter(|is| was.is_some_and(|was| (&was.handle, &was.name) != (&is.handle, &is.name)))
        else {
            continue;
        };
        for space in store::ids_of(&memory.sql, *staff)? {
            let order = Order::Joined { members: vec![card.clone()] };
            memory.order(now, &known.slug, RoomId::Space(space), order)?;
        }
    }
    Ok(())
}

/// Somebody isn't on the staff any more: they are in no Space. Within the turn that removes them.
///
/// # Errors
/// That of the database.
pub(super) fn leave(memory: &Memory, now: Timestamp, known: &Known, staff: StaffId) -> Result<(), EdgeError> {
    for kept in store::of(&memory.sql, staff)? {
        write(memory, now, known, kept.space.id, &kept.space.without(staff))?;
    }
    Ok(())
}

/// Tells everybody of all that they are in: somebody left them all.
///
/// # Errors
/// That of the database.
pub(super) fn tell_all(desk: &Desk) -> Result<(), EdgeError> {
    for staff in desk.dashboards(|dashboards| dashboards.people()) {
        for space in of(desk, staff)? {
            let frame = DeskServerFrame::SpaceChanged { space: Box::new(space) };
            desk.dashboards(|dashboards| dashboards.tell(|other| other == staff, &frame));
        }
    }
    Ok(())
}

/// Tells those of its members whom it concerns how a Space stands.
fn tell(desk: &Desk, space: SpaceId, whom: impl Fn(StaffId) -> bool) -> Result<(), EdgeError> {
    match store::one(&desk.memory.sql, space)? {
        Some(kept) => tell_of(desk, &kept, whom),
        None => Ok(()),
    }
}

/// The same of one that was just read.
fn tell_of(desk: &Desk, kept: &Kept, whom: impl Fn(StaffId) -> bool) -> Result<(), EdgeError> {
    let names =
        if kept.space.words.access == Access::Direct { account::names(&desk.memory.sql)? } else { BTreeMap::new() };
    desk.dashboards(|dashboards| {
        let here = dashboards.people();
        for staff in kept.space.members.keys().copied().filter(|staff| here.contains(staff) && whom(*staff)) {
            let frame = DeskServerFrame::SpaceChanged { space: Box::new(card(kept, staff, &names)) };
            dashboards.tell(|other| other == staff, &frame);
        }
    });
    Ok(())
}

fn gone(desk: &Desk, staff: StaffId, space: SpaceId) {
    desk.dashboards(|dashboards| dashboards.tell(|other| other == staff, &DeskServerFrame::SpaceGone { space }));
}

/// What the room of a Space reports.
///
/// # Errors
/// That of the database: the room reports again.
pub(super) fn report(desk: &Desk, now: Timestamp, body: &str) -> Result<Response, EdgeError> {
    let report: SpaceReport = serde_json::from_str(body)?;
    let sql = &desk.memory.sql;
    let Some(before) = store::one(sql, report.space)? else { return Ok(answer::done()) };
    let after = desk.memory.note(|| {
        store::report(sql, &report)?;
        let Some(after) = store::one(sql, report.space)? else { return Ok(None) };
        let known = |staff| before.stand.get(staff).map_or(0, |stands| stands.mentions);
        let called: Vec<StaffId> =
            after.stand.iter().filter(|(staff, it)| it.mentions > known(staff)).map(|it| *it.0).collect();
        if !called.is_empty() {
            let names = account::names(sql)?;
            for staff in called {
                alert(desk, now, &after, staff, &names)?;
            }
        }
        Ok(Some(after))
    })?;
    desk.outbox.send(&desk.state);
    desk.memory.arm(true)?;
    let said = report.said != before.said;
    if let Some(after) = after {
        tell_of(desk, &after, |staff| said || report.members.iter().any(|member| member.staff == staff))?;
    }
    Ok(answer::done())
}

/// Owes an alert to somebody who is named there and isn't at hand. Within the turn that notes it.
fn alert(
    desk: &Desk,
    now: Timestamp,
    kept: &Kept,
    staff: StaffId,
    names: &BTreeMap<StaffId, DisplayName>,
) -> Result<(), EdgeError> {
    let Some(by) = kept.said.as_ref().and_then(|said| names.get(&said.staff)).cloned() else { return Ok(()) };
    push::owe_awake(desk, now, staff, |until_ms| {
        let place = kept.space.words.name.clone().unwrap_or_else(|| by.clone());
        let naming = Naming { room: kept.space.id.into(), place, by, until_ms };
        Ok(Some(Alert::Mentioned(Box::new(naming))))
    })
}

/// Whether a Space is known.
///
/// # Errors
/// That of the database.
pub(super) fn is_known(sql: &SqlStorage, space: SpaceId) -> Result<bool, EdgeError> {
    Ok(store::is_known(sql, space)?)
}
