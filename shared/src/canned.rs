//! Canned responses: words that staff use again and again, found by a key or by what is in them. The service's are for
//! everybody, and supervisors keep them; each member of staff keeps some of their own.

use serde::{Deserialize, Serialize};

use crate::{
    api::{ErrorBody, ErrorCode},
    card::Role,
    id::CannedId,
    value::{Handle, MessageBody},
};

/// Most of the service's. A list that nobody can look over helps nobody, and all of it is sent to each dashboard.
pub const MAX_SHARED: usize = 500;

/// Most of one person's.
pub const MAX_OWN: usize = 200;

/// What somebody writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CannedWords {
    /// Whether it is the service's; else it is the writer's own.
    #[serde(default)]
    pub shared: bool,
    /// What is typed after `/`. No two of the service's have the same, nor two of one person's.
    pub key: Handle,
    /// What is said. `{visitor}`, `{me}` and `{tag}` stand for names: see [`Names`].
    pub body: MessageBody,
}

/// A canned response, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Canned {
    /// Which.
    pub id: CannedId,
    /// What it is.
    #[serde(flatten)]
    pub words: CannedWords,
}

/// Why one can't be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The service's are kept by supervisors.
    Forbidden,
    /// There is none, or it is somebody else's.
    NotFound,
    /// The key is another one's.
    Taken,
    /// [`MAX_SHARED`] or [`MAX_OWN`] are there.
    Full,
}

impl Refusal {
    /// What the one who asked is told.
    #[must_use]
    pub fn body(self) -> ErrorBody {
        match self {
            Self::Forbidden => ErrorBody::new(
                ErrorCode::Forbidden,
                "Supervisors keep the responses of the service. Keep one of your own.",
            ),
            Self::NotFound => ErrorBody::new(ErrorCode::NotFound, "There is no such response."),
            Self::Taken => ErrorBody {
                field: Some("key".to_owned()),
                ..ErrorBody::new(ErrorCode::Taken, "Another response has this key. Choose another one.")
            },
            Self::Full => ErrorBody::new(ErrorCode::TooLarge, "There is no room for more responses. Remove one first."),
        }
    }
}

/// Whether somebody may keep `words`: anew, or in the place of `old`. `seen` are those that they see: the service's and their own.
///
/// # Errors
/// See [`Refusal`].
pub fn may_keep(role: Role, seen: &[Canned], old: Option<CannedId>, words: &CannedWords) -> Result<(), Refusal> {
    if let Some(old) = old {
        may_remove(role, seen, old)?;
    }
    if words.shared && role < Role::Supervisor {
        return Err(Refusal::Forbidden);
    }
    let others = seen.iter().filter(|one| Some(one.id) != old && one.words.shared == words.shared);
    if others.clone().any(|one| one.words.key == words.key) {
        return Err(Refusal::Taken);
    }
    let most = if words.shared { MAX_SHARED } else { MAX_OWN };
    if others.count() >= most { Err(Refusal::Full) } else { Ok(()) }
}

/// Whether somebody may remove one.
///
/// # Errors
/// See [`Refusal`].
pub fn may_remove(role: Role, seen: &[Canned], id: CannedId) -> Result<(), Refusal> {
    let one = seen.iter().find(|one| one.id == id).ok_or(Refusal::NotFound)?;
    if one.words.shared && role < Role::Supervisor { Err(Refusal::Forbidden) } else { Ok(()) }
}

/// The names that a response may have in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// The visitor's.
    pub visitor: String,
    /// Of who answers.
    pub me: String,
    /// What the visitor picked.
    pub tag: String,
}

impl Names {
    /// The words with the names in them. What else stands in braces stays as it is.
    #[must_use]
    pub fn fill(&self, words: &str) -> String {
        let mut filled = String::with_capacity(words.len());
        let mut rest = words;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let known = [("visitor}", &self.visitor), ("me}", &self.me), ("tag}", &self.tag)];
            // A name that has braces in it is not looked at again.
            let found = known.iter().find_map(|(name, value)| Some((after.strip_prefix(name)?, value.as_str())));
            let (after, value) = found.unwrap_or((after, "{"));
            filled.push_str(value);
            rest = after;
        }
        filled + rest
    }
}

/// Those that fit what was typed, the nearest first: by key, then by words; one's own before the service's.
#[must_use]
pub fn find<'a>(all: &'a [Canned], typed: &str) -> Vec<&'a Canned> {
    let typed = typed.trim().to_lowercase();
    let rank = |one: &Canned| {
        let (key, body) = (one.words.key.as_str(), one.words.body.as_str());
        if key == typed {
            Some(0)
        } else if key.starts_with(&typed) {
            Some(1)
        } else if key.contains(&typed) {
            Some(2)
        } else {
            body.to_lowercase().contains(&typed).then_some(3)
        }
    };
    let mut found: Vec<(u8, &Canned)> = all.iter().filter_map(|one| Some((rank(one)?, one))).collect();
    found.sort_by_key(|(rank, one)| (*rank, one.words.shared, one.words.key.clone()));
    found.into_iter().map(|(_, one)| one).collect()
}

/// What is being looked for in a text that is written: what follows a sign that begins its last word; where that word begins.
/// Canned responses have `/`, weblinks `#`.
#[must_use]
pub fn typed(text: &str, sign: char) -> Option<(usize, &str)> {
    let start =
        text.rfind(char::is_whitespace).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    text[start..].strip_prefix(sign).map(|typed| (start, typed))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::value::Timestamp;

    fn id(number: u8) -> CannedId {
        CannedId::new(Timestamp::from_ms(1), [number; 10])
    }

    fn words(shared: bool, key: &str, body: &str) -> CannedWords {
        let (key, body) = (Handle::try_from(key).expect("a key"), MessageBody::try_from(body).expect("words"));
        CannedWords { shared, key, body }
    }

    fn kept(number: u8, shared: bool, key: &str, body: &str) -> Canned {
        Canned { id: id(number), words: words(shared, key, body) }
    }

    #[test]
    fn supervisors_keep_the_services_and_everybody_their_own() {
        let seen = [kept(1, true, "hello", "Hello!"), kept(2, false, "bye", "Bye!")];
        let hours = |shared| words(shared, "hours", "9 to 5");
        assert_eq!(may_keep(Role::Agent, &seen, None, &hours(true)), Err(Refusal::Forbidden));
        assert_eq!(may_keep(Role::Agent, &seen, None, &hours(false)), Ok(()));
        assert_eq!(may_keep(Role::Supervisor, &seen, None, &hours(true)), Ok(()));
        // Neither by making one's own of it, nor the other way round.
        assert_eq!(may_keep(Role::Agent, &seen, Some(id(1)), &hours(false)), Err(Refusal::Forbidden));
        assert_eq!(may_keep(Role::Agent, &seen, Some(id(2)), &hours(true)), Err(Refusal::Forbidden));
        assert_eq!(may_remove(Role::Agent, &seen, id(1)), Err(Refusal::Forbidden));
        assert_eq!(may_remove(Role::Agent, &seen, id(2)), Ok(()));
        assert_eq!(may_remove(Role::Owner, &seen, id(9)), Err(Refusal::NotFound));
    }

    #[test]
    fn a_key_is_one_response_of_its_list() {
        let seen = [kept(1, true, "hello", "Hello!"), kept(2, false, "bye", "Bye!")];
        let keep = |old, words| may_keep(Role::Supervisor, &seen, old, &words);
        assert_eq!(keep(None, words(true, "hello", "Hi")), Err(Refusal::Taken));
        assert_eq!(keep(None, words(false, "hello", "Hi")), Ok(()), "one's own may stand before the service's");
        assert_eq!(keep(Some(id(1)), words(true, "hello", "Hi")), Ok(()), "it is the same one");
        let many: Vec<Canned> = (0..200).map(|at| kept(at, false, &format!("key-{at}"), "Words")).collect();
        assert_eq!(may_keep(Role::Agent, &many, None, &words(false, "one-more", "Words")), Err(Refusal::Full));
        assert_eq!(may_keep(Role::Agent, &many, Some(id(7)), &words(false, "one-more", "Words")), Ok(()));
    }

    #[test]
    fn names_are_filled_in_once() {
        let names = Names { visitor: "{me}".into(), me: "Ada".into(), tag: "Sales".into() };
        assert_eq!(names.fill("Hi {visitor}, I'm {me} of {tag}. {x} {"), "Hi {me}, I'm Ada of Sales. {x} {");
        assert_eq!(names.fill("{{me}}"), "{Ada}");
    }

    #[test]
    fn the_nearest_is_found_first() {
        let all = [
            kept(1, true, "refund", "We refund it."),
            kept(2, true, "hours", "Ask for a refund from 9 to 5."),
            kept(3, false, "refund", "My own words."),
            kept(4, true, "re", "Again"),
            kept(5, true, "no-refund", "We don't."),
        ];
        let order = |typed| find(&all, typed).into_iter().map(|one| one.id).collect::<Vec<_>>();
        assert_eq!(order("re"), [id(4), id(3), id(1), id(5), id(2)]);
        assert_eq!(order("REFUND"), [id(3), id(1), id(5), id(2)]);
        assert_eq!(order("").len(), 5);
        assert!(order("xyz").is_empty());
    }

    #[test]
    fn a_slash_that_begins_a_word_looks_for_one() {
        assert_eq!(typed("/", '/'), Some((0, "")));
        assert_eq!(typed("Hello /ref", '/'), Some((6, "ref")));
        assert_eq!(typed("こんにちは\u{3000}/ref", '/'), Some((18, "ref")));
        assert_eq!(typed("and/or", '/'), None);
        assert_eq!(typed("/ref ", '/'), None);
        assert_eq!(typed("", '/'), None);
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in ".{0,60}") {
            if let Some((start, typed)) = typed(&text, '/') {
                prop_assert_eq!(&text[start..], format!("/{typed}"));
            }
            let _ = Names::default().fill(&text);
        }
    }
}
