//! Signing in and out, and a session that ends while somebody is at work.

use kit::wake;
use leptos::{prelude::*, task::spawn_local};
use shared::api::{AcceptInvitation, ErrorCode, Me, SignIn};
use ui::http::Fault;

use super::Desk;
use crate::{board::Board, navigation, place};

/// Who is signed in, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Session {
    /// The server is being asked.
    Asking,
    /// It does not answer.
    Unreachable,
    /// Nobody, and why.
    Out(Out),
    /// Somebody came with an invitation.
    Invited,
    /// Somebody.
    In,
    /// It ended while they were at work: all that is on the screen stays until they are back.
    Expired,
}

/// Why nobody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Out {
    /// Nobody was.
    NotYet,
    /// They signed out.
    ByChoice,
    /// They may not be here any more.
    Removed,
}

/// The secret of an invitation, taken out of the address at once: it must be in no history and on no screen.
pub(super) fn take_invitation() -> Option<String> {
    let fragment = navigation::fragment();
    let secret = place::invitation(&fragment)?.to_owned();
    navigation::replace_fragment(&place::Place::HOME.fragment());
    Some(secret)
}

impl Desk {
    /// Asks the server who is signed in.
    pub(crate) fn ask_who(self) {
        self.session.set(Session::Asking);
        spawn_local(async move {
            match self.requests.read::<Me>("session").await {
                Ok(me) => self.enter(&me),
                Err(Fault::Refused(error)) if error.code == ErrorCode::Unauthenticated => {
                    self.session.set(Session::Out(Out::NotYet));
                }
                Err(Fault::Refused(_) | Fault::Offline | Fault::Unreadable) => self.session.set(Session::Unreachable),
            }
        });
    }

    /// Signs in.
    pub(crate) async fn sign_in(self, draft: SignIn) -> Result<(), Fault> {
        let me = self.requests.change::<Me>("POST", "session", &draft).await?;
        self.enter(&me);
        Ok(())
    }

    /// Becomes staff.
    pub(crate) async fn accept(self, draft: AcceptInvitation) -> Result<(), Fault> {
        let me = self.requests.change::<Me>("POST", "invitations/accept", &draft).await?;
        self.secret.set_value(String::new());
        self.enter(&me);
        Ok(())
    }

    /// The secret of the invitation that the person came with.
    pub(crate) fn secret(self) -> String {
        self.secret.get_value()
    }

    /// Goes to the sign-in from an invitation.
    pub(crate) fn refuse_invitation(self) {
        self.secret.set_value(String::new());
        self.ask_who();
    }

    /// Signs out. Also where the server can't be reached: whoever presses it walks away from this screen.
    pub(crate) fn sign_out(self) {
        spawn_local(async move {
            let _ = self.requests.change::<()>("DELETE", "session", &()).await;
            self.leave(Out::ByChoice);
        });
    }

    fn enter(self, me: &Me) {
        let same = self.board.with_untracked(|board| board.me().is_none_or(|before| before.card.id == me.card.id));
        if !same {
            self.board.set(Board::default());
            self.navigation.set_unsaved(false);
            self.navigation.go(place::Place::HOME);
        }
        self.session.set(Session::In);
        // Who let this browser be woken, and signed in again, goes on being woken. If it can't be, their settings say so.
        spawn_local(async move {
            let _ = wake::renew(self.requests).await;
        });
        self.connect();
        self.rooms.close_all();
    }

    /// The session ended while somebody was at work.
    pub(crate) fn expire(self) {
        if self.session.get_untracked() == Session::In {
            self.disconnect();
            self.session.set(Session::Expired);
        }
    }

    pub(super) fn leave(self, why: Out) {
        self.disconnect();
        self.rooms.close_all();
        self.navigation.set_unsaved(false);
        self.session.set(Session::Out(why));
        self.board.set(Board::default());
    }
}
