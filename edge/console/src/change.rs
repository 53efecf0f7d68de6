//! What is read of the log of changes. Items stay as they came: a kind that this page doesn't know yet is shown all the
//! same, in the words that the wire has for it.

use serde::Deserialize;
use serde_json::Value;
use shared::{id::StaffId, value::Timestamp};

use crate::{console::Console, difference::Names};
use ui::http::Fault;

/// A page of the log: what is shown of `shared::api::ChangeList`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ChangePage {
    /// Newest first.
    pub(crate) changes: Vec<LoggedChange>,
    /// For `before` of the next page.
    #[serde(default)]
    pub(crate) next: Option<u32>,
}

/// What is shown of `shared::api::Change`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct LoggedChange {
    pub(crate) change: u32,
    pub(crate) at_ms: Timestamp,
    pub(crate) by: StaffId,
    pub(crate) by_name: String,
    pub(crate) steps: Vec<LoggedStep>,
    #[serde(default)]
    pub(crate) undoes: Option<u32>,
    pub(crate) undoable: bool,
}

/// What is shown of `shared::api::Imported`.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Steps {
    pub(crate) steps: Vec<LoggedStep>,
}

/// What is shown of `shared::setup::Step`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub(crate) enum LoggedStep {
    Put {
        id: String,
        revision: u32,
        #[serde(default)]
        before: Option<LoggedItem>,
        after: LoggedItem,
    },
    Remove {
        before: LoggedItem,
    },
    Order {
        kind: String,
        before: Vec<String>,
        after: Vec<String>,
    },
    Staff {
        #[serde(default)]
        staff: String,
        before: Value,
        #[serde(default)]
        after: Option<Value>,
    },
    /// Of a newer server.
    #[serde(other)]
    Unknown,
}

/// An item, whatever it is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct LoggedItem {
    pub(crate) kind: String,
    pub(crate) value: Value,
}

impl LoggedItem {
    /// What people call it; none for what there is one of.
    pub(crate) fn name(&self) -> Option<&str> {
        // What there is one of may have a name, too, which isn't what tells it from others.
        if self.kind == "service" { None } else { self.value.get("name")?.as_str() }
    }
}

impl LoggedChange {
    /// Whether it made an item what it is in this revision; or a member of staff, whose revision isn't in the log.
    pub(crate) fn made(&self, item: &str, now: u32) -> bool {
        self.steps.iter().any(|step| match step {
            LoggedStep::Put { id, revision, .. } => id == item && *revision == now,
            LoggedStep::Staff { staff, after, .. } => staff == item && after.is_some(),
            LoggedStep::Remove { .. } | LoggedStep::Order { .. } | LoggedStep::Unknown => false,
        })
    }
}

/// What is read of an export, to know what things are called.
#[derive(Deserialize)]
struct Everything {
    items: Vec<NamedItem>,
}

#[derive(Deserialize)]
struct NamedItem {
    id: String,
    #[serde(flatten)]
    item: LoggedItem,
}

#[derive(Deserialize)]
struct Colleague {
    id: String,
    name: String,
}

/// What everything that is set up is called.
pub(crate) async fn names(console: Console) -> Result<Names, Fault> {
    let mut names = Names::default();
    for Colleague { id, name } in console.get::<Vec<Colleague>>("staff").await? {
        names.learn(id, name);
    }
    for NamedItem { id, item } in console.get::<Everything>("setup").await?.items {
        if let Some(name) = item.name() {
            names.learn(id, name);
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json};

    use super::*;

    #[test]
    fn a_change_of_a_newer_server_is_read_as_far_as_it_is_known() {
        let change: LoggedChange = from_value(json!({
            "change": 7, "at_ms": 0, "by": "stf_00000000000070008000000000000000", "by_name": "Ada", "undoable": true,
            "steps": [
                {"step": "put", "id": "box_1", "revision": 2, "after": {"kind": "box", "value": {"name": "Red", "new": 1}}},
                {"step": "turn", "how": "around"},
            ],
        }))
        .expect("it is readable");
        assert!(change.made("box_1", 2) && !change.made("box_1", 1));
        assert_eq!(change.steps.last(), Some(&LoggedStep::Unknown));
        assert!(matches!(change.steps.first(), Some(LoggedStep::Put { after, .. }) if after.name() == Some("Red")));
    }
}
