//! The load of `cargo xtask bench`: many sockets in one thread, so that what is measured is the server. Why it is a program
//! of our own: `docs/decisions/2026-11-22-load-generator.md`.

mod message;
mod process;
mod run;
mod socket;
mod spec;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let spec: spec::Spec = serde_json::from_reader(std::io::stdin().lock())?;
    let outcome = run::Run::start(&spec)?.finish()?;
    serde_json::to_writer(std::io::stdout().lock(), &outcome)?;
    Ok(())
}
