//! By which servers the browsers of a room find each other. For whoever may open the room's socket: relays cost whoever deploys it.

use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use futures_util::TryStreamExt;
use shared::{
    api::{IceServers, route::Match},
    id::RoomId,
    value::{ServiceSlug, Timestamp},
};
use worker::{
    AbortController, AbortSignal, Env, Fetch, Headers, Method, Request, RequestInit, RequestRedirect, Response,
    console_error,
};

use super::{
    Incoming, api,
    desk::Desk,
    limit::{self, Counted},
    object,
    socket::visitors_seat,
};
use crate::{
    access::Caller,
    answer, clock,
    error::EdgeError,
    ice::{Cloudflare, Config, Kept, MOST_BYTES, Relays, Silence},
    switch,
};

/// Cloudflare answers within half a second. Who calls somebody waits no longer than this.
const PATIENCE: Duration = Duration::from_secs(3);

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
    /// Whether what is wrong with the settings was told: once for each isolate is enough.
    static TOLD: Cell<bool> = const { Cell::new(false) };
}

/// Answers with them.
///
/// # Errors
/// Whatever the Desk and the room have against the one who asks; `too_fast` for visitors over the limit.
pub(super) async fn serve(incoming: Incoming, found: &Match<'_>, service: ServiceSlug) -> Result<Response, EdgeError> {
    let caller = Caller::identify(&incoming.request, &incoming.env, incoming.now, found.route.caller, &service)?;
    let desk = incoming.desk(service)?;
    let admitted = admit(&incoming, &desk, found, &caller).await;
    limit::count_strangers(&desk, admitted).await?;
    answer::json(&servers(&incoming.env, incoming.now, api::room(found)?).await?)
}

async fn admit(incoming: &Incoming, desk: &Desk, found: &Match<'_>, caller: &Caller) -> Result<(), EdgeError> {
    let seat = if let Caller::Visitor { visitor, .. } = caller {
        limit::count(&desk.env, &desk.facts, Counted::Visitor).await?;
        desk.admit(caller).await?;
        visitors_seat(incoming, desk, *visitor).await
    } else {
        desk.ask_json(Method::Get, &incoming.path, caller, None).await?
    };
    let door = (Method::Get, "/internal/may-call");
    object::accepted(desk.ask_room(api::room(found)?, door, Headers::new(), &seat, None).await?).await.map(drop)
}

async fn servers(env: &Env, now: Timestamp, room: RoomId) -> Result<IceServers, EdgeError> {
    let config = Config::read(|name| env.var(name).ok().map(|value| value.to_string()), switch::anywhere(env));
    if !TOLD.replace(true) {
        for wrong in &config.wrong {
            console_error!("Calls are not set up rightly (docs/owners/turn.md): {wrong}");
        }
    }
    let relays = match &config.cloudflare {
        Some(cloudflare) => relays(cloudflare, now).await,
        None => None,
    };
    let own = config.coturn.as_ref().map(|coturn| coturn.server(now, room));
    let until_ms = own.iter().map(|(_, until)| *until).chain(relays.iter().map(|relays| relays.until)).min();
    let servers = config.stun().into_iter().chain(own.map(|(server, _)| server));
    let servers = servers.chain(relays.into_iter().flat_map(|relays| relays.servers)).collect();
    Ok(IceServers { servers, until_ms, relay_only: config.relay_only })
}

/// Those of Cloudflare's. None if it gives none now: a call goes on without.
async fn relays(cloudflare: &Cloudflare, now: Timestamp) -> Option<Relays> {
    if KEPT.with_borrow(|kept| kept.is_due(now)) {
        KEPT.with_borrow_mut(|kept| kept.asks(now));
        let came = ask(cloudflare, now).await;
        if let Err(why) = &came {
            console_error!("Cloudflare gave no credentials for its TURN servers: {why}");
        }
        KEPT.with_borrow_mut(|kept| kept.note(clock::now(), came));
    }
    KEPT.with_borrow(|kept| kept.usable(now).cloned())
}

async fn ask(cloudflare: &Cloudflare, now: Timestamp) -> Result<Relays, Silence> {
    // Its words may hold the token.
    let request = request(cloudflare).map_err(|_| Silence::Unreachable)?;
    let abort = AbortController::default();
    let came = clock::within(PATIENCE, answered(request, abort.signal())).await;
    // Whatever else it has to say is not waited for.
    abort.abort();
    let (status, body) = came.unwrap_or(Err(Silence::Late))?;
    Relays::read(now, status, &body)
}

fn request(cloudflare: &Cloudflare) -> worker::Result<Request> {
    let headers = Headers::new();
    headers.set("Authorization", &cloudflare.authorization())?;
    headers.set("Content-Type", "application/json")?;
    let mut init = RequestInit::new();
    // Nobody else is to get the token.
    init.with_redirect(RequestRedirect::Manual)
        .with_method(Method::Post)
        .with_headers(headers)
        .with_body(Some(Cloudflare::question().into()));
    Request::new_with_init(&cloudflare.address(), &init)
}

async fn answered(request: Request, signal: AbortSignal) -> Result<(u16, Vec<u8>), Silence> {
    let fetch = Fetch::Request(request);
    let mut answer = fetch.send_with_signal(&signal).await.map_err(|_| Silence::Unreachable)?;
    let status = answer.status_code();
    let mut body = Vec::new();
    if let Ok(mut stream) = answer.stream() {
        while let Some(chunk) = stream.try_next().await.map_err(|_| Silence::Unreachable)? {
            if body.len() + chunk.len() > MOST_BYTES {
                return Err(Silence::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
    }
    Ok((status, body))
}
