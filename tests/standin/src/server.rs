//! HTTP as far as the services and those who talk with them need it: one request a connection, no TLS. Written out, for a
//! connection has to be cut after a request was carried out, which no server of a library lets one do.

use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::Arc,
    thread,
    time::Duration,
};

use serde_json::Value;

/// The largest file that a service takes, with a form around it.
const MOST_BYTES: u64 = 210_000_000;

/// How long somebody who began a request may be silent.
const PATIENCE: Duration = Duration::from_secs(20);

/// What was asked.
pub(crate) struct Request {
    pub(crate) method: String,
    /// Without the query.
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// A parameter of the query.
    pub(crate) fn param(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(self.query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }

    /// The body as JSON; none if it is no JSON.
    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// What follows `Bearer`.
    pub(crate) fn bearer(&self) -> Option<&str> {
        self.headers.get("authorization")?.strip_prefix("Bearer ")
    }

    /// Whether the body says that it is of a type.
    pub(crate) fn is(&self, media_type: &str) -> bool {
        self.headers.get("content-type").is_some_and(|is| is.to_ascii_lowercase().starts_with(media_type))
    }

    /// The parts of the path.
    pub(crate) fn parts(&self) -> Vec<&str> {
        self.path.split('/').filter(|part| !part.is_empty()).collect()
    }
}

/// Names in lower case, in their order.
#[derive(Clone, Default)]
pub(crate) struct Headers(pub(crate) Vec<(String, String)>);

impl Headers {
    /// The value of the first with that name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What is answered.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
    /// The connection ends without a word.
    pub(crate) is_cut: bool,
}

impl Reply {
    /// A body of a type.
    pub(crate) fn new(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: vec![("content-type", media_type.to_owned())], body: body.into(), is_cut: false }
    }

    /// JSON.
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::new(status, "application/json; charset=utf-8", body.to_string())
    }

    /// Somewhere else.
    pub(crate) fn to(address: &str) -> Self {
        Self::new(303, "text/plain", "").with("location", address)
    }

    /// The same with a header.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// Answers until the process ends.
pub(crate) fn serve(listener: &TcpListener, answer: &Arc<impl Fn(Request) -> Reply + Send + Sync + 'static>) {
    for stream in listener.incoming().flatten() {
        let answer = Arc::clone(answer);
        // Who goes away in the middle is no concern of ours.
        thread::spawn(move || attend(stream, &*answer).unwrap_or_default());
    }
}

fn attend(mut stream: TcpStream, answer: &impl Fn(Request) -> Reply) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let (line, headers) = head(&mut reader)?;
    let mut words = line.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if headers.get("expect").is_some() {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    let has_body = headers.get("content-length").is_some() || headers.get("transfer-encoding").is_some();
    let body = if has_body { body(&mut reader, &headers)? } else { Vec::new() };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let (method, path, query) = (method.to_owned(), path.to_owned(), query.to_owned());
    let is_head = method == "HEAD";
    let reply = answer(Request { method, path, query, headers, body });
    if reply.is_cut {
        return Ok(());
    }
    let mut text = format!("HTTP/1.1 {} {}\r\nConnection: close\r\n", reply.status, reason(reply.status));
    for (name, value) in &reply.headers {
        text.extend([name, ": ", value, "\r\n"]);
    }
    stream.write_all(format!("{text}Content-Length: {}\r\n\r\n", reply.body.len()).as_bytes())?;
    if !is_head {
        stream.write_all(&reply.body)?;
    }
    Ok(())
}

/// The first line and the headers of a request or an answer.
pub(crate) fn head(reader: &mut impl BufRead) -> io::Result<(String, Headers)> {
    let first = line(reader)?;
    let mut headers = Headers::default();
    loop {
        let line = line(reader)?;
        let Some((name, value)) = line.split_once(':') else { return Ok((first, headers)) };
        headers.0.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
}

/// What follows them.
pub(crate) fn body(reader: &mut impl BufRead, headers: &Headers) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    if headers.get("transfer-encoding") == Some("chunked") {
        loop {
            let length = line(reader)?;
            let length = u64::from_str_radix(length.split(';').next().unwrap_or_default().trim(), 16);
            let length = length.map_err(io::Error::other)?;
            reader.by_ref().take(length).read_to_end(&mut body)?;
            line(reader)?;
            if length == 0 || body.len() as u64 > MOST_BYTES {
                return Ok(body);
            }
        }
    }
    let length = headers.get("content-length").and_then(|length| length.parse().ok());
    reader.take(length.unwrap_or(MOST_BYTES).min(MOST_BYTES)).read_to_end(&mut body)?;
    Ok(body)
}

fn line(reader: &mut impl BufRead) -> io::Result<String> {
    let mut line = Vec::new();
    reader.take(64 * 1024).read_until(b'\n', &mut line)?;
    Ok(String::from_utf8_lossy(&line).trim_end().to_owned())
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        202 => "Accepted",
        303 => "See Other",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        409 => "Conflict",
        410 => "Gone",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        _ => "Other",
    }
}
