//! The choice above a list that narrows it to one label.

use kit::lean::{it, live, memo, shown};
use leptos::{ev::Event, prelude::*};
use shared::{card::Phase, id::LabelId};

use crate::{desk::Desk, text};

/// The choice; nothing in a service without labels.
pub(super) fn label_filter(desk: Desk, phase: Phase) -> AnyView {
    let labels = memo(move || desk.board.with(|board| board.labels().to_vec()));
    let chosen = memo(move || desk.board.with(|board| board.filter(phase)));
    let choose = move |event: Event| {
        let label: Option<LabelId> = event_target_value(&event).parse().ok();
        desk.board.update(|board| board.narrow(phase, label));
    };
    let options = move || {
        labels.with(|labels| {
            let option = |value: String, name: String, of: Option<LabelId>| {
                view! { <option value=value selected=it(move || chosen.get() == of)>{name}</option> }
            };
            let all = option(String::new(), text::all_labels().to_owned(), None);
            let named = labels.iter().map(|one| {
                let name = one.label.name.to_string();
                let name = if one.label.archived { format!("{name} ({})", text::archived_label()) } else { name };
                option(one.id.to_string(), name, Some(one.id))
            });
            view! { {all} {named.collect_view()} }.into_any()
        })
    };
    shown(
        move || !labels.with(Vec::is_empty),
        move || {
            view! {
                <select class="label-filter" aria-label=format!("{}: {}", text::filter_by_label(), text::labels()) on:change=choose>
                    {live(options)}
                </select>
            }
            .into_any()
        },
    )
}
