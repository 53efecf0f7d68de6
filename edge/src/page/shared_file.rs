//! Files that people shared, at addresses that are good for a while. None of them ever runs here: what a browser could run is
//! saved, and what it shows is shown in a sandbox.

use shared::{
    file::sniff::is_shown,
    id::{FileId, RoomId},
    value::ServiceSlug,
};
use worker::{Object, Range, Response, ResponseBuilder, Url};

use super::{not_found, words::Words};
use crate::{error::EdgeError, owed::shared_key, route::Incoming, token};

/// A sandbox without anything: no script, no form, no plug-in, an origin of its own.
const SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox";

/// Browsers show PDFs by viewers of their own, outside of our origin, and not at all within a sandbox.
const PDF: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'";

/// Answers for `/files/{service}/{room}/{file}/{name}`.
///
/// # Errors
/// When the bucket can't be reached. A file that isn't there, or isn't at this address any more, is no error.
pub(super) async fn answer(
    incoming: &Incoming,
    url: &Url,
    [service, room, file, name]: [&str; 4],
    words: &Words,
) -> Result<Response, EdgeError> {
    let query = |wanted: &str| {
        url.query_pairs().find_map(|(name, value)| (name == wanted).then(|| value.into_owned())).unwrap_or_default()
    };
    let media_type = query("type");
    let secret = token::secret(&incoming.env)?;
    let (until, proof) = (query("until"), query("proof"));
    let is_good = token::file_address::is_good(&secret, incoming.now, &incoming.path, &media_type, &until, &proof);
    let ids = (ServiceSlug::try_from(service), room.parse::<RoomId>(), file.parse::<FileId>());
    let (true, (Ok(service), Ok(room), Ok(file))) = (is_good, ids) else {
        return not_found(&incoming.env, url, words);
    };
    let key = shared_key(&service, room, file);
    let bucket = incoming.env.bucket("FILES")?;
    let Some(there) = bucket.head(&key).await? else { return not_found(&incoming.env, url, words) };
    let (size, tag) = (there.size(), there.http_etag());
    let header = |name: &str| incoming.request.headers().get(name).ok().flatten();
    let builder = headers(&media_type, name, &tag)?;
    if header("If-None-Match").is_some_and(|known| known.split(',').any(|known| known.trim() == tag)) {
        return Ok(builder.with_status(304).empty());
    }
    // A range of what it was before is of no use.
    let is_same = header("If-Range").is_none_or(|known| known == tag);
    let wanted = header("Range").filter(|_| is_same).map_or(Wanted::All, |range| wanted(&range, size));
    let (builder, range) = match wanted {
        Wanted::All => (builder, None),
        Wanted::Nothing => {
            return Ok(builder.with_header("Content-Range", &format!("bytes */{size}"))?.with_status(416).empty());
        }
        Wanted::Part { first, last } => {
            let told = format!("bytes {first}-{last}/{size}");
            let range = Range::OffsetWithLength { offset: first, length: last - first + 1 };
            (builder.with_header("Content-Range", &told)?.with_status(206), Some(range))
        }
    };
    let get = bucket.get(&key);
    let get = match range {
        Some(range) => get.range(range),
        None => get,
    };
    let found = get.execute().await?;
    match found.as_ref().and_then(Object::body) {
        Some(body) => Ok(builder.body(body.response_body()?)),
        None => not_found(&incoming.env, url, words),
    }
}

fn headers(media_type: &str, name: &str, tag: &str) -> Result<ResponseBuilder, EdgeError> {
    let place = if is_shown(media_type) { "inline" } else { "attachment" };
    let policy = if media_type == "application/pdf" { PDF } else { SANDBOX };
    // What bytes a text is made of, nobody told: browsers find that out.
    Ok(ResponseBuilder::new()
        .with_header("Content-Type", media_type)?
        // As it stands in the address, it is as RFC 8187 wants it.
        .with_header("Content-Disposition", &format!("{place}; filename*=UTF-8''{name}"))?
        .with_header("Cache-Control", "private, max-age=3600")?
        .with_header("Content-Security-Policy", policy)?
        .with_header("Cross-Origin-Resource-Policy", "same-origin")?
        .with_header("Referrer-Policy", "no-referrer")?
        .with_header("X-Content-Type-Options", "nosniff")?
        .with_header("Accept-Ranges", "bytes")?
        .with_header("ETag", tag)?)
}

#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    All,
    Nothing,
    Part { first: u64, last: u64 },
}

/// One range (RFC 9110, 14.1.2). Several at once, and what can't be read, count as none: then all of it is the answer.
fn wanted(header: &str, size: u64) -> Wanted {
    let Some((first, last)) = header.strip_prefix("bytes=").and_then(|range| range.trim().split_once('-')) else {
        return Wanted::All;
    };
    match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) if first > last => Wanted::All,
        (Ok(first), _) if first >= size && (last.is_empty() || last.parse::<u64>().is_ok()) => Wanted::Nothing,
        (Ok(first), Ok(last)) => Wanted::Part { first, last: last.min(size - 1) },
        (Ok(first), Err(_)) if last.is_empty() => Wanted::Part { first, last: size - 1 },
        (Err(_), Ok(0)) if first.is_empty() => Wanted::Nothing,
        (Err(_), Ok(last)) if first.is_empty() => Wanted::Part { first: size.saturating_sub(last), last: size - 1 },
        (Ok(_) | Err(_), _) => Wanted::All,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_cut_to_the_file() {
        let part = |first, last| Wanted::Part { first, last };
        for (header, expected) in [
            ("bytes=0-1", part(0, 1)),
            ("bytes=5-", part(5, 9)),
            ("bytes=5-500", part(5, 9)),
            ("bytes=-3", part(7, 9)),
            ("bytes=-300", part(0, 9)),
            ("bytes=10-", Wanted::Nothing),
            ("bytes=-0", Wanted::Nothing),
            ("bytes=3-2", Wanted::All),
            ("bytes=0-1,4-5", Wanted::All),
            ("bytes=a-b", Wanted::All),
            ("lines=0-1", Wanted::All),
            ("bytes=-", Wanted::All),
        ] {
            assert_eq!(wanted(header, 10), expected, "{header}");
        }
    }
}
