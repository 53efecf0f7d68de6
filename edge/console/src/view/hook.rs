//! One webhook: what it is told, its secret, and the log of its deliveries.

use kit::{
    lean::{each, shown},
    view::{
        Submission, failed, loaded,
        part::{card, head_below},
        wrong,
    },
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use shared::{
    hook::{DeliveryList, DeliveryState, Hook, HookDelivery, HookMade, Outcome, Topic},
    id::HookId,
};
use ui::{
    http::Fault,
    text::format,
    view::{Button, Field},
};

use super::{
    bind::{bind, guard, switched},
    programs::{PAGE, Told, choices},
    removal::Removal,
    saving::Foot,
};
use crate::{
    console::{Console, gone},
    form::HookDraft,
    text,
};

/// What a hook is told of, in words.
pub(super) fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::EnquiryRaised => text::told_raised(),
        Topic::EnquiryAnswered => text::told_answered(),
        Topic::EnquiryMissed => text::told_missed(),
        Topic::EnquiryReopened => text::told_reopened(),
        Topic::EnquiryTransferred => text::told_transferred(),
        Topic::EnquiryReturned => text::told_returned(),
        Topic::EnquiryClosed => text::told_closed(),
        Topic::DetailsLeft => text::told_details(),
        Topic::VisitorSaid => text::told_visitor_said(),
        Topic::StaffSaid => text::told_staff_said(),
        Topic::Noted => text::told_noted(),
        Topic::Test => text::told_test(),
    }
}

/// One of them, or one that isn't there yet.
#[component]
pub(super) fn HookPage(#[prop(optional)] id: Option<HookId>) -> AnyView {
    let console = Console::here();
    loaded(
        move || async move {
            let Some(id) = id else { return Ok(None) };
            let all = console.get::<Vec<Hook>>("hooks").await?;
            all.into_iter().find(|one| one.hook == id).ok_or_else(gone).map(Some)
        },
        |hook| view! { <HookForm hook=hook /> }.into_any(),
    )
}

#[component]
fn HookForm(hook: Option<Hook>) -> AnyView {
    let console = Console::here();
    let start = hook.as_ref().map(|hook| HookDraft::from(&hook.settings)).unwrap_or_default();
    let (saved, draft) = (RwSignal::new(start.clone()), RwSignal::new(start));
    let unsaved = guard(draft, saved);
    let address = bind(draft, |draft| draft.address.clone(), |draft, text| draft.address = text);
    let topics = bind(
        draft,
        |draft| draft.topics.clone(),
        |draft, mut topics| {
            topics.sort_unstable();
            draft.topics = topics;
        },
    );
    let submission = Submission::new();
    let check = move || draft.with(HookDraft::check);
    let problems = submission.problems(check);
    // The secret of a new one, and where its page is.
    let (secret, made_at) = (RwSignal::new(None::<String>), RwSignal::new(String::new()));
    let known = hook.as_ref().map(|hook| hook.hook);
    let submit = move |event: SubmitEvent| {
        submission.run(
            &event,
            untrack(check),
            move |request| async move {
                if let Some(id) = known {
                    return console.send("PUT", &format!("hooks/{id}"), &request).await.map(|hook| (hook, None));
                }
                let made = console.send::<HookMade>("POST", "hooks", &request).await?;
                Ok((made.hook, Some(made.secret)))
            },
            move |(hook, told): (Hook, Option<String>)| {
                saved.set(draft.get_untracked());
                console.set_unsaved(false);
                if told.is_some() {
                    made_at.set(PAGE.place_below(&hook.hook.to_string()));
                    secret.set(told);
                } else {
                    console.say(text::saved());
                    console.refresh();
                }
            },
        );
    };
    let seen = Callback::new(move |()| {
        secret.set(None);
        console.go(made_at.get_untracked());
    });
    let gave_up = hook.as_ref().and_then(|hook| hook.gave_up_at_ms).map(|at| {
        view! { <p class="banner banner-bad" role="alert">{text::hook_gave_up_words(&format::full(at))}</p> }
    });
    let title = if hook.is_some() { text::hooks() } else { text::new_hook() };
    let more = hook.map(|hook| {
        view! {
            {card(text::hook_secret(), Some(text::hook_secret_words()), view! { <Secret hook=hook.clone() /> }.into_any())}
            {card(text::deliveries(), Some(text::deliveries_words()), view! { <Log id=hook.hook /> }.into_any())}
            <Removal
                title=text::remove_hook()
                path=format!("hooks/{}", hook.hook)
                question=text::remove_hook_question().to_owned()
                words=text::remove_hook_words()
                removed=text::hook_removed().to_owned()
                list=PAGE
            />
        }
    });
    view! {
        {head_below(&PAGE, title, text::hook_words())}
        {gave_up}
        <form class="form" novalidate on:submit=submit>
            {submission.words()}
            <section class="card form">
                <Field label=text::hook_address() kind="url" value=address error=wrong(problems, "address") />
                {choices(text::hook_topics(), Topic::ALL, topic, topics, wrong(problems, "topics"))}
                {switched(draft, text::hook_texts(), text::hook_texts_words(), |draft| draft.texts, |draft, texts| draft.texts = texts)}
                {switched(draft, text::hook_on(), text::hook_on_words(), |draft| draft.on, |draft, on| draft.on = on)}
            </section>
            <Foot busy=submission.busy() unsaved=unsaved back=PAGE.link() />
        </form>
        <Told title=text::hook_made() secret=secret on_close=seen />
        {more}
    }
    .into_any()
}

#[component]
fn Secret(hook: Hook) -> AnyView {
    let console = Console::here();
    let busy = RwSignal::new(false);
    let secret = RwSignal::new(None::<String>);
    let id = hook.hook;
    let rotate = move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer = console.send::<HookMade>("POST", &format!("hooks/{id}/rotate"), &()).await;
            busy.try_set(false);
            match answer {
                Ok(made) => drop(secret.try_set(Some(made.secret))),
                Err(fault) => console.complain(text::fault(&fault)),
            }
        });
    };
    let former =
        hook.former_until_ms.map(|at| view! { <p class="card-words">{text::hook_former(&format::full(at))}</p> });
    view! {
        {former}
        <div class="card-foot"><Button busy=busy on_press=rotate>{text::hook_rotate()}</Button></div>
        <Told title=text::hook_made() secret=secret on_close=Callback::new(move |()| secret.set(None)) />
    }
    .into_any()
}

#[component]
fn Log(id: HookId) -> AnyView {
    let console = Console::here();
    let all = RwSignal::new(Vec::<HookDelivery>::new());
    let next = RwSignal::new(None::<u32>);
    let busy = RwSignal::new(false);
    let fault = RwSignal::new(None::<Fault>);
    let put = move |one: HookDelivery| {
        all.try_update(|all| match all.iter_mut().find(|other| other.delivery == one.delivery) {
            Some(other) => *other = one,
            None => all.insert(0, one),
        });
    };
    let send = Callback::new(move |path: String| {
        busy.set(true);
        spawn_local(async move {
            let answer = console.send::<HookDelivery>("POST", &format!("hooks/{id}/{path}"), &()).await;
            busy.try_set(false);
            match answer {
                Ok(one) => put(one),
                Err(fault) => console.complain(text::fault(&fault)),
            }
        });
    });
    let read = move |before: Option<u32>| {
        fault.set(None);
        spawn_local(async move {
            let query = before.map(|before| format!("?before={before}")).unwrap_or_default();
            match console.get::<DeliveryList>(&format!("hooks/{id}/deliveries{query}")).await {
                Ok(page) => {
                    all.try_update(|all| all.extend(page.deliveries));
                    next.try_set(page.next);
                }
                Err(broken) => drop(fault.try_set(Some(broken))),
            }
        });
    };
    read(None);
    view! {
        <Button busy=busy on_press=move |()| send.run("test".to_owned())>{text::hook_test()}</Button>
        {shown(move || all.with(Vec::is_empty) && fault.with(Option::is_none), || view! { <p class="card-words">{text::no_deliveries()}</p> }.into_any())}
        <ul class="items" aria-live="polite">
            {each(
                move || all.with(|all| all.iter().map(|one| Shown { delivery: one.delivery, tries: one.tries }).collect()),
                move |Shown { delivery, .. }: Shown| {
                    let one = all.with_untracked(|all| all.iter().find(|one| one.delivery == delivery).cloned());
                    one.map_or_else(|| ().into_any(), |one| row(&one, busy, send))
                },
            )}
        </ul>
        {shown(move || fault.with(Option::is_some), move || {
            fault.get_untracked().map_or_else(|| ().into_any(), |broken| failed(&broken, Callback::new(move |()| read(None))))
        })}
        {shown(move || next.with(Option::is_some), move || view! {
            <div class="card-foot"><Button on_press=move |()| read(next.get_untracked())>{text::older_deliveries()}</Button></div>
        }.into_any())}
    }
    .into_any()
}

/// A row is drawn anew when it was tried again.
#[derive(Clone, Copy, PartialEq)]
struct Shown {
    delivery: u32,
    tries: u32,
}

impl std::fmt::Display for Shown {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.delivery, self.tries)
    }
}

impl std::str::FromStr for Shown {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (delivery, tries) = text.split_once('.').unwrap_or((text, "0"));
        Ok(Self { delivery: delivery.parse()?, tries: tries.parse()? })
    }
}

fn row(one: &HookDelivery, busy: RwSignal<bool>, send: Callback<String>) -> AnyView {
    let (state, bad) = match one.state {
        DeliveryState::Taken => (text::delivery_taken(), false),
        DeliveryState::Waiting => (text::delivery_waiting(), false),
        DeliveryState::GivenUp => (text::delivery_given_up(), true),
    };
    let came = one.outcome.map(|outcome| match (outcome, one.status) {
        (Outcome::Taken | Outcome::Refused, status) => {
            status.map(|status| format!("HTTP {status}")).unwrap_or_default()
        }
        (Outcome::Redirected, _) => text::came_redirected().to_owned(),
        (Outcome::TimedOut, _) => text::came_timed_out().to_owned(),
        (Outcome::Unreachable, _) => text::came_unreachable().to_owned(),
    });
    let took = one.took_ms.map(|ms| format!("{ms} ms"));
    let tries = (one.tries > 0).then(|| text::delivery_tries(one.tries));
    let again = one.next_at_ms.filter(|_| one.tries > 0).map(|at| text::delivery_again(&format::full(at)));
    let facts: Vec<String> = [came, took, tries, again].into_iter().flatten().collect();
    let answer = one.answer.clone().map(|answer| view! { <code class="delivery-answer" dir="auto">{answer}</code> });
    let path = format!("deliveries/{}/resend", one.delivery);
    view! {
        <li class="item delivery">
            <div class="item-text">
                <strong>{topic(one.topic)}</strong>
                <span>{format::full(one.at_ms)} " · " {facts.join(" · ")}</span>
                {answer}
            </div>
            <span class="chip" class:is-bad=bad>{state}</span>
            <Button busy=busy on_press=move |()| send.run(path.clone())>{text::resend()}</Button>
        </li>
    }
    .into_any()
}
