//! The order of a module's functions. Those that begin alike compress better side by side: the same kinds of locals and the same
//! first instructions are nearly always the same kind of function, compiled for another type. By the names that they have in
//! the sources, which bring together what is of one module, the chat weighed 1.3 KB more.
//!
//! The optimiser can bring functions into the order of their names, so they are named by their places. The form of a module is
//! that of the WebAssembly specification, "Binary Format".

use anyhow::{Context, Result, ensure};

/// So many bytes of two functions are compared; the rest makes no difference.
const COMPARED: usize = 32;

/// As long as a module's head, which says that it is one, and of which version.
const HEAD: usize = 8;

const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const CODE: u8 = 10;

/// What kind of thing is imported.
const FUNCTION: u8 = 0;
const TABLE: u8 = 1;
const MEMORY: u8 = 2;
const GLOBAL: u8 = 3;

/// The module with its functions named by their places in that order. Other names, and all that isn't run, go.
///
/// # Errors
/// When it isn't a module as this describes them.
pub(super) fn named_by_place(module: &[u8]) -> Result<Vec<u8>> {
    let mut changed = module.get(..HEAD).context("a module has a head")?.to_vec();
    let (mut imported, mut places) = (0, Vec::new());
    let mut rest = Reader(&module[HEAD..]);
    while !rest.0.is_empty() {
        let before = rest.0;
        let (kind, content) = (rest.byte()?, rest.counted()?);
        match kind {
            CUSTOM => continue,
            IMPORTS => imported = imported_functions(Reader(content))?,
            CODE => places = places_of(Reader(content))?,
            _ => {}
        }
        changed.extend(&before[..before.len() - rest.0.len()]);
    }
    // The section "name" with its part 1, the names of functions.
    let mut names = number(places.len());
    for (function, place) in places.into_iter().enumerate() {
        let name = format!("{place:05}");
        names.extend(number(imported + function));
        names.extend(counted(name.as_bytes()));
    }
    let section = [counted(b"name"), vec![1], counted(&names)].concat();
    changed.push(CUSTOM);
    changed.extend(counted(&section));
    Ok(changed)
}

/// For each function its place among all.
fn places_of(mut code: Reader<'_>) -> Result<Vec<usize>> {
    let bodies = (0..code.number()?).map(|_| code.counted()).collect::<Result<Vec<_>>>()?;
    let mut order: Vec<usize> = (0..bodies.len()).collect();
    order.sort_by_key(|function| &bodies[*function][..bodies[*function].len().min(COMPARED)]);
    let mut places = vec![0; order.len()];
    for (place, function) in order.into_iter().enumerate() {
        places[function] = place;
    }
    Ok(places)
}

/// Functions that the module imports are counted before its own.
fn imported_functions(mut imports: Reader<'_>) -> Result<usize> {
    let mut functions = 0;
    for _ in 0..imports.number()? {
        imports.counted().and_then(|_| imports.counted())?;
        match imports.byte()? {
            FUNCTION => {
                imports.number()?;
                functions += 1;
            }
            TABLE => {
                imports.byte()?;
                imports.limits()?;
            }
            MEMORY => imports.limits()?,
            kind => {
                ensure!(kind == GLOBAL, "a module imports something of kind {kind}: see order.rs");
                imports.byte().and_then(|_| imports.byte())?;
            }
        }
    }
    Ok(functions)
}

/// What is left of a module.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, bytes: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(bytes).context("a module ends too early")?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.take(1)?[0])
    }

    /// A number in seven bits a byte, the lowest first (LEB128).
    fn number(&mut self) -> Result<usize> {
        let (mut number, mut at) = (0, 0);
        loop {
            let byte = self.byte()?;
            ensure!(at < usize::BITS, "a number in a module is too long");
            number |= usize::from(byte & 0x7f) << at;
            at += 7;
            if byte < 0x80 {
                return Ok(number);
            }
        }
    }

    /// Bytes behind their number.
    fn counted(&mut self) -> Result<&'a [u8]> {
        let bytes = self.number()?;
        self.take(bytes)
    }

    /// How large something is, and perhaps how large at most.
    fn limits(&mut self) -> Result<()> {
        let has_most = self.byte()? & 1 == 1;
        self.number()?;
        if has_most {
            self.number()?;
        }
        Ok(())
    }
}

fn number(mut number: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let low = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        bytes.push(if number == 0 { low } else { low | 0x80 });
        if number == 0 {
            return bytes;
        }
    }
}

fn counted(bytes: &[u8]) -> Vec<u8> {
    [number(bytes.len()), bytes.to_vec()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(kind: u8, content: &[u8]) -> Vec<u8> {
        [vec![kind], counted(content)].concat()
    }

    #[test]
    fn functions_are_named_by_how_they_begin() {
        let head = b"\0asm\x01\0\0\0".to_vec();
        let import = |kind: &[u8]| [counted(b"page"), counted(b"it"), kind.to_vec()].concat();
        let imports = [vec![3], import(&[FUNCTION, 0]), import(&[MEMORY, 1, 1, 0x80, 2]), import(&[TABLE, 0x70, 0, 1])];
        let code = [vec![3], counted(b"cc"), counted(b"b"), counted(b"ca")].concat();
        let kept = [head, section(IMPORTS, &imports.concat()), section(CODE, &code)].concat();
        let module = [kept.clone(), section(CUSTOM, b"\x03old")].concat();
        let names = b"\x04name\x01\x16\x03\x01\x0500002\x02\x0500000\x03\x0500001";
        assert_eq!(named_by_place(&module).expect("a module"), [kept, section(CUSTOM, names)].concat());
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        for it in [0, 1, 127, 128, 300, 16_384, 0xffff_ffff] {
            assert_eq!(Reader(&number(it)).number().expect("a number"), it);
        }
        assert!(named_by_place(b"\0asm\x01\0\0\0\x0a\x05\x01").is_err(), "it ends too early");
    }
}
