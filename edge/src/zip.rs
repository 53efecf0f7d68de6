//! A ZIP that is written as it goes out, and never held: files as they are (photos and videos are packed already), each followed
//! by how long it was and what it adds up to. APPNOTE 6.3, without ZIP64: callers stay below 4 GB and 65,535 files.
//!
//! Instead of a crate: those that write without knowing what comes want something to seek in, or a thread.

use shared::{schedule::Date, value::Timestamp};

/// Most files in one.
pub(crate) const MAX_FILES: usize = 60_000;

/// Stored as it is, as of version 2.0.
const VERSION: u16 = 20;

/// The sizes come behind the file (bit 3), and names are UTF-8 (bit 11).
const FLAGS: u16 = 1 << 3 | 1 << 11;

/// See the module.
pub(crate) struct Zip {
    /// Date and time of every file.
    moment: (u16, u16),
    offset: u32,
    files: Vec<File>,
    open: Option<(File, crc32fast::Hasher)>,
}

struct File {
    name: String,
    offset: u32,
    bytes: u32,
    sum: u32,
}

impl Zip {
    /// An empty one, whose files are all of this moment.
    pub(crate) fn new(now: Timestamp) -> Self {
        Self { moment: moment(now), offset: 0, files: Vec::new(), open: None }
    }

    /// Whether another file can go in.
    pub(crate) fn has_place(&self) -> bool {
        self.files.len() < MAX_FILES
    }

    /// What begins a file.
    pub(crate) fn begin(&mut self, name: String) -> Vec<u8> {
        let mut head = Vec::with_capacity(30 + name.len());
        four(&mut head, 0x0403_4b50);
        two(&mut head, VERSION);
        self.common(&mut head, (0, 0), &name);
        head.extend_from_slice(name.as_bytes());
        self.open = Some((File { name, offset: self.offset, bytes: 0, sum: 0 }, crc32fast::Hasher::new()));
        self.went(&head);
        head
    }

    /// Some of it goes out.
    pub(crate) fn add(&mut self, part: &[u8]) {
        if let Some((file, sum)) = &mut self.open {
            sum.update(part);
            file.bytes = file.bytes.saturating_add(length(part));
        }
        self.went(part);
    }

    /// What ends it.
    pub(crate) fn end(&mut self) -> Vec<u8> {
        let Some((mut file, sum)) = self.open.take() else { return Vec::new() };
        file.sum = sum.finalize();
        let mut tail = Vec::with_capacity(16);
        for number in [0x0807_4b50, file.sum, file.bytes, file.bytes] {
            four(&mut tail, number);
        }
        self.files.push(file);
        self.went(&tail);
        tail
    }

    /// What ends the whole.
    pub(crate) fn finish(&mut self) -> Vec<u8> {
        let (begin, mut list) = (self.offset, Vec::new());
        for file in &self.files {
            four(&mut list, 0x0201_4b50);
            two(&mut list, VERSION);
            two(&mut list, VERSION);
            self.common(&mut list, (file.sum, file.bytes), &file.name);
            for _ in 0..3 {
                two(&mut list, 0); // comment, disk, kind of text
            }
            four(&mut list, 0); // rights
            four(&mut list, file.offset);
            list.extend_from_slice(file.name.as_bytes());
        }
        let (count, bytes) = (u16::try_from(self.files.len()).unwrap_or(u16::MAX), length(&list));
        four(&mut list, 0x0605_4b50);
        for number in [0, 0, count, count] {
            two(&mut list, number);
        }
        four(&mut list, bytes);
        four(&mut list, begin);
        two(&mut list, 0); // comment
        list
    }

    /// From the flags to the length of what is beside the name.
    fn common(&self, head: &mut Vec<u8>, (sum, bytes): (u32, u32), name: &str) {
        for number in [FLAGS, 0, self.moment.1, self.moment.0] {
            two(head, number);
        }
        for number in [sum, bytes, bytes] {
            four(head, number);
        }
        two(head, u16::try_from(name.len()).unwrap_or(u16::MAX));
        two(head, 0);
    }

    fn went(&mut self, bytes: &[u8]) {
        self.offset = self.offset.saturating_add(length(bytes));
    }
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

fn two(bytes: &mut Vec<u8>, number: u16) {
    bytes.extend_from_slice(&number.to_le_bytes());
}

fn four(bytes: &mut Vec<u8>, number: u32) {
    bytes.extend_from_slice(&number.to_le_bytes());
}

/// Date and time as MS-DOS had them, in UTC.
fn moment(now: Timestamp) -> (u16, u16) {
    let (date, of_day) = (Date::of_utc(now), now.as_ms().div_euclid(1_000).rem_euclid(86_400));
    let year = date.year().saturating_sub(1980).min(127);
    let date = year * 512 + u16::from(date.month()) * 32 + u16::from(date.day());
    let time = of_day / 3_600 * 2_048 + of_day / 60 % 60 * 32 + of_day % 60 / 2;
    (date, u16::try_from(time).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(moment(Timestamp::from_ms(0)), (32 + 1, 0));
        assert_eq!(moment(Timestamp::from_ms(1_709_210_096_000)), (44 * 512 + 2 * 32 + 29, 12 * 2_048 + 34 * 32 + 28));
    }

    #[test]
    fn a_file_stands_where_the_list_says_and_adds_up() {
        let mut zip = Zip::new(Timestamp::from_ms(1_700_000_000_000));
        let mut all = zip.begin("a.txt".to_owned());
        for part in ["12345", "6789"] {
            zip.add(part.as_bytes());
            all.extend_from_slice(part.as_bytes());
        }
        all.extend(zip.end());
        all.extend(zip.begin("é.txt".to_owned()));
        all.extend(zip.end());
        let list = all.len();
        all.extend(zip.finish());
        assert_eq!(all[30..44], *b"a.txt123456789");
        // The sum of "123456789" that every table of CRC-32 has.
        assert_eq!(all[48..52], 0xCBF4_3926_u32.to_le_bytes());
        assert_eq!(all[all.len() - 6..all.len() - 2], u32::try_from(list).expect("it is short").to_le_bytes());
        assert_eq!(all[all.len() - 12..all.len() - 10], 2_u16.to_le_bytes());
    }
}
