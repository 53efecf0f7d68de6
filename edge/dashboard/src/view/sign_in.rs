//! The door: signing in, coming in by an invitation, and coming back after a session has ended.

use kit::{
    lean::press,
    view::{Dialog, PasswordField, Submission, focus_when_there, wrong},
};
use leptos::{
    ev::{MouseEvent, SubmitEvent},
    html,
    prelude::*,
};
use ui::view::{Button, Field, Look};

use super::splash::mark;
use crate::{
    desk::{Desk, Out, Session},
    form::{AcceptDraft, SignInDraft},
    text,
};

/// Nobody is signed in.
#[component]
pub(super) fn SignedOut() -> AnyView {
    let desk = Desk::here();
    let why = match desk.session.get_untracked() {
        Session::Out(Out::ByChoice) => Some(text::signed_out()),
        Session::Out(Out::Removed) => Some(text::removed()),
        Session::Out(Out::NotYet)
        | Session::Asking
        | Session::Unreachable
        | Session::Invited
        | Session::In
        | Session::Expired => None,
    };
    view! {
        <main class="door">
            <div class="door-card">
                <header class="door-head">
                    {mark()} <h1>{text::sign_in_to(&desk.name())}</h1> {why.map(|why| view! { <p role="status">{why}</p> })}
                </header>
                <SignInForm />
            </div>
        </main>
    }
    .into_any()
}

/// The session ended while somebody was at work: they sign in above it.
#[component]
pub(super) fn ComeBack() -> AnyView {
    let email = Desk::here().me().map(|me| me.email.as_str().to_owned()).unwrap_or_default();
    view! {
        <Dialog title=text::session_ended() can_close=false on_close=|()| {}>
            <p class="dialog-words">{text::session_ended_words()}</p>
            <SignInForm known=email />
        </Dialog>
    }
    .into_any()
}

#[component]
fn SignInForm(
    /// The address of who was here before.
    #[prop(optional)]
    known: String,
) -> AnyView {
    let desk = Desk::here();
    let (email_box, password_box) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    focus_when_there(if known.is_empty() { email_box } else { password_box });
    let (email, password) = (RwSignal::new(known), RwSignal::new(String::new()));
    let submission = Submission::new();
    let check = move || SignInDraft { email: email.get(), password: password.get() }.check();
    let problems = submission.problems(check);
    let submit = move |event: SubmitEvent| {
        submission.run(&event, untrack(check), |request| desk.sign_in(request), |()| {});
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            {submission.words()}
            <Field
                label=text::email()
                kind="email"
                autocomplete="username"
                value=email
                error=wrong(problems, "email")
                input=email_box
            />
            <PasswordField
                label=text::password()
                autocomplete="current-password"
                value=password
                error=wrong(problems, "password")
                input=password_box
            />
            <Button look=Look::Primary submits=true busy=submission.busy()>{text::sign_in()}</Button>
        </form>
    }
    .into_any()
}

/// Somebody came with an invitation.
#[component]
pub(super) fn Invitation() -> AnyView {
    let desk = Desk::here();
    let name_box = NodeRef::<html::Input>::new();
    focus_when_there(name_box);
    let (name, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submission = Submission::new();
    let check = move || AcceptDraft { name: name.get(), password: password.get() }.check(&desk.secret());
    let problems = submission.problems(check);
    let submit = move |event: SubmitEvent| {
        submission.run(&event, untrack(check), |request| desk.accept(request), |()| {});
    };
    view! {
        <main class="door">
            <div class="door-card">
                <header class="door-head">
                    {mark()} <h1>{text::join(&desk.name())}</h1> <p>{text::join_words()}</p>
                </header>
                <form class="form" novalidate on:submit=submit>
                    {submission.words()}
                    <Field label=text::your_name() autocomplete="name" value=name error=wrong(problems, "name") input=name_box />
                    <PasswordField
                        label=text::new_password()
                        autocomplete="new-password"
                        hint=text::password_hint()
                        value=password
                        error=wrong(problems, "password")
                    />
                    <Button look=Look::Primary submits=true busy=submission.busy()>{text::join_button()}</Button>
                </form>
                <button class="link-button door-other" type="button" on:click=press(move |_: MouseEvent| desk.refuse_invitation())>
                    {text::have_account()}
                </button>
            </div>
        </main>
    }
    .into_any()
}
