//! What goes to people on WeChat: customer service messages, of which there are a few after what they did.

use serde_json::{Value, json};

use super::{Error, WeChat};
use crate::{
    form,
    person::{Person, Shown},
    server::Request,
    shape::{Fault, Object, Wrong, characters},
    stand::Stand,
    switch::Switches,
};

/// After a message: for how long, and how many.
const AFTER_MESSAGE: (i64, u32) = (48 * 3_600_000, 5);

/// After a press on the menu, following or scanning.
const AFTER_ACTION: (i64, u32) = (60_000, 3);

/// How long after a message typing can be shown.
const TYPING_MS: i64 = 30_000;

/// How long it is shown.
const SHOWN_MS: i64 = 15_000;

/// Types of files by what they are uploaded as, and their most bytes.
const FILES: &[(&str, &[&str], usize)] = &[
    ("image", &["image/png", "image/jpeg", "image/jpg", "image/gif"], 10_000_000),
    ("voice", &["audio/amr", "audio/mpeg", "audio/mp3"], 2_000_000),
    ("video", &["video/mp4"], 10_000_000),
    ("thumb", &["image/jpeg", "image/jpg"], 64_000),
];

/// Sends one.
pub(super) fn message(stand: &Stand, body: &Value) -> Result<Value, Error> {
    let kind = body["msgtype"].as_str().unwrap_or_default();
    if !["text", "image", "voice", "video", "news", "msgmenu"].contains(&kind) {
        return Err(Fault { at: "msgtype".to_owned(), what: Wrong::Invalid }.into());
    }
    let send = Object::of(body, "", &["touser", "msgtype", kind], &["customservice"])?;
    let person = send.text("touser")?.to_owned();
    let mut shown = Shown { kind: kind.to_owned(), way: "custom".into(), raw: body.clone(), ..Shown::default() };
    let media = match kind {
        "text" => {
            let text = send.object("text", &["content"], &[])?;
            shown.text = Some(text.bounded("content", 2_048, str::len)?.to_owned());
            None
        }
        "news" => {
            shown.text = Some(article(&send)?);
            None
        }
        "msgmenu" => {
            let menu = send.object("msgmenu", &["list"], &["head_content", "tail_content"])?;
            for choice in menu.list("list")? {
                Object::of(choice, "msgmenu.list", &["id", "content"], &[])?;
            }
            shown.text = menu.maybe("head_content")?.map(str::to_owned);
            None
        }
        "video" => {
            let video = send.object("video", &["media_id"], &["thumb_media_id", "title", "description"])?;
            Some(video.text("media_id")?)
        }
        _ => Some(send.object(kind, &["media_id"], &[])?.text("media_id")?),
    };
    let mut world = stand.world();
    if let Some(id) = media {
        let (row, _) = world.files.get(id).ok_or(Error(40_007, "invalid media_id"))?;
        shown.file = Some(row.clone());
    }
    let now = world.now_ms();
    let them = world.people.get(&person).ok_or(Error(40_003, "invalid openid"))?;
    window(them, &world.switches, now)?;
    shown.message = format!("custom-{}", world.number());
    world.show(&person, shown);
    Ok(json!({ "errcode": 0, "errmsg": "ok" }))
}

/// Whether one may be sent now.
fn window(them: &Person, switches: &Switches, now: i64) -> Result<(), Error> {
    if switches.quota_used {
        return Err(Error(45_009, "reach max api daily quota limit"));
    }
    let over = || Error(45_015, "response out of time limit or subscription is canceled");
    if !them.follows || switches.windows_closed {
        return Err(over());
    }
    let rules = [(them.wrote_at_ms, AFTER_MESSAGE), (them.acted_at_ms, AFTER_ACTION)];
    let open = rules.into_iter().filter(|(since, (for_ms, _))| since.is_some_and(|since| now < since + for_ms));
    let most = open.map(|(_, (_, most))| most).max().ok_or_else(over)?;
    if them.sent_since < most { Ok(()) } else { Err(Error(45_047, "out of response count limit")) }
}

/// One article; gives what is read of it.
fn article(send: &Object) -> Result<String, Error> {
    let news = send.object("news", &["articles"], &[])?;
    let [article] = news.list("articles")? else { return Err(Error(45_008, "article size out of limit")) };
    let article = Object::of(article, "news.articles[0]", &["title", "url"], &["description", "picurl"])?;
    let title = article.bounded("title", 64, characters)?;
    Ok(format!("{title}\n{}", article.text("url")?))
}

/// Shows or hides that somebody types.
pub(super) fn typing(wechat: &WeChat, stand: &Stand, body: &Value) -> Result<Value, Error> {
    let sign = Object::of(body, "", &["touser", "command"], &[])?;
    let person = sign.text("touser")?;
    let command =
        sign.one_of("command", &["Typing", "CancelTyping"]).map_err(|_| Error(45_072, "command字段取值不对"))?;
    let mut world = stand.world();
    let now = world.now_ms();
    let them = world.people.get_mut(person).ok_or(Error(40_003, "invalid openid"))?;
    let mut kept = wechat.kept();
    if command == "Typing" {
        if them.wrote_at_ms.is_none_or(|at| now >= at + TYPING_MS) {
            return Err(Error(45_080, "下发输入状态，需要之前30秒内跟用户有过消息交互"));
        }
        if kept.typing.as_ref().is_some_and(|(to, until)| to == person && now < *until) {
            return Err(Error(45_081, "已经在输入状态，不可重复下发"));
        }
        them.typing_at_ms.push(now);
        kept.typing = Some((person.to_owned(), now + SHOWN_MS));
    } else {
        kept.typing = None;
    }
    Ok(json!({ "errcode": 0, "errmsg": "ok" }))
}

/// Takes a file for three days.
pub(super) fn upload(stand: &Stand, request: &Request) -> Result<Value, Error> {
    let kind = request.param("type").unwrap_or_default();
    let (kind, types, most) =
        FILES.iter().find(|(known, ..)| *known == kind).ok_or(Error(40_004, "invalid media type"))?;
    let chunked = request.headers.get("transfer-encoding").is_some();
    let parts = form::parts(request).filter(|_| !chunked).ok_or(Error(41_005, "media data missing"))?;
    let file = parts.into_iter().find(|part| part.name == "media").ok_or(Error(41_005, "media data missing"))?;
    let (Some(name), Some(media_type)) = (file.file_name, file.media_type) else {
        return Err(Error(41_005, "media data missing"));
    };
    if file.bytes.is_empty() {
        return Err(Error(44_001, "empty media data"));
    }
    if !types.contains(&media_type.as_str()) {
        return Err(Error(40_005, "invalid file type"));
    }
    if file.bytes.len() > *most {
        return Err(Error(40_006, "invalid meida size"));
    }
    let mut world = stand.world();
    let id = format!("uploaded_{}", world.number());
    world.keep(id.clone(), file.bytes, &media_type, &name);
    Ok(json!({ "type": kind, "media_id": id, "created_at": world.now_ms() / 1_000 }))
}
