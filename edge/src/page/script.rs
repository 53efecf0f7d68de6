//! `/widget/{service}.js`: the loader with one service's settings in front of it. What the settings mean is decided here, once
//! and in words that browsers understand already (rules of CSS, expressions), so that every visitor's page has less to do.
//! The names of classes and variables are those of `widget/loader`.

use std::collections::BTreeSet;

use serde::{Serialize, Serializer, ser::SerializeMap};
use shared::{
    setup::{
        appearance::{ACCENTS, Appearance, Icon, Scheme, Shape, Side},
        cta::{Cta, Place, Style},
        show::{Again, Device, Show},
    },
    texts::{self, Texts},
    value::{LanguageTag, ServiceSlug, ShortText},
};

use super::words;

/// What the loader finds in front of it.
#[derive(Serialize)]
pub(super) struct Settings<'a> {
    service: &'a ServiceSlug,
    #[serde(skip_serializing_if = "is_end")]
    side: Side,
    words: Ordered<Vec<&'a str>>,
    css: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    offers: Vec<Offer<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    query: Option<&'a str>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
fn is_end(side: &Side) -> bool {
    *side == Side::End
}

impl<'a> Settings<'a> {
    /// Of one service, which answers in `languages`. `offers`: CTAs that show themselves, first ones first.
    pub(super) fn of(
        service: &'a ServiceSlug,
        languages: &[LanguageTag],
        appearance: &'a Appearance,
        offers: &'a [Cta],
    ) -> Self {
        let first = languages.first().map(|tag| texts::key(tag.as_str())).unwrap_or_default();
        Self {
            service,
            side: appearance.side,
            words: said(appearance, languages, !offers.is_empty()).begin_with(&first),
            css: css(appearance),
            offers: offers.iter().filter_map(|cta| Offer::of(cta, &first)).collect(),
            query: None,
        }
    }

    /// The same, with something to stand behind the address of the chat's frame.
    pub(super) fn with_query(self, query: &'a str) -> Self {
        Self { query: Some(query), ..self }
    }

    /// Whether the loader needs the part that draws offers.
    pub(super) fn has_offers(&self) -> bool {
        !self.offers.is_empty()
    }

    /// The whole script, given the loader's.
    pub(super) fn in_front_of(&self, loader: &str) -> Result<String, serde_json::Error> {
        // A block, so that the name is nobody else's on the owner's page. The loader begins with a byte order mark, which
        // means what it says only where the file begins.
        let (mark, code) = loader.strip_prefix('\u{feff}').map_or(("", loader), |code| ("\u{feff}", code));
        Ok(format!("{mark}{{const __frontdesk={};{code}}}", serde_json::to_string(self)?))
    }
}

/// An object whose fields stand in this order: the first is what a reader of another language gets.
struct Ordered<T>(Vec<(String, T)>);

impl<T> Ordered<T> {
    fn begin_with(mut self, first: &str) -> Self {
        self.0.sort_by_key(|(key, _)| key != first);
        self
    }
}

impl<T: Serialize> Serialize for Ordered<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// By what readers share, one text for each.
fn by_key<'a>(texts: &'a Texts<ShortText>, first: &str) -> Ordered<&'a str> {
    let mut all: Vec<(String, &str)> = Vec::new();
    for (tag, text) in &texts.0 {
        let key = texts::key(tag.as_str());
        if all.iter().all(|(known, _)| *known != key) {
            all.push((key, text.as_str()));
        }
    }
    Ordered(all).begin_with(first)
}

/// The launcher's name, and what else is said outside the frame, in the languages that the service answers in: who reads
/// another one gets the first.
fn said<'a>(appearance: &'a Appearance, languages: &[LanguageTag], with_offers: bool) -> Ordered<Vec<&'a str>> {
    let labels = by_key(&appearance.label, "").0;
    let ours = words::ALL.map(|words| (texts::key(words.lang), words));
    let tags = languages.iter().chain(appearance.label.0.keys());
    let keys: BTreeSet<String> = tags.map(|tag| texts::key(tag.as_str())).collect();
    let entry = |key: String| {
        let words = ours.iter().find(|(known, _)| *known == key).map_or(words::ALL[0], |(_, words)| *words);
        let [chat_with_us, try_again, dismiss] = words.loader;
        let label = labels.iter().find(|(known, _)| *known == key).map_or(chat_with_us, |(_, label)| *label);
        let said = if with_offers { vec![label, try_again, dismiss] } else { vec![label, try_again] };
        (key, said)
    };
    Ordered(keys.into_iter().map(entry).collect())
}

/// What differs from the loader's own stylesheet.
fn css(appearance: &Appearance) -> String {
    let Appearance { scheme, shape, icon, side_px, foot_px, .. } = appearance;
    let accent = match appearance.accents() {
        ACCENTS => None,
        (light, dark) if light == dark => Some(format!("--accent:{light};")),
        (light, dark) => Some(format!("--accent:light-dark({light},{dark});")),
    };
    let foot = (*foot_px != 20).then(|| format!("--base:calc({foot_px}px + env(safe-area-inset-bottom));"));
    let side = (*side_px != 20)
        .then(|| format!("--side:calc({side_px}px + max(env(safe-area-inset-left),env(safe-area-inset-right)));"));
    let scheme = match scheme {
        Scheme::Auto => None,
        Scheme::Light => Some("color-scheme:light!important;".to_owned()),
        Scheme::Dark => Some("color-scheme:dark!important;".to_owned()),
    };
    let host = [accent, foot, side, scheme].into_iter().flatten().collect::<Vec<_>>().concat();
    let host = (!host.is_empty()).then(|| format!(":host{{{host}}}"));
    let label = (*shape == Shape::Round).then(|| ".launcher span{display:none}".to_owned());
    let sign = (*icon != Icon::default()).then(|| format!("i{{clip-path:path(evenodd,\"{}\")}}", icon.path()));
    [host, label, sign].into_iter().flatten().collect::<Vec<_>>().concat()
}

/// A CTA that shows itself, as `widget/loader/offers.js` reads it.
#[derive(Serialize)]
struct Offer<'a> {
    id: &'a str,
    at: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'static str>,
    text: Ordered<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    again: Option<&'static str>,
    when: When,
}

/// As `widget/loader/rules.js` reads it.
#[derive(Serialize)]
struct When {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pages: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    not: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scroll: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    device: Option<&'static str>,
}

impl<'a> Offer<'a> {
    fn of(cta: &'a Cta, first: &str) -> Option<Self> {
        let Cta { name: _, handle, target: _, text, icon, style, place, on: _, show } = cta;
        let style = match style {
            // A greeting is said, not drawn as a button.
            _ if *place == Place::Greeting => None,
            Style::Filled => None,
            Style::Outline => Some("outline"),
            Style::Plain => Some("plain"),
        };
        let again = match show.again {
            Again::Always => None,
            Again::Session => Some("session"),
            Again::Never => Some("never"),
        };
        Some(Self {
            id: handle.as_str(),
            at: place.class()?,
            style,
            icon: icon.map(Icon::path),
            text: by_key(text, first),
            again,
            when: When::of(show),
        })
    }
}

impl When {
    fn of(show: &Show) -> Self {
        let Show { pages, not_pages, after_s, scroll_percent, again: _, device } = show;
        Self {
            pages: pages.iter().map(shared::setup::show::PagePattern::expression).collect(),
            not: not_pages.iter().map(shared::setup::show::PagePattern::expression).collect(),
            after: (*after_s > 0).then_some(*after_s),
            scroll: (*scroll_percent > 0).then_some(*scroll_percent),
            device: match device {
                Device::Any => None,
                Device::Phone => Some("phone"),
                Device::Desktop => Some("desktop"),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use shared::{card::Entry, id::TagId, value::Timestamp};

    use super::*;

    fn languages(tags: &[&str]) -> Vec<LanguageTag> {
        tags.iter().map(|tag| LanguageTag::try_from(*tag).expect("a language")).collect()
    }

    fn appearance(json: Value) -> Appearance {
        serde_json::from_value(json).expect("an appearance")
    }

    fn settings(appearance: &Appearance, offers: &[Cta], tags: &[&str]) -> String {
        let slug = ServiceSlug::try_from("acme").expect("a slug");
        let settings = Settings::of(&slug, &languages(tags), appearance, offers);
        serde_json::to_string(&settings).expect("it is written")
    }

    #[test]
    fn a_service_that_set_nothing_says_the_words_in_its_own_language_first() {
        let said = settings(&Appearance::default(), &[], &["ja", "en"]);
        assert!(
            said.starts_with(
                r#"{"service":"acme","words":{"ja":["チャットで相談","接続できません。再試行"],"en":["Chat with us""#
            ),
            "{said}"
        );
        assert!(said.ends_with(r#""css":""}"#), "{said}");
    }

    #[test]
    fn what_was_chosen_becomes_rules_of_css_and_nothing_else_does() {
        let chosen = appearance(json!({
            "color": "#17604d", "dark_color": "#4cc9a4", "scheme": "dark", "shape": "round", "icon": "star", "side": "start",
            "side_px": 8, "foot_px": 96,
        }));
        let read: Value = serde_json::from_str(&settings(&chosen, &[], &["en"])).expect("it is JSON");
        assert_eq!(read["side"], "start");
        let star = Icon::Star.path();
        assert_eq!(
            read["css"],
            format!(
                ":host{{--accent:light-dark(#17604d,#4cc9a4);--base:calc(96px + env(safe-area-inset-bottom));\
                 --side:calc(8px + max(env(safe-area-inset-left),env(safe-area-inset-right)));color-scheme:dark!important;}}\
                 .launcher span{{display:none}}i{{clip-path:path(evenodd,\"{star}\")}}"
            )
        );
    }

    #[test]
    fn the_owners_label_stands_in_its_languages_and_ours_in_the_others_that_the_service_answers_in() {
        let labelled = appearance(json!({ "label": { "fr": "Parlez-nous", "zh-TW": "聊聊" } }));
        let read: Value = serde_json::from_str(&settings(&labelled, &[], &["fr", "en"])).expect("it is JSON");
        assert_eq!(read["words"]["fr"][0], "Parlez-nous");
        assert_eq!(read["words"]["ja"], Value::Null);
        assert_eq!(read["words"]["hant"][0], "聊聊");
        assert_eq!(read["words"]["en"][0], "Chat with us");
        assert!(
            settings(&labelled, &[], &["fr"]).contains(r#""words":{"fr""#),
            "the service's own language comes first"
        );
    }

    #[test]
    fn an_offer_brings_its_conditions_and_the_word_that_takes_it_away() {
        let cta: Cta = serde_json::from_value(json!({
            "name": "Summer", "handle": "summer", "target": Entry::Tag { tag: TagId::new(Timestamp::from_ms(1), [1; 10]) },
            "text": { "en": "Questions about kayaks?", "en-US": "Kayaks?" }, "place": "greeting", "style": "outline", "on": true,
            "show": { "pages": ["/boats/*"], "after_s": 5, "device": "phone" },
        }))
        .expect("a CTA");
        let read: Value = serde_json::from_str(&settings(&Appearance::default(), &[cta], &["en"])).expect("it is JSON");
        assert_eq!(
            read["offers"],
            json!([{
                "id": "summer", "at": "greeting", "text": { "en": "Questions about kayaks?" }, "again": "never",
                "when": { "pages": ["^[^/]+//[^/]+/boats/.*/?(#.*)?$"], "after": 5, "device": "phone" },
            }])
        );
        assert_eq!(read["words"]["en"][2], "Dismiss");
    }

    #[test]
    fn the_settings_stand_in_a_block_before_the_loader_and_behind_its_mark() {
        let slug = ServiceSlug::try_from("acme").expect("a slug");
        let look = Appearance::default();
        let settings = Settings::of(&slug, &languages(&["en"]), &look, &[]);
        let script = settings.in_front_of("\u{feff}(()=>{})();").expect("it is written");
        assert!(script.starts_with("\u{feff}{const __frontdesk={\"service\":\"acme\""), "{script}");
        assert!(script.ends_with("};(()=>{})();}"), "{script}");
    }
}
