//! Finding, for staff: the Index finds, and the Desk says who may see what. Before, so that the Index leaves out by itself
//! what can't be theirs; and after, for each enquiry, by the same rule as everywhere.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use shared::{
    api::ErrorCode,
    card::EnquiryCard,
    id::EnquiryId,
    permission::Archive,
    search::{Found, Hit, PersonFound, SEARCH_PAGE, Search, mark},
    wire::Author,
};
use worker::{Headers, Response};

use super::{Desk, call::Call, enquiries};
use crate::{
    answer,
    error::EdgeError,
    route::object,
    store::{
        desk::account,
        index::{Asked, RawFound, RawHit, RawPerson},
    },
};

/// How often the Index is asked for one page. What it finds is nearly always theirs; it isn't while somebody else has it.
const MOST_ROUNDS: usize = 8;

/// Most people in an answer: who looks for more types another letter.
const MOST_PEOPLE: usize = 5;

/// Searches.
///
/// # Errors
/// `malformed` for a text that can't be one, or a place that no answer gave out.
pub(super) async fn search(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let search: Search = serde_json::from_str(call.body)?;
    let staff = call.who.staff()?.staff;
    let not_a_place = || EdgeError::refused(ErrorCode::Malformed, "`before` is the `next` of another page.");
    let before = search.before.as_ref().map(|text| text.parse().map_err(|_| not_a_place())).transpose()?;
    let (service, archive) =
        desk.memory.look(|known| (known.slug.clone(), Archive::of(known.rules.directory(), staff)))?;
    let mut asked = Asked {
        marks: mark::wanted(&search, &archive),
        text: search.text,
        from: search.from_ms,
        until: search.until_ms,
        before,
        // Some may be left out, and one more tells whether there are more.
        most: SEARCH_PAGE + SEARCH_PAGE / 2,
        people: search.enquiry.is_none() && search.contact.is_none(),
    };
    let mut page = Page { staff, cards: BTreeMap::new(), found: Found::default() };
    for _ in 0..MOST_ROUNDS {
        let found: RawFound = ask(desk, service.as_str(), &asked).await?;
        let more = found.hits.len() == asked.most;
        page.found.reading = found.reading;
        page.take_people(desk, found.people)?;
        let last = page.take_hits(desk, found.hits)?;
        asked.before = last.number;
        if last.is_full || !more {
            page.found.next =
                last.number.filter(|_| last.is_full && (more || last.left)).map(|number| number.to_string());
            break;
        }
        page.found.next = last.number.map(|number| number.to_string());
    }
    page.name_authors(desk)?;
    answer::json(&page.found)
}

/// How far a round came.
struct Last {
    number: Option<i64>,
    is_full: bool,
    /// Whether something was left that didn't fit.
    left: bool,
}

struct Page {
    staff: shared::id::StaffId,
    /// Of each enquiry that was looked at: its card, if they may read it.
    cards: BTreeMap<EnquiryId, bool>,
    found: Found,
}

impl Page {
    /// Whether they may read an enquiry; then its card goes along.
    fn may_read(&mut self, desk: &Desk, enquiry: EnquiryId) -> Result<bool, EdgeError> {
        if let Some(known) = self.cards.get(&enquiry) {
            return Ok(*known);
        }
        let card: Option<EnquiryCard> = enquiries::card(desk, enquiry, self.staff)?;
        self.cards.insert(enquiry, card.is_some());
        let may = card.is_some();
        self.found.cards.extend(card);
        Ok(may)
    }

    fn take_people(&mut self, desk: &Desk, people: Vec<RawPerson>) -> Result<(), EdgeError> {
        for RawPerson { enquiry, contact, line } in people {
            let is_known = self.found.people.iter().any(|known| known.contact.id == contact.id);
            if self.found.people.len() < MOST_PEOPLE && !is_known && self.may_read(desk, enquiry)? {
                self.found.people.push(PersonFound { contact, enquiry, line });
            }
        }
        Ok(())
    }

    fn take_hits(&mut self, desk: &Desk, hits: Vec<RawHit>) -> Result<Last, EdgeError> {
        let mut last = Last { number: None, is_full: false, left: false };
        for RawHit { number, enquiry, seq, at_ms, kind, author, snippet } in hits {
            if self.found.hits.len() == SEARCH_PAGE {
                last.is_full = true;
                last.left = true;
                break;
            }
            last.number = Some(number);
            if self.may_read(desk, enquiry)? {
                self.found.hits.push(Hit { enquiry, seq, at_ms, kind, author, name: None, snippet });
            }
        }
        last.is_full |= self.found.hits.len() == SEARCH_PAGE;
        Ok(last)
    }

    fn name_authors(&mut self, desk: &Desk) -> Result<(), EdgeError> {
        let names = account::names(&desk.memory.sql).map_err(EdgeError::Storage)?;
        for hit in &mut self.found.hits {
            hit.name = match hit.author {
                Author::Visitor => None,
                Author::Staff { staff } => names.get(&staff).cloned(),
            };
        }
        Ok(())
    }
}

async fn ask<T: DeserializeOwned>(desk: &Desk, service: &str, asked: &Asked) -> Result<T, EdgeError> {
    object::ask(&desk.env, ("INDEX", service), "/internal/search", Headers::new(), asked).await
}
