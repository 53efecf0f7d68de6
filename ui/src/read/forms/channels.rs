//! What an owner reads of social accounts.

use std::collections::BTreeMap;

use shared::api::{ChannelAccount, ChannelCheck, ChannelField, ChannelKind, ChannelMade};

use super::super::{Json, Read};
use crate::read_struct;

read_struct!(ChannelKind { kind, name, steps, fields });
read_struct!(ChannelField { name, label, help, secret, made, optional });
read_struct!(ChannelAccount { account, kind, name, tag, on, webhook, fields, secrets, problem });
read_struct!(ChannelCheck { label, ok, note, remedy, problem });

read_struct!(ChannelMade { channel } or_default { made });

impl Read for BTreeMap<String, String> {
    fn read(json: &Json) -> Option<Self> {
        let Json::Object(fields) = json else { return None };
        let mut all = Self::new();
        for (name, value) in fields {
            all.insert(name.clone(), String::read(value)?);
        }
        Some(all)
    }
}
