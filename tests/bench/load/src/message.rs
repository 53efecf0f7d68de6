//! Message ids that say who sent them and when, so that every delivery tells its own latency.
//!
//! In the form of ours: `msg_` and a `UUIDv7`. Behind the milliseconds stand, as hexadecimal digits: version and run (4), variant
//! and nothing (1), the sender (4), and microseconds since the start of the run (11).

/// What stands before the digits in a frame.
const MARK: &[u8] = b"\"message\":\"msg_";

/// What stands before an entry's place in the log.
const PLACE: &[u8] = b"\"seq\":";

/// A message of this run.
pub(crate) struct Sent {
    /// Who, as a number from 0.
    pub sender: usize,
    /// When, since the start of the run.
    pub at_us: u64,
}

impl Sent {
    /// The id's text. `start_ms` is when the run started, since 1970: ids rise with time, as those of real clients do.
    pub(crate) fn id(&self, start_ms: u64, run: u16) -> String {
        let unix_ms = start_ms + self.at_us / 1000;
        let (sender, at_us) = (self.sender & 0xffff, self.at_us & 0xfff_ffff_ffff);
        format!("msg_{unix_ms:012x}7{:03x}8{sender:04x}{at_us:011x}", run & 0xfff)
    }
}

/// Calls `entry` for each log entry in a frame: with its place, and its message if it is one of this run.
pub(crate) fn entries(frame: &[u8], run: u16, mut entry: impl FnMut(u64, Option<Sent>)) {
    let mut bytes = frame;
    while let Some(at) = find(bytes, PLACE) {
        bytes = &bytes[at + PLACE.len()..];
        let seq = bytes.iter().take_while(|byte| byte.is_ascii_digit());
        let seq = seq.fold(0, |seq, digit| seq * 10 + u64::from(digit - b'0'));
        let end = find(bytes, PLACE).unwrap_or(bytes.len());
        let sent = find(&bytes[..end], MARK).and_then(|at| parse(&bytes[at + MARK.len()..end], run));
        entry(seq, sent);
    }
}

fn parse(digits: &[u8], run: u16) -> Option<Sent> {
    let number = |range| u64::from_str_radix(std::str::from_utf8(digits.get(range)?).ok()?, 16).ok();
    if number(13..16)? != u64::from(run & 0xfff) {
        return None;
    }
    Some(Sent { sender: usize::try_from(number(17..21)?).ok()?, at_us: number(21..32)? })
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let first = *what.first()?;
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|&byte| byte == first)?;
        if bytes[at..].starts_with(what) {
            return Some(at);
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_tells_who_sent_its_messages_and_when() {
        let id = Sent { sender: 199, at_us: 12_345_678 }.id(1_790_000_000_000, 0xabc);
        assert_eq!(id.len(), 36);
        let other = Sent { sender: 1, at_us: 2 }.id(1_790_000_000_000, 0xdef);
        let frame = format!(
            r#"{{"type":"entries","entries":[{{"seq":8,"at_ms":1,"kind":"raised"}},{{"seq":9,"at_ms":1,"kind":"said","message":"{id}"}},{{"seq":10,"message":"{other}"}}]}}"#
        );
        let mut seen = Vec::new();
        entries(frame.as_bytes(), 0xabc, |seq, sent| seen.push((seq, sent.map(|sent| (sent.sender, sent.at_us)))));
        assert_eq!(seen, [(8, None), (9, Some((199, 12_345_678))), (10, None)]);
    }
}
