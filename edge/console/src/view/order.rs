//! Lists in an order that their owner gives them, by buttons that a keyboard reaches.

use kit::{
    form::shift,
    lean::{it, press},
    sign,
};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use shared::{api::Reorder, setup::ItemId};
use ui::view::{dom, icon::icon};

use crate::{console::Console, text};

/// Up and down, beside what is moved, and then what removes it if that is done in the list. `shift` is told whether it goes
/// nearer to the start.
pub(super) fn order_buttons(
    id: &str,
    name: Signal<String>,
    shift: Callback<bool>,
    remove: Option<Callback<()>>,
) -> AnyView {
    let button = |id: String, path: &'static str, label: fn(&str) -> String, act: Callback<()>| {
        view! {
            <button
                class="icon-button"
                type="button"
                id=id
                aria-label=it(move || name.with(|name| label(name)))
                on:click=press(move |_: MouseEvent| act.run(()))
            >
                {icon(path)}
            </button>
        }
        .into_any()
    };
    let towards = |earlier: bool| Callback::new(move |()| shift.run(earlier));
    view! {
        <span class="item-order">
            {button(button_id(id, true), sign::UP, text::move_up, towards(true))}
            {button(button_id(id, false), sign::FURTHER, text::move_down, towards(false))}
            {remove.map(|remove| button(format!("{id}-remove"), sign::BIN, text::remove_named, remove))}
        </span>
    }
    .into_any()
}

/// Puts the focus back: the row moved in the document, and it was on that.
pub(super) fn focus_again(id: &str, earlier: bool) {
    dom::focus_soon(&button_id(id, earlier));
}

fn button_id(id: &str, earlier: bool) -> String {
    format!("{id}-{}", if earlier { "up" } else { "down" })
}

/// What moves one of the items in `list`: there at once, and then on the server, which `path` is for. If it says no, all is as
/// before.
pub(super) fn reordering<T: Clone + Send + Sync + 'static>(
    list: RwSignal<Vec<T>>,
    id_of: fn(&T) -> ItemId,
    path: &'static str,
) -> impl Fn(&str, bool) + Copy {
    let console = Console::here();
    let busy = StoredValue::new(false);
    move |id: &str, earlier: bool| {
        let before = list.get_untracked();
        let is_it = |one: &T| id_of(one).as_str() == id;
        let Some(at) = before.iter().position(is_it).filter(|_| !busy.get_value()) else { return };
        list.update(|list| shift(list, at, earlier));
        focus_again(id, earlier);
        let ids = |list: &Vec<T>| list.iter().map(id_of).collect::<Vec<_>>();
        let order = Reorder { order: list.with_untracked(ids) };
        if order.order == ids(&before) {
            return;
        }
        busy.set_value(true);
        spawn_local(async move {
            let answer = console.send::<()>("PUT", path, &order).await;
            busy.try_set_value(false);
            if let Err(fault) = answer {
                list.try_set(before);
                console.complain(text::fault(&fault));
            }
        });
    }
}
