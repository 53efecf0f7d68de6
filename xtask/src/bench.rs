//! `cargo xtask bench`: our Room beside other rooms, on the same machine in one run, and widget and dashboard in a slow browser.
//!
//! What counts are ratios: figures of one machine say nothing of another, and one machine's vary by the hour. So each round
//! measures everybody once, every other round in the opposite order, and a ratio is taken within a round.

mod browser;
mod channels;
mod contender;
mod figures;
mod idle;
mod latency;
mod load;
mod ours;
mod rooms;
mod rows;
mod search;
mod server;
mod service;

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context, Result, bail, ensure};
use nix::sys::resource::{Resource, getrlimit, setrlimit};

use crate::{
    build, options, process,
    project::Project,
    setup::{self, Tools},
};
use contender::Contender;

/// What the command line says.
struct Options<'a> {
    /// One part, or all.
    part: Option<&'a str>,
    rounds: usize,
    seconds: u32,
    contenders: Vec<Contender>,
    /// Where databases lie. On a disk, or storing would cost nothing.
    state: PathBuf,
    /// Takes what is in `build/` as it is.
    built: bool,
}

impl<'a> Options<'a> {
    fn parse(project: &Project, arguments: &'a [&'a str]) -> Result<Self> {
        let mut parsed = Self {
            part: None,
            rounds: 5,
            seconds: 4,
            contenders: Contender::USUAL.to_vec(),
            state: project.path("build/bench"),
            built: false,
        };
        let mut rest = options::Arguments::of(arguments);
        while let Some(word) = rest.next() {
            match word {
                "rooms" | "idle" | "latency" | "search" | "service" | "channels" | "browser" | "rows"
                    if parsed.part.is_none() =>
                {
                    parsed.part = Some(word);
                }
                "--rounds" => parsed.rounds = rest.number(word)?,
                "--seconds" => parsed.seconds = rest.number(word)?,
                "--built" => parsed.built = true,
                "--only" => parsed.contenders = Contender::list(rest.value(word)?)?,
                "--state" => parsed.state = std::env::current_dir()?.join(rest.value(word)?),
                other => bail!(
                    "`cargo xtask bench [rooms|idle|latency|search|service|channels|browser|rows]` knows --rounds, --seconds, --only NAME,…, --state DIR and --built, \
                     but not `{other}`"
                ),
            }
        }
        ensure!(parsed.rounds > 0 && parsed.seconds > 0, "--rounds and --seconds must be at least 1");
        Ok(parsed)
    }

    fn wants(&self, part: &str) -> bool {
        self.part.is_none_or(|wanted| wanted == part)
    }
}

/// What every part works with.
pub(crate) struct Bench<'a> {
    project: &'a Project,
    tools: &'a Tools,
    contenders: Vec<Contender>,
    rounds: usize,
    seconds: u32,
    /// Emptied before and after each contender.
    folder: PathBuf,
    /// The load generator.
    load: PathBuf,
}

/// Runs the benchmarks and prints their tables. A missed bar is printed, and no failure: how fast a machine is, is
/// nobody's fault. Only a dashboard that drags is one, in the last of them: run that on a machine that does nothing else.
///
/// # Errors
/// When something can't be built or started, a room loses a message, or the dashboard drags.
pub(crate) fn run(project: &Project, arguments: &[&str]) -> Result<()> {
    let options = Options::parse(project, arguments)?;
    let tools = setup::tools(project)?;
    let ours = options.contenders.contains(&Contender::Ours)
        || ["browser", "search", "service", "channels", "rows"].iter().any(|part| options.wants(part));
    if ours && !options.built {
        build::with(project, &tools)?;
    }
    let bench = Bench {
        project,
        tools: &tools,
        contenders: options.contenders.clone(),
        rounds: options.rounds,
        seconds: options.seconds,
        folder: options.state.clone(),
        load: load_generator(project)?,
    };
    fs::create_dir_all(&bench.folder).with_context(|| format!("making {}", bench.folder.display()))?;
    allow_many_files()?;
    if options.wants("rooms") {
        rooms::run(&bench)?;
    }
    if options.wants("latency") {
        latency::run(&bench)?;
    }
    if options.wants("idle") {
        idle::run(&bench)?;
    }
    if options.wants("search") {
        search::run(&bench)?;
    }
    if options.wants("service") {
        service::run(&bench)?;
    }
    if options.wants("channels") {
        channels::run(&bench)?;
    }
    if options.wants("browser") {
        browser::run(&bench)?;
    }
    if options.wants("rows") {
        rows::run(&bench)?;
    }
    Ok(())
}

/// Builds `tests/bench/load`, optimised: it must not be what is slow.
fn load_generator(project: &Project) -> Result<PathBuf> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target = project.path("target/bench");
    let mut command = Command::new(cargo);
    command.args(["build", "--quiet", "--release", "--package", "bench-load", "--target-dir"]).arg(&target);
    process::run(command.current_dir(project.root()))?;
    Ok(target.join("release/bench-load"))
}

/// Each idle socket is a file here and in the server, which inherits this.
fn allow_many_files() -> Result<()> {
    let (_, most) = getrlimit(Resource::RLIMIT_NOFILE).context("asking how many files may be open")?;
    setrlimit(Resource::RLIMIT_NOFILE, most, most).context("allowing many open files")
}
