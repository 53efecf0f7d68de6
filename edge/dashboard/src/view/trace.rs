//! Why an enquiry came to where it is, told step by step.

use kit::trace::Teller;
use leptos::prelude::*;
use shared::{api::TraceEntry, channel::ChannelCard, id::StaffId};
use ui::text::format;

use crate::{channel, desk::Desk};

/// The whole way, oldest first, of an enquiry that came by this account, if it came by one.
pub(super) fn trace(desk: Desk, channel: Option<&ChannelCard>, steps: &[TraceEntry]) -> AnyView {
    let channel = channel.map(channel::name);
    desk.board.with_untracked(|board| {
        let staff = |id: StaffId| board.colleague(id).map(|colleague| colleague.card.name.to_string());
        let tag = |id| board.tags().iter().find(|card| card.id == id).map(|card| card.name.to_string());
        Teller { tag: &tag, channel, staff: &staff, time: &format::time, full: &format::full }.draw(steps)
    })
}
