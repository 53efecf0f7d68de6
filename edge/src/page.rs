//! Pages that the worker serves. Templates hold no logic, and only what went through [`html`] gets into them; every
//! page says in its content policy what it may load, so that nothing else ever does.

mod app;
mod chat;
mod draft;
mod file;
mod html;
mod link;
mod preview;
mod script;
mod shared_file;
mod shell;
mod words;

use std::rc::Rc;

use channel::still;
use shared::{api::ErrorCode, value::ServiceSlug};
use worker::{Env, Headers, Request, Response, Url};

pub(crate) use self::html::escape;
use self::{
    html::fill,
    shell::{Assets, Policy},
    words::Words,
};
use crate::{
    error::EdgeError,
    route::{Incoming, Public},
};

/// Answers what isn't the HTTP interface.
///
/// # Errors
/// When an asset or the Desk can't be reached. A page that doesn't exist is no error: it says so in words.
pub(crate) async fn answer(incoming: &Incoming) -> Result<Response, EdgeError> {
    if !matches!(incoming.method.as_str(), "GET" | "HEAD") {
        return Err(EdgeError::refused(ErrorCode::MethodNotAllowed, "Pages can only be read."));
    }
    let url = incoming.request.url()?;
    let wishes = wishes(&incoming.request, &url)?;
    let words = words::of(&wishes);
    let segments: Vec<&str> = incoming.path.trim_start_matches('/').split('/').collect();
    match segments.as_slice() {
        [""] => landing(&incoming.env, &url, words),
        ["widget.js"] => chat::plain_script(incoming).await,
        ["frontdesk-wordpress.zip"] => plugin(incoming).await,
        ["widget", name] => match name.strip_suffix(".js") {
            Some(service) => chat::own_script(incoming, &url, service, words).await,
            None => chat::page(incoming, &url, name, words, &wishes).await,
        },
        ["widget", service, "service-worker.js"] => app::script(app::VISITOR_SERVICE_WORKER, "widget", service),
        ["widget", service, "notify.js"] => app::script(app::NOTIFY, "widget", service),
        ["widget", service, "preview"] => preview::page(incoming, &url, service, words).await,
        ["l", service, link] => link::answer(incoming, &url, (service, link, None), &wishes).await,
        ["l", service, link, part] => link::answer(incoming, &url, (service, link, Some(part)), &wishes).await,
        ["files", service, name] => file::answer(incoming, &url, (service, name), words).await,
        ["files", service, enquiry, file, name] => {
            shared_file::answer(incoming, &url, [service, enquiry, file, name], words).await
        }
        ["desk", service] => desk(incoming, &url, service, words).await,
        ["desk", service, "service-worker.js"] => app::script(app::SERVICE_WORKER, "desk", service),
        ["desk", service, "manifest.webmanifest"] => app::manifest(incoming, service).await,
        ["channel", still::NAME] => video_still(),
        ["channel", name] => sign(name),
        ["setup"] => setup(&incoming.env, &url, words),
        _ => not_found(&incoming.env, &url, words),
    }
}

/// The languages that a reader wants, as browsers write them in `Accept-Language`.
///
/// # Errors
/// Never in practice.
pub(crate) fn wishes(request: &Request, url: &Url) -> Result<String, EdgeError> {
    // The page that the chat is on may be in another language than its reader would choose: the loader says which.
    let asked = url.query_pairs().find_map(|(name, value)| (name == "lang").then(|| value.into_owned()));
    let wishes: Vec<String> = asked.into_iter().chain(request.headers().get("accept-language")?).collect();
    Ok(wishes.join(","))
}

/// Which of the worker's own languages fits an `Accept-Language` header.
pub(crate) fn language(accept_language: &str) -> &'static str {
    words::of(accept_language).lang
}

/// The same as tags, in the order in which they were written, which is that of the wishes.
pub(crate) fn languages(wishes: &str) -> Vec<&str> {
    wishes.split(',').map(|wish| wish.split(';').next().unwrap_or_default().trim()).collect()
}

async fn desk(incoming: &Incoming, url: &Url, service: &str, words: &Words) -> Result<Response, EdgeError> {
    let Some(public) = known(incoming, service).await? else { return not_found(&incoming.env, url, words) };
    let assets = Assets::of(&incoming.env)?;
    let more = [
        ("service", service),
        ("icon", assets.path("icon-180.png")?),
        // Fetched by the dashboard when somebody goes to the settings.
        ("console", assets.path("console.js")?),
        ("console_css", assets.path("console.css")?),
        ("records", assets.path("records.js")?),
        ("records_css", assets.path("records.css")?),
    ];
    let page = application(&incoming.env, words, &public, "dashboard", include_str!("page/desk.html"), &more)?;
    shell::respond(&page, 200, &Policy::application(url, &assets))
}

/// The page that starts one of the browser applications, by its name in the build. What `more` says goes before what is usual.
fn application(
    env: &Env,
    words: &Words,
    public: &Public,
    name: &str,
    template: &str,
    more: &[(&str, &str)],
) -> Result<String, EdgeError> {
    let assets = Assets::of(env)?;
    let title = escape(public.directory.service.name.as_str());
    // The module asks for them when it knows for certain; most often the browser says it right.
    let texts = match assets.path(&format!("{name}-{}.txt", words.lang)) {
        Ok(path) => format!("<link rel=\"preload\" as=\"fetch\" href=\"{path}\" crossorigin>"),
        Err(_) => String::new(),
    };
    let mut values = more.to_vec();
    values.extend([
        ("lang", words.lang),
        ("title", title.as_str()),
        ("texts", texts.as_str()),
        ("css", assets.path(&format!("{name}.css"))?),
        ("js", assets.path(&format!("{name}.js"))?),
        ("wasm", assets.path(&format!("{name}.wasm"))?),
        ("boot", assets.scripts.boot.as_str()),
        ("failed", words.failed),
        ("try_again", words.try_again),
    ]);
    Ok(fill(template, &values))
}

/// What is public of a service; none if there is no such service, or it can't have this name.
async fn known(incoming: &Incoming, service: &str) -> Result<Option<Rc<Public>>, EdgeError> {
    let Ok(slug) = ServiceSlug::try_from(service) else { return Ok(None) };
    match incoming.public(&slug).await {
        Ok(public) => Ok(Some(public)),
        Err(error) if error.body().code == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The sign of a messaging service: `line.svg`. Nobody else's page needs it.
fn sign(name: &str) -> Result<Response, EdgeError> {
    let adapter = name.strip_suffix(".svg").and_then(channel::adapter).ok_or_else(EdgeError::not_found)?;
    let headers = Headers::new();
    headers.set("Content-Type", "image/svg+xml")?;
    headers.set("Cache-Control", "public, max-age=86400")?;
    headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")?;
    Ok(Response::ok(adapter.facts().icon)?.with_headers(headers))
}

/// The picture in front of videos that go to people at social accounts, whose service and phone fetch it.
fn video_still() -> Result<Response, EdgeError> {
    let headers = Headers::new();
    headers.set("Content-Type", "image/png")?;
    headers.set("Cache-Control", "public, max-age=86400")?;
    Ok(Response::from_bytes(still::BYTES.to_vec())?.with_headers(headers))
}

/// The plugin for `WordPress`, to be saved: what owners install there.
async fn plugin(incoming: &Incoming) -> Result<Response, EdgeError> {
    let answer = incoming.env.assets("ASSETS")?.fetch_request(incoming.request.clone()?).await?;
    let headers: Headers = answer.headers().entries().collect();
    headers.set("Content-Disposition", "attachment; filename=\"frontdesk-wordpress.zip\"")?;
    headers.set("X-Content-Type-Options", "nosniff")?;
    Ok(answer.with_headers(headers))
}

fn setup(env: &Env, url: &Url, words: &Words) -> Result<Response, EdgeError> {
    let assets = Assets::of(env)?;
    let mut values = words.setup.to_vec();
    values.extend([("lang", words.lang), ("css", assets.path("dashboard.css")?), ("js", assets.path("setup.js")?)]);
    shell::respond(&fill(include_str!("page/setup.html"), &values), 200, &Policy::application(url, &assets))
}

fn landing(env: &Env, url: &Url, words: &Words) -> Result<Response, EdgeError> {
    notice(env, url, words, 200, words.landing_title, words.landing_text)
}

fn not_found(env: &Env, url: &Url, words: &Words) -> Result<Response, EdgeError> {
    notice(env, url, words, 404, words.not_found_title, words.not_found_text)
}

fn notice(env: &Env, url: &Url, words: &Words, status: u16, title: &str, text: &str) -> Result<Response, EdgeError> {
    let assets = Assets::of(env)?;
    let values = [("lang", words.lang), ("css", assets.path("dashboard.css")?), ("title", title), ("text", text)];
    let page = fill(include_str!("page/notice.html"), &values);
    shell::respond(&page, status, &Policy::application(url, &assets))
}
