//! What is about to be saved, as visitors would see it: the real script and the real chat, in a frame of a page that is like an
//! owner's. A new one is made behind the old one after each change, and comes forward when all of it can be seen, so that
//! nothing flickers. Nothing in it takes the focus by itself, for that is with who is typing (`page/preview.js`).

use std::{sync::Arc, time::Duration};

use kit::{
    lean::{each, effect, it, maybe, memo, shown},
    pause::Pause,
};
use leptos::{
    ev::{self, Event},
    prelude::*,
};
use serde::Serialize;
use shared::{
    setup::{appearance::Appearance, cta::Cta},
    value::LanguageTag,
};
use ui::view::{Button, dom, element::el};

use super::choice::{Choice, words};
use crate::{console::Console, text};

/// From the last key to what it leads to: shorter, and each letter makes a page of its own.
const SETTLES: Duration = Duration::from_millis(250);

/// A page that doesn't say that it is there comes forward after so long: it may say why.
const PATIENCE: Duration = Duration::from_secs(6);

/// From this width the preview stands beside the form; `preview.css` has the same condition.
const WIDE: &str = "(min-width: 68rem)";

/// What is tried, as the server takes it.
#[derive(Debug, Serialize)]
pub(super) struct Tried {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) appearance: Option<Appearance>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cta: Option<Cta>,
}

/// For somebody who reads a language, with a device that is set to dark or not; none while it can't be shown.
pub(super) type Try = Arc<dyn Fn(&str, bool) -> Option<Tried> + Send + Sync>;

/// The preview, with what can be chosen of it.
#[component]
pub(super) fn Preview(
    tried: Try,
    /// Of the service.
    languages: Vec<LanguageTag>,
    /// Whether the open chat can be looked at, too.
    #[prop(optional)]
    opens: bool,
    /// What else stands in its address, each with `&` before it.
    #[prop(into, optional)]
    more: Signal<&'static str>,
    /// Why there is nothing to be seen, while there isn't.
    nothing: &'static str,
) -> AnyView {
    let is_wide = RwSignal::new(matches());
    let asked = RwSignal::new(false);
    let resized = window_event_listener(ev::resize, move |_| {
        if is_wide.get_untracked() != matches() {
            is_wide.set(matches());
        }
    });
    on_cleanup(move || resized.remove());
    let is_open = move || is_wide.get() || asked.get();
    let words = move || if asked.get() { text::hide_preview() } else { text::see_preview() };
    let parts = StoredValue::new((tried, languages));
    view! {
        <section class="preview" aria-label=text::preview()>
            {shown(move || !is_wide.get(), move || view! {
                <Button on_press=move |()| asked.update(|asked| *asked = !*asked)>{it(words)}</Button>
            }.into_any())}
            {shown(is_open, move || {
                let (tried, languages) = parts.get_value();
                view! { <Stage tried=tried languages=languages opens=opens more=more nothing=nothing /> }.into_any()
            })}
        </section>
    }
    .into_any()
}

fn matches() -> bool {
    dom::window().match_media(WIDE).ok().flatten().is_some_and(|query| query.matches())
}

/// The frames: the one that is seen, and the next one behind it.
#[derive(Clone, Copy)]
struct Frames {
    /// Numbers with addresses, oldest first.
    all: RwSignal<Vec<(u32, String)>>,
    /// The number of the one that is seen.
    seen: RwSignal<u32>,
    /// What was asked for last.
    newest: StoredValue<String>,
    pause: Pause,
}

impl Frames {
    /// Follows an address.
    fn follow(address: Memo<Option<String>>) -> Self {
        let frames = Self {
            all: RwSignal::default(),
            seen: RwSignal::new(0),
            newest: StoredValue::default(),
            pause: Pause::new(),
        };
        effect(move || {
            frames.pause.stop();
            let Some(next) = address.get() else { return };
            if frames.newest.with_value(|newest| *newest == next) {
                return;
            }
            let wait = if frames.seen.get_untracked() == 0 { Duration::ZERO } else { SETTLES };
            frames.pause.then(wait, move || frames.add(next));
        });
        frames
    }

    fn add(self, address: String) {
        self.newest.set_value(address.clone());
        let seen = self.seen.get_untracked();
        self.all.try_update(|all| {
            let number = all.last().map_or(1, |(number, _)| number + 1);
            // One that never came forward isn't wanted any more.
            all.retain(|(one, _)| *one == seen);
            all.push((number, address));
        });
    }

    /// One can be seen: those before it go.
    fn came(self, number: u32) {
        if self.seen.try_get_untracked().is_some_and(|seen| seen < number) {
            self.seen.set(number);
            self.all.update(|all| all.retain(|(one, _)| *one >= number));
        }
    }

    fn draw(self, number: u32, told: Callback<bool>) -> AnyView {
        let address = self.all.with_untracked(|all| all.iter().find(|(one, _)| *one == number).cloned());
        let behind = move || self.seen.get() != number;
        el("iframe", "preview-frame")
            .attr("title", text::preview())
            .class_by("is-behind", behind)
            .attr_by("inert", move || behind().then(String::new))
            .on("preview-drawn", move |_| self.came(number))
            .on("preview-open", move |_| told.run(true))
            .on("preview-close", move |_| told.run(false))
            .on("load", move |_| set_timeout(move || self.came(number), PATIENCE))
            .attr("src", &address.map(|(_, address)| address).unwrap_or_default())
            .into_any()
    }
}

#[component]
fn Stage(
    tried: Try,
    languages: Vec<LanguageTag>,
    opens: bool,
    more: Signal<&'static str>,
    nothing: &'static str,
) -> AnyView {
    let slug = Console::here().slug();
    let chosen = |word: &str| RwSignal::new(word.to_owned());
    let size = chosen(if matches() { "desktop" } else { "phone" });
    let (state, device) = (chosen("closed"), chosen(if is_dark() { "dark" } else { "light" }));
    let language = RwSignal::new(languages.first().map(ToString::to_string).unwrap_or_default());
    let now = memo(move || {
        let (language, device) = (language.get(), device.get());
        let tried = serde_json::to_string(&tried(&language, device == "dark")?).ok()?;
        let tried = String::from(js_sys::encode_uri_component(&tried));
        Some(format!("/widget/{slug}/preview?lang={language}&ground={device}{}&preview={tried}", more.get()))
    });
    // What was seen stays while what is typed can't be shown.
    let address = memo(move || {
        let state = if state.get() == "open" { "#open" } else { "" };
        now.get().map(|now| now + state)
    });
    let frames = Frames::follow(address);
    let told = Callback::new(move |is_open: bool| {
        if !opens {
            return;
        }
        state.set(if is_open { "open" } else { "closed" }.to_owned());
        // It is so already.
        frames.newest.set_value(address.get_untracked().unwrap_or_default());
    });
    let below = move || {
        let is_there = frames.seen.get() > 0;
        if address.with(Option::is_some) {
            text::preview_live()
        } else if is_there {
            text::preview_stale()
        } else {
            nothing
        }
    };
    view! {
        <div class="preview-choices">
            {opens.then(|| view! { <Choice bare=true label=text::preview_of() value=state options=words([("closed", text::preview_closed()), ("open", text::preview_open())]) /> })}
            <Choice bare=true label=text::preview_size() value=size options=words([("desktop", text::preview_desktop()), ("phone", text::preview_phone())]) />
            <Choice bare=true label=text::preview_device() value=device options=words([("light", text::scheme_light()), ("dark", text::scheme_dark())]) />
            {(languages.len() > 1).then(|| view! { <LanguageField languages=languages value=language /> })}
        </div>
        <div class="preview-stage" class:is-phone=it(move || size.get() == "phone")>
            <div class="preview-screen">
                {each(
                    move || frames.all.with(|all| all.iter().map(|(number, _)| *number).collect()),
                    move |number: u32| frames.draw(number, told),
                )}
                {maybe(move || (frames.seen.get() == 0 && address.with(Option::is_none)).then(|| view! { <p class="preview-nothing">{nothing}</p> }.into_any()))}
            </div>
        </div>
        <p class="field-below">{it(below)}</p>
    }
    .into_any()
}

fn is_dark() -> bool {
    dom::window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches())
}

#[component]
fn LanguageField(languages: Vec<LanguageTag>, value: RwSignal<String>) -> AnyView {
    let options = languages.into_iter().map(|tag| {
        let name = kit::words::language(tag.as_str());
        view! { <option value=tag.to_string()>{name}</option> }
    });
    view! {
        <div class="field">
            <select aria-label=text::preview_language() prop:value=value on:change=move |event: Event| value.set(event_target_value(&event))>
                {options.collect_view()}
            </select>
        </div>
    }
    .into_any()
}
