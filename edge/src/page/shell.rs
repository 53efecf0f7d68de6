//! What all pages share: where their files are, and what their browser may do with them.

use std::{cell::RefCell, collections::BTreeMap};

use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};
use worker::{Env, Headers, Response};

use crate::error::EdgeError;

/// Runs before the module is there: catches the loader's first message, and says so in words if the page can't start.
pub(super) const BOOT: &str = include_str!("boot.js");

/// Where the built files are: their addresses change with what is in them.
pub(super) struct Assets(BTreeMap<String, String>);

impl Assets {
    /// The manifest of the build.
    pub(super) fn of(env: &Env) -> Result<Self, EdgeError> {
        Ok(Self(serde_json::from_str(&env.var("ASSET_MANIFEST")?.to_string())?))
    }

    /// The address of a file by its name in the build.
    pub(super) fn path(&self, name: &str) -> Result<&str, EdgeError> {
        self.0.get(name).map(String::as_str).ok_or_else(|| worker::Error::from(format!("no asset {name}")).into())
    }
}

/// What a page may load, and who may frame it.
pub(super) struct Policy {
    ancestors: String,
    /// The frame loads on pages that isolate themselves from other origins, too.
    isolated: bool,
}

impl Policy {
    /// The chat: framed by the service's sites only, which the browser enforces.
    pub(super) fn frame(sites: &[&str]) -> Self {
        let ancestors = std::iter::once("'self'").chain(sites.iter().copied()).collect::<Vec<_>>().join(" ");
        Self { ancestors, isolated: true }
    }

    /// A page of ours that nobody frames.
    pub(super) fn application() -> Self {
        Self { ancestors: "'none'".to_owned(), isolated: false }
    }

    fn header(&self) -> String {
        format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-{}'; style-src 'self'; \
             img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; \
             form-action 'none'; frame-ancestors {}",
            boot_hash(),
            self.ancestors
        )
    }
}

fn boot_hash() -> String {
    thread_local! {
        static HASH: RefCell<Option<String>> = const { RefCell::new(None) };
    }
    HASH.with_borrow_mut(|hash| {
        hash.get_or_insert_with(|| Base64::encode_string(Sha256::digest(BOOT.as_bytes()).as_slice())).clone()
    })
}

/// A page with its headers. It isn't cached: who may frame it and what is in the directory must be true now.
pub(super) fn respond(page: &str, status: u16, policy: &Policy) -> Result<Response, EdgeError> {
    let headers = Headers::new();
    headers.set("Content-Type", "text/html; charset=utf-8")?;
    headers.set("Cache-Control", "no-cache")?;
    headers.set("Content-Security-Policy", &policy.header())?;
    if policy.isolated {
        headers.set("Cross-Origin-Embedder-Policy", "require-corp")?;
        headers.set("Cross-Origin-Resource-Policy", "cross-origin")?;
    } else {
        headers.set("Cross-Origin-Opener-Policy", "same-origin")?;
    }
    Ok(Response::from_html(page)?.with_status(status).with_headers(headers))
}
