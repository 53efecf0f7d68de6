//! Whether JSON has the shape that a service documents: nothing missing, nothing more. Each service says what is wrong in its
//! own words.

use serde_json::{Map, Value};

/// What is wrong, and where.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    /// `messages[0].text`; empty for the whole.
    pub(crate) at: String,
    pub(crate) what: Wrong,
}

/// See [`Fault`].
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    Missing,
    Unknown,
    /// It should be this instead.
    Not(&'static str),
    /// More than so many.
    Long(usize),
    /// A value that isn't among the possible ones.
    Invalid,
}

/// A fault at a place.
pub(crate) fn wrong<T>(at: impl Into<String>, what: Wrong) -> Result<T, Fault> {
    Err(Fault { at: at.into(), what })
}

/// An object that has all that it needs, and nothing that nobody knows.
pub(crate) struct Object<'a> {
    fields: &'a Map<String, Value>,
    at: String,
}

impl<'a> Object<'a> {
    /// Looks at one.
    pub(crate) fn of(value: &'a Value, at: &str, needs: &[&str], may: &[&str]) -> Result<Self, Fault> {
        let Some(fields) = value.as_object() else { return wrong(at, Wrong::Not("object")) };
        let object = Self { fields, at: at.to_owned() };
        if let Some(name) = needs.iter().find(|name| fields.get(**name).is_none_or(Value::is_null)) {
            return wrong(object.place(name), Wrong::Missing);
        }
        match fields.keys().find(|name| ![needs, may].concat().contains(&name.as_str())) {
            Some(name) => wrong(object.place(name), Wrong::Unknown),
            None => Ok(object),
        }
    }

    /// Where one of its fields is.
    pub(crate) fn place(&self, name: &str) -> String {
        if self.at.is_empty() { name.to_owned() } else { format!("{}.{name}", self.at) }
    }

    /// Whether it has one.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.get(name).is_some_and(|value| !value.is_null())
    }

    /// One as it is.
    pub(crate) fn value(&self, name: &str) -> Option<&'a Value> {
        self.fields.get(name).filter(|value| !value.is_null())
    }

    /// A text that need not be there.
    pub(crate) fn maybe(&self, name: &str) -> Result<Option<&'a str>, Fault> {
        match self.value(name) {
            None => Ok(None),
            Some(value) => value.as_str().map(Some).ok_or(Fault { at: self.place(name), what: Wrong::Not("string") }),
        }
    }

    /// A text.
    pub(crate) fn text(&self, name: &str) -> Result<&'a str, Fault> {
        self.maybe(name)?.ok_or_else(|| Fault { at: self.place(name), what: Wrong::Missing })
    }

    /// A text with something in it, of at most so many characters, counted as `count` does.
    pub(crate) fn bounded(&self, name: &str, most: usize, count: fn(&str) -> usize) -> Result<&'a str, Fault> {
        let text = self.text(name)?;
        match count(text) {
            0 => wrong(self.place(name), Wrong::Missing),
            length if length > most => wrong(self.place(name), Wrong::Long(most)),
            _ => Ok(text),
        }
    }

    /// One of some texts.
    pub(crate) fn one_of(&self, name: &str, known: &[&str]) -> Result<&'a str, Fault> {
        let text = self.text(name)?;
        if known.contains(&text) { Ok(text) } else { wrong(self.place(name), Wrong::Invalid) }
    }

    /// A number.
    pub(crate) fn number(&self, name: &str) -> Result<f64, Fault> {
        let number = self.value(name).and_then(Value::as_f64);
        number.ok_or_else(|| Fault { at: self.place(name), what: Wrong::Not("number") })
    }

    /// A list.
    pub(crate) fn list(&self, name: &str) -> Result<&'a [Value], Fault> {
        let list = self.value(name).and_then(Value::as_array).map(Vec::as_slice);
        list.ok_or_else(|| Fault { at: self.place(name), what: Wrong::Not("array") })
    }

    /// An object within it.
    pub(crate) fn object(&self, name: &str, needs: &[&str], may: &[&str]) -> Result<Object<'a>, Fault> {
        match self.value(name) {
            None => wrong(self.place(name), Wrong::Missing),
            Some(value) => Object::of(value, &self.place(name), needs, may),
        }
    }
}

/// Unicode characters.
pub(crate) fn characters(text: &str) -> usize {
    text.chars().count()
}

/// UTF-16 code units.
pub(crate) fn utf16(text: &str) -> usize {
    text.encode_utf16().count()
}
