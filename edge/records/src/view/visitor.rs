//! One visitor, from one of their enquiries: hearing them no more, and erasing them.

use kit::{
    form::{Problems, Reader},
    guest::Visit,
    lean::shown,
    page::Page,
    sign,
    view::{
        Confirm, Submission, loaded,
        part::{card, head_below_at, switch},
        wrong,
    },
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
    task::spawn_local,
};
use shared::{
    api::EnquiryDetails,
    card::Role,
    id::{ContactId, EnquiryId},
    privacy::{
        block::{Block, BlockList, BlockVisitor},
        erase::Erasure,
    },
    value::{ShortText, Timestamp},
};
use ui::view::{Button, Field, Look, dom};

use super::privacy::{self, block_row};
use crate::text;

/// Not in the navigation: one comes here from a chat.
pub(crate) const PAGE: Page = Page {
    path: "visitor",
    sign: sign::PERSON,
    name: text::this_visitor,
    role: Role::Agent,
    has: &[],
    draw: |rest| {
        let [enquiry] = rest else { return None };
        let enquiry = enquiry.parse().ok()?;
        Some(view! { <VisitorPage enquiry=enquiry /> }.into_any())
    },
};

/// How long a block may last, in days; none for good.
const ENDS: [Option<u32>; 5] = [None, Some(1), Some(7), Some(30), Some(365)];

const DAY_MS: i64 = 86_400_000;

#[component]
fn VisitorPage(enquiry: EnquiryId) -> AnyView {
    let visit = Visit::here();
    let all = loaded(
        move || async move {
            let details = visit.read::<EnquiryDetails>(&format!("enquiries/{enquiry}")).await?;
            let blocks = if visit.me.with_untracked(|me| me.role >= Role::Admin) {
                visit.get::<BlockList>(&format!("blocks?enquiry={enquiry}")).await?.blocks
            } else {
                Vec::new()
            };
            Ok((details, blocks))
        },
        move |(details, blocks)| view! { <Visitor details=details blocks=blocks /> }.into_any(),
    );
    let back = format!("#/inbox/{enquiry}");
    view! { {head_below_at(back, text::this_visitor(), text::this_visitor_words())} {all} }.into_any()
}

#[component]
fn Visitor(details: EnquiryDetails, blocks: Vec<Block>) -> AnyView {
    let visit = Visit::here();
    let contact = details.card.contact;
    let name = contact.details.name.as_ref().unwrap_or(&contact.handle).to_string();
    let reach = contact.details.reach().to_owned();
    let is_admin = visit.me.with_untracked(|me| me.role >= Role::Admin);
    let rows = blocks.iter().map(|block| block_row(visit, block)).collect_view();
    view! {
        <p class="privacy-who"><strong dir="auto">{name.clone()}</strong> " " <bdi>{reach}</bdi></p>
        {card(text::block(), Some(text::block_words()), view! {
            <ul class="items privacy-items">{rows}</ul>
            <BlockForm enquiry=details.card.enquiry name=name.clone() />
        }.into_any())}
        {is_admin.then(|| export(visit, contact.id))}
        {is_admin.then(|| view! { <Erase contact=contact.id name=name /> })}
    }
    .into_any()
}

fn check(reason: &str, days: Option<u32>, network: bool, now: Timestamp) -> Result<BlockVisitor, Problems> {
    let mut reader = Reader::default();
    let reason = reader.read::<ShortText>("reason", reason, text::problem_reason());
    let until_ms = days.map(|days| now.plus_ms(i64::from(days) * DAY_MS));
    reader.done(reason.map(|reason| BlockVisitor { reason, until_ms, network }))
}

#[component]
fn BlockForm(enquiry: EnquiryId, name: String) -> AnyView {
    let visit = Visit::here();
    let (reason, days, network) = (RwSignal::new(String::new()), RwSignal::new(None::<u32>), RwSignal::new(false));
    let submission = Submission::new();
    let check = move || reason.with(|reason| check(reason, days.get(), network.get(), visit.now.get_untracked()));
    let problems = submission.problems(check);
    let done = StoredValue::new(text::blocked_now(&name));
    let submit = move |event: SubmitEvent| {
        submission.run(
            &event,
            untrack(check),
            move |asked| async move { visit.send::<Block>("PUT", &format!("enquiries/{enquiry}/block"), &asked).await },
            move |_| {
                visit.say(done.get_value());
                visit.refresh();
            },
        );
    };
    let choose = move |event: Event| days.set(event_target_value(&event).parse().ok());
    let id = format!("until-{}", dom::next_id());
    let ends = ENDS.iter().map(|days| {
        let words = days.map_or_else(|| text::block_for_good().to_owned(), text::block_days);
        view! { <option value=days.map(|days| days.to_string()).unwrap_or_default()>{words}</option> }
    });
    view! {
        <form class="form" novalidate on:submit=submit>
            {submission.words()}
            <Field label=text::block_reason() value=reason hint=text::block_reason_hint() error=wrong(problems, "reason") />
            <div class="field field-narrow">
                <label for=id.clone()>{text::block_until()}</label>
                <select id=id on:change=choose>{ends.collect_view()}</select>
            </div>
            {switch(text::block_network(), text::block_network_words(), network.into(), Callback::new(move |on| network.set(on)))}
            <div><Button look=Look::Primary submits=true busy=submission.busy()>{text::block_verb()}</Button></div>
        </form>
    }
    .into_any()
}

/// Everything that is held of them, as one file: a link, so that the browser writes it as it comes.
pub(super) fn export(visit: Visit, contact: ContactId) -> AnyView {
    let address = visit.requests().path(&format!("contacts/{contact}/export"));
    let link = view! {
        <div class="card-foot"><a class="button" href=address download="">{text::export_verb()}</a></div>
    };
    card(text::export(), Some(text::export_words()), link.into_any())
}

#[component]
fn Erase(contact: ContactId, name: String) -> AnyView {
    let visit = Visit::here();
    let (asking, busy) = (RwSignal::new(false), RwSignal::new(false));
    let question = StoredValue::new(text::erase_question(&name));
    let erase = move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer = visit.send::<Erasure>("DELETE", &format!("contacts/{contact}"), &()).await;
            busy.try_set(false);
            asking.try_set(false);
            match answer {
                Ok(receipt) => visit.go(privacy::PAGE.place_below(&receipt.id.to_string())),
                Err(fault) => visit.complain(text::fault(&fault)),
            }
        });
    };
    let button = view! {
        <div class="card-foot">
            <Button look=Look::Danger on_press=move |()| asking.set(true)>{text::erase_verb()}</Button>
        </div>
    };
    view! {
        {card(text::erase(), Some(text::erase_words()), button.into_any())}
        {shown(move || asking.get(), move || view! {
            <Confirm
                title=question.get_value()
                words=text::erase_warning()
                verb=text::erase()
                busy=busy
                on_confirm=erase
                on_close=move |()| asking.set(false)
            />
        }.into_any())}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_has_a_reason_and_ends_when_it_was_chosen_to() {
        let now = Timestamp::from_ms(1_700_000_000_000);
        let asked = check("Threats", Some(7), true, now).expect("it can be sent");
        assert_eq!((asked.until_ms, asked.network), (Some(now.plus_ms(7 * DAY_MS)), true));
        assert_eq!(check("Threats", None, false, now).map(|asked| asked.until_ms), Ok(None));
        for reason in ["", "  ", &"x".repeat(301)] {
            let problems = check(reason, None, false, now).expect_err("it has no reason");
            assert_eq!(problems.iter().map(|problem| &*problem.field).collect::<Vec<_>>(), ["reason"]);
        }
    }
}
