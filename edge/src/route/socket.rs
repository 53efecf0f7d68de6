//! Opening sockets. A browser shows its page nothing of an answer that isn't a socket, so a refusal that a client has to
//! know of is told by opening the socket and closing it with a code.

use shared::{
    api::{
        ErrorCode,
        route::{Match, Operation},
    },
    call::CallRules,
    owed::Seat,
    value::ServiceSlug,
    wire::{SUBPROTOCOL, close},
};
use worker::{Headers, Method, Response, WebSocketPair};

use super::{Incoming, api, desk::Desk, limit, object, public};
use crate::{
    access::{self, Caller},
    error::EdgeError,
};

/// Opens the socket of a room or of the Desk.
///
/// # Errors
/// What isn't to be told by a close code.
pub(super) async fn open(incoming: Incoming, found: &Match<'_>, service: ServiceSlug) -> Result<Response, EdgeError> {
    access::require_protocol(&incoming.request)?;
    let answer = match connect(&incoming, found, service).await {
        Ok(answer) => answer,
        Err(error) => refused(error)?,
    };
    if answer.status_code() == 101 {
        let headers = Headers::new();
        headers.set("Sec-WebSocket-Protocol", SUBPROTOCOL)?;
        return Ok(answer.with_headers(headers));
    }
    Ok(answer)
}

async fn connect(incoming: &Incoming, found: &Match<'_>, service: ServiceSlug) -> Result<Response, EdgeError> {
    let caller = Caller::identify(&incoming.request, &incoming.env, incoming.now, found.route.caller, &service)?;
    let desk = incoming.desk(service)?;
    limit::count_strangers(&desk, reach(incoming, &desk, found, &caller).await).await
}

async fn reach(incoming: &Incoming, desk: &Desk, found: &Match<'_>, caller: &Caller) -> Result<Response, EdgeError> {
    let answer = match (found.route.operation, caller) {
        (Operation::OpenVisitorRoom, Caller::Visitor { visitor, .. }) => {
            desk.admit(caller).await?;
            // Without a Desk there is a chat, and no calls.
            let calls = public::get(desk, &incoming.context)
                .await
                .map_or(CallRules::NONE, |public| public.directory.service.calls);
            room(desk, found, &Seat::Visitor { visitor: *visitor, calls }).await?
        }
        (Operation::OpenStaffRoom, _) => {
            let path = format!("/internal/seat/{}", api::room(found)?);
            let seat: Seat = desk.ask_json(Method::Post, &path, caller, None).await?;
            room(desk, found, &seat).await?
        }
        (_, _) => desk.ask_for_socket(&incoming.path, caller).await?,
    };
    accepted(answer).await
}

async fn room(desk: &Desk, found: &Match<'_>, seat: &Seat) -> Result<Response, EdgeError> {
    let headers = Headers::new();
    headers.set("Upgrade", "websocket")?;
    desk.ask_room(api::room(found)?, (Method::Get, "/internal/socket"), headers, seat, None).await
}

/// The answer if it is a socket, else the refusal in it.
async fn accepted(mut answer: Response) -> Result<Response, EdgeError> {
    if answer.status_code() == 101 {
        return Ok(answer);
    }
    let text = answer.text().await?;
    Err(object::refusal(&text))
}

/// A socket that is closed at once, for what a client has to act on.
fn refused(error: EdgeError) -> Result<Response, EdgeError> {
    let code = error.body().code;
    let Some(close) = close_code(code) else { return Err(error) };
    let pair = WebSocketPair::new()?;
    pair.server.accept()?;
    pair.server.close(Some(close), Some(code.as_str()))?;
    Ok(Response::from_websocket(pair.client)?)
}

fn close_code(code: ErrorCode) -> Option<u16> {
    match code {
        ErrorCode::Unauthenticated | ErrorCode::SignInFailed => Some(close::UNAUTHENTICATED),
        ErrorCode::Forbidden | ErrorCode::Blocked | ErrorCode::SiteNotAllowed => Some(close::FORBIDDEN),
        ErrorCode::NotFound => Some(close::NOT_FOUND),
        ErrorCode::TooFast => Some(close::TOO_FAST),
        ErrorCode::TooOld => Some(close::TOO_OLD),
        // Of the request or of ours, and for a moment: the client comes back as after a lost connection.
        ErrorCode::Malformed
        | ErrorCode::TooLarge
        | ErrorCode::MethodNotAllowed
        | ErrorCode::AlreadyAnswered
        | ErrorCode::NobodyThere
        | ErrorCode::EnquiryClosed
        | ErrorCode::NotRated
        | ErrorCode::LabelWanted
        | ErrorCode::TooManyEnquiries
        | ErrorCode::Taken
        | ErrorCode::ChangedMeanwhile
        | ErrorCode::KindNotAllowed
        | ErrorCode::Executable
        | ErrorCode::TooManyFiles
        | ErrorCode::TooLate
        | ErrorCode::StorageFull
        | ErrorCode::NoCalls
        | ErrorCode::Incomplete
        | ErrorCode::MailNotSetUp
        | ErrorCode::MailFailed
        | ErrorCode::WouldStrand
        | ErrorCode::Expired
        | ErrorCode::Internal
        | ErrorCode::Unavailable
        | ErrorCode::Unknown => None,
    }
}
