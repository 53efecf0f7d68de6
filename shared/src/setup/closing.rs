//! What is asked when a chat ends: of staff a label, and of visitors how it was.

use serde::{Deserialize, Serialize};

use super::{Item, ItemId, Kind, Problem, Settings, Setup, appearance::short};
use crate::{label::Label, rating::Scale, texts::Texts, value::ShortText};

/// Most characters of the question: what fits above five stars.
pub const MAX_QUESTION_CHARS: usize = 120;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Closing {
    /// Whether staff can close an enquiry only once it has a label.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub label_required: bool,
    /// What visitors are asked.
    pub rating: Rating,
}

/// What visitors are asked of a chat that has ended.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default)]
pub struct Rating {
    /// Whether they are asked.
    pub on: bool,
    /// How they answer.
    pub scale: Scale,
    /// The question, by language; where there is none, the chat asks in words of its own.
    #[serde(skip_serializing_if = "Texts::is_empty")]
    pub question: Texts<ShortText>,
}

impl Settings for Closing {
    const KIND: Kind = Kind::Closing;

    fn check(&self, _: &ItemId, setup: &Setup) -> Result<(), Problem> {
        let Self { label_required, rating } = self;
        let Rating { on: _, scale: _, question } = rating;
        if *label_required && !setup.all::<Label>().any(|(_, label)| !label.archived) {
            return Err(Problem::at("label_required", "Make a label first: without one, nothing could be closed."));
        }
        short(question, "rating.question", MAX_QUESTION_CHARS)
    }

    fn of(item: &Item) -> Option<&Self> {
        if let Item::Closing(closing) = item { Some(closing) } else { None }
    }
}
