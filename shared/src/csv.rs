//! Cells of comma-separated values (RFC 4180). What a spreadsheet would take for a formula is made text of: names are what
//! anybody may have typed.

/// A cell, in quotes where it needs them.
#[must_use]
pub fn cell(text: &str) -> String {
    let text = no_formula(text);
    if text.contains([',', '"', '\n', '\r']) { in_quotes(&text) } else { text }
}

/// A cell, in quotes.
#[must_use]
pub fn quoted(text: &str) -> String {
    in_quotes(&no_formula(text))
}

fn no_formula(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

fn in_quotes(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_typed_is_a_cell_and_no_formula() {
        let cells = [("Sales", "Sales"), ("a,\"b\"", "\"a,\"\"b\"\"\""), ("=1+1", "'=1+1"), ("-x\n", "\"'-x\n\"")];
        for (text, expected) in cells {
            assert_eq!(cell(text), expected);
        }
    }

    #[test]
    fn a_name_is_no_formula_and_ends_no_cell() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("Ada \"the\" one, she"), "\"Ada \"\"the\"\" one, she\"");
    }
}
