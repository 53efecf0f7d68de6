//! What is set up, in the Desk: one handler for every kind of item, the log of changes, making the service, and the
//! directory that follows from it all.

mod changes;
mod item;
mod staff;
pub(super) mod time_zone;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use shared::{
    api::{
        self, CALL_WAIT_S, DestinationSettings, DestinationUpdate, ErrorBody, ErrorCode, ServiceMade, ServiceSettings,
        TagSettings, TagWithDestinations,
        route::{Match, Operation},
    },
    card::Role,
    directory::{Directory, Member},
    id::StaffId,
    setup::{
        Command, Item, Kind, Mint, Setup, Step,
        closing::Closing,
        destination::{Conditions, Manner},
        form::Form,
        messages::Messages,
    },
    value::{DisplayName, EmailAddress, Handle, ServiceSlug, Timestamp},
};
use worker::{Response, SqlStorage};

use super::{
    accounts::{NewStaff, make_account},
    audit,
    call::{Call, Change, Handled, Signed, Who},
    tokens,
};
use crate::{
    access::Caller,
    answer, clock,
    error::EdgeError,
    route::Public,
    store::desk::{account as accounts_store, quiet, settings as store, token},
};

/// Everything that is set up.
///
/// # Errors
/// That of the database.
pub(crate) fn setup(sql: &SqlStorage) -> Result<Setup, EdgeError> {
    let staff = accounts_store::accounts(sql)?.into_iter().map(|account| account.id);
    store::setup(sql, staff).map_err(EdgeError::Storage)
}

/// Who answers and what for, as the rules see it.
///
/// # Errors
/// That of the database.
pub(crate) fn directory(sql: &SqlStorage, setup: &Setup) -> Result<Directory, EdgeError> {
    let service = setup.service();
    let most = service.and_then(|service| service.max_rooms);
    let supervision = service.map(|service| service.supervision).unwrap_or_default();
    let usual = service.map(|service| service.languages.clone()).unwrap_or_default();
    let member = |account: accounts_store::Account| Member {
        card: account.card(),
        role: account.role,
        listed: account.is_listed(),
        calls: account.is_called(),
        max_rooms: account.max_rooms.or(most),
        reach: supervision.reach(account.role, account.reach),
        languages: Some(account.languages()).filter(|own| !own.is_empty()).unwrap_or_else(|| usual.clone()),
    };
    let staff = accounts_store::accounts(sql)?.into_iter().map(|account| (account.id, member(account))).collect();
    let hours = service.and_then(|service| service.hours);
    let forms = setup.all::<Form>().map(|(_, form)| form.clone()).collect();
    let messages = setup.all::<Messages>().map(|(_, set)| set.clone()).collect();
    let schedules = time_zone::schedules(setup);
    let quiet = quiet::all(sql).map_err(EdgeError::Storage)?;
    let quiet = quiet.into_iter().filter_map(|(staff, quiet)| Some((staff, time_zone::quiet(&quiet)?))).collect();
    let (labels, Closing { label_required, rating }) = (setup.labels(), setup.closing());
    let integrations = tokens::integrations(sql)?;
    Ok(Directory {
        staff,
        integrations,
        tags: setup.tags(),
        schedules,
        hours,
        messages,
        languages: usual,
        forms,
        quiet,
        labels,
        label_required,
        rating,
        shows_lookers: supervision.shows_lookers,
        calls: service.map(|service| service.calls).unwrap_or_default(),
    })
}

/// Answers the router, which keeps it for some seconds; `directory` as visitors get it.
///
/// # Errors
/// Never in practice: it always has a JSON form.
pub(crate) fn public(setup: &Setup, directory: api::Directory) -> Result<Response, EdgeError> {
    answer::json(&Public { directory, setup: setup.clone() })
}

/// Items, changes and staff.
///
/// # Errors
/// Every refusal; nothing is to be kept then.
pub(crate) fn handle(call: &Call<'_>) -> Result<Handled, EdgeError> {
    let Who::Staff(signed) = call.who else { return Err(EdgeError::Broken("settings of nobody")) };
    #[expect(clippy::wildcard_enum_match_arm, reason = "the Desk's dispatch matches in full; the rest goes elsewhere")]
    match call.found.route.operation {
        Operation::List(kind) => item::list(call, kind),
        Operation::Read(kind) => item::read(call, kind),
        Operation::Make(kind) => item::make(call, signed, kind),
        Operation::Change(kind) => item::change(call, signed, kind),
        Operation::Order(kind) => item::order(call, signed, kind),
        Operation::Remove(kind) => item::remove(call, signed, kind),
        Operation::ListChanges => changes::list(call),
        Operation::UndoChange => changes::undo(call, signed),
        Operation::ExportSetup => changes::export(call),
        Operation::ImportSetup => changes::import(call, signed),
        Operation::ListStaff => staff::list(call),
        Operation::ChangeStaff => staff::change(call, signed),
        Operation::RemoveStaff => staff::remove(call, signed),
        Operation::ChangePhoto => staff::change_photo(call, signed),
        _ => Err(EdgeError::Broken("an operation that isn't of settings")),
    }
}

/// What `command` leads to, without doing it.
fn decide(call: &Call<'_>, setup: &Setup, command: Command) -> Result<Vec<Step>, EdgeError> {
    let mut random = || clock::random();
    let steps = setup.decide(command, &mut Mint { now: call.now, random: &mut random }).map_err(ErrorBody::from)?;
    steps.iter().try_for_each(check_outside)?;
    Ok(steps)
}

/// Does it, and notes who did.
fn perform(call: &Call<'_>, signed: &Signed, steps: &[Step], undoes: Option<u32>) -> Result<(), EdgeError> {
    for step in steps {
        store::write(call.sql, step)?;
    }
    if !steps.is_empty() {
        let name = match accounts_store::account(call.sql, signed.staff)? {
            Some(me) => me.name,
            None => token::name_of(call.sql, signed.staff)?.ok_or_else(EdgeError::not_found)?,
        };
        store::note(call.sql, call.now, (signed.staff, &name), steps, undoes)?;
        audit::note_steps(call.sql, call.now, signed.staff, steps)?;
    }
    Ok(())
}

/// What the rules can't know.
fn check_outside(step: &Step) -> Result<(), EdgeError> {
    let Step::Put { after, .. } = step else { return Ok(()) };
    match &**after {
        Item::Service(settings) => time_zone::check(&settings.time_zone),
        Item::Schedule(schedule) => schedule.time_zone.as_ref().map_or(Ok(()), time_zone::check),
        Item::Tag(_)
        | Item::Campaign(_)
        | Item::Link(_)
        | Item::Appearance(_)
        | Item::Cta(_)
        | Item::Messages(_)
        | Item::Form(_)
        | Item::Label(_)
        | Item::Closing(_)
        | Item::ContactFields(_)
        | Item::Keeping(_) => Ok(()),
    }
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
    Ok(serde_json::from_str(body)?)
}

/// Makes the service and its owner, and one tag that the owner serves: so it works at once, and nothing is stranded.
///
/// # Errors
/// `taken` when there is one; `malformed` for settings that can't be.
pub(crate) fn make_service(
    sql: &SqlStorage,
    now: Timestamp,
    slug: &ServiceSlug,
    asked: MakeServiceRequest,
) -> Result<Handled, EdgeError> {
    let MakeServiceRequest { settings, owner_name, owner_email, password_hash } = asked;
    if store::slug(sql)?.is_some() {
        return Err(EdgeError::refused(
            ErrorCode::Taken,
            "There is a service of this name already. Choose another one.",
        ));
    }
    store::make_service(sql, now, slug)?;
    let new = NewStaff { name: owner_name, role: Role::Owner, email: owner_email, password_hash };
    let owner = make_account(sql, now, new)?;
    first_items(sql, now, owner, settings)?;
    changed(&ServiceMade { desk: format!("/desk/{slug}"), owner })
}

fn first_items(sql: &SqlStorage, now: Timestamp, owner: StaffId, settings: ServiceSettings) -> Result<(), EdgeError> {
    let mut random = || clock::random();
    let mut mint = Mint { now, random: &mut random };
    let service = Kind::Service.mint(&mut mint);
    let mut setup = Setup::new([], BTreeSet::from([owner]));
    for command in [
        Command::Put { id: service, revision: None, item: Box::new(settings.into()) },
        Command::Make(Box::new(first_tag(owner)?.into())),
    ] {
        for step in setup.decide(command, &mut mint).map_err(ErrorBody::from)? {
            check_outside(&step)?;
            store::write(sql, &step)?;
            setup.apply(&step);
        }
    }
    Ok(())
}

fn first_tag(owner: StaffId) -> Result<TagWithDestinations, EdgeError> {
    const BROKEN: EdgeError = EdgeError::Broken("the first tag has no name");
    let name = |text: &str| DisplayName::try_from(text).map_err(|_| BROKEN);
    let handle = Handle::try_from("chat").map_err(|_| BROKEN)?;
    let everybody = DestinationSettings {
        name: name("Everybody")?,
        staff: vec![owner],
        wait_s: 60,
        call_wait_s: CALL_WAIT_S,
        manner: Manner::All,
        when: Conditions::default(),
    };
    Ok(TagWithDestinations {
        settings: TagSettings::new(handle, name("Chat")?),
        destinations: vec![DestinationUpdate { id: None, settings: everybody }],
    })
}
