//! What all pages share: where their files are, and what their browser may do with them.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use base64ct::{Base64, Encoding};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use worker::{Env, Headers, Response, Url};

use crate::error::EdgeError;

/// What the build made for pages.
pub(super) struct Assets {
    /// Where the files are: their addresses change with what is in them.
    paths: BTreeMap<String, String>,
    /// What stands in pages themselves.
    pub(super) scripts: Scripts,
    /// Those scripts, as a policy names them.
    hashes: String,
}

/// The scripts that stand in pages, made small by the build.
#[derive(Deserialize)]
pub(super) struct Scripts {
    /// Runs before the module is there: says so in words if the page can't start.
    pub(super) boot: String,
    /// Runs in the chat before its module is there: hears the owner's page and takes what the visitor types.
    pub(super) frame: String,
}

impl Assets {
    /// Those of the build that this worker came with: read once, for they stay the same as long as it runs.
    pub(super) fn of(env: &Env) -> Result<Rc<Self>, EdgeError> {
        thread_local! {
            static KEPT: RefCell<Option<Rc<Assets>>> = const { RefCell::new(None) };
        }
        if let Some(kept) = KEPT.with_borrow(Clone::clone) {
            return Ok(kept);
        }
        let paths = serde_json::from_str(&env.var("ASSET_MANIFEST")?.to_string())?;
        let scripts: Scripts = serde_json::from_str(&env.var("PAGE_SCRIPTS")?.to_string())?;
        let hashes = [&scripts.boot, &scripts.frame].map(|script| hash(script)).join(" ");
        let read = Rc::new(Self { paths, scripts, hashes });
        KEPT.set(Some(read.clone()));
        Ok(read)
    }

    /// The address of a file by its name in the build.
    pub(super) fn path(&self, name: &str) -> Result<&str, EdgeError> {
        self.paths.get(name).map(String::as_str).ok_or_else(|| worker::Error::from(format!("no asset {name}")).into())
    }
}

/// What a page may load, and who may frame it.
pub(super) struct Policy {
    rules: String,
    /// The frame loads on pages that isolate themselves from other origins, too.
    isolated: bool,
}

impl Policy {
    /// The chat, with a style in it if that isn't empty: framed by the service's sites only, which the browser enforces.
    pub(super) fn frame(page: &Url, assets: &Assets, sites: &[&str], style: &str) -> Self {
        let ancestors = std::iter::once("'self'").chain(sites.iter().copied()).collect::<Vec<_>>().join(" ");
        let style = if style.is_empty() { String::new() } else { format!(" {}", hash(style)) };
        Self { rules: scripted(page, assets, &ancestors, &style), isolated: true }
    }

    /// A page of ours that nobody frames. It may frame others of ours: the console shows what an owner tries.
    pub(super) fn application(page: &Url, assets: &Assets) -> Self {
        Self { rules: format!("{}; frame-src 'self'", scripted(page, assets, "'none'", "")), isolated: false }
    }

    /// A page that tries the script of a service, with a style in it, perhaps one on an element, and a script; framed by our
    /// own pages only.
    pub(super) fn preview(css: &str, on_element: Option<&str>, script: &str) -> Self {
        let on_element = on_element.map(|style| format!(" 'unsafe-hashes' {}", hash(style))).unwrap_or_default();
        let rules = format!(
            "default-src 'none'; script-src 'self' {}; style-src {}{on_element}; img-src 'self' data:; frame-src 'self'; \
             base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
            hash(script),
            hash(css)
        );
        Self { rules, isolated: false }
    }

    /// A page to be read, with all its looks in it, and perhaps a script; framed by our own pages only.
    pub(super) fn reading(css: &str, script: Option<&str>) -> Self {
        let script = script.map_or("'none'".to_owned(), hash);
        let rules = format!(
            "default-src 'none'; script-src {script}; style-src {}; img-src 'self' data:; connect-src 'self'; \
             base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
            hash(css)
        );
        Self { rules, isolated: false }
    }
}

/// The rules of a page that runs one of our applications.
fn scripted(page: &Url, assets: &Assets, ancestors: &str, style: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {}; style-src 'self'{style}; img-src 'self' data: blob:; \
         media-src 'self' blob:; connect-src 'self' {}; worker-src 'self'; manifest-src 'self'; base-uri 'none'; \
         form-action 'none'; frame-ancestors {ancestors}",
        assets.hashes,
        // Older Safaris don't take `'self'` for sockets.
        sockets_of(page),
    )
}

/// The address of this page's host, for sockets.
fn sockets_of(page: &Url) -> String {
    let origin = page.origin().ascii_serialization();
    // `http` becomes `ws`, `https` becomes `wss`.
    origin.replacen("http", "ws", 1)
}

/// A script or style sheet that stands in a page, as a policy names it.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", Base64::encode_string(Sha256::digest(text.as_bytes()).as_slice()))
}

/// A page with its headers. It isn't cached: who may frame it and what is in the directory must be true now.
pub(super) fn respond(page: &str, status: u16, policy: &Policy) -> Result<Response, EdgeError> {
    let headers = Headers::new();
    headers.set("Content-Type", "text/html; charset=utf-8")?;
    headers.set("Cache-Control", "no-cache")?;
    headers.set("Content-Security-Policy", &policy.rules)?;
    if policy.isolated {
        headers.set("Cross-Origin-Embedder-Policy", "require-corp")?;
        headers.set("Cross-Origin-Resource-Policy", "cross-origin")?;
    } else {
        headers.set("Cross-Origin-Opener-Policy", "same-origin")?;
    }
    Ok(Response::from_html(page)?.with_status(status).with_headers(headers))
}
