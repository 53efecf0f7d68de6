//! What a service takes, before anything is sent: who chooses a file that it won't take is told so at once.

use shared::{
    file::{FileKind, FileRules, name::is_executable},
    value::FileName,
};

/// Why a file can't be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The service takes no files of its kind.
    Kind,
    /// It has more bytes than this.
    TooLarge(u32),
    /// Nothing is in it.
    Empty,
    /// A machine would run it.
    Executable,
}

/// What a file seems to be, by what the browser takes it for.
#[must_use]
pub fn kind_of(media_type: &str) -> FileKind {
    match media_type.split('/').next() {
        // A drawing that may be active is shown as a document.
        Some("image") if !media_type.starts_with("image/svg") => FileKind::Image,
        Some("video") => FileKind::Video,
        Some("audio") => FileKind::Audio,
        _ => FileKind::Document,
    }
}

/// Whether it may be sent, by what is known before. What its bytes say, the service finds out.
///
/// # Errors
/// Why not.
pub fn check(rules: &FileRules, name: &str, bytes: f64, media_type: &str) -> Result<(), Refusal> {
    if FileName::try_from(name).is_ok_and(|name| is_executable(&name)) {
        return Err(Refusal::Executable);
    }
    if !rules.kinds.contains(&kind_of(media_type)) {
        return Err(Refusal::Kind);
    }
    if bytes < 1.0 {
        return Err(Refusal::Empty);
    }
    // A picture is made smaller first; this is what is left of it.
    if bytes > f64::from(rules.max_bytes) { Err(Refusal::TooLarge(rules.max_bytes)) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_service_would_refuse_is_refused_before() {
        let rules = FileRules { kinds: vec![FileKind::Image], max_bytes: 10 };
        assert_eq!(check(&rules, "a.png", 10.0, "image/png"), Ok(()));
        assert_eq!(check(&rules, "a.png", 11.0, "image/png"), Err(Refusal::TooLarge(10)));
        assert_eq!(check(&rules, "a.png", 0.0, "image/png"), Err(Refusal::Empty));
        assert_eq!(check(&rules, "a.svg", 5.0, "image/svg+xml"), Err(Refusal::Kind));
        assert_eq!(check(&rules, "a.pdf", 5.0, "application/pdf"), Err(Refusal::Kind));
        assert_eq!(check(&rules, "a.png.EXE", 5.0, "image/png"), Err(Refusal::Executable));
    }
}
