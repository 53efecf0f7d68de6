//! The files that somebody sends in one room: the rules are in [`ui::attachment`], and here they are carried out. They go on
//! while one looks elsewhere, so a room has one of these for as long as the page lives.

mod request;
mod voice;

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use js_sys::{Array, Function, Promise};
use leptos::prelude::*;
use shared::{
    api::{FileUpload, StartFile},
    file::FileKind,
    id::{CallId, FileId, MessageId},
    value::{FileName, ShortText, Timestamp},
};
use ui::{
    annex::files::{FilesStart, FilesWish, Words},
    attachment::{
        queue::{Chosen, Doing, Queue},
        rules::{self, Refusal},
    },
    clock::{self, Timer},
    http::Fault,
    read::from_text,
    storage,
    write::to_text,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, Element, File, Url};

pub(crate) use self::{
    request::Door,
    voice::{Take, Voice},
};
use crate::text;

#[wasm_bindgen(module = "/src/browser.js")]
extern "C" {
    fn keep(room: &str, file: &str, order: f64, known: &str, blob: &JsValue) -> Promise;
    fn forget(file: &str);
    fn ask(method: &str, path: &str, token: &str, body: &JsValue, tell: &JsValue) -> Array;
    fn kept(room: &str) -> Promise;
    fn prepared(file: &File, original: bool) -> Promise;
    fn choose(accept: &str, capture: bool, take: &Function);
    pub(crate) fn is_touch() -> bool;
    pub(crate) fn near(element: &Element, tell: &Function) -> Function;
}

thread_local! {
    static ROOMS: RefCell<BTreeMap<String, Sending>> = const { RefCell::new(BTreeMap::new()) };
}

/// What is sent in one room; a handle to be copied around.
#[derive(Clone)]
pub(crate) struct Sending {
    inner: Rc<Inner>,
}

struct Inner {
    start: FilesStart,
    door: RefCell<Door>,
    tell: RefCell<Function>,
    queue: ArcRwSignal<Queue>,
    /// What couldn't be taken, in words.
    notices: ArcRwSignal<Vec<String>>,
    /// How many are being made ready.
    busy: ArcRwSignal<usize>,
    /// What was written with what is being made ready.
    after: RefCell<Option<String>>,
    /// Whether pictures go as they are.
    original: ArcRwSignal<bool>,
    blobs: RefCell<BTreeMap<FileId, Blob>>,
    /// As they were chosen, while they wait: for who changes their mind about how pictures go.
    chosen: RefCell<BTreeMap<FileId, File>>,
    aborts: RefCell<BTreeMap<FileId, Function>>,
    orders: RefCell<BTreeMap<FileId, f64>>,
    next: Cell<f64>,
    timer: RefCell<Option<Timer>>,
}

impl Sending {
    /// That of a room; what was left there before a reload goes on.
    pub(crate) fn of(start: FilesStart, door: Door, tell: Function) -> Self {
        let key = start.key();
        if let Some(known) = ROOMS.with_borrow(|rooms| rooms.get(&key).cloned()) {
            known.inner.door.replace(door);
            known.inner.tell.replace(tell);
            known.tell();
            return known;
        }
        let inner = Inner {
            start,
            door: RefCell::new(door),
            tell: RefCell::new(tell),
            queue: ArcRwSignal::default(),
            notices: ArcRwSignal::default(),
            busy: ArcRwSignal::default(),
            after: RefCell::default(),
            original: ArcRwSignal::new(false),
            blobs: RefCell::default(),
            chosen: RefCell::default(),
            aborts: RefCell::default(),
            orders: RefCell::default(),
            next: Cell::new(0.0),
            timer: RefCell::default(),
        };
        let this = Self { inner: Rc::new(inner) };
        ROOMS.with_borrow_mut(|rooms| rooms.insert(key, this.clone()));
        this.go_on_after_reload();
        let online = this.clone();
        let heard = Closure::<dyn Fn()>::new(move || online.change(Queue::online)).into_js_value();
        let _ = ui::view::dom::window().add_event_listener_with_callback("online", heard.unchecked_ref());
        this
    }

    /// What the service takes.
    pub(crate) fn start(&self) -> &FilesStart {
        &self.inner.start
    }

    pub(crate) fn queue(&self) -> ArcRwSignal<Queue> {
        self.inner.queue.clone()
    }

    pub(crate) fn notices(&self) -> ArcRwSignal<Vec<String>> {
        self.inner.notices.clone()
    }

    pub(crate) fn busy(&self) -> ArcRwSignal<usize> {
        self.inner.busy.clone()
    }

    pub(crate) fn original(&self) -> ArcRwSignal<bool> {
        self.inner.original.clone()
    }

    /// Whether there are pictures of which another form can still be made.
    pub(crate) fn has_pictures(&self) -> bool {
        self.inner.chosen.borrow().values().any(|file| file.type_().starts_with("image/"))
    }

    /// An address in this page of what is sent.
    pub(crate) fn picture(&self, file: FileId) -> Option<String> {
        Url::create_object_url_with_blob(self.inner.blobs.borrow().get(&file)?).ok()
    }

    /// Lets somebody choose.
    pub(crate) fn choose(&self, accept: &str, with_camera: bool) {
        let this = self.clone();
        let take = Closure::once_into_js(move |files: Array| this.add(&files));
        choose(accept, with_camera, take.unchecked_ref());
    }

    /// Takes what was chosen, dropped or pasted, one after the other.
    pub(crate) fn add(&self, files: &Array) {
        self.inner.notices.set(Vec::new());
        let mut taken: Vec<File> = Vec::new();
        for file in files.iter().filter_map(|file| file.dyn_into::<File>().ok()) {
            let is_picture = rules::kind_of(&file.type_()) == FileKind::Image;
            match rules::check(&self.inner.start.rules, &file.name(), file.size(), &file.type_()) {
                Ok(()) => taken.push(file),
                // It is made smaller first.
                Err(Refusal::TooLarge(_)) if is_picture && !self.inner.original.get_untracked() => taken.push(file),
                Err(why) => self.note(text::refused(&file.name(), why)),
            }
        }
        self.inner.busy.update(|busy| *busy += taken.len());
        let this = self.clone();
        spawn_local(async move {
            for file in taken {
                this.take(&file).await;
                this.made();
            }
        });
    }

    /// One more is ready; the last one goes at once if "Send" was pressed meanwhile.
    fn made(&self) {
        self.inner.busy.update(|busy| *busy -= 1);
        if self.inner.busy.get_untracked() > 0 {
            return;
        }
        if let Some(words) = self.inner.after.take() {
            self.send_now(&words);
        }
    }

    /// Makes one ready and puts it beside the box.
    async fn take(&self, file: &File) {
        let original = self.inner.original.get_untracked();
        let Some((blob, chosen)) = self.prepare(file, original).await else {
            return self.note(text::unreadable(&file.name()));
        };
        self.inner.chosen.borrow_mut().insert(chosen.file, file.clone());
        self.put(chosen, blob);
    }

    async fn prepare(&self, file: &File, original: bool) -> Option<(Blob, Chosen)> {
        let made: Array = JsFuture::from(prepared(file, original)).await.ok()?.dyn_into().ok()?;
        let blob: Blob = made.get(0).dyn_into().ok()?;
        let (name, media_type) = (made.get(1).as_string()?, made.get(2).as_string()?);
        if let Err(why) = rules::check(&self.inner.start.rules, &name, blob.size(), &media_type) {
            self.note(text::refused(&name, why));
        }
        let number = |at| whole(made.get(at).as_f64().unwrap_or_default());
        let chosen = Chosen {
            file: FileId::new(clock::now(), clock::random()),
            message: clock::message_id(),
            name,
            bytes: number_of(&blob),
            media_type,
            width: number(3),
            height: number(4),
            duration_ms: number(5),
            voice: false,
            sent: false,
            words: None,
            call: None,
        };
        Some((blob, chosen))
    }

    /// Puts something made ready beside the box.
    fn put(&self, chosen: Chosen, blob: Blob) {
        if rules::check(&self.inner.start.rules, &chosen.name, blob.size(), &chosen.media_type).is_err() {
            self.inner.chosen.borrow_mut().remove(&chosen.file);
            return;
        }
        self.inner.blobs.borrow_mut().insert(chosen.file, blob);
        self.change(|queue, _| queue.add(chosen));
    }

    /// Makes the pictures that wait anew: as they are, or smaller.
    pub(crate) fn send_original(&self, original: bool) {
        self.inner.original.set(original);
        let waiting: Vec<(FileId, File)> =
            self.inner.chosen.borrow().iter().map(|(id, file)| (*id, file.clone())).collect();
        let pictures = waiting.into_iter().filter(|(_, file)| file.type_().starts_with("image/"));
        for (id, file) in pictures.collect::<Vec<_>>() {
            self.inner.busy.update(|busy| *busy += 1);
            let this = self.clone();
            spawn_local(async move {
                if let Some((blob, mut chosen)) = this.prepare(&file, original).await {
                    chosen.file = id;
                    let is_small_enough =
                        rules::check(&this.inner.start.rules, &chosen.name, blob.size(), &chosen.media_type).is_ok();
                    if is_small_enough {
                        this.inner.blobs.borrow_mut().insert(id, blob);
                        this.change(|queue, _| queue.replace(chosen));
                    }
                }
                this.made();
            });
        }
    }

    /// Sends a recording at once.
    pub(crate) fn say(&self, blob: Blob, media_type: String, duration_ms: u32) {
        let ending = if media_type == "audio/wav" { "wav" } else { "m4a" };
        let chosen = Chosen {
            file: FileId::new(clock::now(), clock::random()),
            message: clock::message_id(),
            name: format!("{}.{ending}", text::voice_note()),
            bytes: number_of(&blob),
            media_type,
            width: None,
            height: None,
            duration_ms: Some(duration_ms),
            voice: true,
            sent: true,
            words: None,
            call: None,
        };
        self.inner.blobs.borrow_mut().insert(chosen.file, blob);
        self.change(|queue, now| {
            let mut doing = queue.add(chosen);
            doing.extend(queue.tick(now));
            doing
        });
    }

    /// Sends what was recorded of a call, at once, whatever the service takes: if it says no, it is offered to be saved. Handed over
    /// again, it is the same file. Gives a promise of whether the browser keeps it until it is sent.
    pub(crate) fn record(&self, recorded: &File, message: MessageId, call: CallId) -> Promise {
        let digits = message.to_string();
        let Ok(file) = format!("fil_{}", digits.trim_start_matches("msg_")).parse() else {
            return Promise::resolve(&JsValue::FALSE);
        };
        let chosen = Chosen {
            file,
            message,
            name: recorded.name(),
            bytes: number_of(recorded),
            media_type: recorded.type_(),
            width: None,
            height: None,
            duration_ms: None,
            voice: false,
            sent: true,
            words: None,
            call: Some(call),
        };
        self.inner.blobs.borrow_mut().insert(file, recorded.clone().into());
        let is_kept = self.keep(&chosen);
        self.change(|queue, now| {
            let mut doing = queue.add(chosen);
            doing.extend(queue.tick(now));
            doing
        });
        is_kept
    }

    /// "Send" was pressed; whether the words are taken care of here.
    pub(crate) fn send(&self, words: &str) -> bool {
        if self.inner.busy.get_untracked() > 0 {
            let mut after = self.inner.after.borrow_mut();
            let said = after.take().map(|said| format!("{said}\n{words}"));
            *after = Some(said.unwrap_or_else(|| words.to_owned()));
            return true;
        }
        if !self.inner.queue.with_untracked(Queue::holds_words) {
            return false;
        }
        self.send_now(words);
        true
    }

    fn send_now(&self, words: &str) {
        let words = (!words.is_empty())
            .then(|| (FileId::new(clock::now(), clock::random()), clock::message_id(), words.to_owned()));
        self.inner.chosen.borrow_mut().clear();
        self.inner.notices.set(Vec::new());
        self.change(|queue, now| queue.send(words, now));
    }

    pub(crate) fn retry(&self, file: FileId) {
        self.change(|queue, now| queue.retry(file, now));
    }

    pub(crate) fn cancel(&self, file: FileId) {
        if let Some(abort) = self.inner.aborts.borrow_mut().remove(&file) {
            let _ = abort.call0(&JsValue::UNDEFINED);
        }
        self.change(|queue, now| queue.cancel(file, now));
    }

    pub(crate) fn note(&self, words: String) {
        self.inner.notices.update(|notices| notices.push(words));
    }

    fn go_on_after_reload(&self) {
        let this = self.clone();
        spawn_local(async move {
            let Ok(all) = JsFuture::from(kept(&this.inner.start.key())).await else { return };
            for one in Array::from(&all).iter() {
                let one = Array::from(&one);
                let Some(chosen) = one.get(0).as_string().and_then(|known| from_text::<Chosen>(&known)) else {
                    continue;
                };
                if let Ok(blob) = one.get(1).dyn_into::<Blob>() {
                    this.inner.blobs.borrow_mut().insert(chosen.file, blob);
                } else if chosen.words.is_none() {
                    continue;
                }
                this.change(|queue, _| queue.add(chosen));
            }
            this.change(Queue::tick);
        });
    }

    /// Changes the queue and does what that leads to.
    fn change(&self, change: impl FnOnce(&mut Queue, Timestamp) -> Vec<Doing>) {
        let now = clock::now();
        let doing = self.inner.queue.try_update(|queue| change(queue, now)).unwrap_or_default();
        for one in doing {
            self.carry_out(one);
        }
        let is_empty = self.inner.queue.with_untracked(|queue| queue.items().is_empty());
        if is_empty {
            storage::forget(&self.inner.start.key());
        } else {
            storage::keep(&self.inner.start.key(), &true);
        }
        self.tell();
    }

    fn tell(&self) {
        let ready = self.inner.queue.with_untracked(Queue::has_tray);
        self.wish(&FilesWish { ready, say: None });
    }

    /// Whether the page heard it.
    fn wish(&self, wish: &FilesWish) -> bool {
        let tell = self.inner.tell.borrow().clone();
        tell.call1(&JsValue::UNDEFINED, &to_text(wish).into()).is_ok_and(|heard| heard.is_truthy())
    }

    /// Keeps one in the browser as it is now; gives a promise of whether that could be done.
    fn keep(&self, chosen: &Chosen) -> Promise {
        let order = *self.inner.orders.borrow_mut().entry(chosen.file).or_insert_with(|| {
            // After what was kept before a reload.
            #[expect(clippy::cast_precision_loss, reason = "milliseconds are below 2^53")]
            let order = (self.inner.next.get() + 0.001).max(clock::now().as_ms() as f64);
            self.inner.next.set(order);
            order
        });
        let blob = self.inner.blobs.borrow().get(&chosen.file).map_or(JsValue::NULL, JsValue::from);
        keep(&self.inner.start.key(), &chosen.file.to_string(), order, &to_text(chosen), &blob)
    }

    fn carry_out(&self, doing: Doing) {
        match doing {
            Doing::Keep(chosen) => drop(self.keep(&chosen)),
            Doing::Forget(file) => {
                forget(&file.to_string());
                self.inner.blobs.borrow_mut().remove(&file);
                self.inner.chosen.borrow_mut().remove(&file);
            }
            Doing::WakeAt(at) => {
                let wait = u32::try_from(at.ms_since(clock::now())).unwrap_or(0).saturating_add(1);
                let this = self.clone();
                self.inner.timer.replace(Some(clock::after(wait, move || this.change(Queue::tick))));
            }
            Doing::Start(chosen) => self.begin(chosen),
            Doing::Part { file, part, from, bytes } => self.send_part(file, part, from, bytes),
            Doing::Finish(file) => {
                let this = self.clone();
                spawn_local(async move {
                    let answer = this.door().ask("POST", &format!("/{file}/finish"), &JsValue::NULL).await;
                    this.change(|queue, now| match answer {
                        Ok(_) => queue.finished(file, now),
                        Err(fault) => queue.failed(file, &fault, now),
                    });
                });
            }
            Doing::Say(message, text) => self.say_words(message, text),
            Doing::GiveUp(file) => {
                let door = self.door();
                spawn_local(async move {
                    // What isn't finished is thrown away by itself after a day.
                    let _ = door.ask("DELETE", &format!("/{file}"), &JsValue::NULL).await;
                });
            }
        }
    }

    fn say_words(&self, message: MessageId, text: String) {
        let Some(file) = self.inner.queue.with_untracked(|queue| {
            queue.items().iter().find(|item| item.chosen.message == message).map(|item| item.chosen.file)
        }) else {
            return;
        };
        let this = self.clone();
        // Not within the change that led to it.
        spawn_local(async move {
            let ready = this.inner.queue.with_untracked(Queue::has_tray);
            let heard = this.wish(&FilesWish { ready, say: Some(Words { message, text }) });
            this.change(
                |queue, now| {
                    if heard { queue.finished(file, now) } else { queue.failed(file, &Fault::Offline, now) }
                },
            );
        });
    }

    fn begin(&self, chosen: Chosen) {
        let Chosen { file, message, name, bytes, media_type, width, height, duration_ms, voice, call, .. } = chosen;
        let this = self.clone();
        let name = FileName::try_from(name.as_str()).or_else(|_| FileName::try_from("file"));
        spawn_local(async move {
            let Ok(name) = name else { return };
            let media_type = ShortText::try_from(media_type).ok();
            let start = StartFile { file, message, name, bytes, media_type, width, height, duration_ms, voice, call };
            let body = to_text(&start);
            let answer = this.door().ask("POST", "", &body.into()).await;
            this.heard(file, answer);
        });
    }

    fn send_part(&self, file: FileId, part: u32, from: u32, bytes: u32) {
        let blob = self.inner.blobs.borrow().get(&file).cloned();
        let this = self.clone();
        spawn_local(async move {
            let (from, to) = (f64::from(from), f64::from(from) + f64::from(bytes));
            let Some(slice) = blob.and_then(|blob| blob.slice_with_f64_and_f64(from, to).ok()) else { return };
            let progress = {
                let this = this.clone();
                move |gone: f64| {
                    let gone = whole(gone).unwrap_or(0);
                    let _ = this.inner.queue.try_update(|queue| queue.progressed(file, gone));
                }
            };
            let began = {
                let this = this.clone();
                move |abort| drop(this.inner.aborts.borrow_mut().insert(file, abort))
            };
            let path = format!("/{file}/parts/{part}");
            let answer = this.door().send("PUT", &path, &slice, progress, began).await;
            this.inner.aborts.borrow_mut().remove(&file);
            this.heard(file, answer);
        });
    }

    fn heard(&self, file: FileId, answer: Result<String, Fault>) {
        let upload = answer.and_then(|text| from_text::<FileUpload>(&text).ok_or(Fault::Unreadable));
        self.change(|queue, now| match upload {
            Ok(upload) => queue.heard(upload, now),
            Err(fault) => queue.failed(file, &fault, now),
        });
    }

    fn door(&self) -> Door {
        self.inner.door.borrow().clone()
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked before")]
fn whole(number: f64) -> Option<u32> {
    (number >= 1.0 && number <= f64::from(u32::MAX)).then_some(number as u32)
}

fn number_of(blob: &Blob) -> u32 {
    whole(blob.size()).unwrap_or(0)
}
