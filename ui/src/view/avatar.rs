//! A person's photo, or their initials on a colour that stays theirs.

use shared::{
    card::{StaffCard, TagCard},
    face::{initials, person},
};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{
    element::{El, el},
    icon,
};

/// A picture of somebody, and whether they are there. Decoration: the name stands beside it. The colour is picked by
/// `seed`, an id, so that it outlives a change of name; `class` is `avatar-small`, `avatar-large`, or nothing for a size in
/// between.
#[must_use]
pub fn avatar(name: &str, seed: &str, photo: Option<&str>, online: Option<bool>, class: &str) -> El {
    let face = el("span", "avatar-face").text(&initials(name)).children(photo.map(picture));
    el("span", "avatar")
        .attr("class", &format!("avatar {class}"))
        .attr("data-person", &person(seed).to_string())
        .attr("aria-hidden", "true")
        .child(face)
        .children(online.map(dot))
}

/// The picture of a member of staff. No dot: a card says who was there when it was made.
#[must_use]
pub fn staff_avatar(staff: &StaffCard, class: &str) -> El {
    avatar(staff.name.as_str(), &staff.id.to_string(), staff.photo.as_deref(), None, class)
}

/// Whether somebody is there.
#[must_use]
pub fn dot(online: bool) -> El {
    el("span", if online { "avatar-dot is-online" } else { "avatar-dot" })
}

/// What stands for a topic: its picture, the sign that was chosen for it, or the sign of all.
#[must_use]
pub fn tag_sign(tag: &TagCard, class: &str) -> El {
    let sign = match (&tag.picture, tag.icon) {
        (Some(path), _) => picture(path),
        (None, Some(icon)) => icon::chosen(icon),
        (None, None) => icon::sign(icon::TAG),
    };
    el("span", &format!("tag-sign {class}")).attr("aria-hidden", "true").child(sign)
}

fn picture(address: &str) -> El {
    // One that can't be loaded goes, and the initials below it are seen.
    el("img", "").attr("src", address).attr("alt", "").on("error", |event| {
        if let Some(picture) = event.target().and_then(|it| it.dyn_into::<Element>().ok()) {
            picture.remove();
        }
    })
}
