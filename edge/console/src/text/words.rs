//! The words of fields and values that the wire has names for.

use ::shared::{card::Role, value::Timestamp};
use kit::{sign, words};
use serde_json::{Value, from_value};
use ui::text::format;

#[allow(clippy::wildcard_imports, reason = "every text of the console is a word for something here")]
use super::*;
use crate::difference::Speech;

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
            ("languages", Value::String(tag)) => Some(words::language(tag)),
            ("countries", Value::String(code)) => Some(words::country(code)),
            ("role", Value::String(_)) => from_value::<Role>(value.clone()).ok().map(|one| role(one).to_owned()),
            ("manner", Value::String(manner)) => manner_words(manner),
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

fn field(name: &str) -> Option<&'static str> {
    Some(match name {
        "name" => super::name(),
        "handle" => handle(),
        "description" => description(),
        "time_zone" => time_zone(),
        "languages" => languages(),
        "sites" => sites(),
        "show_online" => show_online(),
        "destinations" => destinations(),
        "staff" => who_serves(),
        "wait_s" => wait_label(),
        "listed" => listed(),
        "role" => role_of(),
        "title" => job_title(),
        "hours" => field_hours(),
        "max_rooms" => field_max_rooms(),
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
        "off" => link_off(),
        "qr" => qr_code(),
        "foreground" => foreground(),
        "background" => background(),
        "level" => level(),
        "quiet_zone" => quiet_zone(),
        "logo" => logo(),
        "values" => campaign_values(),
        _ => return None,
    })
}

/// What a kind of item is called in the middle of a sentence, and its sign.
pub(crate) fn kind(kind: &str) -> (String, &'static str) {
    let (words, sign) = match kind {
        "service" => (kind_service(), sign::SERVICE),
        "tag" => (kind_tag(), ui::view::icon::TAG),
        "schedule" => (kind_schedule(), sign::MISSED),
        "link" => (kind_link(), sign::PAGE),
        "cta" => (kind_cta(), sign::CODE),
        "campaign" => (kind_campaign(), sign::BELL),
        "appearance" => (kind_appearance(), sign::EYE),
        "messages" => (kind_messages(), ui::view::icon::LETTER),
        "forms" => (kind_forms(), sign::ARCHIVE),
        "staff" => (kind_staff(), sign::PERSON),
        other => return (other.replace('_', " "), sign::SETTINGS),
    };
    (words.to_owned(), sign)
}
