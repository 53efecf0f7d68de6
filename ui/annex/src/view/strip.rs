//! What stands above the box: the ways to choose a file, what was chosen, and what is under way.

use leptos::prelude::*;
use shared::{api::ErrorCode, file::FileKind, id::FileId};
use ui::{
    attachment::{
        queue::{Item, Queue, Stage},
        rules::kind_of,
    },
    view::{
        El, Look, button, dom, el,
        element::press_button,
        icon::{self, sign},
        icon_button,
    },
};
use web_sys::Url;

use crate::{
    files::{Sending, Take, Voice, is_touch},
    text,
};

/// All of it. `menu` says whether the ways to choose are shown.
pub(crate) fn strip(sending: &Sending, menu: &ArcRwSignal<bool>) -> El {
    let voice = Voice::new(sending.clone());
    let (queue, notices, busy) = (sending.queue(), sending.notices(), sending.busy());
    let ids = move || queue.with(|queue| queue.items().iter().map(|item| item.chosen.file).collect::<Vec<FileId>>());
    let rows = sending.clone();
    let (shown, of_menu, of_menu_voice) = (menu.clone(), (sending.clone(), menu.clone()), voice.clone());
    let (originals, has_items) = (sending.clone(), sending.queue());
    el("div", "attach")
        .child(el("div", "").attr("role", "alert").part(
            move || notices.get(),
            |notices| {
                let line = |words: &String| el("p", "attach-notice").child(sign(icon::ALERT)).text(words);
                (!notices.is_empty()).then(|| el("div", "").children(notices.iter().map(line)))
            },
        ))
        .part(move || shown.get(), move |shown| shown.then(|| ways(&of_menu.0, &of_menu.1, &of_menu_voice)))
        .part(
            {
                let take = voice.take.clone();
                move || take.get()
            },
            move |take| recorder(&voice, take),
        )
        .child(el("ul", "attach-list").each(ids, move |file| row(&rows, *file)))
        .child(el("div", "").part(
            move || has_items.with(Queue::has_tray),
            move |has_tray| (*has_tray && originals.has_pictures()).then(|| originals_tick(&originals)),
        ))
        .child(
            el("p", "attach-busy")
                .attr("role", "status")
                .text_by(move || if busy.get() > 0 { text::preparing().to_owned() } else { String::new() }),
        )
}

fn ways(sending: &Sending, menu: &ArcRwSignal<bool>, voice: &Voice) -> El {
    let rules = &sending.start().rules;
    let takes = |kind| rules.kinds.contains(&kind);
    let back = format!("attach-{}", sending.start().room);
    let close = {
        let menu = menu.clone();
        move || {
            menu.set(false);
            dom::focus_soon(&back);
        }
    };
    let way = |words: &str, act: Box<dyn Fn()>| {
        let close = close.clone();
        press_button("button attach-way", move || {
            close();
            act();
        })
        .text(words)
    };
    let choose = |accept: &'static str, camera: bool| -> Box<dyn Fn()> {
        let sending = sending.clone();
        Box::new(move || sending.choose(accept, camera))
    };
    let pictures = match (takes(FileKind::Image), takes(FileKind::Video)) {
        (true, true) => Some("image/*,video/*"),
        (true, false) => Some("image/*"),
        (false, true) => Some("video/*"),
        (false, false) => None,
    };
    let camera = takes(FileKind::Image) && is_touch();
    let names = FileKind::ALL.into_iter().filter(|kind| takes(*kind)).map(text::kind).collect::<Vec<_>>();
    let limits = text::limits(&text::size(f64::from(rules.max_bytes)), &names.join(", "));
    let of_voice = voice.clone();
    let any_file = way(text::any_file(), choose("", false));
    el("div", "attach-ways")
        .attr("role", "group")
        .attr("aria-label", ui::text::attach())
        .children(pictures.map(|accept| way(text::pictures(), choose(accept, false)).attr("id", "attach-first")))
        .children(camera.then(|| way(text::camera(), choose("image/*", true))))
        .child(match pictures {
            Some(_) => any_file,
            None => any_file.attr("id", "attach-first"),
        })
        .children(
            takes(FileKind::Audio)
                .then(|| way(text::voice_note(), Box::new(move || of_voice.begin())).attr("id", "attach-voice")),
        )
        .child(el("p", "attach-limits").text(&limits))
        .on("keydown", move |event| {
            if js_sys::Reflect::get(&event, &"key".into()).is_ok_and(|key| key == "Escape") {
                event.prevent_default();
                event.stop_propagation();
                close();
            }
        })
}

fn recorder(voice: &Voice, take: &Take) -> Option<El> {
    let words = match take {
        Take::None => return None,
        Take::Asking => text::asking_microphone(),
        Take::Running => text::recording(),
        Take::Writing => text::preparing(),
    };
    let (levels, ms, cancel, send) = (voice.levels.clone(), voice.ms.clone(), voice.clone(), voice.clone());
    let wave = move || {
        let bar = |(at, level): (usize, &f64)| {
            format!("M{} {:.1}V{:.1}", at * 3 + 1, 12.0 - level * 10.0 - 1.0, 12.0 + level * 10.0 + 1.0)
        };
        Some(levels.with(|levels| levels.iter().enumerate().map(bar).collect::<String>()))
    };
    let line = ui::view::element::svg("path", "").attr_by("d", wave);
    let drawing =
        ui::view::element::svg("svg", "attach-wave").attr("viewBox", "0 0 120 24").attr("aria-hidden", "true");
    Some(
        el("div", "attach-voice")
            .child(el("span", "attach-state").attr("role", "status").text(words))
            .child(drawing.child(line))
            .child(el("span", "attach-clock").text_by(move || ui::text::format::clock(ms.get())))
            .child(button(Look::Quiet, ui::text::cancel(), move || cancel.cancel()))
            .children((*take == Take::Running).then(|| button(Look::Primary, ui::text::send(), move || send.send()))),
    )
}

fn originals_tick(sending: &Sending) -> El {
    let (is, to) = (sending.original(), sending.clone());
    let tick = el("input", "").attr("type", "checkbox");
    let tick = if is.get_untracked() { tick.attr("checked", "") } else { tick };
    let tick = tick.on("change", move |event| to.send_original(event_target_checked(&event)));
    el("label", "attach-original").child(tick).child(el("span", "").text(text::keep_original()))
}

fn row(sending: &Sending, file: FileId) -> El {
    let queue = sending.queue();
    let item = move || queue.with(|queue| queue.items().iter().find(|item| item.chosen.file == file).cloned());
    let Some(Item { chosen, .. }) = untrack(&item) else { return el("li", "") };
    if let Some(words) = &chosen.words {
        return el("li", "attach-row is-words").child(el("span", "one-line").attr("dir", "auto").text(words));
    }
    let picture = sending.picture(file).filter(|_| kind_of(&chosen.media_type) == FileKind::Image);
    let face = match picture {
        Some(address) => {
            let image = el("img", "attach-face").attr("src", &address).attr("alt", "");
            on_cleanup(move || drop(Url::revoke_object_url(&address)));
            image
        }
        None => el("span", "attach-face").child(sign(icon::FILE)),
    };
    let (of_bar, of_hidden, of_wrong, of_state, of_retry, of_saving) =
        (item.clone(), item.clone(), item.clone(), item.clone(), item.clone(), item);
    let gone =
        move || of_bar().map_or(0, |item| u64::from(item.gone_bytes()) * 100 / u64::from(item.chosen.bytes.max(1)));
    let name = chosen.name.clone();
    let bar = el("progress", "attach-bar")
        .attr("max", "100")
        .attr("aria-label", &name)
        .attr_by("value", move || Some(gone().to_string()))
        .attr_by("hidden", move || of_hidden().is_none_or(|item| item.stage == Stage::Tray).then(String::new));
    let (cancel, retry, saved, saved_as) = (sending.clone(), sending.clone(), sending.clone(), name.clone());
    el("li", "attach-row")
        .child(face)
        .child(
            el("span", "attach-words")
                .child(el("span", "one-line").attr("dir", "auto").text(&name))
                .child(
                    el("span", "attach-state")
                        .class_by("is-wrong", move || {
                            of_wrong().is_some_and(|item| matches!(item.stage, Stage::Failed(_)))
                        })
                        .text_by(move || of_state().map_or_else(String::new, |item| state(&item))),
                )
                .child(bar),
        )
        .part(
            move || of_retry().is_some_and(|item| may_go(&item.stage)),
            move |can| {
                let retry = retry.clone();
                can.then(|| button(Look::Quiet, ui::text::try_again(), move || retry.retry(file)))
            },
        )
        .part(
            move || of_saving().is_some_and(|item| is_lost(&item)),
            move |is| {
                let (address, name) = (is.then(|| saved.picture(file)).flatten()?, saved_as.clone());
                let link =
                    el("a", "button").attr("href", &address).attr("download", &name).text(text::save_recording());
                on_cleanup(move || drop(Url::revoke_object_url(&address)));
                Some(link)
            },
        )
        .child(icon_button(icon::CLOSE, &text::remove(&name), move || cancel.cancel(file)))
}

/// Whether it is a recording that the service doesn't take: nobody has it elsewhere.
fn is_lost(item: &Item) -> bool {
    item.chosen.call.is_some() && matches!(item.stage, Stage::Failed(_))
}

/// Whether trying again may help.
fn may_go(stage: &Stage) -> bool {
    match stage {
        Stage::Failed(code) => ![ErrorCode::Executable, ErrorCode::KindNotAllowed, ErrorCode::TooLarge].contains(code),
        Stage::Broken { .. } => true,
        Stage::Tray | Stage::Waiting | Stage::Starting | Stage::Sending { .. } | Stage::Arrived | Stage::Finishing => {
            false
        }
    }
}

fn state(item: &Item) -> String {
    match &item.stage {
        Stage::Tray => text::size(f64::from(item.chosen.bytes)),
        Stage::Waiting | Stage::Starting | Stage::Sending { .. } | Stage::Arrived | Stage::Finishing => {
            ui::text::sending().to_owned()
        }
        Stage::Broken { .. } => text::goes_on().to_owned(),
        Stage::Failed(code) if is_lost(item) => text::recording_refused(why(*code)),
        Stage::Failed(code) => why(*code).to_owned(),
    }
}

/// Why the service doesn't take a file. What has no words of its own here has them elsewhere.
fn why(code: ErrorCode) -> &'static str {
    if code == ErrorCode::TooLarge {
        text::refused_large()
    } else if code == ErrorCode::KindNotAllowed {
        text::refused_kind()
    } else if code == ErrorCode::Executable {
        text::refused_run()
    } else if code == ErrorCode::TooManyFiles || code == ErrorCode::StorageFull {
        text::refused_full()
    } else {
        ui::text::wrong(code)
    }
}
