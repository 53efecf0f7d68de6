//! What Facebook Pages and WhatsApp have in common: Meta's handshake and proof, its addresses, its errors, and its way of
//! writing ids and times. Knows nothing of what either of them sends.

pub(crate) mod facts;
pub(crate) mod read;
#[cfg(test)]
pub(crate) mod tests;

use serde_json::Value;

use crate::{
    account::Account,
    adapter::Abilities,
    http::{Answer, Body, Call, Request, Response, encode},
    inbound::MediaKind,
    outbound::{OutFile, Piece, Refused, Said},
    problem::{Class, Problem},
    proof::{self, Proof},
    split::split,
};

/// Where calls go.
const BASE: (&str, &str) = ("META_GRAPH_BASE", "https://graph.facebook.com");

/// Which version of the interface. Since 2026-02-18, at least until February 2028. Graph API documentation, versions, read
/// 2026-11.
const VERSION: (&str, &str) = ("META_GRAPH_VERSION", "v25.0");

/// Hosts that hand out files to who has the token. WhatsApp documentation, media, read 2026-11, and what integrators saw.
const FILE_HOSTS: &[&str] = &[".fbsbx.com", ".facebook.com", ".whatsapp.net"];

/// Most characters of a file's name beside a link to it.
const NAME_CHARS: usize = 200;

/// A call that asks for something.
pub(crate) fn get(account: &Account, token: &str, path: &str) -> Request {
    bearer(Request::get(address(account, path)), account, token)
}

/// A call that does something.
pub(crate) fn post(account: &Account, token: &str, path: &str, body: Body) -> Request {
    Request { method: "POST", body, ..get(account, token, path) }
}

/// A call that says something.
pub(crate) fn post_json(account: &Account, token: &str, path: &str, body: &Value) -> Request {
    bearer(Request::post(address(account, path), body), account, token)
}

/// The one endpoint that all that is said goes to, of the page or the number that the field called `of` names.
pub(crate) fn messages(account: &Account, token: &str, of: &str, body: &Value) -> Request {
    post_json(account, token, &format!("{}/messages", encode(account.field(of))), body)
}

fn address(account: &Account, path: &str) -> String {
    account.address(BASE, &account.address(VERSION, path))
}

/// A request with the account's token: the one that is given, else what its owner filled in, which is good until it is revoked.
pub(crate) fn bearer(request: Request, account: &Account, token: &str) -> Request {
    request.bearer(token_of(account, token))
}

fn token_of<'a>(account: &Account<'a>, given: &'a str) -> &'a str {
    let owners = ["page_access_token", "access_token"].map(|name| account.field(name));
    [given, owners[0], owners[1]].into_iter().find(|token| !token.is_empty()).unwrap_or_default()
}

/// Whether a call is Meta's. The hash is made over the bytes as they came: Messenger's escapes are a part of them, and
/// WhatsApp's bare UTF-8 too.
pub(crate) fn verify(account: &Account, call: &Call) -> Proof {
    if call.is_post {
        let sent = (call.header)("x-hub-signature-256").unwrap_or_default();
        let secret = account.field("app_secret");
        let ours = format!("sha256={}", proof::hex(&proof::hmac_sha256(secret.as_bytes(), call.body)));
        // Everybody can make a signature with an empty secret.
        let is_genuine = !secret.is_empty() && proof::equal(sent.as_bytes(), ours.as_bytes());
        return if is_genuine { Proof::Genuine(call.body.to_vec()) } else { Proof::Refused };
    }
    let token = call.param("hub.verify_token").unwrap_or_default();
    let is_subscribing = call.param("hub.mode").as_deref() == Some("subscribe");
    match call.param("hub.challenge") {
        Some(challenge)
            if is_subscribing && proof::equal(token.as_bytes(), account.field("verify_token").as_bytes()) =>
        {
            Proof::Handshake(Answer::text(challenge))
        }
        _ => Proof::Refused,
    }
}

/// What proves to Meta that who calls with a token also knows the app's secret: a wrong one is refused with code 100. Graph API
/// documentation, securing requests, read 2026-11.
pub(crate) fn secret_check(account: &Account, token: &str, path: &str) -> Request {
    let token = token_of(account, token);
    let proof = proof::hex(&proof::hmac_sha256(account.field("app_secret").as_bytes(), token.as_bytes()));
    get(account, token, &format!("{path}?fields=id&appsecret_proof={proof}"))
}

/// A row of a service's table of errors: codes from the first to the last, with that subcode if it says one.
pub(crate) struct Row(pub(crate) i64, pub(crate) i64, pub(crate) Option<i64>, pub(crate) Class);

/// A try again, after a time that is the shell's to choose.
pub(crate) const RETRY: Class = Class::Retry { after_ms: None };

/// What the answer to a send means that didn't work; the first row that fits decides. Without Meta's own error in it, it comes
/// from something in between.
pub(crate) fn problem(rows: &[Row], response: &Response) -> Problem {
    let error = &response.json()["error"];
    if read::integer(&error["code"]).is_some() {
        return problem_of(rows, error, response.status);
    }
    match response.status {
        // It should have worked, and doesn't say what became of it.
        0..300 => Problem::new(Class::UnknownOutcome, "no id", ""),
        429 => Problem::new(RETRY, "status 429", ""),
        status => Problem::of_status(status),
    }
}

/// Meta's ids of what was sent: `id` is where they are in the answer.
///
/// # Errors
/// Meta's.
pub(crate) fn read_sent(rows: &[Row], response: &Response, id: &str) -> Result<Vec<String>, Problem> {
    match response.json().pointer(id).and_then(read::id) {
        Some(id) if response.is_ok() => Ok(vec![id]),
        _ => Err(problem(rows, response)),
    }
}

/// What a look at the account answered.
///
/// # Errors
/// Meta's.
pub(crate) fn looked(rows: &[Row], check: &str, response: &Response) -> Result<Value, Problem> {
    let answer = response.json();
    if response.is_ok() && !answer["error"].is_object() {
        return Ok(answer);
    }
    let problem = lookup_problem(rows, response);
    // The secret doesn't fit the token.
    let class = if check == "secret" && problem.code == "100" { Class::Credentials } else { problem.class };
    Err(Problem { class, ..problem })
}

/// The same for a call that does nothing if it is made twice.
pub(crate) fn lookup_problem(rows: &[Row], response: &Response) -> Problem {
    let problem = problem(rows, response);
    if problem.class == Class::UnknownOutcome { Problem { class: RETRY, ..problem } } else { problem }
}

/// What an error of Meta's says, in an answer or in a later report.
pub(crate) fn problem_of(rows: &[Row], error: &Value, status: u16) -> Problem {
    let code = read::integer(&error["code"]);
    let subcode = read::integer(&error["error_subcode"]);
    let fits = |Row(from, to, sub, _): &&Row| {
        code.is_some_and(|code| (*from..=*to).contains(&code)) && (sub.is_none() || *sub == subcode)
    };
    let class = match rows.iter().find(fits) {
        Some(Row(_, _, _, class)) => *class,
        None if status >= 500 || error["is_transient"] == true => RETRY,
        None => Class::Permanent,
    };
    let words = [&error["error_data"]["details"], &error["error_user_msg"], &error["message"], &error["title"]];
    let words = words.into_iter().find_map(read::text).unwrap_or_default();
    let code = match (code, subcode) {
        (Some(code), Some(subcode)) => format!("{code}/{subcode}"),
        (Some(code), None) => code.to_string(),
        // `0` is one that says something.
        (None, _) => "no code".to_owned(),
    };
    Problem::new(class, code, &without_tokens(words))
}

/// Meta quotes a token that it can't read. No word of a sentence is as long as one.
fn without_tokens(words: &str) -> String {
    let is_token = |word: &str| word.chars().filter(char::is_ascii_alphanumeric).count() >= 40;
    words.split(' ').map(|word| if is_token(word) { "…" } else { word }).collect::<Vec<_>>().join(" ")
}

/// Whether an address that was handed out may be asked with the token: it is Meta's, or of the host that a deployment set.
pub(crate) fn may_have_token(account: &Account, url: &str) -> bool {
    let host = |url: &str| {
        let (scheme, rest) = url.split_once("://")?;
        let host = rest.split(['/', '?', '#', '\\']).next()?;
        // Anything else in there, a name before an `@` or a line break, is read in different ways by different readers.
        let is_plain = host.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | ':'));
        (is_plain && !host.is_empty()).then(|| (scheme.to_owned(), host.to_ascii_lowercase()))
    };
    let Some(asked) = host(url) else { return false };
    let is_metas = asked.0 == "https" && FILE_HOSTS.iter().any(|end| asked.1.ends_with(end));
    is_metas || host(&account.address(BASE, "")) == Some(asked)
}

/// The pieces that a message goes in.
pub(crate) fn pieces(said: &Said, abilities: &Abilities) -> Result<Vec<Piece>, Refused> {
    match said {
        Said::Text { text } => {
            let texts = split(text, abilities.text_unit, abilities.text_limit);
            if texts.is_empty() {
                return Err(Refused(Problem::new(Class::Permanent, "empty", "")));
            }
            Ok(texts.into_iter().map(|text| Piece::Text { text: text.to_owned() }).collect())
        }
        Said::File(file) => Ok(vec![carried(file, abilities)]),
        Said::Template { name, language, filled } => {
            Ok(vec![Piece::Template { name: name.clone(), language: language.clone(), filled: filled.clone() }])
        }
    }
}

/// A file as what it is, else as a document, else as a link.
fn carried(file: &OutFile, abilities: &Abilities) -> Piece {
    let media_type = file.media_type.split(';').next().unwrap_or_default().trim();
    let takes = |kind| {
        abilities.files.iter().any(|limit| {
            let is_type =
                limit.media_types.is_empty() || limit.media_types.iter().any(|it| it.eq_ignore_ascii_case(media_type));
            limit.kind == kind && is_type && file.bytes <= limit.bytes
        })
    };
    match [file.kind, MediaKind::File].into_iter().find(|kind| takes(*kind)) {
        Some(kind) => Piece::File(OutFile { kind, ..file.clone() }),
        None => Piece::Link(file.clone()),
    }
}

/// A link to a file, as words.
pub(crate) fn link_text(file: &OutFile) -> String {
    format!("{}\n{}", read::cut(&file.name, NAME_CHARS), file.link)
}
