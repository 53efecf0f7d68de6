//! The way of a new service to its first enquiry. Nothing of it is ticked by hand: each step says of itself whether it is
//! done, by what there is.

use serde::{Deserialize, Serialize};

use crate::{
    id::EnquiryId,
    value::{Handle, Timestamp},
};

/// What there is of it. Answers `GET …/guide`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Guide {
    /// The service's settings were changed since it was made, or somebody set hours.
    pub settled: bool,
    /// Handles of the tags that somebody serves, in the owner's order. The first one's weblink is the one to try.
    pub tags: Vec<Handle>,
    /// Whether its look was chosen.
    pub styled: bool,
    /// The site that was last seen to carry the widget.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site: Option<SiteSeen>,
    /// How often weblinks were opened.
    #[serde(default)]
    pub visits: u32,
    /// The first enquiry that there ever was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<EnquiryId>,
    /// Staff beside the owner, and those who are invited.
    #[serde(default)]
    pub colleagues: u32,
}

/// A site that carries the widget.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SiteSeen {
    /// Its origin.
    pub site: String,
    /// When it was seen, to the hour.
    pub at_ms: Timestamp,
}

/// A step of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuideStep {
    /// Name, hours, languages.
    Settle,
    /// What visitors can ask about, and who answers.
    Tags,
    /// Colours and words.
    Look,
    /// The script is on a site, or the link is out.
    Reach,
    /// The first enquiry.
    Try,
    /// Others who answer.
    Invite,
}

impl GuideStep {
    /// All of them, in order.
    pub const ALL: [Self; 6] = [Self::Settle, Self::Tags, Self::Look, Self::Reach, Self::Try, Self::Invite];
}

impl Guide {
    /// Whether a step is done.
    #[must_use]
    pub fn has(&self, step: GuideStep) -> bool {
        match step {
            GuideStep::Settle => self.settled,
            GuideStep::Tags => !self.tags.is_empty(),
            GuideStep::Look => self.styled,
            GuideStep::Reach => self.site.is_some() || self.visits > 0,
            GuideStep::Try => self.first.is_some(),
            GuideStep::Invite => self.colleagues > 0,
        }
    }

    /// How many steps are done.
    #[must_use]
    pub fn done(&self) -> usize {
        GuideStep::ALL.iter().filter(|step| self.has(**step)).count()
    }

    /// The first step that isn't.
    #[must_use]
    pub fn next(&self) -> Option<GuideStep> {
        GuideStep::ALL.into_iter().find(|step| !self.has(*step))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_done_by_what_there_is() {
        let mut guide = Guide::default();
        assert_eq!((guide.done(), guide.next()), (0, Some(GuideStep::Settle)));
        guide.tags.push(Handle::try_from("chat").expect("a handle"));
        guide.settled = true;
        assert_eq!((guide.done(), guide.next()), (2, Some(GuideStep::Look)));
        // Without a site, a link that was opened is a way in, too.
        guide.visits = 1;
        assert!(guide.has(GuideStep::Reach) && !guide.has(GuideStep::Try));
        guide = Guide { styled: true, colleagues: 1, ..guide };
        assert_eq!(guide.next(), Some(GuideStep::Try));
        guide.first = Some(EnquiryId::new(Timestamp::from_ms(1), [1; 10]));
        assert_eq!((guide.done(), guide.next()), (GuideStep::ALL.len(), None));
    }
}
