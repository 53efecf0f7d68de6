//! The picture of somebody, where their messaging service gives one: copied once, for its address ends, and kept as any picture is,
//! without what else may be in the file.

use std::time::Duration;

use channel::http::Request;
use shared::picture::{FACE, Picture};
use worker::{HttpMetadata, Url};

use super::{Inner, send};
use crate::{
    clock,
    error::EdgeError,
    owed::photo_key,
    store::channel::person::{self, Known},
};

/// What they wrote doesn't wait longer for it.
const PATIENCE: Duration = Duration::from_secs(3);

/// How often an address may lead on to another one.
const MOST_REDIRECTS: usize = 3;

impl Inner {
    /// Whether there is one now. It never holds up what they said for long, and its failure is nobody's to see to.
    pub(super) async fn keep_photo(&self, known: &Known, link: &str) -> bool {
        let copied = clock::within(PATIENCE, self.copy_photo(known, link)).await;
        copied.is_some_and(|copied| {
            copied.unwrap_or_else(|error| {
                error.log("The picture of somebody at a messaging service");
                false
            })
        })
    }

    async fn copy_photo(&self, known: &Known, link: &str) -> Result<bool, EdgeError> {
        let Some(bytes) = self.read_photo(link).await? else { return Ok(false) };
        let Ok(Picture { format, bytes, .. }) = Picture::read_within(FACE, &bytes) else { return Ok(false) };
        let (service, _) = self.name()?;
        let key = photo_key(service, known.visitor);
        let bucket = self.env.bucket("FILES")?;
        let metadata = HttpMetadata { content_type: Some(format.media_type().to_owned()), ..HttpMetadata::default() };
        bucket.put(&key, bytes).http_metadata(metadata).execute().await?;
        // They may have been erased meanwhile, and this with them.
        let is_there = person::is_there(&self.storage.sql(), known)?;
        if !is_there {
            bucket.delete(&key).await?;
        }
        Ok(is_there)
    }

    /// The address is from outside, and may lead anywhere: each one is looked at before it is asked.
    async fn read_photo(&self, link: &str) -> Result<Option<Vec<u8>>, EdgeError> {
        let (kept, _) = self.known()?;
        let mut link = link.to_owned();
        for _ in 0..=MOST_REDIRECTS {
            if !self.may_fetch(&kept.origin, &link) {
                return Ok(None);
            }
            let Some(mut answer) = self.fetch(&Request::get(link.clone()), None).await? else { return Ok(None) };
            let leads = match answer.status_code() {
                200..=299 => return Ok(send::read_body(&mut answer, FACE.bytes).await),
                300..=399 => answer.headers().get("Location")?,
                _ => None,
            };
            let next = leads.and_then(|next| Url::parse(&link).ok()?.join(&next).ok());
            let Some(next) = next else { return Ok(None) };
            link = next.into();
        }
        Ok(None)
    }
}
