//! Signing in and becoming staff, as they are typed.

use kit::{
    form::{Problems, Reader},
    text,
};
use shared::{
    api::{AcceptInvitation, SignIn},
    value::{DisplayName, EmailAddress, Password},
};

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
        let email = reader.read::<EmailAddress>("email", &self.email, text::problem_email());
        reader.present("password", &self.password);
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
        let name = reader.read::<DisplayName>("name", &self.name, text::problem_name());
        let password = reader.read::<Password>("password", &self.password, text::problem_password());
        let made = name.zip(password);
        reader.done(made.map(|(name, password)| AcceptInvitation { secret: secret.to_owned(), name, password }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signing_in_asks_for_no_length_so_that_old_passwords_work() {
        let draft = SignInDraft { email: "Ada@Example.com ".into(), password: "short".into() };
        assert_eq!(draft.check().expect("nothing is wrong").email.as_str(), "ada@example.com");
        assert_eq!(SignInDraft::default().check().expect_err("nothing is typed").len(), 2);
    }
}
