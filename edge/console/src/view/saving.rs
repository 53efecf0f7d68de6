//! Saving an item: what is sent says which revision it was made from. When somebody else was quicker, both are shown beside
//! each other, and the person chooses; what they typed stays until they do, and can be had back after. What was saved can be
//! taken back from the toast that says so.
//!
//! A form of any kind of item has all this by a [`Saving`]: [`Saving::problems`] instead of a submission's,
//! [`Saving::run`] when it is sent, [`Saving::above`] as the first thing in it, and [`Foot`] as the last.

mod meanwhile;

use kit::{focus, form::Problems, lean::it, view::Submission};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use shared::api::ErrorCode;
use ui::{
    http::Fault,
    view::{Button, Look},
};

use self::meanwhile::Meanwhile;
use crate::{
    change::{ChangePage, LoggedChange, names},
    console::{Console, gone},
    text,
};

/// Where an item is saved, below the service's address.
#[derive(Clone, Debug)]
enum Place {
    /// What there is one of.
    One { path: &'static str },
    /// One of a list; without an id it is about to be made.
    Among { path: &'static str, id: Option<String> },
}

/// One form's way to save an item.
#[derive(Clone, Copy)]
pub(crate) struct Saving {
    console: Console,
    submission: Submission,
    place: StoredValue<Place>,
    /// The one that the form was made from.
    revision: RwSignal<Option<u32>>,
    meanwhile: RwSignal<Option<Meanwhile>>,
}

/// What is read of every answer, whatever the item.
struct Answer {
    id: String,
    revision: u32,
    value: Value,
}

impl Saving {
    /// Of what there is one of, in this revision.
    pub(crate) fn one(path: &'static str, revision: u32) -> Self {
        Self::at(Place::One { path }, Some(revision))
    }

    /// Of one of a list, by its id and revision; of a new one without.
    pub(crate) fn among(path: &'static str, known: Option<(String, u32)>) -> Self {
        let revision = known.as_ref().map(|(_, revision)| *revision);
        Self::at(Place::Among { path, id: known.map(|(id, _)| id) }, revision)
    }

    fn at(place: Place, revision: Option<u32>) -> Self {
        Self {
            console: Console::here(),
            submission: Submission::new(),
            place: StoredValue::new(place),
            revision: RwSignal::new(revision),
            meanwhile: RwSignal::new(None),
        }
    }

    /// While an answer is awaited.
    pub(crate) fn busy(self) -> Signal<bool> {
        self.submission.busy()
    }

    /// What is wrong now; `check` reads the whole form.
    pub(crate) fn problems<T>(
        self,
        check: impl Fn() -> Result<T, Problems> + Copy + Send + Sync + 'static,
    ) -> Memo<Problems> {
        self.submission.problems(check)
    }

    /// Sends what was checked. `done` gets it as it was saved, with its id if it asks for
    /// that (`api::Saved`), and the toast says so.
    pub(crate) fn run<T, A>(self, event: &SubmitEvent, checked: Result<T, Problems>, done: impl FnOnce(A) + 'static)
    where
        T: Serialize,
        A: DeserializeOwned + 'static,
    {
        let checked = checked.map(|settings| serde_json::to_value(settings).unwrap_or_default());
        self.meanwhile.set(None);
        self.submission.run(
            event,
            checked,
            move |mine| self.send(mine),
            move |answer: Option<Answer>| {
                let Some(Answer { id, revision, value }) = answer else {
                    // It is above the form, which may be long.
                    request_animation_frame(|| {
                        let _ = focus::to(".meanwhile h3");
                    });
                    return;
                };
                let as_before = self.revision.get_untracked() == Some(revision);
                self.revision.set(Some(revision));
                if let Ok(settings) = serde_json::from_value(value) {
                    done(settings);
                }
                // What was so already made no change that could be taken back.
                let is_it = move |change: &LoggedChange| !as_before && change.made(&id, revision);
                spawn_local(say_saved(self.console, text::saved(), is_it));
            },
        );
    }

    /// None if somebody else was quicker: then that is shown.
    async fn send(self, mine: Value) -> Result<Option<Answer>, Fault> {
        let (method, path) = self.place.with_value(|place| match place {
            Place::One { path } => ("PUT", (*path).to_owned()),
            Place::Among { path, id: Some(id) } => ("PUT", format!("{path}/{id}")),
            Place::Among { path, id: None } => ("POST", (*path).to_owned()),
        });
        let mut body = mine.clone();
        if let (Some(fields), Some(revision)) = (body.as_object_mut(), self.revision.get_untracked()) {
            fields.insert("revision".to_owned(), revision.into());
        }
        match self.console.send::<Value>(method, &path, &body).await {
            Ok(value) => Answer::read(value).map(Some).ok_or(Fault::Unreadable),
            Err(Fault::Refused(error)) if error.code == ErrorCode::ChangedMeanwhile => {
                let Answer { revision, value: theirs, .. } = self.theirs().await?;
                // Without the names it is shown all the same.
                let names = names(self.console).await.unwrap_or_default();
                self.meanwhile.try_set(Some(Meanwhile { theirs, revision, mine, names, taken: false }));
                Ok(None)
            }
            Err(fault) => Err(fault),
        }
    }

    /// The kind of item: lists are named for many of it.
    fn kind(self) -> &'static str {
        self.place.with_value(|place| match place {
            Place::One { path } => path,
            Place::Among { path, .. } => path.trim_end_matches('s'),
        })
    }

    /// It as it is now.
    async fn theirs(self) -> Result<Answer, Fault> {
        match self.place.get_value() {
            Place::One { path } => Answer::read(self.console.get(path).await?).ok_or(Fault::Unreadable),
            Place::Among { path, id } => {
                let all = self.console.get::<Vec<Value>>(path).await?;
                let mut all = all.into_iter().filter_map(Answer::read);
                all.find(|one| Some(&one.id) == id.as_ref()).ok_or_else(gone)
            }
        }
    }

    /// What stands above the fields: why it was refused, and what somebody else made of it. `draft` is the form, `saved`
    /// what it was when it was saved last; `read` makes such a draft.
    pub(crate) fn above<T, D>(
        self,
        check: impl Fn() -> Result<T, Problems> + Copy + Send + Sync + 'static,
        draft: RwSignal<D>,
        saved: RwSignal<D>,
        read: impl Fn(&T) -> D + Send + Sync + 'static,
    ) -> AnyView
    where
        T: Serialize + DeserializeOwned + 'static,
        D: Send + Sync + 'static,
    {
        let mine = it(move || check().ok().and_then(|settings| serde_json::to_value(settings).ok()));
        let show = Callback::new(move |(value, is_saved): (Value, bool)| {
            if let Ok(settings) = serde_json::from_value::<T>(value) {
                if is_saved {
                    saved.set(read(&settings));
                }
                draft.set(read(&settings));
            }
        });
        self.above_of(mine, show, |value| serde_json::from_value::<T>(value).and_then(serde_json::to_value))
    }
}

impl Answer {
    fn read(value: Value) -> Option<Self> {
        let id = value.get("id")?.as_str()?.to_owned();
        let revision = value.get("revision")?.as_u64().and_then(|revision| u32::try_from(revision).ok())?;
        Some(Self { id, revision, value })
    }
}

/// What ends a form: the button that saves it, the way back without, and whether something isn't saved yet.
#[component]
pub(crate) fn Foot(
    /// While an answer is awaited.
    busy: Signal<bool>,
    unsaved: Memo<bool>,
    /// The address of the list that the item is in, if it is in one.
    #[prop(optional, into)]
    back: Option<String>,
) -> AnyView {
    view! {
        <div class="form-foot form-foot-fixed">
            <Button look=Look::Primary submits=true busy=busy>{text::save()}</Button>
            {back.map(|back| view! { <a class="button button-quiet" href=back>{ui::text::cancel()}</a> })}
            <span class="form-state">{it(move || unsaved.get().then(text::unsaved))}</span>
        </div>
    }
    .into_any()
}

/// Says that something was done; with a way back, if the change that did it is found in the log and can be undone.
pub(crate) async fn say_saved(console: Console, words: &'static str, is_it: impl Fn(&LoggedChange) -> bool) {
    let newest = console.get::<ChangePage>("changes").await.ok();
    let change = newest.and_then(|page| page.changes.into_iter().find(is_it)).filter(|change| change.undoable);
    match change {
        Some(change) => console.offer_undo(words, change.change),
        None => console.say(words),
    }
}
