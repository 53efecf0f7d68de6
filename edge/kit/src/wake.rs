//! Being woken while the dashboard is closed: this browser's subscription to its push service. The service worker that is
//! woken is `edge/src/page/service-worker.js`.

use serde::Deserialize;
use shared::{
    api::{PushKeys, PushState, PushSubscription},
    value::{LanguageTag, ServiceSlug},
};
use ui::{http::Fault, storage, text, view::dom};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{PushSubscriptionOptionsInit, RegistrationOptions, ServiceWorkerContainer, ServiceWorkerRegistration};

use crate::{alert::Permission, requests::Requests};

/// Where it is kept whether the person stays available: their next sign-in here says it again.
const STAYS: &str = "frontdesk.desk.stays_available";

/// Why this browser can't be woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It has no push messages: an iPhone has them once the dashboard is on its home screen.
    Unsupported,
    /// The person said no to notifications.
    Denied,
    /// Its push service didn't answer, or is turned off.
    NoService,
    /// We didn't answer.
    Ours,
}

impl From<Fault> for Trouble {
    fn from(_: Fault) -> Self {
        Self::Ours
    }
}

/// Whether this browser has push messages.
#[must_use]
pub fn is_supported() -> bool {
    let has = |of: &JsValue, name: &str| js_sys::Reflect::has(of, &JsValue::from_str(name)).unwrap_or(false);
    has(&dom::window().navigator(), "serviceWorker") && has(&dom::window(), "PushManager")
}

/// The browser's service workers; none where it has none.
#[must_use]
pub fn container() -> Option<ServiceWorkerContainer> {
    is_supported().then(|| dom::window().navigator().service_worker())
}

/// Subscribes this browser. Only ever on the person's click: they may be asked.
///
/// # Errors
/// See [`Trouble`].
pub async fn begin(requests: Requests, stays_available: bool) -> Result<PushState, Trouble> {
    let container = container().ok_or(Trouble::Unsupported)?;
    Permission::ask().await;
    if Permission::now() != Permission::Granted {
        return Err(Trouble::Denied);
    }
    let state: PushState = requests.get("session/push").await?;
    let options = RegistrationOptions::new();
    options.set_scope(&home(&requests.service()));
    let script = format!("{}/service-worker.js", home(&requests.service()));
    let made = JsFuture::from(container.register_with_options(&script, &options)).await;
    let registration: ServiceWorkerRegistration = made.map_err(|_| Trouble::NoService)?.unchecked_into();
    // It takes messages once it has started.
    let ready = container.ready().map_err(|_| Trouble::NoService)?;
    JsFuture::from(ready).await.map_err(|_| Trouble::NoService)?;
    let subscription = subscribed(&registration, &state.key).await.ok_or(Trouble::NoService)?;
    storage::keep(STAYS, &stays_available);
    tell(requests, &subscription, stays_available).await
}

/// Tells the server anew of a subscription that there is: who signs in again goes on being woken.
///
/// # Errors
/// See [`Trouble`].
pub async fn renew(requests: Requests) -> Result<(), Trouble> {
    let Some(registration) = registration(&requests.service()).await else { return Ok(()) };
    if Permission::now() != Permission::Granted || current(&registration).await.is_none() {
        return Ok(());
    }
    let state: PushState = requests.get("session/push").await?;
    if state.device.is_some() {
        return Ok(());
    }
    let subscription = subscribed(&registration, &state.key).await.ok_or(Trouble::NoService)?;
    tell(requests, &subscription, storage::read(STAYS).unwrap_or_default()).await.map(|_| ())
}

/// Ends it, here and on the server.
///
/// # Errors
/// See [`Trouble`].
pub async fn end(requests: Requests) -> Result<(), Trouble> {
    requests.send::<()>("DELETE", "session/push", &()).await?;
    if let Some(registration) = registration(&requests.service()).await
        && let Some(subscription) = current(&registration).await
        && let Ok(ending) = subscription.unsubscribe()
    {
        let _ = JsFuture::from(ending).await;
    }
    Ok(())
}

/// Calls `go` when a notification is pressed while this page is open, with the place (without `#`) that it leads to.
pub fn on_press(go: impl Fn(String) + 'static) {
    let Some(container) = container() else { return };
    let hear = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let data = js_sys::Reflect::get(&event, &"data".into()).unwrap_or_default();
        let place = js_sys::Reflect::get(&data, &"place".into()).ok().and_then(|place| place.as_string());
        if let Some(place) = place {
            go(place.trim_start_matches('#').to_owned());
        }
    });
    container.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    // For as long as the page.
    hear.forget();
}

/// The dashboard's own address, which its service worker serves.
fn home(service: &ServiceSlug) -> String {
    format!("/desk/{service}")
}

async fn registration(service: &ServiceSlug) -> Option<ServiceWorkerRegistration> {
    let found = JsFuture::from(container()?.get_registration_with_document_url(&home(service))).await.ok()?;
    found.dyn_into().ok()
}

async fn current(registration: &ServiceWorkerRegistration) -> Option<web_sys::PushSubscription> {
    let asked = registration.push_manager().ok()?.get_subscription().ok()?;
    JsFuture::from(asked).await.ok()?.dyn_into().ok()
}

/// The subscription made with `key`: one with another key is of no use any more.
async fn subscribed(registration: &ServiceWorkerRegistration, key: &str) -> Option<web_sys::PushSubscription> {
    let options = PushSubscriptionOptionsInit::new();
    options.set_user_visible_only(true);
    options.set_application_server_key(&JsValue::from_str(key));
    for last in [false, true] {
        let asked = registration.push_manager().ok()?.subscribe_with_options(&options).ok()?;
        match JsFuture::from(asked).await {
            Ok(subscription) => return subscription.dyn_into().ok(),
            Err(_) if last => return None,
            Err(_) => {
                let old = current(registration).await?;
                JsFuture::from(old.unsubscribe().ok()?).await.ok()?;
            }
        }
    }
    None
}

async fn tell(
    requests: Requests,
    subscription: &web_sys::PushSubscription,
    stays_available: bool,
) -> Result<PushState, Trouble> {
    #[derive(Deserialize)]
    struct Told {
        endpoint: String,
        keys: PushKeys,
    }
    let told = js_sys::JSON::stringify(subscription).ok().and_then(|text| text.as_string()).unwrap_or_default();
    let Told { endpoint, keys } = serde_json::from_str(&told).map_err(|_| Trouble::NoService)?;
    let language = LanguageTag::try_from(text::current().tag()).map_err(|_| Trouble::Ours)?;
    let body = PushSubscription { endpoint, keys, language, stays_available };
    Ok(requests.send("PUT", "session/push", &body).await?)
}
