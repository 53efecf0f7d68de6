//! The enquiries behind a figure.

use kit::{
    guest::Visit,
    lean::each,
    sign,
    view::{Paged, loaded, part::head_below_at, rating},
};
use leptos::prelude::*;
use shared::{
    api::EnquiryList,
    card::{EnquiryCard, Phase},
    report::Figure,
};
use ui::{
    text::format,
    view::{
        EmptyState,
        icon::{FORWARD, icon},
    },
};

use super::reports::link;
use crate::{report::Asked, text};

/// The list.
pub(super) fn behind_page(asked: &Asked, figure: Figure) -> AnyView {
    let visit = Visit::here();
    let path = format!("reports/enquiries/behind?{}&figure={}", asked.query(), figure.as_str());
    let path = StoredValue::new(path);
    let all = loaded(
        move || {
            let path = path.get_value();
            async move { visit.get::<EnquiryList>(&path).await }
        },
        move |list| view! { <List list=list path=path /> }.into_any(),
    );
    view! { {head_below_at(link(asked), called(figure), text::behind_words())} {all} }.into_any()
}

fn called(figure: Figure) -> &'static str {
    match figure {
        Figure::Raised => text::figure_raised(),
        Figure::Answered => text::figure_answered(),
        Figure::Missed => text::figure_missed(),
        Figure::FollowedUp => text::figure_followed_up(),
        Figure::Left => text::figure_left(),
        Figure::Waiting => text::figure_waiting(),
        Figure::FirstWord => text::figure_first_word(),
        Figure::Handled => text::figure_handled(),
        Figure::Rated => text::figure_rated(),
        Figure::Rated1 => text::figure_grade_1(),
        Figure::Rated2 => text::figure_grade_2(),
        Figure::Rated3 => text::figure_grade_3(),
        Figure::Rated4 => text::figure_grade_4(),
        Figure::Rated5 => text::figure_grade_5(),
    }
}

#[component]
fn List(list: EnquiryList, path: StoredValue<String>) -> AnyView {
    let visit = Visit::here();
    if list.cards.is_empty() {
        return view! { <EmptyState sign=sign::CHART title=text::behind_none() /> }.into_any();
    }
    let list = Paged::new(list.cards, list.next);
    let (cards, older) = (list.rows, move |before: String| {
        let path = path.with_value(|path| format!("{path}&before={before}"));
        async move { visit.get::<EnquiryList>(&path).await.map(|page| (page.cards, page.next)) }
    });
    view! {
        <section class="card card-flush">
            <ul class="items">
                {each(
                    move || cards.with(|cards| cards.iter().map(|card| card.enquiry).collect()),
                    move |id| cards.with_untracked(|cards| cards.iter().find(|card| card.enquiry == id).map(row)).into_any(),
                )}
            </ul>
        </section>
        {list.foot(text::older_enquiries(), older)}
    }
    .into_any()
}

fn row(card: &EnquiryCard) -> AnyView {
    let (list, phase) = match card.phase {
        Phase::Open => ("inbox", text::phase_open()),
        Phase::Engaged => ("inbox", text::phase_engaged()),
        Phase::Missed => ("missed", text::phase_missed()),
        Phase::Closed => ("closed", text::phase_closed()),
    };
    let name = card.contact.details.name.as_ref().unwrap_or(&card.contact.handle).to_string();
    let rated = card.rated.as_deref().map(rating);
    let owner = card.owner.as_ref().map(|owner| format!(" · {}", owner.name));
    view! {
        <li class="item item-link">
            <div class="item-text">
                <a href=format!("#/{list}/{}", card.enquiry)><strong dir="auto">{name}</strong></a>
                <span class="one-line">{format::full(card.raised_at_ms)} " · " {card.entry.name().to_string()} " · " {phase} {owner}</span>
            </div>
            {rated}
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}
