//! Taking up enquiries, and reading about them.

use kit::focus;
use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{AnsweredEnquiry, EnquiryDetails, EnquiryList, ErrorBody, ErrorCode},
    card::Phase,
    id::{EnquiryId, RoomId},
};
use ui::{connection::RoomConnection, http::Fault};

use super::Desk;
use crate::{
    board::Board,
    navigation,
    place::{self, List, Place},
    text,
};

/// The enquiry that the address asks to answer, taken out of it at once: a reload must not ask again.
pub(super) fn take_pressed() -> Option<EnquiryId> {
    let enquiry = place::answer(&navigation::fragment())?;
    navigation::replace_fragment(&Place::HOME.fragment());
    Some(enquiry)
}

impl Desk {
    /// A notification was pressed while the page is open.
    pub(super) fn press(self, place: &str) {
        match place::answer(place) {
            Some(enquiry) if self.is_live_untracked() => self.reach_for(enquiry),
            Some(enquiry) => self.pressed.set_value(Some(enquiry)),
            None => self.navigation.go(Place::of_fragment(place)),
        }
    }

    /// Answers an open enquiry, or follows a missed one up. Whoever wins goes to the room; whoever loses is told who won.
    pub(crate) fn reach_for(self, enquiry: EnquiryId) {
        let asked = self.board.try_update(|board| {
            let missed = board.card(enquiry).is_some_and(|card| card.phase == Phase::Missed);
            board.reach_for(enquiry).then_some(missed)
        });
        let Some(Some(missed)) = asked else { return };
        let path = format!("enquiries/{enquiry}/{}", if missed { "follow-up" } else { "answer" });
        spawn_local(async move {
            let answer =
                self.requests.change::<AnsweredEnquiry>("POST", &path, &()).await.map_err(|fault| match fault {
                    Fault::Refused(error) => *error,
                    Fault::Offline | Fault::Unreadable => ErrorBody::new(ErrorCode::Unavailable, ""),
                });
            let won = answer.is_ok();
            self.take(|board| board.reached(enquiry, answer));
            if won {
                self.navigation.go(Place::of_enquiry(List::Inbox, enquiry));
            } else {
                // The card may be gone, and its button with it.
                focus::rescue("#open-title, #list-title");
            }
        });
    }

    /// The socket of a room.
    pub(crate) fn room(self, room: impl Into<RoomId>) -> Option<RoomConnection> {
        let me = self.board.with_untracked(|board| board.me().map(|me| me.card.id))?;
        Some(self.rooms.open(self, room.into(), me))
    }

    /// Fetches a page of the missed or closed ones: the first one, or the one after what is there.
    pub(crate) async fn load(self, phase: Phase, more: bool) -> Result<(), Fault> {
        let name = if phase == Phase::Missed { "missed" } else { "closed" };
        let filter = move || self.board.with_untracked(|board| board.filter(phase));
        loop {
            let label = filter();
            let before = self.board.with_untracked(|board| board.listing(phase).next.clone()).filter(|_| more);
            let mut path = format!("enquiries?phase={name}");
            if let Some(label) = label {
                path.extend(["&label=", &label.to_string()]);
            }
            if let Some(before) = &before {
                path.push_str("&before=");
                path.push_str(&String::from(js_sys::encode_uri_component(before)));
            }
            let page = self.requests.read::<EnquiryList>(&path).await?;
            // Another one was chosen meanwhile: this page is of a list that nobody looks at any more.
            if label == filter() {
                self.board.update(|board| board.take_page(phase, before.as_deref(), page));
                return Ok(());
            }
        }
    }

    /// Fetches what is known of an enquiry.
    pub(crate) async fn details(self, enquiry: EnquiryId) -> Result<EnquiryDetails, Fault> {
        let details = self.requests.read::<EnquiryDetails>(&format!("enquiries/{enquiry}")).await?;
        self.board.update(|board| board.take_seen(details.card.clone()));
        Ok(details)
    }

    /// Goes to the next or the one before of this person's rooms, or of their Spaces while they are there; round at the ends.
    pub(crate) fn switch_room(self, forward: bool) {
        let place = self.navigation.place_untracked();
        let in_spaces = place.list() == Some(List::Spaces);
        let rooms: Vec<RoomId> = self.board.with_untracked(|board| {
            let spaces = || board.spaces().into_iter().chain(board.direct()).map(|space| space.space.into());
            let mine = || Board::mine(board).into_iter().map(|card| card.enquiry.into());
            if in_spaces { spaces().collect() } else { mine().collect() }
        });
        let here = place.room();
        let at = here.and_then(|here| rooms.iter().position(|&room| room == here));
        let next = match (at, forward) {
            (Some(at), true) => (at + 1) % rooms.len(),
            (Some(at), false) => (at + rooms.len() - 1) % rooms.len(),
            (None, true) => 0,
            (None, false) => rooms.len().saturating_sub(1),
        };
        match rooms.get(next) {
            Some(&room) => self.navigation.go(Place::of_room(room)),
            None => self.toasts.tell(text::no_rooms_yet()),
        }
    }
}
