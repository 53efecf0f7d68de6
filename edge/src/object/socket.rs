//! What objects do with sockets that outlive their sleep, beyond what the `worker` crate wraps.

use js_sys::Date;
use serde::{Serialize, de::DeserializeOwned};
use shared::value::Timestamp;
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use worker::{State, WebSocket, console_error};

#[wasm_bindgen]
extern "C" {
    type SocketExt;

    #[wasm_bindgen(method, getter, js_name = readyState)]
    fn ready_state(this: &SocketExt) -> u16;

    type StateExt;

    /// The one of the `worker` crate panics where this throws.
    #[wasm_bindgen(method, catch, js_name = acceptWebSocket)]
    fn accept_web_socket(this: &StateExt, socket: &JsValue) -> Result<(), JsValue>;

    /// The `worker` crate doesn't have it.
    #[wasm_bindgen(method, catch, js_name = getWebSocketAutoResponseTimestamp)]
    fn auto_response_timestamp(this: &StateExt, socket: &JsValue) -> Result<Option<Date>, JsValue>;
}

/// When the runtime answered a ping of this socket last, for the object with this raw state; none if it never did.
pub(super) fn pinged_at(state: &JsValue, socket: &JsValue) -> Option<Timestamp> {
    let state: &StateExt = state.unchecked_ref();
    let answered = state.auto_response_timestamp(socket).ok().flatten();
    #[expect(clippy::cast_possible_truncation, reason = "a whole number of milliseconds, below 2^53")]
    answered.map(|date| Timestamp::from_ms(date.get_time() as i64))
}

/// Takes a socket in, for the object with this raw state.
///
/// # Errors
/// When it can't be, as when the object has the most it may.
pub(super) fn accept(state: &JsValue, socket: &WebSocket) -> worker::Result<()> {
    let state: &StateExt = state.unchecked_ref();
    Ok(state.accept_web_socket(socket.as_ref())?)
}

/// Attaches what the object has to know of the socket when it wakes.
///
/// # Errors
/// When it is more than 2 KiB.
pub(super) fn attach(socket: &WebSocket, attachment: &impl Serialize) -> worker::Result<()> {
    socket.serialize_attachment(serde_json::to_string(attachment)?)
}

/// What is attached to a socket. None if it was ended from here.
pub(super) fn attached<T: DeserializeOwned>(socket: &WebSocket) -> Option<T> {
    let text = socket.deserialize_attachment::<String>().ok().flatten().filter(|text| !text.is_empty())?;
    let attachment = serde_json::from_str(&text).ok();
    if attachment.is_none() {
        console_error!("A socket has no readable attachment; it is ended");
        end(socket, 1011, "internal");
    }
    attachment
}

/// The sockets that outlived the object's sleep, with what is attached to them. One that was ended from here is in the
/// runtime's list, and heard, until its client answers the close: it isn't among them.
pub(super) fn restored<T: DeserializeOwned>(state: &State) -> impl Iterator<Item = (WebSocket, T)> {
    const OPEN: u16 = 1;
    let is_open = |socket: &WebSocket| {
        let raw: &SocketExt = socket.as_ref().unchecked_ref();
        raw.ready_state() == OPEN
    };
    let sockets = state.get_websockets().into_iter().filter(is_open);
    sockets.filter_map(|socket| attached(&socket).map(|attachment| (socket, attachment)))
}

/// Ends a socket. The reason is for people who look into their browser's tools.
pub(super) fn end(socket: &WebSocket, code: u16, reason: &str) {
    let _ = socket.serialize_attachment("");
    let _ = socket.close(Some(code), Some(reason));
}

/// Answers a close: the runtime doesn't, for a hibernating socket, and its client would wait for that. 1006 and 1015: nobody
/// is there any more.
pub(super) fn answer_close(socket: &WebSocket, code: usize) {
    if code != 1006 && code != 1015 {
        let _ = socket.close(Some(1000), None::<&str>);
    }
}
