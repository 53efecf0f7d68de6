//! Weblinks: what an address under `/l/{service}/` leads to. Every tag and every listed person has one of their own,
//! `/l/acme/sales`, without anybody setting it up.

use crate::{api::Directory, card::EntryCard};

/// Whom a link of this handle leads to; tags come before people, for a printed code of a team outlives its members.
#[must_use]
pub fn entry(directory: &Directory, handle: &str) -> Option<EntryCard> {
    let tag = directory.tags.iter().find(|tag| tag.handle.as_str() == handle);
    let staff = || directory.staff.iter().find(|staff| staff.handle.as_str() == handle);
    tag.cloned().map(EntryCard::Tag).or_else(|| staff().cloned().map(EntryCard::Staff))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_handle_leads_to_a_tag_before_a_person() {
        let directory: Directory = serde_json::from_value(json!({
            "service": { "slug": "acme", "name": "Acme", "languages": ["en"] },
            "tags": [{ "id": format!("tag_{:032x}", 1), "handle": "sales", "name": "Sales" }],
            "staff": [
                { "id": format!("stf_{:032x}", 2), "handle": "ada", "name": "Ada" },
                { "id": format!("stf_{:032x}", 3), "handle": "sales", "name": "Sally" },
            ],
        }))
        .expect("a directory");
        let name = |handle| entry(&directory, handle).map(|entry| entry.name().to_string());
        assert_eq!(name("sales").as_deref(), Some("Sales"));
        assert_eq!(name("ada").as_deref(), Some("Ada"));
        assert_eq!(name("nobody"), None);
    }
}
