//! JSON as a value. Our forms have whole numbers only; of others, the whole part is kept.

/// Deeper than any of our forms, and shallow enough for any stack.
const DEEPEST: u32 = 32;

/// A parsed JSON text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`, or a field that is not there.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Self>),
    /// An object, in the order in which it was written.
    Object(Vec<(String, Self)>),
}

impl Json {
    /// Parses a text (RFC 8259). None if it is no JSON, or too deep.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parser = Parser { text, at: 0 };
        let value = parser.value(0)?;
        parser.space();
        (parser.at == text.len()).then_some(value)
    }

    /// A field of an object; `null` if it has none of that name, or is no object.
    #[must_use]
    pub fn get(&self, name: &str) -> &Self {
        match self {
            Self::Object(fields) => {
                fields.iter().find(|(known, _)| known == name).map_or(&Self::Null, |(_, value)| value)
            }
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::List(_) => &Self::Null,
        }
    }

    /// The string, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::List(_) | Self::Object(_) => None,
        }
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn value(&mut self, depth: u32) -> Option<Json> {
        if depth > DEEPEST {
            return None;
        }
        self.space();
        match self.peek()? {
            b'{' => self.object(depth),
            b'[' => self.list(depth),
            b'"' => self.string().map(Json::Text),
            b'-' | b'0'..=b'9' => self.number(),
            _ => [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))]
                .into_iter()
                .find_map(|(word, value)| self.takes(word).then_some(value)),
        }
    }

    fn object(&mut self, depth: u32) -> Option<Json> {
        let mut fields = Vec::new();
        self.at += 1;
        if self.next_is(b'}') {
            return Some(Json::Object(fields));
        }
        loop {
            self.space();
            let name = self.string()?;
            if !self.next_is(b':') {
                return None;
            }
            fields.push((name, self.value(depth + 1)?));
            if self.next_is(b'}') {
                return Some(Json::Object(fields));
            }
            if !self.next_is(b',') {
                return None;
            }
        }
    }

    fn list(&mut self, depth: u32) -> Option<Json> {
        let mut items = Vec::new();
        self.at += 1;
        if self.next_is(b']') {
            return Some(Json::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.next_is(b']') {
                return Some(Json::List(items));
            }
            if !self.next_is(b',') {
                return None;
            }
        }
    }

    fn number(&mut self) -> Option<Json> {
        let from = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        self.skip(|byte| byte.is_ascii_digit());
        let whole = self.text.get(from..self.at)?.parse().ok()?;
        self.skip(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
        Some(Json::Number(whole))
    }

    fn string(&mut self) -> Option<String> {
        if self.peek() != Some(b'"') {
            return None;
        }
        self.at += 1;
        let mut text = String::new();
        loop {
            let from = self.at;
            self.skip(|byte| byte != b'"' && byte != b'\\' && byte >= b' ');
            text.push_str(self.text.get(from..self.at)?);
            let stop = self.peek()?;
            self.at += 1;
            match stop {
                b'"' => return Some(text),
                b'\\' => text.push(self.escaped()?),
                _ => return None,
            }
        }
    }

    fn escaped(&mut self) -> Option<char> {
        let kind = self.peek()?;
        self.at += 1;
        Some(match kind {
            b'"' | b'\\' | b'/' => char::from(kind),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.hex()?;
                if !(0xd800..0xe000).contains(&first) {
                    return char::from_u32(first);
                }
                // Half of a pair: the other half follows, or it stands for nothing.
                let second = if self.takes("\\u") { self.hex()? } else { 0 };
                let is_pair = first < 0xdc00 && (0xdc00..0xe000).contains(&second);
                let pair = is_pair.then(|| 0x1_0000 + ((first - 0xd800) << 10) + (second - 0xdc00));
                pair.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return None,
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let digits =
            self.text.get(self.at..self.at + 4).filter(|it| it.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
        self.at += 4;
        u32::from_str_radix(digits, 16).ok()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, what: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&what) {
            self.at += 1;
        }
    }

    fn space(&mut self) {
        self.skip(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'));
    }

    fn next_is(&mut self, byte: u8) -> bool {
        self.space();
        let is = self.peek() == Some(byte);
        self.at += usize::from(is);
        is
    }

    fn takes(&mut self, word: &str) -> bool {
        let takes = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(word));
        self.at += if takes { word.len() } else { 0 };
        takes
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn of(value: &Value) -> Json {
        match value {
            Value::Null => Json::Null,
            Value::Bool(it) => Json::Bool(*it),
            Value::Number(it) => Json::Number(it.as_i64().expect("a whole number")),
            Value::String(it) => Json::Text(it.clone()),
            Value::Array(it) => Json::List(it.iter().map(of).collect()),
            Value::Object(it) => Json::Object(it.iter().map(|(name, value)| (name.clone(), of(value))).collect()),
        }
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_serde_writes_is_read_as_it_was(value in values(), pretty: bool) {
            let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
            prop_assert_eq!(Json::parse(&text.expect("a value")), Some(of(&value)));
        }

        #[test]
        fn whatever_comes_is_refused_when_serde_refuses_it(text in "[\\[\\]{}:,\"\\\\a-fnrtu0-9. eE+-]{0,24}") {
            if serde_json::from_str::<Value>(&text).is_ok() {
                prop_assert!(Json::parse(&text).is_some(), "{text}");
            }
            // Not the other way round: we are not strict about how numbers end.
        }

        #[test]
        fn no_text_breaks_it(text: String) {
            let _ = Json::parse(&text);
        }
    }

    #[test]
    fn escapes_are_read_and_halves_of_pairs_replaced() {
        let text = |json: &str| Json::parse(json).and_then(|json| json.text().map(str::to_owned));
        assert_eq!(text(r#""\u00e9\ud83d\ude42\n""#).as_deref(), Some("é🙂\n"));
        assert_eq!(text(r#""\ud83d!""#).as_deref(), Some("\u{fffd}!"));
        assert_eq!(text("\"\n\""), None);
        assert_eq!(text(r#""\u+123""#), None);
        assert_eq!(Json::parse(&"[".repeat(100_000)), None);
        assert_eq!(Json::parse("1.5e3"), Some(Json::Number(1)));
    }
}
