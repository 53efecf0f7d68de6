//! A small page like those that owners have, with the launcher, the chat and the CTA as they would be: what the console shows
//! beside a form. It is framed by the console alone, and nothing that is done on it is told or kept.

use shared::{setup::cta::Cta, texts::key, value::LanguageTag};
use worker::{Response, Url};

use super::{
    draft::Draft,
    html::{escape, fill},
    known, not_found,
    shell::{self, Policy},
    words::Words,
};
use crate::{
    error::EdgeError,
    route::{Incoming, Public},
};

const STYLE: &str = include_str!("preview.css");
const SCRIPT: &str = include_str!("preview.js");

/// Languages that are written from right to left, of those that a service can choose in the console.
const RIGHT_TO_LEFT: [&str; 4] = ["ar", "fa", "he", "ur"];

/// `/widget/{service}/preview?preview=…`; `lang` is the page's language, `ground=dark` its ground, and `own=off` leaves the
/// element of a bound CTA to the page's styles.
pub(super) async fn page(incoming: &Incoming, url: &Url, service: &str, words: &Words) -> Result<Response, EdgeError> {
    let Some(public) = known(incoming, service).await? else { return not_found(&incoming.env, url, words) };
    let Some(draft) = Draft::of(incoming, url)? else { return not_found(&incoming.env, url, words) };
    let asked = |wanted: &str| url.query_pairs().find(|(name, _)| name == wanted).map(|(_, value)| value.into_owned());
    let language = asked("lang").unwrap_or_default();
    let is_plain = asked("own").is_some_and(|own| own == "off");
    let (element, look) = match draft.bound() {
        Some(cta) => element(cta, &public, &draft, (&language, is_plain)),
        None => (String::new(), None),
    };
    let script = format!("/widget/{}.js?{}", public.directory.service.slug, draft.query().trim_start_matches('&'));
    let (language, script) = (escape(&language), escape(&script));
    let title = escape(public.directory.service.name.as_str());
    let values = [
        ("lang", language.as_str()),
        ("dir", if RIGHT_TO_LEFT.contains(&key(&language).as_str()) { "rtl" } else { "ltr" }),
        ("ground", if asked("ground").is_some_and(|ground| ground == "dark") { "dark" } else { "light" }),
        ("title", title.as_str()),
        ("style", STYLE),
        ("element", element.as_str()),
        ("src", script.as_str()),
        ("script", SCRIPT),
    ];
    shell::respond(&fill(include_str!("preview.html"), &values), 200, &Policy::preview(STYLE, look.as_deref(), SCRIPT))
}

/// The element of a CTA as its owner copies it, and the style that stands in it.
fn element(cta: &Cta, public: &Public, draft: &Draft, (language, is_plain): (&str, bool)) -> (String, Option<String>) {
    let languages = public.directory.service.languages.iter().map(LanguageTag::as_str);
    let text = cta.text.pick([language].into_iter().chain(languages)).map_or("", |text| text.as_str());
    let accent = (!is_plain).then(|| draft.appearance(public).accents().0);
    (cta.element(text, accent), accent.map(|accent| cta.look(accent)))
}
