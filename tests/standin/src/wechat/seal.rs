//! Signatures, and safe mode: AES-256-CBC under a padding to 32 bytes.

use aes::{
    Aes256,
    cipher::{Array, BlockModeDecrypt, BlockModeEncrypt, KeyIvInit},
};
use base64ct::{Base64, Encoding};
use channel::proof::hex;
use sha1::{Digest, Sha1};
use sha2::Sha256;

/// SHA-1 over the sorted parts.
pub(super) fn signature(parts: &[&str]) -> String {
    let mut parts = parts.to_vec();
    parts.sort_unstable();
    hex(&Sha1::digest(parts.concat()))
}

/// What safe mode needs.
pub(super) struct Safe<'a> {
    key: [u8; 32],
    app_id: &'a str,
}

impl<'a> Safe<'a> {
    /// None in plaintext mode.
    pub(super) fn of(aes_key: &str, app_id: &'a str) -> Option<Self> {
        // 43 characters hold 258 bits, of which the last two are nobody's: `A` clears them.
        let known = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let (last, start) = (aes_key.chars().last()?, aes_key.get(..42)?);
        let cleared = known.chars().nth(known.find(last)? & !3)?;
        let key = Base64::decode_vec(&format!("{start}{cleared}=")).ok()?.try_into().ok()?;
        Some(Self { key, app_id })
    }

    /// Encrypts a message; `number` makes equal ones differ.
    pub(super) fn seal(&self, message: &str, number: u64) -> String {
        let length = u32::try_from(message.len()).unwrap_or_default().to_be_bytes();
        let noise = Sha256::digest(number.to_be_bytes());
        let mut bytes = [&noise[..16], &length, message.as_bytes(), self.app_id.as_bytes()].concat();
        let padding = 32 - bytes.len() % 32;
        bytes.resize(bytes.len() + padding, u8::try_from(padding).unwrap_or_default());
        let mut cipher = cbc::Encryptor::<Aes256>::new(&self.key.into(), &self.iv());
        for block in bytes.chunks_exact_mut(16) {
            if let Ok(block) = <&mut Array<u8, _>>::try_from(block) {
                cipher.encrypt_block(block);
            }
        }
        Base64::encode_string(&bytes)
    }

    /// Decrypts one, if it is for this account.
    pub(super) fn open(&self, sealed: &str) -> Option<String> {
        let mut bytes = Base64::decode_vec(sealed).ok().filter(|bytes| bytes.len() % 32 == 0)?;
        let mut cipher = cbc::Decryptor::<Aes256>::new(&self.key.into(), &self.iv());
        for block in bytes.chunks_exact_mut(16) {
            cipher.decrypt_block(<&mut Array<u8, _>>::try_from(block).ok()?);
        }
        let padding = usize::from(*bytes.last()?);
        if !(1..=32).contains(&padding) {
            return None;
        }
        bytes.truncate(bytes.len() - padding);
        let length = u32::from_be_bytes(bytes.get(16..20)?.try_into().ok()?);
        let (message, app_id) = bytes.get(20..)?.split_at_checked(usize::try_from(length).ok()?)?;
        (app_id == self.app_id.as_bytes()).then(|| String::from_utf8(message.to_vec()).ok())?
    }

    fn iv(&self) -> Array<u8, aes::cipher::consts::U16> {
        let mut iv = [0; 16];
        iv.copy_from_slice(&self.key[..16]);
        iv.into()
    }
}

#[cfg(test)]
mod tests {
    use super::{Safe, signature};

    #[test]
    fn the_documentations_own_handshake() {
        let signed = signature(&["AAAAA", "1714036504", "1514711492"]);
        assert_eq!(signed, "f464b24fc39322e44b38aa78f5edd27bd1441696");
    }

    #[test]
    fn what_is_sealed_is_opened_at_every_length_and_by_this_account_alone() {
        let key = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFH";
        let safe = Safe::of(key, "wx0123456789abcdef").expect("it is a key");
        let other = Safe::of(key, "wxffffffffffffffff").expect("it is a key");
        for length in 0..64 {
            let message = "a".repeat(length);
            let sealed = safe.seal(&message, 1);
            assert_eq!(safe.open(&sealed), Some(message));
            assert_eq!(other.open(&sealed), None);
        }
    }
}
