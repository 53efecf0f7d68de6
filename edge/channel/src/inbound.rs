//! What comes in, in one vocabulary for all services.

use serde::{Deserialize, Serialize};
use shared::value::Timestamp;

/// Most characters that are kept of what we can't read.
pub const RAW_CHARS: usize = 2_000;

/// One thing that happened at a service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inbound {
    /// The same for every delivery of the same thing, and for nothing else of the account.
    pub key: String,
    /// Who did it; none for what is about the account.
    pub person: Option<Person>,
    /// When, by the service's clock.
    pub at_ms: Timestamp,
    /// What.
    pub what: What,
    /// For free answers, while they are to be had: LINE's reply token and when it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<ReplyToken>,
    /// For marking it as read, where that needs more than the message's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_token: Option<String>,
    /// For quoting it, where that needs more than the message's id: [`Quoted::token`](crate::outbound::Quoted::token).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote_token: Option<String>,
}

/// Who writes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Who, for this account; what an answer is sent to.
    pub id: String,
    /// Other ids of the same person, any of which they may have been known by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What they call themselves, if the payload says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// What lets us answer once without cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyToken {
    /// As it came.
    pub token: String,
    /// Not to be used after that.
    pub until_ms: Timestamp,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// Something was said.
    Message {
        /// The service's id of it.
        id: String,
        /// At least one.
        content: Vec<Content>,
        /// The service's id of what it quotes.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        quotes: Option<String>,
    },
    /// A message has other words now.
    Edited {
        /// Which.
        id: String,
        /// The new words.
        text: String,
    },
    /// A message was taken back.
    Deleted {
        /// Which.
        id: String,
    },
    /// Somebody reacted to a message, or took that back.
    Reaction {
        /// To which.
        id: String,
        /// With what; none takes it back.
        emoji: Option<String>,
    },
    /// A button was pressed, or a menu.
    Action {
        /// What it said, if the payload tells.
        title: Option<String>,
        /// What it stands for.
        payload: String,
    },
    /// They follow the account, or unblocked it.
    Followed {
        /// By which of its codes or links.
        source: Option<String>,
    },
    /// They follow it no longer, or blocked it: nothing reaches them.
    Unfollowed,
    /// They came by a link, a code or an advertisement.
    Referral {
        /// Which.
        source: String,
    },
    /// How far messages of ours came.
    Receipt {
        /// Which; empty where the service says only up to when.
        ids: Vec<String>,
        /// All up to then.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        up_to_ms: Option<Timestamp>,
        /// How far.
        state: Reached,
        /// Ours, given when it was sent: who never got an answer to the send knows it by that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ours: Option<String>,
    },
    /// What we, or staff in the service's own application, sent to the person.
    Echo {
        /// The service's id of it.
        id: String,
        /// Ours, given when it was sent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ours: Option<String>,
        /// What it holds.
        content: Vec<Content>,
    },
    /// The person has another id from now on.
    IdentityChanged {
        /// The former.
        former: String,
        /// The new one.
        now: String,
    },
    /// About the account: a policy, a limit, another application in charge.
    Control {
        /// Which, as the service calls it.
        name: String,
        /// How its raw value begins.
        raw: String,
    },
    /// Something that the person sees as sent, and that we can't read.
    Unsupported {
        /// The service's id of it, if it has one.
        id: Option<String>,
        /// What the service calls it.
        name: String,
        /// How its raw value begins: [`RAW_CHARS`].
        raw: String,
    },
    /// Nothing that anybody has to know of.
    Ignored {
        /// What the service calls it.
        name: String,
    },
}

/// One part of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Content {
    /// Words.
    Text {
        /// As they were written.
        text: String,
    },
    /// A file.
    Media(Media),
    /// A sticker: its picture if that is to be had, and words that say what it is.
    Sticker {
        /// Its picture.
        media: Option<Media>,
        /// Such as "love"; may be empty.
        words: String,
    },
    /// A place.
    Location {
        /// In degrees, as the service wrote it.
        latitude: String,
        /// See `latitude`.
        longitude: String,
        /// Its name and address, if any.
        label: Option<String>,
    },
    /// Somebody's name and numbers, as text.
    Card {
        /// A line for each.
        text: String,
    },
    /// A link that was shared.
    Link {
        /// Its title.
        title: Option<String>,
        /// Where it leads.
        url: Option<String>,
    },
    /// A part that we can't read.
    Unsupported {
        /// What the service calls it.
        name: String,
        /// How its raw value begins.
        raw: String,
    },
}

/// A file that is to be fetched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Media {
    /// What it is said to be. The bytes decide.
    pub kind: MediaKind,
    /// Where it is.
    pub at: MediaAt,
    /// What it is called, as it came: not yet fit for a path or a header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The media type that the service says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
}

/// See [`Media::kind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// A picture.
    Image,
    /// Moving.
    Video,
    /// To be heard.
    Audio,
    /// Anything else.
    File,
}

/// Where a file is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaAt {
    /// At an address that was handed out: to be fetched as it is, without a token.
    Link(String),
    /// Behind the service's interface, by this id.
    Id(String),
}

/// How far a message of ours came. Later ones are further.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Reached {
    /// It left the service.
    Sent,
    /// It is on the person's device.
    Delivered,
    /// They looked at it.
    Read,
    /// It won't get there.
    Failed(crate::problem::Problem),
}

/// How a raw value begins, for who has to find out what it was.
#[must_use]
pub fn raw(value: &impl ToString) -> String {
    value.to_string().chars().take(RAW_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        outbound::{OutFile, Part, Piece, Way},
        problem::{Class, Problem},
    };

    #[test]
    fn what_came_and_what_goes_out_is_read_back_as_it_was_written() {
        let media = Media {
            kind: MediaKind::Image,
            at: MediaAt::Link("https://files.example.org/a.jpg".to_owned()),
            name: None,
            media_type: None,
        };
        let sticker = Content::Sticker { media: Some(media.clone()), words: "love".to_owned() };
        let failed = Reached::Failed(Problem::new(Class::Retry { after_ms: Some(1) }, "4", ""));
        for what in [
            What::Message { id: "1".to_owned(), content: vec![Content::Media(media), sticker], quotes: None },
            What::Receipt { ids: vec!["1".to_owned()], up_to_ms: None, state: failed, ours: None },
        ] {
            let text = serde_json::to_string(&what).expect("it has a JSON form");
            assert_eq!(serde_json::from_str::<What>(&text).expect("it is read"), what);
        }
        let file = OutFile {
            kind: MediaKind::File,
            name: "invoice.pdf".to_owned(),
            media_type: "application/pdf".to_owned(),
            bytes: 1,
            link: "https://files.example.org/i".to_owned(),
            duration_ms: None,
        };
        let pieces = vec![Piece::File(file.clone()), Piece::Link(file)];
        let part = Part { pieces, quotes: None, way: Way::Reply { token: "t".to_owned() }, message: "m".to_owned() };
        let text = serde_json::to_string(&part).expect("it has a JSON form");
        assert_eq!(serde_json::from_str::<Part>(&text).expect("it is read"), part);
    }
}
