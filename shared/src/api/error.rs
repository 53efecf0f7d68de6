//! How a refusal looks, on HTTP and in frames.

use serde::{Deserialize, Serialize};

use crate::card::StaffCard;

/// The body of every HTTP answer that isn't a success: `{"error": {…}}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErrorAnswer {
    /// What went wrong.
    pub error: ErrorBody,
}

/// What went wrong, for programs and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ErrorBody {
    /// Stable: programs may act on it.
    pub code: ErrorCode,
    /// English, says what to do. Not stable; the widget and the dashboard show texts of their own for each code.
    pub message: String,
    /// When trying again may help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after_ms: Option<u32>,
    /// Of a form: the field that has to change, as a path like `destinations.0.staff`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// With `already_answered`: who won.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Box<StaffCard>>,
}

impl ErrorBody {
    /// A refusal with nothing but its code and words.
    #[must_use]
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), retry_after_ms: None, field: None, by: None }
    }

    /// That what stands in a field can't be taken.
    #[must_use]
    pub fn at(field: &str, message: impl Into<String>) -> Self {
        Self { field: Some(field.to_owned()), ..Self::new(ErrorCode::Malformed, message) }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $status:literal;)+) => {
        /// Why something was refused.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum ErrorCode {
            $($(#[$doc])* #[serde(rename = $text)] $name,)+
            /// A code from a newer server.
            #[serde(other, rename = "unknown")]
            Unknown,
        }

        impl ErrorCode {
            /// All that there are.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// As it is on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ Self::Unknown => "unknown" }
            }

            /// The code that a text on the wire means.
            #[must_use]
            pub fn from_text(text: &str) -> Self {
                match text { $($text => Self::$name,)+ _ => Self::Unknown }
            }

            /// The HTTP status that goes with it.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$name => $status,)+ Self::Unknown => 500 }
            }
        }
    };
}

codes! {
    /// Not JSON, not the expected shape, or a value that isn't valid; the message says which.
    Malformed = "malformed", 400;
    /// Larger than allowed.
    TooLarge = "too_large", 413;
    /// Over a rate limit; `retry_after_ms` says for how long.
    TooFast = "too_fast", 429;
    /// Nobody is signed in, or the token or session has ended.
    Unauthenticated = "unauthenticated", 401;
    /// E-mail and password don't go together. The same for every reason, so that nobody learns who has an account.
    SignInFailed = "sign_in_failed", 401;
    /// Signed in, but not allowed; also a request from another site.
    Forbidden = "forbidden", 403;
    /// The service doesn't take anything from this visitor; with `retry_after_ms`, until then.
    Blocked = "blocked", 403;
    /// The site that the chat is framed by isn't one of the service's.
    SiteNotAllowed = "site_not_allowed", 403;
    /// There is none, or it isn't for the one who asks.
    NotFound = "not_found", 404;
    /// The address exists, but not with this method.
    MethodNotAllowed = "method_not_allowed", 405;
    /// Another member of staff won the enquiry; `by` says who.
    AlreadyAnswered = "already_answered", 409;
    /// Nobody of those it would be passed on to can take it now.
    NobodyThere = "nobody_there", 409;
    /// The enquiry is over.
    EnquiryClosed = "enquiry_closed", 409;
    /// A label is required at the close, and the enquiry has none.
    LabelWanted = "label_wanted", 409;
    /// The chat can't be rated, or not any more.
    NotRated = "not_rated", 409;
    /// The visitor has as many running enquiries as are allowed (3).
    TooManyEnquiries = "too_many_enquiries", 409;
    /// Somebody has this slug, handle or e-mail address, or something else was said with this message id.
    Taken = "taken", 409;
    /// Somebody else changed what you read, or what you want to take back.
    ChangedMeanwhile = "changed_meanwhile", 409;
    /// A message is edited or recalled more than 5 minutes after it was said.
    TooLate = "too_late", 409;
    /// The service takes no files of this kind.
    KindNotAllowed = "kind_not_allowed", 409;
    /// A file that a machine would run, by its name or by what is in it.
    Executable = "executable", 409;
    /// The room has as many files, or as much in them, as it can have.
    TooManyFiles = "too_many_files", 409;
    /// The service has no more place for files.
    StorageFull = "storage_full", 409;
    /// There are no calls here: not with this tag or person, or not in this service.
    NoCalls = "no_calls", 409;
    /// Parts of the file are missing: see which, and send them.
    Incomplete = "incomplete", 409;
    /// The deployment sends no e-mail: who runs it has to set that up.
    MailNotSetUp = "mail_not_set_up", 409;
    /// It would leave the service without an owner, or a tag without anybody to serve it.
    WouldStrand = "would_strand", 409;
    /// The invitation or set-up link was used or has expired.
    Expired = "expired", 410;
    /// The client's protocol is too old: reload.
    TooOld = "too_old", 426;
    /// Our fault; the cause is in the log.
    Internal = "internal", 500;
    /// Who carries e-mail for the deployment did not take one; nothing was sent.
    MailFailed = "mail_failed", 502;
    /// For a moment only: try again.
    Unavailable = "unavailable", 503;
}
