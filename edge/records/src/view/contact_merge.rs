//! Who else a contact is: what was merged into it, who may be the same person, and a search for somebody else.

use kit::lean::{each, live, press};
use leptos::{ev::MouseEvent, prelude::*};
use shared::{
    api::{ContactRow, MergeWith, MergedContact, Suggestion},
    contact::Why,
    id::ContactId,
};
use ui::{
    text::format,
    view::icon::{FORWARD, icon},
};

use super::{
    contact::Shown,
    contacts::{Found, PAGE, reach},
};
use crate::text;

/// The part of the page.
pub(super) fn merges(shown: Shown) -> AnyView {
    let lists = live(move || {
        let (merged, alike) = shown.page.with(|page| (page.merged.clone(), page.suggestions.clone()));
        let none = merged.is_empty() && alike.is_empty();
        view! {
            {none.then(|| view! { <p class="card-words">{text::merge_none()}</p> })}
            <ul class="items">{merged.iter().map(|one| merged_row(shown, one)).collect_view()}</ul>
            {(!alike.is_empty()).then(|| view! { <h4 class="contact-title">{text::maybe_same()}</h4> })}
            <ul class="items">{alike.iter().map(|one| suggestion(shown, one)).collect_view()}</ul>
        }
        .into_any()
    });
    view! { {lists} <Other shown=shown /> }.into_any()
}

fn why(why: Why) -> &'static str {
    match why {
        Why::Verified => text::why_verified(),
        Why::Email => text::why_email(),
        Why::Phone => text::why_phone(),
        Why::Hand => text::why_hand(),
    }
}

fn merged_row(shown: Shown, one: &MergedContact) -> AnyView {
    let path = format!("/merged/{}", one.contact);
    let part = move |()| shown.act("DELETE", &path, &(), move || shown.visit.say(text::parted_done()));
    let by = one.by_name.as_ref().map(|by| format!(" · {by}"));
    view! {
        <li class="item">
            <div class="item-text">
                <strong dir="auto">{one.name.clone()}</strong>
                <span>{why(one.why)} {by} " · " {format::full(one.at_ms)}</span>
            </div>
            {named(text::undo_merge_of(&one.name), text::undo_merge(), part)}
        </li>
    }
    .into_any()
}

/// A button whose words would be the same on every row: its name says whom it is about.
fn named(name: String, words: &'static str, does: impl Fn(()) + 'static) -> AnyView {
    let does = press(move |_: MouseEvent| does(()));
    view! { <button class="button" type="button" aria-label=name on:click=does>{words}</button> }.into_any()
}

fn merge(shown: Shown, contact: ContactId, why: Why) {
    shown.act("POST", "/merged", &MergeWith { contact, why }, move || shown.visit.say(text::merged_done()));
}

fn suggestion(shown: Shown, one: &Suggestion) -> AnyView {
    let Suggestion { row, why: reason } = one;
    let (contact, reason) = (row.contact, *reason);
    let apart = move |()| shown.act("PUT", &format!("/apart/{contact}"), &(), || ());
    view! {
        <li class="item contact-alike">
            {person(row, Some(why(reason)))}
            {named(text::merge_of(&row.name), text::merge(), move |()| merge(shown, contact, reason))}
            {named(text::not_same_of(&row.name), text::not_same(), apart)}
        </li>
    }
    .into_any()
}

fn person(row: &ContactRow, why: Option<&'static str>) -> AnyView {
    view! {
        <div class="item-text">
            <span class="contact-who"><a href=PAGE.below(&row.contact.to_string())><bdi>{row.name.clone()}</bdi></a> {icon(FORWARD)}</span>
            <span class="contact-facts">{why} " " {reach(row)}</span>
        </div>
    }
    .into_any()
}

/// A search for somebody else to merge.
#[component]
fn Other(shown: Shown) -> AnyView {
    let found = Found::new();
    let others = move || {
        shown.page.with(|page| {
            let own = page.person.contact;
            found
                .rows()
                .with(|rows| rows.iter().map(|row| row.contact).filter(|id| *id != own).take(8).collect::<Vec<_>>())
        })
    };
    view! {
        <details class="contact-other">
            <summary>{text::merge_another()}</summary>
            {found.search_box(text::find_contact())}
            <ul class="items">
                {each(others, move |id: ContactId| {
                    let row = found.rows().with_untracked(|rows| rows.iter().find(|row| row.contact == id).cloned());
                    row.map_or_else(|| ().into_any(), |row| view! {
                        <li class="item">
                            {person(&row, None)}
                            {named(text::merge_of(&row.name), text::merge(), move |()| merge(shown, id, Why::Hand))}
                        </li>
                    }.into_any())
                })}
            </ul>
        </details>
    }
    .into_any()
}
