//! A report, counted in one pass over the enquiries of its period and of the one before.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    ContactPoint, Figures, Life, Period, Question,
    figures::{Part, Tally},
};
use crate::{
    card::Entry,
    id::{StaffId, TagId},
    schedule::{Date, Local, Zone},
    value::{DisplayName, Timestamp},
};

/// Figures of one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DayFigures {
    /// Which, on the service's clock.
    pub date: Date,
    /// Of the enquiries raised on it.
    pub figures: Figures,
}

/// What a group of enquiries has in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum GroupKey {
    /// Asked of this tag.
    Tag {
        /// Which.
        tag: TagId,
    },
    /// Asked of somebody in person.
    Direct,
    /// First answered by this person.
    Staff {
        /// Who.
        staff: StaffId,
    },
    /// Came in here.
    ContactPoint {
        /// Where.
        contact_point: ContactPoint,
    },
    /// Something from a newer server.
    #[serde(other)]
    Unknown,
}

/// Figures of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Group {
    /// Of what.
    pub key: GroupKey,
    /// Its name now, also of somebody who was removed; absent where nothing is known of it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<DisplayName>,
    /// Its figures.
    pub figures: Figures,
}

/// Answers `GET …/reports/enquiries`: figures of the enquiries that were raised in the period, as they stand now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// IANA name of the clock that days and hours are by.
    pub time_zone: String,
    /// Of all of them.
    pub total: Figures,
    /// The same of as many days before.
    pub before: Figures,
    /// Each day of the period, also those without any.
    pub days: Vec<DayFigures>,
    /// 24: by the hour of the day in which they were raised.
    pub hours: Vec<Figures>,
    /// 7, from Monday: by the day of the week.
    pub weekdays: Vec<Figures>,
    /// 168: how many were raised in each hour of a week, from Monday's first.
    pub week: Vec<u32>,
    /// By what was asked, most raised first: tags, and people asked directly as one group.
    pub tags: Vec<Group>,
    /// By who answered first.
    pub staff: Vec<Group>,
    /// By where they came in.
    pub contact_points: Vec<Group>,
}

/// A report while it is counted.
#[derive(Debug)]
pub struct Fold<'a> {
    zone: &'a Zone,
    period: Period,
    question: &'a Question,
    begins: Timestamp,
    ends: Timestamp,
    total: Tally,
    before: Tally,
    days: Vec<Tally>,
    hours: Vec<Tally>,
    weekdays: Vec<Tally>,
    week: Vec<u32>,
    groups: BTreeMap<GroupKey, Tally>,
}

impl<'a> Fold<'a> {
    /// A report of which nothing is counted yet.
    #[must_use]
    pub fn new(zone: &'a Zone, period: Period, question: &'a Question) -> Self {
        let (begins, ends) = period.moments(zone);
        let days = usize::try_from(period.days()).unwrap_or_default();
        Self {
            zone,
            period,
            question,
            begins,
            ends,
            total: Tally::default(),
            before: Tally::default(),
            days: vec![Tally::default(); days],
            hours: vec![Tally::default(); 24],
            weekdays: vec![Tally::default(); 7],
            week: vec![0; 168],
            groups: BTreeMap::new(),
        }
    }

    /// From when to before when enquiries have to be raised for it, those of the period before among them.
    #[must_use]
    pub fn wants(&self) -> (Timestamp, Timestamp) {
        (self.period.before().moments(self.zone).0, self.ends)
    }

    /// Counts an enquiry, if it is one of those that are asked for.
    pub fn take(&mut self, life: &Life) {
        let local = self.zone.local(life.raised_at);
        if self.question.takes(life, local) {
            self.put(life, local, Part::Way);
        }
        if life.rated.is_some() && self.question.takes_rating(life, local) {
            self.put(life, local, Part::Rating);
        }
    }

    /// Puts a part of it where it belongs: its rating may be told of somebody else than its answer.
    fn put(&mut self, life: &Life, local: Local, part: Part) {
        if life.raised_at < self.begins {
            // Of the period before: `wants` begins with it.
            self.before.add(life, part);
            return;
        }
        if life.raised_at >= self.ends {
            return;
        }
        let (hour, weekday) = (usize::from(local.hour), usize::from(local.date.weekday().index()));
        let day = usize::try_from(local.date.days_since(self.period.from())).ok();
        let tallies = [
            Some(&mut self.total),
            day.and_then(|day| self.days.get_mut(day)),
            self.hours.get_mut(hour),
            self.weekdays.get_mut(weekday),
        ];
        tallies.into_iter().flatten().for_each(|tally| tally.add(life, part));
        if let Some(raised) = self.week.get_mut(weekday * 24 + hour).filter(|_| part == Part::Way) {
            *raised += 1;
        }
        let asked = match life.entry {
            Entry::Tag { tag } => GroupKey::Tag { tag },
            Entry::Staff { .. } => GroupKey::Direct,
        };
        let staff = match part {
            Part::Way => life.answered.map(|(_, staff)| staff),
            Part::Rating => life.rated.map(|(_, staff)| staff),
        };
        let whose = staff.map(|staff| GroupKey::Staff { staff });
        let came = GroupKey::ContactPoint { contact_point: life.contact_point.clone() };
        for key in [Some(asked), whose, Some(came)].into_iter().flatten() {
            self.groups.entry(key).or_default().add(life, part);
        }
    }

    /// What was counted. `name` knows what things are called.
    #[must_use]
    pub fn report(self, time_zone: String, name: impl Fn(&GroupKey) -> Option<DisplayName>) -> Report {
        let Self { period, total, before, days, hours, weekdays, week, groups, .. } = self;
        let all = |tallies: Vec<Tally>| tallies.into_iter().map(Tally::figures).collect::<Vec<_>>();
        let dates = (0..).map(|day| period.from().plus_days(day));
        let mut report = Report {
            from: period.from(),
            to: period.to(),
            time_zone,
            total: total.figures(),
            before: before.figures(),
            days: dates.zip(all(days)).map(|(date, figures)| DayFigures { date, figures }).collect(),
            hours: all(hours),
            weekdays: all(weekdays),
            week,
            tags: Vec::new(),
            staff: Vec::new(),
            contact_points: Vec::new(),
        };
        for (key, tally) in groups {
            let list = match key {
                GroupKey::Tag { .. } | GroupKey::Direct => &mut report.tags,
                GroupKey::Staff { .. } => &mut report.staff,
                GroupKey::ContactPoint { .. } => &mut report.contact_points,
                GroupKey::Unknown => continue,
            };
            list.push(Group { name: name(&key), figures: tally.figures(), key });
        }
        for list in [&mut report.tags, &mut report.staff, &mut report.contact_points] {
            list.sort_by_key(|group| std::cmp::Reverse(group.figures.raised));
        }
        report
    }
}
