//! Our own worker as a contender: its code, and rooms with people in them, made through the public interface.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::server::{Server, WorkerCode};
use crate::{client::Client, project::Project};

const SERVICE: &str = "bench";
const EMAIL: &str = "bench@example.com";
/// Of a service that lives for a minute on loopback, as are both secrets.
const PASSWORD: &str = "as long as it takes";
const SETUP_KEY: &str = "set-up-key-of-a-benchmark";
const TOKEN_SECRET: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// What `cargo xtask build` made. Without `ADDRESS_LIMIT`, and with the paces of rooms lifted: everybody here comes from
/// one address and types without pause.
pub(crate) fn code(project: &Project) -> WorkerCode {
    let folder = project.path("build/worker");
    let text = |name, value: &str| (name, value.to_owned());
    WorkerCode {
        modules: ["index.js", "edge_bg.wasm"].map(|name| (name, folder.join(name))).to_vec(),
        classes: &["Desk", "Room", "Channel", "Index"],
        texts: vec![text("SETUP_KEY", SETUP_KEY), text("TOKEN_SECRET", TOKEN_SECRET), text("LIMITS", "off")],
    }
}

/// New rooms, each with a visitor of its own who was answered. Half of a room's sockets are the visitor's (so many tabs),
/// half the owner's.
///
/// # Errors
/// When the worker refuses something, in its words.
pub(crate) fn members(server: &Server, rooms: usize, members: usize) -> Result<Vec<Value>> {
    let client = owner(format!("http://127.0.0.1:{}", server.port))?;
    // A new service has a tag.
    let tag = client.ask("GET", "directory", &Value::Null)?["tags"][0]["id"].clone();
    let mut sockets = Vec::new();
    for room in 0..rooms {
        let visitor = client.ask("POST", "visitors", &json!({}))?;
        let token = visitor["token"].as_str().context("no token for a visitor")?;
        let enquiry = format!("enq_{:032x}", std::time::SystemTime::UNIX_EPOCH.elapsed()?.as_nanos());
        let raise = json!({ "enquiry": enquiry, "entry": { "kind": "tag", "tag": tag } });
        client.ask_as(token, "POST", "visitor/enquiries", &raise)?;
        // Nobody is at a dashboard, so it was missed at once.
        client.ask("POST", &format!("enquiries/{enquiry}/follow-up"), &Value::Null)?;
        for member in 0..members {
            sockets.push(if member.is_multiple_of(2) {
                let path = format!("/api/v1/services/{SERVICE}/visitor/rooms/{enquiry}/socket");
                let protocol = format!("frontdesk.v1, token.{token}");
                json!({ "room": room, "path": path, "headers": [["Sec-WebSocket-Protocol", protocol]] })
            } else {
                let path = format!("/api/v1/services/{SERVICE}/rooms/{enquiry}/socket");
                let headers = [
                    ["Sec-WebSocket-Protocol", "frontdesk.v1"],
                    ["Cookie", &client.cookie],
                    ["Origin", &client.origin],
                ];
                json!({ "room": room, "path": path, "headers": headers })
            });
        }
    }
    Ok(sockets)
}

/// A client that the owner is signed in with; makes the service the first time.
fn owner(origin: String) -> Result<Client> {
    let mut client = Client::new(origin, SERVICE);
    if client.sign_in(EMAIL, PASSWORD).is_err() {
        let service = json!({
            "slug": SERVICE,
            "name": "Benchmark",
            "time_zone": "UTC",
            "languages": ["en"],
            "sites": [],
            "owner_name": "Ada Lovelace",
            "owner_email": EMAIL,
            "owner_password": PASSWORD,
        });
        client.set_up(SETUP_KEY, &service)?;
        client.sign_in(EMAIL, PASSWORD)?;
    }
    Ok(client)
}
