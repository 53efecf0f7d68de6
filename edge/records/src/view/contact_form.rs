//! What staff write of a contact: typed, checked, and saved unless somebody else did meanwhile.

use std::collections::BTreeMap;

use kit::{
    form::{Problems, Reader, toggle},
    lean::{effect, it, maybe, memo},
    view::{Submission, label_chip, wrong},
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
    task::spawn_local,
};
use shared::{
    api::{ContactPage, ErrorCode, WriteContact},
    contact::Written,
    id::{FieldId, LabelId},
    label::LabelCard,
    setup::contact_fields::{ContactField, ContactFieldKind},
    value::{CountryCode, DisplayName, EmailAddress, LanguageTag, PhoneNumber, ShortText},
};
use ui::{
    http::Fault,
    view::{Button, Field, Look, dom},
};

use super::contact::Shown;
use crate::text;

/// Any text in each field: nothing typed is lost to a rule.
#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    email: RwSignal<String>,
    phone: RwSignal<String>,
    language: RwSignal<String>,
    country: RwSignal<String>,
    fields: StoredValue<BTreeMap<FieldId, RwSignal<String>>>,
    labels: RwSignal<Vec<LabelId>>,
}

impl Draft {
    fn new(page: &ContactPage) -> Self {
        let field = |field: &ContactField| Some((field.id?, RwSignal::new(String::new())));
        let draft = Self {
            name: RwSignal::new(String::new()),
            email: RwSignal::new(String::new()),
            phone: RwSignal::new(String::new()),
            language: RwSignal::new(String::new()),
            country: RwSignal::new(String::new()),
            fields: StoredValue::new(page.fields.iter().filter_map(field).collect()),
            labels: RwSignal::new(Vec::new()),
        };
        draft.fill(&page.person.written);
        draft
    }

    fn fill(self, written: &Written) {
        let Written { name, email, phone, language, country, fields, labels } = written;
        self.name.set(name.as_ref().map(ToString::to_string).unwrap_or_default());
        self.email.set(email.as_ref().map(|it| it.as_str().to_owned()).unwrap_or_default());
        self.phone.set(phone.as_ref().map(|it| it.as_str().to_owned()).unwrap_or_default());
        self.language.set(language.as_ref().map(ToString::to_string).unwrap_or_default());
        self.country.set(country.as_ref().map(ToString::to_string).unwrap_or_default());
        self.labels.set(labels.clone());
        self.fields.with_value(|all| {
            for (id, field) in all {
                field.set(fields.get(id).map(ToString::to_string).unwrap_or_default());
            }
        });
    }

    /// What was typed; `before` has what no field is shown for any more.
    fn check(self, page: &ContactPage) -> Result<Written, Problems> {
        let mut reader = Reader::default();
        let before = &page.person.written;
        let name = reader.optional::<DisplayName>("name", &self.name.get(), text::problem_name());
        let email = reader.optional::<EmailAddress>("email", &self.email.get(), text::problem_email());
        let phone = reader.optional::<PhoneNumber>("phone", &self.phone.get(), text::problem_phone());
        let language = reader.optional::<LanguageTag>("language", &self.language.get(), text::language_hint());
        let country = reader.optional::<CountryCode>("country", &self.country.get(), text::country_hint());
        let is_shown = |id: &FieldId| self.fields.with_value(|all| all.contains_key(id));
        let mut fields: BTreeMap<FieldId, ShortText> =
            before.fields.iter().filter(|(id, _)| !is_shown(id)).map(|(id, value)| (*id, value.clone())).collect();
        for field in &page.fields {
            let typed = field.id.and_then(|id| Some((id, self.fields.with_value(|all| all.get(&id).copied())?)));
            let Some((id, typed)) = typed else { continue };
            let at = format!("fields.{id}");
            if let Some(value) = reader.optional::<ShortText>(at.clone(), &typed.get(), text::problem_line()) {
                if before.fields.get(&id) != Some(&value) && field.kind.check(value.as_str()).is_err() {
                    reader.blame(at, unfit(&field.kind));
                }
                fields.insert(id, value);
            }
        }
        let labels = self.labels.get();
        reader.done(Some(Written { name, email, phone, language, country, fields, labels }))
    }
}

const fn kind_of(kind: &ContactFieldKind) -> &'static str {
    match kind {
        ContactFieldKind::Date => "date",
        ContactFieldKind::Text | ContactFieldKind::Number | ContactFieldKind::Choice { .. } => "text",
    }
}

fn unfit(kind: &ContactFieldKind) -> &'static str {
    match kind {
        ContactFieldKind::Text => text::problem_line(),
        ContactFieldKind::Number => text::problem_number(),
        ContactFieldKind::Date => text::problem_day(),
        ContactFieldKind::Choice { .. } => text::problem_choice(),
    }
}

/// The form.
#[component]
pub(super) fn WrittenForm(shown: Shown) -> AnyView {
    let page = shown.page.get_untracked();
    let draft = Draft::new(&page);
    let submission = Submission::new();
    let check = move || shown.page.with(|page| draft.check(page));
    let problems = submission.problems(check);
    // What the last save put in the place of what; it is offered to be taken back.
    let former = RwSignal::new(None::<Written>);
    // What somebody else wrote meanwhile.
    let theirs = RwSignal::new(None::<ContactPage>);
    let unsaved = memo(move || shown.page.with(|page| draft.check(page).ok().as_ref() != Some(&page.person.written)));
    effect(move || shown.visit.set_unsaved(unsaved.get()));
    on_cleanup(move || shown.visit.set_unsaved(false));
    // A merge, or a parting, shows other values: not over what is being typed.
    Effect::new(move |before: Option<Written>| {
        let now = shown.page.with(|page| page.person.written.clone());
        let untouched = before.as_ref().is_some_and(|before| {
            *before != now && shown.page.with_untracked(|page| draft.check(page).ok().as_ref() == Some(before))
        });
        if untouched {
            draft.fill(&now);
        }
        now
    });
    let save = move |written: Written| {
        let revision = Some(shown.page.with_untracked(|page| page.revision));
        let path = shown.path("");
        async move {
            let answer = shown.visit.send::<ContactPage>("PUT", &path, &WriteContact { revision, written }).await;
            if let Err(Fault::Refused(error)) = &answer
                && error.code == ErrorCode::ChangedMeanwhile
                && let Ok(now) = shown.visit.get::<ContactPage>(&path).await
            {
                theirs.try_set(Some(now));
            }
            answer
        }
    };
    let saved = move |before: Written| {
        move |page: ContactPage| {
            draft.fill(&page.person.written);
            shown.page.set(page);
            former.set(Some(before));
            theirs.set(None);
            shown.visit.say(text::contact_saved());
        }
    };
    let submit = move |event: SubmitEvent| {
        let before = shown.page.with_untracked(|page| page.person.written.clone());
        submission.run(&event, untrack(check), save, saved(before));
    };
    let undo = move |()| {
        let Some(written) = former.get_untracked() else { return };
        former.set(None);
        spawn_local(async move {
            match save(written).await {
                Ok(page) => {
                    draft.fill(&page.person.written);
                    shown.page.try_set(page);
                    shown.visit.say(text::undone());
                }
                Err(fault) => shown.visit.complain(text::fault(&fault)),
            }
        });
    };
    let own = page.fields.iter().filter_map(|field| {
        Some(own_field(
            shown,
            field,
            draft.fields.with_value(|all| all.get(&field.id?).copied())?,
            wrong(problems, format!("fields.{}", field.id?)),
        ))
    });
    view! {
        <form class="form" novalidate on:submit=submit>
            {submission.words()}
            <div class="contact-grid">
                <Field label=text::their_name() value=draft.name error=wrong(problems, "name") />
                <Field label=text::their_email() kind="email" value=draft.email error=wrong(problems, "email") />
                <Field label=text::their_phone() kind="tel" value=draft.phone error=wrong(problems, "phone") />
                <Field label=text::their_language() value=draft.language error=wrong(problems, "language") hint=text::language_hint() />
                <Field label=text::their_country() value=draft.country error=wrong(problems, "country") hint=text::country_hint() />
                {own.collect_view()}
            </div>
            {labels(&page, draft.labels, wrong(problems, "labels"))}
            {maybe(move || theirs.get().map(|now| conflict(shown, draft, theirs, now)))}
            <div class="form-foot">
                <Button look=Look::Primary submits=true busy=submission.busy()>{text::save_contact()}</Button>
                {maybe(move || former.with(Option::is_some).then(|| view! { <Button on_press=undo>{text::undo()}</Button> }.into_any()))}
            </div>
        </form>
    }
    .into_any()
}

/// What somebody else wrote while this was being typed, and which of both is to stay.
fn conflict(shown: Shown, draft: Draft, theirs: RwSignal<Option<ContactPage>>, now: ContactPage) -> AnyView {
    let Written { name, email, phone, language, country, fields, labels: _ } = now.person.written.clone();
    let plain =
        [name.map(|it| it.to_string()), email.map(|it| it.as_str().to_owned()), phone.map(|it| it.as_str().to_owned())];
    let more = [language.map(|it| it.to_string()), country.map(|it| it.to_string())];
    let values: Vec<String> =
        plain.into_iter().chain(more).flatten().chain(fields.values().map(ToString::to_string)).collect();
    let kept = now.clone();
    // Ours is to be saved over theirs, which is seen now.
    let mine = move |()| {
        let typed = shown.page.with_untracked(|page| untrack(|| draft.check(page)));
        shown.page.set(kept.clone());
        theirs.set(None);
        if let Ok(written) = typed {
            draft.fill(&written);
        }
    };
    let take = move |()| {
        shown.page.set(now.clone());
        draft.fill(&now.person.written);
        theirs.set(None);
    };
    view! {
        <div class="contact-conflict" role="alert">
            <p>{text::contact_conflict()}</p>
            {(!values.is_empty()).then(|| view! { <p dir="auto">{text::there_now(&values.join(" · "))}</p> })}
            <div class="form-foot">
                <Button on_press=mine>{text::keep_mine()}</Button>
                <Button on_press=take>{text::take_theirs()}</Button>
            </div>
        </div>
    }
    .into_any()
}

fn own_field(shown: Shown, field: &ContactField, value: RwSignal<String>, error: Signal<Option<String>>) -> AnyView {
    let others = shown.page.with_untracked(|page| {
        let others = field.id.and_then(|id| page.person.other_fields.get(&id)).cloned().unwrap_or_default();
        others.iter().map(ToString::to_string).collect::<Vec<_>>()
    });
    let hint = (!others.is_empty()).then(|| text::also_has(&others.join(", ")));
    let name = field.name.to_string();
    let ContactFieldKind::Choice { options } = &field.kind else {
        let kind = kind_of(&field.kind);
        return match hint {
            Some(hint) => view! { <Field label=name kind=kind value=value error=error hint=hint /> }.into_any(),
            None => view! { <Field label=name kind=kind value=value error=error /> }.into_any(),
        };
    };
    let now = value.get_untracked();
    let mut all: Vec<String> = options.iter().map(ToString::to_string).collect();
    // An option that was taken away since.
    if !now.is_empty() && !all.contains(&now) {
        all.push(now);
    }
    let id = format!("choice-{}", dom::next_id());
    let options = all.into_iter().map(|option| {
        let words = option.clone();
        let same = option.clone();
        view! { <option value=option prop:selected=it(move || value.with(|value| *value == same))>{words}</option> }
    });
    view! {
        <div class="field">
            <label for=id.clone()>{name}</label>
            <select id=id on:change=move |event: Event| value.set(event_target_value(&event))>
                <option value="" prop:selected=it(move || value.with(String::is_empty))>{text::none_chosen()}</option>
                {options.collect_view()}
            </select>
            {hint.map(|hint| view! { <p class="field-below">{hint}</p> })}
        </div>
    }
    .into_any()
}

fn labels(page: &ContactPage, chosen: RwSignal<Vec<LabelId>>, error: Signal<Option<String>>) -> AnyView {
    let on_it = &page.person.written.labels;
    let usable: Vec<&LabelCard> =
        page.service_labels.iter().filter(|one| !one.label.archived || on_it.contains(&one.id)).collect();
    if usable.is_empty() {
        return ().into_any();
    }
    let boxes = usable.into_iter().map(|one| {
        let id = one.id;
        let is_on = it(move || chosen.with(|chosen| chosen.contains(&id)));
        view! {
            <label class="contact-check">
                <input type="checkbox" prop:checked=is_on on:change=move |_: Event| chosen.update(|chosen| toggle(chosen, id)) />
                {label_chip(&one.label)}
            </label>
        }
    });
    view! {
        <fieldset class="contact-checks">
            <legend>{text::contact_labels()}</legend>
            {boxes.collect_view()}
            <p class="field-below is-wrong" role="status">{error}</p>
        </fieldset>
    }
    .into_any()
}
