//! Every operation of the HTTP interface: what the router does itself, and what it hands over.

use shared::{
    api::{
        ErrorCode,
        route::{Match, Operation},
    },
    id::RoomId,
    value::ServiceSlug,
};
use worker::{Response, ResponseBuilder};

use super::{
    Incoming, account, body, export, files, ice, install,
    limit::{self, Counted},
    photo, pictures, preview, public, room, seen, socket, transcript, visitor,
};
use crate::{access::Caller, answer, error::EdgeError, page};

/// Made from the types of the crate `shared` by `cargo xtask openapi`.
const OPENAPI: &str = include_str!("../openapi.json");

/// Answers one request.
///
/// # Errors
/// Every refusal, and whatever went wrong.
#[expect(clippy::too_many_lines, reason = "every operation, one after the other")]
pub(super) async fn serve(incoming: Incoming, found: &Match<'_>) -> Result<Response, EdgeError> {
    // Everybody on the staff may change these of their own, and each change is looked at by the whole Desk.
    if matches!(found.route.operation, Operation::ChangePhoto | Operation::ChangeQuiet) {
        let desk = incoming.desk(service(found)?)?;
        limit::count(&incoming.env, &desk.facts, Counted::Upload).await?;
    }
    match found.route.operation {
        Operation::ReadOpenApi => {
            let builder = ResponseBuilder::new().with_header("Content-Type", "application/json")?;
            Ok(builder.fixed(OPENAPI.as_bytes().to_vec()))
        }
        Operation::MakeService => account::make_service(incoming, found).await,
        Operation::ReadDirectory => read_directory(&incoming, &service(found)?).await,
        Operation::BecomeVisitor => visitor::become_one(incoming, service(found)?).await,
        Operation::OpenVisitorRoom | Operation::OpenDesk | Operation::OpenStaffRoom => {
            socket::open(incoming, found, service(found)?).await
        }
        Operation::SignIn => account::sign_in(incoming, service(found)?).await,
        Operation::SignOut => account::sign_out(incoming, found, service(found)?).await,
        Operation::ChangePassword => account::change_password(incoming, found, service(found)?).await,
        Operation::AcceptInvitation => account::accept_invitation(incoming, service(found)?).await,
        Operation::RaiseEnquiry | Operation::SubscribeVisitor => {
            count_and_hand_over(incoming, found, Counted::Raise).await
        }
        Operation::ReadVisitorPush | Operation::EndVisitorPush | Operation::RateEnquiry => {
            count_and_hand_over(incoming, found, Counted::Visitor).await
        }
        Operation::CheckInstall => install::check(incoming, found, service(found)?).await,
        Operation::UploadPicture => pictures::upload(incoming, found, service(found)?).await,
        Operation::VisitorFile(step) | Operation::StaffFile(step) => {
            files::serve(incoming, found, service(found)?, step).await
        }
        Operation::ReadRoom
        | Operation::ListEntries
        | Operation::SayInRoom
        | Operation::NoteInRoom
        | Operation::MarkRoom
        | Operation::ListPins
        | Operation::PinEntry
        | Operation::UnpinEntry
        | Operation::CloseEnquiry => room::ask(incoming, found, service(found)?).await,
        Operation::ReadVisitorIce | Operation::ReadIce => ice::serve(incoming, found, service(found)?).await,
        Operation::ReadPreview => preview::serve(incoming, found, service(found)?).await,
        Operation::ReadPhoto => photo::serve(incoming, found, service(found)?).await,
        Operation::ReadTranscript => transcript::serve(incoming, found, service(found)?).await,
        Operation::MailTranscript => transcript::mail(incoming, found, service(found)?).await,
        Operation::ExportContact => export::serve(incoming, found, service(found)?).await,
        Operation::NoteSeenCtas => seen::note(incoming, service(found)?).await,
        Operation::ListOwnEnquiries
        | Operation::ListSeenCtas
        | Operation::ReadGuide
        | Operation::ReadSession
        | Operation::ListSessions
        | Operation::EndSession
        | Operation::ReadPush
        | Operation::SubscribePush
        | Operation::EndPush
        | Operation::TestPush
        | Operation::ReadQuiet
        | Operation::ChangeQuiet
        | Operation::ListCanned
        | Operation::MakeCanned
        | Operation::ChangeCanned
        | Operation::RemoveCanned
        | Operation::Search
        | Operation::ListEnquiries
        | Operation::ReadEnquiry
        | Operation::AnswerEnquiry
        | Operation::FollowUpEnquiry
        | Operation::TransferEnquiry
        | Operation::TakeBackEnquiry
        | Operation::TakeOverEnquiry
        | Operation::DeclineEnquiry
        | Operation::InviteGuest
        | Operation::RemoveGuest
        | Operation::ListContacts
        | Operation::ReadContact
        | Operation::ChangeContact
        | Operation::NoteContact
        | Operation::RemoveContactNote
        | Operation::MergeContact
        | Operation::PartContact
        | Operation::KeepContactApart
        | Operation::ReadIdentity
        | Operation::RotateIdentity
        | Operation::EndIdentity
        | Operation::PutLabel
        | Operation::TakeLabelOff
        | Operation::SetReminder
        | Operation::ListReminders
        | Operation::ChangeReminder
        | Operation::FinishReminder
        | Operation::DropReminder
        | Operation::ReadDraft
        | Operation::KeepDraft
        | Operation::ListMentions
        | Operation::SeeMentions
        | Operation::ListQuickLinks
        | Operation::ListSpaces
        | Operation::MakeSpace
        | Operation::ReadSpace
        | Operation::ChangeSpace
        | Operation::PutSpaceMember
        | Operation::TakeSpaceMember
        | Operation::MuteSpace
        | Operation::TryRouting
        | Operation::List(_)
        | Operation::Read(_)
        | Operation::ListChanges
        | Operation::CountLinks
        | Operation::ReadReport
        | Operation::ListReported
        | Operation::ReadStaffReport
        | Operation::ExportSetup
        | Operation::ListStaff
        | Operation::ListAudit
        | Operation::BlockVisitor
        | Operation::ListBlocks
        | Operation::LiftBlock
        | Operation::EraseContact
        | Operation::ListErasures
        | Operation::ReadErasure
        | Operation::ListFiles
        | Operation::ListTokens
        | Operation::MakeToken
        | Operation::RevokeToken
        | Operation::ListChannelKinds
        | Operation::ListChannels
        | Operation::MakeChannel
        | Operation::ChangeChannel
        | Operation::RemoveChannel
        | Operation::CheckChannel
        | Operation::ReadChannel
        | Operation::ListTemplates
        | Operation::SendTemplate
        | Operation::SendAgain
        | Operation::ListHooks
        | Operation::MakeHook
        | Operation::ChangeHook
        | Operation::RemoveHook
        | Operation::RotateHook
        | Operation::TestHook
        | Operation::ListDeliveries
        | Operation::Resend
        | Operation::ListInvitations
        | Operation::Invite
        | Operation::WithdrawInvitation => hand_over(incoming, found, service(found)?).await,
        Operation::Make(_)
        | Operation::Change(_)
        | Operation::Order(_)
        | Operation::Remove(_)
        | Operation::UndoChange
        | Operation::ImportSetup
        | Operation::ChangeStaff
        | Operation::ChangePhoto
        | Operation::RemoveStaff => {
            let service = service(found)?;
            let answer = hand_over(incoming, found, service.clone()).await?;
            // Not for who is refused, or anybody could make us ask the Desk for each page.
            if answer.status_code() < 300 {
                public::outdate(&service);
            }
            Ok(answer)
        }
    }
}

/// What anybody may ask, and so is counted by where it comes from.
async fn count_and_hand_over(incoming: Incoming, found: &Match<'_>, counted: Counted) -> Result<Response, EdgeError> {
    let service = service(found)?;
    let desk = incoming.desk(service.clone())?;
    limit::count(&incoming.env, &desk.facts, counted).await?;
    hand_over(incoming, found, service).await
}

/// The directory, said in the reader's language.
async fn read_directory(incoming: &Incoming, service: &ServiceSlug) -> Result<Response, EdgeError> {
    let public = incoming.public_now(service).await?;
    let wishes = page::wishes(&incoming.request, &incoming.request.url()?)?;
    answer::json_marked(&incoming.request, &public.directory_for(&page::languages(&wishes)))
}

/// A name that can't be one is the name of no service.
///
/// # Errors
/// `not_found`.
pub(super) fn service(found: &Match<'_>) -> Result<ServiceSlug, EdgeError> {
    found.value("service").and_then(|text| ServiceSlug::try_from(text).ok()).ok_or_else(EdgeError::not_found)
}

/// The room that a path names, or that of the enquiry which it names.
///
/// # Errors
/// `not_found`.
pub(super) fn room(found: &Match<'_>) -> Result<RoomId, EdgeError> {
    let enquiry = found.value("enquiry").and_then(|text| text.parse().ok()).map(RoomId::Enquiry);
    enquiry.or_else(|| found.value("room")?.parse().ok()).ok_or_else(EdgeError::not_found)
}

/// The Desk answers; the router has seen to who asks and to the size of what is sent.
pub(super) async fn hand_over(
    mut incoming: Incoming,
    found: &Match<'_>,
    service: ServiceSlug,
) -> Result<Response, EdgeError> {
    let caller = Caller::identify(&incoming.request, &incoming.env, incoming.now, found.route.caller, &service)?;
    let body = match found.route.body {
        Some(_) => {
            let is_setup = found.route.operation == Operation::ImportSetup;
            let most = if is_setup { body::MAX_SETUP_BYTES } else { body::MAX_BYTES };
            Some(body::text(&mut incoming.request, most).await?)
        }
        None => None,
    };
    let url = incoming.request.url()?;
    let path = match url.query() {
        Some(query) => format!("{}?{query}", incoming.path),
        None => incoming.path.clone(),
    };
    let desk = incoming.desk(service)?;
    let answer = desk.ask(incoming.request.method(), &path, &caller, body.as_deref()).await?;
    if answer.status_code() == ErrorCode::Unauthenticated.status() {
        limit::count(&incoming.env, &desk.facts, Counted::Session).await?;
    }
    Ok(answer)
}
