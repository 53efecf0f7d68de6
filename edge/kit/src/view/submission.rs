//! Sending a form: what is wrong shows beside its field, a refusal above the form, and nothing that was typed is lost.

use std::{future::Future, sync::Arc};

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

use crate::lean::{effect, it, maybe, memo};
use crate::{
    form::{Field, Problem, Problems, problem_of},
    text,
};

/// The server's time, each second. An application provides it for its views.
#[derive(Clone, Copy)]
pub struct Now(pub RwSignal<Timestamp>);

/// One form's attempts to be sent.
#[derive(Clone, Copy)]
pub struct Submission {
    now: RwSignal<Timestamp>,
    busy: RwSignal<bool>,
    /// Before the first attempt nobody is told what they have not typed yet.
    tried: RwSignal<bool>,
    fault: RwSignal<Option<Fault>>,
    /// Not before, by the server's clock.
    until: RwSignal<Option<Timestamp>>,
    /// What only the server could know; gone with the next change.
    found_by_server: RwSignal<Problems>,
    /// Which field a refusal is about that doesn't name one itself.
    blame: StoredValue<Blame>,
}

type Blame = fn(&ErrorBody) -> Option<Problem>;

impl Default for Submission {
    fn default() -> Self {
        Self::new()
    }
}

impl Submission {
    /// Before the first one.
    #[must_use]
    pub fn new() -> Self {
        Self {
            now: expect_context::<Now>().0,
            busy: RwSignal::new(false),
            tried: RwSignal::new(false),
            fault: RwSignal::new(None),
            until: RwSignal::new(None),
            found_by_server: RwSignal::new(Problems::new()),
            blame: StoredValue::new(|_| None),
        }
    }

    /// Says which field a refusal is about that doesn't name one itself.
    #[must_use]
    pub fn blaming(self, blame: fn(&ErrorBody) -> Option<Problem>) -> Self {
        self.blame.set_value(blame);
        self
    }

    /// While an answer is awaited.
    #[must_use]
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// What is wrong now; `check` reads the whole form.
    pub fn problems<T>(self, check: impl Fn() -> Result<T, Problems> + Copy + Send + Sync + 'static) -> Memo<Problems> {
        self.watched(Arc::new(move || check().err().unwrap_or_default()))
    }

    /// The same for all forms.
    fn watched(self, check: Arc<dyn Fn() -> Problems + Send + Sync>) -> Memo<Problems> {
        let now = check.clone();
        Effect::new(move |again: Option<()>| {
            let _ = now();
            if again.is_some() {
                self.found_by_server.update(Vec::clear);
            }
        });
        memo(move || {
            let mut problems = self.found_by_server.get();
            if self.tried.get() {
                problems.extend(check());
            }
            problems
        })
    }

    /// Sends what was checked, unless something is wrong with it: then the first such field gets the focus. What the server
    /// finds wrong with a field ([`ErrorBody::field`]) is said beside it, too.
    pub fn run<R, T, F>(
        self,
        event: &SubmitEvent,
        checked: Result<R, Problems>,
        send: impl FnOnce(R) -> F,
        done: impl FnOnce(T) + 'static,
    ) where
        F: Future<Output = Result<T, Fault>> + 'static,
    {
        event.prevent_default();
        let waits = self.until.get_untracked().is_some_and(|until| until > self.now.get_untracked());
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
                Err(fault) => self.refused(fault, form),
            }
        });
    }

    fn refused(self, fault: Fault, form: Option<HtmlElement>) {
        if let Fault::Refused(error) = &fault {
            let named = error.field.clone().map(|field| Problem::new(field, text::refusal_of_field(error)));
            if let Some(problem) = named.or_else(|| self.blame.with_value(|blame| blame(error))) {
                self.found_by_server.set(vec![problem]);
                // A field that this form doesn't show can't say it; then it is said above.
                request_animation_frame(move || {
                    if !focus_first_wrong_of(form.as_ref()) {
                        self.fault.try_set(Some(fault));
                    }
                });
                return;
            }
            if let (ErrorCode::TooFast, Some(ms)) = (error.code, error.retry_after_ms) {
                self.until.set(Some(self.now.get_untracked().plus_ms(ms.into())));
            }
        }
        self.fault.set(Some(fault));
    }

    /// Why it was refused, above the form.
    #[must_use]
    pub fn words(self) -> AnyView {
        let words = move || {
            let fault = self.fault.get()?;
            let Some(until) = self.until.get() else { return Some(text::fault(&fault)) };
            let left = until.ms_since(self.now.get());
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
#[must_use]
pub fn wrong(problems: Memo<Problems>, field: impl Into<Field>) -> Signal<Option<String>> {
    let field = field.into();
    wrong_by(problems, move || field.clone())
}

/// The same for a field whose place in a list changes.
#[must_use]
pub fn wrong_by(problems: Memo<Problems>, field: impl Fn() -> Field + Send + Sync + 'static) -> Signal<Option<String>> {
    it(move || problems.with(|problems| problem_of(problems, &field())))
}

fn focus_first_wrong(form: Option<HtmlElement>) {
    request_animation_frame(move || {
        focus_first_wrong_of(form.as_ref());
    });
}

/// Whether there is one.
fn focus_first_wrong_of(form: Option<&HtmlElement>) -> bool {
    let find = |selector| form.and_then(|form| form.query_selector(selector).ok().flatten());
    if let Some(first) = find("[aria-invalid='true']").and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
        return first.focus().is_ok();
    }
    // A group of buttons has its words below, and no box.
    find(".is-wrong:not(:empty)").is_some_and(|words| {
        words.scroll_into_view();
        true
    })
}

/// Puts the focus into a field as soon as it is there.
pub fn focus_when_there(input: NodeRef<leptos::html::Input>) {
    effect(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
}
