//! Where an enquiry goes next, and why not elsewhere. Reads the directory, who is Active and who has how many rooms, and
//! decides nothing but that: when to ask is the enquiry's business.

mod condition;
mod place;
#[cfg(test)]
mod random;
mod share;

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

pub use share::draw;

use place::{Place, after, again};

use crate::{
    card::{Entry, Mode, StaffCard},
    directory::{Directory, Member},
    id::{DestinationId, StaffId},
    schedule::Opening,
    setup::destination::Manner,
    value::{DisplayName, LanguageTag, Timestamp},
};

/// How long the person of a direct enquiry has to answer, like a destination of a tag by default: who has a chat open and
/// sees nothing happen looks elsewhere after a minute.
pub const DIRECT_WAIT_S: u32 = 60;

/// How long the person of a direct call has to take it: they may have to come to their desk for it, and who calls hears it ring.
pub const DIRECT_CALL_WAIT_S: u32 = 90;

/// What routing looks at.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// When.
    pub now: Timestamp,
    /// Who answers, and what for.
    pub directory: &'a Directory,
    /// Who is Active, and so connected too.
    pub active: &'a BTreeSet<StaffId>,
    /// Who isn't Offline.
    pub there: &'a BTreeSet<StaffId>,
    /// How many rooms people have; who isn't in it has none.
    pub rooms: &'a BTreeMap<StaffId, u32>,
}

/// What routing has to know of an enquiry.
#[derive(Clone, Copy, Debug)]
pub struct Asker<'a> {
    /// What was pressed.
    pub entry: Entry,
    /// How they want to be served.
    pub mode: Mode,
    /// Of the browser.
    pub language: Option<&'a LanguageTag>,
    /// ISO 3166 code, as the network tells it.
    pub country: Option<&'a str>,
    /// Who served this contact last.
    pub served: Option<Served>,
    /// Who was given it and said nothing: they are not counted on again.
    pub silent: &'a BTreeSet<StaffId>,
    /// It is passed on, and these aren't asked: whose it was, and who declined. It is offered then, and never just given.
    pub out: Option<&'a BTreeSet<StaffId>>,
    /// Its place among all enquiries, by which shares are given: 0 to 99. See [`draw`].
    pub draw: u8,
}

impl Asker<'_> {
    fn is_out(&self, staff: StaffId) -> bool {
        self.out.is_some_and(|out| out.contains(&staff))
    }
}

/// Where an enquiry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coming<'a> {
    /// The wait of this place is over, or everybody there left.
    Past(&'a Stop),
    /// Whoever it was given to at this place said nothing; another one there may have it.
    Again(&'a Stop),
}

impl Coming<'_> {
    /// The place that it comes from.
    #[must_use]
    pub fn stop(&self) -> &Stop {
        match self {
            Self::Past(stop) | Self::Again(stop) => stop,
        }
    }
}

/// That somebody served a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Served {
    /// Who.
    pub staff: StaffId,
    /// When they answered last.
    pub at_ms: Timestamp,
}

/// One place that an enquiry may be offered to: a destination of its tag, one of the people on it, or its person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Its place in the order, from 0.
    pub place: usize,
    /// Which destination; none for the person of a direct enquiry.
    pub destination: Option<DestinationId>,
    /// Whose turn it is, where the people on it aren't asked all at once.
    pub turn: Option<StaffId>,
    /// Its name, or the person's.
    pub name: DisplayName,
    /// Who is on it.
    pub staff: Vec<StaffId>,
    /// How long they have to answer.
    pub wait_s: u32,
    /// Whose place it is: of what it was passed on to; none for what was pressed.
    pub passed: Option<Entry>,
}

/// Why a place was passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Nobody on it is Active.
    #[default]
    Away,
    /// Those who are Active have as many rooms as they take.
    Full,
    /// It isn't open at this time.
    Hours,
    /// It is for other languages.
    Language,
    /// It is for other countries.
    Country,
    /// Nobody on it served this contact, or that was too long ago.
    NotServed,
    /// Those who are there were given it already, and said nothing.
    Silent,
    /// Those who are there passed it on, or declined it.
    Declined,
    /// Something from a newer server.
    #[serde(other)]
    Unknown,
}

/// A step on the way to the next place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Passed over.
    Passed(Stop, Why),
    /// Of neighbours with shares, this one comes first.
    Drawn {
        /// Which.
        stop: Stop,
        /// In percent.
        share: u8,
    },
}

/// Where an enquiry goes from here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is offered to these, who can be given work.
    Offer(Stop, Vec<StaffId>),
    /// It is given to somebody; by the language that they speak, and others who are free don't, if that is why.
    PickUp(Stop, Box<StaffCard>, Option<LanguageTag>),
    /// No place is left.
    Nobody,
    /// Its tag is closed.
    OutOfHours {
        /// The schedule's name.
        schedule: DisplayName,
        /// When it opens, if it does within a year.
        opens: Option<Timestamp>,
    },
}

/// The way to the next place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// In order.
    pub steps: Vec<Step>,
    /// Where they lead.
    pub outcome: Outcome,
}

impl Scene<'_> {
    /// Where an enquiry goes after `from`, or at first. Destinations may have been moved since it came to `from`: then what
    /// follows its new place comes next, and if it was removed, what took its old place.
    #[must_use]
    pub fn next(&self, asker: &Asker<'_>, from: Option<Coming<'_>>) -> Next {
        let mut steps = Vec::new();
        if from.is_none()
            && let Some(outcome) = self.out_of_hours(asker.entry)
        {
            return Next { steps, outcome };
        }
        let places = self.directory.places(asker);
        let first = match from {
            None => 0,
            Some(Coming::Past(stop)) => after(&places, stop),
            Some(Coming::Again(stop)) => again(&places, stop),
        };
        for place in places.into_iter().skip(first) {
            let is_known = matches!(from, Some(Coming::Again(stop)) if stop.destination == place.stop.destination);
            if let Some(share) = place.drawn.filter(|_| !is_known) {
                steps.push(Step::Drawn { stop: place.stop.clone(), share });
            }
            match self.free(asker, &place) {
                Ok(free) => return Next { steps, outcome: self.outcome(asker, place, free) },
                Err(why) => steps.push(Step::Passed(place.stop, why)),
            }
        }
        Next { steps, outcome: Outcome::Nobody }
    }

    fn out_of_hours(&self, entry: Entry) -> Option<Outcome> {
        let Entry::Tag { tag } = entry else { return None };
        let schedule = self.directory.hours_of(self.directory.tag(tag)?)?;
        let opens = match schedule.opening(self.now) {
            Opening::Open => return None,
            Opening::ClosedUntil { opens_ms } => Some(opens_ms),
            Opening::Closed => None,
        };
        Some(Outcome::OutOfHours { schedule: schedule.settings.name.clone(), opens })
    }

    /// Who on a place can be given this enquiry, or why nobody.
    fn free(&self, asker: &Asker<'_>, place: &Place<'_>) -> Result<Vec<StaffId>, Why> {
        place.conditions.map_or(Ok(()), |conditions| condition::met(self, asker, conditions))?;
        let sticky = place.conditions.is_some_and(|conditions| conditions.sticky_days.is_some());
        if sticky && place.stop.turn.is_none() {
            return Err(Why::NotServed);
        }
        let people = place.stop.asked();
        let free = self.free_for(asker, people);
        if !free.is_empty() {
            return Ok(free);
        }
        let mut there = people.iter().filter(|staff| self.active.contains(staff));
        Err(match there.clone().next() {
            None => Why::Away,
            Some(_) if there.clone().all(|staff| asker.is_out(*staff)) => Why::Declined,
            Some(_) if there.all(|staff| asker.silent.contains(staff)) => Why::Silent,
            Some(_) => Why::Full,
        })
    }

    /// Those of `people` who can be given the enquiry.
    #[must_use]
    pub fn free_for(&self, asker: &Asker<'_>, people: &[StaffId]) -> Vec<StaffId> {
        let mut free = self.eligible(people);
        free.retain(|staff| !asker.silent.contains(staff) && !asker.is_out(*staff));
        free
    }

    fn outcome(&self, asker: &Asker<'_>, place: Place<'_>, free: Vec<StaffId>) -> Outcome {
        let picked = match place.manner {
            Manner::PickUp if asker.out.is_none() => self.pick(asker, &free),
            Manner::All | Manner::InOrder | Manner::PickUp => None,
        };
        match picked {
            Some((member, by)) => Outcome::PickUp(place.stop, Box::new(member.card.clone()), by),
            None => Outcome::Offer(place.stop, free),
        }
    }

    /// Who of the `free` gets it: of those who speak the asker's language, if anybody does, who has the fewest rooms. With
    /// that language, if it made a difference.
    fn pick(&self, asker: &Asker<'_>, free: &[StaffId]) -> Option<(&Member, Option<LanguageTag>)> {
        let speaks = |staff: &StaffId| asker.language.is_some_and(|language| self.speaks(*staff, language));
        let speakers = free.iter().filter(|staff| speaks(staff)).count();
        let by = asker.language.filter(|_| (1..free.len()).contains(&speakers));
        let wanted = free.iter().filter(|staff| by.is_none() || speaks(staff));
        let least = wanted.min_by_key(|staff| (self.rooms_of(**staff), share::lot(asker.draw, **staff)));
        Some((self.directory.staff.get(least?)?, by.cloned()))
    }

    fn speaks(&self, staff: StaffId, language: &LanguageTag) -> bool {
        let member = self.directory.staff.get(&staff);
        member.is_some_and(|member| member.languages.iter().any(|spoken| condition::covers(spoken, language)))
    }

    /// Those of `staff` who can be given work.
    #[must_use]
    pub fn eligible(&self, staff: &[StaffId]) -> Vec<StaffId> {
        staff.iter().copied().filter(|staff| self.active.contains(staff) && !self.is_full(*staff)).collect()
    }

    /// Whether somebody has as many rooms as they take.
    #[must_use]
    pub fn is_full(&self, staff: StaffId) -> bool {
        let most = self.directory.staff.get(&staff).and_then(|member| member.max_rooms);
        most.is_some_and(|most| self.rooms_of(staff) >= most)
    }

    fn rooms_of(&self, staff: StaffId) -> u32 {
        self.rooms.get(&staff).copied().unwrap_or(0)
    }
}

impl Stop {
    /// Who is asked here.
    #[must_use]
    pub fn asked(&self) -> &[StaffId] {
        self.turn.as_ref().map_or(&self.staff, std::slice::from_ref)
    }
}
