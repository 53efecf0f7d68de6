//! Where in the dashboard the person is, as it stands behind `#` in the address: so that "back" goes back, a reload
//! stays, and a link leads there. Sixty lines do it; a router crate with its patterns and nesting would weigh more than
//! all of our panels. Behind `#`, because the server has one page and needs to know no more.

use shared::id::{EnquiryId, StaffId, TagId};

/// A place in the dashboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A list on the left, and perhaps a room beside it.
    Desk {
        /// Which list.
        list: List,
        /// Whose room.
        enquiry: Option<EnquiryId>,
    },
    /// A page of the settings; none: the list of pages, which a phone shows alone.
    Settings(Option<Page>),
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
    /// Colleagues.
    Team,
}

/// A page of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// How this browser calls for attention.
    Alerts,
    /// Password and sessions.
    Account,
    /// Name, languages, sites.
    Service,
    /// What to paste into a site.
    Install,
    /// Everybody, and invitations.
    Staff,
    /// One of them.
    Member(StaffId),
    /// Every topic.
    Tags,
    /// One that isn't there yet.
    NewTag,
    /// One of them.
    Tag(TagId),
}

impl Place {
    /// Where one starts.
    pub(crate) const HOME: Self = Self::Desk { list: List::Inbox, enquiry: None };

    /// The place that a fragment (without `#`) stands for; home if it stands for none.
    pub(crate) fn of_fragment(fragment: &str) -> Self {
        let mut parts = fragment.trim_start_matches('/').split('/');
        let (first, second, third) = (parts.next().unwrap_or(""), parts.next(), parts.next());
        let list = match first {
            "missed" => List::Missed,
            "closed" => List::Closed,
            "team" => List::Team,
            "settings" => return Self::Settings(second.and_then(|page| Page::of_parts(page, third))),
            _ => List::Inbox,
        };
        Self::Desk { list, enquiry: second.and_then(|id| id.parse().ok()) }
    }

    /// What stands behind `#`.
    pub(crate) fn fragment(self) -> String {
        match self {
            Self::Desk { list, enquiry: None } => format!("/{}", list.name()),
            Self::Desk { list, enquiry: Some(enquiry) } => format!("/{}/{enquiry}", list.name()),
            Self::Settings(None) => "/settings".to_owned(),
            Self::Settings(Some(page)) => format!("/settings/{}", page.path()),
        }
    }

    /// The address for a link.
    pub(crate) fn link(self) -> String {
        format!("#{}", self.fragment())
    }

    /// Whose room is shown.
    pub(crate) fn enquiry(self) -> Option<EnquiryId> {
        match self {
            Self::Desk { enquiry, .. } => enquiry,
            Self::Settings(_) => None,
        }
    }

    /// Which list is shown.
    pub(crate) fn list(self) -> Option<List> {
        match self {
            Self::Desk { list, .. } => Some(list),
            Self::Settings(_) => None,
        }
    }

    /// Where "back" on a phone leads: from a room to its list, from a page to the list of pages.
    pub(crate) fn up(self) -> Self {
        match self {
            Self::Desk { list, .. } => Self::Desk { list, enquiry: None },
            Self::Settings(Some(Page::Member(_))) => Self::Settings(Some(Page::Staff)),
            Self::Settings(Some(Page::NewTag | Page::Tag(_))) => Self::Settings(Some(Page::Tags)),
            Self::Settings(_) => Self::Settings(None),
        }
    }
}

impl List {
    const fn name(self) -> &'static str {
        match self {
            Self::Inbox => "inbox",
            Self::Missed => "missed",
            Self::Closed => "closed",
            Self::Team => "team",
        }
    }
}

impl Page {
    fn of_parts(name: &str, id: Option<&str>) -> Option<Self> {
        Some(match (name, id) {
            ("alerts", _) => Self::Alerts,
            ("account", _) => Self::Account,
            ("service", _) => Self::Service,
            ("install", _) => Self::Install,
            ("staff", id) => id.and_then(|id| id.parse().ok()).map_or(Self::Staff, Self::Member),
            ("tags", Some("new")) => Self::NewTag,
            ("tags", id) => id.and_then(|id| id.parse().ok()).map_or(Self::Tags, Self::Tag),
            _ => return None,
        })
    }

    fn path(self) -> String {
        match self {
            Self::Alerts => "alerts".to_owned(),
            Self::Account => "account".to_owned(),
            Self::Service => "service".to_owned(),
            Self::Install => "install".to_owned(),
            Self::Staff => "staff".to_owned(),
            Self::Member(staff) => format!("staff/{staff}"),
            Self::Tags => "tags".to_owned(),
            Self::NewTag => "tags/new".to_owned(),
            Self::Tag(tag) => format!("tags/{tag}"),
        }
    }
}

/// The secret of an invitation, if the fragment (without `#`) brings one.
pub(crate) fn invitation(fragment: &str) -> Option<&str> {
    fragment.strip_prefix("invitation=").filter(|secret| !secret.is_empty())
}

#[cfg(test)]
mod tests {
    use shared::value::Timestamp;

    use super::*;

    #[test]
    fn every_place_is_found_again_by_its_fragment() {
        let now = Timestamp::from_ms(1_700_000_000_000);
        let enquiry = Some(EnquiryId::new(now, [1; 10]));
        let lists = [List::Inbox, List::Missed, List::Closed, List::Team];
        let pages = [
            Page::Alerts,
            Page::Account,
            Page::Service,
            Page::Install,
            Page::Staff,
            Page::Member(StaffId::new(now, [2; 10])),
            Page::Tags,
            Page::NewTag,
            Page::Tag(TagId::new(now, [3; 10])),
        ];
        let places = lists
            .into_iter()
            .flat_map(|list| [None, enquiry].map(|enquiry| Place::Desk { list, enquiry }))
            .chain([Place::Settings(None)])
            .chain(pages.map(|page| Place::Settings(Some(page))));
        for place in places {
            assert_eq!(Place::of_fragment(&place.fragment()), place);
        }
    }

    #[test]
    fn a_fragment_that_stands_for_nothing_leads_home() {
        for fragment in ["", "/", "nonsense", "/inbox/enq_nonsense", "/missing/x"] {
            assert_eq!(Place::of_fragment(fragment), Place::HOME, "{fragment}");
        }
        assert_eq!(Place::of_fragment("/settings/tags/tag_x"), Place::Settings(Some(Page::Tags)));
    }

    #[test]
    fn an_invitation_is_told_from_a_place() {
        assert_eq!(invitation("invitation=abc"), Some("abc"));
        assert_eq!(invitation("invitation="), None);
        assert_eq!(invitation("/inbox"), None);
    }
}
