//! What is drawn. A view shows what the board and the forms decided, and tells the desk what was pressed; a branch here
//! matches a state, it does not work one out.

mod account_menu;
mod availability;
mod canned_list;
mod channel;
mod close;
mod closed;
mod details;
mod event;
mod finder;
mod forward;
mod guests;
mod guide_card;
mod help;
mod inbox;
mod label_filter;
mod labels;
mod linked_page;
pub(crate) mod log;
mod missed;
mod open;
mod pages;
mod people;
mod pins;
mod ring;
mod room;
mod rows;
mod shell;
mod sign_in;
mod space;
mod spaces;
mod splash;
mod suggest;
mod take_over;
mod team;
mod template;
mod toasts;
mod tools;
mod topbar;
mod trace;
mod transfer;
mod words;
mod writing;

use kit::{lean::memo, view::Now};
use leptos::prelude::*;

pub(crate) use self::room::files;
use self::{
    sign_in::{Invitation, SignedOut},
    splash::Splash,
    toasts::ToastList,
};
use crate::desk::{Desk, Session};

/// What fills the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Screen {
    Waiting,
    SignIn,
    Invitation,
    /// Also while a session has ended: what is on the screen stays.
    Desk,
}

/// The whole dashboard.
#[component]
pub(crate) fn App(desk: Desk) -> AnyView {
    provide_context(desk);
    provide_context(Now(desk.now));
    let screen = memo(move || match desk.session.get() {
        Session::Out(_) => Screen::SignIn,
        Session::Invited => Screen::Invitation,
        Session::In | Session::Expired if desk.board.with(|board| board.me().is_some()) => Screen::Desk,
        Session::Asking | Session::Unreachable | Session::In | Session::Expired => Screen::Waiting,
    });
    view! {
        {move || match screen.get() {
            Screen::Waiting => view! { <Splash /> }.into_any(),
            Screen::SignIn => view! { <SignedOut /> }.into_any(),
            Screen::Invitation => view! { <Invitation /> }.into_any(),
            Screen::Desk => view! { <shell::Shell /> }.into_any(),
        }}
        <ToastList />
    }
    .into_any()
}
