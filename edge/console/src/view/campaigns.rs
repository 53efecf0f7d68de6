//! Campaigns: named sets of weblinks.

use kit::{
    sign,
    view::{loaded, part::head_below, wrong},
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::{
    api::Saved,
    setup::{Campaign, Link},
};
use ui::view::{
    EmptyState, Field,
    icon::{FORWARD, icon},
};

use super::{
    bind::{bind, guard},
    links::PAGE,
    removal::Removal,
    saving::{Foot, Saving},
};
use crate::{console::Console, form::CampaignDraft, text};

/// All of them.
#[component]
pub(crate) fn CampaignsPage() -> AnyView {
    let console = Console::here();
    let all = loaded(
        move || async move {
            let links = console.items::<Link>("links").await?;
            let campaigns = console.items::<Campaign>("campaigns").await?;
            let count = |id: &str| {
                let of_it = links.iter().filter(|link| link.settings.campaign.is_some_and(|one| one.to_string() == id));
                u32::try_from(of_it.count()).unwrap_or(u32::MAX)
            };
            let with_counts = campaigns.into_iter().map(|campaign| {
                let count = count(campaign.id.as_str());
                (campaign, count)
            });
            Ok(with_counts.collect::<Vec<_>>())
        },
        |campaigns: Vec<(Saved<Campaign>, u32)>| {
            if campaigns.is_empty() {
                return view! { <EmptyState sign=sign::LINK title=text::no_campaigns() /> }.into_any();
            }
            let rows = campaigns.iter().map(|(campaign, count)| row(campaign, *count)).collect_view();
            view! { <section class="card card-flush"><ul class="items">{rows}</ul></section> }.into_any()
        },
    );
    view! {
        {head_below(&PAGE, text::campaigns(), text::campaigns_words())}
        {all}
        <div class="settings-foot">
            <a class="button button-primary" href=PAGE.below("campaigns/new")>{icon(sign::PLUS)} {text::new_campaign()}</a>
        </div>
    }
    .into_any()
}

fn row(campaign: &Saved<Campaign>, count: u32) -> AnyView {
    let values: Vec<String> = campaign.settings.values.iter().map(|(name, value)| format!("{name}={value}")).collect();
    view! {
        <li class="item item-link">
            <div class="item-text">
                <a href=PAGE.below(&format!("campaigns/{}", campaign.id))><strong>{campaign.settings.name.to_string()}</strong></a>
                <span class="one-line">{text::campaign_links(count)} " · " {values.join(" ")}</span>
            </div>
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}

/// One of them, or one that isn't there yet.
#[component]
pub(crate) fn CampaignPage(#[prop(optional, into)] id: Option<String>) -> AnyView {
    let console = Console::here();
    loaded(
        move || {
            let id = id.clone();
            async move { console.one_of("campaigns", id).await }
        },
        |campaign| view! { <CampaignForm campaign=campaign /> }.into_any(),
    )
}

#[component]
fn CampaignForm(campaign: Option<Saved<Campaign>>) -> AnyView {
    let console = Console::here();
    let start = campaign.as_ref().map(|one| CampaignDraft::from(&one.settings)).unwrap_or_default();
    let (saved, draft) = (RwSignal::new(start.clone()), RwSignal::new(start));
    let unsaved = guard(draft, saved);
    let name = bind(draft, |draft| draft.name.clone(), |draft, text| draft.name = text);
    let values = bind(draft, |draft| draft.values.clone(), |draft, text| draft.values = text);
    let known = campaign.as_ref().map(|one| (one.id.to_string(), one.revision));
    let saving = Saving::among("campaigns", known);
    let check = move || draft.with(CampaignDraft::check);
    let problems = saving.problems(check);
    let submit = move |event: SubmitEvent| {
        saving.run(&event, untrack(check), move |_: Campaign| {
            saved.set(draft.get_untracked());
            console.set_unsaved(false);
            console.go(PAGE.place_below("campaigns"));
        });
    };
    let title = campaign.as_ref().map_or_else(|| text::new_campaign().to_owned(), |one| one.settings.name.to_string());
    let removal = campaign.map(|one| {
        view! {
            <Removal
                title=text::remove_campaign()
                path=format!("campaigns/{}", one.id)
                question=text::remove_campaign_question(&title)
                words=text::remove_campaign_words()
                removed=text::campaign_removed(&title)
                list=PAGE
            />
        }
    });
    view! {
        {head_below(&PAGE, title, text::campaigns_words())}
        <form class="form" novalidate on:submit=submit>
            {saving.above(check, draft, saved, |campaign| CampaignDraft::from(campaign))}
            <section class="card form">
                <Field label=text::name() value=name error=wrong(problems, "name") />
                <Field label=text::campaign_values() kind="lines" optional=true hint=text::campaign_values_hint() value=values error=wrong(problems, "values") />
            </section>
            <Foot busy=saving.busy() unsaved=unsaved back=PAGE.below("campaigns") />
        </form>
        {removal}
    }
    .into_any()
}
