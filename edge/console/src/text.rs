//! What is read in the console, a table for each part of it.

mod change;
mod frame;
mod languages;
mod links;
mod schedules;
mod settings;
mod setup;
mod wake;
mod words;

pub(crate) use kit::text::*;

pub(crate) use self::{
    change::*,
    frame::*,
    languages::*,
    links::*,
    schedules::*,
    settings::*,
    setup::*,
    wake::*,
    words::{Words, kind},
};

use ::shared::card::Role;

/// What somebody with a role may do.
pub(crate) fn role_words(role: Role) -> &'static str {
    match role {
        Role::Agent => agent_words(),
        Role::Supervisor => supervisor_words(),
        Role::Admin => admin_words(),
        Role::Owner => owner_words(),
    }
}
