//! A colour, and whether it is seen where it will stand.

use kit::lean::{it, maybe, memo};
use leptos::{ev::Event, prelude::*};
use shared::{color::Color, setup::appearance::Sight};
use ui::view::{Button, dom};

use crate::text;

/// A colour by the browser's own choice, or by its code.
#[component]
pub(super) fn ColorField(
    label: &'static str,
    /// As it is typed.
    value: RwSignal<String>,
    /// What it will lie on.
    ground: Color,
    /// Whether it will at all.
    #[prop(into)]
    is_judged: Signal<bool>,
    /// What else is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> AnyView {
    let id = format!("color-{}", dom::next_id());
    let below = format!("{id}-below");
    let color = memo(move || value.with(|value| Color::try_from(value.as_str()).ok()));
    let sight = move || color.get().filter(|_| is_judged.get()).map(|color| Sight::of(color, ground));
    let nearest = memo(move || sight().and_then(|sight| sight.nearest));
    let is_wrong = it(move || color.get().is_none() || nearest.get().is_some() || error.with(Option::is_some));
    let said = move || {
        let Some(color) = color.get() else { return text::problem_color().to_owned() };
        let seen = sight().map(|Sight { ratio, nearest }| {
            let ratio = text::ratio(ratio);
            if nearest.is_none() { text::well_seen(&ratio) } else { text::badly_seen(&ratio) }
        });
        let letters = if color.text_on() == Color::WHITE { text::letters_white() } else { text::letters_black() };
        match error.get().or(seen) {
            Some(seen) => format!("{seen} {letters}"),
            None => letters.to_owned(),
        }
    };
    let well = it(move || color.get().unwrap_or(Color::BLACK).to_string());
    let take = move |event: Event| value.set(event_target_value(&event));
    view! {
        <div class="field field-narrow">
            <label for=id.clone()>{label}</label>
            <div class="color">
                <input id=id type="color" aria-describedby=below.clone() prop:value=well on:input=take />
                <input
                    type="text"
                    dir="ltr"
                    autocomplete="off"
                    spellcheck="false"
                    maxlength="7"
                    aria-label=text::color_code(label)
                    aria-describedby=below.clone()
                    aria-invalid=it(move || is_wrong.get().then_some("true"))
                    prop:value=value
                    on:input=take
                />
            </div>
            <p class="field-below" class:is-wrong=is_wrong id=below role="status">{it(said)}</p>
            {maybe(move || nearest.get().map(|nearest| view! {
                <div><Button on_press=move |()| value.set(nearest.to_string())>{text::take_color(&nearest.to_string())}</Button></div>
            }.into_any()))}
        </div>
    }
    .into_any()
}
