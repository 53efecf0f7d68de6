//! Files on their way from a person to the room: which may go, in what order, and what becomes of each. Plain rules, with no
//! browser in them; the annex (`ui/annex`) does what they say.

pub mod queue;
pub mod rules;
