//! The page of a weblink: whom it leads to, whether they are there, and one large button. It is read without a script and
//! drawn with one request; the chat behind the button is the widget's own page. Below the link's address are its pictures.

mod picture;
mod print;

use js_sys::{Date, Object, Reflect};
use shared::{
    api::Directory,
    card::{EntryCard, Mode, StaffCard, TagCard},
    face::{initials, person},
    link::{self, Found},
    schedule::Opening,
    setup::{
        Link,
        appearance::{Appearance, Scheme},
    },
    texts::Texts,
    value::{Handle, LanguageTag, ShortText, Timestamp},
};
use wasm_bindgen::JsValue;
use worker::{Request, Response, Url};

use super::{
    chat,
    html::{escape, fill},
    shell::{self, Assets, Policy},
    words::{self, Words},
};
use crate::{
    error::EdgeError,
    picture::{CARD_HEIGHT, CARD_WIDTH},
    route::{Incoming, Public, visits},
};

/// How the page looks, beside what all of ours share.
const SHEETS: [&str; 2] = [include_str!("../../../ui/style/avatar.css"), include_str!("link/style/link.css")];

/// A topic's sign; the same as in the chat (`ui/src/view/icon.rs`).
const TAG_SIGN: &str = "M3.5 3.5h8.2l8.8 8.8-8.2 8.2-8.8-8.8zM7.8 7.8v.01";

/// Warms the chat up.
const SCRIPT: &str = include_str!("link/link.js");

/// Answers for an address below `/l/{service}/`.
///
/// # Errors
/// When something can't be reached; refusals of pictures. A page that doesn't exist says so in words.
pub(super) async fn answer(
    incoming: &Incoming,
    url: &Url,
    (service, handle, part): (&str, &str, Option<&str>),
    wishes: &str,
) -> Result<Response, EdgeError> {
    let words = words::of(wishes);
    let Some(public) = super::known(incoming, service).await? else {
        return match part {
            Some(_) => Err(EdgeError::not_found()),
            None => super::not_found(&incoming.env, url, words),
        };
    };
    // A service that speaks none of the reader's languages says it in its own.
    let own = public.directory.service.languages.iter().map(LanguageTag::as_str);
    let wishes: Vec<&str> = wishes.split(',').chain(own).collect();
    let wishes = wishes.join(",");
    let words = words::of(&wishes);
    // The page's language first: its words stand beside the others.
    let wanted = [&[words.lang], super::languages(&wishes).as_slice()].concat();
    let place = Place { public: &public, directory: public.directory_for(&wanted), url, handle };
    match (part, link::find(&public.setup, &place.directory, handle, incoming.now)) {
        (None, Found::Open { link, entry }) => {
            place.count(incoming, link)?;
            place.page(incoming, link, &entry, words, &wanted)
        }
        (None, Found::Over) => place.gone(words, 410, [words.link.over_title, words.link.over_text]),
        (None, Found::Nothing) => place.gone(words, 404, [words.link.unknown_title, words.link.unknown_text]),
        // A link that is being made has no page yet, and its code is drawn already.
        (Some("qr.svg"), _) if is_draft(url) => picture::draft(incoming, &place).await,
        (Some("print"), Found::Open { entry, .. }) => print::answer(&place, &entry, words),
        (Some(part), Found::Open { link, entry }) => picture::answer(incoming, &place, link, &entry, part).await,
        (Some(_), Found::Over | Found::Nothing) => Err(EdgeError::not_found()),
    }
}

/// One link of one service, as it was asked for.
struct Place<'a> {
    public: &'a Public,
    /// In the reader's language.
    directory: Directory,
    url: &'a Url,
    handle: &'a str,
}

impl Place<'_> {
    fn directory(&self) -> &Directory {
        &self.directory
    }

    /// The link's own address, as it is printed.
    fn address(&self) -> String {
        let origin = self.url.origin().ascii_serialization();
        format!("{origin}/l/{}/{}", self.directory().service.slug, self.handle)
    }

    fn home(&self) -> String {
        format!("/widget/{}", self.directory().service.slug)
    }

    /// Counts the visit.
    fn count(&self, incoming: &Incoming, link: Option<&Link>) -> Result<(), EdgeError> {
        // What was found has a handle.
        let Ok(handle) = Handle::try_from(self.handle) else { return Ok(()) };
        let values = link::values(&self.public.setup, link, self.url.query().unwrap_or_default());
        let is_scan = self.url.query_pairs().any(|(name, value)| is_scan(&name, &value));
        let service = &self.directory().service.slug;
        visits::count(incoming, service, (&handle, link::campaign(&values)), is_scan)
    }

    fn page(
        &self,
        incoming: &Incoming,
        link: Option<&Link>,
        entry: &EntryCard,
        words: &Words,
        wanted: &[&str],
    ) -> Result<Response, EdgeError> {
        let assets = Assets::of(&incoming.env)?;
        let appearance = self.public.appearance();
        let scheme = chat::scheme(&appearance);
        let warm: Vec<&str> = [scheme.sheet, "widget.js", "widget.wasm"]
            .iter()
            .map(|name| assets.path(name))
            .collect::<Result<_, _>>()?;
        let css = css(&appearance, &SHEETS);
        let zone = self.public.setup.service().map(|settings| settings.time_zone.to_string()).unwrap_or_default();
        let (service, name) = (escape(self.directory().service.name.as_str()), escape(entry.name().as_str()));
        let names = [("service", service.as_str()), ("name", name.as_str())];
        let own = |texts: fn(&Link) -> &Texts<ShortText>| {
            link.and_then(|link| texts(link).pick(wanted.iter().copied())).map(ShortText::as_str)
        };
        let described = own(|link| &link.description);
        let about = match described.or(about(entry)) {
            Some(about) => escape(about),
            None => fill(words.link.about, &names),
        };
        let more = described.or(about_shown(entry));
        let more = more.map(|more| format!(r#"<p class="link-more"><bdi>{}</bdi></p>"#, escape(more)));
        let engage = own(|link| &link.button).map_or_else(|| words.link.engage.to_owned(), escape);
        let [chat, call] = [Mode::Chat, Mode::Call].map(|mode| self.chat(&incoming.request, link, entry, mode));
        let (mut first, mut second) = ((chat?, engage), entry.calls().then_some((call?, words.link.call.to_owned())));
        if let Some(call) =
            second.as_mut().filter(|_| self.url.query_pairs().any(|(name, value)| is_call(&name, &value)))
        {
            std::mem::swap(&mut first, call);
        }
        let second =
            second.map(|(address, words)| format!(r#"<a class="link-other" href="{}">{words}</a>"#, escape(&address)));
        let [accent, on_accent] =
            [appearance.color, appearance.color.text_on()].map(|color| color.to_string().replace('#', ""));
        let values = [
            ("lang", words.lang),
            ("locale", words.link.locale),
            ("title", &format!("{name} · {service}")),
            ("about", &about),
            ("address", &escape(&self.address())),
            ("accent", &accent),
            ("on_accent", &on_accent),
            ("card_width", &CARD_WIDTH.to_string()),
            ("card_height", &CARD_HEIGHT.to_string()),
            ("css", &css),
            ("scheme", scheme.meta),
            ("logo", &logo(&appearance)),
            ("face", &face(entry)),
            ("more", more.as_deref().unwrap_or_default()),
            ("presence", &presence(entry, words, &zone)),
            ("first", &escape(&first.0)),
            ("warm", &warm.join(" ")),
            ("engage", &first.1),
            ("second", second.as_deref().unwrap_or_default()),
            ("hint", words.link.hint),
            ("home", &self.home()),
            ("everybody", &fill(words.link.everybody, &names)),
            ("script", SCRIPT),
        ];
        let page = fill(include_str!("link/link.html"), &[&values[..], &names].concat());
        shell::respond(&page, 200, &Policy::reading(&css, Some(SCRIPT)))
    }

    /// It leads to nobody, or not any more: whoever else can be reached here.
    fn gone(&self, words: &Words, status: u16, [title, text]: [&str; 2]) -> Result<Response, EdgeError> {
        let service = escape(self.directory().service.name.as_str());
        let names = [("service", service.as_str())];
        let appearance = self.public.appearance();
        let css = css(&appearance, &SHEETS);
        let values = [
            ("lang", words.lang),
            ("title", title),
            ("text", &fill(text, &names)),
            ("css", &css),
            ("scheme", chat::scheme(&appearance).meta),
            ("logo", &logo(&appearance)),
            ("entries", &self.entries()),
            ("home", &self.home()),
            ("everybody", &fill(words.link.everybody, &names)),
        ];
        let page = fill(include_str!("link/gone.html"), &[&values[..], &names].concat());
        shell::respond(&page, status, &Policy::reading(&css, None))
    }

    /// The topics, as links to their own pages.
    fn entries(&self) -> String {
        let Directory { service, tags, .. } = self.directory();
        if tags.is_empty() {
            return String::new();
        }
        let rows = tags.iter().map(|tag| {
            let about = tag.description.as_ref().map(|about| format!("<span>{}</span>", escape(about.as_str())));
            let (name, about) = (escape(tag.name.as_str()), about.unwrap_or_default());
            format!(
                r#"<li><a href="/l/{}/{}" dir="auto"><strong>{name}</strong>{about}</a></li>"#,
                service.slug, tag.handle
            )
        });
        format!(r#"<ul class="link-entries">{}</ul>"#, rows.collect::<String>())
    }

    /// The chat with whom the link leads to. It learns the link, the campaign's values, and where the visitor came from.
    fn chat(&self, request: &Request, link: Option<&Link>, entry: &EntryCard, mode: Mode) -> Result<String, EdgeError> {
        let mut chat = self.url.join(&self.home()).map_err(|_| EdgeError::Broken("a service has no address"))?;
        let (kind, handle) = match entry {
            EntryCard::Tag(tag) => ("tag", &tag.handle),
            EntryCard::Staff(staff) => ("staff", &staff.handle),
        };
        let came_from = request.headers().get("referer")?.and_then(|referrer| Url::parse(&referrer).ok());
        let elsewhere = came_from.filter(|referrer| referrer.origin() != self.url.origin());
        {
            let mut query = chat.query_pairs_mut();
            query.append_pair("link", self.handle);
            for (name, value) in link::values(&self.public.setup, link, self.url.query().unwrap_or_default()) {
                query.append_pair(name.as_str(), value.as_str());
            }
            for (name, value) in self.url.query_pairs().filter(|(name, value)| name == "lang" || is_scan(name, value)) {
                query.append_pair(&name, &value);
            }
            if mode == Mode::Call {
                query.append_pair("mode", "call");
            }
            if let Some(referrer) = &elsewhere {
                query.append_pair("from", referrer.as_str());
            }
        }
        chat.set_fragment(Some(&format!("{kind}:{handle}")));
        let path = chat.as_str().strip_prefix(&chat.origin().ascii_serialization());
        Ok(path.unwrap_or(chat.as_str()).to_owned())
    }
}

/// Whether an address asks for a code as it would be.
fn is_draft(url: &Url) -> bool {
    url.query_pairs().any(|(name, value)| name == "draft" && value == "1")
}

/// Whether a value of an address says that it was scanned from print.
fn is_scan(name: &str, value: &str) -> bool {
    name == "via" && value == "qr"
}

/// Whether a value of an address asks for a call.
fn is_call(name: &str, value: &str) -> bool {
    name == "mode" && value == "call"
}

/// What an entry says about itself.
fn about(entry: &EntryCard) -> Option<&str> {
    match entry {
        EntryCard::Tag(tag) => tag.description.as_ref().map(ShortText::as_str),
        EntryCard::Staff(_) => None,
    }
}

/// The line below the name.
fn about_shown(entry: &EntryCard) -> Option<&str> {
    match entry {
        EntryCard::Tag(_) => about(entry),
        EntryCard::Staff(staff) => staff.title.as_ref().map(ShortText::as_str),
    }
}

/// The service's own picture, if it has one; its name stands beside it.
fn logo(appearance: &Appearance) -> String {
    let picture = |path: &String| format!(r#"<img class="link-logo" src="{}" alt="">"#, escape(path));
    appearance.logo.as_ref().map(picture).unwrap_or_default()
}

fn face(entry: &EntryCard) -> String {
    match entry {
        EntryCard::Tag(TagCard { picture, icon, .. }) => {
            let sign = match (picture, icon) {
                (Some(picture), _) => format!(r#"<img src="{}" alt="">"#, escape(picture)),
                (None, Some(icon)) => {
                    format!(r#"<svg viewBox="0 0 26 26" class="is-solid"><path d="{}"/></svg>"#, icon.path())
                }
                (None, None) => format!(r#"<svg viewBox="0 0 24 24"><path d="{TAG_SIGN}"/></svg>"#),
            };
            format!(r#"<span class="link-face link-sign" aria-hidden="true">{sign}</span>"#)
        }
        EntryCard::Staff(StaffCard { id, name, photo, .. }) => {
            let picture = photo.as_ref().map(|photo| format!(r#"<img src="{}" alt="">"#, escape(photo)));
            format!(
                r#"<span class="avatar link-face" data-person="{}" aria-hidden="true"><span class="avatar-face">{}{}</span></span>"#,
                person(&id.to_string()),
                escape(&initials(name.as_str())),
                picture.unwrap_or_default()
            )
        }
    }
}

/// Whether somebody is there, or when they will be, as far as the service lets that be known.
fn presence(entry: &EntryCard, words: &Words, zone: &str) -> String {
    let opening = match entry {
        EntryCard::Tag(tag) => tag.opening,
        EntryCard::Staff(_) => None,
    };
    let (class, text) = match (opening, entry.online()) {
        (Some(Opening::ClosedUntil { opens_ms }), _) => {
            let time = moment(opens_ms, words.lang, zone);
            ("link-presence", words.link.back.replace("{{time}}", &escape(&time)))
        }
        (Some(Opening::Closed), _) | (Some(Opening::Open) | None, Some(false)) => {
            ("link-presence", words.link.away.to_owned())
        }
        (Some(Opening::Open) | None, Some(true)) => ("link-presence is-online", words.link.online.to_owned()),
        (Some(Opening::Open) | None, None) => return String::new(),
    };
    format!(r#"<p class="{class}"><span class="link-dot"></span>{text}</p>"#)
}

/// A day and time on the service's own clock, with the clock's name: readers may be elsewhere.
fn moment(at: Timestamp, language: &str, zone: &str) -> String {
    let options = Object::new();
    let parts = [
        ("weekday", "long"),
        ("hour", "numeric"),
        ("minute", "2-digit"),
        ("timeZone", zone),
        ("timeZoneName", "short"),
    ];
    for (name, value) in parts {
        // A plain object takes every value.
        let _ = Reflect::set(&options, &name.into(), &value.into());
    }
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are far below 2^53")]
    let date = Date::new(&JsValue::from_f64(at.as_ms() as f64));
    date.to_locale_string(language, &options).into()
}

/// All of a page's looks, with the owner's colour: the same tokens as in the chat.
fn css(appearance: &Appearance, sheets: &[&str]) -> String {
    const COMMON: [&str; 2] =
        [include_str!("../../../ui/style/tokens.css"), include_str!("../../../ui/style/base.css")];
    let plain: String = COMMON.iter().chain(sheets).map(|sheet| without_remarks(sheet)).collect();
    // One scheme is always, and the other never, whatever the reader's device says.
    let dark = "(prefers-color-scheme: dark)";
    let plain = match appearance.scheme {
        Scheme::Auto => plain,
        Scheme::Light => plain.replace(dark, "not all").replace("color-scheme: light dark", "color-scheme: only light"),
        Scheme::Dark => plain.replace(dark, "all").replace("color-scheme: light dark", "color-scheme: dark"),
    };
    format!("{}{plain}", chat::style(appearance))
}

/// A style sheet without its comments and indents: readers of the page have no use for them.
fn without_remarks(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn style_sheets_lose_their_remarks_alone() {
        assert_eq!(without_remarks("/* a */\n.b {\n  c: d; /* e */\n}\n\n/* f"), ".b {\nc: d;\n}");
    }
}
