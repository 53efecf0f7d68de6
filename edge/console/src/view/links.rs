//! Every weblink, with what came by it.

use kit::{
    lean::{live, shown},
    page::Page,
    sign,
    view::{loaded, part::head},
};
use std::collections::BTreeMap;

use leptos::{ev::Event, prelude::*};
use shared::{
    api::{Counts, LinkCounts, Saved, StaffSettings, TagWithDestinations},
    card::Role,
    setup::{Campaign, Link},
    value::Timestamp,
};
use ui::{
    http::Fault,
    view::{
        EmptyState,
        icon::{CHAT, FORWARD, icon},
    },
};

use super::{
    campaigns::{CampaignPage, CampaignsPage},
    link::LinkPage,
    own_link::OwnLinkPage,
};
use crate::{console::Console, form::id_of, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "links",
    sign: sign::LINK,
    name: text::links,
    role: Role::Admin,
    has: &[
        text::new_link,
        text::campaigns,
        text::leads_to,
        text::words_on_page,
        text::ends,
        text::qr_code,
        text::print_sheet,
        text::quiet_zone,
    ],
    draw,
};

fn draw(rest: &[&str]) -> Option<AnyView> {
    match rest {
        [] => Some(view! { <LinksPage /> }.into_any()),
        ["new"] => Some(view! { <LinkPage /> }.into_any()),
        ["campaigns"] => Some(view! { <CampaignsPage /> }.into_any()),
        ["campaigns", "new"] => Some(view! { <CampaignPage /> }.into_any()),
        ["campaigns", id] => Some(view! { <CampaignPage id=(*id).to_owned() /> }.into_any()),
        ["own", handle] => Some(view! { <OwnLinkPage handle=(*handle).to_owned() /> }.into_any()),
        [id] => Some(view! { <LinkPage id=(*id).to_owned() /> }.into_any()),
        _ => None,
    }
}

/// What the page shows.
#[derive(Clone)]
struct All {
    links: Vec<Saved<Link>>,
    campaigns: Vec<Saved<Campaign>>,
    counts: BTreeMap<String, Counts>,
    /// The links that nobody made: handle, and whose.
    own: Vec<(String, String)>,
    /// Names by the text of an id.
    names: BTreeMap<String, String>,
}

async fn fetch(console: Console) -> Result<All, Fault> {
    let links = console.items::<Link>("links").await?;
    let campaigns = console.items::<Campaign>("campaigns").await?;
    let counts = console.get::<Vec<LinkCounts>>("links/counts").await?;
    let tags = console.items::<TagWithDestinations>("tags").await?;
    let staff = console.get::<Vec<StaffSettings>>("staff").await?;
    let of_tags = tags.iter().map(|tag| {
        let settings = &tag.settings.settings;
        (tag.id.to_string(), settings.handle.to_string(), settings.name.to_string())
    });
    let listed = staff.iter().filter(|member| member.listed);
    let of_staff =
        listed.map(|member| (member.card.id.to_string(), member.card.handle.to_string(), member.card.name.to_string()));
    let everybody: Vec<(String, String, String)> = of_tags.chain(of_staff).collect();
    let mut own: Vec<(String, String)> = Vec::new();
    for (_, handle, name) in &everybody {
        // A tag comes before a person, and what was made before both.
        let is_made = links.iter().any(|link| link.settings.handle.as_str() == handle);
        if !is_made && !own.iter().any(|(known, _)| known == handle) {
            own.push((handle.clone(), name.clone()));
        }
    }
    let names = everybody.into_iter().map(|(id, _, name)| (id, name)).collect();
    let counts = counts.into_iter().map(|counts| (counts.link.to_string(), counts.total)).collect();
    Ok(All { links, campaigns, counts, own, names })
}

/// The page.
#[component]
pub(crate) fn LinksPage() -> AnyView {
    let console = Console::here();
    view! {
        {head(text::links(), text::links_words())}
        {loaded(move || fetch(console), |all| view! { <Lists all=all /> }.into_any())}
        <div class="settings-foot">
            <a class="button button-primary" href=PAGE.below("new")>{icon(sign::PLUS)} {text::new_link()}</a>
            <a class="button" href=PAGE.below("campaigns")>{text::campaigns()}</a>
        </div>
    }
    .into_any()
}

#[component]
fn Lists(all: All) -> AnyView {
    let (term, campaign) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let campaigns: Vec<(String, String)> =
        all.campaigns.iter().map(|one| (one.id.to_string(), one.settings.name.to_string())).collect();
    let nothing = all.links.is_empty();
    let searches = all.links.len() + all.own.len() > 5;
    let all = StoredValue::new(all);
    let fits = move |texts: &[&str]| {
        let text = texts.join(" ").to_lowercase();
        term.with(|term| term.to_lowercase().split_whitespace().all(|word| text.contains(word)))
    };
    let made = move || {
        all.with_value(|all| {
            let of_campaign = |link: &Link| {
                campaign.with(|wanted| wanted.is_empty() || link.campaign.is_some_and(|id| id.to_string() == *wanted))
            };
            let links = all.links.iter().filter(|link| of_campaign(&link.settings));
            let fitting = links.filter(|link| {
                let Link { name, handle, .. } = &link.settings;
                fits(&[name.as_str(), handle.as_str(), &target(all, &link.settings).unwrap_or_default()])
            });
            fitting.map(|link| row(all, link)).collect_view()
        })
    };
    let own = move || {
        all.with_value(|all| {
            let fitting = all.own.iter().filter(|(handle, name)| fits(&[handle, name]));
            fitting.map(|(handle, name)| own_row(all, handle, name)).collect_view()
        })
    };
    view! {
        {(searches || !campaigns.is_empty()).then(|| view! {
            <div class="links-filter">
                <label class="field">
                    <span class="unseen">{text::find_link()}</span>
                    <input type="search" autocomplete="off" placeholder=text::find_link() on:input=move |event: Event| term.set(event_target_value(&event)) />
                </label>
                {(!campaigns.is_empty()).then(|| view! {
                    <label class="field">
                        <span class="unseen">{text::campaign()}</span>
                        <select on:change=move |event: Event| campaign.set(event_target_value(&event))>
                            <option value="">{text::all_campaigns()}</option>
                            {campaigns.into_iter().map(|(id, name)| view! { <option value=id>{name}</option> }).collect_view()}
                        </select>
                    </label>
                })}
            </div>
        })}
        {if nothing {
            view! { <EmptyState sign=sign::LINK title=text::no_links()><p>{text::no_links_words()}</p></EmptyState> }.into_any()
        } else {
            view! { <section class="card card-flush"><ul class="items">{live(move || made().into_any())}</ul></section> }.into_any()
        }}
        {shown(move || campaign.with(String::is_empty), move || view! {
            <section class="links-own" aria-labelledby="links-own">
                <h3 id="links-own">{text::own_links()}</h3>
                <div class="card card-flush"><ul class="items">{live(move || own().into_any())}</ul></div>
            </section>
        }.into_any())}
    }
    .into_any()
}

fn target(all: &All, link: &Link) -> Option<String> {
    all.names.get(&id_of(link.target?)).cloned()
}

fn row(all: &All, link: &Saved<Link>) -> AnyView {
    let Link { handle, name, ends_at_ms, off, .. } = &link.settings;
    let now = Console::here().now;
    let (ends, off) = (*ends_at_ms, *off);
    let target = target(all, &link.settings);
    let lost = target.is_none();
    let state = move || state(off, ends, lost, now.get());
    let campaign = link.settings.campaign.and_then(|id| {
        let campaign = all.campaigns.iter().find(|one| one.id.to_string() == id.to_string())?;
        Some(campaign.settings.name.to_string())
    });
    view! {
        <li class="item item-link">
            <span class="item-sign">{icon(sign::LINK)}</span>
            <div class="item-text">
                <a href=PAGE.below(&link.id.to_string())><strong>{name.to_string()}</strong></a>
                <span class="one-line">{target.map(|target| format!("{target} · "))}{format!("/{handle}")}</span>
                {counted(all, handle.as_str())}
            </div>
            {campaign.map(|name| view! { <span class="chip">{name}</span> })}
            {live(move || state().map_or_else(|| ().into_any(), |words| view! { <span class="chip is-strong">{words}</span> }.into_any()))}
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}

fn state(off: bool, ends: Option<Timestamp>, lost: bool, now: Timestamp) -> Option<&'static str> {
    if off {
        Some(text::is_off())
    } else if ends.is_some_and(|end| end <= now) {
        Some(text::link_ended())
    } else {
        lost.then(text::link_lost)
    }
}

fn own_row(all: &All, handle: &str, name: &str) -> AnyView {
    view! {
        <li class="item item-link">
            <span class="item-sign">{icon(CHAT)}</span>
            <div class="item-text">
                <a href=PAGE.below(&format!("own/{handle}"))><strong>{name.to_owned()}</strong></a>
                <span class="one-line">{format!("/{handle}")}</span>
                {counted(all, handle)}
            </div>
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}

fn counted(all: &All, handle: &str) -> AnyView {
    let words = all.counts.get(handle).map_or_else(|| text::nothing_came().to_owned(), |counts| words_of(*counts));
    view! { <span class="link-counts">{words}</span> }.into_any()
}

/// "12 visits · 3 scans · 2 enquiries · 1 answered".
fn words_of(counts: Counts) -> String {
    let Counts { visits, scans, raised, answered } = counts;
    [text::visits(visits), text::scans(scans), text::raised_count(raised), text::answered_count(answered)].join(" · ")
}

/// What came by it, also by campaign.
#[component]
pub(super) fn Numbers(counts: LinkCounts) -> AnyView {
    let LinkCounts { link: _, total, campaigns } = counts;
    let line = |name: Option<String>, counts: Counts| {
        view! { <li>{name.map(|name| view! { <strong>{name}</strong> })} " " <span>{words_of(counts)}</span></li> }
    };
    view! {
        <ul class="card link-numbers">
            {line(None, total)}
            {campaigns.into_iter().map(|one| line(Some(one.campaign.to_string()), one.counts)).collect_view()}
        </ul>
    }
    .into_any()
}
