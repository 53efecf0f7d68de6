//! The calls of one room in an application's page: what is told before the module is there waits for it, and what it draws
//! stays in the page wherever the person goes in the application.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};

use super::{CallStart, CallState, CallWish, CheckStart, CheckWish};
use crate::{
    annex::{Drawn, files::Access, place_of},
    connection::{RoomConnection, Status},
    live::Live,
    read::{Json, from_text},
    view::{El, element::again},
    write::to_text,
};

/// What the page's script calls the function that brings the module.
const MODULE: &str = "frontdeskCalls";

/// Something to be done once the module has drawn.
type Later = Box<dyn Fn(&Drawn)>;

/// The calls of one room. Lives in the reactive owner that it was made in.
#[derive(Clone, Copy)]
pub struct RoomCall {
    /// How it stands with them, for the person.
    pub state: Live<CallState>,
    wiring: Live<Rc<Wiring>>,
}

/// What is no signal.
#[derive(Default)]
struct Wiring {
    drawn: RefCell<Option<Drawn>>,
    /// To be done when it is there.
    then: RefCell<Vec<Later>>,
}

/// What an application gives to the calls of a room.
pub struct Host {
    /// Its connection; none while it is made anew.
    pub room: Rc<dyn Fn() -> Option<RoomConnection>>,
    /// Whose calls; told again when it changes.
    pub start: Box<dyn Fn() -> CallStart>,
    /// A token to ask with.
    pub access: Access,
    /// Hears all but frames and states, which are seen to here.
    pub ask: Box<dyn Fn(CallWish)>,
    /// Takes a recording, a `File`.
    pub keep: Box<dyn Fn(JsValue)>,
}

impl RoomCall {
    /// Begins to load the module, and gives the element that it draws into.
    #[must_use]
    pub fn new(host: Host) -> (Self, El) {
        let Host { room, start, access, ask, keep } = host;
        let call = Self { state: Live::default(), wiring: Live::new(Rc::default()) };
        let sends = room.clone();
        let tell = Closure::<dyn Fn(String) -> bool>::new(move |wish: String| match from_text(&wish) {
            Some(CallWish::Frame { text }) => sends().is_some_and(|room| room.send_text(&text)),
            Some(CallWish::State { state }) => call.state.try_set(state).is_none(),
            Some(wish) => {
                ask(wish);
                true
            }
            None => false,
        });
        let access = Closure::<dyn Fn(bool) -> Promise>::new(move |refused| access(refused));
        let keep = Closure::<dyn Fn(JsValue)>::new(keep);
        let [tell, access, keep]: [Function; 3] =
            [tell.into_js_value(), access.into_js_value(), keep.into_js_value()].map(JsCast::unchecked_into);
        let said = Live::new(String::new());
        again(Box::new(move || {
            let news = to_text(&start());
            // What the module hasn't begun with is no news to it.
            if said.try_get_untracked().is_some_and(|said| said != news) {
                if let Some(drawn) = call.drawn() {
                    let _ = drawn.news(&news);
                }
                said.set(news);
            }
        }));
        again(Box::new(move || {
            let is_there = room().is_some_and(|room| room.status.get() == Status::Online);
            call.when(move |drawn| drop(drawn.connected(is_there)));
        }));
        let place = place_of(MODULE, "call-place", move |module, element| {
            let drawn = module.call(element, &said.get_untracked(), &access, &tell, &keep).ok()??;
            let wiring = call.wiring.try_get_untracked()?;
            wiring.drawn.replace(Some(drawn.clone()));
            for then in wiring.then.take() {
                then(&drawn);
            }
            Some(drawn)
        });
        (call, place)
    }

    /// Tells a frame of the room, as it came.
    pub fn hear(self, text: &str) {
        let text = text.to_owned();
        self.when(move |drawn| drop(drawn.hear(&text)));
    }

    /// Calls the other side.
    pub fn offer(self) {
        self.when(|drawn| drop(drawn.offer(false)));
    }

    /// Comes into the call that there is, perhaps only to listen.
    pub fn join(self, listens: bool) {
        self.when(move |drawn| drop(drawn.join(listens)));
    }

    /// Does it with what the module has drawn, once that is there.
    fn when(self, what: impl Fn(&Drawn) + 'static) {
        match self.drawn() {
            Some(drawn) => what(&drawn),
            None => {
                self.wiring.try_with_untracked(|wiring| wiring.then.borrow_mut().push(Box::new(what)));
            }
        }
    }

    fn drawn(self) -> Option<Drawn> {
        self.wiring.try_with_untracked(|wiring| wiring.drawn.borrow().clone())?
    }
}

/// Whether a frame of a room says that there is a call: the module is needed then.
#[must_use]
pub fn brings_call(text: &str) -> bool {
    Json::parse(text).is_some_and(|frame| frame.get("type").text() == Some("call") && *frame.get("call") != Json::Null)
}

/// What is asked before a call, in its place; `choose` hears what is chosen.
#[must_use]
pub fn check(start: &CheckStart, choose: impl Fn(CheckWish) + 'static) -> El {
    let start = to_text(start);
    let tell: Box<dyn Fn(String)> = Box::new(move |wish: String| {
        if let Some(wish) = from_text(&wish) {
            choose(wish);
        }
    });
    let tell = Closure::wrap(tell).into_js_value();
    place_of(MODULE, "check-place", move |module, element| module.check(element, &start, tell.unchecked_ref()).ok()?)
}

#[cfg(test)]
mod tests {
    use super::brings_call;

    #[test]
    fn only_a_call_that_there_is_needs_the_module() {
        assert!(brings_call(r#"{"type":"call","call":{"call":"cal_1"}}"#));
        for text in [r#"{"type":"call"}"#, r#"{"type":"call","ended":{}}"#, r#"{"type":"signal","call":"cal_1"}"#, "7"]
        {
            assert!(!brings_call(text), "{text}");
        }
    }
}
