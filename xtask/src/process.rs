//! Running other programs: progress said in one form, failures in words, and nothing left running when we are stopped.

use std::{
    fmt::Display,
    os::unix::process::CommandExt,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use nix::{
    sys::signal::{Signal, killpg},
    unistd::Pid,
};

/// How long a group of processes may take to stop before it is stopped by force.
const GRACE: Duration = Duration::from_secs(5);
/// How often we look after a process.
const GLANCE: Duration = Duration::from_millis(20);

static STOPPING: AtomicBool = AtomicBool::new(false);

/// From here on Ctrl-C, and a polite request of the system to stop, are answered by us: see [`stopping`].
///
/// # Errors
/// When the system does not let us.
pub(crate) fn answer_signals() -> Result<()> {
    ctrlc::set_handler(|| STOPPING.store(true, Ordering::SeqCst)).context("listening for Ctrl-C")
}

/// Whether we were asked to stop.
pub(crate) fn stopping() -> bool {
    STOPPING.load(Ordering::SeqCst)
}

/// Says what is being done, and how many minutes after the first such line, to the error stream, so that the output of a command stays its own.
pub(crate) fn progress(what: impl Display) {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let seconds = BEGUN.elapsed().as_secs();
    eprintln!("\x1b[1;32m{:>6}{:>3}:{:02}\x1b[0m {what}", "xtask", seconds / 60, seconds % 60);
}

/// Runs the command to its end, its output shown as it comes. It has no terminal to ask questions on.
///
/// # Errors
/// When it cannot be started or ends badly, both of which say which command it was; or when we are asked to stop: then it
/// and all that it started are stopped too.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    run_within(command, Duration::MAX)
}

/// [`run`] for what might never end.
///
/// # Errors
/// Those of [`run`]; and when it takes longer than `limit`: then it and all that it started are stopped.
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> Result<()> {
    let name = name(command);
    // A group of its own: cargo and npm start others, and all of them have to go when we do.
    let child = command.stdin(Stdio::null()).process_group(0).spawn();
    let mut child = child.with_context(|| format!("`{name}` could not be started; is it installed?"))?;
    let begun = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if stopping() {
            end_group(&mut child);
            bail!("`{name}` was stopped");
        }
        if begun.elapsed() > limit {
            end_group(&mut child);
            bail!("`{name}` did not end within {} s, and was stopped", limit.as_secs());
        }
        thread::sleep(GLANCE);
    };
    if !status.success() {
        bail!("`{name}` failed ({status}); what it says is above");
    }
    Ok(())
}

/// Ends every process of the group that `leader` leads: with a request first, by force after a while.
pub(crate) fn end_group(leader: &mut Child) {
    let group = Pid::from_raw(leader.id().cast_signed());
    let begun = Instant::now();
    let mut signal = Signal::SIGTERM;
    // An error says that nobody is left in the group.
    while killpg(group, signal).is_ok() {
        // Reaped here, or it would count as somebody.
        leader.try_wait().unwrap_or_default();
        thread::sleep(GLANCE);
        if begun.elapsed() > GRACE {
            signal = Signal::SIGKILL;
        }
    }
}

/// Runs the command and returns what it prints. Its output is shown only if it fails.
///
/// # Errors
/// When it cannot be started or ends badly, with all that it said.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let name = name(command);
    let output = command.output().with_context(|| format!("`{name}` could not be started; is it installed?"))?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{name}` failed ({}):\n{printed}{said}", output.status);
    }
    Ok(printed)
}

/// The program and its first argument: enough to know it by, short enough for one line.
fn name(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy();
    let first = command.get_args().next().map(|argument| {
        let path = Path::new(argument);
        if path.is_absolute() { path.file_name().unwrap_or_default() } else { argument }.to_string_lossy()
    });
    first.map_or_else(|| program.to_string(), |first| format!("{program} {first}"))
}
