//! What differs between two forms of the same thing, field by field and in words: for who looks at the log, at what an
//! import would do, or at what somebody else has just saved. It knows items by their JSON alone, so that every kind has it,
//! also one that this page doesn't know yet; what has no word is shown as it stands there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

/// What ids are called, and how values are said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Names(BTreeMap<String, String>);

impl Names {
    /// Remembers what something is called.
    pub(crate) fn learn(&mut self, id: impl Into<String>, name: impl Into<String>) {
        self.0.insert(id.into(), name.into());
    }

    /// What something is called, if it is known.
    pub(crate) fn of(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }
}

/// The words of a language, as [`crate::text::Words`] has them; tests have their own.
pub(crate) trait Speech {
    /// A field, by its name on the wire.
    fn field(&self, name: &str) -> String;
    /// A value of a field that isn't what a person typed; none if it is.
    fn value(&self, field: &str, value: &Value) -> Option<String>;
    /// "Ada, Ben".
    fn list(&self, items: &[String]) -> String;
}

/// One field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Where: "Destinations", "First line", "Wait".
    pub(crate) place: Vec<String>,
    /// Nothing, where it was empty or not there.
    pub(crate) before: Option<String>,
    /// The same of the other.
    pub(crate) after: Option<String>,
}

/// Whether a field is told by a name of its own.
#[cfg(test)]
pub(crate) fn is_said(field: &str) -> bool {
    !UNSAID.contains(&field) && !UNNAMED.contains(&field)
}

/// Compares two, by their fields.
pub(crate) struct Comparison<'a, S> {
    pub(crate) names: &'a Names,
    pub(crate) speech: &'a S,
}

/// What a reader has no use for.
const UNSAID: [&str; 2] = ["id", "revision"];

/// What is no level of its own to a reader.
const UNNAMED: [&str; 1] = ["when"];

impl<S: Speech> Comparison<'_, S> {
    /// All that differs, in the order of the fields' names.
    pub(crate) fn of(&self, before: &Value, after: &Value) -> Vec<Difference> {
        let mut found = Vec::new();
        if let (Some(before), Some(after)) = (before.as_object(), after.as_object()) {
            self.compare_fields(&[], before, after, &mut found);
        }
        found
    }

    fn compare(&self, place: &[String], field: &str, before: &Value, after: &Value, found: &mut Vec<Difference>) {
        if before == after {
            return;
        }
        match (before, after) {
            (Value::Object(before), Value::Object(after)) if !is_one(before) && !is_one(after) => {
                self.compare_fields(place, before, after, found);
            }
            (Value::Array(before), Value::Array(after)) if holds_objects(before) || holds_objects(after) => {
                self.compare_lists(place, field, before, after, found);
            }
            _ => {
                let (before, after) = (self.said(field, before), self.said(field, after));
                // Empty and absent are the same to a reader.
                if before != after {
                    found.push(Difference { place: place.to_vec(), before, after });
                }
            }
        }
    }

    fn compare_fields(
        &self,
        place: &[String],
        before: &Map<String, Value>,
        after: &Map<String, Value>,
        found: &mut Vec<Difference>,
    ) {
        let fields: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for field in fields.into_iter().filter(|field| !UNSAID.contains(&field.as_str())) {
            let of = |fields: &Map<String, Value>| fields.get(field).cloned().unwrap_or_default();
            let (before, after) = (of(before), of(after));
            let mut below = place.to_vec();
            if !UNNAMED.contains(&field.as_str()) {
                below.push(self.speech.field(field));
            }
            // One that is new is told by its parts, too.
            let empty = |other: &Value| {
                if other.as_object().is_some_and(|one| !is_one(one)) { Value::Object(Map::new()) } else { Value::Null }
            };
            let before = if before.is_null() { empty(&after) } else { before };
            let after = if after.is_null() { empty(&before) } else { after };
            self.compare(&below, field, &before, &after, found);
        }
    }

    /// Those with an id are followed by it; others are there or not.
    fn compare_lists(
        &self,
        place: &[String],
        field: &str,
        before: &[Value],
        after: &[Value],
        found: &mut Vec<Difference>,
    ) {
        let keys = |list: &[Value]| list.iter().map(key).collect::<Vec<_>>();
        let (were, are) = (keys(before), keys(after));
        for (one, key) in before.iter().zip(&were) {
            match after.iter().zip(&are).find(|(_, other)| *other == key) {
                Some((other, _)) => {
                    let mut below = place.to_vec();
                    below.extend(name_of(one));
                    self.compare(&below, field, one, other, found);
                }
                None => found.push(Difference { place: place.to_vec(), before: self.said(field, one), after: None }),
            }
        }
        for (one, _) in after.iter().zip(&are).filter(|(_, key)| !were.contains(key)) {
            found.push(Difference { place: place.to_vec(), before: None, after: self.said(field, one) });
        }
        let stayed = |list: &[Value], others: &[String]| {
            list.iter().filter(|one| others.contains(&key(one))).cloned().collect::<Vec<_>>()
        };
        let (were, are) = (stayed(before, &are), stayed(after, &were));
        if keys(&were) != keys(&are) {
            let listed = |list: &[Value]| {
                let items: Vec<String> =
                    list.iter().filter_map(|one| name_of(one).or_else(|| self.said(field, one))).collect();
                Some(self.speech.list(&items))
            };
            found.push(Difference { place: place.to_vec(), before: listed(&were), after: listed(&are) });
        }
    }

    /// A value in words; none if it is empty.
    pub(crate) fn said(&self, field: &str, value: &Value) -> Option<String> {
        if let Some(words) = self.speech.value(field, value) {
            return Some(words);
        }
        match value {
            Value::Null => None,
            Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some(self.names.of(text).unwrap_or(text).to_owned()),
            Value::Array(items) => {
                let items: Vec<String> = items.iter().filter_map(|item| self.said(field, item)).collect();
                (!items.is_empty()).then(|| self.speech.list(&items))
            }
            Value::Object(fields) => Some(self.summary(fields)).filter(|words| !words.is_empty()),
        }
    }

    /// "First line (Wait: 60; Who serves: Ada)".
    fn summary(&self, fields: &Map<String, Value>) -> String {
        // A choice with one thing in it is that: a tag, a schedule.
        if let (true, Some((field, value))) =
            (fields.contains_key("kind"), fields.iter().find(|(field, _)| *field != "kind"))
            && fields.len() == 2
        {
            return self.said(field, value).unwrap_or_default();
        }
        let name = fields.get("name").and_then(Value::as_str);
        let others = fields.iter().filter(|(field, _)| *field != "name" && !UNSAID.contains(&field.as_str()));
        let parts: Vec<String> = others
            .filter_map(|(field, value)| {
                let said = self.said(field, value)?;
                let unnamed = UNNAMED.contains(&field.as_str());
                Some(if unnamed { said } else { format!("{}: {said}", self.speech.field(field)) })
            })
            .collect();
        match (name, parts.join("; ")) {
            (Some(name), parts) if parts.is_empty() => name.to_owned(),
            (Some(name), parts) => format!("{name} ({parts})"),
            (None, parts) => parts,
        }
    }
}

/// Whether it is one value to a reader, though it has fields: a choice, or hours of a day. What has an id is more than that.
pub(crate) fn is_one(fields: &Map<String, Value>) -> bool {
    (fields.contains_key("kind") && !fields.contains_key("id"))
        || (fields.contains_key("from") && fields.contains_key("to"))
}

fn holds_objects(list: &[Value]) -> bool {
    list.iter().any(Value::is_object)
}

fn key(value: &Value) -> String {
    value.get("id").and_then(Value::as_str).map_or_else(|| value.to_string(), str::to_owned)
}

/// What something is called that has a name, or a label in some language.
fn name_of(value: &Value) -> Option<String> {
    let label = || value.get("label")?.as_object()?.values().next();
    Some(value.get("name").or_else(label)?.as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    struct Plain;

    impl Speech for Plain {
        fn field(&self, name: &str) -> String {
            name.to_owned()
        }
        fn value(&self, _: &str, value: &Value) -> Option<String> {
            value.as_bool().map(|yes| if yes { "yes" } else { "no" }.to_owned())
        }
        fn list(&self, items: &[String]) -> String {
            items.join(", ")
        }
    }

    fn compare(before: &Value, after: &Value) -> Vec<String> {
        let mut names = Names::default();
        names.learn("stf_1", "Ada");
        names.learn("stf_2", "Ben");
        let found = Comparison { names: &names, speech: &Plain }.of(before, after);
        let side = |side: Option<String>| side.unwrap_or_else(|| "-".into());
        found
            .into_iter()
            .map(|one| format!("{}: {} > {}", one.place.join("/"), side(one.before), side(one.after)))
            .collect()
    }

    #[test]
    fn what_did_not_change_is_not_told() {
        let before = json!({"name": "Sales", "open": true, "sites": ["a", "b"], "revision": 1});
        let after = json!({"name": "Sales", "open": false, "sites": ["b"], "revision": 2});
        assert_eq!(compare(&before, &after), ["open: yes > no", "sites: a, b > b"]);
        assert!(compare(&before, &before).is_empty());
        assert!(compare(&json!({"sites": []}), &json!({})).is_empty(), "empty and absent are the same");
    }

    #[test]
    fn what_has_an_id_is_followed_wherever_it_stands() {
        let line = |id: &str, name: &str, wait: u32, staff: &[&str]| json!({"id": id, "name": name, "wait": wait, "staff": staff});
        let before = json!({"lines": [line("a", "First", 60, &["stf_1"]), line("b", "Second", 60, &["stf_1"])]});
        let after =
            json!({"lines": [line("b", "Second", 30, &["stf_1", "stf_2"]), line("a", "First", 60, &["stf_1"])]});
        assert_eq!(
            compare(&before, &after),
            [
                "lines/Second/staff: Ada > Ada, Ben",
                "lines/Second/wait: 60 > 30",
                "lines: First, Second > Second, First"
            ]
        );
        let fewer = json!({"lines": [line("b", "Second", 60, &["stf_1"]), {"name": "New", "wait": 5}]});
        assert_eq!(compare(&before, &fewer), ["lines: First (staff: Ada; wait: 60) > -", "lines: - > New (wait: 5)"]);
    }

    #[test]
    fn conditions_are_told_as_if_they_stood_beside_the_other_fields() {
        let before = json!({"wait": 1});
        let after = json!({"wait": 1, "when": {"languages": ["ja"], "share": 50}});
        assert_eq!(compare(&before, &after), ["languages: - > ja", "share: - > 50"]);
    }

    #[test]
    fn a_choice_is_told_by_what_was_chosen() {
        let before = json!({"target": {"kind": "staff", "staff": "stf_1"}});
        let after = json!({"target": {"kind": "staff", "staff": "stf_2"}});
        assert_eq!(compare(&before, &after), ["target: Ada > Ben"]);
    }

    #[test]
    fn hours_of_a_day_are_one_value() {
        let before = json!({"week": [{"day": "mon", "from": "09:00", "to": "17:00"}]});
        let after = json!({"week": [{"day": "mon", "from": "09:00", "to": "18:00"}]});
        assert_eq!(
            compare(&before, &after),
            ["week: day: mon; from: 09:00; to: 17:00 > -", "week: - > day: mon; from: 09:00; to: 18:00"]
        );
    }
}
