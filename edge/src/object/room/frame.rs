//! Frames in and out of a room, as text.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use shared::{
    api::{ErrorBody, ErrorCode},
    id::{CallId, MessageId},
    wire::{CallClientFrame, CallServerFrame, MAX_CLIENT_FRAME_BYTES, RoomClientFrame, RoomServerFrame},
};
use worker::WebSocketIncomingMessage;

use crate::{error::EdgeError, fault::Fault};

/// What a socket brought.
pub(super) enum Frame {
    Said(RoomClientFrame),
    Call(CallClientFrame),
    /// A test wants something to break.
    Fault(Fault),
    /// Nothing of it is done.
    Refused(Subject, ErrorBody),
}

/// What a frame is about, so that its sender is told which was refused.
#[derive(Clone, Copy)]
pub(super) enum Subject {
    Nothing,
    Message(MessageId),
    Call(CallId),
}

impl Subject {
    pub(super) fn of(frame: &RoomClientFrame) -> Self {
        frame.message().map_or(Self::Nothing, Self::Message)
    }

    /// That it was refused, as it is sent.
    ///
    /// # Errors
    /// Never, for frames have a JSON form.
    pub(super) fn refused(self, error: ErrorBody) -> Result<String, EdgeError> {
        match self {
            Self::Nothing => write(&RoomServerFrame::Refused { message: None, error }),
            Self::Message(message) => write(&RoomServerFrame::Refused { message: Some(message), error }),
            Self::Call(call) => write(&CallServerFrame::Refused { call, error }),
        }
    }
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
    let read = if is_about_calls(&text) {
        serde_json::from_str(&text).map(Frame::Call)
    } else {
        serde_json::from_str(&text).map(Frame::Said)
    };
    read.unwrap_or_else(|error| Frame::Refused(subject_in(&text), EdgeError::from(error).body()))
}

/// Which of the two kinds it is, by its `type` alone: signals come by the dozen, and are read once.
fn is_about_calls(text: &str) -> bool {
    #[derive(Deserialize)]
    struct Kind<'a> {
        #[serde(borrow, rename = "type")]
        kind: Cow<'a, str>,
    }
    let kind = serde_json::from_str(text).map(|Kind { kind }| kind).unwrap_or_default();
    kind == "signal" || kind.starts_with("call_")
}

fn refused(code: ErrorCode, words: &str) -> Frame {
    Frame::Refused(Subject::Nothing, ErrorBody::new(code, words))
}

/// What a frame that is malformed otherwise is about.
fn subject_in(text: &str) -> Subject {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Part {
        Message { message: MessageId },
        Call { call: CallId },
    }
    match serde_json::from_str(text) {
        Ok(Part::Message { message }) => Subject::Message(message),
        Ok(Part::Call { call }) => Subject::Call(call),
        Err(_) => Subject::Nothing,
    }
}

/// A frame as it is sent.
///
/// # Errors
/// Never, for frames have a JSON form.
pub(super) fn write(frame: &impl Serialize) -> Result<String, EdgeError> {
    serde_json::to_string(frame).map_err(|_| EdgeError::Broken("a frame has no JSON form"))
}
