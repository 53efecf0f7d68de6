//! What visitors think of a chat that has ended: a grade on the service's scale, and perhaps a word about it. One for each
//! enquiry, which its visitor may change for a while; it is told of whoever had the enquiry at its close.

use serde::{Deserialize, Serialize};

use crate::{
    enquiry::{Enquiry, Event, Refusal, State},
    id::{StaffId, VisitorId},
    setup::closing::Rating,
    value::{LanguageTag, Note, ShortText, Timestamp},
};

/// How long after the close a rating is taken, and changed: who comes back the next evening still remembers; later, it is of
/// something else.
pub const RATE_WITHIN_MS: i64 = 24 * 3_600_000;

/// How often one visitor changes their mind; a script may more often.
pub const MAX_RATINGS: u8 = 20;

/// The grades, from worst to best. A scale with fewer steps uses some of them, so that all scales are counted together.
pub const GRADES: std::ops::RangeInclusive<u8> = 1..=5;

/// How grades are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// One to five stars.
    #[default]
    Stars,
    /// Five faces.
    Faces,
    /// Thumb down, which is 1, or up, which is 5.
    Thumbs,
}

impl Scale {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Stars, Self::Faces, Self::Thumbs];

    /// As in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stars => "stars",
            Self::Faces => "faces",
            Self::Thumbs => "thumbs",
        }
    }

    /// The grades that can be given on it, worst first.
    #[must_use]
    pub const fn grades(self) -> &'static [u8] {
        match self {
            Self::Stars | Self::Faces => &[1, 2, 3, 4, 5],
            Self::Thumbs => &[1, 5],
        }
    }
}

/// A rating as it was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rated {
    /// On which scale.
    pub scale: Scale,
    /// 1 is worst, 5 is best.
    pub grade: u8,
    /// In the visitor's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Note>,
    /// Whom it is told of: who had the enquiry at its close.
    pub staff: StaffId,
    /// When it was given, or changed last.
    pub at_ms: Timestamp,
}

/// Body of `PUT …/visitor/enquiries/{enquiry}/rating`; the whole of it each time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RateEnquiry {
    /// As it was shown to the visitor: a grade of it counts, whatever scale was set since.
    pub scale: Scale,
    /// One of [`Scale::grades`].
    pub grade: u8,
    /// At most 1,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<Note>,
}

/// What a visitor is asked of an enquiry of theirs, and what they said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RatingCard {
    /// How they are asked, or were.
    pub scale: Scale,
    /// The service's own question, in the visitor's language if it is in that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<ShortText>,
    /// Until when it can be given, or changed.
    pub until_ms: Timestamp,
    /// As it was given; absent before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given: Option<RateEnquiry>,
}

impl Enquiry {
    /// What its visitor is asked, or has said: nothing before it is closed, of one that nobody had, and once it is too late.
    #[must_use]
    pub fn rating_card(&self, now: Timestamp, rating: &Rating) -> Option<RatingCard> {
        let State::Closed { owner: Some(_), .. } = &self.state else { return None };
        let until_ms = self.changed_at.plus_ms(RATE_WITHIN_MS);
        let given = self.rated.as_deref().map(|Rated { scale, grade, comment, .. }| RateEnquiry {
            scale: *scale,
            grade: *grade,
            comment: comment.clone(),
        });
        if given.is_none() && (!rating.on || now > until_ms) {
            return None;
        }
        let scale = given.as_ref().map_or(rating.scale, |given| given.scale);
        let question = rating.question.pick(self.raised.language.as_ref().map(LanguageTag::as_str)).cloned();
        Some(RatingCard { scale, question, until_ms, given })
    }

    /// Says what it leads to that `visitor` rates it.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] to everybody else, [`Refusal::NotRated`] before the close, later than [`RATE_WITHIN_MS`] after it,
    /// of what nobody had, and while the service doesn't ask; [`Refusal::NoSuchGrade`] for one that isn't on the scale.
    pub fn rate(
        &self,
        now: Timestamp,
        rating: &Rating,
        visitor: VisitorId,
        asked: RateEnquiry,
    ) -> Result<Vec<Event>, Refusal> {
        if self.raised.visitor != visitor {
            return Err(Refusal::NotFound);
        }
        let RateEnquiry { scale, grade, comment } = asked;
        if !scale.grades().contains(&grade) {
            return Err(Refusal::NoSuchGrade);
        }
        let State::Closed { owner: Some(owner), .. } = &self.state else { return Err(Refusal::NotRated) };
        let known = self.rated.as_ref();
        if known.is_some_and(|known| (known.scale, known.grade, &known.comment) == (scale, grade, &comment)) {
            // Their first press, again: the answer was lost on its way.
            return Ok(vec![]);
        }
        if !rating.on || now > self.changed_at.plus_ms(RATE_WITHIN_MS) || self.ratings >= MAX_RATINGS {
            return Err(Refusal::NotRated);
        }
        Ok(vec![Event::Rated(Box::new(Rated { scale, grade, comment, staff: owner.id, at_ms: now }))])
    }
}

#[cfg(test)]
mod stories;
