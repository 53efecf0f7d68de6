//! Forms of the service's own: which of them is still to be asked. What was answered is kept in the browser, so that who comes
//! again isn't asked while the service is; the annex draws the forms, and keeps what is typed into them.

use shared::{
    card::EntryCard,
    form::{self, Asks, Filled},
    id::{FieldId, TagId},
    setup::form::Moment,
};
use ui::{
    annex,
    read::{Json, Read, field, field_or_default, from_text},
    storage,
};

use super::App;

/// A form, as far as the chat knows it without the annex.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outline {
    moment: Moment,
    tags: Vec<TagId>,
    fields: Vec<FieldOutline>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct FieldOutline {
    id: Option<FieldId>,
}

ui::read_struct!(FieldOutline { id });

impl Read for Outline {
    fn read(json: &Json) -> Option<Self> {
        let (tags, fields) = (field_or_default(json, "tags")?, field_or_default(json, "fields")?);
        Some(Self { moment: field(json, "moment")?, tags, fields })
    }
}

impl Asks for Outline {
    fn moment(&self) -> Moment {
        self.moment
    }

    fn tags(&self) -> &[TagId] {
        &self.tags
    }
}

/// The forms in the text of a directory.
struct Forms(Vec<Outline>);

impl Read for Forms {
    fn read(json: &Json) -> Option<Self> {
        field_or_default(json, "forms").map(Self)
    }
}

impl App {
    /// Takes the forms of a directory; where there are some, the annex, which draws them, comes along.
    pub(super) fn know_forms(self, directory: &str) {
        let forms = from_text::<Forms>(directory).map(|forms| forms.0).unwrap_or_default();
        if !forms.is_empty() {
            annex::warm_up();
        }
        self.forms.set(forms);
    }

    /// Whether something is still to be asked before the first message.
    pub(crate) fn asks_first(self, entry: &EntryCard) -> bool {
        self.learned.track();
        let answered = self.answered();
        self.forms.with(|forms| {
            let form = form::asked(forms.iter(), Moment::PreChat, entry.entry());
            let is_open =
                |field: &FieldOutline| field.id.is_some_and(|id| answered.split(' ').all(|one| one != id.to_string()));
            form.is_some_and(|form| form.fields.iter().any(is_open))
        })
    }

    /// The service has these answers.
    pub(crate) fn answered_now(self, form: &Filled) {
        let key = self.answers_key("typed");
        let (mut answered, mut typed) = (self.answered(), storage::find::<Filled>(&key).unwrap_or_default());
        for answer in &form.answers {
            answered.push(' ');
            answered.push_str(&answer.field.to_string());
            typed.answers.retain(|one| one.field != answer.field);
        }
        storage::keep(&key, &typed);
        self.set_answered(&answered);
    }

    /// The service said which.
    pub(super) fn learn(self, fields: &[FieldId]) {
        let mut answered = String::new();
        for field in fields {
            answered.push(' ');
            answered.push_str(&field.to_string());
        }
        self.set_answered(&answered);
    }

    pub(super) fn forget_answers(self) {
        storage::forget(&self.answers_key("typed"));
        self.set_answered("");
    }

    /// The ids of what isn't asked again. A text, for the less code that is made for it.
    pub(crate) fn answered(self) -> String {
        storage::find(&self.answers_key("answered")).unwrap_or_default()
    }

    fn set_answered(self, answered: &str) {
        if answered != self.answered() {
            storage::keep(&self.answers_key("answered"), &answered);
            self.learned.set(!self.learned.get_untracked());
        }
    }

    fn answers_key(self, what: &str) -> String {
        format!("frontdesk.{}.{what}", self.world().service)
    }
}
