//! What is known of an enquiry: who asks, from where, with what, when, and why it came to where it is.

use kit::{
    focus,
    host::Guest,
    lean::{effect, it, live, maybe, memo, press, soon},
    view::{failed, rating},
    words,
};
use leptos::{
    ev::{FocusEvent, KeyboardEvent, MouseEvent},
    html,
    prelude::*,
    task::spawn_local,
};
use shared::{
    api::{Device, EnquiryDetails, PersonView},
    card::{EnquiryCard, PageView},
    form::{Told, Value},
    id::EnquiryId,
    rating::Rated,
    reminder::{ReminderState, ReminderView},
    texts::Texts,
    value::{ShortText, Timestamp},
};
use ui::{
    http::Fault,
    text::format,
    view::{
        Skeleton,
        icon::{CLOSE, icon},
    },
};
use wasm_bindgen::JsCast;
use web_sys::Node;

use super::{
    channel::channel_sign,
    event::{contact, fact},
    labels::all_labels,
    rows::place_of_page,
    shell::Panes,
    trace::trace,
};
use crate::{
    board::Board,
    channel,
    desk::Desk,
    finding::Finding,
    place::{List, Place},
    preference, text,
};

/// The pane on the right.
#[component]
pub(super) fn Details(enquiry: EnquiryId) -> AnyView {
    let desk = Desk::here();
    let panes = expect_context::<Panes>();
    let hide = move || {
        panes.details.set(false);
        preference::keep_details_shown(false);
        focus::rescue("#details-toggle");
    };
    // On a small screen it lies above the talk: the keyboard goes into it, and it goes away when the keyboard does.
    let above = !preference::has_width_for_details();
    let pane = NodeRef::<html::Aside>::new();
    let button = NodeRef::<html::Button>::new();
    effect(move || {
        if let Some(button) = button.get().filter(|_| above) {
            let _ = button.focus();
        }
    });
    let key = move |event: KeyboardEvent| {
        if above && event.key() == "Escape" {
            event.prevent_default();
            hide();
        }
    };
    let left = move |event: FocusEvent| {
        // What has the focus loses it, too, when the pane is taken away: there is none any more then.
        let Some(pane) = pane.try_get_untracked().flatten() else { return };
        let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
        let inside = to.as_ref().is_none_or(|to| pane.contains(Some(to)));
        if above && !inside {
            panes.details.set(false);
        }
    };
    view! {
        <aside class="details" aria-labelledby="details-title" node_ref=pane on:keydown=key on:focusout=left>
            <header class="details-head">
                <h2 id="details-title">{text::details()}</h2>
                <button class="icon-button" type="button" node_ref=button aria-label=text::hide_details() on:click=press(move |_: MouseEvent| hide())>
                    {icon(CLOSE)}
                </button>
            </header>
            // Often there is nothing in it that takes the focus, and it has to be scrolled all the same.
            <div class="details-body" tabindex="0" role="group" aria-labelledby="details-title">
                {soon("", move || known(desk, enquiry))}
            </div>
        </aside>
    }
    .into_any()
}

/// All that is in it.
fn known(desk: Desk, enquiry: EnquiryId) -> AnyView {
    let card = desk.card(enquiry);
    let details = RwSignal::new(None::<EnquiryDetails>);
    let fault = RwSignal::new(None::<Fault>);
    // `rescues`: what had the focus was in the pane, and is drawn anew.
    let fetch = move |rescues: bool| {
        fault.set(None);
        spawn_local(async move {
            match desk.details(enquiry).await {
                Ok(got) => drop(details.try_set(Some(got))),
                Err(wrong) => drop(fault.try_set(Some(wrong))),
            }
            if rescues {
                focus::rescue("#remind");
            }
        });
    };
    // Each of these adds to the trace, or comes with what was told in a form.
    let step = memo(move || {
        card.with(|card| {
            card.as_ref().map(|card| {
                let owner = card.owner.as_ref().map(|owner| owner.id);
                let offer = card.offer.as_ref().map(|offer| offer.since_ms);
                (card.phase, owner, offer, card.contact.details.clone(), card.labels.clone(), card.rated.clone())
            })
        })
    });
    // A reminder may be another one once its dialog is gone, or when one falls due.
    let reminders = memo(move || {
        let is_open = matches!(desk.finding.get(), Some(Finding::Reminder(..)));
        (is_open, desk.board.with(Board::reminders_due))
    });
    Effect::new(move |was_open: Option<bool>| {
        let is_open = reminders.get().0;
        // Read, not only tracked: a memo that nobody reads is never worked out, and never changes.
        let _ = step.get();
        if !is_open {
            untrack(|| fetch(was_open == Some(true)));
        }
        is_open
    });
    view! {
        {maybe(move || card.with(|card| card.as_ref().map(|card| who(card, details.get().map(|it| it.person)))))}
        {live(move || match (details.get(), fault.get()) {
            (Some(details), _) => all(desk, card, &details),
            (None, Some(fault)) => failed(&fault, Callback::new(move |()| fetch(false))),
            (None, None) => view! { <Skeleton rows=3 /> }.into_any(),
        })}
    }
    .into_any()
}

fn part(title: &'static str, facts: AnyView) -> AnyView {
    view! { <section class="details-part"><h3>{title}</h3> {facts}</section> }.into_any()
}

fn who(card: &EnquiryCard, person: Option<PersonView>) -> AnyView {
    let PersonView { name, email: _, verified, others } = person.unwrap_or_default();
    let page = Place::Guest(Guest::Records, format!("contacts/{}", card.contact.id)).link();
    let others = others.into_iter().map(|(enquiry, at)| {
        let link = Place::of_enquiry(List::Closed, enquiry).link();
        view! { <a class="details-other" href=link>{format::full(at)}</a> }
    });
    let others: Vec<_> = others.collect();
    let named = card.contact.details.name.is_some();
    let nothing = !named && card.contact.details.email.is_none() && card.contact.details.phone.is_none();
    part(
        text::contact(),
        view! {
            <dl class="facts">{fact(text::handle_of_visitor(), card.contact.handle.to_string().into_any())}</dl>
            {name.map(|name| view! { <dl class="facts">{fact(text::known_as(), name.to_string().into_any())}</dl> })}
            {verified.then(|| view! { <p class="details-verified">{text::is_verified()}</p> })}
            {contact(&card.contact.details)}
            {nothing.then(|| view! { <p class="details-none">{text::no_contact_yet()}</p> })}
            {(!others.is_empty()).then(|| view! { <dl class="facts">{fact(text::other_enquiries(), others.into_any())}</dl> })}
            <a href=page>{text::contact_page()}</a>
        }
        .into_any(),
    )
}

fn all(desk: Desk, card: Memo<Option<EnquiryCard>>, details: &EnquiryDetails) -> AnyView {
    let EnquiryDetails {
        card: seen,
        referrer,
        utm,
        device,
        language,
        time_zone,
        former,
        told,
        person: _,
        mails,
        reminders,
        trace: steps,
    } = details;
    let has_page = memo(move || card.with(|card| card.as_ref().is_some_and(|card| card.page.is_some())));
    let from_somewhere = has_page.get()
        || seen.channel.is_some()
        || referrer.is_some()
        || !utm.is_empty()
        || former.is_some()
        || seen.link.is_some();
    let page = maybe(move || {
        card.with(|card| card.as_ref().and_then(|card| card.page.clone())).map(|PageView { url, title }| {
            let url = url.as_str().to_owned();
            let words = title.map_or_else(|| place_of_page(&url).to_owned(), |title| title.to_string());
            fact(text::page_now(), outward(&url, words))
        })
    });
    let utm = utm
        .iter()
        .map(|(name, value)| view! { <div class="fact"><dt>{name.to_string()}</dt><dd>{value.to_string()}</dd></div> })
        .collect_view();
    let local_time = time_zone.as_ref().map(|zone| {
        let zone = zone.to_string();
        let time = {
            let zone = zone.clone();
            it(move || words::time_in(&zone, desk.now.get()))
        };
        fact(text::their_time(), view! { <span title=zone>{time}</span> }.into_any())
    });
    let link = seen.link.as_ref().map(|link| {
        let address = format!("/l/{}/{link}", desk.requests.service());
        let link = link.to_string();
        fact(text::weblink(), view! { <a href=address target="_blank" rel="noopener">{link}</a> }.into_any())
    });
    // A messaging service tells little of who writes.
    let tells_of_them = seen.country.is_some() || language.is_some() || local_time.is_some() || device.is_some();
    let account = seen.channel.as_ref().map(|channel| {
        fact(text::by(), view! { <span>{channel_sign(seen)} " " {channel::name(channel)}</span> }.into_any())
    });
    let earlier = former.map(|enquiry| {
        let link = Place::of_enquiry(List::Closed, enquiry).link();
        fact(text::former(), view! { <a href=link>{text::former_link()}</a> }.into_any())
    });
    view! {
        {(!told.is_empty()).then(|| part(text::answers(), answers(told)))}
        {from_somewhere.then(|| part(
            text::where_from(),
            view! {
                <dl class="facts">
                    {account}
                    {link}
                    {page}
                    {referrer.as_ref().map(|referrer| fact(text::referrer(), outward(referrer.as_str(), referrer.as_str().to_owned())))}
                    {utm}
                    {earlier}
                </dl>
            }
            .into_any(),
        ))}
        {tells_of_them.then(|| part(
            text::visitor(),
            view! {
                <dl class="facts">
                    {seen.country.as_ref().map(|code| fact(text::country(), words::country(code).into_any()))}
                    {language.as_ref().map(|tag| fact(text::language(), words::language(tag.as_str()).into_any()))}
                    {local_time}
                    {device.as_ref().map(|device| fact(text::device(), device_words(device).into_any()))}
                </dl>
            }
            .into_any(),
        ))}
        {part(text::reminders(), set(desk, seen.enquiry, reminders))}
        {maybe(move || all_labels(desk, card).map(|labels| part(text::labels(), labels)))}
        {maybe(move || card.with(|card| card.as_ref().and_then(|card| card.rated.as_deref()).map(rated)))}
        {part(text::transcript(), transcript(desk, seen.enquiry, *mails))}
        {part(text::times(), times(seen, steps))}
        {part(text::why_here(), trace(desk, seen.channel.as_deref(), steps))}
        <p class="details-privacy"><a href=format!("#/records/visitor/{}", seen.enquiry)>{text::block_or_erase()}</a></p>
    }
    .into_any()
}

/// Reminders of it, and the way to set one: each opens in a dialog that the records draw.
fn set(desk: Desk, enquiry: EnquiryId, reminders: &[ReminderView]) -> AnyView {
    let open = move |reminder| press(move |_: MouseEvent| desk.finding.set(Some(Finding::Reminder(enquiry, reminder))));
    let line = |one: &ReminderView| {
        let ReminderView { reminder, staff_name, .. } = one;
        let whose = staff_name.as_ref().map(ToString::to_string).unwrap_or_default();
        let note = reminder.note.as_ref().map(|note| view! { <span dir="auto">{note.as_str().to_owned()}</span> });
        let is_due = reminder.state == ReminderState::Due;
        view! {
            <button class="details-reminder" class:is-due=is_due type="button" on:click=open(Some(reminder.reminder))>
                <strong>{format::full(reminder.due_ms)}</strong> " · " <bdi>{whose}</bdi> {note}
            </button>
        }
    };
    view! {
        {reminders.iter().map(line).collect_view()}
        <button class="link-button" id="remind" type="button" on:click=open(None)>{text::set_reminder()}</button>
    }
    .into_any()
}

/// The ways to its transcript. The dialog in which it is e-mailed is drawn by the records.
fn transcript(desk: Desk, enquiry: EnquiryId, mails: bool) -> AnyView {
    let open = move || press(move |_: MouseEvent| desk.finding.set(Some(Finding::Mail(enquiry))));
    view! {
        {kit::view::transcript_links(&desk.requests.path(&format!("rooms/{enquiry}/transcript")), [text::print_transcript(), text::transcript_text(), text::transcript_json()])}
        {mails.then(|| view! { <button class="link-button" type="button" on:click=open()>{text::mail_transcript()}</button> })}
    }
    .into_any()
}

/// How the visitor rated it, and what they added.
fn rated(rated: &Rated) -> AnyView {
    let comment = rated.comment.as_ref().map(|comment| comment.as_str().to_owned());
    part(
        text::rated_title(),
        view! {
            <p>{rating(rated)}</p>
            {comment.map(|comment| view! { <blockquote class="facts-prose" dir="auto">{comment}</blockquote> })}
        }
        .into_any(),
    )
}

/// What was told in forms, in the reader's language where it was asked in it.
fn answers(told: &[Told]) -> AnyView {
    let language = ui::text::in_force();
    let say = |texts: &Texts<ShortText>| texts.pick([language.as_str()]).map(ToString::to_string).unwrap_or_default();
    let facts = told.iter().filter_map(|Told { label, at_ms, value, .. }| {
        let value = match value {
            Value::Empty => return None,
            Value::Text { text } => {
                view! { <span class="facts-prose" dir="auto">{text.as_str().to_owned()}</span> }.into_any()
            }
            Value::Option { words, .. } => say(words).into_any(),
            Value::Agreed { words, link } => {
                let link = link.as_ref().map(|link| outward(link.as_str(), ui::text::form::in_full().to_owned()));
                view! {
                    <span class="facts-prose" dir="auto">{words.to_string()}</span>
                    <span class="facts-more">{text::agreed_at(&format::full(*at_ms))} " " {link}</span>
                }
                .into_any()
            }
        };
        Some(fact(say(label), value))
    });
    view! { <dl class="facts">{facts.collect_view()}</dl> }.into_any()
}

fn times(card: &EnquiryCard, steps: &[shared::api::TraceEntry]) -> AnyView {
    use shared::api::TraceStep;
    let is_answer = |step: &TraceStep| {
        matches!(step, TraceStep::Answered { .. } | TraceStep::FollowedUp { .. } | TraceStep::PickedUp { .. })
    };
    // What was given to somebody who said nothing was not answered.
    let last = steps.iter().rposition(|entry| matches!(entry.step, TraceStep::TakenBack { .. }));
    let since = last.map_or(steps, |at| steps.get(at..).unwrap_or_default());
    let answered = since.iter().find(|entry| is_answer(&entry.step)).map(|entry| entry.at_ms);
    let closed = steps.iter().find(|entry| matches!(entry.step, TraceStep::Closed { .. })).map(|entry| entry.at_ms);
    let at = |name: &'static str, at: Timestamp| fact(name, format::full(at).into_any());
    view! {
        <dl class="facts">
            {at(text::raised_at(), card.raised_at_ms)}
            {answered.map(|answered| at(text::answered_at(), answered))}
            {answered.map(|answered| fact(text::waited(), format::clock(answered.ms_since(card.raised_at_ms)).into_any()))}
            {closed.map(|closed| at(text::closed_at(), closed))}
            {answered.zip(closed).map(|(answered, closed)| fact(text::talked(), format::clock(closed.ms_since(answered)).into_any()))}
        </dl>
    }
    .into_any()
}

/// A link to a page that isn't ours, which learns nothing of where it was pressed.
fn outward(url: &str, words: String) -> AnyView {
    // What a visitor's page said it is may be anything: only these are links.
    if url.starts_with("https://") || url.starts_with("http://") {
        let url = url.to_owned();
        view! { <a href=url.clone() title=url dir="auto" target="_blank" rel="noopener noreferrer nofollow">{words}</a> }
            .into_any()
    } else {
        words.into_any()
    }
}

fn device_words(device: &Device) -> String {
    let (browser, system) = (device.browser.as_str(), device.system.as_str());
    if device.mobile { text::device_mobile(browser, system) } else { text::device_desktop(browser, system) }
}
