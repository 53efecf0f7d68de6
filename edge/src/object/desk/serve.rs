//! Requests to the Desk, from the router and from rooms: who may call what is settled here, once, and then each goes to
//! who knows about it.

use std::{fmt::Display, str::FromStr};

use shared::{
    api::{
        self, ErrorCode,
        route::{self, FileStep, Miss, Operation},
    },
    availability,
    card::Role,
    desk::Command,
    enquiry::Act,
    id::{RoomId, SpaceId},
    permission::{ByToken, by_token, by_token_in_space},
    setup::{appearance::Appearance, cta::Cta},
    value::{ServiceSlug, Timestamp},
    wire::close,
};
use worker::{Method, Request, Response};

use super::{
    Desk,
    accounts::{self, Internal},
    audit, blocks,
    call::{Call, Change, Handled, Who},
    canned, channels, contacts, ctas, enquiries, erasing, export, files, guide, hooks, identity, labels, mentions,
    pictures, push, quiet, ratings, reminders, reports, rooms, search, set_up, settings, socket, spaces, tokens,
    visitor_push, visitors,
};
use crate::{
    access::{Caller, Facts},
    answer, clock,
    error::EdgeError,
    fault::Fault,
    route::visits::Visits,
    store::{self, desk::link_count},
};

impl Desk {
    /// Answers one request.
    ///
    /// # Errors
    /// Every refusal, and whatever went wrong.
    pub(super) async fn serve(&self, mut request: Request) -> Result<Response, EdgeError> {
        if self.faults
            && let Some(fault) = Fault::of(&request)
        {
            self.next_fault.set(Some(fault));
            fault.strike(&self.state);
        }
        let path = request.path();
        let body = if request.method() == Method::Get { String::new() } else { request.text().await? };
        let now = clock::now();
        if path == "/internal/service" {
            return self.begin(now, &request, &body).await;
        }
        if path == set_up::PATH {
            return set_up::note(self, &body);
        }
        self.wake(now)?;
        match path.strip_prefix("/internal/") {
            Some("report") => {
                let report = serde_json::from_str(&body)?;
                self.reports.wait().await;
                enquiries::report(self, clock::now(), report)
            }
            Some("file-news") => files::note(self, now, &body),
            Some("room-held") => erasing::note_room(self, now, &body),
            Some("space-report") => spaces::report(self, now, &body),
            Some("note-news") => mentions::note(self, now, &body),
            Some("visitor-call") => visitor_push::call(self, now, &body),
            Some("public") => self.public(),
            Some("visitor") => {
                accounts::authorize(&self.memory.sql, now, route::Caller::Visitor, &Caller::of(&request)?)?;
                answer::json(&())
            }
            Some("identify") => identity::identify(self, now, &Facts::of(&request)?, &body),
            Some("channel-raise") => channels::raise(self, now, &body).await,
            Some("visits") => self.count_visits(&body),
            Some("site") => guide::note_site(self, now, &body),
            Some(rest) => self.serve_internal(now, &request, &path, rest, &body),
            None => self.serve_outside(now, &request, &path, &body).await,
        }
    }

    /// Who asks, and that this is for them.
    fn who(&self, now: Timestamp, wanted: route::Caller, by_token: ByToken, caller: &Caller) -> Result<Who, EdgeError> {
        match (wanted, caller) {
            (route::Caller::Staff(_), Caller::Token { token, secret_hash }) => {
                tokens::admit(self, now, by_token, *token, secret_hash)
            }
            (_, _) => accounts::authorize(&self.memory.sql, now, wanted, caller),
        }
    }

    fn serve_internal(
        &self,
        now: Timestamp,
        request: &Request,
        path: &str,
        rest: &str,
        body: &str,
    ) -> Result<Response, EdgeError> {
        let caller = Caller::of(request)?;
        if let Some(room) = rest.strip_prefix("seat/") {
            let wanted = route::Caller::Staff(Role::Agent);
            let who = self.who(now, wanted, by_token(Operation::OpenStaffRoom), &caller)?;
            return rooms::seat(self, now, &who, id(Some(room))?);
        }
        if let Some(room) = rest.strip_prefix("file-pass/") {
            let wanted = match caller {
                Caller::Visitor { .. } => route::Caller::Visitor,
                Caller::Anyone | Caller::SetUp { .. } | Caller::Session { .. } | Caller::Token { .. } => {
                    route::Caller::Staff(Role::Agent)
                }
            };
            let who = self.who(now, wanted, by_token(Operation::StaffFile(FileStep::Read)), &caller)?;
            if !body.is_empty() {
                files::admit(self, now, &who, id(Some(room))?, body)?;
            }
            return rooms::file_pass(self, now, &who, id(Some(room))?);
        }
        if let Some(enquiry) = rest.strip_prefix("export/") {
            let wanted = route::Caller::Staff(Role::Admin);
            let who = self.who(now, wanted, by_token(Operation::ExportContact), &caller)?;
            return enquiries::exported(self, &who, id(Some(enquiry))?);
        }
        let facts = Facts::of(request)?;
        let sql = &self.memory.sql;
        self.change(now, || accounts::internal(&Internal { path, sql, now, caller: &caller, facts: &facts, body }))
    }

    /// What came from outside, past the router. Who may call what is settled here, once.
    async fn serve_outside(
        &self,
        now: Timestamp,
        request: &Request,
        path: &str,
        body: &str,
    ) -> Result<Response, EdgeError> {
        let found = route::find(&request.inner().method(), path).map_err(|miss| match miss {
            Miss::NoPath | Miss::NoMethod(_) => EdgeError::not_found(),
        })?;
        let sql = &self.memory.sql;
        let in_space = found.value("room").is_some_and(|room| room.parse::<SpaceId>().is_ok());
        let wanted = if in_space { by_token_in_space } else { by_token };
        let who = self.who(now, found.route.caller, wanted(found.route.operation), &Caller::of(request)?)?;
        let query: Vec<(String, String)> = request.url()?.query_pairs().into_owned().collect();
        let call = Call { sql, now, who: &who, found: &found, query: &query, body };
        let answer = self.answer(request, &call).await?;
        audit::note_call(&call)?;
        Ok(answer)
    }

    /// What each route does.
    #[expect(clippy::too_many_lines, reason = "every operation, one after the other")]
    async fn answer(&self, request: &Request, call: &Call<'_>) -> Result<Response, EdgeError> {
        let Call { sql, now, who, found, query, body } = *call;
        match found.route.operation {
            Operation::ReadDirectory => answer::json(&self.directory()?),
            Operation::RaiseEnquiry => visitors::raise(self, now, who, &Facts::of(request)?, body).await,
            Operation::ListOwnEnquiries => visitors::list(self, now, who),
            Operation::RateEnquiry => ratings::rate(self, call, &Facts::of(request)?),
            Operation::NoteSeenCtas => ctas::note_seen(self, now, body),
            // The router looks at the page, once it is known who asks.
            Operation::CheckInstall => Ok(answer::done()),
            Operation::UploadPicture => pictures::count(self, now, who, body),
            Operation::ListSeenCtas => ctas::list_seen(self),
            Operation::ReadGuide => guide::read(self, now),
            Operation::ReadPush => push::read(self, who),
            Operation::SubscribePush => push::subscribe(self, now, who, &Facts::of(request)?, body),
            Operation::EndPush => push::end(self, now, who),
            Operation::TestPush => push::test(self, now, who).await,
            Operation::ReadQuiet => quiet::read(self, who),
            Operation::ChangeQuiet => {
                self.change(now, || quiet::change(self, who, body))?;
                quiet::read(self, who)
            }
            Operation::ReadVisitorPush => visitor_push::read(self, now, who),
            Operation::SubscribeVisitor => visitor_push::subscribe(self, now, who, &Facts::of(request)?, body),
            Operation::EndVisitorPush => visitor_push::end(self, who),
            Operation::ListCanned | Operation::MakeCanned | Operation::ChangeCanned | Operation::RemoveCanned => {
                canned::handle(self, call)
            }
            Operation::Search => search::search(self, call).await,
            Operation::OpenDesk => socket::open(self, now, who),
            Operation::ListEnquiries => enquiries::list(self, who, query),
            Operation::TryRouting => enquiries::try_routing(self, body),
            Operation::CountLinks => answer::json(&link_count::all(sql).map_err(EdgeError::Storage)?),
            Operation::ReadReport => reports::figures(self, call),
            Operation::ListReported => reports::behind(self, call),
            Operation::ReadStaffReport => reports::staff(self, call),
            Operation::ReadEnquiry => enquiries::details(self, who, id(found.value("enquiry"))?),
            Operation::AnswerEnquiry
            | Operation::FollowUpEnquiry
            | Operation::TransferEnquiry
            | Operation::TakeBackEnquiry
            | Operation::TakeOverEnquiry
            | Operation::DeclineEnquiry
            | Operation::InviteGuest
            | Operation::RemoveGuest => self.act(call).await,
            Operation::ReadPreview if !self.memory.look(|known| known.settings().link_previews)? => {
                Err(EdgeError::not_found())
            }
            // The room does it, once it is known who asks.
            Operation::ReadRoom
            | Operation::ListEntries
            | Operation::SayInRoom
            | Operation::NoteInRoom
            | Operation::MarkRoom
            | Operation::ReadTranscript
            | Operation::ListPins
            | Operation::PinEntry
            | Operation::UnpinEntry
            | Operation::ReadPreview => rooms::door(self, now, who, id(found.value("room"))?),
            Operation::MailTranscript => rooms::mail(self, call),
            Operation::CloseEnquiry => rooms::door(self, now, who, RoomId::Enquiry(id(found.value("enquiry"))?)),
            // There are no calls in Spaces.
            Operation::ReadIce => rooms::door(self, now, who, RoomId::Enquiry(id(found.value("room"))?)),
            Operation::ReadDraft | Operation::KeepDraft => rooms::draft(self, call),
            Operation::ListQuickLinks => rooms::quick_links(self, now, &Facts::of(request)?),
            Operation::ListMentions | Operation::SeeMentions => mentions::handle(self, call),
            Operation::ListSpaces
            | Operation::MakeSpace
            | Operation::ReadSpace
            | Operation::ChangeSpace
            | Operation::PutSpaceMember
            | Operation::TakeSpaceMember
            | Operation::MuteSpace => spaces::handle(self, call).await,
            Operation::ListAudit => audit::list(call),
            Operation::ListTokens | Operation::MakeToken | Operation::RevokeToken => {
                self.change(now, || tokens::handle(call))
            }
            Operation::ListContacts
            | Operation::ReadContact
            | Operation::ReadPhoto
            | Operation::ChangeContact
            | Operation::NoteContact
            | Operation::RemoveContactNote
            | Operation::MergeContact
            | Operation::PartContact
            | Operation::KeepContactApart => contacts::handle(self, call),
            Operation::ReadIdentity | Operation::RotateIdentity | Operation::EndIdentity => {
                identity::handle(self, call)
            }
            Operation::SetReminder
            | Operation::ListReminders
            | Operation::ChangeReminder
            | Operation::FinishReminder
            | Operation::DropReminder => reminders::handle(self, call),
            Operation::PutLabel => labels::put(self, call, true).await,
            Operation::TakeLabelOff => labels::put(self, call, false).await,
            Operation::BlockVisitor => blocks::block(self, call),
            Operation::ListBlocks => blocks::list(self, call),
            Operation::LiftBlock => blocks::lift(self, call),
            Operation::EraseContact => erasing::erase(self, call),
            Operation::ExportContact => export::manifest(self, call),
            Operation::ListFiles => files::list(self, call),
            Operation::ListErasures => erasing::list(self, call),
            Operation::ReadErasure => erasing::read(self, call),
            Operation::ListChannelKinds
            | Operation::ListChannels
            | Operation::MakeChannel
            | Operation::ChangeChannel
            | Operation::RemoveChannel
            | Operation::CheckChannel
            | Operation::ReadChannel
            | Operation::ListTemplates
            | Operation::SendTemplate
            | Operation::SendAgain => channels::handle(self, call, &Facts::of(request)?).await,
            Operation::ListHooks
            | Operation::MakeHook
            | Operation::ChangeHook
            | Operation::RemoveHook
            | Operation::RotateHook
            | Operation::TestHook
            | Operation::ListDeliveries
            | Operation::Resend => hooks::handle(self, call, &Facts::of(request)?).await,
            Operation::ReadSession
            | Operation::SignOut
            | Operation::ListSessions
            | Operation::EndSession
            | Operation::ListInvitations
            | Operation::Invite
            | Operation::WithdrawInvitation => self.change(now, || accounts::handle(call)),
            Operation::List(_)
            | Operation::Read(_)
            | Operation::Make(_)
            | Operation::Change(_)
            | Operation::Order(_)
            | Operation::Remove(_)
            | Operation::ListChanges
            | Operation::UndoChange
            | Operation::ExportSetup
            | Operation::ImportSetup
            | Operation::ListStaff
            | Operation::ChangeStaff
            | Operation::ChangePhoto
            | Operation::RemoveStaff => self.change(now, || settings::handle(call)),
            // The router's own, or a room's.
            Operation::ReadOpenApi
            | Operation::BecomeVisitor
            | Operation::MakeService
            | Operation::SignIn
            | Operation::ChangePassword
            | Operation::AcceptInvitation
            | Operation::OpenVisitorRoom
            | Operation::ReadVisitorIce
            | Operation::VisitorFile(_)
            | Operation::StaffFile(_)
            | Operation::OpenStaffRoom => Err(EdgeError::not_found()),
        }
    }

    /// What somebody does with an enquiry.
    async fn act(&self, call: &Call<'_>) -> Result<Response, EdgeError> {
        let Call { now, who, found, body, .. } = *call;
        let enquiry = id(found.value("enquiry"))?;
        let guest = || id(found.value("staff"));
        #[expect(
            clippy::wildcard_enum_match_arm,
            reason = "the Desk's dispatch matches in full; the rest goes elsewhere"
        )]
        let act = match found.route.operation {
            Operation::AnswerEnquiry | Operation::FollowUpEnquiry => {
                return enquiries::take(self, now, who, enquiry).await;
            }
            Operation::TransferEnquiry => Act::Transfer(Box::new(serde_json::from_str(body)?)),
            Operation::TakeBackEnquiry => Act::TakeBack,
            Operation::TakeOverEnquiry => Act::TakeOver(serde_json::from_str(body)?),
            Operation::DeclineEnquiry => Act::Decline,
            Operation::InviteGuest => Act::Invite(guest()?),
            Operation::RemoveGuest => Act::Leave(guest()?),
            _ => return Err(EdgeError::Broken("an operation that isn't of an enquiry")),
        };
        enquiries::act(self, now, who, enquiry, act).await
    }

    /// Makes the service.
    async fn begin(&self, now: Timestamp, request: &Request, body: &str) -> Result<Response, EdgeError> {
        let caller = Caller::of(request)?;
        let asked = settings::asked(&caller, body)?;
        let name = self.state.id().name().and_then(|name| ServiceSlug::try_from(name).ok());
        let slug = name.ok_or(EdgeError::Broken("a Desk has the name of something else"))?;
        if let Caller::SetUp { once: Some(key_hash) } = caller {
            let exists = store::exists(&self.memory.sql).map_err(EdgeError::Storage)?;
            set_up::use_up(self, key_hash, &slug, exists).await?;
        }
        let handled = self.memory.begin(|| settings::make_service(&self.memory.sql, now, &slug, asked))?;
        self.wake(now)?;
        Ok(handled.answer)
    }

    /// One turn of accounts or settings, and what follows from it for sockets.
    pub(super) fn change(
        &self,
        now: Timestamp,
        change: impl FnOnce() -> Result<Handled, EdgeError>,
    ) -> Result<Response, EdgeError> {
        let fault = self.next_fault.take();
        let (handled, effects) = self.memory.turn_of_settings(now, fault, change)?;
        let mut left = Vec::new();
        for change in &handled.changes {
            match change {
                Change::Directory | Change::Quiet => {}
                Change::SessionEnded { staff, session } => {
                    left.push((*staff, availability::Command::SignOut));
                    self.dashboards(|dashboards| {
                        dashboards.end_all(|_, its| its == *session, close::UNAUTHENTICATED, "signed out");
                    });
                }
                Change::StaffRemoved { staff } => {
                    self.dashboards(|dashboards| {
                        dashboards.end_all(|its, _| its == *staff, close::UNAUTHENTICATED, "removed");
                    });
                    spaces::tell_all(self)?;
                }
            }
        }
        self.carry_out(effects)?;
        if !handled.changes.is_empty() {
            if handled.changes.contains(&Change::Directory) {
                socket::show_service(self);
            }
            left.retain(|(staff, _)| !self.dashboards(|dashboards| dashboards.has(*staff)));
            left.extend(push::news(self)?);
            self.turn(now, Command::Staff(left))?;
            // Seats that were taken back.
            self.outbox.send(&self.state);
            self.memory.arm(true)?;
        }
        Ok(handled.answer)
    }

    /// Visits of weblinks, as a router gathered them.
    fn count_visits(&self, body: &str) -> Result<Response, EdgeError> {
        let gathered: Vec<Visits> = serde_json::from_str(body)?;
        let sql = &self.memory.sql;
        self.memory.note(|| {
            for Visits { link, campaign, counts } in gathered {
                link_count::add(sql, &link, campaign.as_ref(), counts).map_err(EdgeError::Storage)?;
            }
            Ok(answer::done())
        })
    }

    /// What anybody may know.
    fn public(&self) -> Result<Response, EdgeError> {
        let directory = self.directory()?;
        self.memory.look(|known| settings::public(&known.setup, directory))?
    }

    pub(super) fn directory(&self) -> Result<api::Directory, EdgeError> {
        let now = clock::now();
        self.memory.look(|known| {
            let online = known.settings().show_online;
            let mut tags: Vec<_> = known.rules.tag_cards(now, online).collect();
            let mut staff: Vec<_> = known.rules.staff_cards(online).collect();
            if let Some(appearance) = known.setup.only::<Appearance>() {
                appearance.order(&mut tags, &mut staff);
            }
            let ctas = known.setup.all::<Cta>().map(|(id, cta)| cta.link(id, &tags, known.rules.directory())).collect();
            let forms = known.rules.directory().forms().cloned().collect();
            api::Directory { service: known.service(), tags, staff, ctas, forms }
        })
    }
}

/// An id in a path, or there is nothing there.
pub(super) fn id<T: FromStr>(text: Option<&str>) -> Result<T, EdgeError> {
    text.and_then(|text| text.parse().ok()).ok_or_else(EdgeError::not_found)
}

/// A place in a list by time, as clients get it for the page after it.
pub(super) fn place(at: Timestamp, id: impl Display) -> String {
    format!("{}.{id}", at.as_ms())
}

/// The place that a client gives back, under this name.
///
/// # Errors
/// `malformed`.
pub(super) fn asked_place<T: FromStr>(name: &str, text: &str) -> Result<(Timestamp, T), EdgeError> {
    let parse = || {
        let (at, id) = text.split_once('.')?;
        Some((Timestamp::from_ms(at.parse().ok()?), id.parse().ok()?))
    };
    let malformed = || EdgeError::refused(ErrorCode::Malformed, format!("`{name}` is the `next` of another page."));
    parse().ok_or_else(malformed)
}

/// An id behind the question mark.
///
/// # Errors
/// `malformed` for what is none.
pub(super) fn asked_for<T: FromStr>(text: &str) -> Result<T, EdgeError> {
    text.parse().map_err(|_| EdgeError::refused(ErrorCode::Malformed, "This isn't an id of the right kind."))
}
