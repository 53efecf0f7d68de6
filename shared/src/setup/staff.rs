//! What can be set of a member of staff. They are no items, for an account has secrets; but what is wrong with one is told in
//! the same way.

use super::{
    MAX_ROOMS, Problem, Step,
    service::{MAX_LANGUAGES, has_twice},
};
use crate::{
    api::StaffUpdate,
    picture::is_path,
    value::{Handle, Timestamp},
};

/// For so long, what somebody changes of themselves again and again is one change: everybody on the staff may, and the log is
/// as long for all of them together ([`MAX_CHANGES`](crate::api::MAX_CHANGES)).
pub const ONE_CHANGE_MS: i64 = 60 * 60 * 1_000;

/// The change of one person that two make, the former noted at `at`, if they are one: both of the same person, the later where
/// the former ended, within [`ONE_CHANGE_MS`].
#[must_use]
pub fn joined(former: &[Step], at: Timestamp, later: &[Step], now: Timestamp) -> Option<Step> {
    let ([Step::Staff { staff, before, after: Some(between) }], [Step::Staff { staff: same, before: then, after }]) =
        (former, later)
    else {
        return None;
    };
    let is_one = staff == same && between == then && now.ms_since(at) < ONE_CHANGE_MS;
    is_one.then(|| Step::Staff { staff: *staff, before: before.clone(), after: after.clone() })
}

impl StaffUpdate {
    /// What the types leave open. `taken` knows the handles of all others.
    ///
    /// # Errors
    /// In words for the person who filled in the form.
    pub fn check(&self, taken: impl Fn(&Handle) -> bool) -> Result<(), Problem> {
        let Self { handle, name: _, title: _, role: _, listed: _, max_rooms, photo, languages, reach: _, calls: _ } =
            self;
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
    use crate::id::StaffId;

    fn field(change: &serde_json::Value) -> Option<String> {
        let mut member = json!({ "handle": "ada", "name": "Ada", "role": "agent", "listed": true });
        for (name, value) in change.as_object().expect("fields") {
            member[name] = value.clone();
        }
        let member: StaffUpdate = serde_json::from_value(member).expect("a member");
        member.check(|handle| handle.as_str() == "ben").err().map(|problem| problem.field)
    }

    fn named(name: &str) -> Box<StaffUpdate> {
        let member = json!({ "handle": "ada", "name": name, "role": "agent", "listed": true });
        Box::new(serde_json::from_value(member).expect("a member"))
    }

    fn step(number: u8, before: &str, after: &str) -> [Step; 1] {
        let staff = StaffId::new(Timestamp::from_ms(1), [number; 10]);
        [Step::Staff { staff, before: named(before), after: Some(named(after)) }]
    }

    #[test]
    fn what_one_person_changes_of_themselves_again_and_again_is_one_change() {
        let [at, soon, later] = [0, ONE_CHANGE_MS - 1, ONE_CHANGE_MS].map(Timestamp::from_ms);
        let first = step(1, "A", "B");
        assert_eq!(joined(&first, at, &step(1, "B", "C"), soon).as_slice(), step(1, "A", "C"));
        assert_eq!(joined(&first, at, &step(1, "B", "A"), soon).as_slice(), step(1, "A", "A"));
        assert_eq!(joined(&first, at, &step(1, "B", "C"), later), None, "that is another day's");
        assert_eq!(joined(&first, at, &step(2, "B", "C"), soon), None, "somebody else");
        assert_eq!(joined(&first, at, &step(1, "X", "C"), soon), None, "it was changed or taken back between");
        assert_eq!(joined(&[first.clone(), first].concat(), at, &step(1, "B", "C"), soon), None);
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
