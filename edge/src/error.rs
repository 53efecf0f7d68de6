//! What can go wrong in the worker, and how it is told: `{"error": {"code", "message", …}}` with the status that goes
//! with the code. A cause that is ours stays in the log, and nothing that anybody wrote gets into either.

use shared::{
    api::{ErrorAnswer, ErrorBody, ErrorCode},
    setup::Problem,
};
use worker::{Response, ResponseBuilder, console_error};

use crate::answer;

/// Why a request, a frame or a turn failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EdgeError {
    /// The rules or a check said no; the body is told as it is.
    #[error("refused: {:?}", .0.code)]
    Refused(Box<ErrorBody>),
    /// Not JSON of the expected shape, or with a value that isn't valid. Its words hold parts of the input: they are
    /// told to who sent it, and never logged.
    #[error("malformed")]
    Malformed(#[from] serde_json::Error),
    /// The object's database failed, or holds what can't be.
    #[error("storage failed: {0}")]
    Storage(#[source] worker::Error),
    /// The runtime or another object failed.
    #[error("the runtime failed: {0}")]
    Runtime(#[from] worker::Error),
    /// Something of ours isn't as it should be; the words say what, and hold nothing of anybody.
    #[error("{0}")]
    Broken(&'static str),
}

impl EdgeError {
    /// A refusal with nothing but its code and words.
    pub(crate) fn refused(code: ErrorCode, message: impl Into<String>) -> Self {
        Self::Refused(Box::new(ErrorBody::new(code, message)))
    }

    /// There is none, or it isn't for the one who asks.
    pub(crate) fn not_found() -> Self {
        Self::refused(ErrorCode::NotFound, "There is nothing here.")
    }

    /// Over a limit, for some time yet.
    pub(crate) fn too_fast(message: impl Into<String>, retry_after_ms: i64) -> Self {
        let retry_after_ms = Some(u32::try_from(retry_after_ms.max(1)).unwrap_or(u32::MAX));
        Self::Refused(Box::new(ErrorBody { retry_after_ms, ..ErrorBody::new(ErrorCode::TooFast, message) }))
    }

    /// Something that is needed can't be reached: in a second it may be back, and a person waits no longer.
    pub(crate) fn unavailable(message: impl Into<String>) -> Self {
        let retry_after_ms = Some(1_000);
        Self::Refused(Box::new(ErrorBody { retry_after_ms, ..ErrorBody::new(ErrorCode::Unavailable, message) }))
    }

    /// What is told.
    pub(crate) fn body(&self) -> ErrorBody {
        match self {
            Self::Refused(body) => body.as_ref().clone(),
            Self::Malformed(cause) => ErrorBody::new(ErrorCode::Malformed, words(cause)),
            Self::Storage(_) | Self::Runtime(_) | Self::Broken(_) => {
                ErrorBody::new(ErrorCode::Internal, "Something went wrong on our side. Please try again.")
            }
        }
    }

    /// Writes the cause to the log if it is ours; `place` says what was being done, with ids and no contents.
    pub(crate) fn log(&self, place: &str) {
        match self {
            Self::Refused(_) | Self::Malformed(_) => {}
            Self::Storage(_) | Self::Runtime(_) | Self::Broken(_) => console_error!("{place}: {self}"),
        }
    }

    /// The answer to a request that failed so.
    pub(crate) fn into_response(self, place: &str) -> Response {
        self.log(place);
        let body = self.body();
        let status = body.code.status();
        let seconds = body.retry_after_ms.map(|ms| ms.div_ceil(1_000).to_string());
        answer::json_with_status(status, &ErrorAnswer { error: body })
            .and_then(|answer| {
                if let Some(seconds) = seconds {
                    answer.headers().set("Retry-After", &seconds)?;
                }
                Ok(answer)
            })
            .unwrap_or_else(|_| ResponseBuilder::new().with_status(status).empty())
    }
}

impl From<ErrorBody> for EdgeError {
    fn from(body: ErrorBody) -> Self {
        Self::Refused(Box::new(body))
    }
}

impl From<Problem> for EdgeError {
    fn from(problem: Problem) -> Self {
        ErrorBody::from(problem).into()
    }
}

/// The words of a parser for people: without the place in the text, which says nothing to who filled in a form.
fn words(cause: &serde_json::Error) -> String {
    let text = cause.to_string();
    match text.rfind(" at line ") {
        Some(end) if !cause.is_syntax() && !cause.is_eof() => text.get(..end).unwrap_or_default().to_owned(),
        Some(_) | None => text,
    }
}

#[cfg(test)]
mod tests {
    use shared::value::DisplayName;

    use super::*;

    #[test]
    fn a_value_that_is_not_valid_is_told_in_its_own_words() {
        let cause = serde_json::from_str::<DisplayName>("\" \"").expect_err("a name needs words");
        assert_eq!(EdgeError::from(cause).body().message, "Enter a name.");
    }
}
