//! Who answers for a service and what for: the staff, the tags and their destinations, as the rules see them.

use std::collections::BTreeMap;

use crate::{
    api::Tag,
    card::{Role, StaffCard, TagCard},
    id::{StaffId, TagId},
};

/// A member of staff as the rules see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// As others see them; `online` is left out here and filled in when the card is shown.
    pub card: StaffCard,
    /// What they may do.
    pub role: Role,
    /// Whether the public directory lists them.
    pub listed: bool,
}

/// Everybody who answers, and every tag with who serves it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// Everybody, removed ones excepted.
    pub staff: BTreeMap<StaffId, Member>,
    /// In the owner's order.
    pub tags: Vec<Tag>,
}

impl Directory {
    /// The tag, if there still is one.
    #[must_use]
    pub fn tag(&self, id: TagId) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.id == id)
    }
}

impl From<&Tag> for TagCard {
    /// Without `online`, which the one who shows it knows.
    fn from(tag: &Tag) -> Self {
        let crate::api::TagSettings { handle, name, description } = tag.settings.clone();
        Self { id: tag.id, handle, name, description, online: None }
    }
}
