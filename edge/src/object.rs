//! The four Durable Objects. Each is a thin shell around rules in `shared`: one turn decides, writes and applies,
//! without `await`; then come its effects.

pub(crate) mod channel;
pub(crate) mod desk;
mod gate;
pub(crate) mod index;
pub(crate) mod room;
mod socket;
