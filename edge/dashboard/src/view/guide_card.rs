//! In the empty inbox of a service that nobody has asked anything yet: the way to the guide, for who may follow it.

use kit::{
    guide,
    lean::{maybe, press},
    sign,
};
use leptos::{ev::MouseEvent, prelude::*, task::spawn_local};
use shared::{
    api::{Guide, GuideStep},
    card::Role,
};
use ui::view::icon::{CLOSE, icon};

use crate::{desk::Desk, place::Place, text};

/// The card, if there is a use in it.
#[component]
pub(super) fn GuideCard() -> AnyView {
    let desk = Desk::here();
    let service = desk.requests.service();
    let useful = RwSignal::new(false);
    if untrack(|| desk.may(Role::Admin)) && !guide::is_away(&service) {
        spawn_local(async move {
            // Without an answer there is no card: it is no news.
            if let Ok(guide) = desk.requests.read::<Guide>("guide").await {
                useful.try_set(!guide.has(GuideStep::Try));
            }
        });
    }
    let put_away = move |_: MouseEvent| {
        guide::put_away(&desk.requests.service(), true);
        useful.set(false);
        kit::focus::rescue("#open-title");
    };
    maybe(move || {
        useful.get().then(|| {
            view! {
                <aside class="guide-card" aria-labelledby="guide-card-title">
                    <span class="guide-card-sign">{icon(sign::FLAG)}</span>
                    <div>
                        <h3 id="guide-card-title">{text::guide_card()}</h3>
                        <p>{text::guide_card_words()}</p>
                        <a class="button button-primary" href=Place::settings("guide").link()>{text::guide_card_go()}</a>
                    </div>
                    <button class="icon-button" type="button" aria-label=text::guide_card_away() title=text::guide_card_away() on:click=press(put_away)>
                        {icon(CLOSE)}
                    </button>
                </aside>
            }
            .into_any()
        })
    })
}
