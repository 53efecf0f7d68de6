//! Why an enquiry came to where it is, told step by step.

use kit::trace::Teller;
use leptos::prelude::*;
use shared::{api::TraceEntry, id::StaffId};
use ui::text::format;

use crate::desk::Desk;

/// The whole way, oldest first.
pub(super) fn trace(desk: Desk, steps: &[TraceEntry]) -> AnyView {
    desk.board.with_untracked(|board| {
        let staff = |id: StaffId| board.colleague(id).map(|colleague| colleague.card.name.to_string());
        let tag = |id| board.tags().iter().find(|card| card.id == id).map(|card| card.name.to_string());
        Teller { tag: &tag, staff: &staff, time: &format::time, full: &format::full }.draw(steps)
    })
}
