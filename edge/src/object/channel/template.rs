//! Forms that the messaging service approved for what is said outside of its window: read there when staff want one, and filled
//! in here, so that what the log says is what the person reads.

use std::rc::Rc;

use channel::problem::Class;
use serde::{Deserialize, Serialize};
use shared::{
    api::{ErrorBody, ErrorCode},
    channel::{
        ToSay,
        template::{FILLED_CHARS, Template, Unfilled},
    },
    value::{MessageBody, Timestamp},
};
use worker::Response;

use super::Inner;
use crate::{answer, clock, error::EdgeError};

/// For so long what was read is taken to hold: Meta allows 200 calls an hour for it.
const KEEP_MS: i64 = 60_000;

/// It is read anew for the sake of one that isn't in it, at most so often: whoever asks may have made the name up.
const ANEW_MS: i64 = 10_000;

/// Most pages that are read.
const MOST_PAGES: usize = 20;

/// What was read, and when.
pub(super) type Forms = (Timestamp, Rc<Vec<Template>>);

/// What the Desk wants filled in.
#[derive(Serialize, Deserialize)]
pub(crate) struct FillAsked {
    pub(crate) name: String,
    pub(crate) language: String,
    pub(crate) filled: Vec<MessageBody>,
}

/// What that is in the log, and for the messaging service.
#[derive(Serialize, Deserialize)]
pub(crate) struct FilledIn {
    pub(crate) body: MessageBody,
    pub(crate) said: ToSay,
}

impl Inner {
    /// All that staff can choose from.
    pub(super) async fn templates(&self) -> Result<Response, EdgeError> {
        answer::json(&*self.forms(false).await?)
    }

    /// One of them, filled in.
    pub(super) async fn fill(&self, body: &str) -> Result<Response, EdgeError> {
        let FillAsked { name, language, filled } = serde_json::from_str(body)?;
        let is_it = |form: &&Template| form.name == name && form.language == language;
        let forms = self.forms(false).await?;
        let form = match forms.iter().find(is_it) {
            Some(form) => form.clone(),
            // It may be newer than what was read.
            None => self.forms(true).await?.iter().find(is_it).cloned().ok_or_else(EdgeError::not_found)?,
        };
        let (body, filled) = form.fill(filled.iter().map(MessageBody::as_str)).map_err(wrong)?;
        answer::json(&FilledIn { body, said: ToSay::Template { name, language, filled } })
    }

    async fn forms(&self, anew: bool) -> Result<Rc<Vec<Template>>, EdgeError> {
        let keep_ms = if anew { ANEW_MS } else { KEEP_MS };
        let known = self.forms.borrow().clone().filter(|(at, _)| clock::now().ms_since(*at) < keep_ms);
        if let Some((_, forms)) = known {
            return Ok(forms);
        }
        let (kept, adapter) = self.known()?;
        let token = self.token(None).await?.map_err(|problem| unread(problem.class))?;
        let mut forms = Vec::new();
        let mut after: Option<String> = None;
        for _ in 0..MOST_PAGES {
            let page = self.with_account(&kept, |account| adapter.templates(account, &token, after.as_deref()))?;
            let Some(request) = page else { break };
            let answered = self.call(adapter.facts().abilities.pace.per_second, &request, None).await?;
            let answered = answered.ok_or_else(|| unread(Class::UnknownOutcome))?;
            let read = answered.read(|response| adapter.read_templates(response));
            let (page, next) = read.map_err(|problem| unread(problem.class))?;
            forms.extend(page);
            after = next;
            if after.is_none() {
                break;
            }
        }
        let forms = Rc::new(forms);
        self.forms.replace(Some((clock::now(), forms.clone())));
        Ok(forms)
    }
}

fn unread(class: Class) -> EdgeError {
    EdgeError::unavailable(match class {
        Class::Credentials | Class::RenewToken | Class::Permanent => {
            "The messaging service doesn't show its templates. An admin can check the account in the settings."
        }
        Class::Retry { .. }
        | Class::Accepted
        | Class::UnknownOutcome
        | Class::ReplyTokenSpent
        | Class::WindowClosed
        | Class::QuotaUsed
        | Class::Unavailable => "The messaging service didn't answer. Try again in a moment.",
    })
}

fn wrong(unfilled: Unfilled) -> EdgeError {
    let words = || format!("Fill this in, with at most {FILLED_CHARS} characters.");
    let error = match unfilled {
        Unfilled::Places => ErrorBody::at("filled", "Fill in as many texts as the template has places."),
        Unfilled::Place(place) => ErrorBody::at(&format!("filled.{place}"), words()),
        Unfilled::Address(place) => {
            ErrorBody::at(&format!("filled.{place}"), "Enter an address that starts with `https://`.")
        }
        Unfilled::Long => ErrorBody::new(ErrorCode::TooLarge, "Filled in, it is too long for a message. Shorten it."),
    };
    error.into()
}
