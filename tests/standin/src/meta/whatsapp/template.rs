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
    head: Option<&'static str>,
    body: &'static str,
    foot: Option<&'static str>,
}

const FORMS: &[Form] = &[
    Form {
        name: "we_are_back",
        language: "en",
        status: "APPROVED",
        head: None,
        body: "Hello {{1}}, we are back. Write to us!",
        foot: None,
    },
    Form {
        name: "order_sent",
        language: "en",
        status: "APPROVED",
        head: Some("Your order"),
        body: "Order {{2}} is on its way to you, {{1}}. It is there in {{3}} days.",
        foot: Some("Kettles & Co."),
    },
    Form {
        name: "order_sent",
        language: "ja",
        status: "APPROVED",
        head: None,
        body: "{{1}}様、ご注文{{2}}を発送しました。{{3}}日で届きます。",
        foot: None,
    },
    Form { name: "any_news", language: "en", status: "APPROVED", head: None, body: "Any news?", foot: None },
    Form { name: "spring_sale", language: "en", status: "PENDING", head: None, body: "Spring sale!", foot: None },
];

impl Form {
    fn places(&self) -> usize {
        (1..10).take_while(|number| self.body.contains(&format!("{{{{{number}}}}}"))).count()
    }

    /// What a person sees of it.
    fn words(&self, filled: &[&str]) -> String {
        let places = filled.iter().zip(1..);
        let put = |body: String, (text, number): (&&str, i32)| body.replace(&format!("{{{{{number}}}}}"), text);
        let body = places.fold(self.body.to_owned(), put);
        [self.head, Some(&body), self.foot].into_iter().flatten().collect::<Vec<_>>().join("\n\n")
    }
}

/// Answers with the fields that were asked for; without, with name, language and status.
pub(super) fn list(request: &Request) -> Value {
    let fields = request.param("fields").unwrap_or_else(|| "name,language,status".to_owned());
    let asked: Vec<_> = fields.split(',').collect();
    let rows = FORMS.iter().zip(770_000_000_000_001_u64..).map(|(form, id)| {
        let mut components = vec![json!({ "type": "BODY", "text": form.body })];
        if let Some(head) = form.head {
            components.insert(0, json!({ "type": "HEADER", "format": "TEXT", "text": head }));
        }
        components.extend(form.foot.map(|foot| json!({ "type": "FOOTER", "text": foot })));
        let all = json!({
            "name": form.name,
            "language": form.language,
            "status": form.status,
            "category": "UTILITY",
            "parameter_format": "POSITIONAL",
            "components": components,
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
    let filled = match components {
        [] => Vec::new(),
        [body] => {
            let body = Object::of(body, "template.components[0]", &["type", "parameters"], &[])?;
            body.one_of("type", &["body", "BODY"])?;
            body.list("parameters")?.iter().map(parameter).collect::<Result<Vec<_>, _>>()?
        }
        _ => return wrong("template.components", Wrong::Invalid),
    };
    if filled.len() != form.places() {
        return wrong("template.components", Wrong::Invalid);
    }
    Ok(form.words(&filled))
}

/// A text without line breaks, tabs, or more than four spaces in a row.
fn parameter(parameter: &Value) -> Result<&str, Fault> {
    let at = "template.components[0].parameters[0]";
    let parameter = Object::of(parameter, at, &["type", "text"], &["parameter_name"])?;
    parameter.one_of("type", &["text"])?;
    let text = parameter.bounded("text", 1_024, characters)?;
    if text.contains(['\n', '\t']) || text.contains("     ") {
        wrong(parameter.place("text"), Wrong::Invalid)
    } else {
        Ok(text)
    }
}
