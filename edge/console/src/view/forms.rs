//! Every form that visitors are asked.

use std::collections::BTreeMap;

use kit::{sign, view::loaded};
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

use super::{form_page::FormPage, part::head};
use crate::{console::Console, page::Page, text};

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
        let forms = console.get::<Vec<Saved<Form>>>("forms").await?;
        let tags = console.get::<Vec<Saved<TagWithDestinations>>>("tags").await?;
        let names = tags.into_iter().map(|tag| (tag.id.to_string(), tag.settings.settings.name.to_string()));
        Ok((forms, names.collect::<BTreeMap<_, _>>()))
    };
    view! {
        {head(text::forms(), text::forms_words())}
        {loaded(fetch, |(forms, tags)| list(&forms, &tags))}
        <div class="settings-foot">
            <a class="button button-primary" href=PAGE.below("new")>{icon(sign::PLUS)} {text::new_form()}</a>
        </div>
    }
    .into_any()
}

fn list(forms: &[Saved<Form>], tags: &BTreeMap<String, String>) -> AnyView {
    if forms.is_empty() {
        return view! {
            <EmptyState sign=sign::FORM title=text::no_forms()><p>{text::no_forms_words()}</p></EmptyState>
        }
        .into_any();
    }
    let rows = forms.iter().map(|form| row(form, tags)).collect_view();
    view! { <section class="card card-flush"><ul class="items">{rows}</ul></section> }.into_any()
}

fn row(form: &Saved<Form>, tags: &BTreeMap<String, String>) -> AnyView {
    let Form { name, on, questions } = &form.settings;
    let named: Vec<String> = questions.tags.iter().filter_map(|tag| tags.get(&tag.to_string()).cloned()).collect();
    let of = if named.is_empty() { text::for_all_others().to_owned() } else { kit::words::list(&named) };
    let moment = moment_words(questions.moment);
    let fields = text::fields_count(u32::try_from(questions.fields.len()).unwrap_or(u32::MAX));
    view! {
        <li class="item item-link">
            <span class="item-sign">{icon(sign::FORM)}</span>
            <div class="item-text">
                <a href=PAGE.below(form.id.as_str())><strong>{name.to_string()}</strong></a>
                <span>{moment} " · " {of} " · " {fields}</span>
            </div>
            {(!on).then(|| view! { <span class="chip is-strong">{text::is_off()}</span> })}
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
