//! Who is connected with whom, and who begins.

use shared::{
    call::{CallCard, PeerCard},
    id::PeerId,
};

/// A connection that is to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tie {
    /// With whom.
    pub(crate) peer: PeerId,
    /// What goes over it.
    pub(crate) part: Part,
    /// Whether this side makes the first offer. The other waits for it, so that the first two don't cross.
    pub(crate) begins: bool,
    /// Whether this side gives way when two offers cross.
    pub(crate) polite: bool,
    /// How often the other came in or back.
    pub(crate) joins: u32,
}

/// What goes over a connection, seen from here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Both say and hear, show and see.
    Talks,
    /// All that is said goes to somebody who only listens.
    Feeds,
    /// All that is said comes from who is in it.
    Hears,
}

/// Who sends what is said to those who listen: the first of the staff who doesn't listen.
pub(crate) fn feeder(card: &CallCard) -> Option<&PeerCard> {
    card.peers.iter().find(|peer| peer.staff.is_some() && !peer.listens)
}

/// The connections that `me` is to have.
pub(crate) fn ties(card: &CallCard, me: PeerId) -> Vec<Tie> {
    let Some(own) = card.peers.iter().find(|peer| peer.peer == me) else { return Vec::new() };
    let feeder = feeder(card).map(|peer| peer.peer);
    let part = |other: &PeerCard| match (own.listens, other.listens) {
        (false, false) => Some(Part::Talks),
        (false, true) => (feeder == Some(me)).then_some(Part::Feeds),
        (true, false) => (feeder == Some(other.peer)).then_some(Part::Hears),
        (true, true) => None,
    };
    let tie = |other: &PeerCard| {
        let (part, polite) = (part(other)?, me < other.peer);
        let begins = match part {
            Part::Talks => !polite,
            Part::Feeds => true,
            Part::Hears => false,
        };
        Some(Tie { peer: other.peer, part, begins, polite, joins: other.joins })
    };
    card.peers.iter().filter(|peer| peer.peer != me).filter_map(tie).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::cards::{Change, call, peer, staff, visitor};

    fn parts(card: &CallCard, me: u8) -> Vec<(PeerId, Part)> {
        ties(card, peer(me)).into_iter().map(|tie| (tie.peer, tie.part)).collect()
    }

    #[test]
    fn all_who_talk_are_connected_with_each_other_and_one_of_two_begins() {
        let card = call(1).with([visitor(1), staff(2, "ada"), staff(3, "ben")]);
        for one in 1..=3 {
            assert_eq!(ties(&card, peer(one)).len(), 2);
            for tie in ties(&card, peer(one)) {
                let back = ties(&card, tie.peer).into_iter().find(|back| back.peer == peer(one)).expect("a tie back");
                assert_ne!((tie.begins, tie.polite), (back.begins, back.polite));
            }
        }
        assert_eq!(ties(&card, peer(9)), []);
    }

    #[test]
    fn who_listens_is_connected_with_one_of_the_staff_only() {
        let mut listener = staff(4, "eve");
        listener.listens = true;
        let mut other = staff(5, "fay");
        other.listens = true;
        let card = call(1).with([listener, visitor(1), staff(2, "ada"), staff(3, "ben"), other]);
        assert_eq!(parts(&card, 4), [(peer(2), Part::Hears)]);
        assert_eq!(parts(&card, 5), [(peer(2), Part::Hears)]);
        assert_eq!(parts(&card, 1), [(peer(2), Part::Talks), (peer(3), Part::Talks)]);
        assert!(parts(&card, 3).iter().all(|(_, part)| *part == Part::Talks));
        let feeds = [(peer(4), Part::Feeds), (peer(5), Part::Feeds)];
        assert_eq!(parts(&card, 2).into_iter().filter(|(_, part)| *part == Part::Feeds).collect::<Vec<_>>(), feeds);
        assert!(ties(&card, peer(2)).iter().filter(|tie| tie.part == Part::Feeds).all(|tie| tie.begins));
    }

    #[test]
    fn a_call_without_staff_in_it_is_heard_by_nobody() {
        let mut listener = staff(4, "eve");
        listener.listens = true;
        assert_eq!(parts(&call(1).with([visitor(1), listener]), 4), []);
    }
}
