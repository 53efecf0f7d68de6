//! Removing something that the settings list, after a question.

use leptos::{prelude::*, task::spawn_local};
use ui::view::{Button, Look};

use super::super::{dialog::Confirm, lean::shown};
use crate::{
    desk::Desk,
    place::{Page, Place},
    text,
};

/// The button, the question, and the way back to the list once it is done.
#[component]
pub(super) fn Removal(
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
) -> AnyView {
    let desk = Desk::here();
    let (asking, busy) = (RwSignal::new(false), RwSignal::new(false));
    let (question, sent) = (StoredValue::new(question), StoredValue::new((path, removed)));
    let remove = move |()| {
        busy.set(true);
        let (path, removed) = sent.get_value();
        spawn_local(async move {
            let answer = desk.send_to::<()>("DELETE", &path, &()).await;
            busy.try_set(false);
            asking.try_set(false);
            match answer {
                Ok(()) => {
                    desk.toasts.say(removed);
                    desk.navigation.leave();
                    desk.navigation.go(Place::Settings(Some(list)));
                }
                Err(fault) => desk.toasts.complain(text::fault(&fault)),
            }
        });
    };
    view! {
        <div class="card-foot">
            <Button look=Look::Danger on_press=move |()| asking.set(true)>{text::remove()}</Button>
        </div>
        {shown(move || asking.get(), move || view! {
            <Confirm
                title=question.get_value()
                words=words
                verb=text::remove()
                busy=busy
                on_confirm=remove
                on_close=move |()| asking.set(false)
            />
        }.into_any())}
    }
    .into_any()
}
