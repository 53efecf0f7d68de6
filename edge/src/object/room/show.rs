//! What those who are seated see: what is new, and what they ask for.

use shared::{
    card::Side,
    id::StaffId,
    room::{Room as Rules, Speaker},
    value::{Seq, Timestamp},
    wire::{HISTORY_PAGE, LogEntry, MAX_RESUME, OLDEST_PROTOCOL, PROTOCOL, ProtocolVersion, RoomServerFrame, close},
};

use super::{
    Chat, channel, frame,
    plan::Done,
    seats::{Place, Seated, Seats},
};
use crate::{clock, error::EdgeError};

impl Chat {
    /// Shows what a turn led to. All of it is written, and the runtime holds every frame back until that is on the disk.
    pub(super) fn show(&self, done: Done) {
        let Done {
            entries,
            marked,
            marked_of,
            again,
            refused,
            refused_ask: _,
            unseated,
            called_back,
            bound,
            call_shown,
            call_ended,
            reported,
            deliveries,
        } = done;
        let now = clock::now();
        let missing = !unseated.is_empty() || !called_back.is_empty();
        self.seats(|seats| {
            for (place, peer) in bound {
                if let Err(error) = seats.bind(place, peer) {
                    EdgeError::from(error).log("Whose browser a socket is");
                }
            }
        });
        if let Err(error) = self.show_entries(entries).and_then(|()| self.show_marks(marked, &marked_of)) {
            error.log("Showing a turn of a room");
        }
        if marked {
            self.show_read_there();
        }
        if let Err(error) = self.show_deliveries(deliveries) {
            error.log("How far something came");
        }
        self.seats(|seats| {
            for (place, entry) in again {
                let Some(side) = seats.get(place).map(Seated::side) else { continue };
                let entry = entry.seen_by(side);
                if let Ok(text) = frame::write(&RoomServerFrame::Entry { entry }) {
                    seats.send(place, &text);
                }
            }
            for (staff, session) in unseated {
                seats.unseat(staff, session);
            }
            if !called_back.is_empty() {
                seats.call_back(&called_back);
            }
        });
        if let Err(error) = self.show_call(&call_shown, call_ended) {
            error.log("Showing a call");
        }
        if let Err(error) = self.show_lookers() {
            error.log("Who looks on");
        }
        for (place, subject, refusal) in refused {
            self.refuse(now, place, subject, refusal.body());
        }
        if missing {
            self.miss_peers();
        }
        if reported {
            self.outbox.send(&self.state);
        }
    }

    /// Nearly always both sides see the same: then it is written once for all.
    fn show_entries(&self, entries: Vec<LogEntry>) -> Result<(), EdgeError> {
        if entries.iter().any(LogEntry::is_for_staff) {
            let theirs = seen_by(Side::Visitor, entries.clone());
            in_frames(theirs, |frame| self.tell_side(Side::Visitor, frame))?;
            in_frames(entries, |frame| self.tell_side(Side::Staff, frame))
        } else {
            in_frames(entries, |frame| self.tell(frame))
        }
    }

    fn show_marks(&self, marked: bool, of: &[StaffId]) -> Result<(), EdgeError> {
        for staff in of {
            let marks = self.memory()?.look(|room| room.marks_of(Some(*staff)))?;
            let text = frame::write(&RoomServerFrame::Marks { marks })?;
            self.seats(|seats| seats.tell_staff(|other| other == *staff, &text));
        }
        if !marked {
            return Ok(());
        }
        let marks = self.memory()?.look(Rules::marks)?;
        self.tell(&RoomServerFrame::Marks { marks })
    }

    fn tell(&self, frame: &RoomServerFrame) -> Result<(), EdgeError> {
        let text = frame::write(frame)?;
        self.seats(|seats| seats.tell(&text));
        Ok(())
    }

    pub(super) fn tell_side(&self, side: Side, frame: &RoomServerFrame) -> Result<(), EdgeError> {
        let text = frame::write(frame)?;
        self.seats(|seats| seats.tell_side(side, &text));
        Ok(())
    }

    /// Entries as the one who sits there may see them.
    fn seen_from(&self, place: Place, entries: Vec<LogEntry>) -> Vec<LogEntry> {
        // Who has left in between sees nothing more than a visitor would.
        let side = self.seats(|seats| seats.get(place).map_or(Side::Visitor, Seated::side));
        seen_by(side, entries)
    }

    pub(super) fn welcome(
        &self,
        now: Timestamp,
        place: Place,
        protocol: ProtocolVersion,
        seen: Option<Seq>,
    ) -> Result<(), EdgeError> {
        if protocol < OLDEST_PROTOCOL {
            self.seats(|seats| seats.close(place, close::TOO_OLD, "reload"));
            return Ok(());
        }
        let memory = self.memory()?;
        let staff = self.seats(|seats| seats.get(place).and_then(Seated::staff));
        let (card, marks, last) = memory.look(|room| (room.card().cloned(), room.marks_of(staff), room.last()))?;
        let card = card.ok_or(EdgeError::Broken("somebody sits in a room that was never opened"))?;
        let resumes = seen.filter(|seen| *seen <= last && last.0 - seen.0 <= MAX_RESUME);
        let entries = match resumes {
            Some(seen) => memory.store().after(seen),
            None => memory.store().before(last.next()),
        }
        .map_err(EdgeError::Storage)?;
        let mut shown = entries.last().map_or(last, |entry| entry.seq);
        let first = entries.first().map(|entry| entry.seq);
        let room = Box::new(card);
        let entries = self.seen_from(place, entries);
        let welcome = RoomServerFrame::Welcome { protocol: PROTOCOL, now_ms: now, room, marks, entries, last };
        self.send(place, &welcome)?;
        while shown < last {
            let entries = memory.store().after(shown).map_err(EdgeError::Storage)?;
            let Some(newest) = entries.last() else { break };
            shown = newest.seq;
            self.send(place, &RoomServerFrame::Entries { entries: self.seen_from(place, entries) })?;
        }
        self.seats(|seats| seats.welcome(place))?;
        self.send_deliveries(place, first, Some(last))?;
        let side = self.seats(|seats| seats.get(place).map_or(Side::Visitor, Seated::side));
        self.show_call_to(place, side)?;
        let is_staff = side == Side::Staff;
        let staff = self.seats(|seats| seats.lookers());
        if is_staff && !staff.is_empty() {
            self.send(place, &RoomServerFrame::Lookers { staff })?;
        }
        self.show_lookers()
    }

    /// Tells the staff who looks on, if that has changed.
    pub(super) fn show_lookers(&self) -> Result<(), EdgeError> {
        match self.seats(Seats::new_lookers) {
            Some(staff) => self.tell_side(Side::Staff, &RoomServerFrame::Lookers { staff }),
            None => Ok(()),
        }
    }

    pub(super) fn history(&self, place: Place, before: Seq) -> Result<(), EdgeError> {
        let entries = self.memory()?.store().before(before).map_err(EdgeError::Storage)?;
        let (first, last) = channel::ends(&entries);
        self.send(place, &RoomServerFrame::History { entries: self.seen_from(place, entries) })?;
        self.send_deliveries(place, first, last)
    }

    pub(super) fn typing(&self, place: Place) -> Result<(), EdgeError> {
        let in_space = self.memory()?.look(Rules::is_space)?;
        self.seats(|seats| {
            let Some(seated) = seats.get(place) else { return Ok(()) };
            if matches!(seated.speaker(), Speaker::Reader(_) | Speaker::Onlooker(_)) {
                return Ok(());
            }
            let (side, staff) = (seated.side(), seated.staff());
            if in_space {
                let text = frame::write(&RoomServerFrame::Typing { side, staff })?;
                seats.tell_staff(|other| Some(other) != staff, &text);
                return Ok(());
            }
            seats.tell_side(other(side), &frame::write(&RoomServerFrame::Typing { side, staff })?);
            if side == Side::Staff {
                self.show_typing_there();
            }
            Ok(())
        })
    }

    pub(super) fn send(&self, place: Place, frame: &RoomServerFrame) -> Result<(), EdgeError> {
        let text = frame::write(frame)?;
        self.seats(|seats| seats.send(place, &text));
        Ok(())
    }
}

fn other(side: Side) -> Side {
    match side {
        Side::Visitor => Side::Staff,
        Side::Staff => Side::Visitor,
    }
}

/// Entries as one side may see them.
pub(super) fn seen_by(side: Side, entries: Vec<LogEntry>) -> Vec<LogEntry> {
    entries.into_iter().map(|entry| entry.seen_by(side)).collect()
}

/// What is new, as the fewest frames.
fn in_frames(
    mut entries: Vec<LogEntry>,
    tell: impl Fn(&RoomServerFrame) -> Result<(), EdgeError>,
) -> Result<(), EdgeError> {
    if entries.len() == 1 {
        return entries.pop().map_or(Ok(()), |entry| tell(&RoomServerFrame::Entry { entry }));
    }
    while !entries.is_empty() {
        let rest = entries.split_off(entries.len().min(HISTORY_PAGE));
        tell(&RoomServerFrame::Entries { entries: std::mem::replace(&mut entries, rest) })?;
    }
    Ok(())
}
