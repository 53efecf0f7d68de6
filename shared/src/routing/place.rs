//! The places that an enquiry may be offered to, in their order.

use super::{Asker, DIRECT_CALL_WAIT_S, DIRECT_WAIT_S, Stop, share};
use crate::{
    api::Destination,
    card::{Entry, Mode},
    directory::Directory,
    id::StaffId,
    setup::destination::{Conditions, Manner},
};

/// A stop with what decides about it.
pub(super) struct Place<'a> {
    pub(super) stop: Stop,
    pub(super) manner: Manner,
    pub(super) conditions: Option<&'a Conditions>,
    /// Its share, if it comes first of those with shares.
    pub(super) drawn: Option<u8>,
}

/// Where to go on after `from`.
pub(super) fn after(places: &[Place<'_>], from: &Stop) -> usize {
    let same = |place: &Place<'_>| place.stop.destination == from.destination;
    let exactly = places.iter().position(|place| same(place) && place.stop.turn == from.turn);
    let now = exactly.or_else(|| {
        // Whoever's turn it was is gone: what took that place comes next. All were asked: then none of them again.
        let all_asked = from.turn.is_none();
        places.iter().rposition(same).filter(|_| all_asked)
    });
    now.map_or(from.place, |now| now.saturating_add(1))
}

/// Where to go on when whoever had it at `from` is left out: there, or else after it.
pub(super) fn again(places: &[Place<'_>], from: &Stop) -> usize {
    let same = |place: &Place<'_>| place.stop.destination == from.destination && place.stop.turn == from.turn;
    places.iter().position(same).unwrap_or_else(|| after(places, from))
}

impl Directory {
    /// The places of an enquiry in order. None if its tag or person is gone.
    pub(super) fn places(&self, asker: &Asker<'_>) -> Vec<Place<'_>> {
        let mut places: Vec<Place<'_>> = match asker.entry {
            Entry::Tag { tag } => {
                let destinations = self.tag(tag).map(|tag| tag.destinations.as_slice()).unwrap_or_default();
                let ordered = share::ordered(destinations, asker.draw);
                ordered.flat_map(|(destination, drawn)| self.places_of(asker, destination, drawn)).collect()
            }
            Entry::Staff { staff } => self.person(asker, staff).into_iter().collect(),
        };
        for (number, place) in places.iter_mut().enumerate() {
            place.stop.place = number;
        }
        places
    }

    fn person(&self, asker: &Asker<'_>, staff: StaffId) -> Option<Place<'_>> {
        let name = self.staff.get(&staff)?.card.name.clone();
        let wait_s = match asker.mode {
            Mode::Chat => DIRECT_WAIT_S,
            Mode::Call => DIRECT_CALL_WAIT_S,
        };
        let staff = vec![staff];
        let stop = Stop { place: 0, destination: None, turn: None, name, staff, wait_s, passed: None };
        Some(Place { stop, manner: Manner::All, conditions: None, drawn: None })
    }

    /// One destination: one place, or one for each of its people.
    fn places_of<'a>(&self, asker: &Asker<'_>, destination: &'a Destination, drawn: Option<u8>) -> Vec<Place<'a>> {
        let settings = &destination.settings;
        let staff = self.known(&settings.staff);
        let turns: Vec<Option<StaffId>> = if settings.when.sticky_days.is_some() {
            let last = asker.served.map(|served| served.staff).filter(|last| self.staff.contains_key(last));
            vec![last.filter(|last| settings.staff.is_empty() || staff.contains(last))]
        } else if settings.manner == Manner::InOrder && !staff.is_empty() {
            staff.iter().copied().map(Some).collect()
        } else {
            vec![None]
        };
        let wait_s = match asker.mode {
            Mode::Chat => settings.wait_s,
            Mode::Call => settings.call_wait_s,
        };
        let place = |(number, turn): (usize, Option<StaffId>)| Place {
            stop: Stop {
                place: 0,
                destination: Some(destination.id),
                turn,
                name: settings.name.clone(),
                staff: staff.clone(),
                wait_s,
                passed: None,
            },
            manner: settings.manner,
            conditions: Some(&settings.when),
            drawn: drawn.filter(|_| number == 0),
        };
        turns.into_iter().enumerate().map(place).collect()
    }

    /// Who is asked on `stop` now. A destination that was removed keeps its staff for the enquiries that are on it.
    #[must_use]
    pub fn on(&self, entry: Entry, stop: &Stop) -> Vec<StaffId> {
        let destination = match stop.passed.unwrap_or(entry) {
            Entry::Tag { tag } => self
                .tag(tag)
                .and_then(|tag| tag.destinations.iter().find(|destination| Some(destination.id) == stop.destination)),
            Entry::Staff { .. } => None,
        };
        let staff = destination.map_or(stop.staff.as_slice(), |destination| &destination.settings.staff);
        match stop.turn {
            Some(turn) if staff.is_empty() || staff.contains(&turn) => self.known(&[turn]),
            Some(_) => vec![],
            None => self.known(staff),
        }
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
