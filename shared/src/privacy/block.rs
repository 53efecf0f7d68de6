//! Visitors whom a service doesn't hear: as the person that they are to it, and perhaps wherever they come from. Who did it
//! and why is kept, also when it is over.
//!
//! A block of a person ends their chats and takes nothing more of theirs. One of a network only keeps new chats from
//! beginning there: others may be in it, and whoever of them is talking goes on.

use serde::{Deserialize, Serialize};

use crate::{
    api::{ErrorBody, ErrorCode},
    id::{BlockId, ContactId, EnquiryId, StaffId},
    permission::Rights,
    value::{DisplayName, ShortText, Timestamp},
};

/// The longest block with an end: who wants a longer one wants none.
pub const LONGEST_MS: i64 = 10 * 366 * 86_400_000;

/// Most blocks in one answer.
pub const BLOCKS_PAGE: usize = 30;

/// Body of `PUT …/enquiries/{enquiry}/block`. Answers [`Block`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BlockVisitor {
    /// Why; for colleagues.
    pub reason: ShortText,
    /// When it ends by itself; never, if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_ms: Option<Timestamp>,
    /// Also whoever comes from the network from which the enquiry was raised (IPv4 /24, IPv6 /48).
    #[serde(default)]
    pub network: bool,
}

/// That a visitor isn't heard, or wasn't.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Block {
    /// For `DELETE …/blocks/{block}`.
    pub id: BlockId,
    /// The person; absent once they were erased, and only their network is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    /// What they were called then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<DisplayName>,
    /// From which enquiry it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enquiry: Option<EnquiryId>,
    /// Whether nobody from their network begins a chat.
    pub network: bool,
    /// Why; absent once the person was erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ShortText>,
    /// Who did it.
    pub by: StaffId,
    /// Their name then.
    pub by_name: DisplayName,
    /// Since when.
    pub at_ms: Timestamp,
    /// When it ends by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_ms: Option<Timestamp>,
    /// That somebody ended it before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifted: Option<Lifted>,
}

/// That somebody ended a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Lifted {
    /// Who.
    pub by: StaffId,
    /// Their name then.
    pub by_name: DisplayName,
    /// When.
    pub at_ms: Timestamp,
}

/// Answers `GET …/blocks`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BlockList {
    /// Newest first, at most [`BLOCKS_PAGE`]; also those that are over.
    pub blocks: Vec<Block>,
    /// For `before` of the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<BlockId>,
}

/// A member of staff with their name now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct By {
    /// Who.
    pub staff: StaffId,
    /// As they are called.
    pub name: DisplayName,
}

/// Whom a block is to be of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whom {
    /// The enquiry from which it is done.
    pub enquiry: EnquiryId,
    /// Who raised it.
    pub contact: ContactId,
    /// What they are called.
    pub name: DisplayName,
    /// Whether it is known from which network.
    pub has_network: bool,
}

/// Why a block can't be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Only who works in a room blocks its visitor.
    #[error("There is no such enquiry.")]
    NotYours,
    /// The end is past.
    #[error("Choose an end that is still to come.")]
    Past,
    /// The end is more than [`LONGEST_MS`] ahead.
    #[error("Choose an end within ten years, or none.")]
    TooLong,
    /// The network is kept for a month only.
    #[error("It isn't known any more from which network this enquiry came.")]
    NoNetwork,
}

impl Refusal {
    /// What is told.
    #[must_use]
    pub fn body(self) -> ErrorBody {
        let (code, field) = match self {
            Self::NotYours => (ErrorCode::NotFound, None),
            Self::Past | Self::TooLong => (ErrorCode::Malformed, Some("until_ms")),
            Self::NoNetwork => (ErrorCode::Malformed, Some("network")),
        };
        ErrorBody { field: field.map(str::to_owned), ..ErrorBody::new(code, self.to_string()) }
    }
}

/// The block that `asked` is, by who has these rights in the room of the enquiry.
///
/// # Errors
/// See [`Refusal`].
pub fn block(
    now: Timestamp,
    id: BlockId,
    rights: Rights,
    by: By,
    whom: Whom,
    asked: BlockVisitor,
) -> Result<Block, Refusal> {
    let BlockVisitor { reason, until_ms, network } = asked;
    let Whom { enquiry, contact, name, has_network } = whom;
    if !rights.works() {
        return Err(Refusal::NotYours);
    }
    if until_ms.is_some_and(|until| until <= now) {
        return Err(Refusal::Past);
    }
    if until_ms.is_some_and(|until| until.ms_since(now) > LONGEST_MS) {
        return Err(Refusal::TooLong);
    }
    if network && !has_network {
        return Err(Refusal::NoNetwork);
    }
    Ok(Block {
        id,
        contact: Some(contact),
        name: Some(name),
        enquiry: Some(enquiry),
        network,
        reason: Some(reason),
        by: by.staff,
        by_name: by.name,
        at_ms: now,
        until_ms,
        lifted: None,
    })
}

impl Block {
    /// Whether it holds now.
    #[must_use]
    pub fn holds(&self, now: Timestamp) -> bool {
        self.lifted.is_none() && self.until_ms.is_none_or(|until| now < until)
    }

    /// Whether it stops all that the other one does, for as long: then that isn't needed beside it. What goes further is ended
    /// by who may end blocks.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        let as_long = self.until_ms.is_none_or(|until| other.until_ms.is_some_and(|others| others <= until));
        as_long && (self.network || !other.network)
    }

    /// Ends it; one that is over stays as it is.
    #[must_use]
    pub fn lift(mut self, now: Timestamp, by: By) -> Self {
        if self.holds(now) {
            self.lifted = Some(Lifted { by: by.staff, by_name: by.name, at_ms: now });
        }
        self
    }

    /// What is left of it when the person is erased; none if it was about nothing but them.
    #[must_use]
    pub fn without_person(self) -> Option<Self> {
        self.network.then_some(Self { contact: None, name: None, enquiry: None, reason: None, ..self })
    }
}

/// What a visitor wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To begin a chat.
    Begin,
    /// To send something in one that there is, or about it.
    Send,
}

/// Which of `blocks`, each with whether it is of the asker's person (else it is of their network), stops what they want.
pub fn stops<'a>(now: Timestamp, wish: Wish, blocks: impl IntoIterator<Item = (&'a Block, bool)>) -> Option<&'a Block> {
    let counts = |(block, is_person): &(&Block, bool)| match wish {
        Wish::Begin => block.holds(now),
        Wish::Send => block.holds(now) && *is_person,
    };
    // The one that lasts longest, so that who comes back when they were told isn't stopped once more.
    blocks
        .into_iter()
        .filter(counts)
        .map(|(block, _)| block)
        .max_by_key(|block| (block.until_ms.is_none(), block.until_ms))
}

/// What a visitor is told whom a block stops: that it is so, and until when; not why, nor by whom.
#[must_use]
pub fn told(now: Timestamp, block: &Block) -> ErrorBody {
    let words = "This service doesn't take messages from you at the moment.";
    // What is further off than the field can say, is no time that anybody waits for.
    let left = block.until_ms.and_then(|until| u32::try_from(until.ms_since(now).max(1)).ok());
    ErrorBody { retry_after_ms: left, ..ErrorBody::new(ErrorCode::Blocked, words) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: Timestamp = Timestamp::from_ms(1_700_000_000_000);
    const HOUR: i64 = 3_600_000;

    /// Ada works in the room of a visitor who came from a network that is known.
    struct Story {
        now: Timestamp,
        rights: Rights,
        has_network: bool,
        blocks: Vec<(Block, bool)>,
    }

    impl Story {
        fn at_work() -> Self {
            let rights = Rights { read: true, enter: true, ..Rights::default() };
            Self { now: START, rights, has_network: true, blocks: Vec::new() }
        }

        fn by(&self, name: &str) -> By {
            let name = DisplayName::try_from(name).expect("a name");
            By { staff: StaffId::new(self.now, [1; 10]), name }
        }

        /// Ada blocks them until so many hours from now, or for good; they then meet it as the person or only in the network.
        fn blocks(&mut self, hours: Option<i64>, network: bool, is_person: bool) -> Result<(), Refusal> {
            let reason = ShortText::try_from("Threats").expect("a reason");
            let asked = BlockVisitor { reason, until_ms: hours.map(|hours| self.now.plus_ms(hours * HOUR)), network };
            let name = DisplayName::try_from("Quiet Plover 46").expect("a name");
            let (enquiry, contact) = (EnquiryId::new(START, [2; 10]), ContactId::new(START, [3; 10]));
            let whom = Whom { enquiry, contact, name, has_network: self.has_network };
            let id = BlockId::new(self.now, [4; 10]);
            let made = block(self.now, id, self.rights, self.by("Ada"), whom, asked)?;
            self.blocks.push((made, is_person));
            Ok(())
        }

        fn later(&mut self, hours: i64) -> &mut Self {
            self.now = self.now.plus_ms(hours * HOUR);
            self
        }

        fn stopped(&self, wish: Wish) -> Option<&Block> {
            stops(self.now, wish, self.blocks.iter().map(|(block, is_person)| (block, *is_person)))
        }
    }

    #[test]
    fn a_blocked_person_begins_nothing_and_sends_nothing_until_the_end() {
        let mut story = Story::at_work();
        assert!(story.stopped(Wish::Begin).is_none());
        story.blocks(Some(24), false, true).expect("it can be so");
        assert!(story.stopped(Wish::Begin).is_some() && story.stopped(Wish::Send).is_some());
        story.later(24);
        assert!(story.stopped(Wish::Begin).is_none() && story.stopped(Wish::Send).is_none());
    }

    #[test]
    fn others_in_a_blocked_network_begin_nothing_but_go_on_with_what_they_began() {
        let mut story = Story::at_work();
        story.blocks(None, true, false).expect("it can be so");
        assert!(story.stopped(Wish::Begin).is_some() && story.stopped(Wish::Send).is_none());
    }

    #[test]
    fn who_only_reads_a_room_blocks_nobody() {
        let mut story = Story::at_work();
        story.rights.reads_only = true;
        assert_eq!(story.blocks(None, false, true), Err(Refusal::NotYours));
        story.rights = Rights::default();
        assert_eq!(story.blocks(None, false, true), Err(Refusal::NotYours));
    }

    #[test]
    fn an_end_lies_ahead_and_within_ten_years_and_a_network_has_to_be_known() {
        let mut story = Story::at_work();
        assert_eq!(story.blocks(Some(0), false, true), Err(Refusal::Past));
        assert_eq!(story.blocks(Some(-5), false, true), Err(Refusal::Past));
        assert_eq!(story.blocks(Some(LONGEST_MS / HOUR + 1), false, true), Err(Refusal::TooLong));
        story.has_network = false;
        assert_eq!(story.blocks(None, true, true), Err(Refusal::NoNetwork));
        assert_eq!(story.blocks(None, false, true), Ok(()));
    }

    #[test]
    fn a_lifted_block_stops_nobody_and_says_who_lifted_it_first() {
        let mut story = Story::at_work();
        story.blocks(None, false, true).expect("it can be so");
        let (block, _) = story.blocks.remove(0);
        let lifted = block.lift(story.now, story.by("Sue"));
        let again = lifted.clone().lift(story.now.plus_ms(HOUR), story.by("Ben"));
        assert_eq!(again, lifted);
        assert_eq!(lifted.lifted.as_ref().map(|lifted| lifted.by_name.as_str()), Some("Sue"));
        story.blocks.push((lifted, true));
        assert!(story.stopped(Wish::Begin).is_none());
    }

    #[test]
    fn a_block_takes_the_place_of_one_that_goes_no_further_than_it() {
        let mut story = Story::at_work();
        story.blocks(Some(2), false, true).expect("it can be so");
        story.blocks(Some(1), true, true).expect("it can be so");
        story.blocks(None, true, true).expect("it can be so");
        let [two_hours, network, for_good] = [0, 1, 2].map(|which| &story.blocks[which].0);
        assert!(!network.covers(two_hours), "it ends before");
        assert!(!two_hours.covers(network), "it leaves the network");
        assert!(for_good.covers(two_hours) && for_good.covers(network) && for_good.covers(for_good));
        assert!(!network.covers(for_good));
    }

    #[test]
    fn the_longest_block_is_told_and_never_why() {
        let mut story = Story::at_work();
        story.blocks(Some(1), false, true).expect("it can be so");
        story.blocks(Some(48), true, false).expect("it can be so");
        let longest = story.stopped(Wish::Begin).expect("they are blocked").clone();
        assert_eq!(longest.until_ms, Some(START.plus_ms(48 * HOUR)));
        let body = told(story.now, &longest);
        assert_eq!(
            (body.code, body.retry_after_ms),
            (ErrorCode::Blocked, Some(u32::try_from(48 * HOUR).expect("small")))
        );
        assert!(!body.message.contains("Threats") && !body.message.contains("Ada"));
        story.blocks(None, false, true).expect("it can be so");
        assert_eq!(told(story.now, story.stopped(Wish::Begin).expect("they are blocked")).retry_after_ms, None);
    }

    #[test]
    fn of_an_erased_person_a_block_keeps_the_network_and_no_word() {
        let mut story = Story::at_work();
        story.blocks(None, true, true).expect("it can be so");
        story.blocks(None, false, true).expect("it can be so");
        let left: Vec<Block> = story.blocks.into_iter().filter_map(|(block, _)| block.without_person()).collect();
        let [left] = left.as_slice() else { panic!("one is left") };
        assert!(left.contact.is_none() && left.name.is_none() && left.reason.is_none() && left.enquiry.is_none());
        assert!(left.network && left.holds(story.now));
    }
}
