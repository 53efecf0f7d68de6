//! One call to a messaging service, or for a file that it points to: bounded in time and size, never led elsewhere.

use std::time::Duration;

use channel::{
    account::Account,
    http::{self, Body},
    problem::{Class, Problem},
};
use futures_util::{
    TryStreamExt,
    future::{Either, select},
};
use js_sys::{Array, Uint8Array};
use shared::{hook::check_address, value::Timestamp};
use wasm_bindgen::JsValue;
use worker::{
    AbortController, ByteStream, Delay, Fetch, Headers, Method, Request, RequestInit, RequestRedirect, Response,
};

use super::{Inner, seal};
use crate::{clock, error::EdgeError, store::channel as rows, switch, token};

/// Meta fetches what we point to within a minute; nothing that answers a call takes as long.
const PATIENCE: Duration = Duration::from_secs(25);

/// Most bytes of an answer that is no file.
const ANSWER_BYTES: usize = 1024 * 1024;

/// A token is renewed so long before its end.
const EARLY_S: u32 = 5 * 60;

/// What was answered.
pub(super) struct Answered {
    pub(super) status: u16,
    pub(super) headers: Headers,
    pub(super) body: Vec<u8>,
}

impl Answered {
    /// Reads it as the adapters do.
    pub(super) fn read<T>(&self, read: impl FnOnce(&http::Response) -> T) -> T {
        let header = |name: &str| self.headers.get(name).ok().flatten();
        read(&http::Response { status: self.status, header: &header, body: &self.body })
    }
}

/// Nobody answered. Whether it got there is unknown.
pub(super) fn silence() -> Problem {
    Problem::new(Class::UnknownOutcome, "timeout", "")
}

impl Inner {
    /// What the account is, with its secrets opened.
    ///
    /// # Errors
    /// When the deployment lacks its secret.
    pub(super) fn with_account<T>(&self, kept: &rows::Kept, look: impl FnOnce(&Account) -> T) -> Result<T, EdgeError> {
        let mut fields = kept.fields.clone();
        fields.extend(self.secrets(kept)?);
        let env = self.env.clone();
        let bases = move |name: &str| env.var(name).ok().map(|value| value.to_string());
        Ok(look(&Account::new(&fields, &bases)))
    }

    pub(super) fn open(&self, sealed: &str) -> Result<String, EdgeError> {
        let (service, account) = self.name()?;
        seal::open(&token::secret(&self.env)?, &format!("{service}/{account}"), sealed)
    }

    pub(super) fn seal(&self, text: &str) -> Result<String, EdgeError> {
        let (service, account) = self.name()?;
        seal::seal(&token::secret(&self.env)?, &format!("{service}/{account}"), text, clock::random())
    }

    /// Makes a call, at the account's pace. None if nobody answers in time.
    ///
    /// # Errors
    /// When the runtime can't make the request.
    pub(super) async fn call(
        &self,
        per_second: u32,
        request: &http::Request,
        file: Option<Vec<u8>>,
    ) -> Result<Option<Answered>, EdgeError> {
        self.wait_turn(per_second).await;
        let Some(mut answer) = self.fetch(request, file).await? else { return Ok(None) };
        let (status, headers) = (answer.status_code(), answer.headers().clone());
        let Some(body) = read_body(&mut answer, ANSWER_BYTES).await else { return Ok(None) };
        Ok(Some(Answered { status, headers, body }))
    }

    /// Sends a request, and gives the answer with its body unread.
    ///
    /// # Errors
    /// When the runtime can't make the request.
    pub(super) async fn fetch(
        &self,
        request: &http::Request,
        file: Option<Vec<u8>>,
    ) -> Result<Option<Response>, EdgeError> {
        // Its words may hold the address, and with it a token.
        let request =
            made(request, file).map_err(|_| EdgeError::Broken("a call to a messaging service can't be made"))?;
        let abort = AbortController::default();
        let signal = abort.signal();
        let fetch = Fetch::Request(request);
        let sent = std::pin::pin!(fetch.send_with_signal(&signal));
        match select(sent, std::pin::pin!(Delay::from(PATIENCE))).await {
            Either::Left((answer, _)) => Ok(answer.ok()),
            Either::Right(_) => {
                abort.abort();
                Ok(None)
            }
        }
    }

    /// Whether a link that came from outside may be fetched; `own` is where this deployment is.
    pub(super) fn may_fetch(&self, own: &str, link: &str) -> bool {
        // WeChat hands out `http`, too; it is the same file.
        let link = link.replacen("http://", "https://", 1);
        let anywhere = switch::anywhere(&self.env);
        check_address(&link, if anywhere { "" } else { own }, anywhere).is_ok()
    }

    /// The token for calls: the owner's own, or one that is renewed before its end by whoever needs it first.
    ///
    /// # Errors
    /// The service's, in the inner result.
    pub(super) async fn token(&self, renew: bool) -> Result<Result<String, Problem>, EdgeError> {
        let (kept, adapter) = self.known()?;
        let Some(request) = self.with_account(&kept, |account| adapter.token(account))? else {
            return Ok(Ok(String::new()));
        };
        if let Some((sealed, until)) = kept.token.as_ref().filter(|(_, until)| *until > clock::now() && !renew) {
            let _: &Timestamp = until;
            return self.open(sealed).map(Ok);
        }
        let Some(answered) = self.call(adapter.facts().abilities.pace.per_second, &request, None).await? else {
            return Ok(Err(Problem::new(Class::Retry { after_ms: None }, "timeout", "")));
        };
        let token = match answered.read(|response| adapter.read_token(response)) {
            Ok(token) => token,
            Err(problem) => return Ok(Err(problem)),
        };
        let good_for_s = token.good_for_s.saturating_sub(EARLY_S.min(token.good_for_s / 2));
        let until = clock::now().plus_ms(i64::from(good_for_s) * 1_000);
        let sealed = self.seal(&token.value)?;
        self.note(|| {
            // It may have been set anew meanwhile.
            if let Some(now) = rows::account(&self.storage.sql())?.filter(|now| now.sealed == kept.sealed) {
                rows::keep(&self.storage.sql(), &rows::Kept { token: Some((sealed, until)), ..now })?;
            }
            Ok(())
        })?;
        Ok(Ok(token.value))
    }

    /// Waits until the account may make another call.
    async fn wait_turn(&self, per_second: u32) {
        let now = clock::now().as_ms();
        let mine = self.next_call_at.get().max(now);
        self.next_call_at.set(mine + 1_000 / i64::from(per_second.max(1)));
        if mine > now {
            Delay::from(Duration::from_millis(mine.abs_diff(now))).await;
        }
    }
}

fn made(request: &http::Request, file: Option<Vec<u8>>) -> Result<Request, EdgeError> {
    let headers = Headers::new();
    headers.set("User-Agent", "Frontdesk/1")?;
    for (name, value) in &request.headers {
        headers.set(name, value)?;
    }
    let mut init = RequestInit::new();
    let method = match request.method {
        "POST" => Method::Post,
        "PUT" => Method::Put,
        "DELETE" => Method::Delete,
        _ => Method::Get,
    };
    // Where a service leads elsewhere, its token must not follow.
    init.with_method(method).with_redirect(RequestRedirect::Manual);
    match &request.body {
        Body::Empty => {}
        Body::Text(content_type, text) => {
            headers.set("Content-Type", content_type)?;
            init.with_body(Some(text.as_str().into()));
        }
        Body::Upload { fields, field, file_name, media_type } => {
            let form = web_sys::FormData::new().map_err(worker::Error::from)?;
            for (name, value) in fields {
                form.append_with_str(name, value).map_err(worker::Error::from)?;
            }
            let bytes = Uint8Array::from(file.unwrap_or_default().as_slice());
            let options = web_sys::BlobPropertyBag::new();
            options.set_type(media_type);
            let parts = Array::of1(&JsValue::from(bytes));
            let blob =
                web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(worker::Error::from)?;
            form.append_with_blob_and_filename(field, &blob, file_name).map_err(worker::Error::from)?;
            init.with_body(Some(form.into()));
        }
    }
    init.with_headers(headers);
    Ok(Request::new_with_init(&request.url, &init)?)
}

/// The next piece of a body; an error if none comes in time: nobody is to be waited for without end.
pub(super) async fn piece(stream: &mut ByteStream) -> worker::Result<Option<Vec<u8>>> {
    match select(std::pin::pin!(stream.try_next()), std::pin::pin!(Delay::from(PATIENCE))).await {
        Either::Left((piece, _)) => piece,
        Either::Right(_) => Err("a body stopped coming".into()),
    }
}

/// An answer's body of at most so many bytes; none if it has more, or ends early.
pub(super) async fn read_body(answer: &mut Response, most: usize) -> Option<Vec<u8>> {
    let Ok(mut stream) = answer.stream() else { return Some(Vec::new()) };
    read_up_to(&mut stream, most).await.ok()?
}

/// At most so many bytes; none if there are more.
///
/// # Errors
/// When they end early.
pub(super) async fn read_up_to(stream: &mut ByteStream, most: usize) -> worker::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = piece(stream).await? {
        if bytes.len() + chunk.len() > most {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}
