//! A time zone as a list of its changes, so that who evaluates a schedule needs no time zone database. Only the worker
//! has one, and makes these lists of it.

use super::{DAY_MS, Date};
use crate::value::Timestamp;

/// The clock of one zone, from 1970 to the end of 2100.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Seconds east of Greenwich before the first change.
    first_s: i32,
    /// When the clock was or will be changed, and how far it is then from Greenwich: earliest first.
    changes: Vec<(Timestamp, i32)>,
}

/// Further from a moment in UTC no wall clock is, so only changes this close to it matter; offsets reach from −12 to
/// +14 hours, and clocks were moved by a whole day at most (Apia, 2011).
const REACH_MS: i64 = 48 * 3_600_000;

const HOUR_MS: i64 = 3_600_000;

/// What a clock on the wall shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Local {
    /// The day.
    pub date: Date,
    /// The hour, 0 to 23.
    pub hour: u8,
}

/// A time as the wall shows it: milliseconds since 1 January 1970, 00:00, on that wall.
pub(super) type WallMs = i64;

impl Zone {
    /// The clock that is so far from Greenwich for ever, in seconds to the east.
    #[must_use]
    pub const fn fixed(offset_s: i32) -> Self {
        Self { first_s: offset_s, changes: Vec::new() }
    }

    /// The zone with this IANA name, like `Asia/Hong_Kong`; none if there is no such zone.
    #[cfg(feature = "schedules")]
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        // 1 January 2101: dates of schedules end before.
        const END_S: i64 = 4_133_980_800;
        let zone = jiff::tz::TimeZoneDatabase::bundled().get(name).ok()?;
        let first_s = zone.to_offset(jiff::Timestamp::UNIX_EPOCH).seconds();
        let (mut changes, mut last_s) = (Vec::new(), first_s);
        for change in zone.following(jiff::Timestamp::UNIX_EPOCH) {
            let at = change.timestamp();
            if at.as_second() >= END_S {
                break;
            }
            // Some changes are only of the zone's abbreviation.
            let offset_s = change.offset().seconds();
            if offset_s != last_s {
                changes.push((Timestamp::from_ms(at.as_millisecond()), offset_s));
                last_s = offset_s;
            }
        }
        Some(Self { first_s, changes })
    }

    /// The day and hour that the wall shows at `at`.
    #[must_use]
    pub fn local(&self, at: Timestamp) -> Local {
        let wall = self.wall(at);
        let hour = u8::try_from(wall.rem_euclid(DAY_MS) / HOUR_MS).unwrap_or_default();
        Local { date: Date::of_number(wall.div_euclid(DAY_MS)), hour }
    }

    /// The first moment of a day.
    #[must_use]
    pub fn beginning_of(&self, date: Date) -> Timestamp {
        self.first(date.number() * DAY_MS)
    }

    /// What the wall shows at `at`.
    pub(super) fn wall(&self, at: Timestamp) -> WallMs {
        at.as_ms() + self.offset_ms(self.changes.partition_point(|(change, _)| *change <= at))
    }

    /// The first moment at which the wall shows `wall` or later: of two, the first; where the clock jumped over it, the jump.
    pub(super) fn first(&self, wall: WallMs) -> Timestamp {
        let mut part = self.changes.partition_point(|(change, _)| change.as_ms() <= wall - REACH_MS);
        loop {
            let offset_ms = self.offset_ms(part);
            let here = Timestamp::from_ms(wall - offset_ms);
            match self.changes.get(part) {
                Some((end, _)) if end.as_ms() + offset_ms <= wall => part += 1,
                Some(_) | None => return here.max(self.beginning(part)),
            }
        }
    }

    /// The moment from which on the wall shows `wall` or later, for good: of two, the second; the jump again.
    pub(super) fn last(&self, wall: WallMs) -> Timestamp {
        let mut part = self.changes.partition_point(|(change, _)| change.as_ms() <= wall + REACH_MS);
        while part > 0 && self.beginning(part).as_ms() + self.offset_ms(part) >= wall {
            part -= 1;
        }
        let here = Timestamp::from_ms(wall - self.offset_ms(part));
        self.changes.get(part).map_or(here, |(end, _)| here.min(*end))
    }

    /// How far the clock is from Greenwich after so many changes.
    fn offset_ms(&self, part: usize) -> i64 {
        let before = part.checked_sub(1).and_then(|before| self.changes.get(before));
        i64::from(before.map_or(self.first_s, |(_, offset_s)| *offset_s)) * 1_000
    }

    fn beginning(&self, part: usize) -> Timestamp {
        let before = part.checked_sub(1).and_then(|before| self.changes.get(before));
        before.map_or(Timestamp::from_ms(i64::MIN), |(at, _)| *at)
    }
}
