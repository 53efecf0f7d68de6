//! What people said at a messaging service, in the words of a room.

use channel::{account::Words, inbound::Content};
use shared::value::MessageBody;

use super::account::word;

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

const CANT_SHOW: Words = Words {
    en: "[Can't be shown here: {}]",
    zh_hant: "［無法在此顯示：{}］",
    zh_hans: "［无法在此显示：{}］",
    ja: "［ここでは表示できません：{}］",
};
const BUTTON: Words =
    Words {
        en: "[Button: {}]", zh_hant: "［按鈕：{}］", zh_hans: "［按钮：{}］", ja: "［ボタン：{}］"
    };

/// That something came which can't be shown here.
pub(super) fn note(name: &str, language: &str) -> String {
    bracketed(&CANT_SHOW, name, 60, language)
}

/// That a button was pressed of which only what it stands for is known.
pub(super) fn pressed(payload: &str, language: &str) -> String {
    bracketed(&BUTTON, payload, 200, language)
}

/// At most so many characters of something, in words of ours.
fn bracketed(words: &Words, text: &str, most: usize, language: &str) -> String {
    let text: String = text.chars().filter(|it| !it.is_control()).take(most).collect();
    word(words, language).replace("{}", &text)
}

/// A text as messages of a room, none above its limit.
pub(super) fn bodies(text: &str) -> Vec<MessageBody> {
    let parts = channel::split::split(text, channel::split::Unit::Characters, MessageBody::MAX_CHARS);
    parts.into_iter().filter_map(|part| MessageBody::try_from(part).ok()).collect()
}
