//! The sockets of dashboards: what they say, and what they are told.

use shared::{
    api::{ErrorBody, ErrorCode},
    availability::{self, Chosen},
    card::{EnquiryCard, Phase},
    desk::{Command, Effect},
    id::StaffId,
    value::Timestamp,
    wire::{DeskClientFrame, DeskServerFrame, OLDEST_PROTOCOL, PROTOCOL, ProtocolVersion, close},
};
use worker::{Response, WebSocket, WebSocketIncomingMessage, WebSocketPair};

use super::{
    Desk, accounts,
    call::{Signed, Who},
    mentions, overview, reminders, spaces,
};
use crate::{clock, error::EdgeError, fault::Fault};

/// Largest frame: the longest one has 60 bytes.
const MAX_FRAME_BYTES: usize = 1_024;

/// Cards in one frame of a picture that comes in parts: a slow machine takes them in a few hundredths of a second.
const CARDS_IN_PART: usize = 200;

/// Opens a dashboard's socket.
///
/// # Errors
/// `too_fast` if the person has too many open.
pub(super) fn open(desk: &Desk, now: Timestamp, who: &Who) -> Result<Response, EdgeError> {
    let signed = who.staff()?;
    let pair = WebSocketPair::new()?;
    desk.dashboards(|dashboards| dashboards.accept(now, pair.server, *signed))?;
    Ok(Response::from_websocket(pair.client)?)
}

/// Takes one frame.
///
/// # Errors
/// Only what nobody can be told of.
pub(super) fn take(desk: &Desk, socket: &WebSocket, message: WebSocketIncomingMessage) -> Result<(), EdgeError> {
    let now = clock::now();
    desk.wake(now)?;
    let Some(number) = desk.dashboards(|dashboards| dashboards.number(socket)) else { return Ok(()) };
    let taken = read(desk, message).and_then(|frame| obey(desk, now, number, &frame));
    let Err(error) = taken else { return Ok(()) };
    error.log("A frame of a dashboard");
    desk.dashboards(|dashboards| {
        let Some(dashboard) = dashboards.get_mut(number) else { return Ok(()) };
        if dashboard.pace.refused(now) {
            dashboards.end(number, close::TOO_FAST, "too many refused frames");
            return Ok(());
        }
        dashboards.send(number, &DeskServerFrame::Refused { error: error.body() })
    })
}

fn read(desk: &Desk, message: WebSocketIncomingMessage) -> Result<DeskClientFrame, EdgeError> {
    let text = match message {
        WebSocketIncomingMessage::String(text) => text,
        WebSocketIncomingMessage::Binary(_) => {
            return Err(EdgeError::refused(ErrorCode::Malformed, "Frames are JSON in text, not binary."));
        }
    };
    if text.len() > MAX_FRAME_BYTES {
        return Err(EdgeError::refused(ErrorCode::TooLarge, "A frame of a dashboard has at most 1 KiB."));
    }
    if desk.faults
        && let Some(fault) = Fault::in_frame(&text)
    {
        desk.next_fault.set(Some(fault));
        fault.strike(&desk.state);
    }
    Ok(serde_json::from_str(&text)?)
}

fn obey(desk: &Desk, now: Timestamp, number: u32, frame: &DeskClientFrame) -> Result<(), EdgeError> {
    let Some((staff, session, welcomed)) = desk.dashboards(|dashboards| {
        let Some(dashboard) = dashboards.get_mut(number) else { return Ok(None) };
        if desk.limits {
            let slow_down = |ms: u32| EdgeError::too_fast("Too fast. Wait a moment, then try again.", i64::from(ms));
            dashboard.pace.frame(now).map_err(slow_down)?;
        }
        Ok::<_, EdgeError>(Some((dashboard.staff, dashboard.session, dashboard.welcomed)))
    })?
    else {
        return Ok(());
    };
    let does = match frame {
        DeskClientFrame::Hello { protocol, in_parts } => return greet(desk, now, number, *protocol, *in_parts),
        DeskClientFrame::Input
        | DeskClientFrame::Away
        | DeskClientFrame::Watch { .. }
        | DeskClientFrame::SetAvailability { .. }
            if !welcomed =>
        {
            return Err(EdgeError::refused(ErrorCode::Malformed, "Say `hello` first."));
        }
        DeskClientFrame::Input => availability::Command::Input,
        DeskClientFrame::Away => availability::Command::Away,
        DeskClientFrame::Watch { on } => {
            let role = desk.memory.look(|known| known.rules.directory().staff.get(&staff).map(|member| member.role))?;
            return overview::watch(desk, number, role.ok_or_else(EdgeError::not_found)?, *on);
        }
        DeskClientFrame::SetAvailability { availability } => {
            let chosen = Chosen::of(*availability).ok_or_else(|| {
                EdgeError::refused(ErrorCode::Malformed, "Choose active, busy or offline: idle can't be chosen.")
            })?;
            availability::Command::Choose(chosen)
        }
    };
    desk.dashboards(|dashboards| dashboards.note(now, number, does != availability::Command::Away))?;
    accounts::used(&desk.memory.sql, now, session)?;
    // Silent for so long that the lease ran out, and there after all.
    let what = vec![(staff, availability::Command::Alive(now)), (staff, does)];
    desk.turn(now, Command::Staff(what))
}

/// Answers `hello` with the whole picture; from then on changes follow.
fn greet(desk: &Desk, now: Timestamp, number: u32, protocol: ProtocolVersion, in_parts: bool) -> Result<(), EdgeError> {
    if protocol < OLDEST_PROTOCOL {
        desk.dashboards(|dashboards| dashboards.end(number, close::TOO_OLD, "reload"));
        return Ok(());
    }
    let session = desk.dashboards(|dashboards| dashboards.get_mut(number).map(|dashboard| dashboard.session));
    let Some(session) = session else { return Ok(()) };
    let Some(signed) = accounts::still_signed(&desk.memory.sql, now, session)? else {
        desk.dashboards(|dashboards| dashboards.end(number, close::UNAUTHENTICATED, "sign in again"));
        return Ok(());
    };
    desk.turn(now, Command::Staff(vec![(signed.staff, availability::Command::Connect)]))?;
    let mut cards = desk.memory.look(|known| known.rules.picture(signed.staff))?;
    // Somebody's own first: of those there are few, and a talk goes on there.
    cards.sort_by_key(|card| card.phase != Phase::Engaged);
    let rest = cards.split_off(if in_parts { cards.len().min(CARDS_IN_PART) } else { cards.len() });
    let welcome = welcome(desk, now, &signed, cards, !rest.is_empty())?;
    let quiet = desk.memory.look(|known| known.rules.quiet_until(signed.staff))?;
    let reminders = reminders::frame(desk, signed.staff, None)?;
    desk.dashboards(|dashboards| {
        dashboards.note(now, number, false)?;
        dashboards.send(number, &welcome)?;
        let parts = rest.chunks(CARDS_IN_PART).map(<[_]>::to_vec);
        let parts = parts.zip(1..).map(|(cards, sent)| (cards, sent * CARDS_IN_PART < rest.len()));
        for (cards, more) in parts {
            dashboards.send(number, &DeskServerFrame::Cards { cards, more })?;
        }
        if quiet.is_some() {
            dashboards.send(number, &DeskServerFrame::QuietChanged { until_ms: quiet })?;
        }
        if !matches!(reminders, DeskServerFrame::Reminders { due: 0, .. }) {
            dashboards.send(number, &reminders)?;
        }
        dashboards.welcome(number)
    })
}

fn welcome(
    desk: &Desk,
    now: Timestamp,
    signed: &Signed,
    cards: Vec<EnquiryCard>,
    more: bool,
) -> Result<DeskServerFrame, EdgeError> {
    let me = Box::new(accounts::me(&desk.memory.sql, signed)?);
    let spaces = spaces::of(desk, signed.staff)?;
    let mut mentions = mentions::of(desk, signed.staff)?;
    mentions.reverse();
    desk.memory.look(|known| DeskServerFrame::Welcome {
        protocol: PROTOCOL,
        now_ms: now,
        me,
        service: Box::new(known.service()),
        staff: known.rules.colleagues().collect(),
        tags: known.rules.tag_cards(now, false).collect(),
        serving: known.rules.serving(),
        labels: known.rules.directory().labels.clone(),
        label_required: known.rules.directory().label_required,
        link_previews: known.settings().link_previews,
        cards,
        more,
        spaces,
        mentions,
    })
}

/// A socket has ended.
///
/// # Errors
/// That of the database.
pub(super) fn left(desk: &Desk, socket: &WebSocket, said_goodbye: bool) -> Result<(), EdgeError> {
    let now = clock::now();
    desk.wake(now)?;
    let last_of = desk.dashboards(|dashboards| dashboards.leave(socket));
    // Without a goodbye the network may have failed: then the lease runs on, for the person is likely to come back.
    match last_of.filter(|_| said_goodbye) {
        Some(staff) => desk.turn(now, Command::Staff(vec![(staff, availability::Command::Disconnect)])),
        None => Ok(()),
    }
}

/// Tells dashboards what has come of a turn.
pub(super) fn show(desk: &Desk, effects: Vec<Effect>) {
    for effect in effects {
        match effect {
            // Owed: the outbox sees to it.
            Effect::OrderRoom { .. } | Effect::Alert { .. } => {}
            Effect::ShowCard { card, to } => {
                tell(desk, |staff| to.contains(&staff), &DeskServerFrame::EnquiryChanged { card });
            }
            Effect::CardGone { enquiry, revision, from, reason } => {
                let frame = DeskServerFrame::EnquiryGone { enquiry, revision, reason };
                tell(desk, |staff| from.contains(&staff), &frame);
            }
            Effect::QuietChanged(staff) => {
                if let Ok(until_ms) = desk.memory.look(|known| known.rules.quiet_until(staff)) {
                    tell(desk, |other| other == staff, &DeskServerFrame::QuietChanged { until_ms });
                }
            }
            Effect::Probe(staff) => desk.dashboards(|dashboards| dashboards.probe(staff)),
            Effect::ColleagueChanged(staff) => {
                if let Ok(Some(colleague)) = desk.memory.look(|known| known.rules.colleague(staff)) {
                    tell(desk, |_| true, &DeskServerFrame::ColleagueChanged { colleague });
                }
            }
            Effect::ColleagueGone(staff) => tell(desk, |_| true, &DeskServerFrame::ColleagueGone { staff }),
        }
    }
}

/// Tells everybody that tags or the service's settings changed.
pub(super) fn show_service(desk: &Desk) {
    let frame = desk.memory.look(|known| DeskServerFrame::ServiceChanged {
        service: Box::new(known.service()),
        tags: known.rules.tag_cards(clock::now(), false).collect(),
        serving: known.rules.serving(),
        labels: known.rules.directory().labels.clone(),
        label_required: known.rules.directory().label_required,
        link_previews: known.settings().link_previews,
    });
    if let Ok(frame) = frame {
        tell(desk, |_| true, &frame);
    }
}

fn tell(desk: &Desk, to: impl Fn(StaffId) -> bool, frame: &DeskServerFrame) {
    desk.dashboards(|dashboards| dashboards.tell(to, frame));
}

/// An error for a frame's sender is also one for a request.
impl From<shared::enquiry::Refusal> for EdgeError {
    fn from(refusal: shared::enquiry::Refusal) -> Self {
        ErrorBody::from(refusal).into()
    }
}
