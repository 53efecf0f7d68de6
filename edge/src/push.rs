//! Web Push: a message to a browser whose page is closed. The push service that carries it (each browser has its own) sees
//! neither who it is for nor what it says.

mod encrypt;
mod send;
mod vapid;

pub(crate) use self::{
    encrypt::{Keys, encrypt},
    send::{Push, send, service_of},
    vapid::Vapid,
};
