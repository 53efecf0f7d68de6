//! How the code of a weblink looks: its colours, its margin, and the mark in its middle.

use kit::{
    form::Problems,
    lean::{it, memo, shown},
    view::wrong,
};
use leptos::{ev::Event, prelude::*};
use shared::qr::Level;
use ui::view::Field;

use super::{
    bind::{bind, bind_at, switched},
    code_logo::CodeLogo,
    codes::letter,
};
use crate::{
    form::{LinkDraft, LookDraft},
    text,
};

/// The fields.
#[component]
pub(super) fn LookFields(draft: RwSignal<LinkDraft>, problems: Memo<Problems>) -> AnyView {
    let look = |read: fn(&LookDraft) -> String, write: fn(&mut LookDraft, String)| {
        bind_at(draft, move |draft| read(&draft.look), move |draft, text| write(&mut draft.look, text))
    };
    let foreground = look(|look| look.foreground.clone(), |look, text| look.foreground = text);
    let background = look(|look| look.background.clone(), |look, text| look.background = text);
    let quiet_zone = look(|look| look.quiet_zone.clone(), |look, text| look.quiet_zone = text);
    let picture = bind(draft, |draft| draft.look.picture.clone(), |draft, path| draft.look.picture = path);
    let has_logo = memo(move || draft.with(|draft| draft.look.logo));
    let chosen = draft.with_untracked(|draft| draft.look.level);
    let levels = [
        (Level::L, text::level_l()),
        (Level::M, text::level_m()),
        (Level::Q, text::level_q()),
        (Level::H, text::level_h()),
    ];
    let choose = move |event: Event| {
        if let Some(level) = Level::from_text(&event_target_value(&event)) {
            draft.update(|draft| draft.look.level = level);
        }
    };
    let options = levels.map(|(level, words)| {
        view! { <option value=letter(level) selected=level == chosen>{words}</option> }
    });
    view! {
        <div class="look-fields">
            <Field label=text::foreground() kind="color" value=foreground error=wrong(problems, "qr.foreground") />
            <Field label=text::background() kind="color" value=background error=wrong(problems, "qr.background") />
            <label class="field">
                <span>{text::level()}</span>
                <select disabled=it(move || draft.with(|draft| draft.look.logo)) on:change=choose>{options}</select>
            </label>
            <Field label=text::quiet_zone() kind="number" value=quiet_zone error=wrong(problems, "qr.quiet_zone") />
        </div>
        {switched(draft, text::logo(), text::logo_words(), |draft| draft.look.logo, |draft, on| draft.look.logo = on)}
        {shown(move || has_logo.get(), move || view! { <CodeLogo value=picture error=wrong(problems, "qr_picture") /> }.into_any())}
    }
    .into_any()
}
