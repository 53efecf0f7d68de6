//! What is shown: everybody who talks, once somebody shows something. This person is small, in a corner.

use leptos::prelude::{With, WithUntracked};
use shared::id::PeerId;
use ui::view::{El, el, icon_button};

use super::{people, signs};
use crate::{
    browser::{can_fill, can_float, fill, float, show},
    engine::Engine,
    text,
};

/// Nothing while nobody shows anything.
pub(crate) fn tiles(engine: &Engine) -> El {
    let (others, own, this) = (engine.others.clone(), engine.own.clone(), engine.clone());
    let is =
        move || others.with(|others| others.values().any(|other| other.picture)) || own.with(|own| own.notes.shows());
    el("div", "call-stage-place").part(is, move |is| is.then(|| stage(&this)))
}

/// One who is seen, and whether something of them is.
type Seen = (PeerId, bool);

fn stage(engine: &Engine) -> El {
    let (of_keys, of_rows, of_own, own) = (engine.clone(), engine.clone(), engine.clone(), engine.own.clone());
    let seen = move || {
        of_keys.seat.with(|seat| {
            let Some(card) = seat.card() else { return Vec::new() };
            of_keys.others.with(|others| {
                let one = |peer: PeerId| (peer, others.get(&peer).is_some_and(|other| other.picture));
                people::talkers(card, seat.me.peer).map(|peer| one(peer.peer)).collect::<Vec<Seen>>()
            })
        })
    };
    let count = seen.clone();
    let place = el("div", "call-stage").attr_by("data-count", move || Some(count().len().to_string()));
    let (fills, floats) = (place.element().clone(), place.element().clone());
    let picture = engine.picture.clone();
    place
        .child(el("ul", "call-tiles").attr("role", "list").each(seen, move |(peer, has)| tile(&of_rows, *peer, *has)))
        .part(
            move || (own.with(|own| own.notes.shows()), picture.with(|number| *number)),
            move |(shows, _)| shows.then(|| of_own.own_picture()).flatten().map(|stream| mine(&of_own, &stream)),
        )
        .child(
            el("div", "call-stage-ways")
                .children(
                    can_float().then(|| icon_button(signs::FLOATS, text::picture_in_picture(), move || float(&floats))),
                )
                .children(
                    can_fill().then(|| icon_button(signs::FULL_SCREEN, text::full_screen(), move || fill(&fills))),
                ),
        )
}

fn tile(engine: &Engine, peer: PeerId, has: bool) -> El {
    let card = engine.seat.with_untracked(|seat| seat.card()?.peers.iter().find(|one| one.peer == peer).cloned());
    let name = card.as_ref().map(|card| people::name(engine, card)).unwrap_or_default();
    let others = engine.others.clone();
    let is_screen = move || others.with(|others| others.get(&peer).is_some_and(|other| other.notes.screen));
    let body = if has {
        let video = el("video", "call-video is-other").attr("aria-label", &name);
        show(video.element(), engine.picture_of(peer).as_ref());
        video
    } else {
        people::face(engine, card.as_ref(), "avatar-large")
    };
    el("li", "call-tile")
        .class_by("is-speaking", people::speaks(engine, Some(peer)))
        .class_by("is-screen", is_screen)
        .child(body)
        .child(el("span", "call-name one-line").attr("dir", "auto").text(&name))
}

fn mine(engine: &Engine, stream: &web_sys::MediaStream) -> El {
    let own = engine.own.clone();
    // One looks at oneself as in a mirror; others read what a screen shows.
    let is_camera = move || own.with(|own| !own.notes.screen);
    let video = el("video", "call-video").attr("aria-label", text::you()).class_by("is-mirrored", is_camera);
    show(video.element(), Some(stream));
    el("div", "call-mine").child(video)
}
