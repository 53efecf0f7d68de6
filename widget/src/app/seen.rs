//! The owner is told on which pages their CTAs are: once for each page, and not before the visitor opens the chat there.

use shared::api::SeenCtas;
use ui::{
    http::{self, Auth},
    task::spawn,
    write::to_text,
};

use super::App;
use crate::look;

impl App {
    /// Tells of those that the page has, and of the one that was pressed. Whether anybody hears of it is no matter to the
    /// visitor.
    pub(super) fn tell_seen(self, pressed: Option<&str>) {
        let world = self.world();
        let mut ctas = world.ctas.take();
        if let Some(pressed) = pressed.filter(|pressed| ctas.iter().all(|cta| cta != pressed)) {
            ctas.push(pressed.to_owned());
        }
        let Some(view) = world.page.borrow().view() else { return };
        if ctas.is_empty() || look::is_draft() {
            return;
        }
        let address = format!("/api/v1/services/{}/ctas/seen", world.service);
        let body = Some(to_text(&SeenCtas { ctas, page: view.url }));
        spawn(async move {
            let _ = http::text("POST", &address, body, Auth::Cookie).await;
        });
    }
}
