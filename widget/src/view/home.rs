//! The first screen: whom one can talk to, and whom one talks with.

use leptos::{ev::Event, prelude::*};
use shared::{api::Directory, card::EntryCard};
use ui::view::{Banner, Button, EmptyState, IconButton, Skeleton, Tone, dom, icon};

use super::{app, chats::YourChats, entry::EntryRow};
use crate::{
    place::{SEARCH_ABOVE, matching},
    text,
};

/// The first screen.
#[component]
pub(super) fn Home(
    /// One came here from elsewhere: what has the focus is gone with that.
    takes_focus: bool,
) -> AnyView {
    let app = app();
    if takes_focus {
        dom::focus_soon("home-title");
    }
    let service = move || app.directory.with(|it| it.as_ref().map(|directory| directory.service.name.to_string()));
    let offline = Signal::derive(move || (!app.online.get()).then(|| ui::text::offline().to_owned()));
    let notice = Signal::derive(move || app.notice.get().map(str::to_owned));
    view! {
        <div class="home">
            <div class="home-bar">
                <p class="home-service one-line">{service}</p>
                <SoundButton />
                <HideButton />
            </div>
            <div class="home-scroll">
                <div class="home-head">
                    <h1 id="home-title" tabindex="-1">{text::greeting()}</h1>
                    <p>{text::invitation()}</p>
                </div>
                <Banner tone=Tone::Warn text=offline />
                <Banner tone=Tone::Bad text=notice />
                <YourChats />
                <Entries />
            </div>
        </div>
    }
    .into_any()
}

/// The directory, in whatever state it is.
#[component]
fn Entries() -> AnyView {
    let app = app();
    let term = RwSignal::new(String::new());
    let retry = move |()| app.fetch_directory();
    // Whether there is a search does not change at every refresh, and the words in it must stay.
    let searches = Memo::new(move |_| {
        app.directory.with(|it| it.as_ref().is_some_and(|it| it.tags.len() + it.staff.len() > SEARCH_ABOVE))
    });
    let found = move || {
        app.directory.with(|directory| match directory {
            Some(directory) => entries(directory, &term.read()),
            None if app.directory_failed.get() => view! {
                <EmptyState sign=icon::NO_NETWORK title=text::directory_failed()>
                    <Button on_press=Callback::new(retry)>{ui::text::try_again()}</Button>
                </EmptyState>
            }
            .into_any(),
            None => view! { <div class="card"><Skeleton rows=4 /></div> }.into_any(),
        })
    };
    view! {
        <Show when=move || searches.get()>
            <label class="search">
                {icon(icon::SEARCH)}
                <span class="unseen">{text::find()}</span>
                <input
                    type="search"
                    placeholder=text::find()
                    autocomplete="off"
                    prop:value=term
                    on:input=move |event: Event| term.set(event_target_value(&event))
                />
            </label>
        </Show>
        {found}
    }
    .into_any()
}

fn entries(directory: &Directory, term: &str) -> AnyView {
    let (tags, staff) = matching(directory, term);
    if tags.is_empty() && staff.is_empty() {
        return if directory.tags.is_empty() && directory.staff.is_empty() {
            view! {
                <EmptyState sign=icon::CHAT title=text::nobody_yet()><p>{text::nobody_yet_more()}</p></EmptyState>
            }
            .into_any()
        } else {
            view! { <div role="status"><EmptyState sign=icon::SEARCH title=text::nothing_found(term.trim()) /></div> }
                .into_any()
        };
    }
    view! {
        {section("tags", text::tags(), tags.into_iter().map(EntryCard::Tag).collect())}
        {section("staff", text::staff(), staff.into_iter().map(EntryCard::Staff).collect())}
    }
    .into_any()
}

fn section(id: &'static str, title: &'static str, entries: Vec<EntryCard>) -> Option<AnyView> {
    let rows =
        (!entries.is_empty()).then(|| entries.into_iter().map(|entry| view! { <EntryRow entry /> }).collect_view())?;
    Some(
        view! {
            <section class="card" aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <ul>{rows}</ul>
            </section>
        }
        .into_any(),
    )
}

/// Turns the sounds on and off.
#[component]
fn SoundButton() -> AnyView {
    let app = app();
    let on = Signal::derive(move || !app.muted.get());
    let sign = Signal::derive(move || if on.get() { icon::SOUND } else { icon::MUTED });
    view! { <IconButton sign name=text::sounds().to_owned() pressed=on on_press=move |()| app.set_muted(untrack(|| on.get())) /> }
        .into_any()
}

/// Puts the chat away, where there is something behind it.
#[component]
pub(super) fn HideButton() -> AnyView {
    let app = app();
    view! {
        {app.is_framed.then(|| view! { <IconButton sign=icon::CLOSE name=text::hide().to_owned() on_press=move |()| app.hide() /> })}
    }
    .into_any()
}
