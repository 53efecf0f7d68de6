//! Every form that visitors are asked.

use kit::{
    lean::{each, it, shown},
    page::Page,
    sign,
    view::{loaded, part::head},
};
use std::collections::BTreeMap;

use leptos::prelude::*;
use shared::{
    api::{Saved, TagWithDestinations},
    card::Role,
    setup::form::{Form, Moment},
};
use ui::view::{
    EmptyState,
    icon::{FORWARD, icon},
};

use super::{
    form_page::FormPage,
    order::{order_buttons, reordering},
};
use crate::{console::Console, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "forms",
    sign: sign::FORM,
    name: text::forms,
    role: Role::Admin,
    has: &[
        text::new_form,
        text::moment_pre_chat,
        text::moment_offline,
        text::introduction,
        text::add_field,
        text::asks_choice,
        text::asks_consent,
    ],
    draw,
};

fn draw(rest: &[&str]) -> Option<AnyView> {
    match rest {
        [] => Some(view! { <FormsPage /> }.into_any()),
        ["new"] => Some(view! { <FormPage /> }.into_any()),
        [id] => Some(view! { <FormPage id=(*id).to_owned() /> }.into_any()),
        _ => None,
    }
}

/// The page.
#[component]
pub(crate) fn FormsPage() -> AnyView {
    let console = Console::here();
    let fetch = move || async move {
        let forms = console.items::<Form>("forms").await?;
        let tags = console.items::<TagWithDestinations>("tags").await?;
        let names = tags.into_iter().map(|tag| (tag.id.to_string(), tag.settings.settings.name.to_string()));
        Ok((forms, names.collect::<BTreeMap<_, _>>()))
    };
    view! {
        {head(text::forms(), text::forms_words())}
        {loaded(fetch, |(forms, tags)| view! { <List forms=forms tags=tags /> }.into_any())}
        <div class="settings-foot">
            <a class="button button-primary" href=PAGE.below("new")>{icon(sign::PLUS)} {text::new_form()}</a>
        </div>
    }
    .into_any()
}

/// Their order is the owner's own: no two that are switched on are asked of the same visitor.
#[component]
fn List(forms: Vec<Saved<Form>>, tags: BTreeMap<String, String>) -> AnyView {
    let list = RwSignal::new(forms);
    let tags = StoredValue::new(tags);
    let reorder = reordering(list, |form| form.id.clone(), "forms/order");
    let is_empty = move || list.with(Vec::is_empty);
    let draw = move |id: String| {
        let form = list.with_untracked(|list| list.iter().find(|form| form.id.as_str() == id).cloned());
        let Some(form) = form else { return ().into_any() };
        let several = list.with_untracked(|list| list.len() > 1);
        let shift = Callback::new(move |earlier| reorder(&id, earlier));
        tags.with_value(|tags| row(&form, tags, several.then_some(shift)))
    };
    view! {
        {shown(is_empty, || view! {
            <EmptyState sign=sign::FORM title=text::no_forms()><p>{text::no_forms_words()}</p></EmptyState>
        }.into_any())}
        <section class="card card-flush" class:is-empty=it(is_empty)>
            <ul class="items">
                {each(move || list.with(|list| list.iter().map(|form| form.id.to_string()).collect()), draw)}
            </ul>
        </section>
    }
    .into_any()
}

fn row(form: &Saved<Form>, tags: &BTreeMap<String, String>, shift: Option<Callback<bool>>) -> AnyView {
    let Form { name, on, questions } = &form.settings;
    let named: Vec<String> = questions.tags.iter().filter_map(|tag| tags.get(&tag.to_string()).cloned()).collect();
    let of = if named.is_empty() { text::for_all_others().to_owned() } else { kit::words::list(&named) };
    let moment = moment_words(questions.moment);
    let fields = text::fields_count(u32::try_from(questions.fields.len()).unwrap_or(u32::MAX));
    let buttons = shift.map(|shift| order_buttons(form.id.as_str(), Signal::stored(name.to_string()), shift, None));
    view! {
        <li class="item item-link">
            <span class="item-sign">{icon(sign::FORM)}</span>
            <div class="item-text">
                <a href=PAGE.below(form.id.as_str())><strong>{name.to_string()}</strong></a>
                <span>{moment} " · " {of} " · " {fields}</span>
            </div>
            {(!on).then(|| view! { <span class="chip is-strong">{text::is_off()}</span> })}
            {buttons}
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}

/// When a form is asked.
pub(super) fn moment_words(moment: Moment) -> &'static str {
    match moment {
        Moment::PreChat => text::moment_pre_chat(),
        Moment::Offline => text::moment_offline(),
    }
}
