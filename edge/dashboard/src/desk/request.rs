//! Requests of the dashboard.

use leptos::prelude::WithValue;
use serde::{Serialize, de::DeserializeOwned};
use shared::api::ErrorCode;
use ui::http::{self, Auth, Fault};

use super::Desk;

impl Desk {
    /// Reads something below the service's address.
    pub(crate) async fn get<T: DeserializeOwned>(self, path: &str) -> Result<T, Fault> {
        let answer = http::get(&self.path(path), Auth::Cookie).await;
        self.noticed(answer)
    }

    /// Changes something below the service's address.
    pub(crate) async fn send_to<T: DeserializeOwned>(
        self,
        method: &'static str,
        path: &str,
        body: &impl Serialize,
    ) -> Result<T, Fault> {
        let answer = http::send(method, &self.path(path), body, Auth::Cookie).await;
        self.noticed(answer)
    }

    fn path(self, path: &str) -> String {
        self.service.with_value(|service| format!("/api/v1/services/{service}/{path}"))
    }

    /// A session that has ended shows first where somebody asks for something.
    fn noticed<T>(self, answer: Result<T, Fault>) -> Result<T, Fault> {
        if let Err(Fault::Refused(error)) = &answer
            && error.code == ErrorCode::Unauthenticated
        {
            self.expire();
        }
        answer
    }
}
