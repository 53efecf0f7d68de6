//! What a browser has to fetch, in brotli at its best. Every file counts, the page itself too.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{
    build::{page::SCRIPTS, texts},
    process::output,
    project::Project,
    setup::Tools,
};

/// One budget and the files that it is for.
struct Budget {
    name: &'static str,
    /// Most bytes, compressed. Peers' chats take 340 to 660 KB to open.
    bar: u64,
    files: Vec<PathBuf>,
}

/// Prints the table, each time: a size that creeps is seen before it breaks.
///
/// # Errors
/// When something weighs more than it may.
pub(crate) fn check(project: &Project, tools: &Tools) -> Result<()> {
    let budgets = budgets(project)?;
    let sizes = sizes(tools, budgets.iter().flat_map(|budget| &budget.files))?;
    let mut sizes = sizes.iter();
    let mut over = Vec::new();
    println!("{:<44}{:>10}{:>10}{:>10}", "file", "bytes", "brotli", "bar");
    for budget in &budgets {
        let (mut raw, mut compressed) = (0, 0);
        for (file, size) in budget.files.iter().zip(&mut sizes) {
            println!("  {:<42}{:>10}{:>10}", project.shown(file), size.0, size.1);
            raw += size.0;
            compressed += size.1;
        }
        println!("{:<44}{raw:>10}{compressed:>10}{:>10}", budget.name, budget.bar);
        if compressed > budget.bar {
            over.push(format!("{} weighs {compressed} bytes of {}", budget.name, budget.bar));
        }
    }
    if over.is_empty() { Ok(()) } else { bail!("too large: {}", over.join(", ")) }
}

fn budgets(project: &Project) -> Result<Vec<Budget>> {
    let manifest =
        fs::read_to_string(project.path("build/assets/manifest.json")).context("reading the list of assets")?;
    let manifest: Value = serde_json::from_str(&manifest).context("reading the list of assets")?;
    let file = |logical: &str| -> Result<PathBuf> {
        let path = manifest[logical].as_str().with_context(|| format!("the list of assets lacks {logical}"))?;
        Ok(project.path(format!("build/assets{path}")))
    };
    // A page as the worker fills it in, and the scripts that it has in it.
    let opened = |html: &str, scripts: &[&str]| -> Vec<PathBuf> {
        let scripts = scripts.iter().map(|name| project.path(SCRIPTS).with_file_name(format!("{name}.js")));
        std::iter::once(project.path("edge/src/page").join(html)).chain(scripts).collect()
    };
    let page = |name: &str, mut files: Vec<PathBuf>, folder: &str| -> Result<Vec<PathBuf>> {
        let extras = fs::read_dir(project.path(folder).join("static")).into_iter().flatten();
        let mut extras = extras
            .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
            .collect::<Result<Vec<String>>>()?;
        extras.sort();
        let own = ["wasm", "js", "css"].map(|kind| format!("{name}.{kind}"));
        for logical in own.into_iter().chain(extras) {
            files.push(file(&logical)?);
        }
        // Nobody loads more than one language.
        let texts = texts::LANGUAGES.iter().map(|(_, tag)| {
            let path = file(&texts::name(name, tag))?;
            Ok((fs::metadata(&path)?.len(), path))
        });
        let texts = texts.collect::<Result<Vec<_>>>()?;
        files.extend(texts.into_iter().max().map(|(_, path)| path));
        Ok(files)
    };
    Ok(vec![
        Budget { name: "loader", bar: 4 * 1024, files: vec![project.path("build/assets/widget.js")] },
        // What a service sets stands in front of it, some 150 bytes.
        Budget { name: "loader of a service", bar: 4 * 1024, files: vec![file("loader-service.js")?] },
        Budget { name: "loader with offers", bar: 5 * 1024 + 512, files: vec![file("loader-offers.js")?] },
        Budget {
            name: "page of a weblink",
            bar: 15 * 1024,
            // All of it is in one answer; together it is smaller still.
            files: ["edge/src/page/link/link.html", "edge/src/page/link/style/link.css", "edge/src/page/link/link.js"]
                .into_iter()
                .chain(["ui/style/tokens.css", "ui/style/base.css", "ui/style/avatar.css"])
                .map(|file| project.path(file))
                .collect(),
        },
        Budget {
            name: "opening the chat",
            // With all that one needs to read, to write, to quote, to edit, to choose a file, and to begin a call; what draws files
            // and forms is the annex, and what makes calls a module of its own. How it keeps to it:
            // `docs/decisions/2026-11-27-opening-the-chat.md`.
            bar: 130 * 1024,
            files: page("widget", opened("frame.html", &["boot", "frame"]), "widget")?,
        },
        // On top of the chat or of the dashboard, when somebody sends or is shown a file, or is asked something by a form; then
        // kept by the browser. As much as a small picture, and it is there while one chooses a file.
        Budget { name: "annex", bar: 108 * 1024, files: page("annex", Vec::new(), "ui/annex")? },
        // The same, when somebody calls or is called.
        Budget { name: "calls", bar: 100 * 1024, files: page("calls", Vec::new(), "ui/calls")? },
        Budget {
            name: "dashboard",
            // What it may be.
            bar: 400 * 1024,
            files: page("dashboard", opened("desk.html", &["boot"]), "edge/dashboard")?,
        },
        // On top of the dashboard, when somebody goes to the settings, and then kept by the browser. Its bar was 400 KiB
        // while it had seven pages, 620 with fifteen, and 650 with twenty, each with the rules and words of its forms in four
        // languages, and two that draw reports; connecting social accounts is one more. What would bring it down is a module
        // for each section.
        Budget { name: "console", bar: 654 * 1024, files: page("console", Vec::new(), "edge/console")? },
        // It is fetched when somebody goes there, finds something, or asks something about a Space: those dialogs came from the
        // dashboard, which everybody waits for.
        Budget { name: "records", bar: 396 * 1024, files: page("records", Vec::new(), "edge/records")? },
    ])
}

/// Bytes of each file, as they are and compressed. Node.js has brotli in it.
fn sizes<'a>(tools: &Tools, files: impl Iterator<Item = &'a PathBuf>) -> Result<Vec<(u64, u64)>> {
    const SCRIPT: &str = "
        const { brotliCompressSync, constants } = require('node:zlib');
        const sizes = process.argv.slice(1).map((file) => {
            const content = require('node:fs').readFileSync(file);
            const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
            return [content.length, brotliCompressSync(content, { params }).length];
        });
        console.log(JSON.stringify(sizes));";
    let printed = output(tools.node().args(["--eval", SCRIPT]).args(files))?;
    serde_json::from_str(&printed).context("reading the sizes")
}
