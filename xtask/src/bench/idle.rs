//! What a socket costs on which nobody says anything.

use std::time::Duration;

use anyhow::Result;
use serde_json::json;

use super::{Bench, figures, load::Load};
use crate::process::progress;

const ROOMS: usize = 50;
const MEMBERS: usize = 100;

/// Longer than the 10 seconds after which workerd lets an object hibernate, with a `ping` of each client in it.
const SETTLE: Duration = Duration::from_secs(25);

/// Measures and prints.
///
/// # Errors
/// When a contender doesn't start, or a socket is refused or lost.
pub(crate) fn run(bench: &Bench) -> Result<()> {
    let mut lines =
        vec![["", "bytes/socket", "server MB before", "with all sockets", "CPU ms/s"].map(str::to_owned).to_vec()];
    for &contender in &bench.contenders {
        progress(format_args!("idle: {}", contender.title()));
        let server = contender.start(bench)?;
        let load = Load {
            rooms: ROOMS,
            members: MEMBERS,
            kind: json!({ "kind": "idle" }),
            warm: Duration::from_secs(1),
            measure: SETTLE,
        };
        let outcome = load.run(bench, contender, &server)?;
        let cell = |figure: Option<f64>| figure.map_or_else(|| "–".into(), figures::number);
        let megabytes = |name: &str| outcome.get(name).map(|bytes| bytes / 1e6);
        lines.push(vec![
            contender.title().into(),
            cell(outcome.bytes_per_socket()),
            cell(megabytes("bytes_before")),
            cell(megabytes("bytes_after")),
            cell(outcome.get("server_cpu_ms").zip(outcome.get("seconds")).map(|(cpu, seconds)| cpu / seconds)),
        ]);
    }
    println!(
        "\n{} idle sockets in {ROOMS} rooms, {} seconds after the last was opened",
        ROOMS * MEMBERS,
        SETTLE.as_secs() + 1
    );
    figures::print(&lines);
    Ok(())
}
