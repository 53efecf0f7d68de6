//! Keeping a picture that somebody of the staff sends. Its bytes never reach the Desk, which only counts it; they lie under a
//! name made of what is in them, so that one that is sent twice is kept once, and nothing ever changes at an address.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use shared::{
    api::{ErrorCode, UploadedPicture, route::Match},
    picture::{self, MAX_PICTURE_BYTES, Picture},
    setup::Problem,
    value::ServiceSlug,
};
use worker::{HttpMetadata, Request, Response, console_error};

use super::{
    Incoming, body,
    limit::{self, Counted},
};
use crate::{
    access::{Caller, hex},
    answer,
    error::EdgeError,
};

/// What the Desk is told of it, as the body of the same request.
#[derive(Serialize, Deserialize)]
pub(crate) struct NewPicture {
    pub(crate) name: String,
    pub(crate) size_bytes: usize,
}

/// Keeps a picture and says where it is.
///
/// # Errors
/// `malformed`, in words for what can't be kept, `too_large`, `too_fast`, and whatever the Desk has against the one who asks.
pub(super) async fn upload(
    mut incoming: Incoming,
    found: &Match<'_>,
    service: ServiceSlug,
) -> Result<Response, EdgeError> {
    let caller = Caller::identify(&incoming.request, &incoming.env, incoming.now, found.route.caller, &service)?;
    let desk = incoming.desk(service)?;
    limit::count(&incoming.env, &desk.facts, Counted::Upload).await?;
    let read = read(&mut incoming.request).await;
    let door = (incoming.request.method(), incoming.path.as_str());
    let Picture { format, width, height, bytes } = desk.admitted_first(door, &caller, read).await?;
    let name = picture::name(&hex(&Sha256::digest(&bytes)), format);
    let name = name.ok_or(EdgeError::Broken("a hash is too short for a name"))?;
    let new = NewPicture { name, size_bytes: bytes.len() };
    let new_text = serde_json::to_string(&new).map_err(|_| EdgeError::Broken("a request has no JSON form"))?;
    let counted = desk.ask(incoming.request.method(), &incoming.path, &caller, Some(&new_text)).await?;
    if counted.status_code() >= 300 {
        return Ok(counted);
    }
    let path = picture::path(&desk.service, &new.name);
    let metadata = HttpMetadata { content_type: Some(format.media_type().to_owned()), ..HttpMetadata::default() };
    let bucket = incoming.env.bucket("FILES")?;
    // If this fails, the picture is counted and not there; sent again, it is there and counted once.
    if let Err(error) = bucket.put(key(&path), bytes).http_metadata(metadata).execute().await {
        console_error!("a picture of {} could not be kept: {error}", desk.service);
        return Err(EdgeError::unavailable("The picture could not be kept. Please try again."));
    }
    answer::json(&UploadedPicture { path, width, height })
}

/// Its name in the bucket, by its path.
pub(crate) fn key(path: &str) -> &str {
    path.trim_start_matches("/files/")
}

async fn read(request: &mut Request) -> Result<Picture, EdgeError> {
    // The mark matters: a form of another site can't set it.
    let kind = request.headers().get("Content-Type")?.unwrap_or_default();
    let bytes = body::bytes(request, MAX_PICTURE_BYTES).await?;
    if !kind.to_ascii_lowercase().starts_with("image/") {
        return Err(EdgeError::refused(ErrorCode::Malformed, "Send the picture as `Content-Type: image/webp`."));
    }
    Picture::read(&bytes).map_err(|unfit| Problem::at("picture", unfit.to_string()).into())
}
