//! What anybody may know of a service, kept for some seconds in each isolate: however many pages carry the widget, the
//! Desk is asked a few times a minute. What is a little old is still given out while it is fetched anew.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use serde::{Deserialize, Serialize};
use shared::{
    api::{Directory, ErrorCode},
    setup::{ItemId, Setup, appearance::Appearance, cta::Cta},
    value::{ServiceSlug, SitePattern, Timestamp},
};
use worker::{Context, Method};

use super::desk::Desk;
use crate::{access::Caller, clock, error::EdgeError};

/// Nobody minds an online dot that is this late.
const FRESH_MS: i64 = 10_000;

/// Beyond this a removed tag or person would be offered for too long.
const STALE_MS: i64 = 60_000;

/// When the Desk can't be reached, something old is better than no chat at all.
const LAST_RESORT_MS: i64 = 60 * 60 * 1_000;

/// A refresh that takes longer was lost with its request.
const REFRESH_MS: i64 = 5_000;

/// Most services remembered in one isolate; a directory of 100 entries takes some 30 KiB.
const MOST: usize = 200;

/// Most names remembered that no service has. Kept apart: anybody can make them up, and they must drive no service out.
const MOST_UNKNOWN: usize = 200;

/// The answer of the Desk's `GET /internal/public`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Public {
    /// As visitors get it.
    pub(crate) directory: Directory,
    /// Everything that the owner set up. Not for visitors as it is: a page shows what it chooses of it, field by field.
    pub(crate) setup: Setup,
}

impl Public {
    /// Who may carry the widget.
    pub(crate) fn sites(&self) -> &[SitePattern] {
        self.setup.service().map(|settings| settings.sites.as_slice()).unwrap_or_default()
    }

    /// The directory for somebody who reads these languages, best first.
    pub(crate) fn directory_for(&self, wanted: &[&str]) -> Directory {
        let mut directory = self.directory.clone();
        self.setup.translate(&mut directory.tags, wanted);
        directory
    }

    /// How the chat looks.
    pub(crate) fn appearance(&self) -> Appearance {
        self.setup.only::<Appearance>().cloned().unwrap_or_default()
    }

    /// Those CTAs that elements mean with one of the names: a handle or an id, perhaps as it stands in the element.
    pub(crate) fn named_ctas<'a>(&'a self, names: &'a [String]) -> impl Iterator<Item = &'a ItemId> {
        let is_called = |name: &String, text: &str| name.strip_prefix("cta:").unwrap_or(name) == text;
        let is_named = move |id: &ItemId, cta: &Cta| {
            names.iter().any(|name| is_called(name, cta.handle.as_str()) || is_called(name, id.as_str()))
        };
        self.setup.all::<Cta>().filter(move |(id, cta)| is_named(id, cta)).map(|(id, _)| id)
    }

    /// CTAs that show themselves, in the owner's order.
    pub(crate) fn offers(&self) -> Vec<Cta> {
        self.setup.all::<Cta>().map(|(_, cta)| cta).filter(|cta| cta.is_offer()).cloned().collect()
    }
}

struct Known {
    at: Timestamp,
    public: Rc<Public>,
    refreshing_until: Timestamp,
    /// It has changed since, so it is only good when nothing better is to be had.
    outdated: bool,
}

thread_local! {
    static KNOWN: RefCell<BTreeMap<ServiceSlug, Known>> = const { RefCell::new(BTreeMap::new()) };
    /// When it was seen that there is no such service.
    static UNKNOWN: RefCell<BTreeMap<ServiceSlug, Timestamp>> = const { RefCell::new(BTreeMap::new()) };
}

/// What is public of the Desk's service.
///
/// # Errors
/// `not_found` when there is no such service.
pub(crate) async fn get(desk: &Desk, context: &Context) -> Result<Rc<Public>, EdgeError> {
    let now = clock::now();
    match remembered(&desk.service, now) {
        Remembered::Fresh(public) => Ok(public),
        Remembered::Unknown => Err(unknown()),
        Remembered::Stale(public) => {
            let desk = desk.clone();
            context.wait_until(async move {
                if let Err(error) = fetch(&desk).await {
                    error.log("refreshing what is public of a service");
                }
            });
            Ok(public)
        }
        Remembered::Old(public) => anew(desk, public).await,
    }
}

/// The same, no older than what is fresh, but for those who ask while it is being fetched.
///
/// # Errors
/// As for [`get`].
pub(crate) async fn get_now(desk: &Desk) -> Result<Rc<Public>, EdgeError> {
    match remembered(&desk.service, clock::now()) {
        Remembered::Fresh(public) => Ok(public),
        Remembered::Unknown => Err(unknown()),
        Remembered::Stale(public) => anew(desk, Some(public)).await,
        Remembered::Old(public) => anew(desk, public).await,
    }
}

/// From the Desk; if it can't be reached, what is `known`.
async fn anew(desk: &Desk, known: Option<Rc<Public>>) -> Result<Rc<Public>, EdgeError> {
    match (fetch(desk).await, known) {
        (Ok(public), _) => public.ok_or_else(unknown),
        (Err(_), Some(public)) => Ok(public),
        (Err(error), None) => Err(error),
    }
}

/// It has changed: the next one who asks gets it from the Desk, so that who changed it sees the change at once. What is
/// remembered stays for when the Desk can't be reached.
pub(crate) fn outdate(service: &ServiceSlug) {
    KNOWN.with_borrow_mut(|known| {
        if let Some(known) = known.get_mut(service) {
            known.outdated = true;
        }
    });
    UNKNOWN.with_borrow_mut(|unknown| unknown.remove(service));
}

fn unknown() -> EdgeError {
    EdgeError::refused(ErrorCode::NotFound, "There is no such service.")
}

enum Remembered {
    Fresh(Rc<Public>),
    /// There is no such service.
    Unknown,
    /// Good enough, and the caller is the one to refresh it.
    Stale(Rc<Public>),
    /// Not good enough, unless there is nothing better to be had.
    Old(Option<Rc<Public>>),
}

fn remembered(service: &ServiceSlug, now: Timestamp) -> Remembered {
    KNOWN.with_borrow_mut(|known| {
        let Some(known) = known.get_mut(service) else {
            return if is_unknown(service, now) { Remembered::Unknown } else { Remembered::Old(None) };
        };
        let public = known.public.clone();
        let age_ms = now.ms_since(known.at);
        if age_ms >= LAST_RESORT_MS {
            Remembered::Old(None)
        } else if known.outdated || age_ms >= STALE_MS {
            Remembered::Old(Some(public))
        } else if age_ms < FRESH_MS || known.refreshing_until > now {
            Remembered::Fresh(public)
        } else {
            known.refreshing_until = now.plus_ms(REFRESH_MS);
            Remembered::Stale(public)
        }
    })
}

fn is_unknown(service: &ServiceSlug, now: Timestamp) -> bool {
    UNKNOWN.with_borrow(|unknown| unknown.get(service).is_some_and(|at| now.ms_since(*at) < FRESH_MS))
}

async fn fetch(desk: &Desk) -> Result<Option<Rc<Public>>, EdgeError> {
    let public = match desk.ask_json::<Public>(Method::Get, "/internal/public", &Caller::Anyone, None).await {
        Ok(public) => Some(Rc::new(public)),
        Err(EdgeError::Refused(body)) if body.code == ErrorCode::NotFound => None,
        Err(error) => return Err(error),
    };
    remember(&desk.service, clock::now(), public.clone());
    Ok(public)
}

fn remember(service: &ServiceSlug, at: Timestamp, public: Option<Rc<Public>>) {
    let Some(public) = public else {
        // Services don't end, so nothing is known of it.
        UNKNOWN.with_borrow_mut(|unknown| put(unknown, MOST_UNKNOWN, service, at, |at| *at));
        return;
    };
    let known = Known { at, public, refreshing_until: Timestamp::default(), outdated: false };
    KNOWN.with_borrow_mut(|all| put(all, MOST, service, known, |known| known.at));
}

/// Makes room by the oldest.
fn put<T>(
    all: &mut BTreeMap<ServiceSlug, T>,
    most: usize,
    service: &ServiceSlug,
    value: T,
    at: impl Fn(&T) -> Timestamp,
) {
    all.insert(service.clone(), value);
    if all.len() > most {
        let oldest = all.iter().min_by_key(|(_, value)| at(value)).map(|(service, _)| service.clone());
        oldest.and_then(|oldest| all.remove(&oldest));
    }
}

#[cfg(test)]
mod tests {
    use shared::{api::ServiceView, call::CallRules, file::FileRules, value::DisplayName};

    use super::*;

    fn slug(text: &str) -> ServiceSlug {
        ServiceSlug::try_from(text).expect("a slug")
    }

    fn public() -> Rc<Public> {
        let service = ServiceView {
            slug: slug("acme"),
            name: DisplayName::try_from("Acme").expect("a name"),
            languages: Vec::new(),
            files: FileRules::default(),
            calls: CallRules::default(),
        };
        Rc::new(Public {
            directory: Directory { service, tags: Vec::new(), staff: Vec::new(), ctas: Vec::new(), forms: Vec::new() },
            setup: Setup::default(),
        })
    }

    fn at(ms: i64) -> Timestamp {
        Timestamp::from_ms(ms)
    }

    #[test]
    fn one_request_refreshes_what_is_stale() {
        let acme = slug("acme");
        remember(&acme, at(0), Some(public()));
        assert!(matches!(remembered(&acme, at(FRESH_MS - 1)), Remembered::Fresh(_)));
        assert!(matches!(remembered(&acme, at(FRESH_MS)), Remembered::Stale(_)));
        assert!(matches!(remembered(&acme, at(FRESH_MS + 1)), Remembered::Fresh(_)));
        assert!(matches!(remembered(&acme, at(FRESH_MS + REFRESH_MS)), Remembered::Stale(_)));
        assert!(matches!(remembered(&acme, at(STALE_MS)), Remembered::Old(Some(_))));
        assert!(matches!(remembered(&acme, at(LAST_RESORT_MS)), Remembered::Old(None)));
    }

    #[test]
    fn what_has_changed_is_fetched_anew_and_stays_as_a_last_resort() {
        let acme = slug("acme");
        remember(&acme, at(0), Some(public()));
        outdate(&acme);
        assert!(matches!(remembered(&acme, at(1)), Remembered::Old(Some(_))));
        remember(&acme, at(2), Some(public()));
        assert!(matches!(remembered(&acme, at(3)), Remembered::Fresh(_)));
    }

    #[test]
    fn names_that_nobody_has_drive_no_service_out() {
        let acme = slug("acme");
        remember(&acme, at(0), Some(public()));
        for number in 0..10 * i64::try_from(MOST_UNKNOWN).expect("small") {
            remember(&slug(&format!("s{number}")), at(number), None);
        }
        assert!(matches!(remembered(&acme, at(1)), Remembered::Fresh(_)));
        assert!(UNKNOWN.with_borrow(BTreeMap::len) <= MOST_UNKNOWN);
    }

    #[test]
    fn a_service_that_is_made_is_there_at_once() {
        let acme = slug("acme");
        remember(&acme, at(0), None);
        outdate(&acme);
        assert!(matches!(remembered(&acme, at(1)), Remembered::Old(None)));
    }

    #[test]
    fn a_service_that_is_not_there_is_asked_for_again_soon() {
        let nobody = slug("nobody");
        remember(&nobody, at(0), None);
        assert!(matches!(remembered(&nobody, at(1)), Remembered::Unknown));
        assert!(matches!(remembered(&nobody, at(FRESH_MS)), Remembered::Old(None)));
    }

    #[test]
    fn memory_is_bounded() {
        for number in 0..=MOST {
            remember(&slug(&format!("s{number}")), at(i64::try_from(number).expect("small")), Some(public()));
        }
        assert!(matches!(remembered(&slug("s0"), at(1)), Remembered::Old(None)));
        assert!(matches!(remembered(&slug("s1"), at(1)), Remembered::Fresh(_)));
    }
}
