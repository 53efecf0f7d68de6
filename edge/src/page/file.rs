//! Pictures that staff uploaded. An address shows one picture for ever, or nothing.

use shared::{
    picture::{format_of, path},
    value::ServiceSlug,
};
use worker::{Object, Response, ResponseBuilder, Url};

use super::{not_found, words::Words};
use crate::{
    error::EdgeError,
    route::{Incoming, picture_key},
};

/// A year, which is as long as caches are asked to keep anything (RFC 9111 has no "for ever").
const CACHE: &str = "public, max-age=31536000, immutable";

/// Answers for `/files/{service}/{name}`.
///
/// # Errors
/// When the bucket can't be reached. A picture that isn't there is no error: a page says so in words.
pub(super) async fn answer(
    incoming: &Incoming,
    url: &Url,
    (service, name): (&str, &str),
    words: &Words,
) -> Result<Response, EdgeError> {
    // What can't be there isn't asked for.
    let (Ok(service), Some(format)) = (ServiceSlug::try_from(service), format_of(name)) else {
        return not_found(&incoming.env, url, words);
    };
    let found = get(incoming, &path(&service, name)).await?;
    let Some(body) = found.as_ref().and_then(Object::body) else {
        return not_found(&incoming.env, url, words);
    };
    let builder = ResponseBuilder::new()
        .with_header("Content-Type", format.media_type())?
        .with_header("Cache-Control", CACHE)?
        // The chat is a frame on owners' sites, and messengers show the cards.
        .with_header("Cross-Origin-Resource-Policy", "cross-origin")?
        .with_header("Content-Security-Policy", "default-src 'none'; sandbox")?;
    Ok(builder.body(body.response_body()?))
}

/// What is in a picture, for who draws it.
///
/// # Errors
/// When the bucket can't be reached.
pub(super) async fn read(incoming: &Incoming, path: &str) -> Result<Option<Vec<u8>>, EdgeError> {
    let found = get(incoming, path).await?;
    match found.as_ref().and_then(Object::body) {
        Some(body) => Ok(Some(body.bytes().await?)),
        None => Ok(None),
    }
}

async fn get(incoming: &Incoming, path: &str) -> Result<Option<Object>, EdgeError> {
    let bucket = incoming.env.bucket("FILES")?;
    Ok(bucket.get(picture_key(path)).execute().await?)
}
