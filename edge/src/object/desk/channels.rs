//! Social accounts in the Desk: which are connected and which tag each is served by, and the enquiries that their Channels raise.
//! What proves that an account is the service's is its Channel's to keep: it passes through here, and stays nowhere.

use channel::{ADAPTERS, adapter};
use serde::{Serialize, de::DeserializeOwned};
use shared::{
    api::{
        ChannelAccount, ChannelCheck, ChannelField, ChannelKind, ChannelMade, ErrorCode, MAX_CHANNELS, RaiseEnquiry,
        SendTemplate, WriteChannel, route::Operation,
    },
    card::{ContactDetails, Entry, Mode},
    channel::{ChannelView, template::Template},
    desk::{Command, Raise},
    enquiry::Refusal,
    form,
    id::EnquiryId,
    privacy::block::Wish,
    setup::Problem,
    value::{Handle, Seq, Timestamp},
    wire::LogEntry,
};
use worker::{Headers, Response};

use super::{
    Desk, blocks,
    call::Call,
    enquiries,
    serve::id,
    visitors::{self, known, until_open},
};
use crate::{
    access::{self, Facts, SEAT_HEADER},
    answer,
    error::EdgeError,
    object::{
        channel::{
            ChecksAsked, FillAsked, FilledIn, MayBeSent, OfRoom, RaiseByChannel, RaisedByChannel, SendAgainAsked,
            SetAccount, WasSet, word,
        },
        room::RoomCall,
    },
    owed::Target,
    page,
    route::object,
    store::desk::{
        channel::{self as store, Kept},
        contact, erasure,
    },
};

/// Answers one request.
///
/// # Errors
/// `malformed` with the field, `not_found`, `too_many`; and that of the Channel.
pub(super) async fn handle(desk: &Desk, call: &Call<'_>, facts: &Facts) -> Result<Response, EdgeError> {
    call.who.staff()?;
    #[expect(clippy::wildcard_enum_match_arm, reason = "the Desk's dispatch matches in full; the rest goes elsewhere")]
    match call.found.route.operation {
        Operation::ListChannelKinds => kinds(&language(call)),
        Operation::ListChannels => list(desk).await,
        Operation::MakeChannel => write(desk, call, facts, true).await,
        Operation::ChangeChannel => write(desk, call, facts, false).await,
        Operation::RemoveChannel => remove(desk, call).await,
        Operation::CheckChannel => check(desk, call, facts).await,
        Operation::ReadChannel => view(desk, call).await,
        Operation::ListTemplates => templates(desk, call).await,
        Operation::SendTemplate => send_template(desk, call).await,
        Operation::SendAgain => send_again(desk, call).await,
        _ => Err(EdgeError::Broken("an operation that isn't of social accounts")),
    }
}

fn language(call: &Call<'_>) -> String {
    page::language(call.query("lang").unwrap_or_default()).to_owned()
}

fn kinds(language: &str) -> Result<Response, EdgeError> {
    let kind = |adapter: &&dyn channel::Adapter| {
        let facts = adapter.facts();
        let fields = facts.fields.iter().map(|field| ChannelField {
            name: field.name.to_owned(),
            label: word(&field.label, language).to_owned(),
            help: word(&field.help, language).to_owned(),
            secret: field.secret,
            made: field.made,
            optional: field.optional,
        });
        Ok(ChannelKind {
            kind: Handle::try_from(facts.kind).map_err(|_| EdgeError::Broken("a kind is no handle"))?,
            name: facts.name.to_owned(),
            steps: facts.steps.iter().map(|step| word(step, language).to_owned()).collect(),
            fields: fields.collect(),
        })
    };
    answer::json(&ADAPTERS.iter().map(kind).collect::<Result<Vec<_>, EdgeError>>()?)
}

async fn list(desk: &Desk) -> Result<Response, EdgeError> {
    let mut accounts = Vec::new();
    for kept in store::all(&desk.memory.sql)? {
        let set: WasSet = ask(desk, &kept.account, "/internal/account", &()).await?;
        accounts.push(shown(desk, &kept, &set)?);
    }
    answer::json(&accounts)
}

fn shown(desk: &Desk, kept: &Kept, set: &WasSet) -> Result<ChannelAccount, EdgeError> {
    let slug = desk.memory.look(|known| known.slug.clone())?;
    Ok(ChannelAccount {
        account: kept.account.clone(),
        kind: kept.kind.clone(),
        name: kept.name.clone(),
        tag: kept.tag,
        on: kept.on,
        webhook: webhook(&slug, &kept.account),
        fields: set.fields.clone(),
        secrets: set.secrets.clone(),
        problem: set.problem.clone(),
    })
}

fn webhook(slug: &shared::value::ServiceSlug, account: &Handle) -> String {
    format!("/hooks/{slug}/{account}")
}

fn account(call: &Call<'_>) -> Result<Handle, EdgeError> {
    call.found.value("account").and_then(|text| Handle::try_from(text).ok()).ok_or_else(EdgeError::not_found)
}

/// First the Channel, which looks at everything that was filled in; then here: an account without a line here is heard by nobody.
async fn write(desk: &Desk, call: &Call<'_>, facts: &Facts, is_new: bool) -> Result<Response, EdgeError> {
    let account = account(call)?;
    let asked: WriteChannel = serde_json::from_str(call.body)?;
    let before = store::one(call.sql, &account)?;
    match (&before, is_new) {
        (Some(_), true) => {
            return Err(Problem::taken("account", "There is an account with this address. Choose another.").into());
        }
        (None, false) => return Err(EdgeError::not_found()),
        (None, true) if store::all(call.sql)?.len() >= MAX_CHANNELS => {
            let words = format!("A service has at most {MAX_CHANNELS} accounts. Remove one first.");
            return Err(EdgeError::refused(ErrorCode::TooLarge, words));
        }
        (None, true) => until_gone(desk, &account).await?,
        (Some(_), false) => {}
    }
    if adapter(asked.kind.as_str()).is_none() {
        return Err(Problem::at("kind", "There is no such messaging service.").into());
    }
    let (has_tag, language) = desk.memory.look(|known| {
        let directory = known.rules.directory();
        let language = known.settings().languages.first().map(ToString::to_string);
        (directory.tags.iter().any(|tag| tag.id == asked.tag), language)
    })?;
    if !has_tag {
        return Err(Problem::at("tag", "Choose a tag whose staff answer what is written there.").into());
    }
    let WriteChannel { kind, name, tag, on, fields } = asked;
    let set = SetAccount {
        kind: kind.to_string(),
        on,
        language: language.unwrap_or_else(|| "en".to_owned()),
        origin: facts.origin.clone(),
        fields,
    };
    let set: WasSet = ask(desk, &account, "/internal/account/set", &set).await?;
    let kept = Kept { account, kind, name, tag, on };
    desk.memory.note(|| Ok(store::keep(call.sql, call.now, &kept)?))?;
    answer::json(&ChannelMade { channel: shown(desk, &kept, &set)?, made: set.made })
}

fn target(desk: &Desk, account: &Handle) -> Result<Target, EdgeError> {
    Ok(Target::Channel(desk.memory.look(|known| known.slug.clone())?, account.clone()))
}

/// An account that had this address before is to be gone from its Channel, too: else its end would be that of the new one.
async fn until_gone(desk: &Desk, account: &Handle) -> Result<(), EdgeError> {
    let channel = target(desk, account)?;
    if desk.outbox.attempts(&channel)?.is_some() {
        desk.outbox.settle(&channel).await;
    }
    // What was taken is else said once more after a crash.
    desk.outbox.sweep()?;
    match desk.outbox.attempts(&channel)? {
        None => Ok(()),
        Some(_) => {
            Err(EdgeError::unavailable("The former account of this address is being removed. Try again in a minute."))
        }
    }
}

async fn remove(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let account = account(call)?;
    if store::one(call.sql, &account)?.is_none() {
        return Err(EdgeError::not_found());
    }
    let channel = target(desk, &account)?;
    // What comes meanwhile is heard by nobody: its line is gone.
    desk.memory.note(|| {
        store::remove(call.sql, &account)?;
        Ok(desk.outbox.owe(call.now, &channel, "/internal/remove", &())?)
    })?;
    let settled = desk.outbox.settle(&channel);
    desk.memory.arm(true)?;
    settled.await;
    Ok(answer::done())
}

async fn check(desk: &Desk, call: &Call<'_>, facts: &Facts) -> Result<Response, EdgeError> {
    let account = account(call)?;
    if store::one(call.sql, &account)?.is_none() {
        return Err(EdgeError::not_found());
    }
    let slug = desk.memory.look(|known| known.slug.clone())?;
    let webhook = format!("{}{}", facts.origin, webhook(&slug, &account));
    let asked = ChecksAsked { language: language(call), webhook };
    let checks: Vec<ChannelCheck> = ask(desk, &account, "/internal/check", &asked).await?;
    answer::json(&checks)
}

/// The account of a room that somebody may enter; and what of the room may be done.
fn of_room(desk: &Desk, call: &Call<'_>, writes: bool) -> Result<(EnquiryId, Kept), EdgeError> {
    let enquiry: EnquiryId = id(call.found.value("room"))?;
    let (found, _, rights) = enquiries::find(desk, enquiry, call.who.staff()?.staff)?;
    if !rights.enter || (writes && rights.reads_only) {
        return Err(EdgeError::not_found());
    }
    let card = found.raised.channel.ok_or_else(EdgeError::not_found)?;
    Ok((enquiry, store::one(call.sql, &card.account)?.ok_or_else(EdgeError::not_found)?))
}

async fn view(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let (enquiry, kept) = of_room(desk, call, false)?;
    let MayBeSent { window, quota, paused } = ask(desk, &kept.account, "/internal/view", &OfRoom { enquiry }).await?;
    answer::json(&ChannelView { channel: kept.card(), window, quota, paused })
}

async fn send_again(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let seq = call.found.value("entry").and_then(|text| text.parse().ok()).map(Seq).ok_or_else(EdgeError::not_found)?;
    let (enquiry, kept) = of_room(desk, call, true)?;
    tell(desk, &kept.account, "/internal/again", &SendAgainAsked { enquiry, seq }).await?;
    Ok(answer::done())
}

async fn templates(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let (_, kept) = of_room(desk, call, false)?;
    let all: Vec<Template> = ask(desk, &kept.account, "/internal/templates", &()).await?;
    answer::json(&all)
}

/// First the Channel, which knows the words that a form becomes; then the room, in which somebody says them.
async fn send_template(desk: &Desk, call: &Call<'_>) -> Result<Response, EdgeError> {
    let SendTemplate { message, name, language, filled } = serde_json::from_str(call.body)?;
    let (enquiry, kept) = of_room(desk, call, true)?;
    let fill = FillAsked { name, language, filled };
    let FilledIn { body, said } = ask(desk, &kept.account, "/internal/fill", &fill).await?;
    // Who may speak there may be another one by now.
    let (seat, _) = enquiries::entering(desk, call.now, call.who.staff()?, enquiry)?;
    let slug = desk.memory.look(|known| known.slug.clone())?;
    let headers = Headers::new();
    headers.set(SEAT_HEADER, &access::ascii(&seat)?)?;
    let say = RoomCall::Template { message, body, said };
    let room = ("ROOM", &*format!("{slug}/{enquiry}"));
    let entry: LogEntry = object::ask(&desk.env, room, "/internal/call", headers, &say).await?;
    answer::json(&entry)
}

/// Raises an enquiry for somebody who wrote to an account, or finds the one that runs.
///
/// # Errors
/// `blocked`; every [`Refusal`]; `not_found` once the account is disconnected.
pub(super) async fn raise(desk: &Desk, now: Timestamp, body: &str) -> Result<Response, EdgeError> {
    let RaiseByChannel { account, enquiry: wish, visitor, name, language, former, photo } = serde_json::from_str(body)?;
    let sql = &desk.memory.sql;
    let kept = store::one(sql, &account)?.ok_or_else(EdgeError::not_found)?;
    blocks::refuse(desk, now, Wish::Begin, visitor, &Facts::default())?;
    match known(desk, wish)? {
        Some(enquiry) if enquiry.raised.visitor != visitor => return Err(Refusal::Taken.into()),
        Some(enquiry) if enquiry.phase() == shared::card::Phase::Closed => return Err(Refusal::Taken.into()),
        None if erasure::is_of_one(sql, wish).map_err(EdgeError::Storage)? => return Err(Refusal::Taken.into()),
        Some(_) | None => {}
    }
    let entry = Entry::Tag { tag: kept.tag };
    let former = visitors::former(desk, visitor, former)?;
    let facts = Facts::default();
    let mut contact = match contact::of_visitor(sql, visitor).map_err(EdgeError::Storage)? {
        Some(contact) => contact,
        None => visitors::new_contact(now, language.clone(), &facts)?,
    };
    // What the messaging service calls them, until they say something else.
    if contact.card.details.name.is_none() {
        contact.card.details = ContactDetails { name, ..contact.card.details };
    }
    contact.card.photo |= photo;
    let request = RaiseEnquiry {
        enquiry: wish,
        entry,
        mode: Mode::Chat,
        page: None,
        embedder: None,
        referrer: None,
        language,
        time_zone: None,
        former,
        link: None,
        form: None,
    };
    let channel = Some(Box::new(kept.card()));
    let raise =
        Raise { request, visitor, contact, known: form::Known::default(), country: None, device: None, channel };
    let which = |known: &super::memory::Known| {
        let found = known.rules.enquiry(wish).or_else(|| known.rules.running(visitor, entry));
        found.map(|enquiry| enquiry.id)
    };
    desk.turn_with_room(now, Command::Raise(Box::new(raise)), &which)?.await;
    let enquiry = desk.memory.look(which)?.ok_or(EdgeError::Broken("an enquiry was raised and isn't there"))?;
    until_open(desk, enquiry).await?;
    answer::json(&RaisedByChannel { enquiry })
}

/// Asks the Channel of an account.
async fn ask<T: DeserializeOwned>(
    desk: &Desk,
    account: &Handle,
    path: &str,
    body: &impl Serialize,
) -> Result<T, EdgeError> {
    object::read(post(desk, account, path, body).await?).await
}

/// The same where there is nothing to be heard.
async fn tell(desk: &Desk, account: &Handle, path: &str, body: &impl Serialize) -> Result<(), EdgeError> {
    post(desk, account, path, body).await.map(drop)
}

async fn post(desk: &Desk, account: &Handle, path: &str, body: &impl Serialize) -> Result<Response, EdgeError> {
    let slug = desk.memory.look(|known| known.slug.clone())?;
    object::post(&desk.env, ("CHANNEL", &format!("{slug}/{account}")), path, Headers::new(), body).await
}
