//! What needs a password: it is hashed or checked here, between two questions to the Desk. The Desk never sees one, nor
//! the secret of a session.

use serde::Serialize;
use shared::{
    api::{
        AcceptInvitation, ChangePassword, ErrorCode, Me, ServiceMade, SetUp, SignIn,
        route::{self, Match},
    },
    card::Role,
    value::ServiceSlug,
};
use worker::{Method, Response};

use super::{
    Incoming, api, body,
    desk::Desk,
    limit::{self, Counted},
    password, public,
};
use crate::{
    access::{self, Caller, new_secret, secret_hash},
    answer,
    error::EdgeError,
    object::desk::{
        accounts::{
            AcceptInvitationRequest, Challenge, ChangePasswordRequest, InvitationRequest, SESSION_LIFETIME_MS,
            SignInRequest, SignedInRequest,
        },
        settings::MakeServiceRequest,
    },
};

/// Makes a service and its owner, who then signs in like anybody.
///
/// # Errors
/// `unauthenticated` without the key, `expired` when it was used, `taken`, `malformed`.
pub(super) async fn make_service(mut incoming: Incoming, found: &Match<'_>) -> Result<Response, EdgeError> {
    // The key first, and its limit: nobody without it learns what the body should be, or which names are taken.
    let nobody = ServiceSlug::try_from("a").map_err(|_| EdgeError::Broken("`a` is a slug"))?;
    let facts = incoming.desk(nobody.clone())?.facts;
    limit::count(&incoming.env, &facts, Counted::Secret).await?;
    let caller = Caller::identify(&incoming.request, &incoming.env, incoming.now, found.route.caller, &nobody)?;
    let SetUp { slug, settings, owner_name, owner_email, owner_password } = body::json(&mut incoming.request).await?;
    let desk = incoming.desk(slug.clone())?;
    let password_hash = password::hash(&owner_password)?;
    let request = MakeServiceRequest { settings, owner_name, owner_email, password_hash };
    let made: ServiceMade = post(&desk, "/internal/service", &caller, &request).await?;
    public::outdate(&slug);
    answer::json(&made)
}

/// Signs in. Every wrong combination takes the same way, the same time and the same words.
///
/// # Errors
/// `sign_in_failed`, or `too_fast` after too many.
pub(super) async fn sign_in(mut incoming: Incoming, service: ServiceSlug) -> Result<Response, EdgeError> {
    let desk = incoming.desk(service.clone())?;
    limit::count(&incoming.env, &desk.facts, Counted::Secret).await?;
    let SignIn { email, password } = body::json(&mut incoming.request).await?;
    incoming.public(&service).await?;
    let request = SignInRequest { email };
    let challenge: Challenge = post(&desk, "/internal/account/sign-in", &Caller::Anyone, &request).await?;
    let Some(staff) = prove(&challenge, &password) else { return Err(sign_in_failed()) };
    let secret = new_secret();
    let request = SignedInRequest {
        staff,
        email: request.email,
        password_hash: challenge.password_hash,
        secret_hash: secret_hash(&secret),
    };
    let former = former(&incoming, &service);
    let me: Me = post(&desk, "/internal/account/signed-in", &former, &request).await?;
    signed_in(&service, &secret, &me)
}

/// Ends the session and forgets its cookie.
///
/// # Errors
/// `unauthenticated`.
pub(super) async fn sign_out(
    incoming: Incoming,
    found: &Match<'_>,
    service: ServiceSlug,
) -> Result<Response, EdgeError> {
    let answer = api::hand_over(incoming, found, service.clone()).await?;
    let headers: worker::Headers = answer.headers().entries().collect();
    headers.append("Set-Cookie", &access::cookie(&service, "", 0))?;
    Ok(answer.with_headers(headers))
}

/// Changes the password of who is signed in.
///
/// # Errors
/// `sign_in_failed` when the present one is wrong, `too_fast` after too many.
pub(super) async fn change_password(
    mut incoming: Incoming,
    found: &Match<'_>,
    service: ServiceSlug,
) -> Result<Response, EdgeError> {
    let caller = Caller::identify(&incoming.request, &incoming.env, incoming.now, found.route.caller, &service)?;
    let desk = incoming.desk(service)?;
    limit::count(&incoming.env, &desk.facts, Counted::Secret).await?;
    let body = body::json(&mut incoming.request).await;
    let ChangePassword { current, new } =
        desk.admitted_first((incoming.request.method(), &incoming.path), &caller, body).await?;
    let challenge: Challenge = post(&desk, "/internal/account/password", &caller, &()).await?;
    if prove(&challenge, &current).is_none() {
        return Err(EdgeError::refused(ErrorCode::SignInFailed, "This isn't your present password."));
    }
    let request = ChangePasswordRequest { before: challenge.password_hash, after: password::hash(&new)? };
    let request = to_json(&request)?;
    desk.ask(Method::Post, "/internal/account/password-changed", &caller, Some(&request)).await
}

/// Becomes staff, and signs in.
///
/// # Errors
/// `expired` when the invitation isn't good any more.
pub(super) async fn accept_invitation(mut incoming: Incoming, service: ServiceSlug) -> Result<Response, EdgeError> {
    let desk = incoming.desk(service.clone())?;
    limit::count(&incoming.env, &desk.facts, Counted::Secret).await?;
    let AcceptInvitation { secret: invitation, name, password } = body::json(&mut incoming.request).await?;
    incoming.public(&service).await?;
    let invitation_hash = secret_hash(&invitation);
    // Hashing is work: not for who has no invitation.
    let request = InvitationRequest { invitation_hash };
    let _: bool = post(&desk, "/internal/account/invitation", &Caller::Anyone, &request).await?;
    let secret = new_secret();
    let request = AcceptInvitationRequest {
        invitation_hash: request.invitation_hash,
        name,
        password_hash: password::hash(&password)?,
        secret_hash: secret_hash(&secret),
    };
    let former = former(&incoming, &service);
    let me: Me = post(&desk, "/internal/account/invitation-accepted", &former, &request).await?;
    public::outdate(&service);
    signed_in(&service, &secret, &me)
}

/// Who is signed in in this browser so far: their session ends as the new one begins.
fn former(incoming: &Incoming, service: &ServiceSlug) -> Caller {
    let wanted = route::Caller::Staff(Role::Agent);
    Caller::identify(&incoming.request, &incoming.env, incoming.now, wanted, service).unwrap_or(Caller::Anyone)
}

/// Whose password it is.
fn prove(challenge: &Challenge, password: &str) -> Option<shared::id::StaffId> {
    // Checked also when there is nobody, for the time it takes.
    let known = password::verify(password, challenge.password_hash.as_deref().unwrap_or(password::NOBODY));
    challenge.staff.filter(|_| known)
}

fn sign_in_failed() -> EdgeError {
    EdgeError::refused(ErrorCode::SignInFailed, "This e-mail address and password don't go together.")
}

fn signed_in(service: &ServiceSlug, secret: &str, me: &Me) -> Result<Response, EdgeError> {
    let answer = answer::json(me)?;
    answer.headers().append("Set-Cookie", &access::cookie(service, secret, SESSION_LIFETIME_MS / 1_000))?;
    Ok(answer)
}

async fn post<T: serde::de::DeserializeOwned>(
    desk: &Desk,
    path: &str,
    caller: &Caller,
    request: &impl Serialize,
) -> Result<T, EdgeError> {
    desk.ask_json(Method::Post, path, caller, Some(&to_json(request)?)).await
}

fn to_json(request: &impl Serialize) -> Result<String, EdgeError> {
    serde_json::to_string(request).map_err(|_| EdgeError::Broken("a request has no JSON form"))
}
