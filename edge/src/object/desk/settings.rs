//! Settings in the Desk: making the service, what it can set, and the directory that follows from it.

mod staff;
mod tag;
mod time_zone;

use serde::{Deserialize, Serialize};
use shared::{
    api::{
        self, Destination, DestinationSettings, ErrorCode, ServiceMade, ServiceSettings, Tag, TagSettings,
        route::{Match, Operation},
    },
    card::Role,
    directory::{Directory, Member},
    id::{DestinationId, StaffId, TagId},
    settings::check_service,
    value::{DisplayName, EmailAddress, Handle, InvalidValue, ServiceSlug, Timestamp},
};
use worker::{Response, SqlStorage};

use super::{
    accounts::{NewStaff, make_account},
    call::{Call, Change, Handled, Who},
};
use crate::{
    access::Caller,
    answer, clock,
    error::EdgeError,
    route::Public,
    store::desk::{account as accounts_store, settings as store},
};

/// The service's settings; none before set-up.
///
/// # Errors
/// That of the database.
pub(crate) fn service(sql: &SqlStorage) -> Result<Option<ServiceSettings>, EdgeError> {
    Ok(store::service(sql)?.map(|(_, settings)| settings))
}

/// Who answers and what for, as the rules see it.
///
/// # Errors
/// That of the database.
pub(crate) fn directory(sql: &SqlStorage) -> Result<Directory, EdgeError> {
    let staff = accounts_store::accounts(sql)?
        .into_iter()
        .map(|account| (account.id, Member { card: account.card(), role: account.role, listed: account.is_listed() }))
        .collect();
    Ok(Directory { staff, tags: store::tags(sql)? })
}

/// Answers the router, which keeps it for some seconds; `directory` as visitors get it.
///
/// # Errors
/// Never in practice: it always has a JSON form.
pub(crate) fn public(settings: &ServiceSettings, directory: api::Directory) -> Result<Response, EdgeError> {
    answer::json(&Public { directory, sites: settings.sites.clone() })
}

/// Settings, tags and staff.
///
/// # Errors
/// Every refusal; nothing is to be kept then.
pub(crate) fn handle(call: &Call<'_>) -> Result<Handled, EdgeError> {
    let Who::Staff(signed) = call.who else { return Err(EdgeError::Broken("settings of nobody")) };
    #[expect(clippy::wildcard_enum_match_arm, reason = "the Desk's dispatch matches in full; the rest goes elsewhere")]
    match call.found.route.operation {
        Operation::ReadSettings => {
            let settings = service(call.sql)?.ok_or_else(EdgeError::not_found)?;
            Ok(Handled::answer(answer::json(&settings)?))
        }
        Operation::ChangeSettings => change(call),
        Operation::ListTags => Ok(Handled::answer(answer::json(&store::tags(call.sql)?)?)),
        Operation::MakeTag => tag::make(call),
        Operation::OrderTags => tag::order(call),
        Operation::ChangeTag => tag::change(call),
        Operation::RemoveTag => tag::remove(call),
        Operation::ListStaff => staff::list(call),
        Operation::ChangeStaff => staff::change(call, signed),
        Operation::RemoveStaff => staff::remove(call, signed),
        _ => Err(EdgeError::Broken("an operation that isn't of settings")),
    }
}

fn change(call: &Call<'_>) -> Result<Handled, EdgeError> {
    let settings: ServiceSettings = serde_json::from_str(call.body)?;
    check(&settings)?;
    store::change_service(call.sql, &settings)?;
    changed(&settings)
}

fn check(settings: &ServiceSettings) -> Result<(), EdgeError> {
    check_service(settings).map_err(invalid)?;
    if time_zone::exists(settings.time_zone.as_str()) {
        return Ok(());
    }
    Err(EdgeError::refused(ErrorCode::Malformed, "Enter a time zone like `Europe/London` or `Asia/Hong_Kong`."))
}

/// Words for the person who filled in the form.
fn invalid(InvalidValue(words): InvalidValue) -> EdgeError {
    EdgeError::refused(ErrorCode::Malformed, words)
}

/// An answer after which the directory is another one.
fn changed(answer: &impl Serialize) -> Result<Handled, EdgeError> {
    Ok(Handled { answer: answer::json(answer)?, changes: vec![Change::Directory] })
}

/// As [`changed`], with nothing to say.
fn done() -> Handled {
    Handled { answer: answer::done(), changes: vec![Change::Directory] }
}

/// The id in the path, or there is nothing there.
fn id<T: std::str::FromStr>(found: &Match<'_>, name: &str) -> Result<T, EdgeError> {
    found.value(name).and_then(|text| text.parse().ok()).ok_or_else(EdgeError::not_found)
}

/// Body of `/internal/service`: set-up, with the owner's password hashed by the router.
#[derive(Serialize, Deserialize)]
pub(crate) struct MakeServiceRequest {
    pub(crate) settings: ServiceSettings,
    pub(crate) owner_name: DisplayName,
    pub(crate) owner_email: EmailAddress,
    pub(crate) password_hash: String,
}

/// What a service is to be, if it can be so and its maker holds the set-up key.
///
/// # Errors
/// `malformed`, `unauthenticated` without the set-up key.
pub(crate) fn asked(caller: &Caller, body: &str) -> Result<MakeServiceRequest, EdgeError> {
    if !matches!(caller, Caller::SetUp { .. }) {
        return Err(EdgeError::refused(ErrorCode::Unauthenticated, "Send the set-up key as bearer token."));
    }
    let asked: MakeServiceRequest = serde_json::from_str(body)?;
    check(&asked.settings)?;
    Ok(asked)
}

/// Makes the service and its owner, and one tag that the owner serves: so it works at once, and nothing is stranded.
///
/// # Errors
/// `taken` when there is one.
pub(crate) fn make_service(
    sql: &SqlStorage,
    now: Timestamp,
    slug: &ServiceSlug,
    asked: MakeServiceRequest,
) -> Result<Handled, EdgeError> {
    let MakeServiceRequest { settings, owner_name, owner_email, password_hash } = asked;
    if store::service(sql)?.is_some() {
        return Err(EdgeError::refused(
            ErrorCode::Taken,
            "There is a service of this name already. Choose another one.",
        ));
    }
    store::make_service(sql, now, slug, &settings)?;
    let new = NewStaff { name: owner_name, role: Role::Owner, email: owner_email, password_hash };
    let owner = make_account(sql, now, new)?;
    store::put_tag(sql, &first_tag(now, owner)?)?;
    changed(&ServiceMade { desk: format!("/desk/{slug}"), owner })
}

fn first_tag(now: Timestamp, owner: StaffId) -> Result<Tag, EdgeError> {
    const BROKEN: EdgeError = EdgeError::Broken("the first tag has no name");
    let name = |text: &str| DisplayName::try_from(text).map_err(|_| BROKEN);
    let handle = Handle::try_from("chat").map_err(|_| BROKEN)?;
    Ok(Tag {
        id: TagId::new(now, clock::random()),
        settings: TagSettings { handle, name: name("Chat")?, description: None },
        destinations: vec![Destination {
            id: DestinationId::new(now, clock::random()),
            settings: DestinationSettings { name: name("Everybody")?, staff: vec![owner], wait_s: 60 },
        }],
    })
}
