//! Every file in any room: how much there is, finding one, and deleting it.

use kit::{
    guest::Visit,
    lean::{live, memo, shown},
    page::Page,
    sign,
    view::{
        Confirm, failed, loaded, long_list,
        part::{card, head},
    },
};
use leptos::{
    ev::{Event, SubmitEvent},
    prelude::*,
    task::spawn_local,
};
use shared::{
    api::{FileUse, StoredFile, StoredFiles},
    card::Role,
    file::FileKind,
    id::FileId,
};
use ui::{
    http::Fault,
    text::format,
    view::{Button, Field, Look, dom},
};

use crate::{day::day_begins, report::encoded, text};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "files",
    sign: sign::ARCHIVE,
    name: text::files,
    role: Role::Admin,
    has: &[text::files_used, text::files_found],
    draw: |rest| rest.is_empty().then(|| view! { <FilesPage /> }.into_any()),
};

#[component]
fn FilesPage() -> AnyView {
    let visit = Visit::here();
    let all = loaded(
        move || async move { visit.get::<StoredFiles>("files").await },
        |found| view! { <Files found=found /> }.into_any(),
    );
    view! { {head(text::files(), text::files_words())} {all} }.into_any()
}

fn called(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Image => text::files_image(),
        FileKind::Video => text::files_video(),
        FileKind::Audio => text::files_audio(),
        FileKind::Document => text::files_document(),
    }
}

/// A size, to a tenth of the unit that suits it.
pub(super) fn size(bytes: u64) -> String {
    let in_tenths = |unit: u64| {
        let tenths = u32::try_from(bytes.saturating_mul(10).div_ceil(unit)).unwrap_or(u32::MAX);
        format!("{}.{}", tenths / 10, tenths % 10)
    };
    match bytes {
        0..1_048_576 => text::kilobytes(&in_tenths(1_024)),
        1_048_576..1_073_741_824 => text::megabytes(&in_tenths(1_048_576)),
        1_073_741_824.. => text::gigabytes(&in_tenths(1_073_741_824)),
    }
}

/// What is asked for: as it stands behind the question mark.
fn query(name: &str, sender: &str, kind: &str, side: &str, from: &str, to: &str) -> String {
    // The last day counts whole.
    let moment = |day: &str, later| day_begins(day, later).map(|at| at.as_ms().to_string()).unwrap_or_default();
    let (from, until) = (moment(from, 0), moment(to, 1));
    let parts = [
        ("name", name.trim()),
        ("sender", sender.trim()),
        ("kind", kind),
        ("side", side),
        ("from_ms", from.as_str()),
        ("until_ms", until.as_str()),
    ];
    let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
    parts.map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

#[component]
fn Files(found: StoredFiles) -> AnyView {
    let visit = Visit::here();
    let StoredFiles { files, next, used, max_bytes } = found;
    let (files, next) = (RwSignal::new(files), RwSignal::new(next));
    let [name, sender, kind, side, from, to] = [(); 6].map(|()| RwSignal::new(String::new()));
    let asked = RwSignal::new(String::new());
    let (busy, fault) = (RwSignal::new(false), RwSignal::new(None::<Fault>));
    // Rises with each question: an answer to an earlier one is too late.
    let turn = StoredValue::new(0_u32);
    let fetch = move |before: Option<String>| {
        turn.update_value(|turn| *turn += 1);
        let asked_as = turn.get_value();
        busy.set(true);
        fault.set(None);
        let more = before.map(|before| format!("&before={before}"));
        let is_more = more.is_some();
        let path = format!("files?{}{}", asked.get_untracked(), more.unwrap_or_default());
        spawn_local(async move {
            let answer = visit.get::<StoredFiles>(&path).await;
            if turn.try_get_value() != Some(asked_as) {
                return;
            }
            match answer {
                Ok(page) => {
                    files.try_update(|files| {
                        if !is_more {
                            files.clear();
                        }
                        files.extend(page.files);
                    });
                    next.try_set(page.next);
                }
                Err(broken) => drop(fault.try_set(Some(broken))),
            }
            busy.try_set(false);
        });
    };
    let ask = move || {
        let [name, sender, kind, side, from, to] = [name, sender, kind, side, from, to].map(|one| one.get_untracked());
        asked.set(query(&name, &sender, &kind, &side, &from, &to));
        fetch(None);
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        ask();
    };
    let older = move |()| fetch(next.get_untracked());
    let kinds = FileKind::ALL.iter().map(|kind| (kind.as_str(), called(*kind)));
    let kinds: Vec<_> = std::iter::once(("", text::files_any_kind())).chain(kinds).collect();
    let sides =
        vec![("", text::files_any_side()), ("visitor", text::files_of_visitors()), ("staff", text::files_of_staff())];
    let choose = move |chosen: RwSignal<String>| {
        Callback::new(move |value| {
            chosen.set(value);
            ask();
        })
    };
    view! {
        {card(text::files_used(), None, usage(&used, max_bytes))}
        {card(text::files_found(), None, view! {
            <form class="files-find" role="search" on:submit=submit>
                <Field label=text::files_name() value=name kind="search" />
                <Field label=text::files_sender() value=sender kind="search" />
                {select(text::files_kind(), kinds, choose(kind))}
                {select(text::files_side(), sides, choose(side))}
                <Field label=text::files_from() value=from kind="date" />
                <Field label=text::files_to() value=to kind="date" />
                <div><Button submits=true>{text::files_search()}</Button></div>
            </form>
            <List files=files />
            {shown(move || fault.with(Option::is_some), move || {
                fault.get_untracked().map_or_else(|| ().into_any(), |broken| failed(&broken, Callback::new(move |()| ask())))
            })}
            {shown(move || next.with(Option::is_some), move || view! {
                <div class="card-foot"><Button busy=busy on_press=older>{text::older_files()}</Button></div>
            }.into_any())}
        }.into_any())}
    }
    .into_any()
}

fn select(label: &'static str, options: Vec<(&'static str, &'static str)>, choose: Callback<String>) -> AnyView {
    let id = format!("files-{}", dom::next_id());
    let options = options.into_iter().map(|(value, words)| view! { <option value=value>{words}</option> });
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <select id=id on:change=move |event: Event| choose.run(event_target_value(&event))>{options.collect_view()}</select>
        </div>
    }
    .into_any()
}

fn usage(used: &[FileUse], most: Option<u64>) -> AnyView {
    let all: u64 = used.iter().map(|used| used.bytes).sum();
    let kinds = used.iter().map(|FileUse { kind, count, bytes }| {
        view! { <div class="privacy-fact"><dt>{called(*kind)}</dt><dd>{text::files_count(*count)} " · " {size(*bytes)}</dd></div> }
    });
    let words = match most {
        Some(most) => text::files_of_most(&size(all), &size(most)),
        None => size(all),
    };
    view! {
        <dl class="privacy-facts">
            <div class="privacy-fact"><dt>{text::files_all()}</dt><dd><strong>{words}</strong></dd></div>
            {kinds.collect_view()}
        </dl>
    }
    .into_any()
}

#[component]
fn List(files: RwSignal<Vec<StoredFile>>) -> AnyView {
    let visit = Visit::here();
    let (asking, busy) = (RwSignal::new(None::<StoredFile>), RwSignal::new(false));
    let delete = move |()| {
        let Some(StoredFile { room, card, .. }) = asking.get_untracked() else { return };
        busy.set(true);
        spawn_local(async move {
            let path = format!("enquiries/{room}/files/{}", card.file);
            let answer = visit.send::<()>("DELETE", &path, &()).await;
            busy.try_set(false);
            asking.try_set(None);
            match answer {
                Ok(()) => {
                    files.try_update(|files| files.retain(|other| other.card.file != card.file));
                    visit.say(text::file_deleted());
                }
                Err(fault) => visit.complain(text::fault(&fault)),
            }
        });
    };
    let ids = memo(move || files.with(|files| files.iter().map(|one| one.card.file).collect::<Vec<_>>()));
    let row = move |id: FileId| {
        let file = files.with_untracked(|files| files.iter().find(|one| one.card.file == id).cloned());
        file.map_or_else(|| ().into_any(), |file| row(file, asking))
    };
    view! {
        {live(move || if files.with(Vec::is_empty) {
            view! { <p class="card-words" role="status">{text::no_files()}</p> }.into_any()
        } else {
            ().into_any()
        })}
        {long_list("items privacy-items", 80, ids, row)}
        {shown(move || asking.with(Option::is_some), move || {
            let name = asking.with_untracked(|file| file.as_ref().map(|file| file.card.name.as_str().to_owned()).unwrap_or_default());
            view! {
                <Confirm
                    title=text::delete_file_question(&name)
                    words=text::delete_file_words()
                    verb=text::delete_file()
                    busy=busy
                    on_confirm=delete
                    on_close=move |()| asking.set(None)
                />
            }.into_any()
        })}
    }
    .into_any()
}

fn row(file: StoredFile, asking: RwSignal<Option<StoredFile>>) -> AnyView {
    let card = &file.card;
    let sender = file.sender.as_ref().map(ToString::to_string).unwrap_or_default();
    let (name, of_what) = (card.name.as_str().to_owned(), card.name.as_str().to_owned());
    let about = format!("{} · {} · {}", called(card.kind), size(u64::from(card.bytes)), format::full(file.at_ms));
    let list = if file.enquiry.is_some() { "inbox" } else { "spaces" };
    let link = format!("#/{list}/{}", file.room);
    view! {
        <li class="item">
            <div class="item-text">
                <strong class="files-file" dir="auto">{name}</strong>
                <span>{about}</span>
                <span><bdi>{sender}</bdi> " · " <a href=link>{text::files_chat()}</a></span>
            </div>
            <Button look=Look::Danger on_press=move |()| asking.set(Some(file.clone()))>
                {text::delete_file()} <span class="unseen">" "{of_what}</span>
            </Button>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stands_behind_the_question_mark() {
        assert_eq!(query(" a&b c ", "", "image", "", "", ""), "name=a%26b%20c&kind=image");
        assert_eq!(query("", "Éva", "", "staff", "", "x"), "sender=%C3%89va&side=staff");
        assert_eq!(query("", "", "", "", "", ""), "");
    }
}
