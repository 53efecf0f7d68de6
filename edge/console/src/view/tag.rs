//! One topic, and who serves it.

use kit::{
    form::suggested_handle,
    lean::{each, memo, shown},
    sign,
    view::{loaded, part::head_below, wrong},
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    api::{Saved, ServiceSettings, StaffSettings, TagWithDestinations},
    id::TagId,
    value::{DisplayName, ShortText},
};
use ui::view::{Button, Field, icon::icon};

use super::{
    bind::{bind, guard, suggest, switched},
    conditions::Choices,
    destination::DestinationCard,
    hours_choice::{self, HoursChoice},
    removal::Removal,
    saving::{Foot, Saving},
    sign_choice::SignChoice,
    tags,
    texts::TextsField,
};
use crate::{console::Console, form::TagDraft, text};

/// The page of a tag, or of one that isn't there yet.
#[component]
pub(crate) fn TagPage(#[prop(optional, into)] tag: Option<TagId>) -> AnyView {
    let console = Console::here();
    loaded(
        move || async move {
            let staff = console.get::<Vec<StaffSettings>>("staff").await?;
            let schedules = hours_choice::known(console).await?;
            let languages = console.item::<ServiceSettings>("settings").await?.settings.languages;
            let choices = Choices { schedules, languages };
            let tag = console.one_of("tags", tag.map(|tag| tag.to_string())).await?;
            Ok((tag, staff, choices))
        },
        |(tag, staff, choices)| view! { <TagForm tag=tag staff=staff choices=choices /> }.into_any(),
    )
}

#[component]
fn TagForm(tag: Option<Saved<TagWithDestinations>>, staff: Vec<StaffSettings>, choices: Choices) -> AnyView {
    let console = Console::here();
    let known = tag.as_ref().map(|tag| (tag.id.to_string(), tag.revision));
    let id = known.as_ref().map(|(id, _)| id.clone());
    let tag = tag.map(|tag| tag.settings);
    let languages = choices.languages.clone();
    let first = languages.first().map(ToString::to_string).unwrap_or_default();
    let start = tag
        .as_ref()
        .map_or_else(|| TagDraft::new(text::destination_name(1), &languages), |tag| TagDraft::of(tag, &languages));
    let (saved, draft) = (RwSignal::new(start.clone()), RwSignal::new(start));
    let unsaved = guard(draft, saved);
    let names = bind(draft, |draft| draft.names.clone(), |draft, texts| draft.names = texts);
    let handle = bind(draft, |draft| draft.handle.clone(), |draft, text| draft.handle = text);
    let descriptions = bind(draft, |draft| draft.descriptions.clone(), |draft, texts| draft.descriptions = texts);
    let sign = bind(draft, |draft| draft.icon, |draft, icon| draft.icon = icon);
    let picture = bind(draft, |draft| draft.picture.clone(), |draft, path| draft.picture = path);
    if id.is_none() {
        suggest(handle, Box::new(move || suggested_handle(&names.with(|names| names.get(&first)))));
    }
    let hours = draft.with_untracked(TagDraft::hours_choice);
    let choose = Callback::new(move |hours: String| draft.update(|draft| draft.choose_hours(&hours)));
    let saving = Saving::among("tags", known);
    let check = move || draft.with(TagDraft::check);
    let problems = saving.problems(check);
    let submit = move |event: SubmitEvent| {
        saving.run(&event, untrack(check), move |_: TagWithDestinations| {
            saved.set(draft.get_untracked());
            console.set_unsaved(false);
            console.go(tags::PAGE.place());
        });
    };
    let keys = memo(move || draft.with(|draft| draft.destinations.iter().map(|one| one.key).collect::<Vec<_>>()));
    let has_room = memo(move || draft.with(TagDraft::has_room));
    let staff = StoredValue::new(staff);
    let schedules = choices.schedules.clone();
    let choices = StoredValue::new(choices);
    let title = tag.as_ref().map_or_else(|| text::new_tag().to_owned(), |tag| tag.settings.name.to_string());
    let who = tag.map(|tag| tag.settings.name.to_string()).unwrap_or_default();
    view! {
        {head_below(&tags::PAGE, title, text::tag_words())}
        <form class="form" novalidate on:submit=submit>
            {saving.above(check, draft, saved, move |tag| TagDraft::of(tag, &languages))}
            <section class="card form">
                <TextsField label=text::name() value=names field="names" most=Signal::stored(DisplayName::MAX_CHARS) problems=problems />
                <Field label=text::handle() hint=text::tag_handle_hint() value=handle error=wrong(problems, "handle") />
                <TextsField label=text::description() hint=text::description_hint() value=descriptions field="descriptions" most=Signal::stored(ShortText::MAX_CHARS) problems=problems />
                <SignChoice sign=sign picture=picture error=wrong(problems, "picture") />
                <HoursChoice
                    others=vec![("service", text::hours_service()), ("always", text::no_hours())]
                    schedules=schedules
                    chosen=hours
                    choose=choose
                    problems=problems
                />
                {switched(draft, text::is_called(), text::is_called_words(), |draft| draft.calls, |draft, on| draft.calls = on)}
            </section>
            <section class="destinations" aria-labelledby="destinations-title">
                <h3 id="destinations-title" tabindex="-1">{text::destinations()}</h3>
                <p>{text::destinations_words()}</p>
                <p class="field-below is-wrong" role="status">{wrong(problems, "destinations")}</p>
                <ol>
                    {each(
                        move || keys.get(),
                        move |key: u32| view! { <DestinationCard key=key draft=draft problems=problems staff=staff choices=choices /> }.into_any(),
                    )}
                </ol>
                {shown(move || has_room.get(), move || view! {
                    <Button on_press=move |()| draft.update(|draft| {
                        let count = u32::try_from(draft.destinations.len()).unwrap_or(0);
                        draft.add(text::destination_name(count + 1));
                    })>{icon(sign::PLUS)} {text::add_destination()}</Button>
                }.into_any())}
            </section>
            <Foot busy=saving.busy() unsaved=unsaved back=tags::PAGE.link() />
        </form>
        {id.map(|id| view! {
            <Removal
                title=text::remove_tag()
                path=format!("tags/{id}")
                question=text::remove_tag_question(&who)
                words=text::remove_tag_words()
                removed=text::tag_removed(&who)
                list=tags::PAGE
            />
        })}
    }
    .into_any()
}
