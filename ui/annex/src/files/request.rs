//! Requests about the files of a room, with whoever asks made known.

use js_sys::{Array, Function, Promise};
use shared::api::{ErrorAnswer, ErrorCode};
use shared::{id::RoomId, value::ServiceSlug};
use ui::{http::Fault, read::from_text};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// The way to the files of one room.
#[derive(Clone)]
pub(crate) struct Door {
    base: String,
    access: Function,
}

impl Door {
    pub(crate) fn new(service: &ServiceSlug, room: RoomId, visitor: bool, access: Function) -> Self {
        let side = if visitor { "visitor/" } else { "" };
        Self { base: format!("/api/v1/services/{service}/{side}enquiries/{room}/files"), access }
    }

    /// Asks something; `body` is a text, or null.
    ///
    /// # Errors
    /// See [`Fault`].
    pub(crate) async fn ask(&self, method: &str, path: &str, body: &JsValue) -> Result<String, Fault> {
        self.send(method, path, body, |_| (), |_| ()).await
    }

    /// Sends something; `tell` hears how many bytes have gone, and `began` gets what breaks it off.
    ///
    /// # Errors
    /// See [`Fault`].
    pub(crate) async fn send(
        &self,
        method: &str,
        path: &str,
        body: &JsValue,
        tell: impl FnMut(f64) + 'static,
        began: impl Fn(Function),
    ) -> Result<String, Fault> {
        let tell = Closure::<dyn FnMut(f64)>::new(tell);
        let path = format!("{}{path}", self.base);
        let mut refused = false;
        loop {
            let token = self.access.call1(&JsValue::UNDEFINED, &refused.into()).map_err(|_| Fault::Offline)?;
            let token: Promise = token.dyn_into().map_err(|_| Fault::Offline)?;
            let token = JsFuture::from(token).await.ok().and_then(|token| token.as_string()).ok_or(Fault::Offline)?;
            let asked = super::ask(method, &path, &token, body, tell.as_ref());
            if let Ok(abort) = asked.get(1).dyn_into() {
                began(abort);
            }
            let done: Promise = asked.get(0).unchecked_into();
            let answer = Array::from(&JsFuture::from(done).await.map_err(|_| Fault::Offline)?);
            let status = answer.get(0).as_f64().unwrap_or_default();
            let text = answer.get(1).as_string().unwrap_or_default();
            if status == 0.0 {
                return Err(Fault::Offline);
            }
            if (200.0..300.0).contains(&status) {
                return Ok(text);
            }
            match from_text::<ErrorAnswer>(&text) {
                Some(answer) if answer.error.code == ErrorCode::Unauthenticated && !refused && !token.is_empty() => {
                    refused = true;
                }
                Some(answer) => return Err(Fault::Refused(Box::new(answer.error))),
                None => return Err(Fault::Unreadable),
            }
        }
    }
}
