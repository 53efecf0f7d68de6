//! Finding from the dashboard: what the finder begins with, and the way to an entry of a room. The finder itself is drawn by
//! the records, which are fetched for it.

use kit::{
    host::{AboutSpaces, AskOfSpaces, Finder, KnownRoom, Names, Remind},
    lean::effect,
};
use leptos::prelude::*;
use shared::{
    card::{EnquiryCard, StaffCard},
    id::{EnquiryId, ReminderId},
    space::SpaceCard,
    value::{DisplayName, Seq},
};
use ui::{connection::RoomConnection, transcript::Transcript, view::dom};

use crate::{
    board::{Board, name_of, visitor_name},
    desk::Desk,
    place::{List, Place},
    view::log::LogPart,
};

/// So many rooms at most go into the finder: who has more types a name into the search of everything.
const MOST_ROOMS: usize = 200;

/// Past an entry that isn't drawn (nobody said anything there), one of so many after it is gone to.
const NEARBY: u32 = 20;

/// What is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Finding {
    /// Somewhere to go.
    All,
    /// Words in a room.
    In(EnquiryId),
    /// Nothing: a reminder of an enquiry is set, or changed.
    Reminder(EnquiryId, Option<ReminderId>),
    /// Nothing: its transcript is e-mailed.
    Mail(EnquiryId),
    /// Nothing: something is asked about Spaces.
    Spaces(AskOfSpaces),
}

impl Board {
    /// What a search can be narrowed to.
    pub(crate) fn names(&self) -> Names {
        let own = self.me().map(|me| (me.card.id, me.card.name.to_string()));
        let others = self.colleagues().into_iter().map(|one| (one.card.id, one.card.name.to_string()));
        Names {
            tags: self.tags().iter().map(|tag| (tag.id, tag.name.to_string())).collect(),
            staff: own.into_iter().chain(others).collect(),
            labels: self.labels().iter().map(|label| (label.id, label.label.name.to_string())).collect(),
        }
    }

    /// What the finder begins with.
    fn finder(&self, finding: Finding) -> Finder {
        match finding {
            Finding::All => {}
            Finding::In(room) => return Finder { room: Some(room), ..Finder::default() },
            Finding::Reminder(enquiry, reminder) => {
                return Finder { remind: Some(Remind { enquiry, reminder }), ..Finder::default() };
            }
            Finding::Mail(enquiry) => return Finder { mail: Some(enquiry), ..Finder::default() },
            Finding::Spaces(ask) => {
                let person = |one: &StaffCard| (one.id, one.name.to_string(), one.photo.clone().unwrap_or_default());
                let about = AboutSpaces { ask, colleagues: self.called("").map(person).collect() };
                return Finder { spaces: serde_json::to_string(&about).ok(), ..Finder::default() };
            }
        }
        let known = |mine: bool| {
            move |card: &EnquiryCard| KnownRoom {
                room: card.enquiry.into(),
                name: visitor_name(card).to_string(),
                about: match &card.preview {
                    Some(preview) => format!("{} · {}", card.entry.name(), preview.text),
                    None => card.entry.name().to_string(),
                },
                mine,
            }
        };
        let space = |space: &SpaceCard| KnownRoom {
            room: space.space.into(),
            name: name_of(space).to_owned(),
            about: space.said.as_ref().map(|said| said.text.to_string()).unwrap_or_default(),
            mine: true,
        };
        let spaces = self.spaces().into_iter().chain(self.direct()).map(space);
        let rooms = self.mine().into_iter().map(known(true)).chain(spaces);
        let rooms = rooms.chain(self.open().into_iter().map(known(false)));
        let person = |name: &DisplayName, title: Option<String>| (name.to_string(), title.unwrap_or_default());
        let people = self.colleagues();
        let people = people.iter().map(|one| person(&one.card.name, one.card.title.as_ref().map(ToString::to_string)));
        Finder { rooms: rooms.take(MOST_ROOMS).collect(), people: people.collect(), ..Finder::default() }
    }
}

impl Desk {
    /// What the finder begins with.
    pub(crate) fn finder(self, finding: Finding) -> Finder {
        self.board.with_untracked(|board| board.finder(finding))
    }

    /// Goes to a room, and in it to an entry.
    pub(crate) fn open_at(self, enquiry: EnquiryId, seq: Option<Seq>) {
        let here = self.navigation.place_untracked();
        if here.enquiry() != Some(enquiry) {
            let list = here.list().filter(|list| *list != List::Spaces).unwrap_or(List::Inbox);
            self.navigation.go(Place::of_enquiry(list, enquiry));
        }
        self.jump.set(seq.map(|seq| (enquiry.into(), seq)));
    }

    /// In a room that is drawn: goes to the entry that is asked for, as soon as it is there.
    pub(crate) fn follow_jumps(self, room: RoomConnection, log: LogPart) {
        effect(move || {
            let Some((_, seq)) = self.jump.get().filter(|(whose, _)| *whose == room.id()) else { return };
            let oldest = room.transcript.with(Transcript::oldest);
            match oldest {
                Some(oldest) if oldest <= seq => {
                    self.jump.set(None);
                    untrack(|| log.show(seq));
                    // Once it is drawn, and the list has found its place.
                    request_animation_frame(move || request_animation_frame(move || show(seq)));
                }
                Some(_) => untrack(|| room.load_older()),
                None => {}
            }
        });
    }
}

/// Brings an entry into view and points it out.
fn show(seq: Seq) {
    let of =
        |seq: u32| dom::document().query_selector(&format!(".message-scroller [data-seq=\"{seq}\"]")).ok().flatten();
    let Some(row) = (seq.0..seq.0.saturating_add(NEARBY)).find_map(of) else { return };
    row.scroll_into_view_with_bool(true);
    if let Ok(Some(scroller)) = row.closest(".message-scroller") {
        // In the middle, where both what was said before and what came after can be read.
        let half = (scroller.client_height() - row.client_height()) / 2;
        scroller.set_scroll_top(scroller.scroll_top() - half.max(0));
    }
    // Taken away and given again, it is pointed out again.
    let classes = row.class_list();
    let _ = classes.remove_1("is-found");
    let _ = row.client_height();
    let _ = classes.add_1("is-found");
}
