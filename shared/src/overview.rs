//! What goes on in a service right now, for who supervises: what waits, what is talked about and what was missed, by tag and
//! by person, and who is there since when. A picture of numbers: sent whole once, and then only what has changed of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    card::{Availability, Entry, Reach},
    desk::Desk,
    enquiry::{Enquiry, State},
    id::{StaffId, TagId},
    permission::sees,
    value::{DisplayName, Timestamp},
};

/// How often a dashboard is told at most: people look, and don't count along.
pub const TOLD_EVERY_MS: i64 = 1_000;

/// How many enquiries are where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Load {
    /// Offered, and answered by nobody yet.
    pub waiting: u32,
    /// Since when the one waits that waits longest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since_ms: Option<Timestamp>,
    /// Somebody's.
    pub engaged: u32,
    /// To be followed up.
    pub missed: u32,
}

impl Load {
    fn count(&mut self, enquiry: &Enquiry) {
        match &enquiry.state {
            // What is passed on is still with whose it was.
            State::Open { .. } if enquiry.holder().is_none() => {
                self.waiting += 1;
                let since = enquiry.raised_at.max(enquiry.changed_at);
                self.since_ms = Some(self.since_ms.map_or(since, |known| known.min(since)));
            }
            State::Open { .. } | State::Engaged { .. } => self.engaged += 1,
            State::Missed => self.missed += 1,
            State::Closed { .. } => {}
        }
    }
}

/// A tag, or what is asked of people by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TagLoad {
    /// Which; absent for all that was asked of somebody by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tag: Option<TagId>,
    /// What it is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<DisplayName>,
    /// How much of it.
    #[serde(flatten)]
    pub load: Load,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StaffLoad {
    /// Who.
    pub staff: StaffId,
    /// What they are called.
    pub name: DisplayName,
    /// Path of their photo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub photo: Option<String>,
    /// Whether they can be given work.
    pub availability: Availability,
    /// Since when they are that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub there_since_ms: Option<Timestamp>,
    /// What is offered to them, is theirs, and was missed that was asked of them by name.
    #[serde(flatten)]
    pub load: Load,
}

/// All of it, as far as its reader may see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Overview {
    /// Everything.
    pub all: Load,
    /// By tag, in the owner's order.
    pub tags: Vec<TagLoad>,
    /// By person.
    pub staff: Vec<StaffLoad>,
}

/// What a dashboard is told that asked to be by `watch`: a frame of its own kind, which others skip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum OverviewFrame {
    /// How it stands, or what is other than before.
    Overview {
        /// Whether it is all; else rows that aren't in it are as they were.
        whole: bool,
        /// The rows.
        #[serde(flatten)]
        overview: Overview,
    },
}

impl Overview {
    /// How it stands, for somebody. `since` says since when each is what they are.
    #[must_use]
    pub fn of(desk: &Desk, viewer: StaffId, since: &BTreeMap<StaffId, Timestamp>) -> Self {
        let directory = desk.directory();
        let Some(reach) = directory.staff.get(&viewer).map(|member| member.reach) else { return Self::default() };
        let ours = |entry: Entry| reach == Reach::All || directory.serves(viewer, entry);
        let tags = directory.tags.iter().map(|tag| tag.id).filter(|tag| ours(Entry::Tag { tag: *tag }));
        let tags: Vec<TagId> = tags.collect();
        let serves_ours = |staff| tags.iter().any(|tag| directory.serves(staff, Entry::Tag { tag: *tag }));
        let people = directory.staff.keys().copied();
        let people = people.filter(|staff| reach == Reach::All || *staff == viewer || serves_ours(*staff));
        let mut by_person: BTreeMap<StaffId, Load> = people.map(|staff| (staff, Load::default())).collect();
        let mut by_tag: BTreeMap<Option<TagId>, Load> = BTreeMap::new();
        let mut all = Load::default();
        for enquiry in desk.enquiries().filter(|enquiry| sees(directory, viewer, enquiry)) {
            let entry = enquiry.passed().unwrap_or_else(|| enquiry.raised.entry.entry());
            let (tag, person) = match entry {
                Entry::Tag { tag } => (Some(tag), None),
                Entry::Staff { staff } => (None, Some(staff)),
            };
            all.count(enquiry);
            by_tag.entry(tag).or_default().count(enquiry);
            let whose = match (&enquiry.state, enquiry.holder()) {
                (State::Open { .. }, None) => enquiry.asked(directory),
                (State::Missed, _) => person.into_iter().collect(),
                (State::Open { .. } | State::Engaged { .. } | State::Closed { .. }, holder) => {
                    holder.into_iter().collect()
                }
            };
            for staff in whose {
                if let Some(load) = by_person.get_mut(&staff) {
                    load.count(enquiry);
                }
            }
        }
        let name = |tag: TagId| directory.tag(tag).map(|tag| tag.settings.name.clone());
        let tag = |tag: Option<TagId>| TagLoad {
            tag,
            name: tag.and_then(name),
            load: by_tag.get(&tag).copied().unwrap_or_default(),
        };
        let person = |(staff, load): (StaffId, Load)| {
            let card = &directory.staff.get(&staff)?.card;
            Some(StaffLoad {
                staff,
                name: card.name.clone(),
                photo: card.photo.clone(),
                availability: desk.availability(staff),
                there_since_ms: since.get(&staff).copied(),
                load,
            })
        };
        Self {
            all,
            tags: tags.into_iter().map(Some).chain([None]).map(tag).collect(),
            staff: by_person.into_iter().filter_map(person).collect(),
        }
    }

    /// What is to be told to who was told `before`; nothing if it is the same.
    #[must_use]
    pub fn news(&self, before: Option<&Self>) -> Option<OverviewFrame> {
        let same_rows = |before: &Self| {
            let tags = |overview: &Self| overview.tags.iter().map(|row| row.tag).collect::<Vec<_>>();
            let staff = |overview: &Self| overview.staff.iter().map(|row| row.staff).collect::<Vec<_>>();
            tags(before) == tags(self) && staff(before) == staff(self)
        };
        match before {
            Some(before) if before == self => None,
            Some(before) if same_rows(before) => {
                let tags = self.tags.iter().filter(|row| !before.tags.contains(row)).cloned().collect();
                let staff = self.staff.iter().filter(|row| !before.staff.contains(row)).cloned().collect();
                Some(OverviewFrame::Overview { whole: false, overview: Self { all: self.all, tags, staff } })
            }
            Some(_) | None => Some(OverviewFrame::Overview { whole: true, overview: self.clone() }),
        }
    }

    /// Takes in what a frame tells.
    pub fn take(&mut self, OverviewFrame::Overview { whole, overview }: OverviewFrame) {
        if whole {
            *self = overview;
            return;
        }
        self.all = overview.all;
        for row in overview.tags {
            if let Some(known) = self.tags.iter_mut().find(|known| known.tag == row.tag) {
                *known = row;
            }
        }
        for row in overview.staff {
            if let Some(known) = self.staff.iter_mut().find(|known| known.staff == row.staff) {
                *known = row;
            }
        }
    }
}
