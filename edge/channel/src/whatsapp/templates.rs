//! The forms that Meta approved for what is said outside of the window.
//!
//! Shapes: Meta's documentation of template components and of template messages, read 2026-11.

use serde_json::{Value, json};
use shared::channel::template::{Filled, Part, Place, Template, with_places};

use crate::graph::read::{list, text, words};

/// Most places of one form, and most buttons; Meta allows fewer.
const MOST_PLACES: usize = 100;
const MOST_BUTTONS: usize = 10;

pub(super) fn read(answer: &Value) -> Vec<Template> {
    list(&answer["data"]).iter().filter_map(template).collect()
}

/// One that can be sent here. Not offered: cards side by side, offers that end, places on a map, and buttons that need more than
/// an address.
fn template(template: &Value) -> Option<Template> {
    text(&template["status"]).filter(|status| *status == "APPROVED")?;
    let mut form = Form { parts: Vec::new(), places: Vec::new() };
    let mut has_body = false;
    for component in list(&template["components"]) {
        match text(&component["type"])? {
            "HEADER" => form.head(component)?,
            "BODY" => {
                has_body = true;
                form.words(Part::Body, text(&component["text"])?)?;
            }
            "FOOTER" => form.parts.extend(words(&component["text"])),
            "BUTTONS" => form.buttons(list(&component["buttons"]))?,
            _ => return None,
        }
    }
    let owned = |value: &Value| text(value).unwrap_or_default().to_owned();
    let (name, language) = (owned(&template["name"]), owned(&template["language"]));
    has_body.then(|| Template { name, language, text: form.parts.join("\n\n"), places: form.places })
}

/// What was read of one so far.
struct Form {
    parts: Vec<String>,
    places: Vec<Place>,
}

impl Form {
    fn head(&mut self, component: &Value) -> Option<()> {
        let part = match text(&component["format"]).unwrap_or("TEXT") {
            "TEXT" => return self.words(Part::Head, text(&component["text"])?),
            "IMAGE" => Part::Picture,
            "VIDEO" => Part::Video,
            "DOCUMENT" => Part::Document,
            _ => return None,
        };
        self.words(part, "{{1}}")
    }

    /// What they say, and where they lead.
    fn buttons(&mut self, buttons: &[Value]) -> Option<()> {
        if buttons.len() > MOST_BUTTONS {
            return None;
        }
        let mut lines = Vec::new();
        for (button, at) in buttons.iter().zip(0..) {
            let label = text(&button["text"]).unwrap_or_default();
            lines.push(match text(&button["type"])? {
                "QUICK_REPLY" | "PHONE_NUMBER" => format!("[{label}]"),
                "URL" => format!("[{label}] {}", self.numbered(Part::Button { button: at }, text(&button["url"])?)?),
                _ => return None,
            });
        }
        self.parts.push(lines.join("\n"));
        Some(())
    }

    fn words(&mut self, part: Part, text: &str) -> Option<()> {
        let words = self.numbered(part, text)?;
        self.parts.push(words);
        Some(())
    }

    /// The text of a part with its places numbered on from those before. Each part has its own `{{1}}` at Meta, or names.
    fn numbered(&mut self, part: Part, text: &str) -> Option<String> {
        let first = self.places.len();
        let mut keys: Vec<String> = Vec::new();
        // What stands there now is of no use yet: which numbers there are isn't known before the end.
        with_places(text, |key| {
            let key = key.trim().to_owned();
            if !keys.contains(&key) {
                keys.push(key);
            }
            String::new()
        });
        let numbers = keys.iter().map(|key| key.parse::<usize>().ok()).collect::<Option<Vec<_>>>();
        // What goes to numbers is sent in their order, what goes to names under them.
        let most = numbers.as_ref().map_or(keys.len(), |numbers| numbers.iter().copied().max().unwrap_or_default());
        if first.saturating_add(most) > MOST_PLACES || numbers.as_ref().is_some_and(|numbers| numbers.contains(&0)) {
            return None;
        }
        let name = |at: usize| if numbers.is_none() { keys.get(at).cloned() } else { None };
        self.places.extend((0..most).map(|at| Place { name: name(at), part }));
        Some(with_places(text, |key| {
            let at = match &numbers {
                Some(_) => key.trim().parse().unwrap_or_default(),
                None => keys.iter().position(|it| *it == key.trim()).map_or(0, |at| at + 1),
            };
            format!("{{{{{}}}}}", first + at)
        }))
    }
}

/// One as it is sent.
pub(super) fn write(name: &str, language: &str, filled: &[Filled]) -> Value {
    let mut template = json!({ "name": name, "language": { "code": language } });
    if !filled.is_empty() {
        let of_parts = filled.chunk_by(|one, next| one.place.part == next.place.part);
        template["components"] =
            of_parts.filter_map(|of_part| Some(component(of_part.first()?.place.part, of_part))).collect();
    }
    template
}

fn component(part: Part, filled: &[Filled]) -> Value {
    let parameters: Vec<_> = filled.iter().map(parameter).collect();
    match part {
        Part::Head | Part::Picture | Part::Video | Part::Document => {
            json!({ "type": "header", "parameters": parameters })
        }
        Part::Body => json!({ "type": "body", "parameters": parameters }),
        Part::Button { button } => {
            json!({ "type": "button", "sub_type": "url", "index": button.to_string(), "parameters": parameters })
        }
    }
}

fn parameter(filled: &Filled) -> Value {
    let kind = match filled.place.part {
        Part::Picture => "image",
        Part::Video => "video",
        Part::Document => "document",
        Part::Head | Part::Body | Part::Button { .. } => {
            let mut words = json!({ "type": "text", "text": filled.text });
            if let Some(name) = &filled.place.name {
                words["parameter_name"] = name.as_str().into();
            }
            return words;
        }
    };
    json!({ "type": kind, kind: { "link": filled.text } })
}
