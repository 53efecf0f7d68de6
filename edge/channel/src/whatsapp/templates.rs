//! The forms that Meta approved for what is said outside of the window.

use serde_json::Value;

use crate::{
    graph::read::{list, text, words},
    outbound::Template,
};

pub(super) fn read(answer: &Value) -> Vec<Template> {
    list(&answer["data"]).iter().filter_map(template).collect()
}

/// One that can be sent with the parameters of its body alone, by their order.
fn template(template: &Value) -> Option<Template> {
    let status = text(&template["status"]).filter(|status| *status == "APPROVED")?;
    let components = list(&template["components"]);
    let (bodies, others): (Vec<_>, Vec<_>) = components.iter().partition(|it| it["type"] == "BODY");
    let body = text(&bodies.first()?["text"])?;
    // A picture in the header, or a parameter outside of the body, would have to be filled in too.
    let asks_more = others.iter().any(|it| {
        let format = text(&it["format"]).unwrap_or("TEXT");
        format != "TEXT" || ["text", "buttons"].iter().any(|part| it[part].to_string().contains("{{"))
    });
    let parameters = parameters(body)?;
    let part = |kind: &str| others.iter().find(|it| it["type"] == kind).and_then(|it| words(&it["text"]));
    (!asks_more).then(|| Template {
        name: text(&template["name"]).unwrap_or_default().to_owned(),
        language: text(&template["language"]).unwrap_or_default().to_owned(),
        head: part("HEADER"),
        body: body.to_owned(),
        foot: part("FOOTER"),
        parameters,
        status: status.to_owned(),
    })
}

/// How many there are: `{{1}}` up to `{{n}}`; none if some have names.
fn parameters(body: &str) -> Option<u32> {
    let places = body.split("{{").skip(1).filter_map(|after| after.split_once("}}"));
    let numbers = places.map(|(number, _)| number.trim().parse::<u32>().ok()).collect::<Option<Vec<_>>>()?;
    Some(numbers.into_iter().max().unwrap_or_default()).filter(|most| *most <= 100)
}
