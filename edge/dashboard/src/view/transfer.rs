//! Passing an enquiry on: to whom, why, and what becomes of it if nobody accepts.

use kit::{
    form::{Problem, Problems},
    lean::{each, it, maybe, memo, shown},
    view::{Dialog, Submission, focus_when_there, wrong},
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use shared::{
    api::TransferEnquiry,
    card::{EnquiryCard, Entry, IfNobody},
    id::{EnquiryId, StaffId, TagId},
    value::Note,
};
use ui::{
    text as shared_text,
    view::{
        Avatar, Button, Field, Look,
        icon::{TAG, icon},
    },
};

use super::availability::dot;
use crate::{board::visitor_name, desk::Desk, text};

/// The dialog.
#[component]
pub(super) fn TransferDialog(enquiry: EnquiryId) -> AnyView {
    let desk = Desk::here();
    let (search, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let chosen = RwSignal::new(None::<Entry>);
    let (blind, keep) = (RwSignal::new(false), RwSignal::new(false));
    let submission = Submission::new();
    let check = move || read(chosen.get(), &note.get(), blind.get(), keep.get());
    let problems = submission.problems(check);
    let close = move || desk.passing_on.set(None);
    let send = move |event: SubmitEvent| {
        let send = move |wish| async move { desk.pass_on(enquiry, wish).await };
        submission.run(&event, untrack(check), send, move |()| close());
    };
    let title = desk.board.with_untracked(|board| {
        let name = board.card(enquiry).map(|card| visitor_name(card).to_string()).unwrap_or_default();
        text::transfer_of(&name)
    });
    let first = NodeRef::new();
    focus_when_there(first);
    let no_receiver = wrong(problems, "to");
    view! {
        <Dialog title=title on_close=move |()| close() way_out=shared_text::cancel()>
            <form class="transfer form" on:submit=send novalidate>
                {submission.words()}
                <p class="dialog-words">{text::transfer_words()}</p>
                <Field label=text::find_receiver() value=search kind="search" input=first />
                <Receivers enquiry=enquiry search=search chosen=chosen />
                <p class="field-below" class:is-wrong=it(move || no_receiver.get().is_some())>{it(move || no_receiver.get())}</p>
                <Field label=text::transfer_note() value=note kind="lines" optional=true hint=text::transfer_note_hint() error=wrong(problems, "note") />
                <fieldset class="transfer-choice">
                    <legend class="field-label">{text::if_nobody()}</legend>
                    {way(blind, false, text::if_nobody_back())}
                    {way(blind, true, text::if_nobody_missed())}
                </fieldset>
                <label class="check">
                    <input type="checkbox" prop:checked=keep on:change=move |event: Event| keep.set(event_target_checked(&event)) />
                    <span>{text::keep_sight()}</span>
                </label>
                <div class="dialog-foot">
                    <Button on_press=move |()| close()>{shared_text::cancel()}</Button>
                    <Button look=Look::Primary submits=true busy=submission.busy()>{text::transfer()}</Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}

/// The request, or what is wrong.
fn read(to: Option<Entry>, note: &str, blind: bool, keep_sight: bool) -> Result<TransferEnquiry, Problems> {
    let mut problems = Problems::new();
    if to.is_none() {
        problems.push(Problem::new("to", text::choose_receiver()));
    }
    let note = (!note.trim().is_empty()).then(|| Note::try_from(note));
    if note.as_ref().is_some_and(Result::is_err) {
        problems.push(Problem::new("note", text::problem_note()));
    }
    let if_nobody = if blind { IfNobody::Blind } else { IfNobody::Loopback };
    match to.filter(|_| problems.is_empty()) {
        Some(to) => Ok(TransferEnquiry { to, note: note.and_then(Result::ok), if_nobody, keep_sight }),
        None => Err(problems),
    }
}

fn way(blind: RwSignal<bool>, value: bool, words: &'static str) -> AnyView {
    view! {
        <label class="check">
            <input type="radio" name="if-nobody" prop:checked=it(move || blind.get() == value) on:change=move |_: Event| blind.set(value) />
            <span>{words}</span>
        </label>
    }
    .into_any()
}

/// Colleagues and tags, as far as they are looked for.
#[component]
fn Receivers(enquiry: EnquiryId, search: RwSignal<String>, chosen: RwSignal<Option<Entry>>) -> AnyView {
    let desk = Desk::here();
    let staff = memo(move || {
        let wanted = search.get().trim().to_lowercase();
        desk.board.with(|board| {
            let owner = board.card(enquiry).and_then(|card| card.owner.as_ref()).map(|owner| owner.id);
            let fits = |name: &str| name.to_lowercase().contains(&wanted);
            let others = board.colleagues().into_iter().filter(|one| Some(one.card.id) != owner);
            others.filter(|one| fits(one.card.name.as_str())).map(|one| one.card.id).collect::<Vec<StaffId>>()
        })
    });
    let tags = memo(move || {
        let wanted = search.get().trim().to_lowercase();
        desk.board.with(|board| {
            let fits = |name: &str| name.to_lowercase().contains(&wanted);
            board.tags().iter().filter(|tag| fits(tag.name.as_str())).map(|tag| tag.id).collect::<Vec<TagId>>()
        })
    });
    view! {
        <fieldset class="receivers">
            <legend class="unseen">{text::transfer_to()}</legend>
            {each(move || tags.get(), move |tag| of_tag(desk, tag, chosen))}
            {each(move || staff.get(), move |staff| of_person(desk, staff, chosen))}
            {shown(move || staff.with(Vec::is_empty) && tags.with(Vec::is_empty), || view! {
                <p class="receivers-none">{text::no_receiver()}</p>
            }.into_any())}
        </fieldset>
    }
    .into_any()
}

fn receiver(entry: Entry, chosen: RwSignal<Option<Entry>>, face: AnyView, name: String, state: AnyView) -> AnyView {
    view! {
        <label class="receiver">
            <input type="radio" name="receiver" prop:checked=it(move || chosen.get() == Some(entry)) on:change=move |_: Event| chosen.set(Some(entry)) />
            {face}
            <span class="receiver-name">{name}</span>
            <span class="receiver-state">{state}</span>
        </label>
    }
    .into_any()
}

fn of_tag(desk: Desk, id: TagId, chosen: RwSignal<Option<Entry>>) -> AnyView {
    let name = desk.board.with_untracked(|board| {
        board.tags().iter().find(|tag| tag.id == id).map(|tag| tag.name.to_string()).unwrap_or_default()
    });
    let count = it(move || {
        let count = desk.board.with(|board| board.active_on(id));
        text::active_count(u32::try_from(count).unwrap_or(u32::MAX))
    });
    let face = view! { <span class="receiver-sign">{icon(TAG)}</span> }.into_any();
    receiver(Entry::Tag { tag: id }, chosen, face, name, view! { {count} }.into_any())
}

fn of_person(desk: Desk, id: StaffId, chosen: RwSignal<Option<Entry>>) -> AnyView {
    let Some(card) = desk.board.with_untracked(|board| board.colleague(id).map(|one| one.card.clone())) else {
        return ().into_any();
    };
    let availability = super::people::availability_of(desk, id);
    let name = card.name.to_string();
    let face = view! { <Avatar name=name.clone() seed=card.id.to_string() photo=card.photo /> }.into_any();
    let state = view! { {dot(availability)} {it(move || text::availability_name(availability.get()))} }.into_any();
    receiver(Entry::Staff { staff: id }, chosen, face, name, state)
}

/// Who passed it on, and what they noted; nothing of an enquiry that isn't passed on.
pub(super) fn passed(card: &EnquiryCard) -> AnyView {
    let Some(transfer) = &card.transfer else { return ().into_any() };
    let note = transfer.note.as_ref().map(|note| note.as_str().to_owned());
    view! {
        <div class="passed">
            <p class="passed-head">{icon(kit::sign::TRANSFER)} {text::transfer_from(transfer.from.name.as_str())}</p>
            {note.map(|note| view! { <p class="passed-note" dir="auto">{note}</p> })}
        </div>
    }
    .into_any()
}

/// To whom it is offered, how long still, and the way to take it back.
pub(super) fn passing(desk: Desk, card: Memo<Option<EnquiryCard>>, enquiry: EnquiryId) -> AnyView {
    maybe(move || {
        let name = card.with(|card| Some(card.as_ref()?.transfer.as_ref()?.to.name().to_string()))?;
        let busy = it(move || desk.is_acting(enquiry));
        Some(
            view! {
                <div class="passing">
                    <p>{icon(kit::sign::TRANSFER)} <span>{text::transferring(&name)}</span> <b class="passing-left">{left(desk, card)}</b></p>
                    <Button busy=busy on_press=move |()| desk.take_back(enquiry)>{text::take_back()}</Button>
                </div>
            }
            .into_any(),
        )
    })
}

/// How long the offer lasts still.
pub(super) fn left(desk: Desk, card: Memo<Option<EnquiryCard>>) -> Signal<Option<String>> {
    it(move || {
        let until = card.with(|card| Some(card.as_ref()?.offer.as_ref()?.until_ms))?;
        Some(ui::text::format::clock(until.ms_since(desk.now.get())))
    })
}
