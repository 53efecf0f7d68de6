//! What is drawn of social accounts: their signs, how far each message came, and above the box what may be sent.

use kit::{
    lean::{effect, maybe, memo, press},
    words,
};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use shared::{
    card::EnquiryCard,
    channel::{ChannelView, DeliveryCard, DeliveryState},
};
use ui::{
    connection::{RoomConnection, Status},
    text::{self as shared_text, format},
    view::{
        El, el,
        element::press_button,
        icon::{ALERT, CHECK, CHECKS, CLOCK, sign},
        message_list::DrawDelivery,
    },
};

use super::shell::Panes;
use crate::{
    channel::{self, Forms},
    desk::Desk,
    text,
};

/// So long after a window's end it is asked anew what may be sent: the clocks of two machines are never the same.
const AFTER_END_MS: i64 = 1_000;

/// The sign of the account's messaging service, named by the account.
pub(super) fn channel_sign(card: &EnquiryCard) -> AnyView {
    let Some(channel) = &card.channel else { return ().into_any() };
    el("img", "channel-sign")
        .attr("src", &format!("/channel/{}.svg", channel.kind))
        .attr("alt", channel.name.as_str())
        .attr("title", &channel::name(channel))
        .into_any()
}

/// How far each message came; none where the visitor is in the room.
pub(super) fn deliveries(
    desk: Desk,
    room: RoomConnection,
    card: Memo<Option<EnquiryCard>>,
    may_write: Signal<bool>,
) -> Option<DrawDelivery> {
    let channel = card.with_untracked(|card| card.as_ref()?.channel.clone())?;
    let service = channel.service_name().to_owned();
    Some(Box::new(move |place| {
        let (of_state, of_more) = (service.clone(), service.clone());
        let place = StoredValue::new_local(place);
        let known = move || {
            let seq = place.with_value(|place| place())?;
            room.transcript.with(|room| room.delivery(seq).cloned())
        };
        let state = move || known().map(|delivery| delivery.state);
        let asks = RwSignal::new(false);
        // Only when this changes it is opened or closed: what a person opened stays open.
        let is_trouble = memo(move || state().is_some_and(channel::is_trouble));
        let summary = el("summary", "").part(state, move |state| {
            let state = (*state)?;
            let class = if state == DeliveryState::Read { "delivery-state is-read" } else { "delivery-state" };
            Some(el("span", class).child(sign(path(state))).text(&channel::state(state, &of_state)))
        });
        let head = summary.clone();
        el("details", "delivery")
            .attr_by("hidden", move || state().is_none().then(String::new))
            .attr_by("open", move || is_trouble.get().then(String::new))
            // What went wrong later is to be heard; each tick is not.
            .attr_by("aria-live", move || Some(if is_trouble.get() { "polite" } else { "off" }.to_owned()))
            .class_by("is-trouble", move || is_trouble.get())
            .child(summary)
            .part(
                move || (known(), asks.get(), may_write.get()),
                move |(delivery, asked, may_write)| {
                    let delivery = delivery.as_ref()?;
                    let may = *may_write && channel::may_go_again(delivery);
                    let asks_first = (delivery.state == DeliveryState::Unclear).then_some(*asked);
                    let seq = delivery.seq;
                    let send = move || desk.send_again(room.id(), seq);
                    Some(more(delivery, &of_more).children(may.then(|| again(asks, asks_first, &head, send))))
                },
            )
    }))
}

fn path(state: DeliveryState) -> &'static str {
    match state {
        DeliveryState::Waiting => CLOCK,
        DeliveryState::Accepted | DeliveryState::Sent => CHECK,
        DeliveryState::Delivered | DeliveryState::Read => CHECKS,
        DeliveryState::Failed | DeliveryState::Unclear => ALERT,
    }
}

/// The button that sends it again. `asked`: whether that was asked already, for what may arrive twice.
fn again(asks: RwSignal<bool>, asked: Option<bool>, head: &El, send: impl Fn() + 'static) -> El {
    // What is pressed goes away, and the focus must not go with it.
    let button = |words, act: Box<dyn Fn()>| {
        let head = head.clone();
        press_button("link-button", move || {
            head.focus();
            act();
        })
        .text(words)
    };
    let go = Box::new(move || {
        asks.set(false);
        send();
    });
    let row = el("p", "");
    match asked {
        None => row.child(button(text::send_again(), go)),
        Some(false) => row.child(button(text::send_again(), Box::new(move || asks.set(true)))),
        Some(true) => row
            .child(el("span", "").text(text::may_come_twice()))
            .child(button(text::send_again(), go))
            .child(button(shared_text::cancel(), Box::new(move || asks.set(false)))),
    }
}

/// Why, in our words and in the service's, and when it came how far.
fn more(delivery: &DeliveryCard, service: &str) -> El {
    let theirs = delivery.problem.as_ref().map(|problem| {
        let words = problem.words.as_ref().map(|words| format!(" · {words}")).unwrap_or_default();
        el("p", "").child(el("bdi", "").text(&format!("{service}: {}{words}", problem.code)))
    });
    el("div", "delivery-more")
        .children(channel::why(delivery).map(|why| el("p", "").text(why)))
        .children(theirs)
        .children(delivery.steps.is_empty().then(|| el("time", "").text(&format::full(delivery.at_ms))))
        .children(delivery.steps.iter().map(|step| {
            let at = el("time", "").text(&format::full(step.at_ms));
            el("p", "").text(&format!("{} · ", channel::state(step.state, service))).child(at)
        }))
}

/// What may be sent in a room whose visitor is at a social account.
#[derive(Clone, Copy)]
pub(super) struct Window {
    /// In one line; none while it isn't known, or elsewhere.
    pub(super) words: Memo<Option<String>>,
    /// Whether that is nothing.
    pub(super) is_shut: Memo<bool>,
    /// Whether forms may be sent all the same.
    pub(super) forms: Memo<Option<Forms>>,
}

/// Asks what may be sent, and again whenever that may be something else.
pub(super) fn window(desk: Desk, room: RoomConnection) -> Window {
    let seen = RwSignal::new(None::<ChannelView>);
    let asked = StoredValue::new(0_u32);
    let ask = move || {
        let turn = asked.get_value() + 1;
        asked.set_value(turn);
        spawn_local(async move {
            let Ok(view) = desk.window(room.id()).await else { return };
            // One that was asked for later knows more.
            if asked.try_get_value() == Some(turn) {
                seen.try_set(Some(view));
            }
        });
    };
    // A number for each state in which it may be something else; negative while there is nobody to ask.
    let news = memo(move || {
        let settled = room.transcript.with(|room| room.goes_out().then(|| room.settled()));
        let Some((said, steps)) = settled.filter(|_| room.status.get() == Status::Online) else { return -1 };
        let until = seen.with(|seen| seen.as_ref()?.window.until_ms);
        let is_over = until.is_some_and(|until| desk.now.get().ms_since(until) > AFTER_END_MS);
        let said = i64::from(said.unwrap_or_default().0);
        said << 32 | i64::try_from(steps).unwrap_or_default() << 1 | i64::from(is_over)
    });
    effect(move || {
        if news.get() >= 0 {
            ask();
        }
    });
    let told = move || seen.with(|seen| seen.as_ref().map(|seen| channel::told(seen, desk.now.get(), words::ahead)));
    Window {
        words: memo(move || told().map(|told| told.words)),
        is_shut: memo(move || told().is_some_and(|told| told.blocks)),
        forms: memo(move || seen.with(|seen| channel::forms(room.id(), seen.as_ref()?))),
    }
}

/// The line above the box; where nothing can be sent, with what else can be done.
pub(super) fn window_line(window: Window, on_note: Callback<()>) -> AnyView {
    let (desk, panes) = (Desk::here(), expect_context::<Panes>());
    maybe(move || {
        let (words, is_shut) = (window.words.get()?, window.is_shut.get());
        let way = |words: &'static str, act: Box<dyn Fn()>| {
            view! { <button class="link-button" type="button" on:click=press(move |_: MouseEvent| act())>{words}</button> }
        };
        let ways = is_shut.then(|| {
            let forms = window.forms.get();
            view! {
                {forms.map(|forms| way(text::choose_template(), Box::new(move || desk.choosing_template.set(Some(forms.clone())))))}
                {way(text::write_a_note(), Box::new(move || on_note.run(())))}
                {way(text::contact_details(), Box::new(move || panes.details.set(true)))}
            }
        });
        let role = is_shut.then_some("status");
        Some(view! { <div class="room-window" class:is-shut=is_shut role=role><p>{words}</p> {ways}</div> }.into_any())
    })
}
