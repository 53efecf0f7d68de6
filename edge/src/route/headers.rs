//! What every answer says to browsers beside its own headers.

use worker::{Headers, Response};

use crate::error::EdgeError;

/// What is used of the device is used by our own pages: the microphone for voice notes and calls, the rest for calls. For
/// anything else the browser doesn't even ask.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(self), camera=(self), display-capture=(self), fullscreen=(self), \
                           geolocation=(), gyroscope=(), magnetometer=(), microphone=(self), midi=(), payment=(), \
                           picture-in-picture=(self), speaker-selection=(self), usb=()";

/// Two years, what browsers ask for to list a host; subdomains are not ours to speak for.
const HTTPS_ONLY: &str = "max-age=63072000";

/// For whatever doesn't say otherwise: nothing may load, run or be framed.
const NOTHING: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Adds them where the answer doesn't have them.
pub(super) fn secure(answer: Response, https: bool) -> Response {
    // The runtime takes a socket's answer as it is, and browsers look at none of this.
    if answer.status_code() == 101 {
        return answer;
    }
    // Headers of an object's answer can't be changed in place.
    let headers: Headers = answer.headers().entries().collect();
    if let Err(error) = add(&headers, https) {
        error.log("headers of an answer");
    }
    answer.with_headers(headers)
}

fn add(headers: &Headers, https: bool) -> Result<(), EdgeError> {
    let defaults = [
        ("Cache-Control", "no-store"),
        ("Content-Security-Policy", NOTHING),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", PERMISSIONS),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
        ("X-Content-Type-Options", "nosniff"),
    ];
    for (name, value) in defaults {
        if !headers.has(name)? {
            headers.set(name, value)?;
        }
    }
    if https {
        headers.set("Strict-Transport-Security", HTTPS_ONLY)?;
    }
    Ok(())
}
