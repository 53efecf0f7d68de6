//! Tokens of LINE: the owner's, which is for good, and those that are asked for.

use std::collections::BTreeMap;

use serde_json::json;

use super::Line;
use crate::{
    server::{Reply, Request},
    stand::{Stand, hex_digits},
};

/// How long a token that was asked for is good.
const TOKEN_MS: i64 = 900_000;

impl Line {
    /// Whether a call may be made.
    pub(super) fn is_allowed(&self, stand: &Stand, request: &Request) -> bool {
        let world = stand.world();
        let Some(token) = request.bearer().filter(|token| !token.is_empty()) else { return false };
        let is_owners = token == world.secret("access_token") && !world.switches.tokens_expired;
        is_owners || self.kept().tokens.get(token).is_some_and(|given| world.now_ms() < given + TOKEN_MS)
    }

    /// A token for the account's id and secret.
    pub(super) fn token(&self, stand: &Stand, request: &Request) -> Reply {
        let fields: BTreeMap<String, String> = form_urlencoded::parse(&request.body).into_owned().collect();
        let field = |name: &str| fields.get(name).map_or("", String::as_str);
        let mut world = stand.world();
        let wrong = |error: &str, words: &str| Reply::json(400, &json!({ "error": error, "error_description": words }));
        if !request.is("application/x-www-form-urlencoded") || field("grant_type") != "client_credentials" {
            return wrong("unsupported_grant_type", "unsupported grant_type");
        }
        let is_ours = field("client_id") == world.secret("channel_id");
        if !is_ours || field("client_secret") != world.secret("channel_secret") {
            return wrong("invalid_client", "invalid client_id or client_secret");
        }
        let token = format!("stateless-{}-{}", world.number(), hex_digits(&world.now_ms().to_string(), 32));
        self.kept().tokens.insert(token.clone(), world.now_ms());
        Reply::json(200, &json!({ "token_type": "Bearer", "access_token": token, "expires_in": TOKEN_MS / 1_000 }))
    }
}
