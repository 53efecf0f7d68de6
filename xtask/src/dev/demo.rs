//! The demo service, made through the public interface as anybody would make one.

use std::fs;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::state::State;
use crate::{client::Client, process::progress};

/// The service's slug.
pub(crate) const SERVICE: &str = "acme";
/// The weblink that is shown: the tag's own.
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

/// The tag that can be called; the owner can be, too.
const CALLED: &str = "sales";

/// Makes the demo service if there is none, and sees that the demo site may carry its widget.
///
/// # Errors
/// When the worker refuses something, in its words.
pub(crate) fn prepare(desk: &str, site: &str, state: &State) -> Result<Vec<Staff>> {
    let staff: Vec<Staff> = STAFF
        .iter()
        .zip(0..)
        .map(|((name, email), at)| Staff { name, email, password: password(&state.demo_seed, at) })
        .collect();
    let made = state.path("demo.json");
    let this = json!({ "site": site }).to_string();
    if !made.exists() {
        seed(desk, site, &state.setup_key, &staff).context(
            "the demo service could not be made; if an earlier attempt stopped half-way, start again with --fresh",
        )?;
    } else if fs::read_to_string(&made).is_ok_and(|last| last == this) {
        return Ok(staff);
    } else if let Err(error) = allow(desk, site, &staff) {
        progress(format_args!("the demo service does not allow {site} to carry its widget: {error:#}"));
        return Ok(staff);
    }
    fs::write(&made, this).context("remembering the demo service")?;
    Ok(staff)
}

/// Easy to copy, different in each state folder, the same at each start.
fn password(seed: &str, at: usize) -> String {
    let letters: Vec<char> = seed.chars().filter(char::is_ascii_alphanumeric).collect();
    let part = |from: usize| letters.iter().cycle().skip(from).take(5).collect::<String>();
    format!("demo-{}-{}", part(at * 10), part(at * 10 + 5))
}

/// Makes the service, with all that the demo shows.
fn seed(desk: &str, site: &str, setup_key: &str, staff: &[Staff]) -> Result<()> {
    let (owner, others) = staff.split_first().context("the demo needs somebody")?;
    let service = json!({
        "slug": SERVICE,
        "name": "Acme Outdoor",
        "time_zone": "Europe/London",
        "languages": ["en", "zh-Hant", "zh-Hans", "ja"],
        "sites": [site],
        "owner_name": owner.name,
        "owner_email": owner.email,
        "owner_password": owner.password,
    });
    let mut client = Client::new(desk, SERVICE);
    client.set_up(setup_key, &service)?;
    client.sign_in(owner.email, &owner.password)?;
    for other in others {
        let invited = client.ask("POST", "invitations", &json!({ "email": other.email, "role": "agent" }))?;
        let accept = json!({ "secret": invited["secret"], "name": other.name, "password": other.password });
        Client::new(desk, SERVICE).ask("POST", "invitations/accept", &accept)?;
    }
    // A new service has a tag, so that it can be used at once; the demo shows ones of its own.
    let first = client.ask("GET", "tags", &Value::Null)?;
    let known = client.ask("GET", "staff", &Value::Null)?;
    let find = |known: &Value, email: &str| {
        let found = known.as_array().and_then(|all| all.iter().find(|one| one["email"] == email));
        found.cloned().with_context(|| format!("{email} isn't among the staff"))
    };
    let id = |at: usize| find(&known, staff[at].email).ok().map(|one| one["id"].clone());
    let mut called = find(&known, owner.email)?;
    called["calls"] = json!(true);
    let path = format!("staff/{}", called["id"].as_str().unwrap_or_default());
    client.ask("PUT", &path, &called)?;
    for (handle, name, description, destinations) in TAGS {
        let destinations: Vec<Value> = destinations
            .iter()
            .zip(["First line", "Second line"])
            .map(|(places, line)| {
                let staff: Vec<Value> = places.iter().filter_map(|&at| id(at)).collect();
                json!({ "name": line, "staff": staff })
            })
            .collect();
        let tag = json!({
            "handle": handle,
            "name": name,
            "description": description,
            "calls": handle == CALLED,
            "destinations": destinations,
        });
        client.ask("POST", "tags", &tag)?;
    }
    for id in first.as_array().into_iter().flatten().filter_map(|tag| tag["id"].as_str()) {
        client.ask("DELETE", &format!("tags/{id}"), &Value::Null)?;
    }
    Ok(())
}

/// Adds the demo site to the service's sites: its port may be another than last time.
fn allow(desk: &str, site: &str, staff: &[Staff]) -> Result<()> {
    let owner = staff.first().context("the demo needs somebody")?;
    let mut client = Client::new(desk, SERVICE);
    client.sign_in(owner.email, &owner.password)?;
    let mut settings = client.ask("GET", "settings", &Value::Null)?;
    let sites = settings["sites"].as_array_mut().context("the settings have no sites")?;
    if !sites.iter().any(|known| known == site) {
        sites.push(json!(site));
        client.ask("PUT", "settings", &settings)?;
    }
    client.ask("DELETE", "session", &Value::Null).map(drop)
}
