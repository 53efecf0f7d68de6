//! The service's labels.

use super::{Item, ItemId, Kind, Problem, Settings, Setup};
use crate::{
    label::{Label, LabelCard},
    setup::closing::Closing,
};

impl Settings for Label {
    const KIND: Kind = Kind::Label;

    fn check(&self, id: &ItemId, setup: &Setup) -> Result<(), Problem> {
        let same = |other: &Self| other.name.as_str().to_lowercase() == self.name.as_str().to_lowercase();
        if setup.all::<Self>().any(|(other, label)| other != id && same(label)) {
            return Err(Problem::taken(
                "name",
                "Another label has this name. If it is archived, take it back into use.",
            ));
        }
        Ok(())
    }

    fn name(&self) -> Option<&str> {
        Some(self.name.as_str())
    }

    fn of(item: &Item) -> Option<&Self> {
        if let Item::Label(label) = item { Some(label) } else { None }
    }
}

impl Setup {
    /// The labels as staff see them, in the owner's order.
    #[must_use]
    pub fn labels(&self) -> Vec<LabelCard> {
        self.all::<Label>()
            .filter_map(|(id, label)| Some(LabelCard { id: id.parse()?, label: label.clone() }))
            .collect()
    }

    /// What is asked when a chat ends; nothing, before that was set.
    #[must_use]
    pub fn closing(&self) -> Closing {
        self.only().cloned().unwrap_or_default()
    }
}
