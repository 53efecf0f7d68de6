//! WeChat's XML: one element with fields in it. Read within bounds and without a DTD, for it comes from outside and, in safe
//! mode, is read before it is proven.

use std::collections::BTreeMap;

use quick_xml::{Reader, events::Event};

/// Most bytes of a body. A text has at most 2,048 and the other fields are short, so nothing that WeChat sends comes near.
const MOST_BYTES: usize = 256 * 1024;

/// Most elements within each other. WeChat's have up to five.
const MOST_DEPTH: usize = 8;

/// The fields of a body by their names; those within others (`ScanCodeInfo`) are left out. None if it is no XML, is too long or
/// too deep, or declares or uses an entity: those that a DTD may declare grow without bound.
pub(super) fn read(body: &[u8]) -> Option<BTreeMap<String, String>> {
    if body.len() > MOST_BYTES {
        return None;
    }
    // A character that isn't UTF-8 costs that character alone.
    let text = String::from_utf8_lossy(body);
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    reader.config_mut().expand_empty_elements = true;
    let mut fields = BTreeMap::new();
    let mut depth = 0;
    let mut field = (String::new(), String::new());
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                depth += 1;
                match depth {
                    2 => field = (start.name().as_ref().to_owned(), String::new()),
                    1..=MOST_DEPTH => {}
                    _ => return None,
                }
            }
            Event::End(_) => {
                match depth {
                    1 => return Some(fields),
                    2 => {
                        let (name, value) = std::mem::take(&mut field);
                        fields.entry(name).or_insert(value);
                    }
                    _ => {}
                }
                depth -= 1;
            }
            Event::Text(text) if depth == 2 => field.1.push_str(&text.xml10_content()),
            Event::CData(text) if depth == 2 => field.1.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let character = match reference.resolve_char_ref().ok()? {
                    Some(character) => character,
                    None => predefined(&reference.into_inner())?,
                };
                if depth == 2 {
                    field.1.push(character);
                }
            }
            Event::DocType(_) | Event::Eof => return None,
            Event::Text(_) | Event::CData(_) | Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
}

/// The five that need no DTD.
fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

/// A field, its text as it is.
pub(super) fn field(name: &str, text: &str) -> String {
    // The end of a CDATA section can't stand in one: it is cut in two.
    format!("<{name}><![CDATA[{}]]></{name}>", text.replace("]]>", "]]]]><![CDATA[>"))
}
