//! Whom one can talk to, and the way to one of them by a handle.

use leptos::prelude::*;
use shared::api::Directory;
use ui::{
    http::{self, Auth},
    read::from_text,
};
use wasm_bindgen_futures::spawn_local;

use super::App;
use crate::{
    place::{Place, Target},
    text,
};

impl App {
    /// Goes to somebody by their handle.
    pub(crate) fn open(self, target: Target) {
        let found = self.directory.with_untracked(|directory| target.find(directory.as_ref()?));
        if let Some(entry) = found {
            self.press(entry);
        } else {
            // It may be newer than what we know.
            self.world().wanted.replace(Some(target));
            self.fetch_directory();
        }
    }

    /// Asks for the directory anew.
    pub(crate) fn fetch_directory(self) {
        let address = format!("/api/v1/services/{}/directory", self.world().service);
        spawn_local(async move {
            let answer = http::text("GET", &address, None, Auth::Cookie).await;
            let directory = answer.ok().and_then(|text| from_text::<Directory>(&text));
            let failed = directory.is_none();
            self.directory_failed.set(failed);
            if !failed && directory != self.directory.get_untracked() {
                self.directory.set(directory);
            }
            let Some(target) = self.world().wanted.take() else { return };
            let found = self.directory.with_untracked(|it| it.as_ref().and_then(|directory| target.find(directory)));
            if let Some(entry) = found {
                self.press(entry);
            } else {
                // Whatever is on the screen, the way leads to where one can choose, with a word about it.
                self.go(Place::Home);
                self.notice.set(if failed { text::directory_failed() } else { text::gone() }.to_owned());
            }
        });
    }
}
