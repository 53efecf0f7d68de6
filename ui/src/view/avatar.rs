//! A person's photo, or their initials on a colour that stays theirs.

use shared::card::StaffCard;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::element::{El, el};

/// A picture of somebody, and whether they are there. Decoration: the name stands beside it. The colour is picked by
/// `seed`, an id, so that it outlives a change of name; `class` is `avatar-small`, `avatar-large`, or nothing for a size in
/// between.
#[must_use]
pub fn avatar(name: &str, seed: &str, photo: Option<&str>, online: Option<bool>, class: &str) -> El {
    let face = el("span", "avatar-face").text(&initials(name)).children(photo.map(picture));
    el("span", "avatar")
        .attr("class", &format!("avatar {class}"))
        .attr("data-person", &person(seed).to_string())
        .attr("aria-hidden", "true")
        .child(face)
        .children(online.map(dot))
}

/// The picture of a member of staff. No dot: a card says who was there when it was made.
#[must_use]
pub fn staff_avatar(staff: &StaffCard, class: &str) -> El {
    avatar(staff.name.as_str(), &staff.id.to_string(), staff.photo.as_deref(), None, class)
}

/// Whether somebody is there.
#[must_use]
pub fn dot(online: bool) -> El {
    el("span", if online { "avatar-dot is-online" } else { "avatar-dot" })
}

fn picture(address: &str) -> El {
    // One that can't be loaded goes, and the initials below it are seen.
    el("img", "").attr("src", address).attr("alt", "").on("error", |event| {
        if let Some(picture) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) {
            picture.remove();
        }
    })
}

/// Which of the eight colours.
fn person(seed: &str) -> u32 {
    // FNV-1a: ids differ in their last digits, and this spreads them.
    seed.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) >> 8 & 7
}

/// One or two letters for a name: of its first and last word, or the first sign where names have no spaces.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    // In Chinese and Japanese the first sign is (nearly always) the family name, which stands for the person.
    let last = words.next_back().and_then(|word| word.chars().next()).filter(|_| first.is_some_and(|c| c < '\u{2e80}'));
    first.into_iter().chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_of_the_first_and_last_word() {
        for (name, expected) in [
            ("Ada Lovelace", "AL"),
            ("ben", "b"),
            ("Ana María de la Cruz", "AC"),
            ("王小明", "王"),
            ("山田 太郎", "山"),
            ("", ""),
        ] {
            assert_eq!(initials(name), expected, "{name}");
        }
    }

    #[test]
    fn a_person_keeps_one_of_eight_colours() {
        let colours: std::collections::BTreeSet<u32> = (0..64).map(|n| person(&format!("stf_{n:032x}"))).collect();
        assert_eq!(colours, (0..8).collect());
    }
}
