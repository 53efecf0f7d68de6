//! Hashing passwords. It runs here in the router and not in the Desk, which would stand still for it, with everybody's
//! enquiries waiting, and keep the memory.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use shared::value::Password;

use crate::{clock, error::EdgeError};

/// OWASP's password storage cheat sheet: Argon2id with 19 MiB, two passes, one lane. Measured: 23 ms in
/// WebAssembly.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// A hash of no password at all, with the same costs: what is checked where there is no account, so that the time of
/// the answer doesn't tell. `cargo test -p edge` knows that it is checked in full.
pub(crate) const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlzIQ$5cXCKzZzLrlAdnWvzK1pgh0blVqTEUDJHR4VlLnS5jg";

/// The text form of the hash (PHC), with a salt of its own.
///
/// # Errors
/// Never in practice: length and salt are within what Argon2 takes.
pub(super) fn hash(password: &Password) -> Result<String, EdgeError> {
    let salt: [u8; 16] = clock::random();
    with_salt(password.as_str(), &salt)
}

fn with_salt(password: &str, salt: &[u8]) -> Result<String, EdgeError> {
    const FAILED: EdgeError = EdgeError::Broken("a password could not be hashed");
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| FAILED)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let hash: PasswordHash = argon2.hash_password_with_salt(password.as_bytes(), salt).map_err(|_| FAILED)?;
    Ok(hash.to_string())
}

/// Whether `password` is the one behind `hash`, whose text says its costs.
pub(super) fn verify(password: &str, hash: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &hash).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again() {
        let hash = with_salt("correct horse battery", b"sixteen bytes of").expect("a hash");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("correct horse battery", &hash));
        assert!(!verify("correct horse batterz", &hash));
        assert!(!verify("", "no hash"));
    }

    #[test]
    fn checking_nobody_costs_as_much_and_never_succeeds() {
        let nobody = PasswordHash::new(NOBODY).expect("its form is right");
        let params = Params::try_from(&nobody).expect("its costs are right");
        assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (MEMORY_KIB, PASSES, LANES));
        for guess in ["", "nobody", "password"] {
            assert!(!verify(guess, NOBODY));
        }
    }
}
