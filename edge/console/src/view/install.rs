//! What to paste into a site: a chooser of how it was made, the steps for each, and the way to the check.

use kit::{
    lean::it,
    page::Page,
    sign,
    view::{
        loaded,
        part::{card, head, head_below},
    },
};
use leptos::{ev::Event, prelude::*};
use shared::{
    api::{StaffSettings, Tag},
    card::Role,
    setup::cta::escaped,
};
use ui::view::{
    dom,
    icon::{DOWN, FORWARD, icon},
};

use super::{check::CheckPage, copy::Copy};
use crate::{
    console::Console,
    install::{GUIDES, Guide, Shows, Step, filled},
    text,
};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "install",
    sign: sign::CODE,
    name: text::install,
    role: Role::Admin,
    has: &[
        text::check_page,
        text::how_made,
        text::any_site,
        text::wordpress,
        text::shopify,
        text::wix,
        text::squarespace,
        text::tag_manager,
        text::react,
        text::vue,
        text::svelte,
        text::next,
        text::call_to_action,
        text::content_policy,
    ],
    draw,
};

fn draw(rest: &[&str]) -> Option<AnyView> {
    match rest {
        [] => Some(view! { <InstallPage /> }.into_any()),
        ["check"] => Some(view! { <CheckPage /> }.into_any()),
        [path] => {
            let guide = GUIDES.iter().find(|guide| guide.path == *path)?;
            Some(view! { <GuidePage guide=*guide /> }.into_any())
        }
        _ => None,
    }
}

/// Where this deployment is.
pub(super) fn origin() -> String {
    dom::window().location().origin().unwrap_or_default()
}

/// The page.
#[component]
pub(crate) fn InstallPage() -> AnyView {
    let guides = GUIDES.iter().map(|guide| {
        view! { <li><a class="way" href=PAGE.below(guide.path)><strong>{(guide.name)()}</strong> {icon(FORWARD)}</a></li> }
    });
    view! {
        {head(text::install(), text::install_words())}
        {card(
            text::how_made(),
            Some(text::how_made_words()),
            view! { <ul class="ways">{guides.collect_view()}</ul> }.into_any(),
        )}
        {card(text::check_page(), Some(text::check_page_words()), to_check())}
        {card(
            text::call_to_action(),
            Some(text::call_to_action_words()),
            view! {
                <CallToAction />
                <p class="card-words">{text::more_calls()} " " <a href=super::ctas::PAGE.link()>{text::calls_to_action()}</a></p>
            }
            .into_any(),
        )}
        {policy()}
    }
    .into_any()
}

fn to_check() -> AnyView {
    view! { <a class="button" href=PAGE.below("check")>{text::check_page()}</a> }.into_any()
}

/// What a site's content policy needs.
fn policy() -> AnyView {
    let origin = origin();
    let lines = format!("script-src {origin}; frame-src {origin}");
    card(
        text::content_policy(),
        Some(text::content_policy_words()),
        view! { <Copy name=text::content_policy() text=lines /> }.into_any(),
    )
}

/// The steps for one way to make a site.
#[component]
fn GuidePage(guide: Guide) -> AnyView {
    let steps = guide.steps.iter().map(|step| view! { <li class="todo">{drawn(step)}</li> });
    let steps = view! { <ol class="todos">{steps.collect_view()}</ol> }.into_any();
    // There one of them is enough.
    let title = if guide.is_single_page && guide.steps.len() > 1 { text::one_of_these() } else { text::steps() };
    view! {
        {head_below(&PAGE, (guide.name)(), text::way_words())}
        {card(title, None, steps)}
        {guide.is_single_page.then(|| card(text::single_page(), Some(text::single_page_words()), ().into_any()))}
        {policy()}
        {card(text::check_page(), Some(text::check_page_words()), to_check())}
    }
    .into_any()
}

fn drawn(step: &Step) -> AnyView {
    let service = Console::here().slug();
    let shown = match step.shows {
        Shows::Nothing => ().into_any(),
        Shows::Code(snippet) => {
            view! { <Copy name=text::code() text=filled(snippet, &service, &origin()) /> }.into_any()
        }
        Shows::Plugin => view! {
            <a class="button" href="/frontdesk-wordpress.zip" download="frontdesk-wordpress.zip">{icon(DOWN)} {text::wordpress_plugin()}</a>
        }
        .into_any(),
        Shows::Fields => view! {
            <p class="todo-field">{text::wordpress_address()}</p>
            <Copy name=text::wordpress_address() text=origin() />
            <p class="todo-field">{text::wordpress_service()}</p>
            <Copy name=text::wordpress_service() text=service />
        }
        .into_any(),
    };
    view! { <p>{(step.words)()}</p> {shown} }.into_any()
}

/// What a button of the owner's opens: as `data-frontdesk` has it, and by name.
type Target = (String, String);

#[component]
fn CallToAction() -> AnyView {
    let console = Console::here();
    loaded(
        move || async move {
            let tags = console.get::<Vec<Tag>>("tags").await?.into_iter();
            let tags = tags.map(|tag| (format!("tag:{}", tag.settings.handle), tag.settings.name.to_string()));
            let staff = console.get::<Vec<StaffSettings>>("staff").await?.into_iter();
            let staff = staff.map(|one| (format!("staff:{}", one.card.handle), one.card.name.to_string()));
            Ok(tags.chain(staff).collect::<Vec<Target>>())
        },
        |targets| view! { <Example targets=targets /> }.into_any(),
    )
}

#[component]
fn Example(targets: Vec<Target>) -> AnyView {
    let chosen = RwSignal::new(0_usize);
    let choose = move |event: Event| chosen.set(event_target_value(&event).parse().unwrap_or(0));
    let choices = targets
        .iter()
        .enumerate()
        .map(|(at, (_, name))| view! { <option value=at.to_string()>{name.clone()}</option> })
        .collect_view();
    let button = it(move || {
        let Some((target, name)) = targets.get(chosen.get()) else { return String::new() };
        format!("<button data-frontdesk=\"{target}\">{}</button>", escaped(&text::talk_to(name)))
    });
    view! {
        <label class="field field-narrow">
            <span class="field-label">{text::call_whom()}</span>
            <select on:change=choose>{choices}</select>
        </label>
        <Copy name=text::call_to_action() text=button />
    }
    .into_any()
}
