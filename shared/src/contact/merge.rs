//! Which contacts are one person: each was merged into at most one other, so that all of a person lead to the same one.

use std::collections::BTreeMap;

use crate::{
    api::{ErrorBody, ErrorCode},
    id::ContactId,
};

/// Most contacts of one person: more browsers has nobody, and all of them are read to show one page.
pub const MAX_PARTS: usize = 50;

/// Why two can't be merged, or parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeRefusal {
    /// They are one already.
    Same,
    /// They would be more than [`MAX_PARTS`].
    TooMany,
    /// It was not merged into any.
    NotMerged,
}

impl From<MergeRefusal> for ErrorBody {
    fn from(refusal: MergeRefusal) -> Self {
        match refusal {
            MergeRefusal::Same => Self::new(ErrorCode::Taken, "These are one contact already."),
            MergeRefusal::TooMany => {
                Self::new(ErrorCode::TooLarge, format!("A contact is merged from at most {MAX_PARTS} others."))
            }
            MergeRefusal::NotMerged => Self::new(ErrorCode::ChangedMeanwhile, "This merge was undone already."),
        }
    }
}

/// What was merged into what. Whoever isn't in it was merged into nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Merges(BTreeMap<ContactId, ContactId>);

impl Merges {
    /// As it is stored.
    pub fn new(stored: impl IntoIterator<Item = (ContactId, ContactId)>) -> Self {
        Self(stored.into_iter().collect())
    }

    /// The one that stands for the person.
    #[must_use]
    pub fn head(&self, contact: ContactId) -> ContactId {
        let mut head = contact;
        // As many steps as there are merges: rows that led in a circle must not keep us for ever.
        for _ in 0..self.0.len() {
            match self.0.get(&head) {
                Some(next) => head = *next,
                None => break,
            }
        }
        head
    }

    /// Whether two are one person.
    #[must_use]
    pub fn same(&self, one: ContactId, other: ContactId) -> bool {
        self.head(one) == self.head(other)
    }

    /// All that are one person with `contact`, the head first.
    #[must_use]
    pub fn parts(&self, contact: ContactId) -> Vec<ContactId> {
        let head = self.head(contact);
        let merged = self.0.keys().copied().filter(|one| self.head(*one) == head && *one != head);
        std::iter::once(head).chain(merged).collect()
    }

    /// Makes the person of `from` part of the person of `into`; says which head was merged into which.
    ///
    /// # Errors
    /// [`MergeRefusal::Same`], [`MergeRefusal::TooMany`].
    pub fn merge(&mut self, from: ContactId, into: ContactId) -> Result<(ContactId, ContactId), MergeRefusal> {
        let (from, into) = (self.head(from), self.head(into));
        if from == into {
            return Err(MergeRefusal::Same);
        }
        if self.parts(from).len() + self.parts(into).len() > MAX_PARTS {
            return Err(MergeRefusal::TooMany);
        }
        self.0.insert(from, into);
        Ok((from, into))
    }

    /// Takes back that `from` was merged; all that were merged into it before or since go with it.
    ///
    /// # Errors
    /// [`MergeRefusal::NotMerged`].
    pub fn part(&mut self, from: ContactId) -> Result<(), MergeRefusal> {
        self.0.remove(&from).map(drop).ok_or(MergeRefusal::NotMerged)
    }
}
