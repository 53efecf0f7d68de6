//! The bar on top: whose desk it is, and who sits at it.

use kit::lean::it;
use leptos::prelude::*;

use super::{account_menu::AccountMenu, availability::AvailabilityBox};
use crate::desk::Desk;

/// The bar on top.
#[component]
pub(super) fn Topbar() -> AnyView {
    let desk = Desk::here();
    view! {
        <header class="topbar">
            <span class="topbar-name one-line">{it(move || desk.name())}</span>
            <AvailabilityBox />
            <AccountMenu />
        </header>
    }
    .into_any()
}
