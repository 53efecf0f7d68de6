//! Files in a room, as far as the application has to know of them before the annex is there: the button beside the box, what
//! is dropped or pasted, and where the annex draws.

use std::{cell::RefCell, rc::Rc};

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::*;
use serde::Serialize;
use shared::{
    file::{FileCard, FileRules},
    id::{MessageId, RoomId},
    value::ServiceSlug,
};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use web_sys::{Event, HtmlElement};

use super::{Drawn, place};
use crate::{
    live::Live,
    read::from_text,
    storage, text,
    view::{El, el, icon, icon_button},
    write::to_text,
};

/// Whose files, and where they go.
#[derive(Clone, Debug, Serialize)]
pub struct FilesStart {
    /// Whose room.
    pub service: ServiceSlug,
    /// Which.
    pub room: RoomId,
    /// A visitor sends them, rather than staff.
    pub visitor: bool,
    /// Who: what somebody left unsent on a shared computer is not sent by the next one.
    pub who: String,
    /// What the service takes.
    pub rules: FileRules,
}

crate::read_struct!(FilesStart { service, room, visitor, who, rules });

impl FilesStart {
    /// Where it stands that files of this room aren't sent yet.
    #[must_use]
    pub fn key(&self) -> String {
        format!("frontdesk.{}.{}.{}.files", self.service, self.room, self.who)
    }
}

/// A file in the log.
#[derive(Clone, Debug, Serialize)]
pub struct FileStart {
    /// Whose room.
    pub service: ServiceSlug,
    /// Which.
    pub room: RoomId,
    /// A visitor looks at it, rather than staff.
    pub visitor: bool,
    /// Which file.
    pub card: FileCard,
    /// Whether who looks at it may delete it.
    pub may_delete: bool,
}

crate::read_struct!(FileStart { service, room, visitor, card, may_delete });

/// What the annex asks.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FilesWish {
    /// Whether files wait for "Send".
    pub ready: bool,
    /// Say this now: it was written with files that stand in the log.
    pub say: Option<Words>,
}

crate::read_struct!(FilesWish { ready, say });

/// What was written with files.
#[derive(Clone, Debug, Serialize)]
pub struct Words {
    /// Said twice, it stands in the log once.
    pub message: MessageId,
    /// 1 to 4,000 characters.
    pub text: String,
}

crate::read_struct!(Words { message, text });

/// The files of a room, to be handed around.
pub type RoomFiles = Live<Files>;

/// Gives a token to ask with, another one if the last was refused; an empty one where there is a session.
pub type Access = Rc<dyn Fn(bool) -> Promise>;

/// Something to be done once the annex has drawn.
type Later = Box<dyn Fn(&Drawn)>;

/// The files of one room on the screen.
#[derive(Clone)]
pub struct Files {
    start: Rc<FilesStart>,
    access: JsValue,
    tell: JsValue,
    /// Whether the annex is wanted below.
    wanted: Live<bool>,
    ready: Live<bool>,
    can: Rc<dyn Fn() -> bool>,
    strip: Rc<RefCell<Option<Drawn>>>,
    /// To be done when it is there.
    then: Rc<RefCell<Vec<Later>>>,
}

impl Files {
    /// Of a room: `can` says whether files may be sent now, and `say` says something in it, if it is still there.
    #[must_use]
    pub fn new(
        start: FilesStart,
        access: &Access,
        can: impl Fn() -> bool + 'static,
        say: impl Fn(Words) -> bool + 'static,
    ) -> Self {
        let ready = Live::new(false);
        let access = access.clone();
        let access = Closure::<dyn Fn(bool) -> Promise>::new(move |refused| access(refused)).into_js_value();
        let tell = Closure::<dyn Fn(String) -> bool>::new(move |wish: String| {
            let Some(FilesWish { ready: is_ready, say: words }) = from_text(&wish) else { return false };
            ready.try_set(is_ready);
            words.is_none_or(&say)
        })
        .into_js_value();
        // What was under way when the page went goes on by itself.
        let left = storage::find::<bool>(&start.key()).unwrap_or_default();
        Self {
            start: Rc::new(start),
            access,
            tell,
            wanted: Live::new(left),
            ready,
            can: Rc::new(can),
            strip: Rc::default(),
            then: Rc::default(),
        }
    }

    /// Whether something waits for "Send".
    #[must_use]
    pub fn is_ready(&self) -> bool {
        self.ready.get()
    }

    /// The button beside the box; nothing where no files may be sent.
    #[must_use]
    pub fn button(&self) -> El {
        let (files, can, rules) = (self.clone(), self.can.clone(), self.start.rules.kinds.is_empty());
        let id = self.button_id();
        el("span", "composer-start").part(
            move || !rules && can(),
            move |can| {
                let (files, id) = (files.clone(), id.clone());
                can.then(|| {
                    icon_button(icon::ATTACH, text::attach(), move || files.with_strip(|strip| drop(strip.menu())))
                        .attr("id", &id)
                })
            },
        )
    }

    /// What stands above the box: what is chosen and what is under way.
    #[must_use]
    pub fn strip(&self) -> El {
        let (files, wanted, can) = (self.clone(), self.wanted, self.can.clone());
        el("div", "").part(
            move || wanted.get() && can(),
            move |is| {
                let files = files.clone();
                is.then(|| {
                    let strip = Live::new(files.strip.clone());
                    on_cleanup(move || drop(strip.try_get_untracked().map(|strip| strip.take())));
                    place("attach-place", move |module, element| {
                        let start = to_text(&*files.start);
                        let (access, tell) = (files.access.unchecked_ref(), files.tell.unchecked_ref());
                        let drawn = module.files(element, &start, access, tell).ok()??;
                        files.strip.replace(Some(drawn.clone()));
                        for then in files.then.take() {
                            then(&drawn);
                        }
                        Some(drawn)
                    })
                })
            },
        )
    }

    /// Sends a `File` that was recorded of a call. Gives a promise of whether the browser keeps it until it is sent; nothing comes of it
    /// while the annex can't be had.
    pub fn record(&self, file: &JsValue, recording: &JsValue, call: &JsValue) -> Promise {
        let of = [file, recording, call].map(JsValue::clone);
        let mut with_strip = |done: Function, _: Function| {
            let [file, recording, call] = of.clone();
            self.with_strip(move |strip| {
                let is_kept = strip.record(&file, &recording, &call).map_or(JsValue::FALSE, JsValue::from);
                let _ = done.call1(&JsValue::UNDEFINED, &is_kept);
            });
        };
        Promise::new(&mut with_strip)
    }

    /// Sends what waits, and these words with it. Without files that wait or are under way, the words are left to the caller.
    #[must_use]
    pub fn send(&self, text: &str) -> bool {
        let strip = self.strip.borrow().clone();
        strip.is_some_and(|strip| strip.send(text).unwrap_or(false))
    }

    /// The room around all of it, into which files can be dropped and pasted.
    #[must_use]
    pub fn zone(&self, room: El) -> El {
        let over = Live::new(false);
        let can = {
            let (can, rules) = (self.can.clone(), self.start.rules.clone());
            Rc::new(move || !rules.kinds.is_empty() && untrack(|| can()))
        };
        let take = {
            let files = self.clone();
            move |event: &Event, from: &str| {
                let Some(chosen) = files_in(event, from) else { return };
                event.prevent_default();
                files.with_strip(move |strip| drop(strip.add(&chosen)));
            }
        };
        let (may_drag, may_drop, may_paste, leaves) = (can.clone(), can.clone(), can, room.element().clone());
        let (dropped, pasted) = (take.clone(), take);
        let hint = move || {
            let zone = el("div", "drop-zone").attr("aria-hidden", "true");
            zone.child(icon::sign(icon::ATTACH)).child(el("p", "").text(text::drop_here()))
        };
        room.on("dragover", move |event| {
            // Left to the browser, a file that is dropped takes the place of the page.
            if carries_files(&event) {
                event.prevent_default();
                over.set(may_drag());
            }
        })
        .on("dragleave", move |event| {
            let to = Reflect::get(&event, &"relatedTarget".into()).ok().and_then(|to| to.dyn_into().ok());
            if !leaves.contains(to.as_ref()) {
                over.set(false);
            }
        })
        .on("drop", move |event| {
            over.set(false);
            if may_drop() {
                dropped(&event, "dataTransfer");
            } else if carries_files(&event) {
                event.prevent_default();
            }
        })
        .on("paste", move |event| {
            if may_paste() {
                pasted(&event, "clipboardData");
            }
        })
        .part(move || over.get(), move |over| over.then(hint))
    }

    /// A file of the log. `delete` is given to who may.
    #[must_use]
    pub fn draw(&self, card: &FileCard, may_delete: bool) -> El {
        let FilesStart { service, room, visitor, .. } = &*self.start;
        let (service, room, visitor) = (service.clone(), *room, *visitor);
        let start = FileStart { service, room, visitor, card: card.clone(), may_delete };
        let (start, access) = (to_text(&start), self.access.clone());
        // Its place is as large before it is there.
        let size = card.width.zip(card.height).filter(|_| !card.deleted);
        let class = if size.is_some() { "file-place has-size" } else { "file-place" };
        let drawn = place(class, move |module, element| module.file(element, &start, access.unchecked_ref()).ok()?);
        if let (Some((width, height)), Some(element)) = (size, drawn.element().dyn_ref::<HtmlElement>()) {
            // An attribute `style` is against the page's policy.
            let _ = element.style().set_property("--file-ratio", &format!("{width}/{height}"));
            let _ = element.style().set_property("--file-width", &format!("{width}px"));
        }
        drawn
    }

    fn button_id(&self) -> String {
        format!("attach-{}", self.start.room)
    }

    /// Does it with the annex's part, once that is there.
    fn with_strip(&self, what: impl Fn(&Drawn) + 'static) {
        let strip = self.strip.borrow().clone();
        if let Some(strip) = strip {
            what(&strip);
        } else {
            self.then.borrow_mut().push(Box::new(what));
            self.wanted.set(true);
        }
    }
}

/// Of who has a session.
#[must_use]
pub fn by_session() -> Access {
    Rc::new(|_| Promise::resolve(&JsValue::from_str("")))
}

fn carries_files(event: &Event) -> bool {
    let types = Reflect::get(event, &"dataTransfer".into()).and_then(|data| Reflect::get(&data, &"types".into()));
    types.is_ok_and(|types| Array::from(&types).iter().any(|kind| kind == "Files"))
}

/// The files that an event brings; none if it brings words.
fn files_in(event: &Event, from: &str) -> Option<Array> {
    let data = Reflect::get(event, &from.into()).ok()?;
    let files = Array::from(&Reflect::get(&data, &"files".into()).ok()?);
    (files.length() > 0).then_some(files)
}
