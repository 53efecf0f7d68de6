//! The calls of rooms in an application's page. What goes on until the module is there, and between it and us, is scripts' business
//! (`host.js` here, and `ui/calls/src/host.js`): here they are told how the application stands, and what they ask is answered.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

use crate::{annex::language_tag, connection::RoomConnection, text, view::El};

/// Follows the calls of a room for as long as its connection is open. Nothing is loaded or drawn before there is one; then it is
/// drawn below `place`, in an element of its own. `whose` is what of a [`super::CallStart`] never changes, as text; `answer`
/// answers what is asked and hears what is wished there: `ui/calls/src/host.js` has the words.
pub fn follow(room: RoomConnection, place: &El, whose: &str, answer: impl Fn(&str) -> JsValue + 'static) {
    let answer = move |what: &str| if what.starts_with('{') { room.send_text(what).into() } else { answer(what) };
    if let Ok(script) = begun("frontdeskRoomCalls", place, whose, Box::new(answer)) {
        room.tell_calls_by(script.unchecked_into());
    }
}

/// Draws what is asked before a call, over all that stands beside `place`. `whose` is what of a [`super::CheckStart`] the
/// application knows, as text; `answer` gives the name of whom it is `with`, and hears what was chosen: `call`, `chat` or `close`.
pub fn check(place: &El, whose: &str, answer: impl Fn(&str) -> JsValue + 'static) {
    let _ = begun("frontdeskCheck", place, whose, Box::new(answer));
}

/// Calls the script, which is also told the language, and what it says if the module can't be had.
fn begun(name: &str, place: &El, whose: &str, answer: Box<dyn Fn(&str) -> JsValue>) -> Result<JsValue, JsValue> {
    let answer = Closure::<dyn Fn(String) -> JsValue>::new(move |what: String| answer(&what)).into_js_value();
    let words = [language_tag().as_str(), text::annex_failed(), text::try_again()].join("\n");
    let begin: Function = Reflect::get(&js_sys::global(), &name.into())?.unchecked_into();
    begin.call4(&JsValue::UNDEFINED, place.element(), &answer, &whose.into(), &words.into())
}
