//! What the pages of reports are asked for, as it stands in their addresses, and the sums behind what they draw.

use shared::{
    report::{DayFigures, Figures},
    schedule::Date,
    utm::decoded,
};

/// A period, and what narrows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) from: Date,
    pub(crate) to: Date,
    /// Names of the interface with their values: `tag`, `staff`, `contact_point`, `date`, `hour`, `weekday`.
    more: Vec<(String, String)>,
}

/// What may narrow a question.
const NAMES: [&str; 6] = ["tag", "staff", "contact_point", "date", "hour", "weekday"];

/// So many days back is what one sees first: four whole weeks, so that each weekday counts as often.
pub(crate) const FIRST_DAYS: i64 = 28;

impl Asked {
    /// The last days up to `today`.
    pub(crate) fn last(days: i64, today: Date) -> Self {
        Self { from: today.plus_days(1 - days), to: today, more: Vec::new() }
    }

    /// What an address asks for, by its parts: two dates, then `name=value` each.
    pub(crate) fn of(parts: &[&str]) -> Option<Self> {
        let [from, to, more @ ..] = parts else { return None };
        let pair = |part: &&str| {
            let (name, value) = part.split_once('=')?;
            let known = NAMES.into_iter().find(|known| *known == name)?;
            Some((known.to_owned(), decoded(value)?))
        };
        let more = more.iter().map(pair).collect::<Option<_>>()?;
        Some(Self { from: Date::try_from(*from).ok()?, to: Date::try_from(*to).ok()?, more })
    }

    /// The parts of its address.
    pub(crate) fn parts(&self) -> String {
        let more = self.more.iter().map(|(name, value)| format!("/{name}={}", encoded(value)));
        format!("{}/{}{}", self.from, self.to, more.collect::<String>())
    }

    /// What stands behind the question mark of a request.
    pub(crate) fn query(&self) -> String {
        let more = self.more.iter().map(|(name, value)| format!("&{name}={}", encoded(value)));
        format!("from={}&to={}{}", self.from, self.to, more.collect::<String>())
    }

    /// The same, narrowed by one more.
    pub(crate) fn with(&self, name: &str, value: impl Into<String>) -> Self {
        let mut narrowed = self.without(name);
        narrowed.more.push((name.to_owned(), value.into()));
        narrowed
    }

    /// The same, not narrowed by this.
    pub(crate) fn without(&self, name: &str) -> Self {
        let more = self.more.iter().filter(|(known, _)| known != name).cloned().collect();
        Self { more, ..self.clone() }
    }

    /// The same of another period.
    pub(crate) fn in_days(&self, from: Date, to: Date) -> Self {
        Self { from, to, more: self.more.clone() }
    }

    /// What narrows it.
    pub(crate) fn narrowed(&self) -> impl Iterator<Item = (&str, &str)> {
        self.more.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// For a place in an address (RFC 3986, 2.3 and the colon, which both places may hold).
pub(crate) fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// How much more there is than before, in percent; none where there was nothing before.
pub(crate) fn change_percent(now: i64, before: i64) -> Option<i64> {
    (before > 0).then(|| ((now - before) * 200 + before).div_euclid(before * 2))
}

/// The top of a scale that has room for `most`, and a middle: 2, 4, 10, 20, 40, 100 …
pub(crate) fn top_of_scale(most: u32) -> u32 {
    let mut ten: u32 = 1;
    loop {
        for step in [2, 4, 10] {
            let top = ten.saturating_mul(step);
            if top >= most {
                return top;
            }
        }
        ten = ten.saturating_mul(10);
    }
}

/// A part of a column: where it begins and how high it is, in thousandths of the scale, from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) class: &'static str,
    pub(crate) from: u32,
    pub(crate) height: u32,
}

/// The parts of a day's column: answered, missed, and the others on top.
pub(crate) fn column(figures: &Figures, top: u32) -> Vec<Piece> {
    let others = figures.left + figures.waiting;
    let (mut below, mut pieces) = (0, Vec::new());
    for (class, count) in [("is-answered", figures.answered), ("is-missed", figures.missed), ("is-other", others)] {
        // Edges are rounded, not heights: so that columns of the same sum end at the same place.
        let edge = |count: u32| count * 1_000 / top.max(1);
        let (from, to) = (edge(below), edge(below + count));
        below += count;
        if count > 0 {
            pieces.push(Piece { class, from: 1_000_u32.saturating_sub(to), height: to - from });
        }
    }
    pieces
}

/// The most that were raised on one day.
pub(crate) fn most_of(days: &[DayFigures]) -> u32 {
    days.iter().map(|day| day.figures.raised).max().unwrap_or(0)
}

/// How strong the colour of a field is, 0 to 4, of the strongest.
pub(crate) fn strength(count: u32, most: u32) -> u32 {
    if count == 0 { 0 } else { (count * 4).div_ceil(most.max(1)) }
}

/// A duration in its two greatest units, as numbers with the unit's letter: days, hours, minutes, seconds.
pub(crate) fn units(ms: i64) -> Vec<(u32, char)> {
    let seconds = u32::try_from(ms.max(0) / 1_000).unwrap_or(u32::MAX);
    let (days, hours, minutes) = (seconds / 86_400, seconds / 3_600 % 24, seconds / 60 % 60);
    let all = match seconds {
        0..60 => vec![(seconds, 's')],
        60..600 => vec![(minutes, 'm'), (seconds % 60, 's')],
        600..3_600 => vec![(minutes, 'm')],
        3_600..86_400 => vec![(hours, 'h'), (minutes, 'm')],
        86_400.. => vec![(days, 'd'), (hours, 'h')],
    };
    let first = all.first().copied();
    all.into_iter().filter(|unit| unit.0 > 0 || Some(*unit) == first).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::try_from(text).expect("a date")
    }

    #[test]
    fn a_question_is_found_again_by_its_address() {
        let asked = Asked::last(28, date("2026-11-28"));
        assert_eq!((asked.from, asked.parts().as_str()), (date("2026-11-01"), "2026-11-01/2026-11-28"));
        let narrowed = asked.with("tag", "tag_1").with("contact_point", "site:a b/c.example").with("tag", "tag_2");
        let parts = narrowed.parts();
        assert_eq!(parts, "2026-11-01/2026-11-28/contact_point=site:a%20b%2Fc.example/tag=tag_2");
        assert_eq!(Asked::of(&parts.split('/').collect::<Vec<_>>()), Some(narrowed.clone()));
        assert_eq!(narrowed.query(), "from=2026-11-01&to=2026-11-28&contact_point=site:a%20b%2Fc.example&tag=tag_2");
        assert_eq!(narrowed.without("tag").without("contact_point"), asked);
    }

    #[test]
    fn an_address_that_asks_nothing_is_none() {
        for parts in [&["2026-11-01"] as &[&str], &["2026-11-01", "x"], &["2026-11-01", "2026-11-02", "name=x"], &[]] {
            assert_eq!(Asked::of(parts), None);
        }
    }

    #[test]
    fn a_change_is_in_percent_of_before() {
        let changes = [
            (15, 10, Some(50)),
            (5, 10, Some(-50)),
            (10, 10, Some(0)),
            (1, 3, Some(-67)),
            (2, 3, Some(-33)),
            (3, 0, None),
        ];
        for (now, before, percent) in changes {
            assert_eq!(change_percent(now, before), percent, "{now} after {before}");
        }
    }

    #[test]
    fn a_scale_has_room_and_a_middle() {
        let tops = [0, 1, 2, 3, 5, 11, 21, 41, 101, u32::MAX].map(top_of_scale);
        assert_eq!(tops, [2, 2, 2, 4, 10, 20, 40, 100, 200, u32::MAX]);
    }

    #[test]
    fn a_column_is_as_high_as_its_sum() {
        let figures = Figures { raised: 6, answered: 3, missed: 2, left: 1, ..Figures::default() };
        let pieces = column(&figures, 7);
        assert_eq!(pieces.iter().map(|piece| piece.height).sum::<u32>(), 6 * 1_000 / 7);
        assert_eq!(pieces.last().map(|piece| piece.from), Some(1_000 - 6 * 1_000 / 7));
        assert_eq!(column(&Figures::default(), 0), []);
    }

    #[test]
    fn the_strongest_field_has_the_strongest_colour() {
        assert_eq!([0, 1, 5, 10].map(|count| strength(count, 10)), [0, 1, 2, 4]);
        assert_eq!(strength(0, 0), 0);
    }

    #[test]
    fn a_duration_has_its_two_greatest_units() {
        let said = |ms| units(ms).iter().map(|(count, unit)| format!("{count}{unit}")).collect::<Vec<_>>().join(" ");
        let durations = [
            (-5, "0s"),
            (45_900, "45s"),
            (65_000, "1m 5s"),
            (120_000, "2m"),
            (1_500_000, "25m"),
            (7_260_000, "2h 1m"),
            (97_200_000, "1d 3h"),
        ];
        for (ms, words) in durations {
            assert_eq!(said(ms), words);
        }
    }
}
