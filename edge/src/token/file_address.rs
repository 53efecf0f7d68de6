//! Addresses of files: signed, not stored, and good for a while. An address names one file and what it is shown as; it holds no
//! token, and proves nothing of who has it.

use base64ct::{Base64UrlUnpadded, Encoding};
use hmac::Mac;
use shared::{
    api::FileAddress,
    file::FileCard,
    id::RoomId,
    value::{ServiceSlug, Timestamp},
};

use super::mac;
use crate::{access::hex, error::EdgeError};

/// How long an address is good for: long enough to see a video to its end. A client asks for another one after that.
const LIFETIME_MS: i64 = 60 * 60 * 1_000;

/// An address of a file.
///
/// # Errors
/// Never in practice.
pub(crate) fn sign(
    secret: &str,
    now: Timestamp,
    of: (&ServiceSlug, RoomId),
    card: &FileCard,
) -> Result<FileAddress, EdgeError> {
    sign_for(secret, now, LIFETIME_MS, of, card)
}

/// The same for as long as is said.
///
/// # Errors
/// Never in practice.
pub(crate) fn sign_for(
    secret: &str,
    now: Timestamp,
    lifetime_ms: i64,
    (service, room): (&ServiceSlug, RoomId),
    card: &FileCard,
) -> Result<FileAddress, EdgeError> {
    let until_ms = now.plus_ms(lifetime_ms);
    let path = format!("/files/{service}/{room}/{}/{}", card.file, segment(card.name.as_str()));
    let media_type = card.media_type.as_str();
    let signed = mac(secret, &words(&path, media_type, until_ms))?.finalize().into_bytes();
    let proof = Base64UrlUnpadded::encode_string(&signed);
    let url = format!("{path}?type={}&until={}&proof={proof}", percent(media_type), until_ms.as_ms());
    Ok(FileAddress { url, until_ms })
}

/// Whether an address is one of ours, and good yet: in constant time, and before anything in it is believed.
pub(crate) fn is_good(secret: &str, now: Timestamp, path: &str, media_type: &str, until: &str, proof: &str) -> bool {
    let Ok(until) = until.parse().map(Timestamp::from_ms) else { return false };
    let Ok(proof) = Base64UrlUnpadded::decode_vec(proof) else { return false };
    let is_ours = mac(secret, &words(path, media_type, until)).is_ok_and(|mac| mac.verify_slice(&proof).is_ok());
    is_ours && now < until
}

/// What is signed. Nothing else that this secret signs begins so.
fn words(path: &str, media_type: &str, until: Timestamp) -> String {
    format!("file address\n{path}\n{media_type}\n{}", until.as_ms())
}

/// A name as the last part of a path. One of dots alone would lead elsewhere.
fn segment(name: &str) -> String {
    if name.bytes().all(|byte| byte == b'.') { "file".to_owned() } else { percent(name) }
}

/// RFC 3986's unreserved characters as they are, which RFC 8187 takes too, and all else by its bytes.
fn percent(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            all.push(char::from(byte));
        } else {
            all.push('%');
            all.push_str(&hex(&[byte]).to_ascii_uppercase());
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use shared::{
        file::FileKind,
        id::{EnquiryId, FileId},
        value::{FileName, MediaType},
    };

    use super::*;

    const SECRET: &str = "an example of a secret, 32 or more";

    fn address(name: &str) -> String {
        let card = FileCard {
            file: FileId::new(Timestamp::from_ms(1), [1; 10]),
            name: FileName::try_from(name).expect("a name"),
            bytes: 1,
            media_type: MediaType::try_from("image/png").expect("a type"),
            kind: FileKind::Image,
            width: None,
            height: None,
            duration_ms: None,
            voice: false,
            deleted: false,
        };
        let acme = ServiceSlug::try_from("acme").expect("a slug");
        let room = RoomId::from(EnquiryId::new(Timestamp::from_ms(1), [1; 10]));
        sign(SECRET, Timestamp::from_ms(1_000), (&acme, room), &card).expect("an address").url
    }

    fn good(secret: &str, now: i64, address: &str) -> bool {
        let (path, query) = address.split_once('?').expect("a query");
        let value = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(&format!("{name}="))).unwrap_or("");
        let media_type = value("type").replace("%2F", "/");
        is_good(secret, Timestamp::from_ms(now), path, &media_type, value("until"), value("proof"))
    }

    #[test]
    fn an_address_is_good_for_an_hour_and_for_one_file() {
        let address = address("tent photo.png");
        assert!(address.contains("/tent%20photo.png?type=image%2Fpng&until=3601000&proof="), "{address}");
        assert!(good(SECRET, 1_000, &address) && good(SECRET, 1_000 + LIFETIME_MS - 1, &address));
        assert!(!good(SECRET, 1_000 + LIFETIME_MS, &address));
        assert!(!good("another secret with 32 characters", 1_000, &address));
        for (from, to) in
            [("until=3", "until=4"), ("image", "video"), ("/acme/", "/acm/"), ("fil_0", "fil_1"), ("photo", "foto")]
        {
            assert!(!good(SECRET, 1_000, &address.replace(from, to)), "{from}");
        }
    }

    #[test]
    fn a_name_of_dots_leads_nowhere_else() {
        assert!(address("..").contains("/file?") && address("a/../b").contains("/b?"));
        assert!(address("報價\".pdf").contains("/%E5%A0%B1%E5%83%B9%22.pdf?"));
    }
}
