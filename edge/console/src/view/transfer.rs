//! Everything that is set up as one file: out, and in.

use kit::{
    download::download,
    lean::maybe,
    page::Page,
    sign,
    view::{
        loaded,
        part::{card, head},
    },
};
use leptos::{ev::Event, html, prelude::*, task::spawn_local};
use serde_json::{Value, json};
use shared::{
    api::{ErrorBody, StaffSettings},
    card::Role,
};
use ui::{
    http::Fault,
    view::{
        Button, Look, dom,
        icon::{ALERT, icon},
    },
};
use wasm_bindgen_futures::JsFuture;

use super::{changes::step, compared::told, saving::say_saved};
use crate::{
    change::{LoggedStep, Steps, names},
    console::Console,
    difference::Names,
    text,
};

/// In the navigation.
pub(crate) const PAGE: Page = Page {
    path: "transfer",
    sign: sign::COPY,
    name: text::transfer,
    role: Role::Admin,
    has: &[text::export, text::import],
    draw: |rest| rest.is_empty().then(|| view! { <TransferPage /> }.into_any()),
};

/// The page.
#[component]
pub(crate) fn TransferPage() -> AnyView {
    let console = Console::here();
    let staff =
        loaded(move || console.get::<Vec<StaffSettings>>("staff"), |staff| view! { <Import staff=staff /> }.into_any());
    view! {
        {head(text::transfer(), text::transfer_words())}
        {card(text::export(), Some(text::export_words()), view! { <Export /> }.into_any())}
        {card(text::import(), Some(text::import_words()), staff)}
    }
    .into_any()
}

#[component]
fn Export() -> AnyView {
    let console = Console::here();
    let busy = RwSignal::new(false);
    let export = move |()| {
        busy.set(true);
        spawn_local(async move {
            let answer = console.get::<Value>("setup").await;
            busy.try_set(false);
            let file = format!("{}-setup.json", console.slug());
            match answer
                .map(|all| download(&file, "application/json", &serde_json::to_string_pretty(&all).unwrap_or_default()))
            {
                Ok(Ok(())) => console.say(text::exported(&file)),
                Ok(Err(_)) => console.complain(text::fault(&Fault::Unreadable)),
                Err(fault) => console.complain(text::fault(&fault)),
            }
        });
    };
    view! { <div class="card-foot"><Button busy=busy on_press=export>{text::export_button()}</Button></div> }.into_any()
}

/// How it stands with a file that was chosen.
#[derive(Clone)]
enum State {
    Nothing,
    Looking,
    /// It can't be imported.
    Wrong(String),
    /// Somebody in it isn't here.
    Missing(Vec<String>),
    /// What would change.
    Ready {
        steps: Vec<LoggedStep>,
        names: Names,
        without: bool,
    },
}

/// One choice of a file, until it is imported.
#[derive(Clone, Copy)]
struct Choice {
    console: Console,
    state: RwSignal<State>,
    busy: RwSignal<bool>,
    export: StoredValue<Value>,
    input: NodeRef<html::Input>,
}

#[component]
fn Import(staff: Vec<StaffSettings>) -> AnyView {
    let handles: Vec<String> = staff.iter().map(|one| one.card.handle.to_string()).collect();
    let handles = StoredValue::new(handles);
    let choice = Choice {
        console: Console::here(),
        state: RwSignal::new(State::Nothing),
        busy: RwSignal::new(false),
        export: StoredValue::new(Value::Null),
        input: NodeRef::new(),
    };
    let chosen = move |_: Event| {
        let file = choice.input.get_untracked().and_then(|input| input.files()).and_then(|files| files.get(0));
        let Some(file) = file else { return choice.state.set(State::Nothing) };
        choice.state.set(State::Looking);
        spawn_local(async move {
            let words = JsFuture::from(file.text()).await.ok().and_then(|words| words.as_string());
            handles.with_value(|handles| choice.take(&words.unwrap_or_default(), handles));
        });
    };
    let id = format!("import-{}", dom::next_id());
    view! {
        <div class="field">
            <label for=id.clone()>{text::import_file()}</label>
            <input id=id type="file" accept=".json,application/json" node_ref=choice.input on:change=chosen />
        </div>
        <div aria-live="polite">{maybe(move || choice.drawn())}</div>
    }
    .into_any()
}

impl Choice {
    /// Reads a file: whether it is one of ours, and whether all who are in it are here.
    fn take(self, words: &str, handles: &[String]) {
        let export = serde_json::from_str::<Value>(words).ok().filter(|all| all.get("frontdesk").is_some());
        let Some(export) = export else {
            return drop(self.state.try_set(State::Wrong(text::import_other_file().to_owned())));
        };
        let staff = export.get("staff").and_then(Value::as_array).cloned().unwrap_or_default();
        let there = staff.iter().filter_map(|one| one.get("handle")?.as_str());
        let missing: Vec<String> =
            there.filter(|handle| !handles.iter().any(|one| one == handle)).map(str::to_owned).collect();
        self.export.try_set_value(export);
        if missing.is_empty() {
            self.look(false);
        } else {
            self.state.try_set(State::Missing(missing));
        }
    }

    /// Asks what would change.
    fn look(self, without: bool) {
        self.state.try_set(State::Looking);
        spawn_local(async move {
            let steps = self.ask(true, without).await;
            // Without the names it is told all the same.
            let names = names(self.console).await.unwrap_or_default();
            self.state.try_set(match steps {
                Ok(steps) => State::Ready { steps, names, without },
                Err(fault) => State::Wrong(why(&fault)),
            });
        });
    }

    fn import(self, without: bool) {
        self.busy.set(true);
        spawn_local(async move {
            let answer = self.ask(false, without).await;
            self.busy.try_set(false);
            match answer {
                Ok(_) => {
                    self.state.try_set(State::Nothing);
                    if let Some(input) = self.input.try_get_untracked().flatten() {
                        input.set_value("");
                        let _ = input.focus();
                    }
                    let me = self.console.me.with_untracked(|me| me.card.id);
                    say_saved(self.console, text::imported(), move |change| change.by == me).await;
                }
                Err(fault) => drop(self.state.try_set(State::Wrong(why(&fault)))),
            }
        });
    }

    async fn ask(self, trial: bool, without: bool) -> Result<Vec<LoggedStep>, Fault> {
        let export = self.export.try_get_value().unwrap_or_default();
        let body = json!({ "export": export, "trial": trial, "leave_out_missing": without });
        Ok(self.console.send::<Steps>("PUT", "setup", &body).await?.steps)
    }

    fn drawn(self) -> Option<AnyView> {
        Some(match self.state.get() {
            State::Nothing => return None,
            State::Looking => view! { <p class="card-words">{ui::text::loading()}</p> }.into_any(),
            State::Wrong(words) => view! {
                <p class="form-wrong" role="alert">{icon(ALERT)} <span>{words}</span></p>
            }
            .into_any(),
            State::Missing(people) => view! {
                <section class="meanwhile">
                    <h4>{icon(ALERT)} {text::import_missing_title()}</h4>
                    <p>{text::import_missing(&kit::words::list(&people))}</p>
                    <div class="form-foot">
                        <Button on_press=move |()| self.look(true)>{text::import_leave_out()}</Button>
                    </div>
                </section>
            }
            .into_any(),
            State::Ready { steps, .. } if steps.is_empty() => {
                view! { <p class="card-good">{icon(ui::view::icon::CHECK)} {text::import_same()}</p> }.into_any()
            }
            State::Ready { steps, names, without } => view! {
                <h4 class="import-title">{text::import_would()}</h4>
                <div class="import-steps">{steps.iter().map(|one| step(told(one, &names))).collect_view()}</div>
                <div class="card-foot">
                    <Button look=Look::Primary busy=self.busy on_press=move |()| self.import(without)>
                        {text::import()}
                    </Button>
                </div>
            }
            .into_any(),
        })
    }
}

/// Why it can't be: what the rules found is in their words, which name the item.
fn why(fault: &Fault) -> String {
    match fault {
        Fault::Refused(error) if !error.message.is_empty() && error.field.is_some() => {
            let ErrorBody { message, .. } = &**error;
            message.clone()
        }
        Fault::Refused(_) | Fault::Offline | Fault::Unreadable => text::fault(fault),
    }
}
