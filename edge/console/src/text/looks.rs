//! The words of the chat's looks and of CTAs, in the log of changes: their fields have names that mean something else in other
//! kinds of items.

use serde_json::Value;

#[allow(clippy::wildcard_imports, reason = "every text of the console is a word for something here")]
use super::*;
use crate::difference::Speech;

/// The words of one kind of item.
pub(crate) struct OfKind<'a>(pub(crate) &'a str);

impl Speech for OfKind<'_> {
    fn field(&self, name: &str) -> String {
        let own = match self.0 {
            "appearance" => of_appearance(name),
            "cta" => of_cta(name),
            _ => None,
        };
        own.map_or_else(|| Words.field(name), str::to_owned)
    }

    fn value(&self, field: &str, value: &Value) -> Option<String> {
        let is_ours = matches!(self.0, "appearance" | "cta");
        let own = value.as_str().filter(|_| is_ours).and_then(|word| chosen(field, word));
        own.map(str::to_owned).or_else(|| Words.value(field, value))
    }

    fn list(&self, items: &[String]) -> String {
        Words.list(items)
    }
}

fn of_appearance(name: &str) -> Option<&'static str> {
    Some(match name {
        "logo" => brand_logo(),
        "color" => accent(),
        "dark_color" => dark_accent(),
        "scheme" => scheme(),
        "shape" => shape(),
        "icon" => button_sign(),
        "side" => side(),
        "side_px" => side_px(),
        "foot_px" => foot_px(),
        "label" => launcher_label(),
        "greeting" => heading(),
        "invitation" => invitation(),
        "directories" => directories(),
        "tags" => order_of_tags(),
        "staff" => order_of_staff(),
        _ => return None,
    })
}

fn of_cta(name: &str) -> Option<&'static str> {
    Some(match name {
        "text" => cta_text(),
        "icon" => button_sign(),
        "style" => cta_style(),
        "place" => cta_place(),
        "on" => is_on(),
        "show" => cta_rules(),
        "pages" => rule_pages(),
        "not_pages" => rule_not_pages(),
        "after_s" => rule_after(),
        "scroll_percent" => rule_scroll(),
        "again" => rule_again(),
        "device" => rule_device(),
        _ => return None,
    })
}

/// One of a few, by the word that the wire has for it.
fn chosen(field: &str, word: &str) -> Option<&'static str> {
    Some(match (field, word) {
        ("scheme", "auto") => scheme_auto(),
        ("scheme", "light") => scheme_light(),
        ("scheme", "dark") => scheme_dark(),
        ("shape", "pill") => shape_pill(),
        ("shape", "round") => shape_round(),
        ("side", "start") => side_start(),
        ("side", "end") => side_end(),
        ("directories", "tags") => tags(),
        ("directories", "staff") => staff(),
        ("style", "filled") => style_filled(),
        ("style", "outline") => style_outline(),
        ("style", "plain") => style_plain(),
        ("place", "bound") => place_bound(),
        ("place", "greeting") => place_greeting(),
        ("place", "foot_start") => spot_foot_start(),
        ("place", "foot_middle") => spot_foot_middle(),
        ("place", "foot_end") => spot_foot_end(),
        ("place", "edge_start") => spot_edge_start(),
        ("place", "edge_end") => spot_edge_end(),
        ("again", "always") => again_always(),
        ("again", "session") => again_session(),
        ("again", "never") => again_never(),
        ("device", "any") => device_any(),
        ("device", "phone") => preview_phone(),
        ("device", "desktop") => preview_desktop(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{from_value, json, to_value};
    use shared::setup::{appearance::Appearance, cta::Cta};

    use super::*;

    fn fields(value: &Value) -> Vec<String> {
        value.as_object().expect("an object").keys().cloned().collect()
    }

    #[test]
    fn every_field_of_both_has_words() {
        let appearance = to_value(Appearance {
            logo: Some("/files/a".into()),
            dark_color: Some(Appearance::default().color),
            ..from_value(json!({
                "label": {"en": "x"}, "greeting": {"en": "x"}, "invitation": {"en": "x"},
                "tags": ["tag_00000000000070008000000000000000"], "staff": ["stf_00000000000070008000000000000000"],
            }))
            .expect("an appearance")
        });
        let missing: Vec<_> = fields(&appearance.expect("it is written"))
            .into_iter()
            .filter(|name| of_appearance(name).is_none())
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
        let cta: Cta = from_value(json!({
            "name": "x", "handle": "x", "target": {"kind": "tag", "tag": "tag_00000000000070008000000000000000"},
            "text": {"en": "x"}, "icon": "star", "show": {"pages": ["/a"], "not_pages": ["/b"]},
        }))
        .expect("a CTA");
        let cta = to_value(cta).expect("it is written");
        // These are called the same wherever they are.
        let common = ["name", "handle", "target"];
        let all = fields(&cta["show"]).into_iter().chain(fields(&cta));
        let missing: Vec<_> = all.filter(|name| of_cta(name).is_none() && !common.contains(&name.as_str())).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn what_was_chosen_is_said_in_words() {
        let said = |kind, field, word: &str| OfKind(kind).value(field, &json!(word));
        assert_eq!(said("cta", "place", "greeting").as_deref(), Some(place_greeting()));
        assert_eq!(said("appearance", "directories", "staff").as_deref(), Some(staff()));
        assert_eq!(said("appearance", "greeting", "light"), None, "what somebody wrote stays as it is");
        assert_eq!(said("tag", "place", "greeting"), None);
        assert_eq!(OfKind("cta").field("handle"), Words.field("handle"));
    }
}
