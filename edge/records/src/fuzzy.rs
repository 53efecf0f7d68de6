//! Names by what somebody types of them: beginnings, parts, or letters in their order.

/// How well a name fits what was typed, less is better; none if it doesn't.
pub(crate) fn rank(name: &str, wanted: &str) -> Option<u32> {
    let name: Vec<char> = lowered(name);
    let mut rank = 0;
    for word in wanted.split_whitespace() {
        rank += of_word(&name, &lowered(word))?;
    }
    Some(rank)
}

fn lowered(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).collect()
}

fn of_word(name: &[char], word: &[char]) -> Option<u32> {
    if name.starts_with(word) {
        return Some(0);
    }
    let begins = |at: usize| at == 0 || name.get(at - 1).is_some_and(|before| !before.is_alphanumeric());
    let found: Vec<usize> =
        name.windows(word.len().max(1)).enumerate().filter(|(_, window)| *window == word).map(|(at, _)| at).collect();
    if found.iter().any(|at| begins(*at)) {
        return Some(1);
    }
    if !found.is_empty() {
        return Some(2);
    }
    in_order(name, word).map(|gaps| gaps + 3)
}

/// How many letters lie between those of a word, if they stand in this order.
fn in_order(name: &[char], word: &[char]) -> Option<u32> {
    let (mut gaps, mut begun) = (0, false);
    let mut rest = word.iter();
    let mut next = rest.next();
    for letter in name {
        let Some(wanted) = next else { break };
        if letter == wanted {
            begun = true;
            next = rest.next();
        } else if begun {
            gaps += 1;
        }
    }
    next.is_none().then_some(gaps)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names that fit, best first.
    fn found<'a>(names: &[&'a str], wanted: &str) -> Vec<&'a str> {
        let mut ranked: Vec<(u32, &str)> =
            names.iter().filter_map(|name| rank(name, wanted).map(|rank| (rank, *name))).collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn beginnings_come_before_parts_and_parts_before_letters() {
        let names = ["Calm Otter 42", "Martin Otto", "Otto", "Lotte", "O. Kurt Tosh"];
        assert_eq!(found(&names, "ott"), ["Otto", "Calm Otter 42", "Martin Otto", "Lotte", "O. Kurt Tosh"]);
        assert_eq!(found(&names, "otter calm"), ["Calm Otter 42"]);
        assert_eq!(found(&names, "xyz"), Vec::<&str>::new());
        assert_eq!(found(&names, " ").len(), names.len());
    }

    #[test]
    fn one_character_is_enough_in_any_script() {
        assert_eq!(found(&["佐藤 花子", "鈴木"], "花"), ["佐藤 花子"]);
        assert_eq!(found(&["ÉLISE"], "él"), ["ÉLISE"]);
    }
}
