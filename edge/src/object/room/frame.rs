//! Frames in and out of a room, as text.

use serde::Deserialize;
use shared::{
    api::{ErrorBody, ErrorCode},
    id::MessageId,
    wire::{MAX_CLIENT_FRAME_BYTES, RoomClientFrame, RoomServerFrame},
};
use worker::WebSocketIncomingMessage;

use crate::{error::EdgeError, fault::Fault};

/// What a socket brought.
pub(super) enum Frame {
    Said(RoomClientFrame),
    /// A test wants something to break.
    Fault(Fault),
    /// Nothing of it is done.
    Refused {
        message: Option<MessageId>,
        error: ErrorBody,
    },
}

/// Reads a frame. `faults` says whether tests may ask for faults.
pub(super) fn read(incoming: WebSocketIncomingMessage, faults: bool) -> Frame {
    let text = match incoming {
        WebSocketIncomingMessage::String(text) => text,
        WebSocketIncomingMessage::Binary(_) => {
            return refused(ErrorCode::Malformed, "Frames are JSON in text, not binary.");
        }
    };
    if text.len() > MAX_CLIENT_FRAME_BYTES {
        return refused(ErrorCode::TooLarge, "A frame has at most 32 KiB.");
    }
    if faults && let Some(fault) = Fault::in_frame(&text) {
        return Frame::Fault(fault);
    }
    match serde_json::from_str(&text) {
        Ok(frame) => Frame::Said(frame),
        Err(error) => Frame::Refused { message: message_in(&text), error: EdgeError::from(error).body() },
    }
}

fn refused(code: ErrorCode, words: &str) -> Frame {
    Frame::Refused { message: None, error: ErrorBody::new(code, words) }
}

/// The message id in a frame that is malformed otherwise, so that its writer is told which message it was.
fn message_in(text: &str) -> Option<MessageId> {
    #[derive(Deserialize)]
    struct Part {
        message: MessageId,
    }
    serde_json::from_str::<Part>(text).ok().map(|part| part.message)
}

/// A frame as it is sent.
///
/// # Errors
/// Never, for frames have a JSON form.
pub(super) fn write(frame: &RoomServerFrame) -> Result<String, EdgeError> {
    serde_json::to_string(frame).map_err(|_| EdgeError::Broken("a frame has no JSON form"))
}
