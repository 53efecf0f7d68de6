//! Canned responses: read when somebody first looks for one, and again each time after.

use leptos::{prelude::*, task::spawn_local};
use shared::{
    canned::{Canned, CannedWords},
    id::CannedId,
};
use ui::http::Fault;

use super::Desk;

impl Desk {
    /// Reads what there is; what was read before stays until it is there.
    pub(crate) fn look_up_canned(self) {
        spawn_local(async move {
            // Without an answer the words are typed by hand, as ever.
            if let Ok(all) = self.requests.read::<Vec<Canned>>("canned").await {
                self.canned.try_set(Some(all));
            }
        });
    }

    /// Keeps one, anew or in the place of `old`.
    ///
    /// # Errors
    /// See [`Fault`]; all is as it was then.
    pub(crate) async fn keep_canned(self, old: Option<CannedId>, words: CannedWords) -> Result<(), Fault> {
        let kept: Canned = match old {
            None => self.requests.change("POST", "canned", &words).await?,
            Some(old) => self.requests.change("PUT", &format!("canned/{old}"), &words).await?,
        };
        self.canned.try_update(|all| {
            let all = all.get_or_insert_default();
            match all.iter_mut().find(|one| one.id == kept.id) {
                Some(one) => *one = kept,
                None => all.push(kept),
            }
        });
        Ok(())
    }

    /// Removes one.
    ///
    /// # Errors
    /// See [`Fault`]; it is there still.
    pub(crate) async fn remove_canned(self, id: CannedId) -> Result<(), Fault> {
        self.requests.change::<()>("DELETE", &format!("canned/{id}"), &()).await?;
        self.canned.try_update(|all| all.get_or_insert_default().retain(|one| one.id != id));
        Ok(())
    }
}
