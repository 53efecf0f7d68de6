//! A list that comes page by page, each when it is asked for.

use std::future::Future;

use leptos::{prelude::*, task::spawn_local};
use ui::{http::Fault, view::Button};

use super::failed;
use crate::lean::shown;

/// What has come of it, and where the next page begins.
pub struct Paged<R: Send + Sync + 'static, N: Send + Sync + 'static> {
    /// What has come.
    pub rows: RwSignal<Vec<R>>,
    next: RwSignal<Option<N>>,
    /// Whether one is on its way.
    pub busy: RwSignal<bool>,
}

impl<R: Send + Sync, N: Send + Sync> Clone for Paged<R, N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Send + Sync, N: Send + Sync> Copy for Paged<R, N> {}

impl<R: Send + Sync, N: Clone + Send + Sync> Paged<R, N> {
    /// With the first page.
    #[must_use]
    pub fn new(rows: Vec<R>, next: Option<N>) -> Self {
        Self { rows: RwSignal::new(rows), next: RwSignal::new(next), busy: RwSignal::new(false) }
    }

    /// Whether there are more, if it is still there.
    #[must_use]
    pub fn has_more(self) -> bool {
        self.next.try_with(Option::is_some).unwrap_or(false)
    }

    /// Adds the page that `fetch` brings from where it begins.
    ///
    /// # Errors
    /// What it brought instead.
    pub async fn add<F>(self, fetch: impl FnOnce(N) -> F) -> Result<(), Fault>
    where
        F: Future<Output = Result<(Vec<R>, Option<N>), Fault>>,
    {
        let Some(place) = self.next.try_get_untracked().flatten() else { return Ok(()) };
        let (rows, next) = fetch(place).await?;
        self.rows.try_update(|all| all.extend(rows));
        self.next.try_set(next);
        Ok(())
    }

    /// Does what adds pages, and is busy meanwhile.
    pub fn run(self, what: impl Future<Output = ()> + 'static) {
        self.busy.set(true);
        spawn_local(async move {
            what.await;
            self.busy.try_set(false);
        });
    }

    /// A button for the next page.
    #[must_use]
    pub fn button(self, name: &'static str, press: impl Fn() + Send + Sync + 'static) -> AnyView {
        view! { <Button busy=self.busy on_press=move |()| press()>{name}</Button> }.into_any()
    }

    /// Such a button while there are more, with what it does; if that fails, why, and a way to try again in its place.
    pub fn foot<F>(self, name: &'static str, fetch: impl Fn(N) -> F + Copy + Send + Sync + 'static) -> AnyView
    where
        F: Future<Output = Result<(Vec<R>, Option<N>), Fault>> + 'static,
    {
        let fault = RwSignal::new(None::<Fault>);
        let older = move || {
            fault.set(None);
            self.run(async move {
                if let Err(broken) = self.add(fetch).await {
                    fault.try_set(Some(broken));
                }
            });
        };
        let again = Callback::new(move |()| older());
        let broken = move || fault.with(Option::is_some);
        let whole = move || self.has_more() && fault.with(Option::is_none);
        view! {
            {shown(broken, move || fault.get_untracked().map_or_else(|| ().into_any(), |broken| failed(&broken, again)))}
            {shown(whole, move || view! { <div class="settings-foot">{self.button(name, older)}</div> }.into_any())}
        }
        .into_any()
    }
}
