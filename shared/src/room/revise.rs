//! Words that refer to other words: quotes, and what is edited or recalled.

use super::{
    Decision, Refusal, Room, Speaker,
    decide::{Urgency, again},
};
use crate::{
    card::Side,
    value::{Seq, Timestamp},
    wire::{Author, LogEntry, Logged, RECALLED, REVISE_MS, Revision},
};

impl Room {
    /// What may be quoted: all that is there. What a reader may not see, they can't see in a quote either: a quote is a number.
    pub(super) fn quoted(&self, quote: Option<Seq>) -> Option<Seq> {
        quote.filter(|quote| (Seq(1)..=self.last).contains(quote))
    }

    /// Its writer alone may change a message or a note, within [`REVISE_MS`], while the enquiry runs. The former words are
    /// kept nowhere: who recalls something wants it gone.
    pub(super) fn revise(
        &self,
        now: Timestamp,
        speaker: &Speaker,
        mut revised: Logged,
        known: Option<&LogEntry>,
        target: Option<&LogEntry>,
    ) -> Result<Decision, Refusal> {
        if matches!(speaker, Speaker::Reader(_)) {
            return Err(Refusal::NotAnswered);
        }
        if let Some(known) = known {
            return again(known, &revised);
        }
        // What was taken back at a social account is to go here too, however late, and after the close.
        let is_elsewhere = matches!(speaker, Speaker::Elsewhere(_));
        let goes = self.channel().is_some() && (is_elsewhere || *speaker == Speaker::Visitor);
        let goes = goes && matches!(revised, Logged::Revised { body: None, .. });
        if !goes {
            self.room_for_more()?;
        }
        let target = target.ok_or(Refusal::NotTheirs)?;
        let (author, before, is_note) = written(target).ok_or(Refusal::NotTheirs)?;
        if author != speaker.author() {
            return Err(Refusal::NotTheirs);
        }
        let is_away = self.channel().is_some() && !is_note;
        if is_away && author.side() == Side::Staff && !is_elsewhere {
            return Err(Refusal::SentAway);
        }
        // What was changed at a social account is changed, however late.
        let is_late = now.ms_since(target.at_ms) > REVISE_MS && !is_away;
        if before == Some(Revision::Recalled) || is_late {
            return Err(Refusal::TooLate);
        }
        if let Logged::Revised { note, .. } = &mut revised {
            *note = is_note;
        }
        let body = if let Logged::Revised { body, .. } = &revised { body.clone() } else { None };
        let words = body.as_ref().map_or(RECALLED, |body| body.as_str());
        let news = author.staff().filter(|_| is_note);
        let news = news.and_then(|by| self.news_of_note(target.seq, by, words, target.at_ms, true));
        let urgency = if self.book.shows(target.seq) { Urgency::Soon } else { Urgency::None };
        let mut decision = self.log(now, Vec::new(), [revised]);
        decision.effects.extend(news);
        Ok(self.tell(now, urgency, decision))
    }
}

/// Who wrote the words of an entry, what became of them, and whether they are a note.
fn written(entry: &LogEntry) -> Option<(Author, Option<Revision>, bool)> {
    match &entry.logged {
        Logged::Said { author, revised, .. } => Some((*author, *revised, false)),
        Logged::Noted { staff, revised, .. } => Some((Author::Staff { staff: staff.id }, *revised, true)),
        Logged::Raised
        | Logged::Revised { .. }
        | Logged::Hidden
        | Logged::Shared { .. }
        | Logged::FileDeleted { .. }
        | Logged::Answered { .. }
        | Logged::Joined { .. }
        | Logged::Left { .. }
        | Logged::Passing { .. }
        | Logged::Returned { .. }
        | Logged::Missed
        | Logged::Reopened
        | Logged::Automatic { .. }
        | Logged::Closing { .. }
        | Logged::DetailsLeft { .. }
        | Logged::Closed { .. }
        | Logged::Call(_)
        | Logged::Unknown => None,
    }
}
