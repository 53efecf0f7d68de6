//! What was found: people, and what was said, each a way to the place in its room.

use kit::{
    guest::Visit,
    host::Wish,
    lean::{memo, shown},
    view::long_list,
};
use leptos::{ev::MouseEvent, prelude::*};
use shared::{
    card::{EnquiryCard, Phase},
    id::EnquiryId,
    search::{Found, Hit, HitKind, PersonFound, Snippet},
    value::Seq,
    wire::Author,
};
use ui::view::icon::{FORWARD, icon};

use super::search::when;
use crate::text;

/// All of it. What is there stays what it is; more may come after it.
pub(super) fn found_list(found: Signal<Found>) -> AnyView {
    let part = |title: &'static str, rows: AnyView| {
        view! {
            <section class="card card-flush search-found" aria-label=title>
                <h3 class="search-title">{title}</h3>
                {rows}
            </section>
        }
        .into_any()
    };
    let people = found.with_untracked(|found| {
        let rows: Vec<_> = found.people.iter().map(|person| of_person(found, person)).collect();
        (!rows.is_empty()).then(|| part(text::people_found(), view! { <ul class="items">{rows}</ul> }.into_any()))
    });
    let places = memo(move || found.with(|found| (0..).zip(&found.hits).map(|(at, _)| at).collect::<Vec<u32>>()));
    let hit = move |at: u32| {
        found.with_untracked(|found| found.hits.get(at as usize).map(|hit| of_hit(found, hit))).into_any()
    };
    let said = shown(
        move || places.with(|places| !places.is_empty()),
        move || part(text::said_found(), long_list("items", 76, places, hit)),
    );
    view! { {people} {said} }.into_any()
}

/// Where the enquiries came in that were found, as a search is narrowed to it.
pub(super) fn points_of(found: &Found) -> Vec<String> {
    let mut points: Vec<String> = Vec::new();
    for card in &found.cards {
        let site = || {
            let (_, rest) = card.page.as_ref()?.url.as_str().split_once("://")?;
            rest.split(['/', '?', '#']).next().map(|host| format!("site:{}", host.to_ascii_lowercase()))
        };
        let point = card.link.as_ref().map(|link| format!("link:{link}")).or_else(site);
        points.extend(point.filter(|point| !points.contains(point)));
    }
    points.sort_unstable();
    points
}

/// A piece of text with what fits in it.
pub(super) fn marked(snippet: &Snippet) -> AnyView {
    let piece = |(text, marked): (String, bool)| {
        if marked { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
    };
    snippet.pieces().map(piece).collect_view().into_any()
}

fn card_of(found: &Found, enquiry: EnquiryId) -> Option<&EnquiryCard> {
    found.cards.iter().find(|card| card.enquiry == enquiry)
}

fn name_of(card: &EnquiryCard) -> String {
    card.contact.details.name.as_ref().unwrap_or(&card.contact.handle).to_string()
}

fn about(card: &EnquiryCard) -> String {
    let phase = match card.phase {
        Phase::Open => text::phase_open(),
        Phase::Engaged => text::phase_engaged(),
        Phase::Missed => text::phase_missed(),
        Phase::Closed => text::phase_closed(),
    };
    let owner = card.owner.as_ref().map(|owner| format!(" · {}", owner.name)).unwrap_or_default();
    format!("{} · {phase}{owner}", card.entry.name())
}

/// The address of a room, and what a press does: there is a place in it to go to, which no address has.
fn way(card: Option<&EnquiryCard>, enquiry: EnquiryId, seq: Option<Seq>) -> (String, impl Fn(MouseEvent) + 'static) {
    let list = match card.map(|card| card.phase) {
        Some(Phase::Missed) => "missed",
        Some(Phase::Closed) => "closed",
        Some(Phase::Open | Phase::Engaged) | None => "inbox",
    };
    let visit = Visit::here();
    let go = move |event: MouseEvent| {
        // Another tab is the browser's own to open.
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            visit.wish(&Wish::Open { enquiry, seq });
        }
    };
    (format!("#/{list}/{enquiry}"), go)
}

fn of_person(found: &Found, person: &PersonFound) -> AnyView {
    let card = card_of(found, person.enquiry);
    let (href, go) = way(card, person.enquiry, None);
    view! {
        <li class="item item-link">
            <div class="item-text">
                <a href=href on:click=go><strong dir="auto">{marked(&person.line)}</strong></a>
                <span class="one-line">{card.map(|card| format!("{} · {}", when(card.raised_at_ms), about(card)))}</span>
            </div>
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}

fn of_hit(found: &Found, hit: &Hit) -> AnyView {
    let card = card_of(found, hit.enquiry);
    let visitor = card.map_or_else(|| text::hit_visitor().to_owned(), name_of);
    let who = match hit.author {
        Author::Visitor => visitor.clone(),
        Author::Staff { .. } => hit.name.as_ref().map_or_else(String::new, ToString::to_string),
    };
    let kind = match hit.kind {
        HitKind::Message => None,
        HitKind::Note => Some(text::hit_note()),
        HitKind::File => Some(text::hit_file()),
        HitKind::Form => Some(text::hit_form()),
    };
    let with = (who != visitor).then(|| format!(" → {visitor}"));
    let (href, go) = way(card, hit.enquiry, Some(hit.seq));
    view! {
        <li class="item item-link" class:is-note=hit.kind == HitKind::Note>
            <div class="item-text">
                <span class="search-who">
                    <bdi class="search-name">{who}</bdi> <bdi>{with}</bdi> {kind.map(|kind| view! { <span class="chip">{kind}</span> })}
                    <time>{when(hit.at_ms)}</time>
                </span>
                <a class="search-words" dir="auto" href=href on:click=go>{marked(&hit.snippet)}</a>
                <span class="one-line">{card.map(about)}</span>
            </div>
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}
