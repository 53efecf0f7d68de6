//! What wasm-bindgen writes and no page needs: names as long as a sentence, which a browser fetches twice, in the module and
//! in its script; and streams of ours, which a dependency of Leptos offers and no page of ours makes. Together 10 KB of the
//! chat's 130.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context, Result, bail, ensure};
use wasm_bindgen_cli_support::Output;

/// What the names of the streams begin with.
const STREAMS: &str = "intounderlying";

/// The option by which the optimiser shortens names and prints which is which.
pub(super) const SHORTEN: &str = "--minify-imports-and-exports-and-modules";

/// The crate of the streams, as the names of its functions have it.
const STREAMS_CRATE: &str = "wasm_streams";

/// Takes the streams out of a module: what is exported of them, and what stands in functions that the module's table still
/// leads to, for the optimiser can't know that nobody goes there.
///
/// # Errors
/// When there are none: then this is of no use any more.
pub(super) fn without_streams(output: &mut Output) -> Result<()> {
    let exports = output.wasm_mut().exports.iter().map(|export| export.name.clone());
    let unused: Vec<String> = exports.filter(|name| name.trim_start_matches("__wbg_").starts_with(STREAMS)).collect();
    ensure!(!unused.is_empty(), "the module has no streams any more: see slim.rs");
    unused.iter().try_for_each(|name| output.wasm_mut().exports.remove(name)).context("taking the streams out")?;
    let functions = &mut output.wasm_mut().funcs;
    let ours: Vec<_> = functions.iter_local().map(|(id, _)| id).collect();
    for id in ours {
        let function = functions.get_mut(id);
        if function.name.as_ref().is_some_and(|name| name.contains(STREAMS_CRATE)) {
            let mut body = function.kind.unwrap_local_mut().builder_mut().func_body();
            body.instrs_mut().clear();
            body.unreachable();
        }
    }
    Ok(())
}

/// The bindings without the classes of the streams.
pub(super) fn without_stream_classes(bindings: &str) -> String {
    let mut kept = String::with_capacity(bindings.len());
    // How what is left out ends.
    let mut until: Option<&str> = None;
    for line in bindings.split_inclusive('\n') {
        until = until.or_else(|| {
            let (_, end) = [("export class ", "}\n"), ("const ", "));\n"), ("if (Symbol.dispose) ", ";\n")]
                .into_iter()
                .find(|(start, _)| line.strip_prefix(start).is_some_and(|rest| rest.starts_with("IntoUnderlying")))?;
            Some(end)
        });
        match until {
            None => kept.push_str(line),
            // A class ends with a brace that stands alone.
            Some("}\n") if line != "}\n" => {}
            Some(end) if line.ends_with(end) => until = None,
            Some(_) => {}
        }
    }
    kept
}

/// The bundled script with the module's short names in it; `names` as the optimiser printed them, which is nothing if it
/// wasn't asked for any.
///
/// # Errors
/// When what was printed can't be read, or the script doesn't name what the module imports.
pub(super) fn shortened(script: &str, names: &Path) -> Result<String> {
    let names = fs::read_to_string(names).with_context(|| format!("reading {}", names.display()))?;
    if names.trim().is_empty() {
        return Ok(script.to_owned());
    }
    // Lists of imports (module, name, short name) and of exports (name, short name).
    let lists: BTreeMap<String, Vec<Vec<String>>> =
        serde_json::from_str(&names).context("reading the module's short names")?;
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
    fn the_classes_of_streams_go_and_all_else_stays() {
        let bindings = "export class IntoUnderlyingSink {\n    free() {\n    }\n}\nif (Symbol.dispose) IntoUnderlyingSink.prototype[Symbol.dispose] = IntoUnderlyingSink.prototype.free;\n\nfunction a() {\n}\nconst IntoUnderlyingSinkFinalization = (x)\n    ? { register: () => {} }\n    : new FinalizationRegistry(p => f(p, 1));\nb();\n";
        assert_eq!(without_stream_classes(bindings), "\nfunction a() {\n}\nb();\n");
    }
}
