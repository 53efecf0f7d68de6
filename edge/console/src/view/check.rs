//! Whether a page of the owner's carries the chat: its address goes in, and what a browser needs comes out point by point, each
//! with what helps.

use kit::{
    focus,
    lean::maybe,
    sign,
    view::{Submission, part::head_below, wrong},
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use serde_json::Value;
use shared::{
    api::{self, Saved, ServiceSettings},
    install::{Finding, InstallCheck},
    value::SitePattern,
};
use ui::{
    http::Fault,
    view::{
        Button, Field, Look, Skeleton,
        icon::{ALERT, CHECK, icon},
    },
};

use super::{copy::Copy, install::PAGE, saving::say_saved};
use crate::{
    check::{Point, Remark, Remedy, Stands, points, verdict},
    console::Console,
    form::page_to_check,
    text,
};

/// The page.
#[component]
pub(super) fn CheckPage() -> AnyView {
    let console = Console::here();
    let address = RwSignal::new(String::new());
    let found = RwSignal::new(None::<InstallCheck>);
    let submission = Submission::new();
    let check = move || address.with(|address| page_to_check(address));
    let problems = submission.problems(check);
    let submit = move |event: SubmitEvent| {
        let send = move |request| async move { console.send("POST", "install/check", &request).await };
        submission.run(&event, untrack(check), send, move |answer: InstallCheck| {
            found.set(Some(answer));
            request_animation_frame(|| {
                let _ = focus::to(".verdict");
            });
        });
    };
    let result = move || {
        if submission.busy().get() {
            return Some(view! { <section class="card"><Skeleton rows=4 /></section> }.into_any());
        }
        found.get().map(|answer| result(&answer, found))
    };
    view! {
        {head_below(&PAGE, text::check_page(), text::check_page_words())}
        <form class="card form" novalidate on:submit=submit>
            {submission.words()}
            <Field label=text::page_address() kind="url" hint=text::page_address_hint() autocomplete="url" value=address error=wrong(problems, "address") />
            <div class="form-foot">
                <Button look=Look::Primary submits=true busy=submission.busy()>{text::check_verb()}</Button>
            </div>
        </form>
        {maybe(result)}
    }
    .into_any()
}

fn result(answer: &InstallCheck, found: RwSignal<Option<InstallCheck>>) -> AnyView {
    let points = points(answer);
    let (stands, words) = verdict(&points);
    let address = answer.address.clone();
    view! {
        <section class="card" aria-labelledby="verdict">
            <header class="card-head">
                <h3 class="verdict" id="verdict" tabindex="-1" data-stands=name(stands)>{icon(sign_of(stands))} <span>{words}</span></h3>
                <p class="checked-page" dir="ltr">{address}</p>
            </header>
            <ol class="points">{points.into_iter().map(|point| drawn(point, found)).collect_view()}</ol>
        </section>
    }
    .into_any()
}

fn drawn(point: Point, found: RwSignal<Option<InstallCheck>>) -> AnyView {
    let Point { name: title, stands, remarks } = point;
    view! {
        <li class="point" data-stands=name(stands)>
            <span class="point-sign">{icon(sign_of(stands))}</span>
            <div>
                <h4>{title}</h4>
                {remarks.into_iter().map(|remark| said(remark, found)).collect_view()}
            </div>
        </li>
    }
    .into_any()
}

fn said(remark: Remark, found: RwSignal<Option<InstallCheck>>) -> AnyView {
    let remedy = remark.remedy.map(|remedy| match remedy {
        Remedy::Install => view! { <a href=PAGE.link()>{text::to_install()}</a> }.into_any(),
        Remedy::Line(line) => view! { <Copy name=text::content_policy() text=line /> }.into_any(),
        Remedy::Allow(site) => view! { <Allow site=site found=found /> }.into_any(),
    });
    view! { <p>{remark.words}</p> {remedy} }.into_any()
}

/// Adds a site to the allowed ones.
#[component]
fn Allow(site: SitePattern, found: RwSignal<Option<InstallCheck>>) -> AnyView {
    let console = Console::here();
    let busy = RwSignal::new(false);
    let site = StoredValue::new(site);
    let press = move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer = allow(console, site.get_value()).await;
            busy.try_set(false);
            match answer {
                Ok(revision) => {
                    // It is so from now on, for browsers too: no need to read the page again.
                    found.try_update(|found| {
                        let findings = found.as_mut().map(|found| &mut found.findings);
                        if let Some(findings) = findings {
                            findings.retain(|one| !matches!(one, Finding::SiteNotAllowed { .. }));
                        }
                    });
                    focus::rescue(".verdict");
                    say_saved(console, text::site_allowed(), move |change| change.made("service", revision)).await;
                }
                Err(fault) => console.complain(text::fault(&fault)),
            }
        });
    };
    view! { <Button busy=busy on_press=press>{icon(sign::PLUS)} {text::allow_site()}</Button> }.into_any()
}

/// Gives the revision of the settings that have it.
async fn allow(console: Console, site: SitePattern) -> Result<u32, Fault> {
    let Saved { revision, mut settings, .. } = console.item::<ServiceSettings>("settings").await?;
    if settings.sites.contains(&site) {
        return Ok(revision);
    }
    settings.sites.push(site);
    let body = api::Update { revision: Some(revision), settings };
    let saved = console.send::<Value>("PUT", "settings", &body).await?;
    saved.get("revision").and_then(Value::as_u64).and_then(|now| u32::try_from(now).ok()).ok_or(Fault::Unreadable)
}

const fn name(stands: Stands) -> &'static str {
    match stands {
        Stands::Well => "well",
        Stands::Nearly => "nearly",
        Stands::Badly => "badly",
        Stands::Unknown => "unknown",
    }
}

const fn sign_of(stands: Stands) -> &'static str {
    match stands {
        Stands::Well => CHECK,
        Stands::Nearly | Stands::Badly => ALERT,
        Stands::Unknown => sign::LESS,
    }
}
