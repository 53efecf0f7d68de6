//! Spaces: group chats of staff, public or private, and direct chats of two. Who is in one, and who may change it, is decided
//! here, for the Desk; what is said there is its room's business (`room::space`).
//!
//! Knows no clock and no directory: who may be in a Space at all comes in as a question.

#[cfg(test)]
mod random;
#[cfg(test)]
mod stories;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    api::{ErrorBody, ErrorCode},
    card::Role,
    file::FileKind,
    id::{SpaceId, StaffId},
    value::{DisplayName, Seq, ShortText, Timestamp},
};

/// Most people in one: a business whose staff are more has more than one topic.
pub const MAX_MEMBERS: usize = 500;

/// Most that a service has, archived ones too; direct chats aren't counted, for there is one for two people.
pub const MAX_SPACES: usize = 1_000;

/// Most that one person makes: nobody uses up what is for all.
pub const MAX_MADE: usize = 100;

/// Most mentions that are counted for one person in one Space: a badge shows no more.
pub const MAX_MENTIONS: usize = 100;

/// Who may come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Everybody of the staff may read it, and join.
    Public,
    /// Who is added; to others it isn't there.
    Private,
    /// Two people, and nobody else ever.
    Direct,
}

impl Access {
    /// As in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Private => "private",
            Self::Direct => "direct",
        }
    }
}

/// Body of `POST …/spaces`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MakeSpace {
    /// Made by who makes it, once, however often it is sent.
    pub space: SpaceId,
    /// What it is to be. A direct chat has one other member, and what it is called is who they are.
    #[serde(flatten)]
    pub words: SpaceWords,
    /// Who else is in it from the start.
    #[serde(default)]
    pub members: Vec<StaffId>,
}

/// Body of `PUT …/spaces/{space}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpaceWords {
    /// Who may come in. A direct chat stays one, and nothing else becomes one.
    pub access: Access,
    /// What it is called; of a direct chat, the other one's name, which nobody sets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<DisplayName>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<ShortText>,
    /// Whether it is only read from now on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
}

/// Body of `PUT …/spaces/{space}/muted`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MuteSpace {
    /// Whether nothing in it counts but mentions.
    pub muted: bool,
}

/// Body of `PUT …/spaces/{space}/members/{staff}`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpaceMembership {
    /// Whether they manage it; whoever joins by themselves doesn't.
    #[serde(default)]
    pub manages: bool,
}

/// The last thing that was said in a Space, cut to a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpaceSaid {
    /// Its place in the log.
    pub seq: Seq,
    /// Who said it.
    pub staff: StaffId,
    /// At most 120 characters, on one line; of a file, what it is called.
    pub text: ShortText,
    /// What kind of file it is, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileKind>,
    /// When.
    pub at_ms: Timestamp,
}

/// A Space, as one of the staff sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpaceCard {
    /// Which; its room has the same id.
    pub space: SpaceId,
    /// What it is.
    #[serde(flatten)]
    pub words: SpaceWords,
    /// How many are in it.
    pub members: u32,
    /// Of a direct chat: the other one; the reader themselves, if nobody else is in it any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<StaffId>,
    /// What was said last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<SpaceSaid>,
    /// When it was made.
    pub made_at_ms: Timestamp,
    /// How the reader stands to it; absent if they aren't in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership: Option<Membership>,
}

impl SpaceCard {
    /// Whether something in it waits to be read by its reader, who may have muted it.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        let read = self.membership.filter(|mine| !mine.muted).map(|mine| mine.read);
        self.said.as_ref().zip(read).is_some_and(|(said, read)| said.seq > read)
    }

    /// How many messages there are for the reader by name that they haven't read.
    #[must_use]
    pub fn mentions(&self) -> u32 {
        self.membership.map_or(0, |mine| mine.mentions)
    }
}

/// How one of its members stands to a Space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Membership {
    /// Whether they may change it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub manages: bool,
    /// Whether nothing in it counts for them but mentions.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub muted: bool,
    /// How far they read.
    pub read: Seq,
    /// Messages above it that name them; in a direct chat, all of the other one's. At most [`MAX_MENTIONS`].
    pub mentions: u32,
}

/// A Space with who is in it. Answers `GET …/spaces/{space}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpaceView {
    /// As the reader sees it.
    #[serde(flatten)]
    pub card: SpaceCard,
    /// Everybody in it, and whether they manage it.
    pub people: Vec<SpaceMember>,
    /// Whether the reader may change it: who manages it, and admins where everybody may read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub may_manage: bool,
}

/// One of the members.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpaceMember {
    /// Who.
    pub staff: StaffId,
    /// Whether they may change it.
    pub manages: bool,
}

/// A Space as the Desk keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Space {
    /// Which.
    pub id: SpaceId,
    /// What it is.
    pub words: SpaceWords,
    /// When it was made.
    pub made_at: Timestamp,
    /// Who is in it, and whether they manage it.
    pub members: BTreeMap<StaffId, bool>,
}

/// What somebody may do with a Space now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent questions, each asked by its name")]
pub struct Rights {
    /// They know of it, and may read what is said.
    pub read: bool,
    /// They may write.
    pub write: bool,
    /// They may come in by themselves.
    pub join: bool,
    /// They may change it, and who is in it.
    pub manage: bool,
}

/// What happens to a Space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// It is to be something else.
    Change(SpaceWords),
    /// Somebody comes in, or becomes or ceases to be a manager.
    Put(StaffId, bool),
    /// Somebody goes: by themselves, or because they are sent out.
    Take(StaffId),
}

/// What happened. All that a Space is follows from these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// It is this from now on.
    Changed(SpaceWords),
    /// Somebody is in it, and manages it or not.
    Put(StaffId, bool),
    /// Somebody isn't in it any more.
    Taken(StaffId),
}

/// Why something isn't done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is none, or none that they know of.
    NotFound,
    /// Its managers alone do this.
    NotYours,
    /// Another one has this id.
    Taken,
    /// It has to be called something.
    NoName,
    /// A direct chat has one other member, and stays what it is.
    Direct,
    /// It is only read.
    Archived,
    /// Whom it is about is none of the staff.
    NoSuchStaff,
    /// [`MAX_MEMBERS`] are there.
    Full,
    /// What was said among its members stays among them.
    StaysPrivate,
    /// [`MAX_SPACES`] are there, or [`MAX_MADE`] of who makes it.
    TooMany,
}

impl Refusal {
    /// What the one who asks is told.
    #[must_use]
    pub fn body(self) -> ErrorBody {
        match self {
            Self::NotFound => ErrorBody::new(ErrorCode::NotFound, "There is no such Space."),
            Self::NotYours => ErrorBody::new(ErrorCode::Forbidden, "Only who manages this Space can do this."),
            Self::Taken => ErrorBody::new(ErrorCode::Taken, "There is another Space with this id."),
            Self::NoName => ErrorBody::at("name", "Enter a name."),
            Self::Direct => {
                ErrorBody::at("members", "A direct chat is between two people, and stays so. Make a Space for more.")
            }
            Self::Archived => ErrorBody::new(ErrorCode::EnquiryClosed, "This Space is archived. Restore it first."),
            Self::NoSuchStaff => ErrorBody::at("members", "They aren't on the staff any more. Choose somebody else."),
            Self::Full => ErrorBody::new(ErrorCode::TooLarge, format!("A Space has at most {MAX_MEMBERS} members.")),
            Self::StaysPrivate => {
                ErrorBody::at("access", "What was said here stays among its members. Make a public Space for all.")
            }
            Self::TooMany => ErrorBody::new(
                ErrorCode::TooLarge,
                format!("A service has at most {MAX_SPACES} Spaces, {MAX_MADE} of each maker. Use one that is there."),
            ),
        }
    }
}

impl Space {
    /// A new one, with who makes it as its manager. `is_staff` says who can be in it.
    ///
    /// # Errors
    /// See [`Refusal`].
    pub fn make(
        now: Timestamp,
        by: StaffId,
        make: MakeSpace,
        is_staff: impl Fn(StaffId) -> bool,
    ) -> Result<Self, Refusal> {
        let MakeSpace { space: id, words, members } = make;
        let mut others = members;
        others.retain(|staff| *staff != by);
        others.sort_unstable();
        others.dedup();
        if others.iter().any(|staff| !is_staff(*staff)) {
            return Err(Refusal::NoSuchStaff);
        }
        if others.len() >= MAX_MEMBERS {
            return Err(Refusal::Full);
        }
        let is_direct = words.access == Access::Direct;
        if is_direct && others.len() != 1 {
            return Err(Refusal::Direct);
        }
        let words = words.checked()?;
        let members = others.into_iter().map(|staff| (staff, false)).chain([(by, !is_direct)]).collect();
        Ok(Self { id, words: SpaceWords { archived: false, ..words }, made_at: now, members })
    }

    /// What somebody may do. `role` is none for who isn't on the staff.
    #[must_use]
    pub fn may(&self, staff: StaffId, role: Option<Role>) -> Rights {
        let Some(role) = role else { return Rights::default() };
        let (member, open) = (self.members.get(&staff), self.words.access == Access::Public);
        let runs = !self.words.archived;
        Rights {
            read: member.is_some() || open,
            write: member.is_some() && runs,
            join: open && member.is_none() && runs,
            // So that none is nobody's: what everybody may read, admins may put in order.
            manage: member == Some(&true) || (open && role >= Role::Admin),
        }
    }

    /// Of a direct chat: the other one.
    #[must_use]
    pub fn with(&self, staff: StaffId) -> Option<StaffId> {
        let others = || self.members.keys().copied().find(|other| *other != staff);
        (self.words.access == Access::Direct).then(|| others().unwrap_or(staff))
    }

    /// The pair of a direct chat, by which it is found again.
    #[must_use]
    pub fn pair(&self) -> Option<String> {
        let pair: Vec<String> = self.members.keys().map(ToString::to_string).collect();
        (self.words.access == Access::Direct).then(|| pair.join(" "))
    }

    /// Says what `command` of `by` leads to. What is so already leads to nothing.
    ///
    /// # Errors
    /// See [`Refusal`]; nothing is to be stored then.
    pub fn decide(
        &self,
        (by, role): (StaffId, Option<Role>),
        command: Command,
        is_staff: impl Fn(StaffId) -> bool,
    ) -> Result<Vec<Event>, Refusal> {
        let rights = self.may(by, role);
        if !rights.read {
            return Err(Refusal::NotFound);
        }
        let is_direct = self.words.access == Access::Direct;
        match command {
            _ if is_direct => Err(Refusal::Direct),
            Command::Change(_) if !rights.manage => Err(Refusal::NotYours),
            Command::Change(words) => {
                let words = words.checked()?;
                if words.access == Access::Direct {
                    return Err(Refusal::Direct);
                }
                if self.words.access == Access::Private && words.access == Access::Public {
                    return Err(Refusal::StaysPrivate);
                }
                Ok(if words == self.words { Vec::new() } else { vec![Event::Changed(words)] })
            }
            Command::Put(staff, manages) => {
                let joins = staff == by && rights.join && !manages;
                // Any member may bring a colleague; what they may do there is for managers to say.
                let brings = rights.write && !manages && !self.members.contains_key(&staff);
                match self.members.get(&staff) {
                    Some(known) if *known == manages => return Ok(Vec::new()),
                    _ if self.words.archived => return Err(Refusal::Archived),
                    _ if !(joins || brings || rights.manage) => return Err(Refusal::NotYours),
                    None if !is_staff(staff) => return Err(Refusal::NoSuchStaff),
                    None if self.members.len() >= MAX_MEMBERS => return Err(Refusal::Full),
                    Some(_) | None => {}
                }
                let mut after = self.clone();
                let put = Event::Put(staff, manages);
                after.apply(&put);
                let heir = after.heir();
                // The last manager stays one until another is there.
                Ok(if heir == Some(staff) {
                    Vec::new()
                } else {
                    [Some(put), heir.map(as_manager)].into_iter().flatten().collect()
                })
            }
            Command::Take(staff) if !self.members.contains_key(&staff) => Ok(Vec::new()),
            Command::Take(staff) if staff != by && !rights.manage => Err(Refusal::NotYours),
            Command::Take(staff) => Ok(self.without(staff)),
        }
    }

    /// What follows when somebody isn't there any more: whoever has been removed from the staff is in no Space. A direct chat
    /// keeps who they were, for its talk is the other one's, too.
    #[must_use]
    pub fn without(&self, staff: StaffId) -> Vec<Event> {
        if self.words.access == Access::Direct || !self.members.contains_key(&staff) {
            return Vec::new();
        }
        let mut after = self.clone();
        let taken = Event::Taken(staff);
        after.apply(&taken);
        [Some(taken), after.heir().map(as_manager)].into_iter().flatten().collect()
    }

    /// Who becomes its manager, as nobody is: the one with the lowest id, who has been on the staff for longest.
    fn heir(&self) -> Option<StaffId> {
        let needs = self.words.access != Access::Direct && !self.members.values().any(|manages| *manages);
        self.members.keys().copied().next().filter(|_| needs)
    }

    /// Changes it by what happened.
    pub fn apply(&mut self, event: &Event) {
        match event {
            Event::Changed(words) => self.words = words.clone(),
            Event::Put(staff, manages) => drop(self.members.insert(*staff, *manages)),
            Event::Taken(staff) => drop(self.members.remove(staff)),
        }
    }
}

fn as_manager(staff: StaffId) -> Event {
    Event::Put(staff, true)
}

impl SpaceWords {
    /// With a name where one is needed, and none where there is none.
    fn checked(self) -> Result<Self, Refusal> {
        match (self.access, &self.name) {
            (Access::Direct, _) => Ok(Self { name: None, description: None, archived: false, ..self }),
            (Access::Public | Access::Private, None) => Err(Refusal::NoName),
            (Access::Public | Access::Private, Some(_)) => Ok(self),
        }
    }
}
