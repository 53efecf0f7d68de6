//! One run from the first socket to the last delivery.

use std::{
    io,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use mio::{Events, Interest, Poll, Token};

use crate::{
    message::{self, Sent},
    process,
    socket::Socket,
    spec::{Load, Outcome, Spec},
};

/// Longer than any frame that a room sends.
const SCRATCH_BYTES: usize = 4 << 20;

/// As every client of ours: `shared::wire::PING_EVERY_MS`.
const PING_EVERY: Duration = Duration::from_secs(10);

/// How long deliveries may take after the last message: a server that is far behind is slow, not wrong.
const DRAIN: Duration = Duration::from_secs(20);

/// How long all members may take to be welcomed.
const WELCOME: Duration = Duration::from_mins(1);

const HELLO: &str = r#"{"type":"hello","protocol":1}"#;

struct Member {
    socket: Socket,
    room: usize,
    welcomed: bool,
    /// Its own message that hasn't come back.
    waits_for: Option<u64>,
    /// The last entry that it has.
    seq: u64,
}

/// All sockets, and what is counted.
pub(crate) struct Run<'a> {
    spec: &'a Spec,
    poll: Poll,
    members: Vec<Member>,
    /// How many are in each room.
    sizes: Vec<u64>,
    scratch: Vec<u8>,
    /// Tells this run's messages from those of one before, which a room may still know.
    nonce: u16,
    start_ms: u64,
    start: Instant,
    body: String,
    /// Deliveries that the messages sent so far must lead to.
    expected: u64,
    delivered: u64,
    counts: bool,
    frames: u64,
    latencies_us: Vec<u32>,
    disorder: u64,
    bytes_before: Option<u64>,
}

impl<'a> Run<'a> {
    /// Opens all sockets and waits until each is welcomed.
    ///
    /// # Errors
    /// When one is refused.
    pub(crate) fn start(spec: &'a Spec) -> io::Result<Self> {
        let bytes_before = process::resident_bytes(&spec.processes);
        let poll = Poll::new()?;
        let rooms = spec.members.iter().map(|member| member.room + 1).max().unwrap_or(0);
        let mut sizes = vec![0; rooms];
        let mut members = Vec::new();
        for (index, member) in spec.members.iter().enumerate() {
            let mut socket = Socket::open(spec.port, &member.path, &member.headers)?;
            poll.registry().register(&mut socket.stream, Token(index), Interest::READABLE | Interest::WRITABLE)?;
            socket.send(HELLO)?;
            sizes[member.room] += 1;
            members.push(Member { socket, room: member.room, welcomed: false, waits_for: None, seq: 0 });
        }
        let unix = SystemTime::now().duration_since(UNIX_EPOCH).map_err(io::Error::other)?;
        let mut run = Self {
            spec,
            poll,
            members,
            sizes,
            scratch: vec![0; SCRATCH_BYTES],
            nonce: u16::try_from(unix.subsec_millis()).unwrap_or_default(),
            start_ms: u64::try_from(unix.as_millis()).map_err(io::Error::other)?,
            start: Instant::now(),
            body: "Do you also ship to Osaka, and what would two of them cost? "
                .chars()
                .cycle()
                .take(spec.body_bytes)
                .collect(),
            expected: 0,
            delivered: 0,
            counts: false,
            frames: 0,
            latencies_us: Vec::new(),
            disorder: 0,
            bytes_before,
        };
        let until = Instant::now() + WELCOME;
        while run.members.iter().any(|member| !member.welcomed) {
            if Instant::now() > until {
                return Err(io::Error::other("not every member was welcomed"));
            }
            run.turn(Duration::from_millis(50), false)?;
        }
        Ok(run)
    }

    /// Sends as the load says, counts, and waits for the last deliveries.
    ///
    /// # Errors
    /// When a member is refused or loses its connection.
    pub(crate) fn finish(mut self) -> io::Result<Outcome> {
        if matches!(self.spec.load, Load::Closed) {
            for index in 0..self.members.len() {
                self.say(index, self.now_us())?;
            }
        }
        self.go_on(Duration::from_millis(self.spec.warm_ms))?;
        self.counts = true;
        let (start, server, own) = self.clocks();
        self.go_on(Duration::from_millis(self.spec.measure_ms))?;
        self.counts = false;
        let (end, server_end, own_end) = self.clocks();
        let bytes_after = process::resident_bytes(&self.spec.processes);
        let until = Instant::now() + DRAIN;
        while self.delivered < self.expected && Instant::now() < until {
            self.turn(Duration::from_millis(10), false)?;
        }
        self.latencies_us.sort_unstable();
        Ok(Outcome {
            sockets: self.members.len() as u64,
            deliveries: self.latencies_us.len() as u64,
            frames: self.frames,
            seconds: (end - start).as_secs_f64(),
            p50_ms: percentile_ms(&self.latencies_us, 50),
            p99_ms: percentile_ms(&self.latencies_us, 99),
            server_cpu_ms: server_end.zip(server).map(|(end, start)| end - start),
            own_cpu_ms: own_end.zip(own).map(|(end, start)| end - start),
            missing: i64::try_from(self.expected).unwrap_or(i64::MAX)
                - i64::try_from(self.delivered).unwrap_or(i64::MAX),
            disorder: self.disorder,
            bytes_before: self.bytes_before,
            bytes_after,
        })
    }

    fn clocks(&self) -> (Instant, Option<f64>, Option<f64>) {
        (Instant::now(), process::cpu_ms(&self.spec.processes), process::own_cpu_ms())
    }

    fn go_on(&mut self, time: Duration) -> io::Result<()> {
        let begin = Instant::now();
        let mut ping = begin + PING_EVERY;
        let mut said = 0;
        while begin.elapsed() < time {
            let mut wait = time.saturating_sub(begin.elapsed());
            match self.spec.load {
                Load::Closed => {}
                Load::Open { per_second } => {
                    let due = Duration::from_secs(1) / per_second * said;
                    if begin.elapsed() >= due {
                        let meant = begin + due;
                        let at_us = micros(meant.saturating_duration_since(self.start));
                        self.say(said as usize % self.members.len(), at_us)?;
                        said += 1;
                        continue;
                    }
                    wait = wait.min(due.saturating_sub(begin.elapsed()));
                }
                Load::Idle => {
                    if Instant::now() >= ping {
                        for member in &mut self.members {
                            member.socket.send("ping")?;
                        }
                        ping += PING_EVERY;
                    }
                    wait = wait.min(ping.saturating_duration_since(Instant::now()));
                }
            }
            self.turn(wait, matches!(self.spec.load, Load::Closed))?;
        }
        Ok(())
    }

    /// Waits for sockets and takes what they have. With `again`, whoever got its own message back sends the next one.
    fn turn(&mut self, wait: Duration, again: bool) -> io::Result<()> {
        let mut events = Events::with_capacity(1024);
        match self.poll.poll(&mut events, Some(wait)) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(()),
            result => result?,
        }
        for event in &events {
            let index = event.token().0;
            if event.is_writable() {
                self.members[index].socket.flush()?;
            }
            if event.is_readable() && self.receive(index)? && again {
                self.say(index, self.now_us())?;
            }
        }
        Ok(())
    }

    /// Takes what a member's socket has; true when its own message was among it.
    fn receive(&mut self, index: usize) -> io::Result<bool> {
        let now_us = self.now_us();
        let Member { socket, welcomed, waits_for, seq: last, .. } = &mut self.members[index];
        let mut refused = None;
        let mut own = false;
        let taken = socket.receive(&mut self.scratch, |frame| {
            if frame.starts_with(br#"{"type":"entr"#) {
                let mut brings = false;
                message::entries(frame, self.nonce, |seq, sent| {
                    if *last > 0 && seq != *last + 1 {
                        self.disorder += 1;
                    }
                    *last = seq;
                    let Some(sent) = sent else { return };
                    brings = true;
                    self.delivered += 1;
                    if self.counts {
                        let latency = now_us.saturating_sub(sent.at_us);
                        self.latencies_us.push(u32::try_from(latency).unwrap_or(u32::MAX));
                    }
                    if sent.sender == index && *waits_for == Some(sent.at_us) {
                        *waits_for = None;
                        own = true;
                    }
                });
                self.frames += u64::from(self.counts && brings);
            } else if frame.starts_with(br#"{"type":"welcome""#) {
                *welcomed = true;
            } else if frame.starts_with(br#"{"type":"refused""#) {
                refused = Some(String::from_utf8_lossy(frame).into_owned());
            }
        });
        taken.map_err(|error| io::Error::other(format!("member {index}: {error}")))?;
        refused.map_or(Ok(own), |frame| Err(io::Error::other(format!("member {index}: {frame}"))))
    }

    fn say(&mut self, index: usize, at_us: u64) -> io::Result<()> {
        let id = Sent { sender: index, at_us }.id(self.start_ms, self.nonce);
        let member = &mut self.members[index];
        member.waits_for = Some(at_us);
        self.expected += self.sizes[member.room];
        member.socket.send(&format!(r#"{{"type":"say","message":"{id}","body":"{}"}}"#, self.body.trim_end()))
    }

    fn now_us(&self) -> u64 {
        micros(self.start.elapsed())
    }
}

fn micros(time: Duration) -> u64 {
    u64::try_from(time.as_micros()).unwrap_or(u64::MAX)
}

fn percentile_ms(sorted_us: &[u32], percent: usize) -> f64 {
    let at = (sorted_us.len() * percent / 100).min(sorted_us.len().saturating_sub(1));
    sorted_us.get(at).map_or(0.0, |&us| f64::from(us) / 1000.0)
}
