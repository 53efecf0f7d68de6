//! Who isn't heard, or wasn't, and the receipts of who was erased.

use std::time::Duration;

use kit::{
    guest::Visit,
    lean::{each, shown},
    page::Page,
    sign,
    view::{
        Paged, loaded,
        part::{card, head, head_below},
    },
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    card::Role,
    id::{BlockId, ErasureId},
    privacy::{
        block::{Block, BlockList},
        erase::{Cause, Erasure, ErasureList, Removed, Unreached},
    },
};
use ui::{
    http::Fault,
    text::format,
    view::{
        Button,
        icon::{FORWARD, icon},
    },
};

use super::files::size;
use crate::text;

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "privacy",
    sign: sign::SHIELD,
    name: text::privacy,
    role: Role::Admin,
    has: &[text::blocks, text::erasures],
    draw: |rest| match rest {
        [] => Some(view! { <PrivacyPage /> }.into_any()),
        [id] => {
            let id = id.parse().ok()?;
            Some(view! { <ReceiptPage id=id /> }.into_any())
        }
        _ => None,
    },
};

/// How long one waits before looking whether more rooms are empty.
const LOOK_AGAIN: Duration = Duration::from_secs(2);

#[component]
fn PrivacyPage() -> AnyView {
    let visit = Visit::here();
    let all = loaded(
        move || async move {
            Ok::<_, Fault>((visit.get::<BlockList>("blocks").await?, visit.get::<ErasureList>("erasures").await?))
        },
        |(blocks, erasures)| {
            view! {
                {card(text::blocks(), Some(text::blocks_words()), view! { <Blocks list=blocks /> }.into_any())}
                {card(text::erasures(), Some(text::erasures_words()), view! { <Erasures list=erasures /> }.into_any())}
            }
            .into_any()
        },
    );
    view! { {head(text::privacy(), text::privacy_words())} {all} }.into_any()
}

#[component]
fn Blocks(list: BlockList) -> AnyView {
    let visit = Visit::here();
    if list.blocks.is_empty() {
        return view! { <p class="card-words">{text::no_blocks()}</p> }.into_any();
    }
    let list = Paged::new(list.blocks, list.next);
    let blocks = list.rows;
    let older = move |before| async move {
        let page = visit.get::<BlockList>(&format!("blocks?before={before}")).await?;
        Ok((page.blocks, page.next))
    };
    let one = move |id: BlockId| {
        let block = blocks.with_untracked(|blocks| blocks.iter().find(|block| block.id == id).cloned());
        block.map_or_else(|| ().into_any(), |block| block_row(visit, &block))
    };
    view! {
        <ul class="items privacy-items">
            {each(move || blocks.with(|blocks| blocks.iter().map(|block| block.id).collect()), one)}
        </ul>
        {foot(list, older)}
    }
    .into_any()
}

/// A block, and the way to end it.
pub(super) fn block_row(visit: Visit, block: &Block) -> AnyView {
    let now = visit.now.get_untracked();
    let holds = block.holds(now);
    let name = block.name.as_ref().map_or_else(|| text::block_of_nobody().to_owned(), ToString::to_string);
    let by = text::block_by(block.by_name.as_str(), &format::full(block.at_ms));
    let end = match (&block.lifted, block.until_ms) {
        (Some(lifted), _) => Some(text::block_lifted(lifted.by_name.as_str(), &format::full(lifted.at_ms))),
        (None, Some(until)) => Some(text::block_ends(&format::full(until))),
        (None, None) => None,
    };
    let (busy, id) = (RwSignal::new(false), block.id);
    let lift = move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer = visit.send::<Block>("DELETE", &format!("blocks/{id}"), &()).await;
            busy.try_set(false);
            match answer {
                Ok(_) => {
                    visit.say(text::lifted());
                    visit.refresh();
                }
                Err(fault) => visit.complain(text::fault(&fault)),
            }
        });
    };
    let of_whom = name.clone();
    view! {
        <li class="item">
            <span class="item-sign">{icon(sign::BLOCK)}</span>
            <div class="item-text">
                <strong dir="auto">{name}</strong>
                {block.reason.as_ref().map(|reason| view! { <span dir="auto">{reason.to_string()}</span> })}
                <span>{by} {end.map(|end| format!(" · {end}"))}</span>
            </div>
            {block.network.then(|| view! { <span class="chip">{text::block_of_network()}</span> })}
            {if holds {
                view! { <Button busy=busy on_press=lift>{text::lift()} <span class="unseen">" "{of_whom}</span></Button> }.into_any()
            } else {
                view! { <span class="chip">{text::block_over()}</span> }.into_any()
            }}
        </li>
    }
    .into_any()
}

#[component]
fn Erasures(list: ErasureList) -> AnyView {
    let visit = Visit::here();
    if list.erasures.is_empty() {
        return view! { <p class="card-words">{text::no_erasures()}</p> }.into_any();
    }
    let list = Paged::new(list.erasures, list.next);
    let erasures = list.rows;
    let older = move |before| async move {
        let page = visit.get::<ErasureList>(&format!("erasures?before={before}")).await?;
        Ok((page.erasures, page.next))
    };
    let one = move |id: ErasureId| {
        erasures
            .with_untracked(|erasures| erasures.iter().find(|erasure| erasure.id == id).map(erasure_row))
            .unwrap_or_else(|| ().into_any())
    };
    view! {
        <ul class="items privacy-items">
            {each(move || erasures.with(|erasures| erasures.iter().map(|erasure| erasure.id).collect()), one)}
        </ul>
        {foot(list, older)}
    }
    .into_any()
}

/// The button for the page after what is there. What fails is said, and the button stays.
fn foot<R, N, F>(list: Paged<R, N>, fetch: impl Fn(N) -> F + Copy + Send + Sync + 'static) -> AnyView
where
    R: Send + Sync,
    N: Clone + Send + Sync,
    F: Future<Output = Result<(Vec<R>, Option<N>), Fault>> + 'static,
{
    let visit = Visit::here();
    let older = move || {
        list.run(async move {
            if let Err(fault) = list.add(fetch).await {
                visit.complain(text::fault(&fault));
            }
        });
    };
    shown(
        move || list.has_more(),
        move || view! { <div class="card-foot">{list.button(text::older_blocks(), older)}</div> }.into_any(),
    )
}

fn erasure_row(erasure: &Erasure) -> AnyView {
    view! {
        <li class="item item-link">
            <div class="item-text">
                <a href=PAGE.below(&erasure.id.to_string())><strong>{text::erasure_of(&format::full(erasure.at_ms))}</strong></a>
                <span>{why(erasure)}</span>
            </div>
            {state(erasure)}
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}

fn why(erasure: &Erasure) -> String {
    match (erasure.cause, &erasure.by_name) {
        (Cause::Asked, Some(name)) => text::erasure_by(name.as_str()),
        (Cause::Asked, None) => String::new(),
        (Cause::Retention, _) => text::erasure_kept().to_owned(),
    }
}

fn state(erasure: &Erasure) -> AnyView {
    let waits = erasure.done_at_ms.is_none();
    let words = if waits { text::erasure_waits(erasure.rooms_left) } else { text::erasure_done().to_owned() };
    view! { <span class="chip">{words}</span> }.into_any()
}

#[component]
fn ReceiptPage(id: ErasureId) -> AnyView {
    let visit = Visit::here();
    let all = loaded(
        move || async move { visit.get::<Erasure>(&format!("erasures/{id}")).await },
        move |erasure| {
            if erasure.done_at_ms.is_none() {
                set_timeout(move || visit.refresh(), LOOK_AGAIN);
            }
            receipt(&erasure)
        },
    );
    view! { {head_below(&PAGE, text::receipt(), text::receipt_words())} {all} }.into_any()
}

fn fact(name: &'static str, value: String) -> AnyView {
    view! { <div class="privacy-fact"><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}

fn receipt(erasure: &Erasure) -> AnyView {
    let Removed {
        contacts,
        enquiries,
        rooms,
        entries,
        files,
        file_bytes,
        answers,
        browsers,
        blocks,
        deliveries,
        anonymised,
    } = erasure.removed;
    let counted = |name, count| fact(name, format::number(count));
    let size = size(file_bytes);
    let files = if files == 0 { format::number(0) } else { format!("{} ({size})", format::number(files)) };
    let unreached = erasure.unreached.iter().filter_map(words_of).map(|words| view! { <li>{words}</li> });
    view! {
        <section class="card privacy-receipt">
            <header class="card-head"><h3>{text::erasure_of(&format::full(erasure.at_ms))}</h3> <p>{why(erasure)}</p></header>
            <dl class="privacy-facts">
                {fact(text::receipt_number(), erasure.id.to_string())}
                {fact(text::receipt_begun(), format::full(erasure.at_ms))}
                {fact(text::receipt_done(), erasure.done_at_ms.map_or_else(|| text::erasure_waits(erasure.rooms_left), format::full))}
            </dl>
        </section>
        {card(text::removed(), None, view! {
            <dl class="privacy-facts">
                {counted(text::removed_contacts(), contacts)}
                {counted(text::removed_enquiries(), enquiries)}
                {counted(text::removed_rooms(), rooms)}
                {counted(text::removed_entries(), entries)}
                {fact(text::removed_files(), files)}
                {counted(text::removed_answers(), answers)}
                {counted(text::removed_browsers(), browsers)}
                {counted(text::removed_blocks(), blocks)}
                {counted(text::removed_deliveries(), deliveries)}
                {counted(text::removed_anonymised(), anonymised)}
            </dl>
        }.into_any())}
        {card(text::unreached(), None, view! { <ul class="privacy-unreached">{unreached.collect_view()}</ul> }.into_any())}
    }
    .into_any()
}

fn words_of(what: &Unreached) -> Option<String> {
    Some(match what {
        Unreached::Backups { until_ms } => text::unreached_backups(&format::full(*until_ms)),
        Unreached::Webhooks { deliveries } => text::unreached_webhooks(*deliveries),
        Unreached::Browsers => text::unreached_browsers().to_owned(),
        Unreached::SocialServices => text::unreached_social().to_owned(),
        Unreached::Copies => text::unreached_copies().to_owned(),
        Unreached::Unknown => return None,
    })
}
