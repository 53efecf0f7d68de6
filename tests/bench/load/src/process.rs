//! What Linux tells of a process. Elsewhere: nothing.

use std::fs;

/// `USER_HZ`, in which `/proc/PID/stat` counts: 100 on every Linux that runs today.
const TICK_MS: f64 = 10.0;

/// CPU time of all threads so far, in user and in kernel.
pub(crate) fn cpu_ms(processes: &[u32]) -> Option<f64> {
    processes.iter().map(|process| ticks(&process.to_string())).sum::<Option<f64>>().map(|ticks| ticks * TICK_MS)
}

/// The same of this program.
pub(crate) fn own_cpu_ms() -> Option<f64> {
    ticks("self").map(|ticks| ticks * TICK_MS)
}

/// Memory that is really there.
pub(crate) fn resident_bytes(processes: &[u32]) -> Option<u64> {
    processes.iter().map(|&process| resident(process)).sum()
}

fn ticks(process: &str) -> Option<f64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name, in brackets, may hold anything; after it, user and system time are the 12th and 13th field.
    let (_, fields) = stat.rsplit_once(')')?;
    let times = fields.split_whitespace().skip(11).take(2);
    times.map(|time| time.parse::<f64>().ok()).sum()
}

fn resident(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches(" kB").parse().ok()?;
    Some(kilobytes * 1024)
}
