//! How a visitor came to a chat on a page of its own: by a weblink, whose page says so in this one's address, with the
//! values of the campaign.

use shared::{
    utm::decoded,
    value::{Handle, ServiceSlug},
};

use crate::frame::Page;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arrival {
    /// As in the link's address.
    pub(crate) link: Handle,
    /// The link's own address, up to the service.
    origin: String,
    /// What stood behind it.
    query: String,
    /// Where the visitor came to the link from.
    referrer: String,
}

impl Arrival {
    /// From the origin and the query (`?link=sales&utm_source=…`) of this page's address; none without a link.
    pub(crate) fn of(origin: &str, search: &str) -> Option<Self> {
        let parts = || search.trim_start_matches('?').split('&');
        let value = |name: &str| parts().find_map(|part| part.strip_prefix(name)?.strip_prefix('='));
        let link = Handle::try_from(value("link")?).ok()?;
        let kept: Vec<&str> = parts().filter(|part| part.starts_with("utm_") || part.starts_with("via=")).collect();
        let referrer = value("from").and_then(decoded).unwrap_or_default();
        Some(Self { link, origin: origin.to_owned(), query: kept.join("&"), referrer })
    }

    /// The link's page.
    pub(crate) fn page(&self, service: &ServiceSlug, title: String) -> Page {
        let Self { link, origin, query, referrer } = self;
        let mark = if query.is_empty() { "" } else { "?" };
        Page { url: format!("{origin}/l/{service}/{link}{mark}{query}"), title, referrer: referrer.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_says_itself_its_campaign_and_where_one_came_from() {
        let search =
            "?link=shop-window&utm_source=letter&utm_campaign=%E6%98%A5&via=qr&from=https%3A%2F%2Fs.example%2Fa";
        let arrival = Arrival::of("https://desk.example", search).expect("a link");
        let page = arrival.page(&ServiceSlug::try_from("acme").expect("a slug"), "Acme".into());
        let url = "https://desk.example/l/acme/shop-window?utm_source=letter&utm_campaign=%E6%98%A5&via=qr";
        assert_eq!((page.url.as_str(), page.referrer.as_str()), (url, "https://s.example/a"));
        assert_eq!(Arrival::of("https://desk.example", "?lang=ja&link="), None);
        assert_eq!(Arrival::of("https://desk.example", ""), None);
    }
}
