//! Programs of the owner's: tokens, and webhooks.

use kit::{
    focus,
    lean::{each, it, shown},
    page::Page,
    sign,
    view::{
        Confirm, Dialog, Submission, loaded,
        part::{card, head},
        wrong,
    },
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
    task::spawn_local,
};
use shared::{
    card::Role,
    hook::Hook,
    id::TokenId,
    token::{Scope, Token, TokenMade},
};
use ui::{
    text::format,
    view::{
        Button, Field, Look, dom,
        icon::{FORWARD, icon},
    },
};

use super::{bind::bind, copy::Copy, hook, toggles::toggle_button};
use crate::{
    console::Console,
    form::{ENDS, TokenDraft},
    text,
};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "api",
    sign: sign::KEY,
    name: text::programs,
    role: Role::Admin,
    has: &[text::tokens, text::new_token, text::hooks, text::new_hook, text::deliveries, text::hook_secret],
    draw,
};

fn draw(rest: &[&str]) -> Option<AnyView> {
    match rest {
        [] => Some(view! { <ProgramsPage /> }.into_any()),
        ["new"] => Some(view! { <hook::HookPage /> }.into_any()),
        [id] => id.parse().ok().map(|id| view! { <hook::HookPage id=id /> }.into_any()),
        _ => None,
    }
}

/// A secret that is told once.
#[component]
pub(super) fn Told(title: &'static str, secret: RwSignal<Option<String>>, on_close: Callback<()>) -> AnyView {
    let words = move || secret.with(|secret| secret.clone().unwrap_or_default());
    shown(
        move || secret.with(Option::is_some),
        move || {
            view! {
                <Dialog title=title on_close=on_close>
                    <p class="dialog-words">{text::secret_once()}</p>
                    <Copy name=text::hook_secret() text=Signal::derive(words) />
                    <div class="dialog-foot">
                        <Button look=Look::Primary on_press=move |()| on_close.run(())>{text::done()}</Button>
                    </div>
                </Dialog>
            }
            .into_any()
        },
    )
}

/// Several of some kind to be chosen.
pub(super) fn choices<T: Copy + PartialEq + Send + Sync + 'static>(
    legend: &'static str,
    all: &'static [T],
    name: fn(T) -> &'static str,
    chosen: RwSignal<Vec<T>>,
    problem: Signal<Option<String>>,
) -> AnyView {
    let buttons = all.iter().map(|one| toggle_button(chosen, *one, name(*one).to_owned(), None));
    view! {
        <fieldset class="toggles">
            <legend>{legend}</legend>
            <div class="toggle-list">{buttons.collect_view()}</div>
            <p class="field-below is-wrong" role="status">{problem}</p>
        </fieldset>
    }
    .into_any()
}

#[component]
fn ProgramsPage() -> AnyView {
    let console = Console::here();
    let tokens = RwSignal::new(Vec::<Token>::new());
    let secret = RwSignal::new(None::<String>);
    let listed = loaded(
        move || console.get::<Vec<Token>>("tokens"),
        move |all| {
            tokens.set(all);
            view! { <Tokens tokens=tokens /> }.into_any()
        },
    );
    let hooks = loaded(
        move || console.get::<Vec<Hook>>("hooks"),
        |hooks: Vec<Hook>| {
            if hooks.is_empty() {
                return view! { <p class="card-words">{text::no_hooks()}</p> }.into_any();
            }
            view! { <ul class="items">{hooks.iter().map(hook_row).collect_view()}</ul> }.into_any()
        },
    );
    let add = view! {
        {hooks}
        <div class="card-foot"><a class="button" href=PAGE.below("new")>{icon(sign::PLUS)} {text::new_hook()}</a></div>
    };
    view! {
        {head(text::programs(), text::programs_words())}
        {card(text::tokens(), None, listed)}
        {card(text::new_token(), Some(text::new_token_words()), view! { <TokenForm tokens=tokens secret=secret /> }.into_any())}
        {card(text::hooks(), Some(text::hook_words()), add.into_any())}
        <Told title=text::token_made() secret=secret on_close=Callback::new(move |()| secret.set(None)) />
    }
    .into_any()
}

fn hook_row(hook: &Hook) -> AnyView {
    let (chip, bad) = match (hook.gave_up_at_ms, hook.settings.on) {
        (Some(_), _) => (text::hook_gave_up(), true),
        (None, false) => (text::hook_off(), false),
        (None, true) if hook.failed_at_ms > hook.taken_at_ms => (text::hook_failing(), true),
        (None, true) => (text::hook_on(), false),
    };
    let topics: Vec<&str> = hook.settings.topics.iter().map(|topic| hook::topic(*topic)).collect();
    let waiting = (hook.waiting > 0).then(|| format!(" · {}", text::hook_waiting(hook.waiting)));
    view! {
        <li class="item item-link">
            <div class="item-text">
                <a href=PAGE.below(&hook.hook.to_string())><strong dir="ltr">{hook.settings.address.as_str().to_owned()}</strong></a>
                <span class="one-line">{topics.join(", ")}{waiting}</span>
            </div>
            <span class="chip" class:is-bad=bad>{chip}</span>
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}

const fn scope(scope: Scope) -> fn() -> &'static str {
    match scope {
        Scope::ReadEnquiries => text::may_read_enquiries,
        Scope::WriteEnquiries => text::may_write_enquiries,
        Scope::ReadReports => text::may_read_reports,
        Scope::ReadSettings => text::may_read_settings,
        Scope::WriteSettings => text::may_write_settings,
        Scope::ManageStaff => text::may_manage_staff,
        Scope::ManageHooks => text::may_manage_hooks,
        Scope::ManagePrivacy => text::may_manage_privacy,
        Scope::ReadSpaces => text::may_read_spaces,
        Scope::WriteSpaces => text::may_write_spaces,
    }
}

#[component]
fn TokenForm(tokens: RwSignal<Vec<Token>>, secret: RwSignal<Option<String>>) -> AnyView {
    let console = Console::here();
    let draft = RwSignal::new(TokenDraft::default());
    let scopes = RwSignal::new(vec![Scope::ReadEnquiries]);
    let name = bind(draft, |draft| draft.name.clone(), |draft, text| draft.name = text);
    let submission = Submission::new();
    let check = move || draft.with(|draft| scopes.with(|scopes| draft.check(scopes, console.now.get())));
    let problems = submission.problems(check);
    let submit = move |event: SubmitEvent| {
        submission.run(
            &event,
            untrack(check),
            move |request| async move { console.send::<TokenMade>("POST", "tokens", &request).await },
            move |made: TokenMade| {
                name.set(String::new());
                scopes.set(vec![Scope::ReadEnquiries]);
                tokens.update(|tokens| tokens.insert(0, made.token));
                secret.set(Some(made.secret));
            },
        );
    };
    let choose = move |event: Event| {
        let days = event_target_value(&event).parse().ok();
        draft.update(|draft| draft.days = days);
    };
    let id = format!("ends-{}", dom::next_id());
    let ends = ENDS.iter().map(|days| {
        let words = days.map_or_else(|| text::token_never().to_owned(), text::token_days);
        let value = days.map(|days| days.to_string()).unwrap_or_default();
        let now = *days == draft.with_untracked(|draft| draft.days);
        view! { <option value=value selected=now>{words}</option> }
    });
    view! {
        <form class="form" novalidate on:submit=submit>
            {submission.words()}
            <Field label=text::token_name() value=name error=wrong(problems, "name") />
            {choices(text::may_do(), &Scope::ALL, |one| scope(one)(), scopes, wrong(problems, "scopes"))}
            <div class="field field-narrow">
                <label for=id.clone()>{text::token_ends()}</label>
                <select id=id on:change=choose>{ends.collect_view()}</select>
            </div>
            <div><Button look=Look::Primary submits=true busy=submission.busy()>{text::make_token()}</Button></div>
        </form>
    }
    .into_any()
}

#[component]
fn Tokens(tokens: RwSignal<Vec<Token>>) -> AnyView {
    let console = Console::here();
    let asking = RwSignal::new(None::<Token>);
    let busy = RwSignal::new(false);
    let revoke = move |()| {
        let Some(token) = asking.get_untracked() else { return };
        busy.set(true);
        spawn_local(async move {
            let answer = console.send::<()>("DELETE", &format!("tokens/{}", token.token), &()).await;
            busy.try_set(false);
            asking.try_set(None);
            match answer {
                Ok(()) => {
                    tokens.try_update(|tokens| tokens.retain(|other| other.token != token.token));
                    focus::rescue(".settings-title");
                }
                Err(fault) => console.complain(text::fault(&fault)),
            }
        });
    };
    view! {
        {shown(move || tokens.with(Vec::is_empty), || view! { <p class="card-words">{text::no_tokens()}</p> }.into_any())}
        <ul class="items" class:is-empty=it(move || tokens.with(Vec::is_empty))>
            {each(
                move || tokens.with(|tokens| tokens.iter().map(|token| token.token).collect()),
                move |id: TokenId| {
                    let token = tokens.with_untracked(|tokens| tokens.iter().find(|one| one.token == id).cloned());
                    token.map_or_else(|| ().into_any(), |token| token_row(console, &token, asking))
                },
            )}
        </ul>
        {shown(move || asking.with(Option::is_some), move || {
            let name = asking.with_untracked(|token| token.as_ref().map(|token| token.name.to_string()).unwrap_or_default());
            view! {
                <Confirm
                    title=text::revoke_question(&name)
                    words=text::revoke_words()
                    verb=text::revoke()
                    busy=busy
                    on_confirm=revoke
                    on_close=move |()| asking.set(None)
                />
            }.into_any()
        })}
    }
    .into_any()
}

fn token_row(console: Console, token: &Token, asking: RwSignal<Option<Token>>) -> AnyView {
    let used = token
        .used_at_ms
        .map_or_else(|| text::token_unused().to_owned(), |day| text::token_used(&format::date_utc(day)));
    let ended = token.ends_at_ms.is_some_and(|ends| ends <= console.now.get_untracked());
    let ends = token.ends_at_ms.map(|ends| {
        let words = if ended { text::token_ended().to_owned() } else { text::token_until(&format::date_utc(ends)) };
        view! { <span class="chip" class:is-bad=ended>{words}</span> }
    });
    let scopes: Vec<&str> = token.scopes.iter().map(|one| scope(*one)()).collect();
    let kept = token.clone();
    view! {
        <li class="item delivery">
            <span class="item-sign">{icon(sign::KEY)}</span>
            <div class="item-text">
                <strong>{token.name.to_string()}</strong>
                <span>{scopes.join(" · ")}</span>
                <span><bdi dir="ltr">"fdk_…"{token.hint.clone()}</bdi> " · " {token.made_by.to_string()} " · " {used}</span>
            </div>
            {ends}
            <Button look=Look::Danger on_press=move |()| asking.set(Some(kept.clone()))>{text::revoke()}</Button>
        </li>
    }
    .into_any()
}
