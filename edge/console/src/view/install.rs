//! What to paste into a site.

use kit::{sign, view::loaded};
use leptos::{ev::Event, prelude::*};
use shared::{
    api::{StaffSettings, Tag},
    card::Role,
};
use ui::view::dom;

use super::{
    copy::Copy,
    part::{card, head},
};
use crate::{console::Console, page::Page, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "install",
    sign: sign::CODE,
    name: text::install,
    role: Role::Admin,
    has: &[text::script_tag, text::call_to_action, text::content_policy],
    draw: |rest| rest.is_empty().then(|| view! { <InstallPage /> }.into_any()),
};

/// The page.
#[component]
pub(crate) fn InstallPage() -> AnyView {
    let console = Console::here();
    let origin = dom::window().location().origin().unwrap_or_default();
    let script = format!("<script async src=\"{origin}/widget.js\" data-service=\"{}\"></script>", console.slug());
    let policy = format!("script-src {origin}; frame-src {origin}");
    view! {
        {head(text::install(), text::install_words())}
        {card(
            text::script_tag(),
            Some(text::script_tag_words()),
            view! {
                <Copy name=text::script_tag() text=script />
                <p class="card-words">{text::script_tag_sites()} " " <a href=super::service::PAGE.link()>{text::service_and_sites()}</a></p>
            }
            .into_any(),
        )}
        {card(text::call_to_action(), Some(text::call_to_action_words()), view! { <CallToAction /> }.into_any())}
        {card(
            text::content_policy(),
            Some(text::content_policy_words()),
            view! { <Copy name=text::content_policy() text=policy /> }.into_any(),
        )}
    }
    .into_any()
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
    let button = Signal::derive(move || {
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

/// As text stands in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
