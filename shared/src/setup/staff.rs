//! What can be set of a member of staff. They are no items, for an account has secrets; but what is wrong with one is told in
//! the same way.

use super::{
    MAX_ROOMS, Problem,
    service::{MAX_LANGUAGES, has_twice},
};
use crate::{api::StaffUpdate, picture::is_path, value::Handle};

impl StaffUpdate {
    /// What the types leave open. `taken` knows the handles of all others.
    ///
    /// # Errors
    /// In words for the person who filled in the form.
    pub fn check(&self, taken: impl Fn(&Handle) -> bool) -> Result<(), Problem> {
        let Self { handle, name: _, title: _, role: _, listed: _, max_rooms, photo, languages } = self;
        if taken(handle) {
            return Err(Problem::taken("handle", "Somebody else has this handle. Choose another one."));
        }
        if max_rooms.is_some_and(|rooms| !MAX_ROOMS.contains(&rooms)) {
            return Err(Problem::at("max_rooms", "Enter 1 to 100 rooms."));
        }
        if languages.len() > MAX_LANGUAGES {
            return Err(Problem::at("languages", "Choose at most 20 languages."));
        }
        if has_twice(languages) {
            return Err(Problem::at("languages", "A language stands in the list twice."));
        }
        check_picture(photo.as_deref(), "photo")
    }
}

/// A picture that was uploaded.
pub(super) fn check_picture(path: Option<&str>, field: &'static str) -> Result<(), Problem> {
    if path.is_none_or(is_path) {
        return Ok(());
    }
    Err(Problem::at(field, "Choose the picture again: this isn't one that was uploaded here."))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn field(change: &serde_json::Value) -> Option<String> {
        let mut member = json!({ "handle": "ada", "name": "Ada", "role": "agent", "listed": true });
        for (name, value) in change.as_object().expect("fields") {
            member[name] = value.clone();
        }
        let member: StaffUpdate = serde_json::from_value(member).expect("a member");
        member.check(|handle| handle.as_str() == "ben").err().map(|problem| problem.field)
    }

    #[test]
    fn what_cannot_be_of_a_person_is_told_beside_its_field() {
        for (right, change) in [
            (true, json!({})),
            (false, json!({ "handle": "ben" })),
            (true, json!({ "max_rooms": 100 })),
            (false, json!({ "max_rooms": 101 })),
            (true, json!({ "languages": ["en", "zh-Hant"] })),
            (false, json!({ "languages": ["en", "en"] })),
            (true, json!({ "photo": "/files/acme/0123456789abcdef0123456789abcdef.webp" })),
            (false, json!({ "photo": "https://evil.example/x.png" })),
            (false, json!({ "photo": "/files/../x" })),
        ] {
            let wrong = change.as_object().and_then(|fields| fields.keys().next().cloned());
            assert_eq!(field(&change), wrong.filter(|_| !right), "{change}");
        }
    }
}
