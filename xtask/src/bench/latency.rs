//! How long a message takes when a room isn't driven to its limit: messages by the clock, not by the answer.

use std::time::Duration;

use anyhow::Result;
use serde_json::json;

use super::{
    Bench,
    contender::Contender,
    figures::{self, Figures, verdict},
    load::{Load, Outcome},
};
use crate::process::progress;

/// As much as a busy service says in all its rooms together; a delay below the bar is not noticed in a talk.
const PER_SECOND: u32 = 100;
const P99_BAR_MS: f64 = 50.0;

/// Measures and prints.
///
/// # Errors
/// When a contender doesn't start or loses a message.
pub(crate) fn run(bench: &Bench) -> Result<()> {
    let mut lines = vec![["", "p50 ms", "p99 ms", "server CPU ms/s"].map(str::to_owned).to_vec()];
    let mut ours = None;
    for &contender in &bench.contenders {
        progress(format_args!("latency: {}", contender.title()));
        let server = contender.start(bench)?;
        let load = Load {
            rooms: 50,
            members: 2,
            kind: json!({ "kind": "open", "per_second": PER_SECOND }),
            warm: Duration::from_secs(2),
            measure: Duration::from_secs(u64::from(bench.seconds) * 2),
        };
        let outcomes =
            (0..bench.rounds.min(3)).map(|_| load.run(bench, contender, &server)).collect::<Result<Vec<_>>>()?;
        let of = |figure: fn(&Outcome) -> Option<f64>| outcomes.iter().filter_map(figure).collect::<Figures>();
        let p99 = of(|outcome| outcome.get("p99_ms"));
        let cpu = of(|outcome| Some(outcome.get("server_cpu_ms")? / outcome.get("seconds")?));
        lines.push(vec![
            contender.title().into(),
            of(|outcome| outcome.get("p50_ms")).to_string(),
            p99.to_string(),
            cpu.to_string(),
        ]);
        if contender == Contender::Ours {
            ours = p99.median();
        }
    }
    println!(
        "\n{PER_SECOND} messages a second by the clock, in 50 rooms × 2: from the time that was meant to each delivery"
    );
    figures::print(&lines);
    if let Some(p99) = ours {
        println!(
            "  {} bar: p99 below {P99_BAR_MS} ms on loopback ({})",
            verdict(p99 < P99_BAR_MS),
            figures::number(p99)
        );
    }
    Ok(())
}
