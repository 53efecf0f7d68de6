//! How a service's chat looks: on the owner's page (the launcher) and inside (the first screen).

use serde::{Deserialize, Serialize};

use super::{Item, ItemId, Kind, Left, Problem, Settings, Setup, staff::check_picture};
use crate::{
    card::{StaffCard, TagCard},
    color::{CONTROL, Color},
    id::{StaffId, TagId},
    texts::Texts,
    value::ShortText,
};

/// The accents of a service that chose none, in light and in dark: those of `ui/style/tokens.css`.
pub const ACCENTS: (Color, Color) = (Color::new(0x24, 0x57, 0xe6), Color::new(0x37, 0x68, 0xec));

/// What the accent lies on, in light and in dark: `--surface` of `ui/style/tokens.css`.
pub const SURFACES: (Color, Color) = (Color::WHITE, Color::new(0x17, 0x1a, 0x20));

/// Farthest from the corner, in CSS pixels: room for a page's own bar or button below the launcher, and still on a phone.
pub const MAX_OFFSET_PX: u16 = 200;

/// Most characters of the launcher's label: a third of a phone's width.
pub const MAX_LABEL_CHARS: usize = 40;

/// Most characters of the first screen's largest words: three lines.
pub const MAX_GREETING_CHARS: usize = 120;

/// What can be set; all of it has a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Appearance {
    /// Path of the logo under `/files/`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// The accent: launcher, first screen, buttons. Letters on it are black or white by themselves.
    pub color: Color,
    /// The accent on dark grounds; without one, the nearest shade of `color` that is seen there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dark_color: Option<Color>,
    /// Light, dark, or as the visitor's device is set.
    pub scheme: Scheme,
    /// The launcher's shape.
    pub shape: Shape,
    /// The launcher's sign.
    pub icon: Icon,
    /// The launcher's corner.
    pub side: Side,
    /// From that side, in CSS pixels.
    pub side_px: u16,
    /// From the foot of the page, in CSS pixels.
    pub foot_px: u16,
    /// The launcher's name by language, shown on a pill; "Chat with us" where there is none.
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub label: Texts<ShortText>,
    /// The largest words of the first screen, by language.
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub greeting: Texts<ShortText>,
    /// Below the greeting, by language.
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub invitation: Texts<ShortText>,
    /// What the first screen lists, in this order; at least one.
    pub directories: Vec<Listed>,
    /// Tags in the order of the first screen; the others come after, in their own. Ids of what is gone mean nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<TagId>,
    /// People likewise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub staff: Vec<StaffId>,
}

impl Default for Appearance {
    fn default() -> Self {
        Self {
            logo: None,
            color: ACCENTS.0,
            dark_color: None,
            scheme: Scheme::default(),
            shape: Shape::default(),
            icon: Icon::default(),
            side: Side::default(),
            side_px: 20,
            foot_px: 20,
            label: Texts::default(),
            greeting: Texts::default(),
            invitation: Texts::default(),
            directories: vec![Listed::Tags, Listed::Staff],
            tags: Vec::new(),
            staff: Vec::new(),
        }
    }
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// As the visitor's device is set.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// The launcher's shape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// A sign with the label beside it; the sign alone on a phone.
    #[default]
    Pill,
    /// The sign alone. The label is its name for those who hear the page.
    Round,
}

/// A sign on the launcher or on a CTA.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Icon {
    /// A speech bubble.
    #[default]
    Chat,
    /// A question mark.
    Question,
    /// A letter.
    Letter,
    /// A telephone's receiver.
    Phone,
    /// A heart.
    Heart,
    /// A star.
    Star,
}

impl Icon {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Chat, Self::Question, Self::Letter, Self::Phone, Self::Heart, Self::Star];

    /// Its shape as an SVG path on a square of 26, filled by the rule `evenodd`.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Chat => {
                "M13 3C6 3 2 7 2 12q0 4 3 7l-1 5 6-2c8 1 14-4 14-10S20 3 13 3M8 11a1 1 0 0 0 0 3 1 1 0 0 0 0-3m5 0a1 1 0 0 0 0 \
                 3 1 1 0 0 0 0-3m5 0a1 1 0 0 0 0 3 1 1 0 0 0 0-3"
            }
            Self::Question => {
                "M13 2a11 11 0 1 0 0 22 11 11 0 0 0 0-22m-1.4 12.2v-1.5q0-1.4 1.5-2.3 1.6-1 1.6-2 0-1.3-1.6-1.3-1.6 0-1.8 \
                 1.8H8.6Q8.9 5 13.1 5q4.3 0 4.3 3.3 0 1.7-1.9 2.9-1.3.9-1.3 1.7v1.3zm0 2h2.6v2.7h-2.6z"
            }
            Self::Letter => "M2 6q0-1 1-1h20q1 0 1 1v.6l-11 7.2L2 6.6zM2 9l11 7.2L24 9v11q0 1-1 1H3q-1 0-1-1z",
            Self::Phone => {
                "M7.2 3 10.5 8.6 8.4 11q1.8 4.2 6.5 6.6l2.5-2.1 5.6 3.2q-.4 4.8-4.7 4.7Q5.4 22.5 2.7 8.2 2.3 3.8 7.2 3"
            }
            Self::Heart => {
                "M13 23 4 14Q1 10.5 2.5 7 4.5 3.5 8.5 4q3 .4 4.5 3.3Q14.5 4.4 17.5 4q4-.5 6 3 1.5 3.5-1.5 7z"
            }
            Self::Star => "m13 2 3.3 7.2 7.7.9-5.7 5.3 1.5 7.8L13 19.4l-6.8 3.8 1.5-7.8L2 10.1l7.7-.9z",
        }
    }
}

/// A side of the line: `start` is left where one writes from left to right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Where a line begins.
    Start,
    /// Where it ends.
    #[default]
    End,
}

/// A part of the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Listed {
    /// The topics.
    Tags,
    /// The people.
    Staff,
}

impl Appearance {
    /// The accents on light and on dark grounds.
    #[must_use]
    pub fn accents(&self) -> (Color, Color) {
        let own = || if self.color == ACCENTS.0 { ACCENTS.1 } else { self.color.nearest_on(SURFACES.1, CONTROL) };
        (self.color, self.dark_color.unwrap_or_else(own))
    }

    /// Puts the directory into the owner's order.
    pub fn order(&self, tags: &mut [TagCard], staff: &mut [StaffCard]) {
        tags.sort_by_key(|card| place(&self.tags, &card.id));
        staff.sort_by_key(|card| place(&self.staff, &card.id));
    }
}

impl Settings for Appearance {
    const KIND: Kind = Kind::Appearance;

    fn check(&self, _: &ItemId, _: &Setup) -> Result<(), Problem> {
        // In full: a new field has to be thought about here.
        let Self { logo, color, dark_color, scheme, shape: _, icon: _, side: _, .. } = self;
        let Self { side_px, foot_px, label, greeting, invitation, directories, tags: _, staff: _, .. } = self;
        check_picture(logo.as_deref(), "logo")?;
        if *scheme != Scheme::Dark {
            seen(*color, SURFACES.0, "color", "white")?;
        }
        if let Some(dark) = dark_color.filter(|_| *scheme != Scheme::Light) {
            seen(dark, SURFACES.1, "dark_color", "a dark ground")?;
        }
        for (field, px) in [("side_px", side_px), ("foot_px", foot_px)] {
            if *px > MAX_OFFSET_PX {
                return Err(Problem::at(field, "An offset is 0 to 200 pixels."));
            }
        }
        short(label, "label", MAX_LABEL_CHARS)?;
        short(greeting, "greeting", MAX_GREETING_CHARS)?;
        short(invitation, "invitation", MAX_GREETING_CHARS)?;
        match directories.as_slice() {
            [] => Err(Problem::at("directories", "Choose what the first screen lists: tags, people, or both.")),
            [one, rest @ ..] if rest.contains(one) || rest.len() > 1 => {
                Err(Problem::at("directories", "A directory stands in the list twice."))
            }
            [..] => Ok(()),
        }
    }

    fn replace_staff(&mut self, to: &dyn Fn(StaffId) -> Option<StaffId>) -> Left {
        self.staff = self.staff.iter().filter_map(|one| to(*one)).collect();
        Left::Stays
    }

    fn of(item: &Item) -> Option<&Self> {
        if let Item::Appearance(appearance) = item { Some(appearance) } else { None }
    }
}

/// What isn't in the list comes after it; sorting by this keeps its own order.
fn place<T: PartialEq>(order: &[T], one: &T) -> usize {
    order.iter().position(|other| other == one).unwrap_or(order.len())
}

/// How well an accent is seen on a ground: edges, signs and the ring around what has the focus are drawn in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    /// Their contrast, to 1.
    pub ratio: f64,
    /// Where that isn't enough, the nearest shade that is seen.
    pub nearest: Option<Color>,
}

impl Sight {
    /// Of a colour on a ground, one of [`SURFACES`].
    #[must_use]
    pub fn of(color: Color, ground: Color) -> Self {
        let ratio = color.contrast(ground);
        Self { ratio, nearest: (ratio < CONTROL).then(|| color.nearest_on(ground, CONTROL)) }
    }
}

fn seen(color: Color, ground: Color, field: &'static str, named: &str) -> Result<(), Problem> {
    let Sight { ratio, nearest: Some(nearest) } = Sight::of(color, ground) else { return Ok(()) };
    let words = format!(
        "{color} is hard to see on {named} ({ratio:.1} : 1, and 3 : 1 is the least). {nearest} is the nearest that is seen."
    );
    Err(Problem::at(field, words))
}

/// Whether no text is longer than `most` characters.
pub(super) fn short(texts: &Texts<ShortText>, field: &'static str, most: usize) -> Result<(), Problem> {
    match texts.0.iter().find(|(_, text)| text.as_str().chars().count() > most) {
        Some((language, _)) => {
            Err(Problem::at(field, format!("The text in {language} is longer than {most} characters.")))
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{LanguageTag, Timestamp};

    fn color(text: &str) -> Color {
        Color::try_from(text).expect("a colour")
    }

    fn refused(appearance: &Appearance) -> Option<String> {
        check(appearance).err().map(|problem| problem.field)
    }

    fn check(appearance: &Appearance) -> Result<(), Problem> {
        let id = Kind::Appearance.id("appearance").expect("there is one of it");
        appearance.check(&id, &Setup::default())
    }

    #[test]
    fn what_nobody_has_touched_is_right_and_writes_little() {
        let plain: Appearance = serde_json::from_str("{}").expect("all has a default");
        assert_eq!(plain, Appearance::default());
        assert_eq!(check(&plain), Ok(()));
    }

    #[test]
    fn a_colour_that_is_not_seen_is_refused_and_a_near_one_proposed() {
        let mut one = Appearance { color: color("#ffd500"), ..Appearance::default() };
        let problem = check(&one).expect_err("yellow on white");
        assert_eq!(problem.field, "color");
        let proposed = problem.words.split_whitespace().filter_map(|word| Color::try_from(word).ok()).nth(1);
        one.color = proposed.expect("a colour in the words");
        assert_eq!(check(&one), Ok(()));
        // In the dark alone, yellow is fine.
        let dark = Appearance { color: color("#ffd500"), scheme: Scheme::Dark, ..Appearance::default() };
        assert_eq!(check(&dark), Ok(()));
        let lost = Appearance { dark_color: Some(color("#202020")), ..Appearance::default() };
        assert_eq!(refused(&lost).as_deref(), Some("dark_color"));
        assert_eq!(refused(&Appearance { scheme: Scheme::Light, ..lost }), None);
    }

    #[test]
    fn a_dark_brand_is_lightened_where_it_is_dark() {
        let one = Appearance { color: color("#102a43"), ..Appearance::default() };
        let (light, dark) = one.accents();
        assert_eq!(light, one.color);
        assert!(dark.contrast(SURFACES.1) >= CONTROL);
    }

    #[test]
    fn texts_offsets_logo_and_lists_have_their_limits() {
        let base = Appearance::default;
        let long = |count: usize| {
            Texts::from([(
                LanguageTag::try_from("en").expect("a tag"),
                ShortText::try_from("x".repeat(count)).expect("a text"),
            )])
        };
        assert_eq!(refused(&Appearance { label: long(40), greeting: long(120), ..base() }), None);
        assert_eq!(refused(&Appearance { label: long(41), ..base() }).as_deref(), Some("label"));
        assert_eq!(refused(&Appearance { invitation: long(121), ..base() }).as_deref(), Some("invitation"));
        assert_eq!(refused(&Appearance { foot_px: 201, ..base() }).as_deref(), Some("foot_px"));
        for (directories, right) in [
            (vec![], false),
            (vec![Listed::Staff], true),
            (vec![Listed::Staff, Listed::Tags], true),
            (vec![Listed::Tags, Listed::Tags], false),
        ] {
            assert_eq!(refused(&Appearance { directories, ..base() }).is_none(), right);
        }
        for (logo, right) in [
            ("/files/acme/logo-1.webp", true),
            ("/files/", false),
            ("/files/../x", false),
            ("//evil.example/x", false),
            ("https://evil.example/x", false),
            ("/files/a\"b", false),
        ] {
            assert_eq!(refused(&Appearance { logo: Some(logo.to_owned()), ..base() }).is_none(), right, "{logo}");
        }
    }

    #[test]
    fn the_owners_order_comes_first_and_the_rest_keeps_its_own() {
        let id = |number: u8| TagId::new(Timestamp::from_ms(1), [number; 10]);
        let card = |number: u8| TagCard {
            id: id(number),
            handle: crate::value::Handle::try_from(format!("t{number}")).expect("a handle"),
            name: crate::value::DisplayName::try_from("Tag").expect("a name"),
            description: None,
            icon: None,
            picture: None,
            online: None,
            opening: None,
            calls: false,
        };
        let mut tags = [card(1), card(2), card(3), card(4)];
        Appearance { tags: vec![id(3), id(9), id(2)], ..Appearance::default() }.order(&mut tags, &mut []);
        assert_eq!(tags.map(|tag| tag.id), [id(3), id(2), id(1), id(4)]);
    }

    #[test]
    fn signs_can_stand_in_a_style_sheet() {
        for icon in Icon::ALL {
            assert!(icon.path().bytes().all(|byte| byte.is_ascii_alphanumeric() || b" .-".contains(&byte)), "{icon:?}");
        }
    }
}
