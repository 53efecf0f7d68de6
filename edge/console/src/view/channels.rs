//! Social accounts that people write to.

use kit::{
    page::Page,
    sign,
    view::{
        loaded,
        part::{card, head, head_below},
    },
};
use leptos::prelude::*;
use shared::{
    api::{ChannelAccount, ChannelKind, Tag},
    card::Role,
    channel::{DeliveryProblem, Remedy},
};
use ui::{
    http::Fault,
    view::icon::{FORWARD, icon},
};

use super::channel::ChannelPage;
use crate::{console::Console, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "channels",
    sign: sign::CHANNELS,
    name: text::channels,
    role: Role::Admin,
    has: &[text::connect_account, text::channel_check, text::channel_webhook, text::channel_tag],
    draw,
};

/// Below an account, where it is checked as soon as one is there.
pub(super) const CHECK: &str = "check";

fn draw(rest: &[&str]) -> Option<AnyView> {
    let one = |kind: &str, account: Option<&str>, checks| {
        view! { <ChannelPage kind=kind.to_owned() account=account.map(str::to_owned) checks=checks /> }.into_any()
    };
    match *rest {
        [] => Some(view! { <ChannelsPage /> }.into_any()),
        ["new"] => Some(view! { <ServicesPage /> }.into_any()),
        ["new", kind] => Some(one(kind, None, false)),
        [kind, account] => Some(one(kind, Some(account), false)),
        [kind, account, CHECK] => Some(one(kind, Some(account), true)),
        _ => None,
    }
}

/// What stands behind the page's address for an account.
pub(super) fn place(account: &ChannelAccount) -> String {
    format!("{}/{}", account.kind, account.account)
}

/// What these pages need to know.
#[derive(Clone, Debug)]
pub(super) struct All {
    pub(super) kinds: Vec<ChannelKind>,
    pub(super) accounts: Vec<ChannelAccount>,
    /// Ids of tags with their names.
    pub(super) tags: Vec<(String, String)>,
}

impl All {
    /// Asks for it.
    pub(super) async fn known(console: Console) -> Result<Self, Fault> {
        let kinds = console.read(&in_language("channels/kinds")).await?;
        let accounts = console.read("channels").await?;
        let tags = console.get::<Vec<Tag>>("tags").await?;
        let tags = tags.into_iter().map(|tag| (tag.id.to_string(), tag.settings.name.to_string()));
        Ok(Self { kinds, accounts, tags: tags.collect() })
    }
}

/// Draws what needs it.
pub(super) fn with_all(draw: impl Fn(All) -> AnyView + Copy + 'static) -> AnyView {
    let console = Console::here();
    loaded(move || All::known(console), draw)
}

/// An address whose answer is in words.
pub(super) fn in_language(path: &str) -> String {
    format!("{path}?lang={}", ui::text::current().tag())
}

/// What is wrong with an account that can't send, and what helps.
pub(super) fn trouble(service: &str, problem: &DeliveryProblem) -> String {
    match problem.remedy {
        _ if is_ours(problem) => said(service, problem),
        Remedy::AskOwner => text::channel_refused(service),
        Remedy::WaitForQuota => text::channel_used_up(service),
        Remedy::SendAgain => text::channel_unreachable(service),
        Remedy::WaitForVisitor | Remedy::Unreachable | Remedy::WriteAnother => text::channel_fails(service),
    }
}

/// Whether it is our own trouble: what was kept can't be read any more.
fn is_ours(problem: &DeliveryProblem) -> bool {
    problem.code.as_str() == "sealed"
}

/// The messaging service's own words for it, or ours.
pub(super) fn said(service: &str, problem: &DeliveryProblem) -> String {
    let DeliveryProblem { remedy: _, code, words } = problem;
    match words {
        Some(words) if is_ours(problem) => words.to_string(),
        Some(words) => text::channel_said(service, &format!("{words} ({code})")),
        None => text::channel_said(service, code.as_str()),
    }
}

/// The messaging service's sign. Its name stands beside it.
pub(super) fn drawn(kind: &str) -> AnyView {
    view! { <img class="channel-sign" src=format!("/channel/{kind}.svg") alt="" width="24" height="24" /> }.into_any()
}

#[component]
fn ChannelsPage() -> AnyView {
    view! {
        {head(text::channels(), text::channels_words())}
        {with_all(|all| list(&all))}
    }
    .into_any()
}

fn list(all: &All) -> AnyView {
    if all.accounts.is_empty() {
        return card(text::no_channels(), Some(text::no_channels_words()), services(&all.kinds));
    }
    view! {
        <section class="card card-flush">
            <ul class="items">{all.accounts.iter().map(|account| row(all, account)).collect_view()}</ul>
        </section>
        <div class="settings-foot">
            <a class="button button-primary" href=PAGE.below("new")>{icon(sign::PLUS)} {text::connect_account()}</a>
        </div>
    }
    .into_any()
}

fn row(all: &All, account: &ChannelAccount) -> AnyView {
    let kind = account.kind.as_str();
    let service = all.kinds.iter().find(|one| one.kind == account.kind).map_or(kind, |one| &one.name);
    let tag = account.tag.to_string();
    let tag = all.tags.iter().find(|(id, _)| *id == tag).map(|(_, name)| name.as_str());
    let problem = account.problem.as_ref();
    let wrong = problem.map(|problem| trouble(service, problem));
    let wrong = wrong.or_else(|| tag.is_none().then(|| text::channel_lost().to_owned()));
    let (chip, is_bad) = match (account.on, wrong.is_some()) {
        (false, _) => (text::is_off(), false),
        (true, true) => (text::channel_needs_you(), true),
        (true, false) => (text::hook_on(), false),
    };
    view! {
        <li class="item item-link delivery">
            {drawn(kind)}
            <div class="item-text">
                <a href=PAGE.below(&place(account))><strong>{account.name.to_string()}</strong></a>
                <span class="one-line">{service.to_owned()} {tag.map(|tag| format!(" · {tag}"))}</span>
                {wrong.map(|words| view! { <span class="channel-wrong">{words}</span> })}
                {problem.filter(|it| !is_ours(it)).map(|problem| view! { <span class="channel-said" dir="auto">{said(service, problem)}</span> })}
            </div>
            <span class="chip" class:is-bad=is_bad>{chip}</span>
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}

#[component]
fn ServicesPage() -> AnyView {
    view! {
        {head_below(&PAGE, text::connect_account(), text::connect_words())}
        {with_all(|all| services(&all.kinds))}
    }
    .into_any()
}

/// Which one to connect.
fn services(kinds: &[ChannelKind]) -> AnyView {
    let one = |kind: &ChannelKind| {
        view! {
            <li>
                <a class="channel-choice" href=PAGE.below(&format!("new/{}", kind.kind))>
                    {drawn(kind.kind.as_str())} <strong>{kind.name.clone()}</strong> {icon(FORWARD)}
                </a>
            </li>
        }
    };
    view! { <ul class="channel-choices">{kinds.iter().map(one).collect_view()}</ul> }.into_any()
}
