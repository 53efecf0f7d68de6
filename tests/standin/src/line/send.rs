//! What goes to people on LINE: by a reply token, or by a push that counts.

use std::{
    sync::{Arc, PoisonError},
    thread,
};

use serde_json::{Value, json};

use super::{Kept, Line, QUOTA, limit, refused};
use crate::{
    client::is_public,
    person::Shown,
    server::Reply,
    shape::{Fault, Object, Wrong, characters, utf16, wrong},
    stand::Stand,
};

/// How long a reply token is good, after its event and after a redelivery of it.
const REPLY_MS: i64 = 60_000;

/// How long after what happened it is good at all.
const REDELIVERED_MS: i64 = 20 * 60_000;

/// Answers an event.
pub(super) fn reply(line: &Line, stand: &Arc<Stand>, body: &Value) -> Result<Reply, Reply> {
    let body = Object::of(body, "", &["replyToken", "messages"], &["notificationDisabled"])?;
    let messages = messages(&line.kept(), &body)?;
    let now = stand.world().now_ms();
    let person = {
        let mut kept = line.kept();
        let token = kept
            .replies
            .get_mut(body.text("replyToken")?)
            .filter(|token| !token.used && now < token.at_ms + REPLY_MS && now < token.first_at_ms + REDELIVERED_MS);
        let token = token.ok_or_else(|| refused("Invalid reply token"))?;
        token.used = true;
        token.person.clone()
    };
    Ok(Reply::json(200, &show(line, stand, &person, messages, "reply")))
}

/// Writes to somebody.
pub(super) fn push(line: &Line, stand: &Arc<Stand>, body: &Value, key: Option<&str>) -> Result<Reply, Reply> {
    let body = Object::of(body, "", &["to", "messages"], &["notificationDisabled", "customAggregationUnits"])?;
    let messages = messages(&line.kept(), &body)?;
    let to = body.text("to")?;
    if key.is_some_and(|key| !is_uuid(key)) {
        return Err(refused("The X-Line-Retry-Key header is invalid"));
    }
    let _alone = line.pushing.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((sent, request)) = key.and_then(|key| line.kept().keys.get(key).cloned()) {
        let answer = json!({ "message": "The retry key is already accepted", "sentMessages": sent["sentMessages"] });
        return Err(Reply::json(409, &answer).with("x-line-accepted-request-id", request));
    }
    let is_blocked = {
        let world = stand.world();
        let person = world.people.get(to).ok_or_else(|| refused("Failed to send messages"))?;
        if world.switches.quota_used || line.kept().used >= QUOTA {
            return Err(limit("You have reached your monthly limit."));
        }
        person.blocked
    };
    // Who blocked the account counts for nothing, and nobody is told.
    line.kept().used += u64::from(!is_blocked);
    let sent = show(line, stand, to, messages, "push");
    if let Some(key) = key {
        let request = super::hex_digits(key, 32);
        line.kept().keys.insert(key.to_owned(), (sent.clone(), request));
    }
    Ok(Reply::json(200, &sent))
}

/// Shows that somebody types.
pub(super) fn loading(stand: &Stand, body: &Value) -> Result<Reply, Reply> {
    let body = Object::of(body, "", &["chatId"], &["loadingSeconds"])?;
    let seconds = body.value("loadingSeconds").map_or(Some(20), Value::as_u64);
    if !seconds.is_some_and(|seconds| (5..=60).contains(&seconds) && seconds % 5 == 0) {
        return Err(wrong::<()>("loadingSeconds", Wrong::Invalid).expect_err("it is a fault").into());
    }
    let mut world = stand.world();
    let now = world.now_ms();
    let person = world.people.get_mut(body.text("chatId")?).ok_or_else(|| refused("Invalid chat ID"))?;
    person.typing_at_ms.push(now);
    Ok(Reply::json(202, &json!({})))
}

/// Shows messages to somebody; gives what LINE tells of them. Files are fetched after the answer, as a phone does.
fn show(line: &Line, stand: &Arc<Stand>, person: &str, messages: Vec<Message>, way: &str) -> Value {
    let mut sent = Vec::new();
    let mut files = Vec::new();
    for Message { mut shown, link } in messages {
        let number = stand.world().number();
        shown.message = format!("571{number:015}");
        let token = format!("q-out-{number}");
        line.kept().quotes.insert(token.clone(), shown.message.clone());
        sent.push(json!({ "id": shown.message, "quoteToken": token }));
        files.extend(link.map(|link| (shown.message.clone(), link)));
        way.clone_into(&mut shown.way);
        stand.world().show(person, shown);
    }
    let (stand, person) = (Arc::clone(stand), person.to_owned());
    thread::spawn(move || {
        for (message, link) in files {
            let file = stand.fetch(&link);
            let mut world = stand.world();
            let person = world.people.get_mut(&person);
            if let Some(shown) = person.and_then(|it| it.inbox.iter_mut().find(|it| it.message == message)) {
                match file {
                    Ok(file) => shown.file = Some(file),
                    Err(error) => shown.missing = Some(error),
                }
            }
        }
    });
    json!({ "sentMessages": sent })
}

/// A message object, and where its file is.
struct Message {
    shown: Shown,
    link: Option<String>,
}

fn messages(kept: &Kept, body: &Object) -> Result<Vec<Message>, Fault> {
    let list = body.list("messages")?;
    if list.is_empty() {
        return wrong("messages", Wrong::Missing);
    }
    if list.len() > 5 {
        return wrong("messages", Wrong::Long(5));
    }
    list.iter().enumerate().map(|(at, value)| message(kept, value, &format!("messages[{at}]"))).collect()
}

fn message(kept: &Kept, value: &Value, at: &str) -> Result<Message, Fault> {
    let kind = value["type"].as_str().unwrap_or_default();
    let of = |needs: &[&str], may: &[&str]| {
        Object::of(value, at, &[&["type"], needs].concat(), &[&["sender", "quickReply"], may].concat())
    };
    let (object, text, link) = match kind {
        "text" => {
            let object = of(&["text"], &["quoteToken", "emojis"])?;
            let text = object.bounded("text", 5_000, utf16)?;
            (object, Some(text), None)
        }
        "image" => {
            let object = of(&["originalContentUrl", "previewImageUrl"], &[])?;
            address(&object, "previewImageUrl")?;
            let link = address(&object, "originalContentUrl")?;
            (object, None, Some(link))
        }
        "video" => {
            let object = of(&["originalContentUrl", "previewImageUrl"], &["trackingId"])?;
            address(&object, "previewImageUrl")?;
            let link = address(&object, "originalContentUrl")?;
            (object, None, Some(link))
        }
        "audio" => {
            let object = of(&["originalContentUrl", "duration"], &[])?;
            object.number("duration")?;
            let link = address(&object, "originalContentUrl")?;
            (object, None, Some(link))
        }
        "sticker" => {
            let object = of(&["packageId", "stickerId"], &["quoteToken"])?;
            object.text("packageId")?;
            let text = object.text("stickerId")?;
            (object, Some(text), None)
        }
        "location" => {
            let object = of(&["title", "address", "latitude", "longitude"], &[])?;
            object.number("latitude")?;
            object.number("longitude")?;
            object.bounded("address", 100, utf16)?;
            let text = object.bounded("title", 100, utf16)?;
            (object, Some(text), None)
        }
        "flex" => {
            let object = of(&["altText", "contents"], &[])?;
            let contents =
                object.object("contents", &["type"], &["body", "header", "hero", "footer", "contents", "size"])?;
            contents.one_of("type", &["bubble", "carousel"])?;
            let text = object.bounded("altText", 1_500, utf16)?;
            (object, Some(text), None)
        }
        "" => return wrong(format!("{at}.type"), Wrong::Missing),
        _ => return wrong(format!("{at}.type"), Wrong::Invalid),
    };
    if object.has("sender") {
        let sender = object.object("sender", &[], &["name", "iconUrl"])?;
        if sender.has("name") {
            sender.bounded("name", 20, characters)?;
        }
    }
    let quotes = match object.maybe("quoteToken")? {
        None => None,
        Some(token) => match kept.quotes.get(token) {
            Some(message) => Some(message.clone()),
            None => return wrong(object.place("quoteToken"), Wrong::Invalid),
        },
    };
    let shown =
        Shown { kind: kind.to_owned(), text: text.map(str::to_owned), quotes, raw: value.clone(), ..Shown::default() };
    Ok(Message { shown, link: link.map(str::to_owned) })
}

/// The address of a file.
fn address<'a>(object: &Object<'a>, name: &str) -> Result<&'a str, Fault> {
    let link = object.bounded(name, 2_000, characters)?;
    // Percent-encoded, and by TLS.
    if is_public(link) && link.is_ascii() && !link.contains(' ') {
        Ok(link)
    } else {
        wrong(object.place(name), Wrong::Invalid)
    }
}

fn is_uuid(key: &str) -> bool {
    let lengths: Vec<_> = key.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && key.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}
