//! Sends e-mail, where whoever deploys it set that up: the binding `MAIL`, and `MAIL_FROM`, the address that it is sent from. A mail
//! goes over in its parts and not as text, so that nothing in them can become a header.

use shared::{
    api::ErrorCode,
    value::{DisplayName, EmailAddress},
};
use worker::{Env, SendEmail, SendEmailBuilder, console_error};

use crate::error::EdgeError;

/// The way out.
pub(crate) struct Mailer {
    binding: SendEmail,
    from: EmailAddress,
}

/// What is sent.
pub(crate) struct Mail<'a> {
    pub(crate) to: &'a EmailAddress,
    /// Whom it is from, as it is shown.
    pub(crate) name: &'a DisplayName,
    pub(crate) subject: &'a str,
    /// The same twice: a reader shows one of them.
    pub(crate) text: &'a str,
    pub(crate) html: &'a str,
}

impl Mailer {
    /// None where mail isn't set up.
    pub(crate) fn of(env: &Env) -> Option<Self> {
        let from = EmailAddress::try_from(env.var("MAIL_FROM").ok()?.to_string()).ok()?;
        Some(Self { binding: env.send_email("MAIL").ok()?, from })
    }

    /// Hands a mail over. `about` says in the log which it was: the address doesn't get there.
    ///
    /// # Errors
    /// `mail_failed`.
    pub(crate) async fn send(&self, mail: &Mail<'_>, about: &str) -> Result<(), EdgeError> {
        let Mail { to, name, subject, text, html } = mail;
        let from = worker::EmailAddress::new(name.as_str(), self.from.as_str());
        let mail = SendEmailBuilder::builder_with_email_address_and_str(&from, to.as_str(), subject);
        match self.binding.send_with_builder(&mail.text(text).html(html).build()).await {
            Ok(_) => Ok(()),
            Err(error) => {
                // Its words may name whom it was for.
                let why = worker::Error::from(error).to_string().to_lowercase().replace(to.as_str(), "…");
                console_error!("{about} could not be e-mailed: {why}");
                Err(EdgeError::refused(
                    ErrorCode::MailFailed,
                    "The e-mail was not taken. Check the address, then try again.",
                ))
            }
        }
    }
}

/// # Errors
/// `mail_not_set_up`.
pub(crate) fn not_set_up() -> EdgeError {
    EdgeError::refused(
        ErrorCode::MailNotSetUp,
        "This deployment sends no e-mail. Whoever runs it sets that up with `cargo xtask deploy --mail-from`.",
    )
}
