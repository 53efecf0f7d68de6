//! What is drawn in more than one application.

mod dialog;
mod label;
mod language_choice;
mod loaded;
mod long_list;
mod paged;
mod pages;
pub mod part;
mod password;
mod rating;
mod submission;
mod transcript;

pub use dialog::{Confirm, Dialog};
pub use label::label_chip;
pub use language_choice::LanguageChoice;
pub use loaded::{failed, loaded};
pub use long_list::long_list;
pub use paged::Paged;
pub use pages::Pages;
pub use password::PasswordField;
pub use rating::rating;
pub use submission::{Now, Submission, focus_when_there, wrong, wrong_by};
pub use transcript::transcript_links;
