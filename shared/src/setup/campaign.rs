//! Campaigns: named sets of weblinks, and what they say of where somebody came from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Item, ItemId, Kind, Problem, Settings, Setup};
use crate::value::{DisplayName, ShortText};

/// Most values of one campaign; as many as are read from an address.
pub const MAX_VALUES: usize = 10;

/// Most characters of a value's name.
const MAX_NAME: usize = 40;

/// What can be set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Campaign {
    /// "Spring posters".
    pub name: DisplayName,
    /// `utm_…` values of every visit by one of its links, unless the address says another: so printed codes stay small.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, ShortText>,
}

impl Settings for Campaign {
    const KIND: Kind = Kind::Campaign;

    fn check(&self, id: &ItemId, setup: &Setup) -> Result<(), Problem> {
        let Self { name, values } = self;
        if setup.all::<Self>().any(|(other, campaign)| other != id && campaign.name == *name) {
            return Err(Problem::taken("name", "Another campaign has this name."));
        }
        if values.len() > MAX_VALUES {
            return Err(Problem::at("values", "A campaign has at most 10 values."));
        }
        match values.keys().find(|name| !is_value_name(name)) {
            Some(wrong) => Err(Problem::at(
                format!("values.{wrong}"),
                "A value's name begins with `utm_` and goes on with small letters, digits and `_`, 40 at most.",
            )),
            None => Ok(()),
        }
    }

    fn name(&self) -> Option<&str> {
        Some(self.name.as_str())
    }

    fn of(item: &Item) -> Option<&Self> {
        if let Item::Campaign(campaign) = item { Some(campaign) } else { None }
    }
}

fn is_value_name(name: &str) -> bool {
    let rest = name.strip_prefix("utm_").unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    !rest.is_empty() && name.len() <= MAX_NAME && rest.bytes().all(plain)
}
