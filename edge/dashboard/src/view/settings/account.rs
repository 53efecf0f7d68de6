//! One's own password, and where one is signed in.

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use shared::{
    api::{ErrorBody, ErrorCode, Session},
    id::SessionId,
};
use ui::{
    text::format,
    view::{Avatar, Button, Look, icon::icon},
};

use super::{
    super::{
        account_menu::LanguageChoice,
        lean::{each, live},
        loaded::loaded,
        password::PasswordField,
        sign,
        submission::{Submission, wrong},
    },
    bind::{bind, guard},
    card, head,
};
use crate::{
    desk::Desk,
    focus,
    form::{Field as Of, PasswordDraft, Problem},
    text, words,
};

/// The page.
#[component]
pub(super) fn AccountPage() -> AnyView {
    let desk = Desk::here();
    let me = move || {
        desk.me().map(|me| {
            view! {
                <div class="profile">
                    <Avatar name=me.card.name.to_string() seed=me.card.id.to_string() photo=me.card.photo class="avatar-large" />
                    <div>
                        <strong>{me.card.name.to_string()}</strong>
                        <span>{me.email.as_str().to_owned()}</span>
                        <span class="chip">{text::role(me.role)}</span>
                    </div>
                </div>
            }
        })
    };
    let again = RwSignal::new(0_u32);
    view! {
        {head(text::my_account(), text::my_account_words())}
        <section class="card">{me}</section>
        {card(
            text::language(),
            Some(text::language_words()),
            view! { <label class="field field-narrow"><span class="unseen">{text::language()}</span> <LanguageChoice /></label> }.into_any(),
        )}
        {card(
            text::password(),
            Some(text::password_words()),
            view! { <ChangePassword on_done=move |()| again.update(|again| *again += 1) /> }.into_any(),
        )}
        // The others have ended by then.
        {live(move || {
            again.track();
            card(text::sessions(), Some(text::sessions_words()), view! { <Sessions /> }.into_any())
        })}
    }
    .into_any()
}

#[component]
fn ChangePassword(
    /// It is another one now.
    #[prop(into)]
    on_done: Callback<()>,
) -> AnyView {
    let desk = Desk::here();
    let draft = RwSignal::new(PasswordDraft::default());
    let saved = RwSignal::new(PasswordDraft::default());
    guard(draft, saved);
    let current = bind(draft, |draft| draft.current.clone(), |draft, text| draft.current = text);
    let new = bind(draft, |draft| draft.new.clone(), |draft, text| draft.new = text);
    let submission = Submission::new();
    let check = move || draft.with(PasswordDraft::check);
    let problems = submission.problems(check);
    let blame =
        |error: &ErrorBody| (error.code == ErrorCode::SignInFailed).then_some((Of::Current, Problem::WrongPassword));
    let submit = move |event: SubmitEvent| {
        submission.run(
            &event,
            untrack(check),
            move |request| async move { desk.send_to::<()>("PUT", "session/password", &request).await },
            blame,
            move |()| {
                current.set(String::new());
                new.set(String::new());
                desk.toasts.say(text::password_changed());
                on_done.run(());
            },
        );
    };
    let email = desk.me().map(|me| me.email.as_str().to_owned()).unwrap_or_default();
    view! {
        <form class="form form-narrow" novalidate on:submit=submit>
            {submission.words()}
            // For password managers, which want to know whose password it is.
            <input hidden type="text" autocomplete="username" value=email />
            <PasswordField label=text::current_password() autocomplete="current-password" value=current error=wrong(problems, Of::Current) />
            <PasswordField
                label=text::new_password()
                autocomplete="new-password"
                hint=text::password_hint()
                value=new
                error=wrong(problems, Of::Password)
            />
            <div class="form-foot"><Button look=Look::Primary submits=true busy=submission.busy()>{text::change_password()}</Button></div>
        </form>
    }
    .into_any()
}

#[component]
fn Sessions() -> AnyView {
    let desk = Desk::here();
    loaded(
        move || desk.get::<Vec<Session>>("sessions"),
        move |sessions| {
            let left = RwSignal::new(sessions);
            view! {
                <ul class="items">
                    {each(
                        move || left.with(|left| left.iter().map(|session| session.id).collect()),
                        move |id: SessionId| {
                            let session = left.with_untracked(|left| left.iter().find(|session| session.id == id).cloned());
                            session.map_or_else(|| ().into_any(), |session| row(desk, left, session))
                        },
                    )}
                </ul>
            }
            .into_any()
        },
    )
}

fn row(desk: Desk, left: RwSignal<Vec<Session>>, session: Session) -> AnyView {
    let Session { id, device, since_ms, used_at_ms, current } = session;
    let busy = RwSignal::new(false);
    let end = move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer = desk.send_to::<()>("DELETE", &format!("sessions/{id}"), &()).await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    left.try_update(|left| left.retain(|other| other.id != id));
                    focus::rescue(".settings-title");
                }
                Err(fault) => desk.toasts.complain(text::fault(&fault)),
            }
        });
    };
    let used = words::ago(used_at_ms, desk.now.get_untracked());
    view! {
        <li class="item">
            <span class="item-sign">{icon(sign::DEVICE)}</span>
            <div class="item-text">
                <strong>{device.to_string()}</strong>
                <span>{if current { text::this_session().to_owned() } else { text::used(&used) }}" · "{text::since(&format::full(since_ms))}</span>
            </div>
            {(!current).then(|| view! { <Button busy=busy on_press=end>{text::end_session()}</Button> })}
        </li>
    }
    .into_any()
}
