//! What rooms say by themselves, as far as the Desk knows it: the words that an owner set up, and how many people there are.

use super::Draft;
use crate::{desk::Effect, id::EnquiryId, owed::Order, script::Script};

impl Draft<'_> {
    /// How many people can take an enquiry now, for its room to say. Nothing if it isn't offered any more.
    pub(super) fn tell_people(&mut self, id: EnquiryId) {
        let Some(enquiry) = self.enquiry(id) else { return };
        // Of what is passed on no room asks it, for whose it was is still there.
        let asked = enquiry.asked(&self.directory);
        let count = u32::try_from(enquiry.free(&self.scene(), &asked).len()).unwrap_or(u32::MAX);
        if count > 0 {
            self.decision.effects.push(Effect::OrderRoom { enquiry: id, order: Order::People { count } });
        }
    }

    /// Other words for every room that isn't closed, where they are other ones.
    pub(super) fn hand_out_scripts(&mut self) {
        let (before, now) = (&self.desk.directory, &*self.directory);
        if (&before.messages, &before.languages) == (&now.messages, &now.languages) {
            return;
        }
        for enquiry in self.desk.enquiries.values() {
            let of = |directory| Script::of(directory, enquiry.raised.entry.entry(), enquiry.raised.language.as_ref());
            let script = of(now);
            if script != of(before) {
                let order = Order::Script(Box::new(script));
                self.decision.effects.push(Effect::OrderRoom { enquiry: enquiry.id, order });
            }
        }
    }
}
