//! Visits of weblinks, gathered in each isolate and told to the Desk together some seconds later: however many people scan a
//! poster at once, the Desk hears of it a few times a minute. An isolate that is lost takes the visits of these seconds
//! along.

use std::{cell::RefCell, collections::BTreeMap, time::Duration};

use serde::{Deserialize, Serialize};
use shared::{
    api::Counts,
    link,
    value::{Handle, ServiceSlug, ShortText},
};
use worker::{Delay, Method};

use super::{Incoming, desk::Desk};
use crate::{access::Caller, error::EdgeError};

/// How long visits are gathered. Owners look at numbers of days.
const TOLD_AFTER: Duration = Duration::from_secs(5);

/// Most different links and campaigns gathered for one service; anybody can make campaigns up, and what comes after these
/// is counted for the link alone.
const MOST_KINDS: usize = 200;

/// Visits of one link with one campaign, as the Desk is told at `POST /internal/visits`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Visits {
    pub(crate) link: Handle,
    #[serde(default)]
    pub(crate) campaign: Option<ShortText>,
    pub(crate) counts: Counts,
}

type Gathered = BTreeMap<(Handle, Option<ShortText>), Counts>;

thread_local! {
    /// A service is in it from its first visit until the Desk is told.
    static GATHERED: RefCell<BTreeMap<ServiceSlug, Gathered>> = const { RefCell::new(BTreeMap::new()) };
}

/// One visit, unless a program made it. `link` must be one that exists.
///
/// # Errors
/// When the request can't be read.
pub(crate) fn count(
    incoming: &Incoming,
    service: &ServiceSlug,
    visit: (&Handle, Option<&ShortText>),
    is_scan: bool,
) -> Result<(), EdgeError> {
    let header = |name: &str| incoming.request.headers().get(name).map(Option::unwrap_or_default);
    let is_person = link::is_person(&header("User-Agent")?);
    // A browser that fetches ahead shows it to nobody yet, and asks the cache when it does.
    let is_ahead = header("Sec-Purpose")?.contains("prefetch") || header("Purpose")?.contains("prefetch");
    if incoming.method != "GET" || !is_person || is_ahead {
        return Ok(());
    }
    let counts = Counts { visits: 1, scans: u32::from(is_scan), ..Counts::default() };
    if gather(service, visit, counts) {
        let desk = incoming.desk(service.clone())?;
        incoming.context.wait_until(async move {
            Delay::from(TOLD_AFTER).await;
            if let Err(error) = tell(&desk).await {
                error.log("telling visits of weblinks");
            }
        });
    }
    Ok(())
}

/// Whether it is the first one of its service, whose request has to see to telling them.
fn gather(service: &ServiceSlug, (link, campaign): (&Handle, Option<&ShortText>), counts: Counts) -> bool {
    GATHERED.with_borrow_mut(|all| {
        let is_first = !all.contains_key(service);
        let gathered = all.entry(service.clone()).or_default();
        let mut key = (link.clone(), campaign.cloned());
        if gathered.len() >= MOST_KINDS && !gathered.contains_key(&key) {
            key.1 = None;
        }
        let sum = gathered.entry(key).or_default();
        sum.visits += counts.visits;
        sum.scans += counts.scans;
        is_first
    })
}

async fn tell(desk: &Desk) -> Result<(), EdgeError> {
    let gathered = GATHERED.with_borrow_mut(|all| all.remove(&desk.service)).unwrap_or_default();
    let visits = gathered.into_iter().map(|((link, campaign), counts)| Visits { link, campaign, counts });
    let body = serde_json::to_string(&visits.collect::<Vec<_>>())?;
    let answer = desk.ask(Method::Post, "/internal/visits", &Caller::Anyone, Some(&body)).await?;
    if answer.status_code() < 300 { Ok(()) } else { Err(EdgeError::Broken("the Desk didn't take visits of weblinks")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn visits_are_gathered_by_link_and_campaign_and_the_first_one_tells_them() {
        let service = ServiceSlug::try_from("gathers").expect("a slug");
        let (link, spring) =
            (Handle::try_from("poster").expect("a handle"), ShortText::try_from("spring").expect("a text"));
        let visit = Counts { visits: 1, ..Counts::default() };
        let scan = Counts { scans: 1, ..visit };
        assert!(gather(&service, (&link, None), visit));
        assert!(!gather(&service, (&link, Some(&spring)), visit));
        assert!(!gather(&service, (&link, Some(&spring)), scan));
        for made_up in 0..MOST_KINDS * 2 {
            let campaign = ShortText::try_from(format!("c{made_up}")).expect("a text");
            gather(&service, (&link, Some(&campaign)), visit);
        }
        let gathered = GATHERED.with_borrow_mut(|all| all.remove(&service)).expect("they wait");
        assert_eq!(gathered.get(&(link, Some(spring))), Some(&Counts { visits: 2, scans: 1, ..Counts::default() }));
        assert!(gathered.len() <= MOST_KINDS + 1, "{}", gathered.len());
        let all: u32 = gathered.values().map(|counts| counts.visits).sum();
        assert_eq!(usize::try_from(all), Ok(MOST_KINDS * 2 + 3), "none is lost");
    }
}
