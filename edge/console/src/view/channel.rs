//! One social account: what its owner does at the messaging service and fills in here, and which tag is written to.

use std::collections::BTreeMap;

use kit::{
    form::{Problem, Problems, suggested_handle},
    lean::{it, shown},
    view::{
        Dialog, PasswordField, Submission, failed,
        part::{card, head_below},
        wrong,
    },
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
};
use shared::{
    api::{ChannelAccount, ChannelField, ChannelKind, ChannelMade, ErrorBody, ErrorCode},
    value::Handle,
};
use ui::{
    http::Fault,
    view::{Button, Field, Look, dom},
};

use super::{
    bind::{bind, bind_at, guard, suggest, switched},
    channel_check::Checks,
    channels::{All, CHECK, PAGE, place, with_all},
    copy::Copy,
    install::origin,
    removal::Removal,
    saving::Foot,
    tags,
};
use crate::{
    console::{Console, gone},
    form::{ChannelDraft, FilledDraft},
    text,
};

/// The page of an account, or of one that isn't there yet.
#[component]
pub(super) fn ChannelPage(
    kind: String,
    account: Option<String>,
    /// Whether it is checked at once.
    checks: bool,
) -> AnyView {
    let wanted = StoredValue::new((kind, account));
    with_all(move |all| {
        let (kind, wanted) = wanted.get_value();
        let kind = all.kinds.iter().find(|one| one.kind.as_str() == kind).cloned();
        let account = all.accounts.iter().find(|one| Some(one.account.as_str()) == wanted.as_deref()).cloned();
        match kind {
            Some(kind) if account.is_some() == wanted.is_some() => {
                view! { <ChannelForm kind=kind account=account all=all checks=checks /> }.into_any()
            }
            Some(_) | None => failed(&gone(), Callback::new(|()| ())),
        }
    })
}

#[component]
fn ChannelForm(kind: ChannelKind, account: Option<ChannelAccount>, all: All, checks: bool) -> AnyView {
    let console = Console::here();
    let service = kind.name.clone();
    let start = if let Some(account) = &account {
        ChannelDraft::of(account, &kind)
    } else {
        // Where there is one tag only, it is the one.
        let tag = if let [(tag, _)] = all.tags.as_slice() { tag.clone() } else { String::new() };
        ChannelDraft::new(&kind, &all.accounts, tag)
    };
    let (saved, draft) = (RwSignal::new(start.clone()), RwSignal::new(start.clone()));
    let unsaved = guard(draft, saved);
    let name = bind(draft, |draft| draft.name.clone(), |draft, text| draft.name = text);
    let handle = bind(draft, |draft| draft.account.clone(), |draft, text| draft.account = text);
    let tag = bind(draft, |draft| draft.tag.clone(), |draft, id| draft.tag = id);
    let is_new = account.is_none();
    if is_new {
        let usual = start.account.clone();
        let suggested = move |name: &String| match suggested_handle(name) {
            // A name without Latin letters gives none.
            none if none.is_empty() && !name.trim().is_empty() => usual.clone(),
            handle => handle,
        };
        suggest(handle, Box::new(move || name.with(&suggested)));
    }
    let submission = Submission::new().blaming(|error: &ErrorBody| {
        (error.code == ErrorCode::Taken).then(|| Problem::new("account", text::problem_taken()))
    });
    let check = move || draft.with(ChannelDraft::check);
    let problems = submission.problems(check);
    let (told, made_at) = (RwSignal::new(BTreeMap::<String, String>::new()), RwSignal::new(String::new()));
    let onward = move || {
        // Drawn anew, it is checked anew.
        if checks { console.refresh() } else { console.go(made_at.get_untracked()) }
    };
    let submit = move |event: SubmitEvent| {
        submission.run(
            &event,
            untrack(check),
            move |(account, request)| async move {
                let method = if is_new { "POST" } else { "PUT" };
                let answer = console.change(method, &format!("channels/{account}"), &request).await;
                answer.map_err(|fault| draft.with_untracked(|draft| in_words(fault, &draft.fields)))
            },
            move |ChannelMade { channel, made }: ChannelMade| {
                saved.set(draft.get_untracked());
                console.set_unsaved(false);
                made_at.set(PAGE.place_below(&format!("{}/{CHECK}", place(&channel))));
                if made.is_empty() {
                    console.say(text::saved());
                    onward();
                } else {
                    told.set(made);
                }
            },
        );
    };
    let seen = Callback::new(move |()| {
        told.set(BTreeMap::new());
        onward();
    });
    let path = account.as_ref().map(|account| account.webhook.clone());
    let webhook = it(move || {
        let path = path.clone().or_else(|| {
            let handle = Handle::try_from(handle.get()).ok()?;
            Some(format!("/hooks/{}/{handle}", console.slug()))
        });
        path.map(|path| format!("{}{path}", origin())).unwrap_or_default()
    });
    let fields = (0..).zip(&start.fields).map(|(at, one)| field(draft, problems, at, one)).collect_view();
    let title = account.as_ref().map_or_else(|| text::connect_to(&service), |account| account.name.to_string());
    let called = view! {
        <section class="card form">
            <Field label=text::name() hint=text::only_staff_see_it() value=name error=wrong(problems, "name") />
            {is_new.then(|| view! {
                <Field label=text::channel_handle() hint=text::channel_handle_hint() value=handle error=wrong(problems, "account") />
            })}
        </section>
    };
    let steps = card(text::steps(), Some(text::channel_steps_words()), steps(&kind.steps, webhook));
    let (before, after) = if is_new { (Some(steps), None) } else { (None, Some(steps)) };
    let turned = (!is_new)
        .then(|| switched(draft, text::is_on(), text::channel_on_words(), |draft| draft.on, |draft, on| draft.on = on));
    let checked = account.clone().map(|account| {
        view! { <Checks account=account service=service.clone() at_once=checks /> }
    });
    let removal = account.map(|account| {
        view! {
            <Removal
                title=text::disconnect_account()
                path=format!("channels/{}", account.account)
                question=text::disconnect_question(account.name.as_str())
                words=text::disconnect_words()
                removed=text::disconnected(account.name.as_str())
                list=PAGE
                verb=text::disconnect()
            />
        }
    });
    view! {
        {head_below(&PAGE, title, if is_new { text::channel_words() } else { text::channel_is_of_tag() })}
        {checked}
        <form class="form" novalidate on:submit=submit>
            {submission.words()}
            {called}
            {before}
            {card(text::channel_fields(), Some(text::channel_fields_words()), view! { <div class="form">{fields}</div> }.into_any())}
            <section class="card form">
                <TagField tag=tag tags=all.tags problems=problems />
                {turned}
            </section>
            <Foot busy=submission.busy() unsaved=unsaved back=PAGE.link() />
        </form>
        {after}
        {removal}
        {shown(move || told.with(|told| !told.is_empty()), move || view! {
            <Told service=service.clone() webhook=webhook fields=kind.fields.clone() made=told.get_untracked() on_close=seen />
        }.into_any())}
    }
    .into_any()
}

/// What the server finds wrong with what was filled in, in the reader's language: how it has to look.
fn in_words(mut fault: Fault, fields: &[FilledDraft]) -> Fault {
    if let Fault::Refused(error) = &mut fault
        && let Some(one) = fields.iter().find(|one| error.field.as_ref() == Some(&one.path()))
    {
        error.message = text::problem_filled(&one.field.help);
    }
    fault
}

/// What is done at the messaging service, with our address in it.
fn steps(steps: &[String], webhook: Signal<String>) -> AnyView {
    let step = |step: &String| {
        let Some((before, after)) = step.split_once("{webhook}") else {
            return view! { <li class="todo"><p>{step.clone()}</p></li> }.into_any();
        };
        // The full stop behind it says nothing.
        let after = Some(after.trim()).filter(|after| after.chars().any(char::is_alphanumeric)).map(str::to_owned);
        view! {
            <li class="todo">
                <p>{before.trim().to_owned()}</p>
                {shown(move || webhook.with(String::is_empty), || view! { <p class="field-below">{text::no_webhook()}</p> }.into_any())}
                {shown(move || !webhook.with(String::is_empty), move || view! { <Copy name=text::channel_webhook() text=webhook /> }.into_any())}
                {after.map(|after| view! { <p>{after}</p> })}
            </li>
        }
        .into_any()
    };
    view! { <ol class="todos">{steps.iter().map(step).collect_view()}</ol> }.into_any()
}

/// One thing that is filled in. A secret that is set is only replaced.
fn field(draft: RwSignal<ChannelDraft>, problems: Memo<Problems>, at: usize, one: &FilledDraft) -> AnyView {
    let ChannelField { name: _, label, help, secret, made, optional } = one.field.clone();
    let error = wrong(problems, one.path());
    let value = bind_at(
        draft,
        move |draft| draft.fields.get(at).map(|one| one.typed.clone()).unwrap_or_default(),
        move |draft, text| {
            if let Some(one) = draft.fields.get_mut(at) {
                one.typed = text;
            }
        },
    );
    if made {
        let state = if one.is_set { text::secret_is_set() } else { text::made_when_saved() };
        return view! {
            <div class="field">
                <span class="field-name">{label.clone()}</span>
                <p class="field-below">{state} " " {help}</p>
                {one.is_set.then(|| emptied(draft, at, text::make_anew(&label)))}
            </div>
        }
        .into_any();
    }
    if !secret {
        return view! { <Field label=label hint=help optional=optional value=value error=error /> }.into_any();
    }
    let hint = if one.is_set { format!("{} {help}", text::secret_is_set_type()) } else { help };
    view! {
        <div>
            <PasswordField
                label=label.clone()
                hint=hint
                optional=optional
                autocomplete="off"
                show=text::show_named(&label)
                value=value
                error=error
            />
            {(one.is_set && optional).then(|| emptied(draft, at, text::remove_named(&label)))}
        </div>
    }
    .into_any()
}

/// Whether a secret that is set is made anew, or taken out.
fn emptied(draft: RwSignal<ChannelDraft>, at: usize, words: String) -> AnyView {
    let is_so = it(move || draft.with(|draft| draft.fields.get(at).is_some_and(|one| one.emptied)));
    let turn = move |event: Event| {
        draft.update(|draft| {
            if let Some(one) = draft.fields.get_mut(at) {
                one.emptied = event_target_checked(&event);
            }
        });
    };
    view! {
        <label class="check"><input type="checkbox" prop:checked=is_so on:change=turn /> <span>{words}</span></label>
    }
    .into_any()
}

/// Which tag is written to.
#[component]
fn TagField(tag: RwSignal<String>, tags: Vec<(String, String)>, problems: Memo<Problems>) -> AnyView {
    let chosen = tag.get_untracked();
    let error = wrong(problems, "tag");
    let is_wrong = it(move || error.with(Option::is_some));
    let id = format!("channel-tag-{}", dom::next_id());
    let below = format!("{id}-below");
    let is_there = tags.iter().any(|(id, _)| *id == chosen);
    let options = tags.into_iter().map(|(id, name)| {
        let is_chosen = id == chosen;
        view! { <option value=id selected=is_chosen>{name}</option> }
    });
    view! {
        <div class="field field-narrow">
            <label for=id.clone()>{text::channel_tag()}</label>
            <select
                id=id
                aria-invalid=it(move || is_wrong.get().then_some("true"))
                aria-describedby=below.clone()
                on:change=move |event: Event| tag.set(event_target_value(&event))
            >
                {(!is_there).then(|| view! { <option value="">{text::choose_tag()}</option> })}
                {options.collect_view()}
            </select>
            <p class="field-below" class:is-wrong=is_wrong id=below>
                {it(move || error.get().unwrap_or_else(|| text::channel_tag_hint().to_owned()))}
                " " <a href=it(move || tag.with(|tag| if tag.is_empty() { tags::PAGE.link() } else { tags::PAGE.below(tag) }))>{text::to_tag()}</a>
            </p>
        </div>
    }
    .into_any()
}

/// What was made up for the account, told once; and where it is pasted, our address with it.
#[component]
fn Told(
    service: String,
    webhook: Signal<String>,
    fields: Vec<ChannelField>,
    made: BTreeMap<String, String>,
    on_close: Callback<()>,
) -> AnyView {
    let made = fields.into_iter().filter_map(move |field| {
        let value = made.get(&field.name)?.clone();
        Some(view! {
            <p class="field-name">{field.label.clone()}</p>
            <Copy name=field.label text=value />
            <p class="field-below">{field.help}</p>
        })
    });
    view! {
        <Dialog title=text::made_title() on_close=on_close can_close=false>
            <p class="dialog-words">{text::made_words(&service)}</p>
            <div class="channel-made">
                <p class="field-name">{text::channel_webhook()}</p>
                <Copy name=text::channel_webhook() text=webhook />
                {made.collect_view()}
            </div>
            <div class="dialog-foot">
                <Button look=Look::Primary on_press=move |()| on_close.run(())>{text::done()}</Button>
            </div>
        </Dialog>
    }
    .into_any()
}
