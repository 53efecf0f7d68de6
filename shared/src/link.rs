//! Weblinks: what an address under `/l/{service}/` leads to. Every tag and every listed person has one of their own,
//! `/l/acme/sales`, without anybody setting it up; what an owner made comes before those.

use crate::{
    api::Directory,
    card::{Entry, EntryCard},
    setup::{Campaign, Link, Setup},
    utm::utm_of_query,
    value::{ShortText, Timestamp},
};

/// What there is at an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<'a> {
    /// Somebody can be reached.
    Open {
        /// What the owner set, if it is a link that they made.
        link: Option<&'a Link>,
        /// Who.
        entry: EntryCard,
    },
    /// There was, or will be again: the link has ended, is switched off, or whom it led to is gone.
    Over,
    /// There never was anything, as far as anybody knows.
    Nothing,
}

/// Looks at the address of a handle.
#[must_use]
pub fn find<'a>(setup: &'a Setup, directory: &Directory, handle: &str, now: Timestamp) -> Found<'a> {
    match setup.all::<Link>().find(|(_, link)| link.handle.as_str() == handle) {
        Some((_, link)) => {
            let entry = link.target.filter(|_| link.is_on(now)).and_then(|target| card(directory, target));
            entry.map_or(Found::Over, |entry| Found::Open { link: Some(link), entry })
        }
        None => own(directory, handle).map_or(Found::Nothing, |entry| Found::Open { link: None, entry }),
    }
}

/// Whether a visitor says by `User-Agent` to be a browser of a person, not a program that looks at pages for a messenger, a
/// search or a check. Browsers inside of such services' apps are people.
#[must_use]
pub fn is_person(user_agent: &str) -> bool {
    const PROGRAMS: [&str; 14] = [
        "bot",
        "crawl",
        "spider",
        "slurp",
        "preview",
        "externalhit",
        "facebookcatalog",
        "whatsapp",
        "curl/",
        "wget/",
        "python",
        "go-http",
        "monitor",
        "lighthouse",
    ];
    let user_agent = user_agent.to_ascii_lowercase();
    !user_agent.is_empty() && !PROGRAMS.iter().any(|program| user_agent.contains(program))
}

/// The `utm_…` values of a visit: those of the address, and those of the link's campaign that it doesn't name.
#[must_use]
pub fn values(setup: &Setup, link: Option<&Link>, query: &str) -> Vec<(ShortText, ShortText)> {
    let mut values = utm_of_query(query);
    let campaign = link.and_then(|link| link.campaign);
    let campaign = setup.all::<Campaign>().find(|(id, _)| campaign.is_some() && id.parse() == campaign);
    for (name, value) in campaign.iter().flat_map(|(_, campaign)| &campaign.values) {
        let is_said = values.iter().any(|(known, _)| known.as_str() == name);
        if let Some(name) = ShortText::try_from(name.as_str()).ok().filter(|_| !is_said) {
            values.push((name, value.clone()));
        }
    }
    values
}

/// The campaign that visits are counted by, among the values of one.
#[must_use]
pub fn campaign(values: &[(ShortText, ShortText)]) -> Option<&ShortText> {
    values.iter().find(|(name, _)| name.as_str() == "utm_campaign").map(|(_, value)| value)
}

fn card(directory: &Directory, entry: Entry) -> Option<EntryCard> {
    match entry {
        Entry::Tag { tag } => directory.tags.iter().find(|card| card.id == tag).cloned().map(EntryCard::Tag),
        Entry::Staff { staff } => directory.staff.iter().find(|card| card.id == staff).cloned().map(EntryCard::Staff),
    }
}

/// Tags come before people, for a printed code of a team outlives its members.
fn own(directory: &Directory, handle: &str) -> Option<EntryCard> {
    let tag = directory.tags.iter().find(|tag| tag.handle.as_str() == handle);
    let staff = || directory.staff.iter().find(|staff| staff.handle.as_str() == handle);
    tag.cloned().map(EntryCard::Tag).or_else(|| staff().cloned().map(EntryCard::Staff))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::*;
    use crate::{
        api::TagWithDestinations,
        id::{CampaignId, StaffId, TagId},
        qr::QrLook,
        setup::{Command, Item, Kind, Mint, Refusal, Step},
        texts::Texts,
        value::{DisplayName, Handle},
    };

    const NOW: Timestamp = Timestamp::from_ms(1_000_000);

    /// A service with the tag "sales", the people Ada and Sally (whose handle is the tag's), and what stories add.
    struct Story {
        setup: Setup,
        ada: StaffId,
        sales: TagId,
        random: u8,
    }

    impl Story {
        fn begin() -> Self {
            let ada = StaffId::new(NOW, [1; 10]);
            let mut story =
                Self { setup: Setup::new([], BTreeSet::from([ada])), ada, sales: TagId::new(NOW, [0; 10]), random: 0 };
            let tag: TagWithDestinations = serde_json::from_value(json!({
                "handle": "sales", "name": "Sales", "destinations": [{ "name": "First", "staff": [ada], "wait_s": 60 }]
            }))
            .expect("a tag");
            story.sales = story.make(tag.into()).parse().expect("an id of a tag");
            story
        }

        fn does(&mut self, command: Command) -> Result<Vec<Step>, Refusal> {
            let Self { setup, random, .. } = self;
            let mut fresh = || {
                *random += 1;
                [*random; 10]
            };
            let steps = setup.decide(command, &mut Mint { now: NOW, random: &mut fresh })?;
            for step in &steps {
                setup.apply(step);
            }
            Ok(steps)
        }

        fn make(&mut self, item: Item) -> crate::setup::ItemId {
            match self.does(Command::Make(Box::new(item))).expect("it can be made").pop() {
                Some(Step::Put { id, .. }) => id,
                other => panic!("{other:?}"),
            }
        }

        fn link(&self) -> Link {
            Link {
                handle: Handle::try_from("poster").expect("a handle"),
                name: DisplayName::try_from("Poster").expect("a name"),
                target: Some(Entry::Tag { tag: self.sales }),
                button: Texts::default(),
                description: Texts::default(),
                campaign: None,
                ends_at_ms: None,
                off: false,
                qr: QrLook::default(),
                qr_picture: None,
            }
        }

        fn directory(&self) -> Directory {
            let people: Vec<Value> = [("ada", "Ada"), ("sales", "Sally")]
                .into_iter()
                .zip([self.ada, StaffId::new(NOW, [9; 10])])
                .map(|((handle, name), id)| json!({ "id": id, "handle": handle, "name": name }))
                .collect();
            let tags: Vec<Value> = self
                .setup
                .tags()
                .iter()
                .map(|tag| json!({ "id": tag.id, "handle": tag.settings.handle, "name": tag.settings.name }))
                .collect();
            let service = json!({ "slug": "acme", "name": "Acme", "languages": ["en"] });
            serde_json::from_value(json!({ "service": service, "tags": tags, "staff": people })).expect("a directory")
        }

        fn leads_to(&self, handle: &str, now: Timestamp) -> String {
            match find(&self.setup, &self.directory(), handle, now) {
                Found::Open { entry, .. } => entry.name().to_string(),
                Found::Over => "over".to_owned(),
                Found::Nothing => "nothing".to_owned(),
            }
        }
    }

    fn field(result: Result<Vec<Step>, Refusal>) -> String {
        match result {
            Err(Refusal::Invalid(problem)) => problem.field,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn every_tag_and_person_has_a_link_and_a_tag_comes_before_a_person() {
        let story = Story::begin();
        let leads = |handle| story.leads_to(handle, NOW);
        assert_eq!([leads("sales"), leads("ada"), leads("nobody")], ["Sales", "Ada", "nothing"]);
    }

    #[test]
    fn a_link_can_be_renamed_and_pointed_elsewhere_and_keeps_its_address() {
        let mut story = Story::begin();
        let link = story.link();
        let id = story.make(link.clone().into());
        assert_eq!(story.leads_to("poster", NOW), "Sales");
        let name = DisplayName::try_from("Window").expect("a name");
        let handle = Handle::try_from("window").expect("a handle");
        let other = Link { handle, name, target: Some(Entry::Staff { staff: story.ada }), ..link };
        story.does(Command::Put { id, revision: Some(1), item: Box::new(other.into()) }).expect("it can be so");
        assert_eq!([story.leads_to("poster", NOW), story.leads_to("window", NOW)], ["Ada", "nothing"]);
    }

    #[test]
    fn a_link_that_has_ended_or_is_off_is_over() {
        let mut story = Story::begin();
        let link = Link { ends_at_ms: Some(NOW), ..story.link() };
        let id = story.make(link.clone().into());
        assert_eq!(story.leads_to("poster", NOW.plus_ms(-1)), "Sales");
        assert_eq!(story.leads_to("poster", NOW), "over");
        let off = Link { ends_at_ms: None, off: true, ..link };
        story.does(Command::Put { id, revision: None, item: Box::new(off.into()) }).expect("it can be so");
        assert_eq!(story.leads_to("poster", NOW), "over");
    }

    #[test]
    fn a_link_outlives_the_person_it_led_to_and_keeps_its_tag_from_being_removed() {
        let mut story = Story::begin();
        let tag = story.make(story.link().into());
        let handle = Handle::try_from("ada-card").expect("a handle");
        let person = Link { handle, target: Some(Entry::Staff { staff: story.ada }), ..story.link() };
        let mut person = {
            story.make(person.clone().into());
            person
        };
        let sales = story.setup.list(Kind::Tag).first().expect("it is there").id.clone();
        let refused = story.does(Command::Remove { kind: Kind::Tag, id: sales });
        assert!(matches!(refused, Err(Refusal::Stranded(words)) if words.contains("“Poster”")));
        assert_eq!(crate::setup::Settings::replace_staff(&mut person, &|_| None), crate::setup::Left::Stays);
        assert_eq!(person.target, None);
        let gone = Link { target: None, ..story.link() };
        story.does(Command::Put { id: tag, revision: None, item: Box::new(gone.into()) }).expect("it can be so");
        assert_eq!(story.leads_to("poster", NOW), "over");
    }

    #[test]
    fn what_cannot_be_is_told_beside_its_field() {
        let mut story = Story::begin();
        let make = |story: &mut Story, link: Link| field(story.does(Command::Make(Box::new(link.into()))));
        let link = story.link();
        let nobody = Some(Entry::Staff { staff: StaffId::new(NOW, [7; 10]) });
        assert_eq!(make(&mut story, Link { target: nobody, ..link.clone() }), "target");
        let campaign = Some(CampaignId::new(NOW, [7; 10]));
        assert_eq!(make(&mut story, Link { campaign, ..link.clone() }), "campaign");
        let qr = QrLook { quiet_zone: 1, ..QrLook::default() };
        assert_eq!(make(&mut story, Link { qr, ..link.clone() }), "qr.quiet_zone");
        for wrong in ["https://evil.example/a.png", "/files/acme/0123456789abcdef0123456789abcdef.webp"] {
            let qr_picture = Some(wrong.to_owned());
            assert_eq!(make(&mut story, Link { qr_picture, ..link.clone() }), "qr_picture");
        }
        let long = serde_json::from_value(json!({ "en": "x".repeat(41) })).expect("texts");
        assert_eq!(make(&mut story, Link { button: long, ..link.clone() }), "button");
        story.make(link.clone().into());
        assert_eq!(make(&mut story, link), "handle");
    }

    #[test]
    fn people_are_told_from_programs_by_their_own_words() {
        for person in [
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36 Line/14.9.0/IAB",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148 MicroMessenger/8.0.49(0x1800312c) NetType/WIFI",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Mobile/15E148 [FBAN/FBIOS;FBAV/470.0.0.37.112]",
        ] {
            assert!(is_person(person), "{person}");
        }
        for program in [
            "",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
            "facebookexternalhit/1.1;line-poker/1.0",
            "WhatsApp/2.23.20.0",
            "TelegramBot (like TwitterBot)",
            "curl/8.5.0",
            "Mozilla/5.0 (compatible; SkypeUriPreview Preview/0.5)",
        ] {
            assert!(!is_person(program), "{program}");
        }
    }

    #[test]
    fn a_campaign_says_what_the_address_does_not() {
        let mut story = Story::begin();
        let campaign: Campaign = serde_json::from_value(
            json!({ "name": "Spring", "values": { "utm_campaign": "spring", "utm_source": "poster" } }),
        )
        .expect("a campaign");
        let id = story.make(campaign.into());
        let link = Link { campaign: id.parse(), ..story.link() };
        let found = values(&story.setup, Some(&link), "utm_source=bus&utm_own=1&size=2");
        let found: Vec<(&str, &str)> = found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(found, [("utm_source", "bus"), ("utm_own", "1"), ("utm_campaign", "spring")]);
        assert_eq!(values(&story.setup, None, ""), []);
        for (name, wrong) in
            [("utm_", true), ("source", true), ("utm_Source", true), ("utm_a b", true), ("utm_a1_b", false)]
        {
            let one: Campaign =
                serde_json::from_value(json!({ "name": name, "values": { name: "x" } })).expect("a campaign");
            assert_eq!(story.does(Command::Make(Box::new(one.into()))).is_err(), wrong, "{name}");
        }
    }
}
