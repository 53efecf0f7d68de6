//! What the next words are about: a message that they answer, or one that they take the place of.

use leptos::prelude::*;
use shared::{
    card::Phase,
    value::{MessageBody, Seq},
    wire::{REVISE_MS, Revision},
};

use super::RoomConnection;
use crate::transcript::{Content, MessageLine, Transcript};

/// What the next words are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// They quote this entry.
    Quote(Seq),
    /// They take the place of this one's.
    Edit(Seq),
}

/// What can be done to a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Answer it, quoting.
    Quote,
    /// Write it anew.
    Edit,
    /// Take it back.
    Recall,
}

impl RoomConnection {
    /// What can be done to a message now, by who may write here.
    #[must_use]
    pub fn acts(self, message: &MessageLine) -> Vec<Act> {
        let is_over = self.transcript.with_untracked(Transcript::phase).is_none_or(|phase| phase == Phase::Closed);
        let is_there = message.seq.is_some() && message.revised != Some(Revision::Recalled);
        if is_over || !is_there {
            return Vec::new();
        }
        let mut acts = vec![Act::Quote];
        let is_young = self.server_now().ms_since(message.at) < REVISE_MS;
        // What was brought to a social account stays there as it is.
        let is_gone = !message.note && self.transcript.with_untracked(Transcript::goes_out);
        if message.mine && message.file.is_none() && is_young && !is_gone {
            acts.extend([Act::Edit, Act::Recall]);
        }
        acts
    }

    /// Does it, or begins to.
    pub fn act(self, message: &MessageLine, act: Act) {
        let Some(seq) = message.seq else { return };
        match act {
            Act::Quote => self.about.set(Some(About::Quote(seq))),
            Act::Edit => self.about.set(Some(About::Edit(seq))),
            Act::Recall => {
                if self.about.get_untracked().is_some_and(|about| about.seq() == seq) {
                    self.about.set(None);
                }
                self.post(Content::Revise { of: seq, body: None }, None);
            }
        }
    }

    /// Begins to edit the last message that was written here, if it still can be. Whether it can.
    pub fn edit_last(self) -> bool {
        let own = self.transcript.with_untracked(Transcript::newest_own_message);
        let last = own.filter(|message| self.acts(message).contains(&Act::Edit));
        last.inspect(|message| self.act(message, Act::Edit)).is_some()
    }

    /// The message that the next words are about.
    #[must_use]
    pub fn about_line(self, about: About) -> Option<MessageLine> {
        self.transcript.with(|room| room.message_at(about.seq()))
    }

    /// Sends words, as what they are about asks for.
    pub(super) fn write(self, body: MessageBody, content: fn(MessageBody) -> Content) {
        let about = self.about.try_update(Option::take).flatten();
        match about {
            None => self.post(content(body), None),
            Some(About::Quote(quote)) => self.post(content(body), Some(quote)),
            Some(about @ About::Edit(of)) => {
                let before = untrack(|| self.about_line(about));
                if before.is_none_or(|before| before.body != body) {
                    self.post(Content::Revise { of, body: Some(body) }, None);
                }
            }
        }
    }
}

impl About {
    /// Which entry.
    #[must_use]
    pub fn seq(self) -> Seq {
        match self {
            Self::Quote(seq) | Self::Edit(seq) => seq,
        }
    }
}
