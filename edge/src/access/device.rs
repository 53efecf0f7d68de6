//! What a browser says it is, as coarse as staff need it: its name and its system, no versions.

use shared::{api::Device, value::ShortText};

/// By a word in the `User-Agent`, the more special one first: nearly all name Chrome or Safari beside themselves.
const BROWSERS: &[(&str, &str)] = &[
    ("MicroMessenger", "WeChat"),
    ("Line/", "LINE"),
    ("FBAN", "Facebook"),
    ("FBAV", "Facebook"),
    ("Instagram", "Instagram"),
    ("SamsungBrowser", "Samsung Internet"),
    ("UCBrowser", "UC Browser"),
    ("YaBrowser", "Yandex"),
    ("Vivaldi", "Vivaldi"),
    ("OPR/", "Opera"),
    ("Edg", "Edge"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
];

/// Android says Linux too, and iOS says Mac OS X too.
const SYSTEMS: &[(&str, &str)] = &[
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// The device behind a `User-Agent`; none for programs and for browsers that say nothing known.
pub(super) fn read(agent: &str) -> Option<Device> {
    let browser = named(BROWSERS, agent)?;
    let system = named(SYSTEMS, agent)?;
    Some(Device { browser, system, mobile: agent.contains("Mobi") || agent.contains("iPad") })
}

fn named(names: &[(&str, &str)], agent: &str) -> Option<ShortText> {
    let (_, name) = names.iter().find(|(word, _)| agent.contains(word))?;
    ShortText::try_from(*name).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_browsers_are_known() {
        let known = |agent: &str| {
            let device = read(agent).expect("it is known");
            format!("{} on {}{}", device.browser, device.system, if device.mobile { ", mobile" } else { "" })
        };
        let chrome =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
        assert_eq!(known(chrome), "Chrome on Linux");
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                      Version/18.1 Mobile/15E148 Safari/604.1";
        assert_eq!(known(safari), "Safari on iOS, mobile");
        let edge = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 \
                    Safari/537.36 Edg/142.0.0.0";
        assert_eq!(known(edge), "Edge on Windows");
        assert_eq!(read("curl/8.5.0"), None);
        assert_eq!(read(""), None);
    }
}
