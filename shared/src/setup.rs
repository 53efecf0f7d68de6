//! Everything that an owner sets up, as items: one list of each [`Kind`], in the owner's order, each item with a
//! revision. One machine for all of them: commands come in, steps go out; the steps are stored, applied, and kept as the
//! change log, from which a change can be undone.
//!
//! A kind is a type with its rule in a file of this folder, a line in `item.rs`, and its routes.

pub mod appearance;
mod campaign;
mod change;
pub mod closing;
pub mod contact_fields;
pub mod cta;
pub mod destination;
mod export;
pub mod form;
mod item;
pub mod keeping;
mod label;
mod link;
pub mod messages;
pub mod schedule;
mod service;
pub mod show;
mod staff;
mod tag;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use self::{
    campaign::{Campaign, MAX_VALUES},
    change::{Command, Incoming, Refusal, Step},
    export::{EXPORT_FORMAT, Export, ExportedStaff, Import},
    item::{Item, ItemId, Kind},
    link::{Link, MAX_BUTTON_CHARS},
    service::{MAX_LANGUAGES, MAX_ROOMS, MAX_SITES},
    staff::{ONE_CHANGE_MS, joined},
};
use crate::{
    api::{DestinationUpdate, ErrorCode, ServiceSettings, Tag, TagWithDestinations},
    id::{ScheduleId, StaffId},
    value::Timestamp,
};

/// The rule of one kind of item.
pub trait Settings: Sized {
    /// Which kind.
    const KIND: Kind;

    /// What stands in the way of this item in `setup`, which has it already, under `id`.
    ///
    /// # Errors
    /// The first thing that is wrong, beside its field.
    fn check(&self, id: &ItemId, setup: &Setup) -> Result<(), Problem>;

    /// Gives ids to what is new in it; `former` is the item as it was.
    fn settle(&mut self, former: Option<&Self>, mint: &mut Mint<'_>) {
        let _ = (former, mint);
    }

    /// Puts other people in the place of those who stand in it; none takes somebody out.
    fn replace_staff(&mut self, to: &dyn Fn(StaffId) -> Option<StaffId>) -> Left {
        let _ = to;
        Left::Stays
    }

    /// What people call it; none for what there is one of.
    fn name(&self) -> Option<&str> {
        None
    }

    /// It, if the item is of this kind.
    fn of(item: &Item) -> Option<&Self>;
}

/// What is left of an item without somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// It goes on.
    Stays,
    /// It is of no use any more.
    Goes,
    /// It must go on and can't: nobody would serve it.
    Stranded,
}

/// Makes ids: from the time, and from randomness that isn't ours.
pub struct Mint<'a> {
    /// When they are made.
    pub now: Timestamp,
    /// Fresh random bytes at each call.
    pub random: &'a mut dyn FnMut() -> [u8; 10],
}

/// What is wrong with an item, beside the field that has to change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// A path like `name` or `destinations.0.staff`; empty for the whole.
    pub field: String,
    /// [`ErrorCode::Malformed`], or why else.
    pub code: ErrorCode,
    /// For the person who filled in the form.
    pub words: String,
}

impl Problem {
    /// A value that can't be.
    #[must_use]
    pub fn at(field: impl Into<String>, words: impl Into<String>) -> Self {
        Self { field: field.into(), code: ErrorCode::Malformed, words: words.into() }
    }

    /// A value that another item has and only one may.
    #[must_use]
    pub fn taken(field: impl Into<String>, words: impl Into<String>) -> Self {
        Self { code: ErrorCode::Taken, ..Self::at(field, words) }
    }

    /// The same, of a part of this field.
    #[must_use]
    pub fn within(self, field: &str) -> Self {
        Self { field: format!("{field}.{}", self.field), ..self }
    }
}

/// An item as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Kept {
    /// Which.
    pub id: ItemId,
    /// Rises with every change, so that who changes what they read long ago is told.
    pub revision: u32,
    /// What it is.
    #[serde(flatten)]
    pub item: Item,
}

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Setup {
    items: BTreeMap<Kind, Vec<Kept>>,
    staff: BTreeSet<StaffId>,
}

impl Setup {
    /// What is stored: items in the owner's order, and who answers for the service.
    pub fn new(items: impl IntoIterator<Item = Kept>, staff: impl IntoIterator<Item = StaffId>) -> Self {
        let mut setup = Self { items: BTreeMap::new(), staff: staff.into_iter().collect() };
        for kept in items {
            setup.items.entry(kept.item.kind()).or_default().push(kept);
        }
        setup
    }

    /// The items of a kind, in the owner's order.
    #[must_use]
    pub fn list(&self, kind: Kind) -> &[Kept] {
        self.items.get(&kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// All of every kind.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.values().flatten().map(|kept| &kept.item)
    }

    /// One item.
    #[must_use]
    pub fn get(&self, kind: Kind, id: &ItemId) -> Option<&Kept> {
        self.list(kind).iter().find(|kept| kept.id == *id)
    }

    /// The items of a kind by their type, in the owner's order.
    pub fn all<'a, T: Settings + 'a>(&'a self) -> impl Iterator<Item = (&'a ItemId, &'a T)> {
        self.list(T::KIND).iter().filter_map(|kept| Some((&kept.id, T::of(&kept.item)?)))
    }

    /// The item of a kind that has one.
    #[must_use]
    pub fn only<T: Settings>(&self) -> Option<&T> {
        self.all().next().map(|(_, item)| item)
    }

    /// Whether somebody answers for the service.
    #[must_use]
    pub fn is_staff(&self, staff: StaffId) -> bool {
        self.staff.contains(&staff)
    }

    /// What the service as a whole is set to; none before it was made.
    #[must_use]
    pub fn service(&self) -> Option<&ServiceSettings> {
        self.only()
    }

    /// Whether there is such a schedule.
    pub(crate) fn has_schedule(&self, schedule: ScheduleId) -> bool {
        self.get(Kind::Schedule, &schedule.into()).is_some()
    }

    /// Tags with who serves them, in the owner's order, as the rules of routing read them.
    #[must_use]
    pub fn tags(&self) -> Vec<Tag> {
        let tag = |(id, tag): (&ItemId, &TagWithDestinations)| {
            let TagWithDestinations { settings, destinations } = tag.clone();
            let destinations = destinations.into_iter().filter_map(DestinationUpdate::settled).collect();
            Some(Tag { id: id.parse()?, settings, destinations })
        };
        self.all().filter_map(tag).collect()
    }
}

#[cfg(test)]
mod tests;
