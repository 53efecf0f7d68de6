//! Whose calls are taken, and safe mode.

use proptest::prelude::*;

use super::{
    super::{
        render, seal,
        seal::{Safe, signature},
        xml,
    },
    APP_ID, KEY, NOW, PERSON, TOKEN, US, WeChat, examples, got, in_both, in_plaintext, in_safe_mode, posted, posted_at,
    vectors::{A, B, C, R, Vector},
    with,
};
use crate::{Adapter, account::Account, http::Answer, proof::Proof};

const STAMP: &str = "timestamp=1790000300&nonce=738291046";
const PLAIN: &str = "c5f55aedc34701139b19243a97ef0a4c250370cc";

fn wrapped(encrypted: &str) -> String {
    format!("<xml><ToUserName><![CDATA[{US}]]></ToUserName><Encrypt><![CDATA[{encrypted}]]></Encrypt></xml>")
}

fn sealed_query(encrypted: &str) -> String {
    let signature = signature(&mut [TOKEN, "1790000300", "738291046", encrypted]);
    format!("signature={PLAIN}&{STAMP}&openid={PERSON}&encrypt_type=aes&msg_signature={signature}")
}

#[test]
fn the_handshake_is_answered_with_its_echo_alone() {
    let query = format!("signature={PLAIN}&{STAMP}&echostr=5921000447013357291");
    let echo = || Proof::Handshake(Answer::text("5921000447013357291"));
    in_plaintext(|account| assert_eq!(got(account, &query), echo()));
    // It isn't encrypted in safe mode either.
    in_safe_mode(|account| assert_eq!(got(account, &query), echo()));
    let documented =
        "signature=f464b24fc39322e44b38aa78f5edd27bd1441696&timestamp=1714036504&nonce=1514711492&echostr=1";
    with(&[("token", "AAAAA")], |account| {
        assert_eq!(got(account, documented), Proof::Handshake(Answer::text("1")));
    });
}

#[test]
fn a_handshake_that_is_not_wechats_is_refused() {
    in_plaintext(|account| {
        for query in [
            format!("signature={PLAIN}&timestamp=1790000301&nonce=738291046&echostr=1"),
            format!("signature={}&{STAMP}&echostr=1", PLAIN.replace('c', "d")),
            format!("signature=&{STAMP}&echostr=1"),
            format!("{STAMP}&echostr=1"),
            format!("signature={PLAIN}&{STAMP}"),
            String::new(),
        ] {
            assert_eq!(got(account, &query), Proof::Refused, "{query}");
        }
    });
    // A token that isn't set proves nothing, though anybody can sign with it.
    let signature = signature(&mut ["", "1", "2"]);
    let query = format!("signature={signature}&timestamp=1&nonce=2&echostr=3");
    with(&[], |account| assert_eq!(got(account, &query), Proof::Refused));
    with(&[], |account| assert_eq!(posted(account, &query, b"<xml></xml>"), Proof::Refused));
}

#[test]
fn a_plain_body_is_taken_under_the_plain_signature() {
    let body = examples::TEXT.as_bytes();
    in_plaintext(|account| {
        let query = format!("signature={PLAIN}&{STAMP}&openid={PERSON}");
        assert_eq!(posted(account, &query, body), Proof::Genuine(body.to_vec()));
        assert_eq!(posted(account, &query.replace("300", "301"), body), Proof::Refused);
        assert_eq!(posted(account, STAMP, body), Proof::Refused);
    });
}

#[test]
fn a_plain_signature_is_good_for_as_long_as_wechat_tries_and_for_no_other_body_later() {
    let query = format!("signature={PLAIN}&{STAMP}&openid={PERSON}");
    let forged = examples::TEXT.replace("你好", "forged");
    let later = |minutes: i64| NOW.plus_ms(minutes * 60_000);
    in_plaintext(|account| {
        assert_ne!(posted_at(later(9), account, &query, examples::TEXT.as_bytes()), Proof::Refused);
        assert_ne!(posted_at(later(-9), account, &query, examples::TEXT.as_bytes()), Proof::Refused);
        for minutes in [11, -11, 60 * 24 * 365] {
            assert_eq!(posted_at(later(minutes), account, &query, forged.as_bytes()), Proof::Refused, "{minutes}");
        }
        let stamp = i64::MAX.to_string();
        let signature = signature(&mut [TOKEN, &stamp, "1"]);
        let query = format!("signature={signature}&timestamp={stamp}&nonce=1");
        assert_eq!(posted(account, &query, forged.as_bytes()), Proof::Refused);
    });
    // The signature of safe mode is the body's own: what is sent again has the same key, and is known.
    in_safe_mode(|account| {
        let body = wrapped(B.encrypted);
        assert_ne!(posted_at(later(60), account, &sealed_query(B.encrypted), body.as_bytes()), Proof::Refused);
    });
}

#[test]
fn with_a_key_only_what_is_encrypted_is_taken() {
    let query = sealed_query(B.encrypted);
    in_safe_mode(|account| {
        assert_eq!(posted(account, &query, examples::TEXT.as_bytes()), Proof::Refused);
        let compatible = examples::TEXT.replace("你好", "forged").replace("</xml>", "")
            + &format!("<Encrypt>{}</Encrypt></xml>", B.encrypted);
        assert_eq!(posted(account, &query, compatible.as_bytes()), Proof::Genuine(B.message.into()));
    });
}

#[test]
fn a_key_keeps_its_bytes_whatever_its_last_two_bits_are() {
    let bytes = "69b71d79f8218a39259a7a29aabb2dbafc31cb3d35db7e39ebbf3d0010831051";
    for key in [KEY, "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFH"] {
        assert_eq!(crate::proof::hex(&seal::key(key).unwrap()), bytes);
    }
    assert_eq!(seal::key(&KEY[1..]), None);
    assert_eq!(seal::key(&format!("{KEY}A")), None);
    assert_eq!(seal::key(&KEY.replace('a', "_")), None);
    assert_eq!(seal::key(""), None);
}

#[test]
fn every_vector_is_read_and_made_byte_for_byte() {
    for (vector, noise) in
        [(A, b"0123456789abcdef"), (B, b"0123456789abcdef"), (C, b"0123456789abcdef"), (R, b"fedcba9876543210")]
    {
        let Vector { bytes, padding, message, encrypted, .. } = vector;
        assert_eq!(message.len(), bytes);
        assert_eq!(32 - (16 + 4 + bytes + APP_ID.len()) % 32, usize::from(padding));
        in_safe_mode(|account| {
            let safe = Safe::of(account).unwrap();
            assert_eq!(safe.open(encrypted).unwrap(), message.as_bytes());
            assert_eq!(safe.seal(*noise, message), encrypted);
        });
        let other = [("token", TOKEN), ("app_id", APP_ID), ("aes_key", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFH")];
        with(&other, |account| assert_eq!(Safe::of(account).unwrap().open(encrypted).unwrap(), message.as_bytes()));
    }
}

#[test]
fn a_call_in_safe_mode_is_taken_under_the_signature_of_the_message() {
    for Vector { message, encrypted, signature, .. } in [A, B, C] {
        let body = wrapped(encrypted);
        in_safe_mode(|account| {
            let query = sealed_query(encrypted);
            assert!(query.ends_with(signature));
            assert_eq!(posted(account, &query, body.as_bytes()), Proof::Genuine(message.into()));
            // The plain one covers nothing of it.
            let plain = format!("signature={PLAIN}&{STAMP}&msg_signature={PLAIN}");
            assert_eq!(posted(account, &plain, body.as_bytes()), Proof::Refused);
            let changed = body.replacen("Q3st", "Q3su", 1);
            assert_eq!(posted(account, &query, changed.as_bytes()), Proof::Refused);
        });
        let other = [("token", TOKEN), ("app_id", "wxffffffffffffffff"), ("aes_key", KEY)];
        with(&other, |account| assert_eq!(posted(account, &sealed_query(encrypted), body.as_bytes()), Proof::Refused));
        let broken = [("token", TOKEN), ("app_id", APP_ID), ("aes_key", "short")];
        with(&broken, |account| assert_eq!(posted(account, &sealed_query(encrypted), body.as_bytes()), Proof::Refused));
    }
}

#[test]
fn what_was_sealed_badly_is_refused_though_it_is_signed() {
    in_safe_mode(|account| {
        let safe = Safe::of(account).unwrap();
        let refused = |encrypted: &str| {
            let proof = posted(account, &sealed_query(encrypted), wrapped(encrypted).as_bytes());
            assert_eq!(proof, Proof::Refused, "{encrypted}");
        };
        let layout =
            |length: u32| [b"0123456789abcdef", &length.to_be_bytes()[..], b"<xml/>", APP_ID.as_bytes()].concat();
        assert_eq!(safe.open(&safe.encrypt(layout(6))).unwrap(), b"<xml/>");
        // Lengths into the AppID, to the end, beyond it, and far beyond it; and none at all.
        for length in [0, 5, 7, 24, 25, u32::MAX] {
            refused(&safe.encrypt(layout(length)));
        }
        refused(&safe.encrypt(b"0123456789abcdef000".to_vec()));
        refused(&safe.encrypt(Vec::new()));
        refused("");
        refused("AAAA");
        refused("not base64!");
        refused(&A.encrypted[..A.encrypted.len() - 4]);
        // Whole blocks, and no padding at their end.
        refused(&A.encrypted[..64]);
    });
}

#[test]
fn the_reply_of_the_vectors_is_made_as_others_make_it() {
    let message = render::message(PERSON, US, 1_790_000_301, "欢迎！客服马上就来。");
    assert_eq!(message, R.message);
    in_safe_mode(|account| {
        let sealed = render::sealed(account, &message, 1_790_000_301, "564738291", *b"fedcba9876543210").unwrap();
        let expected = format!(
            "<xml><Encrypt><![CDATA[{}]]></Encrypt><MsgSignature><![CDATA[{}]]></MsgSignature>\
             <TimeStamp>1790000301</TimeStamp><Nonce><![CDATA[564738291]]></Nonce></xml>",
            R.encrypted, R.signature
        );
        assert_eq!(sealed, expected);
    });
}

#[test]
fn a_welcome_is_said_in_the_answer() {
    fn answer(account: &Account) -> Answer {
        let events = WeChat.parse(account, examples::TEXT.as_bytes(), NOW);
        WeChat.acknowledge(account, &events, Some("欢迎！客服马上就来。"), NOW, *b"fedcba9876543210")
    }
    let plain = in_plaintext(answer);
    assert_eq!((plain.status, plain.content_type, &*plain.body), (200, "application/xml; charset=utf-8", R.message));

    let sealed = in_safe_mode(answer);
    let fields = xml::read(sealed.body.as_bytes()).unwrap();
    let (time, nonce) = (&*fields["TimeStamp"], &*fields["Nonce"]);
    assert_eq!(time, "1790000301");
    assert!(!nonce.is_empty() && nonce.bytes().all(|byte| byte.is_ascii_digit()));
    assert_eq!(fields["MsgSignature"], signature(&mut [TOKEN, time, nonce, &fields["Encrypt"]]));
    assert_eq!(fields["Encrypt"], R.encrypted);
    // WeChat threw the first one away: the next try gets the same.
    assert_eq!(in_safe_mode(answer), sealed);
}

#[test]
fn without_a_welcome_the_answer_is_the_word_that_wechat_waits_for() {
    let success = Answer::text("success");
    in_both(|account| {
        let events = WeChat.parse(account, examples::TEXT.as_bytes(), NOW);
        assert_eq!(WeChat.acknowledge(account, &events, None, NOW, [7; 16]), success);
        assert_eq!(WeChat.acknowledge(account, &events, Some(" \n"), NOW, [7; 16]), success);
        assert_eq!(WeChat.acknowledge(account, &[], Some("hello"), NOW, [7; 16]), success);
        let broken = WeChat.parse(account, b"<xml>", NOW);
        assert_eq!(WeChat.acknowledge(account, &broken, Some("hello"), NOW, [7; 16]), success);
    });
}

#[test]
fn a_welcome_keeps_within_one_reply_and_its_end_marks() {
    in_plaintext(|account| {
        let events = WeChat.parse(account, examples::TEXT.as_bytes(), NOW);
        let said = |text: &str| {
            let answer = WeChat.acknowledge(account, &events, Some(text), NOW, [7; 16]);
            xml::read(answer.body.as_bytes()).unwrap().remove("Content").unwrap()
        };
        assert_eq!(said("a]]>b]]]>c & <d>"), "a]]>b]]]>c & <d>");
        assert_eq!(said(&"有".repeat(700)).len(), 2_046);
    });
}

proptest! {
    #[test]
    fn what_was_sealed_opens_again(text in "\\PC{0,200}", noise: [u8; 16]) {
        in_safe_mode(|account| {
            let safe = Safe::of(account).unwrap();
            let encrypted = safe.seal(noise, &text);
            assert_eq!(safe.open(&encrypted).unwrap(), text.as_bytes());
            assert_eq!(posted(account, &sealed_query(&encrypted), wrapped(&encrypted).as_bytes()), Proof::Genuine(text.into()));
        });
    }

    #[test]
    fn nothing_that_is_posted_does_harm(query in "[a-z_]{0,9}=[a-z0-9%]{0,9}|\\PC{0,60}", body: Vec<u8>, text in "\\PC{0,200}") {
        in_both(|account| {
            for body in [&body[..], text.as_bytes(), wrapped(&text).as_bytes()] {
                assert_eq!(posted(account, &query, body), Proof::Refused);
            }
            assert_eq!(got(account, &query), Proof::Refused);
        });
        in_safe_mode(|account| {
            let _ = posted(account, &sealed_query(&text), wrapped(&text).as_bytes());
        });
    }
}
