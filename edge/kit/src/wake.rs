//! Being woken while the dashboard is closed: this browser's subscription to its push service. The service worker that is
//! woken is `edge/src/page/service-worker.js`.

use shared::{
    api::{PushKeys, PushState, PushSubscription},
    id::EnquiryId,
    value::{LanguageTag, ServiceSlug},
};
use ui::{http::Fault, read::from_text, storage, text, view::dom};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Notification, PushSubscriptionOptionsInit, RegistrationOptions, ServiceWorkerContainer, ServiceWorkerRegistration,
};

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
    /// It can't keep the script that is woken: in a private window, or with storage switched off.
    NoWorker,
    /// Its push service didn't answer, or is switched off.
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
    let state: PushState = requests.read("session/push").await?;
    let options = RegistrationOptions::new();
    options.set_scope(&home(&requests.service()));
    let script = format!("{}/service-worker.js", home(&requests.service()));
    let made = JsFuture::from(container.register_with_options(&script, &options)).await;
    let registration: ServiceWorkerRegistration = made.map_err(|_| Trouble::NoWorker)?.unchecked_into();
    // It takes messages once it has started.
    let ready = container.ready().map_err(|_| Trouble::NoWorker)?;
    JsFuture::from(ready).await.map_err(|_| Trouble::NoWorker)?;
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
    let state: PushState = requests.read("session/push").await?;
    if state.device.is_some() {
        return Ok(());
    }
    let subscription = subscribed(&registration, &state.key).await.ok_or(Trouble::NoService)?;
    tell(requests, &subscription, storage::find(STAYS).unwrap_or_default()).await.map(|_| ())
}

/// Ends it, here and on the server.
///
/// # Errors
/// See [`Trouble`].
pub async fn end(requests: Requests) -> Result<(), Trouble> {
    requests.change::<()>("DELETE", "session/push", &()).await?;
    if let Some(registration) = registration(&requests.service()).await
        && let Some(subscription) = current(&registration).await
        && let Ok(ending) = subscription.unsubscribe()
    {
        let _ = JsFuture::from(ending).await;
    }
    Ok(())
}

/// What this browser lacks of what the server takes for granted; none if it can be woken.
pub async fn lacks(service: &ServiceSlug) -> Option<Lack> {
    if Permission::now() != Permission::Granted {
        return Some(Lack::Permission);
    }
    let Some(registration) = registration(service).await else { return Some(Lack::Worker) };
    current(&registration).await.is_none().then_some(Lack::Subscription)
}

/// See [`lacks`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Notifications were forbidden since.
    Permission,
    /// The script that is woken was removed.
    Worker,
    /// The subscription is gone.
    Subscription,
}

/// Calls `hear` whenever this browser was woken for a test: with whether it let the notification be shown.
pub fn on_woken(hear: impl Fn(bool) + 'static) -> impl Drop {
    let listen = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let data = js_sys::Reflect::get(&event, &"data".into()).unwrap_or_default();
        let woken = js_sys::Reflect::get(&data, &"woken".into()).ok().and_then(|woken| woken.as_string());
        if let Some(woken) = woken {
            hear(woken == "shown");
        }
    });
    if let Some(container) = container() {
        let _ = container.add_event_listener_with_callback("message", listen.as_ref().unchecked_ref());
    }
    Listening(listen)
}

/// Ends with it.
struct Listening(Closure<dyn Fn(JsValue)>);

impl Drop for Listening {
    fn drop(&mut self) {
        if let Some(container) = container() {
            let _ = container.remove_event_listener_with_callback("message", self.0.as_ref().unchecked_ref());
        }
    }
}

/// Takes the notifications of enquiries away that `keep` doesn't want kept: somebody answered them.
pub async fn tidy(service: &ServiceSlug, keep: impl Fn(EnquiryId) -> bool) {
    let Some(registration) = registration(service).await else { return };
    let Ok(asked) = registration.get_notifications() else { return };
    let Ok(shown) = JsFuture::from(asked).await else { return };
    for notification in js_sys::Array::from(&shown).iter().filter_map(|one| one.dyn_into::<Notification>().ok()) {
        let enquiry = notification.tag().unwrap_or_default().parse();
        if enquiry.is_ok_and(|enquiry| !keep(enquiry)) {
            notification.close();
        }
    }
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
    struct Told {
        endpoint: String,
        keys: PushKeys,
    }
    ui::read_struct!(Told { endpoint, keys });
    let told = js_sys::JSON::stringify(subscription).ok().and_then(|text| text.as_string()).unwrap_or_default();
    let Told { endpoint, keys } = from_text(&told).ok_or(Trouble::NoService)?;
    let language = LanguageTag::try_from(text::current().tag()).map_err(|_| Trouble::Ours)?;
    let body = PushSubscription { endpoint, keys, language, stays_available };
    Ok(requests.change("PUT", "session/push", &body).await?)
}
