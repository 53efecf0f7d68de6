//! The little of a WebSocket client that a load needs: no extensions, so a server may not compress.

use std::{
    io::{self, ErrorKind, Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
};

/// One connection to the server.
pub(crate) struct Socket {
    pub(crate) stream: mio::net::TcpStream,
    /// The start of a frame whose end hasn't come yet.
    rest: Vec<u8>,
    /// What the system wouldn't take yet.
    unsent: Vec<u8>,
}

impl Socket {
    /// Connects and upgrades.
    ///
    /// # Errors
    /// With the server's words, if it answers with anything but an upgrade.
    pub(crate) fn open(port: u16, path: &str, headers: &[(String, String)]) -> io::Result<Self> {
        let mut stream = TcpStream::connect(SocketAddr::from((Ipv4Addr::LOCALHOST, port)))?;
        stream.set_nodelay(true)?;
        let mut request = format!(
            "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
             Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        );
        for (name, value) in headers {
            request.extend([name, ": ", value, "\r\n"]);
        }
        request.push_str("\r\n");
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        let head = loop {
            let mut bytes = [0; 4096];
            let count = stream.read(&mut bytes)?;
            answer.extend_from_slice(&bytes[..count]);
            if let Some(end) = answer.windows(4).position(|window| window == b"\r\n\r\n") {
                break end + 4;
            }
            if count == 0 {
                return Err(io::Error::other(format!("{path}: the server closed without an answer")));
            }
        };
        if !answer.starts_with(b"HTTP/1.1 101 ") {
            return Err(io::Error::other(format!("{path}: {}", String::from_utf8_lossy(&answer))));
        }
        stream.set_nonblocking(true)?;
        let stream = mio::net::TcpStream::from_std(stream);
        Ok(Self { stream, rest: answer.split_off(head), unsent: Vec::new() })
    }

    /// Sends a text frame.
    ///
    /// # Errors
    /// When the connection is gone.
    pub(crate) fn send(&mut self, text: &str) -> io::Result<()> {
        let length = text.len();
        let mut frame = vec![0x81];
        match u16::try_from(length) {
            Ok(short @ ..0x7e) => frame.push(0x80 | u8::try_from(short).unwrap_or_default()),
            Ok(medium) => {
                frame.push(0x80 | 0x7e);
                frame.extend_from_slice(&medium.to_be_bytes());
            }
            Err(_) => return Err(io::Error::other("longer than any frame of ours")),
        }
        // A client must mask what it sends; by zero is allowed, and costs nothing.
        frame.extend_from_slice(&[0; 4]);
        frame.extend_from_slice(text.as_bytes());
        self.unsent.extend_from_slice(&frame);
        self.flush()
    }

    /// Sends what the system wouldn't take before.
    ///
    /// # Errors
    /// When the connection is gone.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        while !self.unsent.is_empty() {
            match self.stream.write(&self.unsent) {
                Ok(count) => drop(self.unsent.drain(..count)),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Reads all that came, and hands over each text.
    ///
    /// # Errors
    /// When the connection is gone, or the server closed it: its reason is told.
    pub(crate) fn receive(&mut self, scratch: &mut [u8], mut take: impl FnMut(&[u8])) -> io::Result<()> {
        loop {
            // The kernel writes past what is left of the last read, so that a frame is always in one piece.
            let kept = self.rest.len();
            scratch[..kept].copy_from_slice(&self.rest);
            let count = match self.stream.read(&mut scratch[kept..]) {
                Ok(0) => return Err(io::Error::other("the server hung up")),
                Ok(count) => count,
                Err(error) if error.kind() == ErrorKind::WouldBlock => 0,
                Err(error) => return Err(error),
            };
            let mut bytes = &scratch[..kept + count];
            while let Some((opcode, payload, after)) = frame(bytes) {
                match opcode {
                    1 => take(payload),
                    8 => return Err(io::Error::other(closed(payload))),
                    _ => {}
                }
                bytes = after;
            }
            self.rest.clear();
            self.rest.extend_from_slice(bytes);
            // Less than asked for means that no more is there: that saves asking again.
            if kept + count < scratch.len() {
                return Ok(());
            }
            if bytes.len() == scratch.len() {
                return Err(io::Error::other("a frame larger than the room for it"));
            }
        }
    }
}

/// The first whole frame: its opcode, its payload, and all after it.
fn frame(bytes: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&[first, second], after) = bytes.split_first_chunk::<2>()?;
    let (length, after) = match second & 0x7f {
        0x7e => {
            let (length, after) = after.split_first_chunk::<2>()?;
            (usize::from(u16::from_be_bytes(*length)), after)
        }
        0x7f => {
            let (length, after) = after.split_first_chunk::<8>()?;
            (usize::try_from(u64::from_be_bytes(*length)).ok()?, after)
        }
        short => (usize::from(short), after),
    };
    let (payload, after) = after.split_at_checked(length)?;
    Some((first & 0x0f, payload, after))
}

fn closed(payload: &[u8]) -> String {
    let (code, reason) = payload.split_first_chunk::<2>().unwrap_or((&[0, 0], &[]));
    format!("the server closed with {} {}", u16::from_be_bytes(*code), String::from_utf8_lossy(reason))
}
