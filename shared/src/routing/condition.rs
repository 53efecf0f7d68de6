//! Whether an enquiry meets the conditions of a destination.

use super::{Asker, Scene, Why};
use crate::{setup::destination::Conditions, value::LanguageTag};

const DAY_MS: i64 = 24 * 3_600_000;

/// # Errors
/// The first condition that isn't met.
pub(super) fn met(scene: &Scene<'_>, asker: &Asker<'_>, conditions: &Conditions) -> Result<(), Why> {
    let Conditions { schedule, languages, countries, share: _, sticky_days } = conditions;
    let schedule = schedule.map(|schedule| scene.directory.schedules.get(&schedule));
    // One that is gone is never open; it can't be removed while a destination names it.
    if schedule.is_some_and(|schedule| !schedule.is_some_and(|schedule| schedule.is_open(scene.now))) {
        return Err(Why::Hours);
    }
    let speaks = |served: &LanguageTag| asker.language.is_some_and(|language| covers(served, language));
    if !languages.is_empty() && !languages.iter().any(speaks) {
        return Err(Why::Language);
    }
    if !countries.is_empty()
        && !asker.country.is_some_and(|country| countries.iter().any(|one| one.as_str() == country))
    {
        return Err(Why::Country);
    }
    let long_ago =
        |days: u16| asker.served.is_none_or(|served| scene.now.ms_since(served.at_ms) > i64::from(days) * DAY_MS);
    if sticky_days.is_some_and(long_ago) {
        return Err(Why::NotServed);
    }
    Ok(())
}

/// Whether who speaks `served` can answer in `asked`: the same, or one of its kinds (`zh` covers `zh-Hant-HK`, `zh-Hant`
/// covers `zh-TW`).
pub(super) fn covers(served: &LanguageTag, asked: &LanguageTag) -> bool {
    let (served, asked) = (served.as_str().to_ascii_lowercase(), asked.as_str().to_ascii_lowercase());
    let script = chinese(&asked).map(str::to_owned);
    let within = |whole: &str| whole == served || whole.strip_prefix(&served).is_some_and(|rest| rest.starts_with('-'));
    within(&asked) || script.is_some_and(|script| within(&script))
}

/// Browsers name Chinese by its places; what differs in writing is the script.
fn chinese(asked: &str) -> Option<&'static str> {
    let mut parts = asked.split('-');
    if parts.next() != Some("zh") {
        return None;
    }
    let traditional = parts.any(|part| matches!(part, "hant" | "tw" | "hk" | "mo"));
    Some(if traditional { "zh-hant" } else { "zh-hans" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_covers_its_kinds() {
        let language = |tag| LanguageTag::try_from(tag).expect("a language");
        for (served, asked) in [
            ("en", "en-GB"),
            ("zh", "zh-TW"),
            ("zh-Hant", "zh-HK"),
            ("zh-Hans", "zh-CN"),
            ("zh-Hans", "zh"),
            ("JA", "ja"),
        ] {
            assert!(covers(&language(served), &language(asked)), "{served} {asked}");
        }
        for (served, asked) in
            [("en-GB", "en"), ("zh-Hant", "zh-CN"), ("zh-Hans", "zh-TW"), ("en", "eng"), ("de", "nds")]
        {
            assert!(!covers(&language(served), &language(asked)), "{served} {asked}");
        }
    }
}
