//! What is drawn in both applications.

mod dialog;
mod language_choice;
mod loaded;
mod password;
mod submission;

pub use dialog::{Confirm, Dialog};
pub use language_choice::LanguageChoice;
pub use loaded::{failed, loaded};
pub use password::PasswordField;
pub use submission::{Now, Submission, focus_when_there, wrong, wrong_by};
