//! The table of addresses: each reads a request, asks `access`, and hands over to an object or draws a page.

mod account;
mod api;
mod body;
pub(crate) mod carried;
mod desk;
mod export;
mod files;
mod headers;
mod hooks;
mod ice;
mod install;
mod limit;
pub(crate) mod object;
mod password;
mod photo;
mod pictures;
mod preview;
mod public;
mod room;
mod seen;
mod socket;
mod told;
mod transcript;
mod visitor;
pub(crate) mod visits;

use shared::{
    api::{ErrorCode, route::Miss},
    value::{ServiceSlug, Timestamp},
};
use worker::{Context, Env, Request, Response};

pub(crate) use self::{
    desk::Desk,
    files::FilePass,
    limit::{Counted, count},
    photo::PhotoOf,
    pictures::{NewPicture, key as picture_key},
    public::Public,
};
use crate::{
    access::{self, FAULT_HEADER, Facts},
    clock,
    error::EdgeError,
    page, switch,
};

/// A request from outside, with what handling it needs.
pub(crate) struct Incoming {
    pub(crate) request: Request,
    pub(crate) env: Env,
    pub(crate) context: Context,
    pub(crate) now: Timestamp,
    /// As it was sent: `worker::Method` takes every unknown one for `GET`.
    pub(crate) method: String,
    pub(crate) path: String,
}

impl Incoming {
    /// The way to the Desk of `service`.
    ///
    /// # Errors
    /// When the deployment lacks its secret.
    pub(crate) fn desk(&self, service: ServiceSlug) -> Result<Desk, EdgeError> {
        let facts = Facts::gather(&self.request, &self.env, self.now, &service)?;
        let faults = switch::faults_are_allowed(&self.env);
        let fault = if faults { self.request.headers().get(FAULT_HEADER)? } else { None };
        Ok(Desk { env: self.env.clone(), service, facts, fault })
    }

    /// What anybody may know of a service.
    ///
    /// # Errors
    /// `not_found` when there is no such service.
    pub(crate) async fn public(&self, service: &ServiceSlug) -> Result<std::rc::Rc<Public>, EdgeError> {
        public::get(&self.desk(service.clone())?, &self.context).await
    }

    /// The same for an open chat that asks by itself, and has time: fetched anew before it is given out, if it isn't fresh.
    ///
    /// # Errors
    /// As for [`Incoming::public`].
    pub(crate) async fn public_now(&self, service: &ServiceSlug) -> Result<std::rc::Rc<Public>, EdgeError> {
        public::get_now(&self.desk(service.clone())?).await
    }
}

/// Answers a request from outside.
pub(crate) async fn serve(request: Request, env: Env, context: Context) -> Response {
    let method = request.inner().method();
    let path = request.path();
    let secure = request.url().is_ok_and(|url| url.scheme() == "https");
    let place = format!("{method} {path}");
    let incoming = Incoming { request, env, context, now: clock::now(), method, path };
    let answer = match incoming.path.as_str() {
        "/health" => Response::ok("ok").map_err(EdgeError::from),
        path if path.starts_with("/api/") => api(incoming).await,
        path if path.starts_with("/hooks/") => hooks::serve(incoming).await,
        _ => page::answer(&incoming).await,
    };
    let answer = answer.unwrap_or_else(|error| error.into_response(&place));
    headers::secure(answer, secure)
}

async fn api(incoming: Incoming) -> Result<Response, EdgeError> {
    access::refuse_foreign_sites(&incoming.request)?;
    let path = incoming.path.clone();
    match shared::api::route::find(&incoming.method, &path) {
        Ok(found) => api::serve(incoming, &found).await,
        Err(Miss::NoPath) => Err(EdgeError::not_found()),
        Err(Miss::NoMethod(methods)) => {
            let methods = methods.join(", ");
            let refused = EdgeError::refused(ErrorCode::MethodNotAllowed, format!("Only {methods} works here."));
            let answer = refused.into_response(&path);
            answer.headers().set("Allow", &methods)?;
            Ok(answer)
        }
    }
}
