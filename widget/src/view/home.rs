//! The first screen: whom one can talk to, and whom one talks with.

use shared::card::EntryCard;
use ui::{
    live::Live,
    view::{
        El, Look, Tone, banner, button, dom, el, empty,
        icon::{self, sign},
        icon_button, skeleton,
    },
};

use super::{chats::your_chats, entry::entry_row};
use crate::{
    app::App,
    look,
    place::{SEARCH_ABOVE, matching},
    text,
};

/// The first screen; `takes_focus` if one came here from elsewhere: what had the focus is gone with that.
pub(super) fn home(app: App, takes_focus: bool) -> El {
    if takes_focus {
        dom::focus_soon("home-title");
    }
    let service =
        move || app.directory.with(|it| it.as_ref().map(|it| it.service.name.to_string())).unwrap_or_default();
    let bar = el("div", "home-bar")
        .children(look::said("logo").map(|path| el("img", "home-logo").attr("src", &path).attr("alt", "")))
        .child(el("p", "home-service one-line").text_by(service))
        .child(sound_button(app))
        .children(hide_button(app));
    let head = el("div", "home-head")
        .child(
            el("h1", "")
                .attr("id", "home-title")
                .attr("tabindex", "-1")
                .text(&look::said("greeting").unwrap_or_else(|| text::greeting().to_owned())),
        )
        .child(el("p", "").text(&look::said("invitation").unwrap_or_else(|| text::invitation().to_owned())));
    let offline = move || (!app.online.get()).then(|| ui::text::offline().to_owned());
    let notice = move || Some(app.notice.get()).filter(|notice| !notice.is_empty());
    let term = Live::new(String::new());
    let scroll = el("div", "home-scroll")
        .child(head)
        .child(banner(Tone::Warn, offline, || None))
        .child(banner(Tone::Bad, notice, || None))
        .child(your_chats(app))
        .part(move || searches(app), move |searches| searches.then(|| search(term)))
        .part(move || Below::of(app, &term.get()), move |below| Some(drawn(app, term, below)));
    el("div", "home").child(bar).child(scroll)
}

/// Whether there is so much that one looks for a name rather than reading it all.
fn searches(app: App) -> bool {
    app.directory.with(|it| it.as_ref().is_some_and(|it| it.tags.len() + it.staff.len() > SEARCH_ABOVE))
}

fn search(term: Live<String>) -> El {
    let field = el("input", "")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("placeholder", text::find())
        .attr("aria-label", text::find())
        .bound(move || term.get(), move |text| term.set(text));
    el("label", "search").child(sign(icon::SEARCH)).child(field)
}

/// What stands below the head. It is drawn anew when it is another; the rows of entries change by themselves, each alone.
#[derive(PartialEq)]
enum Below {
    Loading,
    Failed,
    Nobody,
    /// Nothing has these words.
    NothingFound(String),
    Entries {
        tags: bool,
        staff: bool,
    },
}

impl Below {
    fn of(app: App, term: &str) -> Self {
        app.directory.with(|directory| {
            let Some(directory) = directory else {
                return if app.directory_failed.get() { Self::Failed } else { Self::Loading };
            };
            if directory.tags.is_empty() && directory.staff.is_empty() {
                return Self::Nobody;
            }
            let (tags, staff) = matching(directory, term);
            if tags.is_empty() && staff.is_empty() {
                return Self::NothingFound(term.trim().to_owned());
            }
            Self::Entries { tags: !tags.is_empty(), staff: !staff.is_empty() }
        })
    }
}

fn drawn(app: App, term: Live<String>, below: &Below) -> El {
    match below {
        Below::Loading => el("div", "card").child(skeleton(4)),
        Below::Failed => {
            let retry = button(Look::Plain, ui::text::try_again(), move || app.fetch_directory());
            empty(icon::NO_NETWORK, text::directory_failed()).child(retry)
        }
        Below::Nobody => empty(icon::CHAT, text::nobody_yet()).child(el("p", "").text(text::nobody_yet_more())),
        Below::NothingFound(term) => empty(icon::SEARCH, &text::nothing_found(term)).attr("role", "status"),
        Below::Entries { tags, staff } => entries(app, term, *tags, *staff),
    }
}

fn entries(app: App, term: Live<String>, tags: bool, staff: bool) -> El {
    let tags = tags.then(|| section(app, term, "tags", text::tags(), true));
    let staff = staff.then(|| section(app, term, "staff", text::staff(), false));
    let sections = match look::said("shows").as_deref() {
        Some("tags") => [tags, None],
        Some("staff") => [staff, None],
        Some("staff tags") => [staff, tags],
        Some(_) | None => [tags, staff],
    };
    el("div", "home-entries").children(sections.into_iter().flatten())
}

/// The tags, or else the people.
fn section(app: App, term: Live<String>, id: &str, title: &str, tags: bool) -> El {
    let rows = move || {
        app.directory.with(|directory| {
            let found = directory.as_ref().map(|directory| matching(directory, &term.get())).unwrap_or_default();
            if tags {
                found.0.into_iter().map(EntryCard::Tag).collect()
            } else {
                found.1.into_iter().map(EntryCard::Staff).collect::<Vec<_>>()
            }
        })
    };
    card(id, title).child(el("ul", "").each(rows, move |entry| entry_row(app, entry.clone())))
}

/// A region of the screen with its heading.
pub(super) fn card(id: &str, title: &str) -> El {
    el("section", "card").attr("aria-labelledby", id).child(el("h2", "").attr("id", id).text(title))
}

/// Turns the sounds on and off.
fn sound_button(app: App) -> El {
    let path = move || if app.muted.get() { icon::MUTED } else { icon::SOUND };
    ui::view::element::press_button("icon-button", move || app.set_muted(!app.muted.get_untracked()))
        .attr("aria-label", text::sounds())
        .attr("title", text::sounds())
        .attr_by("aria-pressed", move || Some((!app.muted.get()).to_string()))
        .part(path, |path| Some(sign(path)))
}

/// Puts the chat away, where there is something behind it.
pub(super) fn hide_button(app: App) -> Option<El> {
    app.is_framed.then(|| icon_button(icon::CLOSE, text::hide(), move || app.hide()))
}
