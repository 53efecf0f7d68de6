//! What people said at a messaging service, in the words of a room.

use channel::inbound::Content;
use shared::value::MessageBody;

/// What a part of a message is in the log, if it is no file. Empty parts are none.
pub(super) fn words(content: &Content, language: &str) -> Option<String> {
    let text = match content {
        Content::Text { text } => text.trim().to_owned(),
        Content::Media(_) => return None,
        Content::Sticker { words, .. } if words.trim().is_empty() => note("sticker", language),
        Content::Sticker { words, .. } => format!("[{}]", words.trim()),
        Content::Location { latitude, longitude, label } => {
            let link = format!("https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}&zoom=16");
            let label = label.as_deref().map(str::trim).filter(|label| !label.is_empty());
            format!("📍 {}{link}", label.map(|label| format!("{label}\n")).unwrap_or_default())
        }
        Content::Card { text } => format!("👤 {}", text.trim()),
        Content::Link { title, url } => {
            let parts = [title.as_deref(), url.as_deref()].into_iter().flatten().map(str::trim);
            parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
        }
        Content::Unsupported { name, .. } => note(name, language),
    };
    (!text.is_empty()).then_some(text)
}

/// That something came which can't be shown here.
pub(super) fn note(name: &str, language: &str) -> String {
    let name: String = name.chars().filter(|it| !it.is_control()).take(60).collect();
    match language {
        text if text.starts_with("ja") => format!("［ここでは表示できません：{name}］"),
        text if text.starts_with("zh-Hant") || text == "zh-TW" || text == "zh-HK" => {
            format!("［無法在此顯示：{name}］")
        }
        text if text.starts_with("zh") => format!("［无法在此显示：{name}］"),
        _ => format!("[Can't be shown here: {name}]"),
    }
}

/// That a button was pressed of which only what it stands for is known.
pub(super) fn pressed(payload: &str, language: &str) -> String {
    let payload: String = payload.chars().filter(|it| !it.is_control()).take(200).collect();
    match language {
        text if text.starts_with("ja") => format!("［ボタン：{payload}］"),
        text if text.starts_with("zh-Hant") || text == "zh-TW" || text == "zh-HK" => format!("［按鈕：{payload}］"),
        text if text.starts_with("zh") => format!("［按钮：{payload}］"),
        _ => format!("[Button: {payload}]"),
    }
}

/// A text as messages of a room, none above its limit.
pub(super) fn bodies(text: &str) -> Vec<MessageBody> {
    let parts = channel::split::split(text, channel::split::Unit::Characters, MessageBody::MAX_CHARS);
    parts.into_iter().filter_map(|part| MessageBody::try_from(part).ok()).collect()
}
