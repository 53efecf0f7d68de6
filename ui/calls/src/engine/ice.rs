//! The servers by which two browsers find each other: asked of the service when a call begins, and again before they end.

use std::cell::{Cell, RefCell};

use js_sys::{Function, JSON, Promise};
use shared::{
    api::{ErrorCode, IceServers},
    id::RoomId,
    value::ServiceSlug,
};
use ui::{
    clock,
    http::{self, Auth, Fault},
    read::from_text,
    write::to_text,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::browser::object;

/// So long before they end are they asked for anew.
const AHEAD_MS: i64 = 60_000;
/// No sooner than that.
const SOONEST_MS: i64 = 3_000;
/// So soon where they don't end: the settings may be others by then.
const LASTING_MS: i64 = 3_600_000;
/// How soon they are asked for again after a failure, at first and at most: a call may wait for them.
const AGAIN_MS: [u32; 2] = [1_000, 15_000];

/// Where they are asked for, and what is known.
pub(crate) struct Ice {
    path: String,
    visitor: bool,
    access: Function,
    known: RefCell<Option<IceServers>>,
    failures: Cell<u32>,
}

impl Ice {
    pub(crate) fn new(service: &ServiceSlug, room: RoomId, visitor: bool, access: Function) -> Self {
        let side = if visitor { "visitor/" } else { "" };
        let path = format!("/api/v1/services/{service}/{side}rooms/{room}/ice");
        Self { path, visitor, access, known: RefCell::default(), failures: Cell::new(0) }
    }

    /// What a connection is made with.
    pub(crate) fn configuration(&self) -> JsValue {
        self.known.borrow().as_ref().map_or(JsValue::UNDEFINED, configuration)
    }

    /// Asks for them; gives whether nothing but relays may be used, if an answer came, and after how many milliseconds to ask
    /// again.
    pub(crate) async fn fetch(&self) -> (Option<bool>, u32) {
        let Some(servers) = self.ask().await.ok().and_then(|text| from_text::<IceServers>(&text)) else {
            let failures = self.failures.get();
            self.failures.set(failures + 1);
            return (None, (AGAIN_MS[0] << failures.min(8)).min(AGAIN_MS[1]));
        };
        self.failures.set(0);
        let left = servers.until_ms.map_or(LASTING_MS, |until| until.ms_since(clock::now()) - AHEAD_MS);
        let relay_only = servers.relay_only;
        self.known.replace(Some(servers));
        (Some(relay_only), u32::try_from(left.clamp(SOONEST_MS, i64::from(i32::MAX))).unwrap_or(AGAIN_MS[1]))
    }

    async fn ask(&self) -> Result<String, Fault> {
        if !self.visitor {
            return http::text("GET", &self.path, None, Auth::Cookie).await;
        }
        let mut refused = false;
        loop {
            let token = self.token(refused).await.ok_or(Fault::Offline)?;
            match http::text("GET", &self.path, None, Auth::Bearer(&token)).await {
                Err(Fault::Refused(error)) if error.code == ErrorCode::Unauthenticated && !refused => refused = true,
                answer => return answer,
            }
        }
    }

    async fn token(&self, refused: bool) -> Option<String> {
        let token: Promise = self.access.call1(&JsValue::UNDEFINED, &refused.into()).ok()?.dyn_into().ok()?;
        JsFuture::from(token).await.ok()?.as_string()
    }
}

/// What a connection is made with that is to use these.
fn configuration(known: &IceServers) -> JsValue {
    let servers = JSON::parse(&to_text(&known.servers)).unwrap_or_else(|_| js_sys::Array::new().into());
    let policy = if known.relay_only { "relay" } else { "all" };
    object(&[("iceServers", servers), ("iceTransportPolicy", policy.into()), ("bundlePolicy", "max-bundle".into())])
}
