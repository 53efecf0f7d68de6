//! What the visitor's chat and the staff's dashboard both draw and both do.

pub mod annex;
pub mod attachment;
pub mod blocks;
pub mod calls;
pub mod clock;
pub mod connection;
pub mod formatting;
pub mod http;
pub mod live;
mod outbox;
pub mod read;
pub mod storage;
pub mod task;
pub mod text;
pub mod transcript;
pub mod view;
pub mod write;
