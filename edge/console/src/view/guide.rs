//! From an empty service to its first enquiry. Each step says by what there is whether it is done ([`Guide`]); the page asks
//! again while somebody looks at it, so that what they do elsewhere ticks itself off.

use kit::{
    focus, guide,
    lean::{it, live, maybe, memo, press, shown},
    page::Page,
    sign,
    view::{loaded, part::head},
};
use std::time::Duration;

use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use shared::{
    api::{CALL_WAIT_S, DestinationSettings, DestinationUpdate, Guide, GuideStep, TagSettings, TagWithDestinations},
    card::Role,
    setup::destination::{Conditions, Manner},
    value::{DisplayName, Handle},
};
use ui::{
    text::format,
    view::{
        dom,
        icon::{CHECK, icon},
    },
};

use super::{install, links, service, staff, tags};
use crate::{console::Console, navigation::find, text};

/// In the navigation, until it is put away.
pub(crate) const PAGE: Page = Page {
    path: "guide",
    sign: sign::FLAG,
    name: text::guide,
    role: Role::Admin,
    has: &[text::step_settle, text::step_tags, text::step_look, text::step_reach, text::step_try, text::step_invite],
    draw: |rest| rest.is_empty().then(|| view! { <GuidePage /> }.into_any()),
};

/// How often the page asks what there is by now.
const EVERY: Duration = Duration::from_secs(2);

/// The page.
#[component]
pub(crate) fn GuidePage() -> AnyView {
    let console = Console::here();
    let steps = loaded(move || console.get::<Guide>("guide"), |guide| view! { <Steps guide=guide /> }.into_any());
    view! { {head(text::guide(), text::guide_words())} {steps} }.into_any()
}

#[component]
fn Steps(guide: Guide) -> AnyView {
    let console = Console::here();
    let guide = RwSignal::new(guide);
    let busy = StoredValue::new(false);
    let ask = move || {
        let needless = dom::document().hidden() || guide.with_untracked(|guide| guide.next().is_none());
        if needless || busy.get_value() {
            return;
        }
        busy.set_value(true);
        spawn_local(async move {
            // What could not be had now can be had in a moment.
            if let Ok(now) = console.get::<Guide>("guide").await
                && guide.try_with_untracked(|before| *before != now) == Some(true)
            {
                guide.try_set(now);
            }
            busy.try_set_value(false);
        });
    };
    if let Ok(asking) = set_interval_with_handle(ask, EVERY) {
        on_cleanup(move || asking.clear());
    }
    // Where the look is set comes with its page.
    let here = GuideStep::ALL.into_iter().filter(|step| *step != GuideStep::Look || find("appearance").is_some());
    let here: Vec<GuideStep> = here.collect();
    let next = {
        let here = here.clone();
        memo(move || guide.with(|guide| here.iter().copied().find(|step| !guide.has(*step))))
    };
    let steps = here.iter().map(|step| step_row(guide, *step, next)).collect_view();
    view! {
        {progress(guide, here)}
        <ol class="guide">{steps}</ol>
        {away(next)}
    }
    .into_any()
}

fn progress(guide: RwSignal<Guide>, here: Vec<GuideStep>) -> AnyView {
    let all = u32::try_from(here.len()).unwrap_or(u32::MAX);
    let done = memo(move || {
        let done = guide.with(|guide| here.iter().filter(|step| guide.has(**step)).count());
        u32::try_from(done).unwrap_or(u32::MAX)
    });
    let words = move || match done.get() {
        done if done == all => text::guide_all_done().to_owned(),
        done => text::guide_done(done, all),
    };
    view! {
        <div class="guide-progress">
            <span class="guide-bar" aria-hidden="true"><span style:inline-size=it(move || format!("{}%", done.get() * 100 / all.max(1)))></span></span>
            <p role="status">{it(words)}</p>
        </div>
    }
    .into_any()
}

/// One step: what it is, one sentence, and the way there. The next one stands out.
fn step_row(guide: RwSignal<Guide>, step: GuideStep, next: Memo<Option<GuideStep>>) -> AnyView {
    let done = memo(move || guide.with(|guide| guide.has(step)));
    let (title, body) = match step {
        GuideStep::Settle => {
            (text::step_settle(), simple(text::step_settle_words(), &service::PAGE, text::step_settle_go()))
        }
        GuideStep::Tags => (text::step_tags(), topics(guide)),
        GuideStep::Look => (text::step_look(), look()),
        GuideStep::Reach => (text::step_reach(), reach(guide)),
        GuideStep::Try => (text::step_try(), attempt(guide)),
        GuideStep::Invite => {
            (text::step_invite(), simple(text::step_invite_words(), &staff::PAGE, text::step_invite_go()))
        }
    };
    view! {
        <li class="guide-step card" class:is-done=it(move || done.get()) class:is-next=it(move || next.get() == Some(step))>
            <span class="guide-sign">
                {live(move || if done.get() {
                    view! { {icon(CHECK)} <span class="unseen">{text::step_done()}</span> }.into_any()
                } else {
                    ().into_any()
                })}
            </span>
            <div class="guide-text"><h3>{title}</h3>{body}</div>
        </li>
    }
    .into_any()
}

fn simple(words: &'static str, to: &Page, verb: &'static str) -> AnyView {
    view! { <p>{words}</p> <div class="guide-go"><a class="button" href=to.link()>{verb}</a></div> }.into_any()
}

fn look() -> AnyView {
    let page = find("appearance").map(|(page, _)| simple(text::step_look_words(), &page, text::step_look_go()));
    page.unwrap_or_else(|| ().into_any())
}

/// A topic's handle, and its name.
type Topic = (&'static str, fn() -> &'static str);

/// What many begin with; each is there by one press, served by who presses.
const TOPICS: [Topic; 3] =
    [("sales", text::topic_sales), ("support", text::topic_support), ("bookings", text::topic_bookings)];

fn topics(guide: RwSignal<Guide>) -> AnyView {
    let console = Console::here();
    let busy = RwSignal::new(false);
    let add = move |handle: &'static str, name: &'static str| {
        if busy.get_untracked() {
            return;
        }
        let Some(topic) = topic(console, handle, name) else { return };
        busy.set(true);
        spawn_local(async move {
            match console.send::<serde::de::IgnoredAny>("POST", "tags", &topic).await {
                Ok(_) => {
                    guide.try_update(|guide| guide.tags.push(topic.settings.handle));
                    // Its button is gone.
                    focus::rescue("#guide-topics");
                    console.say(text::step_tags_added(name));
                }
                Err(fault) => console.complain(text::fault(&fault)),
            }
            busy.try_set(false);
        });
    };
    let button = move |(handle, name): (&'static str, fn() -> &'static str)| {
        let missing = move || guide.with(|guide| guide.tags.iter().all(|tag| tag.as_str() != handle));
        shown(missing, move || {
            view! {
                <button
                    class="button"
                    type="button"
                    aria-busy=it(move || busy.get().then_some("true"))
                    on:click=press(move |_: MouseEvent| add(handle, name()))
                >
                    {icon(sign::PLUS)} {text::step_tags_add(name())}
                </button>
            }
            .into_any()
        })
    };
    view! {
        <p>{text::step_tags_words()}</p>
        <div class="guide-go">
            {TOPICS.into_iter().map(button).collect_view()}
            <a class="link-button" id="guide-topics" href=tags::PAGE.link()>{text::step_tags_go()}</a>
        </div>
    }
    .into_any()
}

fn topic(console: Console, handle: &str, name: &str) -> Option<TagWithDestinations> {
    let everybody = DestinationSettings {
        name: DisplayName::try_from(text::topic_everybody()).ok()?,
        staff: vec![console.me.with_untracked(|me| me.card.id)],
        wait_s: 60,
        call_wait_s: CALL_WAIT_S,
        manner: Manner::All,
        when: Conditions::default(),
    };
    Some(TagWithDestinations {
        settings: TagSettings::new(Handle::try_from(handle).ok()?, DisplayName::try_from(name).ok()?),
        destinations: vec![DestinationUpdate { id: None, settings: everybody }],
    })
}

fn reach(guide: RwSignal<Guide>) -> AnyView {
    let console = Console::here();
    let words = move || {
        guide.with(|guide| match (&guide.site, guide.visits) {
            (Some(seen), _) => {
                let site = seen.site.split_once("://").map_or(seen.site.as_str(), |(_, site)| site);
                text::step_reach_site(site, &format::short(seen.at_ms, console.now.get_untracked()))
            }
            (None, 1..) => text::step_reach_visits(guide.visits),
            (None, 0) => text::step_reach_words().to_owned(),
        })
    };
    view! {
        <p>{it(words)}</p>
        <div class="guide-go">
            <a class="button" href=install::PAGE.link()>{text::step_reach_go()}</a>
            <a class="link-button" href=links::PAGE.link()>{text::step_reach_link()}</a>
        </div>
    }
    .into_any()
}

/// As a visitor, in another tab; here it is waited for what comes of it.
fn attempt(guide: RwSignal<Guide>) -> AnyView {
    let console = Console::here();
    let waits = RwSignal::new(false);
    let here = memo(move || guide.with(|guide| guide.has(GuideStep::Try)));
    let words = it(move || match (here.get(), waits.get()) {
        (true, _) => text::step_try_here(),
        (false, true) => text::step_try_waits(),
        (false, false) => text::step_try_words(),
    });
    let link = move || guide.with(|guide| guide.tags.first().map(|tag| format!("/l/{}/{tag}", console.slug())));
    view! {
        <p role="status" class:guide-waits=it(move || waits.get() && !here.get()) class:guide-here=it(move || here.get())>{words}</p>
        <div class="guide-go">
            {live(move || if here.get() {
                // Who comes back from the other tab goes on here.
                if waits.get_untracked() {
                    focus::rescue("#guide-inbox");
                }
                view! { <a class="button button-primary" id="guide-inbox" href="#/inbox">{text::step_try_answer()}</a> }.into_any()
            } else {
                link().map_or_else(|| ().into_any(), |link| view! {
                    <a class="button button-primary" href=link target="_blank" rel="noopener" on:click=move |_: MouseEvent| waits.set(true)>
                        {text::step_try_go()}
                    </a>
                }.into_any())
            })}
        </div>
    }
    .into_any()
}

/// Puts the guide away, or brings it back into the list.
fn away(next: Memo<Option<GuideStep>>) -> AnyView {
    let console = Console::here();
    let is_away = console.guide_away;
    let put = move |away: bool| {
        guide::put_away(&console.requests().service(), away);
        is_away.set(away);
        if away {
            console.go(String::new());
        }
    };
    view! {
        <div class="settings-foot guide-foot">
            {live(move || if is_away.get() {
                view! { <button class="button" type="button" on:click=press(move |_: MouseEvent| put(false))>{text::guide_bring_back()}</button> }.into_any()
            } else {
                let class = if next.get().is_none() { "button button-primary" } else { "link-button" };
                view! { <button class=class type="button" on:click=press(move |_: MouseEvent| put(true))>{text::guide_put_away()}</button> }.into_any()
            })}
            {maybe(move || (!is_away.get()).then(|| view! { <p>{text::guide_put_away_words()}</p> }.into_any()))}
        </div>
    }
    .into_any()
}
