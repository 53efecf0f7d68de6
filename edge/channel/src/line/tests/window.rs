//! What may be sent, and what it costs.

use shared::channel::Quota;

use super::{Line, NOW, account, header, response};
use crate::{
    Adapter,
    inbound::ReplyToken,
    outbound::{Outbound, Said, Way},
    problem::Class,
    window::{Open, Talk, Window},
};

fn fresh() -> Talk {
    Talk { reply: Some(ReplyToken { token: "rt".into(), until_ms: NOW }), ..Talk::default() }
}

fn window(talk: &Talk, ms: i64) -> Window {
    account(|account| Line.window(account, talk, NOW.plus_ms(ms)))
}

fn way(talk: &Talk, ms: i64) -> Way {
    let message =
        Outbound { message: "m".into(), content: Said::Text { text: "Hi".into() }, quotes: None, by_person: true };
    account(|account| Line.render(account, &message, talk, NOW.plus_ms(ms))).unwrap()[0].way.clone()
}

#[test]
fn an_answer_is_free_up_to_the_last_millisecond_of_the_token_and_costs_after_it() {
    for ms in [-50_000, -1, 0] {
        assert_eq!(window(&fresh(), ms), Window { until_ms: Some(NOW), ..Window::of(Open::FreeReply) });
        assert_eq!(way(&fresh(), ms), Way::Reply { token: "rt".into() });
    }
    assert_eq!(window(&fresh(), 1), Window::of(Open::Quota));
    assert_eq!(way(&fresh(), 1), Way::Usual);
}

#[test]
fn the_window_never_closes() {
    let long_ago = Talk { wrote_at_ms: Some(NOW), sent_since: 900, ..Talk::default() };
    assert_eq!(window(&long_ago, 400 * 24 * 3_600_000), Window::of(Open::Quota));
    assert_eq!(window(&Talk::default(), 0), Window::of(Open::Quota));
}

#[test]
fn nothing_is_sent_to_who_blocked_the_account_for_line_would_say_that_it_was() {
    let gone = Talk { gone: true, ..fresh() };
    assert_eq!(window(&gone, 0), Window::of(Open::Gone));
    let message =
        Outbound { message: "m".into(), content: Said::Text { text: "Hi".into() }, quotes: None, by_person: true };
    let refused = account(|account| Line.render(account, &message, &gone, NOW)).unwrap_err();
    assert_eq!((refused.0.class, refused.0.code.as_str()), (Class::Unavailable, "gone"));
    assert!(account(|account| Line.typing(account, "TOKEN", "U1", &gone)).is_none());
}

#[test]
fn what_is_left_of_the_month_is_known_or_not_made_up() {
    let requests = account(|account| Line.quota(account, "TOKEN")).expect("LINE counts");
    let urls = requests.iter().map(|request| request.url.as_str()).collect::<Vec<_>>();
    assert_eq!(
        urls,
        ["https://api.line.me/v2/bot/message/quota", "https://api.line.me/v2/bot/message/quota/consumption"]
    );
    assert!(requests.iter().all(|request| header(request, "authorization") == Some("Bearer TOKEN")));
    let read =
        |may: (u16, &str), sent: (u16, &str)| Line.read_quota(&response(may.0, may.1), &response(sent.0, sent.1));
    let limited = (200, r#"{"type":"limited","value":200}"#);
    let sent = (200, r#"{"totalUsage":57}"#);
    assert_eq!(read(limited, sent), Some(Quota { used: 57, of: Some(200) }));
    assert_eq!(read((200, r#"{"type":"none"}"#), sent), Some(Quota { used: 57, of: None }));
    for wrong in [(401, r#"{"message":"x"}"#), (500, ""), (200, "[]"), (200, r#"{"type":"limited"}"#)] {
        assert_eq!(read(wrong, sent), None);
    }
    assert_eq!(read(limited, (200, r#"{"totalUsage":-1}"#)), None);
    assert_eq!(read(limited, (503, r#"{"totalUsage":5}"#)), None);
}
