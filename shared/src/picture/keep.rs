//! How long a picture is kept that nothing shows. A face of somebody who left has no place on the network any more; a logo
//! that was changed by mistake has to be there when the change is taken back.

use std::collections::BTreeSet;

use super::path;
use crate::{
    setup::{Item, Setup},
    value::{ServiceSlug, Timestamp},
};

/// Of one that was uploaded and is in nothing yet: whoever chose it may still be busy with the form.
pub const UNUSED_MS: i64 = 24 * 3_600_000;

/// Of one that something showed: within this, taking the change back or importing an export shows it again.
pub const REPLACED_MS: i64 = 7 * 24 * 3_600_000;

/// Everything that a service shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown<'a>(BTreeSet<&'a str>);

impl<'a> Shown<'a> {
    /// What is in its items, and the `photos` of its staff.
    pub fn of(setup: &'a Setup, photos: impl IntoIterator<Item = &'a str>) -> Self {
        Self(setup.items().filter_map(Item::picture).chain(photos).collect())
    }

    /// These photos alone.
    pub fn of_photos(photos: impl IntoIterator<Item = &'a str>) -> Self {
        Self(photos.into_iter().collect())
    }

    /// Whether the picture of a name is among it.
    #[must_use]
    pub fn has(&self, service: &ServiceSlug, name: &str) -> bool {
        self.0.contains(path(service, name).as_str())
    }
}

/// When a picture goes from now on, if at all. `goes_at` is when it was to go; `left`: it is the photo of somebody who was just
/// removed, or they sent it.
#[must_use]
pub fn goes_at(now: Timestamp, goes_at: Option<Timestamp>, is_shown: bool, left: bool) -> Option<Timestamp> {
    match (is_shown, left, goes_at) {
        (true, _, _) => None,
        (false, true, _) => Some(now),
        (false, false, None) => Some(now.plus_ms(REPLACED_MS)),
        (false, false, Some(known)) => Some(known),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::setup::{Kept, Kind, Mint};

    const NOW: Timestamp = Timestamp::from_ms(1_700_000_000_000);

    fn kept(kind: Kind, value: serde_json::Value) -> Kept {
        let id = kind.mint(&mut Mint { now: NOW, random: &mut || [1; 10] });
        Kept { id, revision: 1, item: kind.read(value).expect("an item") }
    }

    #[test]
    fn what_is_shown_stays_and_what_is_replaced_can_come_back_for_a_week() {
        let soon = Some(NOW.plus_ms(UNUSED_MS));
        assert_eq!(goes_at(NOW, soon, true, false), None);
        assert_eq!(goes_at(NOW, None, false, false), Some(NOW.plus_ms(7 * 86_400_000)));
        assert_eq!(goes_at(NOW.plus_ms(5), soon, false, false), soon, "a change of something else puts nothing off");
    }

    #[test]
    fn a_photo_of_who_left_goes_at_once_unless_something_else_shows_it() {
        for known in [None, Some(NOW.plus_ms(REPLACED_MS))] {
            assert_eq!(goes_at(NOW, known, false, true), Some(NOW));
            assert_eq!(goes_at(NOW, known, true, true), None);
        }
    }

    #[test]
    fn whatever_has_a_picture_shows_it() {
        let name = |digit: &str| format!("{}.png", digit.repeat(32));
        let at = |digit: &str| format!("/files/acme/{}", name(digit));
        let items = [
            (Kind::Appearance, json!({ "logo": at("1") })),
            (Kind::Tag, json!({ "handle": "sales", "name": "Sales", "destinations": [], "picture": at("2") })),
            (Kind::Link, json!({ "handle": "poster", "name": "Poster", "qr_picture": at("3") })),
        ];
        let setup = Setup::new(items.map(|(kind, value)| kept(kind, value)), []);
        let photo = at("4");
        let shown = Shown::of(&setup, [photo.as_str()]);
        let service = |slug: &str| ServiceSlug::try_from(slug).expect("a slug");
        for digit in ["1", "2", "3", "4"] {
            assert!(shown.has(&service("acme"), &name(digit)), "{digit}");
        }
        assert!(!shown.has(&service("acme"), &name("5")) && !shown.has(&service("other"), &name("1")));
    }
}
