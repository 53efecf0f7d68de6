//! Sending a form: what is wrong shows beside its field, a refusal above the form, and nothing that was typed is lost.

use std::future::Future;

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use shared::{
    api::{ErrorBody, ErrorCode},
    value::Timestamp,
};
use ui::{
    http::Fault,
    text::format,
    view::icon::{ALERT, icon},
};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::lean::maybe;
use crate::{
    desk::Desk,
    form::{Field, Problem, Problems, problem_of},
    text,
};

/// One form's attempts to be sent.
#[derive(Clone, Copy)]
pub(super) struct Submission {
    desk: Desk,
    busy: RwSignal<bool>,
    /// Before the first attempt nobody is told what they have not typed yet.
    tried: RwSignal<bool>,
    fault: RwSignal<Option<Fault>>,
    /// Not before, by the server's clock.
    until: RwSignal<Option<Timestamp>>,
    /// What only the server could know; gone with the next change.
    found_by_server: RwSignal<Problems>,
}

impl Submission {
    pub(super) fn new() -> Self {
        Self {
            desk: Desk::here(),
            busy: RwSignal::new(false),
            tried: RwSignal::new(false),
            fault: RwSignal::new(None),
            until: RwSignal::new(None),
            found_by_server: RwSignal::new(Problems::new()),
        }
    }

    /// While an answer is awaited.
    pub(super) fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// What is wrong now; `check` reads the whole form.
    pub(super) fn problems<T>(
        self,
        check: impl Fn() -> Result<T, Problems> + Copy + Send + Sync + 'static,
    ) -> Memo<Problems> {
        Effect::new(move |again: Option<()>| {
            let _ = check();
            if again.is_some() {
                self.found_by_server.update(Vec::clear);
            }
        });
        Memo::new(move |_| {
            let mut problems = self.found_by_server.get();
            if self.tried.get() {
                problems.extend(check().err().unwrap_or_default());
            }
            problems
        })
    }

    /// Sends what was checked, unless something is wrong with it: then the first such field gets the focus. `blame` says
    /// which field a refusal is about, if it is about one.
    pub(super) fn run<R, T, F>(
        self,
        event: &SubmitEvent,
        checked: Result<R, Problems>,
        send: impl FnOnce(R) -> F,
        blame: fn(&ErrorBody) -> Option<(Field, Problem)>,
        done: impl FnOnce(T) + 'static,
    ) where
        F: Future<Output = Result<T, Fault>> + 'static,
    {
        event.prevent_default();
        let waits = self.until.get_untracked().is_some_and(|until| until > self.desk.now.get_untracked());
        if self.busy.get_untracked() || waits {
            return;
        }
        self.fault.set(None);
        self.until.set(None);
        let form = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let Ok(request) = checked else {
            self.tried.set(true);
            focus_first_wrong(form);
            return;
        };
        let answer = send(request);
        self.busy.set(true);
        spawn_local(async move {
            let answer = answer.await;
            // The person may have gone elsewhere meanwhile.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(made) => {
                    self.tried.set(false);
                    done(made);
                }
                Err(fault) => self.refused(fault, blame, form),
            }
        });
    }

    fn refused(self, fault: Fault, blame: fn(&ErrorBody) -> Option<(Field, Problem)>, form: Option<HtmlElement>) {
        if let Fault::Refused(error) = &fault {
            if let Some(problem) = blame(error) {
                self.found_by_server.set(vec![problem]);
                focus_first_wrong(form);
                return;
            }
            if let (ErrorCode::TooFast, Some(ms)) = (error.code, error.retry_after_ms) {
                self.until.set(Some(self.desk.now.get_untracked().plus_ms(ms.into())));
            }
        }
        self.fault.set(Some(fault));
    }

    /// Why it was refused, above the form.
    pub(super) fn words(self) -> AnyView {
        let words = move || {
            let fault = self.fault.get()?;
            let Some(until) = self.until.get() else { return Some(text::fault(&fault)) };
            let left = until.ms_since(self.desk.now.get());
            // The moment has come: there is nothing left to say.
            (left > 0).then(|| text::too_many_attempts(&format::clock(left + 999)))
        };
        view! {
            <div role="alert">
                {maybe(move || words().map(|words| view! { <p class="form-wrong">{icon(ALERT)} <span>{words}</span></p> }.into_any()))}
            </div>
        }
        .into_any()
    }
}

/// What is wrong with one field, in words.
pub(super) fn wrong(problems: Memo<Problems>, field: Field) -> Signal<Option<String>> {
    Signal::derive(move || problems.with(|problems| problem_of(problems, field)).map(text::problem))
}

/// For forms of which no refusal is about one field.
pub(super) fn nobody(_: &ErrorBody) -> Option<(Field, Problem)> {
    None
}

fn focus_first_wrong(form: Option<HtmlElement>) {
    request_animation_frame(move || {
        let first = form.and_then(|form| form.query_selector("[aria-invalid='true']").ok().flatten());
        if let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
            let _ = first.focus();
        }
    });
}

/// Puts the focus into a field as soon as it is there.
pub(super) fn focus_when_there(input: NodeRef<leptos::html::Input>) {
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
}
