//! When something shows itself on the owner's pages, and a place to try an address against the rules.

use kit::{
    form::Problems,
    lean::{it, memo},
    view::wrong,
};
use leptos::prelude::*;
use ui::view::Field;

use super::{
    bind::bind,
    choice::{Choice, words},
};
use crate::{
    form::{CtaDraft, Trial},
    text,
};

/// The conditions.
#[component]
pub(super) fn Rules(draft: RwSignal<CtaDraft>, problems: Memo<Problems>) -> AnyView {
    let pages = bind(draft, |draft| draft.pages.clone(), |draft, text| draft.pages = text);
    let not_pages = bind(draft, |draft| draft.not_pages.clone(), |draft, text| draft.not_pages = text);
    let after = bind(draft, |draft| draft.after_s.clone(), |draft, text| draft.after_s = text);
    let scroll = bind(draft, |draft| draft.scroll_percent.clone(), |draft, text| draft.scroll_percent = text);
    let again = bind(draft, |draft| draft.again.clone(), |draft, text| draft.again = text);
    let device = bind(draft, |draft| draft.device.clone(), |draft, text| draft.device = text);
    view! {
        <div class="form">
            <Field label=text::rule_pages() kind="lines" optional=true hint=text::rule_pages_hint() value=pages error=wrong(problems, "show.pages") />
            <Field label=text::rule_not_pages() kind="lines" optional=true value=not_pages error=wrong(problems, "show.not_pages") />
            <TryAddress draft=draft />
            <div class="look-fields">
                <Field label=text::rule_after() kind="number" value=after error=wrong(problems, "show.after_s") />
                <Field label=text::rule_scroll() kind="number" value=scroll error=wrong(problems, "show.scroll_percent") />
            </div>
            <Choice label=text::rule_device() value=device options=words([
                ("any", text::device_any()),
                ("desktop", text::preview_desktop()),
                ("phone", text::preview_phone()),
            ]) />
            <Choice label=text::rule_again() value=again options=words([
                ("always", text::again_always()),
                ("session", text::again_session()),
                ("never", text::again_never()),
            ]) />
        </div>
    }
    .into_any()
}

#[component]
fn TryAddress(draft: RwSignal<CtaDraft>) -> AnyView {
    let typed = RwSignal::new(String::new());
    let trial = memo(move || typed.with(|typed| draft.with(|draft| draft.at_address(typed))));
    let said = move || match trial.get() {
        Trial::Nothing => String::new(),
        Trial::Shown => text::tried_shown().to_owned(),
        Trial::Unlisted => text::tried_unlisted().to_owned(),
        Trial::Excepted(line) => text::tried_excepted(&line),
    };
    view! {
        <div class="try-address">
            <Field label=text::try_address() kind="url" value=typed />
            <p role="status" class:is-good=it(move || trial.get() == Trial::Shown)>{it(said)}</p>
        </div>
    }
    .into_any()
}
