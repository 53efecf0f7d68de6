//! Forms as they are typed, and what becomes of them: a request, or what is wrong beside each field. A draft holds any
//! text, so nothing that a person typed is lost to a rule.

mod service;
mod tag;

use shared::{
    api::{AcceptInvitation, ChangePassword, Invite, SignIn, StaffSettings, StaffUpdate},
    card::Role,
    value::{DisplayName, EmailAddress, Handle, Password, ShortText},
};

pub(crate) use service::{MOST_SITES, ServiceDraft};
pub(crate) use tag::{TagDraft, shift};

/// Which field of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Name,
    Handle,
    Title,
    Description,
    Email,
    Password,
    Current,
    TimeZone,
    Languages,
    /// The one at this place.
    Language(usize),
    Sites,
    /// The one at this place.
    Site(usize),
    Destinations,
    /// Name of the destination with this key.
    DestinationName(u32),
    /// Its wait.
    Wait(u32),
    /// Its staff.
    Serving(u32),
}

/// What is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    Name,
    Line,
    Handle,
    Email,
    Password,
    Missing,
    Language,
    Site,
    Twice,
    TooMany(u32),
    Wait,
    NobodyServes,
    /// Said by the server: somebody has it.
    Taken,
    /// Said by the server: the password until now is another one.
    WrongPassword,
}

/// What is wrong, field by field, in the order of the form.
pub(crate) type Problems = Vec<(Field, Problem)>;

/// What is wrong with one field.
pub(crate) fn problem_of(problems: &Problems, field: Field) -> Option<Problem> {
    problems.iter().find(|(wrong, _)| *wrong == field).map(|(_, problem)| *problem)
}

/// Reads fields one by one and remembers what was wrong with each.
#[derive(Default)]
struct Reader {
    problems: Problems,
}

impl Reader {
    fn read<T: TryFrom<String>>(&mut self, field: Field, text: &str, problem: Problem) -> Option<T> {
        let value = T::try_from(text.to_owned()).ok();
        if value.is_none() {
            self.problems.push((field, problem));
        }
        value
    }

    /// A field that may be left empty.
    fn optional<T: TryFrom<String>>(&mut self, field: Field, text: &str, problem: Problem) -> Option<T> {
        if text.trim().is_empty() { None } else { self.read(field, text, problem) }
    }

    fn present(&mut self, field: Field, text: &str) {
        if text.is_empty() {
            self.problems.push((field, Problem::Missing));
        }
    }

    /// The request, if every field gave its value.
    fn done<T>(self, made: Option<T>) -> Result<T, Problems> {
        match made {
            Some(made) if self.problems.is_empty() => Ok(made),
            _ => Err(self.problems),
        }
    }
}

/// Signing in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SignInDraft {
    pub(crate) email: String,
    pub(crate) password: String,
}

impl SignInDraft {
    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<SignIn, Problems> {
        let mut reader = Reader::default();
        let email = reader.read::<EmailAddress>(Field::Email, &self.email, Problem::Email);
        reader.present(Field::Password, &self.password);
        reader.done(email.map(|email| SignIn { email, password: self.password.clone() }))
    }
}

/// Becoming staff.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AcceptDraft {
    pub(crate) name: String,
    pub(crate) password: String,
}

impl AcceptDraft {
    /// The request, or what is wrong.
    pub(crate) fn check(&self, secret: &str) -> Result<AcceptInvitation, Problems> {
        let mut reader = Reader::default();
        let name = reader.read::<DisplayName>(Field::Name, &self.name, Problem::Name);
        let password = reader.read::<Password>(Field::Password, &self.password, Problem::Password);
        let made = name.zip(password);
        reader.done(made.map(|(name, password)| AcceptInvitation { secret: secret.to_owned(), name, password }))
    }
}

/// Another password.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PasswordDraft {
    pub(crate) current: String,
    pub(crate) new: String,
}

impl PasswordDraft {
    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<ChangePassword, Problems> {
        let mut reader = Reader::default();
        reader.present(Field::Current, &self.current);
        let new = reader.read::<Password>(Field::Password, &self.new, Problem::Password);
        reader.done(new.map(|new| ChangePassword { current: self.current.clone(), new }))
    }
}

/// Inviting somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InviteDraft {
    pub(crate) email: String,
    pub(crate) role: Role,
}

impl Default for InviteDraft {
    fn default() -> Self {
        Self { email: String::new(), role: Role::Agent }
    }
}

impl InviteDraft {
    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<Invite, Problems> {
        let mut reader = Reader::default();
        let email = reader.read::<EmailAddress>(Field::Email, &self.email, Problem::Email);
        reader.done(email.map(|email| Invite { email, role: self.role }))
    }
}

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StaffDraft {
    pub(crate) name: String,
    pub(crate) handle: String,
    pub(crate) title: String,
    pub(crate) role: Role,
    pub(crate) listed: bool,
}

impl From<&StaffSettings> for StaffDraft {
    fn from(staff: &StaffSettings) -> Self {
        Self {
            name: staff.card.name.to_string(),
            handle: staff.card.handle.to_string(),
            title: staff.card.title.as_ref().map(ToString::to_string).unwrap_or_default(),
            role: staff.role,
            listed: staff.listed,
        }
    }
}

impl StaffDraft {
    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<StaffUpdate, Problems> {
        let mut reader = Reader::default();
        let name = reader.read::<DisplayName>(Field::Name, &self.name, Problem::Name);
        let title = reader.optional::<ShortText>(Field::Title, &self.title, Problem::Line);
        let handle = reader.read::<Handle>(Field::Handle, &self.handle, Problem::Handle);
        let made = name.zip(handle);
        let (role, listed) = (self.role, self.listed);
        reader.done(made.map(|(name, handle)| StaffUpdate { handle, name, title, role, listed }))
    }
}

/// A handle made of a name, while the person has not typed one: empty for names without Latin letters.
pub(crate) fn suggested_handle(name: &str) -> String {
    let mut handle = String::new();
    for character in name.chars().map(|character| character.to_ascii_lowercase()) {
        if character.is_ascii_lowercase() || (character.is_ascii_digit() && !handle.is_empty()) {
            handle.push(character);
        } else if !handle.is_empty() && !handle.ends_with('-') {
            handle.push('-');
        }
    }
    handle.truncate(Handle::MAX_CHARS);
    handle.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_that_is_wrong_is_told_at_once() {
        let draft = StaffDraft {
            name: " ".into(),
            handle: "Ada L".into(),
            title: "x".repeat(301),
            role: Role::Agent,
            listed: true,
        };
        let problems = draft.check().expect_err("three fields are wrong");
        assert_eq!(
            problems,
            [(Field::Name, Problem::Name), (Field::Title, Problem::Line), (Field::Handle, Problem::Handle)]
        );
        assert_eq!(problem_of(&problems, Field::Handle), Some(Problem::Handle));
        assert_eq!(problem_of(&problems, Field::Email), None);
    }

    #[test]
    fn a_title_may_be_left_empty() {
        let draft = StaffDraft {
            name: "Ada".into(),
            handle: "ada".into(),
            title: " ".into(),
            role: Role::Owner,
            listed: false,
        };
        assert_eq!(draft.check().expect("nothing is wrong").title, None);
    }

    #[test]
    fn signing_in_asks_for_no_length_so_that_old_passwords_work() {
        let draft = SignInDraft { email: "Ada@Example.com ".into(), password: "short".into() };
        assert_eq!(draft.check().expect("nothing is wrong").email.as_str(), "ada@example.com");
        assert_eq!(SignInDraft::default().check().expect_err("nothing is typed").len(), 2);
    }

    #[test]
    fn a_handle_is_suggested_from_a_name() {
        assert_eq!(suggested_handle("Sales & Support"), "sales-support");
        assert_eq!(suggested_handle("24/7 Help!"), "help");
        assert_eq!(suggested_handle("營業"), "");
        assert!(Handle::try_from(suggested_handle(&"very long ".repeat(9))).is_ok());
    }
}
