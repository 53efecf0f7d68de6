//! What opens below the buttons: the devices, and how good the connections are.

use leptos::{
    prelude::{ArcRwSignal, Set, With},
    tachys::dom::event_target_value,
};
use shared::id::PeerId;
use ui::view::{El, Look, button, dom, el, icon, icon_button};

use super::{ongoing::Open, people};
use crate::{
    browser::{can_choose_speaker, tone},
    core::quality::Digest,
    engine::{
        Engine,
        own::{Chosen, Device, DeviceKind},
    },
    text,
};

/// `id` of what gets the focus in what has opened.
pub(crate) const FIRST_ID: &str = "call-more-first";
/// `id` of the button for the devices.
pub(crate) const DEVICES_ID: &str = "call-devices";
/// `id` of the button for the details.
pub(crate) const DETAILS_ID: &str = "call-details";

/// A place below the buttons, which Escape closes.
fn place(name: &str, open: &ArcRwSignal<Open>, back: &'static str) -> El {
    let (by_key, by_button) = (open.clone(), open.clone());
    let close = |open: &ArcRwSignal<Open>| {
        open.set(Open::Nothing);
        dom::focus_soon(back);
    };
    let cross = icon_button(icon::CLOSE, ui::text::close(), move || close(&by_button)).attr("id", FIRST_ID);
    el("div", "call-more")
        .attr("role", "group")
        .attr("aria-label", name)
        .on("keydown", move |event| {
            if js_sys::Reflect::get(&event, &"key".into()).is_ok_and(|key| key == "Escape") {
                event.prevent_default();
                event.stop_propagation();
                close(&by_key);
            }
        })
        .child(el("div", "call-more-head").child(el("p", "call-title").text(name)).child(cross))
}

/// The devices of a call.
pub(crate) fn devices(engine: &Engine, open: &ArcRwSignal<Open>) -> El {
    let chooses = engine.clone();
    let video = engine.start.with(|start| start.rules.video);
    let choose = move |kind, id: String| chooses.choose(kind, &id);
    place(text::devices(), open, DEVICES_ID)
        .child(choices(&engine.devices, &engine.chosen, video, choose))
        .child(button(Look::Quiet, text::play_tone(), || drop(tone("test"))))
}

/// A list to choose from for each kind of device.
pub(crate) fn choices(
    devices: &ArcRwSignal<Vec<Device>>,
    chosen: &ArcRwSignal<Chosen>,
    video: bool,
    choose: impl Fn(DeviceKind, String) + Clone + 'static,
) -> El {
    let kinds = [
        Some((DeviceKind::Microphone, text::microphone())),
        video.then(|| (DeviceKind::Camera, text::camera())),
        can_choose_speaker().then(|| (DeviceKind::Speaker, text::speaker())),
    ];
    let list = |(kind, name): (DeviceKind, &'static str)| {
        let (devices, chosen, choose) = (devices.clone(), chosen.clone(), choose.clone());
        let of_kind =
            move || devices.with(|all| all.iter().filter(|one| one.kind == kind).cloned().collect::<Vec<Device>>());
        let select = move |all: &Vec<Device>| {
            let now = chosen.with(|chosen| chosen.of(kind).to_owned());
            let choose = choose.clone();
            let option = |(at, device): (usize, &Device)| {
                let label =
                    if device.label.is_empty() { text::device_number(number(at), name) } else { device.label.clone() };
                selected(el("option", "").attr("value", &device.id).text(&label), device.id == now)
            };
            // "default" is the browser's own name for whichever it takes.
            let usual = (!all.iter().any(|device| device.id == "default"))
                .then(|| selected(el("option", "").attr("value", "").text(text::usual_device()), now.is_empty()));
            Some(
                el("select", "call-select")
                    .on("change", move |event| choose(kind, event_target_value(&event)))
                    .children(usual)
                    .children(all.iter().enumerate().map(option)),
            )
        };
        el("label", "call-device").child(el("span", "").text(name)).part(of_kind, select)
    };
    el("div", "call-devices").children(kinds.into_iter().flatten().map(list))
}

fn number(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or_default()
}

fn selected(option: El, is: bool) -> El {
    if is { option.attr("selected", "") } else { option }
}

/// How good the connection with each is, in numbers.
pub(crate) fn details(engine: &Engine, open: &ArcRwSignal<Open>) -> El {
    let (seat, this) = (engine.seat.clone(), engine.clone());
    let peers = move || {
        seat.with(|seat| {
            let all = seat.card().map(|card| people::talkers(card, seat.me.peer).map(|peer| peer.peer).collect());
            all.unwrap_or_default()
        })
    };
    place(text::details(), open, DETAILS_ID).child(el("div", "").each(peers, move |peer| of_peer(&this, *peer)))
}

fn of_peer(engine: &Engine, peer: PeerId) -> El {
    let (of_name, others) = (engine.clone(), engine.others.clone());
    let name = move || {
        of_name.seat.with(|seat| {
            let card = seat.card().and_then(|card| card.peers.iter().find(|one| one.peer == peer));
            card.map(|peer| people::name(&of_name, peer)).unwrap_or_default()
        })
    };
    let digest = move || others.with(|others| others.get(&peer).and_then(|other| other.digest)).unwrap_or_default();
    let quality = {
        let digest = digest.clone();
        move || text::quality(digest().quality()).to_owned()
    };
    let row = |words: &'static str, value: fn(&Digest) -> String| {
        let digest = digest.clone();
        el("div", "call-number").child(el("dt", "").text(words)).child(el("dd", "").text_by(move || value(&digest())))
    };
    el("div", "call-detail").child(el("p", "call-line").text_by(name).text(" · ").text_by(quality)).child(
        el("dl", "call-numbers")
            .child(row(text::round_trip(), |it| text::milliseconds(whole(it.round_trip_ms))))
            .child(row(text::loss(), |it| text::percent(whole(it.loss * 100.0))))
            .child(row(text::jitter(), |it| text::milliseconds(whole(it.jitter_ms)))),
    )
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small, and not below 0")]
fn whole(number: f64) -> u32 {
    number.max(0.0).round() as u32
}
