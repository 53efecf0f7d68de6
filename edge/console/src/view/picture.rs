//! A field for a picture: chosen, dropped, pasted or taken by a phone's camera; then cropped, uploaded and shown. What it
//! holds is the picture's path, which is saved with the form that it is in; nothing shows a picture that was only uploaded.

use kit::lean::{live, maybe, shown};
use leptos::{
    ev::{self, Event},
    html,
    prelude::*,
    task::spawn_local,
};
use shared::picture::Format;
use ui::view::{Button, Look, dom};
use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, File, HtmlInputElement};

use super::crop::CropDialog;
use crate::{text, upload::Opened};

/// What pictures of a field look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A face: square, and drawn round.
    Round,
    /// A sign: square.
    Square,
    /// A logo: of its own shape, or square.
    Free,
}

impl Shape {
    /// On the longer side, in pixels: at least twice of what is drawn anywhere.
    pub(crate) const fn longest_px(self) -> u32 {
        match self {
            Self::Round | Self::Square => 256,
            Self::Free => 512,
        }
    }

    const fn class(self) -> &'static str {
        match self {
            Self::Round => "picture picture-round",
            Self::Square => "picture",
            Self::Free => "picture picture-free",
        }
    }
}

/// The field.
#[component]
pub(crate) fn PictureField(
    /// Beside the picture.
    label: &'static str,
    /// What it is for.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// Path of the picture.
    value: RwSignal<Option<String>>,
    /// What it looks like.
    shape: Shape,
    /// How it is written; as PNG where something else than a browser draws it.
    #[prop(default = Format::WebP)]
    format: Format,
    /// What is drawn without a picture.
    #[prop(into)]
    empty: ViewFn,
    /// What is wrong with it, in words.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let chosen = RwSignal::new_local(None::<Opened>);
    let over = RwSignal::new(false);
    let unreadable = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let take = move |file: Option<File>| {
        let Some(file) = file else { return };
        unreadable.set(false);
        busy.set(true);
        spawn_local(async move {
            let opened = Opened::of(&file).await;
            busy.try_set(false);
            unreadable.try_set(opened.is_none());
            chosen.try_set(opened);
        });
    };
    let pick = move |event: Event| {
        let Some(input) = event.target().and_then(|it| it.dyn_into::<HtmlInputElement>().ok()) else { return };
        take(input.files().and_then(|files| files.get(0)));
        // The same file chosen again is a change, too.
        input.set_value("");
    };
    let hover = move |event: ev::DragEvent| {
        if event.data_transfer().is_some_and(|carried| has_files(&carried)) {
            event.prevent_default();
            over.set(true);
        }
    };
    let drop = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        take(event.data_transfer().and_then(|carried| first(&carried)));
    };
    let paste = move |event: ev::ClipboardEvent| take(event.clipboard_data().and_then(|carried| first(&carried)));
    let ask = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let id = format!("picture-{}", dom::next_id());
    let below = format!("{id}-below");
    let wrong = move || if unreadable.get() { Some(text::picture_unreadable().to_owned()) } else { error.get() };
    let empty = StoredValue::new(empty);
    view! {
        <div
            class=shape.class()
            class:is-over=over
            role="group"
            aria-labelledby=id.clone()
            aria-describedby=below.clone()
            on:dragover=hover
            on:dragleave=move |_| over.set(false)
            on:drop=drop
            on:paste=paste
        >
            <div class="picture-shown">
                {live(move || match value.get() {
                    Some(path) => view! { <img src=path alt="" /> }.into_any(),
                    None => empty.with_value(ViewFn::run),
                })}
            </div>
            <div class="picture-text">
                <span class="field-label" id=id.clone()>{label}</span>
                <div class="picture-buttons">
                    <Button busy=busy on_press=ask>
                        {live(move || if value.with(Option::is_some) { text::picture_change() } else { text::picture_choose() }.into_any())}
                    </Button>
                    {shown(move || value.with(Option::is_some), move || view! {
                        <Button look=Look::Quiet on_press=move |()| {
                            value.set(None);
                            ask_focus(input);
                        }>{text::remove()}</Button>
                    }.into_any())}
                </div>
                <p class="field-below" class:is-wrong=move || wrong().is_some() id=below.clone() aria-live="polite">
                    {live(move || wrong().map_or_else(|| view! { {hint} " " {text::picture_hint()} }.into_any(), IntoAny::into_any))}
                </p>
            </div>
            // Clicked by the button: a browser's own says what nobody needs, in its own language.
            <input type="file" accept="image/*" hidden node_ref=input on:change=pick />
            {maybe(move || chosen.get().map(|opened| view! {
                <CropDialog
                    opened=opened
                    shape=shape
                    format=format
                    on_done=move |path: String| {
                        chosen.set(None);
                        value.set(Some(path));
                    }
                    on_close=move |()| chosen.set(None)
                />
            }.into_any()))}
        </div>
    }
    .into_any()
}

/// The button that removed the picture is gone: the keyboard goes on at the one beside it.
fn ask_focus(input: NodeRef<html::Input>) {
    let button = input.get_untracked().and_then(|input| input.parent_element());
    let button = button.and_then(|field| field.query_selector("button").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = button.focus();
    }
}

fn has_files(carried: &DataTransfer) -> bool {
    carried.types().iter().any(|kind| kind == "Files")
}

fn first(carried: &DataTransfer) -> Option<File> {
    let files = carried.files()?;
    (0..files.length()).filter_map(|place| files.get(place)).find(|file| file.type_().starts_with("image/"))
}
