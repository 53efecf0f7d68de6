//! One turn of a room: worked out, then written, all or none. What is held in memory is only ahead of the database within
//! a turn; if that fails, the memory is thrown away and read anew.

use std::{cell::RefCell, rc::Rc};

use shared::{
    channel::{DeliveryCard, DeliveryState},
    file::shelf::{Event as FileEvent, Shelf},
    id::RoomId,
    owed::{FileNews, Heard},
    room::Room as Rules,
    value::{ServiceSlug, Timestamp},
};
use worker::Storage;

use super::plan::{Ask, Done, Known, Owed, Plan};
use crate::{
    alarm::Alarm,
    error::EdgeError,
    fault::Fault,
    owed::{DeleteShared, Outbox, Target},
    store::room::RoomStore,
    turn::atomically,
};

/// A room's state with its database.
pub(super) struct Memory {
    storage: Storage,
    store: RoomStore,
    outbox: Rc<Outbox>,
    alarm: Rc<Alarm>,
    desk: Target,
    index: Target,
    pub(super) room: RoomId,
    /// None before it is read, and after a turn that failed.
    known: RefCell<Option<Known>>,
}

impl Memory {
    pub(super) fn new(
        storage: Storage,
        outbox: Rc<Outbox>,
        alarm: Rc<Alarm>,
        service: ServiceSlug,
        room: RoomId,
    ) -> Self {
        let store = RoomStore::new(storage.sql());
        let (desk, index) = (Target::Desk(service.clone()), Target::Index(service));
        Self { storage, store, outbox, alarm, desk, index, room, known: RefCell::default() }
    }

    pub(super) fn store(&self) -> &RoomStore {
        &self.store
    }

    /// Looks at the room as it stands.
    pub(super) fn look<T>(&self, at: impl FnOnce(&Rules) -> T) -> Result<T, EdgeError> {
        let mut known = self.known.borrow_mut();
        if known.is_none() {
            *known = Some(self.read()?);
        }
        known.as_ref().map(|known| at(&known.rules)).ok_or(EdgeError::Broken("a room was not read"))
    }

    /// Its files; none before it is opened.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn shelf(&self) -> Result<Shelf, EdgeError> {
        if self.exists()? { self.store.shelf().map_err(EdgeError::Storage) } else { Ok(Shelf::default()) }
    }

    /// When something is to be done about a file.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn files_due(&self) -> Result<Option<Timestamp>, EdgeError> {
        self.store.files_due().map_err(EdgeError::Storage)
    }

    /// One turn for files and for what is asked beside it, all or none: also nothing if that is refused.
    ///
    /// # Errors
    /// That of the room, or of the database.
    pub(super) fn file_turn(
        &self,
        now: Timestamp,
        asks: &[Ask],
        looks: bool,
        fault: Option<Fault>,
        (events, news): (&[FileEvent], Option<&FileNews>),
    ) -> Result<Done, EdgeError> {
        let done = atomically(&self.storage, || {
            for event in events {
                self.store.append_file(event).map_err(EdgeError::Storage)?;
                self.owe_deletion(now, event)?;
            }
            let done = if asks.is_empty() { Done::default() } else { self.turn(now, asks, looks, fault)? };
            if let Some(refusal) = &done.refused_ask {
                return Err(refusal.body().into());
            }
            if let Some(news) = news {
                self.outbox.owe(now, &self.desk, "/internal/file-news", news).map_err(EdgeError::Storage)?;
            }
            self.arm()?;
            Ok(done)
        });
        if done.is_err() {
            // It may be ahead of what was rolled back.
            self.known.replace(None);
            self.alarm.forget();
        }
        done
    }

    fn owe_deletion(&self, now: Timestamp, event: &FileEvent) -> Result<(), EdgeError> {
        let (file, upload) = match event {
            FileEvent::Gone { file, upload, .. } => (*file, upload.clone()),
            FileEvent::Swept(file) => (*file, None),
            FileEvent::Begun(_)
            | FileEvent::UploadMade(..)
            | FileEvent::Kept(..)
            | FileEvent::Lost(_)
            | FileEvent::Shared(_) => return Ok(()),
        };
        let Target::Desk(service) = &self.desk else { return Err(EdgeError::Broken("a room reports to no Desk")) };
        let target = Target::Shared(service.clone(), self.room, file);
        self.outbox.owe(now, &target, "/", &DeleteShared { upload }).map_err(EdgeError::Storage)
    }

    /// The room is another one in the database now.
    pub(super) fn forget(&self) {
        self.known.replace(None);
    }

    /// The Desk that it reports to.
    pub(super) const fn desk(&self) -> &Target {
        &self.desk
    }

    /// Whether the room was ever opened.
    pub(super) fn exists(&self) -> Result<bool, EdgeError> {
        self.look(|room| room.card().is_some())
    }

    fn read(&self) -> Result<Known, EdgeError> {
        if !self.store.exists().map_err(EdgeError::Storage)? {
            return Ok(Known::default());
        }
        let woken = atomically(&self.storage, || {
            self.store.migrate()?;
            self.store.wake()
        });
        Ok(match woken.map_err(EdgeError::Storage)? {
            Some(woken) => Known { rules: Rules::restore(woken.stored), newest: woken.newest, exists: true },
            None => Known { exists: true, ..Known::default() },
        })
    }

    /// Does what is asked, in this order, in one commit. `looks`: whether the visitor has the chat in front of them.
    ///
    /// # Errors
    /// That of the database: then nothing of all this was done.
    pub(super) fn turn(
        &self,
        now: Timestamp,
        asks: &[Ask],
        looks: bool,
        fault: Option<Fault>,
    ) -> Result<Done, EdgeError> {
        let mut known = match self.known.take() {
            Some(known) => known,
            None => self.read()?,
        };
        let plan = Plan::make(&self.store, now, &mut known, asks, looks)?;
        if plan.events.is_empty() {
            self.known.replace(Some(known));
            return Ok(plan.done());
        }
        let written = match plan.talk() {
            // Nearly every turn: one statement, which needs no transaction around it to be all or nothing.
            Some(entries) if fault.is_none() && self.alarm.covers(known.rules.wake_at()) => {
                self.store.say(&entries).map_err(EdgeError::Storage)
            }
            Some(_) | None => atomically(&self.storage, || self.write(now, &mut known, &plan, fault)),
        };
        if let Err(error) = written {
            self.alarm.forget();
            return Err(error);
        }
        self.known.replace(Some(known));
        Ok(plan.done())
    }

    fn write(&self, now: Timestamp, known: &mut Known, plan: &Plan, fault: Option<Fault>) -> Result<(), EdgeError> {
        if !known.exists {
            self.store.migrate().map_err(EdgeError::Storage)?;
            known.exists = true;
        }
        for event in &plan.events {
            self.store.append(event).map_err(EdgeError::Storage)?;
            if fault == Some(Fault::HalfTurn) {
                return Err(EdgeError::Broken("half a turn was asked for"));
            }
        }
        for owed in &plan.owed {
            self.owe(now, owed)?;
        }
        let is_read = plan.is_read();
        // What colleagues say to each other is in no Index.
        if let (true, Some(enquiry)) = (is_read, self.room.enquiry()) {
            let heard = Heard { enquiry, last: known.rules.last() };
            self.outbox.owe(now, &self.index, "/internal/heard", &heard).map_err(EdgeError::Storage)?;
        }
        // What is owed is looked at only when that may have changed.
        let look = is_read || !(plan.owed.is_empty() && self.alarm.is_known());
        let owed = if look { self.outbox.next_at().map_err(EdgeError::Storage)? } else { None };
        let files = if look { self.files_due()? } else { None };
        let earliest = known.rules.wake_at().into_iter().chain(owed).chain(files).min();
        self.alarm.wake_at(&self.storage, earliest).map_err(EdgeError::Storage)
    }

    fn owe(&self, now: Timestamp, owed: &Owed) -> Result<(), EdgeError> {
        match owed {
            Owed::Report(report) => self.outbox.owe(now, &self.desk, "/internal/report", report),
            Owed::SpaceReport(report) => self.outbox.owe(now, &self.desk, "/internal/space-report", report),
            Owed::Note(news) => self.outbox.owe(now, &self.desk, "/internal/note-news", news),
            Owed::Call(call) => self.outbox.owe(now, &self.desk, "/internal/visitor-call", call),
            Owed::Deliver(account, to) => {
                let Target::Desk(service) = &self.desk else {
                    return Err(EdgeError::Broken("a room reports to no Desk"));
                };
                let card = DeliveryCard::new(to.seq, DeliveryState::Waiting, to.at_ms, None);
                let target = Target::Channel(service.clone(), account.clone());
                self.store.deliver(&card).and_then(|()| self.outbox.owe(now, &target, "/internal/deliver", to))
            }
        }
        .map_err(EdgeError::Storage)
    }

    /// Sets the alarm again after it fired.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn arm(&self) -> Result<(), EdgeError> {
        let own = self.look(Rules::wake_at)?;
        if !self.exists()? {
            return Ok(());
        }
        let owed = self.outbox.next_at().map_err(EdgeError::Storage)?;
        let earliest = own.into_iter().chain(owed).chain(self.files_due()?).min();
        self.alarm.wake_at(&self.storage, earliest).map_err(EdgeError::Storage)
    }
}
