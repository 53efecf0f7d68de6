//! What is drawn in both applications. Each part draws what it is given and tells what was done to it; none knows a
//! socket or a rule.
#![allow(unreachable_pub, reason = "Leptos makes a second function of each component, which nothing reaches")]
#![allow(clippy::needless_pass_by_value, reason = "a component owns what it is given")]

mod about;
mod acts;
mod avatar;
mod banner;
mod button;
mod component;
pub mod composer;
pub mod dom;
pub mod element;
mod empty;
pub mod field;
pub mod icon;
mod message;
pub mod message_list;
mod prose;
pub mod question;

pub use about::{about, about_key};
pub use acts::Verb;
pub use avatar::{avatar, dot, staff_avatar, tag_sign};
pub use banner::{Tone, banner};
pub use button::{Look, button, icon_button, submit_button};
pub use component::{Avatar, Banner, Button, Composer, EmptyState, Field, MessageList, Skeleton};
pub use element::{El, el};
pub use empty::{empty, skeleton, spinner};
pub use prose::{prose, prose_with};
