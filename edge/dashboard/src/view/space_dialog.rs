//! What is asked about Spaces: what a new one is to be, which of all one wants to see, and who is in one.

mod about;
mod browse;
mod new;

use kit::{
    form::{Problem, Problems},
    lean::maybe,
    view::{focus_when_there, wrong},
};
use leptos::{ev::Event, prelude::*};
use shared::{
    id::StaffId,
    space::{Access, SpaceWords},
    value::{DisplayName, ShortText},
};
use ui::view::{Avatar, Field};

use self::{about::About, browse::Browse, new::NewSpace};
use crate::{
    desk::{AskOfSpaces, Desk},
    text,
};

/// The dialog, if something is asked.
pub(super) fn space_dialog(desk: Desk) -> AnyView {
    maybe(move || {
        Some(match desk.asking_of_spaces.get()? {
            AskOfSpaces::New => view! { <NewSpace /> }.into_any(),
            AskOfSpaces::Browse => view! { <Browse /> }.into_any(),
            AskOfSpaces::About(space) => view! { <About space=space /> }.into_any(),
        })
    })
}

fn close(desk: Desk) {
    desk.asking_of_spaces.set(None);
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

fn person(desk: Desk, staff: StaffId) -> AnyView {
    let name = desk.name_of_staff(staff);
    let photo = desk.board.with_untracked(|board| board.colleague(staff).and_then(|one| one.card.photo.clone()));
    view! {
        <Avatar name=name.clone() seed=staff.to_string() photo=photo />
        <span class="person-name">{name}</span>
    }
    .into_any()
}
