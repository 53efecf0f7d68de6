//! Figures of several rounds, and tables of them.

use std::fmt;

/// One figure, once for each round.
#[derive(Default)]
pub(crate) struct Figures(Vec<f64>);

impl Figures {
    /// The middle one; of an even number, the lower of the two.
    pub(crate) fn median(&self) -> Option<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len().checked_sub(1)? / 2).copied()
    }

    /// Each round's figure of `self` by that of `other`: both are of the same minute.
    pub(crate) fn ratio(&self, other: &Self) -> Self {
        self.0.iter().zip(&other.0).map(|(mine, other)| mine / other).collect()
    }
}

impl FromIterator<f64> for Figures {
    fn from_iter<T: IntoIterator<Item = f64>>(figures: T) -> Self {
        Self(figures.into_iter().collect())
    }
}

/// `6,700 (6,100–7,000)`: median, and from least to most.
impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(median) = self.median() else { return f.pad("–") };
        let least = self.0.iter().copied().fold(f64::INFINITY, f64::min);
        let most = self.0.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if self.0.len() == 1 {
            return f.pad(&number(median));
        }
        f.pad(&format!("{} ({}–{})", number(median), number(least), number(most)))
    }
}

/// Three digits that count, thousands set apart.
pub(crate) fn number(figure: f64) -> String {
    let decimals = match figure.abs() {
        100.0.. => 0,
        10.0.. => 1,
        _ => 2,
    };
    let text = format!("{figure:.decimals$}");
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) && digit.is_ascii_digit() && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

/// Prints lines of cells in columns; the first line is the heading.
pub(crate) fn print(lines: &[Vec<String>]) {
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max();
    for line in lines {
        let cells = (0..columns).map(|column| {
            let (cell, width) = (line.get(column).map_or("", String::as_str), width(column).unwrap_or(0));
            // Names to the left, figures to the right.
            if column == 0 { format!("  {cell:<width$}") } else { format!("  {cell:>width$}") }
        });
        println!("{}", cells.collect::<String>().trim_end());
    }
}

/// Says whether a bar is held.
pub(crate) fn verdict(held: bool) -> &'static str {
    if held { "PASS" } else { "MISS" }
}

#[cfg(test)]
mod tests {
    use super::{Figures, number};

    #[test]
    fn figures_are_easy_to_read() {
        let written = [0.123, 9.87, 45.67, 234.4, 6_700.2, 1_831_316.0, -1_234.0].map(number);
        assert_eq!(written, ["0.12", "9.87", "45.7", "234", "6,700", "1,831,316", "-1,234"]);
    }

    #[test]
    fn a_ratio_is_taken_within_each_round() {
        let ours: Figures = [10.0, 40.0, 30.0].into_iter().collect();
        let theirs: Figures = [5.0, 10.0, 30.0].into_iter().collect();
        assert_eq!(ours.ratio(&theirs).to_string(), "2.00 (1.00–4.00)");
    }
}
