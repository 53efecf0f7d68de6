//! Tokens of WeChat: those of the stable call, and those of the older one, which end each other.

use serde_json::{Value, json};

use super::{Error, WeChat};
use crate::{
    server::Request,
    shape::Object,
    stand::{Stand, World, hex_digits},
};

/// How long a token is good.
const TOKEN_MS: i64 = 7_200_000;

/// How long before its end there is a new one; until then both are good.
const OVERLAP_MS: i64 = 5 * 60_000;

impl WeChat {
    /// The same token as long as it is good.
    pub(super) fn token(&self, stand: &Stand, body: &Value) -> Result<Value, Error> {
        let asked = Object::of(body, "", &["grant_type", "appid", "secret"], &["force_refresh"])?;
        let mut world = stand.world();
        is_ours(&world, asked.text("appid")?, asked.text("secret")?)?;
        let mut kept = self.kept();
        let now = world.now_ms();
        if asked.value("force_refresh") == Some(&Value::Bool(true)) {
            let killed: Vec<_> = kept.stable.drain(..).map(|(token, _)| token).collect();
            kept.ended.extend(killed);
        }
        let newest = kept.stable.last().filter(|(_, at)| now < at + TOKEN_MS - OVERLAP_MS).cloned();
        let (token, at) = newest.unwrap_or_else(|| {
            let made = (format!("stable-{}-{}", world.number(), hex_digits(&now.to_string(), 40)), now);
            kept.stable.push(made.clone());
            made
        });
        Ok(json!({ "access_token": token, "expires_in": (at + TOKEN_MS - now) / 1_000 }))
    }

    /// A new one, which ends the one before.
    pub(super) fn older_token(&self, stand: &Stand, request: &Request) -> Result<Value, Error> {
        let param = |name: &str| request.param(name).unwrap_or_default();
        let mut world = stand.world();
        is_ours(&world, &param("appid"), &param("secret"))?;
        let now = world.now_ms();
        let token = format!("older-{}-{}", world.number(), hex_digits(&now.to_string(), 40));
        let mut kept = self.kept();
        if let Some((ended, _)) = kept.older.replace((token.clone(), now)) {
            kept.ended.insert(ended);
        }
        Ok(json!({ "access_token": token, "expires_in": TOKEN_MS / 1_000 }))
    }

    /// Whether a call may be made.
    pub(super) fn allow(&self, stand: &Stand, request: &Request) -> Result<(), Error> {
        let token = request.param("access_token").ok_or(Error(41_001, "access_token missing"))?;
        let now = stand.world().now_ms();
        let kept = self.kept();
        let given = kept.stable.iter().chain(&kept.older).find(|(known, _)| *known == token);
        match given {
            Some((_, at)) if now < at + TOKEN_MS => Ok(()),
            Some(_) => Err(Error(42_001, "access_token expired")),
            None if kept.ended.contains(&token) => {
                Err(Error(40_001, "invalid credential, access_token is invalid or not latest"))
            }
            None => Err(Error(40_014, "invalid access_token")),
        }
    }
}

fn is_ours(world: &World, app_id: &str, secret: &str) -> Result<(), Error> {
    if world.switches.address_refused {
        return Err(Error(40_164, "invalid ip 127.0.0.1, not in whitelist"));
    }
    match () {
        () if app_id != world.secret("app_id") => Err(Error(40_013, "invalid appid")),
        () if secret != world.secret("app_secret") => Err(Error(40_125, "invalid appsecret")),
        () => Ok(()),
    }
}
