//! Switches that tests and benchmarks set. No configuration of ours has any of them.

use worker::Env;

/// `LIMITS=off`: nothing is counted. Tests and benchmarks are many people at one address, and send faster than people.
pub(crate) fn limits_are_lifted(env: &Env) -> bool {
    is(env, "LIMITS", "off")
}

/// `FAULTS=on`: faults may be asked for.
pub(crate) fn faults_are_allowed(env: &Env) -> bool {
    is(env, "FAULTS", "on")
}

/// `SETUP=many`, or `LOCAL=on`: what is asked for at an owner's wish may be on this machine. Tests have their pages and receivers on
/// loopback, and so has who develops.
pub(crate) fn anywhere(env: &Env) -> bool {
    is(env, "SETUP", "many") || is(env, "LOCAL", "on")
}

fn is(env: &Env, name: &str, value: &str) -> bool {
    env.var(name).is_ok_and(|set| set.to_string() == value)
}
