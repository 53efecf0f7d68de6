//! One weblink: what it leads to, what its page says, and how its code looks, with the page and the code beside the form.

use js_sys::Date;
use kit::{
    form::{Problems, suggested_handle},
    lean::it,
    view::{
        loaded,
        part::{card, head_below},
        wrong,
    },
    words,
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use shared::{
    api::{LinkCounts, Saved, ServiceSettings},
    setup::{Campaign, Link},
    value::Timestamp,
};
use ui::{http::Fault, view::Field};
use wasm_bindgen::JsValue;

use super::{
    bind::{bind, bind_at, guard, suggest, switched},
    codes::Codes,
    link_look::LookFields,
    link_preview::LinkPreview,
    links::{Numbers, PAGE},
    removal::Removal,
    saving::{Foot, Saving},
    target::{TargetField, Targets},
};
use crate::{console::Console, form::LinkDraft, text};

/// What the form needs to know.
#[derive(Clone)]
struct Around {
    link: Option<Saved<Link>>,
    service: ServiceSettings,
    targets: Targets,
    campaigns: Vec<(String, String)>,
    counts: Option<LinkCounts>,
}

async fn fetch(console: Console, id: Option<String>) -> Result<Around, Fault> {
    let link = console.one_of::<Link>("links", id).await?;
    let service = console.item::<ServiceSettings>("settings").await?.settings;
    let campaigns = console.items::<Campaign>("campaigns").await?;
    let targets = Targets::known(console).await?;
    let counts = console.get::<Vec<LinkCounts>>("links/counts").await?;
    let handle = link.as_ref().map(|link| link.settings.handle.clone());
    Ok(Around {
        service,
        targets,
        campaigns: campaigns.iter().map(|one| (one.id.to_string(), one.settings.name.to_string())).collect(),
        counts: counts.into_iter().find(|counts| Some(&counts.link) == handle.as_ref()),
        link,
    })
}

/// The page of a weblink, or of one that isn't there yet.
#[component]
pub(crate) fn LinkPage(#[prop(optional, into)] id: Option<String>) -> AnyView {
    let console = Console::here();
    loaded(move || fetch(console, id.clone()), |around| view! { <LinkForm around=around /> }.into_any())
}

#[component]
fn LinkForm(around: Around) -> AnyView {
    let console = Console::here();
    let Around { link, service, targets, campaigns, counts } = around;
    let id = link.as_ref().map(|link| link.id.to_string());
    let known = link.as_ref().map(|link| (link.id.to_string(), link.revision));
    let settings = link.map(|link| link.settings);
    let ends = settings.as_ref().and_then(|link| link.ends_at_ms).map(local).unwrap_or_default();
    let start = LinkDraft::new(settings.as_ref(), &service.languages, ends);
    let (saved, draft) = (RwSignal::new(start.clone()), RwSignal::new(start.clone()));
    let unsaved = guard(draft, saved);
    let name = bind(draft, |draft| draft.name.clone(), |draft, text| draft.name = text);
    let handle = bind(draft, |draft| draft.handle.clone(), |draft, text| draft.handle = text);
    let target = bind(draft, |draft| draft.target.clone(), |draft, text| draft.target = text);
    let ends = bind(draft, |draft| draft.ends.clone(), |draft, text| draft.ends = text);
    if id.is_none() {
        suggest(handle, Box::new(move || suggested_handle(&name.get())));
    }
    let saving = Saving::among("links", known);
    let check = move || draft.with(|draft| draft.check(moment));
    let problems = saving.problems(check);
    let is_new = id.is_none();
    let submit = move |event: SubmitEvent| {
        saving.run(&event, untrack(check), move |now: Saved<Link>| {
            saved.set(draft.get_untracked());
            console.set_unsaved(false);
            if is_new {
                console.go(PAGE.place_below(now.id.as_str()));
            }
        });
    };
    let spoken = service.languages.clone();
    let read = move |link: &Link| LinkDraft::new(Some(link), &spoken, link.ends_at_ms.map(local).unwrap_or_default());
    let title = settings.as_ref().map_or_else(|| text::new_link().to_owned(), |link| link.name.to_string());
    let known_handle = settings.map(|link| link.handle.to_string());
    let targets = StoredValue::new(targets);
    let look = it(move || draft.with(|draft| draft.look.look()));
    let code = known_handle.clone().map(|handle| {
        let is_saved = it(move || !unsaved.get());
        view! { <Codes handle=handle look=look is_saved=is_saved /> }
    });
    let languages: Vec<(usize, String)> =
        start.words.iter().enumerate().map(|(at, (tag, ..))| (at, tag.to_string())).collect();
    let removal = id.map(|id| {
        view! {
            <Removal
                title=text::remove_link()
                path=format!("links/{id}")
                question=text::remove_link_question(&title)
                words=text::remove_link_words()
                removed=text::link_removed(&title)
                list=PAGE
            />
        }
    });
    view! {
        {head_below(&PAGE, title.clone(), text::link_page_words())}
        {counts.map(|counts| view! { <Numbers counts=counts /> })}
        <form class="form" novalidate on:submit=submit>
            {saving.above(check, draft, saved, read)}
            <div class="link-form">
                <div class="form">
                    <section class="card form">
                        <Field label=text::name() hint=text::only_staff_see_it() value=name error=wrong(problems, "name") />
                        {match known_handle {
                            None => view! { <Field label=text::link_address() hint=text::link_address_hint() value=handle error=wrong(problems, "handle") /> }.into_any(),
                            Some(_) => ().into_any(),
                        }}
                        <TargetField value=target problems=problems targets=targets />
                        <CampaignField draft=draft campaigns=campaigns />
                        <Field label=text::ends() kind="datetime-local" optional=true hint=text::ends_hint() value=ends error=wrong(problems, "ends_at_ms") />
                        {switched(draft, text::is_on(), text::link_is_on_words(), |draft| draft.on, |draft, on| draft.on = on)}
                    </section>
                    {card(text::words_on_page(), Some(text::words_on_page_words()), view! {
                        <div class="form">
                            {languages.into_iter().map(|(at, tag)| words_fields(draft, problems, at, &tag)).collect_view()}
                        </div>
                    }.into_any())}
                    {card(text::qr_code(), Some(text::qr_code_words()), view! { <LookFields draft=draft problems=problems /> {code} }.into_any())}
                </div>
                <LinkPreview draft=draft targets=targets service=service.name.to_string() />
            </div>
            <Foot busy=saving.busy() unsaved=unsaved back=PAGE.link() />
        </form>
        {removal}
    }
    .into_any()
}

#[component]
fn CampaignField(draft: RwSignal<LinkDraft>, campaigns: Vec<(String, String)>) -> AnyView {
    let chosen = draft.with_untracked(|draft| draft.campaign.clone());
    let options = campaigns.into_iter().map(|(id, name)| {
        let is_chosen = id == chosen;
        view! { <option value=id selected=is_chosen>{name}</option> }
    });
    view! {
        <div class="field">
            <label for="link-campaign">{text::campaign()}</label>
            <select id="link-campaign" on:change=move |event: Event| draft.update(|draft| draft.campaign = event_target_value(&event))>
                <option value="">{text::no_campaign()}</option>
                {options.collect_view()}
            </select>
        </div>
    }
    .into_any()
}

/// The words in one language.
fn words_fields(draft: RwSignal<LinkDraft>, problems: Memo<Problems>, at: usize, tag: &str) -> AnyView {
    let language = words::language(tag);
    let button = bind_at(
        draft,
        move |draft| draft.words.get(at).map(|(_, button, _)| button.clone()).unwrap_or_default(),
        move |draft, text| {
            if let Some((_, button, _)) = draft.words.get_mut(at) {
                *button = text;
            }
        },
    );
    let description = bind_at(
        draft,
        move |draft| draft.words.get(at).map(|(.., description)| description.clone()).unwrap_or_default(),
        move |draft, text| {
            if let Some((.., description)) = draft.words.get_mut(at) {
                *description = text;
            }
        },
    );
    view! {
        <Field label=text::button_in(&language) optional=true value=button error=wrong(problems, format!("button.{tag}")) />
        <Field label=text::description_in(&language) optional=true value=description error=wrong(problems, format!("description.{tag}")) />
    }
    .into_any()
}

/// A moment as a field for a day and time shows it, on the clock of this browser.
fn local(at: Timestamp) -> String {
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 are far below 2^53")]
    let date = Date::new(&JsValue::from_f64(at.as_ms() as f64));
    format!(
        "{:04}-{:02}-{:02}T{:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}

/// The moment that such a field shows.
fn moment(text: &str) -> Option<Timestamp> {
    let ms = Date::parse(text);
    #[expect(clippy::cast_possible_truncation, reason = "a whole number of milliseconds, below 2^53")]
    ms.is_finite().then(|| Timestamp::from_ms(ms as i64))
}
