//! What `cargo xtask bench` asks for on standard input, and what it is told on standard output: one JSON object each.

use serde::{Deserialize, Serialize};

/// One run.
#[derive(Deserialize)]
pub(crate) struct Spec {
    /// Where the server listens, on loopback.
    pub port: u16,
    /// Processes of the server, whose CPU time and memory count.
    pub processes: Vec<u32>,
    /// Everybody who takes part.
    pub members: Vec<Member>,
    /// What they do.
    pub load: Load,
    /// Time before anything counts.
    pub warm_ms: u64,
    /// Time that counts.
    pub measure_ms: u64,
    /// Length of what they say.
    pub body_bytes: usize,
}

/// One socket.
#[derive(Deserialize)]
pub(crate) struct Member {
    /// Rooms are numbered from 0.
    pub room: usize,
    /// Of the socket's address.
    pub path: String,
    /// Beyond what every upgrade has.
    pub headers: Vec<(String, String)>,
}

/// What the members do.
#[derive(Clone, Copy, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Load {
    /// Every member sends its next message when its last one came back: as fast as the server goes.
    Closed,
    /// Messages by the clock, members in turn, whether or not earlier ones came back. Latency counts from the time that
    /// was meant, so a server that stalls can't hide it.
    Open {
        /// All members together.
        per_second: u32,
    },
    /// Nothing but the `ping` of every client.
    Idle,
}

/// What came of it. Counts and times are of the time that counts; `missing` and `disorder` of the whole run.
#[derive(Serialize)]
pub(crate) struct Outcome {
    /// Everybody who took part.
    pub sockets: u64,
    /// Messages that came to one member each.
    pub deliveries: u64,
    /// WebSocket frames that brought them.
    pub frames: u64,
    /// How long was counted.
    pub seconds: f64,
    /// From sending to each delivery, in milliseconds.
    pub p50_ms: f64,
    /// As above.
    pub p99_ms: f64,
    /// CPU time of the server; absent where the system doesn't tell.
    pub server_cpu_ms: Option<f64>,
    /// CPU time of this program.
    pub own_cpu_ms: Option<f64>,
    /// Deliveries that didn't come, also 20 seconds after the last message was sent.
    pub missing: i64,
    /// Entries that came twice, or not in the order of the room.
    pub disorder: u64,
    /// Resident memory of the server before the first socket.
    pub bytes_before: Option<u64>,
    /// The same with all sockets, at the end.
    pub bytes_after: Option<u64>,
}
