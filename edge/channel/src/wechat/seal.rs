//! Whether a call is WeChat's, and safe mode: AES-256-CBC under a padding of its own.

use aes::{
    Aes256,
    cipher::{Array, BlockModeDecrypt, BlockModeEncrypt, KeyIvInit},
};
use base64ct::{Base64, Base64Unpadded, Encoding};
use sha1::{Digest, Sha1};

use super::xml;
use crate::{
    account::Account,
    http::{Answer, Call},
    proof::{Proof, equal, hex},
};

/// Messages are padded to a multiple of this, not of the cipher's 16: half of them fail where the cipher unpads.
const PADDED_TO: usize = 32;

/// How far a plain stamp may be from our time. All tries of a message come within some 15 s (WeChat documentation, receiving
/// messages, read 2026-11); the rest is for clocks that differ.
const STAMP_MS: u64 = 10 * 60_000;

/// Random bytes before the message.
const NOISE: usize = 16;

/// See [`crate::Adapter::verify`]; none if it is not WeChat's.
pub(super) fn verify(account: &Account, call: &Call) -> Option<Proof> {
    let token = account.field("token");
    if token.is_empty() {
        return None;
    }
    let param = |name: &str| call.param(name).unwrap_or_default();
    let (timestamp, nonce) = (param("timestamp"), param("nonce"));
    let signed = |name: &str, also: &[&str]| {
        let mut parts = vec![token, &*timestamp, &*nonce];
        parts.extend(also);
        equal(signature(&mut parts).as_bytes(), param(name).as_bytes()).then_some(())
    };
    if !call.is_post {
        let echo = call.param("echostr").filter(|echo| !echo.is_empty())?;
        signed("signature", &[])?;
        return Some(Proof::Handshake(Answer::text(echo)));
    }
    if account.field("aes_key").is_empty() {
        // This covers nothing of the body: it is the most that there is without a key. Who learned one signature could post
        // anything under it, for ever.
        signed("signature", &[])?;
        let at = timestamp.parse::<i64>().ok()?.checked_mul(1_000)?;
        if call.now.as_ms().abs_diff(at) > STAMP_MS {
            return None;
        }
        return Some(Proof::Genuine(call.body.to_vec()));
    }
    // In compatible mode the plain fields come beside it. They are proven by nothing.
    let encrypted = xml::read(call.body)?.remove("Encrypt")?;
    signed("msg_signature", &[&encrypted])?;
    Safe::of(account)?.open(&encrypted).map(Proof::Genuine)
}

/// SHA-1 over the sorted parts.
pub(super) fn signature(parts: &mut [&str]) -> String {
    parts.sort_unstable();
    hex(&Sha1::digest(parts.concat()))
}

/// What safe mode needs.
pub(super) struct Safe<'a> {
    key: [u8; 32],
    app_id: &'a str,
}

impl<'a> Safe<'a> {
    /// None in plaintext mode, and if what was filled in can't be right.
    pub(super) fn of(account: &Account<'a>) -> Option<Self> {
        let app_id = account.field("app_id");
        let key = key(account.field("aes_key"))?;
        (!app_id.is_empty()).then_some(Self { key, app_id })
    }

    /// What was encrypted; none if it is not for our AppID.
    pub(super) fn open(&self, encrypted: &str) -> Option<Vec<u8>> {
        let mut bytes = Base64::decode_vec(encrypted).ok()?;
        let mut cipher = cbc::Decryptor::<Aes256>::new(&self.key.into(), &self.iv().into());
        let (blocks, rest) = Array::slice_as_chunks_mut(&mut bytes);
        if !rest.is_empty() {
            return None;
        }
        cipher.decrypt_blocks(blocks);
        let padding = usize::from(*bytes.last()?);
        let end = bytes.len().checked_sub(padding).filter(|_| (1..=PADDED_TO).contains(&padding))?;
        if bytes[end..].iter().any(|byte| usize::from(*byte) != padding) {
            return None;
        }
        let (length, rest) = bytes[..end].get(NOISE..)?.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let (message, app_id) = rest.split_at_checked(length)?;
        (app_id == self.app_id.as_bytes()).then(|| message.to_vec())
    }

    /// The same backwards.
    pub(super) fn seal(&self, noise: [u8; NOISE], message: &str) -> String {
        let length = u32::try_from(message.len()).unwrap_or(u32::MAX).to_be_bytes();
        self.encrypt([&noise, &length[..], message.as_bytes(), self.app_id.as_bytes()].concat())
    }

    pub(super) fn encrypt(&self, mut bytes: Vec<u8>) -> String {
        let padding = PADDED_TO - bytes.len() % PADDED_TO;
        bytes.extend(std::iter::repeat_n(u8::try_from(padding).unwrap_or_default(), padding));
        let mut cipher = cbc::Encryptor::<Aes256>::new(&self.key.into(), &self.iv().into());
        let (blocks, _) = Array::slice_as_chunks_mut(&mut bytes);
        cipher.encrypt_blocks(blocks);
        Base64::encode_string(&bytes)
    }

    fn iv(&self) -> [u8; 16] {
        let mut iv = [0; 16];
        iv.copy_from_slice(&self.key[..16]);
        iv
    }
}

/// The key behind an `EncodingAESKey`. Its 43 characters carry two bits more than 32 bytes have, and the console's generator
/// doesn't clear them, so a strict decoder refuses three of four: with a 44th character they fall into a byte of their own.
pub(super) fn key(text: &str) -> Option<[u8; 32]> {
    let bytes = Base64Unpadded::decode_vec(&format!("{text}A")).ok()?;
    bytes.first_chunk().copied().filter(|_| text.len() == 43)
}
