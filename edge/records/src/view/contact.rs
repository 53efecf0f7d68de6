//! One contact: what is known, what staff write, everything that they asked, and who else they are.

use kit::{
    focus,
    guest::Visit,
    lean::{live, maybe, press},
    view::{
        label_chip, loaded,
        part::{card, head_below},
    },
    words,
};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use serde::Serialize;
use shared::{
    api::{Consent, ContactNote, ContactPage, EnquiryRow, NoteContact},
    card::{Phase, Role},
    contact::{Fact, Person},
    form::Value,
    id::{ContactId, NoteId},
    report::ContactPoint,
    value::Note,
};
use ui::{
    clock,
    text::format,
    view::{
        Button, Field,
        icon::{CLOSE, FORWARD, icon},
    },
};

use super::{
    contact_form::WrittenForm,
    contact_merge::merges,
    contacts::{PAGE, mark},
    visitor::export,
};
use crate::text;

/// A contact's page, and what is done there: each answer is the page as it is then.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    pub(super) visit: Visit,
    pub(super) page: RwSignal<ContactPage>,
    busy: RwSignal<bool>,
}

impl Shown {
    /// The address of something below the contact's.
    pub(super) fn path(self, below: &str) -> String {
        format!("contacts/{}{below}", self.page.with_untracked(|page| page.person.contact))
    }

    /// Does something, and shows the page as it is then. What comes of it is said.
    pub(super) fn act(
        self,
        method: &'static str,
        below: &str,
        body: &(impl Serialize + Clone + 'static),
        done: impl FnOnce() + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let (path, body) = (self.path(below), body.clone());
        spawn_local(async move {
            let answer = self.visit.send::<ContactPage>(method, &path, &body).await;
            self.busy.try_set(false);
            match answer {
                Ok(page) => {
                    self.page.try_set(page);
                    focus::rescue(".settings-title");
                    done();
                }
                Err(fault) => self.visit.complain(text::fault(&fault)),
            }
        });
    }
}

/// The page.
#[component]
pub(super) fn ContactView(id: ContactId) -> AnyView {
    let visit = Visit::here();
    loaded(
        move || async move { visit.get::<ContactPage>(&format!("contacts/{id}")).await },
        move |page| view! { <Contact page=page /> }.into_any(),
    )
}

#[component]
fn Contact(page: ContactPage) -> AnyView {
    let visit = Visit::here();
    let (name, id) = (page.person.name().to_owned(), page.person.contact);
    let shown = Shown { visit, page: RwSignal::new(page), busy: RwSignal::new(false) };
    let is_admin = visit.me.with_untracked(|me| me.role) >= Role::Admin;
    let may_merge = visit.me.with_untracked(|me| me.role) >= Role::Supervisor;
    let part = move |title: &'static str, words: Option<&'static str>, draw: fn(Shown) -> AnyView| {
        card(title, words, draw(shown))
    };
    view! {
        {head_below(&PAGE, name, text::contact_words())}
        <div class="contact">
            {part(text::about_them(), None, known)}
            {card(text::written_title(), Some(text::written_words()), view! { <WrittenForm shown=shown /> }.into_any())}
            {part(text::their_enquiries(), None, enquiries)}
            {part(text::contact_notes(), Some(text::notes_words()), notes)}
            {part(text::consents(), None, consents)}
            {may_merge.then(|| part(text::same_person(), Some(text::same_words()), merges))}
            {is_admin.then(|| export(visit, id))}
        </div>
    }
    .into_any()
}

fn fact(name: &'static str, value: AnyView) -> AnyView {
    view! { <div class="contact-line"><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}

/// Something that is known, with who says so; what others say below.
fn facts(name: &'static str, facts: &[Fact], said: fn(&str) -> String) -> Option<AnyView> {
    let all = facts.iter().map(|fact| {
        view! { <span class="contact-fact"><bdi>{said(&fact.value)}</bdi> {mark(fact.source)}</span> }
    });
    (!facts.is_empty()).then(|| fact(name, all.collect_view().into_any()))
}

fn known(shown: Shown) -> AnyView {
    live(move || {
        let page = shown.page.get();
        let Person { handle, names, emails, phones, languages, countries, verified, written, .. } = &page.person;
        let ids = verified.iter().map(|id| Fact { value: id.to_string(), source: shared::contact::Source::Verified });
        let labels = written.labels.iter().filter_map(|id| page.service_labels.iter().find(|one| one.id == *id));
        let labels: Vec<AnyView> = labels.map(|one| label_chip(&one.label)).collect();
        let same = str::to_owned;
        view! {
            <dl class="contact-lines">
                {facts(text::their_name(), names, same)}
                {fact(text::their_handle(), handle.to_string().into_any())}
                {facts(text::their_email(), emails, same)}
                {facts(text::their_phone(), phones, same)}
                {facts(text::their_id(), &ids.collect::<Vec<_>>(), same)}
                {facts(text::their_language(), languages, words::language)}
                {facts(text::their_country(), countries, words::country)}
                {(!labels.is_empty()).then(|| fact(text::contact_labels(), labels.into_any()))}
                {fact(text::first_seen_at(), format::full(page.first_seen_ms).into_any())}
                {page.last_seen_ms.map(|at| fact(text::last_seen_at(), format::full(at).into_any()))}
            </dl>
        }
        .into_any()
    })
}

fn enquiries(shown: Shown) -> AnyView {
    live(move || {
        shown.page.with(|page| {
            let more = page.more_enquiries;
            let none = page.enquiries.is_empty() && more == 0;
            view! {
                {none.then(|| view! { <p class="card-words">{text::no_enquiries()}</p> })}
                <ul class="items">{page.enquiries.iter().map(enquiry).collect_view()}</ul>
                {(more > 0).then(|| view! { <p class="card-words">{text::more_there(more)}</p> })}
            }
            .into_any()
        })
    })
}

fn enquiry(row: &EnquiryRow) -> AnyView {
    let (list, phase) = match row.phase {
        Phase::Open => ("inbox", text::phase_open()),
        Phase::Engaged => ("inbox", text::phase_engaged()),
        Phase::Missed => ("missed", text::phase_missed()),
        Phase::Closed => ("closed", text::phase_closed()),
    };
    let entry = row.entry_name.as_ref().map_or_else(|| text::gone_name().to_owned(), ToString::to_string);
    let owner = row.owner_name.as_ref().map(|owner| format!(" · {owner}"));
    let said = row.preview.as_ref().map(|preview| preview.text.to_string());
    view! {
        <li class="item item-link">
            <div class="item-text">
                <a href=format!("#/{list}/{}", row.enquiry)><strong dir="auto">{entry}</strong></a>
                <span>{format::full(row.raised_at_ms)} " · " {phase} {owner} {came_by(&row.contact_point)}</span>
                {said.map(|said| view! { <span class="one-line" dir="auto">{said}</span> })}
            </div>
            <span class="item-go">{icon(FORWARD)}</span>
        </li>
    }
    .into_any()
}

/// By which way it came, after a point; nothing where that isn't known.
fn came_by(point: &ContactPoint) -> String {
    match point {
        ContactPoint::Link(link) => format!(" · {}", text::by_link(link.as_str())),
        ContactPoint::Site(site) => format!(" · {site}"),
        ContactPoint::Unknown => String::new(),
    }
}

fn notes(shown: Shown) -> AnyView {
    let (typed, wrong) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    // Pressed twice, or once more after a lost answer, it is one note; with another text it is another.
    let id = RwSignal::new(NoteId::new(clock::now(), clock::random()));
    let sent = RwSignal::new(None::<Note>);
    let add = move |()| {
        let Ok(body) = Note::try_from(typed.get_untracked()) else {
            wrong.set(Some(text::problem_note().to_owned()));
            return;
        };
        wrong.set(None);
        if sent.with_untracked(|sent| sent.as_ref().is_some_and(|sent| *sent != body)) {
            id.set(NoteId::new(clock::now(), clock::random()));
        }
        sent.set(Some(body.clone()));
        let note = NoteContact { note: id.get_untracked(), body };
        shown.act("POST", "/notes", &note, move || {
            typed.try_set(String::new());
            id.try_set(NoteId::new(clock::now(), clock::random()));
            sent.try_set(None);
        });
    };
    view! {
        <div class="form">
            <Field label=text::new_note() value=typed error=wrong kind="lines" />
            <div><Button busy=shown.busy on_press=add>{text::add_note()}</Button></div>
        </div>
        {live(move || {
            let notes = shown.page.with(|page| page.notes.clone());
            view! { <ul class="contact-notes">{notes.iter().map(|one| note(shown, one)).collect_view()}</ul> }.into_any()
        })}
    }
    .into_any()
}

fn note(shown: Shown, note: &ContactNote) -> AnyView {
    let (me, role) = shown.visit.me.with_untracked(|me| (me.card.id, me.role));
    let may_remove = note.by == me || role >= Role::Supervisor;
    let path = format!("/notes/{}", note.id);
    let name = text::remove_note(note.by_name.as_str());
    let remove = press(move |_: MouseEvent| shown.act("DELETE", &path, &(), || ()));
    view! {
        <li class="contact-note">
            <p dir="auto">{note.body.as_str().to_owned()}</p>
            <footer>
                <bdi>{note.by_name.to_string()}</bdi> " · " {format::full(note.at_ms)}
                {may_remove.then(|| view! {
                    <button class="icon-button" type="button" aria-label=name on:click=remove>{icon(CLOSE)}</button>
                })}
            </footer>
        </li>
    }
    .into_any()
}

fn consents(shown: Shown) -> AnyView {
    maybe(move || {
        let all = shown.page.with(|page| page.consents.clone());
        if all.is_empty() {
            return Some(view! { <p class="card-words">{text::no_consents()}</p> }.into_any());
        }
        Some(view! { <ul class="contact-notes">{all.iter().map(consent).collect_view()}</ul> }.into_any())
    })
}

fn consent(consent: &Consent) -> AnyView {
    let Value::Agreed { words, link } = &consent.told.value else { return ().into_any() };
    let link = link.as_ref().map(|link| {
        view! { " · " <a href=link.as_str().to_owned() target="_blank" rel="noopener noreferrer nofollow">{text::consent_link()}</a> }
    });
    view! {
        <li class="contact-note">
            <p dir="auto">{words.to_string()}</p>
            <footer>
                {format::full(consent.told.at_ms)} {came_by(&consent.contact_point)} " · "
                <a href=format!("#/closed/{}", consent.enquiry)>{text::consent_at()}</a> {link}
            </footer>
        </li>
    }
    .into_any()
}
