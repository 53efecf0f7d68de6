//! A zip of a folder, the same bytes for the same files: no times, no order of a disk, nothing compressed. It is as much of
//! the format (PKWARE's APPNOTE 6.3.10) as a few small files need.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// MS-DOS for 1 January 1980, the first day that the format knows.
const FIRST_DAY: u16 = 0x21;
/// A file's version that needs folders, and nothing newer.
const VERSION: u16 = 20;
/// Names are UTF-8.
const UTF_8: u16 = 1 << 11;
/// Made on Unix, where files are readable by everybody and written by their owner: 0o100644 in the upper half.
const MADE_ON_UNIX: u16 = (3 << 8) | VERSION;
const MODE: u32 = 0o100_644 << 16;

/// The files below `folder`, each below the folder's own name.
///
/// # Errors
/// When one can't be read.
pub(crate) fn of(folder: &Path) -> Result<Vec<u8>> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    let (mut zip, mut directory) = (Vec::new(), Vec::new());
    for file in &files {
        let name = file.strip_prefix(folder.parent().unwrap_or(folder))?.to_string_lossy().replace('\\', "/");
        let content = fs::read(file).with_context(|| format!("reading {}", file.display()))?;
        let (at, size) = (u32::try_from(zip.len())?, u32::try_from(content.len())?);
        let mut common = Vec::new();
        for number in [VERSION, UTF_8, 0, 0, FIRST_DAY] {
            common.extend(number.to_le_bytes());
        }
        for number in [crc32(&content), size, size] {
            common.extend(number.to_le_bytes());
        }
        common.extend(u16::try_from(name.len())?.to_le_bytes());
        // No more about it.
        common.extend(0_u16.to_le_bytes());
        zip.extend([b"PK\x03\x04", &*common, name.as_bytes(), &*content].concat());
        directory.extend([b"PK\x01\x02", &MADE_ON_UNIX.to_le_bytes()[..], &common].concat());
        // No comment, on the first disk, nothing of our own.
        directory.extend([0; 6]);
        directory.extend([&MODE.to_le_bytes()[..], &at.to_le_bytes(), name.as_bytes()].concat());
    }
    let (count, at, size) = (u16::try_from(files.len())?, u32::try_from(zip.len())?, u32::try_from(directory.len())?);
    zip.extend(directory);
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    zip.extend([size.to_le_bytes(), at.to_le_bytes()].concat());
    zip.extend(0_u16.to_le_bytes());
    Ok(zip)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

/// ISO 3309, as the format asks.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_is_that_of_the_standard() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }
}
