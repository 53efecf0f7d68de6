//! What differs, drawn: a row for each field, and beside each other how it is in the one and the other.

use leptos::prelude::*;
use serde_json::Value;

use crate::{
    change::{LoggedItem, LoggedStep},
    difference::{Comparison, Difference, Names},
    text,
};

/// What the two sides are called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sides {
    pub(crate) first: fn() -> &'static str,
    pub(crate) second: fn() -> &'static str,
}

/// Of a change.
pub(crate) const BEFORE_AND_AFTER: Sides = Sides { first: text::before, second: text::after };

/// A table of what differs; none if nothing does.
pub(crate) fn table(name: &str, sides: Sides, found: &[Difference]) -> Option<AnyView> {
    if found.is_empty() {
        return None;
    }
    let rows = found.iter().map(|one| row(one, sides)).collect_view();
    Some(
        view! {
            // Where a phone has no room for columns, its rows are drawn as blocks: the roles stay.
            <table class="compared" role="table" aria-label=name.to_owned()>
                <thead role="rowgroup">
                    <tr role="row">
                        <th scope="col" role="columnheader">{text::field_column()}</th>
                        <th scope="col" role="columnheader">{(sides.first)()}</th>
                        <th scope="col" role="columnheader">{(sides.second)()}</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        }
        .into_any(),
    )
}

fn row(one: &Difference, sides: Sides) -> AnyView {
    let place = one.place.join(" › ");
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{place}</th>
            {cell("is-first", (sides.first)(), one.before.clone())}
            {cell("is-second", (sides.second)(), one.after.clone())}
        </tr>
    }
    .into_any()
}

/// On a phone the sides stand below each other, each after its name.
fn cell(class: &'static str, side: &'static str, words: Option<String>) -> AnyView {
    let words = match words {
        Some(words) => view! { <span class="compared-words">{words}</span> }.into_any(),
        None => view! { <span class="compared-none">{text::nothing_there()}</span> }.into_any(),
    };
    view! { <td class=class role="cell" data-side=side>{words}</td> }.into_any()
}

/// What a step did, in a line; its sign; and what differs.
pub(crate) struct Told {
    pub(crate) words: String,
    pub(crate) sign: &'static str,
    pub(crate) differences: Vec<Difference>,
}

/// Tells a step of a change.
pub(crate) fn told(step: &LoggedStep, names: &Names) -> Told {
    let differs =
        |kind: &str, before: &Value, after: &Value| Comparison { names, speech: &text::OfKind(kind) }.of(before, after);
    match step {
        LoggedStep::Put { before: None, after, .. } => {
            let (what, sign) = called(after);
            let differences = differs(&after.kind, &Value::Object(serde_json::Map::new()), &after.value);
            Told { words: text::step_made(&what), sign, differences }
        }
        LoggedStep::Put { before: Some(before), after, .. } => {
            let (what, sign) = called(before);
            let differences = differs(&after.kind, &before.value, &after.value);
            Told { words: text::step_changed(&what), sign, differences }
        }
        LoggedStep::Remove { before } => {
            let (what, sign) = called(before);
            Told { words: text::step_removed(&what), sign, differences: Vec::new() }
        }
        LoggedStep::Order { kind, before, after } => {
            let (what, sign) = text::kind(kind);
            let listed = |ids: &[String]| {
                let ids = Value::Array(ids.iter().cloned().map(Value::String).collect());
                Comparison { names, speech: &text::Words }.said("", &ids)
            };
            let place = vec![text::order_word().to_owned()];
            let differences = vec![Difference { place, before: listed(before), after: listed(after) }];
            Told { words: text::step_ordered(&what), sign, differences }
        }
        LoggedStep::Staff { before, after, .. } => {
            let (kind, sign) = text::kind("staff");
            let what = text::named(&kind, before.get("name").and_then(Value::as_str).unwrap_or_default());
            match after {
                Some(after) => {
                    Told { words: text::step_changed(&what), sign, differences: differs("staff", before, after) }
                }
                None => Told { words: text::step_removed(&what), sign, differences: Vec::new() },
            }
        }
        LoggedStep::Unknown => {
            Told { words: text::step_unknown().to_owned(), sign: kit::sign::SETTINGS, differences: Vec::new() }
        }
    }
}

fn called(item: &LoggedItem) -> (String, &'static str) {
    let (kind, sign) = text::kind(&item.kind);
    (item.name().map_or_else(|| kind.clone(), |name| text::named(&kind, name)), sign)
}
