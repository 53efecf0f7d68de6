//! What was recorded of calls, on its way into the rooms. It goes on whatever becomes of a room here: by the end of its call, who
//! recorded may be out of it, and a page that is loaded anew goes on with what the one before had begun.

use js_sys::Promise;
use leptos::{prelude::*, reactive::owner::Owner};
use shared::id::RoomId;
use ui::{
    annex::{self, files::Files},
    task::promise,
    view::{El, el},
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Blob, Url};

use super::Desk;
use crate::{text, view::files};

/// What tells the recordings of a person from the other files that they send in a room.
const OF: &str = "-calls";

/// The recordings under way, for as long as the page lives.
#[derive(Clone, Copy)]
pub(crate) struct Recordings {
    rooms: StoredValue<Vec<(RoomId, Files, El)>, LocalStorage>,
    owner: StoredValue<Owner>,
}

impl Recordings {
    pub(crate) fn new(owner: Owner) -> Self {
        Self { rooms: StoredValue::new_local(Vec::new()), owner: StoredValue::new(owner) }
    }
}

impl Desk {
    /// What takes a recording in a room: a function of a `File`, its id and that of its call, which gives a promise of whether it was
    /// taken.
    pub(super) fn takes_recordings(self, room: RoomId) -> JsValue {
        let take = move |file: JsValue, recording: JsValue, call: JsValue| -> Promise {
            let files = self.recordings(room);
            promise(async move {
                if annex::module().await.is_err() {
                    self.offer_to_save(&file);
                    return Ok(JsValue::FALSE);
                }
                Ok(files.record(&file, &recording, &call).into())
            })
        };
        Closure::<dyn Fn(JsValue, JsValue, JsValue) -> Promise>::new(take).into_js_value()
    }

    /// Goes on with what an earlier page of this person had begun to send.
    pub(super) fn resume_recordings(self) {
        let (Some(me), Some(storage)) = (untrack(|| self.me()), window().local_storage().ok().flatten()) else {
            return;
        };
        let (start, end) = (format!("frontdesk.{}.", self.requests.service()), format!(".{}{OF}.files", me.card.id));
        let rooms: Vec<RoomId> = (0..storage.length().unwrap_or_default())
            .filter_map(|at| storage.key(at).ok()?)
            .filter_map(|key| key.strip_prefix(&*start)?.strip_suffix(&*end)?.parse().ok())
            .collect();
        for room in rooms {
            self.recordings(room);
        }
    }

    /// Those of a room. They are sent by themselves, whatever stands in the box of that room.
    fn recordings(self, room: RoomId) -> Files {
        let Recordings { rooms, owner } = self.recordings;
        let known = rooms.with_value(|rooms| rooms.iter().find(|known| known.0 == room).map(|known| known.1.clone()));
        known.unwrap_or_else(|| {
            let (files, drawn) = owner.with_value(|owner| {
                owner.with(|| {
                    let files = untrack(|| files(self, room, OF, || true));
                    let drawn = el("div", "call-files").child(files.strip());
                    (files, drawn)
                })
            });
            let _ = self.calls.place().element().append_child(drawn.element());
            rooms.update_value(|rooms| rooms.push((room, files.clone(), drawn)));
            files
        })
    }

    /// What sends it couldn't be had, so it waits in this browser: whoever doesn't want to rely on that saves it.
    fn offer_to_save(self, file: &JsValue) {
        let (Some(file), Ok(name)) = (file.dyn_ref::<Blob>(), js_sys::Reflect::get(file, &"name".into())) else {
            return;
        };
        let Ok(address) = Url::create_object_url_with_blob(file) else { return };
        let save = el("a", "button").attr("href", &address).attr("download", &name.as_string().unwrap_or_default());
        let words = el("p", "call-files").attr("role", "alert").text(text::recording_waits());
        let words = words.child(save.text(text::save_recording()));
        let _ = self.calls.place().element().append_child(words.element());
    }
}
