//! `cargo xtask deploy`: into the Cloudflare account that wrangler is signed in to.

use std::{
    fmt::Write as _,
    fs,
    io::{IsTerminal, stdin},
    path::{Path, PathBuf},
    process::Stdio,
};

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use crate::{
    build,
    options::Arguments,
    process::{output, progress, run},
    project::Project,
    secret,
    setup::{self, Tools},
    wrangler::{BUCKET, configured, wrangler},
};

/// What only the deployment knows: the first opens `/setup`, the second signs visitors' tokens.
const SECRETS: [&str; 2] = ["SETUP_KEY", "TOKEN_SECRET"];

/// What the owner sets for calls, in pairs: half a pair is a mistake (`docs/owners/turn.md`).
const RELAYS: [(&str, &str); 2] = [("TURN_URLS", "TURN_SECRET"), ("TURN_KEY_ID", "TURN_KEY_TOKEN")];

/// Builds and deploys; with `--dry-run` all but what needs an account.
///
/// # Errors
/// When it does not build, nobody is signed in, or Cloudflare refuses something.
pub(crate) fn deploy(project: &Project, options: &[&str]) -> Result<()> {
    let (mut dry, mut new_key, mut mail_from) = (false, false, None);
    let mut arguments = Arguments::of(options);
    while let Some(option) = arguments.next() {
        match option {
            "--dry-run" => dry = true,
            "--new-setup-key" => new_key = true,
            "--mail-from" => mail_from = Some(address(arguments.value(option)?)?),
            other => {
                bail!("`cargo xtask deploy` knows --dry-run, --new-setup-key and --mail-from, but not `{other}`")
            }
        }
    }
    let tools = setup::tools(project)?;
    build::with(project, &tools)?;
    let config = configuration(project, mail_from)?;
    if dry { rehearse(project, &tools, &config) } else { carry_out(project, &tools, &config, new_key) }
}

/// An e-mail address, as far as it has to be looked at here: what goes wrong with it later, nobody is there to see.
fn address(text: &str) -> Result<&str> {
    let plain = |part: &str| {
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        !part.is_empty() && part.chars().all(is_plain)
    };
    match text.split_once('@') {
        Some((local, domain)) if plain(local) && domain.contains('.') && domain.split('.').all(plain) => Ok(text),
        Some(_) | None => bail!("`--mail-from {text}`: give an address like support@example.com"),
    }
}

/// What is deployed with: the file of the sources, or with mail one of its own beside it, so that the paths in it lead to the same.
fn configuration(project: &Project, mail_from: Option<&str>) -> Result<PathBuf> {
    let sources = project.path("edge/wrangler.toml");
    let Some(from) = mail_from else { return Ok(sources) };
    let mut text = fs::read_to_string(&sources).context("reading edge/wrangler.toml")?;
    write!(
        text,
        "\n[[send_email]]\nname = \"MAIL\"\nallowed_sender_addresses = [\"{from}\"]\n\n[vars]\nMAIL_FROM = \"{from}\"\n"
    )?;
    let made = project.path("build/wrangler.toml");
    fs::write(&made, text).context("writing the configuration with mail")?;
    Ok(made)
}

/// Bundles as for a deployment, into a folder, and says what else would be done.
fn rehearse(project: &Project, tools: &Tools, config: &Path) -> Result<()> {
    let folder = project.path("build/deploy");
    run(configured(project, tools, config, &["deploy", "--dry-run"]).arg("--outdir").arg(&folder).env("CI", "1"))?;
    println!("dry run: nothing was sent. `cargo xtask deploy` would");
    println!("  1. sign in to Cloudflare by wrangler, if nobody is signed in");
    println!("  2. make the bucket {BUCKET}, if there is none");
    println!("  3. upload the worker (bundled in {}) and the files of build/assets", project.shown(&folder));
    println!("  4. make the secrets {}, where they are not set yet", SECRETS.join(" and "));
    println!("  5. print the set-up link, with which you make the first service, and whether calls have a TURN server");
    Ok(())
}

fn carry_out(project: &Project, tools: &Tools, config: &Path, new_key: bool) -> Result<()> {
    sign_in(project, tools)?;
    let buckets = output(&mut wrangler(project, tools, &["r2", "bucket", "list"]))?;
    if !buckets.split_whitespace().any(|word| word == BUCKET) {
        progress(format_args!("making the bucket {BUCKET}"));
        run(&mut wrangler(project, tools, &["r2", "bucket", "create", BUCKET]))?;
    }
    let known = names_of_secrets(output(&mut wrangler(project, tools, &["secret", "list"])))?;
    let missing = |name: &str| (new_key && name == "SETUP_KEY") || !known.iter().any(|known| known == name);
    let mut secrets = Map::new();
    for name in SECRETS.into_iter().filter(|name| missing(name)) {
        secrets.insert(name.to_owned(), secret::random()?.into());
    }

    progress("deploying");
    let report = project.path("build/stage/deploy.ndjson");
    fs::write(&report, "").context("preparing wrangler's report")?;
    let mut deploy = configured(project, tools, config, &["deploy"]);
    deploy.env("WRANGLER_OUTPUT_FILE_PATH", &report);
    let secrets_file = project.path("build/stage/secrets.json");
    if !secrets.is_empty() {
        secret::write(&secrets_file, &Value::from(secrets.clone()).to_string()).context("handing over the secrets")?;
        deploy.arg("--secrets-file").arg(&secrets_file);
    }
    let deployed = run(&mut deploy);
    if secrets_file.exists() {
        fs::remove_file(&secrets_file).context("removing the secrets, which were only handed over")?;
    }
    deployed?;
    announce(&fs::read_to_string(&report).context("reading wrangler's report")?, secrets.get("SETUP_KEY"));
    println!("{}", relays(&known));
    Ok(())
}

/// The secrets that are set, by what wrangler says of them. Only where it says that there is no such worker are there
/// none: whatever else went wrong, making new ones would sign out every visitor.
fn names_of_secrets(listed: Result<String>) -> Result<Vec<String>> {
    const NOT_DEPLOYED: &str =
        "which secrets are set could not be found out, so nothing was deployed. Try again in a while";
    match listed {
        Ok(list) => {
            let list: Vec<Value> = serde_json::from_str(&list).context(NOT_DEPLOYED)?;
            Ok(list.iter().filter_map(|secret| secret["name"].as_str().map(str::to_owned)).collect())
        }
        // Before the first deployment. In wrangler's words, since it ends with 1 whatever happened.
        Err(error) if format!("{error}").contains("If this is a new Worker, run `wrangler deploy` first") => {
            Ok(Vec::new())
        }
        Err(error) => Err(error.context(NOT_DEPLOYED)),
    }
}

/// Prints where it is, and the link that makes the first service, which is shown this once.
fn announce(report: &str, setup_key: Option<&Value>) {
    let deployed = report.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let targets = deployed.filter_map(|entry| entry["targets"].as_array().cloned()).flatten();
    let address =
        targets.filter_map(|target| Some(target.as_str()?.to_owned())).find(|target| target.starts_with("https://"));
    let address = address.unwrap_or_else(|| "https://YOUR-ADDRESS".to_owned());
    println!("deployed {address}");
    match setup_key.and_then(Value::as_str) {
        Some(key) => println!("setup {address}/setup#key={key}"),
        None => println!(
            "The set-up link was shown when the key was made. For a new one: cargo xtask deploy --new-setup-key"
        ),
    }
}

/// How calls will connect, by the names of the secrets that are set. What is in them the worker alone sees, and says in its log.
fn relays(known: &[String]) -> String {
    let is_set = |name: &str| known.iter().any(|known| known == name);
    let half = |(one, other): (&str, &str)| match (is_set(one), is_set(other)) {
        (true, false) => Some(format!("{one} is set, and {other} is not")),
        (false, true) => Some(format!("{other} is set, and {one} is not")),
        (true, true) | (false, false) => None,
    };
    let halves: Vec<String> = RELAYS.into_iter().filter_map(half).collect();
    if !halves.is_empty() {
        return format!("Calls are not set up rightly: {} (docs/owners/turn.md).", halves.join("; "));
    }
    if RELAYS.iter().any(|(one, _)| is_set(one)) {
        return "Calls have a TURN server.".to_owned();
    }
    "Calls have no TURN server: people behind strict firewalls can't make any (docs/owners/turn.md).".to_owned()
}

/// Sees that wrangler is signed in, by the browser if there is somebody to ask.
fn sign_in(project: &Project, tools: &Tools) -> Result<()> {
    if output(&mut wrangler(project, tools, &["whoami", "--json"])).is_ok() {
        return Ok(());
    }
    if !stdin().is_terminal() {
        bail!("nobody is signed in to Cloudflare: set CLOUDFLARE_API_TOKEN, or run this where it can ask");
    }
    progress("nobody is signed in to Cloudflare; wrangler opens its page in your browser");
    // In the terminal's own group, since it asks questions there.
    let status = wrangler(project, tools, &["login"]).stdin(Stdio::inherit()).status().context("starting wrangler")?;
    if status.success() { Ok(()) } else { bail!("signing in to Cloudflare failed; what wrangler says is above") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_deploys_is_told_how_calls_will_connect() {
        let told = |names: &[&str]| relays(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>());
        assert!(told(&["SETUP_KEY"]).starts_with("Calls have no TURN server"));
        assert_eq!(told(&["TURN_URLS", "TURN_SECRET"]), "Calls have a TURN server.");
        assert_eq!(told(&["TURN_KEY_TOKEN", "TURN_KEY_ID"]), "Calls have a TURN server.");
        assert!(told(&["TURN_URLS"]).contains("TURN_URLS is set, and TURN_SECRET is not"));
        assert!(
            told(&["TURN_URLS", "TURN_SECRET", "TURN_KEY_TOKEN"])
                .contains("TURN_KEY_TOKEN is set, and TURN_KEY_ID is not")
        );
    }
}
