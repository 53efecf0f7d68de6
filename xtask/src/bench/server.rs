//! Starts what is measured: workerd itself, without the dev server's proxies, or Node. Below the guard of `dev`, so that
//! nothing is left running.

use std::{
    fs::{self, File},
    net::{Ipv4Addr, TcpListener, TcpStream},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use super::Bench;
use crate::{process::stopping, project::Project};

/// How long a server may take until it listens.
const PATIENCE: Duration = Duration::from_secs(20);

/// A worker, as its configuration needs it.
pub(crate) struct WorkerCode {
    /// Names and files, the entry first.
    pub(crate) modules: Vec<(&'static str, PathBuf)>,
    /// Classes of objects; the binding of each is its name in capitals.
    pub(crate) classes: &'static [&'static str],
    /// Variables.
    pub(crate) texts: Vec<(&'static str, String)>,
}

/// A running server.
pub(crate) struct Server {
    /// Where it listens, on loopback.
    pub(crate) port: u16,
    guard: Child,
    folder: PathBuf,
}

impl Server {
    /// Runs a worker with its objects' databases in an empty folder.
    ///
    /// # Errors
    /// When it doesn't start, with what it said.
    pub(crate) fn workerd(bench: &Bench, code: &WorkerCode) -> Result<Self> {
        let folder = empty(&bench.folder.join("server"))?;
        let objects = folder.join("objects");
        fs::create_dir(&objects)?;
        for (name, file) in &code.modules {
            fs::copy(file, folder.join(name)).with_context(|| format!("reading {}", file.display()))?;
        }
        let port = free_port()?;
        let file = folder.join("config.capnp");
        fs::write(&file, configuration(bench.project, code, &objects, port)?)
            .context("writing workerd's configuration")?;
        Self::start(Command::new(bench.tools.workerd()).arg("serve").arg(file), folder, port)
    }

    /// Runs a script that listens on the port of its first argument.
    ///
    /// # Errors
    /// As for [`Server::workerd`].
    pub(crate) fn node(bench: &Bench, script: &Path) -> Result<Self> {
        let folder = empty(&bench.folder.join("server"))?;
        let port = free_port()?;
        Self::start(bench.tools.node().arg(script).arg(port.to_string()), folder, port)
    }

    fn start(command: &Command, folder: PathBuf, port: u16) -> Result<Self> {
        let log = File::create(folder.join("log"))?;
        let mut guard = Command::new(std::env::current_exe().context("finding this program")?);
        guard.arg("guard").arg(command.get_program()).args(command.get_args());
        guard.stdin(Stdio::piped()).stdout(log.try_clone()?).stderr(log).process_group(0);
        let mut server = Self { port, guard: guard.spawn().context("starting a server")?, folder };
        let begun = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if server.guard.try_wait()?.is_some() || begun.elapsed() > PATIENCE {
                bail!("{} doesn't listen; it says:\n{}", command.get_program().display(), server.log());
            }
            if stopping() {
                bail!("stopped");
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(server)
    }

    /// The server's own process, where the system tells.
    pub(crate) fn processes(&self) -> Vec<u32> {
        let guard = self.guard.id();
        let children = fs::read_to_string(format!("/proc/{guard}/task/{guard}/children")).unwrap_or_default();
        children.split_whitespace().filter_map(|process| process.parse().ok()).collect()
    }

    /// All that it said.
    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        self.guard.wait().map(drop).unwrap_or_default();
        // A profile of a run that went wrong would want it, the next run empties it anyway.
        fs::remove_dir_all(self.folder.join("objects")).unwrap_or_default();
    }
}

/// What wrangler would make of `wrangler.toml`, without its proxies: the same date and flags for ours and for the others.
fn configuration(project: &Project, code: &WorkerCode, objects: &Path, port: u16) -> Result<String> {
    let settings = fs::read_to_string(project.path("edge/wrangler.toml")).context("reading edge/wrangler.toml")?;
    let between = |start: &str, end: &str| {
        let (_, rest) = settings.split_once(start).with_context(|| format!("edge/wrangler.toml lacks `{start}`"))?;
        Ok::<_, anyhow::Error>(rest.split_once(end).map_or(rest, |(found, _)| found))
    };
    let date = between("\ncompatibility_date = \"", "\"")?;
    let flags = between("\ncompatibility_flags = [", "\n]")?.lines();
    let flags =
        list(flags.map(str::trim).filter(|line| line.starts_with('"')).map(|line| line.trim_end_matches(',').into()));
    let modules = list(code.modules.iter().map(|(name, _)| {
        let kind =
            if Path::new(name).extension().is_some_and(|extension| extension == "wasm") { "wasm" } else { "esModule" };
        format!("(name = \"{name}\", {kind} = embed \"{name}\")")
    }));
    let classes = list(
        code.classes
            .iter()
            .map(|class| format!("(className = \"{class}\", uniqueKey = \"{class}\", enableSql = true)")),
    );
    let namespaces = code
        .classes
        .iter()
        .map(|class| format!("(name = \"{}\", durableObjectNamespace = \"{class}\")", class.to_ascii_uppercase()));
    let texts = code.texts.iter().map(|(name, value)| format!("(name = \"{name}\", text = \"{value}\")"));
    let bindings = list(namespaces.chain(texts));
    let objects = objects.display();
    Ok(format!(
        r#"using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "worker", worker = .worker),
    (name = "objects", disk = (path = "{objects}", writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:{port}", http = (), service = "worker")],
);

const worker :Workerd.Worker = (
  modules = {modules},
  compatibilityDate = "{date}",
  compatibilityFlags = {flags},
  durableObjectNamespaces = {classes},
  durableObjectStorage = (localDisk = "objects"),
  bindings = {bindings},
);
"#
    ))
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[\n    {},\n  ]", items.collect::<Vec<_>>().join(",\n    "))
}

/// A port that nobody has now. Somebody may take it before the server does; then that says so.
fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("finding a free port")?;
    Ok(listener.local_addr()?.port())
}

fn empty(folder: &Path) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    Ok(folder.to_owned())
}
