//! What staff read of enquiries that come by social accounts: how far each message came and what can be done about it, and what
//! may be sent now. Rules only; what is drawn of them is in `view`.

use shared::{
    channel::{ChannelCard, ChannelView, DeliveryCard, DeliveryProblem, DeliveryState, Open, Quota, Remedy, Window},
    id::RoomId,
    value::Timestamp,
};
use ui::text::format;

use crate::text;

/// `Acme on LINE`.
pub(crate) fn name(channel: &ChannelCard) -> String {
    text::account_on(channel.name.as_str(), channel.service_name())
}

/// How far a message came, in words.
pub(crate) fn state(state: DeliveryState, service: &str) -> String {
    match state {
        DeliveryState::Waiting => text::waits_to_be_sent(),
        DeliveryState::Accepted => return text::accepted_by(service),
        DeliveryState::Sent => ui::text::sent(),
        DeliveryState::Delivered => ui::text::delivered(),
        DeliveryState::Read => ui::text::read(),
        DeliveryState::Failed => text::did_not_arrive(),
        DeliveryState::Unclear => text::unclear(),
    }
    .to_owned()
}

/// Whether somebody should see to it.
pub(crate) fn is_trouble(state: DeliveryState) -> bool {
    matches!(state, DeliveryState::Failed | DeliveryState::Unclear)
}

/// Why it came no further, and what can be done.
pub(crate) fn why(delivery: &DeliveryCard) -> Option<&'static str> {
    if delivery.state == DeliveryState::Unclear {
        return Some(text::unclear_why());
    }
    let DeliveryProblem { remedy, .. } = delivery.problem.as_ref()?;
    Some(match remedy {
        Remedy::WaitForVisitor => text::until_they_write(),
        Remedy::WaitForQuota => text::quota_is_used(),
        Remedy::Unreachable => text::unreachable(),
        Remedy::AskOwner => text::ask_owner(),
        Remedy::WriteAnother => text::write_another(),
        Remedy::SendAgain => text::passing_trouble(),
    })
}

/// Whether it may be sent again: not what would be refused again for as long as it is what it is.
pub(crate) fn may_go_again(delivery: &DeliveryCard) -> bool {
    let hopeless = |problem: &DeliveryProblem| matches!(problem.remedy, Remedy::Unreachable | Remedy::WriteAnother);
    is_trouble(delivery.state) && !delivery.problem.as_ref().is_some_and(hopeless)
}

/// What may be sent now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told {
    /// In one line.
    pub(crate) words: String,
    /// Whether that is nothing.
    pub(crate) blocks: bool,
}

/// What may be sent `now`; `away` says how far a moment is away.
pub(crate) fn told(view: &ChannelView, now: Timestamp, away: fn(Timestamp, Timestamp) -> String) -> Told {
    let ChannelView { channel, window: Window { open, until_ms, left, charged: _ }, quota, paused } = view;
    let blocked = |words: &str| Told { words: words.to_owned(), blocks: true };
    if *paused {
        return blocked(text::ask_owner());
    }
    let (words, counts) = match open {
        Open::Free => (cost(view).unwrap_or_else(|| text::window_free().to_owned()), false),
        Open::FreeReply => (text::window_free_reply().to_owned(), true),
        Open::Quota if quota.is_some_and(is_used_up) => {
            return blocked(&text::quota_is_used_up(channel.service_name()));
        }
        Open::Quota => (text::window_quota().to_owned(), true),
        Open::PersonOnly => (text::window_person().to_owned(), false),
        Open::TemplatesOnly => return blocked(text::window_templates()),
        Open::Closed => return blocked(text::until_they_write()),
        Open::Gone => return blocked(text::unreachable()),
    };
    let until = until_ms.map(|at| text::until(&format::ahead(at, now), &away(at, now)));
    let quota = quota.filter(|_| counts).map(|Quota { used, of }| match of {
        Some(of) => text::left_of(of.saturating_sub(used), of),
        None => text::used(used),
    });
    let pieces = [Some(words), until, left.map(text::messages_left), quota];
    Told { words: pieces.into_iter().flatten().collect::<Vec<_>>().join(" · "), blocks: false }
}

fn is_used_up(quota: Quota) -> bool {
    quota.of.is_some_and(|of| quota.used >= of)
}

/// What each message costs, in words; none where it costs nothing, or counts against a quota alone.
fn cost(view: &ChannelView) -> Option<String> {
    view.window.charged.then(|| text::window_charged(view.channel.service_name()))
}

/// Where forms that the messaging service approved may be sent, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Forms {
    /// To whose visitor.
    pub(crate) room: RoomId,
    /// What each costs, in words.
    pub(crate) cost: Option<String>,
}

/// Whether that is so in a room.
pub(crate) fn forms(room: RoomId, view: &ChannelView) -> Option<Forms> {
    let takes = view.window.open == Open::TemplatesOnly && !view.paused;
    takes.then(|| Forms { room, cost: cost(view) })
}

#[cfg(test)]
mod tests {
    use shared::{id::EnquiryId, value::Seq};

    use super::*;

    const HOUR_MS: i64 = 3_600_000;

    fn channel(kind: &str, service: Option<&str>) -> ChannelCard {
        ChannelCard {
            account: "acme".try_into().expect("a handle"),
            kind: kind.try_into().expect("a handle"),
            name: "Acme".try_into().expect("a name"),
            service: service.map(|name| name.try_into().expect("a name")),
        }
    }

    fn room() -> RoomId {
        EnquiryId::new(Timestamp::from_ms(0), [0; 10]).into()
    }

    fn view(open: Open) -> ChannelView {
        ChannelView { channel: channel("line", Some("LINE")), window: Window::of(open), quota: None, paused: false }
    }

    fn says(view: &ChannelView) -> Told {
        told(view, Timestamp::from_ms(0), |at, now| format!("in {} h", at.ms_since(now) / HOUR_MS))
    }

    fn delivery(state: DeliveryState, remedy: Option<Remedy>) -> DeliveryCard {
        let code = "429".try_into().expect("a code");
        let problem = remedy.map(|remedy| DeliveryProblem { remedy, code, words: None });
        DeliveryCard::new(Seq(1), state, Timestamp::from_ms(5), problem)
    }

    #[test]
    fn an_account_is_named_with_its_service_which_nobody_here_knows_by_name() {
        assert_eq!(name(&channel("line", Some("LINE"))), "Acme on LINE");
        assert_eq!(name(&channel("pigeon", Some("Pigeon Post"))), "Acme on Pigeon Post");
        assert_eq!(name(&channel("pigeon", None)), "Acme on pigeon", "stored before the name was");
    }

    #[test]
    fn what_may_be_sent_is_told_in_one_line() {
        let ends = |open| {
            let window = Window { until_ms: Some(Timestamp::from_ms(3 * HOUR_MS)), left: Some(1), ..Window::of(open) };
            ChannelView { window, quota: Some(Quota { used: 7, of: Some(200) }), ..view(open) }
        };
        assert_eq!(says(&view(Open::Free)).words, "Free to send");
        assert_eq!(says(&ends(Open::Free)).words, "Free to send · until Time 10800000 (in 3 h) · 1 message left");
        assert_eq!(
            says(&ends(Open::PersonOnly)).words,
            "Only what a person writes · until Time 10800000 (in 3 h) · 1 message left"
        );
        let quota = ChannelView { quota: Some(Quota { used: 7, of: None }), ..view(Open::Quota) };
        assert_eq!(says(&quota).words, "Each message counts against the month's quota · 7 used");
        assert!(says(&ends(Open::FreeReply)).words.ends_with(" · 193 of 200 left this month"));
    }

    #[test]
    fn what_is_charged_is_not_called_free_neither_in_the_line_nor_where_a_form_is_chosen() {
        let charged = |open| ChannelView { window: Window { charged: true, ..Window::of(open) }, ..view(open) };
        assert_eq!(says(&charged(Open::Free)).words, "LINE charges for each message");
        let cost = |view: ChannelView| forms(room(), &view).map(|forms| forms.cost);
        assert_eq!(cost(charged(Open::TemplatesOnly)), Some(Some("LINE charges for each message".to_owned())));
        assert_eq!(cost(view(Open::TemplatesOnly)), Some(None));
    }

    #[test]
    fn when_the_month_is_used_up_the_free_answer_goes_still_and_it_says_what_else_can_be_done() {
        let up = |open| ChannelView { quota: Some(Quota { used: 201, of: Some(200) }), ..view(open) };
        assert_eq!(
            says(&up(Open::FreeReply)).words,
            format!("{} · 0 of 200 left this month", text::window_free_reply())
        );
        let told = says(&up(Open::Quota));
        assert!(told.blocks && told.words.contains("at LINE"), "{}", told.words);
        assert!(!says(&up(Open::FreeReply)).blocks);
    }

    #[test]
    fn nothing_is_sent_where_nothing_may_be() {
        for open in [Open::TemplatesOnly, Open::Closed, Open::Gone] {
            assert!(says(&view(open)).blocks);
            assert_eq!(forms(room(), &view(open)).is_some(), open == Open::TemplatesOnly);
            assert_eq!(forms(room(), &ChannelView { paused: true, ..view(open) }), None);
        }
        for open in [Open::Free, Open::FreeReply, Open::Quota, Open::PersonOnly] {
            assert!(!says(&view(open)).blocks);
            let paused = ChannelView { paused: true, ..view(open) };
            assert_eq!(says(&paused), Told { words: text::ask_owner().to_owned(), blocks: true });
        }
    }

    #[test]
    fn what_went_wrong_may_go_again_unless_that_is_in_vain() {
        let fails = |remedy| may_go_again(&delivery(DeliveryState::Failed, Some(remedy)));
        let again = [Remedy::SendAgain, Remedy::AskOwner, Remedy::WaitForVisitor, Remedy::WaitForQuota];
        assert!(again.into_iter().all(fails));
        assert!(![Remedy::Unreachable, Remedy::WriteAnother].into_iter().any(fails));
        assert!(may_go_again(&delivery(DeliveryState::Unclear, None)));
        assert!(may_go_again(&delivery(DeliveryState::Failed, None)));
        for state in [DeliveryState::Waiting, DeliveryState::Accepted, DeliveryState::Sent, DeliveryState::Read] {
            assert!(!may_go_again(&delivery(state, None)));
            assert_eq!(why(&delivery(state, None)), None);
        }
    }
}
