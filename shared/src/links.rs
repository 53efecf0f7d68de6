//! Finds what can be pressed in what somebody wrote: web addresses, e-mail addresses, `tel:`. Nothing else ever becomes a
//! link, and the words stay words: a view makes text nodes of them.

/// A part of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// Words that lead somewhere.
    Link {
        /// As it was written.
        text: &'a str,
        /// Begins with `http://`, `https://`, `mailto:` or `tel:`.
        href: String,
    },
}

/// What `text` consists of, in order; joined again, it is the text.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut plain_from = 0;
    let mut at = 0;
    while let Some(offset) = text[at..].find(|c: char| !breaks(c)) {
        let start = at + offset;
        let run = &text[start..];
        let run = &run[..run.find(breaks).unwrap_or(run.len())];
        at = start + run.len();
        if let Some((from, to, href)) = link_in(run) {
            if plain_from < start + from {
                pieces.push(Piece::Text(&text[plain_from..start + from]));
            }
            pieces.push(Piece::Link { text: &run[from..to], href });
            plain_from = start + to;
            // What came after the link in this run may hold another one.
            at = start + to;
        }
    }
    if plain_from < text.len() {
        pieces.push(Piece::Text(&text[plain_from..]));
    }
    pieces
}

/// The first link to a page of the web in `text`.
#[must_use]
pub fn first_page(text: &str) -> Option<String> {
    let leads_to_page = |href: &str| href.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http"));
    pieces(text).into_iter().find_map(|piece| match piece {
        Piece::Link { href, .. } if leads_to_page(&href) => Some(href),
        Piece::Link { .. } | Piece::Text(_) => None,
    })
}

/// Whether no address goes on past this character. Chinese and Japanese put no space after an address, so their letters
/// and marks end it.
fn breaks(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '`' | '\u{2018}'..='\u{201f}' | '\u{2e80}'..)
}

/// The first link in a run without breaks: where it begins and ends, and what it leads to.
fn link_in(run: &str) -> Option<(usize, usize, String)> {
    let begins = |prefix: &str| find_ignoring_case(run, prefix).filter(|at| begins_word(run, *at));
    let (start, prefix, scheme) =
        [("https://", ""), ("http://", ""), ("mailto:", ""), ("tel:", ""), ("www.", "https://")]
            .into_iter()
            .filter_map(|(prefix, scheme)| begins(prefix).map(|at| (at, prefix, scheme)))
            .min_by_key(|(at, ..)| *at)
            .or_else(|| email_start(run).map(|at| (at, "", "mailto:")))?;
    let length = trimmed(&run[start..]);
    let text = run.get(start..start + length)?;
    // An address that says nothing after `https://`, or hides a name before an `@`, is left as words.
    let rest = text.get(prefix.len()..)?;
    let host = rest.split(['/', '?', '#']).next()?;
    let sound = match prefix {
        "https://" | "http://" | "www." => host.contains(is_letter) && host.bytes().all(|byte| byte != b'@'),
        "tel:" => rest.bytes().any(|byte| byte.is_ascii_digit()),
        _ => is_email(rest),
    };
    sound.then(|| (start, start + length, format!("{scheme}{text}")))
}

/// Beyond ASCII, whatever can stand in a run counts: the Unicode tables that know better weigh more than this file.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii()
}

fn find_ignoring_case(run: &str, prefix: &str) -> Option<usize> {
    run.as_bytes().windows(prefix.len()).position(|window| window.eq_ignore_ascii_case(prefix.as_bytes()))
}

fn begins_word(run: &str, at: usize) -> bool {
    run[..at].chars().next_back().is_none_or(|before| !is_letter(before))
}

/// Length without what belongs to the sentence: its marks at the end, and a bracket that was opened before.
fn trimmed(link: &str) -> usize {
    let mut length = link.len();
    while let Some(last) = link[..length].chars().next_back() {
        let closes = |open: char, close: char| {
            last == close && link[..length].matches(close).count() > link[..length].matches(open).count()
        };
        let trims = matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' | '…')
            || closes('(', ')')
            || closes('[', ']')
            || closes('{', '}');
        if !trims {
            break;
        }
        length -= last.len_utf8();
    }
    length
}

/// Where an e-mail address that stands alone begins: brackets around it are no part of it.
fn email_start(run: &str) -> Option<usize> {
    let at = run.find('@')?;
    let start = run[..at]
        .rfind(|c: char| !is_local(c))
        .map_or(0, |before| before + run[before..].chars().next().map_or(1, char::len_utf8));
    is_email(&run[start..start + trimmed(&run[start..])]).then_some(start)
}

fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')
}

fn is_email(text: &str) -> bool {
    let text = text.split('?').next().unwrap_or(text);
    let Some((local, domain)) = text.split_once('@') else { return false };
    let labels = || domain.split('.');
    !local.is_empty()
        && local.chars().all(is_local)
        && labels().count() > 1
        && labels().all(|label| !label.is_empty() && label.chars().all(|c| is_letter(c) || c == '-'))
}

/// Where a letter to `address` begins. What else an address may hold is encoded: after `?` it would say who else gets the
/// letter, and what is in it.
#[must_use]
pub fn mail_to(address: &str) -> String {
    const PLAIN: &[u8] = b"@.-_+~";
    let encoded = address.bytes().map(|byte| match char::from(byte) {
        plain if byte.is_ascii_alphanumeric() || PLAIN.contains(&byte) => plain.to_string(),
        _ => format!("%{byte:02X}"),
    });
    format!("mailto:{}", encoded.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_goes_to_its_address_and_to_nobody_else() {
        assert_eq!(mail_to("kim.o-hara+tents@example.com"), "mailto:kim.o-hara+tents@example.com");
        assert_eq!(
            mail_to("x?bcc=spy%40evil.example&body=Hi@a.example"),
            "mailto:x%3Fbcc%3Dspy%2540evil.example%26body%3DHi@a.example"
        );
    }

    fn links(text: &str) -> Vec<String> {
        let pieces = pieces(text);
        let joined: String = pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) | Piece::Link { text, .. } => *text,
            })
            .collect();
        assert_eq!(joined, text, "nothing is lost");
        pieces
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Link { href, .. } => Some(href),
                Piece::Text(_) => None,
            })
            .collect()
    }

    #[test]
    fn addresses_are_found_without_the_marks_around_them() {
        assert_eq!(links("See https://example.com/a?b=c#d."), ["https://example.com/a?b=c#d"]);
        assert_eq!(links("(http://example.com/x_(y))!"), ["http://example.com/x_(y)"]);
        assert_eq!(links("HTTPS://EXAMPLE.COM, www.example.com;"), ["HTTPS://EXAMPLE.COM", "https://www.example.com"]);
        assert_eq!(links("https://a.example\nhttps://b.example"), ["https://a.example", "https://b.example"]);
        assert_eq!(
            links("<ada@example.com>, or mailto:ben@example.com?subject=Hi"),
            ["mailto:ada@example.com", "mailto:ben@example.com?subject=Hi"]
        );
        assert_eq!(links("Call tel:+81612345678"), ["tel:+81612345678"]);
        assert_eq!(links("請看https://example.com/路，謝謝"), ["https://example.com/"]);
        assert_eq!(
            links("https://xn--fsq.example/ と www.example.jp。"),
            ["https://xn--fsq.example/", "https://www.example.jp"]
        );
    }

    #[test]
    fn the_first_page_is_neither_a_letter_nor_a_call() {
        assert_eq!(
            first_page("a@b.example, MAILTO:a@b.example, tel:+81612345678, www.b.example, https://c.example")
                .as_deref(),
            Some("https://www.b.example")
        );
        assert_eq!(first_page("HTTP://a.example").as_deref(), Some("HTTP://a.example"));
        assert_eq!(first_page("a@b.example"), None);
    }

    #[test]
    fn nothing_else_becomes_a_link() {
        for text in [
            "",
            "plain words",
            "javascript:alert(1)",
            "data:text/html,x",
            "https://",
            "https://...",
            "awww.example",
            "ftp://example.com",
            "user@localhost",
            "@ada",
            "https://bank.example@evil.example",
            "tel:soon",
            "a@b..c",
            "vbscript:x",
            "mailto:",
            "1.5:3",
        ] {
            assert_eq!(links(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn any_text_comes_back_whole() {
        for text in
            ["é@é.é", "…https://…", "((((", "@@@@", "www.", "https://a.b)))]]]", "語語@語.語", "\u{200b}www.x.y"]
        {
            links(text);
        }
    }
}
