//! The messages of a room, oldest first. It keeps its place: at the newest while one is there, and where one reads while
//! older ones come in above or new ones below.
//!
//! The box runs from its end (`column-reverse` in the stylesheet, around one child whose order is the natural one). So
//! browsers themselves keep the newest in view when something grows, and scrolling is counted upwards from it.

use leptos::{children::Children, ev, html, prelude::*};
use shared::id::MessageId;

use super::{icon, message::line_view};
use crate::{
    text,
    transcript::{EventLine, Line, LineKey, LineKind},
};

/// Within so many pixels of an end one is there.
const NEAR_PX: i32 = 24;

/// So far from the oldest, more are asked for: before one gets there.
const OLDER_AHEAD_PX: i32 = 400;

/// A line, and a signal of how it stands. A row that changes is told so and keeps its element: one drawn anew would be
/// read out again.
#[derive(Clone)]
struct Row {
    key: LineKey,
    line: ArcRwSignal<Line>,
}

/// What can be done to a message of one's own that was not sent.
#[derive(Clone, Copy)]
pub(super) struct Unsent {
    /// Sends it again.
    pub(super) retry: Callback<MessageId>,
    /// Takes it away.
    pub(super) discard: Callback<MessageId>,
}

/// The log of a room. Draws what it is given and knows no socket.
#[component]
pub fn MessageList(
    /// Oldest first.
    #[prop(into)]
    lines: Signal<Vec<Line>>,
    /// How a line that is no message is drawn: each side has its own words for what happened.
    event: fn(&EventLine) -> AnyView,
    /// Whether there are older ones, not loaded yet.
    #[prop(into)]
    has_older: Signal<bool>,
    /// Asks for them.
    #[prop(into)]
    on_older: Callback<()>,
    /// Set here: whether the newest is in view.
    at_end: RwSignal<bool>,
    /// How many are new, for the button that jumps to them.
    #[prop(into)]
    unread: Signal<u32>,
    /// Who is writing, in words.
    #[prop(into)]
    typing: Signal<Option<String>>,
    /// Sends a message again that was not sent.
    #[prop(into)]
    on_retry: Callback<MessageId>,
    /// Takes one away that was not sent.
    #[prop(into)]
    on_discard: Callback<MessageId>,
    /// Below the newest line.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let unsent = Unsent { retry: on_retry, discard: on_discard };
    let scroller = NodeRef::<html::Div>::new();
    let rows = RwSignal::new(lines.with_untracked(|lines| carried_over(&[], lines)));
    let busy = RwSignal::new(false);

    let look = move || {
        let Some(scroller) = scroller.get_untracked() else { return };
        let from_end = scroller.scroll_top().abs();
        let is_at_end = from_end <= NEAR_PX;
        if at_end.get_untracked() != is_at_end {
            at_end.set(is_at_end);
        }
        let to_oldest = scroller.scroll_height() - scroller.client_height() - from_end;
        if to_oldest < OLDER_AHEAD_PX && has_older.get_untracked() && scroller.client_height() > 0 {
            busy.set(true);
            on_older.run(());
        }
    };
    let jump = move || {
        if let Some(scroller) = scroller.get_untracked() {
            scroller.set_scroll_top(0);
        }
    };

    Effect::new(move |before: Option<Option<LineKey>>| {
        let newest = lines.with(|lines| {
            rows.update(|rows| *rows = carried_over(rows, lines));
            lines.last().map(|line| (line.key, matches!(&line.kind, LineKind::Message(message) if message.mine)))
        });
        busy.set(false);
        let (key, mine) = newest.unzip();
        // What one just said is what one wants to see.
        if before.is_some_and(|before| before != key) && mine == Some(true) {
            jump();
        }
        request_animation_frame(look);
        key
    });

    view! {
        <div class="message-list">
            <div
                class="message-scroller"
                node_ref=scroller
                role="log"
                aria-label=text::messages()
                aria-busy=move || busy.get().then_some("true")
                tabindex="0"
                on:scroll=move |_: ev::Event| look()
            >
                <div class="message-content">
                    <Show when=move || has_older.get()>
                        <p class="message-older" aria-live="off">{text::loading_older()}</p>
                    </Show>
                    <ol class="messages">
                        <For each=move || rows.get() key=|row| row.key let:row>
                            {line_view(&row.line, event, unsent)}
                        </For>
                    </ol>
                    // Seen, but not said each time: it would talk over what is being read.
                    <p class="typing" aria-live="off" class:is-typing=move || typing.with(Option::is_some)>
                        {move || {
                            typing.get().map(|words| view! { <span class="typing-dots" aria-hidden="true"><i></i><i></i><i></i></span> <span>{words}</span> })
                        }}
                    </p>
                    {children.map(|children| view! { <div class="message-tail" aria-live="off">{children()}</div> })}
                </div>
            </div>
            <Show when=move || !at_end.get()>
                <button
                    class="message-jump"
                    type="button"
                    on:click=move |_: ev::MouseEvent| {
                        jump();
                        // This button goes away now, and the focus must not go with it.
                        if let Some(scroller) = scroller.get_untracked() {
                            let _ = scroller.focus();
                        }
                    }
                >
                    {icon(icon::DOWN)}
                    <span>{move || match unread.get() { 0 => text::jump_to_newest().to_owned(), count => text::unread(count) }}</span>
                </button>
            </Show>
        </div>
    }
    .into_any()
}

/// Rows for `lines`. One that was there before stays, and is told what it is now.
fn carried_over(rows: &[Row], lines: &[Line]) -> Vec<Row> {
    // Both lists are nearly always in the same order: the search goes on where it found the last one.
    let mut from = 0;
    lines
        .iter()
        .map(|line| {
            let found = (from..rows.len()).chain(0..from).find(|at| rows[*at].key == line.key);
            let Some(at) = found else { return Row { key: line.key, line: ArcRwSignal::new(line.clone()) } };
            from = at + 1;
            let row = rows[at].clone();
            if row.line.with_untracked(|known| known != line) {
                row.line.set(line.clone());
            }
            row
        })
        .collect()
}
