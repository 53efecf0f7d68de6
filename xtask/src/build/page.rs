//! The browser applications and the loader: as few bytes as we know how.

use std::{
    collections::BTreeMap,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    thread,
};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::{
    assets::Assets,
    minify, order, slim,
    stamp::{self, Fingerprint},
    texts,
    wasm::{self, Recipe},
    zip,
};
use crate::{
    process::{output, progress},
    project::Project,
    setup::Tools,
};

/// Each flag takes something out that only a developer would read: a panic becomes one trap instruction, with no message,
/// no unwinding and no formatting code behind it. `erase_components` makes Leptos put views behind pointers rather than into
/// ever larger types. Figures: `docs/decisions/2026-11-22-rebuilt-std.md`.
const RECIPE: Recipe = Recipe {
    packages: &["annex", "calls", "widget", "dashboard", "console", "records"],
    profile: "release",
    build_std: &["-Zbuild-std=std,panic_abort", "-Zbuild-std-features=optimize_for_size"],
    // Functions of three times the usual size are put where they are called: less to download than the calls.
    flags: "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none --cfg erase_components -Cllvm-args=-inline-threshold=15",
    variables: &[],
    folder: "page",
};

/// How the optimiser goes about it. What adds less than 1,024 to an address lets the instruction add it: the lowest bytes are the end
/// of the stack, where no address that went round the end of the memory may lead.
const SMALL: [&str; 3] = ["--low-memory-unused", "--one-caller-inline-max-function-size=22", "-Oz"];

/// A module of its own, with a script and a stylesheet.
struct Application {
    /// The package.
    name: &'static str,
    /// The package's folder.
    folder: &'static str,
    /// Where its styles are, in order.
    styles: &'static [&'static str],
    /// Where its texts are.
    texts: &'static [&'static str],
    /// What its script says beside starting the module.
    more: &'static str,
    /// Whether its page may load the annex and calls.
    loads: bool,
}

/// What pages load into themselves when it is needed, by the name of the function that does it.
const LOADED: [(&str, &str); 2] = [("annex", "frontdeskAnnex"), ("calls", "frontdeskCalls")];

/// In the order in which they are made: what is loaded first, for the scripts of others know its name.
const APPLICATIONS: [Application; 6] = [
    // Loaded into the pages of others, which have the other styles already, and start it by its functions.
    Application {
        name: "annex",
        folder: "ui/annex",
        styles: &["ui/annex/style"],
        texts: &["ui/src/text", "ui/annex/src/text.rs"],
        more: "export * from \"./bound/annex.js\";\n",
        loads: false,
    },
    Application {
        name: "calls",
        folder: "ui/calls",
        styles: &["ui/calls/style"],
        texts: &["ui/src/text", "ui/calls/src/text.rs"],
        more: "export * from \"./bound/calls.js\";\nimport * as own from \"./bound/calls.js\";\n\
               import { hosting } from \"../../../ui/calls/src/host.js\";\nexport const { room, before } = hosting(own);\n",
        loads: false,
    },
    Application {
        name: "widget",
        folder: "widget",
        styles: &["ui/style", "widget/style"],
        texts: &["ui/src/text/table.rs", "ui/src/calls/text.rs", "widget/src/text.rs"],
        more: "import \"../../../ui/src/calls/host.js\";\n",
        loads: true,
    },
    Application {
        name: "dashboard",
        folder: "edge/dashboard",
        styles: &["ui/style", "edge/kit/style", "edge/dashboard/style"],
        texts: &["ui/src/text", "ui/src/calls/text.rs", "edge/kit/src/text", "edge/dashboard/src/text"],
        more: "import \"../../../ui/src/calls/host.js\";\n",
        loads: true,
    },
    // Loaded into the dashboard's page, which has the other styles already, and starts it by its functions.
    Application {
        name: "console",
        folder: "edge/console",
        // The page of a weblink is shown in it as it will be.
        styles: &["edge/src/page/link/style", "edge/kit/page-style", "edge/console/style"],
        texts: &["ui/src/text", "edge/kit/src/text", "edge/console/src/text"],
        more: "export * from \"./bound/console.js\";\n",
        loads: false,
    },
    Application {
        name: "records",
        folder: "edge/records",
        styles: &["edge/kit/page-style", "edge/records/style"],
        texts: &["ui/src/text", "edge/kit/src/text", "edge/records/src/text"],
        more: "export * from \"./bound/records.js\";\n",
        loads: false,
    },
];

/// Compiles them all.
///
/// # Errors
/// When they do not compile.
pub(crate) fn compile(project: &Project) -> Result<()> {
    RECIPE.compile(project)
}

/// Makes `build/assets` of what was compiled.
///
/// # Errors
/// When a step fails, which says so itself.
pub(crate) fn finish(project: &Project, tools: &Tools) -> Result<()> {
    let mut assets = Assets::begin(project)?;
    // The optimiser works on one core.
    let waiting = Mutex::new(APPLICATIONS.iter());
    let optimise = || {
        let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
        std::iter::from_fn(next).try_for_each(|application| optimise(project, tools, application.name))
    };
    thread::scope(|scope| {
        let other = scope.spawn(optimise);
        optimise()?;
        other.join().ok().context("the optimiser stopped")?
    })?;
    for application in &APPLICATIONS {
        application.add(project, tools, &mut assets)?;
    }
    schemes(project, &mut assets)?;
    scripts(project, tools)?;
    loaders(project, tools, &mut assets)?;
    // Of the dashboard as an app: fetched when it is installed, so they are no part of opening it.
    assets.add_folder(&project.path("edge/icon"))?;
    // What owners with WordPress install. The worker serves it below its own name.
    let plugin = zip::of(&project.path("widget/wordpress/frontdesk"))?;
    fs::write(assets.fixed("frontdesk-wordpress.zip"), plugin).context("writing the plugin for WordPress")?;
    assets.publish(project)
}

/// The chat's stylesheet for services that are always light or always dark: where the sheet asks how the device is set, it is
/// told. So no script has to change a page after it was drawn.
fn schemes(project: &Project, assets: &mut Assets) -> Result<()> {
    let stage = project.path("build/stage/widget");
    let sheet = fs::read_to_string(stage.join("out.css")).context("reading the chat's styles")?;
    for (scheme, answer) in [("light", "not all"), ("dark", "all")] {
        let mut fixed = sheet.clone();
        let answered = format!("@media {answer}");
        for (asks, told) in [
            ("@media(prefers-color-scheme:dark)", answered.as_str()),
            ("color-scheme:light dark", &format!("color-scheme:{scheme}")),
        ] {
            ensure!(fixed.contains(asks), "the chat's styles no longer say `{asks}`: see page.rs");
            fixed = fixed.replace(asks, told);
        }
        let file = stage.join(format!("{scheme}.css"));
        fs::write(&file, fixed).with_context(|| format!("writing {}", file.display()))?;
        assets.add(&format!("widget-{scheme}.css"), &file)?;
    }
    Ok(())
}

/// Where the worker has the scripts from that stand in its pages, by their names.
pub(crate) const SCRIPTS: &str = "build/stage/page/scripts.json";

/// Makes them small: with a page that is fetched each time, they come each time.
fn scripts(project: &Project, tools: &Tools) -> Result<()> {
    let file = project.path(SCRIPTS);
    let mut small = BTreeMap::new();
    for name in ["boot", "frame"] {
        let script = file.with_file_name(format!("{name}.js"));
        minify::in_page(tools, &project.path(format!("edge/src/page/{name}.js")), &script)?;
        small.insert(name, fs::read_to_string(&script).with_context(|| format!("reading {}", script.display()))?);
    }
    fs::write(&file, serde_json::to_string(&small)?).with_context(|| format!("writing {}", file.display()))
}

/// The loader bundles itself, for its tests need the same script without all this. The plain one has an address of its own;
/// the worker reads the others and puts a service's settings in front of them.
fn loaders(project: &Project, tools: &Tools, assets: &mut Assets) -> Result<()> {
    let bundle = |kind: &str, to: &Path| {
        output(tools.node().arg(project.path("widget/loader/build.mjs")).arg(to).arg(kind)).map(drop)
    };
    bundle("plain", &assets.fixed("widget.js"))?;
    for kind in ["service", "offers"] {
        let file = project.path(format!("build/stage/widget/loader-{kind}.js"));
        bundle(kind, &file)?;
        assets.add(&format!("loader-{kind}.js"), &file)?;
    }
    Ok(())
}

impl Application {
    /// Adds `NAME.wasm`, `NAME.js` that starts it, `NAME.css`, and the files of the folder `static`.
    fn add(&self, project: &Project, tools: &Tools, assets: &mut Assets) -> Result<()> {
        let Self { name, folder, styles, texts: places, more, loads } = self;
        let stage = project.path("build/stage").join(name);
        fs::create_dir_all(&stage).with_context(|| format!("making {}", stage.display()))?;
        let optimised = optimised(project, name);
        let wasm = assets.add(&format!("{name}.wasm"), &optimised)?;

        let mut files = BTreeMap::new();
        for (tag, content) in texts::files(project, places)? {
            let file = stage.join(format!("{tag}.txt"));
            fs::write(&file, content).with_context(|| format!("writing {}", file.display()))?;
            files.insert(tag, format!("./{}", assets.add(&texts::name(name, tag), &file)?));
        }
        let files = serde_json::to_string(&files)?;

        let loaders = if *loads { loaded(project, assets)? } else { String::new() };

        // Begins to fetch at once, and compiles while the bytes arrive. `preload` in the page's head finds the same
        // request. The module asks for its texts when it knows the language (`ui::text::file`).
        let entry = stage.join("entry.js");
        let code = format!(
            "import init from \"./bound/{name}.js\";\n\
             const at = (file) => new URL(file, import.meta.url), files = {files};\n\
             (globalThis.frontdeskTexts ??= {{}}).{name} = (tag) =>\n\
             fetch(at(files[tag]), {{ signal: AbortSignal.timeout?.(5e3) }}).then((answer) => (answer.ok ? answer.text() : null));\n\
             export const ready = init({{ module_or_path: fetch(at(\"./{wasm}\")) }});\n{more}{loaders}"
        );
        fs::write(&entry, code).with_context(|| format!("writing {}", entry.display()))?;
        let script = stage.join("out.js");
        minify::script(tools, &entry, &script, &["--format=esm"])?;
        let bundled = fs::read_to_string(&script).with_context(|| format!("reading {}", script.display()))?;
        fs::write(&script, slim::shortened(&bundled, &names_of(&optimised))?)
            .with_context(|| format!("writing {}", script.display()))?;
        assets.add(&format!("{name}.js"), &script)?;

        let sheet = stage.join("out.css");
        minify::style(project, tools, styles, &sheet)?;
        assets.add(&format!("{name}.css"), &sheet)?;
        assets.add_folder(&project.path(folder).join("static"))
    }
}

/// What a page's script says of what it may load: how, and from where it is.
fn loaded(project: &Project, assets: &Assets) -> Result<String> {
    let mut code = format!("import {{ loader }} from \"{}\";\n", project.path("ui/annex/src/load.js").display());
    for (name, function) in LOADED {
        let [script, sheet] = ["js", "css"].map(|kind| assets.name(&format!("{name}.{kind}")));
        let (script, sheet) = (script?, sheet?);
        writeln!(code, "globalThis.{function} = loader(`${{at(\"./{script}\")}}`, `${{at(\"./{sheet}\")}}`);")?;
    }
    Ok(code)
}

/// Where an application's WebAssembly is when it is [`optimise`]d.
fn optimised(project: &Project, name: &str) -> PathBuf {
    project.path("build/stage").join(name).join("optimised.wasm")
}

/// Makes an application's bindings, and removes everything optional.
fn optimise(project: &Project, tools: &Tools, name: &str) -> Result<()> {
    let compiled = RECIPE.compiled(project, name);
    let bound = project.path("build/stage").join(name).join("bound");
    let optimised = optimised(project, name);
    let content = fs::read(&compiled).with_context(|| format!("reading {}", compiled.display()))?;
    stamp::unless_made(&optimised, Fingerprint::default().and(content), || {
        progress(format_args!("optimising {name}.wasm"));
        let mut bindgen = Bindgen::new();
        bindgen.web(true)?.remove_producers_section(true);
        wasm::bind(&mut bindgen, &compiled, name)?.emit(&bound)?;
        // What a round leaves, another one makes smaller. Taken apart and put together again between two of them, the branches
        // of the compiler become fewer.
        let (bound_wasm, halfway) = (bound.join(format!("{name}_bg.wasm")), optimised.with_extension("halfway.wasm"));
        let rounds = [SMALL.as_slice(), &["--flatten", "--rereloop", "-Oz", "-Oz"]].concat();
        wasm::optimise(tools, &rounds, &bound_wasm, &halfway)?;
        let module = fs::read(&halfway).with_context(|| format!("reading {}", halfway.display()))?;
        fs::write(&halfway, order::named_by_place(&module)?)
            .with_context(|| format!("writing {}", halfway.display()))?;
        let mut last = [SMALL.as_slice(), &["--reorder-functions-by-name", "--reorder-locals"]].concat();
        last.extend(["--strip-debug", "--strip-producers", "--strip-target-features"]);
        // What comes from a script of ours has its names there, and they stay.
        if !bound.join("snippets").exists() {
            last.push(slim::SHORTEN);
        }
        let names = wasm::optimise(tools, &last, &halfway, &optimised)?;
        let to = names_of(&optimised);
        fs::write(&to, names).with_context(|| format!("writing {}", to.display()))?;
        let bindings = bound.join(format!("{name}.js"));
        let code = fs::read_to_string(&bindings).with_context(|| format!("reading {}", bindings.display()))?;
        let lean = slim::lean(&code, &to)?;
        fs::write(&bindings, lean).with_context(|| format!("writing {}", bindings.display()))
    })
}

/// Where the short names of an optimised module stand.
fn names_of(optimised: &Path) -> PathBuf {
    optimised.with_extension("names.json")
}
