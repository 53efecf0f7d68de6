mod any;
mod parse;
mod send;
mod shell;

use super::*;
use crate::graph::tests::{Filled, NOW, accepts, answers_the_handshake, is_copy, posted, says_everything, talk};

const NUMBER: &str = "310600000000003";
const BUSINESS: &str = "210500000000002";
const ANA: &str = "HK.90000000000000001";
const PHONE: &str = "85291234567";
const W1: &[u8] = include_bytes!("tests/w1.txt");

fn filled() -> Filled {
    Filled::with(&[
        ("phone_number_id", NUMBER),
        ("waba_id", BUSINESS),
        ("access_token", "TOKEN"),
        ("app_secret", "e2b7d90c41f84a5f9b6c3d1e0f7a8852"),
        ("verify_token", "our-verify-token"),
    ])
}

#[test]
fn a_body_of_bare_utf_8_is_genuine_byte_for_byte() {
    assert!(is_copy(W1, 543, "1b70fc676eba7fd01674f452264fb74681897420c72aed3246d53446f59e45f3"));
    let proof = |signature: &str| posted(&WhatsApp, &filled(), W1, "x-hub-signature-256", Some(signature));
    let signature = "sha256=dc93f1360c303d67aecb980ff424a604966cd231835e12b11fda7ec0240d5010";
    assert_eq!(proof(signature), Proof::Genuine(W1.to_vec()));
    assert_eq!(proof("sha256=5a5fc3756cd60ff8119bfe3c4e2fb578653e689f1313085b9eb385f6193a818d"), Proof::Refused);
}

#[test]
fn the_handshake_is_that_of_messenger() {
    answers_the_handshake(&WhatsApp, &filled());
}

#[test]
fn it_says_of_itself_all_that_the_settings_show() {
    says_everything(&WhatsApp, &filled());
    assert!(std::ptr::eq(crate::adapter("whatsapp").unwrap().facts(), WhatsApp.facts()));
    let accepts = |name: &str, text: &str| accepts(&WhatsApp, name, text);
    assert!(accepts("phone_number_id", NUMBER) && !accepts("phone_number_id", "+852 5550 1234"));
    assert!(accepts("waba_id", BUSINESS) && !accepts("waba_id", ""));
    assert!(accepts("access_token", &"EAAx1".repeat(40)) && !accepts("access_token", "EAA"));
}
