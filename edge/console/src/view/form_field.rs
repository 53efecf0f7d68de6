//! One field of a form for visitors, as it is made.

use kit::{
    focus,
    form::Problems,
    lean::{each, it, live, memo, press, shown},
    sign,
    view::{part::switch, wrong_by},
};
use leptos::{
    ev::{Event, MouseEvent},
    prelude::*,
};
use shared::{setup::form::Fills, value::LanguageTag};
use ui::view::{Button, Field, dom, icon::icon};

use super::{
    bind::bind_at,
    order::{focus_again, order_buttons},
};
use crate::{
    form::{Asks, FieldDraft, FormDraft, Words},
    text,
};

/// What is typed of a text in one language. `which` finds it in a draft, if it is there still.
pub(super) fn said(
    draft: RwSignal<FormDraft>,
    language: Option<LanguageTag>,
    which: impl Fn(&mut FormDraft) -> Option<&mut Words> + Copy + Send + Sync + 'static,
) -> RwSignal<String> {
    let language = StoredValue::new(language);
    bind_at(
        draft,
        move |draft| {
            // One way to the text is enough: this is asked seldom, and a form is small.
            let mut draft = draft.clone();
            let words = which(&mut draft);
            language.with_value(|language| words?.get(language.as_ref()?).cloned()).unwrap_or_default()
        },
        move |draft, text| {
            if let (Some(words), Some(language)) = (which(draft), language.get_value()) {
                if text.is_empty() {
                    words.remove(&language);
                } else {
                    words.insert(language, text);
                }
            }
        },
    )
}

/// A field as it is typed.
#[component]
pub(super) fn FieldCard(
    /// Which of the draft's.
    key: u32,
    draft: RwSignal<FormDraft>,
    problems: Memo<Problems>,
    language: RwSignal<Option<LanguageTag>>,
) -> AnyView {
    let place =
        memo(move || draft.with(|draft| draft.fields.iter().position(|field| field.key == key).map_or(0, |at| at + 1)));
    let wrong = move |name: &'static str| {
        wrong_by(problems, move || format!("fields.{}.{name}", place.get().saturating_sub(1)).into())
    };
    let kind = memo(move || draft.with(|draft| draft.field(key).map_or(Asks::Text, |field| field.kind)));
    let called = memo(move || {
        let label = draft.with(|draft| {
            let label = &draft.field(key)?.label;
            language.with(|language| label.get(language.as_ref()?).or_else(|| label.values().next()).cloned())
        });
        let number = || text::field_number(u32::try_from(place.get()).unwrap_or(0));
        label.filter(|label| !label.trim().is_empty()).unwrap_or_else(number)
    });
    let id = format!("field-{key}");
    let shift = {
        let id = id.clone();
        Callback::new(move |earlier: bool| {
            draft.update(|draft| draft.shift(key, earlier));
            focus_again(&id, earlier);
        })
    };
    let remove = Callback::new(move |()| {
        draft.update(|draft| draft.remove(key));
        focus::rescue("#fields-title");
    });
    let choose = move |event: Event| {
        let chosen = event_target_value(&event);
        if let Some(kind) = Asks::ALL.into_iter().find(|kind| kind.as_str() == chosen) {
            draft.update(|draft| draft.choose(key, kind));
        }
    };
    let kinds = Asks::ALL.map(|one| {
        view! { <option value=one.as_str() selected=it(move || kind.get() == one)>{text::asks(one)}</option> }
    });
    let texts = live(move || {
        let language = language.get();
        let label = said(draft, language.clone(), move |draft| Some(&mut draft.field_mut(key)?.label));
        let hint = said(draft, language, move |draft| Some(&mut draft.field_mut(key)?.hint));
        view! {
            <Field label=text::label() value=label error=wrong("label") />
            <Field label=text::hint() optional=true value=hint error=wrong("hint") />
        }
        .into_any()
    });
    let more = live(move || match kind.get() {
        Asks::Choice => {
            view! { <Options key=key draft=draft problems=problems place=place language=language /> }.into_any()
        }
        Asks::Consent => {
            view! { <Consent key=key draft=draft problems=problems place=place language=language /> }.into_any()
        }
        Asks::Text | Asks::Lines | Asks::Email | Asks::Phone => ().into_any(),
    });
    let required = it(move || draft.with(|draft| draft.field(key).is_some_and(|field| field.required)));
    let require = Callback::new(move |required| {
        draft.update(|draft| {
            if let Some(field) = draft.field_mut(key) {
                field.required = required;
            }
        });
    });
    view! {
        <li class="card builder-field">
            <div class="builder-head">
                <label class="field">
                    <span>{text::field_kind()}</span>
                    <select id=format!("field-{key}-kind") on:change=choose>{kinds}</select>
                </label>
                {live(move || kind.get().can_fill().map_or_else(
                    || ().into_any(),
                    |part| view! { <FillsField key=key draft=draft part=part error=wrong("fills") /> }.into_any(),
                ))}
                {order_buttons(&id, called.into(), shift, Some(remove))}
            </div>
            <div class="builder-texts">{texts}</div>
            {more}
            {switch(text::required(), text::required_words(), required, require)}
        </li>
    }
    .into_any()
}

/// What of the contact an answer fills: what its kind can, or nothing.
#[component]
fn FillsField(key: u32, draft: RwSignal<FormDraft>, part: Fills, error: Signal<Option<String>>) -> AnyView {
    let fills = memo(move || draft.with(|draft| draft.field(key).map_or(Fills::Own, |field| field.fills)));
    let choose = move |event: Event| {
        let chosen = if event_target_value(&event) == "own" { Fills::Own } else { part };
        draft.update(|draft| {
            if let Some(field) = draft.field_mut(key) {
                field.fills = chosen;
            }
        });
    };
    let words = match part {
        Fills::Own => text::fills_own(),
        Fills::Name => text::fills_name(),
        Fills::Email => text::fills_email(),
        Fills::Phone => text::fills_phone(),
    };
    let below = format!("field-{key}-fills-below");
    view! {
        <label class="field">
            <span>{text::fills()}</span>
            <select
                aria-invalid=it(move || error.with(Option::is_some).then_some("true"))
                aria-describedby=below.clone()
                on:change=choose
            >
                <option value="own" selected=it(move || fills.get() == Fills::Own)>{text::fills_own()}</option>
                <option value="contact" selected=it(move || fills.get() == part)>{words}</option>
            </select>
            <span class="field-below is-wrong" id=below>{error}</span>
        </label>
    }
    .into_any()
}

#[component]
fn Options(
    key: u32,
    draft: RwSignal<FormDraft>,
    problems: Memo<Problems>,
    place: Memo<usize>,
    language: RwSignal<Option<LanguageTag>>,
) -> AnyView {
    let keys = memo(move || {
        let keys =
            |draft: &FormDraft| Some(draft.field(key)?.options.iter().map(|option| option.key).collect::<Vec<_>>());
        draft.with(keys).unwrap_or_default()
    });
    let has_room = memo(move || draft.with(|draft| draft.field(key).is_some_and(FieldDraft::has_room)));
    let add = move |()| {
        let mut option = 0;
        draft.update(|draft| option = draft.field_mut(key).map_or(0, FieldDraft::add_option));
        dom::focus_soon(&format!("field-{key}-option-{option}"));
    };
    let row = move |option: u32| {
        let at = memo(move || keys.with(|keys| keys.iter().position(|one| *one == option).unwrap_or(0)));
        let number = move || text::option_number(u32::try_from(at.get() + 1).unwrap_or(0));
        let wrong = wrong_by(problems, move || {
            format!("fields.{}.options.{}.words", place.get().saturating_sub(1), at.get()).into()
        });
        let remove = press(move |_: MouseEvent| {
            draft.update(|draft| {
                if let Some(field) = draft.field_mut(key) {
                    field.remove_option(option);
                }
            });
            dom::focus_soon(&format!("field-{key}-options"));
        });
        let id = format!("field-{key}-option-{option}");
        let below = format!("{id}-below");
        let text_box = live({
            let (id, below) = (id.clone(), below.clone());
            move || {
                let value = said(draft, language.get(), move |draft| {
                    Some(&mut draft.field_mut(key)?.option_mut(option)?.words)
                });
                view! {
                    <input
                        type="text"
                        autocomplete="off"
                        id=id.clone()
                        aria-label=it(number)
                        aria-invalid=it(move || wrong.with(Option::is_some).then_some("true"))
                        aria-describedby=below.clone()
                        prop:value=value
                        on:input=move |event: Event| value.set(event_target_value(&event))
                    />
                }
                .into_any()
            }
        });
        view! {
            <li class="field">
                <span class="builder-option">
                    {text_box}
                    <button class="icon-button" type="button" aria-label=it(move || text::remove_named(&number())) on:click=remove>
                        {icon(sign::BIN)}
                    </button>
                </span>
                <p class="field-below is-wrong" id=below>{wrong}</p>
            </li>
        }
        .into_any()
    };
    let wrong = wrong_by(problems, move || format!("fields.{}.options", place.get().saturating_sub(1)).into());
    view! {
        <fieldset class="builder-options">
            <legend id=format!("field-{key}-options") tabindex="-1">{text::options()}</legend>
            <ol>{each(move || keys.get(), row)}</ol>
            <p class="field-below is-wrong" role="status">{wrong}</p>
            {shown(move || has_room.get(), move || view! {
                <Button on_press=add>{icon(sign::PLUS)} {text::add_option()}</Button>
            }.into_any())}
        </fieldset>
    }
    .into_any()
}

#[component]
fn Consent(
    key: u32,
    draft: RwSignal<FormDraft>,
    problems: Memo<Problems>,
    place: Memo<usize>,
    language: RwSignal<Option<LanguageTag>>,
) -> AnyView {
    let wrong = move |name: &'static str| {
        wrong_by(problems, move || format!("fields.{}.{name}", place.get().saturating_sub(1)).into())
    };
    let link = bind_at(
        draft,
        move |draft| draft.field(key).map(|field| field.link.clone()).unwrap_or_default(),
        move |draft, text| {
            if let Some(field) = draft.field_mut(key) {
                field.link = text;
            }
        },
    );
    let words = live(move || {
        let value = said(draft, language.get(), move |draft| Some(&mut draft.field_mut(key)?.text));
        view! { <Field label=text::consent_text() kind="lines" hint=text::consent_text_hint() value=value error=wrong("text") /> }
            .into_any()
    });
    view! {
        {words}
        <Field label=text::consent_link() kind="url" optional=true value=link error=wrong("link") />
    }
    .into_any()
}
