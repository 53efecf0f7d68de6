//! Whom something leads to, as the fields of all drafts hold it: the id of a tag or of a person, or nothing yet.

use shared::card::Entry;

/// The id of a tag or person, as a text.
pub(crate) fn id_of(entry: Entry) -> String {
    match entry {
        Entry::Tag { tag } => tag.to_string(),
        Entry::Staff { staff } => staff.to_string(),
    }
}

/// The tag or person of an id.
pub(crate) fn entry_of(id: &str) -> Option<Entry> {
    let tag = id.parse().ok().map(|tag| Entry::Tag { tag });
    tag.or_else(|| id.parse().ok().map(|staff| Entry::Staff { staff }))
}

#[cfg(test)]
mod tests {
    use shared::{
        id::{StaffId, TagId},
        value::Timestamp,
    };

    use super::*;

    #[test]
    fn an_id_leads_back_to_what_it_is_of() {
        let at = Timestamp::from_ms(1);
        for entry in [Entry::Tag { tag: TagId::new(at, [1; 10]) }, Entry::Staff { staff: StaffId::new(at, [1; 10]) }] {
            assert_eq!(entry_of(&id_of(entry)), Some(entry));
        }
        assert_eq!(entry_of(""), None);
    }
}
