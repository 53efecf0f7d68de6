//! Tags and their destinations.

use super::{Item, ItemId, Kind, Left, Mint, Problem, Settings, Setup, service::has_twice};
use crate::{
    api::{
        Destination, DestinationSettings, DestinationUpdate, MAX_DESTINATIONS, MAX_STAFF_PER_DESTINATION,
        TagWithDestinations,
    },
    id::{DestinationId, StaffId},
};

/// Shorter, nobody can answer in time; longer, nobody waits.
const WAIT_S: std::ops::RangeInclusive<u32> = 5..=3_600;

impl Settings for TagWithDestinations {
    const KIND: Kind = Kind::Tag;

    fn check(&self, id: &ItemId, setup: &Setup) -> Result<(), Problem> {
        let Self { settings, destinations } = self;
        if setup.all::<Self>().any(|(other, tag)| other != id && tag.settings.handle == settings.handle) {
            return Err(Problem::taken("handle", "Another tag has this handle. Choose another one."));
        }
        if destinations.is_empty() {
            return Err(Problem::at("destinations", "Add a destination: somebody has to serve the tag."));
        }
        if destinations.len() > MAX_DESTINATIONS {
            return Err(Problem::at("destinations", "A tag has at most 5 destinations."));
        }
        destinations.iter().enumerate().try_for_each(|(place, DestinationUpdate { id: _, settings })| {
            check_destination(settings, setup)
                .map_err(|problem| Problem { field: format!("destinations.{place}.{}", problem.field), ..problem })
        })
    }

    /// One of another tag, or that was removed meanwhile, becomes a new one: an id stands for one place for ever.
    fn settle(&mut self, former: Option<&Self>, mint: &mut Mint<'_>) {
        let own: Vec<DestinationId> =
            former.into_iter().flat_map(|tag| &tag.destinations).filter_map(|one| one.id).collect();
        let mut seen = Vec::new();
        for destination in &mut self.destinations {
            let kept = destination.id.filter(|id| own.contains(id) && !seen.contains(id));
            let id = kept.unwrap_or_else(|| DestinationId::new(mint.now, (mint.random)()));
            seen.push(id);
            destination.id = Some(id);
        }
    }

    /// A destination that would be empty goes too.
    fn replace_staff(&mut self, to: &dyn Fn(StaffId) -> Option<StaffId>) -> Left {
        for destination in &mut self.destinations {
            let staff = &mut destination.settings.staff;
            *staff = staff.iter().filter_map(|one| to(*one)).collect();
        }
        self.destinations.retain(|destination| !destination.settings.staff.is_empty());
        if self.destinations.is_empty() { Left::Stranded } else { Left::Stays }
    }

    fn name(&self) -> Option<&str> {
        Some(self.settings.name.as_str())
    }

    fn of(item: &Item) -> Option<&Self> {
        if let Item::Tag(tag) = item { Some(tag) } else { None }
    }
}

fn check_destination(settings: &DestinationSettings, setup: &Setup) -> Result<(), Problem> {
    let DestinationSettings { name: _, staff, wait_s } = settings;
    if staff.is_empty() {
        return Err(Problem::at("staff", "Every destination needs somebody on it."));
    }
    if staff.len() > MAX_STAFF_PER_DESTINATION {
        return Err(Problem::at("staff", "A destination has at most 50 people."));
    }
    if has_twice(staff) {
        return Err(Problem::at("staff", "Somebody stands on a destination twice."));
    }
    if !staff.iter().all(|staff| setup.is_staff(*staff)) {
        return Err(Problem::at("staff", "Somebody on a destination isn't staff of this service any more."));
    }
    if !WAIT_S.contains(wait_s) {
        return Err(Problem::at("wait_s", "A wait is 5 to 3,600 seconds."));
    }
    Ok(())
}

impl DestinationUpdate {
    /// As the rules read it; none before it has an id.
    #[must_use]
    pub fn settled(self) -> Option<Destination> {
        self.id.map(|id| Destination { id, settings: self.settings })
    }
}
