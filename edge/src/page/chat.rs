//! The chat: its own page, in a frame of the owner's or full, and the scripts that bring it there.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use shared::{
    setup::appearance::{ACCENTS, Appearance, Listed, Scheme},
    texts::Texts,
    value::{LanguageTag, ShortText, SitePattern},
};
use worker::{Env, Headers, Response, Url};

use super::{
    application,
    draft::Draft,
    html::{escape, json_for_script},
    known, not_found,
    script::Settings,
    shell::{self, Assets, Policy},
    words::Words,
};
use crate::{
    answer,
    error::EdgeError,
    route::{Incoming, carried},
};

/// What an old loader may miss at most after a deployment, and how long a page that has it shows it while asking anew.
const PLAIN_CACHE: &str = "public, max-age=300, stale-while-revalidate=86400";

/// A service's own script also brings what its owner has just changed: that is seen on the next page after a minute, and on
/// the one after that by who was there within the last ten.
const OWN_CACHE: &str = "public, max-age=60, stale-while-revalidate=600";

/// `/widget.js`: the same for every service.
pub(super) async fn plain_script(incoming: &Incoming) -> Result<Response, EdgeError> {
    let answer = incoming.env.assets("ASSETS")?.fetch_request(incoming.request.clone()?).await?;
    let headers: Headers = answer.headers().entries().collect();
    headers.set("Cache-Control", PLAIN_CACHE)?;
    headers.set("Cross-Origin-Resource-Policy", "cross-origin")?;
    Ok(answer.with_headers(headers))
}

/// `/widget/{service}.js`: the loader with the service's settings in front of it. The Desk isn't asked for it more often than
/// for anything else that is public.
pub(super) async fn own_script(
    incoming: &Incoming,
    url: &Url,
    service: &str,
    words: &Words,
) -> Result<Response, EdgeError> {
    let Some(public) = known(incoming, service).await? else { return not_found(&incoming.env, url, words) };
    let draft = Draft::of(incoming, url)?;
    // What an owner tries is on no site.
    if draft.is_none() {
        carried::note_referrer(incoming, &public)?;
    }
    let (appearance, offers) = match &draft {
        Some(draft) => (draft.appearance(&public), draft.offers()),
        None => (public.appearance(), public.offers()),
    };
    let view = &public.directory.service;
    let mut settings = Settings::of(&view.slug, &view.languages, &appearance, &offers);
    if let Some(draft) = &draft {
        settings = settings.with_query(draft.query());
    }
    let kind = if settings.has_offers() { "loader-offers.js" } else { "loader-service.js" };
    let script = settings.in_front_of(&asset(&incoming.env, kind).await?)?;
    let headers = Headers::new();
    headers.set("Content-Type", "text/javascript; charset=utf-8")?;
    headers.set("Cache-Control", if draft.is_some() { "no-store" } else { OWN_CACHE })?;
    headers.set("Cross-Origin-Resource-Policy", "cross-origin")?;
    answer::marked(&incoming.request, headers, script)
}

/// A file of the build, kept: its address changes with what is in it.
async fn asset(env: &Env, name: &str) -> Result<Rc<str>, EdgeError> {
    thread_local! {
        static KEPT: RefCell<BTreeMap<String, Rc<str>>> = const { RefCell::new(BTreeMap::new()) };
    }
    let path = Assets::of(env)?.path(name)?.to_owned();
    if let Some(text) = KEPT.with_borrow(|kept| kept.get(&path).cloned()) {
        return Ok(text);
    }
    let mut answer = env.assets("ASSETS")?.fetch(format!("https://assets.invalid{path}"), None).await?;
    if answer.status_code() != 200 {
        return Err(EdgeError::Broken("a file of the build isn't there"));
    }
    // Not `text()`: that would take the mark at the beginning away.
    let text: Rc<str> = String::from_utf8(answer.bytes().await?)
        .map_err(|_| EdgeError::Broken("a file of the build isn't text"))?
        .into();
    KEPT.with_borrow_mut(|kept| kept.insert(path, text.clone()));
    Ok(text)
}

/// `/widget/{service}`: the chat itself.
pub(super) async fn page(
    incoming: &Incoming,
    url: &Url,
    service: &str,
    words: &Words,
    wishes: &str,
) -> Result<Response, EdgeError> {
    let Some(public) = known(incoming, service).await? else { return not_found(&incoming.env, url, words) };
    let draft = Draft::of(incoming, url)?;
    if draft.is_none() && incoming.request.headers().get("Sec-Fetch-Dest")?.as_deref() == Some("iframe") {
        carried::note_referrer(incoming, &public)?;
    }
    let appearance = draft.as_ref().map_or_else(|| public.appearance(), |draft| draft.appearance(&public));
    let mut languages = super::languages(wishes);
    languages.extend(public.directory.service.languages.iter().map(LanguageTag::as_str));
    let mut directory = public.directory_for(&languages);
    appearance.order(&mut directory.tags, &mut directory.staff);
    if let Some(link) = draft.as_ref().and_then(|draft| draft.link(&directory)) {
        directory.ctas.retain(|known| known.handle != link.handle);
        directory.ctas.push(link);
    }
    let directory = json_for_script(&serde_json::to_string(&directory)?);
    let (style, scheme) = (style(&appearance), scheme(&appearance));
    let styled = if style.is_empty() { String::new() } else { format!("<style>{style}</style>") };
    let look = look(&appearance, &languages, draft.is_some());
    let assets = Assets::of(&incoming.env)?;
    let mut more = words.chat.to_vec();
    more.extend([
        ("directory", directory.as_str()),
        ("before", assets.scripts.frame.as_str()),
        ("style", styled.as_str()),
        ("scheme", scheme.meta),
        ("css", assets.path(scheme.sheet)?),
        ("look", look.as_str()),
    ]);
    let page = application(&incoming.env, words, &public, "widget", include_str!("frame.html"), &more)?;
    // What is shown for a try is nobody else's to frame.
    let sites = if draft.is_some() { &[] } else { public.sites() };
    let sites: Vec<&str> = sites.iter().map(SitePattern::as_str).collect();
    shell::respond(&page, 200, &Policy::frame(url, &assets, &sites, &style))
}

/// Light, dark, or both.
pub(super) struct SchemeParts {
    /// The chat's style sheet by its name in the build.
    pub(super) sheet: &'static str,
    /// As a page says it.
    pub(super) meta: &'static str,
}

/// How a page of the service is: light, dark, or as the reader's device is set.
pub(super) fn scheme(appearance: &Appearance) -> SchemeParts {
    match appearance.scheme {
        Scheme::Auto => SchemeParts { sheet: "widget.css", meta: "light dark" },
        Scheme::Light => SchemeParts { sheet: "widget-light.css", meta: "only light" },
        Scheme::Dark => SchemeParts { sheet: "widget-dark.css", meta: "dark" },
    }
}

/// The owner's colours, as `ui/style/tokens.css` takes them.
pub(super) fn style(appearance: &Appearance) -> String {
    let (light, dark) = appearance.accents();
    match appearance.scheme {
        _ if (light, dark) == ACCENTS => String::new(),
        Scheme::Light => format!(":root{{--chat-accent:{light}}}"),
        Scheme::Dark => format!(":root{{--chat-accent:{dark}}}"),
        Scheme::Auto if light == dark => format!(":root{{--chat-accent:{light}}}"),
        Scheme::Auto => {
            format!(":root{{--chat-accent:{light}}}@media(prefers-color-scheme:dark){{:root{{--chat-accent:{dark}}}}}")
        }
    }
}

/// What the first screen shows otherwise than usual, as attributes of the page's body (`widget/src/look.rs`).
fn look(appearance: &Appearance, languages: &[&str], is_draft: bool) -> String {
    let Appearance { logo, greeting, invitation, directories, .. } = appearance;
    let said = |texts: &Texts<ShortText>| texts.pick(languages.iter().copied()).map(|text| text.as_str().to_owned());
    let shows: Vec<&str> = directories.iter().map(|one| if *one == Listed::Tags { "tags" } else { "staff" }).collect();
    let shows = Some(shows.join(" ")).filter(|shows| shows != "tags staff");
    let all = [
        ("greeting", said(greeting)),
        ("invitation", said(invitation)),
        ("logo", logo.clone()),
        ("shows", shows),
        ("draft", is_draft.then(String::new)),
    ];
    let given = all.into_iter().filter_map(|(name, value)| Some((name, value?)));
    given.map(|(name, value)| format!(" data-{name}=\"{}\"", escape(&value))).collect::<Vec<_>>().concat()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn appearance(json: serde_json::Value) -> Appearance {
        serde_json::from_value(json).expect("an appearance")
    }

    #[test]
    fn a_service_that_set_nothing_costs_its_page_nothing() {
        let plain = Appearance::default();
        assert_eq!((style(&plain), look(&plain, &["en"], false)), (String::new(), String::new()));
    }

    #[test]
    fn colours_follow_the_scheme() {
        let of =
            |scheme: &str| style(&appearance(json!({ "color": "#17604d", "dark_color": "#4cc9a4", "scheme": scheme })));
        assert_eq!(of("light"), ":root{--chat-accent:#17604d}");
        assert_eq!(of("dark"), ":root{--chat-accent:#4cc9a4}");
        assert!(of("auto").contains("#17604d") && of("auto").contains("dark){:root{--chat-accent:#4cc9a4}}"));
    }

    #[test]
    fn what_the_owner_wrote_is_said_in_the_readers_language_and_stays_text() {
        let own = appearance(json!({
            "greeting": { "en": "Hello \"you\" <b>", "ja": "ようこそ" }, "logo": "/files/acme/logo.webp", "directories": ["staff"],
        }));
        let said = look(&own, &["fr", "en"], false);
        assert_eq!(
            said,
            " data-greeting=\"Hello &quot;you&quot; &lt;b&gt;\" data-logo=\"/files/acme/logo.webp\" data-shows=\"staff\""
        );
        assert!(look(&own, &["ja-JP"], true).contains("ようこそ"));
    }
}
