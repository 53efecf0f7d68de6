//! Labels: marks that staff put on enquiries, so that they are found and counted again. Visitors never see one. An owner
//! keeps the service's own in the settings; here is what one is, and what is asked of an enquiry.

use serde::{Deserialize, Serialize};

use crate::{
    directory::Directory,
    enquiry::{Enquiry, Event, Refusal},
    id::{LabelId, StaffId},
    permission::may,
    value::{DisplayName, ShortText},
};

/// Most labels on one enquiry: more say nothing any more, and no row has place for them.
pub const MAX_ON_ENQUIRY: usize = 10;

/// What can be set of one label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Label {
    /// On it.
    pub name: DisplayName,
    /// Its colour.
    #[serde(default)]
    pub color: LabelColor,
    /// When to use it, for staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<ShortText>,
    /// Not put on any more; where it is, it stays.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
}

/// The colours that a label can have: those of `tokens.css`, so that each is read on light and on dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "a colour is its name")]
pub enum LabelColor {
    #[default]
    Gray,
    Blue,
    Teal,
    Green,
    Amber,
    Orange,
    Pink,
    Violet,
}

impl LabelColor {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Gray, Self::Blue, Self::Teal, Self::Green, Self::Amber, Self::Orange, Self::Pink, Self::Violet];

    /// As in JSON and stylesheets.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Gray => "gray",
            Self::Blue => "blue",
            Self::Teal => "teal",
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Orange => "orange",
            Self::Pink => "pink",
            Self::Violet => "violet",
        }
    }
}

/// A label as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LabelCard {
    /// Which.
    pub id: LabelId,
    /// What it is set to.
    #[serde(flatten)]
    pub label: Label,
}

impl Directory {
    /// A label, if there still is one.
    #[must_use]
    pub fn label(&self, id: LabelId) -> Option<&LabelCard> {
        self.labels.iter().find(|label| label.id == id)
    }

    /// Whether staff may not close an enquiry yet: a label is required, and it has none that still is one.
    #[must_use]
    pub fn wants_label(&self, enquiry: &Enquiry) -> bool {
        self.label_required && !enquiry.labels.iter().any(|label| self.label(*label).is_some())
    }
}

impl Enquiry {
    /// Says what it leads to that `by` puts a label on it, or takes it off; also after the close.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] to who may not work in its room, [`Refusal::NoSuchLabel`] for one that isn't there or is archived,
    /// [`Refusal::TooManyLabels`] beyond [`MAX_ON_ENQUIRY`].
    pub fn labelled(
        &self,
        directory: &Directory,
        by: StaffId,
        label: LabelId,
        is_put: bool,
    ) -> Result<Vec<Event>, Refusal> {
        if !may(directory, self, by).works() {
            return Err(Refusal::NotFound);
        }
        // Also if its name is known to nobody any more: it is as it was wished.
        if self.labels.contains(&label) == is_put {
            return Ok(vec![]);
        }
        let known = directory.label(label);
        if !is_put {
            let name = known.map(|card| card.label.name.clone());
            return Ok(vec![Event::Unlabelled { label, name, by }]);
        }
        let card = known.filter(|card| !card.label.archived).ok_or(Refusal::NoSuchLabel)?;
        let on_it = self.labels.iter().filter(|label| directory.label(**label).is_some()).count();
        if on_it >= MAX_ON_ENQUIRY {
            return Err(Refusal::TooManyLabels);
        }
        Ok(vec![Event::Labelled { label, name: card.label.name.clone(), by }])
    }
}
