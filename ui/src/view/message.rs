//! One line of a room: a day, a message, or something that happened.

use std::rc::Rc;

use shared::{card::Side, id::MessageId, value::Timestamp, wire::Revision};

use super::{
    about::{words_of, writer},
    acts,
    avatar::staff_avatar,
    element::{El, el, press_button},
    icon::{self, sign},
    message_list::Ways,
};
use crate::{
    clock,
    live::Shared,
    text::{self, format},
    transcript::{AutomaticLine, Line, LineKey, LineKind, MessageLine, MessageState, Quote, Told},
};

/// The line in its element, which stays while the line changes.
pub(super) fn line_view(line: &Shared<Line>, ways: &Rc<Ways>) -> El {
    match line.with_untracked(|line| line.kind.clone()) {
        LineKind::Day(at) => el("li", "message-day").child(el("span", "").text(&format::day(at, clock::now()))),
        LineKind::FirstUnread => el("li", "message-new").child(el("span", "").text(text::new_messages())),
        LineKind::Event(_) => event_view(line.clone(), ways.clone()),
        LineKind::Message(message) => message_view(line.clone(), &message, ways.clone()),
        LineKind::Automatic(automatic) => automatic_view(line, &automatic, ways),
    }
}

fn event_view(line: Shared<Line>, ways: Rc<Ways>) -> El {
    let happened = move || match line.with(|line| line.kind.clone()) {
        LineKind::Event(happened) => Some(happened),
        LineKind::Day(_) | LineKind::FirstUnread | LineKind::Message(_) | LineKind::Automatic(_) => None,
    };
    el("li", "message-event").part(happened, move |happened| (ways.event)(happened.as_ref()?))
}

/// What the room said by itself, and what can be pressed below it.
fn automatic_view(line: &Shared<Line>, automatic: &AutomaticLine, ways: &Rc<Ways>) -> El {
    let AutomaticLine { at, body, buttons, answerable: _ } = automatic;
    let answerable = |line: &Shared<Line>| {
        line.with(|line| matches!(&line.kind, LineKind::Automatic(AutomaticLine { answerable: true, .. })))
    };
    let choices = buttons.iter().fold(el("div", "message-choices"), |choices, button| {
        let words = button.text.to_string();
        let ways = ways.clone();
        match &button.link {
            Some(href) => {
                let away = el("a", "button").attr("href", href.as_str()).attr("target", "_blank");
                choices.child(away.attr("rel", "noopener noreferrer").attr("dir", "auto").text(&words))
            }
            None if ways.reply.is_none() => {
                choices.child(el("span", "message-choice").attr("dir", "auto").text(&words))
            }
            None => {
                let line = line.clone();
                choices.part(
                    move || answerable(&line),
                    move |now| {
                        let (ways, words) = (ways.clone(), words.clone());
                        let say = {
                            let words = words.clone();
                            move || {
                                if let Some(reply) = &ways.reply {
                                    reply(&words);
                                }
                            }
                        };
                        now.then(|| press_button("button", say).attr("dir", "auto").text(&words))
                    },
                )
            }
        }
    });
    let place = match line.with_untracked(|line| line.key) {
        LineKey::Entry(seq) => Some(seq),
        LineKey::Day(_) | LineKey::Message(_) | LineKey::FirstUnread => None,
    };
    let delivery = ways.delivery.as_ref().map(|draw| draw(Rc::new(move || place)));
    el("li", "message is-automatic is-first is-last")
        .child(el("span", "message-author").text(text::automatic()))
        .child((ways.words)(el("p", "message-bubble").attr("dir", "auto"), body.as_str()))
        .child(choices)
        .child(el("div", "message-foot").child(el("time", "").text(&format::time(*at))).children(delivery))
}

/// What changes of a message while it is there.
#[derive(Clone, Copy, PartialEq)]
struct Now {
    first: bool,
    last: bool,
    at: Timestamp,
    state: MessageState,
}

fn message_view(line: Shared<Line>, message: &MessageLine, ways: Rc<Ways>) -> El {
    let MessageLine { note, file, mine, staff, message: id, seq, .. } = message;
    let of_words = line.clone();
    let of_acts = line.clone();
    let (first, last, at, state) = (message.first, message.last, message.at, message.state);
    let before = Now { first, last, at, state };
    let now: Rc<dyn Fn() -> Now> = Rc::new(move || {
        let now = |&MessageLine { first, last, at, state, .. }: &MessageLine| Now { first, last, at, state };
        of_message(&line, now).unwrap_or(before)
    });
    let is = |what: fn(Now) -> bool| {
        let now = now.clone();
        move || what(now())
    };
    let name = staff.as_ref().map(|staff| staff.name.as_str());
    let is_program = staff.as_ref().is_some_and(|staff| staff.integration);
    let program = if is_program { format!(" ({})", text::automatic()) } else { String::new() };
    let speaker = el("span", "unseen").text(if *mine { text::you() } else { name.unwrap_or_default() });
    let speaker = speaker.text(&program).text(": ");
    let author = staff.as_ref().filter(|_| !mine).map(|staff| {
        let name = el("span", "message-name").text(staff.name.as_str());
        let program = staff.integration.then(|| el("span", "message-program").text(text::automatic()));
        let author =
            el("span", "message-author").attr("aria-hidden", "true").child(staff_avatar(staff, "avatar-small"));
        author.child(name).children(program)
    });
    let bubble = el("p", "message-bubble").attr("dir", "auto").child(speaker);
    let mark = note.then(|| {
        let whispered = message.to.iter().flat_map(|to| [" → ", to.name.as_str()]);
        whispered.fold(el("span", "message-note").text(text::private_note()), El::text)
    });
    let id = *id;
    let class = match (*mine, *note) {
        (true, false) => "message is-mine",
        (false, false) => "message",
        (true, true) => "message is-mine is-note",
        (false, true) => "message is-note",
    };
    let (of_place, of_recalled) = (of_words.clone(), of_words.clone());
    let delivery = ways.delivery.as_ref().filter(|_| !note && message.side == Side::Staff).map(|draw| {
        let line = of_words.clone();
        draw(Rc::new(move || of_message(&line, |message| message.seq).flatten()))
    });
    let is_away = delivery.is_some();
    let seq = *seq;
    let place = move || of_message(&of_place, |message| message.seq).unwrap_or(seq).map(|seq| seq.0.to_string());
    let is_recalled = move || of_message(&of_recalled, |message| message.revised) == Some(Some(Revision::Recalled));
    let acts = ways.acts.clone().map(|acts| {
        let now: acts::Now = Rc::new(move || of_message(&of_acts, Clone::clone));
        (acts.button(id, &now), acts.verbs(id, &now))
    });
    let (more, verbs) = acts.unzip();
    let said = match file {
        Some(_) => file_view(&of_words, bubble, &ways),
        None => words(of_words, bubble, &ways),
    };
    el("li", class)
        .attr_by("data-seq", place)
        .class_by("is-first", is(|now| now.first))
        .class_by("is-last", is(|now| now.last))
        .class_by("is-sending", is(|now| now.state == MessageState::Sending))
        .class_by("is-failed", is(|now| matches!(now.state, MessageState::Failed { .. })))
        .class_by("is-recalled", is_recalled)
        .children(author)
        .children(mark)
        .child(el("div", "message-line").child(said).children(more))
        .children(verbs)
        // Ticks that turn from sent to read are to be seen, not to be read out.
        .child(
            el("div", "message-foot")
                .attr("aria-live", "off")
                .part(move || now(), move |now| foot(*now, is_away, id, &ways))
                .children(delivery),
        )
}

/// A file in the place of words; drawn anew when it is deleted.
fn file_view(line: &Shared<Line>, holder: El, ways: &Rc<Ways>) -> El {
    let (line, ways) = (line.clone(), ways.clone());
    let file = move || of_message(&line, |message| message.file.clone()).flatten();
    el("div", "message-file")
        .child(holder.attr("class", "unseen"))
        .part(file, move |file| Some((ways.file)(file.as_ref()?)))
}

/// Something of the message that a line is.
fn of_message<T>(line: &Shared<Line>, what: impl FnOnce(&MessageLine) -> T) -> Option<T> {
    line.with(|line| if let LineKind::Message(message) = &line.kind { Some(what(message)) } else { None })
}

/// What is said, with what it quotes; drawn anew when it is edited or recalled.
fn words(line: Shared<Line>, bubble: El, ways: &Rc<Ways>) -> El {
    let ways = ways.clone();
    bubble.part(
        move || of_message(&line, |message| (message.body.clone(), message.quote.clone(), message.revised)),
        move |words| {
            let (body, quote, revised) = words.as_ref()?;
            let is_there = *revised != Some(Revision::Recalled);
            let quote = quote.as_ref().filter(|_| is_there).map(|quote| quoted(quote, &ways));
            let words = el("span", "message-words").children(quote);
            Some(match revised {
                Some(Revision::Recalled) => words.text(text::recalled()),
                Some(Revision::Edited) => {
                    (ways.words)(words, body.as_str()).child(el("span", "message-edited").text(text::edited()))
                }
                None => (ways.words)(words, body.as_str()),
            })
        },
    )
}

/// Pressed, it goes to what is quoted.
fn quoted(Quote { seq, told }: &Quote, ways: &Rc<Ways>) -> El {
    let (seq, ways) = (*seq, ways.clone());
    let quote = press_button("message-quote", move || (ways.jump)(seq));
    let Some(Told { mine, name, words, revised }) = told else {
        return quote.child(el("span", "about-text one-line").text(text::earlier_message()));
    };
    let name = writer(*mine, name.clone().map(String::from));
    quote
        .child(el("span", "about-title one-line").text(&name))
        .child(el("span", "about-text one-line").attr("dir", "auto").text(words_of(words.as_str(), *revised)))
}

/// `is_away`: how far it came is told beside this.
fn foot(Now { last, at, state, .. }: Now, is_away: bool, id: MessageId, ways: &Rc<Ways>) -> Option<El> {
    let (path, words) = match state {
        MessageState::Failed { code } => return Some(failed(id, text::wrong(code), ways)),
        MessageState::Theirs => ("", ""),
        MessageState::Sent | MessageState::Delivered | MessageState::Read if is_away => ("", ""),
        MessageState::Sending => (icon::CLOCK, text::sending()),
        MessageState::Sent => (icon::CHECK, text::sent()),
        MessageState::Delivered => (icon::CHECKS, text::delivered()),
        MessageState::Read => (icon::CHECKS, text::read()),
    };
    let ticks = || {
        let class = if state == MessageState::Read { "message-state is-read" } else { "message-state" };
        el("span", class).attr("title", words).child(sign(path)).child(el("span", "unseen").text(words))
    };
    let time = || el("time", "").text(&format::time(at));
    last.then(|| el("span", "message-sent").child(time()).children((!words.is_empty()).then(ticks)))
}

fn failed(id: MessageId, why: &str, ways: &Rc<Ways>) -> El {
    let words = format!("{}. {why}", text::not_sent());
    let (retry, discard) = (ways.clone(), ways.clone());
    el("span", "message-sent")
        .child(el("span", "message-failed").attr("role", "alert").child(sign(icon::ALERT)).text(&words))
        .child(press_button("link-button", move || (retry.retry)(id)).text(text::try_again()))
        .child(press_button("link-button", move || (discard.discard)(id)).text(text::discard()))
}
