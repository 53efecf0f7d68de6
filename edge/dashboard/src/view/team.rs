//! Colleagues, and whether they are there.

use kit::{
    lean::{it, maybe, memo, shown},
    sign,
    view::long_list,
};
use leptos::prelude::*;
use shared::{card::Availability, id::StaffId, wire::Colleague};
use ui::view::{Avatar, Button, EmptyState};

use super::availability::dot;
use crate::{desk::Desk, text};

/// The list.
#[component]
pub(super) fn Team() -> AnyView {
    let desk = Desk::here();
    let ids = memo(move || {
        desk.board.with(|board| board.colleagues().iter().map(|colleague| colleague.card.id).collect::<Vec<StaffId>>())
    });
    view! {
        <section class="panel panel-alone" aria-labelledby="list-title">
            <header class="panel-head">
                <h2 id="list-title" tabindex="-1">{text::team()}</h2>
            </header>
            <div class="panel-body">
                {shown(move || ids.with(Vec::is_empty), move || view! {
                    <EmptyState sign=sign::TEAM title=text::nobody_else()><p>{text::nobody_else_words()}</p></EmptyState>
                }.into_any())}
                {long_list("rows", 66, ids, move |staff| row(desk, staff))}
            </div>
        </section>
    }
    .into_any()
}

fn row(desk: Desk, staff: StaffId) -> AnyView {
    let colleague = memo(move || desk.board.with(|board| board.colleague(staff).cloned()));
    let part =
        move |draw: fn(&Colleague) -> AnyView| maybe(move || colleague.with(|colleague| colleague.as_ref().map(draw)));
    let availability = it(move || {
        colleague.with(|colleague| colleague.as_ref().map_or(Availability::Offline, |colleague| colleague.availability))
    });
    view! {
        <li class="row row-person">
            {part(|colleague| {
                let card = colleague.card.clone();
                view! { <Avatar name=card.name.to_string() seed=card.id.to_string() photo=card.photo /> }.into_any()
            })}
            <div class="row-text">
                <h3 class="one-line">{part(|colleague| colleague.card.name.to_string().into_any())}</h3>
                <p class="row-words one-line">
                    {part(|colleague| match &colleague.card.title {
                        Some(title) => title.to_string().into_any(),
                        None => text::role(colleague.role).into_any(),
                    })}
                </p>
            </div>
            <span class="row-availability">{dot(availability)} {it(move || text::availability_name(availability.get()))}</span>
            <Button on_press=move |()| desk.talk_to(staff)>
                {text::message_colleague()} <span class="unseen">" "{part(|colleague| colleague.card.name.to_string().into_any())}</span>
            </Button>
        </li>
    }
    .into_any()
}
