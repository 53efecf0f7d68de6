//! Faults on request, for the tests that prove that none of them hurts anybody else. Only where [`crate::switch`] lets them.

use std::time::Duration;

use serde::Deserialize;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use worker::{Delay, Request, State};

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
    /// The object takes nothing for [`STALL`].
    Stall,
}

/// How long an object stalls.
const STALL: Duration = Duration::from_secs(10);

impl Fault {
    /// What a request asks for.
    pub(crate) fn of(request: &Request) -> Option<Self> {
        request.headers().get(FAULT_HEADER).ok().flatten().and_then(|name| Self::named(&name))
    }

    /// What a frame like `{"fault":"panic"}` asks for.
    pub(crate) fn in_frame(text: &str) -> Option<Self> {
        #[derive(Deserialize)]
        struct Part {
            fault: String,
        }
        let part = if text.contains("\"fault\"") { serde_json::from_str::<Part>(text).ok() } else { None };
        part.and_then(|part| Self::named(&part.fault))
    }

    fn named(name: &str) -> Option<Self> {
        match name {
            "panic" => Some(Self::Panic),
            "trap" => Some(Self::Trap),
            "throw" => Some(Self::Throw),
            "half_turn" => Some(Self::HalfTurn),
            "stall" => Some(Self::Stall),
            _ => None,
        }
    }

    /// Lets it happen to the object with this state. [`Fault::HalfTurn`] is the turn's own to carry out: nothing happens here.
    pub(crate) fn strike(self, state: &State) {
        match self {
            Self::Panic => panic!("a panic was asked for"),
            Self::Trap => trap(),
            Self::Throw => drop(parse_or_throw("{")),
            Self::HalfTurn => {}
            Self::Stall => {
                let _stalled = state.block_concurrency_while(async {
                    Delay::from(STALL).await;
                    Ok(())
                });
            }
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
