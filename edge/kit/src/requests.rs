//! Requests about one service, made with the session of who is signed in.

use leptos::prelude::{Callable, Callback, StoredValue, WithValue};
use serde::{Serialize, de::DeserializeOwned};
use shared::{api::ErrorCode, value::ServiceSlug};
use ui::{
    http::{self, Auth, Fault},
    read::Read,
};

/// The way to a service's interface.
#[derive(Clone, Copy)]
pub struct Requests {
    service: StoredValue<ServiceSlug>,
    on_expired: Callback<()>,
}

impl Requests {
    /// To this service. `on_expired` is told of each answer that says that nobody is signed in any more: a session that has
    /// ended shows first where somebody asks for something.
    #[must_use]
    pub fn new(service: ServiceSlug, on_expired: Callback<()>) -> Self {
        Self { service: StoredValue::new(service), on_expired }
    }

    /// The service, as addresses name it.
    #[must_use]
    pub fn service(self) -> ServiceSlug {
        self.service.with_value(Clone::clone)
    }

    /// Reads something below the service's address.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn get<T: DeserializeOwned>(self, path: &str) -> Result<T, Fault> {
        let answer = http::get(&self.path(path), Auth::Cookie).await;
        self.noticed(answer)
    }

    /// Changes something below the service's address. `&()` sends no body; `T = ()` is for answers without one.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn send<T: DeserializeOwned>(
        self,
        method: &'static str,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, Fault> {
        let answer = http::send(method, &self.path(path), body, Auth::Cookie).await;
        self.noticed(answer)
    }

    /// As [`Self::get`], for what has a reader of [`ui::read`]: of what the dashboard asks for, each kilobyte counts.
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn read<T: Read>(self, path: &str) -> Result<T, Fault> {
        self.change("GET", path, &()).await
    }

    /// As [`Self::send`], for answers that have a reader of [`ui::read`].
    ///
    /// # Errors
    /// See [`Fault`].
    pub async fn change<T: Read>(self, method: &'static str, path: &str, body: &impl Serialize) -> Result<T, Fault> {
        let answer = http::ask(method, &self.path(path), body, Auth::Cookie).await;
        self.noticed(answer)
    }

    /// The address of something below the service's.
    #[must_use]
    pub fn path(self, path: &str) -> String {
        self.service.with_value(|service| format!("/api/v1/services/{service}/{path}"))
    }

    /// An answer that came by another way than [`Self::send`], seen to in the same way.
    ///
    /// # Errors
    /// That of the answer.
    pub fn noticed<T>(self, answer: Result<T, Fault>) -> Result<T, Fault> {
        if let Err(Fault::Refused(error)) = &answer
            && error.code == ErrorCode::Unauthenticated
        {
            self.on_expired.run(());
        }
        answer
    }
}
