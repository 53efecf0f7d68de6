//! How the chat looks, as it is typed.

use std::{fmt::Display, str::FromStr};

use kit::form::{Problems, Reader, shift};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use shared::{
    color::Color,
    setup::appearance::{
        Appearance, Listed, MAX_GREETING_CHARS, MAX_LABEL_CHARS, MAX_OFFSET_PX, SURFACES, Scheme, Sight,
    },
    texts::Texts,
    value::{LanguageTag, ShortText},
};

use super::TextsDraft;
use crate::text;

/// What else the form knows: the languages of the service, and ids of its tags and listed people, in their own order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Around {
    pub(crate) languages: Vec<LanguageTag>,
    pub(crate) tags: Vec<String>,
    pub(crate) staff: Vec<String>,
}

/// An appearance as it is typed. What is chosen from a few is the word that the wire has for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AppearanceDraft {
    pub(crate) color: String,
    /// Whether there is an accent of its own for dark grounds.
    pub(crate) has_dark: bool,
    pub(crate) dark_color: String,
    pub(crate) scheme: String,
    pub(crate) shape: String,
    pub(crate) icon: String,
    pub(crate) side: String,
    pub(crate) side_px: String,
    pub(crate) foot_px: String,
    pub(crate) label: TextsDraft,
    pub(crate) greeting: TextsDraft,
    pub(crate) invitation: TextsDraft,
    /// Words with spaces between them.
    pub(crate) directories: String,
    pub(crate) tags: OrderDraft,
    pub(crate) staff: OrderDraft,
    pub(crate) logo: Option<String>,
}

/// An order of things that have one of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OrderDraft {
    /// Ids, first one first.
    pub(crate) now: Vec<String>,
    own: Vec<String>,
}

impl OrderDraft {
    /// Those of `own` that were `set`, in that order, then the others.
    pub(crate) fn new<T: Display>(set: &[T], own: &[String]) -> Self {
        let set: Vec<String> = set.iter().map(ToString::to_string).collect();
        let mut now = own.to_vec();
        now.sort_by_key(|id| set.iter().position(|one| one == id).unwrap_or(set.len()));
        Self { now, own: own.to_vec() }
    }

    /// Puts one a place nearer to the start, or to the end.
    pub(crate) fn shift(&mut self, id: &str, earlier: bool) {
        if let Some(at) = self.now.iter().position(|one| one == id) {
            shift(&mut self.now, at, earlier);
        }
    }

    /// Nothing while they stand as they do by themselves: then new ones come in where they belong.
    fn ids<T: FromStr>(&self) -> Vec<T> {
        if self.now == self.own { Vec::new() } else { self.now.iter().filter_map(|id| id.parse().ok()).collect() }
    }
}

impl AppearanceDraft {
    /// What is set.
    pub(crate) fn new(appearance: &Appearance, around: &Around) -> Self {
        let Appearance { logo, color, dark_color, scheme, shape, icon, side, side_px, foot_px, .. } = appearance;
        let Appearance { label, greeting, invitation, directories, tags, staff, .. } = appearance;
        let texts = |texts| TextsDraft::new(Some(texts), &around.languages);
        Self {
            color: color.to_string(),
            has_dark: dark_color.is_some(),
            dark_color: dark_color.unwrap_or(appearance.accents().1).to_string(),
            scheme: word(scheme),
            shape: word(shape),
            icon: word(icon),
            side: word(side),
            side_px: side_px.to_string(),
            foot_px: foot_px.to_string(),
            label: texts(label),
            greeting: texts(greeting),
            invitation: texts(invitation),
            directories: directories.iter().map(word).collect::<Vec<_>>().join(" "),
            tags: OrderDraft::new(tags, &around.tags),
            staff: OrderDraft::new(staff, &around.staff),
            logo: logo.clone(),
        }
    }

    /// The request, or what is wrong.
    pub(crate) fn check(&self) -> Result<Appearance, Problems> {
        let mut reader = Reader::default();
        let (color, dark_color) = (self.read_color(&mut reader), self.read_dark(&mut reader));
        let side_px = offset(&mut reader, "side_px", &self.side_px);
        let foot_px = offset(&mut reader, "foot_px", &self.foot_px);
        let label = self.label.check(&mut reader, "label", MAX_LABEL_CHARS);
        let greeting = self.greeting.check(&mut reader, "greeting", MAX_GREETING_CHARS);
        let invitation = self.invitation.check(&mut reader, "invitation", MAX_GREETING_CHARS);
        let made = color.zip(side_px.zip(foot_px)).map(|(color, (side_px, foot_px))| Appearance {
            logo: self.logo.clone(),
            color,
            dark_color,
            scheme: of_word(&self.scheme),
            shape: of_word(&self.shape),
            icon: of_word(&self.icon),
            side: of_word(&self.side),
            side_px,
            foot_px,
            label,
            greeting,
            invitation,
            directories: self.directories.split(' ').filter_map(of_word::<Option<Listed>>).collect(),
            tags: self.tags.ids(),
            staff: self.staff.ids(),
        });
        reader.done(made)
    }

    fn read_color(&self, reader: &mut Reader) -> Option<Color> {
        let is_judged = of_word::<Scheme>(&self.scheme) != Scheme::Dark;
        read_color(reader, "color", &self.color, is_judged.then_some(SURFACES.0))
    }

    /// None also if there is none of its own.
    fn read_dark(&self, reader: &mut Reader) -> Option<Color> {
        let is_judged = of_word::<Scheme>(&self.scheme) != Scheme::Light;
        let typed = self.has_dark.then_some(self.dark_color.as_str())?;
        // Where it is never seen, nobody is asked to put it right.
        if is_judged { read_color(reader, "dark_color", typed, Some(SURFACES.1)) } else { typed.try_into().ok() }
    }

    /// As somebody sees it who reads `language`, with a device that is set to `dark` or not; none while something in it can't
    /// be shown. It says nothing in other languages, so that it fits into an address.
    pub(crate) fn as_seen(&self, language: &str, languages: &[LanguageTag], dark: bool) -> Option<Appearance> {
        let appearance = self.check().ok()?;
        let Appearance { label, greeting, invitation, .. } = &appearance;
        Some(Appearance {
            // Where the label isn't said, the launcher says its own words, in that language.
            label: label.in_language(language).map(|text| only(language, text.clone())).unwrap_or_default(),
            greeting: read_in(language, languages, greeting),
            invitation: read_in(language, languages, invitation),
            ..on_device(appearance.clone(), dark)
        })
    }
}

/// Fixed to what a device chooses by itself.
pub(crate) fn on_device(appearance: Appearance, dark: bool) -> Appearance {
    let scheme = match appearance.scheme {
        Scheme::Auto if dark => Scheme::Dark,
        Scheme::Auto => Scheme::Light,
        fixed @ (Scheme::Light | Scheme::Dark) => fixed,
    };
    Appearance { scheme, ..appearance }
}

/// The text that a reader of a language gets, as the only one.
pub(crate) fn read_in(language: &str, languages: &[LanguageTag], texts: &Texts<ShortText>) -> Texts<ShortText> {
    let wanted = [language].into_iter().chain(languages.iter().map(LanguageTag::as_str));
    texts.pick(wanted).map(|text| only(language, text.clone())).unwrap_or_default()
}

fn only(language: &str, text: ShortText) -> Texts<ShortText> {
    LanguageTag::try_from(language).map(|tag| Texts::from([(tag, text)])).unwrap_or_default()
}

/// The colour, if it is one, and is seen on a ground that it is judged on.
fn read_color(reader: &mut Reader, field: &'static str, typed: &str, ground: Option<Color>) -> Option<Color> {
    let Ok(color) = Color::try_from(typed) else {
        reader.blame(field, text::problem_color());
        return None;
    };
    if let Some(Sight { nearest: Some(_), ratio }) = ground.map(|ground| Sight::of(color, ground)) {
        reader.blame(field, text::badly_seen(&text::ratio(ratio)));
        return None;
    }
    Some(color)
}

fn offset(reader: &mut Reader, field: &'static str, typed: &str) -> Option<u16> {
    let px = typed.trim().parse().ok().filter(|px| *px <= MAX_OFFSET_PX);
    if px.is_none() {
        reader.blame(field, text::problem_offset(MAX_OFFSET_PX.into()));
    }
    px
}

/// The word that the wire has for one of a few.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// What such a word stands for.
pub(crate) fn of_word<T: DeserializeOwned + Default>(word: &str) -> T {
    serde_json::from_value(Value::String(word.to_owned())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use kit::form::problem_of;
    use shared::{
        id::TagId,
        setup::appearance::{Icon, Shape, Side},
        value::Timestamp,
    };

    use super::*;

    fn language(tag: &str) -> LanguageTag {
        LanguageTag::try_from(tag).expect("a language")
    }

    fn tag(number: u8) -> TagId {
        TagId::new(Timestamp::from_ms(0), [number; 10])
    }

    fn around() -> Around {
        let tags = [1, 2, 3].map(|number| tag(number).to_string()).to_vec();
        Around { languages: vec![language("en"), language("ja")], tags, staff: Vec::new() }
    }

    fn draft() -> AppearanceDraft {
        AppearanceDraft::new(&Appearance::default(), &around())
    }

    #[test]
    fn what_is_set_comes_back_the_same() {
        let appearance = Appearance {
            dark_color: Color::try_from("#4cc9a4").ok(),
            scheme: Scheme::Dark,
            shape: Shape::Round,
            icon: Icon::Heart,
            side: Side::Start,
            foot_px: 96,
            greeting: Texts::from([(language("ja"), ShortText::try_from("ようこそ").expect("a text"))]),
            directories: vec![Listed::Staff, Listed::Tags],
            tags: vec![tag(3), tag(1), tag(2)],
            ..Appearance::default()
        };
        assert_eq!(AppearanceDraft::new(&appearance, &around()).check(), Ok(appearance));
        assert_eq!(draft().check(), Ok(Appearance::default()));
    }

    #[test]
    fn an_order_that_is_the_usual_one_again_is_none() {
        let mut draft = draft();
        draft.tags.shift(&tag(2).to_string(), true);
        assert_eq!(draft.check().expect("nothing is wrong").tags, [tag(2), tag(1), tag(3)]);
        draft.tags.shift(&tag(2).to_string(), false);
        assert_eq!(draft.check().expect("nothing is wrong").tags, []);
        let other = OrderDraft::new(&[tag(9), tag(3)], &around().tags);
        assert_eq!(other.now, [3, 1, 2].map(|number| tag(number).to_string()));
    }

    #[test]
    fn each_problem_is_beside_its_field_and_colours_are_judged_where_they_are_seen() {
        let mut draft = draft();
        draft.color = "#ffd500".into();
        draft.has_dark = true;
        draft.dark_color = "night".into();
        draft.foot_px = "201".into();
        draft.label.set("ja", "x".repeat(41));
        let problems = draft.check().expect_err("four are wrong");
        assert_eq!(problems.len(), 4);
        for field in ["color", "dark_color", "foot_px", "label.ja"] {
            assert!(problem_of(&problems, field).is_some(), "{field}");
        }
        let dark = AppearanceDraft { color: "#ffd500".into(), scheme: "dark".into(), ..self::draft() };
        assert!(dark.check().is_ok(), "yellow is seen where it is dark");
    }

    #[test]
    fn a_reader_of_one_language_sees_what_they_would() {
        let mut draft = draft();
        draft.label.set("ja", "相談する".into());
        draft.greeting.set("en", "Ahoy!".into());
        let languages = around().languages;
        let seen = |language: &str, dark| draft.as_seen(language, &languages, dark).expect("it can be shown");
        let japanese = seen("ja", false);
        assert_eq!((japanese.scheme, japanese.label.0.len()), (Scheme::Light, 1));
        assert_eq!(japanese.greeting.in_language("ja").map(ShortText::as_str), Some("Ahoy!"));
        let english = seen("en", true);
        assert_eq!((english.scheme, english.label.is_empty()), (Scheme::Dark, true));
        draft.color = "#ff".into();
        assert_eq!(draft.as_seen("en", &languages, true), None);
    }
}
