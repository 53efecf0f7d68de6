//! What is asked about Spaces: what a new one is to be, which of all one wants to see, and who is in one.

mod about;
mod browse;
mod new;

use kit::{
    form::{Problem, Problems},
    guest::Visit,
    host::{AboutSpaces, AskOfSpaces, Wish},
    view::{focus_when_there, wrong},
};
use leptos::{ev::Event, prelude::*};
use shared::{
    id::{SpaceId, StaffId},
    space::{Access, SpaceWords},
    value::{DisplayName, ShortText},
};
use ui::view::{Avatar, Field};

use self::{about::About, browse::Browse, new::NewSpace};
use crate::text;

/// In the dashboard's dialog.
pub(super) fn in_dialog(about: &str) -> AnyView {
    // Of another version: the page is about to be told to reload.
    let Ok(AboutSpaces { ask, colleagues }) = serde_json::from_str(about) else { return ().into_any() };
    provide_context(Colleagues(StoredValue::new(colleagues)));
    match ask {
        AskOfSpaces::New => view! { <NewSpace /> }.into_any(),
        AskOfSpaces::Browse => view! { <Browse /> }.into_any(),
        AskOfSpaces::About { space } => view! { <About space=space /> }.into_any(),
    }
}

/// Nothing is heard from here after it.
fn close(visit: Visit) {
    visit.wish(&Wish::Done);
}

/// Goes to a Space, or to the list of them.
fn go(visit: Visit, space: Option<SpaceId>) {
    let fragment = space.map_or_else(|| "/spaces".to_owned(), |space| format!("/spaces/{space}"));
    visit.wish(&Wish::Elsewhere { fragment });
    visit.wish(&Wish::Done);
}

/// Somebody of the staff: who, their name, and where their picture is, if they have one.
type Person = (StaffId, String, String);

/// Everybody but who asks.
#[derive(Clone, Copy)]
struct Colleagues(StoredValue<Vec<Person>>);

/// Colleagues whose names have these words in them.
fn called(words: &str) -> Vec<StaffId> {
    let wanted = words.trim().to_lowercase();
    colleagues().into_iter().filter(|(_, name, _)| name.to_lowercase().contains(&wanted)).map(|it| it.0).collect()
}

fn colleagues() -> Vec<Person> {
    use_context::<Colleagues>().map(|known| known.0.get_value()).unwrap_or_default()
}

fn known(visit: Visit, staff: StaffId) -> Person {
    let own = visit.me.get_untracked().card;
    if own.id == staff {
        return (staff, own.name.to_string(), own.photo.unwrap_or_default());
    }
    let found = colleagues().into_iter().find(|(id, ..)| *id == staff);
    found.unwrap_or_else(|| (staff, text::somebody().to_owned(), String::new()))
}

fn name_of(visit: Visit, staff: StaffId) -> String {
    known(visit, staff).1
}

/// What is written of a Space.
#[derive(Clone, Copy)]
struct Draft {
    name: RwSignal<String>,
    description: RwSignal<String>,
    private: RwSignal<bool>,
}

impl Draft {
    fn of(words: Option<&SpaceWords>) -> Self {
        let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
        Self {
            name: text(words.and_then(|words| words.name.as_ref().map(ToString::to_string))),
            description: text(words.and_then(|words| words.description.as_ref().map(ToString::to_string))),
            private: RwSignal::new(words.is_some_and(|words| words.access == Access::Private)),
        }
    }

    fn check(self) -> Result<SpaceWords, Problems> {
        let mut problems = Problems::new();
        let name = DisplayName::try_from(self.name.get());
        if name.is_err() {
            problems.push(Problem::new("name", kit::text::problem_name()));
        }
        let description = self.description.get();
        let description = (!description.trim().is_empty()).then(|| ShortText::try_from(description)).transpose();
        if description.is_err() {
            problems.push(Problem::new("description", text::problem_description()));
        }
        let access = if self.private.get() { Access::Private } else { Access::Public };
        match (name, description) {
            (Ok(name), Ok(description)) => Ok(SpaceWords { access, name: Some(name), description, archived: false }),
            _ => Err(problems),
        }
    }

    /// `stays`: it is private, and what was said in it stays so.
    fn fields(self, problems: Memo<Problems>, stays: bool) -> AnyView {
        let first = NodeRef::new();
        focus_when_there(first);
        let private = self.private;
        view! {
            <Field label=text::space_name() value=self.name input=first error=wrong(problems, "name") />
            <Field label=text::space_description() value=self.description optional=true error=wrong(problems, "description") />
            {(!stays).then(|| view! {
                <label class="check">
                    <input type="checkbox" prop:checked=private on:change=move |event: Event| private.set(event_target_checked(&event)) />
                    <span>{text::space_is_private()}</span>
                </label>
            })}
        }
        .into_any()
    }
}

fn person(visit: Visit, staff: StaffId) -> AnyView {
    let (_, name, photo) = known(visit, staff);
    let photo = (!photo.is_empty()).then_some(photo);
    view! {
        <Avatar name=name.clone() seed=staff.to_string() photo=photo />
        <span class="person-name">{name}</span>
    }
    .into_any()
}
