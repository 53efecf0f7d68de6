//! The list of Spaces: notes for this person, group chats, and direct ones.

use kit::{
    host::AskOfSpaces,
    lean::{each, it, maybe, memo, press, shown},
    sign,
    view::long_list,
    words as kit_words,
};
use leptos::{ev::MouseEvent, prelude::*};
use shared::{
    id::SpaceId,
    mention::Mention,
    space::{Access, SpaceCard},
};
use ui::{
    text::format,
    view::{Avatar, Button, EmptyState, icon::icon},
};

use crate::{
    board::{Board, name_of},
    desk::Desk,
    finding::Finding,
    place::Place,
    text,
};

/// The list.
#[component]
pub(super) fn Spaces() -> AnyView {
    let desk = Desk::here();
    let ids = |panel: fn(&Board) -> Vec<&SpaceCard>| {
        memo(move || desk.board.with(|board| panel(board).iter().map(|card| card.space).collect::<Vec<SpaceId>>()))
    };
    let (spaces, direct) = (ids(Board::spaces), ids(Board::direct));
    let none = memo(move || spaces.with(Vec::is_empty) && direct.with(Vec::is_empty));
    let ask = move |what| move |_: MouseEvent| desk.finding.set(Some(Finding::Spaces(what)));
    view! {
        <section class="panel panel-alone" aria-labelledby="list-title">
            <header class="panel-head">
                <h2 id="list-title" tabindex="-1">{text::spaces()}</h2>
                <span class="spaces-ways">
                    <button class="link-button" type="button" on:click=press(ask(AskOfSpaces::Browse))>{text::browse_spaces()}</button>
                    <button class="icon-button" type="button" aria-label=text::new_space() title=text::new_space() on:click=press(ask(AskOfSpaces::New))>{icon(sign::PLUS)}</button>
                </span>
            </header>
            <div class="panel-body">
                <Mentions />
                {shown(move || none.get(), move || view! {
                    <EmptyState sign=sign::SPACE title=text::no_spaces()>
                        <p>{text::no_spaces_words()}</p>
                        <Button on_press=move |()| desk.finding.set(Some(Finding::Spaces(AskOfSpaces::New)))>{text::new_space()}</Button>
                    </EmptyState>
                }.into_any())}
                {part(text::group_chats(), spaces)}
                {part(text::direct_chats(), direct)}
            </div>
        </section>
    }
    .into_any()
}

fn part(title: &'static str, ids: Memo<Vec<SpaceId>>) -> AnyView {
    let desk = Desk::here();
    shown(
        move || !ids.with(Vec::is_empty),
        move || {
            view! {
                <h3 class="spaces-part">{title}</h3>
                {long_list("rows", 66, ids, move |space| row(desk, space))}
            }
            .into_any()
        },
    )
}

/// What a Space is drawn with: its sign, or the other one's face.
pub(super) fn face(card: &SpaceCard) -> AnyView {
    match (card.words.access, card.with) {
        (Access::Direct, Some(with)) => {
            let photo =
                Desk::here().board.with_untracked(|board| board.colleague(with).and_then(|one| one.card.photo.clone()));
            view! { <Avatar name=name_of(card).to_owned() seed=with.to_string() photo=photo /> }.into_any()
        }
        (Access::Private, _) => view! { <span class="space-sign">{icon(sign::LOCK)}</span> }.into_any(),
        (Access::Public | Access::Direct, _) => {
            view! { <span class="space-sign">{icon(sign::SPACE)}</span> }.into_any()
        }
    }
}

fn row(desk: Desk, space: SpaceId) -> AnyView {
    let card = memo(move || desk.board.with(|board| board.space(space).cloned()));
    let part = move |draw: fn(&SpaceCard) -> AnyView| maybe(move || card.with(|card| card.as_ref().map(draw)));
    let here = it(move || desk.navigation.place().room() == Some(space.into()));
    // What is on the screen is being read.
    let unread = memo(move || card.with(|card| card.as_ref().is_some_and(SpaceCard::is_unread)) && !here.get());
    let named = memo(move || card.with(|card| card.as_ref().map_or(0, SpaceCard::mentions)));
    let minute = memo(move || desk.now.get().as_ms() / 60_000);
    let time = it(move || {
        let _ = minute.get();
        card.with(|card| Some(format::short(card.as_ref()?.said.as_ref()?.at_ms, desk.now.get_untracked())))
    });
    view! {
        <li class="row" class:is-here=here class:is-unread=it(move || unread.get())>
            {part(face)}
            <div class="row-text">
                <h3 class="one-line">
                    <a href=Place::of_space(space).link() aria-current=it(move || here.get().then_some("true"))>
                        {part(|card| name_of(card).to_owned().into_any())}
                        {shown(move || unread.get(), || view! { <span class="unseen">" "{text::unread_space()}</span> }.into_any())}
                    </a>
                </h3>
                <p class="row-words one-line" dir="auto">{part(last_words)}</p>
            </div>
            <div class="row-side">
                <span class="row-time">{time}</span>
                {maybe(move || (named.get() > 0 && !here.get()).then(|| {
                    let words = text::named_count(named.get());
                    view! { <b class="count"><span aria-hidden="true">{format::number(named.get())}</span><span class="unseen">{words}</span></b> }.into_any()
                }))}
                {maybe(move || card.with(|card| card.as_ref()?.membership?.muted.then(|| {
                    view! { <span class="row-time" title=text::muted()>{icon(ui::view::icon::MUTED)}<span class="unseen">{text::muted()}</span></span> }.into_any()
                })))}
            </div>
        </li>
    }
    .into_any()
}

fn last_words(card: &SpaceCard) -> AnyView {
    let Some(said) = &card.said else {
        let about = card.words.description.as_ref().map(ToString::to_string);
        return about.unwrap_or_else(|| text::nothing_said_yet().to_owned()).into_any();
    };
    let words = said.text.to_string();
    let desk = Desk::here();
    let mine = desk.board.with_untracked(|board| board.me().is_some_and(|me| me.card.id == said.staff));
    match card.words.access {
        _ if mine => text::we_said(&words).into_any(),
        Access::Direct => words.into_any(),
        Access::Public | Access::Private => text::somebody_said(&desk.name_of_staff(said.staff), &words).into_any(),
    }
}

/// Notes of colleagues that this person hasn't seen.
#[component]
fn Mentions() -> AnyView {
    let desk = Desk::here();
    let keys = memo(move || desk.board.with(|board| board.mentions().map(key_of).collect::<Vec<String>>()));
    let draw = move |key: String| {
        let note = desk.board.with_untracked(|board| board.mentions().find(|note| key_of(note) == key).cloned());
        note.map_or_else(|| ().into_any(), |note| mention_row(desk, &note))
    };
    shown(
        move || !keys.with(Vec::is_empty),
        move || {
            view! {
                <div class="spaces-part">
                    <h3>{text::notes_for_you()}</h3>
                    <button class="link-button" type="button" on:click=press(move |_: MouseEvent| desk.see_mentions(None))>{text::mark_all_seen()}</button>
                </div>
                <ul class="rows">{each(move || keys.get(), draw)}</ul>
            }
            .into_any()
        },
    )
}

/// By which a list knows it.
fn key_of(note: &Mention) -> String {
    format!("{} {}", note.enquiry, note.seq.0)
}

fn mention_row(desk: Desk, note: &Mention) -> AnyView {
    let Mention { enquiry, seq, by, at_ms, .. } = *note;
    // Its writer may give it other words.
    let first = note.words.to_string();
    let words = it(move || {
        let found = |board: &Board| {
            board.mentions().find(|one| (one.enquiry, one.seq) == (enquiry, seq)).map(|one| one.words.to_string())
        };
        desk.board.with(found).unwrap_or_else(|| first.clone())
    });
    let go = move |_: MouseEvent| desk.open_at(enquiry, Some(seq));
    let title = desk.title_of_note(enquiry, by);
    view! {
        <li class="row is-unread">
            <span class="space-sign">{icon(sign::PENCIL)}</span>
            <div class="row-text">
                <h3 class="one-line"><button class="row-button" type="button" on:click=press(go)>{title}</button></h3>
                <p class="row-words one-line" dir="auto">{words}</p>
            </div>
            <div class="row-side"><span class="row-time">{kit_words::ago(at_ms, desk.now.get_untracked())}</span></div>
        </li>
    }
    .into_any()
}
