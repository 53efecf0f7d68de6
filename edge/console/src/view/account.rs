//! One's own password, and where one is signed in.

use kit::{
    focus,
    form::Problem,
    lean::{each, effect, live, memo},
    page::Page,
    sign,
    view::{
        LanguageChoice, PasswordField, Submission, loaded,
        part::{card, head},
        wrong,
    },
    words,
};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use shared::{
    api::{ChangePhoto, ErrorBody, ErrorCode, Me, Session},
    card::Role,
    id::SessionId,
};
use ui::{
    text::format,
    view::{Avatar, Button, Look, icon::icon},
};

use super::{
    bind::{bind, guard},
    own_link::OwnCodes,
    picture::{PictureField, Shape},
};
use crate::{console::Console, form::PasswordDraft, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "account",
    sign: sign::PERSON,
    name: text::my_account,
    role: Role::Agent,
    has: &[text::photo, text::your_link, text::language, text::password, text::new_password, text::sessions],
    draw: |rest| rest.is_empty().then(|| view! { <AccountPage /> }.into_any()),
};

/// The page.
#[component]
pub(crate) fn AccountPage() -> AnyView {
    let console = Console::here();
    let me = move || {
        let me = console.me.get();
        view! {
            <div class="profile">
                <div>
                    <strong>{me.card.name.to_string()}</strong>
                    <span>{me.email.as_str().to_owned()}</span>
                    <span class="chip">{text::role(me.role)}</span>
                </div>
            </div>
        }
    };
    let handle = memo(move || console.me.with(|me| me.card.handle.to_string()));
    let again = RwSignal::new(0_u32);
    view! {
        {head(text::my_account(), text::my_account_words())}
        <section class="card form">
            {me}
            <OwnPhoto />
        </section>
        {card(text::your_link(), Some(text::your_link_words()), live(move || view! { <OwnCodes handle=handle.get() /> }.into_any()))}
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

/// One's own photo, which is saved as soon as it is chosen.
#[component]
fn OwnPhoto() -> AnyView {
    let console = Console::here();
    let photo = RwSignal::new(console.me.with_untracked(|me| me.card.photo.clone()));
    // What the server has; another browser, or an admin, may change it meanwhile.
    let known = memo(move || console.me.with(|me| me.card.photo.clone()));
    effect(move || photo.set(known.get()));
    effect(move || {
        let wanted = photo.get();
        if wanted == known.get_untracked() {
            return;
        }
        spawn_local(async move {
            match console.send::<Me>("PUT", "session/photo", &ChangePhoto { photo: wanted }).await {
                Ok(me) => {
                    let words = if me.card.photo.is_some() { text::photo_saved() } else { text::photo_removed() };
                    console.me.set(me);
                    console.say(words);
                }
                Err(fault) => {
                    photo.try_set(known.get_untracked());
                    console.complain(text::fault(&fault));
                }
            }
        });
    });
    let face = move || {
        let (name, seed) = console.me.with_untracked(|me| (me.card.name.to_string(), me.card.id.to_string()));
        view! { <Avatar name=name seed=seed /> }
    };
    view! { <PictureField label=text::photo() hint=text::photo_hint() value=photo shape=Shape::Round empty=face /> }
        .into_any()
}

#[component]
fn ChangePassword(
    /// It is another one now.
    #[prop(into)]
    on_done: Callback<()>,
) -> AnyView {
    let console = Console::here();
    let draft = RwSignal::new(PasswordDraft::default());
    let saved = RwSignal::new(PasswordDraft::default());
    guard(draft, saved);
    let current = bind(draft, |draft| draft.current.clone(), |draft, text| draft.current = text);
    let new = bind(draft, |draft| draft.new.clone(), |draft, text| draft.new = text);
    let submission = Submission::new().blaming(|error: &ErrorBody| {
        (error.code == ErrorCode::SignInFailed).then(|| Problem::new("current", text::problem_wrong_password()))
    });
    let check = move || draft.with(PasswordDraft::check);
    let problems = submission.problems(check);
    let submit = move |event: SubmitEvent| {
        submission.run(
            &event,
            untrack(check),
            move |request| async move { console.send::<()>("PUT", "session/password", &request).await },
            move |()| {
                current.set(String::new());
                new.set(String::new());
                console.say(text::password_changed());
                on_done.run(());
            },
        );
    };
    let email = console.me.with_untracked(|me| me.email.as_str().to_owned());
    view! {
        <form class="form form-narrow" novalidate on:submit=submit>
            {submission.words()}
            // For password managers, which want to know whose password it is.
            <input hidden type="text" autocomplete="username" value=email />
            <PasswordField label=text::current_password() autocomplete="current-password" value=current error=wrong(problems, "current") />
            <PasswordField
                label=text::new_password()
                autocomplete="new-password"
                hint=text::password_hint()
                value=new
                error=wrong(problems, "password")
            />
            <div class="form-foot"><Button look=Look::Primary submits=true busy=submission.busy()>{text::change_password()}</Button></div>
        </form>
    }
    .into_any()
}

#[component]
fn Sessions() -> AnyView {
    let console = Console::here();
    loaded(
        move || console.get::<Vec<Session>>("sessions"),
        move |sessions| {
            let left = RwSignal::new(sessions);
            view! {
                <ul class="items">
                    {each(
                        move || left.with(|left| left.iter().map(|session| session.id).collect()),
                        move |id: SessionId| {
                            let session = left.with_untracked(|left| left.iter().find(|session| session.id == id).cloned());
                            session.map_or_else(|| ().into_any(), |session| row(console, left, session))
                        },
                    )}
                </ul>
            }
            .into_any()
        },
    )
}

fn row(console: Console, left: RwSignal<Vec<Session>>, session: Session) -> AnyView {
    let Session { id, device, since_ms, used_at_ms, current } = session;
    let busy = RwSignal::new(false);
    let end = move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer = console.send::<()>("DELETE", &format!("sessions/{id}"), &()).await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    left.try_update(|left| left.retain(|other| other.id != id));
                    focus::rescue(".settings-title");
                }
                Err(fault) => console.complain(text::fault(&fault)),
            }
        });
    };
    let used = words::ago(used_at_ms, console.now.get_untracked());
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
