//! Contacts, as staff read, write and merge them. What contacts say together, and which are one person, is decided in
//! [`shared::contact`]; which of them an agent may see follows from the enquiries that they may read.

use shared::{
    api::{
        CONTACTS_PAGE, ContactList, ContactNote, ContactPage, ContactRow, EnquiryRow, ErrorBody, ErrorCode, MergeWith,
        MergedContact, NoteContact, PersonView, Suggestion, WriteContact, route::Operation,
    },
    card::{Entry, Role},
    contact::{self as rules, MAX_ENQUIRIES, MAX_NOTES, Member, Person, Source, Why},
    enquiry::Enquiry,
    id::{ContactId, NoteId, VisitorId},
    permission::{Archive, may},
    value::{DisplayName, Timestamp},
};
use worker::{Response, SqlStorage};

use super::{
    Desk,
    call::{Call, Signed},
    serve::id,
};
use crate::{
    answer,
    error::EdgeError,
    route::PhotoOf,
    store::desk::{
        account, contact,
        person::{self as store, Kept, Merged},
        person_list::{self as lists, Sight, Sort, Wish},
        token,
    },
};

/// Longest text that is looked for: longer has no name and no address.
const MAX_SOUGHT_CHARS: usize = 254;

/// Answers one request.
///
/// # Errors
/// Every refusal, and that of the database.
pub(super) fn handle(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let operation = call.found.route.operation;
    if operation == Operation::ListContacts {
        return list(desk, call);
    }
    // Looked at once: it goes through all enquiries that run.
    let sight = sight(desk, call.who.staff()?)?;
    let seen = seen(call.sql, &sight, id(call.found.value("contact"))?)?;
    #[expect(clippy::wildcard_enum_match_arm, reason = "the Desk's dispatch matches in full; the rest goes elsewhere")]
    match operation {
        Operation::ReadPhoto => return photo(call.sql, &seen),
        Operation::ReadContact => {}
        Operation::ChangeContact => write(desk, call, &seen)?,
        Operation::NoteContact => note(desk, call, &seen)?,
        Operation::RemoveContactNote => remove_note(desk, call, &seen)?,
        Operation::MergeContact => merge(desk, call, &sight, &seen)?,
        Operation::PartContact => part(desk, call, &seen)?,
        Operation::KeepContactApart => keep_apart(desk, call, &sight, &seen)?,
        _ => return Err(EdgeError::Broken("an operation that isn't of contacts")),
    }
    page(desk, call, &sight, head(&seen)?)
}

/// What the one who asks may read of enquiries.
pub(super) fn sight(desk: &Desk, signed: &Signed) -> Result<Sight, EdgeError> {
    desk.memory.look(|known| {
        let directory = known.rules.directory();
        let archive = Archive::of(directory, signed.staff);
        let running = match archive {
            Archive::All => Vec::new(),
            Archive::Of(..) => {
                let readable = known.rules.enquiries().filter(|one| may(directory, one, signed.staff).read);
                readable.map(|one| one.id).collect()
            }
        };
        Sight { archive, running }
    })
}

/// The contacts of the person that a contact is, for who may see them; the first stands for the person.
fn seen(sql: &SqlStorage, sight: &Sight, contact: ContactId) -> Result<Vec<Kept>, EdgeError> {
    let found = store::of_contact(sql, contact)?;
    if !lists::may_see(sql, sight, head(&found)?)? {
        return Err(not_there());
    }
    Ok(found)
}

fn head(members: &[Kept]) -> Result<ContactId, EdgeError> {
    members.first().map(|kept| kept.person).ok_or_else(not_there)
}

fn not_there() -> EdgeError {
    EdgeError::refused(ErrorCode::NotFound, "There is no such contact.")
}

fn ids(members: &[Kept]) -> Vec<ContactId> {
    members.iter().map(|kept| kept.member.id).collect()
}

fn person(members: &[Kept]) -> Option<Person> {
    Person::of(&members.iter().map(|kept| kept.member.clone()).collect::<Vec<Member>>())
}

fn malformed(words: &str) -> EdgeError {
    EdgeError::refused(ErrorCode::Malformed, words)
}

fn list(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let sort = match call.query("sort") {
        None | Some("last_seen") => Sort::LastSeen,
        Some("name") => Sort::Name,
        Some(_) => return Err(malformed("`sort` is `last_seen` or `name`.")),
    };
    let search = call.query("search").unwrap_or_default();
    if search.chars().count() > MAX_SOUGHT_CHARS {
        return Err(malformed("What is looked for has at most 254 characters."));
    }
    let label = call.query("label").map(|text| text.parse().map_err(|_| malformed("`label` is the id of a label.")));
    let after = call.query("after").map(|text| place(sort, text));
    let wish = Wish {
        sought: rules::sought(search),
        label: label.transpose()?,
        sort,
        after: after.transpose()?,
        // One more than a page tells whether there is another.
        most: CONTACTS_PAGE + 1,
    };
    let mut found = lists::list(call.sql, &sight(desk, call.who.staff()?)?, &wish)?;
    let next = answer::cut(&mut found, CONTACTS_PAGE, |(id, by)| match sort {
        Sort::LastSeen => format!("{id}.{by}"),
        Sort::Name => id.to_string(),
    });
    let people: Vec<ContactId> = found.into_iter().map(|(id, _)| id).collect();
    let labels = desk.memory.look(|known| known.rules.directory().labels.clone())?;
    answer::json(&ContactList { contacts: shown(call.sql, &people)?, labels, next })
}

/// A place in a list, as it was given out.
fn place(sort: Sort, text: &str) -> Result<(String, ContactId), EdgeError> {
    let read = || {
        let (id, by) = match sort {
            Sort::LastSeen => text.split_once('.').filter(|(_, by)| by.parse::<i64>().is_ok())?,
            Sort::Name => (text, ""),
        };
        Some((by.to_owned(), id.parse().ok()?))
    };
    read().ok_or_else(|| malformed("`after` is the `next` of another page, sorted in the same way."))
}

/// Whose picture stands for the person: that of who wrote first. For who may see them.
fn photo(sql: &SqlStorage, members: &[Kept]) -> Result<Response, EdgeError> {
    let (_, visitor) = pictured(sql, members)?.into_iter().next().ok_or_else(EdgeError::not_found)?;
    answer::json(&PhotoOf { visitor })
}

/// Which of them there are pictures of.
fn pictured(sql: &SqlStorage, members: &[Kept]) -> Result<Vec<(ContactId, VisitorId)>, EdgeError> {
    contact::pictured(sql, &ids(members)).map_err(EdgeError::Storage)
}

/// Rows of people, in their order.
fn shown(sql: &SqlStorage, people: &[ContactId]) -> Result<Vec<ContactRow>, EdgeError> {
    let all = store::of_people(sql, people)?;
    let pictured = pictured(sql, &all)?;
    let row = |id: &ContactId| {
        let members: Vec<Kept> = all.iter().filter(|kept| kept.person == *id).cloned().collect();
        let person = person(&members)?;
        Some(ContactRow {
            contact: *id,
            name: person.name().to_owned(),
            photo: members.iter().any(|kept| pictured.iter().any(|(id, _)| *id == kept.member.id)),
            verified: person.names.first().is_some_and(|name| name.source == Source::Verified),
            email: person.emails.into_iter().next(),
            phone: person.phones.into_iter().next(),
            labels: person.written.labels,
            last_seen_ms: members.first().and_then(|kept| kept.last_seen),
        })
    };
    Ok(people.iter().filter_map(row).collect())
}

/// Other enquiries that are shown beside one.
const OTHERS: usize = 5;

/// What is known of who asks, beside one of their enquiries.
///
/// # Errors
/// That of the database.
pub(super) fn beside(desk: &Desk, signed: &Signed, enquiry: &Enquiry) -> Result<PersonView, EdgeError> {
    let sql = &desk.memory.sql;
    let members = store::of_contact(sql, enquiry.raised.contact)?;
    let Some(person) = person(&members) else { return Ok(PersonView::default()) };
    // What was signed of another of their contacts says nothing of who is in this chat: staff, or an address that two share,
    // may have made them one person.
    let verified = members.iter().find(|kept| kept.member.id == enquiry.raised.contact);
    let verified = verified.and_then(|kept| kept.member.verified.clone());
    let (signed_name, signed_email) = verified.clone().map(|it| (it.name, it.email)).unwrap_or_default();
    let name = person.written.name.or(signed_name);
    let email = person.written.email.or(signed_email);
    let (asked, _) = lists::enquiries(sql, &sight(desk, signed)?, &ids(&members), OTHERS + 1)?;
    let others = asked.iter().filter(|asked| asked.id != enquiry.id).map(|asked| (asked.id, asked.raised_at_ms));
    Ok(PersonView { name, email, verified: verified.is_some(), others: others.take(OTHERS).collect() })
}

fn page(desk: &Desk, call: &Call<'_>, sight: &Sight, contact: ContactId) -> Result<Response, EdgeError> {
    let signed = call.who.staff()?;
    let members = store::of_contact(call.sql, contact)?;
    let ids = ids(&members);
    let person = person(&members).ok_or_else(not_there)?;
    let (asked, more_enquiries) = lists::enquiries(call.sql, sight, &ids, MAX_ENQUIRIES)?;
    let names = account::names(call.sql)?;
    let enquiries = desk.memory.look(|known| {
        let directory = known.rules.directory();
        let row = |asked: &lists::Asked| {
            let entry = asked.entry()?;
            let entry_name = match entry {
                Entry::Tag { tag } => {
                    directory.tags.iter().find(|one| one.id == tag).map(|one| one.settings.name.clone())
                }
                Entry::Staff { staff } => names.get(&staff).cloned(),
            };
            Some(EnquiryRow {
                enquiry: asked.id,
                entry,
                entry_name,
                phase: asked.phase,
                owner_name: asked.owner_id.and_then(|owner| names.get(&owner).cloned()),
                contact_point: asked.contact_point.clone(),
                raised_at_ms: asked.raised_at_ms,
                preview: asked.preview(),
            })
        };
        asked.iter().filter_map(row).collect()
    })?;
    let merged = members.iter().filter_map(|kept| {
        let (_, how) = kept.merged.as_ref()?;
        let alone = Person::of(std::slice::from_ref(&kept.member))?;
        let name = alone.name().to_owned();
        Some(MergedContact {
            contact: alone.contact,
            name,
            at_ms: how.at_ms,
            by_name: how.by_name.clone(),
            why: how.why,
        })
    });
    answer::json(&ContactPage {
        revision: revision(&members),
        first_seen_ms: ids.iter().map(|id| id.made_at()).min().unwrap_or(call.now),
        last_seen_ms: members.first().and_then(|kept| kept.last_seen),
        service_labels: desk.memory.look(|known| known.rules.directory().labels.clone())?,
        fields: desk.memory.look(|known| known.setup.contact_fields().to_vec())?,
        notes: lists::notes(call.sql, &ids)?,
        consents: lists::consents(call.sql, sight, &ids)?,
        enquiries,
        more_enquiries,
        merged: merged.collect(),
        suggestions: if signed.role >= Role::Supervisor { suggestions(call.sql, &ids)? } else { Vec::new() },
        person,
    })
}

/// Rises with whatever is changed of any of them, also when one of them leaves.
fn revision(members: &[Kept]) -> u32 {
    members.iter().map(|kept| kept.stamp).max().unwrap_or_default()
}

fn suggestions(sql: &SqlStorage, ids: &[ContactId]) -> Result<Vec<Suggestion>, EdgeError> {
    let alike = store::alike(sql, ids)?;
    let rows = shown(sql, &alike.iter().map(|(id, _)| *id).collect::<Vec<_>>())?;
    Ok(rows.into_iter().zip(alike).map(|(row, (_, why))| Suggestion { row, why }).collect())
}

fn write(desk: &Desk, call: &Call<'_>, seen: &[Kept]) -> Result<(), EdgeError> {
    let WriteContact { revision: read, written } = serde_json::from_str(call.body)?;
    if read.is_some_and(|read| read != revision(seen)) {
        let words = "Somebody changed this contact meanwhile. Look at it again before you change it.";
        return Err(EdgeError::refused(ErrorCode::ChangedMeanwhile, words));
    }
    let before = person(seen).ok_or_else(not_there)?.written;
    desk.memory
        .look(|known| rules::check(known.setup.contact_fields(), known.rules.directory(), &before, &written))?
        .map_err(ErrorBody::from)?;
    let mut after: Vec<_> = seen.iter().map(|kept| kept.member.written.clone()).collect();
    rules::edit(&mut after.iter_mut().collect::<Vec<_>>(), &written);
    let changed: Vec<_> = seen.iter().zip(after).filter(|(kept, after)| kept.member.written != *after).collect();
    if changed.is_empty() {
        return Ok(());
    }
    desk.memory.note(|| {
        for (kept, after) in &changed {
            store::put_written(call.sql, kept.member.id, after)?;
        }
        Ok(store::stamp(call.sql, &ids(seen))?)
    })
}

/// What the one who asks is called.
pub(super) fn own_name(call: &Call<'_>) -> Result<DisplayName, EdgeError> {
    let staff = call.who.staff()?.staff;
    match account::account(call.sql, staff)? {
        Some(me) => Ok(me.name),
        None => token::name_of(call.sql, staff)?.ok_or_else(EdgeError::not_found),
    }
}

fn note(desk: &Desk, call: &Call<'_>, seen: &[Kept]) -> Result<(), EdgeError> {
    let NoteContact { note: id, body } = serde_json::from_str(call.body)?;
    let by = call.who.staff()?.staff;
    if let Some((contact, author, kept)) = lists::note_of(call.sql, id)? {
        // Sent again: it is as it was wished. Anything else would be lost without a word.
        if ids(seen).contains(&contact) && author == by && kept == body.as_str() {
            return Ok(());
        }
        return Err(EdgeError::refused(ErrorCode::Taken, "There is another note with this id."));
    }
    if lists::notes(call.sql, &ids(seen))?.len() >= MAX_NOTES {
        let words = format!("A contact has at most {MAX_NOTES} notes. Remove one first.");
        return Err(EdgeError::refused(ErrorCode::TooLarge, words));
    }
    let note = ContactNote { id, at_ms: call.now, by, by_name: own_name(call)?, body };
    desk.memory.note(|| Ok(lists::put_note(call.sql, head(seen)?, &note)?))
}

fn remove_note(desk: &Desk, call: &Call<'_>, seen: &[Kept]) -> Result<(), EdgeError> {
    let note: NoteId = id(call.found.value("note"))?;
    let signed = call.who.staff()?;
    let notes = lists::notes(call.sql, &ids(seen))?;
    // Gone already: it is as it was wished.
    let Some(found) = notes.iter().find(|one| one.id == note) else { return Ok(()) };
    if found.by != signed.staff && signed.role < Role::Supervisor {
        let words = "Only who wrote a note, and supervisors, can remove it.";
        return Err(EdgeError::refused(ErrorCode::Forbidden, words));
    }
    desk.memory.note(|| Ok(lists::remove_note(call.sql, note)?))
}

fn merge(desk: &Desk, call: &Call<'_>, sight: &Sight, seen: &[Kept]) -> Result<(), EdgeError> {
    let MergeWith { contact } = serde_json::from_str(call.body)?;
    let others = self::seen(call.sql, sight, contact)?;
    let other = head(&others)?;
    // What they have in common is looked up, not taken from who asks.
    let alike = store::alike(call.sql, &ids(seen))?;
    let why = alike.into_iter().find(|(id, _)| *id == other).map_or(Why::Hand, |(_, why)| why);
    let how = Merged { at_ms: call.now, by: Some(call.who.staff()?.staff), by_name: Some(own_name(call)?), why };
    desk.memory.note(|| join(call.sql, seen, &others, &how))
}

/// Makes the person of `others` part of that of `into`.
///
/// # Errors
/// See [`rules::MergeRefusal`], and that of the database.
pub(super) fn join(sql: &SqlStorage, into: &[Kept], others: &[Kept], how: &Merged) -> Result<(), EdgeError> {
    let all: Vec<Kept> = into.iter().chain(others).cloned().collect();
    let mut merges = store::merges(&all);
    let (from, into) = merges.merge(head(others)?, head(into)?).map_err(ErrorBody::from)?;
    Ok(store::put_merge(sql, &all, &merges, from, Some((into, how)))?)
}

fn part(desk: &Desk, call: &Call<'_>, seen: &[Kept]) -> Result<(), EdgeError> {
    let other: ContactId = id(call.found.value("other"))?;
    let mut merges = store::merges(seen);
    let before = merges.clone();
    merges.part(other).map_err(ErrorBody::from)?;
    let into = before.head(other);
    desk.memory.note(|| {
        store::put_merge(call.sql, seen, &merges, other, None)?;
        // Whoever says so once shouldn't be asked again.
        Ok(store::keep_apart(call.sql, into, other)?)
    })
}

fn keep_apart(desk: &Desk, call: &Call<'_>, sight: &Sight, seen: &[Kept]) -> Result<(), EdgeError> {
    let others = self::seen(call.sql, sight, id(call.found.value("other"))?)?;
    let (one, other) = (head(seen)?, head(&others)?);
    if one == other {
        return Err(ErrorBody::from(rules::MergeRefusal::Same).into());
    }
    desk.memory.note(|| Ok(store::keep_apart(call.sql, one, other)?))
}

/// What binds a browser's contact to the person whom it was proved to be.
pub(super) fn by_identity(now: Timestamp) -> Merged {
    Merged { at_ms: now, by: None, by_name: None, why: Why::Verified }
}
