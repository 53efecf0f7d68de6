//! What a service does about one person: not hear them any more ([`block`]), or forget them ([`erase`]).

pub mod block;
pub mod erase;
