//! How it stands, in words: one line beside the faces, and what somebody has to know or to answer.

use leptos::prelude::{With, WithUntracked};
use shared::{api::ErrorCode, call::RecordStep, card::StaffCard};
use ui::view::{El, Look, button, el, icon, icon::sign, icon_button};

use super::{people, signs};
use crate::{
    core::{quality::Quality, seat::Seat, trouble::Trouble},
    engine::{
        Engine,
        mesh::{Contact, Other},
    },
    text,
};

/// Whom the line is about, if it isn't good.
fn others(engine: &Engine) -> Vec<(String, bool, Other)> {
    engine.seat.with(|seat| {
        let Some(card) = seat.card() else { return Vec::new() };
        engine.others.with(|others| {
            let known = |peer: &shared::call::PeerCard| {
                let other = others.get(&peer.peer).copied().unwrap_or_default();
                (people::name(engine, peer), peer.away, other)
            };
            people::talkers(card, seat.me.peer).map(known).collect()
        })
    })
}

/// How good the worst of the connections is; none while nothing is known.
pub(crate) fn worst(engine: &Engine) -> Option<Quality> {
    engine.others.with(|others| {
        others
            .values()
            .filter(|other| other.contact == Contact::Open)
            .filter_map(|other| other.digest)
            .map(|it| it.quality())
            .min()
    })
}

/// The line. What matters most goes first.
pub(crate) fn line(engine: &Engine) -> String {
    let own = engine.own.with(|own| *own);
    let others = others(engine);
    let listens = engine.seat.with(|seat| seat.wanted().is_some_and(|(_, listens)| listens));
    if own.notes.held {
        return text::you_hold().to_owned();
    }
    if let Some((name, ..)) = others.iter().find(|(_, _, other)| other.notes.held) {
        return text::holds(name);
    }
    if let Some((name, away, _)) = others
        .iter()
        .find(|(_, away, other)| other.contact == Contact::Lost || (*away && other.contact != Contact::Open))
    {
        return if *away { text::away(name) } else { text::reconnecting().to_owned() };
    }
    if listens {
        return text::you_listen().to_owned();
    }
    if others.is_empty() {
        return text::waiting_for_others().to_owned();
    }
    if others.iter().all(|(_, _, other)| other.contact != Contact::Open) {
        return text::connecting().to_owned();
    }
    if own.notes.screen {
        return text::you_share().to_owned();
    }
    if let Some((name, ..)) = others.iter().find(|(_, _, other)| other.notes.screen) {
        return text::shares(name);
    }
    if own.notes.muted {
        return text::you_are_muted().to_owned();
    }
    worst(engine).map_or_else(String::new, |quality| text::quality(quality).to_owned())
}

/// Something that somebody has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Notice {
    Asks,
    Trouble(Trouble),
    Blocked,
    Unreachable,
    Silent(String),
    Slow,
    Consent(String),
    Waits,
    Refused(ErrorCode),
    Listens(String),
}

fn notices_now(engine: &Engine) -> Vec<Notice> {
    let own = engine.own.with(|own| *own);
    let mut all = Vec::new();
    all.extend(own.asks.then_some(Notice::Asks));
    let is_in = engine.seat.with(|seat| seat.wanted().is_some());
    all.extend(own.trouble.map(Notice::Trouble));
    all.extend((own.blocked && is_in).then_some(Notice::Blocked));
    all.extend(own.unreachable.then_some(Notice::Unreachable));
    let others = others(engine);
    all.extend(others.iter().filter(|(_, _, other)| other.silent).map(|(name, ..)| Notice::Silent(name.clone())));
    let is_slow = is_in && worst(engine) == Some(Quality::Poor);
    all.extend(is_slow.then_some(Notice::Slow));
    engine.seat.with(|seat| {
        all.extend(seat.refused.map(Notice::Refused));
        all.extend(recording(engine, seat));
        all.extend(listeners(seat).map(|staff| Notice::Listens(staff.name.as_str().to_owned())));
    });
    all
}

/// Who listens, as far as it is to be seen. Whoever does so themselves knows.
fn listeners(seat: &Seat) -> impl Iterator<Item = &StaffCard> {
    let peers = seat.inside().map(|card| card.peers.as_slice()).unwrap_or_default();
    peers
        .iter()
        .filter(|peer| peer.listens && !peer.unseen && peer.peer != seat.me.peer)
        .filter_map(|peer| peer.staff.as_ref())
}

fn recording(engine: &Engine, seat: &Seat) -> Option<Notice> {
    let (card, own) = (seat.inside()?, seat.own()?);
    let recording = card.recording.as_ref()?;
    if recording.on || own.listens {
        return None;
    }
    if recording.agreed.contains(&own.peer) {
        return Some(Notice::Waits);
    }
    let by = card.peers.iter().find(|peer| peer.peer == recording.by)?;
    Some(Notice::Consent(people::name(engine, by)))
}

/// All of them.
pub(crate) fn notices(engine: &Engine) -> El {
    let (of_keys, of_rows) = (engine.clone(), engine.clone());
    el("ul", "call-notices")
        .attr("role", "list")
        .each(move || notices_now(&of_keys), move |notice| el("li", "").child(drawn(&of_rows, notice)))
}

fn plain(path: &str, words: &str) -> El {
    el("div", "call-notice").child(sign(path)).child(el("p", "").attr("role", "status").text(words))
}

fn wrong(path: &str, words: &str) -> El {
    el("div", "call-notice is-wrong").child(sign(path)).child(el("p", "").attr("role", "alert").text(words))
}

fn drawn(engine: &Engine, notice: &Notice) -> El {
    let this = engine.clone();
    match notice {
        Notice::Asks => plain(signs::MICROPHONE, text::asks_microphone()),
        Notice::Trouble(trouble) => {
            // The call goes on without it: who has read that needs it no more.
            let is_in = engine.seat.with_untracked(|seat| seat.wanted().is_some());
            let close = || icon_button(icon::CLOSE, ui::text::close(), move || this.forget_trouble());
            wrong(icon::ALERT, text::trouble(*trouble)).children(is_in.then(close))
        }
        Notice::Blocked => {
            wrong(icon::MUTED, text::blocked()).child(button(Look::Plain, text::turn_sound_on(), move || this.play()))
        }
        Notice::Unreachable => wrong(icon::NO_NETWORK, text::unreachable()),
        Notice::Silent(name) => wrong(icon::NO_NETWORK, &text::silent(name)),
        Notice::Slow => plain(icon::NO_NETWORK, text::slow_hint()),
        Notice::Consent(name) => {
            let no = this.clone();
            wrong(signs::RECORD, &text::asks_to_record(name)).attr("class", "call-notice is-asking").child(
                el("div", "call-ways")
                    .child(button(Look::Primary, text::agree(), move || this.record(RecordStep::Agree)))
                    .child(button(Look::Plain, text::disagree(), move || no.record(RecordStep::Stop))),
            )
        }
        Notice::Waits => plain(signs::RECORD, text::waits_for_consent()),
        Notice::Refused(code) => wrong(icon::ALERT, text::refused(*code)),
        Notice::Listens(name) => plain(icon::SOUND, &text::listens(name)),
    }
}
