//! How the dashboard and its guests talk: the console and the records ([`Guest`]). They are modules with a memory each, in
//! one page: what passes between them is text, in the words of this file, which all compile. The dashboard keeps what must
//! not end with a guest: the desk's socket, the address, toasts, and what calls for attention.
//!
//! A guest's script has one function, `mount(element, start, tell)`: draws into `element`, told by [`Start`] what it
//! has to know, and answers by `tell` with a [`Wish`] each. It gives back an object with `hear(news)`, which takes a
//! [`News`], and `unmount()`. [`crate::guest`] is the guest's side of it.

use serde::{Deserialize, Serialize};
use shared::{
    api::Me,
    id::{EnquiryId, LabelId, ReminderId, RoomId, SpaceId, StaffId, TagId},
    value::{Seq, ServiceSlug},
};
use ui::read::{Json, Read, field};

/// A module that the dashboard loads into its page when somebody goes there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Guest {
    /// Everything that a business sets up.
    #[default]
    Console,
    /// What happened, and with whom.
    Records,
}

impl Guest {
    /// What its addresses begin with, behind `#/`: for ever, for people keep addresses.
    #[must_use]
    pub const fn root(self) -> &'static str {
        match self {
            Self::Console => "settings",
            Self::Records => "records",
        }
    }

    /// Its package, as the page names the files of it.
    #[must_use]
    pub const fn package(self) -> &'static str {
        match self {
            Self::Console => "console",
            Self::Records => "records",
        }
    }
}

/// What a guest has to know from the start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// Which guest it is.
    pub guest: Guest,
    /// Whose settings and records.
    pub service: ServiceSlug,
    /// Who is signed in.
    pub me: Me,
    /// What stands behind its [`Guest::root`].
    pub place: String,
    /// Whether the person came here from elsewhere in the page, rather than by its address.
    pub moved: bool,
    /// How far the server's clock is ahead of this machine's.
    pub ahead_ms: i64,
    /// What a search can be narrowed to.
    #[serde(default)]
    pub names: Names,
    /// It draws the finder, and none of its pages.
    #[serde(default)]
    pub finder: Option<Finder>,
}

/// What a search can be narrowed to, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// In the owner's order.
    pub tags: Vec<(TagId, String)>,
    /// Everybody who answers.
    pub staff: Vec<(StaffId, String)>,
    /// In the owner's order.
    pub labels: Vec<(LabelId, String)>,
}

/// What is found at once, from what is on the screen already.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finder {
    /// Search in this room alone.
    pub room: Option<EnquiryId>,
    /// Find nothing: set or change a reminder.
    #[serde(default)]
    pub remind: Option<Remind>,
    /// Find nothing: e-mail the transcript of this enquiry.
    #[serde(default)]
    pub mail: Option<EnquiryId>,
    /// Find nothing: ask about Spaces. [`AboutSpaces`] as text, for the records alone read it.
    #[serde(default)]
    pub spaces: Option<String>,
    /// Rooms that one is in, and then open enquiries, as the panels have them.
    pub rooms: Vec<KnownRoom>,
    /// Colleagues.
    pub people: Vec<(String, String)>,
}

/// What a dialog about Spaces begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AboutSpaces {
    /// What is asked.
    pub ask: AskOfSpaces,
    /// Who can be in one, everybody but who asks: their names, and where their pictures are, if they have one.
    pub colleagues: Vec<(StaffId, String, String)>,
}

/// What is asked about Spaces in a dialog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum AskOfSpaces {
    /// What a new one is to be.
    New,
    /// Which of those that are there.
    Browse,
    /// Who is in one, and what it is to be.
    About {
        /// Which.
        space: SpaceId,
    },
}

/// A reminder that is set or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remind {
    /// Of which enquiry.
    pub enquiry: EnquiryId,
    /// Which; none for a new one.
    #[serde(default)]
    pub reminder: Option<ReminderId>,
}

/// A room that one can go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownRoom {
    /// Which.
    pub room: RoomId,
    /// Who asks, or what the Space is called.
    pub name: String,
    /// What was asked for, and what was said last.
    pub about: String,
    /// Whether one is in it; else it is open.
    pub mine: bool,
}

/// What the dashboard tells a guest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum News {
    /// The person went to another of its pages.
    Place {
        /// What stands behind its [`Guest::root`].
        place: String,
    },
    /// What is known of who is signed in has changed.
    Me {
        /// As it is now.
        me: Me,
    },
    /// How it all stands, for a guest that watches: a frame of the desk's, as it came.
    Overview {
        /// A [`shared::overview::OverviewFrame`].
        frame: String,
    },
    /// A change was taken back: what a page shows may be another now.
    Undone,
}

/// What a guest asks of the dashboard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Wish {
    /// Go to another of its pages, unless what was typed has to be asked about first.
    Go {
        /// What shall stand behind its [`Guest::root`].
        place: String,
    },
    /// Whether a form holds what was not saved: nobody leaves it unasked.
    Unsaved {
        /// It does.
        unsaved: bool,
    },
    /// Say that something was done.
    Say {
        /// In words.
        words: String,
    },
    /// Say that something was done, and offer to take it back. The dashboard does that itself: the offer may stand there
    /// longer than the guest does.
    Undoable {
        /// In words.
        words: String,
        /// The change's number in the log.
        change: u32,
    },
    /// Say that something was not done.
    Complain {
        /// In words.
        words: String,
    },
    /// Go to the room of an enquiry, and there to an entry.
    Open {
        /// Which.
        enquiry: EnquiryId,
        /// The entry; none for the end of the talk.
        seq: Option<Seq>,
    },
    /// Go to a place of the dashboard, or of another guest.
    Elsewhere {
        /// What stands behind `#`.
        fragment: String,
    },
    /// The finder isn't wanted any more.
    Done,
    /// Ask what a new Space is to be.
    NewSpace,
    /// Watch how it all stands from now on, or no more.
    Watch {
        /// Whether to.
        on: bool,
    },
    /// The session has ended: ask for the password, above what is on the screen.
    Expired,
    /// Other things may call for attention now: read [`crate::alert::Choice::kept`] again.
    AlertsChosen,
    /// Make the sound of a new enquiry.
    Ring,
    /// Make the sound of a call.
    RingCall,
    /// Call as for a new enquiry.
    TryAlert {
        /// On the notification.
        title: String,
        /// Below it.
        words: String,
    },
}

impl Read for Wish {
    fn read(json: &Json) -> Option<Self> {
        Some(match json.get("type").text()? {
            "go" => Self::Go { place: field(json, "place")? },
            "unsaved" => Self::Unsaved { unsaved: field(json, "unsaved")? },
            "say" => Self::Say { words: field(json, "words")? },
            "undoable" => Self::Undoable { words: field(json, "words")?, change: field(json, "change")? },
            "complain" => Self::Complain { words: field(json, "words")? },
            "open" => Self::Open { enquiry: field(json, "enquiry")?, seq: field(json, "seq")? },
            "elsewhere" => Self::Elsewhere { fragment: field(json, "fragment")? },
            "done" => Self::Done,
            "new_space" => Self::NewSpace,
            "watch" => Self::Watch { on: field(json, "on")? },
            "expired" => Self::Expired,
            "alerts_chosen" => Self::AlertsChosen,
            "ring" => Self::Ring,
            "ring_call" => Self::RingCall,
            "try_alert" => Self::TryAlert { title: field(json, "title")?, words: field(json, "words")? },
            _ => return None,
        })
    }
}
