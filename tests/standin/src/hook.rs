//! Webhooks: when they are sent, how often, and what was answered.

use std::{collections::BTreeMap, sync::Arc, thread, time::Duration};

use serde::Serialize;
use serde_json::{Value, json};

use crate::{
    client::{self, Answer, Call},
    stand::Stand,
};

/// Most of an answer that is kept.
const KEPT_BYTES: usize = 4_000;

/// Something that the business is told.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Event {
    /// Whose doing it is.
    pub(crate) person: String,
    /// As the service writes it within its webhook.
    pub(crate) value: Value,
}

/// A webhook and what became of it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Hook {
    number: u64,
    events: Vec<Event>,
    tries: Vec<Try>,
    /// Whether it was answered as the service wants it, or won't be tried any more.
    done: bool,
}

/// One time that it was sent.
#[derive(Clone, Debug, Serialize)]
struct Try {
    at_ms: i64,
    took_ms: u64,
    /// None if there was no answer.
    status: Option<u16>,
    body: String,
}

/// Tells the business of something, now or once there is more to tell; gives the webhooks that came of it.
pub(crate) fn tell(stand: &Arc<Stand>, event: Event) -> Vec<Hook> {
    let held = {
        let mut world = stand.world();
        let wanted = world.switches.burst.max(world.switches.reorder);
        (wanted > 1).then(|| {
            world.held.push(event.clone());
            wanted > world.held.len()
        })
    };
    match held {
        None => vec![deliver(stand, vec![event])],
        Some(true) => Vec::new(),
        Some(false) => flush(stand),
    }
}

/// As [`tell`], without waiting.
pub(crate) fn tell_later(stand: &Arc<Stand>, event: Event) {
    let stand = Arc::clone(stand);
    thread::spawn(move || tell(&stand, event));
}

/// Tells all that waits.
pub(crate) fn flush(stand: &Arc<Stand>) -> Vec<Hook> {
    let (mut held, burst, reorder) = {
        let mut world = stand.world();
        (std::mem::take(&mut world.held), world.switches.burst, world.switches.reorder)
    };
    if reorder > 1 {
        held.reverse();
    } else if burst > 1 && stand.service.facts().batches {
        return if held.is_empty() { Vec::new() } else { vec![deliver(stand, held)] };
    }
    if burst > 1 {
        let sending = held.into_iter().map(|event| {
            let stand = Arc::clone(stand);
            thread::spawn(move || deliver(&stand, vec![event]))
        });
        let sending: Vec<_> = sending.collect();
        return sending.into_iter().filter_map(|thread| thread.join().ok()).collect();
    }
    held.into_iter().map(|event| deliver(stand, vec![event])).collect()
}

fn deliver(stand: &Arc<Stand>, events: Vec<Event>) -> Hook {
    let facts = stand.service.facts();
    let (number, tries, retry_ms, copies, hosts) = {
        let mut world = stand.world();
        let number = world.number();
        world.hooks.push(Hook { number, events: events.clone(), tries: Vec::new(), done: false });
        let switches = &world.switches;
        let tries = switches.tries.unwrap_or(facts.tries).max(1);
        (number, tries, switches.retry_ms, switches.repeat.max(1), world.config.hosts.clone())
    };
    let mut ok = false;
    for again in 0..tries {
        let call = stand.service.hook(stand, &events, again > 0);
        // Copies are for the first time: what failed comes again by itself.
        let copies = if again == 0 { copies } else { 1 };
        ok = send(stand, number, &call, copies, &hosts, |answer| stand.service.answered(stand, &events, answer));
        if ok {
            break;
        }
        if again + 1 < tries {
            thread::sleep(Duration::from_millis(retry_ms << again.min(6)));
        }
    }
    if !ok {
        stand.service.gave_up(stand, &events);
    }
    let mut world = stand.world();
    let hook = world.hooks.iter_mut().find(|hook| hook.number == number);
    hook.map_or(Hook { number, events, tries: Vec::new(), done: true }, |hook| {
        hook.done = true;
        hook.clone()
    })
}

/// Sends copies at the same moment; whether one was answered well.
fn send(
    stand: &Stand,
    number: u64,
    call: &Call,
    copies: u32,
    hosts: &BTreeMap<String, String>,
    answered: impl Fn(&Answer) + Sync,
) -> bool {
    let patience = Duration::from_millis(stand.service.facts().patience_ms);
    let one = || {
        let at_ms = stand.world().now_ms();
        let answer = client::call(call, hosts, patience);
        let made = match &answer {
            Ok(answer) => {
                let body = &answer.body[..answer.body.len().min(KEPT_BYTES)];
                let body = String::from_utf8_lossy(body).into_owned();
                Try { at_ms, took_ms: answer.took_ms, status: Some(answer.status), body }
            }
            Err(error) => Try { at_ms, took_ms: 0, status: None, body: error.to_string() },
        };
        if let Some(hook) = stand.world().hooks.iter_mut().find(|hook| hook.number == number) {
            hook.tries.push(made);
        }
        let good = answer.ok().filter(|answer| (200..300).contains(&answer.status));
        good.as_ref().map(&answered).is_some()
    };
    thread::scope(|scope| {
        let sending: Vec<_> = (0..copies).map(|_| scope.spawn(one)).collect();
        // Each is waited for, whatever became of the one before.
        let good: Vec<_> = sending.into_iter().map(|copy| copy.join().unwrap_or(false)).collect();
        good.contains(&true)
    })
}

/// Looks whether the callback is the business's, as the service does before it uses it.
pub(crate) fn verify(stand: &Stand) -> Value {
    let callback = stand.world().config.callback.clone().unwrap_or_default();
    stand.service.handshake(stand, &callback).map_or_else(|| json!({ "ok": true }), |asked| shake(stand, &asked))
}

/// Asks a callback, and looks whether it answers what it has to.
pub(crate) fn shake(stand: &Stand, (call, expected): &(Call, String)) -> Value {
    let hosts = stand.world().config.hosts.clone();
    match client::call(call, &hosts, Duration::from_millis(stand.service.facts().patience_ms)) {
        Ok(answer) => {
            let body = String::from_utf8_lossy(&answer.body).into_owned();
            json!({ "ok": answer.status == 200 && body == *expected, "status": answer.status, "body": body })
        }
        Err(error) => json!({ "ok": false, "error": error.to_string() }),
    }
}
