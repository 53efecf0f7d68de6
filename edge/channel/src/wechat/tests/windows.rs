//! When something can be sent.

use shared::value::Timestamp;

use super::{NOW, PERSON, WeChat, in_plaintext, render, words, wrote_just_now};
use crate::{
    Adapter,
    problem::Class,
    window::{Open, Talk, Window},
};

const HOUR_MS: i64 = 60 * 60 * 1_000;

fn window(talk: &Talk) -> Window {
    in_plaintext(|account| WeChat.window(account, talk, NOW))
}

fn ago(ms: i64) -> Timestamp {
    NOW.plus_ms(-ms)
}

#[test]
fn a_message_opens_48_hours_and_five_messages() {
    let after = |ms, sent_since| window(&Talk { wrote_at_ms: Some(ago(ms)), sent_since, ..Talk::default() });
    let open =
        |until_ms, left| Window { until_ms: Some(NOW.plus_ms(until_ms)), left: Some(left), ..Window::of(Open::Free) };
    assert_eq!(after(0, 0), open(48 * HOUR_MS, 5));
    assert_eq!(after(48 * HOUR_MS - 1, 4), open(1, 1));
    assert_eq!(after(48 * HOUR_MS, 0), Window::of(Open::Closed));
    assert_eq!(after(48 * HOUR_MS + 1, 0), Window::of(Open::Closed));
    let used = Window { left: Some(0), ..Window::of(Open::Closed) };
    assert_eq!((after(0, 5), after(0, 6)), (used, used));
}

#[test]
fn a_press_on_the_menu_opens_one_minute_and_three_messages() {
    let after = |ms, sent_since| window(&Talk { acted_at_ms: Some(ago(ms)), sent_since, ..Talk::default() });
    let open =
        |until_ms, left| Window { until_ms: Some(NOW.plus_ms(until_ms)), left: Some(left), ..Window::of(Open::Free) };
    assert_eq!(after(0, 0), open(60_000, 3));
    assert_eq!(after(59_999, 2), open(1, 1));
    assert_eq!(after(60_000, 0), Window::of(Open::Closed));
    assert_eq!(after(0, 3), Window { left: Some(0), ..Window::of(Open::Closed) });
}

#[test]
fn of_two_windows_the_wider_one_counts() {
    let both = |wrote, acted, sent_since| {
        let window = window(&Talk {
            wrote_at_ms: Some(ago(wrote)),
            acted_at_ms: Some(ago(acted)),
            sent_since,
            ..Talk::default()
        });
        (window.open, window.left, window.until_ms.map(|until| until.as_ms() - NOW.as_ms()))
    };
    assert_eq!(both(HOUR_MS, 0, 0), (Open::Free, Some(5), Some(47 * HOUR_MS)));
    assert_eq!(both(HOUR_MS, 0, 4), (Open::Free, Some(1), Some(47 * HOUR_MS)));
    assert_eq!(both(48 * HOUR_MS, 1, 1), (Open::Free, Some(2), Some(59_999)));
    assert_eq!(both(48 * HOUR_MS, 60_000, 0), (Open::Closed, None, None));
}

#[test]
fn nothing_goes_to_who_never_wrote_or_left() {
    let refused = |talk: &Talk| {
        let problem = render(&words("hello"), talk).unwrap_err();
        (window(talk).open, problem.class, problem.code)
    };
    assert_eq!(refused(&Talk::default()), (Open::Closed, Class::WindowClosed, "45015".to_owned()));
    let used = Talk { sent_since: 5, ..wrote_just_now() };
    assert_eq!(refused(&used), (Open::Closed, Class::WindowClosed, "45047".to_owned()));
    let gone = Talk { gone: true, ..wrote_just_now() };
    assert_eq!(refused(&gone), (Open::Gone, Class::Unavailable, "43004".to_owned()));
    in_plaintext(|account| {
        assert!(WeChat.typing(account, "t", PERSON, &gone).is_none());
        assert!(WeChat.typing(account, "t", PERSON, &Talk::default()).is_none());
    });
}
