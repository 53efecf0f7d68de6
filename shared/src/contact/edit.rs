//! What staff write of a person, spread over the contacts that are one person.

use std::collections::BTreeMap;

use super::{MAX_LABELS, Written};
use crate::{
    api::{ErrorBody, ErrorCode},
    directory::Directory,
    id::FieldId,
    setup::contact_fields::ContactField,
    value::ShortText,
};

/// Why something can't be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EditRefusal {
    /// The service has no such field.
    NoField(FieldId),
    /// A value that a field can't have, and why.
    Unfit(FieldId, &'static str),
    /// No such label, or it is archived.
    NoLabel,
    /// More than [`MAX_LABELS`].
    ManyLabels,
}

impl From<EditRefusal> for ErrorBody {
    fn from(refusal: EditRefusal) -> Self {
        let at = |field: String, words: &str| Self { field: Some(field), ..Self::new(ErrorCode::Malformed, words) };
        match refusal {
            EditRefusal::NoField(field) => at(format!("fields.{field}"), "This field isn't there any more."),
            EditRefusal::Unfit(field, words) => at(format!("fields.{field}"), words),
            EditRefusal::NoLabel => at("labels".into(), "This label isn't there any more. Choose the labels again."),
            EditRefusal::ManyLabels => at("labels".into(), &format!("A contact has at most {MAX_LABELS} labels.")),
        }
    }
}

/// Whether `wanted` may stand where `before` does. What stays as it was is not looked at: a field may have become another one since.
///
/// # Errors
/// See [`EditRefusal`].
pub fn check(
    fields: &[ContactField],
    directory: &Directory,
    before: &Written,
    wanted: &Written,
) -> Result<(), EditRefusal> {
    for (id, value) in &wanted.fields {
        if before.fields.get(id) != Some(value) {
            let field = fields.iter().find(|field| field.id == Some(*id)).ok_or(EditRefusal::NoField(*id))?;
            field.kind.check(value.as_str()).map_err(|words| EditRefusal::Unfit(*id, words))?;
        }
    }
    for (place, label) in wanted.labels.iter().enumerate() {
        let twice = wanted.labels.iter().take(place).any(|other| other == label);
        let usable = directory.label(*label).is_some_and(|card| !card.label.archived);
        if twice || (!before.labels.contains(label) && !usable) {
            return Err(EditRefusal::NoLabel);
        }
    }
    let is_full = wanted.labels.len() > MAX_LABELS && wanted.labels.len() > before.labels.len();
    if is_full { Err(EditRefusal::ManyLabels) } else { Ok(()) }
}

/// Writes `wanted` of a person. A changed value goes to the contact that the shown one came from, so that it stays right when
/// the contacts are parted again; a new one goes to the first; one that was taken out goes everywhere.
pub fn edit(members: &mut [&mut Written], wanted: &Written) {
    let Written { name, email, phone, language, country, fields, labels } = wanted;
    put(members, name.as_ref(), |written| &mut written.name);
    put(members, email.as_ref(), |written| &mut written.email);
    put(members, phone.as_ref(), |written| &mut written.phone);
    put(members, language.as_ref(), |written| &mut written.language);
    put(members, country.as_ref(), |written| &mut written.country);
    put_fields(members, fields);
    for written in members.iter_mut() {
        written.labels.retain(|label| labels.contains(label));
    }
    let missing: Vec<_> =
        labels.iter().filter(|label| !members.iter().any(|written| written.labels.contains(label))).copied().collect();
    if let Some(first) = members.first_mut() {
        first.labels.extend(missing);
    }
}

fn put<T: Clone + PartialEq>(
    members: &mut [&mut Written],
    wanted: Option<&T>,
    slot: impl Fn(&mut Written) -> &mut Option<T>,
) {
    let Some(value) = wanted else {
        for written in members.iter_mut() {
            *slot(written) = None;
        }
        return;
    };
    let holder = members.iter_mut().position(|written| slot(written).is_some()).unwrap_or_default();
    if let Some(written) = members.get_mut(holder) {
        *slot(written) = Some(value.clone());
    }
}

fn put_fields(members: &mut [&mut Written], wanted: &BTreeMap<FieldId, ShortText>) {
    for written in members.iter_mut() {
        written.fields.retain(|field, _| wanted.contains_key(field));
    }
    for (field, value) in wanted {
        let holder = members.iter().position(|written| written.fields.contains_key(field)).unwrap_or_default();
        if let Some(written) = members.get_mut(holder) {
            written.fields.insert(*field, value.clone());
        }
    }
}
