//! A person's photo, or their initials on a colour that stays theirs.

use leptos::{ev, prelude::*};

/// A picture of somebody, and whether they are there. Decoration: the name stands beside it.
#[component]
pub fn Avatar(
    /// As the person is called.
    #[prop(into)]
    name: String,
    /// What the colour is picked by: an id, so that it outlives a change of name.
    #[prop(into)]
    seed: String,
    /// Path of a photo.
    #[prop(optional_no_strip)]
    photo: Option<String>,
    /// A dot, if known.
    #[prop(optional_no_strip)]
    online: Option<bool>,
    /// `avatar-small` or `avatar-large`; without it, a size in between.
    #[prop(optional)]
    class: &'static str,
) -> AnyView {
    let broken = RwSignal::new(false);
    view! {
        <span class=format!("avatar {class}") data-person=person(&seed).to_string() aria-hidden="true">
            <span class="avatar-face">
                {initials(&name)}
                {photo.map(|photo| {
                    view! { <img src=photo alt="" hidden=broken on:error=move |_: ev::ErrorEvent| broken.set(true) /> }
                })}
            </span>
            {online.map(|online| view! { <span class="avatar-dot" class:is-online=online></span> })}
        </span>
    }
    .into_any()
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
