//! What reports say: figures of the enquiries that were raised in a period, and how staff spent their days. Every figure is
//! a fold over what was stored, and each can be opened: the enquiries behind it are those that [`Question::takes`] and
//! [`Figure::counts`] let through, by the same rules.

pub mod days;
mod figures;
mod fold;
mod life;
mod rating;
#[cfg(test)]
mod stories;
pub mod table;

pub use figures::{Figure, Figures, Spread};
pub use fold::{DayFigures, Fold, Group, GroupKey, Report};
pub use life::{ContactPoint, Life, Moment, Outcome};
pub use rating::Ratings;

use crate::{
    card::Entry,
    id::{StaffId, TagId},
    schedule::{Date, Local, Weekday, Zone},
    value::{InvalidValue, Timestamp},
};

/// Most days of one report: a year, and what a comparison with the same month of the year before needs.
pub const MAX_DAYS: i64 = 400;

/// The days that a report is about, in the service's time zone; both belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    from: Date,
    to: Date,
}

impl Period {
    /// From one day to another.
    ///
    /// # Errors
    /// If the last day is before the first, or they are more than [`MAX_DAYS`].
    pub fn new(from: Date, to: Date) -> Result<Self, InvalidValue> {
        let period = Self { from, to };
        match period.days() {
            1..=MAX_DAYS => Ok(period),
            ..1 => Err(InvalidValue("The last day is before the first.")),
            _ => Err(InvalidValue("Ask for at most 400 days.")),
        }
    }

    /// Its first day.
    #[must_use]
    pub const fn from(&self) -> Date {
        self.from
    }

    /// Its last day.
    #[must_use]
    pub const fn to(&self) -> Date {
        self.to
    }

    /// How many days.
    #[must_use]
    pub fn days(&self) -> i64 {
        self.to.days_since(self.from) + 1
    }

    /// As many days before it: what it is compared with.
    #[must_use]
    pub fn before(&self) -> Self {
        Self { from: self.from.plus_days(-self.days()), to: self.from.plus_days(-1) }
    }

    /// When it begins and ends: from the first moment on, until before the second.
    #[must_use]
    pub fn moments(&self, zone: &Zone) -> (Timestamp, Timestamp) {
        (zone.beginning_of(self.from), zone.beginning_of(self.to.plus_days(1)))
    }
}

/// Which enquiries are asked for. All that is set has to fit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Asked of this tag.
    pub tag: Option<TagId>,
    /// First answered by this person.
    pub staff: Option<StaffId>,
    /// Came in here.
    pub contact_point: Option<ContactPoint>,
    /// Raised on this day.
    pub date: Option<Date>,
    /// Raised in this hour of a day, 0 to 23.
    pub hour: Option<u8>,
    /// Raised on this day of a week.
    pub weekday: Option<Weekday>,
}

impl Question {
    /// Whether `life` is one of them, raised `local` on the service's clock.
    #[must_use]
    pub fn takes(&self, life: &Life, local: Local) -> bool {
        let Self { tag, staff, .. } = self;
        tag.is_none_or(|tag| life.entry == Entry::Tag { tag })
            && staff.is_none_or(|staff| life.answered.is_some_and(|(_, by)| by == staff))
            && self.fits(life, local)
    }

    /// Whether its rating is one of those asked for: of a person, those that are told of them.
    #[must_use]
    pub fn takes_rating(&self, life: &Life, local: Local) -> bool {
        self.tag.is_none_or(|tag| life.entry == Entry::Tag { tag })
            && self.staff.is_none_or(|staff| life.rated.is_some_and(|(_, of)| of == staff))
            && self.fits(life, local)
    }

    fn fits(&self, life: &Life, local: Local) -> bool {
        let Self { tag: _, staff: _, contact_point, date, hour, weekday } = self;
        contact_point.as_ref().is_none_or(|point| life.contact_point == *point)
            && date.is_none_or(|date| date == local.date)
            && hour.is_none_or(|hour| hour == local.hour)
            && weekday.is_none_or(|weekday| weekday == local.date.weekday())
    }
}
