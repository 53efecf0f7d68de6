//! Whom one can talk to, and the way to one of them by a handle.

use shared::api::Directory;
use ui::{
    clock,
    http::{self, Auth},
    read::from_text,
    task::spawn,
    text::in_force,
    view::dom,
};

use super::App;
use crate::{
    chat::Chat,
    place::{Place, Target},
    text,
};

/// The directory isn't asked for more often by itself, however often one comes and goes.
const LEAST_MS: i64 = 4_000;

impl App {
    /// Goes to somebody by their handle.
    pub(crate) fn open(self, target: Target) {
        let found = self.directory.with_untracked(|directory| target.find(directory.as_ref()?));
        if let Some(entry) = found {
            self.press_as(entry, target.mode);
        } else {
            // It may be newer than what we know.
            self.world().wanted.replace(Some(target));
            self.fetch_directory();
        }
    }

    /// Asks for the directory anew.
    pub(crate) fn fetch_directory(self) {
        let world = self.world();
        let failures = world.asked.get().1;
        world.asked.set((clock::now(), failures));
        spawn(async move {
            let address = format!("/api/v1/services/{}/directory?lang={}", world.service, in_force());
            // The browser shows the mark of what it has, and an answer that is the same costs some bytes.
            let answer = http::text("GET", &address, None, Auth::Cookie).await;
            let directory = answer.ok().and_then(|text| Some((from_text::<Directory>(&text)?, text)));
            let failed = directory.is_none();
            world.asked.set((clock::now(), if failed { failures + 1 } else { 0 }));
            if let Some((directory, text)) = directory {
                self.show_directory(directory, text);
            }
            self.directory_failed.set(self.directory.with_untracked(Option::is_none));
            let Some(target) = world.wanted.take() else { return };
            let found = self.directory.with_untracked(|it| it.as_ref().and_then(|directory| target.find(directory)));
            if let Some(entry) = found {
                self.press_as(entry, target.mode);
            } else {
                self.go_home_with(if failed { text::directory_failed() } else { text::gone() });
            }
        });
    }

    /// Asks again for who looks at the first screen: what the owner changes, and who comes and goes, shows within seconds.
    /// After failures later and later, up to some minutes.
    pub(super) fn look_again(self) {
        let (at, failures) = self.world().asked.get();
        let looks =
            self.shown.get_untracked() && self.place.get_untracked() == Place::Home && !dom::document().hidden();
        if looks && clock::now().ms_since(at) >= LEAST_MS << failures.min(6) {
            self.fetch_directory();
        }
    }

    fn show_directory(self, directory: Directory, text: String) {
        let document = dom::document();
        // Not from under a finger: what is pressed just now is drawn anew the next time.
        let is_pressed = document.query_selector(".entry :active").is_ok_and(|found| found.is_some());
        if is_pressed || *self.directory_text() == *text {
            return;
        }
        self.know_forms(&text);
        self.world().directory.replace(text.into());
        let held = document.active_element().filter(|_| document.has_focus().unwrap_or(false)).map(|held| held.id());
        self.directory.set(Some(directory));
        if let Some(held) = held {
            dom::focus_soon(&held);
        }
    }

    /// Whatever is on the screen, the way leads to where one can choose, with a word about it.
    fn go_home_with(self, notice: &str) {
        self.go(Place::Home);
        self.notice.set(notice.to_owned());
    }

    /// The service says that whom the chat is for is gone. Where something was written already, that stays on the screen, with
    /// the words about it.
    pub(super) fn is_gone(self, chat: &Chat) {
        self.fetch_directory();
        if self.place.get_untracked() == Place::Room(chat.enquiry) && self.is_untouched(chat) {
            self.go_home_with(text::gone());
        }
    }
}
