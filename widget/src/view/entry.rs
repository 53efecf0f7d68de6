//! One tag or person of the directory.

use std::rc::Rc;

use shared::card::EntryCard;
use ui::{
    calls::text::call,
    clock,
    text::format,
    view::{El, dot, el, element::press_button, icon, icon_button, staff_avatar, tag_sign},
};

use crate::{app::App, text};

/// The picture of an entry: a person's face, a topic's sign. No dot: it is that of the moment when the enquiry was raised.
pub(super) fn face(entry: &EntryCard, class: &str) -> El {
    match entry {
        EntryCard::Tag(tag) => tag_sign(tag, class),
        EntryCard::Staff(staff) => staff_avatar(staff, class),
    }
}

/// A row with the entry's name and a button beside it. Both do the same; the keyboard stops once.
pub(super) fn entry_row(app: App, entry: EntryCard) -> El {
    // The same each time it is drawn: the focus finds it again.
    let id = match &entry {
        EntryCard::Tag(tag) => tag.id.to_string(),
        EntryCard::Staff(staff) => staff.id.to_string(),
    };
    let more_id = format!("{id}-more");
    let (more, known, opens) = match &entry {
        EntryCard::Tag(tag) => {
            (tag.description.as_ref(), tag.online, format::opens(tag.opening.as_ref(), clock::now()))
        }
        EntryCard::Staff(staff) => (staff.title.as_ref(), staff.online, None),
    };
    let online = (known == Some(true)).then(|| el("span", "unseen").text(ui::text::online()));
    let more = el("p", "entry-more").attr("id", &more_id).text(more.map_or("", |more| more.as_str())).children(online);
    let opens_id = format!("{id}-opens");
    let opens = opens.map(|time| el("p", "entry-opens").attr("id", &opens_id).text(&text::opens(&time)));
    let picture = face(&entry, "").children(known.map(dot));
    let name = entry.name().to_string();
    let call = entry.calls().then(|| {
        let entry = entry.clone();
        let call = icon_button(icon::PHONE, call(), move || app.check(entry.clone()));
        call.attr("aria-describedby", &id).attr("id", &format!("{id}-call"))
    });
    let press = Rc::new(move || app.press(entry.clone()));
    let main = press_button("entry-name", {
        let press = press.clone();
        move || press()
    });
    let main = main.attr("id", &id).attr("aria-describedby", &format!("{more_id} {opens_id}")).text(&name);
    let beside = press_button("entry-chat", move || press()).attr("tabindex", "-1").attr("aria-describedby", &id);
    el("li", "entry")
        .child(picture)
        .child(el("div", "entry-words").child(main).child(more).children(opens))
        .child(beside.text(text::chat()))
        .children(call)
}
