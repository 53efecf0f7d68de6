//! From JSON to our types, in few bytes. The readers that serde derives are made anew for every type and every way of
//! reading it, and came to 175 of the 775 KB of the visitor's chat; these come to a tenth of that. The forms are those of
//! `shared`, where serde defines them: each type is named here with all its fields, so that a new one does not compile
//! until it is read, and a test reads back what serde writes.
//!
//! Unknown fields are skipped, and so is what comes from a newer server, as everywhere.

mod forms;
mod json;

pub(crate) use forms::Deliveries;
pub use json::Json;

/// Something that can be read from JSON.
pub trait Read: Sized {
    /// The value, if `json` has its form.
    fn read(json: &Json) -> Option<Self>;
}

/// Reads a text.
#[must_use]
pub fn from_text<T: Read>(text: &str) -> Option<T> {
    T::read(&Json::parse(text)?)
}

/// A field of an object; one that is not there reads like `null`.
#[must_use]
pub fn field<T: Read>(object: &Json, name: &str) -> Option<T> {
    T::read(object.get(name))
}

/// A field that may be left out, then with its default.
#[must_use]
pub fn field_or_default<T: Read + Default>(object: &Json, name: &str) -> Option<T> {
    field::<Option<T>>(object, name).map(Option::unwrap_or_default)
}

/// Reads a struct from an object: its name, and all its fields.
#[macro_export]
macro_rules! read_struct {
    ($type:ty { $($field:ident),* $(,)? }) => {
        $crate::read_struct!($type { $($field),* } or_default {});
    };
    // Those after `or_default` may be left out.
    ($type:ty { $($field:ident),* $(,)? } or_default { $($more:ident),* $(,)? }) => {
        impl $crate::read::Read for $type {
            fn read(json: &$crate::read::Json) -> Option<Self> {
                Some(Self {
                    $($field: $crate::read::field(json, stringify!($field))?,)*
                    $($more: $crate::read::field_or_default(json, stringify!($more))?,)*
                })
            }
        }
    };
}

impl Read for bool {
    fn read(json: &Json) -> Option<Self> {
        match json {
            Json::Bool(it) => Some(*it),
            Json::Null | Json::Number(_) | Json::Text(_) | Json::List(_) | Json::Object(_) => None,
        }
    }
}

impl Read for i64 {
    fn read(json: &Json) -> Option<Self> {
        match json {
            Json::Number(it) => Some(*it),
            Json::Null | Json::Bool(_) | Json::Text(_) | Json::List(_) | Json::Object(_) => None,
        }
    }
}

impl Read for u32 {
    fn read(json: &Json) -> Option<Self> {
        i64::read(json)?.try_into().ok()
    }
}

impl Read for u8 {
    fn read(json: &Json) -> Option<Self> {
        i64::read(json)?.try_into().ok()
    }
}

impl Read for u16 {
    fn read(json: &Json) -> Option<Self> {
        i64::read(json)?.try_into().ok()
    }
}

impl Read for String {
    fn read(json: &Json) -> Option<Self> {
        json.text().map(str::to_owned)
    }
}

impl Read for () {
    fn read(_: &Json) -> Option<Self> {
        Some(())
    }
}

impl<T: Read> Read for Option<T> {
    fn read(json: &Json) -> Option<Self> {
        if *json == Json::Null { Some(None) } else { T::read(json).map(Some) }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(json: &Json) -> Option<Self> {
        let Json::List(items) = json else { return None };
        // Collected by the library it comes to twice the code, for each type anew.
        let mut all = Self::new();
        for item in items {
            all.push(T::read(item)?);
        }
        Some(all)
    }
}

impl<A: Read, B: Read> Read for (A, B) {
    fn read(json: &Json) -> Option<Self> {
        match json {
            Json::List(pair) => match pair.as_slice() {
                [one, other] => Some((A::read(one)?, B::read(other)?)),
                _ => None,
            },
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Object(_) => None,
        }
    }
}

impl<T: Read> Read for Box<T> {
    fn read(json: &Json) -> Option<Self> {
        T::read(json).map(Self::new)
    }
}
