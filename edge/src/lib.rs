//! The worker: routes lead through `access` to one of four Durable Object classes.

mod access;
mod alarm;
mod answer;
mod clock;
mod error;
mod fault;
mod hook;
mod ice;
mod identity;
mod mail;
mod object;
mod owed;
mod page;
mod picture;
mod push;
mod route;
mod store;
mod switch;
mod token;
mod turn;
mod zip;

use worker::{Context, Env, Request, Response, event};

/// Every request from outside.
///
/// # Errors
/// Never: whatever goes wrong is told in the answer.
#[event(fetch)]
async fn fetch(request: Request, env: Env, context: Context) -> worker::Result<Response> {
    Ok(route::serve(request, env, context).await)
}
