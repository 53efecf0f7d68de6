//! What is drawn in both applications. Each component draws what it is given and tells what was done to it; none knows
//! a socket or a rule.
#![allow(unreachable_pub, reason = "Leptos makes a second function of each component, which nothing reaches")]
#![allow(clippy::needless_pass_by_value, reason = "a component owns what it is given")]

mod avatar;
mod banner;
mod button;
mod composer;
pub mod dom;
mod empty;
mod field;
pub mod icon;
mod message;
mod message_list;
mod prose;

pub use avatar::{Avatar, initials};
pub use banner::{Banner, Tone};
pub use button::{Button, IconButton, Look};
pub use composer::Composer;
pub use empty::{EmptyState, Skeleton, Spinner};
pub use field::Field;
pub use icon::icon;
pub use message_list::MessageList;
pub use prose::prose;
