//! How the chat looks, on the owner's pages and inside.

use kit::{
    form::Problems,
    lean::{each, it, memo, shown},
    page::Page,
    sign,
    view::{
        loaded,
        part::{card, head},
        wrong,
    },
};
use std::{collections::BTreeMap, sync::Arc};

use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    api::{Saved, ServiceSettings, StaffSettings, Tag},
    card::Role,
    setup::appearance::{ACCENTS, Appearance, Icon, MAX_GREETING_CHARS, MAX_LABEL_CHARS, SURFACES},
};
use ui::{
    http::Fault,
    view::{Field, icon::icon},
};

use super::{
    bind::{bind, guard},
    choice::{Choice, OneOf, words},
    color::ColorField,
    order::{focus_again, order_buttons},
    picture::{PictureField, Shape},
    preview::{Preview, Tried, Try},
    saving::{Foot, Saving},
    texts::TextsField,
};
use crate::{
    console::Console,
    form::{AppearanceDraft, Around, OrderDraft},
    text,
};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "appearance",
    sign: sign::EYE,
    name: text::appearance,
    role: Role::Admin,
    has: &[
        text::colors,
        text::accent,
        text::scheme,
        text::launcher,
        text::shape,
        text::side,
        text::launcher_label,
        text::first_screen,
        text::heading,
        text::directories,
        text::order_of_tags,
        text::order_of_staff,
    ],
    draw: |rest| rest.is_empty().then(|| view! { <AppearancePage /> }.into_any()),
};

/// What the form needs to know.
#[derive(Clone)]
struct Known {
    now: Saved<Appearance>,
    around: Around,
    /// Names of tags and people, by their ids.
    names: BTreeMap<String, String>,
}

async fn fetch(console: Console) -> Result<Known, Fault> {
    let now = console.item::<Appearance>("appearance").await?;
    let languages = console.item::<ServiceSettings>("settings").await?.settings.languages;
    let tags = console.get::<Vec<Tag>>("tags").await?;
    let tags: Vec<_> = tags.into_iter().map(|tag| (tag.id.to_string(), tag.settings.name.to_string())).collect();
    let staff = console.get::<Vec<StaffSettings>>("staff").await?.into_iter().filter(|member| member.listed);
    let staff: Vec<_> = staff.map(|member| (member.card.id.to_string(), member.card.name.to_string())).collect();
    let ids = |all: &[(String, String)]| all.iter().map(|(id, _)| id.clone()).collect();
    let around = Around { languages, tags: ids(&tags), staff: ids(&staff) };
    Ok(Known { now, around, names: tags.into_iter().chain(staff).collect() })
}

/// The page.
#[component]
pub(crate) fn AppearancePage() -> AnyView {
    let console = Console::here();
    view! {
        {head(text::appearance(), text::appearance_words())}
        {loaded(move || fetch(console), |known| view! { <AppearanceForm known=known /> }.into_any())}
    }
    .into_any()
}

#[component]
fn AppearanceForm(known: Known) -> AnyView {
    let Known { now: Saved { revision, settings, .. }, around, names } = known;
    let languages = around.languages.clone();
    let around = StoredValue::new(around);
    let read = move |settings: &Appearance| around.with_value(|around| AppearanceDraft::new(settings, around));
    let (saved, draft) = (RwSignal::new(read(&settings)), RwSignal::new(read(&settings)));
    let unsaved = guard(draft, saved);
    let saving = Saving::one("appearance", revision);
    let check = move || draft.with(AppearanceDraft::check);
    let problems = saving.problems(check);
    let submit = move |event: SubmitEvent| {
        saving.run(&event, untrack(check), move |now: Appearance| {
            saved.set(read(&now));
            draft.set(read(&now));
        });
    };
    let tried: Try = Arc::new(move |language, dark| {
        let seen = around.with_value(|around| draft.with(|draft| draft.as_seen(language, &around.languages, dark)));
        Some(Tried { appearance: Some(seen?), cta: None })
    });
    view! {
        <form class="form beside" novalidate on:submit=submit>
            <div class="form">
                {saving.above(check, draft, saved, read)}
                {card(text::colors(), None, view! { <Colors draft=draft problems=problems /> }.into_any())}
                {card(text::launcher(), Some(text::launcher_words()), view! { <Launcher draft=draft problems=problems /> }.into_any())}
                {card(text::first_screen(), Some(text::first_screen_words()), view! { <FirstScreen draft=draft problems=problems names=names /> }.into_any())}
            </div>
            <Preview tried=tried languages=languages opens=true nothing=text::preview_stale() />
            <Foot busy=saving.busy() unsaved=unsaved />
        </form>
    }
    .into_any()
}

#[component]
fn Colors(draft: RwSignal<AppearanceDraft>, problems: Memo<Problems>) -> AnyView {
    let color = bind(draft, |draft| draft.color.clone(), |draft, text| draft.color = text);
    let dark_color = bind(draft, |draft| draft.dark_color.clone(), |draft, text| draft.dark_color = text);
    let scheme = bind(draft, |draft| draft.scheme.clone(), |draft, text| draft.scheme = text);
    let has_dark = memo(move || draft.with(|draft| draft.has_dark));
    // What stands there without one of its own.
    let by_itself = move || {
        let color = draft.with(|draft| draft.color.as_str().try_into().unwrap_or(ACCENTS.0));
        Appearance { color, ..Appearance::default() }.accents().1.to_string()
    };
    let turn = move |on: bool| {
        let color = untrack(by_itself);
        draft.update(|draft| (draft.has_dark, draft.dark_color) = (on, color));
    };
    let is = move |wanted: &'static str| scheme.with(|scheme| scheme == wanted);
    view! {
        <div class="form">
            <Choice label=text::scheme() value=scheme options=words([
                ("auto", text::scheme_auto()),
                ("light", text::scheme_light()),
                ("dark", text::scheme_dark()),
            ]) />
            <ColorField label=text::accent() value=color ground=SURFACES.0 is_judged=it(move || !is("dark")) error=wrong(problems, "color") />
            {shown(move || !is("light"), move || view! {
                <div class="form">
                    <label class="switch">
                        <input type="checkbox" role="switch" prop:checked=has_dark on:change=move |event: leptos::ev::Event| turn(event_target_checked(&event)) />
                        <span class="switch-text"><strong>{text::own_dark()}</strong> <span>{it(move || text::own_dark_words(&by_itself()))}</span></span>
                    </label>
                    {shown(move || has_dark.get(), move || view! {
                        <ColorField label=text::dark_accent() value=dark_color ground=SURFACES.1 is_judged=it(|| true) error=wrong(problems, "dark_color") />
                    }.into_any())}
                </div>
            }.into_any())}
        </div>
    }
    .into_any()
}

/// All signs, each with its word.
pub(super) fn signs() -> Vec<OneOf> {
    Icon::ALL
        .into_iter()
        .map(|icon| {
            let value = match icon {
                Icon::Chat => "chat",
                Icon::Question => "question",
                Icon::Letter => "letter",
                Icon::Phone => "phone",
                Icon::Heart => "heart",
                Icon::Star => "star",
            };
            OneOf { value, words: text::sign_words(icon), sign: Some(icon.path()) }
        })
        .collect()
}

#[component]
fn Launcher(draft: RwSignal<AppearanceDraft>, problems: Memo<Problems>) -> AnyView {
    let shape = bind(draft, |draft| draft.shape.clone(), |draft, text| draft.shape = text);
    let icon = bind(draft, |draft| draft.icon.clone(), |draft, text| draft.icon = text);
    let side = bind(draft, |draft| draft.side.clone(), |draft, text| draft.side = text);
    let side_px = bind(draft, |draft| draft.side_px.clone(), |draft, text| draft.side_px = text);
    let foot_px = bind(draft, |draft| draft.foot_px.clone(), |draft, text| draft.foot_px = text);
    let label = bind(draft, |draft| draft.label.clone(), |draft, texts| draft.label = texts);
    view! {
        <div class="form">
            <Choice label=text::shape() value=shape options=words([("pill", text::shape_pill()), ("round", text::shape_round())]) />
            <Choice label=text::button_sign() value=icon options=signs() />
            <TextsField label=text::launcher_label() hint=text::launcher_label_hint() value=label field="label" most=MAX_LABEL_CHARS problems=problems />
            <Choice label=text::side() value=side options=words([("start", text::side_start()), ("end", text::side_end())]) hint=text::side_hint() />
            <div class="look-fields">
                <Field label=text::side_px() kind="number" value=side_px error=wrong(problems, "side_px") />
                <Field label=text::foot_px() kind="number" value=foot_px error=wrong(problems, "foot_px") />
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn FirstScreen(draft: RwSignal<AppearanceDraft>, problems: Memo<Problems>, names: BTreeMap<String, String>) -> AnyView {
    let logo = bind(draft, |draft| draft.logo.clone(), |draft, path| draft.logo = path);
    let greeting = bind(draft, |draft| draft.greeting.clone(), |draft, texts| draft.greeting = texts);
    let invitation = bind(draft, |draft| draft.invitation.clone(), |draft, texts| draft.invitation = texts);
    let directories = bind(draft, |draft| draft.directories.clone(), |draft, text| draft.directories = text);
    let tags = bind(draft, |draft| draft.tags.clone(), |draft, order| draft.tags = order);
    let staff = bind(draft, |draft| draft.staff.clone(), |draft, order| draft.staff = order);
    let names = StoredValue::new(names);
    let lists = move |what: &'static str| directories.with(|listed| listed.contains(what));
    let order = move |what: &'static str, label: fn() -> &'static str, order: RwSignal<OrderDraft>| {
        shown(
            move || lists(what) && order.with(|order| order.now.len() > 1),
            move || view! { <OrderField label=label() order=order names=names /> }.into_any(),
        )
    };
    view! {
        <div class="form">
            <PictureField
                label=text::brand_logo()
                hint=text::brand_logo_hint()
                value=logo
                shape=Shape::Free
                empty=|| icon(sign::SERVICE)
                error=wrong(problems, "logo")
            />
            <TextsField label=text::heading() hint=text::heading_hint() value=greeting field="greeting" most=MAX_GREETING_CHARS problems=problems />
            <TextsField label=text::invitation() hint=text::invitation_hint() value=invitation field="invitation" most=MAX_GREETING_CHARS problems=problems />
            <Choice label=text::directories() value=directories options=words([
                ("tags staff", text::list_tags_staff()),
                ("staff tags", text::list_staff_tags()),
                ("tags", text::list_tags()),
                ("staff", text::list_staff()),
            ]) />
            {order("tags", text::order_of_tags, tags)}
            {order("staff", text::order_of_staff, staff)}
        </div>
    }
    .into_any()
}

#[component]
fn OrderField(
    label: &'static str,
    order: RwSignal<OrderDraft>,
    names: StoredValue<BTreeMap<String, String>>,
) -> AnyView {
    let row = move |id: String| {
        let name = names.with_value(|names| names.get(&id).cloned()).unwrap_or_default();
        let own = format!("order-{id}");
        let buttons = order_buttons(
            &own.clone(),
            Signal::stored(name.clone()),
            Callback::new(move |earlier: bool| {
                order.update(|order| order.shift(&id, earlier));
                focus_again(&own, earlier);
            }),
            None,
        );
        view! { <li class="list-row"><span class="list-text">{name}</span> {buttons}</li> }.into_any()
    };
    view! {
        <fieldset class="list">
            <legend>{label}</legend>
            <ol class="list-rows order">{each(move || order.with(|order| order.now.clone()), row)}</ol>
        </fieldset>
    }
    .into_any()
}
