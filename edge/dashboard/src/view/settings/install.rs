//! What to paste into a site.

use leptos::{ev::Event, prelude::*};
use ui::view::dom;

use super::super::lean::live;
use super::{card, copy::Copy, head};
use crate::{
    desk::Desk,
    place::{Page, Place},
    text,
};

/// The page.
#[component]
pub(super) fn InstallPage() -> AnyView {
    let desk = Desk::here();
    let origin = dom::window().location().origin().unwrap_or_default();
    let script = format!("<script async src=\"{origin}/widget.js\" data-service=\"{}\"></script>", desk.slug());
    let policy = format!("script-src {origin}; frame-src {origin}");
    view! {
        {head(text::install(), text::install_words())}
        {card(
            text::script_tag(),
            Some(text::script_tag_words()),
            view! {
                <Copy name=text::script_tag() text=script />
                <p class="card-words">{text::script_tag_sites()} " " <a href=Place::Settings(Some(Page::Service)).link()>{text::service_and_sites()}</a></p>
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

#[component]
fn CallToAction() -> AnyView {
    let desk = Desk::here();
    // As `data-frontdesk` has it, and by name.
    let entries = Memo::new(move |_| {
        desk.board.with(|board| {
            let tags = board.tags().iter().map(|tag| (format!("tag:{}", tag.handle), tag.name.to_string()));
            let me = board.me().map(|me| me.card.clone());
            let staff = me.into_iter().chain(board.colleagues().into_iter().map(|colleague| colleague.card.clone()));
            tags.chain(staff.map(|card| (format!("staff:{}", card.handle), card.name.to_string()))).collect::<Vec<_>>()
        })
    });
    let chosen = RwSignal::new(0_usize);
    let choose = move |event: Event| chosen.set(event_target_value(&event).parse().unwrap_or(0));
    let button = Signal::derive(move || {
        entries
            .with(|entries| {
                entries.get(chosen.get()).map(|(target, name)| {
                    let words = escaped(&text::talk_to(name));
                    format!("<button data-frontdesk=\"{target}\">{words}</button>")
                })
            })
            .unwrap_or_default()
    });
    view! {
        <label class="field field-narrow">
            <span class="field-label">{text::call_whom()}</span>
            <select on:change=choose>
                {live(move || {
                    entries
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(at, (_, name))| view! { <option value=at.to_string() selected=at == chosen.get_untracked()>{name}</option> })
                        .collect_view().into_any()
                })}
            </select>
        </label>
        <Copy name=text::call_to_action() text=button />
    }
    .into_any()
}

/// As text stands in HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
