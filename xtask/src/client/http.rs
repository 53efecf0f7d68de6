//! As much of an HTTP client as talking to our own worker on this machine takes: one request a connection, no TLS.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// A wait that only a hung worker reaches.
const PATIENCE: Duration = Duration::from_secs(20);

/// What came back.
pub(crate) struct Answer {
    /// HTTP status.
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    /// A header's value, by its name in small letters.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body as JSON.
    ///
    /// # Errors
    /// When it is not, or the status says that it went wrong.
    pub(crate) fn json(&self) -> Result<Value> {
        if !(200..300).contains(&self.status) {
            bail!("the worker answered {}: {}", self.status, String::from_utf8_lossy(&self.body));
        }
        if self.body.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&self.body).context("the worker's answer is not JSON")
    }
}

/// Asks for an address.
///
/// # Errors
/// When there is no answer.
pub(crate) fn get(url: &str) -> Result<Answer> {
    request("GET", url, &[], None)
}

/// Makes a request with a JSON body.
///
/// # Errors
/// When there is no answer.
pub(crate) fn request(method: &str, url: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Result<Answer> {
    let (host, path) = url.strip_prefix("http://").and_then(|rest| rest.split_once('/')).context("an odd address")?;
    let mut stream = TcpStream::connect(host).with_context(|| format!("connecting to {host}"))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let body = body.map(Value::to_string).unwrap_or_default();
    let length = body.len().to_string();
    let mut lines = vec![("Host", host), ("Connection", "close")];
    lines.extend(headers);
    if !body.is_empty() {
        lines.extend([("Content-Type", "application/json"), ("Content-Length", length.as_str())]);
    }
    let lines: String = lines.iter().flat_map(|(name, value)| [name, ": ", value, "\r\n"]).collect();
    stream.write_all(format!("{method} /{path} HTTP/1.1\r\n{lines}\r\n{body}").as_bytes())?;
    read(BufReader::new(stream)).with_context(|| format!("reading the answer to {method} /{path}"))
}

fn read(mut stream: impl BufRead) -> Result<Answer> {
    let line = read_line(&mut stream)?;
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no status")?;
    let mut headers = Vec::new();
    loop {
        let line = read_line(&mut stream)?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let mut answer = Answer { status, headers, body: Vec::new() };
    if answer.header("transfer-encoding") == Some("chunked") {
        loop {
            let length = u64::from_str_radix(&read_line(&mut stream)?, 16).context("a damaged chunk")?;
            stream.by_ref().take(length).read_to_end(&mut answer.body)?;
            read_line(&mut stream)?;
            if length == 0 {
                break;
            }
        }
    } else if let Some(length) = answer.header("content-length").and_then(|length| length.parse().ok()) {
        stream.take(length).read_to_end(&mut answer.body)?;
    } else {
        stream.read_to_end(&mut answer.body)?;
    }
    Ok(answer)
}

fn read_line(stream: &mut impl BufRead) -> Result<String> {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    Ok(line.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_chunked_answer_is_put_together() {
        let text = "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4\r\n\":1}\r\n0\r\n\r\n";
        let answer = read(text.as_bytes()).expect("it is well-formed");
        assert_eq!((answer.status, answer.json().expect("it is JSON")["a"].as_u64()), (201, Some(1)));
    }

    #[test]
    fn a_refusal_is_told_in_the_workers_words() {
        let answer = read(&b"HTTP/1.1 409 Conflict\r\nContent-Length: 5\r\n\r\ntaken and more"[..]);
        let refusal = answer.expect("it is well-formed").json().expect_err("409 is a refusal");
        assert_eq!(refusal.to_string(), "the worker answered 409: taken");
    }
}
