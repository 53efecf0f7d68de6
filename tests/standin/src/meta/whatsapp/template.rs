//! Forms that may be sent at any time: those that the business has, and whether one is filled in as it has to be.

use serde_json::{Value, json};

use crate::{
    server::Request,
    shape::{Fault, Object, Wrong, characters, wrong},
};

/// One that the business has.
struct Form {
    name: &'static str,
    language: &'static str,
    status: &'static str,
    /// `IMAGE` in the place of words stands for a picture.
    head: Option<&'static str>,
    body: &'static str,
    foot: Option<&'static str>,
    /// What a button says, and the address behind it.
    button: Option<(&'static str, &'static str)>,
    /// What its body's places are called; none if they have numbers.
    names: &'static [&'static str],
}

/// Without anything but words.
const PLAIN: Form =
    Form { name: "", language: "en", status: "APPROVED", head: None, body: "", foot: None, button: None, names: &[] };

const PICTURE: &str = "IMAGE";

const FORMS: &[Form] = &[
    Form { name: "we_are_back", body: "Hello {{1}}, we are back. Write to us!", ..PLAIN },
    Form {
        name: "order_sent",
        head: Some("Your order"),
        body: "Order {{2}} is on its way to you, {{1}}. It is there in {{3}} days.",
        foot: Some("Kettles & Co."),
        ..PLAIN
    },
    Form {
        name: "order_sent",
        language: "ja",
        body: "{{1}}様、ご注文{{2}}を発送しました。{{3}}日で届きます。",
        ..PLAIN
    },
    Form { name: "any_news", body: "Any news?", ..PLAIN },
    Form {
        name: "new_kettle",
        head: Some(PICTURE),
        body: "Look, {{first_name}}: the {{kettle}} is here.",
        button: Some(("See it", "https://kettles.example/{{1}}")),
        names: &["first_name", "kettle"],
        ..PLAIN
    },
    Form { name: "spring_sale", status: "PENDING", body: "Spring sale!", ..PLAIN },
];

impl Form {
    fn places(&self) -> usize {
        (1..10).take_while(|number| self.body.contains(&format!("{{{{{number}}}}}"))).count() + self.names.len()
    }

    /// What a person sees of it.
    fn words(&self, filled: &Filled) -> String {
        let key = |at: usize| self.names.get(at).map_or_else(|| (at + 1).to_string(), |name| (*name).to_owned());
        let put = |body: String, (at, text): (usize, &&str)| body.replace(&format!("{{{{{}}}}}", key(at)), text);
        let body = filled.body.iter().enumerate().fold(self.body.to_owned(), put);
        let head = if self.head == Some(PICTURE) { filled.picture } else { self.head };
        let end = filled.button.unwrap_or_default();
        let button = self.button.map(|(label, address)| format!("[{label}] {}", address.replace("{{1}}", end)));
        [head, Some(&body), self.foot, button.as_deref()].into_iter().flatten().collect::<Vec<_>>().join("\n\n")
    }

    fn components(&self) -> Vec<Value> {
        let head = self.head.map(|head| match head {
            PICTURE => json!({ "type": "HEADER", "format": PICTURE }),
            words => json!({ "type": "HEADER", "format": "TEXT", "text": words }),
        });
        let foot = self.foot.map(|foot| json!({ "type": "FOOTER", "text": foot }));
        let button = self.button.map(|(text, url)| {
            json!({ "type": "BUTTONS", "buttons": [{ "type": "URL", "text": text, "url": url, "example": [url] }] })
        });
        let body = Some(json!({ "type": "BODY", "text": self.body }));
        [head, body, foot, button].into_iter().flatten().collect()
    }
}

/// What was filled in.
#[derive(Default)]
struct Filled<'a> {
    picture: Option<&'a str>,
    body: Vec<&'a str>,
    button: Option<&'a str>,
}

/// Answers with the fields that were asked for; without, with name, language and status.
pub(super) fn list(request: &Request) -> Value {
    let fields = request.param("fields").unwrap_or_else(|| "name,language,status".to_owned());
    let asked: Vec<_> = fields.split(',').collect();
    let rows = FORMS.iter().zip(770_000_000_000_001_u64..).map(|(form, id)| {
        let all = json!({
            "name": form.name,
            "language": form.language,
            "status": form.status,
            "category": "UTILITY",
            "parameter_format": if form.names.is_empty() { "POSITIONAL" } else { "NAMED" },
            "components": form.components(),
        });
        let mut row = json!({ "id": id.to_string() });
        for name in asked.iter().filter(|name| all.get(**name).is_some()) {
            row[*name] = all[*name].clone();
        }
        row
    });
    json!({ "data": rows.collect::<Vec<_>>() })
}

/// One with all that it needs; gives what the person sees.
pub(super) fn read(send: &Object) -> Result<String, Fault> {
    let template = send.object("template", &["name", "language"], &["components"])?;
    let approved = || FORMS.iter().filter(|form| form.status == "APPROVED");
    let name = template.one_of("name", &approved().map(|form| form.name).collect::<Vec<_>>())?;
    let languages: Vec<_> = approved().filter(|form| form.name == name).map(|form| form.language).collect();
    let language = template.object("language", &["code"], &["policy"])?.one_of("code", &languages)?;
    let form = approved().find(|form| form.name == name && form.language == language);
    let form = form.ok_or_else(|| Fault { at: template.place("name"), what: Wrong::Invalid })?;
    let components = if template.has("components") { template.list("components")? } else { &[] };
    let mut filled = Filled::default();
    for component in components {
        self::component(form, component, &mut filled)?;
    }
    let is_whole = filled.body.len() == form.places()
        && filled.picture.is_some() == (form.head == Some(PICTURE))
        && filled.button.is_some() == form.button.is_some();
    if is_whole { Ok(form.words(&filled)) } else { wrong("template.components", Wrong::Invalid) }
}

/// What goes to one part of it.
fn component<'a>(form: &Form, component: &'a Value, filled: &mut Filled<'a>) -> Result<(), Fault> {
    let component = Object::of(component, "template.components[0]", &["type", "parameters"], &["sub_type", "index"])?;
    let parameters = component.list("parameters")?;
    match component.one_of("type", &["header", "body", "button"])? {
        "body" => {
            let words = parameters.iter().enumerate().map(|(at, it)| parameter(it, form.names.get(at).copied()));
            filled.body = words.collect::<Result<_, _>>()?;
        }
        "header" => {
            let [picture] = parameters else { return wrong(component.place("parameters"), Wrong::Invalid) };
            let picture = Object::of(picture, AT, &["type", "image"], &[])?;
            picture.one_of("type", &["image"])?;
            filled.picture = Some(picture.object("image", &["link"], &[])?.bounded("link", 2_000, characters)?);
        }
        _ => {
            component.one_of("sub_type", &["url"])?;
            component.one_of("index", &["0"])?;
            let [end] = parameters else { return wrong(component.place("parameters"), Wrong::Invalid) };
            filled.button = Some(parameter(end, None)?);
        }
    }
    Ok(())
}

const AT: &str = "template.components[0].parameters[0]";

/// A text without line breaks, tabs, or more than four spaces in a row; under its name, where it has one.
fn parameter<'a>(parameter: &'a Value, name: Option<&str>) -> Result<&'a str, Fault> {
    let parameter = match name {
        Some(name) => {
            let named = Object::of(parameter, AT, &["type", "text", "parameter_name"], &[])?;
            named.one_of("parameter_name", &[name])?;
            named
        }
        None => Object::of(parameter, AT, &["type", "text"], &[])?,
    };
    parameter.one_of("type", &["text"])?;
    let text = parameter.bounded("text", 1_024, characters)?;
    if text.contains(['\n', '\t']) || text.contains("     ") {
        wrong(parameter.place("text"), Wrong::Invalid)
    } else {
        Ok(text)
    }
}
