//! Names of files that a machine would run when somebody opens them. What a file is, its bytes say; but the system of who
//! saves one goes by its name, so such a name is refused whatever is in it.

use crate::value::FileName;

/// Endings that Windows, macOS, Linux, Android and iOS run, install, or mount and run from. From the lists of what mail
/// services refuse: Gmail ("File types blocked in Gmail") and Outlook ("Blocked attachments in Outlook").
const EXECUTABLE: &[&str] = &[
    "action",
    "ade",
    "adp",
    "apk",
    "app",
    "appinstaller",
    "application",
    "appref-ms",
    "appx",
    "appxbundle",
    "bas",
    "bash",
    "bat",
    "bin",
    "cab",
    "chm",
    "class",
    "cmd",
    "com",
    "command",
    "cpl",
    "crx",
    "csh",
    "deb",
    "desktop",
    "dex",
    "diagcab",
    "dll",
    "dmg",
    "drv",
    "dylib",
    "elf",
    "ex_",
    "exe",
    "fxp",
    "gadget",
    "grp",
    "hlp",
    "hta",
    "htc",
    "img",
    "inf",
    "ins",
    "ipa",
    "iso",
    "isp",
    "jar",
    "jnlp",
    "js",
    "jse",
    "ksh",
    "lib",
    "library-ms",
    "lnk",
    "mde",
    "mjs",
    "msc",
    "msh",
    "msi",
    "msix",
    "msixbundle",
    "msp",
    "mst",
    "nsh",
    "ocx",
    "osd",
    "out",
    "pif",
    "pkg",
    "pl",
    "prf",
    "ps1",
    "psc1",
    "psm1",
    "py",
    "pyc",
    "pyw",
    "reg",
    "rpm",
    "run",
    "scf",
    "scpt",
    "scr",
    "sct",
    "searchconnector-ms",
    "settingcontent-ms",
    "sh",
    "shb",
    "shs",
    "so",
    "sys",
    "theme",
    "url",
    "vb",
    "vbe",
    "vbp",
    "vbs",
    "vhd",
    "vhdx",
    "vxd",
    "webloc",
    "workflow",
    "wsc",
    "wsf",
    "wsh",
    "xapk",
    "xbap",
    "xll",
    "xpi",
    "zsh",
];

/// Whether a machine would run what is called so.
#[must_use]
pub fn is_executable(name: &FileName) -> bool {
    // Windows leaves out dots and spaces at the end.
    let name = name.as_str().trim_end_matches(['.', ' ']);
    let Some((_, ending)) = name.rsplit_once('.') else { return false };
    let ending = ending.to_ascii_lowercase();
    EXECUTABLE.binary_search(&ending.as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_a_machine_runs_are_known_however_they_are_written() {
        assert!(EXECUTABLE.is_sorted(), "it is searched by halves");
        let is = |name: &str| is_executable(&FileName::try_from(name).expect("a name"));
        for name in
            ["a.exe", "A.EXE", "photo.jpg.scr", "a.exe.", "a.exe . .", ".bat", "run.sh", "x.msi", "x.JS", "a.apk"]
        {
            assert!(is(name), "{name}");
        }
        for name in ["a.pdf", "exe", "a.exe.pdf", "notes.txt", "js.json", "a.docx", "a.", "報價.xlsx", "shell"] {
            assert!(!is(name), "{name}");
        }
    }
}
