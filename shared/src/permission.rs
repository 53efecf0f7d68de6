//! Who may do what with which enquiry: the one place that says so. Whether somebody may call a route at all is in
//! `api::route`; this is about the enquiry that they name.

use std::collections::BTreeSet;

use crate::{
    api::route::Operation,
    card::{Entry, Reach, Role},
    directory::Directory,
    enquiry::{Enquiry, State},
    id::{StaffId, TagId},
    space::{self, Access, Space},
    token::Scope,
};

/// What one member of staff may do with one enquiry now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent questions, each asked by its name")]
pub struct Rights {
    /// Its card is in their panels.
    pub panel: bool,
    /// They may read its card and its trace.
    pub read: bool,
    /// They may answer it or follow it up: the first one gets it.
    pub take: bool,
    /// They came too late and may know who won.
    pub lose: bool,
    /// They may sit in its room.
    pub enter: bool,
    /// They sit there only to read, until they have it.
    pub reads_only: bool,
    /// They sit there unseen: they read, and write notes to whose it is. Its visitor knows of them when they say something.
    pub looks_on: bool,
    /// They may make it theirs, whosever it is.
    pub take_over: bool,
    /// They may pass it on, and say who is in the room beside its owner.
    pub lead: bool,
    /// They may take it back while it is passed on.
    pub take_back: bool,
    /// They may say that they don't want it.
    pub decline: bool,
}

impl Rights {
    /// Whether they work in its room, and don't only read there: so they may put labels on it.
    #[must_use]
    pub const fn works(self) -> bool {
        self.enter && !self.reads_only
    }
}

/// What `staff` may do with `enquiry` as it is now. Nothing if they were removed.
#[must_use]
pub fn may(directory: &Directory, enquiry: &Enquiry, staff: StaffId) -> Rights {
    if directory.integrations.contains_key(&staff) {
        return of_program(enquiry, staff);
    }
    let Some(member) = directory.staff.get(&staff) else { return Rights::default() };
    let entry = enquiry.raised.entry.entry();
    // Those whom it was passed on to as those who were asked first.
    let serves = directory.serves(staff, entry) || enquiry.passed().is_some_and(|to| directory.serves(staff, to));
    let guest = enquiry.guests.contains(&staff);
    let owns = enquiry.owner().is_some_and(|owner| owner.id == staff);
    let sees = is_in_reach(member.reach, staff, enquiry, serves);
    let supervises = member.role >= Role::Supervisor && sees;
    match &enquiry.state {
        // Whatever their availability: who looks at the panel while Busy may still help.
        State::Open { .. } => {
            let offered = enquiry.asked(directory).contains(&staff);
            let passed_on = enquiry.passing().is_some();
            let sent = enquiry.holder() == Some(staff);
            let inside = supervises || sent || guest;
            let leads = sent || (supervises && enquiry.holder().is_some());
            Rights {
                panel: offered || sent || guest,
                read: offered || inside,
                take: offered,
                // What was said so far is what they decide by.
                enter: inside || (offered && passed_on),
                reads_only: offered && passed_on && !inside,
                looks_on: supervises && !sent && !guest,
                take_over: supervises && !sent,
                lead: leads,
                take_back: leads,
                decline: offered && passed_on,
                lose: false,
            }
        }
        State::Engaged { .. } => {
            let inside = owns || guest || supervises;
            Rights {
                panel: owns || guest,
                read: inside,
                enter: inside,
                looks_on: supervises && !owns && !guest,
                take_over: supervises && !owns,
                lose: !owns && (serves || guest || supervises),
                lead: owns || supervises,
                ..Rights::default()
            }
        }
        // Whoever serves it, however little they see, and supervisors: so that none rots when everybody is gone. Who only sees
        // it reads.
        State::Missed => {
            let wanted = serves || guest || supervises;
            let read = wanted || sees;
            Rights { panel: wanted, read, take: wanted, enter: read, reads_only: !wanted && read, ..Rights::default() }
        }
        State::Closed { .. } => {
            Rights { read: owns || guest || sees, enter: owns || guest || sees, ..Rights::default() }
        }
    }
}

/// Whether an enquiry is within somebody's reach. What they have, and the rooms where they are, is theirs anyhow.
fn is_in_reach(reach: Reach, staff: StaffId, enquiry: &Enquiry, serves: bool) -> bool {
    let theirs = Entry::Staff { staff };
    match reach {
        Reach::All => true,
        Reach::Team => serves,
        Reach::Own => enquiry.raised.entry.entry() == theirs || enquiry.passed() == Some(theirs),
    }
}

/// The same for who looks at many.
#[must_use]
pub fn sees(directory: &Directory, staff: StaffId, enquiry: &Enquiry) -> bool {
    let Some(member) = directory.staff.get(&staff) else { return false };
    let entry = enquiry.raised.entry.entry();
    let serves = || directory.serves(staff, entry) || enquiry.passed().is_some_and(|to| directory.serves(staff, to));
    is_in_reach(member.reach, staff, enquiry, member.reach == Reach::Team && serves())
}

/// What reports tell somebody: only of what was asked of these; of everything, if none.
#[must_use]
pub fn reported_to(directory: &Directory, staff: StaffId) -> Option<BTreeSet<Entry>> {
    match Archive::of(directory, staff) {
        Archive::All => None,
        Archive::Of(staff, tags) => {
            let tags = tags.into_iter().map(|tag| Entry::Tag { tag });
            Some(tags.chain([Entry::Staff { staff }]).collect())
        }
    }
}

/// Whether `staff` may delete files that were shared in the room of `enquiry`: whose enquiry it is, and supervisors.
#[must_use]
pub fn may_delete_files(directory: &Directory, enquiry: &Enquiry, staff: StaffId) -> bool {
    let owns = enquiry.owner().is_some_and(|owner| owner.id == staff);
    let supervises = directory.staff.get(&staff).is_some_and(|member| member.role >= Role::Supervisor);
    directory.staff.contains_key(&staff) && (owns || (supervises && may(directory, enquiry, staff).enter))
}

/// Whether `staff`, who are out of the room of `enquiry`, may ask it for what may be left to them there: to hand in what they
/// recorded of a call. Whether they did, the room knows (`room::Room::may_share`).
#[must_use]
pub fn may_hand_in(directory: &Directory, enquiry: &Enquiry, staff: StaffId) -> bool {
    directory.staff.contains_key(&staff) && !may(directory, enquiry, staff).enter
}

/// Whether `staff` may be reminded of `enquiry`: who may read it, and who serves it though a colleague has it now.
#[must_use]
pub fn may_be_reminded(directory: &Directory, enquiry: &Enquiry, staff: StaffId) -> bool {
    let rights = may(directory, enquiry, staff);
    directory.staff.contains_key(&staff) && (rights.read || rights.lose)
}

/// What a program may do with it, as far as the scopes of its token let it: what a supervisor may; and it may take whatever
/// waits, for nothing is ever offered to it.
fn of_program(enquiry: &Enquiry, program: StaffId) -> Rights {
    let inside = Rights { read: true, enter: true, ..Rights::default() };
    match &enquiry.state {
        State::Open { .. } => {
            let passed_on = enquiry.holder().is_some();
            Rights { take: true, lead: passed_on, take_back: passed_on, ..inside }
        }
        State::Engaged { owner } => Rights { lead: true, lose: owner.id != program, ..inside },
        State::Missed => Rights { take: true, ..inside },
        State::Closed { .. } => inside,
    }
}

/// What a route asks of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByToken {
    /// It is for people, or for others.
    Never,
    /// It must have this.
    With(Scope),
}

/// What each route asks of a token.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a table: a line for each operation")]
pub const fn by_token(operation: Operation) -> ByToken {
    match operation {
        Operation::ListContacts
        | Operation::ReadContact
        | Operation::ReadPhoto
        | Operation::ListEnquiries
        | Operation::ReadEnquiry
        | Operation::ReadRoom
        | Operation::ListEntries
        | Operation::ListReminders
        | Operation::ReadTranscript
        | Operation::ReadChannel
        | Operation::ListTemplates
        | Operation::ListPins
        | Operation::ReadPreview
        | Operation::Search => ByToken::With(Scope::ReadEnquiries),
        Operation::AnswerEnquiry
        | Operation::FollowUpEnquiry
        | Operation::TransferEnquiry
        | Operation::TakeBackEnquiry
        | Operation::TakeOverEnquiry
        | Operation::DeclineEnquiry
        | Operation::InviteGuest
        | Operation::RemoveGuest
        | Operation::SayInRoom
        | Operation::NoteInRoom
        | Operation::MarkRoom
        | Operation::SendTemplate
        | Operation::SendAgain
        | Operation::MailTranscript
        | Operation::PinEntry
        | Operation::UnpinEntry
        | Operation::ChangeContact
        | Operation::NoteContact
        | Operation::RemoveContactNote
        | Operation::MergeContact
        | Operation::PartContact
        | Operation::KeepContactApart
        | Operation::PutLabel
        | Operation::TakeLabelOff
        | Operation::SetReminder
        | Operation::ChangeReminder
        | Operation::FinishReminder
        | Operation::DropReminder
        | Operation::BlockVisitor
        | Operation::CloseEnquiry => ByToken::With(Scope::WriteEnquiries),
        Operation::ListBlocks
        | Operation::LiftBlock
        | Operation::EraseContact
        | Operation::ExportContact
        | Operation::ListFiles
        | Operation::ListErasures
        | Operation::ReadErasure => ByToken::With(Scope::ManagePrivacy),
        Operation::ListSpaces | Operation::ReadSpace => ByToken::With(Scope::ReadSpaces),
        Operation::ReadReport | Operation::ListReported | Operation::ReadStaffReport => {
            ByToken::With(Scope::ReadReports)
        }
        Operation::List(_)
        | Operation::Read(_)
        | Operation::ListChannelKinds
        | Operation::ListChannels
        | Operation::ListChanges
        | Operation::ListAudit
        | Operation::ExportSetup
        | Operation::CountLinks
        | Operation::ListQuickLinks
        | Operation::ListSeenCtas
        | Operation::ReadGuide
        | Operation::TryRouting
        | Operation::CheckInstall => ByToken::With(Scope::ReadSettings),
        Operation::Make(_)
        | Operation::Change(_)
        | Operation::Order(_)
        | Operation::Remove(_)
        | Operation::UndoChange
        | Operation::MakeChannel
        | Operation::ChangeChannel
        | Operation::RemoveChannel
        | Operation::CheckChannel
        | Operation::ImportSetup
        | Operation::UploadPicture => ByToken::With(Scope::WriteSettings),
        Operation::ListStaff
        | Operation::ChangeStaff
        | Operation::RemoveStaff
        | Operation::ListInvitations
        | Operation::Invite
        | Operation::WithdrawInvitation => ByToken::With(Scope::ManageStaff),
        Operation::ListHooks
        | Operation::MakeHook
        | Operation::ChangeHook
        | Operation::RemoveHook
        | Operation::RotateHook
        | Operation::TestHook
        | Operation::ListDeliveries
        | Operation::Resend => ByToken::With(Scope::ManageHooks),
        // Of a person and their browser; of visitors; and tokens make no tokens, and are in no Space.
        Operation::ReadOpenApi
        | Operation::MakeService
        | Operation::ReadDirectory
        | Operation::BecomeVisitor
        | Operation::ListOwnEnquiries
        | Operation::NoteSeenCtas
        | Operation::RaiseEnquiry
        | Operation::OpenVisitorRoom
        | Operation::ReadVisitorIce
        | Operation::ReadVisitorPush
        | Operation::SubscribeVisitor
        | Operation::EndVisitorPush
        | Operation::SignIn
        | Operation::ReadSession
        | Operation::SignOut
        | Operation::ChangePassword
        | Operation::ChangePhoto
        | Operation::ListSessions
        | Operation::EndSession
        | Operation::ReadPush
        | Operation::SubscribePush
        | Operation::EndPush
        | Operation::TestPush
        | Operation::ReadQuiet
        | Operation::ChangeQuiet
        | Operation::ReadDraft
        | Operation::KeepDraft
        | Operation::ListMentions
        | Operation::SeeMentions
        | Operation::MakeSpace
        | Operation::ChangeSpace
        | Operation::PutSpaceMember
        | Operation::TakeSpaceMember
        | Operation::MuteSpace
        | Operation::ListCanned
        | Operation::MakeCanned
        | Operation::ChangeCanned
        | Operation::RemoveCanned
        | Operation::RateEnquiry
        | Operation::VisitorFile(_)
        | Operation::StaffFile(_)
        | Operation::ReadIdentity
        | Operation::RotateIdentity
        | Operation::EndIdentity
        | Operation::OpenDesk
        | Operation::OpenStaffRoom
        | Operation::ReadIce
        | Operation::AcceptInvitation
        | Operation::ListTokens
        | Operation::MakeToken
        | Operation::RevokeToken => ByToken::Never,
    }
}

/// The same where the room that the route names is a Space's: what colleagues say to each other is nothing that comes with a
/// right to enquiries.
#[must_use]
pub const fn by_token_in_space(operation: Operation) -> ByToken {
    match by_token(operation) {
        ByToken::With(Scope::ReadEnquiries) => ByToken::With(Scope::ReadSpaces),
        ByToken::With(Scope::WriteEnquiries) => ByToken::With(Scope::WriteSpaces),
        by_token @ (ByToken::Never | ByToken::With(_)) => by_token,
    }
}

/// What `staff` may do with a Space. Programs read and write in public ones, as far as the scopes of their token let them, and
/// are members of none.
#[must_use]
pub fn may_in_space(directory: &Directory, space: &Space, staff: StaffId) -> space::Rights {
    if directory.integrations.contains_key(&staff) {
        let open = space.words.access == Access::Public;
        return space::Rights { read: open, write: open && !space.words.archived, ..space::Rights::default() };
    }
    space.may(staff, directory.staff.get(&staff).map(|member| member.role))
}

/// Whether `staff` may delete files that were shared in a Space: who manages it.
#[must_use]
pub fn may_delete_in_space(directory: &Directory, space: &Space, staff: StaffId) -> bool {
    directory.staff.contains_key(&staff) && may_in_space(directory, space, staff).manage
}

/// In whose panels the card of `enquiry` is now.
pub fn audience<'a>(directory: &'a Directory, enquiry: &'a Enquiry) -> impl Iterator<Item = StaffId> + 'a {
    directory.staff.keys().copied().filter(|staff| may(directory, enquiry, *staff).panel)
}

/// Which closed enquiries somebody may read, as a query can ask it. The same rule as in [`may`]; a test holds them
/// together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Archive {
    /// All.
    All,
    /// Those that were theirs, or in whose room they were, and those that were raised or passed on to them or to these tags.
    Of(StaffId, Vec<TagId>),
}

impl Archive {
    /// What `staff` may read.
    #[must_use]
    pub fn of(directory: &Directory, staff: StaffId) -> Self {
        let reach = directory.staff.get(&staff).map(|member| member.reach);
        match reach {
            _ if directory.integrations.contains_key(&staff) => return Self::All,
            Some(Reach::All) => return Self::All,
            Some(Reach::Own) => return Self::Of(staff, Vec::new()),
            Some(Reach::Team) | None => {}
        }
        let tags = directory.tags.iter().map(|tag| tag.id);
        Self::Of(staff, tags.filter(|tag| directory.serves(staff, Entry::Tag { tag: *tag })).collect())
    }
}
