//! Webhooks: what the owner's programs are told of, by requests to addresses of theirs. What happened becomes a [`Topic`] here,
//! and what is told of it; when it is told again, and when that ends, is in `tries`.

mod made;
mod tries;

use serde::{Deserialize, Serialize};

pub use made::{Happened, happened, written};
pub use tries::{GIVE_UP_MS, Next, Outcome, Tries, after, gives_up};

use crate::{
    api::ErrorCode,
    card::{ClosedBy, ContactDetails, EntryCard, Phase, StaffCard},
    id::{ContactId, EnquiryId, EventId, HookId, MessageId, StaffId},
    install::is_public,
    setup::Problem,
    site::Origin,
    value::{DisplayName, Handle, MessageBody, PageAddress, Seq, ServiceSlug, Timestamp},
    wire::Author,
};

/// How the text of a hook's secret begins, so that scanners of leaked secrets know it.
pub const SECRET_PREFIX: &str = "whsec_";

/// Most hooks of a service: each is told everything anew.
pub const MAX_HOOKS: usize = 10;

/// How long the secret before still signs beside a new one: a program has a day to learn the new one.
pub const OVERLAP_MS: i64 = 24 * 60 * 60 * 1_000;

/// Deliveries that are settled are kept so long, and so many of each hook.
pub const KEEP_MS: i64 = 14 * 24 * 60 * 60 * 1_000;
/// See [`KEEP_MS`].
pub const KEEP: u32 = 500;

/// Most deliveries of one hook that wait. A receiver that is so far behind is not there; what can't be kept is not promised.
pub const MOST_WAITING: u32 = 20_000;

/// What is kept of an answer, in bytes.
pub const ANSWER_BYTES: usize = 500;

/// Deliveries in one page of the log.
pub const DELIVERIES_PAGE: usize = 25;

macro_rules! topics {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)+) => {
        /// What a hook can be told of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Topic {
            $($(#[$doc])* #[serde(rename = $text)] $name,)+
            /// Somebody tries the hook out. Can't be chosen: it always comes.
            #[serde(rename = "test")]
            Test,
        }

        impl Topic {
            /// What can be chosen, in the order in which it is shown.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// As it is on the wire.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ Self::Test => "test" }
            }
        }
    };
}

topics! {
    /// A visitor raised an enquiry.
    EnquiryRaised = "enquiry.raised";
    /// Somebody won it, follows it up, or was given it.
    EnquiryAnswered = "enquiry.answered";
    /// Nobody answered in time.
    EnquiryMissed = "enquiry.missed";
    /// It is offered again.
    EnquiryReopened = "enquiry.reopened";
    /// Its owner passed it on.
    EnquiryTransferred = "enquiry.transferred";
    /// It wasn't passed on after all.
    EnquiryReturned = "enquiry.returned";
    /// It is over.
    EnquiryClosed = "enquiry.closed";
    /// A visitor left how to be reached.
    DetailsLeft = "details.left";
    /// A visitor said something.
    VisitorSaid = "message.visitor";
    /// Somebody of the staff, or a program, said something.
    StaffSaid = "message.staff";
    /// Somebody wrote a note that visitors never see.
    Noted = "note.added";
}

impl Topic {
    /// Whether rooms know of it, and the Desk has to ask them.
    #[must_use]
    pub const fn is_of_rooms(self) -> bool {
        match self {
            Self::DetailsLeft | Self::VisitorSaid | Self::StaffSaid | Self::Noted => true,
            Self::EnquiryRaised
            | Self::EnquiryAnswered
            | Self::EnquiryMissed
            | Self::EnquiryReopened
            | Self::EnquiryTransferred
            | Self::EnquiryReturned
            | Self::EnquiryClosed
            | Self::Test => false,
        }
    }
}

/// What an owner sets of a hook. Body of `POST …/hooks` and `PUT …/hooks/{hook}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HookSettings {
    /// Where it is told; by `https`, on the public network.
    pub address: PageAddress,
    /// Of what; at least one.
    pub topics: Vec<Topic>,
    /// Whether the words of messages and notes go along; else only that there are some.
    #[serde(default)]
    pub texts: bool,
    /// Whether it is told now. What happens meanwhile is told to it never.
    #[serde(default = "on")]
    pub on: bool,
}

const fn on() -> bool {
    true
}

impl HookSettings {
    /// Puts the topics in their order, each once. `own` is the origin of this deployment, and `anywhere` lets in what is on this
    /// machine, for who develops.
    ///
    /// # Errors
    /// For an address that isn't one of the public network by `https`, and for a hook that is told nothing.
    pub fn check(mut self, own: &str, anywhere: bool) -> Result<Self, Problem> {
        check_address(self.address.as_str(), own, anywhere)?;
        self.topics.sort_unstable();
        self.topics.dedup();
        if self.topics.is_empty() {
            return Err(Problem::at("topics", "Choose at least one event."));
        }
        if self.topics.contains(&Topic::Test) {
            return Err(Problem::at("topics", "A test always comes, and can't be chosen."));
        }
        Ok(self)
    }
}

/// Whether a hook may lead there: what a request of ours could reach and others couldn't is no business of its owner's.
///
/// # Errors
/// In words for who typed it.
pub fn check_address(address: &str, own: &str, anywhere: bool) -> Result<(), Problem> {
    let wrong = |words: &str| Err(Problem::at("address", words));
    let Some(origin) = Origin::of(address) else {
        return wrong("Enter an address like `https://hooks.example.com/frontdesk`.");
    };
    let authority = address.split_once("://").map_or("", |(_, rest)| rest).split(['/', '\\', '?', '#']).next();
    if authority.is_some_and(|authority| authority.contains('@')) {
        return wrong("Leave names and passwords out of the address: its requests are signed.");
    }
    // Browsers and `fetch` take it for a slash; others don't.
    if address.contains('\\') {
        return wrong("Leave backslashes out of the address.");
    }
    if origin.is_at(own) {
        return wrong("This is an address of Frontdesk itself.");
    }
    if anywhere {
        return Ok(());
    }
    if !origin.text().starts_with("https://") {
        return wrong("The address has to begin with `https://`.");
    }
    if !is_public(&origin) {
        return wrong("Enter an address on the public network, with a name and on the usual port.");
    }
    Ok(())
}

/// A hook as admins see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hook {
    /// Which.
    pub hook: HookId,
    /// What is set.
    #[serde(flatten)]
    pub settings: HookSettings,
    /// When it was made.
    pub made_at_ms: Timestamp,
    /// When it was switched off by itself, because nothing could be delivered for days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gave_up_at_ms: Option<Timestamp>,
    /// Until when the secret before signs, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former_until_ms: Option<Timestamp>,
    /// Deliveries that wait for their first or next try.
    pub waiting: u32,
    /// The last delivery that was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_at_ms: Option<Timestamp>,
    /// The last try that failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_at_ms: Option<Timestamp>,
}

/// Answers `POST …/hooks` and `POST …/hooks/{hook}/rotate`: the only time that the secret is told.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HookMade {
    /// What it is.
    pub hook: Hook,
    /// By which its requests are signed.
    pub secret: String,
}

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// For its first or next try.
    Waiting,
    /// The receiver has it.
    Taken,
    /// It is tried no more, unless somebody says so.
    GivenUp,
}

/// One event for one hook, as the log of deliveries shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HookDelivery {
    /// Its place in the log.
    pub delivery: u32,
    /// Of what.
    pub event: EventId,
    /// The same for people.
    #[serde(rename = "type")]
    pub topic: Topic,
    /// When that happened.
    pub at_ms: Timestamp,
    /// Where it stands.
    pub state: DeliveryState,
    /// So often it was tried.
    pub tries: u32,
    /// When it is tried next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at_ms: Option<Timestamp>,
    /// When it was tried last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tried_at_ms: Option<Timestamp>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// What the receiver answered with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// How long it took to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub took_ms: Option<u32>,
    /// How its answer begins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
}

/// Answers `GET …/hooks/{hook}/deliveries`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeliveryList {
    /// Newest first.
    pub deliveries: Vec<HookDelivery>,
    /// `before` of the page after it; none if this was the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<u32>,
}

/// What a hook is told: the body of its request. Fields are added, never renamed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HookEvent {
    /// The same however often it is told, and in every hook: who has seen it has seen it.
    pub id: EventId,
    /// What happened.
    #[serde(rename = "type")]
    pub topic: Topic,
    /// When.
    pub at_ms: Timestamp,
    /// Where.
    pub service: ServiceSlug,
    /// Of what; nothing stands in a test.
    pub data: HookData,
}

/// What a hook is told of an enquiry. As it was right after the event.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HookData {
    /// Which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enquiry: Option<EnquiryId>,
    /// Where it is in its life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// What was pressed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryCard>,
    /// Who asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<HookContact>,
    /// Whose it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<StaffCard>,
    /// The weblink that they came by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Handle>,
    /// When it was raised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised_at_ms: Option<Timestamp>,
    /// Of `enquiry.transferred`: to what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<EntryCard>,
    /// Of `enquiry.closed`: which side ended it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_by: Option<ClosedBy>,
    /// Of `enquiry.closed`: who, if staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<StaffId>,
    /// Of messages and notes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<HookMessage>,
    /// Of `details.left`: its words only where the hook wants texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<ContactDetails>,
}

/// Who asks, as a hook is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HookContact {
    /// The record that the service keeps of them.
    pub id: ContactId,
    /// As staff call them.
    pub name: DisplayName,
}

/// A message or note, as a hook is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HookMessage {
    /// Its sender's id of it.
    pub message: MessageId,
    /// Its place in the log.
    pub seq: Seq,
    /// Who wrote it.
    pub author: Author,
    /// What, where the hook wants texts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<MessageBody>,
}

/// Why somebody may not make another hook.
#[must_use]
pub fn too_many() -> Problem {
    let words = format!("A service has at most {MAX_HOOKS} webhooks. Remove one first.");
    Problem { code: ErrorCode::TooLarge, ..Problem::at("", words) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(address: &str, topics: &[Topic]) -> Result<HookSettings, Problem> {
        let address = PageAddress::try_from(address).map_err(|_| Problem::at("address", "not an address"))?;
        HookSettings { address, topics: topics.to_vec(), texts: false, on: true }
            .check("https://desk.example.com", false)
    }

    #[test]
    fn a_hook_leads_to_a_public_name_by_https_and_nowhere_else() {
        for good in [
            "https://hooks.example.com/frontdesk?x=1",
            "https://a.b.example.co.jp/",
            "https://xn--mnchen-3ya.example/x",
        ] {
            assert!(settings(good, Topic::ALL).is_ok(), "{good}");
        }
        for bad in [
            "http://hooks.example.com/",
            "ftp://hooks.example.com/",
            "https://localhost/",
            "https://127.0.0.1/",
            "https://0x7f.1/",
            "https://2130706433/",
            "https://10.0.0.8/",
            "https://192.168.1.1/",
            "https://169.254.169.254/latest/meta-data",
            "https://[::1]/",
            "https://[fe80::1]/",
            "https://[::ffff:127.0.0.1]/",
            "https://metadata.google.internal/",
            "https://printer.local/",
            "https://intranet/",
            "https://hooks.example.com:8443/",
            "https://hooks.example.com:22/",
            "https://user:pass@hooks.example.com/",
            "https://hooks.example.com\\@127.0.0.1/",
            "https://desk.example.com/api/v1/services",
            "javascript:alert(1)",
        ] {
            assert!(settings(bad, Topic::ALL).is_err(), "{bad}");
        }
        assert!(check_address("http://127.0.0.1:9000/x", "http://127.0.0.1:8787", true).is_ok(), "where one develops");
        assert!(check_address("http://127.0.0.1:8787/x", "http://127.0.0.1:8787", true).is_err(), "not even there");
    }

    #[test]
    fn a_hook_is_told_something_and_each_thing_once() {
        let address = "https://hooks.example.com/";
        assert!(settings(address, &[]).is_err() && settings(address, &[Topic::Test]).is_err());
        let twice = settings(address, &[Topic::StaffSaid, Topic::EnquiryRaised, Topic::StaffSaid]).expect("it can be");
        assert_eq!(twice.topics, [Topic::EnquiryRaised, Topic::StaffSaid]);
    }

    #[test]
    fn a_topic_has_one_word() {
        for topic in Topic::ALL {
            assert_eq!(serde_json::to_value(topic).expect("a word"), topic.as_str());
        }
    }
}
