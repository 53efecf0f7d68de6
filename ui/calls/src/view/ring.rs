//! Somebody rings us, or we ring somebody.

use leptos::prelude::With;
use ui::view::{El, Look, button, el, element::press_button, icon, icon::sign};

use super::{people, signs, stand};
use crate::{engine::Engine, text};

/// A button with a sign and words.
fn signed(class: &str, path: &str, words: &str, press: impl Fn() + 'static) -> El {
    press_button(class, press).child(sign(path)).child(el("span", "").text(words))
}

/// Somebody rings us.
pub(crate) fn rings(engine: &Engine, video: bool) -> El {
    let (by_voice, by_video, declines) = (engine.clone(), engine.clone(), engine.clone());
    let may_show = video && engine.start.with(|start| start.rules.video);
    let title = {
        let engine = engine.clone();
        move || {
            let who =
                engine.seat.with(|seat| seat.card().map(|card| people::caller(&engine, card))).unwrap_or_default();
            if video { text::rings_video(&who) } else { text::rings_voice(&who) }
        }
    };
    let caller = engine.seat.with(|seat| seat.card().and_then(|card| card.peers.first().cloned()));
    el("div", "call-ring")
        .child(
            el("div", "call-head")
                .child(el("span", "call-pulse").child(people::face(engine, caller.as_ref(), "")))
                .child(el("p", "call-title").attr("role", "alert").text_by(title)),
        )
        .child(stand::notices(engine))
        .child(
            el("div", "call-ways")
                .child(signed("button call-answer", icon::PHONE, text::answer(), move || by_voice.join(false, false)))
                .children(may_show.then(|| {
                    let words = text::answer_with_video();
                    signed("button call-answer is-video", signs::CAMERA, words, move || by_video.join(false, true))
                }))
                .child(signed("button button-danger", signs::HANG_UP, text::decline(), move || declines.decline())),
        )
}

/// We ring somebody.
pub(crate) fn calling(engine: &Engine) -> El {
    let (of_title, of_clock, gives_up) = (engine.clone(), engine.clone(), engine.clone());
    let title = move || text::calling(&of_title.start.with(|start| start.with.clone()));
    let clock = move || {
        let since = of_clock.seat.with(|seat| seat.card().map(|card| card.offered_at_ms));
        let now = of_clock.now.with(|now| *now);
        since.map_or_else(String::new, |since| ui::text::format::clock(now.ms_since(since)))
    };
    el("div", "call-ring")
        .child(
            el("div", "call-head")
                .child(el("span", "call-pulse").child(people::face(engine, None, "")))
                .child(el("p", "call-title").text_by(title))
                .child(el("span", "call-clock").text_by(clock)),
        )
        .child(stand::notices(engine))
        .child(el("div", "call-ways").child(button(Look::Danger, ui::text::cancel(), move || gives_up.hang_up())))
}
