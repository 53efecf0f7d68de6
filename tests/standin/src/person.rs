//! Somebody on a service: what they see of the business, what they did, and what they can do.

use base64ct::{Base64, Encoding};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Somebody. Ids are those of the service.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Person {
    pub(crate) id: String,
    /// By which name they were first asked for; it finds them ever after.
    pub(crate) key: String,
    /// What they call themselves.
    pub(crate) name: String,
    /// Without the plus; only where the service has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) phone: Option<String>,
    /// Whether they follow, and so can be written to.
    pub(crate) follows: bool,
    /// Whether they blocked the business.
    pub(crate) blocked: bool,
    /// When they last wrote.
    pub(crate) wrote_at_ms: Option<i64>,
    /// When they last did something else that lets the business write, such as a press on a button.
    pub(crate) acted_at_ms: Option<i64>,
    /// How many messages they got since.
    pub(crate) sent_since: u32,
    /// What they did, oldest first.
    pub(crate) said: Vec<Said>,
    /// What they see of the business, oldest first.
    pub(crate) inbox: Vec<Shown>,
    /// When they saw that somebody types.
    pub(crate) typing_at_ms: Vec<i64>,
    /// Which of their messages they see to be read.
    pub(crate) seen: Vec<String>,
    /// Where their picture is, if they have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) photo: Option<String>,
}

impl Person {
    /// Whether a message of theirs, or one that they got, has that id.
    pub(crate) fn knows(&self, message: &str) -> bool {
        self.said.iter().any(|said| said.message.as_deref() == Some(message)) || self.got(message)
    }

    /// Whether they got it.
    pub(crate) fn got(&self, message: &str) -> bool {
        self.inbox.iter().any(|shown| shown.message == message)
    }
}

/// Something that they did.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Said {
    /// The service's id, if it is a message.
    pub(crate) message: Option<String>,
    pub(crate) at_ms: i64,
    /// As it was asked for.
    pub(crate) what: Value,
}

/// Something that they see.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Shown {
    /// The service's id.
    pub(crate) message: String,
    pub(crate) at_ms: i64,
    /// `text`, `image` …, as the service calls it.
    pub(crate) kind: String,
    /// Words, or what stands for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
    /// The file, as it was fetched or uploaded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<FileRow>,
    /// Why there is no file, if there should be one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) missing: Option<String>,
    /// The id of what it quotes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) quotes: Option<String>,
    /// By which way it came: `reply`, `push` …
    pub(crate) way: String,
    /// As it was sent.
    pub(crate) raw: Value,
}

/// A file that the stand-in keeps, without its bytes.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct FileRow {
    pub(crate) id: String,
    /// Where its bytes are, at the stand-in.
    pub(crate) path: String,
    pub(crate) media_type: String,
    pub(crate) name: String,
    pub(crate) bytes: usize,
    /// In hexadecimal digits.
    pub(crate) sha256: String,
}

/// What somebody is to do.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Say {
    #[serde(flatten)]
    pub(crate) act: Act,
    /// The id of the message that it quotes.
    #[serde(default)]
    pub(crate) quote: Option<String>,
    /// What they call themselves from now on.
    #[serde(default)]
    pub(crate) name: Option<String>,
    /// Their picture from now on.
    #[serde(default)]
    pub(crate) photo: Option<Attached>,
    /// Whether the answer waits until the webhook was answered; it does.
    #[serde(default)]
    pub(crate) wait: Option<bool>,
}

/// See [`Say`].
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Act {
    /// An emoji on a message, or none any more.
    Reaction {
        message: String,
        #[serde(default)]
        emoji: Option<String>,
    },
    Edit {
        message: String,
        text: String,
    },
    Unsend(String),
    Button {
        payload: String,
        #[serde(default)]
        title: Option<String>,
    },
    /// With where they came from, or just `true`.
    Follow(Value),
    Unfollow(bool),
    /// An event of the service's as it is, with who and when added where they are missing.
    Raw(Value),
    #[serde(untagged)]
    Message(Content),
}

/// What a message says.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Content {
    Text(String),
    Image(Attached),
    Video(Attached),
    Audio(Attached),
    File(Attached),
    /// With the service's id of it, or just `true`.
    Sticker(Value),
    Location(Place),
}

/// A file to be sent: `true` for a small one of that kind.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Attached {
    Sample(bool),
    Given {
        base64: String,
        #[serde(rename = "type")]
        media_type: String,
        #[serde(default)]
        name: Option<String>,
        #[serde(default)]
        caption: Option<String>,
    },
}

/// Somewhere.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Place {
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
    #[serde(default)]
    pub(crate) title: Option<String>,
}

/// A file that somebody sends.
pub(crate) struct Attachment {
    pub(crate) bytes: Vec<u8>,
    pub(crate) media_type: String,
    pub(crate) name: String,
    pub(crate) caption: Option<String>,
}

impl Attached {
    /// Its bytes and what they are; `kind` is that of the [`Content`].
    ///
    /// # Errors
    /// When they aren't base64.
    pub(crate) fn open(&self, kind: &str) -> Result<Attachment, String> {
        let (name, media_type, bytes): (&str, &str, &[u8]) = match kind {
            "image" => ("picture.png", "image/png", include_bytes!("sample/picture.png")),
            "video" => ("film.mp4", "video/mp4", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08mdat"),
            "audio" => ("sound.mp3", "audio/mpeg", b"ID3\x04\0\0\0\0\0\0"),
            _ => ("order 42.pdf", "application/pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"),
        };
        let sample = || Attachment {
            bytes: bytes.to_vec(),
            media_type: media_type.to_owned(),
            name: name.to_owned(),
            caption: None,
        };
        match self {
            Self::Sample(true) => Ok(sample()),
            Self::Sample(false) => Err("`false` is no file".to_owned()),
            Self::Given { base64, media_type, name, caption } => Ok(Attachment {
                bytes: Base64::decode_vec(base64).map_err(|_| "`base64` is none".to_owned())?,
                media_type: media_type.clone(),
                name: name.clone().unwrap_or_else(|| sample().name),
                caption: caption.clone(),
            }),
        }
    }
}
