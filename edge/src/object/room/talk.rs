//! Frames into a room: they wait for each other, pass if they may, and have their turn together.

use std::{rc::Rc, time::Duration};

use shared::{
    api::{ErrorBody, ErrorCode},
    pace::Pace,
    room::Room as Rules,
    value::Timestamp,
    wire::{CallClientFrame, RoomClientFrame, close},
};
use worker::{Delay, WebSocketIncomingMessage};

use super::{
    Chat,
    frame::{self, Frame, Subject},
    plan::{Ask, Done},
    seats::{Place, Seated},
};
use crate::{clock, error::EdgeError};

impl Chat {
    /// Gives all frames that wait their turn.
    pub(super) fn run_waiting(&self) {
        let (frames, taken) = self.waiting.take();
        if !self.looked_after.replace(true) && self.memory().is_ok_and(|memory| memory.exists().unwrap_or(false)) {
            self.outbox.send_due(&self.state);
        }
        let now = clock::now();
        self.seats(|seats| seats.end_old(now));
        let mut asks = Vec::new();
        for (socket, message) in frames {
            if let Some(place) = self.seats(|seats| seats.place(&socket)) {
                self.take(now, place, message, &mut asks);
            }
        }
        self.run(now, asks);
        taken.open();
    }

    /// Sees to it that the Desk is told in time of what was said. By a timer of its own: a call that waited for it would be
    /// made again, and again, when others break the module.
    pub(super) fn report_in_time(self: &Rc<Self>) {
        if self.report_due().is_some() && !self.reporting.replace(true) {
            self.state.wait_until(self.clone().report_when_due());
        }
    }

    async fn report_when_due(self: Rc<Self>) {
        while let Some(ms) = self.report_due().map(|at| at.ms_since(clock::now())) {
            if ms == 0 {
                // Should it fail, the alarm tries again.
                self.run(clock::now(), vec![Ask::Tick]);
                break;
            }
            Delay::from(Duration::from_millis(ms.unsigned_abs())).await;
        }
        self.reporting.set(false);
    }

    fn report_due(&self) -> Option<Timestamp> {
        self.memory().and_then(|memory| memory.look(Rules::report_due_at)).ok().flatten()
    }

    /// Takes one frame: what may change something is put to `asks`, everything else is answered at once.
    fn take(&self, now: Timestamp, place: Place, message: WebSocketIncomingMessage, asks: &mut Vec<Ask>) {
        self.seats(|seats| seats.hear(now, place));
        let (subject, taken) = match frame::read(message, self.faults) {
            Frame::Said(frame) => (Subject::of(&frame), self.take_said(now, place, frame, asks)),
            Frame::Call(frame) => (Subject::Call(frame.call()), self.take_call(now, place, frame, asks)),
            Frame::Fault(fault) => {
                self.next_fault.set(Some(fault));
                fault.strike(&self.state);
                return;
            }
            Frame::Refused(subject, error) => (subject, Err(error)),
        };
        if let Err(error) = taken {
            self.refuse(now, place, subject, error);
        }
    }

    fn take_said(
        &self,
        now: Timestamp,
        place: Place,
        frame: RoomClientFrame,
        asks: &mut Vec<Ask>,
    ) -> Result<(), ErrorBody> {
        self.pass(place, matches!(frame, RoomClientFrame::Hello { .. }), |pace| {
            pace.frame(now)?;
            match &frame {
                RoomClientFrame::Say { .. }
                | RoomClientFrame::Note { .. }
                | RoomClientFrame::Revise { .. }
                | RoomClientFrame::LeaveDetails { .. } => pace.message(now),
                RoomClientFrame::Hello { .. } | RoomClientFrame::History { .. } => pace.look(now),
                RoomClientFrame::Mark { .. }
                | RoomClientFrame::Typing
                | RoomClientFrame::Page { .. }
                | RoomClientFrame::Looking { .. }
                | RoomClientFrame::Close => Ok(()),
            }
        })?;
        match frame {
            RoomClientFrame::Hello { protocol, seen } => {
                // What was said before it has to be in the log by then.
                self.run(now, std::mem::take(asks));
                self.welcome(now, place, protocol, seen).map_err(|error| error.body())
            }
            RoomClientFrame::History { before } => {
                self.run(now, std::mem::take(asks));
                self.history(place, before).map_err(|error| error.body())
            }
            RoomClientFrame::Looking { looking } => {
                // What was said before it was said to somebody who still did the other thing.
                self.run(now, std::mem::take(asks));
                self.seats(|seats| seats.look(place, looking)).map_err(|error| EdgeError::from(error).body())
            }
            RoomClientFrame::Typing => self.typing(place).map_err(|error| error.body()),
            frame @ (RoomClientFrame::Say { .. }
            | RoomClientFrame::Note { .. }
            | RoomClientFrame::Revise { .. }
            | RoomClientFrame::LeaveDetails { .. }
            | RoomClientFrame::Mark { .. }
            | RoomClientFrame::Page { .. }
            | RoomClientFrame::Close) => {
                let speaker = self.seats(|seats| seats.get(place).map(Seated::speaker));
                asks.extend(speaker.map(|speaker| Ask::Frame(place, speaker, frame)));
                Ok(())
            }
        }
    }

    fn take_call(
        &self,
        now: Timestamp,
        place: Place,
        frame: CallClientFrame,
        asks: &mut Vec<Ask>,
    ) -> Result<(), ErrorBody> {
        self.pass(place, false, |pace| match &frame {
            CallClientFrame::Signal { .. } => pace.signal(now),
            CallClientFrame::Offer { .. } => pace.frame(now).and_then(|()| pace.offer(now)),
            CallClientFrame::Join { .. }
            | CallClientFrame::Decline { .. }
            | CallClientFrame::Leave { .. }
            | CallClientFrame::Record { .. } => pace.frame(now).and_then(|()| pace.message(now)),
        })?;
        if let CallClientFrame::Signal { call, to, signal } = frame {
            // Who has just come in has to be in by then.
            self.run(now, std::mem::take(asks));
            return self.signal(place, call, to, signal).map_err(|error| error.body());
        }
        asks.extend(self.seats(|seats| seats.get(place).and_then(|seated| seated.act(place, &frame))));
        Ok(())
    }

    /// Lets a frame pass if its socket was welcomed, unless it `greets`, and isn't too fast.
    fn pass(
        &self,
        place: Place,
        greets: bool,
        count: impl FnOnce(&mut Pace) -> Result<(), u32>,
    ) -> Result<(), ErrorBody> {
        if !greets && !self.seats(|seats| seats.get(place).is_some_and(|seated| seated.welcomed)) {
            return Err(ErrorBody::new(ErrorCode::Malformed, "Say `hello` first."));
        }
        if !self.limits {
            return Ok(());
        }
        let paced = self.seats(|seats| seats.pace_at(place).map_or(Ok(()), count));
        paced.map_err(|ms| EdgeError::too_fast("Too fast. Wait a moment, then try again.", i64::from(ms)).body())
    }

    pub(super) fn refuse(&self, now: Timestamp, place: Place, subject: Subject, error: ErrorBody) {
        self.seats(|seats| {
            if seats.pace_at(place).is_some_and(|pace| pace.refused(now)) {
                seats.close(place, close::TOO_FAST, "too many refused frames");
            } else if let Ok(text) = subject.refused(error) {
                seats.send(place, &text);
            }
        });
    }

    /// One turn for all of `asks`. Should it fail, each gets one of its own, so that only the bad one fails.
    pub(super) fn run(&self, now: Timestamp, asks: Vec<Ask>) {
        if asks.is_empty() {
            return;
        }
        match self.turn(now, &asks) {
            Ok(done) => self.show(done),
            Err(error) if asks.len() == 1 => {
                error.log("A turn of a room");
                for (place, subject) in asks.iter().filter_map(Ask::asked_by) {
                    self.refuse(now, place, subject, error.body());
                }
            }
            Err(_) => asks.into_iter().for_each(|ask| self.run(now, vec![ask])),
        }
    }

    fn turn(&self, now: Timestamp, asks: &[Ask]) -> Result<Done, EdgeError> {
        let looks = self.seats(|seats| seats.visitor_looks());
        self.memory()?.turn(now, asks, looks, self.next_fault.take())
    }
}
