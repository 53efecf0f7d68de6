//! What can be done by keyboard.

use kit::view::Dialog;
use leptos::{ev::Event, prelude::*};

use crate::{preference, text};

/// The list of shortcuts.
#[component]
pub(super) fn Help(
    /// It was dismissed.
    #[prop(into)]
    on_close: Callback<()>,
) -> AnyView {
    let single = RwSignal::new(preference::single_keys());
    let choose = move |event: Event| {
        let on = event_target_checked(&event);
        single.set(on);
        preference::keep_single_keys(on);
    };
    let keys = |words: &'static str, keys: &[&'static str]| {
        let keys = keys.iter().map(|&key| view! { <kbd>{key}</kbd> }).collect_view();
        view! { <div class="keys"><dt>{words}</dt><dd>{keys}</dd></div> }.into_any()
    };
    let letters = move || {
        single.get().then(|| {
            view! {
                {keys(text::key_next_plain(), &["J"])}
                {keys(text::key_previous_plain(), &["K"])}
                {keys(text::key_open(), &["O"])}
                {keys(text::key_message(), &["M"])}
                {keys(text::key_transfer(), &["T"])}
                {keys(text::key_labels(), &["L"])}
                {keys(text::key_details(), &["D"])}
                {keys(text::key_help(), &["?"])}
            }
        })
    };
    view! {
        <Dialog title=text::keys_help() on_close=on_close>
            <dl class="keys-list">
                {keys(text::key_next(), &["Alt", "↓"])}
                {keys(text::key_previous(), &["Alt", "↑"])}
                {keys(text::key_find(), &["Ctrl", "K"])}
                {keys(text::search_in_room(), &["Ctrl", "F"])}
                {keys(text::key_send(), &["Enter"])}
                {keys(text::key_line(), &["Shift", "Enter"])}
                {keys(text::key_stress(), &["Ctrl", "B", "I"])}
                {keys(text::key_back(), &["Esc"])}
                {letters}
            </dl>
            <label class="check">
                <input type="checkbox" prop:checked=single on:change=choose />
                <span>{text::single_keys()}</span>
            </label>
        </Dialog>
    }
    .into_any()
}
