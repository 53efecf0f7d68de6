//! Notes of colleagues that somebody is to see: rooms tell of each, and here it is settled whom it is for.

use std::collections::BTreeSet;

use shared::{
    api::{SeenMentions, route::Operation},
    id::StaffId,
    mention::Mention,
    owed::NoteNews,
    permission::may,
    push::{Alert, Naming},
    value::Timestamp,
    wire::DeskServerFrame,
};
use worker::Response;

use super::{Desk, call::Call, push, visitors};
use crate::{
    answer,
    error::EdgeError,
    store::desk::{account, mention as store},
};

/// Answers one request.
///
/// # Errors
/// `malformed`.
pub(super) fn handle(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let staff = call.who.staff()?.staff;
    if call.found.route.operation == Operation::ListMentions {
        return answer::json(&of(desk, staff)?);
    }
    let SeenMentions { enquiry } = serde_json::from_str(call.body)?;
    desk.memory.note(|| Ok(store::seen(call.sql, staff, enquiry)?))?;
    let frame = DeskServerFrame::MentionsSeen { enquiry };
    desk.dashboards(|dashboards| dashboards.tell(|other| other == staff, &frame));
    Ok(answer::done())
}

/// Notes that somebody hasn't seen and may read, newest first.
///
/// # Errors
/// That of the database.
pub(super) fn of(desk: &Desk, staff: StaffId) -> Result<Vec<Mention>, EdgeError> {
    let mut all = store::of(&desk.memory.sql, staff)?;
    // What they could read when it was written may be closed to them now.
    all.retain(|one| super::enquiries::find(desk, one.enquiry, staff).is_ok_and(|(.., rights)| rights.read));
    Ok(all)
}

/// A room tells of a note.
///
/// # Errors
/// That of the database: the room tells again.
pub(super) fn note(desk: &Desk, now: Timestamp, body: &str) -> Result<Response, EdgeError> {
    let NoteNews { enquiry: id, seq, by, handles, words, at_ms, revised } = serde_json::from_str(body)?;
    if revised {
        let told = desk.memory.note(|| Ok(store::revise(&desk.memory.sql, id, seq, &words)?))?;
        for (staff, mention) in told {
            tell(desk, staff, mention);
        }
        return Ok(answer::done());
    }
    // Of an enquiry that was erased, nothing is kept.
    let Some(enquiry) = visitors::known(desk, id)? else { return Ok(answer::done()) };
    let (inside, named) = desk.memory.look(|known| {
        let directory = known.rules.directory();
        let inside = enquiry.holder().into_iter().chain(enquiry.guests.iter().copied());
        let meant = directory.staff.keys().filter(|staff| {
            let is_meant = directory.card(**staff).is_some_and(|card| handles.contains(&card.handle));
            is_meant && may(directory, &enquiry, **staff).read
        });
        (inside.collect::<BTreeSet<StaffId>>(), meant.copied().collect::<BTreeSet<StaffId>>())
    })?;
    let whom: Vec<StaffId> = inside.union(&named).copied().filter(|staff| *staff != by).collect();
    let told = desk.memory.note(|| {
        let mut told = Vec::new();
        for staff in whom {
            let mention = Mention { enquiry: id, seq, by, named: named.contains(&staff), words: words.clone(), at_ms };
            if store::put(&desk.memory.sql, staff, &mention)? {
                if mention.named {
                    alert(desk, now, &mention, staff)?;
                }
                told.push((staff, mention));
            }
        }
        Ok(told)
    })?;
    if told.iter().any(|(_, mention)| mention.named) {
        desk.outbox.send(&desk.state);
        desk.memory.arm(true)?;
    }
    for (staff, mention) in told {
        tell(desk, staff, mention);
    }
    Ok(answer::done())
}

fn tell(desk: &Desk, staff: StaffId, mention: Mention) {
    let frame = DeskServerFrame::Mentioned { mention: Box::new(mention) };
    desk.dashboards(|dashboards| dashboards.tell(|other| other == staff, &frame));
}

/// Owes an alert to who is named and isn't at hand. Within the turn that notes it.
fn alert(desk: &Desk, now: Timestamp, mention: &Mention, staff: StaffId) -> Result<(), EdgeError> {
    push::owe_awake(desk, now, staff, |until_ms| {
        let by = account::names(&desk.memory.sql)?.remove(&mention.by);
        let found = super::enquiries::find(desk, mention.enquiry, staff).ok();
        let naming = by.zip(found).map(|(by, (_, contact, _))| {
            let (room, place) = (mention.enquiry.into(), contact.name().clone());
            Naming { room, place, by, until_ms }
        });
        Ok(naming.map(|naming| Alert::Mentioned(Box::new(naming))))
    })
}
