//! Everybody who answers, and who was invited to.

use kit::{
    focus,
    form::Problem,
    lean::{each, it, shown},
    page::Page,
    sign,
    view::{
        Dialog, Submission, loaded,
        part::{card, head},
        wrong,
    },
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
    task::spawn_local,
};
use shared::{
    api::{ErrorBody, ErrorCode, Invitation, InvitationMade, StaffSettings},
    card::Role,
    id::InvitationId,
};
use ui::{
    text::format,
    view::{
        Avatar, Button, Field, Look, dom,
        icon::{FORWARD, LETTER, icon},
    },
};

use super::{bind::bind, copy::Copy, member::MemberPage};
use crate::{console::Console, form::InviteDraft, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "staff",
    sign: sign::TEAM,
    name: text::staff,
    role: Role::Admin,
    has: &[
        text::invite,
        text::pending,
        text::photo,
        text::job_title,
        text::handle,
        text::speaks,
        text::field_max_rooms,
        text::reach,
        text::role_of,
        text::listed,
    ],
    draw,
};

fn draw(rest: &[&str]) -> Option<AnyView> {
    match rest {
        [] => Some(view! { <StaffPage /> }.into_any()),
        [id] => id.parse().ok().map(|staff| view! { <MemberPage staff=staff /> }.into_any()),
        _ => None,
    }
}

/// The roles that somebody may give, least first.
pub(crate) fn roles_given_by(role: Role) -> impl Iterator<Item = Role> {
    [Role::Agent, Role::Supervisor, Role::Admin, Role::Owner]
        .into_iter()
        .filter(move |given| role == Role::Owner || *given < Role::Admin)
}

/// The page.
#[component]
pub(crate) fn StaffPage() -> AnyView {
    let console = Console::here();
    let pending = RwSignal::new(Vec::<Invitation>::new());
    let made = RwSignal::new(None::<InvitationMade>);
    let link = move || {
        let secret = made.with(|made| made.as_ref().map(|made| made.secret.clone())).unwrap_or_default();
        let origin = dom::window().location().origin().unwrap_or_default();
        format!("{origin}/desk/{}#invitation={secret}", console.slug())
    };
    let everybody = loaded(
        move || console.get::<Vec<StaffSettings>>("staff"),
        |staff| view! { <ul class="items">{staff.iter().map(row).collect_view()}</ul> }.into_any(),
    );
    let invited = loaded(
        move || console.get::<Vec<Invitation>>("invitations"),
        move |invitations| {
            pending.set(invitations);
            view! { <Pending pending=pending /> }.into_any()
        },
    );
    view! {
        {head(text::staff(), text::staff_words())}
        <section class="card card-flush">{everybody}</section>
        {card(text::invite(), Some(text::invite_words()), view! { <InviteForm pending=pending made=made /> }.into_any())}
        {card(text::pending(), None, invited)}
        {shown(move || made.with(Option::is_some), move || view! {
            <Dialog title=text::invitation_made() on_close=move |()| made.set(None)>
                <p class="dialog-words">{text::invitation_made_words()}</p>
                <Copy name=text::invitation_link() text=Signal::derive(link) />
                <div class="dialog-foot">
                    <Button look=Look::Primary on_press=move |()| made.set(None)>{text::done()}</Button>
                </div>
            </Dialog>
        }.into_any())}
    }
    .into_any()
}

fn row(staff: &StaffSettings) -> AnyView {
    let StaffSettings { card, email, role, listed, max_rooms: _, languages: _, reach: _, calls: _, revision: _ } =
        staff;
    let title = card.title.as_ref().map(|title| format!(" · {title}"));
    let leads = *role >= Role::Admin;
    view! {
        <li class="item item-link">
            <Avatar name=card.name.to_string() seed=card.id.to_string() photo=card.photo.clone() />
            <div class="item-text">
                <a href=PAGE.below(&card.id.to_string())><strong>{card.name.to_string()}</strong></a>
                <span class="one-line">{email.as_str().to_owned()}{title}</span>
            </div>
            {(!listed).then(|| view! { <span class="chip">{text::unlisted()}</span> })}
            <span class="chip" class:is-strong=leads>{text::role(*role)}</span>
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}

#[component]
fn InviteForm(pending: RwSignal<Vec<Invitation>>, made: RwSignal<Option<InvitationMade>>) -> AnyView {
    let console = Console::here();
    let draft = RwSignal::new(InviteDraft::default());
    let email = bind(draft, |draft| draft.email.clone(), |draft, text| draft.email = text);
    let submission = Submission::new().blaming(|error: &ErrorBody| {
        (error.code == ErrorCode::Taken).then(|| Problem::new("email", text::problem_taken()))
    });
    let check = move || draft.with(InviteDraft::check);
    let problems = submission.problems(check);
    let submit = move |event: SubmitEvent| {
        submission.run(
            &event,
            untrack(check),
            move |request| async move { console.send::<InvitationMade>("POST", "invitations", &request).await },
            move |invitation: InvitationMade| {
                email.set(String::new());
                pending.update(|pending| pending.push(invitation.invitation.clone()));
                made.set(Some(invitation));
            },
        );
    };
    let mine = console.me.with_untracked(|me| me.role);
    view! {
        <form class="form form-row" novalidate on:submit=submit>
            {submission.words()}
            <Field label=text::email() kind="email" value=email error=wrong(problems, "email") />
            <RoleField role=it(move || draft.with(|draft| draft.role)) mine=mine on_choose=move |role| draft.update(|draft| draft.role = role) />
            <Button look=Look::Primary submits=true busy=submission.busy()>{text::invite_button()}</Button>
        </form>
    }
    .into_any()
}

/// The choice of a role, with what it means.
#[component]
pub(crate) fn RoleField(
    #[prop(into)] role: Signal<Role>,
    /// Of who chooses.
    mine: Role,
    #[prop(into)] on_choose: Callback<Role>,
) -> AnyView {
    let now = role.get_untracked();
    // Somebody above the one who chooses keeps what they are.
    let fixed = !roles_given_by(mine).any(|given| given == now);
    let roles: Vec<Role> = roles_given_by(mine).chain(fixed.then_some(now)).collect();
    let choose = {
        let roles = roles.clone();
        move |event: Event| {
            let value = event_target_value(&event);
            if let Some(role) = roles.iter().find(|role| format!("{role:?}") == value) {
                on_choose.run(*role);
            }
        }
    };
    let id = format!("role-{}", dom::next_id());
    let below = format!("{id}-below");
    view! {
        <div class="field">
            <label for=id.clone()>{text::role_of()}</label>
            <select id=id aria-describedby=below.clone() disabled=fixed on:change=choose>
                {roles.into_iter().map(|given| view! { <option value=format!("{given:?}") selected=given == now>{text::role(given)}</option> }).collect_view()}
            </select>
            <p class="field-below" id=below>{it(move || if fixed { text::role_fixed() } else { text::role_words(role.get()) })}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Pending(pending: RwSignal<Vec<Invitation>>) -> AnyView {
    let console = Console::here();
    view! {
        {shown(move || pending.with(Vec::is_empty), move || view! {<p class="card-words">{text::nobody_invited()}</p>}.into_any())}
        <ul class="items" class:is-empty=it(move || pending.with(Vec::is_empty))>
            {each(
                move || pending.with(|pending| pending.iter().map(|invitation| invitation.id).collect()),
                move |id: InvitationId| {
                    let invitation = pending.with_untracked(|pending| pending.iter().find(|one| one.id == id).cloned());
                    invitation.map_or_else(|| ().into_any(), |invitation| pending_row(console, pending, &invitation))
                },
            )}
        </ul>
    }
    .into_any()
}

fn pending_row(console: Console, pending: RwSignal<Vec<Invitation>>, invitation: &Invitation) -> AnyView {
    let busy = RwSignal::new(false);
    let id = invitation.id;
    let withdraw = move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer = console.send::<()>("DELETE", &format!("invitations/{id}"), &()).await;
            busy.try_set(false);
            match answer {
                Ok(()) => {
                    pending.try_update(|pending| pending.retain(|other| other.id != id));
                    focus::rescue(".settings-title");
                }
                Err(fault) => console.complain(text::fault(&fault)),
            }
        });
    };
    let until = text::until(&format::full(invitation.expires_at_ms));
    view! {
        <li class="item">
            <span class="item-sign">{icon(LETTER)}</span>
            <div class="item-text">
                <strong>{invitation.invite.email.as_str().to_owned()}</strong>
                <span>{text::role(invitation.invite.role)}" · "{until}</span>
            </div>
            <Button busy=busy on_press=withdraw>{text::withdraw()}</Button>
        </li>
    }
    .into_any()
}
