//! A weblink and a campaign, as they are typed.

use std::collections::BTreeMap;

use kit::form::{Problems, Reader};
use shared::{
    color::Color,
    id::CampaignId,
    qr::{Level, QUIET_ZONE, QrLook},
    setup::{Campaign, Link, MAX_BUTTON_CHARS, MAX_VALUES},
    texts::Texts,
    value::{DisplayName, Handle, LanguageTag, ShortText, Timestamp},
};

use super::{entry_of, id_of};
use crate::text;

/// A weblink as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LinkDraft {
    pub(crate) name: String,
    pub(crate) handle: String,
    /// The id of a tag or person; empty before one is chosen.
    pub(crate) target: String,
    /// An id, or empty.
    pub(crate) campaign: String,
    /// As a field for a day and time gives it, on the clock of this browser; empty for never.
    pub(crate) ends: String,
    pub(crate) on: bool,
    /// What the page says in each language of the service: on the button, and below the name.
    pub(crate) words: Vec<(LanguageTag, String, String)>,
    pub(crate) look: LookDraft,
}

/// How its code looks, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LookDraft {
    pub(crate) foreground: String,
    pub(crate) background: String,
    pub(crate) level: Level,
    pub(crate) quiet_zone: String,
    pub(crate) logo: bool,
    /// Path of the logo; the service's mark without one.
    pub(crate) picture: Option<String>,
}

impl LookDraft {
    fn new(look: QrLook, picture: Option<String>) -> Self {
        let QrLook { foreground, background, level, quiet_zone, logo } = look;
        let (foreground, background) = (foreground.to_string(), background.to_string());
        Self { foreground, background, level, quiet_zone: quiet_zone.to_string(), logo, picture }
    }
}

impl LinkDraft {
    /// What is set, with room for words in each of the service's languages; `ends` as the browser's clock shows it.
    pub(crate) fn new(link: Option<&Link>, languages: &[LanguageTag], ends: String) -> Self {
        let said = link.into_iter().flat_map(|link| link.button.0.keys().chain(link.description.0.keys()));
        let mut all = languages.to_vec();
        for language in said {
            if !all.contains(language) {
                all.push(language.clone());
            }
        }
        let text = |texts: Option<&Texts<ShortText>>, language: &LanguageTag| {
            texts.and_then(|texts| texts.0.get(language)).map(ToString::to_string).unwrap_or_default()
        };
        let words = all.into_iter().map(|language| {
            let button = text(link.map(|link| &link.button), &language);
            let description = text(link.map(|link| &link.description), &language);
            (language, button, description)
        });
        Self {
            name: link.map(|link| link.name.to_string()).unwrap_or_default(),
            handle: link.map(|link| link.handle.to_string()).unwrap_or_default(),
            target: link.and_then(|link| link.target).map(id_of).unwrap_or_default(),
            campaign: link.and_then(|link| link.campaign).map(|id| id.to_string()).unwrap_or_default(),
            ends,
            on: link.is_none_or(|link| !link.off),
            words: words.collect(),
            look: LookDraft::new(
                link.map(|link| link.qr).unwrap_or_default(),
                link.and_then(|link| link.qr_picture.clone()),
            ),
        }
    }

    /// The request, or what is wrong. `moment` reads what a field for a day and time gave.
    pub(crate) fn check(&self, moment: impl Fn(&str) -> Option<Timestamp>) -> Result<Link, Problems> {
        let mut reader = Reader::default();
        let name = reader.read::<DisplayName>("name", &self.name, text::problem_name());
        let handle = reader.read::<Handle>("handle", &self.handle, text::problem_handle());
        let target = entry_of(&self.target);
        if target.is_none() {
            reader.blame("target", text::choose_target());
        }
        let ends_at_ms = if self.ends.is_empty() { None } else { moment(&self.ends) };
        if ends_at_ms.is_none() && !self.ends.is_empty() {
            reader.blame("ends_at_ms", text::problem_moment());
        }
        let (mut button, mut description) = (Texts::default(), Texts::default());
        for (language, on_button, below) in &self.words {
            if on_button.chars().count() > MAX_BUTTON_CHARS {
                reader.blame(format!("button.{language}"), text::problem_button());
            } else if let Ok(words) = ShortText::try_from(on_button.as_str()) {
                button.0.insert(language.clone(), words);
            }
            let field = format!("description.{language}");
            if let Some(words) = reader.optional::<ShortText>(field, below, text::problem_line()) {
                description.0.insert(language.clone(), words);
            }
        }
        let qr = self.look.check(&mut reader);
        let campaign: Option<CampaignId> = self.campaign.parse().ok();
        let made = name.zip(handle).zip(qr).map(|((name, handle), qr)| Link {
            handle,
            name,
            target,
            button,
            description,
            campaign,
            ends_at_ms,
            off: !self.on,
            qr,
            qr_picture: self.look.picture.clone(),
        });
        reader.done(made)
    }
}

impl LookDraft {
    /// The look, if scanners read it; with the path of its logo, if that is a picture.
    pub(crate) fn look(&self) -> Option<(QrLook, Option<String>)> {
        let look = self.check(&mut Reader::default())?;
        Some((look, self.picture.clone().filter(|_| look.logo)))
    }

    fn check(&self, reader: &mut Reader) -> Option<QrLook> {
        let foreground = Color::try_from(self.foreground.as_str()).ok();
        let background = Color::try_from(self.background.as_str()).ok();
        let quiet_zone = self.quiet_zone.trim().parse().ok().filter(|zone| QUIET_ZONE.contains(zone));
        if quiet_zone.is_none() {
            reader.blame("qr.quiet_zone", text::problem_quiet_zone());
        }
        let (foreground, background) = foreground.zip(background)?;
        let level = if self.logo { Level::H } else { self.level };
        let look = QrLook { foreground, background, level, quiet_zone: quiet_zone?, logo: self.logo };
        if look.check().is_err() {
            reader.blame("qr.foreground", text::qr_colors_wrong());
            return None;
        }
        Some(look)
    }
}

/// A campaign as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CampaignDraft {
    pub(crate) name: String,
    /// A line for each value.
    pub(crate) values: String,
}

impl From<&Campaign> for CampaignDraft {
    fn from(campaign: &Campaign) -> Self {
        let lines: Vec<String> = campaign.values.iter().map(|(name, value)| format!("{name}={value}")).collect();
        Self { name: campaign.name.to_string(), values: lines.join("\n") }
    }
}

impl CampaignDraft {
    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<Campaign, Problems> {
        let mut reader = Reader::default();
        let name = reader.read::<DisplayName>("name", &self.name, text::problem_name());
        let lines = self.values.lines().map(str::trim).filter(|line| !line.is_empty());
        let read = |line: &str| {
            let (name, value) = line.split_once('=')?;
            let name = name.trim();
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
            let is_name = name.len() > 4 && name.len() <= 40 && name.starts_with("utm_") && name.bytes().all(plain);
            Some((name.to_owned(), ShortText::try_from(value).ok()?)).filter(|_| is_name)
        };
        let values: Option<BTreeMap<String, ShortText>> = lines.map(read).collect();
        let values = values.filter(|values| values.len() <= MAX_VALUES);
        if values.is_none() {
            reader.blame("values", text::problem_values());
        }
        reader.done(name.zip(values).map(|(name, values)| Campaign { name, values }))
    }
}

#[cfg(test)]
mod tests {
    use kit::form::problem_of;
    use shared::id::TagId;

    use super::*;

    fn language(text: &str) -> LanguageTag {
        LanguageTag::try_from(text).expect("a language")
    }

    fn filled() -> LinkDraft {
        let mut draft = LinkDraft::new(None, &[language("en"), language("ja")], String::new());
        draft.name = "Poster".into();
        draft.handle = "poster".into();
        draft.target = TagId::new(Timestamp::from_ms(0), [1; 10]).to_string();
        draft
    }

    #[test]
    fn what_is_typed_becomes_a_link_and_comes_back_the_same() {
        let mut draft = filled();
        draft.words =
            vec![(language("en"), "Book now".into(), String::new()), (language("ja"), String::new(), "説明".into())];
        draft.look.logo = true;
        draft.on = false;
        let link = draft.check(|_| None).expect("nothing is wrong");
        assert_eq!((link.qr.level, link.off, link.button.0.len(), link.description.0.len()), (Level::H, true, 1, 1));
        draft.look.level = Level::H;
        assert_eq!(LinkDraft::new(Some(&link), &[language("en"), language("ja")], String::new()), draft);
    }

    #[test]
    fn each_problem_is_beside_its_field() {
        let mut draft = filled();
        draft.target = String::new();
        draft.ends = "soon".into();
        draft.words = vec![(language("en"), "x".repeat(41), String::new())];
        draft.look.foreground = "#ffff00".into();
        let problems = draft.check(|_| None).expect_err("four are wrong");
        for field in ["target", "ends_at_ms", "button.en", "qr.foreground"] {
            assert!(problem_of(&problems, field).is_some(), "{field}");
        }
    }

    #[test]
    fn a_campaigns_values_are_lines() {
        let draft = CampaignDraft { name: "Spring".into(), values: " utm_source = poster \n\nutm_campaign=a=b".into() };
        let campaign = draft.check().expect("nothing is wrong");
        let values: Vec<(&str, &str)> =
            campaign.values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(values, [("utm_campaign", "a=b"), ("utm_source", "poster")]);
        for wrong in ["source=x", "utm_=x", "utm_source", "utm_Source=x", "utm_source="] {
            assert!(CampaignDraft { name: "Spring".into(), values: wrong.into() }.check().is_err(), "{wrong}");
        }
    }
}
