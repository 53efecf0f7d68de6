//! Weblinks that an owner made: an address for print that stays, and what it leads to now.

use serde::{Deserialize, Serialize};

use super::{Campaign, Item, ItemId, Kind, Left, Problem, Settings, Setup, staff::check_picture};
use crate::{
    card::Entry,
    id::{CampaignId, StaffId},
    picture::Format,
    qr::QrLook,
    texts::Texts,
    value::{DisplayName, Handle, ShortText, Timestamp},
};

/// Most characters on the button: two lines of it on a small phone.
pub const MAX_BUTTON_CHARS: usize = 40;

/// What can be set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Link {
    /// In the address, `/l/acme/poster`. It is printed somewhere: a link keeps the one that it was made with.
    pub handle: Handle,
    /// What the owner calls it. Visitors don't see it.
    pub name: DisplayName,
    /// Whom it leads to. None if that person left: its page then offers whoever else is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Entry>,
    /// On the button, by language; "Engage Now" without one.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub button: Texts<ShortText>,
    /// Below the name, by language; what the target says of itself without one.
    #[serde(default, skip_serializing_if = "Texts::is_empty")]
    pub description: Texts<ShortText>,
    /// The set that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub campaign: Option<CampaignId>,
    /// From when on it leads nowhere any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_at_ms: Option<Timestamp>,
    /// Switched off.
    #[serde(default)]
    pub off: bool,
    /// How its code looks.
    #[serde(default)]
    pub qr: QrLook,
    /// Path of a picture, as PNG, that its code's logo is; the service's mark without one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qr_picture: Option<String>,
}

impl Link {
    /// Whether it leads somewhere at `now`, as far as it knows itself.
    #[must_use]
    pub fn is_on(&self, now: Timestamp) -> bool {
        !self.off && self.ends_at_ms.is_none_or(|end| now < end)
    }
}

impl Settings for Link {
    const KIND: Kind = Kind::Link;

    fn check(&self, id: &ItemId, setup: &Setup) -> Result<(), Problem> {
        // In full: a new field has to be thought about here.
        let Self { handle, name: _, target, button, description: _, campaign, ends_at_ms: _, off: _, qr, qr_picture } =
            self;
        if setup.all::<Self>().any(|(other, link)| other != id && link.handle == *handle) {
            return Err(Problem::taken("handle", "Another weblink has this address. Choose another one."));
        }
        match target {
            Some(Entry::Tag { tag }) if !setup.tags().iter().any(|known| known.id == *tag) => {
                return Err(Problem::at("target", "This tag isn't there any more. Choose whom the link leads to."));
            }
            Some(Entry::Staff { staff }) if !setup.is_staff(*staff) => {
                return Err(Problem::at("target", "This person isn't staff any more. Choose whom the link leads to."));
            }
            Some(_) | None => {}
        }
        if button.0.values().any(|text| text.as_str().chars().count() > MAX_BUTTON_CHARS) {
            return Err(Problem::at("button", "The text of a button has at most 40 characters."));
        }
        let is_there = |campaign: CampaignId| setup.all::<Campaign>().any(|(id, _)| id.parse() == Some(campaign));
        if campaign.is_some_and(|campaign| !is_there(campaign)) {
            return Err(Problem::at("campaign", "This campaign isn't there any more. Choose another one, or none."));
        }
        check_picture(qr_picture.as_deref(), "qr_picture")?;
        // The worker, which draws it, reads nothing else.
        if qr_picture.as_deref().is_some_and(|path| !path.ends_with(Format::Png.extension())) {
            return Err(Problem::at("qr_picture", "The logo of a code has to be a PNG."));
        }
        qr.check().map_err(|(field, wrong)| Problem::at(format!("qr.{field}"), wrong.0))
    }

    fn settle(&mut self, former: Option<&Self>, _: &mut super::Mint<'_>) {
        if let Some(former) = former {
            self.handle = former.handle.clone();
        }
    }

    /// What is printed goes on to be there.
    fn replace_staff(&mut self, to: &dyn Fn(StaffId) -> Option<StaffId>) -> Left {
        if let Some(Entry::Staff { staff }) = self.target {
            self.target = to(staff).map(|staff| Entry::Staff { staff });
        }
        Left::Stays
    }

    fn name(&self) -> Option<&str> {
        Some(self.name.as_str())
    }

    fn of(item: &Item) -> Option<&Self> {
        if let Item::Link(link) = item { Some(link) } else { None }
    }
}
