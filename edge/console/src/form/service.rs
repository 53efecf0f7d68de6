//! What a service can set, as it is typed.

use kit::form::{Problems, Reader};
use shared::{
    api::{ServiceSettings, Supervision},
    call::CallRules,
    id::ScheduleId,
    value::{DisplayName, LanguageTag, ShortText, SitePattern},
};

use super::{read_rooms, rooms_text};
use crate::text;

/// Most languages of a service.
pub(crate) const MOST_LANGUAGES: usize = 20;

/// Most sites that may carry the widget.
pub(crate) const MOST_SITES: usize = 50;

/// A service's settings as they are typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServiceDraft {
    pub(crate) name: String,
    pub(crate) time_zone: String,
    /// Rows; empty ones count for nothing.
    pub(crate) languages: Vec<String>,
    /// Rows; empty ones count for nothing.
    pub(crate) sites: Vec<String>,
    pub(crate) show_online: bool,
    pub(crate) hours: Option<ScheduleId>,
    pub(crate) max_rooms: String,
    pub(crate) supervision: Supervision,
    pub(crate) link_previews: bool,
    pub(crate) calls: CallRules,
}

impl From<&ServiceSettings> for ServiceDraft {
    fn from(settings: &ServiceSettings) -> Self {
        Self {
            name: settings.name.to_string(),
            time_zone: settings.time_zone.to_string(),
            languages: settings.languages.iter().map(ToString::to_string).collect(),
            sites: settings.sites.iter().map(ToString::to_string).collect(),
            show_online: settings.show_online,
            hours: settings.hours,
            max_rooms: rooms_text(settings.max_rooms),
            supervision: settings.supervision,
            link_previews: settings.link_previews,
            calls: settings.calls,
        }
    }
}

impl ServiceDraft {
    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<ServiceSettings, Problems> {
        let mut reader = Reader::default();
        let name = reader.read::<DisplayName>("name", &self.name, text::problem_name());
        let time_zone = reader.read::<ShortText>("time_zone", &self.time_zone, text::problem_missing());
        let languages =
            rows::<LanguageTag>(&mut reader, &self.languages, MOST_LANGUAGES, "languages", text::problem_language());
        if self.languages.iter().all(|row| row.trim().is_empty()) {
            reader.blame("languages", text::problem_missing());
        }
        let sites = rows::<SitePattern>(&mut reader, &self.sites, MOST_SITES, "sites", text::problem_site());
        let max_rooms = read_rooms(&mut reader, &self.max_rooms);
        let (show_online, hours) = (self.show_online, self.hours);
        reader.done(name.zip(time_zone).map(|(name, time_zone)| ServiceSettings {
            name,
            time_zone,
            languages,
            sites,
            show_online,
            hours,
            max_rooms,
            supervision: self.supervision,
            link_previews: self.link_previews,
            calls: self.calls,
        }))
    }
}

fn rows<T: TryFrom<String> + PartialEq>(
    reader: &mut Reader,
    rows: &[String],
    most: usize,
    field: &'static str,
    problem: &str,
) -> Vec<T> {
    let mut values = Vec::new();
    for (place, row) in rows.iter().enumerate().filter(|(_, row)| !row.trim().is_empty()) {
        let Some(value) = reader.read::<T>(format!("{field}.{place}"), row.trim(), problem) else { continue };
        if values.contains(&value) {
            reader.blame(format!("{field}.{place}"), text::problem_twice());
        } else {
            values.push(value);
        }
    }
    if values.len() > most {
        reader.blame(field, text::problem_too_many(u32::try_from(most).unwrap_or(u32::MAX)));
    }
    values
}

#[cfg(test)]
mod tests {
    use kit::form::Problem;

    use super::*;

    fn draft(languages: &[&str], sites: &[&str]) -> ServiceDraft {
        let rows = |rows: &[&str]| rows.iter().map(|&row| row.to_owned()).collect();
        ServiceDraft {
            name: "Acme".into(),
            time_zone: "Asia/Tokyo".into(),
            languages: rows(languages),
            sites: rows(sites),
            show_online: true,
            hours: None,
            max_rooms: String::new(),
            supervision: Supervision::default(),
            link_previews: false,
            calls: CallRules::default(),
        }
    }

    #[test]
    fn empty_rows_are_left_out() {
        let settings = draft(&["en", " ", "ja"], &["", "https://www.example.com/"]).check().expect("nothing is wrong");
        assert_eq!((settings.languages.len(), settings.sites.len()), (2, 1));
    }

    #[test]
    fn a_row_that_is_wrong_is_told_at_its_place() {
        let problems = draft(&["en", "e"], &["", "www.example.com"]).check().expect_err("two rows are wrong");
        assert_eq!(
            problems,
            [Problem::new("languages.1", text::problem_language()), Problem::new("sites.1", text::problem_site())]
        );
    }

    #[test]
    fn the_same_site_twice_is_a_slip() {
        let problems =
            draft(&["en"], &["https://a.example", "HTTPS://A.EXAMPLE/"]).check().expect_err("one is there already");
        assert_eq!(problems, [Problem::new("sites.1", text::problem_twice())]);
    }

    #[test]
    fn a_service_answers_in_at_least_one_language() {
        let problems = draft(&[" "], &[]).check().expect_err("there is none");
        assert_eq!(problems, [Problem::new("languages", text::problem_missing())]);
    }
}
