//! Calls to those who use the stand-in: their webhook, and the links that they hand out. All of them are on this machine.

use std::{
    collections::BTreeMap,
    io::{self, BufReader, Write},
    net::{TcpStream, ToSocketAddrs},
    time::{Duration, Instant},
};

use crate::server::{self, Headers};

/// What is to be asked.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) method: &'static str,
    pub(crate) url: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

impl Call {
    /// For what is at an address.
    pub(crate) fn get(url: impl Into<String>) -> Self {
        Self { method: "GET", url: url.into(), headers: Vec::new(), body: Vec::new() }
    }
}

/// What was answered, and after how many ms.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Headers,
    pub(crate) body: Vec<u8>,
    pub(crate) took_ms: u64,
}

/// Whether a service would take such an address: public ones have TLS; what is on this machine has none and is let through.
pub(crate) fn is_public(url: &str) -> bool {
    let loopback = ["http://127.0.0.1:", "http://localhost:", "http://[::1]:"];
    url.starts_with("https://") || loopback.iter().any(|start| url.starts_with(start))
}

/// Asks, at the place that `hosts` says in stead of a public one.
///
/// # Errors
/// When nobody is there, or there is no answer within `patience`.
pub(crate) fn call(call: &Call, hosts: &BTreeMap<String, String>, patience: Duration) -> io::Result<Answer> {
    let begun = Instant::now();
    let moved = hosts.iter().find_map(|(from, to)| Some(format!("{to}{}", call.url.strip_prefix(from.as_str())?)));
    let url = moved.as_deref().unwrap_or(&call.url);
    let rest = url.strip_prefix("http://").ok_or_else(|| io::Error::other("no such host on this machine"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let address = host.to_socket_addrs()?.next().ok_or_else(|| io::Error::other("no address"))?;
    if !address.ip().is_loopback() {
        return Err(io::Error::other("not on this machine"));
    }
    let mut stream = TcpStream::connect_timeout(&address, patience)?;
    stream.set_read_timeout(Some(patience))?;
    let mut head = format!("{} /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n", call.method);
    for (name, value) in &call.headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    if call.method != "GET" {
        head.extend(["Content-Length: ", &call.body.len().to_string(), "\r\n"]);
    }
    stream.write_all((head + "\r\n").as_bytes())?;
    stream.write_all(&call.body)?;
    let mut reader = BufReader::new(stream);
    let (line, headers) = server::head(&mut reader)?;
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
    let status = status.ok_or_else(|| io::Error::other("no answer"))?;
    let body = server::body(&mut reader, &headers)?;
    let took_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    Ok(Answer { status, headers, body, took_ms })
}
