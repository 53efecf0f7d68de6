//! A text in several languages: the service's first one in sight, the others folded away behind a count of those that are
//! missing.

use kit::{
    form::{Field, Problems, problem_of},
    lean::{each, it, maybe, memo, shown},
    words,
};
use leptos::{ev::Event, prelude::*};
use ui::view::dom;

use crate::{form::TextsDraft, text};

/// What all rows of a field share.
#[derive(Clone, Copy)]
struct Rows {
    label: StoredValue<String>,
    hint: Option<&'static str>,
    value: RwSignal<TextsDraft>,
    field: StoredValue<Field>,
    most: Signal<usize>,
    lines: bool,
    problems: Memo<Problems>,
}

/// A field for a text in the service's languages. Its `value` comes of a draft by [`super::bind::bind`].
#[component]
pub(crate) fn TextsField(
    /// What it is.
    #[prop(into)]
    label: String,
    /// Below the first language, while nothing is wrong with that.
    #[prop(optional)]
    hint: Option<&'static str>,
    /// What was typed.
    value: RwSignal<TextsDraft>,
    /// Its path in what is sent; a language's problem is at `path.ja`.
    #[prop(into)]
    field: Field,
    /// Most characters: they are counted down when few are left.
    #[prop(into)]
    most: Signal<usize>,
    /// For more than one line.
    #[prop(optional)]
    lines: bool,
    problems: Memo<Problems>,
) -> AnyView {
    let (label, field) = (StoredValue::new(label), StoredValue::new(field));
    let rows = Rows { label, hint, value, field, most, lines, problems };
    let languages = memo(move || value.with(TextsDraft::languages));
    let first = move || languages.with(|all| all.iter().take(1).cloned().collect());
    let others = move || languages.with(|all| all.iter().skip(1).cloned().collect());
    let missing = memo(move || value.with(TextsDraft::missing));
    let count = move || u32::try_from(missing.get()).ok().filter(|count| *count > 0);
    let is_wrong = move || languages.with(|all| all.iter().skip(1).any(|one| rows.problem(one).is_some()));
    // What is wrong has to be seen; what was opened stays so.
    let open = Memo::new(move |before: Option<&bool>| before == Some(&true) || is_wrong());
    view! {
        <div class="texts">
            {each(first, move |language: String| rows.row(&language, true))}
            {shown(move || languages.with(|all| all.len() > 1), move || view! {
                <details class="texts-more" prop:open=open>
                    <summary>
                        {text::other_languages()}
                        {maybe(move || count().map(|count| view! { <span class="chip">{text::languages_missing(count)}</span> }.into_any()))}
                    </summary>
                    <div class="texts-rows">{each(others, move |language: String| rows.row(&language, false))}</div>
                </details>
            }.into_any())}
        </div>
    }
    .into_any()
}

impl Rows {
    fn row(self, language: &str, is_first: bool) -> AnyView {
        let tag = StoredValue::new(language.to_owned());
        let id = format!("text-{}", dom::next_id());
        let below = format!("{id}-below");
        let is_alone = move || self.value.with(|texts| texts.languages().len() == 1);
        let name = words::language(language);
        let label = move || {
            self.label.with_value(|label| if is_alone() { label.clone() } else { text::in_language(label, &name) })
        };
        let typed = it(move || tag.with_value(|tag| self.value.with(|texts| texts.get(tag))));
        let type_in = move |event: Event| {
            tag.with_value(|tag| self.value.update(|texts| texts.set(tag, event_target_value(&event))));
        };
        let most = move || i64::try_from(self.most.get()).unwrap_or(i64::MAX);
        let left = move || typed.with(|typed| most() - count(typed));
        let problem = memo(move || {
            let over = || u32::try_from(-left()).ok().filter(|over| *over > 0).map(ui::text::characters_over);
            over().or_else(|| tag.with_value(|tag| self.problem(tag)))
        });
        let is_near = move || left() * 4 < most();
        let said = move || {
            let left = || u32::try_from(left()).ok().filter(|_| is_near()).map(ui::text::characters_left);
            problem.get().or_else(left).or_else(|| self.hint.filter(|_| is_first).map(str::to_owned))
        };
        let invalid = it(move || problem.with(Option::is_some).then_some("true"));
        let text_box = if self.lines {
            view! {
                <textarea id=id.clone() rows="3" lang=language.to_owned() dir="auto" aria-invalid=invalid aria-describedby=below.clone() prop:value=typed on:input=type_in></textarea>
            }
            .into_any()
        } else {
            view! {
                <input id=id.clone() type="text" autocomplete="off" lang=language.to_owned() dir="auto" aria-invalid=invalid aria-describedby=below.clone() prop:value=typed on:input=type_in />
            }
            .into_any()
        };
        view! {
            <div class="field">
                <label for=id>{it(label)}</label>
                {text_box}
                <p class="field-below" class:is-wrong=it(move || problem.with(Option::is_some)) id=below>{it(said)}</p>
            </div>
        }
        .into_any()
    }

    /// What is wrong with a row; with the first one also what is wrong with all of it.
    fn problem(self, language: &str) -> Option<String> {
        self.problems.with(|problems| {
            self.field.with_value(|field| {
                let is_first =
                    || self.value.with(|texts| texts.languages().first().is_some_and(|first| first == language));
                problem_of(problems, &format!("{field}.{language}"))
                    .or_else(|| problem_of(problems, field).filter(|_| is_first()))
            })
        })
    }
}

fn count(text: &str) -> i64 {
    i64::try_from(text.trim().chars().count()).unwrap_or(i64::MAX)
}
