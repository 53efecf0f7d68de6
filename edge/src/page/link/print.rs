//! Sheets to be printed: a table tent to be folded, or stickers to be cut, on A4 or US Letter. Their codes say of themselves
//! that they were scanned, and look as the link's own do.

use std::fmt::Write as _;

use shared::{
    card::EntryCard,
    setup::appearance::{Appearance, Scheme},
};
use worker::{Response, Url};

use super::{Place, css, picture};
use crate::{
    error::EdgeError,
    page::{
        html::{escape, fill},
        shell::{self, Policy},
        words::{Words, link::PrintWords},
    },
};

const SCRIPT: &str = include_str!("print.js");

/// Stickers on a sheet: three in a row, four rows.
const STICKERS: usize = 12;

/// By its name in addresses, with its size as CSS writes it (ISO 216; ANSI/ASME Y14.1).
const PAPERS: [(&str, &str, &str); 2] = [("a4", "210mm", "297mm"), ("letter", "215.9mm", "279.4mm")];

/// Answers with the sheet that the address asks for.
///
/// # Errors
/// `malformed` for a look that scanners don't read.
pub(super) fn answer(place: &Place<'_>, entry: &EntryCard, words: &Words) -> Result<Response, EdgeError> {
    let print = &words.link.print;
    let asked =
        |name: &str| place.url.query_pairs().find_map(|(known, value)| (known == name).then(|| value.into_owned()));
    let stickers = asked("form").as_deref() == Some("stickers");
    let [a4, letter] = PAPERS;
    let (paper, width, height) = if asked("paper").as_deref() == Some("letter") { letter } else { a4 };
    // Paper is light.
    let appearance = Appearance { scheme: Scheme::Light, ..place.public.appearance() };
    let css = format!(
        "@page{{size:{width} {height};margin:0}}:root{{--paper-width:{width};--paper-height:{height}}}{}",
        css(&appearance, &[include_str!("print.css")])
    );
    let form = if stickers { "stickers" } else { "tent" };
    let panel = panel(place, entry, print)?;
    let title = print.title.replace("{{name}}", &escape(entry.name().as_str()));
    let values = [
        ("lang", words.lang),
        ("title", &title),
        ("css", &css),
        ("form", form),
        ("form_label", print.form),
        ("paper_label", print.paper),
        ("forms", &choices(place.url, "form", form, &[("tent", print.tent), ("stickers", print.stickers)])),
        ("papers", &choices(place.url, "paper", paper, &[("a4", "A4"), ("letter", "US Letter")])),
        ("print", print.print),
        ("panels", &panel.repeat(if stickers { STICKERS } else { 2 })),
        ("script", SCRIPT),
    ];
    shell::respond(&fill(include_str!("print.html"), &values), 200, &Policy::reading(&css, Some(SCRIPT)))
}

fn panel(place: &Place<'_>, entry: &EntryCard, words: &PrintWords) -> Result<String, EdgeError> {
    // A look that can't be is told here, rather than by a picture that isn't there.
    picture::look(place.url, shared::qr::QrLook::default())?;
    let mut code = place.url.clone();
    code.set_path(&format!("/l/{}/{}/qr.svg", place.directory().service.slug, place.handle));
    code.query_pairs_mut().append_pair("via", "qr");
    let code = format!("{}?{}", code.path(), code.query().unwrap_or_default());
    let address = place.address();
    let shown = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
    Ok(format!(
        r#"<section class="panel"><img src="{}" alt="{}"><div class="panel-words"><p class="panel-service"><bdi>{}</bdi></p><p class="panel-name"><bdi>{}</bdi></p><p class="panel-scan">{}</p></div><p class="panel-address">{}</p></section>"#,
        escape(&code),
        escape(&address),
        escape(place.directory().service.name.as_str()),
        escape(entry.name().as_str()),
        words.scan,
        escape(shown),
    ))
}

/// Links to the same page with another value of one name.
fn choices(url: &Url, name: &str, now: &str, all: &[(&str, &str)]) -> String {
    let mut links = String::new();
    for (value, words) in all {
        let others: Vec<(String, String)> = url.query_pairs().into_owned().filter(|(known, _)| known != name).collect();
        let mut other = url.clone();
        other.query_pairs_mut().clear().extend_pairs(others).append_pair(name, value);
        let current = if *value == now { r#" aria-current="true""# } else { "" };
        let _ = write!(links, r#"<a href="?{}"{current}>{words}</a>"#, escape(other.query().unwrap_or_default()));
    }
    links
}
