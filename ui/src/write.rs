//! From our types to JSON, in few bytes: what serde's own writer brings besides (numbers with a point, errors in words, ways to
//! write prettily) came to 2 KB of the visitor's chat. The forms are those that serde derives, and a test compares the two.

use std::fmt;

use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

/// A value as JSON. None of ours has bytes or numbers with a point in it; of one that had, nothing is written.
pub fn to_text(value: &(impl Serialize + ?Sized)) -> String {
    let mut text = Text(String::new());
    if value.serialize(&mut text).is_ok() { text.0 } else { String::new() }
}

/// What can't be written.
#[derive(Debug)]
struct Unwritable;

impl fmt::Display for Unwritable {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Unwritable {}

impl Error for Unwritable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Written = Result<(), Unwritable>;

/// What was written so far.
struct Text(String);

impl Text {
    fn string(&mut self, text: &str) {
        self.0.push('"');
        for letter in text.chars() {
            match letter {
                '"' | '\\' => self.0.extend(['\\', letter]),
                '\n' => self.0.push_str("\\n"),
                '\0'..' ' => {
                    self.0.push_str(if letter < '\x10' { "\\u000" } else { "\\u001" });
                    self.0.extend(char::from_digit(u32::from(letter) % 16, 16));
                }
                _ => self.0.push(letter),
            }
        }
        self.0.push('"');
    }

    #[expect(clippy::unnecessary_wraps, reason = "all that it is called by gives this")]
    fn number(&mut self, mut rest: u64) -> Written {
        let mut digits = [0; 20];
        let mut first = digits.len();
        for digit in digits.iter_mut().rev() {
            *digit = b'0' + u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
            first -= 1;
            if rest == 0 {
                break;
            }
        }
        self.0.extend(digits.iter().skip(first).map(|digit| char::from(*digit)));
        Ok(())
    }

    #[expect(clippy::unnecessary_wraps, reason = "all that it is called by gives this")]
    fn constant(&mut self, word: &str) -> Written {
        self.0.push_str(word);
        Ok(())
    }

    /// Begins something with parts: how it begins and ends.
    fn parts(&mut self, begin: &str, end: &'static str) -> Parts<'_> {
        self.0.push_str(begin);
        Parts { text: self, begun: false, end }
    }

    /// The same, as the only field of an object.
    fn parts_of(&mut self, variant: &str, begin: &str, end: &'static str) -> Parts<'_> {
        self.field_alone(variant);
        self.parts(begin, end)
    }

    fn field_alone(&mut self, name: &str) {
        self.0.push('{');
        self.string(name);
        self.0.push(':');
    }
}

impl<'a> Serializer for &'a mut Text {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Parts<'a>;
    type SerializeTuple = Parts<'a>;
    type SerializeTupleStruct = Parts<'a>;
    type SerializeTupleVariant = Parts<'a>;
    type SerializeMap = Parts<'a>;
    type SerializeStruct = Parts<'a>;
    type SerializeStructVariant = Parts<'a>;

    fn serialize_bool(self, it: bool) -> Written {
        self.constant(if it { "true" } else { "false" })
    }

    fn serialize_i8(self, it: i8) -> Written {
        self.serialize_i64(it.into())
    }

    fn serialize_i16(self, it: i16) -> Written {
        self.serialize_i64(it.into())
    }

    fn serialize_i32(self, it: i32) -> Written {
        self.serialize_i64(it.into())
    }

    fn serialize_i64(self, it: i64) -> Written {
        if it < 0 {
            self.0.push('-');
        }
        self.number(it.unsigned_abs())
    }

    fn serialize_u8(self, it: u8) -> Written {
        self.number(it.into())
    }

    fn serialize_u16(self, it: u16) -> Written {
        self.number(it.into())
    }

    fn serialize_u32(self, it: u32) -> Written {
        self.number(it.into())
    }

    fn serialize_u64(self, it: u64) -> Written {
        self.number(it)
    }

    fn serialize_f32(self, _: f32) -> Written {
        Err(Unwritable)
    }

    fn serialize_f64(self, _: f64) -> Written {
        Err(Unwritable)
    }

    fn serialize_char(self, it: char) -> Written {
        self.serialize_str(it.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, it: &str) -> Written {
        self.string(it);
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(Unwritable)
    }

    fn serialize_none(self) -> Written {
        self.constant("null")
    }

    fn serialize_some<T: Serialize + ?Sized>(self, it: &T) -> Written {
        it.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.constant("null")
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.constant("null")
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, it: &T) -> Written {
        it.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        it: &T,
    ) -> Written {
        self.field_alone(variant);
        it.serialize(&mut *self)?;
        self.constant("}")
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'a>, Unwritable> {
        Ok(self.parts("[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Parts<'a>, Unwritable> {
        Ok(self.parts("[", "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Parts<'a>, Unwritable> {
        Ok(self.parts("[", "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'a>, Unwritable> {
        Ok(self.parts_of(variant, "[", "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'a>, Unwritable> {
        Ok(self.parts("{", "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'a>, Unwritable> {
        Ok(self.parts("{", "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Parts<'a>, Unwritable> {
        Ok(self.parts_of(variant, "{", "}}"))
    }
}

/// A list or an object that is being written.
struct Parts<'a> {
    text: &'a mut Text,
    begun: bool,
    end: &'static str,
}

impl Parts<'_> {
    fn next(&mut self) -> &mut Text {
        if self.begun {
            self.text.0.push(',');
        }
        self.begun = true;
        self.text
    }

    fn named(&mut self, name: &str) -> &mut Text {
        let text = self.next();
        text.string(name);
        text.0.push(':');
        text
    }

    fn finish(self) -> Written {
        self.text.constant(self.end)
    }
}

/// Parts without names.
macro_rules! write_items {
    ($($of:ident :: $part:ident),+) => {$(
        impl $of for Parts<'_> {
            type Ok = ();
            type Error = Unwritable;

            fn $part<T: Serialize + ?Sized>(&mut self, it: &T) -> Written {
                it.serialize(self.next())
            }

            fn end(self) -> Written {
                self.finish()
            }
        }
    )+};
}

write_items!(
    SerializeSeq::serialize_element,
    SerializeTuple::serialize_element,
    SerializeTupleStruct::serialize_field,
    SerializeTupleVariant::serialize_field
);

/// Parts with names.
macro_rules! write_fields {
    ($($of:ident),+) => {$(
        impl $of for Parts<'_> {
            type Ok = ();
            type Error = Unwritable;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, it: &T) -> Written {
                it.serialize(self.named(name))
            }

            fn end(self) -> Written {
                self.finish()
            }
        }
    )+};
}

write_fields!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Parts<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Written {
        name.serialize(self.next())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, it: &T) -> Written {
        self.text.0.push(':');
        it.serialize(&mut *self.text)
    }

    fn end(self) -> Written {
        self.finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde::Serialize;
    use serde_json::Value;

    use super::*;

    #[derive(Serialize)]
    #[serde(rename_all = "snake_case")]
    enum Form {
        Unit,
        New(Option<bool>),
        Pair(u8, ()),
        Fields { char: char, numbers: Vec<i32> },
    }

    fn agrees(value: &(impl Serialize + ?Sized)) {
        let text = to_text(value);
        let read: Value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(read, serde_json::to_value(value).expect("a value"));
    }

    #[test]
    fn every_form_is_written_as_serde_writes_it() {
        let all = [
            Form::Unit,
            Form::New(None),
            Form::New(Some(true)),
            Form::Pair(7, ()),
            Form::Fields { char: '"', numbers: vec![0, -1, i32::MIN] },
            Form::Fields { char: '界', numbers: Vec::new() },
        ];
        agrees(&all);
        agrees(&(i64::MIN, i64::MAX, u64::MAX, BTreeMap::from([("a", 1), ("b\n", 2)])));
        assert_eq!(to_text(&all[4]), r#"{"fields":{"char":"\"","numbers":[0,-1,-2147483648]}}"#);
        assert_eq!(to_text("a\n\u{1f}\u{7}é"), r#""a\n\u001f\u0007é""#);
        assert_eq!(to_text(&[1.5]), "", "it would be another number");
    }

    proptest! {
        #[test]
        fn every_text_and_number_comes_back(text: String, number: i64, whole: u64) {
            agrees(text.as_str());
            agrees(&(number, whole));
        }
    }
}
