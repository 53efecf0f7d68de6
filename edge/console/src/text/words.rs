//! The words of fields and values that the wire has names for.

use ::shared::{card::Role, label::LabelColor, setup::appearance::Icon, value::Timestamp};
use kit::{sign, words};
use serde_json::{Value, from_value};
use ui::text::format;

#[allow(clippy::wildcard_imports, reason = "every text of the console is a word for something here")]
use super::*;
use crate::{difference::Speech, form::Asks};

/// How the reader's language says them.
pub(crate) struct Words;

impl Speech for Words {
    fn field(&self, name: &str) -> String {
        // Words in several languages stand under their tags.
        let is_language = name.len() == 2 || name.contains('-');
        let other = || if is_language { words::language(name) } else { name.replace('_', " ") };
        field(name).map_or_else(other, str::to_owned)
    }

    fn value(&self, field: &str, value: &Value) -> Option<String> {
        match (field, value) {
            (_, Value::Bool(true)) => Some(yes().to_owned()),
            (_, Value::Bool(false)) => Some(no().to_owned()),
            ("photo" | "picture" | "qr_picture" | "logo", Value::String(_)) => Some(a_picture().to_owned()),
            ("icon", Value::String(_)) => from_value::<Icon>(value.clone()).ok().map(|one| sign_words(one).to_owned()),
            ("languages", Value::String(tag)) => Some(words::language(tag)),
            ("countries", Value::String(code)) => Some(words::country(code)),
            ("role", Value::String(_)) => from_value::<Role>(value.clone()).ok().map(|one| role(one).to_owned()),
            ("manner", Value::String(manner)) => manner_words(manner),
            ("moment", Value::String(moment)) => moment_words(moment),
            ("scale", Value::String(scale)) => scale_words(scale),
            ("color", Value::String(_)) => {
                from_value::<LabelColor>(value.clone()).ok().map(|one| color_name(one).to_owned())
            }
            ("kind", Value::String(kind)) => asks_words(kind),
            ("fills", Value::String(fills)) => fills_words(fills),
            ("hours", Value::Object(hours)) if hours.get("kind").is_some_and(|kind| kind == "service") => {
                Some(hours_of_service().to_owned())
            }
            ("hours", Value::Object(hours)) if hours.get("kind").is_some_and(|kind| kind == "always") => {
                Some(hours_always().to_owned())
            }
            (field, Value::Number(at)) if field.ends_with("_at_ms") => {
                at.as_i64().map(|at| format::full(Timestamp::from_ms(at)))
            }
            (_, Value::Object(fields)) => span(fields),
            _ => None,
        }
    }

    fn list(&self, items: &[String]) -> String {
        words::list(items)
    }
}

/// "Mon 09:00–18:00".
fn span(fields: &serde_json::Map<String, Value>) -> Option<String> {
    let (from, to) = (fields.get("from")?.as_str()?, fields.get("to")?.as_str()?);
    let day = fields.get("day").and_then(Value::as_str).map(|day| format!("{} ", words::weekday(day)));
    Some(format!("{}{from}–{to}", day.unwrap_or_default()))
}

fn manner_words(manner: &str) -> Option<String> {
    let words = match manner {
        "all" => manner_all(),
        "in_order" => manner_in_order(),
        "pick_up" => manner_pick_up(),
        _ => return None,
    };
    Some(words.to_owned())
}

fn scale_words(scale: &str) -> Option<String> {
    let words = match scale {
        "stars" => scale_stars(),
        "faces" => scale_faces(),
        "thumbs" => scale_thumbs(),
        _ => return None,
    };
    Some(words.to_owned())
}

fn moment_words(moment: &str) -> Option<String> {
    let words = match moment {
        "pre_chat" => moment_pre_chat(),
        "offline" => moment_offline(),
        _ => return None,
    };
    Some(words.to_owned())
}

fn asks_words(kind: &str) -> Option<String> {
    Asks::ALL.into_iter().find(|one| one.as_str() == kind).map(|one| asks(one).to_owned())
}

fn fills_words(part: &str) -> Option<String> {
    let words = match part {
        "own" => fills_own(),
        "name" => fills_name(),
        "email" => fills_email(),
        "phone" => fills_phone(),
        _ => return None,
    };
    Some(words.to_owned())
}

fn field(name: &str) -> Option<&'static str> {
    Some(match name {
        "name" | "names" => super::name(),
        "handle" => handle(),
        "description" | "descriptions" => description(),
        "time_zone" => time_zone(),
        "languages" => languages(),
        "sites" => sites(),
        "show_online" => show_online(),
        "link_previews" => super::link_previews(),
        "destinations" => destinations(),
        "staff" => who_serves(),
        "wait_s" => wait_label(),
        "call_wait_s" => super::call_wait_label(),
        "calls" | "voice" => super::calls(),
        "video" => super::call_video(),
        "screen" => super::call_screen(),
        "record" => super::call_record(),
        "listen" => super::call_listen(),
        "shows_listeners" => super::call_shows(),
        "listed" => listed(),
        "role" => role_of(),
        "title" => job_title(),
        "hours" => field_hours(),
        "max_rooms" => field_max_rooms(),
        "reach" => super::reach(),
        "supervision" => super::field_supervision(),
        "agents" => super::agents_reach(),
        "supervisors" => super::supervisors_reach(),
        "shows_lookers" => super::shows_lookers(),
        "photo" => photo(),
        "icon" => sign(),
        "picture" => sign_picture(),
        "qr_picture" => logo_picture(),
        "manner" => field_manner(),
        "schedule" => field_schedule(),
        "countries" => field_countries(),
        "share" => field_share(),
        "sticky_days" => field_sticky_days(),
        "week" => field_week(),
        "days" => field_days(),
        "date" => field_date(),
        "yearly" => field_yearly(),
        "target" => leads_to(),
        "campaign" => campaign(),
        "ends_at_ms" => ends(),
        "off" => is_off(),
        "qr" => qr_code(),
        "foreground" => foreground(),
        "background" => background(),
        "level" => level(),
        "quiet_zone" => quiet_zone(),
        "logo" => logo(),
        "values" => campaign_values(),
        "on" => is_on(),
        "tags" => for_tags(),
        "welcome" => slot_welcome(),
        "waiting" => slot_waiting(),
        "away" => slot_away(),
        "transfer_failed" => slot_transfer(),
        "idle" => slot_idle(),
        "close" => slot_close(),
        "text" => field_text(),
        "buttons" => buttons_below(),
        "link" => leads_to_address(),
        "waiting_after_s" => field_waiting_after(),
        "idle_after_s" => field_idle_after(),
        "auto_close" => auto_close(),
        "after_s" => after_seconds(),
        "warn_s" => field_warn(),
        "moment" => moment(),
        "introduction" => introduction(),
        "fields" => fields(),
        "label" => label(),
        "hint" => hint(),
        "required" => required(),
        "kind" => field_kind(),
        "fills" => fills(),
        "options" => options(),
        "words" => option_words(),
        "button" => field_button(),
        "color" => label_color(),
        "archived" => label_archived(),
        "label_required" => super::label_required(),
        "erase_after_days" => super::erase_after_days(),
        "file_kinds" => super::file_kinds(),
        "max_file_bytes" => super::max_file_bytes(),
        "delete_files_after_days" => super::delete_files_after_days(),
        "max_storage_bytes" => super::max_storage_bytes(),
        "rating" => asks_rating(),
        "scale" => rating_scale(),
        "question" => rating_question(),
        _ => return None,
    })
}

/// What a kind of item is called in the middle of a sentence, and its sign.
pub(crate) fn kind(kind: &str) -> (String, &'static str) {
    let (words, sign) = match kind {
        "service" => (kind_service(), sign::SERVICE),
        "tag" => (kind_tag(), ui::view::icon::TAG),
        "schedule" => (kind_schedule(), sign::CLOCK),
        "link" => (kind_link(), sign::LINK),
        "cta" => (kind_cta(), ui::view::icon::CHAT),
        "campaign" => (kind_campaign(), sign::BELL),
        "appearance" => (kind_appearance(), sign::EYE),
        "messages" => (kind_messages(), ui::view::icon::LETTER),
        "form" => (kind_form(), sign::FORM),
        "label" => (kind_label(), sign::LABEL),
        "closing" => (kind_closing(), ui::view::icon::CHECK),
        "contact_fields" => (kind_contact_fields(), sign::TEAM),
        "keeping" => (kind_keeping(), sign::ARCHIVE),
        "staff" => (kind_staff(), sign::PERSON),
        other => return (other.replace('_', " "), sign::SETTINGS),
    };
    (words.to_owned(), sign)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::from_str;

    use super::*;
    use crate::difference::{is_one, is_said};

    /// Made from the types of the items themselves: whatever comes to one of them is in it.
    const DOCUMENT: &str = include_str!("../../../src/openapi.json");

    /// The fields of a schema and of what is in it, as the log tells them.
    fn collect(schemas: &Value, schema: &Value, found: &mut BTreeSet<String>) {
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
            return collect(schemas, &schemas[name], found);
        }
        let several = ["oneOf", "anyOf", "allOf"].into_iter().filter_map(|key| schema[key].as_array()).flatten();
        let inner = ["items", "additionalProperties"].into_iter().map(|key| &schema[key]).filter(|one| one.is_object());
        several.chain(inner).for_each(|one| collect(schemas, one, found));
        let Some(properties) = schema["properties"].as_object().filter(|properties| !is_one(properties)) else {
            return;
        };
        for (name, property) in properties {
            if is_said(name) {
                found.insert(name.clone());
            }
            collect(schemas, property, found);
        }
    }

    fn has_word(kind: &str, name: &str) -> bool {
        OfKind(kind).field(name) != name.replace('_', " ")
    }

    #[test]
    fn every_field_of_every_kind_has_a_word() {
        let document: Value = from_str(DOCUMENT).expect("it is JSON");
        let schemas = &document["components"]["schemas"];
        let kinds = schemas["Item"]["oneOf"].as_array().expect("items are of kinds").iter();
        let kinds = kinds.map(|kind| (kind["properties"]["kind"]["const"].as_str(), &kind["properties"]["value"]));
        let mut wordless = Vec::new();
        let mut count = 0;
        for (name, value) in kinds.chain([(Some("staff"), &schemas["StaffUpdate"])]) {
            let name = name.expect("a kind has a name");
            if kind(name).1 == sign::SETTINGS {
                wordless.push(name.to_owned());
            }
            let mut fields = BTreeSet::new();
            collect(schemas, value, &mut fields);
            count += fields.len();
            wordless.extend(fields.iter().filter(|one| !has_word(name, one)).map(|one| format!("{name}: {one}")));
        }
        assert!(count > 50, "the document isn't read: {count} fields");
        assert!(wordless.is_empty(), "{wordless:#?}");
    }
}
