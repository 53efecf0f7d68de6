//! Where a message is written.

use leptos::{
    ev::{Event, KeyboardEvent, MouseEvent, SubmitEvent},
    html,
    prelude::*,
};
use shared::value::MessageBody;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{dom, icon};
use crate::text;

/// From here on, what is left of the limit is shown.
const COUNTS_FROM: usize = MessageBody::MAX_CHARS - 400;

/// A text box that grows with its text, and a button. Enter sends, Shift+Enter starts a line, and neither while an input
/// method is at work: its Enter picks a word.
#[component]
pub fn Composer(
    /// What was written so far. Emptied when it is sent.
    value: RwSignal<String>,
    /// Takes what was written: 1 to 4,000 characters, trimmed.
    #[prop(into)]
    on_send: Callback<String>,
    /// At every change by hand.
    #[prop(into, optional)]
    on_typing: Option<Callback<()>>,
    /// In the empty box.
    #[prop(into, optional)]
    placeholder: MaybeProp<String>,
    /// The box, to put the focus there.
    #[prop(optional)]
    text_box: NodeRef<html::Textarea>,
) -> AnyView {
    let below = format!("composer-{}", dom::next_id());
    let count = Memo::new(move |_| value.with(|text| text.trim().chars().count()));
    let too_long = move || count.get() > MessageBody::MAX_CHARS;
    let remark = move || match count.get() {
        0..COUNTS_FROM => None,
        count @ COUNTS_FROM..=MessageBody::MAX_CHARS => {
            Some(text::characters_left(small(MessageBody::MAX_CHARS - count)))
        }
        count => Some(text::characters_over(small(count - MessageBody::MAX_CHARS))),
    };

    let is_ready = move || (1..=MessageBody::MAX_CHARS).contains(&count.get());
    let send = move || {
        if untrack(is_ready) {
            let text = value.with_untracked(|text| text.trim().to_owned());
            value.set(String::new());
            on_send.run(text);
        }
        // Wherever it was pressed, the next words go into the box; and on a phone the keyboard stays.
        if let Some(text_box) = text_box.get_untracked() {
            let _ = text_box.focus();
        }
    };
    let key = move |event: KeyboardEvent| {
        // 229: Safari says so of the Enter that ended a composition.
        if event.key() == "Enter" && !event.shift_key() && !event.is_composing() && event.key_code() != 229 {
            event.prevent_default();
            send();
        }
    };
    let input = move |event: Event| {
        value.set(event_target_value(&event));
        if let Some(on_typing) = on_typing {
            on_typing.run(());
        }
    };
    Effect::new(move |_| {
        value.track();
        if let Some(text_box) = text_box.get() {
            fit(&text_box);
        }
    });

    view! {
        <form
            class="composer"
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                send();
            }
        >
            <div class="composer-box" class:is-wrong=too_long on:click=move |_: MouseEvent| {
                if let Some(text_box) = text_box.get_untracked() {
                    let _ = text_box.focus();
                }
            }>
                <textarea
                    node_ref=text_box
                    rows="1"
                    dir="auto"
                    enterkeyhint="send"
                    aria-label=text::message()
                    aria-describedby=below.clone()
                    aria-invalid=move || too_long().then_some("true")
                    placeholder=move || placeholder.get().unwrap_or_else(|| text::write_a_message().to_owned())
                    prop:value=value
                    on:input=input
                    on:keydown=key
                ></textarea>
                <button class="composer-send" type="submit" aria-label=text::send() title=text::send() class:is-ready=is_ready>
                    {icon(icon::SEND)}
                </button>
            </div>
            <p class="composer-below" id=below class:is-wrong=too_long>{remark}</p>
        </form>
    }
    .into_any()
}

/// Makes the box as high as its text; the stylesheet says when that is enough.
fn fit(text_box: &HtmlElement) {
    let style = text_box.style();
    let _ = style.set_property("block-size", "auto");
    let _ = style.set_property("block-size", &format!("{}px", text_box.unchecked_ref::<HtmlElement>().scroll_height()));
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
