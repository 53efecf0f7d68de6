//! One call to a messaging service, or for a file that it points to: bounded in time and size, never led elsewhere.

use std::{cell::Cell, time::Duration};

use channel::{
    account::Account,
    http::{self, Body, Frame},
    problem::{Class, Problem},
};
use futures_util::{StreamExt, TryStreamExt, future::ready, stream};
use shared::hook::check_address;
use wasm_bindgen::JsValue;
use worker::{
    AbortController, ByteStream, Delay, Fetch, FixedLengthStream, Headers, Method, Request, RequestInit,
    RequestRedirect, Response, worker_sys,
};

use super::{Inner, load::Load, seal};
use crate::{access::hex, clock, error::EdgeError, store::channel as rows, switch, token};

/// Meta fetches what we point to within a minute; nothing that answers a call takes as long.
const PATIENCE: Duration = Duration::from_secs(25);

/// Most bytes of an answer that is no file.
const ANSWER_BYTES: usize = 1024 * 1024;

/// A token is renewed so long before its end.
const EARLY_S: u32 = 5 * 60;

/// Nothing that a file goes to, or comes from, is slower, in bytes a second.
const SLOWEST: u64 = 500_000;

/// How often who waits for another's renewal of the token looks.
const GLANCE: Duration = Duration::from_millis(20);

/// How long something of so many bytes may take.
pub(super) fn patience(bytes: u64) -> Duration {
    PATIENCE + Duration::from_secs(bytes / SLOWEST)
}

/// A file on its way out, a piece at a time.
pub(super) struct OutBytes {
    /// How many there are.
    pub(super) bytes: u64,
    pub(super) stream: ByteStream,
    /// Held until they are out.
    pub(super) load: Load,
}

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
        fields.extend(self.secrets(kept)?.iter().map(|(name, value)| (name.clone(), value.clone())));
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
        file: Option<OutBytes>,
    ) -> Result<Option<Answered>, EdgeError> {
        self.wait_turn(per_second).await;
        self.call_in_turn(request, file).await
    }

    /// Makes a call for which [`Self::wait_turn`] was waited for.
    ///
    /// # Errors
    /// When the runtime can't make the request.
    pub(super) async fn call_in_turn(
        &self,
        request: &http::Request,
        file: Option<OutBytes>,
    ) -> Result<Option<Answered>, EdgeError> {
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
        file: Option<OutBytes>,
    ) -> Result<Option<Response>, EdgeError> {
        let patience = patience(file.as_ref().map_or(0, |file| file.bytes));
        // Its words may hold the address, and with it a token.
        let request =
            made(request, file).map_err(|_| EdgeError::Broken("a call to a messaging service can't be made"))?;
        let abort = AbortController::default();
        let signal = abort.signal();
        let fetch = Fetch::Request(request);
        let sent = clock::within(patience, fetch.send_with_signal(&signal)).await;
        if sent.is_none() {
            abort.abort();
        }
        Ok(sent.and_then(Result::ok))
    }

    /// Whether a link that came from outside may be fetched; `own` is where this deployment is.
    pub(super) fn may_fetch(&self, own: &str, link: &str) -> bool {
        // WeChat hands out `http`, too; it is the same file.
        let link = link.replacen("http://", "https://", 1);
        let anywhere = switch::anywhere(&self.env);
        check_address(&link, if anywhere { "" } else { own }, anywhere).is_ok()
    }

    /// The token for calls: the owner's own, or one that is renewed before its end by whoever needs it first, while the others wait
    /// for that. `spent`: one that the service refused; another one is to be had.
    ///
    /// # Errors
    /// The service's, in the inner result.
    pub(super) async fn token(&self, spent: Option<&str>) -> Result<Result<String, Problem>, EdgeError> {
        while self.renewing.get() {
            Delay::from(GLANCE).await;
        }
        let (kept, adapter) = self.known()?;
        let Some(request) = self.with_account(&kept, |account| adapter.token(account))? else {
            return Ok(Ok(String::new()));
        };
        if let Some((sealed, _)) = kept.token.as_ref().filter(|(_, until)| *until > clock::now()) {
            let token = self.open(sealed)?;
            if spent != Some(&*token) {
                return Ok(Ok(token));
            }
        }
        let _renewal = Renewal::begin(&self.renewing);
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

    /// Whether a call may be made that nothing else waits for.
    pub(super) fn may_call_now(&self) -> bool {
        self.next_call_at.get() <= clock::now().as_ms()
    }

    /// Waits until the account may make another call.
    pub(super) async fn wait_turn(&self, per_second: u32) {
        let now = clock::now().as_ms();
        let mine = self.next_call_at.get().max(now);
        self.next_call_at.set(mine + 1_000 / i64::from(per_second.max(1)));
        if mine > now {
            Delay::from(Duration::from_millis(mine.abs_diff(now))).await;
        }
    }
}

/// A renewal under way; it ends with this, also if nobody waits for it any more.
struct Renewal<'a>(&'a Cell<bool>);

impl<'a> Renewal<'a> {
    fn begin(under_way: &'a Cell<bool>) -> Self {
        under_way.set(true);
        Self(under_way)
    }
}

impl Drop for Renewal<'_> {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

fn made(request: &http::Request, file: Option<OutBytes>) -> Result<Request, EdgeError> {
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
            let file = file.ok_or(EdgeError::Broken("an upload has no file"))?;
            let frame = http::frame(fields, field, (file_name, media_type), &hex(&clock::random::<16>()));
            headers.set("Content-Type", &frame.content_type)?;
            init.with_body(Some(framed(frame, file)));
        }
    }
    init.with_headers(headers);
    Ok(Request::new_with_init(&request.url, &init)?)
}

/// A file within its frame, piece by piece.
fn framed(frame: Frame, file: OutBytes) -> JsValue {
    let Frame { content_type: _, head, tail } = frame;
    let OutBytes { bytes, stream, load } = file;
    let length = bytes + (head.len() + tail.len()) as u64;
    let once = |text: String| stream::once(ready(Ok(text.into_bytes())));
    let pieces = once(head).chain(stream).chain(once(tail));
    // The last piece takes it along.
    let pieces = pieces.inspect_ok(move |_| {
        let _: &Load = &load;
    });
    let body = worker_sys::FixedLengthStream::from(FixedLengthStream::wrap(pieces, length));
    body.readable().into()
}

/// The next piece of a body; an error if none comes in time: nobody is to be waited for without end.
pub(super) async fn piece(stream: &mut ByteStream) -> worker::Result<Option<Vec<u8>>> {
    clock::within(PATIENCE, stream.try_next()).await.unwrap_or_else(|| Err("a body stopped coming".into()))
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
