//! What is seen of a call that one isn't in: it is over, goes on without us, or in another page.

use leptos::prelude::With;
use shared::call::CallEnd;
use ui::{
    calls::CallWish,
    view::{El, Look, button, el, icon, icon::sign, icon_button},
};

use super::{people, signs, stand};
use crate::{
    core::{
        seat::{Over, Why},
        trouble::Trouble,
    },
    engine::Engine,
    text,
};

/// One line with a sign and what can be done.
fn row(path: &str, words: El) -> El {
    el("div", "call-rest").child(sign(path)).child(words)
}

/// It is over.
pub(crate) fn over(engine: &Engine, over: &Over) -> El {
    let dismisses = engine.clone();
    let words = el("div", "call-words")
        .child(el("p", "call-title").attr("role", "status").text(text::over(over)))
        .children(
            (over.length_ms > 0)
                .then(|| el("p", "call-line").text(&text::lasted(&ui::text::format::clock(over.length_ms)))),
        )
        .children(match over.why {
            Why::Refused(code) => Some(el("p", "call-line").text(text::refused(code))),
            Why::Ended(_) => None,
        });
    let close = icon_button(icon::CLOSE, ui::text::close(), move || dismisses.dismiss());
    let (more, again) = (ways(engine, over), again(engine, over));
    el("div", "call-ended")
        .child(row(signs::HANG_UP, words).children(again).child(close))
        .child(stand::notices(engine))
        .children(more)
}

/// Another one.
fn again(engine: &Engine, over: &Over) -> Option<El> {
    let this = engine.clone();
    let words = if over.missed { text::call_back() } else { text::call_again() };
    let may = !over.open && !matches!(over.why, Why::Ended(CallEnd::Closed) | Why::Refused(_));
    may.then(|| button(Look::Plain, words, move || this.offer(false)))
}

/// What a visitor may do whom nobody answered.
fn ways(engine: &Engine, over: &Over) -> Option<El> {
    let visitor = engine.start.with(|start| start.visitor);
    let nobody_came =
        matches!(over.why, Why::Ended(CallEnd::Unanswered | CallEnd::Declined | CallEnd::Cancelled) | Why::Refused(_));
    let way = |words: &str, wish: CallWish| {
        let this = engine.clone();
        button(Look::Plain, words, move || {
            if this.wish(&wish) {
                this.dismiss();
            }
        })
    };
    let offers = visitor && over.offered && nobody_came && !over.by_me;
    let ways = || el("div", "call-ways").child(way(text::leave_voice(), CallWish::VoiceMessage));
    offers.then(|| ways().child(way(text::write(), CallWish::Chat)))
}

/// It goes on in another page of the same person.
pub(crate) fn elsewhere(engine: &Engine) -> El {
    let joins = engine.clone();
    let words = el("p", "call-words").attr("role", "status").text(text::elsewhere());
    let here = button(Look::Plain, text::move_here(), move || joins.join(false, false));
    el("div", "call-ended").child(row(icon::PHONE, words).child(here)).child(stand::notices(engine))
}

/// It goes on without us.
pub(crate) fn others(engine: &Engine) -> El {
    let (of_names, joins) = (engine.clone(), engine.clone());
    let words = el("p", "call-words").text_by(move || text::goes_on(&people::names(&of_names)));
    let join = button(Look::Plain, text::join(), move || joins.join(false, false));
    el("div", "call-ended").child(row(icon::PHONE, words).child(join)).child(stand::notices(engine))
}

/// A call is about to be offered, or can't be.
pub(crate) fn waits(engine: &Engine) -> El {
    let (own, this) = (engine.own.clone(), engine.clone());
    let fails = move || own.with(|own| (!own.asks, own.trouble.is_none_or(Trouble::may_pass)));
    el("div", "call-ended").child(stand::notices(engine)).part(fails, move |(fails, may_pass)| {
        let (again, chats) = (this.clone(), this.clone());
        let chat = move || {
            chats.wish(&CallWish::Chat);
            chats.dismiss();
        };
        fails.then(|| {
            let again = || button(Look::Primary, ui::text::try_again(), move || again.offer(false));
            let look = if *may_pass { Look::Plain } else { Look::Primary };
            el("div", "call-ways").children(may_pass.then(again)).child(button(look, text::chat_instead(), chat))
        })
    })
}
