//! Hands a run to the load generator (`tests/bench/load`) and reads what came of it.

use std::{
    io::Write,
    process::{Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{Bench, contender::Contender, server::Server};

/// What is said: an ordinary line of a chat.
const BODY_BYTES: usize = 60;

/// What is asked of it.
pub(crate) struct Load {
    pub(crate) rooms: usize,
    /// In each room.
    pub(crate) members: usize,
    /// As `tests/bench/load/src/spec.rs` names it.
    pub(crate) kind: Value,
    pub(crate) warm: Duration,
    pub(crate) measure: Duration,
}

/// What came of it; see `tests/bench/load/src/spec.rs`.
pub(crate) struct Outcome(Value);

impl Outcome {
    /// A figure by its name; none where the system doesn't tell it.
    pub(crate) fn get(&self, name: &str) -> Option<f64> {
        self.0[name].as_f64()
    }

    pub(crate) fn per_second(&self) -> Option<f64> {
        Some(self.get("deliveries")? / self.get("seconds")?)
    }

    /// CPU time of the server, in microseconds.
    pub(crate) fn cpu_per_delivery(&self) -> Option<f64> {
        Some(self.get("server_cpu_ms")? * 1000.0 / self.get("deliveries")?)
    }

    /// Share of one core that the load generator took, in per cent.
    pub(crate) fn load_share(&self) -> Option<f64> {
        Some(self.get("own_cpu_ms")? / self.get("seconds")? / 10.0)
    }

    /// Memory that each socket added.
    pub(crate) fn bytes_per_socket(&self) -> Option<f64> {
        Some((self.get("bytes_after")? - self.get("bytes_before")?) / self.get("sockets")?)
    }
}

impl Load {
    /// Runs it in new rooms.
    ///
    /// # Errors
    /// When a member is refused, or a message is lost or comes twice: then no speed counts.
    pub(crate) fn run(&self, bench: &Bench, contender: Contender, server: &Server) -> Result<Outcome> {
        let spec = json!({
            "port": server.port,
            "processes": server.processes(),
            "members": contender.members(server, self.rooms, self.members)?,
            "load": self.kind,
            "warm_ms": millis(self.warm),
            "measure_ms": millis(self.measure),
            "body_bytes": BODY_BYTES,
        });
        let mut child = Command::new(&bench.load)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .context("starting the load generator")?;
        let mut input = child.stdin.take().context("the load generator takes no input")?;
        input.write_all(spec.to_string().as_bytes())?;
        drop(input);
        let output = child.wait_with_output()?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            bail!("{}: {said}\nThe server says:\n{}", contender.title(), server.log());
        }
        let outcome =
            Outcome(serde_json::from_slice(&output.stdout).context("what the load generator says is no JSON")?);
        for (name, what) in [("missing", "deliveries were lost or doubled"), ("disorder", "entries came out of order")]
        {
            if let Some(count) = outcome.get(name).filter(|count| *count != 0.0) {
                bail!("{}: {count} {what}", contender.title());
            }
        }
        Ok(outcome)
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
