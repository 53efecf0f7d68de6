//! The project's commands, run as `cargo xtask COMMAND`. Each first sets up whatever it needs and does not find, inside
//! the project's own ignored folders, so that a fresh clone and a full one are used the same way.

mod bench;
mod build;
mod check;
mod client;
mod deploy;
mod dev;
mod openapi;
mod options;
mod process;
mod project;
mod secret;
mod setup;
mod standin;
mod test;
mod wrangler;

use std::process::ExitCode;

use anyhow::{Result, bail};

use project::Project;

const HELP: &str = "\
cargo xtask dev [--port N] [--site-port N] [--state DIR] [--fresh]
                                   build, and run everything here with a demo service
cargo xtask build [pages|worker]   build the browser applications and the worker into build/
cargo xtask check                  formatting, lints and size budgets
cargo xtask openapi                write the description of the HTTP interface that the worker serves
cargo xtask test [--full] [WORD…]  all tests, or the scripts below tests/ with such a word in their path
cargo xtask bench [rooms|latency|idle|search|service|channels|browser|rows] [--rounds N] [--seconds N]
                                   [--only NAME,…] [--state DIR] [--built]
                                   measure our rooms beside others, a busy service, and the widget in a slow browser
cargo xtask standin line|facebook|whatsapp|wechat|telegram [--port N] [--config JSON]
                                   run a stand-in of a messaging service, with a page to chat as a visitor
cargo xtask pictures               take the pictures of the pages for owners anew
cargo xtask deploy [--dry-run] [--new-setup-key] [--mail-from ADDRESS]
                                   build, and deploy into your Cloudflare account
cargo xtask setup                  install what the other commands need (they also do so themselves)";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        // What Ctrl-C ends is reported as shells do.
        Err(_) if process::stopping() => ExitCode::from(130),
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    if let ["guard", command @ ..] = arguments.as_slice() {
        return dev::guard(command);
    }
    process::answer_signals()?;
    let project = Project::find()?;
    match arguments.as_slice() {
        ["dev", options @ ..] => dev::run(&project, options),
        ["build"] => build::all(&project),
        ["build", "pages"] => build::pages(&project),
        ["build", "worker"] => build::worker(&project),
        ["check"] => check::run_all(&project),
        ["openapi"] => openapi::write(&project),
        ["test", words @ ..] => test::run_all(&project, words),
        ["standin", arguments @ ..] => standin::run(&project, arguments),
        ["pictures"] => test::pictures(&project),
        ["bench", options @ ..] => bench::run(&project, options),
        ["deploy", options @ ..] => deploy::deploy(&project, options),
        ["setup"] => setup::tools(&project).map(drop),
        [] | ["help" | "--help" | "-h"] => {
            println!("{HELP}");
            Ok(())
        }
        other => bail!("`cargo xtask {}` is no command. There are:\n{HELP}", other.join(" ")),
    }?;
    Ok(ExitCode::SUCCESS)
}
