//! Who called.

use sha2::{Digest, Sha256};

use super::{L0, L1, Line, NOW, SECRET, account_of};
use crate::{
    Adapter,
    http::Call,
    proof::{Proof, hex},
};

const L0_SECRET: &str = "8c570fa6dd201bb328f1c1eac23a96d8";
const L0_SIGNATURE: &str = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs=";
const L1_SIGNATURE: &str = "wfbBVTlmHXR7ZL6UFYwZDoZy3A1dl0ZYeb/d708oQ9s=";

fn verify(secret: &str, is_post: bool, body: &str, signature: Option<&str>) -> Proof {
    let header = |name: &str| signature.filter(|_| name == "x-line-signature").map(str::to_owned);
    let call = Call { is_post, query: "", header: &header, body: body.as_bytes(), now: NOW };
    account_of(&[("channel_secret", secret)], |account| Line.verify(account, &call))
}

#[test]
fn the_vectors_are_those_that_were_computed() {
    assert_eq!(L0.len(), 63);
    assert_eq!(L1.len(), 460);
    assert_eq!(hex(&Sha256::digest(L1)), "03c9cc7be8d9437704a0d347964ee229ec8544d25947499b661be678781d0bb9");
}

#[test]
fn a_body_that_the_channel_secret_signed_is_lines() {
    assert_eq!(verify(L0_SECRET, true, L0, Some(L0_SIGNATURE)), Proof::Genuine(L0.into()));
    assert_eq!(verify(SECRET, true, L1, Some(L1_SIGNATURE)), Proof::Genuine(L1.into()));
}

#[test]
fn a_body_that_differs_by_a_space_is_refused() {
    assert_eq!(verify(SECRET, true, &format!("{L1} "), Some(L1_SIGNATURE)), Proof::Refused);
}

#[test]
fn a_signature_in_another_alphabet_or_without_its_padding_is_refused() {
    assert_eq!(verify(SECRET, true, L1, Some(&L1_SIGNATURE.replace('/', "_"))), Proof::Refused);
    assert_eq!(verify(SECRET, true, L1, Some(L1_SIGNATURE.trim_end_matches('='))), Proof::Refused);
}

#[test]
fn a_signature_of_another_body_secret_or_none_is_refused() {
    assert_eq!(verify(SECRET, true, L1, Some(L0_SIGNATURE)), Proof::Refused);
    assert_eq!(verify(L0_SECRET, true, L1, Some(L1_SIGNATURE)), Proof::Refused);
    assert_eq!(verify(&SECRET.to_uppercase(), true, L1, Some(L1_SIGNATURE)), Proof::Refused);
    assert_eq!(verify(SECRET, true, L1, Some("")), Proof::Refused);
    assert_eq!(verify(SECRET, true, L1, None), Proof::Refused);
}

#[test]
fn nothing_but_a_post_is_lines() {
    assert_eq!(verify(SECRET, false, L1, Some(L1_SIGNATURE)), Proof::Refused);
}

#[test]
fn an_account_without_a_secret_believes_nobody() {
    use base64ct::{Base64, Encoding};
    let anybodys = Base64::encode_string(&crate::proof::hmac_sha256(b"", L1.as_bytes()));
    assert_eq!(verify("", true, L1, Some(&anybodys)), Proof::Refused);
}
