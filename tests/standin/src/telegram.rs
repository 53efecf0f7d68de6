//! Telegram's Bot API: a method for each call, behind the bot's token.

mod event;
mod send;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value, json};

use crate::{
    client::{self, Call},
    form,
    hook::Event,
    person::{FileRow, Person, Say},
    server::{Reply, Request},
    shape::{Fault, Object, Wrong, characters},
    stand::{Facts, Service, Stand, digits},
    switch::{Failure, Switches},
};

/// The largest file that a bot can get.
const MOST_BYTES: usize = 20_000_000;

/// What is told unless a bot asks for other things. Bot API, `setWebhook`, read 2026-11.
const USUAL: &[&str] = &["message", "edited_message", "callback_query", "my_chat_member"];

static FACTS: Facts = Facts {
    name: "Telegram",
    colour: "#2a9fd8",
    secrets: &[
        ("bot_token", "123456789:AAabcdefghijklmnopqrstuvwxyz0123456"),
        // Set by `setWebhook`.
        ("secret_token", "shop-secret_2026"),
    ],
    // "A reasonable amount."
    tries: 5,
    patience_ms: 10_000,
    batches: false,
};

/// See the module.
#[derive(Default)]
pub(crate) struct Telegram(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// What is told, if the bot said so.
    updates: Option<Vec<String>>,
    /// What went wrong with the last webhook.
    failed: Option<String>,
    /// Presses on buttons that the bot has not taken note of.
    presses: Vec<String>,
}

/// An error: its status and its words.
struct Error(u16, String);

impl Error {
    fn bad(words: &str) -> Self {
        Self(400, format!("Bad Request: {words}"))
    }
}

impl From<Fault> for Error {
    fn from(Fault { at, what }: Fault) -> Self {
        Self::bad(&match what {
            Wrong::Missing if at == "text" => "message text is empty".to_owned(),
            Wrong::Missing if at == "chat_id" => "chat_id is empty".to_owned(),
            Wrong::Missing => format!("parameter \"{at}\" is required"),
            Wrong::Long(_) if at == "text" => "message is too long".to_owned(),
            Wrong::Long(_) if at == "caption" => "message caption is too long".to_owned(),
            Wrong::Unknown => format!("parameter \"{at}\" is unknown"),
            Wrong::Long(_) | Wrong::Not(_) | Wrong::Invalid => format!("wrong parameter \"{at}\""),
        })
    }
}

impl Telegram {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn called(&self, stand: &Arc<Stand>, request: &Request) -> Result<Reply, Error> {
        let parts = request.parts();
        let (is_file, bot, rest) = match parts.as_slice() {
            ["file", bot, rest @ ..] => (true, *bot, rest),
            [bot, rest @ ..] => (false, *bot, rest),
            [] => return Err(Error(404, "Not Found".to_owned())),
        };
        let token = bot.strip_prefix("bot").filter(|token| token.contains(':'));
        let token = token.ok_or_else(|| Error(404, "Not Found".to_owned()))?;
        {
            let world = stand.world();
            if token != world.secret("bot_token") || world.switches.tokens_expired {
                return Err(Error(401, "Unauthorized".to_owned()));
            }
        }
        if is_file {
            return file(stand, rest);
        }
        let [method] = rest else { return Err(Error(404, "Not Found".to_owned())) };
        let (params, upload) = params(stand, request)?;
        let result = match *method {
            "getMe" => me(stand),
            "setWebhook" => self.set_webhook(stand, &params)?,
            "deleteWebhook" => {
                stand.world().config.callback = None;
                json!(true)
            }
            "getWebhookInfo" => self.webhook_info(stand),
            "getFile" => get_file(stand, &params)?,
            "sendChatAction" => send::action(stand, &params)?,
            "answerCallbackQuery" => self.answer_press(&params)?,
            "sendMessage" | "sendPhoto" | "sendVideo" | "sendVoice" | "sendAudio" | "sendDocument" => {
                send::message(stand, method, &params, upload)?
            }
            _ => return Err(Error(404, "Not Found: method not found".to_owned())),
        };
        Ok(Reply::json(200, &json!({ "ok": true, "result": result })))
    }

    fn set_webhook(&self, stand: &Stand, params: &Value) -> Result<Value, Error> {
        let may = ["secret_token", "allowed_updates", "max_connections", "drop_pending_updates"];
        let asked = Object::of(params, "", &["url"], &may)?;
        let url = asked.text("url")?;
        if !url.is_empty() && !client::is_public(url) {
            return Err(Error::bad("bad webhook: An HTTPS URL must be provided for webhook"));
        }
        let is_plain = |text: &str| text.bytes().all(|it| it.is_ascii_alphanumeric() || b"_-".contains(&it));
        let secret = asked.has("secret_token").then(|| asked.bounded("secret_token", 256, characters)).transpose()?;
        if secret.is_some_and(|secret| !is_plain(secret)) {
            return Err(Error::bad("secret token contains unallowed characters"));
        }
        if asked.has("allowed_updates") {
            let updates = asked.list("allowed_updates")?;
            let named = updates.iter().filter_map(Value::as_str).map(str::to_owned).collect();
            self.kept().updates = Some(named);
        }
        let mut world = stand.world();
        world.config.callback = Some(url.to_owned()).filter(|url| !url.is_empty());
        world.config.secrets.insert("secret_token".to_owned(), secret.unwrap_or_default().to_owned());
        self.kept().failed = None;
        Ok(json!(true))
    }

    fn webhook_info(&self, stand: &Stand) -> Value {
        let world = stand.world();
        let kept = self.kept();
        let mut info = json!({
            "url": world.config.callback.as_deref().unwrap_or_default(),
            "has_custom_certificate": false,
            "pending_update_count": world.held.len(),
        });
        if let Some(words) = &kept.failed {
            (info["last_error_date"], info["last_error_message"]) =
                ((world.now_ms() / 1_000).into(), words.as_str().into());
        }
        info
    }

    fn answer_press(&self, params: &Value) -> Result<Value, Error> {
        let answer = Object::of(params, "", &["callback_query_id"], &["text", "show_alert"])?;
        let id = answer.text("callback_query_id")?;
        let mut kept = self.kept();
        let at = kept.presses.iter().position(|press| press == id);
        let at =
            at.ok_or_else(|| Error::bad("query is too old and response timeout expired or query ID is invalid"))?;
        kept.presses.remove(at);
        Ok(json!(true))
    }

    /// Whether the bot is told of such an update.
    fn tells(&self, update: &str) -> bool {
        match &self.kept().updates {
            // An empty list stands for the usual ones.
            Some(updates) if !updates.is_empty() => updates.iter().any(|named| named == update),
            Some(_) | None => USUAL.contains(&update),
        }
    }
}

impl Service for Telegram {
    fn facts(&self) -> &'static Facts {
        &FACTS
    }

    fn person(&self, name: &str) -> Person {
        let is_id = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        // Beyond 32 bits, as newer ones are.
        let id = if is_id { name.to_owned() } else { format!("55{}", digits(name, 11)) };
        Person { id, name: name.to_owned(), follows: true, ..Person::default() }
    }

    fn api(&self, stand: &Arc<Stand>, request: &Request) -> Reply {
        self.called(stand, request).unwrap_or_else(|Error(status, words)| refused(status, &words))
    }

    fn refuse(&self, failure: Failure, switches: &Switches) -> Reply {
        match failure {
            Failure::RateLimit => {
                let wait = switches.retry_after_s;
                let words = format!("Too Many Requests: retry after {wait}");
                let parameters = json!({ "retry_after": wait });
                let body = json!({ "ok": false, "error_code": 429, "description": words, "parameters": parameters });
                Reply::json(429, &body).with("retry-after", wait.to_string())
            }
            Failure::Broken | Failure::Cut => refused(500, "Internal Server Error"),
        }
    }

    fn act(&self, stand: &Stand, person: &str, say: &Say) -> Result<(Option<String>, Option<Value>), String> {
        event::made(self, stand, person, say)
    }

    /// One update with each call.
    fn hook(&self, stand: &Stand, events: &[Event], again: bool) -> Call {
        let world = stand.world();
        if again {
            self.kept().failed = Some("Wrong response from the webhook".to_owned());
        }
        let body = events.first().map_or(Value::Null, |event| event.value.clone()).to_string().into_bytes();
        let mut headers = vec![("Content-Type", "application/json".to_owned())];
        if !world.secret("secret_token").is_empty() {
            headers.push(("X-Telegram-Bot-Api-Secret-Token", world.secret("secret_token").to_owned()));
        }
        Call { method: "POST", url: world.config.callback.clone().unwrap_or_default(), headers, body }
    }

    fn reset(&self) {
        *self.kept() = Kept::default();
    }
}

fn refused(status: u16, words: &str) -> Reply {
    Reply::json(status, &json!({ "ok": false, "error_code": status, "description": words }))
}

fn me(stand: &Stand) -> Value {
    let id = bot_id(stand.world().secret("bot_token"));
    json!({ "id": id, "is_bot": true, "first_name": "The stand-in", "username": "standin_bot" })
}

/// The number in front of the token.
fn bot_id(token: &str) -> u64 {
    token.split(':').next().and_then(|id| id.parse().ok()).unwrap_or_default()
}

/// What was asked, however it was sent, and a file if there is one.
fn params(stand: &Stand, request: &Request) -> Result<(Value, Option<(String, FileRow)>), Error> {
    let mut params: Map<String, Value> =
        form_urlencoded::parse(request.query.as_bytes()).map(|(name, value)| (name.into(), value.into())).collect();
    let mut upload = None;
    if request.is("application/json") {
        let body = request.json().ok_or_else(|| Error::bad("can't parse JSON object"))?;
        params.extend(body.as_object().cloned().unwrap_or_default());
    } else if request.is("application/x-www-form-urlencoded") {
        params.extend(form_urlencoded::parse(&request.body).map(|(name, value)| (name.into(), value.as_ref().into())));
    } else if request.is("multipart/form-data") {
        for part in form::parts(request).ok_or_else(|| Error::bad("can't parse multipart body"))? {
            let Some(file_name) = &part.file_name else {
                let text = part.text();
                params.insert(part.name, text.into());
                continue;
            };
            let mut world = stand.world();
            let id = format!("uploaded-{}", world.number());
            let media_type = part.media_type.as_deref().unwrap_or("application/octet-stream");
            upload = Some((part.name, world.keep(id, part.bytes, media_type, file_name)));
        }
    }
    // In a form an object is written as a text.
    for name in ["reply_parameters", "allowed_updates", "link_preview_options", "reply_markup"] {
        if let Some(value) = params.get_mut(name)
            && let Some(object) = value.as_str().and_then(|text| serde_json::from_str(text).ok())
        {
            *value = object;
        }
    }
    Ok((params.into(), upload))
}

fn get_file(stand: &Stand, params: &Value) -> Result<Value, Error> {
    let asked = Object::of(params, "", &["file_id"], &[])?;
    let id = asked.text("file_id")?;
    let world = stand.world();
    let (row, _) = world.files.get(id).ok_or_else(|| Error::bad("invalid file_id"))?;
    if row.bytes > MOST_BYTES {
        return Err(Error::bad("file is too big"));
    }
    let path = format!("documents/{id}");
    Ok(json!({ "file_id": id, "file_unique_id": id, "file_size": row.bytes, "file_path": path }))
}

fn file(stand: &Stand, path: &[&str]) -> Result<Reply, Error> {
    let id = path.last().copied().unwrap_or_default();
    let found = stand.world().files.get(id).cloned();
    // Its type is not told.
    let (_, bytes) = found.ok_or_else(|| Error(404, "Not Found".to_owned()))?;
    Ok(Reply::new(200, "application/octet-stream", bytes.to_vec()))
}
