//! When somebody isn't woken, as it is typed.

use kit::form::{Problems, Reader};
use shared::{
    quiet::QuietHours,
    setup::schedule::ScheduleSettings,
    value::{DisplayName, ShortText},
};

use super::{HoursDraft, ScheduleDraft};
use crate::text;

impl ScheduleDraft {
    /// Of quiet hours: what was set, or else every night where the person is.
    pub(crate) fn quiet(hours: Option<&QuietHours>, zone_here: String) -> Self {
        let settings = hours.and_then(|hours| {
            let QuietHours { on: _, time_zone, week } = hours.clone();
            // Nobody sees the name.
            let name = DisplayName::try_from("-").ok()?;
            Some(ScheduleSettings { name, time_zone: Some(time_zone), week, days: vec![] })
        });
        settings.as_ref().map_or_else(|| Self::night(zone_here), Self::from)
    }

    fn night(time_zone: String) -> Self {
        let night = || vec![HoursDraft { from: "22:00".into(), to: "08:00".into() }];
        Self { name: String::new(), time_zone, week: std::array::from_fn(|_| night()), days: vec![] }
    }

    /// The request of quiet hours, or what is wrong.
    pub(crate) fn check_quiet(&self, on: bool) -> Result<QuietHours, Problems> {
        let mut reader = Reader::default();
        let time_zone = reader.read::<ShortText>("time_zone", &self.time_zone, text::problem_missing());
        let week = self.read_week(&mut reader);
        let hours = time_zone.map(|time_zone| QuietHours { on, time_zone, week });
        if hours.as_ref().is_some_and(|hours| on && hours.week.is_empty()) {
            reader.blame("week", text::problem_no_quiet());
        }
        // What is left: that they leave no minute of the week.
        if hours.as_ref().is_some_and(|hours| hours.check().is_err_and(|problem| problem.field == "week")) {
            reader.blame("week", text::problem_always_quiet());
        }
        reader.done(hours)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn night() -> ScheduleDraft {
        ScheduleDraft::quiet(None, "Asia/Tokyo".to_owned())
    }

    #[test]
    fn every_night_is_what_one_begins_with_and_it_reads_back() {
        let hours = night().check_quiet(true).expect("it can be saved");
        assert_eq!((hours.week.len(), hours.time_zone.as_str()), (7, "Asia/Tokyo"));
        assert_eq!(ScheduleDraft::quiet(Some(&hours), String::new()).check_quiet(true), Ok(hours));
    }

    #[test]
    fn hours_of_no_use_are_told_beside_the_week() {
        let problem = |draft: &ScheduleDraft, on: bool| draft.check_quiet(on).map_err(|problems| problems.len());
        let mut none = night();
        none.week.iter_mut().for_each(Vec::clear);
        assert_eq!(problem(&none, true), Err(1));
        assert!(problem(&none, false).is_ok(), "switched off, there is nothing to be of use");
        let mut always = night();
        always.week.iter_mut().flatten().for_each(|hours| hours.from.clone_from(&hours.to));
        assert_eq!(problem(&always, true), Err(1));
    }
}
