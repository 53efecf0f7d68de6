//! Spaces on the board, and what colleagues noted for this person.

use std::cmp::Reverse;

use shared::{
    id::{EnquiryId, SpaceId},
    mention::Mention,
    space::{Access, SpaceCard},
};

use super::{Board, Notice};

impl Board {
    pub(super) fn welcome_spaces(
        &mut self,
        was_here: bool,
        spaces: Vec<SpaceCard>,
        mentions: Vec<Mention>,
    ) -> Vec<Notice> {
        let before = std::mem::take(&mut self.spaces);
        let mut notices = Vec::new();
        for space in spaces {
            let known = before.get(&space.space).map_or(0, SpaceCard::mentions);
            if was_here && space.mentions() > known {
                notices.push(Notice::Named(space.space));
            }
            self.spaces.insert(space.space, space);
        }
        self.mentions = mentions;
        notices
    }

    pub(super) fn space_changed(&mut self, space: SpaceCard) -> Vec<Notice> {
        let id = space.space;
        let before = self.spaces.get(&id).map_or(0, SpaceCard::mentions);
        let is_named = space.mentions() > before;
        self.spaces.insert(id, space);
        if is_named { vec![Notice::Named(id)] } else { Vec::new() }
    }

    pub(super) fn mentioned(&mut self, mention: Mention) -> Vec<Notice> {
        let key = |one: &Mention| (one.enquiry, one.seq);
        if let Some(known) = self.mentions.iter_mut().find(|known| key(known) == key(&mention)) {
            // Its writer gave it other words, or took it back.
            *known = mention;
            return Vec::new();
        }
        self.mentions.push(mention.clone());
        vec![Notice::Noted(Box::new(mention))]
    }

    /// This person has seen the notes of an enquiry, or all.
    pub(crate) fn seen(&mut self, enquiry: Option<EnquiryId>) {
        self.mentions.retain(|mention| enquiry.is_some_and(|enquiry| mention.enquiry != enquiry));
    }

    /// One of the Spaces that this person is in.
    pub(crate) fn space(&self, space: SpaceId) -> Option<&SpaceCard> {
        self.spaces.get(&space)
    }

    /// Those that this person is in, by name; what is archived isn't among them.
    pub(crate) fn spaces(&self) -> Vec<&SpaceCard> {
        let mut found: Vec<&SpaceCard> = self.listed(|access| access != Access::Direct);
        found.sort_by_key(|space| (name_of(space).to_lowercase(), space.space));
        found
    }

    /// Direct chats, in which somebody wrote last first.
    pub(crate) fn direct(&self) -> Vec<&SpaceCard> {
        let mut found = self.listed(|access| access == Access::Direct);
        let at = |space: &SpaceCard| space.said.as_ref().map_or(space.made_at_ms, |said| said.at_ms);
        found.sort_by_key(|space| (Reverse(at(space)), space.space));
        found
    }

    fn listed(&self, which: impl Fn(Access) -> bool) -> Vec<&SpaceCard> {
        self.spaces.values().filter(|space| !space.words.archived && which(space.words.access)).collect()
    }

    /// How many messages and notes wait for this person by name, elsewhere than in the Space that they look at.
    pub(crate) fn named(&self, here: Option<SpaceId>) -> u32 {
        let waits = |space: &&SpaceCard| !space.words.archived && Some(space.space) != here;
        let spaces: u32 = self.spaces.values().filter(waits).map(SpaceCard::mentions).sum();
        spaces.saturating_add(u32::try_from(self.mentions.len()).unwrap_or(u32::MAX))
    }

    /// Notes for this person that they haven't seen, newest first.
    pub(crate) fn mentions(&self) -> impl Iterator<Item = &Mention> {
        self.mentions.iter().rev()
    }

    /// Whether colleagues noted something in the chat of an enquiry that this person hasn't seen.
    pub(crate) fn is_noted(&self, enquiry: EnquiryId) -> bool {
        self.mentions.iter().any(|mention| mention.enquiry == enquiry)
    }
}

/// What a Space is called; a direct chat, as the other one is.
pub(crate) fn name_of(space: &SpaceCard) -> &str {
    space.words.name.as_ref().map_or("…", |name| name.as_str())
}

#[cfg(test)]
mod tests {
    use shared::{
        id::StaffId,
        space::{Membership, SpaceSaid, SpaceWords},
        value::{Seq, Timestamp},
    };

    use super::*;

    fn space(number: u8, access: Access, mentions: u32) -> SpaceCard {
        let name = format!("Space {number}");
        SpaceCard {
            space: SpaceId::new(Timestamp::from_ms(1), [number; 10]),
            words: SpaceWords {
                access,
                name: Some(name.as_str().try_into().expect("a name")),
                description: None,
                archived: false,
            },
            members: 2,
            with: None,
            said: None,
            made_at_ms: Timestamp::from_ms(1),
            membership: Some(Membership { mentions, ..Membership::default() }),
        }
    }

    fn note(number: u8, seq: u32) -> Mention {
        Mention {
            enquiry: EnquiryId::new(Timestamp::from_ms(1), [number; 10]),
            seq: Seq(seq),
            by: StaffId::new(Timestamp::from_ms(1), [1; 10]),
            named: true,
            words: "Look here".try_into().expect("words"),
            at_ms: Timestamp::from_ms(5),
        }
    }

    #[test]
    fn who_is_named_is_told_once() {
        let mut board = Board::default();
        assert!(
            board.welcome_spaces(false, vec![space(1, Access::Public, 2)], Vec::new()).is_empty(),
            "they look at it"
        );
        assert_eq!(board.space_changed(space(1, Access::Public, 3)).len(), 1);
        assert!(board.space_changed(space(1, Access::Public, 3)).is_empty());
        assert!(board.space_changed(space(1, Access::Public, 0)).is_empty(), "they have read it");
        let news =
            board.welcome_spaces(true, vec![space(1, Access::Public, 1), space(2, Access::Direct, 1)], Vec::new());
        assert_eq!(news.len(), 2, "while the line was down");
        assert_eq!(board.named(None), 2);
        assert_eq!(board.named(Some(space(1, Access::Public, 1).space)), 1, "what they look at doesn't wait");
    }

    #[test]
    fn a_muted_space_is_never_unread() {
        let (staff, at_ms) = (StaffId::new(Timestamp::from_ms(1), [1; 10]), Timestamp::from_ms(5));
        let text = "Hello".try_into().expect("words");
        let mut space = space(1, Access::Public, 1);
        space.said = Some(SpaceSaid { seq: Seq(4), staff, text, file: None, at_ms });
        assert!(space.is_unread());
        space.membership = space.membership.map(|mine| Membership { muted: true, ..mine });
        assert!(!space.is_unread() && space.mentions() == 1, "who is named is called all the same");
    }

    #[test]
    fn other_words_of_a_note_take_its_place_and_call_nobody() {
        let mut board = Board::default();
        let _ = board.mentioned(note(1, 7));
        let recalled = Mention { words: "…".try_into().expect("words"), ..note(1, 7) };
        assert!(board.mentioned(recalled).is_empty());
        assert_eq!(board.mentions().map(|mention| mention.words.as_str()).collect::<Vec<_>>(), ["…"]);
    }

    #[test]
    fn a_note_waits_until_it_is_seen() {
        let mut board = Board::default();
        assert_eq!(board.mentioned(note(1, 7)).len(), 1);
        assert!(board.mentioned(note(1, 7)).is_empty(), "a repeat is no news");
        let _ = board.mentioned(note(2, 3));
        assert_eq!(board.mentions().map(|mention| mention.seq).collect::<Vec<_>>(), [Seq(3), Seq(7)]);
        assert!(board.is_noted(note(1, 7).enquiry));
        board.seen(Some(note(1, 7).enquiry));
        assert!(!board.is_noted(note(1, 7).enquiry) && board.named(None) == 1);
        board.seen(None);
        assert_eq!(board.named(None), 0);
    }

    #[test]
    fn spaces_are_listed_by_name_and_direct_chats_apart() {
        let mut board = Board::default();
        let archived = SpaceWords { archived: true, ..space(4, Access::Public, 1).words };
        let spaces = vec![
            space(2, Access::Private, 0),
            space(1, Access::Public, 0),
            space(3, Access::Direct, 0),
            SpaceCard { words: archived, ..space(4, Access::Public, 1) },
        ];
        let _ = board.welcome_spaces(false, spaces, Vec::new());
        assert_eq!(board.spaces().into_iter().map(name_of).collect::<Vec<_>>(), ["Space 1", "Space 2"]);
        assert_eq!(board.direct().into_iter().map(name_of).collect::<Vec<_>>(), ["Space 3"]);
        assert_eq!(board.named(None), 0, "what is archived calls nobody");
    }
}
