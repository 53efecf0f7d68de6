//! The audit log: who did what about whom, and when.

use kit::{
    download::download,
    guest::Visit,
    lean::{memo, shown},
    page::Page,
    sign,
    view::{Paged, failed, loaded, long_list, part::head},
};
use leptos::{ev::Event, prelude::*};
use shared::{
    audit::{AuditEntry, AuditList, Deed},
    card::Role,
    csv::quoted,
};
use ui::{
    http::Fault,
    text::format,
    view::{Button, EmptyState, dom},
};

use crate::text;

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "audit",
    sign: sign::KEY,
    name: text::audit,
    role: Role::Admin,
    has: &[text::audit_what, text::deed_looked_on, text::deed_took_over, text::audit_csv],
    draw: |rest| match rest {
        [] => Some(view! { <AuditPage deed=None /> }.into_any()),
        [deed] => {
            let deed = Deed::ALL.iter().copied().find(|known| known.as_str() == *deed)?;
            Some(view! { <AuditPage deed=Some(deed) /> }.into_any())
        }
        _ => None,
    },
};

/// Most entries in one file: as many pages as one waits for.
const MOST_IN_FILE: usize = 10_000;

#[component]
fn AuditPage(deed: Option<Deed>) -> AnyView {
    let visit = Visit::here();
    let path = move |before: Option<u32>| {
        let deed = deed.map(|deed| format!("deed={}&", deed.as_str())).unwrap_or_default();
        let before = before.map(|before| format!("before={before}")).unwrap_or_default();
        format!("audit?{deed}{before}")
    };
    let path = StoredValue::new_local(path);
    let all = loaded(
        move || {
            let path = path.with_value(|path| path(None));
            async move { visit.get::<AuditList>(&path).await }
        },
        move |list| {
            view! { <List list=list path=StoredValue::new_local(Box::new(move |before| path.with_value(|path| path(before)))) /> }.into_any()
        },
    );
    let choose = move |event: Event| {
        let word = event_target_value(&event);
        visit.go(if word.is_empty() { PAGE.place() } else { PAGE.place_below(&word) });
    };
    let id = format!("deed-{}", dom::next_id());
    let options = Deed::ALL.iter().map(|known| {
        view! { <option value=known.as_str() selected=deed == Some(*known)>{text::deed(*known)}</option> }
    });
    view! {
        {head(text::audit(), text::audit_words())}
        <div class="audit-bar">
            <div class="field">
                <label for=id.clone()>{text::audit_what()}</label>
                <select id=id on:change=choose>
                    <option value="">{text::audit_all()}</option>
                    {options.collect_view()}
                </select>
            </div>
        </div>
        {all}
    }
    .into_any()
}

type Path = Box<dyn Fn(Option<u32>) -> String>;

#[component]
fn List(list: AuditList, path: StoredValue<Path, LocalStorage>) -> AnyView {
    let visit = Visit::here();
    if list.entries.is_empty() {
        return view! { <EmptyState sign=sign::KEY title=text::audit_none() /> }.into_any();
    }
    let list = Paged::new(list.entries, list.next);
    let (entries, fault) = (list.rows, RwSignal::new(None::<Fault>));
    let numbers = memo(move || entries.with(|all| all.iter().map(|entry| entry.number).collect::<Vec<_>>()));
    let read = move || {
        list.add(move |before| async move {
            let page = visit.get::<AuditList>(&path.with_value(|path| path(Some(before)))).await?;
            Ok((page.entries, page.next))
        })
    };
    let run = move |all: bool| {
        fault.set(None);
        list.run(async move {
            let mut done = Ok(());
            while done.is_ok() && untrack(|| list.has_more()) && entries.with_untracked(Vec::len) < MOST_IN_FILE {
                done = read().await;
                if !all {
                    break;
                }
            }
            match done {
                Ok(()) if all => {
                    drop(entries.try_with_untracked(|entries| download("audit.csv", "text/csv", &csv(entries))));
                }
                Ok(()) => {}
                Err(broken) => drop(fault.try_set(Some(broken))),
            }
        });
    };
    view! {
        <section class="card card-flush">
            {long_list("items", 64, numbers, move |number: u32| {
                entries.with_untracked(|entries| entries.iter().find(|entry| entry.number == number).map(row)).into_any()
            })}
        </section>
        {shown(move || fault.with(Option::is_some), move || {
            fault.get_untracked().map_or_else(|| ().into_any(), |broken| failed(&broken, Callback::new(move |()| run(false))))
        })}
        <div class="settings-foot">
            {shown(move || list.has_more(), move || list.button(text::audit_older(), move || run(false)))}
            <Button busy=list.busy on_press=move |()| run(true)>{text::audit_csv()}</Button>
        </div>
    }
    .into_any()
}

fn name(name: Option<&shared::value::DisplayName>) -> String {
    name.map_or_else(|| text::somebody_gone().to_owned(), ToString::to_string)
}

fn row(entry: &AuditEntry) -> AnyView {
    let about = &entry.about;
    let whom = about.staff.map(|_| format!(" · {}", name(entry.staff_name.as_ref())));
    let enquiry = about.enquiry.map(|enquiry| {
        view! { " · " <a href=format!("#/closed/{enquiry}")>{text::audit_enquiry()}</a> }
    });
    let rest =
        about.contact.map(|contact| contact.to_string()).or_else(|| about.detail.as_ref().map(ToString::to_string));
    let rest = rest.map(|rest| format!(" · {rest}"));
    view! {
        <li class="item audit-entry">
            <div class="item-text">
                <strong>{text::deed(entry.deed)} {whom}</strong>
                <span class="audit-more"><bdi>{name(entry.by_name.as_ref())}</bdi> " · " {format::full(entry.at_ms)} {enquiry} {rest}</span>
            </div>
        </li>
    }
    .into_any()
}

/// A line for each, with what programs want to read: words of the interface, ids and times as numbers.
fn csv(entries: &[AuditEntry]) -> String {
    let mut lines = vec!["number,at_ms,deed,by,by_name,staff,staff_name,enquiry,contact,detail".to_owned()];
    lines.extend(entries.iter().map(|entry| {
        let text = |value: Option<String>| value.unwrap_or_default();
        let cells = [
            entry.number.to_string(),
            entry.at_ms.as_ms().to_string(),
            entry.deed.as_str().to_owned(),
            entry.by.to_string(),
            text(entry.by_name.as_ref().map(ToString::to_string)),
            text(entry.about.staff.map(|id| id.to_string())),
            text(entry.staff_name.as_ref().map(ToString::to_string)),
            text(entry.about.enquiry.map(|id| id.to_string())),
            text(entry.about.contact.map(|id| id.to_string())),
            text(entry.about.detail.as_ref().map(ToString::to_string)),
        ];
        cells.map(|cell| quoted(&cell)).join(",")
    }));
    lines.push(String::new());
    lines.join("\r\n")
}
