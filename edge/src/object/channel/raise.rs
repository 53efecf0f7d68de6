//! In whose room somebody is heard: the one they have, or one that the Desk makes of an id that was noted before it was asked.

use serde::{Deserialize, Serialize};
use shared::{
    api::ErrorCode,
    id::{EnquiryId, VisitorId},
    value::{DisplayName, Handle, LanguageTag},
};
use worker::Headers;

use super::{Inner, carry::Step};
use crate::{
    clock,
    error::EdgeError,
    route::object,
    store::channel::person::{self, Known},
};

/// The messaging service is asked again who somebody is after so long, at their next message.
const ASK_AGAIN_MS: i64 = 24 * 60 * 60_000;

/// What the Desk is asked: whose room is it?
#[derive(Serialize, Deserialize)]
pub(crate) struct RaiseByChannel {
    pub(crate) account: Handle,
    pub(crate) enquiry: EnquiryId,
    pub(crate) visitor: VisitorId,
    pub(crate) name: Option<DisplayName>,
    pub(crate) language: Option<LanguageTag>,
    pub(crate) former: Option<EnquiryId>,
    /// Whether there is a picture of them.
    #[serde(default)]
    pub(crate) photo: bool,
}

/// What it answers.
#[derive(Serialize, Deserialize)]
pub(crate) struct RaisedByChannel {
    pub(crate) enquiry: EnquiryId,
}

impl Inner {
    /// The room in which somebody is heard; one that the Desk makes, if there is none.
    pub(super) async fn room_of(&self, known: &mut Known) -> Result<Result<EnquiryId, Step>, EdgeError> {
        if let Some(enquiry) = known.enquiry {
            return Ok(Ok(enquiry));
        }
        self.ask_who(known).await?;
        let sql = self.storage.sql();
        if !person::is_there(&sql, known)? {
            return Ok(Err(Step::Done));
        }
        let wish = known.wish.unwrap_or_else(|| EnquiryId::new(clock::now(), clock::random()));
        known.wish = Some(wish);
        person::keep_room(&sql, known)?;
        let (service, account) = self.name()?;
        let name = known.name.as_deref().map(|name| name.trim().chars().take(60).collect::<String>());
        let raise = RaiseByChannel {
            account: account.clone(),
            enquiry: wish,
            visitor: known.visitor,
            name: name.and_then(|name| DisplayName::try_from(name).ok()),
            language: known.language.clone().and_then(|language| LanguageTag::try_from(language).ok()),
            former: known.former,
            photo: known.photo,
        };
        let desk = ("DESK", service.as_str());
        match object::ask(&self.env, desk, "/internal/channel-raise", Headers::new(), &raise).await {
            Ok(RaisedByChannel { enquiry }) => {
                (known.enquiry, known.wish) = (Some(enquiry), None);
                person::keep_room(&sql, known)?;
                Ok(Ok(enquiry))
            }
            Err(error) if error.body().code == ErrorCode::Blocked => Ok(Err(Step::Done)),
            Err(error) => {
                // The wish was used for an enquiry that is over, or was erased.
                if error.body().code == ErrorCode::Taken {
                    known.wish = None;
                    person::keep_room(&sql, known)?;
                }
                Ok(Err(Step::Later))
            }
        }
    }

    /// The room is over for them: what they say next is in another one.
    pub(super) fn leave(&self, known: &mut Known, enquiry: EnquiryId) -> Result<(), EdgeError> {
        (known.former, known.enquiry, known.wish) = (Some(enquiry), None, None);
        Ok(person::keep_room(&self.storage.sql(), known)?)
    }

    /// Asks the messaging service who somebody is. It never holds up what they said for long, or for good.
    async fn ask_who(&self, known: &mut Known) -> Result<(), EdgeError> {
        let now = clock::now();
        // A picture that couldn't be had is tried again with the next enquiry.
        let is_known = known.name.is_some() && known.photo;
        if is_known || known.asked_at.is_some_and(|at| now.ms_since(at) < ASK_AGAIN_MS) {
            return Ok(());
        }
        known.asked_at = Some(now);
        let (kept, adapter) = self.known()?;
        let Ok(token) = self.token(None).await? else { return Ok(()) };
        let Some(request) = self.with_account(&kept, |account| adapter.profile(account, &token, known.address()))?
        else {
            return Ok(());
        };
        if let Some(answered) = self.call(adapter.facts().abilities.pace.per_second, &request, None).await? {
            let profile = answered.read(|response| adapter.read_profile(response));
            known.name = known.name.take().or(profile.name);
            if let Some(link) = profile.picture.filter(|_| !known.photo) {
                known.photo = self.keep_photo(known, &link).await;
            }
            known.language = known.language.take().or(profile.language);
        }
        Ok(person::keep_profile(&self.storage.sql(), known)?)
    }
}
