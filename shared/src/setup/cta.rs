//! CTAs: what is pressed on the owner's page to reach one tag or one person. Bound ones are elements of the page itself
//! (`data-frontdesk="cta:summer"`), floating ones are drawn by the script, and a greeting is said above the launcher.

use serde::{Deserialize, Serialize};

use super::{
    Item, ItemId, Kind, Left, Problem, Settings, Setup,
    appearance::{Icon, short},
    show::Show,
};
use crate::{
    api::CtaLink,
    card::{Entry, TagCard},
    color::Color,
    directory::Directory,
    id::StaffId,
    texts::Texts,
    value::{DisplayName, Handle, ShortText},
};

/// Most CTAs of one service that show themselves: each is some 200 bytes of the script that every page loads.
pub const MAX_OFFERS: usize = 10;

/// Most characters on a button: longer, it is two lines on a phone.
pub const MAX_BUTTON_CHARS: usize = 40;

/// Most characters of a greeting: what is read at a glance.
pub const MAX_GREETING_CHARS: usize = 160;

/// What can be set of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cta {
    /// What the owner calls it.
    pub name: DisplayName,
    /// In `data-frontdesk="cta:…"`.
    pub handle: Handle,
    /// Whom it leads to.
    pub target: Entry,
    /// What it says, by language.
    pub text: Texts<ShortText>,
    /// Its sign, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<Icon>,
    /// How it is drawn.
    #[serde(default)]
    pub style: Style,
    /// Where it is.
    #[serde(default)]
    pub place: Place,
    /// Whether one that shows itself does so. Bound ones always lead where they lead.
    #[serde(default)]
    pub on: bool,
    /// When one that shows itself does so.
    #[serde(default)]
    pub show: Show,
}

/// How a button is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Style {
    /// On the accent.
    #[default]
    Filled,
    /// With an edge in the accent.
    Outline,
    /// On a plain ground, with the words in the accent.
    Plain,
}

/// Where it is. Sides are those of the line, so that pages written from right to left mirror them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In the page: the owner puts the element there.
    #[default]
    Bound,
    /// Above the closed launcher, as something that is said.
    Greeting,
    /// At the foot, where lines begin.
    FootStart,
    /// At the foot, in the middle.
    FootMiddle,
    /// At the foot, where lines end.
    FootEnd,
    /// Halfway up, where lines begin.
    EdgeStart,
    /// Halfway up, where lines end.
    EdgeEnd,
}

impl Place {
    /// Its name as a class of the loader's stylesheet; none in the page.
    #[must_use]
    pub const fn class(self) -> Option<&'static str> {
        match self {
            Self::Bound => None,
            Self::Greeting => Some("greeting"),
            Self::FootStart => Some("foot-start"),
            Self::FootMiddle => Some("foot-middle"),
            Self::FootEnd => Some("foot-end"),
            Self::EdgeStart => Some("edge-start"),
            Self::EdgeEnd => Some("edge-end"),
        }
    }
}

impl Cta {
    /// Whether the script draws it.
    #[must_use]
    pub fn is_offer(&self) -> bool {
        self.on && self.place.class().is_some()
    }

    /// Where it leads, by the handles that the chat knows. One that leads nowhere any more leads to the directory.
    #[must_use]
    pub fn link(&self, id: &ItemId, tags: &[TagCard], directory: &Directory) -> CtaLink {
        let (tag, staff) = match self.target {
            Entry::Tag { tag } => (tags.iter().find(|card| card.id == tag).map(|card| card.handle.clone()), None),
            Entry::Staff { staff } => (None, directory.staff.get(&staff).map(|member| member.card.handle.clone())),
        };
        CtaLink { id: id.to_string(), handle: self.handle.clone(), tag, staff }
    }

    /// The element to copy into a page, saying `text`; with a look of its own in `accent` if there is one, else as the page's
    /// styles draw a button.
    #[must_use]
    pub fn element(&self, text: &str, accent: Option<Color>) -> String {
        let (handle, words) = (&self.handle, escaped(text));
        let Some(accent) = accent else {
            return format!("<button type=\"button\" data-frontdesk=\"cta:{handle}\">{words}</button>");
        };
        let sign = self.icon.map(|icon| {
            format!(
                "<svg width=\"1.2em\" height=\"1.2em\" viewBox=\"0 0 26 26\" fill=\"currentColor\" fill-rule=\"evenodd\" \
                 aria-hidden=\"true\"><path d=\"{}\"/></svg>",
                icon.path()
            )
        });
        let (look, sign) = (self.look(accent), sign.unwrap_or_default());
        format!("<button type=\"button\" data-frontdesk=\"cta:{handle}\" style=\"{look}\">{sign}{words}</button>")
    }

    /// What stands in the `style` of that element, where it has a look of its own.
    #[must_use]
    pub fn look(&self, accent: Color) -> String {
        let on_accent = accent.text_on();
        let colors = match self.style {
            Style::Filled => format!("border:1px solid {accent};background:{accent};color:{on_accent}"),
            Style::Outline => format!("border:1px solid {accent};background:none;color:{accent}"),
            Style::Plain => format!("border:0;background:none;color:{accent}"),
        };
        format!(
            "display:inline-flex;align-items:center;gap:.5em;padding:.6em 1.2em;border-radius:2em;\
             font:600 1rem/1.4 system-ui,sans-serif;cursor:pointer;{colors}"
        )
    }
}

impl Settings for Cta {
    const KIND: Kind = Kind::Cta;

    fn check(&self, id: &ItemId, setup: &Setup) -> Result<(), Problem> {
        let Self { name: _, handle, target, text, icon: _, style: _, place, on: _, show } = self;
        if setup.all::<Self>().any(|(other, cta)| other != id && cta.handle == *handle) {
            return Err(Problem::taken("handle", "Another CTA has this handle. Choose another one."));
        }
        let is_there = match target {
            Entry::Tag { tag } => setup.get(Kind::Tag, &ItemId::from(*tag)).is_some(),
            Entry::Staff { staff } => setup.is_staff(*staff),
        };
        if !is_there {
            return Err(Problem::at("target", "Choose whom it leads to: this tag or person is gone."));
        }
        if text.is_empty() {
            return Err(Problem::at("text", "Write what it says, in one language at least."));
        }
        short(text, "text", if *place == Place::Greeting { MAX_GREETING_CHARS } else { MAX_BUTTON_CHARS })?;
        show.check().map_err(|problem| Problem { field: format!("show.{}", problem.field), ..problem })?;
        let offers = setup.all::<Self>().filter(|(_, cta)| cta.is_offer()).count();
        if self.is_offer() && offers > MAX_OFFERS {
            return Err(Problem::at(
                "on",
                "Ten are switched on already: every page loads all of them. Switch another one off first.",
            ));
        }
        Ok(())
    }

    fn replace_staff(&mut self, to: &dyn Fn(StaffId) -> Option<StaffId>) -> Left {
        let Entry::Staff { staff } = &mut self.target else { return Left::Stays };
        match to(*staff) {
            Some(other) => *staff = other,
            None => return Left::Goes,
        }
        Left::Stays
    }

    fn name(&self) -> Option<&str> {
        Some(self.name.as_str())
    }

    fn of(item: &Item) -> Option<&Self> {
        if let Item::Cta(cta) = item { Some(cta) } else { None }
    }
}

/// For between tags.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::{super::Kept, *};
    use crate::value::{LanguageTag, Timestamp};

    fn ada() -> StaffId {
        StaffId::new(Timestamp::from_ms(1), [1; 10])
    }

    fn cta(text: &str) -> Cta {
        let english = LanguageTag::try_from("en").expect("a tag");
        Cta {
            name: DisplayName::try_from("Summer").expect("a name"),
            handle: Handle::try_from("summer").expect("a handle"),
            target: Entry::Staff { staff: ada() },
            text: Texts::from([(english, ShortText::try_from(text).expect("a text"))]),
            icon: None,
            style: Style::Filled,
            place: Place::Bound,
            on: false,
            show: Show::default(),
        }
    }

    fn id(number: u8) -> ItemId {
        Kind::Cta.id(&format!("cta_{number:032x}")).expect("an id")
    }

    fn refused(cta: &Cta) -> Option<String> {
        cta.check(&id(1), &Setup::new([], [ada()])).err().map(|problem| problem.field)
    }

    #[test]
    fn it_leads_to_somebody_and_says_something_short() {
        assert_eq!(refused(&cta("Talk to Sales")), None);
        let gone = Entry::Staff { staff: StaffId::new(Timestamp::from_ms(1), [2; 10]) };
        assert_eq!(refused(&Cta { target: gone, ..cta("x") }).as_deref(), Some("target"));
        assert_eq!(refused(&Cta { text: Texts::default(), ..cta("x") }).as_deref(), Some("text"));
        assert_eq!(refused(&cta(&"x".repeat(41))).as_deref(), Some("text"));
        assert_eq!(refused(&Cta { place: Place::Greeting, ..cta(&"x".repeat(160)) }), None);
        assert_eq!(refused(&Cta { place: Place::Greeting, ..cta(&"x".repeat(161)) }).as_deref(), Some("text"));
        let never = Show { scroll_percent: 200, ..Show::default() };
        assert_eq!(refused(&Cta { show: never, ..cta("x") }).as_deref(), Some("show.scroll_percent"));
    }

    #[test]
    fn handles_are_taken_once_and_a_page_carries_ten_offers() {
        let number = |number: u8| Cta {
            handle: Handle::try_from(format!("offer-{number}")).expect("a handle"),
            place: Place::FootEnd,
            on: true,
            ..cta("x")
        };
        let kept = |count: u8| {
            let items = (1..=count).map(|one| Kept { id: id(one), revision: 1, item: number(one).into() });
            Setup::new(items, [ada()])
        };
        let field = |cta: &Cta, own: u8, setup: &Setup| cta.check(&id(own), setup).err().map(|problem| problem.field);
        assert_eq!(field(&number(1), 1, &kept(10)), None);
        assert_eq!(field(&number(1), 2, &kept(10)).as_deref(), Some("handle"));
        assert_eq!(field(&number(11), 11, &kept(11)).as_deref(), Some("on"));
        assert_eq!(field(&Cta { on: false, ..number(11) }, 11, &kept(11)), None);
    }

    #[test]
    fn who_leaves_takes_their_ctas_along() {
        let mut own = cta("Ask Ada");
        assert_eq!(own.replace_staff(&|_| None), Left::Goes);
        let ben = StaffId::new(Timestamp::from_ms(1), [2; 10]);
        assert_eq!(own.replace_staff(&|_| Some(ben)), Left::Stays);
        assert_eq!(own.target, Entry::Staff { staff: ben });
    }

    #[test]
    fn only_what_is_turned_on_and_not_in_the_page_shows_itself() {
        assert!(!Cta { on: true, ..cta("x") }.is_offer());
        assert!(!Cta { place: Place::FootEnd, ..cta("x") }.is_offer());
        assert!(Cta { place: Place::FootEnd, on: true, ..cta("x") }.is_offer());
    }

    #[test]
    fn the_element_to_copy_is_a_button_that_says_the_text_as_it_is() {
        let plain = cta("x").element("Kayaks & <tents>", None);
        assert_eq!(plain, "<button type=\"button\" data-frontdesk=\"cta:summer\">Kayaks &amp; &lt;tents&gt;</button>");
        let accent = Color::try_from("#ffd500").ok();
        let own = Cta { icon: Some(Icon::Star), ..cta("x") }.element("Sale", accent);
        assert!(own.contains("background:#ffd500;color:#000000") && own.contains("<svg"), "{own}");
    }

    #[test]
    fn an_old_one_without_newer_fields_is_read() {
        let mut json = serde_json::to_value(cta("x")).expect("it is written");
        let fields = json.as_object_mut().expect("an object");
        fields.retain(|name, _| ["name", "handle", "target", "text"].contains(&name.as_str()));
        assert_eq!(serde_json::from_value::<Cta>(json).expect("it is read"), cta("x"));
    }
}
