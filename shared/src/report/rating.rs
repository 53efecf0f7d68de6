//! How visitors rated: counted beside the other figures, by the grade that stands at the end.

use serde::{Deserialize, Serialize};

use super::Life;

/// The ratings of a set of enquiries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ratings {
    /// How many were rated.
    pub count: u32,
    /// How many with each grade, from 1 to 5.
    pub grades: [u32; 5],
}

impl Ratings {
    pub(super) fn add(&mut self, life: &Life) {
        let Some((grade, _)) = life.rated else { return };
        if let Some(grade) = self.grades.get_mut(usize::from(grade.saturating_sub(1))) {
            *grade += 1;
            self.count += 1;
        }
    }

    /// The average grade in hundredths, 100 to 500; none if none were rated.
    #[must_use]
    pub fn average_hundredths(&self) -> Option<u32> {
        let sum: u32 = (1..).zip(self.grades).map(|(grade, count): (u32, u32)| grade * count).sum();
        (self.count > 0).then(|| (sum * 100 + self.count / 2) / self.count)
    }

    /// How many have this grade.
    #[must_use]
    pub fn of_grade(&self, grade: u8) -> u32 {
        self.grades.get(usize::from(grade.saturating_sub(1))).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_average_is_rounded_to_a_hundredth() {
        let average = |grades: [u32; 5]| Ratings { count: grades.iter().sum(), grades }.average_hundredths();
        assert_eq!(average([0, 0, 0, 0, 0]), None);
        assert_eq!(average([1, 0, 0, 0, 0]), Some(100));
        assert_eq!(average([0, 0, 0, 1, 2]), Some(467));
        assert_eq!(average([0, 0, 0, 0, 7]), Some(500));
    }
}
