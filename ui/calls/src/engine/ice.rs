//! The servers by which two browsers find each other: asked of the service when a call begins, and again before they end.

use std::cell::{Cell, RefCell};

use js_sys::{Array, Function, JSON, Promise, Reflect};
use shared::{
    api::ErrorCode,
    id::RoomId,
    value::{ServiceSlug, Timestamp},
};
use ui::{
    clock,
    http::{self, Auth, Fault},
    read::{Json, Read, field, field_or_default},
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::browser::object;

/// So long before they end are they asked for anew.
const AHEAD_MS: i64 = 60_000;
/// How soon they are asked for again after a failure, at first and at most.
const AGAIN_MS: [u32; 2] = [3_000, 60_000];

/// Where they are asked for, and what is known.
pub(crate) struct Ice {
    path: String,
    visitor: bool,
    access: Function,
    known: RefCell<Option<JsValue>>,
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
        self.known.borrow().clone().unwrap_or_else(|| object(&[("bundlePolicy", "max-bundle".into())]))
    }

    /// Asks for them; gives after how many milliseconds to ask again.
    pub(crate) async fn fetch(&self) -> u32 {
        let Some((configuration, until)) = self.ask().await.ok().and_then(|text| read(&text)) else {
            let failures = self.failures.get();
            self.failures.set(failures + 1);
            return (AGAIN_MS[0] << failures.min(8)).min(AGAIN_MS[1]);
        };
        self.known.replace(Some(configuration));
        self.failures.set(0);
        let left = until.ms_since(clock::now()) - AHEAD_MS;
        u32::try_from(left.clamp(i64::from(AGAIN_MS[0]), i64::from(i32::MAX))).unwrap_or(AGAIN_MS[1])
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

/// The configuration in an answer, and until when it is of use.
fn read(text: &str) -> Option<(JsValue, Timestamp)> {
    let json = Json::parse(text)?;
    let (until, relay_only) = (Timestamp::read(json.get("until_ms"))?, field_or_default::<bool>(&json, "relay_only")?);
    let _: Vec<()> = field(&json, "servers")?;
    let servers: Array = Reflect::get(&JSON::parse(text).ok()?, &"servers".into()).ok()?.dyn_into().ok()?;
    let policy = if relay_only { "relay" } else { "all" };
    let configuration = object(&[
        ("iceServers", servers.into()),
        ("iceTransportPolicy", policy.into()),
        ("bundlePolicy", "max-bundle".into()),
    ]);
    Some((configuration, until))
}
