//! Something to be copied.

use kit::{
    clipboard,
    lean::{it, live},
    sign,
};
use std::time::Duration;

use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use ui::view::icon::{CHECK, icon};

use crate::{console::Console, text};

/// How long the button says that it was done.
const SAYS_SO: Duration = Duration::from_secs(2);

/// A text in a frame with a button that copies it.
#[component]
pub(crate) fn Copy(
    /// What it is, for assistive technology.
    #[prop(into)]
    name: String,
    /// The text.
    #[prop(into)]
    text: Signal<String>,
) -> AnyView {
    let console = Console::here();
    let done = RwSignal::new(false);
    let copy = move |_: MouseEvent| {
        let words = text.get_untracked();
        spawn_local(async move {
            if clipboard::copy(&words).await {
                done.try_set(true);
                let done_saying = move || {
                    done.try_set(false);
                };
                set_timeout(done_saying, SAYS_SO);
            } else {
                console.complain(text::copy_failed());
            }
        });
    };
    view! {
        <div class="copy">
            <pre class="copy-text" tabindex="0" role="group" aria-label=name dir="ltr"><code>{text}</code></pre>
            <button class="button copy-button" type="button" on:click=copy>
                {live(move || icon(if done.get() { CHECK } else { sign::COPY }))}
                <span role="status">{it(move || if done.get() { text::copied() } else { text::copy() })}</span>
            </button>
        </div>
    }
    .into_any()
}
