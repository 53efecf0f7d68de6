//! One form for visitors: when it is asked, of whom, and what; beside it, as they see it.

use kit::{
    form::Problems,
    lean::{each, it, live, memo, press, shown},
    sign,
    view::{loaded, part::head_below, wrong},
    words,
};
use leptos::{
    ev::{Event, MouseEvent, SubmitEvent},
    prelude::*,
};
use shared::{
    api::{Saved, ServiceSettings, Tag},
    setup::form::{Form, Moment},
    value::LanguageTag,
};
use ui::{
    http::Fault,
    view::{
        Button, Field, Look, dom, el,
        icon::icon,
        question::{Reply, question},
        submit_button,
    },
};

use super::{
    bind::{bind, guard, switched},
    form_field::{FieldCard, said},
    forms::{PAGE, moment_words},
    removal::Removal,
    saving::{Foot, Saving},
    toggles::TagButtons,
};
use crate::{console::Console, form::FormDraft, text};

type Around = (Option<Saved<Form>>, Vec<Tag>, Vec<LanguageTag>);

async fn fetch(console: Console, id: Option<String>) -> Result<Around, Fault> {
    let form = console.one_of("forms", id).await?;
    let tags = console.get::<Vec<Tag>>("tags").await?;
    let languages = console.item::<ServiceSettings>("settings").await?.settings.languages;
    Ok((form, tags, languages))
}

/// The page of a form, or of one that isn't there yet.
#[component]
pub(crate) fn FormPage(#[prop(optional, into)] id: Option<String>) -> AnyView {
    let console = Console::here();
    loaded(move || fetch(console, id.clone()), |around| view! { <FormForm around=around /> }.into_any())
}

#[component]
fn FormForm(around: Around) -> AnyView {
    let console = Console::here();
    let (form, tags, languages) = around;
    let known = form.as_ref().map(|form| (form.id.to_string(), form.revision));
    let id = known.as_ref().map(|(id, _)| id.clone());
    let form = form.map(|form| form.settings);
    let start = form.as_ref().map_or_else(FormDraft::new, FormDraft::from);
    let (saved, draft) = (RwSignal::new(start.clone()), RwSignal::new(start.clone()));
    let unsaved = guard(draft, saved);
    let languages = start.languages(&languages);
    let language = RwSignal::new(languages.first().cloned());
    let name = bind(draft, |draft| draft.name.clone(), |draft, text| draft.name = text);
    let chosen = bind(draft, |draft| draft.tags.clone(), |draft, tags| draft.tags = tags);
    let saving = Saving::among("forms", known);
    let check = move || draft.with(FormDraft::check);
    let problems = saving.problems(check);
    let submit = move |event: SubmitEvent| {
        saving.run(&event, untrack(check), move |_: Form| {
            saved.set(draft.get_untracked());
            console.set_unsaved(false);
            console.go(PAGE.place());
        });
    };
    let title = form.as_ref().map_or_else(|| text::new_form().to_owned(), |form| form.name.to_string());
    let who = form.map(|form| form.name.to_string()).unwrap_or_default();
    let removal = id.map(|id| {
        view! {
            <Removal
                title=text::remove_form()
                path=format!("forms/{id}")
                question=text::remove_form_question(&who)
                words=text::remove_form_words()
                removed=text::form_removed(&who)
                list=PAGE
            />
        }
    });
    view! {
        {head_below(&PAGE, title, text::form_words())}
        <form class="form" novalidate on:submit=submit>
            {saving.above(check, draft, saved, |form| FormDraft::from(form))}
            <div class="builder">
                <div class="form">
                    <section class="card form">
                        <Field label=text::name() hint=text::only_staff_see_it() value=name error=wrong(problems, "name") />
                        <MomentField draft=draft />
                        <TagButtons legend=text::form_tags() hint=text::form_tags_hint() all=tags chosen=chosen error=wrong(problems, "tags") />
                        {switched(draft, text::is_on(), text::form_is_on_words(), |draft| draft.on, |draft, on| draft.on = on)}
                    </section>
                    <Fields draft=draft problems=problems languages=languages language=language />
                </div>
                <Preview draft=draft language=language />
            </div>
            <Foot busy=saving.busy() unsaved=unsaved back=PAGE.link() />
        </form>
        {removal}
    }
    .into_any()
}

#[component]
fn MomentField(draft: RwSignal<FormDraft>) -> AnyView {
    let moment = memo(move || draft.with(|draft| draft.moment));
    let choose = move |event: Event| {
        let offline = event_target_value(&event) == "offline";
        draft.update(|draft| draft.moment = if offline { Moment::Offline } else { Moment::PreChat });
    };
    let options = [("pre_chat", Moment::PreChat), ("offline", Moment::Offline)].map(|(value, one)| {
        view! { <option value=value selected=it(move || moment.get() == one)>{moment_words(one)}</option> }
    });
    view! { <label class="field"><span>{text::moment()}</span> <select on:change=choose>{options}</select></label> }
        .into_any()
}

/// All that is read by visitors, in the language that was chosen.
#[component]
fn Fields(
    draft: RwSignal<FormDraft>,
    problems: Memo<Problems>,
    languages: Vec<LanguageTag>,
    language: RwSignal<Option<LanguageTag>>,
) -> AnyView {
    let keys = memo(move || draft.with(|draft| draft.fields.iter().map(|field| field.key).collect::<Vec<_>>()));
    let has_room = memo(move || draft.with(FormDraft::has_room));
    let add = move |()| {
        let mut key = 0;
        draft.update(|draft| key = draft.add());
        dom::focus_soon(&format!("field-{key}-kind"));
    };
    let introduction = live(move || {
        let value = said(draft, language.get(), |draft| Some(&mut draft.introduction));
        view! { <Field label=text::introduction() kind="lines" optional=true value=value error=wrong(problems, "introduction") /> }
            .into_any()
    });
    let switch = (languages.len() > 1).then(|| language_switch(draft, languages, language));
    view! {
        <section class="builder-fields" aria-labelledby="fields-title">
            <h3 id="fields-title" tabindex="-1">{text::what_is_asked()}</h3>
            <p>{text::what_is_asked_words()}</p>
            {switch}
            <div class="card">{introduction}</div>
            <p class="field-below is-wrong" role="status">{wrong(problems, "fields")}</p>
            <ol>
                {each(
                    move || keys.get(),
                    move |key: u32| view! { <FieldCard key=key draft=draft problems=problems language=language /> }.into_any(),
                )}
            </ol>
            {shown(move || has_room.get(), move || view! {
                <Button on_press=add>{icon(sign::PLUS)} {text::add_field()}</Button>
            }.into_any())}
        </section>
    }
    .into_any()
}

fn language_switch(
    draft: RwSignal<FormDraft>,
    languages: Vec<LanguageTag>,
    chosen: RwSignal<Option<LanguageTag>>,
) -> AnyView {
    let button = |language: LanguageTag| {
        let name = words::language(language.as_str());
        let language = StoredValue::new(language);
        let is_chosen = memo(move || language.with_value(|it| chosen.with(|chosen| chosen.as_ref() == Some(it))));
        let lacks = memo(move || language.with_value(|language| draft.with(|draft| draft.lacks(language))));
        view! {
            <button
                class="toggle toggle-plain"
                type="button"
                aria-pressed=it(move || is_chosen.get().to_string())
                on:click=press(move |_: MouseEvent| chosen.set(Some(language.get_value())))
            >
                <span>{name}</span>
                {shown(move || lacks.get(), move || view! {
                    <span class="builder-lacks" aria-hidden="true"></span>
                    <span class="unseen">{text::lacks_words()}</span>
                }.into_any())}
            </button>
        }
    };
    view! {
        <fieldset class="toggles">
            <legend>{text::write_in()}</legend>
            <div class="toggle-list">{languages.into_iter().map(button).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// The form as visitors see it, drawn by the same code. Nothing in it can be used.
#[component]
fn Preview(draft: RwSignal<FormDraft>, language: RwSignal<Option<LanguageTag>>) -> AnyView {
    let drawn = live(move || {
        let language = language.with(|language| language.as_ref().map(ToString::to_string)).unwrap_or_default();
        let form = draft.with(FormDraft::shown);
        let (title, words, button) = match form.moment {
            Moment::PreChat => (ui::text::ask_title(), ui::text::form::ask_words(), ui::text::form::start_chat()),
            Moment::Offline => {
                (ui::text::form::missed_title(), ui::text::form::missed_more(), ui::text::form::leave_details())
            }
        };
        let introduction = form.introduction.pick([language.as_str()]).map(ToString::to_string);
        let fields = form.fields.iter().map(|field| {
            let reply = Reply { typed: RwSignal::new(String::new()), wrong: RwSignal::new(String::new()) };
            question(field, &language, reply).0
        });
        el("div", "builder-sheet")
            .child(el("p", "builder-title").text(title))
            .child(el("p", "").text(&introduction.unwrap_or_else(|| words.to_owned())))
            .children(fields)
            .child(submit_button(Look::Primary).text(button))
            .into_any()
    });
    view! {
        <aside class="builder-preview" aria-labelledby="preview-title">
            <p id="preview-title">{text::as_visitors_see_it()}</p>
            <div inert>{drawn}</div>
        </aside>
    }
    .into_any()
}
