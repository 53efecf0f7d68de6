//! What the Desk holds of one person, for the archive that the router writes: rooms and files are elsewhere.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use shared::{
    api::{Consent, ContactNote},
    contact::Person,
    form::Told,
    id::{ContactId, EnquiryId, StaffId, VisitorId},
    label::LabelCard,
    pace::EXPORTS,
    permission::Archive,
    privacy::block::Block,
    reminder::Reminder,
    setup::contact_fields::ContactField,
    value::{DisplayName, Timestamp},
};
use worker::Response;

use super::{Desk, call::Call, contacts, pace, serve::id};
use crate::{
    answer,
    error::EdgeError,
    store::desk::{
        account, block, contact, erasure,
        person::{self as store, Kept},
        person_list::{self as lists, Sight},
        reminder, told,
    },
};

/// All that the Desk holds of a person, and what the router needs to write the rest.
#[derive(Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// As it stands in the archive.
    pub(crate) person: ExportedPerson,
    /// Oldest first.
    pub(crate) enquiries: Vec<EnquiryId>,
    /// Those of whom there are pictures.
    pub(crate) pictured: Vec<VisitorId>,
    /// Of everybody who ever answered; not part of the archive.
    pub(crate) names: BTreeMap<StaffId, DisplayName>,
}

/// `contact.json` of the archive.
#[derive(Serialize, Deserialize)]
pub(crate) struct ExportedPerson {
    exported_at_ms: Timestamp,
    exported_by: DisplayName,
    /// What all records say together.
    contact: Person,
    /// Each record that was merged into it, by itself.
    records: Vec<Person>,
    visitors: Vec<VisitorId>,
    /// What the owner keeps of contacts: what `fields` of a record are about.
    fields: Vec<ContactField>,
    labels: Vec<LabelCard>,
    notes: Vec<ContactNote>,
    consents: Vec<Consent>,
    /// What was answered in forms last.
    answers: Vec<Told>,
    blocks: Vec<Block>,
    reminders: Vec<Reminder>,
}

/// # Errors
/// `not_found` where there is no such contact; `too_fast` for who takes one after the other.
pub(super) fn manifest(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let which: ContactId = id(call.found.value("contact"))?;
    let (sql, by) = (call.sql, call.who.staff()?.staff);
    let members = store::of_contact(sql, which)?;
    let contact = person(&members).ok_or_else(EdgeError::not_found)?;
    let too_fast = "You exported many people just now. Please wait a minute.";
    pace::take(desk, call.now, EXPORTS, &format!("exports {by}"), too_fast)?;
    let ids: Vec<ContactId> = members.iter().map(|kept| kept.member.id).collect();
    let enquiries = erasure::enquiries(sql, &ids)?;
    let mut answers = Vec::new();
    for id in &ids {
        answers.extend(told::of_contact(sql, *id, None)?);
    }
    let everything = Sight { archive: Archive::All, running: Vec::new() };
    let person = ExportedPerson {
        exported_at_ms: call.now,
        exported_by: contacts::own_name(call)?,
        records: members.iter().filter_map(|kept| person(std::slice::from_ref(kept))).collect(),
        contact,
        visitors: contact::visitors(sql, &ids)?,
        fields: desk.memory.look(|known| known.setup.contact_fields().to_vec())?,
        labels: desk.memory.look(|known| known.rules.directory().labels.clone())?,
        notes: lists::notes(sql, &ids)?,
        consents: lists::consents(sql, &everything, &ids)?,
        answers,
        blocks: block::of_person(sql, &ids)?,
        reminders: reminder::of_enquiries(sql, &enquiries)?,
    };
    let pictured = contact::pictured(sql, &ids)?.into_iter().map(|(_, visitor)| visitor).collect();
    answer::json(&Manifest { person, enquiries, pictured, names: account::names(sql)? })
}

fn person(members: &[Kept]) -> Option<Person> {
    Person::of(&members.iter().map(|kept| kept.member.clone()).collect::<Vec<_>>())
}
