//! What a message says, by its kind.

use serde_json::Value;

use crate::{
    graph::read::{id, integer, list, name, place, text, unsupported_part, words},
    inbound::{Content, Media, MediaAt, MediaKind},
};

/// At least one; nothing for what we can't read.
pub(super) fn read(kind: &str, message: &Value) -> Option<Vec<Content>> {
    let value = &message[kind];
    let media = |kind| {
        let file = self::media(kind, value)?;
        let caption = words(&value["caption"]).map(|text| Content::Text { text });
        Some([Content::Media(file)].into_iter().chain(caption).collect())
    };
    match kind {
        "text" => Some(vec![Content::Text { text: words(&value["body"])? }]),
        "image" => media(MediaKind::Image),
        "video" => media(MediaKind::Video),
        "audio" => media(MediaKind::Audio),
        "document" => media(MediaKind::File),
        "sticker" => {
            let media = Some(self::media(MediaKind::Image, value)?);
            Some(vec![Content::Sticker { media, words: String::new() }])
        }
        "location" => {
            let label = [&value["name"], &value["address"]].into_iter().filter_map(name).collect::<Vec<_>>().join(", ");
            let label = Some(label).filter(|label| !label.is_empty());
            place(&value["latitude"], &value["longitude"], label).map(|place| vec![place])
        }
        "contacts" => {
            let cards: Vec<_> = list(value).iter().map(card).collect();
            (!cards.is_empty()).then_some(cards)
        }
        "order" => order(value),
        _ => None,
    }
}

/// A message of which nothing can be read.
pub(super) fn odd(kind: &str, message: &Value) -> Vec<Content> {
    vec![unsupported_part(kind, message)]
}

/// A file by its id: the address beside it, if there is one, ends in five minutes.
fn media(kind: MediaKind, value: &Value) -> Option<Media> {
    let at = MediaAt::Id(id(&value["id"])?);
    Some(Media { kind, at, name: words(&value["filename"]), media_type: words(&value["mime_type"]) })
}

/// A name, and what it can be reached by.
fn card(contact: &Value) -> Content {
    let names = &contact["name"];
    let full = name(&names["formatted_name"]).or_else(|| name(&names["first_name"]));
    let reached = [("phones", "phone"), ("emails", "email")];
    let reached =
        reached.into_iter().flat_map(|(them, it)| list(&contact[them]).iter().filter_map(move |one| words(&one[it])));
    let lines: Vec<_> = full.into_iter().chain(name(&contact["org"]["company"])).chain(reached).collect();
    if lines.is_empty() {
        return unsupported_part("contacts", contact);
    }
    Content::Card { text: lines.join("\n") }
}

/// What they want to buy, as words.
fn order(order: &Value) -> Option<Vec<Content>> {
    let item = |item: &Value| {
        let what = id(&item["product_retailer_id"])?;
        let count = integer(&item["quantity"]).unwrap_or(1);
        let price = Some(&item["item_price"]).filter(|it| it.is_number()).map(ToString::to_string);
        let currency = text(&item["currency"]).unwrap_or_default();
        Some(price.map_or(format!("{count} × {what}"), |price| format!("{count} × {what}, {price} {currency}")))
    };
    let lines = words(&order["text"]).into_iter().chain(list(&order["product_items"]).iter().filter_map(item));
    let text = lines.collect::<Vec<_>>().join("\n");
    (!text.is_empty()).then(|| vec![Content::Text { text }])
}
