//! What somebody else made of an item meanwhile: beside what is typed, with the choice between both.

use kit::{
    focus,
    lean::{live, maybe},
};
use leptos::prelude::*;
use serde_json::Value;
use ui::view::{
    Button,
    icon::{ALERT, icon},
};

use super::Saving;
use crate::{
    difference::{Comparison, Names},
    text,
    view::compared::{Sides, table},
};

/// Somebody else was quicker.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Meanwhile {
    pub(super) theirs: Value,
    pub(super) revision: u32,
    /// As it was sent.
    pub(super) mine: Value,
    pub(super) names: Names,
    /// The form shows theirs now.
    pub(super) taken: bool,
}

/// What of an answer can be set: some say more than that.
pub(super) type Settings = fn(Value) -> serde_json::Result<Value>;

impl Saving {
    /// Why it was refused, and what somebody else made of it.
    pub(super) fn above_of(
        self,
        mine: Signal<Option<Value>>,
        show: Callback<(Value, bool)>,
        settings: Settings,
    ) -> AnyView {
        let panel = maybe(move || {
            let mut meanwhile = self.meanwhile.get()?;
            if let Ok(theirs) = settings(meanwhile.theirs.clone()) {
                meanwhile.theirs = theirs;
            }
            Some(if meanwhile.taken { self.taken(meanwhile, show) } else { self.choice(meanwhile, mine, show) })
        });
        view! { {self.submission.words()} {panel} }.into_any()
    }

    fn choice(self, meanwhile: Meanwhile, mine: Signal<Option<Value>>, show: Callback<(Value, bool)>) -> AnyView {
        let Meanwhile { theirs, revision, mine: sent, names, .. } = meanwhile.clone();
        let compared = live(move || {
            let mine = mine.get().unwrap_or_else(|| sent.clone());
            let found = Comparison { names: &names, speech: &text::OfKind(self.kind()) }.of(&theirs, &mine);
            let table = table(text::changed_title(), Sides { first: text::theirs, second: text::yours }, &found);
            table.unwrap_or_else(|| view! { <p>{text::changed_same()}</p> }.into_any())
        });
        // The button sends the form, which takes the panel away: what it needs is set before.
        let keep = move |()| self.revision.set(Some(revision));
        let take = move |()| {
            let mut meanwhile = meanwhile.clone();
            meanwhile.mine = mine.get_untracked().unwrap_or_else(|| meanwhile.mine.clone());
            meanwhile.taken = true;
            self.revision.set(Some(revision));
            show.run((meanwhile.theirs.clone(), true));
            self.meanwhile.set(Some(meanwhile));
            focus::rescue(".meanwhile button");
        };
        view! {
            <section class="meanwhile">
                <h3 tabindex="-1">{icon(ALERT)} {text::changed_title()}</h3>
                <p>{text::changed_words()}</p>
                {compared}
                <div class="form-foot">
                    <Button submits=true on_press=keep>{text::keep_mine()}</Button>
                    <Button on_press=take>{text::take_theirs()}</Button>
                </div>
            </section>
        }
        .into_any()
    }

    fn taken(self, meanwhile: Meanwhile, show: Callback<(Value, bool)>) -> AnyView {
        let back = move |()| {
            show.run((meanwhile.mine.clone(), false));
            self.meanwhile.set(None);
            focus::rescue(".settings-title");
        };
        view! {
            <section class="meanwhile">
                <p>{text::theirs_taken()}</p>
                <div class="form-foot"><Button on_press=back>{text::bring_mine_back()}</Button></div>
            </section>
        }
        .into_any()
    }
}
