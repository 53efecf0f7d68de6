//! Which sites carry the widget: a browser says so when it asks for the service's script, or for the chat's frame, and who set
//! the widget up wants to know that it works. Anybody can say so, thus only the service's own sites count; the Desk hears of
//! each once an hour.

use shared::site::{self, Origin};
use worker::Method;

use super::{
    Incoming, Public,
    limit::{self, Counted},
    told::Told,
};
use crate::{access::Caller, error::EdgeError};

thread_local! {
    static TOLD: Told = const { Told::new() };
}

/// Notes the site that this request comes from, if it is one of the service's.
///
/// # Errors
/// When the request can't be read.
pub(crate) fn note_referrer(incoming: &Incoming, public: &Public) -> Result<(), EdgeError> {
    match incoming.request.headers().get("Referer")? {
        Some(referrer) => note(incoming, public, &referrer),
        None => Ok(()),
    }
}

/// Notes the site of an address, if it is one of the service's.
///
/// # Errors
/// When the deployment lacks its secret.
pub(crate) fn note(incoming: &Incoming, public: &Public, address: &str) -> Result<(), EdgeError> {
    let Some(site) = Origin::of(address).map(|origin| origin.text()) else { return Ok(()) };
    let (service, now) = (&public.directory.service.slug, incoming.now);
    let told = format!("{service} {site}");
    if TOLD.with(|all| all.knows(&told, now)) || !site::is_allowed(public.sites(), address) {
        return Ok(());
    }
    let body = serde_json::to_string(&site)?;
    let (desk, env) = (incoming.desk(service.clone())?, incoming.env.clone());
    incoming.context.wait_until(async move {
        // Patterns stand for as many sites as somebody likes to make up.
        if limit::count(&env, &desk.facts, Counted::Visitor).await.is_err() {
            return;
        }
        match desk.ask(Method::Post, "/internal/site", &Caller::Anyone, Some(&body)).await {
            Ok(answer) if answer.status_code() < 300 => TOLD.with(|all| all.note(told, now)),
            Ok(_) => {}
            Err(error) => error.log("telling of a site that carries the widget"),
        }
    });
    Ok(())
}
