//! Makes secrets, and keeps them from others on this machine.

use std::{
    fs::{File, OpenOptions, Permissions},
    io::{self, Read, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};

use anyhow::{Context, Result};

/// 32 random bytes in base64url: what nobody guesses.
///
/// # Errors
/// When the system has no source of randomness.
pub(crate) fn random() -> Result<String> {
    let mut bytes = [0_u8; 32];
    File::open("/dev/urandom").and_then(|mut source| source.read_exact(&mut bytes)).context("reading random bytes")?;
    Ok(base64url(&bytes))
}

/// Writes a file that nobody but its owner can read, also where there was one that others could.
///
/// # Errors
/// That of the system.
pub(crate) fn write(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    // The mode above is only for a file that is made.
    file.set_permissions(Permissions::from_mode(0o600))?;
    file.write_all(text.as_bytes())
}

/// RFC 4648, section 5, without padding.
fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, at| bits << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        for digit in 0..=chunk.len() {
            text.push(char::from(DIGITS[(bits >> (18 - 6 * digit) & 63) as usize]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::{env, fs};

    use super::*;

    #[test]
    fn base64url_is_that_of_the_specification() {
        for (bytes, text) in [("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64url(bytes.as_bytes()), text);
        }
        assert_eq!(base64url(&[0xfb, 0xff]), "-_8");
    }

    #[test]
    fn a_secret_file_is_its_owners_alone() {
        let path = env::temp_dir().join(format!("frontdesk-secret-{}", std::process::id()));
        let mode = || fs::metadata(&path).expect("it is there").permissions().mode() & 0o777;
        write(&path, "first").expect("it can be written");
        assert_eq!(mode(), 0o600);
        fs::set_permissions(&path, Permissions::from_mode(0o644)).expect("it is ours");
        write(&path, "2nd").expect("it can be written again");
        assert_eq!((mode(), fs::read_to_string(&path).expect("it is ours").as_str()), (0o600, "2nd"));
        fs::remove_file(&path).expect("it is ours");
    }
}
