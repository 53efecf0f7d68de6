//! What wasm-bindgen writes and no page needs: names as long as a sentence, which a browser fetches twice, in the module and
//! in its script; functions for what the optimiser found that nobody calls; and all the other ways to begin.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, bail, ensure};

/// The option by which the optimiser shortens names and prints which is which.
pub(super) const SHORTEN: &str = "--minify-imports-and-exports-and-modules";

/// How the bindings begin to load a module in every way that there is, down to their end.
const LOADS: &str = "async function __wbg_load(";

/// And how our pages do: from an answer that is on its way, compiled while it arrives if it says what it is. What is no module
/// is an error in both.
const LOADS_OURS: &str = "async function __wbg_init({ module_or_path }) {
    const [answer, imports] = [await module_or_path, __wbg_get_imports()];
    const streams = answer.headers.get(\"content-type\") === \"application/wasm\";
    const made = streams ? WebAssembly.instantiateStreaming(answer, imports) : WebAssembly.instantiate(await answer.arrayBuffer(), imports);
    return __wbg_finalize_init((await made).instance);
}
export { __wbg_init as default };
";

/// The bindings as a page begins them, without what the optimised module no longer imports; `names` as for [`shortened`].
///
/// # Errors
/// When the bindings are not written the way they were when this was.
pub(super) fn lean(bindings: &str, names: &Path) -> Result<String> {
    let (rest, _) = bindings.split_once(LOADS).context("the bindings no longer load as they did: see slim.rs")?;
    let mut kept = String::with_capacity(rest.len());
    let imports = names_in(names)?.map(|mut lists| lists.remove("imports").unwrap_or_default());
    let is_imported =
        |name: &str| imports.as_ref().is_none_or(|all| all.iter().any(|one| one.iter().any(|it| it == name)));
    let mut leaves_out = false;
    for line in rest.split_inclusive('\n') {
        let entry = line.strip_prefix("        ").filter(|line| !line.starts_with(' '));
        leaves_out |= entry.and_then(|it| it.split_once(": function(")).is_some_and(|(name, _)| !is_imported(name));
        if !leaves_out {
            kept.push_str(line);
        }
        leaves_out &= entry.is_none_or(|it| !it.starts_with('}'));
    }
    Ok(shorter(&kept) + LOADS_OURS)
}

/// How the bindings write what the module imports, in the order in which it is made shorter: as arrows, the bundler leaves a
/// third of it. What may fail is wrapped once when it is made, not each time it is called; and what an object is an instance of
/// is asked without guarding against a name that isn't there, for all browsers that have our pages have them.
const SHORTER: [(&str, &str); 6] = [
    (": function() { return handleError(function (", ": handled(("),
    ("}, arguments); },\n", "}),\n"),
    (": function(", ": ("),
    (
        "            let result;\n            try {\n                result = arg0 instanceof ",
        "            return arg0 instanceof ",
    ),
    (
        ";\n            } catch (_) {\n                result = false;\n            }\n            const ret = result;\n            return ret;\n",
        ";\n",
    ),
    (
        "function handleError(f, args) {\n    try {\n        return f.apply(this, args);\n",
        "const handled = (f) => (...all) => {\n    try {\n        return f(...all);\n",
    ),
];

fn shorter(bindings: &str) -> String {
    let replaced = SHORTER.iter().fold(bindings.to_owned(), |text, (long, short)| text.replace(long, short));
    let entry = |line: &str| line.starts_with("        __wb") && line.ends_with(") {\n");
    let lines = replaced.split_inclusive('\n');
    lines.map(|line| if entry(line) { line.replace(") {\n", ") => {\n") } else { line.to_owned() }).collect()
}

/// What the optimiser printed: lists of imports (module, name, short name) and of exports (name, short name); none if it
/// wasn't asked for any.
fn names_in(file: &Path) -> Result<Option<BTreeMap<String, Vec<Vec<String>>>>> {
    let names = fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?;
    if names.trim().is_empty() {
        return Ok(None);
    }
    serde_json::from_str(&names).map(Some).context("reading the module's short names")
}

/// The bundled script with the module's short names in it; `names` as the optimiser printed them, which is nothing if it
/// wasn't asked for any.
///
/// # Errors
/// When what was printed can't be read, or the script doesn't name what the module imports.
pub(super) fn shortened(script: &str, names: &Path) -> Result<String> {
    let Some(lists) = names_in(names)? else { return Ok(script.to_owned()) };
    let mut script = script.to_owned();
    for import in &lists["imports"] {
        let [module, name, short] = import.as_slice() else { bail!("an import is told as {import:?}") };
        // The module has one name for all that it imports, which the optimiser shortened to its first letter.
        script = script.replace(&format!("\"{module}\""), "\"a\"");
        ensure!(script.contains(name.as_str()), "the script of a page doesn't name `{name}`");
        script = with_words(&script, "", name, short);
    }
    for export in &lists["exports"] {
        let [name, short] = export.as_slice() else { bail!("an export is told as {export:?}") };
        script = with_words(&script, ".", name, short);
    }
    Ok(script)
}

/// With `short` for `name` wherever that stands as a whole word behind `before`.
fn with_words(script: &str, before: &str, name: &str, short: &str) -> String {
    let of_a_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '$';
    let wanted = format!("{before}{name}");
    let mut done = String::with_capacity(script.len());
    let mut rest = script;
    while let Some(at) = rest.find(&wanted) {
        let (head, tail) = rest.split_at(at);
        let tail = &tail[wanted.len()..];
        let whole = !tail.starts_with(of_a_word) && (!before.is_empty() || !head.ends_with(of_a_word));
        done.push_str(head);
        done.push_str(before);
        done.push_str(if whole { short } else { name });
        rest = tail;
    }
    done + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_alone_are_shortened() {
        let script = "w.memory.buffer;let memory=w.memory;w.memory_grow();x={__wbg_a_1:f,__wbg_a_12:g}";
        let script = with_words(script, ".", "memory", "m");
        assert_eq!(script, "w.m.buffer;let memory=w.m;w.memory_grow();x={__wbg_a_1:f,__wbg_a_12:g}");
        assert!(with_words(&script, "", "__wbg_a_1", "$").ends_with("x={$:f,__wbg_a_12:g}"));
    }

    #[test]
    fn what_the_module_does_not_import_goes_and_a_page_begins_one_way() {
        let names = std::env::temp_dir().join(format!("frontdesk-names-{}.json", std::process::id()));
        fs::write(&names, r#"{"imports":[["./a_bg.js","__wbg_a_1","a"]],"exports":[]}"#).expect("a file");
        let entry = |name: &str| {
            format!(
                "        {name}: function() {{ return handleError(function (arg0) {{\n            arg0.a({{\n            }});\n        }}, arguments); }},\n"
            )
        };
        let bindings =
            |middle: &str| format!("const import0 = {{\n{}{middle}        __proto__: null,\n}};\n", entry("__wbg_a_1"));
        let all = format!("{}{LOADS}module) {{\n}}\n", bindings(&entry("__wbg_b_2")));
        let lean = lean(&all, &names).expect("bindings");
        fs::remove_file(&names).expect("the file");
        assert_eq!(lean, shorter(&bindings("")) + LOADS_OURS);
    }

    #[test]
    fn what_the_module_imports_is_written_as_arrows() {
        let bindings = "        __wbg_a_1: function(arg0) {\n            let result;\n            try {\n                result = arg0 instanceof Element;\n            } catch (_) {\n                result = false;\n            }\n            const ret = result;\n            return ret;\n        },\n        __wbg_b_2: function() { return handleError(function (arg0) {\n            arg0.b();\n        }, arguments); },\nfunction handleError(f, args) {\n    try {\n        return f.apply(this, args);\n    } catch (e) {\n    }\n}\n";
        let short = "        __wbg_a_1: (arg0) => {\n            return arg0 instanceof Element;\n        },\n        __wbg_b_2: handled((arg0) => {\n            arg0.b();\n        }),\nconst handled = (f) => (...all) => {\n    try {\n        return f(...all);\n    } catch (e) {\n    }\n}\n";
        assert_eq!(shorter(bindings), short);
    }
}
