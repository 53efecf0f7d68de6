//! What becomes of a CTA that was typed.

use kit::form::problem_of;
use shared::{
    id::TagId,
    setup::{appearance::Icon, show::Device},
    value::Timestamp,
};

use super::*;

fn languages() -> Vec<LanguageTag> {
    ["en", "ja"].map(|tag| LanguageTag::try_from(tag).expect("a language")).to_vec()
}

fn filled() -> CtaDraft {
    let mut draft = CtaDraft::empty(Where::Floating, &languages());
    draft.name = "Summer".into();
    draft.handle = "summer".into();
    draft.target = TagId::new(Timestamp::from_ms(0), [1; 10]).to_string();
    draft.text.set("en", "Summer sale".into());
    draft
}

#[test]
fn what_is_typed_becomes_a_cta_and_comes_back_the_same() {
    let mut draft = filled();
    draft.icon = "star".into();
    draft.spot = "edge_start".into();
    draft.pages = "/boats/*\n/".into();
    draft.device = "phone".into();
    let cta = draft.check().expect("nothing is wrong");
    assert_eq!((cta.place, cta.icon, cta.show.device), (Place::EdgeStart, Some(Icon::Star), Device::Phone));
    assert_eq!(cta.show.pages.len(), 2);
    assert_eq!(CtaDraft::new(&cta, &languages()), draft);
    draft.place = "greeting".into();
    assert_eq!(draft.check().map(|cta| cta.place), Ok(Place::Greeting));
}

#[test]
fn each_problem_is_beside_its_field() {
    let mut draft = CtaDraft::empty(Where::Bound, &languages());
    draft.text.set("ja", "x".repeat(41));
    draft.pages = "pricing".into();
    draft.after_s = "soon".into();
    draft.scroll_percent = "101".into();
    let problems = draft.check().expect_err("nearly all is wrong");
    for field in ["name", "handle", "target", "text", "text.ja", "show.pages", "show.after_s", "show.scroll_percent"] {
        assert!(problem_of(&problems, field).is_some(), "{field}");
    }
    draft.place = "greeting".into();
    assert!(problem_of(&draft.check().expect_err("the rest"), "text.ja").is_none(), "a greeting may be longer");
    let both = CtaDraft { pages: "/a".into(), not_pages: "/b\n/a".into(), ..filled() };
    assert!(problem_of(&both.check().expect_err("one is in both"), "show.not_pages").is_some());
}

#[test]
fn an_address_is_tried_against_the_patterns() {
    let draft =
        CtaDraft { pages: "/boats/*\nhttps://shop.example/*".into(), not_pages: "/boats/old".into(), ..filled() };
    for (typed, trial) in [
        (" ", Trial::Nothing),
        ("/boats/red", Trial::Shown),
        ("https://any.example/boats/red?x=1", Trial::Shown),
        ("shop.example/cart", Trial::Shown),
        ("/tents", Trial::Unlisted),
        ("/boats/old", Trial::Excepted("/boats/old".into())),
    ] {
        assert_eq!(draft.at_address(typed), trial, "{typed}");
    }
    assert_eq!(CtaDraft { pages: String::new(), ..draft }.at_address("/tents"), Trial::Shown);
}

#[test]
fn it_is_seen_before_all_is_filled_in() {
    let mut draft = CtaDraft::empty(Where::Greeting, &languages());
    let anybody = entry_of(&filled().target);
    assert_eq!(draft.as_seen("ja", &languages(), anybody), None, "it says nothing yet");
    draft.text.set("en", "Hello!".into());
    let seen = draft.as_seen("ja", &languages(), anybody).expect("it says something");
    assert_eq!(seen.text.in_language("ja").map(shared::value::ShortText::as_str), Some("Hello!"));
    assert_eq!(seen.place, Place::Greeting);
}
