//! The weblinks that nobody made: every tag and every listed person has one.

use kit::view::{
    loaded,
    part::{card, head_below},
};
use leptos::prelude::*;
use shared::{api::LinkCounts, qr::QrLook};

use super::{
    codes::Codes,
    links::{Numbers, PAGE},
};
use crate::{console::Console, text};

/// The page of a link that nobody made: its code, and what came by it.
#[component]
pub(crate) fn OwnLinkPage(handle: String) -> AnyView {
    let console = Console::here();
    let title = handle.clone();
    let known = handle.clone();
    let counts = loaded(
        move || {
            let handle = known.clone();
            async move {
                let all = console.get::<Vec<LinkCounts>>("links/counts").await?;
                Ok(all.into_iter().find(|counts| counts.link.as_str() == handle))
            }
        },
        |counts: Option<LinkCounts>| {
            counts.map_or_else(|| ().into_any(), |counts| view! { <Numbers counts=counts /> }.into_any())
        },
    );
    view! {
        {head_below(&PAGE, format!("/{title}"), text::link_page_words())}
        {counts}
        {card(text::qr_code(), Some(text::qr_code_words()), view! { <OwnCodes handle=handle /> }.into_any())}
    }
    .into_any()
}

/// The code of a link that nobody made, in the usual look.
#[component]
pub(super) fn OwnCodes(#[prop(into)] handle: String) -> AnyView {
    let look = Signal::stored(Some((QrLook::default(), None)));
    view! { <Codes handle=handle look=look is_saved=Signal::stored(true) /> }.into_any()
}
