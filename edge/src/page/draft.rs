//! What an owner tries before it is saved: an appearance, or a CTA. It is in the address of what the console frames, and is
//! kept nowhere.

use serde::Deserialize;
use shared::{
    api::{CtaLink, Directory},
    card::Entry,
    setup::{
        appearance::Appearance,
        cta::{Cta, Place},
        show::{Again, Show},
    },
};
use worker::Url;

use crate::{
    error::EdgeError,
    route::{Incoming, Public},
};

/// What is tried.
pub(super) struct Draft {
    set: Set,
    /// For the addresses of what belongs to it.
    query: String,
}

#[derive(Deserialize)]
struct Set {
    #[serde(default)]
    appearance: Option<Appearance>,
    #[serde(default)]
    cta: Option<Cta>,
}

impl Draft {
    /// The one in the address, for our own pages alone: else anybody could make a link to a page of ours that says whatever
    /// they want.
    pub(super) fn of(incoming: &Incoming, url: &Url) -> Result<Option<Self>, EdgeError> {
        let Some((_, text)) = url.query_pairs().find(|(name, _)| name == "preview") else { return Ok(None) };
        let headers = incoming.request.headers();
        let is_own = headers.get("Sec-Fetch-Site")?.as_deref() == Some("same-origin");
        let is_part = headers.get("Sec-Fetch-Dest")?.is_some_and(|dest| matches!(dest.as_str(), "iframe" | "script"));
        if !is_own || !is_part {
            return Err(EdgeError::not_found());
        }
        let set = serde_json::from_str(&text)?;
        let encoded: String =
            url.query().unwrap_or_default().split('&').filter(|pair| pair.starts_with("preview=")).take(1).collect();
        Ok(Some(Self { set, query: format!("&{encoded}") }))
    }

    /// What stands behind other parameters, so that an address brings the same draft.
    pub(super) fn query(&self) -> &str {
        &self.query
    }

    /// As it is tried, or else as it is.
    pub(super) fn appearance(&self, public: &Public) -> Appearance {
        self.set.appearance.clone().unwrap_or_else(|| public.appearance())
    }

    /// At once, for it is to be looked at; and again, for nothing is to be kept of who tried it.
    pub(super) fn offers(&self) -> Vec<Cta> {
        let show = Show { again: Again::Always, ..Show::default() };
        let shown = self.set.cta.clone().map(|cta| Cta { on: true, show, ..cta });
        shown.into_iter().filter(Cta::is_offer).collect()
    }

    /// The one that stands in the page.
    pub(super) fn bound(&self) -> Option<&Cta> {
        self.set.cta.as_ref().filter(|cta| cta.place == Place::Bound)
    }

    /// Where the one that is tried leads.
    pub(super) fn link(&self, directory: &Directory) -> Option<CtaLink> {
        let cta = self.set.cta.as_ref()?;
        let (tag, staff) = match cta.target {
            Entry::Tag { tag } => {
                (directory.tags.iter().find(|card| card.id == tag).map(|card| card.handle.clone()), None)
            }
            Entry::Staff { staff } => {
                (None, directory.staff.iter().find(|card| card.id == staff).map(|card| card.handle.clone()))
            }
        };
        Some(CtaLink { id: cta.handle.to_string(), handle: cta.handle.clone(), tag, staff })
    }
}
