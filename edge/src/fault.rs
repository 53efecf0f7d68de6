//! Faults on request, for the tests that prove that none of them hurts anybody else. Only where the deployment has the
//! variable `FAULTS` set to `on`, which no configuration of ours has.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use worker::{Env, Request};

use crate::access::FAULT_HEADER;

#[wasm_bindgen]
extern "C" {
    /// Without `catch`: what it throws is caught by nothing in Rust.
    #[wasm_bindgen(js_namespace = JSON, js_name = parse)]
    fn parse_or_throw(text: &str) -> JsValue;
}

/// What is to go wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A panic: it unwinds.
    Panic,
    /// A trap: the module is gone.
    Trap,
    /// A JavaScript exception that nothing catches.
    Throw,
    /// The turn fails after its first write.
    HalfTurn,
}

impl Fault {
    /// Whether this deployment lets faults be asked for.
    pub(crate) fn allowed(env: &Env) -> bool {
        env.var("FAULTS").is_ok_and(|faults| faults.to_string() == "on")
    }

    /// What a request asks for.
    pub(crate) fn of(request: &Request) -> Option<Self> {
        request.headers().get(FAULT_HEADER).ok().flatten().and_then(|name| Self::named(&name))
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "panic" => Some(Self::Panic),
            "trap" => Some(Self::Trap),
            "throw" => Some(Self::Throw),
            "half_turn" => Some(Self::HalfTurn),
            _ => None,
        }
    }

    /// Lets it happen. [`Fault::HalfTurn`] is the turn's own to carry out: nothing happens here.
    pub(crate) fn strike(self) {
        match self {
            Self::Panic => panic!("a panic was asked for"),
            Self::Trap => trap(),
            Self::Throw => drop(parse_or_throw("{")),
            Self::HalfTurn => {}
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn trap() {
    core::arch::wasm32::unreachable();
}

#[cfg(not(target_arch = "wasm32"))]
fn trap() {
    std::process::abort();
}
