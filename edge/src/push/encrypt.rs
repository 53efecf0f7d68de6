//! What is said is encrypted for the one browser: RFC 8291, with the content encoding `aes128gcm` of RFC 8188.

use aes_gcm::{Aes128Gcm, KeyInit, aead::Aead};
use base64ct::{Base64UrlUnpadded, Encoding};
use hkdf::Hkdf;
use p256::{PublicKey, SecretKey, ecdh::diffie_hellman, elliptic_curve::sec1::ToSec1Point};
use sha2::Sha256;

use crate::error::EdgeError;

/// The record size that is told. A message is one record, and push services take 4,096 bytes at most.
const RECORD: u32 = 4_096;

/// Most bytes of a message: what RFC 8291 leaves of a record after its header, the tag and the delimiter.
const MAX_BYTES: usize = 3_993;

/// What a browser gave for encryption to it, as `PushSubscription.toJSON()` has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Keys {
    /// Its public key on P-256.
    public: PublicKey,
    /// Its authentication secret, 16 bytes.
    auth: [u8; 16],
}

impl Keys {
    /// Reads `p256dh` and `auth`, base64url with or without padding. None if they can't be keys.
    pub(crate) fn read(p256dh: &str, auth: &str) -> Option<Self> {
        let public = Base64UrlUnpadded::decode_vec(p256dh.trim_end_matches('=')).ok()?;
        let auth = Base64UrlUnpadded::decode_vec(auth.trim_end_matches('=')).ok()?;
        Some(Self { public: PublicKey::from_sec1_bytes(&public).ok()?, auth: auth.try_into().ok()? })
    }
}

/// The body of the request to the push service. `key` and `salt` must be fresh random bytes.
///
/// # Errors
/// When `text` is too long, or `key` is none (one in four thousand million is not).
pub(crate) fn encrypt(to: &Keys, text: &[u8], key: [u8; 32], salt: [u8; 16]) -> Result<Vec<u8>, EdgeError> {
    const BROKEN: EdgeError = EdgeError::Broken("a push message could not be encrypted");
    if text.len() > MAX_BYTES {
        return Err(EdgeError::Broken("a push message is too long"));
    }
    let own = SecretKey::from_slice(&key).map_err(|_| BROKEN)?;
    let own_public = own.public_key().to_sec1_point(false);
    let their_public = to.public.to_sec1_point(false);
    let shared = diffie_hellman(own.to_nonzero_scalar(), to.public.as_affine());

    let mut input = [0; 32];
    let info = [b"WebPush: info\0".as_slice(), their_public.as_bytes(), own_public.as_bytes()];
    let secret = Hkdf::<Sha256>::new(Some(&to.auth), shared.raw_secret_bytes());
    secret.expand_multi_info(&info, &mut input).map_err(|_| BROKEN)?;
    let (mut content_key, mut nonce) = ([0; 16], [0; 12]);
    let pair = Hkdf::<Sha256>::new(Some(&salt), &input);
    pair.expand(b"Content-Encoding: aes128gcm\0", &mut content_key).map_err(|_| BROKEN)?;
    pair.expand(b"Content-Encoding: nonce\0", &mut nonce).map_err(|_| BROKEN)?;

    // 2 marks the last record.
    let padded = [text, &[2]].concat();
    let cipher = Aes128Gcm::new(&content_key.into());
    let sealed = cipher.encrypt(&nonce.into(), padded.as_slice()).map_err(|_| BROKEN)?;
    let length = u8::try_from(own_public.as_bytes().len()).map_err(|_| BROKEN)?;
    Ok([&salt, RECORD.to_be_bytes().as_slice(), &[length], own_public.as_bytes(), &sealed].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes<const N: usize>(text: &str) -> [u8; N] {
        Base64UrlUnpadded::decode_vec(text).expect("base64url").try_into().expect("as many bytes")
    }

    /// RFC 8291, section 5 and appendix A.
    #[test]
    fn the_example_of_the_rfc_comes_out_as_it_stands_there() {
        let to = Keys::read(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "BTBZMqHH6r4Tts7J_aSIgg",
        );
        let key = bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
        let salt = bytes("DGv6ra1nlYgDCS1FRnbzlw");
        let text = b"When I grow up, I want to be a watermelon";
        let body = encrypt(&to.expect("keys"), text, key, salt).expect("it can be encrypted");
        assert_eq!(
            Base64UrlUnpadded::encode_string(&body),
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3j\
             l7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
        );
    }

    #[test]
    fn keys_that_are_none_are_told_apart() {
        const PUBLIC: &str = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
        assert!(Keys::read(&format!("{PUBLIC}="), "BTBZMqHH6r4Tts7J_aSIgg==").is_some());
        // Not on the curve, too short, no base64url.
        for (public, auth) in [
            (PUBLIC.replace("BCV", "BCW").as_str(), "BTBZMqHH6r4Tts7J_aSIgg"),
            (PUBLIC, "BTBZMqHH6r4Tts7J_aSI"),
            (PUBLIC, ""),
            ("", "BTBZMqHH6r4Tts7J_aSIgg"),
            ("???", "BTBZMqHH6r4Tts7J_aSIgg"),
        ] {
            assert!(Keys::read(public, auth).is_none(), "{public} {auth}");
        }
    }

    #[test]
    fn what_a_push_service_would_not_take_is_not_made() {
        let to = Keys::read(
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "BTBZMqHH6r4Tts7J_aSIgg",
        )
        .expect("keys");
        let longest = encrypt(&to, &[b'x'; MAX_BYTES], [7; 32], [1; 16]).expect("it fits");
        assert_eq!(longest.len(), 4_096);
        assert!(encrypt(&to, &[b'x'; MAX_BYTES + 1], [7; 32], [1; 16]).is_err());
    }
}
