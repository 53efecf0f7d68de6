//! What came by weblinks.

use std::collections::BTreeMap;

use serde::Deserialize;
use shared::{
    api::{CampaignCounts, Counts, LinkCounts, MAX_CAMPAIGNS_PER_LINK},
    enquiry::{Event, Raised},
    id::EnquiryId,
    link,
    report::Moment,
    utm::utm,
    value::{Handle, ShortText},
};
use worker::{Result, SqlStorage, SqlStorageValue};

use super::enquiry;
use crate::store::{row, rows};

/// Most links in one answer: far more than a service has.
const MOST_ROWS: i64 = 50_000;

/// Adds to a link's numbers, and to those of its campaign.
pub(crate) fn add(sql: &SqlStorage, link: &Handle, campaign: Option<&ShortText>, counts: Counts) -> Result<()> {
    put(sql, link, "", counts)?;
    let Some(campaign) = campaign else { return Ok(()) };
    make_room(sql, link, campaign.as_str())?;
    put(sql, link, campaign.as_str(), counts)
}

/// Counts what is about to be stored of an enquiry that came by a link. The first answer counts, by whomever.
pub(super) fn note(sql: &SqlStorage, id: EnquiryId, event: &Event) -> Result<()> {
    if let Event::Raised(raised) = event {
        return add_enquiry(sql, raised, Counts { raised: 1, ..Counts::default() });
    }
    let is_answer = |event: &Event| matches!(Moment::of(event), Some(Moment::Answered(_)));
    if !is_answer(event) {
        return Ok(());
    }
    let steps = enquiry::steps(sql, id)?;
    match steps.first() {
        Some((_, Event::Raised(raised))) if !steps.iter().any(|(_, event)| is_answer(event)) => {
            add_enquiry(sql, raised, Counts { answered: 1, ..Counts::default() })
        }
        Some(_) | None => Ok(()),
    }
}

fn add_enquiry(sql: &SqlStorage, raised: &Raised, counts: Counts) -> Result<()> {
    let Some(came_by) = &raised.link else { return Ok(()) };
    let values = raised.page.as_ref().map(|page| utm(&page.url)).unwrap_or_default();
    add(sql, came_by, link::campaign(&values), counts)
}

/// Forgets the campaign that brought least, where a new one comes to as many as there may be: anybody can make them up, and
/// what was made up must not keep out what the owner prints.
fn make_room(sql: &SqlStorage, link: &Handle, campaign: &str) -> Result<()> {
    let most = i64::try_from(MAX_CAMPAIGNS_PER_LINK).unwrap_or(i64::MAX);
    sql.exec(
        "DELETE FROM link_count WHERE link = ?1 AND campaign <> '' AND campaign NOT IN \
         (SELECT campaign FROM link_count WHERE link = ?1 AND campaign <> '' ORDER BY answered DESC, raised DESC, visits DESC LIMIT ?3) \
         AND NOT EXISTS (SELECT 1 FROM link_count WHERE link = ?1 AND campaign = ?2)",
        vec![link.as_str().into(), campaign.into(), (most - 1).into()],
    )?;
    Ok(())
}

fn put(sql: &SqlStorage, link: &Handle, campaign: &str, counts: Counts) -> Result<()> {
    let Counts { visits, scans, raised, answered } = counts;
    let numbers = [visits, scans, raised, answered].map(|number| SqlStorageValue::from(i64::from(number)));
    sql.exec(
        "INSERT INTO link_count (link, campaign, visits, scans, raised, answered) VALUES (?, ?, ?, ?, ?, ?) \
         ON CONFLICT DO UPDATE SET visits = visits + excluded.visits, scans = scans + excluded.scans, \
         raised = raised + excluded.raised, answered = answered + excluded.answered",
        [link.as_str().into(), campaign.into()].into_iter().chain(numbers).collect::<Vec<_>>(),
    )?;
    Ok(())
}

/// Visits of all links together.
pub(crate) fn visits(sql: &SqlStorage) -> Result<u32> {
    #[derive(Deserialize)]
    struct Row {
        visits: i64,
    }
    let query = "SELECT COALESCE(SUM(visits), 0) AS visits FROM link_count WHERE campaign = ''";
    let found: Option<Row> = row(sql, query, Vec::new())?;
    Ok(found.map_or(0, |row| u32::try_from(row.visits).unwrap_or(u32::MAX)))
}

/// Every link's numbers, by its handle.
pub(crate) fn all(sql: &SqlStorage) -> Result<Vec<LinkCounts>> {
    #[derive(Deserialize)]
    struct Row {
        link: Handle,
        campaign: String,
        #[serde(flatten)]
        counts: Counts,
    }
    let query = "SELECT * FROM link_count ORDER BY link, visits DESC, campaign LIMIT ?";
    let mut found: BTreeMap<Handle, LinkCounts> = BTreeMap::new();
    for Row { link, campaign, counts } in rows::<Row>(sql, query, vec![MOST_ROWS.into()])? {
        let none = LinkCounts { link: link.clone(), total: Counts::default(), campaigns: Vec::new() };
        let of_link = found.entry(link).or_insert(none);
        match ShortText::try_from(campaign) {
            Ok(campaign) => of_link.campaigns.push(CampaignCounts { campaign, counts }),
            Err(_) => of_link.total = counts,
        }
    }
    Ok(found.into_values().collect())
}
