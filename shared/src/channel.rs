//! Social accounts as rooms and staff know them: which account an enquiry came by, how far what was said there came, and what
//! may be sent now. How each service talks, and what its errors mean, is in `edge/channel`.

pub mod template;

use serde::{Deserialize, Serialize};

use crate::{
    card::{Side, StaffCard},
    file::FileCard,
    id::{EnquiryId, MessageId, StaffId},
    script::Button,
    value::{DisplayName, Handle, MessageBody, Seq, ShortText, Timestamp},
    wire::Logged,
};

/// The account that an enquiry came by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChannelCard {
    /// Which, in the address of its webhook.
    pub account: Handle,
    /// The messaging service, such as `line`; its sign is at `/channel/line.svg`.
    pub kind: Handle,
    /// What staff call the account.
    pub name: DisplayName,
    /// What the messaging service is called: `LINE`. None in what was stored before that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<DisplayName>,
}

impl ChannelCard {
    /// What the messaging service is called; by its word in addresses where that isn't known.
    #[must_use]
    pub fn service_name(&self) -> &str {
        self.service.as_ref().map_or_else(|| self.kind.as_str(), DisplayName::as_str)
    }
}

/// Who speaks where the business answered in the messaging service's own application: who of its people that was, nobody tells.
/// So it has the service's name and sign.
#[must_use]
pub fn elsewhere(account: &Handle, kind: &Handle, service: &DisplayName) -> StaffCard {
    StaffCard {
        id: StaffId::new(Timestamp::default(), [0; 10]),
        handle: account.clone(),
        name: service.clone(),
        title: None,
        photo: Some(format!("/channel/{kind}.svg")),
        online: None,
        integration: false,
        calls: false,
    }
}

/// How far a message came on its way to the person's account. Later ones are further; see [`follows`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// It waits its turn, or for another attempt.
    Waiting,
    /// The messaging service took it.
    Accepted,
    /// It left the messaging service.
    Sent,
    /// It is on the person's device.
    Delivered,
    /// They looked at it.
    Read,
    /// It was refused: [`DeliveryCard::problem`] says why.
    Failed,
    /// Nobody knows: the connection was lost after it was sent, and to send it again may double it.
    Unclear,
}

/// Whether a message that is `now` so far may be said to be `next`. Receipts come late, twice and in any order: none takes back
/// what an earlier one said, but that something arrived proves a failure wrong, and a person may have a failed one sent again.
#[must_use]
pub fn follows(now: Option<DeliveryState>, next: DeliveryState) -> bool {
    use DeliveryState::{Accepted, Delivered, Failed, Read, Sent, Unclear, Waiting};
    let Some(now) = now else { return true };
    match (now, next) {
        (Failed | Unclear, Waiting | Accepted | Sent | Delivered | Read)
        | (Waiting | Accepted | Sent | Unclear, Failed)
        | (Waiting, Unclear) => true,
        (Waiting | Accepted | Sent | Delivered | Read, Waiting | Accepted | Sent | Delivered | Read) => next > now,
        (Delivered | Read | Failed, Failed | Unclear) | (Accepted | Sent | Unclear, Unclear) => false,
    }
}

/// Who can do something about a message that was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Remedy {
    /// The person: nothing can be sent until they write again.
    WaitForVisitor,
    /// Time: the account's quota is used until its period ends.
    WaitForQuota,
    /// Nobody: the person blocked the account, or is gone.
    Unreachable,
    /// Who owns the account: its credentials or rights are wrong.
    AskOwner,
    /// Who wrote it: it can't be sent as it is.
    WriteAnother,
    /// Who wrote it: it may be sent again.
    SendAgain,
}

/// Why a message was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeliveryProblem {
    /// Who can do something.
    pub remedy: Remedy,
    /// The messaging service's own code.
    pub code: ShortText,
    /// Its own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<ShortText>,
}

/// How far one entry of a room's log came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeliveryCard {
    /// Which entry.
    pub seq: Seq,
    /// How far.
    pub state: DeliveryState,
    /// Since when.
    pub at_ms: Timestamp,
    /// Why not further.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<DeliveryProblem>,
    /// What it came by, oldest first: the latest [`MAX_STEPS`] of that, `state` among them. None where only that is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<DeliveryStep>,
}

/// Most steps that are kept of an entry: five lead to somebody who reads it, and some more have it sent again.
pub const MAX_STEPS: usize = 20;

/// One step of an entry on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeliveryStep {
    /// How far.
    pub state: DeliveryState,
    /// When.
    pub at_ms: Timestamp,
}

impl DeliveryCard {
    /// It came so far.
    #[must_use]
    pub const fn new(seq: Seq, state: DeliveryState, at_ms: Timestamp, problem: Option<DeliveryProblem>) -> Self {
        Self { seq, state, at_ms, problem, steps: Vec::new() }
    }

    /// The same, with what it came by before.
    #[must_use]
    pub fn after(self, before: &Self) -> Self {
        let step = |card: &Self| DeliveryStep { state: card.state, at_ms: card.at_ms };
        let mut steps = if before.steps.is_empty() { vec![step(before)] } else { before.steps.clone() };
        steps.push(step(&self));
        let steps = steps.split_off(steps.len().saturating_sub(MAX_STEPS));
        Self { steps, ..self }
    }
}

/// What may be sent to somebody now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Window {
    /// What is open.
    pub open: Open,
    /// Until when, if it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until_ms: Option<Timestamp>,
    /// How many more messages, if they are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
    /// Whether the messaging service has each message paid.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub charged: bool,
}

impl Window {
    /// Open for good, and free.
    #[must_use]
    pub const fn of(open: Open) -> Self {
        Self { open, until_ms: None, left: None, charged: false }
    }
}

/// See [`Window::open`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Open {
    /// Everything; see [`Window::charged`] for what it costs.
    Free,
    /// The next message is free; those after it count against the month's quota.
    FreeReply,
    /// Everything, and it counts against the month's quota.
    Quota,
    /// What a person wrote, nothing that the room says by itself.
    PersonOnly,
    /// Forms that the messaging service approved.
    TemplatesOnly,
    /// Nothing until the person writes again.
    Closed,
    /// Nothing: they blocked the account.
    Gone,
}

/// How much of the month's messages is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Quota {
    /// So many.
    pub used: u32,
    /// Of so many; absent where there is no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<u32>,
}

/// Answers `GET …/rooms/{room}/channel`: what may be sent to the person of a room now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChannelView {
    /// Where.
    pub channel: ChannelCard,
    /// What may be sent.
    pub window: Window,
    /// The account's quota, if it has one and it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quota: Option<Quota>,
    /// Whether the account is switched off, or its messaging service refuses its credentials: nothing is sent until its owner
    /// has seen to it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub paused: bool,
}

/// From a Room to the Channel of its account: something to be brought to the person. Taken twice, it is sent once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToDeliver {
    /// Whose room.
    pub enquiry: EnquiryId,
    /// Its place there.
    pub seq: Seq,
    /// The sender's id of it, if somebody sent it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<MessageId>,
    /// Who; none is the room itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<StaffId>,
    /// What.
    pub said: ToSay,
    /// The message that it quotes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quotes: Option<MessageId>,
    /// When.
    pub at_ms: Timestamp,
}

/// See [`ToDeliver::said`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ToSay {
    /// Words.
    Text {
        /// The words.
        body: MessageBody,
    },
    /// A file of the room.
    File {
        /// Which.
        file: FileCard,
    },
    /// A form that the messaging service approved; its words stand in the log.
    Template {
        /// See [`template::Template::name`].
        name: String,
        /// See [`template::Template::language`].
        language: String,
        /// What is filled in where.
        filled: Vec<template::Filled>,
    },
}

/// From a Channel to a Room: how far something came. Taken twice, it is noted once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryNews {
    /// Whose room.
    pub enquiry: EnquiryId,
    /// Of what, and how far.
    pub delivery: DeliveryCard,
}

/// What of an entry is brought to a person who isn't seated in the room: what staff and the room itself say to them.
#[must_use]
pub fn outgoing(logged: &Logged) -> Option<ToSay> {
    match logged {
        Logged::Said { author, body, .. } if author.side() == Side::Staff => Some(ToSay::Text { body: body.clone() }),
        Logged::Shared { author, file, .. } if author.side() == Side::Staff => Some(ToSay::File { file: file.clone() }),
        Logged::Automatic { body, buttons, .. } => Some(ToSay::Text { body: with_buttons(body, buttons) }),
        Logged::Said { .. }
        | Logged::Shared { .. }
        | Logged::Raised
        | Logged::Noted { .. }
        | Logged::Revised { .. }
        | Logged::Hidden
        | Logged::FileDeleted { .. }
        | Logged::Answered { .. }
        | Logged::Joined { .. }
        | Logged::Left { .. }
        | Logged::Passing { .. }
        | Logged::Returned { .. }
        | Logged::Missed
        | Logged::Reopened
        | Logged::Closing { .. }
        | Logged::DetailsLeft { .. }
        | Logged::Closed { .. }
        | Logged::Call(_)
        | Logged::Unknown => None,
    }
}

/// The words of an automatic message with a line for each of its buttons: at an account nothing can be pressed. A link follows
/// what stands on its button, and a quick reply is what they may write. A button that makes the message too long is left out.
fn with_buttons(body: &MessageBody, buttons: &[Button]) -> MessageBody {
    buttons.iter().fold(body.clone(), |words, Button { text, link }| {
        let link = link.as_ref().map(|link| format!(": {}", link.as_str())).unwrap_or_default();
        MessageBody::try_from(format!("{}\n{text}{link}", words.as_str())).unwrap_or(words)
    })
}

#[cfg(test)]
mod tests {
    use super::{
        DeliveryState::{Accepted, Delivered, Failed, Read, Sent, Unclear, Waiting},
        *,
    };
    use crate::script::Slot;

    const ALL: [DeliveryState; 7] = [Waiting, Accepted, Sent, Delivered, Read, Failed, Unclear];

    #[test]
    fn receipts_in_any_order_end_at_the_furthest() {
        let end = |states: &[DeliveryState]| {
            states.iter().fold(None, |now, next| if follows(now, *next) { Some(*next) } else { now })
        };
        assert_eq!(end(&[Waiting, Accepted, Read, Delivered, Sent]), Some(Read));
        assert_eq!(end(&[Delivered, Accepted]), Some(Delivered));
        assert_eq!(end(&[Waiting, Unclear, Delivered]), Some(Delivered), "it had arrived after all");
        assert_eq!(end(&[Waiting, Failed, Read]), Some(Read), "what was read can't have failed");
        assert_eq!(end(&[Read, Failed]), Some(Read));
        assert_eq!(end(&[Waiting, Failed, Waiting, Accepted]), Some(Accepted), "sent again by hand");
    }

    #[test]
    fn a_message_tells_all_that_it_came_by_and_at_most_so_much() {
        let card = |state, ms| DeliveryCard::new(Seq(1), state, Timestamp::from_ms(ms), None);
        let came = [(Accepted, 2), (Delivered, 5), (Read, 9)];
        let end = came.into_iter().fold(card(Waiting, 1), |before, (state, ms)| card(state, ms).after(&before));
        let steps: Vec<_> = end.steps.iter().map(|step| (step.state, step.at_ms.as_ms())).collect();
        assert_eq!(steps, [(Waiting, 1), (Accepted, 2), (Delivered, 5), (Read, 9)]);
        let again = (0..50).fold(end, |before, ms| card(Failed, ms).after(&before));
        assert_eq!(again.steps.len(), MAX_STEPS);
        assert_eq!(again.steps.last().map(|step| step.at_ms.as_ms()), Some(49));
    }

    fn automatic(text: &str, buttons: &[(&str, Option<&str>)]) -> String {
        let button = |(text, link): &(&str, Option<&str>)| Button {
            text: ShortText::try_from(*text).expect("a text"),
            link: link.map(|link| link.try_into().expect("an address")),
        };
        let body = MessageBody::try_from(text).expect("words");
        let buttons = buttons.iter().map(button).collect();
        match outgoing(&Logged::Automatic { slot: Slot::Welcome, body, buttons }) {
            Some(ToSay::Text { body }) => body.as_str().to_owned(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn buttons_of_automatic_messages_are_lines_of_their_words() {
        let shop = ("Our shop", Some("https://acme.example/shop"));
        assert_eq!(automatic("Hello", &[]), "Hello");
        assert_eq!(
            automatic("Hello", &[shop, ("Where is my order?", None)]),
            "Hello\nOur shop: https://acme.example/shop\nWhere is my order?"
        );
    }

    #[test]
    fn a_button_that_is_too_long_for_a_message_is_left_out_and_no_other() {
        let long = format!("https://acme.example/{}", "a".repeat(1_900));
        let said = automatic(&"b".repeat(1_000), &[("A", Some(&long)), ("B", Some(&long)), ("C", None)]);
        assert!(said.chars().count() <= MessageBody::MAX_CHARS && said.ends_with("\nC"), "{said}");
        assert_eq!(said.matches("https://").count(), 1);
    }

    #[test]
    fn nothing_follows_itself_and_everything_is_a_beginning() {
        for state in ALL {
            assert!(follows(None, state));
            assert!(!follows(Some(state), state));
        }
    }
}
