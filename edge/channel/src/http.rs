//! Requests and responses as values: the shell sends them.

use std::fmt;

use shared::value::Timestamp;

/// What came to an account's webhook. The body is as it came: proofs are made over those bytes.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    /// Whether it is a `POST`; else a `GET`.
    pub is_post: bool,
    /// All behind the `?`, as it came.
    pub query: &'a str,
    /// The value of a header; names in lower case.
    pub header: &'a dyn Fn(&str) -> Option<String>,
    /// The body.
    pub body: &'a [u8],
    /// When it came.
    pub now: Timestamp,
}

impl Call<'_> {
    /// A parameter of the query, decoded.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(self.query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }
}

/// What a webhook is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// Of the body.
    pub content_type: &'static str,
    /// Nothing in it is a secret.
    pub body: String,
}

impl Answer {
    /// `200` with a text.
    #[must_use]
    pub fn text(body: impl Into<String>) -> Self {
        Self { status: 200, content_type: "text/plain; charset=utf-8", body: body.into() }
    }
}

/// A request to a service. `Debug` leaves out everything that may be a secret or somebody's words.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: &'static str,
    /// The whole address. It may hold a token: it is for no log.
    pub url: String,
    /// Names in lower case.
    pub headers: Vec<(&'static str, String)>,
    /// What it carries.
    pub body: Body,
}

/// What a request carries.
#[derive(Clone, PartialEq, Eq)]
pub enum Body {
    /// Nothing.
    Empty,
    /// A text of a type.
    Text(&'static str, String),
    /// `multipart/form-data`: fields, and behind them one file, whose bytes the shell puts in.
    Upload {
        /// Names and values.
        fields: Vec<(&'static str, String)>,
        /// The name of the file's field.
        field: &'static str,
        /// What the file is called.
        file_name: String,
        /// Its media type.
        media_type: String,
    },
}

impl Request {
    /// A `GET`.
    #[must_use]
    pub fn get(url: String) -> Self {
        Self { method: "GET", url, headers: Vec::new(), body: Body::Empty }
    }

    /// A `POST` of JSON. The characters go as they are: WeChat shows `\u6709` as those six.
    #[must_use]
    pub fn post(url: String, json: &serde_json::Value) -> Self {
        let body = Body::Text("application/json; charset=utf-8", json.to_string());
        Self { method: "POST", url, headers: Vec::new(), body }
    }

    /// A `POST` of a form.
    #[must_use]
    pub fn form(url: String, fields: &[(&str, &str)]) -> Self {
        let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        Self { method: "POST", url, headers: Vec::new(), body: Body::Text("application/x-www-form-urlencoded", text) }
    }

    /// The same with a bearer token.
    #[must_use]
    pub fn bearer(mut self, token: &str) -> Self {
        self.headers.push(("authorization", format!("Bearer {token}")));
        self
    }

    /// The same with a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = self.url.split(['?', '#']).next().unwrap_or_default();
        // Telegram has its token in the path, as `bot123:abc`. Behind a host, a colon is in no other part that a log needs.
        let shown = |(at, part)| if at > 2 && str::contains(part, ':') { "…" } else { part };
        let address: Vec<_> = address.split('/').enumerate().map(shown).collect();
        write!(f, "{} {}", self.method, address.join("/"))
    }
}

/// What stands around a file's bytes in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The form's media type.
    pub content_type: String,
    /// Before the bytes.
    pub head: String,
    /// Behind them.
    pub tail: String,
}

/// The frame of a [`Body::Upload`]. `boundary` is of letters and digits, and random: nobody can have put it into the file. Names
/// are written as browsers do (WHATWG HTML, multipart form data).
#[must_use]
pub fn frame(fields: &[(&str, String)], field: &str, (file_name, media_type): (&str, &str), boundary: &str) -> Frame {
    let name = |text: &str| text.replace('\n', "%0A").replace('\r', "%0D").replace('"', "%22");
    let part = |about: String, content: &str| {
        format!("--{boundary}\r\nContent-Disposition: form-data; {about}\r\n\r\n{content}")
    };
    let fields = fields.iter().map(|(key, value)| part(format!("name=\"{}\"", name(key)), value) + "\r\n");
    let media_type: String = media_type.chars().filter(|it| !it.is_control()).collect();
    let (field, file_name) = (name(field), name(file_name));
    let file = part(format!("name=\"{field}\"; filename=\"{file_name}\"\r\nContent-Type: {media_type}"), "");
    Frame {
        content_type: format!("multipart/form-data; boundary={boundary}"),
        head: fields.chain([file]).collect(),
        tail: format!("\r\n--{boundary}--\r\n"),
    }
}

/// What a service answered.
pub struct Response<'a> {
    /// The status.
    pub status: u16,
    /// The value of a header; names in lower case.
    pub header: &'a dyn Fn(&str) -> Option<String>,
    /// The body, or how it begins if it is a file.
    pub body: &'a [u8],
}

impl Response<'_> {
    /// The body as JSON; `null` if it is none.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(self.body).unwrap_or_default()
    }

    /// Whether the status says that it worked.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }
}

/// A base and a path with exactly one `/` between them.
#[must_use]
pub fn join(base: &str, path: &str) -> String {
    format!("{}/{}", base.trim_end_matches('/'), path.trim_start_matches('/'))
}

/// A text as a part of a path or a query.
#[must_use]
pub fn encode(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_a_form_is_framed_as_browsers_frame_it() {
        let fields = [("chat_id", "5".to_owned()), ("caption", "two\r\nlines".to_owned())];
        let Frame { content_type, head, tail } = frame(&fields, "document", ("tent.pdf", "application/pdf"), "b0");
        assert_eq!(content_type, "multipart/form-data; boundary=b0");
        assert_eq!(
            head,
            "--b0\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n5\r\n--b0\r\nContent-Disposition: form-data; \
             name=\"caption\"\r\n\r\ntwo\r\nlines\r\n--b0\r\nContent-Disposition: form-data; name=\"document\"; \
             filename=\"tent.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
        );
        assert_eq!(tail, "\r\n--b0--\r\n");
    }

    #[test]
    fn a_name_ends_neither_its_quotes_nor_its_line() {
        let head = frame(&[], "file", ("a\"; name=\"x\r\nX-Evil: 1.png", "image/png\r\nX: 1"), "b0").head;
        assert!(head.contains("filename=\"a%22; name=%22x%0D%0AX-Evil: 1.png\""), "{head}");
        assert!(head.contains("Content-Type: image/pngX: 1\r\n\r\n"), "{head}");
        assert_eq!(head.matches("\r\n").count(), 4);
    }
}
