//! The box that finds pages and fields, and the way to a field that was found.

use std::{cell::Cell, rc::Rc, time::Duration};

use kit::{
    choosing::Choosing,
    lean::{effect, it, live, memo},
};
use leptos::{
    ev::{Event, KeyboardEvent},
    prelude::*,
};
use ui::view::{
    dom,
    icon::{SEARCH, icon},
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlLabelElement};

use crate::{
    console::Console,
    search::{Hit, search},
    text,
};

/// The box, and below it what was found by what stands in it. Says whether anything does.
pub(super) fn search_box(searching: RwSignal<bool>) -> AnyView {
    let (console, wanted) = (Console::here(), RwSignal::new(String::new()));
    effect(move || searching.set(!wanted.with(|wanted| wanted.trim().is_empty())));
    let found = memo(move || search(&wanted.get(), console.me.with(|me| me.role)));
    let choose = Callback::new(move |hit: Hit| {
        wanted.set(String::new());
        console.go(hit.page.place());
        if let Some(part) = hit.part {
            seek(part);
        }
    });
    let choosing = Choosing::new(found, choose);
    let key = move |event: KeyboardEvent| {
        let clears = event.key() == "Escape" && !wanted.with_untracked(String::is_empty);
        if clears {
            wanted.set(String::new());
        }
        if clears || choosing.press(&event) {
            event.prevent_default();
        }
    };
    view! {
        <div class="find">
            <span class="find-sign">{icon(SEARCH)}</span>
            <input
                type="search"
                role="combobox"
                aria-label=text::find_settings()
                placeholder=text::find_settings()
                aria-expanded=it(move || (!found.with(Vec::is_empty)).to_string())
                aria-controls=choosing.list()
                aria-autocomplete="list"
                aria-activedescendant=choosing.active()
                autocomplete="off"
                spellcheck="false"
                prop:value=wanted
                on:input=move |event: Event| {
                    choosing.restart();
                    wanted.set(event_target_value(&event));
                }
                on:keydown=key
            />
        </div>
        <p class="unseen" role="status">
            {it(move || (!wanted.with(|wanted| wanted.trim().is_empty())).then(|| text::found_count(u32::try_from(found.with(Vec::len)).unwrap_or(u32::MAX))))}
        </p>
        <ul class="found" id=choosing.list() role="listbox" aria-label=text::find_settings()>
            {live(move || {
                let rows = found.get().into_iter().enumerate();
                rows.map(|(place, hit)| row(choosing, place, hit)).collect_view().into_any()
            })}
        </ul>
        {live(move || {
            let nothing = found.with(Vec::is_empty) && !wanted.with(|wanted| wanted.trim().is_empty());
            if nothing { view! { <p class="found-nothing">{text::found_nothing()}</p> }.into_any() } else { ().into_any() }
        })}
    }
    .into_any()
}

fn row(choosing: Choosing<Hit>, place: usize, hit: Hit) -> AnyView {
    let on = hit.part.map(|_| view! { <span class="found-on">{(hit.page.name)()}</span> });
    let body = view! { {icon(hit.page.sign)} <span class="found-name">{hit.name()} {on}</span> };
    choosing.row("pages-link", place, hit, body.into_any())
}

/// How often a page is looked at for what was found on it, and how many times: what comes from the server comes late.
const LOOKS: (Duration, u32) = (Duration::from_millis(50), 100);

/// How long it is marked then.
const MARKED: Duration = Duration::from_secs(2);

/// Puts the focus on the field that `words` label, or the part that they head, once it is there.
fn seek(words: &'static str) {
    let (looks, handle) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(None::<IntervalHandle>)));
    let stop = handle.clone();
    let look = move || {
        looks.set(looks.get() + 1);
        if (found_in_page(words) || looks.get() >= LOOKS.1)
            && let Some(handle) = stop.take()
        {
            handle.clear();
        }
    };
    handle.set(set_interval_with_handle(look, LOOKS.0).ok());
}

fn found_in_page(words: &str) -> bool {
    let Ok(all) = dom::document().query_selector_all(".settings :is(label, legend, h3, .field-label, strong)") else {
        return true;
    };
    let all = (0..all.length()).filter_map(|at| all.item(at)?.dyn_into::<Element>().ok());
    let Some(found) = all.into_iter().find(|one| one.text_content().unwrap_or_default().trim().starts_with(words))
    else {
        return false;
    };
    let part =
        found.closest(".way, .field, .list, .switch, .card, fieldset").ok().flatten().unwrap_or_else(|| found.clone());
    let _ = part.class_list().add_1("is-found");
    part.scroll_into_view();
    set_timeout(move || drop(part.class_list().remove_1("is-found")), MARKED);
    let label = found.closest("label").ok().flatten().and_then(|label| label.dyn_into::<HtmlLabelElement>().ok());
    match label.and_then(|label| label.control()) {
        Some(control) => drop(control.focus()),
        None => {
            if let Ok(heading) = found.dyn_into::<HtmlElement>() {
                heading.set_tab_index(-1);
                let _ = heading.focus();
            }
        }
    }
    true
}
