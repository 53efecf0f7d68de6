//! A client of our own HTTP interface. The demo and the benchmark make their services with it, as anybody would.

pub(crate) mod http;

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// Requests to the worker about one service, signed in from some point on.
pub(crate) struct Client {
    /// Where the worker is, without a slash at the end.
    pub(crate) origin: String,
    /// The service's slug.
    service: &'static str,
    /// Empty as long as nobody is signed in.
    pub(crate) cookie: String,
}

impl Client {
    /// Nobody is signed in yet.
    pub(crate) fn new(origin: impl Into<String>, service: &'static str) -> Self {
        Self { origin: origin.into(), service, cookie: String::new() }
    }

    /// Makes a service: `what` is the body.
    ///
    /// # Errors
    /// When the worker refuses it, in its words.
    pub(crate) fn set_up(&self, key: &str, what: &Value) -> Result<()> {
        let key = format!("Bearer {key}");
        let url = format!("{}/api/v1/services", self.origin);
        http::request("POST", &url, &[("Authorization", &key)], Some(what))?.json().map(drop)
    }

    /// From here on requests are those of this member of staff.
    ///
    /// # Errors
    /// When the worker refuses it, in its words.
    pub(crate) fn sign_in(&mut self, email: &str, password: &str) -> Result<()> {
        let headers = [("Origin", self.origin.as_str())];
        let body = json!({ "email": email, "password": password });
        let answer = http::request("POST", &self.url("session"), &headers, Some(&body))?;
        answer.json()?;
        let cookie = answer.header("set-cookie").context("signing in gave no session")?;
        self.cookie = cookie.split(';').next().unwrap_or_default().into();
        Ok(())
    }

    /// Asks for `what` of the service; a body of `null` is none.
    ///
    /// # Errors
    /// When the worker refuses it, in its words.
    pub(crate) fn ask(&self, method: &str, what: &str, body: &Value) -> Result<Value> {
        let headers = [("Origin", self.origin.as_str()), ("Cookie", self.cookie.as_str())];
        let headers = if self.cookie.is_empty() { &headers[..1] } else { &headers[..] };
        self.send(method, what, headers, body)
    }

    /// The same for a visitor, by their token.
    ///
    /// # Errors
    /// As for [`Client::ask`].
    pub(crate) fn ask_as(&self, token: &str, method: &str, what: &str, body: &Value) -> Result<Value> {
        self.send(method, what, &[("Authorization", &format!("Bearer {token}"))], body)
    }

    fn send(&self, method: &str, what: &str, headers: &[(&str, &str)], body: &Value) -> Result<Value> {
        let answer = http::request(method, &self.url(what), headers, (!body.is_null()).then_some(body))?;
        answer.json().with_context(|| format!("{method} …/{what}"))
    }

    fn url(&self, what: &str) -> String {
        format!("{}/api/v1/services/{}/{what}", self.origin, self.service)
    }
}
