//! What the browser does for calls, as far as Rust needs to name it.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use web_sys::{Element, EventTarget, MediaStream, MediaStreamTrack};

#[wasm_bindgen(module = "/src/browser/devices.js")]
extern "C" {
    pub(crate) fn microphone(device: &str) -> Promise;
    pub(crate) fn camera(device: &str) -> Promise;
    pub(crate) fn screen() -> Promise;
    pub(crate) fn can_share() -> bool;
    pub(crate) fn can_choose_speaker() -> bool;
    pub(crate) fn devices() -> Promise;
    pub(crate) fn on_devices(tell: &Function) -> Function;
}

#[wasm_bindgen(module = "/src/browser/sound.js")]
extern "C" {
    #[derive(Clone)]
    pub(crate) type Meter;
    pub(crate) fn meter(track: &MediaStreamTrack) -> Meter;
    #[wasm_bindgen(method)]
    pub(crate) fn level(this: &Meter) -> f64;
    #[wasm_bindgen(method)]
    pub(crate) fn end(this: &Meter);

    #[derive(Clone)]
    pub(crate) type Player;
    pub(crate) fn player(stream: &MediaStream, blocked: &Function) -> Player;
    #[wasm_bindgen(method)]
    pub(crate) fn play(this: &Player);
    #[wasm_bindgen(method)]
    pub(crate) fn silence(this: &Player, is: bool);
    #[wasm_bindgen(method)]
    pub(crate) fn speaker(this: &Player, device: &str);
    #[wasm_bindgen(method, js_name = end)]
    pub(crate) fn stop(this: &Player);

    #[derive(Clone)]
    pub(crate) type Mixer;
    pub(crate) fn mixer() -> Mixer;
    #[wasm_bindgen(method)]
    pub(crate) fn put(this: &Mixer, key: &str, track: &MediaStreamTrack);
    #[wasm_bindgen(method, js_name = drop)]
    pub(crate) fn take(this: &Mixer, key: &str);
    #[wasm_bindgen(method, js_name = silence)]
    pub(crate) fn hush(this: &Mixer, is: bool);
    #[wasm_bindgen(method)]
    pub(crate) fn track(this: &Mixer) -> MediaStreamTrack;
    #[wasm_bindgen(method, js_name = end)]
    pub(crate) fn close(this: &Mixer);

    pub(crate) fn tone(name: &str) -> Function;
}

#[wasm_bindgen(module = "/src/browser/recorder.js")]
extern "C" {
    pub(crate) fn can_record() -> bool;

    #[derive(Clone)]
    pub(crate) type Recorder;
    #[wasm_bindgen(catch)]
    pub(crate) fn recorder(
        track: &MediaStreamTrack,
        recording: &str,
        room: &str,
        whose: &str,
        name: &str,
        call: &str,
        keep: &Function,
    ) -> Result<Recorder, JsValue>;
    #[wasm_bindgen(method)]
    pub(crate) fn resume(this: &Recorder);
    #[wasm_bindgen(method)]
    pub(crate) fn pause(this: &Recorder);
    #[wasm_bindgen(method, js_name = end)]
    pub(crate) fn finish(this: &Recorder);

    pub(crate) fn recover(room: &str, whose: &str, keep: &Function) -> Promise;
}

#[wasm_bindgen(module = "/src/browser/picture.js")]
extern "C" {
    pub(crate) fn can_fill() -> bool;
    pub(crate) fn can_float() -> bool;
    pub(crate) fn fill(element: &Element);
    pub(crate) fn float(element: &Element);
    pub(crate) fn show(video: &Element, stream: Option<&MediaStream>);
}

#[wasm_bindgen(module = "/src/browser/stats.js")]
extern "C" {
    pub(crate) fn counter(connection: &Connection) -> Function;
}

#[wasm_bindgen]
extern "C" {
    /// Milliseconds of a clock that only goes forward.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    pub(crate) fn uptime_ms() -> f64;

    #[wasm_bindgen(extends = EventTarget, js_name = RTCPeerConnection)]
    #[derive(Clone)]
    pub(crate) type Connection;
    #[wasm_bindgen(constructor, js_class = "RTCPeerConnection", catch)]
    pub(crate) fn new(configuration: &JsValue) -> Result<Connection, JsValue>;
    #[wasm_bindgen(method, catch, js_name = setConfiguration)]
    pub(crate) fn configure(this: &Connection, configuration: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = addTrack)]
    pub(crate) fn add_track(this: &Connection, track: &MediaStreamTrack) -> Result<Sender, JsValue>;
    #[wasm_bindgen(method, js_name = setLocalDescription)]
    pub(crate) fn set_local(this: &Connection) -> Promise;
    #[wasm_bindgen(method, js_name = setRemoteDescription)]
    pub(crate) fn set_remote(this: &Connection, description: &JsValue) -> Promise;
    #[wasm_bindgen(method, js_name = addIceCandidate)]
    pub(crate) fn add_candidate(this: &Connection, candidate: &JsValue) -> Promise;
    #[wasm_bindgen(method, js_name = restartIce)]
    pub(crate) fn restart(this: &Connection);
    #[wasm_bindgen(method)]
    pub(crate) fn close(this: &Connection);
    #[wasm_bindgen(method, getter, js_name = signalingState)]
    pub(crate) fn signaling_state(this: &Connection) -> String;
    #[wasm_bindgen(method, getter, js_name = iceConnectionState)]
    pub(crate) fn ice_state(this: &Connection) -> String;
    #[wasm_bindgen(method, getter, js_name = localDescription)]
    pub(crate) fn local(this: &Connection) -> Option<SessionDescription>;

    pub(crate) type SessionDescription;
    #[wasm_bindgen(method, getter, js_name = type)]
    pub(crate) fn kind(this: &SessionDescription) -> String;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn sdp(this: &SessionDescription) -> String;

    #[derive(Clone)]
    pub(crate) type Sender;
    #[wasm_bindgen(method, js_name = replaceTrack)]
    pub(crate) fn replace(this: &Sender, track: Option<&MediaStreamTrack>) -> Promise;

    /// What happens to a connection: a track comes, or a candidate.
    pub(crate) type Happening;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn track(this: &Happening) -> MediaStreamTrack;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn candidate(this: &Happening) -> Option<IceCandidate>;

    pub(crate) type IceCandidate;
    #[wasm_bindgen(method, getter)]
    pub(crate) fn candidate(this: &IceCandidate) -> String;
    #[wasm_bindgen(method, getter, js_name = sdpMid)]
    pub(crate) fn mid(this: &IceCandidate) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = sdpMLineIndex)]
    pub(crate) fn line(this: &IceCandidate) -> Option<u16>;
    #[wasm_bindgen(method, getter, js_name = usernameFragment)]
    pub(crate) fn fragment(this: &IceCandidate) -> Option<String>;
}

/// An object of the browser with these fields.
pub(crate) fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    for (name, value) in fields {
        let _ = js_sys::Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// The texts of a list.
pub(crate) fn texts(list: &JsValue) -> Vec<String> {
    Array::from(list).iter().filter_map(|text| text.as_string()).collect()
}
