//! WeChat's XML: what people do, and the reply that may be in the answer to it.

use std::collections::BTreeMap;

use quick_xml::{Reader, events::Event};
use serde_json::{Value, json};

use super::seal::{Safe, signature};
use crate::{
    person::{Act, Attached, Content, Say},
    stand::Stand,
};

/// A field of XML.
pub(super) fn field(name: &str, value: &str) -> String {
    format!("<{name}><![CDATA[{}]]></{name}>", value.replace("]]>", "]]]]><![CDATA[>"))
}

/// See [`crate::stand::Service::act`].
pub(super) fn made(stand: &Stand, person: &str, say: &Say) -> Result<(Option<String>, Option<Value>), String> {
    let number = stand.world().number();
    let id = format!("248000{number:011}");
    let event = |name: &str, key: &str| {
        let parts = [field("MsgType", "event"), field("Event", name), field("EventKey", key)];
        Some(parts.concat())
    };
    let mut message = Some(id);
    let fields = match &say.act {
        Act::Message(content) => Some(said(stand, number, content)?),
        Act::Button { payload, .. } => {
            message = None;
            event("CLICK", payload)
        }
        Act::Follow(from) => {
            message = None;
            set_follows(stand, person, true);
            let key = from.as_str().map_or_else(String::new, |source| format!("qrscene_{source}"));
            event("subscribe", &key)
        }
        Act::Unfollow(leaves) => {
            message = None;
            set_follows(stand, person, !leaves);
            event("unsubscribe", "")
        }
        Act::Raw(xml) => {
            message = None;
            xml.as_str().map(str::to_owned)
        }
        // Nothing of that is told.
        Act::Reaction { .. } | Act::Edit { .. } | Act::Unsend(_) => return Ok((None, None)),
    };
    let fields = fields.ok_or("`raw` is XML here: the fields behind `CreateTime`")?;
    let world = stand.world();
    let from = field("FromUserName", person);
    let to = field("ToUserName", world.secret("original_id"));
    let seconds = world.now_ms() / 1_000;
    let id = message.as_ref().map_or_else(String::new, |id| format!("<MsgId>{id}</MsgId>"));
    let xml = format!("<xml>{to}{from}<CreateTime>{seconds}</CreateTime>{fields}{id}</xml>");
    Ok((message, Some(xml.into())))
}

/// What a message says.
fn said(stand: &Stand, number: u64, content: &Content) -> Result<String, String> {
    let file = |act: &str, attached: &Attached| {
        let file = attached.open(act)?;
        Ok::<_, String>(stand.world().keep(format!("media_{number}"), file.bytes, &file.media_type, &file.name))
    };
    Ok(match content {
        Content::Text(text) => field("MsgType", "text") + &field("Content", text),
        Content::Image(attached) => {
            let row = file("image", attached)?;
            let link = field("PicUrl", &format!("{}{}", stand.origin, row.path));
            field("MsgType", "image") + &link + &field("MediaId", &row.id)
        }
        Content::Audio(attached) => {
            let row = file("audio", attached)?;
            let format = if row.media_type == "audio/amr" { "amr" } else { "mp3" };
            field("MsgType", "voice") + &field("MediaId", &row.id) + &field("Format", format)
        }
        Content::Video(attached) => {
            let row = file("video", attached)?;
            field("MsgType", "video") + &field("MediaId", &row.id) + &field("ThumbMediaId", &row.id)
        }
        Content::File(attached) => {
            let row = file("file", attached)?;
            let length = format!("<FileTotalLen>{}</FileTotalLen>", row.bytes);
            field("MsgType", "file") + &field("Title", &row.name) + &field("FileKey", &row.id) + &length
        }
        // The small built-in faces are text.
        Content::Sticker(_) => field("MsgType", "text") + &field("Content", "[微笑]"),
        Content::Location(place) => {
            let (latitude, longitude) = (place.latitude, place.longitude);
            let at =
                format!("<Location_X>{latitude}</Location_X><Location_Y>{longitude}</Location_Y><Scale>16</Scale>");
            let label = field("Label", place.title.as_deref().unwrap_or_default());
            field("MsgType", "location") + &at + &label
        }
    })
}

fn set_follows(stand: &Stand, person: &str, follows: bool) {
    if let Some(person) = stand.world().people.get_mut(person) {
        person.follows = follows;
    }
}

/// What the answer to a webhook shows to somebody: its kind, its words, and all of it.
///
/// # Errors
/// Why the visitor sees that the account is out of order.
pub(super) fn passive(
    answer: &str,
    person: &str,
    secrets: &BTreeMap<String, String>,
) -> Result<(String, String, Value), String> {
    let secret = |name: &str| secrets.get(name).map_or("", String::as_str);
    let mut fields = read(answer).ok_or("it is no XML")?;
    if let Some(safe) = Safe::of(secret("aes_key"), secret("app_id")) {
        let part = |name: &str| fields.get(name).cloned().ok_or_else(|| format!("it has no {name}"));
        let (sealed, timestamp, nonce) = (part("Encrypt")?, part("TimeStamp")?, part("Nonce")?);
        if signature(&[secret("token"), &timestamp, &nonce, &sealed]) != part("MsgSignature")? {
            return Err("its signature is wrong".to_owned());
        }
        let opened = safe.open(&sealed).ok_or("it can't be decrypted")?;
        fields = read(&opened).ok_or("what is encrypted is no XML")?;
    }
    let part = |name: &str| fields.get(name).map(String::as_str).ok_or_else(|| format!("it has no {name}"));
    if part("ToUserName")? != person || part("FromUserName")? != secret("original_id") {
        return Err("it is for somebody else".to_owned());
    }
    part("CreateTime")?.parse::<i64>().map_err(|_| "its CreateTime is none")?;
    let kind = part("MsgType")?.to_owned();
    let text = if kind == "text" { part("Content")?.to_owned() } else { String::new() };
    if text.len() > 2_048 {
        return Err("it is too long".to_owned());
    }
    Ok((kind, text, json!(fields)))
}

/// The fields of XML; none if it is not well-formed.
fn read(text: &str) -> Option<BTreeMap<String, String>> {
    let mut reader = Reader::from_str(text);
    let (mut depth, mut name, mut value) = (0, String::new(), String::new());
    let mut fields = BTreeMap::new();
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                depth += 1;
                if depth == 2 {
                    start.name().as_ref().clone_into(&mut name);
                    value.clear();
                }
            }
            Event::End(_) => {
                depth -= 1;
                match depth {
                    0 => return Some(fields),
                    1 => drop(fields.insert(std::mem::take(&mut name), std::mem::take(&mut value))),
                    _ => {}
                }
            }
            Event::Text(text) => value.push_str(&text.xml10_content()),
            Event::CData(text) => value.push_str(&text.xml10_content()),
            Event::Eof | Event::DocType(_) => return None,
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::GeneralRef(_) => {}
        }
    }
}
