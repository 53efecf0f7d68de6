//! Who answers for a service and what for: the staff, the tags and their destinations, as the rules see them.

use std::collections::BTreeMap;

use crate::{
    api::Tag,
    card::{Role, StaffCard, TagCard},
    id::{ScheduleId, StaffId, TagId},
    schedule::Schedule,
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
    /// With so many rooms they are given no more work; they may take it. No limit if none.
    pub max_rooms: Option<u32>,
}

/// Everybody who answers, and every tag with who serves it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// Everybody, removed ones excepted.
    pub staff: BTreeMap<StaffId, Member>,
    /// In the owner's order.
    pub tags: Vec<Tag>,
    /// When somebody is there.
    pub schedules: BTreeMap<ScheduleId, Schedule>,
    /// The service's own hours, for tags that have no others. Always, if none.
    pub hours: Option<ScheduleId>,
}

impl Directory {
    /// The tag, if there still is one.
    #[must_use]
    pub fn tag(&self, id: TagId) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.id == id)
    }

    /// The schedule that a tag goes by; none if it is open always.
    #[must_use]
    pub fn hours_of(&self, tag: &Tag) -> Option<&Schedule> {
        self.schedules.get(&tag.settings.hours.or(self.hours)?)
    }
}

impl From<&Tag> for TagCard {
    /// Without `online` and `opening`, which the one who shows it knows.
    fn from(tag: &Tag) -> Self {
        let crate::api::TagSettings { handle, name, description, hours: _ } = tag.settings.clone();
        Self { id: tag.id, handle, name, description, online: None, opening: None }
    }
}
