//! Marks that stand beside the words of each message in the index: of what it is about, whose it is, where it came in. So what
//! is filtered, and what somebody may not see, the index leaves out by itself, however common the words are.

use std::fmt::Display;

use super::Search;
use crate::{
    card::Entry,
    id::{ContactId, EnquiryId},
    owed::Listed,
    permission::Archive,
    report::ContactPoint,
    wire::Author,
};

/// The marks of everything in a room.
#[must_use]
pub fn of_enquiry(listed: &Listed) -> String {
    let Listed { enquiry, raised_at_ms: _, contact, entry, passed, owner, guests, labels, contact_point } = listed;
    let mut marks = vec![of_room(*enquiry), of_contact(contact.id), asked_of(*entry), of_point(contact_point)];
    marks.extend(passed.map(passed_to));
    marks.extend(owner.map(|staff| owned_by(&staff)));
    marks.extend(guests.iter().map(|staff| mark('g', staff)));
    marks.extend(labels.iter().map(|label| mark('l', label)));
    marks.join(" ")
}

/// The one of who wrote something, if it was one of the staff.
#[must_use]
pub fn of_author(author: Author) -> Option<String> {
    match author {
        Author::Visitor => None,
        Author::Staff { staff } => Some(mark('a', staff)),
    }
}

/// What the index is to leave out, as it reads it: each of these needs one of its marks. `archive` is what the one who asks
/// may read at most; [`crate::permission::may`] has the last word on each enquiry.
#[must_use]
pub fn wanted(search: &Search, archive: &Archive) -> Vec<String> {
    let Search { text: _, tag, staff, label, contact_point, contact, enquiry, from_ms: _, until_ms: _, before: _ } =
        search;
    let asked = [
        tag.map(|tag| any([asked_of(Entry::Tag { tag }), passed_to(Entry::Tag { tag })])),
        staff.map(|staff| any([owned_by(&staff), mark('a', staff)])),
        label.map(|label| any([mark('l', label)])),
        contact_point.as_ref().map(|point| any([of_point(point)])),
        contact.map(|contact| any([of_contact(contact)])),
        enquiry.map(|enquiry| any([of_room(enquiry)])),
        allowed(archive),
    ];
    asked.into_iter().flatten().collect()
}

/// The marks of what somebody may read; none if that is everything.
fn allowed(archive: &Archive) -> Option<String> {
    match archive {
        Archive::All => None,
        Archive::Of(staff, tags) => {
            let own = Entry::Staff { staff: *staff };
            let theirs = [asked_of(own), passed_to(own), owned_by(staff), mark('g', staff)];
            let of_tags = tags.iter().map(|tag| Entry::Tag { tag: *tag });
            Some(any(theirs.into_iter().chain(of_tags.flat_map(|tag| [asked_of(tag), passed_to(tag)]))))
        }
    }
}

fn any(marks: impl IntoIterator<Item = String>) -> String {
    marks.into_iter().map(|mark| format!("\"{mark}\"")).collect::<Vec<_>>().join(" OR ")
}

fn of_room(enquiry: EnquiryId) -> String {
    mark('e', enquiry)
}

fn of_contact(contact: ContactId) -> String {
    mark('k', contact)
}

fn asked_of(entry: Entry) -> String {
    entered('t', entry)
}

fn passed_to(entry: Entry) -> String {
    entered('p', entry)
}

fn owned_by(staff: &impl Display) -> String {
    mark('o', staff)
}

fn entered(kind: char, entry: Entry) -> String {
    match entry {
        Entry::Tag { tag } => mark(kind, tag),
        Entry::Staff { staff } => mark(kind, staff),
    }
}

fn of_point(point: &ContactPoint) -> String {
    let text = String::from(point.clone());
    text.bytes().fold("w".to_owned(), |mark, byte| mark + &format!("{byte:02x}"))
}

/// A letter that says what is meant, and an id, in letters and digits alone.
fn mark(kind: char, id: impl Display) -> String {
    format!("{kind}{}", id.to_string().replace('_', ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        card::{ContactCard, ContactDetails},
        id::{LabelId, StaffId, TagId},
        search::words::indexed,
        value::Timestamp,
    };

    fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(prefix: &str, number: u8) -> T {
        format!("{prefix}_01a204dd37f873a9b090002373{number:06}").parse().expect("an id")
    }

    #[test]
    fn every_way_to_an_enquiry_has_its_mark() {
        let (ada, ben, sales, help) =
            (id::<StaffId>("stf", 1), id::<StaffId>("stf", 2), id::<TagId>("tag", 3), id("tag", 4));
        let label: LabelId = id("lbl", 5);
        let listed = Listed {
            enquiry: id("enq", 6),
            raised_at_ms: Timestamp::from_ms(0),
            contact: ContactCard {
                id: id("con", 7),
                handle: "Calm Otter 42".to_owned().try_into().expect("a name"),
                details: ContactDetails::default(),
                photo: false,
            },
            entry: Entry::Tag { tag: sales },
            passed: Some(Entry::Tag { tag: help }),
            owner: Some(ada),
            guests: vec![ben],
            labels: vec![label],
            contact_point: ContactPoint::Site("shop.acme.example".to_owned()),
        };
        let marks = of_enquiry(&listed);
        assert_eq!(indexed(&marks), marks, "marks are words");
        let sees = |archive: Archive| {
            allowed(&archive).is_none_or(|any| any.split(" OR ").any(|mark| marks.contains(mark.trim_matches('"'))))
        };
        assert!(sees(Archive::All));
        for (staff, tags) in [(ada, vec![]), (ben, vec![]), (id("stf", 8), vec![sales]), (id("stf", 8), vec![help])] {
            assert!(sees(Archive::Of(staff, tags)));
        }
        assert!(!sees(Archive::Of(id("stf", 8), vec![id("tag", 9)])));
    }
}
