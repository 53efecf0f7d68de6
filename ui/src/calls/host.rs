//! The calls of one room in an application's page. What goes on until the module is there, and between it and us, is a script's
//! business (`host.js`): here it is told how the application stands, and heard what it asks.

use std::rc::Rc;

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

use super::CallState;
use crate::{
    annex::language_tag,
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

/// Answers what the script asks, and hears what it wishes: `host.js` has the words.
pub type Answer = Rc<dyn Fn(&str) -> JsValue>;

/// What an application gives to the calls of a room.
#[expect(missing_debug_implementations, reason = "it is all functions")]
pub struct Host {
    /// Where they are drawn, each in an element of its own: `call-holder`, with `is-away` while the person is elsewhere.
    pub place: El,
    /// What of a [`super::CallStart`] never changes, as text.
    pub whose: String,
    /// The room's connection; none while it is made anew.
    pub room: Rc<dyn Fn() -> Option<RoomConnection>>,
    /// Whether the person is elsewhere in the application.
    pub is_away: Box<dyn Fn() -> bool>,
    /// Answers all but frames and states.
    pub answer: Answer,
}

impl RoomCall {
    /// Begins to follow the room. Nothing is loaded or drawn before there is a call.
    #[must_use]
    pub fn new(host: Host) -> Self {
        let Host { place, whose, room, is_away, answer } = host;
        let (sends, answers) = (room.clone(), answer.clone());
        let state = Live::default();
        let script = begun("frontdeskRoomCalls", &place, &whose, move |what| {
            if what.starts_with('{') {
                return sends().is_some_and(|room| room.send_text(what)).into();
            }
            match CallState::read(&Json::Text(what.to_owned())) {
                Some(now) => drop(state.try_set(now)),
                None => return answers(what),
            }
            JsValue::UNDEFINED
        });
        let call = Self { state, script: Live::new(script.unwrap_or_default().unchecked_into()) };
        again(Box::new(move || {
            let is_there = room().is_some_and(|room| room.status.get() == Status::Online);
            call.tell("connected", is_there.into());
        }));
        again(Box::new(move || call.tell("away", is_away().into())));
        again(Box::new(move || call.tell("news", answer("with"))));
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

/// Draws what is asked before a call, over all that stands beside `place`. `whose` is what of a [`super::CheckStart`] the
/// application knows, as text; `answer` gives the name of whom it is `with`, and hears what was chosen: `call`, `chat` or `close`.
pub fn check(place: &El, whose: &str, answer: impl Fn(&str) -> JsValue + 'static) {
    let _ = begun("frontdeskCheck", place, whose, answer);
}

/// Calls the script; what it asks and every application answers alike is answered here.
fn begun(name: &str, place: &El, whose: &str, answer: impl Fn(&str) -> JsValue + 'static) -> Result<JsValue, JsValue> {
    let answer: Box<dyn Fn(&str) -> JsValue> = Box::new(answer);
    let answer = Closure::<dyn Fn(String) -> JsValue>::new(move |what: String| match what.as_str() {
        "language" => language_tag().into(),
        "failed" => text::annex_failed().into(),
        "again" => text::try_again().into(),
        what => answer(what),
    });
    let begin: Function = Reflect::get(&js_sys::global(), &name.into())?.unchecked_into();
    begin.call3(&JsValue::UNDEFINED, place.element(), &answer.into_js_value(), &whose.into())
}
