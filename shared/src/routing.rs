//! Where an enquiry goes next. Reads the directory and who is Active, and decides nothing but that: when to ask is the
//! enquiry's business.

use std::collections::BTreeSet;

use crate::{
    card::Entry,
    directory::Directory,
    id::{DestinationId, StaffId},
    value::DisplayName,
};

/// How long the person of a direct enquiry has to answer, like a destination of a tag by default: who has a chat open and
/// sees nothing happen looks elsewhere after a minute.
pub const DIRECT_WAIT_S: u32 = 60;

/// What routing looks at.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// Who answers, and what for.
    pub directory: &'a Directory,
    /// Who is Active, and so connected too.
    pub active: &'a BTreeSet<StaffId>,
}

/// One place that an enquiry may be offered to: a destination of its tag, or its person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Its place in the order, from 0.
    pub place: usize,
    /// Which destination; none for the person of a direct enquiry.
    pub destination: Option<DestinationId>,
    /// Its name, or the person's.
    pub name: DisplayName,
    /// Who is on it.
    pub staff: Vec<StaffId>,
    /// How long they have to answer.
    pub wait_s: u32,
}

/// Where an enquiry goes from here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// Passed over, in order: nobody on these can be given work.
    pub skipped: Vec<Stop>,
    /// The first one with somebody eligible, and who is; none if no place is left.
    pub stop: Option<(Stop, Vec<StaffId>)>,
}

impl Scene<'_> {
    /// The places of `entry` in order. None if its tag or person is gone.
    #[must_use]
    pub fn stops(&self, entry: Entry) -> Vec<Stop> {
        match entry {
            Entry::Tag { tag } => {
                let destinations = self.directory.tag(tag).map(|tag| tag.destinations.as_slice()).unwrap_or_default();
                destinations
                    .iter()
                    .enumerate()
                    .map(|(place, destination)| Stop {
                        place,
                        destination: Some(destination.id),
                        name: destination.settings.name.clone(),
                        staff: self.directory.known(&destination.settings.staff),
                        wait_s: destination.settings.wait_s,
                    })
                    .collect()
            }
            Entry::Staff { staff } => self
                .directory
                .staff
                .get(&staff)
                .map(|member| Stop {
                    place: 0,
                    destination: None,
                    name: member.card.name.clone(),
                    staff: vec![staff],
                    wait_s: DIRECT_WAIT_S,
                })
                .into_iter()
                .collect(),
        }
    }

    /// Where an enquiry with this `entry` goes after `from`, or at first. Destinations may have been moved since it came
    /// to `from`: then what follows its new place comes next, and if it was removed, what took its old place.
    #[must_use]
    pub fn next(&self, entry: Entry, from: Option<&Stop>) -> Next {
        let stops = self.stops(entry);
        let first = from.map_or(0, |from| {
            let now = stops.iter().find(|stop| stop.destination == from.destination);
            now.map_or(from.place, |stop| stop.place.saturating_add(1))
        });
        let mut skipped = Vec::new();
        for stop in stops.into_iter().skip(first) {
            let eligible = self.eligible(&stop.staff);
            if !eligible.is_empty() {
                return Next { skipped, stop: Some((stop, eligible)) };
            }
            skipped.push(stop);
        }
        Next { skipped, stop: None }
    }

    /// Those of `staff` who can be given work.
    #[must_use]
    pub fn eligible(&self, staff: &[StaffId]) -> Vec<StaffId> {
        staff.iter().copied().filter(|staff| self.active.contains(staff)).collect()
    }
}

impl Directory {
    /// Who is on `stop` now. A destination that was removed keeps its staff for the enquiries that are on it.
    #[must_use]
    pub fn on(&self, entry: Entry, stop: &Stop) -> Vec<StaffId> {
        let destination = match entry {
            Entry::Tag { tag } => self
                .tag(tag)
                .and_then(|tag| tag.destinations.iter().find(|destination| Some(destination.id) == stop.destination)),
            Entry::Staff { .. } => None,
        };
        self.known(destination.map_or(stop.staff.as_slice(), |destination| &destination.settings.staff))
    }

    /// Whether `staff` may ever be offered an enquiry with this `entry`.
    #[must_use]
    pub fn serves(&self, staff: StaffId, entry: Entry) -> bool {
        self.staff.contains_key(&staff)
            && match entry {
                Entry::Tag { tag } => self.tag(tag).is_some_and(|tag| {
                    tag.destinations.iter().any(|destination| destination.settings.staff.contains(&staff))
                }),
                Entry::Staff { staff: person } => person == staff,
            }
    }

    /// Those of `staff` who haven't been removed.
    fn known(&self, staff: &[StaffId]) -> Vec<StaffId> {
        staff.iter().copied().filter(|staff| self.staff.contains_key(staff)).collect()
    }
}
