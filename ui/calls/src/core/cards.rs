//! Calls for tests.

use shared::{
    call::{CallCard, PeerCard, Ring, Rung},
    card::StaffCard,
    id::{CallId, PeerId, StaffId},
    value::{DisplayName, Handle, Timestamp},
    wire::Author,
};

pub(crate) fn at(ms: i64) -> Timestamp {
    Timestamp::from_ms(ms)
}

pub(crate) fn peer(number: u8) -> PeerId {
    PeerId::new(at(1), [number; 10])
}

pub(crate) fn call_id(number: u8) -> CallId {
    CallId::new(at(1), [number; 10])
}

pub(crate) fn member(name: &str) -> StaffId {
    StaffId::new(at(1), [name.as_bytes()[0]; 10])
}

pub(crate) fn visitor(number: u8) -> PeerCard {
    PeerCard { peer: peer(number), staff: None, listens: false, unseen: false, away: false, joins: 1 }
}

pub(crate) fn staff(number: u8, name: &str) -> PeerCard {
    let staff = StaffCard {
        id: member(name),
        handle: Handle::try_from(name).expect("a handle"),
        name: DisplayName::try_from(name).expect("a name"),
        title: None,
        photo: None,
        online: None,
        integration: false,
        calls: false,
    };
    PeerCard { staff: Some(staff), ..visitor(number) }
}

/// A call offered by the visitor, which rings nobody; its number is that of its revision, too.
pub(crate) fn call(number: u8) -> CallCard {
    CallCard {
        call: call_id(number),
        revision: number.into(),
        by: Author::Visitor,
        video: false,
        offered_at_ms: at(1_000),
        started_at_ms: None,
        peers: Vec::new(),
        rings: Vec::new(),
        recording: None,
    }
}

pub(crate) trait Change: Sized {
    fn with(self, peers: impl IntoIterator<Item = PeerCard>) -> Self;
    fn rings(self, who: Rung) -> Self;
    fn since(self, ms: i64) -> Self;
    fn revised(self, revision: u32) -> Self;
    fn by(self, name: &str) -> Self;
}

impl Change for CallCard {
    fn with(self, peers: impl IntoIterator<Item = PeerCard>) -> Self {
        Self { peers: peers.into_iter().collect(), ..self }
    }

    fn rings(mut self, who: Rung) -> Self {
        self.rings.push(Ring { who, until_ms: Some(at(46_000)) });
        self
    }

    fn since(self, ms: i64) -> Self {
        Self { started_at_ms: Some(at(ms)), ..self }
    }

    fn revised(self, revision: u32) -> Self {
        Self { revision, ..self }
    }

    fn by(self, name: &str) -> Self {
        Self { by: Author::Staff { staff: member(name) }, ..self }
    }
}
