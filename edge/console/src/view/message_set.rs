//! One set of automatic messages: whom it is for, what is said when, and when a silent chat is closed.

use kit::{
    form::Problems,
    lean::shown,
    view::{loaded, part::head_below, wrong},
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    api::{Saved, ServiceSettings, Tag},
    setup::messages::Messages,
};
use ui::{http::Fault, view::Field};

use super::{
    bind::{bind, guard, switched},
    message_slot::SlotCard,
    messages::PAGE,
    removal::Removal,
    saving::{Foot, Saving},
    toggles::TagButtons,
};
use crate::{
    console::Console,
    form::{MessagesDraft, SLOTS},
    text,
};

/// What the form needs to know.
#[derive(Clone)]
struct Around {
    set: Option<Saved<Messages>>,
    service: ServiceSettings,
    tags: Vec<Tag>,
}

async fn fetch(console: Console, id: Option<String>) -> Result<Around, Fault> {
    let set = console.one_of("messages", id).await?;
    let service = console.item::<ServiceSettings>("settings").await?.settings;
    Ok(Around { set, service, tags: console.get::<Vec<Tag>>("tags").await? })
}

/// The page of a set, or of one that isn't there yet.
#[component]
pub(crate) fn MessageSetPage(#[prop(optional, into)] id: Option<String>) -> AnyView {
    let console = Console::here();
    loaded(move || fetch(console, id.clone()), |around| view! { <MessageSetForm around=around /> }.into_any())
}

#[component]
fn MessageSetForm(around: Around) -> AnyView {
    let console = Console::here();
    let Around { set, service, tags } = around;
    let start = MessagesDraft::new(set.as_ref().map(|set| &set.settings), &service.languages);
    let (saved, draft) = (RwSignal::new(start.clone()), RwSignal::new(start));
    let unsaved = guard(draft, saved);
    let name = bind(draft, |draft| draft.name.clone(), |draft, text| draft.name = text);
    let chosen = bind(draft, |draft| draft.tags.clone(), |draft, tags| draft.tags = tags);
    let saving = Saving::among("messages", set.as_ref().map(|set| (set.id.to_string(), set.revision)));
    let check = move || draft.with(MessagesDraft::check);
    let problems = saving.problems(check);
    let submit = move |event: SubmitEvent| {
        saving.run(&event, untrack(check), move |_: Messages| {
            saved.set(draft.get_untracked());
            console.set_unsaved(false);
            console.go(PAGE.place());
        });
    };
    let spoken = service.languages.clone();
    let read = move |set: &Messages| MessagesDraft::new(Some(set), &spoken);
    let title = set.as_ref().map_or_else(|| text::new_messages_set().to_owned(), |set| set.settings.name.to_string());
    let slots = (0..SLOTS.len()).map(|at| view! { <SlotCard draft=draft problems=problems at=at /> });
    let removal = set.map(|set| {
        view! {
            <Removal
                title=text::remove_messages()
                path=format!("messages/{}", set.id)
                question=text::remove_messages_question(&title)
                words=text::remove_messages_words()
                removed=text::messages_removed(&title)
                list=PAGE
            />
        }
    });
    view! {
        {head_below(&PAGE, title, text::messages_set_words())}
        <form class="form" novalidate on:submit=submit>
            {saving.above(check, draft, saved, read)}
            <section class="card form">
                <Field label=text::name() hint=text::only_staff_see_it() value=name error=wrong(problems, "name") />
                <TagButtons legend=text::for_tags() hint=text::for_tags_words() all=tags chosen=chosen error=wrong(problems, "tags") />
            </section>
            {slots.collect_view()}
            <Closing draft=draft problems=problems />
            <Foot busy=saving.busy() unsaved=unsaved back=PAGE.link() />
        </form>
        {removal}
    }
    .into_any()
}

/// When a silent chat is closed.
#[component]
fn Closing(draft: RwSignal<MessagesDraft>, problems: Memo<Problems>) -> AnyView {
    let after = bind(draft, |draft| draft.close_after.clone(), |draft, text| draft.close_after = text);
    let warn = bind(draft, |draft| draft.warn.clone(), |draft, text| draft.warn = text);
    view! {
        <section class="card form">
            {switched(draft, text::auto_close(), text::auto_close_words(), |draft| draft.closes, |draft, on| draft.closes = on)}
            {shown(move || draft.with(|draft| draft.closes), move || view! {
                <div class="slot-times">
                    <Field label=text::close_after_minutes() kind="text" value=after error=wrong(problems, "auto_close.after_s") />
                    <Field label=text::warn_minutes() kind="text" value=warn error=wrong(problems, "auto_close.warn_s") />
                </div>
            }.into_any())}
        </section>
    }
    .into_any()
}
