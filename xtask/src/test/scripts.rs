//! The scripts below `tests/`: which there are, and how they are run on few cores.

use std::{
    cmp::Reverse,
    fs::{self, File},
    path::{Path, PathBuf},
    process::Command,
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

use crate::{
    process::{self, progress},
    project::Project,
};

/// What is run at once: much of a script's time is waiting, for a page or for a timer. Each of these runs one script after another,
/// none that needs more than this. So there are never two with sound and pictures, nor three with browsers, which take each other's time.
const LANES: [Needs; 3] = [Needs::Media, Needs::Browser, Needs::Runtime];
/// How long one may take: five times what the longest takes on two cores. One that takes more waits for what won't come.
const LIMIT: Duration = Duration::from_mins(8);
/// The same when all is tried in full.
const LIMIT_IN_FULL: Duration = Duration::from_hours(1);

/// One file of tests.
pub(super) struct Script {
    pub(super) path: PathBuf,
    text: String,
}

/// What a script keeps busy, the least first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Needs {
    /// The worker at most, and nothing that draws.
    Runtime,
    /// A browser.
    Browser,
    /// Browsers that call each other: what comes late there was not heard.
    Media,
}

/// What became of the scripts that didn't simply pass.
#[derive(Default)]
pub(super) struct Outcome<'a> {
    pub(super) failed: Vec<&'a Path>,
    /// Failed beside another, and passed by themselves.
    pub(super) crowded: Vec<&'a Path>,
}

impl Script {
    /// Whether it needs this part of `tests/kit`.
    pub(super) fn uses(&self, kit: &str) -> bool {
        self.text.contains(&format!("kit/{kit}.mjs"))
    }

    fn needs(&self) -> Needs {
        if ["media", "call-stage", "call-room"].iter().any(|kit| self.uses(kit)) {
            Needs::Media
        } else if self.uses("browser") || self.path.parent().is_some_and(|folder| folder.ends_with("browser")) {
            Needs::Browser
        } else {
            Needs::Runtime
        }
    }

    /// How long it may take: the longest patience that one of its tests asks for, in ms, and then its size. Neither needs upkeep.
    fn weight(&self) -> (u64, usize) {
        let patience = self.text.split("timeout: ").skip(1).filter_map(|rest| {
            let number = rest.split(|it: char| !it.is_ascii_digit() && it != '_').next()?;
            number.replace('_', "").parse().ok()
        });
        (patience.max().unwrap_or_default(), self.text.len())
    }

    /// Whether nothing may run beside it: it runs the project's own commands, which build; or all is tried in `full`, and it
    /// holds a time against a bar, which is otherwise only a guard.
    fn needs_quiet(&self, full: bool) -> bool {
        (full && self.uses("bar")) || self.path.parent().is_some_and(|folder| folder.ends_with("commands"))
    }
}

/// Every script below a folder whose path has one of the words in it, in the order of their names; all if there are no words.
///
/// # Errors
/// When the folder can't be read.
pub(super) fn below(folder: &Path, words: &[&str]) -> Result<Vec<Script>> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    paths.sort();
    paths.retain(|path| words.is_empty() || words.iter().any(|word| path.to_string_lossy().contains(word)));
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        Ok(Script { path, text })
    };
    paths.into_iter().map(read).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() && !path.ends_with("node_modules") && !path.ends_with("output") {
            collect(&path, paths)?;
        } else if path.to_string_lossy().ends_with(".test.mjs") {
            paths.push(path);
        }
    }
    Ok(())
}

/// Runs them: those that need quiet one after another, the others a few at once. One that failed beside another is tried again by
/// itself, for a crowded machine is nobody's fault; if it passes then, that is told.
///
/// # Errors
/// When one can't be started, or we are asked to stop.
pub(super) fn run<'a>(
    project: &Project,
    scripts: &'a [Script],
    full: bool,
    node: impl Fn(&Path) -> Result<Command> + Sync,
) -> Result<Outcome<'a>> {
    let (quiet, others): (Vec<&'a Script>, Vec<&'a Script>) =
        scripts.iter().partition(|script| script.needs_quiet(full));
    let limit = if full { LIMIT_IN_FULL } else { LIMIT };
    let passes = |script: &Script| passes(project, script, limit, node(&script.path)?);
    let suspects = beside_each_other(others, passes)?;
    let mut outcome = Outcome::default();
    for script in quiet {
        if !passes(script)? {
            outcome.failed.push(&script.path);
        }
    }
    for script in suspects {
        progress(format_args!("trying {} again by itself", project.shown(&script.path)));
        let list = if passes(script)? { &mut outcome.crowded } else { &mut outcome.failed };
        list.push(&script.path);
    }
    Ok(outcome)
}

/// Runs scripts in [`LANES`]; gives those that fail. Those that need much come first, of these the longest: what is left to the end,
/// when others wait for nothing but it, is short.
fn beside_each_other(
    mut scripts: Vec<&Script>,
    passes: impl Fn(&Script) -> Result<bool> + Sync,
) -> Result<Vec<&Script>> {
    scripts.sort_by_key(|script| Reverse((script.needs(), script.weight())));
    let waiting = Mutex::new(scripts);
    let next = |most: Needs| {
        let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.iter().position(|script| script.needs() <= most).map(|place| waiting.remove(place))
    };
    let work = |most: Needs| {
        let mut failed = Vec::new();
        while let Some(script) = next(most) {
            if !passes(script)? {
                failed.push(script);
            }
        }
        Ok(failed)
    };
    thread::scope(|scope| {
        let workers: Vec<_> = LANES.into_iter().map(|most| scope.spawn(move || work(most))).collect();
        let mut failed = Vec::new();
        for worker in workers {
            let found: Result<Vec<&Script>> = worker.join().ok().context("the runner of the scripts stopped")?;
            failed.extend(found?);
        }
        Ok(failed)
    })
}

/// Runs one and shows in one piece what it printed.
fn passes(project: &Project, script: &Script, limit: Duration, mut command: Command) -> Result<bool> {
    let shown = project.shown(&script.path);
    progress(format_args!("testing {shown}"));
    // Into a file: the end of a pipe waits for whatever the script left running.
    let path = project.path("tests/output").join(format!("{}.log", shown.to_string().replace('/', "-")));
    let writing = || format!("writing {}", path.display());
    fs::create_dir_all(project.path("tests/output")).with_context(writing)?;
    let log = File::create(&path).with_context(writing)?;
    command.stdout(log.try_clone().with_context(writing)?).stderr(log);
    let begun = Instant::now();
    let ended = process::run_within(&mut command, limit);
    let (passed, verdict, why) = match ended {
        Ok(()) => (true, "passed", String::new()),
        Err(error) if process::stopping() => return Err(error),
        Err(error) => (false, "failed", format!("\n{error:#}")),
    };
    let printed = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    progress(format_args!("{shown} {verdict} in {} s\n{}{why}", begun.elapsed().as_secs(), printed.trim_end()));
    Ok(passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(path: &str, text: &str) -> Script {
        Script { path: path.into(), text: text.to_owned() }
    }

    #[test]
    fn what_a_script_needs_is_told_by_its_place_and_its_kit() {
        assert!(script("tests/objects/desk.test.mjs", r#"from "../kit/worker.mjs""#).needs() == Needs::Runtime);
        assert!(script("tests/objects/qr.test.mjs", r#"from "../kit/browser.mjs""#).needs() == Needs::Browser);
        assert!(script("tests/browser/desk.test.mjs", r#"from "../kit/widget.mjs""#).needs() == Needs::Browser);
        assert!(script("tests/browser/calls.test.mjs", r#"from "../kit/call-stage.mjs""#).needs() == Needs::Media);
    }

    #[test]
    fn who_asks_for_patience_is_longer_than_who_is_only_large() {
        let patient = script("a", "{ timeout: 60_000 }, { timeout: 300_000 }");
        assert_eq!(patient.weight(), (300_000, patient.text.len()));
        assert!(patient.weight() > script("b", &"x".repeat(1_000)).weight());
    }
}
