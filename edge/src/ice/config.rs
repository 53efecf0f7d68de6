//! What a deployment says of STUN and TURN servers. What is wrong is left out and told in words, and the rest still counts: half a
//! configuration connects more people than none.

use shared::api::IceServer;

use super::{Cloudflare, STUN, TURN, coturn::Coturn, is_address};

/// Most addresses of one setting: browsers try each, and warn above five.
const MOST_ADDRESSES: usize = 5;

/// Fewer characters than this could be guessed by trying.
const SHORTEST_SECRET: usize = 32;

/// Whom anybody may ask for their own address, where a deployment doesn't say otherwise.
const USUAL_STUN: &str = "stun:stun.cloudflare.com:3478";

/// See the module.
#[derive(Default)]
pub(crate) struct Config {
    stun: Vec<String>,
    pub(crate) coturn: Option<Coturn>,
    pub(crate) cloudflare: Option<Cloudflare>,
    pub(crate) relay_only: bool,
    /// What is wrong with it, for who deploys; no values are in it.
    pub(crate) wrong: Vec<&'static str>,
}

impl Config {
    /// Reads the settings: `setting` gives the value of one, if it is set. `offline`: nobody outside is asked who isn't named in them.
    pub(crate) fn read(setting: impl Fn(&str) -> Option<String>, offline: bool) -> Self {
        let setting = |name: &str| setting(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let mut config = Self::default();
        let usual = (!offline).then(|| USUAL_STUN.to_owned());
        let stun = addresses(setting("STUN_URLS").or(usual).as_deref(), STUN);
        config.stun = config.told(
            stun,
            "STUN_URLS has to be one to five addresses like stun:stun.example.com:3478, with commas between",
        );
        let turn = addresses(setting("TURN_URLS").as_deref(), TURN);
        let urls = config.told(
            turn,
            "TURN_URLS has to be one to five addresses like turn:turn.example.com:3478, with commas between",
        );
        config.coturn = match (urls.is_empty(), setting("TURN_SECRET")) {
            (false, Some(secret)) if secret.len() >= SHORTEST_SECRET => Some(Coturn { urls, secret }),
            (false, Some(_)) => config.wrong("TURN_SECRET has fewer than 32 characters"),
            (false, None) => config.wrong("TURN_URLS is set, and TURN_SECRET is not"),
            (true, Some(_)) => config.wrong("TURN_SECRET is set, and TURN_URLS has no address"),
            (true, None) => None,
        };
        config.cloudflare = match (setting("TURN_KEY_ID"), setting("TURN_KEY_TOKEN")) {
            (Some(key), Some(token)) => match Cloudflare::new(setting("TURN_API_BASE"), key, token) {
                None => config.wrong("TURN_KEY_ID or TURN_KEY_TOKEN isn't one of Cloudflare's: copy both again"),
                cloudflare => cloudflare,
            },
            (Some(_), None) => config.wrong("TURN_KEY_ID is set, and TURN_KEY_TOKEN is not"),
            (None, Some(_)) => config.wrong("TURN_KEY_TOKEN is set, and TURN_KEY_ID is not"),
            (None, None) => None,
        };
        config.relay_only = match setting("ICE_RELAY_ONLY").as_deref() {
            None | Some("no") => false,
            Some("yes") => true,
            // Who wrote anything there didn't want addresses told.
            Some(_) => {
                config.wrong.push("ICE_RELAY_ONLY has to be yes or no; it is taken for yes");
                true
            }
        };
        if config.relay_only && config.coturn.is_none() && config.cloudflare.is_none() {
            config.wrong.push("ICE_RELAY_ONLY is set, and there is no TURN server: no call can connect");
        }
        config
    }

    /// The STUN servers, where browsers may learn and tell their own address.
    pub(crate) fn stun(&self) -> Option<IceServer> {
        let wanted = !self.relay_only && !self.stun.is_empty();
        wanted.then(|| IceServer { urls: self.stun.clone(), username: None, credential: None })
    }

    fn told(&mut self, read: Option<Vec<String>>, wrong: &'static str) -> Vec<String> {
        if read.is_none() {
            self.wrong.push(wrong);
        }
        read.unwrap_or_default()
    }

    fn wrong<T>(&mut self, wrong: &'static str) -> Option<T> {
        self.wrong.push(wrong);
        None
    }
}

/// Addresses with commas between. None if something isn't one, or if there are too many.
fn addresses(text: Option<&str>, kind: [&str; 2]) -> Option<Vec<String>> {
    let Some(text) = text else { return Some(Vec::new()) };
    let urls: Vec<String> = text.split(',').map(|url| url.trim().to_owned()).collect();
    (urls.len() <= MOST_ADDRESSES && urls.iter().all(|url| is_address(url, kind))).then_some(urls)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: (&str, &str) = ("TURN_SECRET", "an example of a secret, 32 or more");
    const TURN_URLS: (&str, &str) =
        ("TURN_URLS", "turn:turn.example.com:3478, turns:turn.example.com:443?transport=tcp");
    const KEY: [(&str, &str); 2] = [("TURN_KEY_ID", "0f5a"), ("TURN_KEY_TOKEN", "c0ffee")];

    fn read(settings: &[(&str, &str)]) -> Config {
        let find = |name: &str| settings.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Config::read(find, false)
    }

    #[test]
    fn without_settings_browsers_ask_for_their_own_address_only() {
        let config = read(&[]);
        assert_eq!(config.stun().expect("there is one").urls, [USUAL_STUN]);
        assert!(
            config.coturn.is_none() && config.cloudflare.is_none() && !config.relay_only && config.wrong.is_empty()
        );
        assert!(Config::read(|_| None, true).stun().is_none(), "tests and developers ask nobody outside");
        let own = Config::read(|name| (name == "STUN_URLS").then(|| "stun:a.example".to_owned()), true);
        assert_eq!(own.stun().expect("there is one").urls, ["stun:a.example"]);
    }

    #[test]
    fn both_kinds_of_relay_can_be_had_at_once() {
        let config = read(&[TURN_URLS, SECRET, KEY[0], KEY[1], ("ICE_RELAY_ONLY", "yes")]);
        assert_eq!(
            config.coturn.expect("it is whole").urls,
            ["turn:turn.example.com:3478", "turns:turn.example.com:443?transport=tcp"]
        );
        assert!(config.cloudflare.is_some() && config.relay_only && config.wrong.is_empty());
    }

    #[test]
    fn who_uses_relays_only_asks_nobody_for_their_own_address() {
        assert!(read(&[TURN_URLS, SECRET, ("ICE_RELAY_ONLY", "yes")]).stun().is_none());
    }

    #[test]
    fn what_is_wrong_is_told_without_its_value_and_the_rest_counts() {
        for (settings, about) in [
            (vec![TURN_URLS], "TURN_SECRET is not"),
            (vec![SECRET], "TURN_URLS has no address"),
            (vec![TURN_URLS, ("TURN_SECRET", "hunter2")], "fewer than 32"),
            (vec![SECRET, ("TURN_URLS", "turn.example.com")], "TURN_URLS has to be"),
            (vec![SECRET, ("TURN_URLS", "turn:a,turn:b,turn:c,turn:d,turn:e,turn:f")], "TURN_URLS has to be"),
            (vec![("STUN_URLS", "turn:turn.example.com")], "STUN_URLS has to be"),
            (vec![KEY[0]], "TURN_KEY_TOKEN is not"),
            (vec![KEY[1]], "TURN_KEY_ID is not"),
            (vec![KEY[0], ("TURN_KEY_TOKEN", "two words")], "copy both again"),
            (vec![("TURN_KEY_ID", "a/b"), KEY[1]], "copy both again"),
            (vec![TURN_URLS, SECRET, ("ICE_RELAY_ONLY", "true")], "taken for yes"),
            (vec![("ICE_RELAY_ONLY", "yes")], "no call can connect"),
        ] {
            let config = read(&settings);
            assert!(config.wrong.iter().any(|wrong| wrong.contains(about)), "{settings:?}: {:?}", config.wrong);
        }
        assert!(read(&[("ICE_RELAY_ONLY", "true")]).relay_only, "rather no call than an address told");
        let half = read(&[TURN_URLS, KEY[0], KEY[1]]);
        assert!(half.coturn.is_none() && half.cloudflare.is_some());
    }

    #[test]
    fn an_empty_setting_is_none() {
        assert!(read(&[("TURN_URLS", " "), ("TURN_SECRET", ""), ("ICE_RELAY_ONLY", "")]).wrong.is_empty());
    }
}
