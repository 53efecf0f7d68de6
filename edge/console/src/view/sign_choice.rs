//! The sign of a tag: one of ours, or a picture of the owner's.

use kit::lean::it;
use leptos::{ev::Event, prelude::*};
use shared::setup::appearance::Icon;
use ui::view::{
    dom,
    icon::{TAG, chosen, icon},
};

use super::picture::{PictureField, Shape};
use crate::text;

/// The choice.
#[component]
pub(super) fn SignChoice(
    sign: RwSignal<Option<Icon>>,
    picture: RwSignal<Option<String>>,
    /// What is wrong with the picture, in words.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> AnyView {
    let group = format!("sign-{}", dom::next_id());
    let all = std::iter::once(None).chain(Icon::ALL.map(Some)).map(|one| {
        let drawn = one.map_or_else(|| icon(TAG), |one| chosen(one).into_any());
        let choose = move |_: Event| sign.set(one);
        view! {
            <label class="sign" title=name(one)>
                <input type="radio" name=group.clone() aria-label=name(one) prop:checked=it(move || sign.get() == one) on:change=choose />
                {drawn}
            </label>
        }
    });
    let shown = move || sign.get().map_or_else(|| icon(TAG), |one| chosen(one).into_any());
    view! {
        <fieldset class="signs">
            <legend>{text::sign()}</legend>
            <div class="signs-row">{all.collect_view()}</div>
        </fieldset>
        <PictureField label=text::sign_picture() hint=text::sign_picture_hint() value=picture shape=Shape::Square empty=shown error=error />
    }
    .into_any()
}

fn name(sign: Option<Icon>) -> &'static str {
    sign.map_or_else(text::sign_usual, text::sign_words)
}
