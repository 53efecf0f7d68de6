//! Where in the chat one is, and where one is asked to go.

use shared::{
    api::Directory,
    card::{EntryCard, Mode, StaffCard, TagCard},
    id::EnquiryId,
    value::Handle,
};
use ui::read::{Json, Read, field};

/// What is on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Place {
    /// The directory, and one's chats.
    #[default]
    Home,
    /// One talk.
    Room(EnquiryId),
}

/// Where a button on the owner's page leads. Whatever else the page may say leads to the first screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Target {
    /// Handle of a tag.
    tag: Option<String>,
    /// Handle of a person.
    staff: Option<String>,
    /// Handle or id of a CTA, which leads to one of them.
    cta: Option<String>,
    /// How; in writing, if nothing is said of it.
    pub(crate) mode: Mode,
}

impl Read for Target {
    fn read(json: &Json) -> Option<Self> {
        Some(Self {
            tag: field(json, "tag")?,
            staff: field(json, "staff")?,
            cta: field(json, "cta")?,
            mode: if json.get("mode").text() == Some("call") { Mode::Call } else { Mode::Chat },
        })
    }
}

impl Target {
    /// From an address: the part after `#` (`tag:sales`, `staff:ada`), and the query, which may say `mode=call`.
    pub(crate) fn of_address(fragment: &str, query: &str) -> Option<Self> {
        let (kind, handle) = fragment.trim_start_matches('#').split_once(':')?;
        let handle = Some(handle.to_owned());
        let calls = query.trim_start_matches('?').split('&').any(|part| part == "mode=call");
        let target = Self { mode: if calls { Mode::Call } else { Mode::Chat }, ..Self::default() };
        match kind {
            "tag" => Some(Self { tag: handle, ..target }),
            "staff" => Some(Self { staff: handle, ..target }),
            "cta" => Some(Self { cta: handle, ..target }),
            _ => None,
        }
    }

    /// The CTA that was pressed, if it was one.
    pub(crate) fn cta(&self) -> Option<&str> {
        self.cta.as_deref()
    }

    /// The entry that it means, if there is one.
    pub(crate) fn find(&self, directory: &Directory) -> Option<EntryCard> {
        let link = self
            .cta()
            .and_then(|name| directory.ctas.iter().find(|link| link.handle.as_str() == name || link.id == name));
        let tag = self.tag.as_deref().or_else(|| link?.tag.as_ref().map(Handle::as_str));
        let staff = self.staff.as_deref().or_else(|| link?.staff.as_ref().map(Handle::as_str));
        let tag = tag.and_then(|handle| directory.tags.iter().find(|tag| tag.handle.as_str() == handle));
        let staff = staff.and_then(|handle| directory.staff.iter().find(|staff| staff.handle.as_str() == handle));
        tag.cloned().map(EntryCard::Tag).or_else(|| staff.cloned().map(EntryCard::Staff))
    }
}

/// The chat that the part of an address after `#` names: `chat:enq_…`, where a pressed notification leads.
pub(crate) fn chat_of_fragment(fragment: &str) -> Option<EnquiryId> {
    fragment.strip_prefix("#chat:")?.parse().ok()
}

/// From so many entries on, one looks for a name rather than reading them all.
pub(crate) const SEARCH_ABOVE: usize = 8;

/// The entries whose name, title or description has every word of `term` in it.
pub(crate) fn matching(directory: &Directory, term: &str) -> (Vec<TagCard>, Vec<StaffCard>) {
    let words: Vec<String> = term.split_whitespace().map(str::to_ascii_lowercase).collect();
    let has = |texts: [Option<&str>; 2]| {
        let text = texts.map(|text| text.unwrap_or_default().to_ascii_lowercase()).join(" ");
        // As `contains` has it, which is written for long texts, and itself as long as this file.
        words.iter().all(|word| text.as_bytes().windows(word.len()).any(|part| part == word.as_bytes()))
    };
    let tag =
        |tag: &&TagCard| has([Some(tag.name.as_str()), tag.description.as_ref().map(shared::value::ShortText::as_str)]);
    let staff = |staff: &&StaffCard| {
        has([Some(staff.name.as_str()), staff.title.as_ref().map(shared::value::ShortText::as_str)])
    };
    (directory.tags.iter().filter(tag).cloned().collect(), directory.staff.iter().filter(staff).cloned().collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn directory() -> Directory {
        serde_json::from_value(json!({
            "service": { "slug": "acme", "name": "Acme", "languages": ["en"] },
            "tags": [
                { "id": format!("tag_{:032x}", 1), "handle": "sales", "name": "Sales", "description": "Prices and orders" },
                { "id": format!("tag_{:032x}", 2), "handle": "help", "name": "Help" },
            ],
            "staff": [{ "id": format!("stf_{:032x}", 3), "handle": "ada", "name": "Ada Lovelace", "title": "Sales engineer" }],
            "ctas": [
                { "id": "cta_1", "handle": "summer", "tag": "sales" }, { "id": "cta_2", "handle": "ask", "staff": "ada" },
                { "id": "cta_3", "handle": "gone" },
            ],
        }))
        .expect("a directory")
    }

    #[test]
    fn a_target_leads_to_the_entry_with_its_handle() {
        let name = |fragment: &str| {
            Target::of_address(fragment, "")
                .and_then(|target| target.find(&directory()))
                .map(|entry| entry.name().to_string())
        };
        assert_eq!(name("#tag:sales").as_deref(), Some("Sales"));
        assert_eq!(name("staff:ada").as_deref(), Some("Ada Lovelace"));
        assert_eq!(name("#staff:sales"), None);
        assert_eq!(name("#cta:summer").as_deref(), Some("Sales"));
        assert_eq!(name("cta:cta_2").as_deref(), Some("Ada Lovelace"));
        assert_eq!((name("cta:gone"), name("cta:sales")), (None, None));
        let mode = |query: &str| Target::of_address("#tag:sales", query).map(|target| target.mode);
        assert_eq!(
            (mode("?lang=ja&mode=call"), mode("?mode=caller"), mode("")),
            (Some(Mode::Call), Some(Mode::Chat), Some(Mode::Chat))
        );
        assert_eq!(
            (Target::of_address("#about", ""), Target::of_address("#chat:1", ""), chat_of_fragment("#chat:1")),
            (None, None, None)
        );
    }

    #[test]
    fn a_search_finds_every_word_in_names_titles_and_descriptions() {
        let found = |term: &str| {
            let (tags, staff) = matching(&directory(), term);
            (tags.len(), staff.len())
        };
        assert_eq!(
            (found(""), found("sales"), found("PRICES or"), found("love eng"), found("nobody")),
            ((2, 1), (1, 1), (1, 0), (0, 1), (0, 0))
        );
    }
}
