//! The service's labels, in the order in which staff see them.

use kit::{
    lean::{each, it, shown},
    page::Page,
    sign,
    view::{label_chip, loaded, part::head},
};
use leptos::prelude::*;
use shared::{api::Saved, card::Role, label::Label};
use ui::view::{
    EmptyState,
    icon::{FORWARD, icon},
};

use super::{
    closing,
    label::LabelPage,
    order::{order_buttons, reordering},
};
use crate::{console::Console, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "labels",
    sign: sign::LABEL,
    name: text::labels,
    role: Role::Admin,
    has: &[text::new_label, text::label_color, text::label_description, text::label_archived],
    draw,
};

fn draw(rest: &[&str]) -> Option<AnyView> {
    match rest {
        [] => Some(view! { <LabelsPage /> }.into_any()),
        ["new"] => Some(view! { <LabelPage /> }.into_any()),
        [id] => Some(view! { <LabelPage id=*id /> }.into_any()),
        _ => None,
    }
}

#[component]
fn LabelsPage() -> AnyView {
    let console = Console::here();
    let all = loaded(move || console.items::<Label>("labels"), |labels| view! { <List labels=labels /> }.into_any());
    view! {
        {head(text::labels(), text::labels_words())}
        {all}
        <div class="settings-foot">
            <a class="button button-primary" href=PAGE.below("new")>{icon(sign::PLUS)} {text::new_label()}</a>
            <a class="button button-quiet" href=closing::PAGE.link()>{text::closing()}</a>
        </div>
    }
    .into_any()
}

#[component]
fn List(labels: Vec<Saved<Label>>) -> AnyView {
    let list = RwSignal::new(labels);
    let reorder = reordering(list, |label| label.id.clone(), "labels/order");
    let is_empty = move || list.with(Vec::is_empty);
    let draw = move |id: String| {
        let label = list.with_untracked(|list| list.iter().find(|label| label.id.as_str() == id).cloned());
        let Some(label) = label else { return ().into_any() };
        row(&label, Callback::new(move |earlier| reorder(&id, earlier)))
    };
    view! {
        {shown(is_empty, || view! {
            <EmptyState sign=sign::LABEL title=text::no_labels()><p>{text::no_labels_words()}</p></EmptyState>
        }.into_any())}
        <section class="card card-flush" class:is-empty=it(is_empty)>
            <ul class="items">
                {each(move || list.with(|list| list.iter().map(|label| label.id.to_string()).collect()), draw)}
            </ul>
        </section>
    }
    .into_any()
}

fn row(label: &Saved<Label>, shift: Callback<bool>) -> AnyView {
    let id = label.id.as_str();
    let Label { name, description, archived, .. } = &label.settings;
    view! {
        <li class="item item-link">
            <div class="item-text">
                <a href=PAGE.below(id)>{label_chip(&label.settings)}</a>
                {description.as_ref().map(|words| view! { <span class="one-line">{words.to_string()}</span> })}
            </div>
            {archived.then(|| view! { <span class="chip">{text::label_archived()}</span> })}
            {order_buttons(id, Signal::stored(name.to_string()), shift, None)}
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}
