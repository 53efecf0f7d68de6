//! The place of the finder: above everything, or in a room.

use kit::{
    host::AskOfSpaces,
    lean::{effect, shown},
    view::Dialog,
};
use leptos::{html, prelude::*, task::spawn_local};
use ui::{text as shared_text, view::Skeleton};

use crate::{board::name_of, desk::Desk, finding::Finding, guests::Mounted, text};

/// What is above everything while it is drawn by the records: the finder, or a dialog of an enquiry.
#[component]
pub(super) fn FindingDialog(finding: Finding) -> AnyView {
    let desk = Desk::here();
    let title = match finding {
        Finding::All | Finding::In(_) => text::find(),
        Finding::Reminder(..) => text::reminder(),
        Finding::Mail(_) => text::mail_transcript_title(),
        Finding::Spaces(AskOfSpaces::New) => text::new_space(),
        Finding::Spaces(AskOfSpaces::Browse) => text::browse_spaces(),
        Finding::Spaces(AskOfSpaces::About { .. }) => text::about_space(),
    };
    let of_space = |space| desk.board.with_untracked(|board| board.space(space).map(|card| name_of(card).to_owned()));
    let name = if let Finding::Spaces(AskOfSpaces::About { space }) = finding { of_space(space) } else { None };
    let title = name.unwrap_or_else(|| title.to_owned());
    view! {
        <Dialog title=title on_close=move |()| desk.finding.set(None)>
            <FinderPlace finding=finding />
        </Dialog>
    }
    .into_any()
}

/// Where it is drawn, once it is there.
#[component]
pub(super) fn FinderPlace(finding: Finding) -> AnyView {
    let desk = Desk::here();
    let element = NodeRef::<html::Div>::new();
    let waiting = RwSignal::new(true);
    let mounted = StoredValue::new_local(None::<Mounted>);
    effect(move || {
        let Some(element) = element.get() else { return };
        spawn_local(async move {
            let made = Mounted::finder(element.into(), desk.finder(finding), desk).await;
            if made.is_none() && desk.finding.try_get_untracked() == Some(Some(finding)) {
                desk.finding.set(None);
                desk.toasts.complain(text::could_not_load());
            }
            // Who closed it meanwhile takes it along: it is dropped here.
            let _ = mounted.try_update_value(move |mounted| *mounted = made);
            waiting.try_set(false);
        });
    });
    on_cleanup(move || drop(mounted.try_update_value(Option::take)));
    view! {
        <div class="finder" class:is-in-room=matches!(finding, Finding::In(_)) class:is-wide=finding == Finding::All>
            {shown(move || waiting.get(), move || view! {
                <p class="unseen" role="status">{shared_text::loading()}</p>
                <Skeleton rows=2 />
            }.into_any())}
            <div node_ref=element></div>
        </div>
    }
    .into_any()
}
