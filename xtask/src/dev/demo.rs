//! The demo service, made through the public interface as anybody would make one.

use std::fs;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{
    http::{self, Answer},
    state::State,
};
use crate::process::progress;

/// The service's slug.
pub(crate) const SERVICE: &str = "acme";
/// Where the link that is shown leads: the tag's handle.
pub(crate) const LINK: &str = "sales";

/// One who can sign in to the demo.
pub(crate) struct Staff {
    name: &'static str,
    /// To sign in with.
    pub(crate) email: &'static str,
    /// To sign in with; the same for the life of the state folder.
    pub(crate) password: String,
}

/// The owner first.
const STAFF: [(&str, &str); 2] = [("Ada Lovelace", "ada@acme.example"), ("Ben Okafor", "ben@acme.example")];

/// Handle, name, what for, and who serves it in which order, as places in [`STAFF`].
const TAGS: [(&str, &str, &str, &[&[usize]]); 3] = [
    ("sales", "Sales", "Prices, stock, and what fits you", &[&[0, 1]]),
    ("support", "Support", "Help with what you bought", &[&[1], &[0]]),
    ("billing", "Billing", "Invoices and payments", &[&[0], &[1]]),
];

/// Makes the demo service if there is none, and sees that the demo site may carry its widget.
///
/// # Errors
/// When the worker refuses something, in its words.
pub(crate) fn prepare(desk: &str, customer: &str, state: &State) -> Result<Vec<Staff>> {
    let staff: Vec<Staff> = STAFF
        .iter()
        .zip(0..)
        .map(|((name, email), at)| Staff { name, email, password: password(&state.demo_seed, at) })
        .collect();
    let made = state.path("demo.json");
    let site = json!({ "site": customer }).to_string();
    if !made.exists() {
        Seeding { desk, cookie: String::new() }.run(customer, &state.setup_key, &staff).context(
            "the demo service could not be made; if an earlier attempt stopped half-way, start again with --fresh",
        )?;
    } else if fs::read_to_string(&made).is_ok_and(|last| last == site) {
        return Ok(staff);
    } else if let Err(error) = allow(desk, customer, &staff) {
        progress(format_args!("the demo service does not allow {customer} to carry its widget: {error:#}"));
        return Ok(staff);
    }
    fs::write(&made, site).context("remembering the demo service")?;
    Ok(staff)
}

/// Easy to copy, different in each state folder, the same at each start.
fn password(seed: &str, at: usize) -> String {
    let letters: Vec<char> = seed.chars().filter(char::is_ascii_alphanumeric).collect();
    let part = |from: usize| letters.iter().cycle().skip(from).take(5).collect::<String>();
    format!("demo-{}-{}", part(at * 10), part(at * 10 + 5))
}

/// A conversation with the worker, signed in from some point on.
struct Seeding<'a> {
    desk: &'a str,
    cookie: String,
}

impl Seeding<'_> {
    fn run(&mut self, customer: &str, setup_key: &str, staff: &[Staff]) -> Result<()> {
        let (owner, others) = staff.split_first().context("the demo needs somebody")?;
        let key = format!("Bearer {setup_key}");
        let service = json!({
            "slug": SERVICE,
            "name": "Acme Outdoor",
            "time_zone": "Europe/London",
            "languages": ["en", "zh-Hant", "zh-Hans", "ja"],
            "sites": [customer],
            "owner_name": owner.name,
            "owner_email": owner.email,
            "owner_password": owner.password,
        });
        let headers = [("Authorization", key.as_str())];
        http::request("POST", &format!("{}/api/v1/services", self.desk), &headers, Some(&service))?.json()?;
        self.sign_in(owner)?;
        for other in others {
            let invited = self.ask("POST", "invitations", &json!({ "email": other.email, "role": "agent" }))?;
            let accept = json!({ "secret": invited["secret"], "name": other.name, "password": other.password });
            Seeding { desk: self.desk, cookie: String::new() }.ask("POST", "invitations/accept", &accept)?;
        }
        // A new service has a tag, so that it can be used at once; the demo shows ones of its own.
        let first = self.ask("GET", "tags", &Value::Null)?;
        let known = self.ask("GET", "staff", &Value::Null)?;
        let id = |at: usize| known.as_array()?.iter().find(|one| one["email"] == staff[at].email)?.get("id").cloned();
        for (handle, name, description, destinations) in TAGS {
            let destinations: Vec<Value> = destinations
                .iter()
                .zip(["First line", "Second line"])
                .map(|(places, line)| {
                    let staff: Vec<Value> = places.iter().filter_map(|&at| id(at)).collect();
                    json!({ "name": line, "staff": staff })
                })
                .collect();
            let tag =
                json!({ "handle": handle, "name": name, "description": description, "destinations": destinations });
            self.ask("POST", "tags", &tag)?;
        }
        for id in first.as_array().into_iter().flatten().filter_map(|tag| tag["id"].as_str()) {
            self.ask("DELETE", &format!("tags/{id}"), &Value::Null)?;
        }
        Ok(())
    }

    fn sign_in(&mut self, staff: &Staff) -> Result<()> {
        let body = json!({ "email": staff.email, "password": staff.password });
        let answer = self.send("POST", "session", &body)?;
        answer.json()?;
        let cookie = answer.header("set-cookie").context("signing in gave no session")?;
        self.cookie = cookie.split(';').next().unwrap_or_default().into();
        Ok(())
    }

    fn ask(&self, method: &str, what: &str, body: &Value) -> Result<Value> {
        self.send(method, what, body)?.json().with_context(|| format!("{method} …/{what}"))
    }

    fn send(&self, method: &str, what: &str, body: &Value) -> Result<Answer> {
        let url = format!("{}/api/v1/services/{SERVICE}/{what}", self.desk);
        let headers = [("Origin", self.desk), ("Cookie", self.cookie.as_str())];
        let headers = if self.cookie.is_empty() { &headers[..1] } else { &headers[..] };
        http::request(method, &url, headers, (!body.is_null()).then_some(body))
    }
}

/// Adds the demo site to the service's sites: its port may be another than last time.
fn allow(desk: &str, customer: &str, staff: &[Staff]) -> Result<()> {
    let mut owner = Seeding { desk, cookie: String::new() };
    owner.sign_in(staff.first().context("the demo needs somebody")?)?;
    let mut settings = owner.ask("GET", "settings", &Value::Null)?;
    let sites = settings["sites"].as_array_mut().context("the settings have no sites")?;
    if !sites.iter().any(|site| site == customer) {
        sites.push(json!(customer));
        owner.ask("PUT", "settings", &settings)?;
    }
    owner.ask("DELETE", "session", &Value::Null).map(drop)
}
