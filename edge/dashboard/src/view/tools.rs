//! What stands above the box where staff write: lists to choose from, marks that stress words, and faces.

use kit::{
    lean::{it, press, shown},
    sign,
};
use leptos::{
    ev::{KeyboardEvent, MouseEvent, PointerEvent},
    html,
    prelude::*,
};
use ui::{live::Live, view::icon::icon};

use crate::{
    desk::{insert, wrap},
    text,
};

/// Those that people in service write most: each is its own name to a screen reader, in its language.
const FACES: &str = "😀 😄 😂 😊 🙂 😉 😍 😘 😎 🤔 😅 😌 😢 😭 😡 😱 🥳 🤗 🙈 🙏 👍 👎 👌 👏 🙌 💪 👋 🤝 ✌️ 👀 ❤️ 💙 💚 💛 💔 ✨ ⭐ 🔥 🎉 🎁 🎂 🌹 🌞 ☀️ ☔ ❄️ ☕ 🍀 ✅ ❌ ❗ ❓ ⚠️ ℹ️ ⏰ 📅 📍 📎 📞 📧 📦 🚚 ✈️ 🏠 💳 💰 🛒 🔑 🔧 💡";

/// The marks, each with what stands on its button and what it does.
fn marks() -> [(&'static str, &'static str, &'static str); 4] {
    [("*", "B", text::bold()), ("_", "I", text::italic()), ("~", "S", text::struck()), ("`", "<>", text::code())]
}

/// A button that opens a list by its sign.
pub(super) fn opener(sign: &'static str, name: &'static str, open: impl Fn() + 'static) -> AnyView {
    view! {
        <button type="button" class="tool" title=name aria-label=name on:click=press(move |_: MouseEvent| open())>
            {sign}
        </button>
    }
    .into_any()
}

/// The tools for one text.
pub(super) fn tools(text_box: NodeRef<html::Textarea>, value: Live<String>) -> AnyView {
    let open = RwSignal::new(false);
    // The focus stays in the box, and what is selected there.
    let stay = move |event: PointerEvent| event.prevent_default();
    let marks = marks().map(|(mark, sign, name)| {
        view! {
            <button type="button" class="tool tool-mark" title=name aria-label=name on:pointerdown=stay on:click=press(move |_: MouseEvent| wrap(text_box, value, mark))>
                {sign}
            </button>
        }
    });
    let key = move |event: KeyboardEvent| {
        if open.get_untracked() && event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            open.set(false);
            if let Some(text_box) = text_box.get_untracked() {
                let _ = text_box.focus();
            }
        }
    };
    let faces = move || {
        let face = |face: &'static str| {
            view! {
                <button type="button" on:click=press(move |_: MouseEvent| {
                    open.set(false);
                    insert(text_box, value, face);
                })>{face}</button>
            }
        };
        let all = FACES.split(' ').map(face).collect_view();
        view! { <div class="faces" role="group" aria-label=text::emoji()>{all}</div> }.into_any()
    };
    view! {
        {marks.collect_view()}
        <span class="faces-holder" on:keydown=key>
            <button
                type="button"
                class="tool"
                title=text::emoji()
                aria-label=text::emoji()
                aria-expanded=it(move || open.get().to_string())
                on:pointerdown=stay
                on:click=press(move |_: MouseEvent| open.update(|open| *open = !*open))
            >
                {icon(sign::SMILE)}
            </button>
            {shown(move || open.get(), faces)}
        </span>
    }
    .into_any()
}

/// Ctrl+B and Ctrl+I, as in every program that writes; whether it was one of them.
pub(super) fn mark_key(event: &KeyboardEvent, text_box: NodeRef<html::Textarea>, value: Live<String>) -> bool {
    let modified = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key();
    let mark = match event.key().as_str() {
        "b" => "*",
        "i" => "_",
        _ => return false,
    };
    if modified {
        event.prevent_default();
        wrap(text_box, value, mark);
    }
    modified
}
