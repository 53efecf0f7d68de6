//! The calls of one room in an application's page. What goes on until the module is there, and between it and us, is a script's
//! business (`host.js`): here it is told how the application stands, and heard what it asks.

use std::rc::Rc;

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

use super::CallState;
use crate::{
    annex::{files::Access, language_tag},
    connection::{RoomConnection, Status},
    live::Live,
    read::{Json, Read},
    text,
    view::{El, element::again},
};

/// The calls of one room. Lives in the reactive owner that it was made in.
#[derive(Clone, Copy, Debug)]
pub struct RoomCall {
    /// How it stands with them, for the person.
    pub state: Live<CallState>,
    script: Live<Function>,
}

/// What an application gives to the calls of a room.
#[expect(missing_debug_implementations, reason = "it is all functions")]
pub struct Host {
    /// Where they are drawn, each in an element of its own: `call-holder`, with `is-away` while the person is elsewhere.
    pub place: El,
    /// The room's connection; none while it is made anew.
    pub room: Rc<dyn Fn() -> Option<RoomConnection>>,
    /// A [`super::CallStart`], as text.
    pub start: Rc<dyn Fn() -> String>,
    /// A token to ask with.
    pub access: Access,
    /// Whether the person is elsewhere in the application.
    pub is_away: Box<dyn Fn() -> bool>,
    /// Hears a wish that isn't seen to here: `voice_message` or `chat`.
    pub ask: Box<dyn Fn(&str)>,
    /// Takes a recording: a function of a `File`.
    pub keep: JsValue,
}

impl RoomCall {
    /// Begins to follow the room. Nothing is loaded or drawn before there is a call.
    #[must_use]
    pub fn new(host: Host) -> Self {
        let Host { place, room, start, access, is_away, ask, keep } = host;
        let (sends, starts) = (room.clone(), start.clone());
        let state = Live::default();
        let answer = answering(move |what| match what {
            "start" => starts().into(),
            "token" | "refused" => access(what == "refused").into(),
            frame if frame.starts_with('{') => sends().is_some_and(|room| room.send_text(frame)).into(),
            wish => {
                match CallState::read(&Json::Text(wish.to_owned())) {
                    Some(now) => drop(state.try_set(now)),
                    None => ask(wish),
                }
                JsValue::UNDEFINED
            }
        });
        let script = begun("frontdeskRoomCalls", &place, &answer, &keep).unwrap_or_default();
        let call = Self { state, script: Live::new(script.unchecked_into()) };
        again(Box::new(move || {
            let is_there = room().is_some_and(|room| room.status.get() == Status::Online);
            call.tell("connected", is_there.into());
        }));
        again(Box::new(move || call.tell("away", is_away().into())));
        again(Box::new(move || call.tell("news", start().into())));
        call
    }

    /// Tells a frame of the room, as it came.
    pub fn hear(self, text: &str) {
        self.tell("hear", text.into());
    }

    /// Calls the other side.
    pub fn offer(self) {
        self.tell("offer", false.into());
    }

    /// Comes into the call that there is, perhaps only to listen.
    pub fn join(self, listens: bool) {
        self.tell("join", listens.into());
    }

    /// Takes them out of the page.
    pub fn end(self) {
        self.tell("end", JsValue::UNDEFINED);
    }

    fn tell(self, what: &str, value: JsValue) {
        self.script.try_with_untracked(|script| drop(script.call2(&JsValue::UNDEFINED, &what.into(), &value)));
    }
}

/// Draws what is asked before a call, over all that stands beside `place`. `start` is a [`super::CheckStart`], as text; `choose`
/// hears what was chosen, in a word: `call`, `chat` or `close`.
pub fn check(place: &El, start: String, choose: impl Fn(&str) + 'static) {
    let answer = answering(move |what| match what {
        "start" => start.as_str().into(),
        wish => {
            choose(wish);
            JsValue::UNDEFINED
        }
    });
    let _ = begun("frontdeskCheck", place, &answer, &JsValue::UNDEFINED);
}

/// What answers the script; what is the same for all, it knows.
fn answering(answer: impl Fn(&str) -> JsValue + 'static) -> JsValue {
    let answer: Box<dyn Fn(&str) -> JsValue> = Box::new(answer);
    let closure = Closure::<dyn Fn(String) -> JsValue>::new(move |what: String| match what.as_str() {
        "language" => language_tag().into(),
        "failed" => text::annex_failed().into(),
        "again" => text::try_again().into(),
        what => answer(what),
    });
    closure.into_js_value()
}

fn begun(name: &str, place: &El, answer: &JsValue, keep: &JsValue) -> Result<JsValue, JsValue> {
    let begin: Function = Reflect::get(&js_sys::global(), &name.into())?.unchecked_into();
    begin.call3(&JsValue::UNDEFINED, place.element(), answer, keep)
}
