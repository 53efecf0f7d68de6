//! Spaces: what this person does with them, and what calls from there.

use leptos::{prelude::*, task::spawn_local};
use shared::{
    id::{EnquiryId, SpaceId, StaffId},
    mention::Mention,
    space::{Access, MakeSpace, SpaceCard, SpaceMembership, SpaceView, SpaceWords},
};
use ui::{clock, http::Fault};

use super::Desk;
use crate::{
    alert::{self, Call},
    board::{name_of, visitor_name},
    place::Place,
    text,
};

impl Desk {
    /// Somebody wrote to this person by name.
    pub(super) fn named(self, space: SpaceId) {
        let on_screen = self.navigation.place_untracked().room() == Some(space.into());
        if on_screen && alert::is_looked_at() {
            return;
        }
        let Some(card) = self.board.with_untracked(|board| board.space(space).cloned()) else { return };
        let (Some(said), name) = (&card.said, name_of(&card).to_owned()) else { return };
        let by = self.name_of_staff(said.staff);
        let title = if card.words.access == Access::Direct { by.clone() } else { text::named_in(&by, &name) };
        self.toasts.tell(format!("{title}: {}", said.text));
        self.ring(Call::Message, &title, said.text.as_str(), space.into());
    }

    /// A colleague noted something for this person.
    pub(super) fn noted(self, mention: &Mention) {
        let Mention { enquiry, by, named, words, .. } = mention;
        let on_screen = self.navigation.place_untracked().enquiry() == Some(*enquiry);
        if on_screen && alert::is_looked_at() {
            return;
        }
        let title = self.title_of_note(*enquiry, *by);
        self.toasts.tell(format!("{title}: {words}"));
        // What stands in one's own chat waits there; who is named is called.
        if *named {
            self.ring(Call::Message, &title, words.as_str(), (*enquiry).into());
        }
    }

    /// Who noted something, and about whom, if that is known here.
    pub(crate) fn title_of_note(self, enquiry: EnquiryId, by: StaffId) -> String {
        let visitor = self.board.with_untracked(|board| board.card(enquiry).map(|card| visitor_name(card).to_string()));
        let by = self.name_of_staff(by);
        visitor.map_or_else(|| text::noted(&by), |visitor| text::noted_in(&by, &visitor))
    }

    /// What somebody of the staff is called.
    pub(crate) fn name_of_staff(self, staff: StaffId) -> String {
        self.board.with(|board| {
            let own = board.me().filter(|me| me.card.id == staff).map(|me| me.card.name.to_string());
            own.or_else(|| board.colleague(staff).map(|one| one.card.name.to_string()))
                .unwrap_or_else(|| text::somebody().to_owned())
        })
    }

    /// This person has seen the notes of an enquiry, or all.
    pub(crate) fn see_mentions(self, enquiry: Option<EnquiryId>) {
        self.board.update(|board| board.seen(enquiry));
        spawn_local(async move {
            // If it isn't heard, they come again with the next connection.
            let body = shared::api::SeenMentions { enquiry };
            let _ = self.requests.change::<()>("POST", "mentions/seen", &body).await;
        });
    }

    /// One, with who is in it.
    pub(crate) async fn read_space(self, space: SpaceId) -> Result<SpaceView, Fault> {
        self.requests.read(&format!("spaces/{space}")).await
    }

    /// Makes one, and goes there.
    pub(crate) async fn make_space(self, words: SpaceWords, members: Vec<StaffId>) -> Result<(), Fault> {
        let space = SpaceId::new(clock::now(), clock::random());
        let made: SpaceView = self.requests.change("POST", "spaces", &MakeSpace { space, words, members }).await?;
        let space = made.card.space;
        self.take_space(made.card);
        self.navigation.go(Place::of_space(space));
        Ok(())
    }

    /// Goes to the direct chat with somebody; it is made if there is none.
    pub(crate) fn talk_to(self, staff: StaffId) {
        let known = self.board.with_untracked(|board| {
            board.direct().into_iter().find(|space| space.with == Some(staff)).map(|space| space.space)
        });
        if let Some(space) = known {
            self.navigation.go(Place::of_space(space));
            return;
        }
        let words = SpaceWords { access: Access::Direct, name: None, description: None, archived: false };
        spawn_local(async move {
            if let Err(fault) = self.make_space(words, vec![staff]).await {
                self.toasts.complain(kit::text::fault(&fault));
            }
        });
    }

    /// Brings somebody in, or says whether they manage it.
    pub(crate) async fn put_member(self, space: SpaceId, staff: StaffId, manages: bool) -> Result<SpaceView, Fault> {
        let path = format!("spaces/{space}/members/{staff}");
        let view: SpaceView = self.requests.change("PUT", &path, &SpaceMembership { manages }).await?;
        if view.card.membership.is_some() {
            self.take_space(view.card.clone());
        }
        Ok(view)
    }

    fn take_space(self, space: SpaceCard) {
        let frame = shared::wire::DeskServerFrame::SpaceChanged { space: Box::new(space) };
        self.take(|board| board.take(frame));
    }
}
