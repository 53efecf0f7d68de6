mod any;
mod parse;
mod send;
mod shell;

use super::*;
use crate::graph::tests::{Filled, NOW, accepts, answers_the_handshake, is_copy, posted, says_everything, talk};

const PAGE: &str = "104200000000001";
const ANA: &str = "7300000000000001";
const M1: &[u8] = include_bytes!("tests/m1.txt");
const M2: &[u8] = include_bytes!("tests/m2.txt");
const M2_RESERIALISED: &[u8] = include_bytes!("tests/m2_reserialised.txt");
const M1_SIGNATURE: &str = "sha256=5a5fc3756cd60ff8119bfe3c4e2fb578653e689f1313085b9eb385f6193a818d";
const M2_SIGNATURE: &str = "sha256=e60395c75bbc99b52676417eb06dc148b12e60141563e61ac150deea02879f18";

fn filled() -> Filled {
    Filled::with(&[
        ("page_id", PAGE),
        ("page_access_token", "PAGE_TOKEN"),
        ("app_secret", "7c1e5f0ab94d4f62a3d8e6b1904c27fd"),
        ("verify_token", "our-verify-token"),
    ])
}

fn proof(body: &[u8], name: &str, signature: Option<&str>) -> Proof {
    posted(&Messenger, &filled(), body, name, signature)
}

#[test]
fn the_vectors_are_what_they_were() {
    assert!(is_copy(M1, 260, "0de0ed5f30ffd9546f8bc64486c886a1b740da2c5bb8c10e6ff56f052f380df4"));
    assert!(is_copy(M2, 296, "079e3959e7583dd3e94b51fab117c7c9f38c34bf3fa1c35c3b077d9b555f73e5"));
    assert!(is_copy(M2_RESERIALISED, 271, "7e05478dbe63fa7d0bad27058d666a68f555e462573a64aac1aec79262e19da5"));
}

#[test]
fn a_body_with_its_signature_is_genuine_byte_for_byte() {
    assert_eq!(proof(M1, "x-hub-signature-256", Some(M1_SIGNATURE)), Proof::Genuine(M1.to_vec()));
    assert_eq!(proof(M2, "x-hub-signature-256", Some(M2_SIGNATURE)), Proof::Genuine(M2.to_vec()));
    let other = "sha256=0cf96db9ee385e3586b8401605b89b2d4eda12dc612c4d7ba008d0eaf7ed81a8";
    assert_eq!(proof(M2_RESERIALISED, "x-hub-signature-256", Some(M2_SIGNATURE)), Proof::Refused);
    assert_eq!(proof(M2, "x-hub-signature-256", Some(other)), Proof::Refused);
}

#[test]
fn a_signature_that_is_not_exactly_that_is_refused() {
    let upper = format!("sha256={}", M1_SIGNATURE[7..].to_uppercase());
    for wrong in [
        M2_SIGNATURE,
        &upper,
        &M1_SIGNATURE[7..],
        &M1_SIGNATURE[..M1_SIGNATURE.len() - 1],
        "sha1=859c9e2fff0630803a9e6cf157c7691ae687b03c",
        "859c9e2fff0630803a9e6cf157c7691ae687b03c",
        "sha256=",
        "",
    ] {
        assert_eq!(proof(M1, "x-hub-signature-256", Some(wrong)), Proof::Refused, "{wrong}");
    }
    assert_eq!(proof(M1, "x-hub-signature-256", None), Proof::Refused);
    assert_eq!(proof(M1, "x-hub-signature", Some(M1_SIGNATURE)), Proof::Refused);
}

#[test]
fn the_handshake_is_answered_with_the_challenge_alone() {
    answers_the_handshake(&Messenger, &filled());
}

#[test]
fn it_says_of_itself_all_that_the_settings_show() {
    says_everything(&Messenger, &filled());
    assert!(std::ptr::eq(crate::adapter("facebook").unwrap().facts(), Messenger.facts()));
    let accepts = |name: &str, text: &str| accepts(&Messenger, name, text);
    assert!(accepts("page_id", PAGE) && !accepts("page_id", "my.page") && !accepts("page_id", "104 200"));
    assert!(accepts("app_secret", "7c1e5f0ab94d4f62a3d8e6b1904c27fd"));
    assert!(!accepts("app_secret", "7c1e5f0ab94d4f62a3d8e6b1904c27f") && !accepts("app_secret", &"g".repeat(32)));
    assert!(accepts("page_access_token", &"EAAx1".repeat(40)) && !accepts("page_access_token", "EAA x"));
    assert!(!accepts("page_access_token", &format!("{} {}", "a".repeat(40), "b".repeat(40))));
    assert!(accepts("verify_token", "our-verify-token") && !accepts("verify_token", "short"));
}
