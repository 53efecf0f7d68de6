//! What is kept of contacts, of the service's own, and the secret that signs who they are.

use kit::{
    lean::{each, it, live, maybe, memo, press, shown},
    page::Page,
    sign,
    view::{
        Confirm, Dialog, loaded,
        part::{card, head},
        wrong_by,
    },
};
use leptos::{
    ev::{MouseEvent, SubmitEvent},
    prelude::*,
    task::spawn_local,
};
use shared::{
    api::{FormerSecret, IdentitySecret, IdentityState, RotateIdentity, Saved},
    card::Role,
    identity::IdentityRefusal,
    setup::contact_fields::ContactFields,
};
use ui::{
    text::format,
    view::{Button, Field, Look, icon::icon},
};

use super::{
    bind::{bind_at, guard},
    choice::{Choice, words},
    programs::Told,
    saving::{Foot, Saving},
};
use crate::{console::Console, form::ContactFieldsDraft, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "contacts",
    sign: sign::CONTACT,
    name: text::contacts,
    role: Role::Admin,
    has: &[text::contact_fields, text::identity],
    draw: |rest| rest.is_empty().then(|| view! { <ContactsPage /> }.into_any()),
};

#[component]
fn ContactsPage() -> AnyView {
    let console = Console::here();
    let form = loaded(
        move || console.item::<ContactFields>("contact-fields"),
        |now| view! { <FieldsForm now=now /> }.into_any(),
    );
    let identity =
        loaded(move || console.get::<IdentityState>("identity"), |state| view! { <Identity state=state /> }.into_any());
    view! {
        {head(text::contacts(), text::contacts_words())}
        {card(text::identity(), Some(text::identity_words()), identity)}
        {form}
    }
    .into_any()
}

#[component]
fn FieldsForm(now: Saved<ContactFields>) -> AnyView {
    let Saved { revision, settings, .. } = now;
    let start = ContactFieldsDraft::from(&settings);
    let (saved, draft) = (RwSignal::new(start.clone()), RwSignal::new(start));
    let unsaved = guard(draft, saved);
    let saving = Saving::one("contact-fields", revision);
    let check = move || draft.with(ContactFieldsDraft::check);
    let problems = saving.problems(check);
    let submit = move |event: SubmitEvent| {
        saving.run(&event, untrack(check), move |now: ContactFields| {
            saved.set(ContactFieldsDraft::from(&now));
            draft.set(ContactFieldsDraft::from(&now));
        });
    };
    let row = move |key: u32| {
        let of = move |draft: &ContactFieldsDraft| draft.field(key).cloned().unwrap_or_default();
        let name =
            bind_at(draft, move |draft| of(draft).name, move |draft, name| draft.change(key, |it| it.name = name));
        let kind =
            bind_at(draft, move |draft| of(draft).kind, move |draft, kind| draft.change(key, |it| it.kind = kind));
        let options = bind_at(
            draft,
            move |draft| of(draft).options,
            move |draft, words| draft.change(key, |it| it.options = words),
        );
        let at = move |part: &'static str| {
            wrong_by(problems, move || format!("fields.{}.{part}", draft.with(|draft| draft.place(key))).into())
        };
        let kinds = words([
            ("text", text::contact_kind_text()),
            ("number", text::contact_kind_number()),
            ("date", text::contact_kind_date()),
            ("choice", text::contact_kind_choice()),
        ]);
        let remove = press(move |_: MouseEvent| draft.update(|draft| draft.fields.retain(|it| it.key != key)));
        view! {
            <li class="contact-field form">
                <Field label=text::contact_field_name() value=name error=at("name") />
                <button class="icon-button" type="button" aria-label=it(move || text::remove_contact_field(&name.get())) on:click=remove>
                    {icon(sign::BIN)}
                </button>
                <Choice label=text::contact_field_kind() value=kind options=kinds />
                {shown(move || kind.with(|kind| kind == "choice"), move || view! {
                    <Field label=text::contact_field_options() kind="lines" value=options error=at("options") />
                }.into_any())}
            </li>
        }
        .into_any()
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            {saving.above(check, draft, saved, |now: &ContactFields| ContactFieldsDraft::from(now))}
            {card(text::contact_fields(), Some(text::contact_fields_words()), view! {
                {maybe(move || draft.with(|draft| draft.fields.is_empty()).then(|| view! { <p class="card-words">{text::no_contact_fields()}</p> }.into_any()))}
                <ul class="contact-fields">
                    {each(move || draft.with(|draft| draft.fields.iter().map(|field| field.key).collect::<Vec<u32>>()), row)}
                </ul>
                <div class="card-foot">
                    <Button on_press=move |()| draft.update(ContactFieldsDraft::add)>{icon(sign::PLUS)} {text::add_contact_field()}</Button>
                </div>
            }.into_any())}
            <Foot busy=saving.busy() unsaved=unsaved />
        </form>
    }
    .into_any()
}

/// Words of [`FormerSecret`].
const A_DAY: &str = "a_day";
const ENDS: &str = "ends";

#[component]
fn Identity(state: IdentityState) -> AnyView {
    let console = Console::here();
    let state = RwSignal::new(state);
    let (secret, asking, busy) = (RwSignal::new(None::<String>), RwSignal::new(false), RwSignal::new(false));
    let (changing, former) = (RwSignal::new(false), RwSignal::new(A_DAY.to_owned()));
    let make = move |()| {
        busy.set(true);
        let former =
            if former.with_untracked(|former| former == ENDS) { FormerSecret::Ends } else { FormerSecret::ADay };
        spawn_local(async move {
            match console.send::<IdentitySecret>("POST", "identity", &RotateIdentity { former }).await {
                Ok(made) => {
                    state.try_set(made.state);
                    secret.try_set(Some(made.secret));
                }
                Err(fault) => console.complain(text::fault(&fault)),
            }
            busy.try_set(false);
            changing.try_set(false);
        });
    };
    let begin = move |()| {
        former.set(A_DAY.to_owned());
        if state.with_untracked(|state| state.made_at_ms.is_some()) {
            changing.set(true);
        } else {
            make(());
        }
    };
    let end = move |()| {
        busy.set(true);
        spawn_local(async move {
            match console.send::<()>("DELETE", "identity", &()).await {
                Ok(()) => drop(state.try_update(|state| (state.made_at_ms, state.former_until_ms) = (None, None))),
                Err(fault) => console.complain(text::fault(&fault)),
            }
            busy.try_set(false);
            asking.try_set(false);
        });
    };
    let is_on = memo(move || state.with(|state| state.made_at_ms.is_some()));
    view! {
        {live(move || state.with(told))}
        <div class="form-foot card-foot">
            {live(move || {
                let words = if is_on.get() { text::rotate_identity() } else { text::make_identity() };
                view! { <Button busy=busy on_press=begin>{words}</Button> }.into_any()
            })}
            {shown(move || is_on.get(), move || view! {
                <Button look=Look::Danger on_press=move |()| asking.set(true)>{text::end_identity()}</Button>
            }.into_any())}
        </div>
        {shown(move || changing.get(), move || view! {
            <Dialog title=text::rotate_identity_question() on_close=move |()| changing.set(false) way_out=ui::text::cancel()>
                <Choice label=text::former_secret() value=former options=words([(A_DAY, text::former_a_day()), (ENDS, text::former_ends())]) />
                <div class="dialog-foot">
                    <Button on_press=move |()| changing.set(false)>{ui::text::cancel()}</Button>
                    <Button look=Look::Danger busy=busy on_press=make>{text::rotate_identity()}</Button>
                </div>
            </Dialog>
        }.into_any())}
        {shown(move || asking.get(), move || view! {
            <Confirm
                title=text::end_identity_question()
                words=text::end_identity_words()
                verb=text::end_identity()
                busy=busy
                on_confirm=end
                on_close=move |()| asking.set(false)
            />
        }.into_any())}
        <Told title=text::identity_secret() secret=secret on_close=Callback::new(move |()| secret.set(None)) />
    }
    .into_any()
}

/// How it stands with the secret and with the last tokens.
fn told(state: &IdentityState) -> AnyView {
    let IdentityState { made_at_ms, made_by, hint, former_until_ms, verified_at_ms, refused_at_ms, refused_for } =
        state;
    let made = made_at_ms.map(|at| {
        let by = made_by.as_ref().map(ToString::to_string).unwrap_or_default();
        let hint = hint.as_ref().map(ToString::to_string).unwrap_or_default();
        text::identity_made(&hint, &by, &format::full(at))
    });
    let former = former_until_ms.map(|until| text::identity_former(&format::full(until)));
    let verified = verified_at_ms.map(|at| text::identity_verified(&format::full(at)));
    let refused =
        refused_at_ms.zip(*refused_for).map(|(at, why)| text::identity_refused(&format::full(at), because(why)));
    // Red while nothing came right since.
    let look = if refused_at_ms > verified_at_ms { "card-bad" } else { "card-words" };
    view! {
        <p>{made.unwrap_or_else(|| text::identity_none().to_owned())}</p>
        {former.map(|words| view! { <p class="card-words">{words}</p> })}
        {verified.map(|words| view! { <p class="card-words">{words}</p> })}
        {refused.map(|words| view! { <p class=look>{words}</p> })}
    }
    .into_any()
}

fn because(why: IdentityRefusal) -> &'static str {
    match why {
        IdentityRefusal::Off => text::identity_none(),
        IdentityRefusal::Malformed => text::why_malformed(),
        IdentityRefusal::Algorithm => text::why_algorithm(),
        IdentityRefusal::Signature => text::why_signature(),
        IdentityRefusal::Audience => text::why_audience(),
        IdentityRefusal::Subject => text::why_subject(),
        IdentityRefusal::Expired => text::why_expired(),
        IdentityRefusal::TooLong => text::why_too_long(),
    }
}
