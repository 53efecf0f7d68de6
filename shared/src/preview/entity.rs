//! Characters that a page writes by number or by name. HTML knows 2,231 names; here are those of HTML 4 that stand in titles:
//! Latin letters, and the marks of prose. Others stay as they are written.

/// From U+00A0 on, without a gap (HTML 4.01, 24.2).
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 \
    acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig \
    Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave \
    Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave \
    iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/// The others.
const MARKS: [(&str, char); 23] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("bdquo", '„'),
    ("lsaquo", '‹'),
    ("rsaquo", '›'),
    ("hellip", '…'),
    ("bull", '•'),
    ("euro", '€'),
    ("trade", '™'),
    ("rarr", '→'),
    ("OElig", 'Œ'),
    ("oelig", 'œ'),
    ("rlm", '\u{200f}'),
];

/// The longest that is looked at: `&#x10ffff;` and a few zeros.
const MOST_BYTES: usize = 12;

/// With its characters in their places.
pub(super) fn decoded(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut pieces = raw.split('&');
    text.extend(pieces.next());
    for piece in pieces {
        let found = piece.split_once(';').filter(|(name, _)| name.len() <= MOST_BYTES);
        if let Some((character, rest)) = found.and_then(|(name, rest)| Some((character(name)?, rest))) {
            text.push(character);
            text.push_str(rest);
        } else {
            text.push('&');
            text.push_str(piece);
        }
    }
    text
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    let latin =
        || (0xa0..).zip(LATIN.split(' ')).find(|(_, known)| *known == name).and_then(|(code, _)| char::from_u32(code));
    MARKS.iter().find(|(known, _)| *known == name).map(|(_, character)| *character).or_else(latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_by_name_and_number_are_themselves() {
        assert_eq!(LATIN.split(' ').count(), 96);
        for (raw, text) in [
            ("&eacute;&yuml;&nbsp;&szlig;&times;", "éÿ\u{a0}ß×"),
            ("&#8217;&#x2019;&#X2019;", "’’’"),
            ("&amp;lt;", "&lt;"),
            (
                "AT&T; &unknown; &; & &#; &#x110000; &#-1; &#xd800; &amp",
                "AT&T; &unknown; &; & &#; &#x110000; &#-1; &#xd800; &amp",
            ),
            ("", ""),
        ] {
            assert_eq!(decoded(raw), text);
        }
    }
}
