//! The same for a `view!` of Leptos: our element in it, and our parts as components. The dashboard, which has room for it,
//! is written so.

use std::rc::Rc;

use leptos::{
    __reexports::send_wrapper::SendWrapper,
    children::Children,
    html,
    prelude::*,
    tachys::{
        html::{attribute::any_attribute::AnyAttribute, node_ref::NodeRefContainer},
        hydration::Cursor,
        no_attrs,
        view::{Position, PositionState},
    },
};
use shared::id::MessageId;
use web_sys::Element;

use super::{
    banner::{Tone, banner},
    button::Look,
    element::{El, el},
};
use crate::{
    annex::files::{Files, RoomFiles},
    connection::RoomConnection,
    live::Live,
    transcript::{EventLine, Line},
};

no_attrs!(Made);

/// An element of ours as a view. It is there already: nothing is built, and nothing ever changes it from outside.
struct Made(SendWrapper<Element>);

impl Render for Made {
    type State = Element;

    fn build(self) -> Element {
        self.0.take()
    }

    fn rebuild(self, state: &mut Element) {
        let made = self.0.take();
        let _ = state.replace_with_with_node_1(&made);
        *state = made;
    }
}

impl RenderHtml for Made {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    // Our pages are drawn in browsers only.
    fn to_html_with_buf(self, _: &mut String, _: &mut Position, _: bool, _: bool, _: Vec<AnyAttribute>) {}

    fn hydrate<const FROM_SERVER: bool>(self, _: &Cursor, _: &PositionState) -> Element {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}

impl El {
    /// As a view of Leptos.
    #[must_use]
    pub fn into_any(self) -> AnyView {
        Made(SendWrapper::new(self.0)).into_any()
    }
}

/// See [`super::avatar()`].
#[component]
pub fn Avatar(
    /// As the person is called.
    #[prop(into)]
    name: String,
    /// What the colour is picked by.
    #[prop(into)]
    seed: String,
    /// Path of a photo.
    #[prop(optional_no_strip)]
    photo: Option<String>,
    /// A dot, if known.
    #[prop(optional_no_strip)]
    online: Option<bool>,
    /// `avatar-small` or `avatar-large`.
    #[prop(optional)]
    class: &'static str,
) -> AnyView {
    super::avatar(&name, &seed, photo.as_deref(), online, class).into_any()
}

/// See [`banner()`](super::banner()).
#[component]
pub fn Banner(
    /// How it looks.
    tone: Tone,
    /// What it says; nothing is drawn without.
    #[prop(into)]
    text: Signal<Option<String>>,
    /// What can be done about it: a button.
    #[prop(into, optional)]
    action: Option<ViewFn>,
) -> AnyView {
    let action = move || action.as_ref().map(|action| el("span", "").view(action.run()));
    banner(tone, move || text.get(), action).into_any()
}

/// A button with words.
#[component]
pub fn Button(
    /// How it looks.
    #[prop(optional)]
    look: Look,
    /// Sends the form that it is in, rather than doing something itself.
    #[prop(optional)]
    submits: bool,
    /// While true it shows that it works, and does nothing.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// What it does; not asked while busy.
    #[prop(into, optional)]
    on_press: Option<Callback<()>>,
    /// Its words.
    children: Children,
) -> AnyView {
    // Not `disabled`: a button that had the focus would lose it, and the keyboard would start over at the top.
    let button = if submits { super::submit_button(look) } else { el("button", look.class()).attr("type", "button") };
    let button = button.attr_by("aria-busy", move || busy.get().then(|| "true".to_owned())).on("click", move |event| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    });
    button.view(children()).into_any()
}

/// See [`Field`](super::field::Field).
#[component]
pub fn Field(
    /// Above it, and its name.
    #[prop(into)]
    label: String,
    /// What is in it.
    value: RwSignal<String>,
    /// What is wrong with it, in words.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// Below it, while nothing is wrong.
    #[prop(into, optional)]
    hint: Option<String>,
    /// `text`, `email`, `password` … or `lines` for more than one line.
    #[prop(default = "text")]
    kind: &'static str,
    /// What a browser may fill in: a token of HTML's `autocomplete`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Says that it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// To put the focus into it.
    #[prop(optional)]
    input: NodeRef<html::Input>,
) -> AnyView {
    let error = Rc::new(move || error.get());
    let field = super::field::Field { label: &label, value, error, hint, kind, autocomplete, optional };
    let (field, text_box) = field.draw();
    if kind != "lines" {
        NodeRefContainer::<html::Input>::load(input, text_box.element());
    }
    field.into_any()
}

/// See [`empty()`](super::empty()).
#[component]
pub fn EmptyState(
    /// One of [`icon`](super::icon)'s.
    sign: &'static str,
    /// What there is not.
    #[prop(into)]
    title: String,
    /// More words, or a button.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let empty = super::empty(sign, &title);
    match children {
        Some(children) => empty.view(children()).into_any(),
        None => empty.into_any(),
    }
}

/// See [`skeleton()`](super::skeleton()).
#[component]
pub fn Skeleton(
    /// How many.
    rows: usize,
) -> AnyView {
    super::skeleton(rows).into_any()
}

/// See [`Composer`](super::composer::Composer).
#[component]
pub fn Composer(
    /// What was written so far. Emptied when it is sent.
    value: Live<String>,
    /// Takes what was written: 1 to 4,000 characters, trimmed.
    #[prop(into)]
    on_send: Callback<String>,
    /// At every change by hand.
    #[prop(into, optional)]
    on_typing: Option<Callback<()>>,
    /// In the empty box.
    #[prop(into, optional)]
    placeholder: MaybeProp<String>,
    /// In which room it writes: what its words are about stands above the box.
    room: RoomConnection,
    /// Whether it writes notes.
    #[prop(optional)]
    note: bool,
    /// Asked at each key in the box, by its name, before anything else; whether it did something by it.
    #[prop(into, optional)]
    on_key: Option<Callback<String, bool>>,
    /// The box, to put the focus there.
    #[prop(optional)]
    text_box: NodeRef<html::Textarea>,
    /// Files that go with what is written.
    #[prop(optional)]
    files: Option<RoomFiles>,
) -> AnyView {
    let (composer, made) = super::composer::Composer {
        value,
        on_send: Box::new(move |text| on_send.run(text)),
        on_typing: Box::new(move || {
            if let Some(on_typing) = on_typing {
                on_typing.run(());
            }
        }),
        placeholder: Box::new(move || placeholder.get()),
        more: Box::new(move || files.is_some_and(|files| files.with_untracked(Files::is_ready))),
        on_key: Box::new(move |key| {
            on_key.is_some_and(|on_key| on_key.run(key.to_owned())) || super::about_key(room, value, key)
        }),
        start: files.iter().map(|files| files.with_untracked(Files::button)).collect(),
        above: files
            .iter()
            .map(|files| files.with_untracked(Files::strip))
            .chain([super::about(room, value, note)])
            .collect(),
    }
    .draw();
    NodeRefContainer::<html::Textarea>::load(text_box, made.element());
    composer.into_any()
}

/// See [`MessageList`](super::message_list::MessageList).
#[component]
pub fn MessageList(
    /// Oldest first.
    #[prop(into)]
    lines: Signal<Vec<Line>>,
    /// How a line that is no message is drawn.
    event: fn(&EventLine) -> AnyView,
    /// Whether there are older ones, not loaded yet.
    #[prop(into)]
    has_older: Signal<bool>,
    /// Asks for them.
    #[prop(into)]
    on_older: Callback<()>,
    /// Set here: whether the newest is in view.
    at_end: Live<bool>,
    /// How many are new, for the button that jumps to them.
    #[prop(into)]
    unread: Signal<u32>,
    /// Who is writing, in words.
    #[prop(into)]
    typing: Signal<Option<String>>,
    /// Sends a message again that was not sent.
    #[prop(into)]
    on_retry: Callback<MessageId>,
    /// Takes one away that was not sent.
    #[prop(into)]
    on_discard: Callback<MessageId>,
    /// How a file is drawn.
    file: super::message_list::DrawFile,
    /// How far what staff say came, where it is brought to a social account.
    #[prop(optional_no_strip)]
    delivery: Option<super::message_list::DrawDelivery>,
    /// The room, for what can be done to messages.
    room: RoomConnection,
    /// Whether one may write there.
    #[prop(into)]
    may_write: Signal<bool>,
    /// What else can be done to messages.
    verbs: Vec<super::Verb>,
    /// How words are drawn.
    words: fn(El, &str) -> El,
    /// Below the newest line.
    tail: El,
) -> AnyView {
    super::message_list::MessageList {
        lines: Box::new(move || lines.get()),
        event: Box::new(move |line| Some(el("div", "message-happened").view(event(line)))),
        has_older: Box::new(move || has_older.get()),
        on_older: Box::new(move || on_older.run(())),
        at_end,
        unread: Box::new(move || unread.get()),
        typing: Box::new(move || typing.get()),
        on_retry: Box::new(move |message| on_retry.run(message)),
        on_discard: Box::new(move |message| on_discard.run(message)),
        on_reply: None,
        file,
        delivery,
        acts: Some((room, Box::new(move || may_write.get()))),
        verbs,
        words,
        tail: Some(tail),
    }
    .draw()
    .into_any()
}
