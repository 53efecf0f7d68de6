//! `cargo xtask dev`: the whole of Frontdesk on this machine, with a demo service and a demo site that carries it.

mod demo;
mod guard;
mod site;
mod state;

pub(crate) use guard::guard;

use std::{
    io::{self, Write},
    net::{Ipv4Addr, TcpListener},
    path::PathBuf,
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use qrcode::{QrCode, render::unicode::Dense1x2};

use crate::{
    build, options,
    process::{progress, stopping},
    project::Project,
    setup,
};
use guard::Worker;
use state::State;

/// Where everything is, unless the command line says otherwise.
const PORT: u16 = 8787;
const SITE_PORT: u16 = 8788;

/// What the command line says.
struct Options {
    port: u16,
    site_port: u16,
    state: PathBuf,
    fresh: bool,
}

impl Options {
    fn parse(project: &Project, arguments: &[&str]) -> Result<Self> {
        let mut parsed = Self { port: PORT, site_port: SITE_PORT, state: project.path(".frontdesk"), fresh: false };
        let mut rest = options::Arguments::of(arguments);
        while let Some(name) = rest.next() {
            match name {
                "--port" => parsed.port = rest.number(name)?,
                "--site-port" => parsed.site_port = rest.number(name)?,
                "--state" => parsed.state = std::env::current_dir()?.join(rest.value(name)?),
                "--fresh" => parsed.fresh = true,
                other => {
                    bail!("`cargo xtask dev` knows --port, --site-port, --state DIR and --fresh, but not `{other}`")
                }
            }
        }
        if parsed.port == parsed.site_port {
            bail!("--port and --site-port must differ: the demo site has to be another origin than the desk");
        }
        Ok(parsed)
    }
}

/// Runs until Ctrl-C.
///
/// # Errors
/// When a port is taken, something does not build, or the worker stops by itself.
pub(crate) fn run(project: &Project, arguments: &[&str]) -> Result<()> {
    let options = Options::parse(project, arguments)?;
    free(options.port, "--port")?;
    let listener = listen(options.site_port, "--site-port")?;
    let state = State::open(project, &options.state, options.fresh)?;
    match start(project, &options, &state, listener) {
        // Whatever failed because we were stopped is no failure.
        Err(_) if stopping() => Ok(()),
        result => result,
    }
}

fn start(project: &Project, options: &Options, state: &State, listener: TcpListener) -> Result<()> {
    let tools = setup::tools(project)?;
    build::with(project, &tools)?;
    progress("starting");
    let mut worker = Worker::start(project, &tools, state, options.port)?;
    let desk = format!("http://127.0.0.1:{}", options.port);
    worker.ready(&desk)?;
    let site = format!("http://127.0.0.1:{}", options.site_port);
    let staff = demo::prepare(&desk, &site, state)?;
    site::serve(listener, project.path("widget/demo"), desk.clone());
    announce(&desk, &site, &staff).context("writing the addresses")?;
    while !stopping() {
        worker.check()?;
        thread::sleep(Duration::from_millis(100));
    }
    worker.stop()
}

/// The lines that people and scripts read, all at once.
fn announce(desk: &str, site: &str, staff: &[demo::Staff]) -> Result<()> {
    let link = format!("{desk}/l/{}/{}", demo::SERVICE, demo::LINK);
    let code = QrCode::new(&link).context("drawing the link's code")?;
    // A terminal is dark: what the code calls light has to be drawn, and what it calls dark left out.
    let code = code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build();
    let mut out = io::stdout().lock();
    writeln!(out, "ready")?;
    writeln!(out, "site {site}/")?;
    for demo::Staff { email, password, .. } in staff {
        writeln!(out, "desk {desk}/desk/{} {email} {password}", demo::SERVICE)?;
    }
    writeln!(out, "link {link}")?;
    writeln!(out, "{code}")?;
    out.flush()?;
    Ok(())
}

fn listen(port: u16, option: &str) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
        format!("port {port} is in use. Stop what uses it, or choose another port with `{option} NUMBER`")
    })
}

/// Whether a port can be had, asked before minutes are spent on building.
fn free(port: u16, option: &str) -> Result<()> {
    listen(port, option).map(drop)
}
