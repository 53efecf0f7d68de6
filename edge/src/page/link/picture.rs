//! The pictures below a weblink: its QR code, and the card that other services show of it. Whoever writes the address may
//! choose how the code looks, within what scanners read.

use shared::{
    api::ErrorCode,
    card::EntryCard,
    color::Color,
    picture::{self as pictures, Format},
    qr::{Level, QrLook, SIZE_PX},
    setup::Link,
    value::Handle,
};
use worker::{Response, ResponseBuilder, Url};

use super::{Place, is_scan};
use crate::{
    error::EdgeError,
    page::file,
    picture::{Card, Code, Logo, Mark, Raster},
    route::{Counted, Incoming, count},
};

/// A name or a look that has changed is seen in pictures after this time at the latest.
const CACHE: &str = "public, max-age=300, stale-while-revalidate=86400";

/// What a code has when nobody asks for a size: a hand's width in print.
const USUAL_PX: u32 = 1024;

/// Answers for one picture.
///
/// # Errors
/// `not_found`, `malformed` for a look or size that can't be, `too_fast`.
pub(super) async fn answer(
    incoming: &Incoming,
    place: &Place<'_>,
    link: Option<&Link>,
    entry: &EntryCard,
    part: &str,
) -> Result<Response, EdgeError> {
    if !matches!(part, "qr.svg" | "qr.png" | "card.png") {
        return Err(EdgeError::not_found());
    }
    // Drawing takes some milliseconds, and the address may ask for anything.
    let service = place.directory().service.slug.clone();
    count(&incoming.env, &incoming.desk(service)?.facts, Counted::Picture).await?;
    match part {
        "qr.svg" => picture("image/svg+xml", code(incoming, place, link).await?.svg()?.into_bytes()),
        "qr.png" => {
            let code = code(incoming, place, link).await?;
            let size = size(place.url, code.side())?;
            picture("image/png", code.png(size)?)
        }
        _ => {
            let (name, service) = (entry.name().as_str(), place.directory().service.name.as_str());
            picture(
                "image/png",
                Card { name, service, address: &place.address(), accent: place.public.appearance().color }.png()?,
            )
        }
    }
}

/// The code of an address at which nothing need be yet.
///
/// # Errors
/// As for [`answer`].
pub(super) async fn draft(incoming: &Incoming, place: &Place<'_>) -> Result<Response, EdgeError> {
    Handle::try_from(place.handle).map_err(|_| EdgeError::not_found())?;
    count(&incoming.env, &incoming.desk(place.directory().service.slug.clone())?.facts, Counted::Picture).await?;
    picture("image/svg+xml", code(incoming, place, None).await?.svg()?.into_bytes())
}

/// The code of the link's address; with `?via=qr` it says of itself that it was scanned.
async fn code(incoming: &Incoming, place: &Place<'_>, link: Option<&Link>) -> Result<Code, EdgeError> {
    let look = look(place.url, link.map(|link| link.qr).unwrap_or_default())?;
    let scanned = place.url.query_pairs().any(|(name, value)| is_scan(&name, &value));
    let address = format!("{}{}", place.address(), if scanned { "?via=qr" } else { "" });
    let asked = place.url.query_pairs().find_map(|(name, value)| (name == "picture").then(|| value.into_owned()));
    let path = asked.or_else(|| link.and_then(|link| link.qr_picture.clone()));
    let logo = match path.filter(|path| look.logo && !path.is_empty()) {
        Some(path) => Logo::Picture(raster(incoming, place, &path).await?),
        None => Logo::Mark(Mark::of(place.directory().service.name.as_str())),
    };
    Code::of(&address, look, logo)
}

/// A picture that was uploaded for this service.
///
/// # Errors
/// `malformed` when there is none, or it is no PNG.
async fn raster(incoming: &Incoming, place: &Place<'_>, path: &str) -> Result<Raster, EdgeError> {
    let own = pictures::path(&place.directory().service.slug, "");
    let name = path.strip_prefix(&own).filter(|name| pictures::format_of(name) == Some(Format::Png));
    let file = match name {
        Some(_) => file::read(incoming, path).await?,
        None => None,
    };
    let picture = file.and_then(|file| Raster::read(&file));
    picture.ok_or_else(|| malformed("The logo has to be a PNG that was uploaded here."))
}

/// The usual look with what the address asks for.
///
/// # Errors
/// `malformed`, in words, for a value that can't be or that scanners don't read.
pub(super) fn look(url: &Url, usual: QrLook) -> Result<QrLook, EdgeError> {
    let mut look = usual;
    let mut level = None;
    for (name, value) in url.query_pairs() {
        match name.as_ref() {
            "foreground" => look.foreground = color(&value)?,
            "background" => look.background = color(&value)?,
            "level" => {
                level = Some(Level::from_text(&value).ok_or_else(|| malformed("A level is l, m, q or h."))?);
            }
            "quiet_zone" => look.quiet_zone = value.parse().unwrap_or(0),
            "logo" => look.logo = value != "0",
            _ => {}
        }
    }
    // Who asks for a logo asks for what it needs.
    look.level = level.unwrap_or(if look.logo { Level::H } else { look.level });
    look.check().map_err(|(_, wrong)| malformed(wrong.0))?;
    Ok(look)
}

/// With or without the sign that begins the fragment of an address.
fn color(text: &str) -> Result<Color, EdgeError> {
    Color::try_from(format!("#{}", text.trim_start_matches('#'))).map_err(|wrong| malformed(wrong.0))
}

fn size(url: &Url, least: u32) -> Result<u32, EdgeError> {
    let asked = url.query_pairs().find_map(|(name, value)| (name == "size").then(|| value.into_owned()));
    let size = asked.map_or(Some(USUAL_PX), |asked| asked.parse().ok());
    let (from, to) = (SIZE_PX.start(), SIZE_PX.end());
    let size = size.filter(|size| SIZE_PX.contains(size));
    let size = size.ok_or_else(|| malformed(format!("A size is {from} to {to} pixels, as a whole number.")))?;
    if size < least {
        return Err(malformed(format!(
            "This code needs at least {least} pixels. Choose a larger size, a lower level or a narrower margin."
        )));
    }
    Ok(size)
}

fn malformed(words: impl Into<String>) -> EdgeError {
    EdgeError::refused(ErrorCode::Malformed, words)
}

fn picture(kind: &str, bytes: Vec<u8>) -> Result<Response, EdgeError> {
    let builder = ResponseBuilder::new()
        .with_header("Content-Type", kind)?
        .with_header("Cache-Control", CACHE)?
        // Owners show their codes on their own sites, and messengers the cards.
        .with_header("Cross-Origin-Resource-Policy", "cross-origin")?
        .with_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; img-src data:")?;
    Ok(builder.fixed(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Result<QrLook, String> {
        let url = Url::parse(&format!("https://desk.example.com/l/acme/sales/qr.svg?{query}")).expect("an address");
        look(&url, QrLook::default()).map_err(|error| error.body().message)
    }

    fn sized(query: &str, least: u32) -> Result<u32, String> {
        let url = Url::parse(&format!("https://desk.example.com/l/acme/sales/qr.png?{query}")).expect("an address");
        size(&url, least).map_err(|error| error.body().message)
    }

    #[test]
    fn an_address_chooses_the_look() {
        assert_eq!(asked("utm_source=x"), Ok(QrLook::default()));
        let chosen = asked("foreground=%231a2b3c&background=fff4dc&level=q&quiet_zone=6").expect("it can be read");
        assert_eq!((chosen.foreground.to_string(), chosen.level, chosen.quiet_zone), ("#1a2b3c".into(), Level::Q, 6));
        assert_eq!(asked("logo=1").map(|look| look.level), Ok(Level::H));
        for wrong in
            ["level=x", "level=l&logo=1", "quiet_zone=3", "quiet_zone=x", "foreground=red", "foreground=ffffff"]
        {
            assert!(asked(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_size_has_its_limits_and_says_them() {
        assert_eq!((sized("", 33), sized("size=64", 33), sized("size=4096", 33)), (Ok(1024), Ok(64), Ok(4096)));
        for wrong in ["size=63", "size=4097", "size=", "size=1e3", "size=-64", "size=64.5"] {
            assert!(sized(wrong, 33).is_err_and(|words| words.contains("64 to 4096")), "{wrong}");
        }
        assert!(sized("size=64", 65).is_err_and(|words| words.contains("at least 65 pixels")));
    }
}
