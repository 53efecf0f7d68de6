//! What there is to know of a service, and what it has to be able to do.

use shared::{
    channel::{Quota, template::Template},
    value::Timestamp,
};

use crate::{
    account::{Account, Field, Words},
    http::{Answer, Call, Request, Response},
    inbound::{Inbound, Media, MediaKind},
    outbound::{Fetched, Outbound, Part, Profile, Refused, Token},
    pace::Pace,
    problem::Problem,
    proof::Proof,
    split::Unit,
    window::{Talk, Window},
};

/// What there is to know of a service.
#[derive(Debug)]
pub struct Facts {
    /// In addresses, on the wire, in the database: `line`.
    pub kind: &'static str,
    /// Its name, as owners choose it: `Facebook Page`.
    pub name: &'static str,
    /// The same beside the name of an account: `Facebook`.
    pub short: &'static str,
    /// Its sign: an SVG of 24 × 24 with its own colours.
    pub icon: &'static str,
    /// What its visitors are called before their name is known: "LINE visitor".
    pub visitor: Words,
    /// What the owner does in the service's own console, step by step; `{webhook}` is where the address is pasted.
    pub steps: &'static [Words],
    /// What the owner fills in.
    pub fields: &'static [Field],
    /// What its messages can be.
    pub abilities: Abilities,
    /// What is looked at when it is connected, in order: each is one call.
    pub checks: &'static [Check],
    /// Whether none of these shows that calls to the webhook arrive: then it is told beside them whether one ever did.
    pub calls_unseen: bool,
}

/// What messages of a service can be.
#[derive(Clone, Copy, Debug)]
pub struct Abilities {
    /// What a text is counted in.
    pub text_unit: Unit,
    /// Most of those in one text.
    pub text_limit: usize,
    /// Files that it takes as files; all others go as links.
    pub files: &'static [FileLimit],
    /// Whether messages can quote.
    pub quotes: bool,
    /// After how many seconds a sign of typing has to be sent again; none where there is none.
    pub typing_s: Option<u32>,
    /// For how many seconds after what a person wrote it can be shown; none where that doesn't matter.
    pub typing_within_s: Option<u32>,
    /// Whether it tells what was delivered, and what was read.
    pub receipts: bool,
    /// Whether the same send with the same key is taken once.
    pub retry_key: bool,
    /// Most calls a second for one account, and the least ms between two messages to one person.
    pub pace: Pace,
}

/// A kind of file that a service takes.
#[derive(Clone, Copy, Debug)]
pub struct FileLimit {
    /// As what.
    pub kind: MediaKind,
    /// Of which media types; empty for all.
    pub media_types: &'static [&'static str],
    /// Most bytes.
    pub bytes: u64,
}

/// One thing that is looked at when an account is connected.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Stable: `token`, `webhook`, `permissions`, `quota`.
    pub name: &'static str,
    /// What is looked at.
    pub label: Words,
    /// What to do if it fails.
    pub remedy: Words,
}

/// How one service talks. Nothing in here may wait, and nothing may fail as a whole: what can't be read becomes
/// [`What::Unsupported`](crate::inbound::What::Unsupported).
pub trait Adapter: Sync {
    /// What there is to know of it.
    fn facts(&self) -> &'static Facts;

    /// Whether a call to the webhook is the service's.
    fn verify(&self, account: &Account, call: &Call) -> Proof;

    /// What a genuine body holds: everything in it, in its order. `now` is when it came.
    fn parse(&self, account: &Account, body: &[u8], now: Timestamp) -> Vec<Inbound>;

    /// What a genuine call is answered, once what it holds is stored. `welcome` is what the room says to it by itself, if the
    /// service takes that in the answer (see [`Adapter::welcomes_in_answer`]); `noise` is random.
    fn acknowledge(
        &self,
        _account: &Account,
        _events: &[Inbound],
        _welcome: Option<&str>,
        _now: Timestamp,
        _noise: [u8; 16],
    ) -> Answer {
        Answer::text("")
    }

    /// Whether the welcome is best said in the answer to the webhook.
    fn welcomes_in_answer(&self) -> bool {
        false
    }

    /// The call for a token that has to be renewed; none where the owner's is for good.
    fn token(&self, _account: &Account) -> Option<Request> {
        None
    }

    /// What it answered.
    ///
    /// # Errors
    /// The service's.
    fn read_token(&self, response: &Response) -> Result<Token, Problem> {
        Err(Problem::of_status(response.status))
    }

    /// The call of one of [`Facts::checks`]; `webhook` is our address for the account.
    fn check(&self, account: &Account, token: &str, check: &str, webhook: &str) -> Request;

    /// What it answered: something to show beside it, such as the account's name.
    ///
    /// # Errors
    /// The service's, or that the account is not as it has to be.
    fn read_check(&self, account: &Account, check: &str, response: &Response) -> Result<Option<String>, Problem>;

    /// The call for a person's name and picture; none where the service has neither.
    fn profile(&self, account: &Account, token: &str, person: &str) -> Option<Request>;

    /// What it answered; nothing known is no error.
    fn read_profile(&self, response: &Response) -> Profile;

    /// The call for a file that came.
    fn media(&self, account: &Account, token: &str, media: &Media) -> Request;

    /// What it answered.
    fn read_media(&self, account: &Account, token: &str, response: &Response) -> Fetched;

    /// What may be sent now.
    fn window(&self, account: &Account, talk: &Talk, now: Timestamp) -> Window;

    /// The parts that a message is sent in.
    ///
    /// # Errors
    /// What is known beforehand: a closed window, somebody who is gone.
    fn render(&self, account: &Account, message: &Outbound, talk: &Talk, now: Timestamp) -> Result<Vec<Part>, Refused>;

    /// The call that brings a part's file to the service, before the part is sent; none where it fetches it itself.
    fn upload(&self, _account: &Account, _token: &str, _part: &Part) -> Option<Request> {
        None
    }

    /// The service's id of what was uploaded.
    ///
    /// # Errors
    /// The service's.
    fn read_upload(&self, response: &Response) -> Result<String, Problem> {
        Err(Problem::of_status(response.status))
    }

    /// The call that sends a part. `key` is a UUID, the same at each attempt for the part.
    fn send(
        &self,
        account: &Account,
        token: &str,
        person: &str,
        part: &Part,
        uploaded: Option<&str>,
        key: &str,
    ) -> Request;

    /// The service's ids of what was sent.
    ///
    /// # Errors
    /// The service's; [`Class::Accepted`](crate::problem::Class::Accepted) where it had it before.
    fn read_sent(&self, part: &Part, response: &Response) -> Result<Vec<String>, Problem>;

    /// The call that shows the person that somebody types, if there is one.
    fn typing(&self, _account: &Account, _token: &str, _person: &str, _talk: &Talk) -> Option<Request> {
        None
    }

    /// The call that shows the person that what they wrote was read, if there is one.
    fn seen(&self, _account: &Account, _token: &str, _person: &str, _talk: &Talk) -> Option<Request> {
        None
    }

    /// The calls for how many messages the account may send in its period, and for how many it sent; none where nothing is
    /// counted.
    fn quota(&self, _account: &Account, _token: &str) -> Option<[Request; 2]> {
        None
    }

    /// What they answered, in the same order; none if that isn't to be had.
    fn read_quota(&self, _may: &Response, _sent: &Response) -> Option<Quota> {
        None
    }

    /// What the owner has to see to, if something about the account says so.
    fn trouble(&self, _control: &str, _raw: &str) -> Option<Problem> {
        None
    }

    /// The call for a page of the forms that may be sent outside of the window, the one behind `after` if that is given; none where there are no such.
    fn templates(&self, _account: &Account, _token: &str, _after: Option<&str>) -> Option<Request> {
        None
    }

    /// What it answered: those that are approved, and that [`Said::Template`](crate::outbound::Said::Template) can fill in; and `after` of
    /// the next page, if there is one.
    ///
    /// # Errors
    /// The service's.
    fn read_templates(&self, _response: &Response) -> Result<(Vec<Template>, Option<String>), Problem> {
        Ok((Vec::new(), None))
    }
}
