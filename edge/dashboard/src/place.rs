//! Where in the dashboard the person is, as it stands behind `#` in the address: so that "back" goes back, a reload
//! stays, and a link leads there. Sixty lines do it; a router crate with its patterns and nesting would weigh more than
//! all of our panels. Behind `#`, because the server has one page and needs to know no more.

use kit::host::Guest;
use shared::id::{EnquiryId, RoomId, SpaceId};

/// A place in the dashboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A list on the left, and perhaps a room beside it.
    Desk {
        /// Which list.
        list: List,
        /// Which room.
        room: Option<RoomId>,
    },
    /// A guest's page: what stands behind its root is the guest's to read.
    Guest(Guest, String),
}

/// What the left column lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// Open enquiries, and this person's rooms.
    Inbox,
    /// Enquiries that nobody answered in time.
    Missed,
    /// The archive.
    Closed,
    /// Group chats of colleagues, and direct ones.
    Spaces,
    /// Colleagues.
    Team,
}

impl Place {
    /// Where one starts.
    pub(crate) const HOME: Self = Self::Desk { list: List::Inbox, room: None };

    /// The room of an enquiry, with this list beside it.
    pub(crate) fn of_enquiry(list: List, enquiry: EnquiryId) -> Self {
        Self::Desk { list, room: Some(enquiry.into()) }
    }

    /// A Space.
    pub(crate) fn of_space(space: SpaceId) -> Self {
        Self::Desk { list: List::Spaces, room: Some(space.into()) }
    }

    /// A room, where it belongs.
    pub(crate) fn of_room(room: RoomId) -> Self {
        match room {
            RoomId::Enquiry(enquiry) => Self::of_enquiry(List::Inbox, enquiry),
            RoomId::Space(space) => Self::of_space(space),
        }
    }

    /// A page of the settings.
    pub(crate) fn settings(page: &str) -> Self {
        // Where figures were before they were records: people keep addresses.
        let guest = match page.split('/').next() {
            Some("reports" | "staff-days") => Guest::Records,
            _ => Guest::Console,
        };
        Self::Guest(guest, page.to_owned())
    }

    /// The place that a fragment (without `#`) stands for; home if it stands for none.
    pub(crate) fn of_fragment(fragment: &str) -> Self {
        let fragment = fragment.trim_start_matches('/');
        let (first, rest) = fragment.split_once('/').unwrap_or((fragment, ""));
        let list = match first {
            "missed" => List::Missed,
            "closed" => List::Closed,
            "spaces" => List::Spaces,
            "team" => List::Team,
            "settings" => return Self::settings(rest),
            "records" => return Self::Guest(Guest::Records, rest.to_owned()),
            _ => List::Inbox,
        };
        // Each list has rooms of its own kind.
        let fits = |room: &RoomId| room.space().is_some() == (list == List::Spaces);
        Self::Desk { list, room: rest.parse().ok().filter(fits) }
    }

    /// What stands behind `#`.
    pub(crate) fn fragment(&self) -> String {
        match self {
            Self::Desk { list, room: None } => format!("/{}", list.name()),
            Self::Desk { list, room: Some(room) } => format!("/{}/{room}", list.name()),
            Self::Guest(guest, page) if page.is_empty() => format!("/{}", guest.root()),
            Self::Guest(guest, page) => format!("/{}/{page}", guest.root()),
        }
    }

    /// The address for a link.
    pub(crate) fn link(&self) -> String {
        format!("#{}", self.fragment())
    }

    /// Whose room is shown.
    pub(crate) fn enquiry(&self) -> Option<EnquiryId> {
        self.room()?.enquiry()
    }

    /// Which room is shown.
    pub(crate) fn room(&self) -> Option<RoomId> {
        match self {
            Self::Desk { room, .. } => *room,
            Self::Guest(..) => None,
        }
    }

    /// Which list is shown.
    pub(crate) fn list(&self) -> Option<List> {
        match self {
            Self::Desk { list, .. } => Some(*list),
            Self::Guest(..) => None,
        }
    }

    /// Which guest is shown.
    pub(crate) fn guest(&self) -> Option<Guest> {
        match self {
            Self::Desk { .. } => None,
            Self::Guest(guest, _) => Some(*guest),
        }
    }

    /// Where "back" on a phone leads: from a room to its list.
    pub(crate) fn up(&self) -> Self {
        match self {
            Self::Desk { list, .. } => Self::Desk { list: *list, room: None },
            Self::Guest(guest, _) => Self::Guest(*guest, String::new()),
        }
    }
}

impl List {
    const fn name(self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Missed => "missed",
            Self::Closed => "closed",
            Self::Spaces => "spaces",
            Self::Team => "team",
        }
    }
}

/// The secret of an invitation, if the fragment (without `#`) brings one.
pub(crate) fn invitation(fragment: &str) -> Option<&str> {
    fragment.strip_prefix("invitation=").filter(|secret| !secret.is_empty())
}

/// The enquiry that a pressed notification asks to answer, if the fragment (without `#`) says so.
pub(crate) fn answer(fragment: &str) -> Option<EnquiryId> {
    fragment.strip_prefix("/answer/")?.parse().ok()
}

#[cfg(test)]
mod tests {
    use shared::value::Timestamp;

    use super::*;

    #[test]
    fn every_place_is_found_again_by_its_fragment() {
        let now = Timestamp::from_ms(1_700_000_000_000);
        let enquiry = Some(RoomId::from(EnquiryId::new(now, [1; 10])));
        let lists = [List::Inbox, List::Missed, List::Closed, List::Team];
        let places = lists
            .into_iter()
            .flat_map(|list| [None, enquiry].map(|room| Place::Desk { list, room }))
            .chain([Place::of_space(SpaceId::new(now, [1; 10])), Place::Desk { list: List::Spaces, room: None }])
            .chain(["", "tags", "tags/new", "staff/stf_1"].map(Place::settings))
            .chain(
                ["", "reports", "reports/2026-11-01/2026-11-28"]
                    .map(|page| Place::Guest(Guest::Records, page.to_owned())),
            );
        for place in places {
            assert_eq!(Place::of_fragment(&place.fragment()), place);
        }
    }

    #[test]
    fn figures_are_found_where_they_were_before() {
        let place = Place::of_fragment("/settings/reports/2026-11-01/2026-11-28");
        assert_eq!(place, Place::of_fragment("/records/reports/2026-11-01/2026-11-28"));
        assert_eq!(place.guest(), Some(Guest::Records));
        assert_eq!(Place::of_fragment("/settings/tags").guest(), Some(Guest::Console));
    }

    #[test]
    fn a_fragment_that_stands_for_nothing_leads_home() {
        for fragment in [
            "",
            "/",
            "nonsense",
            "/inbox/enq_nonsense",
            "/missing/x",
            &format!("/inbox/{}", SpaceId::new(Timestamp::from_ms(1), [1; 10])),
        ] {
            assert_eq!(Place::of_fragment(fragment), Place::HOME, "{fragment}");
        }
    }

    #[test]
    fn a_pressed_notification_is_told_from_a_place() {
        let enquiry = EnquiryId::new(Timestamp::from_ms(1_700_000_000_000), [1; 10]);
        assert_eq!(answer(&format!("/answer/{enquiry}")), Some(enquiry));
        assert_eq!(answer("/answer/"), None);
        assert_eq!(answer(&format!("/inbox/{enquiry}")), None);
    }

    #[test]
    fn an_invitation_is_told_from_a_place() {
        assert_eq!(invitation("invitation=abc"), Some("abc"));
        assert_eq!(invitation("invitation="), None);
        assert_eq!(invitation("/inbox"), None);
    }
}
