//! What makes the dashboard an app that is installed and woken: its manifest, and its service worker. And the scripts that
//! notify a visitor who asks for it.

use serde_json::json;
use shared::value::ServiceSlug;
use worker::{Headers, Response};

use super::{known, shell::Assets};
use crate::{error::EdgeError, route::Incoming};

/// The script that is woken by push messages.
pub(super) const SERVICE_WORKER: &str = include_str!("service-worker.js");

/// The same for visitors.
pub(super) const VISITOR_SERVICE_WORKER: &str = include_str!("visitor/service-worker.js");

/// What a visitor's browser subscribes with, for who asks for it.
pub(super) const NOTIFY: &str = include_str!("visitor/notify.js");

/// Of the page's head, and of the icon's ground.
const COLOR: &str = "#2457e6";

/// A script under the address of a page of the service's, and allowed to serve that page if it is a service worker: so that
/// each service's dashboard and chat are woken for themselves.
///
/// # Errors
/// `not_found` for what can't be a service.
pub(super) fn script(text: &'static str, page: &str, service: &str) -> Result<Response, EdgeError> {
    let slug = ServiceSlug::try_from(service).map_err(|_| EdgeError::not_found())?;
    let headers = Headers::new();
    headers.set("Content-Type", "text/javascript; charset=utf-8")?;
    headers.set("Cache-Control", "no-cache")?;
    headers.set("Service-Worker-Allowed", &format!("/{page}/{slug}"))?;
    headers.set("Content-Security-Policy", "default-src 'none'")?;
    Ok(Response::ok(text)?.with_headers(headers))
}

/// What a phone needs to install it.
///
/// # Errors
/// `not_found` where there is no such service.
pub(super) async fn manifest(incoming: &Incoming, service: &str) -> Result<Response, EdgeError> {
    let public = known(incoming, service).await?.ok_or_else(EdgeError::not_found)?;
    let assets = Assets::of(&incoming.env)?;
    let view = &public.directory.service;
    let icon = |size: u32| -> Result<serde_json::Value, EdgeError> {
        let src = assets.path(&format!("icon-{size}.png"))?;
        // The sign keeps clear of the edges, so that it may be cut to any shape.
        Ok(json!({ "src": src, "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": "any maskable" }))
    };
    let home = format!("/desk/{}", view.slug);
    let manifest = json!({
        "id": home,
        "name": view.name,
        "short_name": view.name,
        "start_url": home,
        "scope": home,
        "display": "standalone",
        "background_color": COLOR,
        "theme_color": COLOR,
        "icons": [icon(192)?, icon(512)?],
    });
    let headers = Headers::new();
    headers.set("Content-Type", "application/manifest+json")?;
    headers.set("Cache-Control", "no-cache")?;
    Ok(Response::ok(manifest.to_string())?.with_headers(headers))
}
