//! Removing something that the settings list, after a question.

use kit::{
    lean::shown,
    page::Page,
    view::{Confirm, part::card},
};
use leptos::{prelude::*, task::spawn_local};
use ui::view::{Button, Look};

use crate::{console::Console, text};

/// The button, in a part of the page of its own, the question, and the way back to the list once it is done.
#[component]
pub(crate) fn Removal(
    /// What the button is about.
    title: &'static str,
    /// Its address below the service's.
    path: String,
    /// Whether that is meant.
    question: String,
    /// What will happen then.
    words: &'static str,
    /// What is said once it is done.
    removed: String,
    /// Where it was listed.
    list: Page,
    /// On the buttons.
    #[prop(default = text::remove())]
    verb: &'static str,
) -> AnyView {
    let console = Console::here();
    let (asking, busy) = (RwSignal::new(false), RwSignal::new(false));
    let (question, sent) = (StoredValue::new(question), StoredValue::new((path, removed)));
    let remove = move |()| {
        busy.set(true);
        let (path, removed) = sent.get_value();
        spawn_local(async move {
            let answer = console.send::<()>("DELETE", &path, &()).await;
            busy.try_set(false);
            asking.try_set(false);
            match answer {
                Ok(()) => {
                    console.say(removed);
                    console.set_unsaved(false);
                    console.go(list.place());
                }
                Err(fault) => console.complain(text::fault(&fault)),
            }
        });
    };
    let button = view! {
        <div class="card-foot">
            <Button look=Look::Danger on_press=move |()| asking.set(true)>{verb}</Button>
        </div>
    };
    view! {
        {card(title, Some(words), button.into_any())}
        {shown(move || asking.get(), move || view! {
            <Confirm
                title=question.get_value()
                words=words
                verb=verb
                busy=busy
                on_confirm=remove
                on_close=move |()| asking.set(false)
            />
        }.into_any())}
    }
    .into_any()
}
