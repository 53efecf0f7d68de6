//! A room whose visitor is erased: its files go, then its whole database, and what is left is the mark that it is gone. Each
//! step may be done twice, so the Desk asks until all of them are.

use shared::{
    file::shelf::State as FileState,
    id::{EnquiryId, ErasureId},
    privacy::erase::{EmptyRoom, RoomHeld},
    value::Timestamp,
};
use worker::{Headers, Response};

use super::Chat;
use crate::{
    answer, clock,
    error::EdgeError,
    owed::{Target, shared_key},
    route::object,
};

/// When the bucket is looked at once more: an upload that was on its way then has come or failed.
const SWEEP_MS: i64 = 3_600_000;

/// Where the Desk hears what a room holds.
const HELD: &str = "/internal/room-held";

impl Chat {
    /// Whether it was emptied, or is being.
    ///
    /// # Errors
    /// That of the database.
    pub(super) fn is_gone(&self) -> Result<bool, EdgeError> {
        let memory = self.memory()?;
        Ok(self.emptying.get() || (!memory.exists()? && memory.store().is_gone().map_err(EdgeError::Storage)?))
    }

    /// Empties it.
    ///
    /// # Errors
    /// Whatever went wrong: the Desk asks again then.
    pub(super) async fn empty(&self, body: &str) -> Result<Response, EdgeError> {
        let EmptyRoom { erasure, enquiry } = serde_json::from_str(body)?;
        let memory = self.memory()?;
        if memory.room.enquiry() != Some(enquiry) {
            return Err(EdgeError::Broken("a room was told to empty another one"));
        }
        self.end_call_of_emptied()?;
        self.emptying.set(true);
        self.seats(super::seats::Seats::end_all);
        let emptied = self.empty_all(clock::now(), erasure, enquiry).await;
        self.emptying.set(false);
        memory.forget();
        emptied?;
        Ok(answer::done())
    }

    async fn empty_all(&self, now: Timestamp, erasure: ErasureId, enquiry: EnquiryId) -> Result<(), EdgeError> {
        let memory = self.memory()?;
        if memory.exists()? {
            let (entries, files, file_bytes) = memory.store().held().map_err(EdgeError::Storage)?;
            // Before anything goes: afterwards nobody knows.
            self.tell_desk(&RoomHeld { erasure, enquiry, entries, files, file_bytes }).await?;
            self.abort_uploads().await?;
            self.empty_bucket().await?;
        }
        let storage = self.state.storage();
        storage.delete_all().await.map_err(EdgeError::Storage)?;
        self.alarm.forget();
        memory.store().be_gone().map_err(EdgeError::Storage)?;
        self.alarm.wake_at(&storage, Some(now.plus_ms(SWEEP_MS))).map_err(EdgeError::Storage)
    }

    async fn tell_desk(&self, held: &RoomHeld) -> Result<(), EdgeError> {
        let Target::Desk(service) = self.memory()?.desk() else {
            return Err(EdgeError::Broken("a room reports to no Desk"));
        };
        object::post(&self.env, ("DESK", service.as_str()), HELD, Headers::new(), held).await.map(drop)
    }

    /// What came of uploads in parts that aren't complete lies in no list.
    async fn abort_uploads(&self) -> Result<(), EdgeError> {
        let memory = self.memory()?;
        let Target::Desk(service) = memory.desk() else { return Ok(()) };
        let bucket = self.env.bucket("FILES")?;
        for held in memory.shelf()?.all().filter(|held| held.state == FileState::Coming) {
            if let Some(upload) = &held.upload {
                let key = shared_key(service, memory.room, held.asked.file);
                // One that is complete isn't there any more.
                let _ = bucket.resume_multipart_upload(key, upload.clone())?.abort().await;
            }
        }
        Ok(())
    }

    /// Deletes every file of the room, whoever knows of it.
    ///
    /// # Errors
    /// That of the bucket.
    pub(super) async fn empty_bucket(&self) -> Result<(), EdgeError> {
        let memory = self.memory()?;
        let Target::Desk(service) = memory.desk() else { return Ok(()) };
        let (bucket, prefix) = (self.env.bucket("FILES")?, format!("_room/{service}/{}/", memory.room));
        loop {
            let found = bucket.list().prefix(prefix.clone()).execute().await?;
            let keys: Vec<String> = found.objects().iter().map(worker::Object::key).collect();
            if keys.is_empty() {
                return Ok(());
            }
            bucket.delete_multiple(keys).await?;
        }
    }
}
