//! What is asked of a room without a socket: the Desk says who may, and the room does it as if a frame had come.

use shared::{
    api::{
        ErrorCode, SayMessage,
        route::{Match, Operation},
    },
    owed::Seat,
    value::{Seq, ServiceSlug, Timestamp},
    wire::{Mark, RoomClientFrame},
};
use worker::{Headers, Method, Response};

use super::{Incoming, api, body, limit};
use crate::{access::Caller, error::EdgeError, object::room::RoomCall};

/// Asks the Desk for who it is, and then the room.
///
/// # Errors
/// Every refusal, and whatever went wrong.
pub(super) async fn ask(
    mut incoming: Incoming,
    found: &Match<'_>,
    service: ServiceSlug,
) -> Result<Response, EdgeError> {
    let caller = Caller::identify(&incoming.request, &incoming.env, incoming.now, found.route.caller, &service)?;
    let desk = incoming.desk(service)?;
    let seat = desk.ask_json(incoming.request.method(), &incoming.path, &caller, None).await;
    let seat: Seat = limit::count_strangers(&desk, seat).await?;
    // Only now: who may not do it learns nothing of how it is to be asked.
    let call = serde_json::to_string(&call(&mut incoming, found).await?)?;
    let door = (Method::Post, "/internal/call");
    desk.ask_room(api::room(found)?, door, Headers::new(), &seat, Some(&call)).await
}

async fn call(incoming: &mut Incoming, found: &Match<'_>) -> Result<RoomCall, EdgeError> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the table of routes matches in full; the rest goes elsewhere")]
    Ok(match found.route.operation {
        Operation::ReadRoom => RoomCall::State,
        Operation::ListEntries => {
            let url = incoming.request.url()?;
            let seq = |name: &str| {
                let value = url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned());
                value.map(|text| text.parse().map(Seq).map_err(|_| not_a_place())).transpose()
            };
            let at = url.query_pairs().find(|(known, _)| known == "at").map(|(_, value)| value.into_owned());
            let at = at.map(|text| text.parse().map(Timestamp::from_ms).map_err(|_| not_a_place())).transpose()?;
            match (seq("before")?, seq("after")?, at) {
                (before, None, None) => RoomCall::Before(before),
                (None, Some(after), None) => RoomCall::After(after),
                (None, None, Some(at)) => RoomCall::At(at),
                (_, _, _) => return Err(not_a_place()),
            }
        }
        Operation::SayInRoom => {
            let SayMessage { message, body } = body::json(&mut incoming.request).await?;
            RoomCall::Frame(RoomClientFrame::Say { message, body, quote: None })
        }
        Operation::NoteInRoom => {
            let SayMessage { message, body } = body::json(&mut incoming.request).await?;
            RoomCall::Frame(RoomClientFrame::Note { message, body, quote: None })
        }
        Operation::MarkRoom => {
            let Mark { delivered, read } = body::json(&mut incoming.request).await?;
            RoomCall::Frame(RoomClientFrame::Mark { delivered, read })
        }
        Operation::CloseEnquiry => RoomCall::Frame(RoomClientFrame::Close),
        Operation::ListPins => RoomCall::Pins,
        Operation::PinEntry => RoomCall::Pin(entry(found)?),
        Operation::UnpinEntry => RoomCall::Unpin(entry(found)?),
        Operation::ReadPreview => RoomCall::Link(entry(found)?),
        _ => return Err(EdgeError::Broken("an operation that isn't of a room")),
    })
}

fn entry(found: &Match<'_>) -> Result<Seq, EdgeError> {
    found.value("entry").and_then(|text| text.parse().ok()).map(Seq).ok_or_else(EdgeError::not_found)
}

fn not_a_place() -> EdgeError {
    EdgeError::refused(
        ErrorCode::Malformed,
        "Ask for entries `before` or `after` the number of one, or `at` a moment: one of these.",
    )
}
