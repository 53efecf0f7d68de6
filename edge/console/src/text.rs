//! What is read in the console, a table for each part of it.

mod appearance;
mod calls;
mod change;
mod channels;
mod contacts;
mod ctas;
mod forms;
mod frame;
mod guide;
mod install;
mod keeping;
mod labels;
mod languages;
mod links;
mod looks;
mod messages;
mod pictures;
mod programs;
mod schedules;
mod settings;
mod setup;
mod supervision;
mod tester;
mod wake;
mod words;

pub(crate) use kit::text::*;

pub(crate) use self::{
    appearance::*,
    calls::*,
    change::*,
    channels::*,
    contacts::*,
    ctas::*,
    forms::*,
    frame::*,
    guide::*,
    install::*,
    keeping::*,
    labels::*,
    languages::*,
    links::*,
    looks::OfKind,
    messages::*,
    pictures::*,
    programs::*,
    schedules::*,
    settings::*,
    setup::*,
    supervision::*,
    tester::*,
    wake::*,
    words::{Words, kind},
};

use ::shared::{card::Role, setup::appearance::Icon};

/// What a sign shows.
pub(crate) fn sign_words(sign: Icon) -> &'static str {
    match sign {
        Icon::Chat => sign_chat(),
        Icon::Question => sign_question(),
        Icon::Letter => sign_letter(),
        Icon::Phone => sign_phone(),
        Icon::Heart => sign_heart(),
        Icon::Star => sign_star(),
    }
}

/// What somebody with a role may do.
pub(crate) fn role_words(role: Role) -> &'static str {
    match role {
        Role::Agent => agent_words(),
        Role::Supervisor => supervisor_words(),
        Role::Admin => admin_words(),
        Role::Owner => owner_words(),
    }
}
