//! The figures of a set of enquiries.

use serde::{Deserialize, Serialize};

use super::{Life, Outcome, Ratings};

/// One of the figures, for who opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// All that were raised.
    Raised,
    /// Answered before they were missed. Their waits are [`Figures::waited`].
    Answered,
    /// Missed.
    Missed,
    /// Missed, and followed up.
    FollowedUp,
    /// Closed before somebody answered, without being missed.
    Left,
    /// Still waiting for the first answer.
    Waiting,
    /// Those in [`Figures::first_word`].
    FirstWord,
    /// Those in [`Figures::handled`].
    Handled,
    /// Those that were rated: [`Figures::rated`].
    Rated,
    /// Rated with this grade.
    Rated1,
    /// The same.
    Rated2,
    /// The same.
    Rated3,
    /// The same.
    Rated4,
    /// The same.
    Rated5,
}

impl Figure {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Raised,
        Self::Answered,
        Self::Missed,
        Self::FollowedUp,
        Self::Left,
        Self::Waiting,
        Self::FirstWord,
        Self::Handled,
        Self::Rated,
        Self::Rated1,
        Self::Rated2,
        Self::Rated3,
        Self::Rated4,
        Self::Rated5,
    ];

    /// Those of the grades, from 1 to 5.
    pub const GRADES: [Self; 5] = [Self::Rated1, Self::Rated2, Self::Rated3, Self::Rated4, Self::Rated5];

    /// As in JSON and addresses.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Raised => "raised",
            Self::Answered => "answered",
            Self::Missed => "missed",
            Self::FollowedUp => "followed_up",
            Self::Left => "left",
            Self::Waiting => "waiting",
            Self::FirstWord => "first_word",
            Self::Handled => "handled",
            Self::Rated => "rated",
            Self::Rated1 => "rated_1",
            Self::Rated2 => "rated_2",
            Self::Rated3 => "rated_3",
            Self::Rated4 => "rated_4",
            Self::Rated5 => "rated_5",
        }
    }

    /// Which grade it counts.
    const fn grade(self) -> Option<u8> {
        match self {
            Self::Rated1 => Some(1),
            Self::Rated2 => Some(2),
            Self::Rated3 => Some(3),
            Self::Rated4 => Some(4),
            Self::Rated5 => Some(5),
            Self::Raised
            | Self::Answered
            | Self::Missed
            | Self::FollowedUp
            | Self::Left
            | Self::Waiting
            | Self::FirstWord
            | Self::Handled
            | Self::Rated => None,
        }
    }

    /// Whether it is about ratings, which are told of others than who answered first.
    #[must_use]
    pub const fn is_of_ratings(self) -> bool {
        matches!(self, Self::Rated) || self.grade().is_some()
    }

    /// Whether it counts this enquiry.
    #[must_use]
    pub fn counts(self, life: &Life) -> bool {
        match self {
            Self::Raised => true,
            Self::Answered => life.outcome() == Outcome::Answered,
            Self::Missed => life.outcome() == Outcome::Missed,
            Self::FollowedUp => life.outcome() == Outcome::Missed && life.answered.is_some(),
            Self::Left => life.outcome() == Outcome::Left,
            Self::Waiting => life.outcome() == Outcome::Waiting,
            Self::FirstWord => life.first_word_ms().is_some(),
            Self::Handled => life.handled_ms().is_some(),
            Self::Rated => life.rated.is_some(),
            Self::Rated1 | Self::Rated2 | Self::Rated3 | Self::Rated4 | Self::Rated5 => {
                life.rated.map(|(grade, _)| grade) == self.grade()
            }
        }
    }
}

/// How durations spread, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Spread {
    /// How many there are.
    pub count: u32,
    /// Half of them are no longer than this; absent if there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median_ms: Option<i64>,
    /// Nine of ten are no longer than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p90_ms: Option<i64>,
}

impl Spread {
    /// Of these durations, in any order.
    #[must_use]
    pub fn of(mut durations: Vec<i64>) -> Self {
        durations.sort_unstable();
        // The nearest rank: a duration that really was.
        let rank = |percent: usize| {
            let rank = (durations.len() * percent).div_ceil(100);
            durations.get(rank.saturating_sub(1)).copied()
        };
        let count = u32::try_from(durations.len()).unwrap_or(u32::MAX);
        Self { count, median_ms: rank(50), p90_ms: rank(90) }
    }
}

/// The figures of a set of enquiries. `raised` is the sum of `answered`, `missed`, `left` and `waiting`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Figures {
    /// How many were raised.
    pub raised: u32,
    /// Answered before they were missed.
    pub answered: u32,
    /// Missed.
    pub missed: u32,
    /// Missed, and followed up.
    pub followed_up: u32,
    /// Closed before somebody answered, without being missed.
    pub left: u32,
    /// Still waiting for the first answer.
    pub waiting: u32,
    /// From raised to answered, of those that were answered before they were missed.
    pub waited: Spread,
    /// From answered, or followed up, to the first word of staff.
    pub first_word: Spread,
    /// From answered, or followed up, to closed.
    pub handled: Spread,
    /// How visitors rated them. In the figures of a person: those that they had at the close, not those that they answered.
    #[serde(default)]
    pub rated: Ratings,
}

impl Figures {
    /// How many of 1,000 that were answered and closed were rated; none if there are none.
    #[must_use]
    pub fn rated_permille(&self) -> Option<u32> {
        let closed = self.handled.count;
        (closed > 0).then(|| ((self.rated.count * 1_000 + closed / 2) / closed).min(1_000))
    }

    /// How many of 1,000 were missed; none if none were raised.
    #[must_use]
    pub fn missed_permille(&self) -> Option<u32> {
        (self.raised > 0).then(|| (self.missed * 1_000 + self.raised / 2) / self.raised)
    }

    /// How many enquiries are behind a figure.
    #[must_use]
    pub fn count(&self, figure: Figure) -> u32 {
        match figure {
            Figure::Raised => self.raised,
            Figure::Answered => self.answered,
            Figure::Missed => self.missed,
            Figure::FollowedUp => self.followed_up,
            Figure::Left => self.left,
            Figure::Waiting => self.waiting,
            Figure::FirstWord => self.first_word.count,
            Figure::Handled => self.handled.count,
            Figure::Rated => self.rated.count,
            Figure::Rated1 | Figure::Rated2 | Figure::Rated3 | Figure::Rated4 | Figure::Rated5 => {
                figure.grade().map_or(0, |grade| self.rated.of_grade(grade))
            }
        }
    }
}

/// Figures while they are counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    figures: Figures,
    waited: Vec<i64>,
    first_word: Vec<i64>,
    handled: Vec<i64>,
}

/// What of an enquiry is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All but its rating.
    Way,
    /// Its rating.
    Rating,
}

impl Tally {
    pub(super) fn add(&mut self, life: &Life, part: Part) {
        match part {
            Part::Way => self.follow(life),
            Part::Rating => self.figures.rated.add(life),
        }
    }

    fn follow(&mut self, life: &Life) {
        let figures = &mut self.figures;
        figures.raised += 1;
        match life.outcome() {
            Outcome::Answered => figures.answered += 1,
            Outcome::Missed => figures.missed += 1,
            Outcome::Left => figures.left += 1,
            Outcome::Waiting => figures.waiting += 1,
        }
        figures.followed_up += u32::from(Figure::FollowedUp.counts(life));
        self.waited.extend(life.waited_ms());
        self.first_word.extend(life.first_word_ms());
        self.handled.extend(life.handled_ms());
    }

    pub(super) fn figures(self) -> Figures {
        let Self { figures, waited, first_word, handled } = self;
        Figures {
            waited: Spread::of(waited),
            first_word: Spread::of(first_word),
            handled: Spread::of(handled),
            ..figures
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_a_duration_that_really_was() {
        let spread = |durations: &[i64]| {
            let Spread { count, median_ms, p90_ms } = Spread::of(durations.to_vec());
            (count, median_ms, p90_ms)
        };
        assert_eq!(spread(&[]), (0, None, None));
        assert_eq!(spread(&[7]), (1, Some(7), Some(7)));
        assert_eq!(spread(&[9, 1]), (2, Some(1), Some(9)));
        assert_eq!(spread(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]), (10, Some(5), Some(9)));
    }

    #[test]
    fn the_missed_rate_is_rounded_to_a_tenth_of_a_percent() {
        let rate = |missed, raised| Figures { raised, missed, ..Figures::default() }.missed_permille();
        assert_eq!(
            (rate(0, 0), rate(0, 5), rate(1, 3), rate(2, 3), rate(5, 5)),
            (None, Some(0), Some(333), Some(667), Some(1_000))
        );
    }
}
