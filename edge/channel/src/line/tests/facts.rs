//! What the owner reads.

use super::{Line, OWN_TOKEN, SECRET};
use crate::{Adapter, account::Words, line::rules};

fn all_words() -> Vec<Words> {
    let facts = Line.facts();
    let mut words = vec![facts.visitor];
    words.extend(facts.steps);
    words.extend(facts.fields.iter().flat_map(|field| [field.label, field.help]));
    words.extend(facts.checks.iter().flat_map(|check| [check.label, check.remedy]));
    words
}

#[test]
fn line_is_found_by_its_kind() {
    assert_eq!(crate::adapter("line").unwrap().facts().name, "LINE");
}

#[test]
fn every_text_is_there_in_every_language() {
    for words in all_words() {
        for text in [words.en, words.zh_hant, words.zh_hans, words.ja] {
            assert!(!text.trim().is_empty() && !text.contains("  "), "{text}");
        }
    }
}

#[test]
fn the_webhook_is_pasted_in_one_step_of_every_language() {
    let count = |text: fn(&Words) -> &str| {
        Line.facts().steps.iter().map(|words| text(words).matches("{webhook}").count()).sum::<usize>()
    };
    assert_eq!([count(|it| it.en), count(|it| it.zh_hant), count(|it| it.zh_hans), count(|it| it.ja)], [1; 4]);
}

#[test]
fn the_sign_is_small() {
    let icon = Line.facts().icon;
    assert!(icon.len() <= 700 && icon.starts_with("<svg") && icon.contains("0 0 24 24") && icon.ends_with("</svg>"));
}

#[test]
fn a_field_takes_what_looks_like_it_and_nothing_else() {
    let accepts = |name: &str, text: &str| {
        let field = Line.facts().fields.iter().find(|field| field.name == name).unwrap();
        (field.accepts)(text)
    };
    assert!(accepts("channel_id", "2000000001"));
    for id in ["", "200000001", "20000000011", "@216ruzaw5", "２０００"] {
        assert!(!accepts("channel_id", id), "{id}");
    }
    assert!(accepts("channel_secret", SECRET));
    for secret in ["", &SECRET[1..], &SECRET.to_uppercase(), &SECRET.replace('5', "g")] {
        assert!(!accepts("channel_secret", secret), "{secret}");
    }
    assert!(accepts("access_token", OWN_TOKEN));
    for token in ["", "short", &OWN_TOKEN.replace('A', "\n"), &OWN_TOKEN.replace('A', " ")] {
        assert!(!accepts("access_token", token), "{token}");
    }
}

#[test]
fn secrets_are_kept_as_such() {
    let secrets: Vec<_> = Line.facts().fields.iter().filter(|field| field.secret).map(|field| field.name).collect();
    assert_eq!(secrets, ["channel_secret", "access_token"]);
}

#[test]
fn the_sign_of_typing_is_shown_for_as_long_as_line_allows() {
    let shown = rules::TYPING_S.value;
    assert!((5..=60).contains(&shown) && shown.is_multiple_of(5));
}
