//! Who is in a call: names, faces, and who speaks.

use leptos::prelude::{With, WithUntracked};
use shared::{
    call::{CallCard, PeerCard},
    id::PeerId,
    wire::Author,
};
use ui::view::{El, avatar, el, icon::sign, staff_avatar};

use super::signs;
use crate::{engine::Engine, text};

/// From here on somebody speaks: 20 dB above a quiet room.
const SPEAKS: f64 = 0.4;

/// What somebody in the call is called.
pub(crate) fn name(engine: &Engine, peer: &PeerCard) -> String {
    match &peer.staff {
        Some(staff) => staff.name.as_str().to_owned(),
        None => engine
            .start
            .with(|start| if start.with.is_empty() { text::visitor().to_owned() } else { start.with.clone() }),
    }
}

/// What whoever offered the call is called.
pub(crate) fn caller(engine: &Engine, card: &CallCard) -> String {
    let by = |peer: &&PeerCard| match card.by {
        Author::Visitor => peer.staff.is_none(),
        Author::Staff { staff } => peer.staff.as_ref().is_some_and(|it| it.id == staff),
    };
    card.peers.iter().find(by).map_or_else(|| engine.start.with(|start| start.with.clone()), |peer| name(engine, peer))
}

/// The others who talk.
pub(crate) fn talkers(card: &CallCard, me: PeerId) -> impl Iterator<Item = &PeerCard> {
    card.peers.iter().filter(move |peer| peer.peer != me && !peer.listens)
}

/// The names of those, one after the other.
pub(crate) fn names(engine: &Engine) -> String {
    engine.seat.with(|seat| {
        let Some(card) = seat.card() else { return String::new() };
        let names = talkers(card, seat.me.peer).map(|peer| name(engine, peer));
        names.reduce(|one, other| text::and(&one, &other)).unwrap_or_default()
    })
}

/// A picture of somebody, or of the other side before anybody of it is there.
pub(crate) fn face(engine: &Engine, peer: Option<&PeerCard>, class: &str) -> El {
    if let Some(staff) = peer.and_then(|peer| peer.staff.as_ref()) {
        return staff_avatar(staff, class);
    }
    engine.start.with_untracked(|start| {
        let seed = start.face.clone().unwrap_or_else(|| start.room.to_string());
        avatar(&start.with, &seed, None, None, class)
    })
}

/// Whether somebody speaks just now; `None` is this person.
pub(crate) fn speaks(engine: &Engine, peer: Option<PeerId>) -> impl Fn() -> bool + 'static {
    let levels = engine.levels.clone();
    move || levels.with(|levels| levels.get(&peer).is_some_and(|level| *level >= SPEAKS))
}

/// The faces of the others, with who speaks and who is muted.
pub(crate) fn faces(engine: &Engine) -> El {
    let (seat, of_rows) = (engine.seat.clone(), engine.clone());
    let peers = move || {
        seat.with(|seat| {
            seat.card().map(|card| talkers(card, seat.me.peer).map(|peer| peer.peer).collect()).unwrap_or_default()
        })
    };
    el("ul", "call-faces").attr("role", "list").each(peers, move |peer| one(&of_rows, *peer))
}

fn one(engine: &Engine, peer: PeerId) -> El {
    let card = engine
        .seat
        .with_untracked(|seat| seat.card().and_then(|card| card.peers.iter().find(|one| one.peer == peer)).cloned());
    let others = engine.others.clone();
    let silent = move || {
        let notes = others.with(|others| others.get(&peer).map(|other| other.notes));
        notes.map_or((false, false), |notes| (notes.held, notes.muted))
    };
    let who = card.as_ref().map(|peer| name(engine, peer)).unwrap_or_default();
    el("li", "call-face")
        .class_by("is-speaking", speaks(engine, Some(peer)))
        .child(el("span", "unseen").text(&who))
        .child(face(engine, card.as_ref(), ""))
        .part(silent, move |silent| {
            let (path, words) = match silent {
                (true, _) => (signs::PAUSE, text::holds(&who)),
                (false, true) => (signs::MICROPHONE_OFF, text::is_muted(&who)),
                (false, false) => return None,
            };
            Some(el("span", "call-badge").attr("role", "img").attr("aria-label", &words).child(sign(path)))
        })
}
