//! A page to chat with the business as somebody: plain HTML that the stand-in writes, with a frame that loads itself anew.

use std::{fmt::Write, sync::Arc};

use serde_json::{Value, json};

use crate::{
    control,
    person::{Person, Say},
    server::{Reply, Request},
    stand::{Facts, Stand},
};

const STYLE: &str = "\
*{box-sizing:border-box}body{margin:0;font:16px/1.45 system-ui,sans-serif;background:#eceff1;color:#1c2226}\
main{max-width:30rem;margin:0 auto;height:100vh;display:flex;flex-direction:column;background:#fff;box-shadow:0 0 2rem #0002}\
header{background:var(--it);color:#fff;padding:.8rem 1rem;display:flex;gap:.8rem;align-items:center}\
header b{flex:1}header input{width:8rem;color:#1c2226}iframe{flex:1;border:0;width:100%}\
form.say{display:flex;flex-wrap:wrap;gap:.4rem;padding:.6rem;border-top:1px solid #dde2e5}form.say input{flex:1 0 60%}\
input,button{font:inherit;padding:.45rem .7rem;border:1px solid #c5ccd1;border-radius:.6rem;background:#fff;color:inherit}\
button{cursor:pointer}button.main{background:var(--it);color:#fff;border-color:var(--it)}\
body:has(>ol){background:#fff}ol{list-style:none;margin:0;padding:1rem;display:flex;flex-direction:column;gap:.45rem}\
li{max-width:80%;padding:.5rem .8rem;border-radius:1rem;background:#eef1f3;overflow-wrap:anywhere;white-space:pre-wrap}\
li.own{align-self:flex-end;background:var(--it);color:#fff}li img{max-width:100%;display:block;border-radius:.5rem}\
li small,p{opacity:.7;font-size:.8rem;margin:0}p{padding:1rem}";

/// The page, and with `?frame` what is in its frame.
pub(crate) fn show(stand: &Stand, request: &Request) -> Reply {
    let who = request.param("as").filter(|who| !who.is_empty()).unwrap_or_else(|| "ana".to_owned());
    let facts = stand.service.facts();
    let person = stand.world().find(&who).cloned();
    let body = if request.param("frame").is_some() {
        frame(person.as_ref())
    } else {
        main(facts, &who, person.as_ref(), stand.world().config.callback.as_deref())
    };
    let refresh = if request.param("frame").is_some() { "<meta http-equiv=refresh content=2>" } else { "" };
    let head = format!("<!doctype html><meta charset=utf-8>{refresh}<title>{} (stand-in)</title>", facts.name);
    let text = format!("{head}<style>:root{{--it:{}}}{STYLE}</style>{body}", facts.colour);
    Reply::new(200, "text/html; charset=utf-8", text)
}

/// What its form sent.
pub(crate) fn said(stand: &Arc<Stand>, request: &Request) -> Reply {
    let fields: Vec<(String, String)> =
        form_urlencoded::parse(&request.body).map(|(name, value)| (name.into(), value.into())).collect();
    let field = |name: &str| fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str());
    let who = field("as");
    if !field("callback").is_empty() {
        stand.world().config.callback = Some(field("callback").to_owned());
    }
    let what = match field("do") {
        "" | "text" => json!({ "text": field("text") }),
        act => json!({ act: true }),
    };
    let what: Value = if what["text"] == "" { Value::Null } else { what };
    if let Ok(mut say) = serde_json::from_value::<Say>(what.clone()) {
        say.wait = Some(false);
        // What can't be done on this service is shown by nothing happening.
        control::say(stand, who, &say, what).map(drop).unwrap_or_default();
    }
    Reply::to(&format!("/?as={}", channel::http::encode(who)))
}

fn main(facts: &Facts, who: &str, person: Option<&Person>, callback: Option<&str>) -> String {
    let (name, own) = (facts.name, escaped(who));
    let id = person.map_or("nobody yet", |person| &person.id);
    let callback = escaped(callback.unwrap_or_default());
    format!(
        "<main><header><b>{name}</b><form><label>as <input name=as value=\"{own}\"></label></form></header>\
         <p>{id}</p><iframe src=\"/?frame&amp;as={own}\" title=\"What {own} sees\"></iframe>\
         <form class=say method=post action=/_/page><input type=hidden name=as value=\"{own}\">\
         <input name=text placeholder=Message autofocus autocomplete=off><button class=main name=do value=text>Send</button>\
         <button name=do value=image>Picture</button><button name=do value=audio>Voice</button>\
         <button name=do value=file>File</button><button name=do value=follow>Follow</button>\
         <button name=do value=unfollow>Leave</button></form>\
         <form class=say method=post action=/_/page><input type=hidden name=as value=\"{own}\">\
         <input name=callback value=\"{callback}\" placeholder=\"The desk's webhook address\"><button>Set</button></form></main>"
    )
}

/// What somebody wrote and got, by time. The newest is scrolled to.
fn frame(person: Option<&Person>) -> String {
    let mut lines: Vec<(i64, String)> = Vec::new();
    for said in person.into_iter().flat_map(|person| &person.said) {
        let act = || said.what.as_object().and_then(|what| what.keys().next()).map_or("", String::as_str);
        let text = said.what["text"].as_str().map_or_else(|| format!("[{}]", act()), str::to_owned);
        lines.push((said.at_ms, format!("<li class=own>{}</li>", escaped(&text))));
    }
    for shown in person.into_iter().flat_map(|person| &person.inbox) {
        let mut line = String::from("<li>");
        if let Some(file) = &shown.file {
            let _ = if file.media_type.starts_with("image/") {
                write!(line, "<img src=\"{}\" alt=\"{}\">", file.path, escaped(&file.name))
            } else {
                write!(line, "<a href=\"{}\">{}</a>", file.path, escaped(&file.name))
            };
        }
        line.push_str(&escaped(shown.text.as_deref().unwrap_or_default()));
        let way = [&shown.kind, &shown.way].map(|it| escaped(it)).join(", ");
        lines.push((shown.at_ms, format!("{line} <small>{way}</small></li>")));
    }
    lines.sort_by_key(|(at_ms, _)| *at_ms);
    let lines: String = lines.into_iter().map(|(_, line)| line).collect();
    format!("<ol>{lines}</ol><script>scrollTo(0,document.body.scrollHeight)</script>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
