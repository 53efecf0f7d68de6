//! Starts the worker's runtime so that nothing of it outlives us, whatever happens to us.
//!
//! wrangler and workerd are several processes. They run in a process group of their own, below a guard: this program
//! again, which waits on a pipe from us. When the pipe closes, because we are done or because we were killed, the guard
//! ends the group.

use std::{
    fs::File,
    io,
    os::unix::process::{CommandExt, ExitStatusExt},
    process::{Child, Command, ExitCode, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use super::state::State;
use crate::{
    client::http,
    process::{answer_signals, end_group, stopping},
    project::Project,
    setup::Tools,
    wrangler::wrangler,
};

/// How long the runtime may take to answer its first request on a slow machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// The worker on its runtime.
pub(crate) struct Worker {
    guard: Child,
    log: std::path::PathBuf,
}

impl Worker {
    /// Starts it; see [`Worker::ready`].
    ///
    /// # Errors
    /// When it cannot be started.
    pub(crate) fn start(project: &Project, tools: &Tools, state: &State, port: u16) -> Result<Self> {
        let wrangler = wrangler(project, tools, &["dev"]);
        let log = state.path("worker.log");
        let output = File::create(&log).with_context(|| format!("writing {}", log.display()))?;
        let mut guard = Command::new(std::env::current_exe().context("finding this program")?);
        guard.arg("guard").arg(wrangler.get_program()).args(wrangler.get_args());
        guard.args(["--ip", "127.0.0.1", "--port", &port.to_string(), "--inspector-port", "0"]);
        guard.arg("--persist-to").arg(state.path("state"));
        guard.arg("--env-file").arg(state.path("worker.env"));
        guard.arg("--show-interactive-dev-session=false");
        for (name, value) in wrangler.get_envs() {
            guard.env(name, value.unwrap_or_default());
        }
        guard.env("CI", "1").current_dir(project.root());
        guard.stdin(Stdio::piped()).stdout(output.try_clone()?).stderr(output);
        // Its own group: Ctrl-C in the terminal comes to us alone, and we end it in order.
        let guard = guard.process_group(0).spawn().context("starting the worker's runtime")?;
        Ok(Self { guard, log })
    }

    /// Waits until it answers, or we are asked to stop.
    ///
    /// # Errors
    /// When it ends instead, or takes longer than is reasonable.
    pub(crate) fn ready(&mut self, desk: &str) -> Result<()> {
        let begun = Instant::now();
        loop {
            self.check()?;
            if stopping() || http::get(&format!("{desk}/health")).is_ok_and(|answer| answer.status == 200) {
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                bail!("the worker does not answer on {desk}/health; its log ends so:\n{}", self.end_of_log());
            }
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Whether it still runs.
    ///
    /// # Errors
    /// When it does not; the end of its log says why.
    pub(crate) fn check(&mut self) -> Result<()> {
        match self.guard.try_wait().context("looking after the worker's runtime")? {
            None => Ok(()),
            Some(_) => bail!("the worker's runtime stopped by itself; its log ends so:\n{}", self.end_of_log()),
        }
    }

    /// Stops it and waits until nothing of it is left.
    ///
    /// # Errors
    /// When the guard cannot be waited for.
    pub(crate) fn stop(&mut self) -> Result<()> {
        drop(self.guard.stdin.take());
        self.guard.wait().map(drop).context("stopping the worker's runtime")
    }

    fn end_of_log(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<&str> = log.lines().collect();
        lines[lines.len().saturating_sub(30)..].join("\n")
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop().unwrap_or_default();
    }
}

/// The guard itself: `xtask guard PROGRAM ARGUMENTS…`.
///
/// # Errors
/// When the program cannot be started.
pub(crate) fn guard(command: &[&str]) -> Result<ExitCode> {
    answer_signals()?;
    let [program, arguments @ ..] = command else { bail!("the guard needs a program to start") };
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .process_group(0)
        .spawn()
        .with_context(|| format!("starting {program}"))?;
    let (send, parent_gone) = mpsc::channel();
    thread::spawn(move || {
        // Nothing is ever sent: this returns when the other end of the pipe is closed.
        io::copy(&mut io::stdin().lock(), &mut io::sink()).unwrap_or_default();
        send.send(()).unwrap_or_default();
    });
    let ended = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        if stopping() || parent_gone.recv_timeout(Duration::from_millis(100)).is_ok() {
            break None;
        }
    };
    end_group(&mut child);
    // Whatever it was, to the one who waits for us it is an end that nobody asked for.
    let code = ended.and_then(|status| status.code().or(status.signal().map(|signal| 128 + signal))).unwrap_or(0);
    Ok(ExitCode::from(u8::try_from(code).unwrap_or(1)))
}
