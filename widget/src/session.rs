//! Who this browser is for the service: a token, made when the visitor first acts, kept in the frame's storage, with a
//! copy at the owner's page, for browsers that drop the storage of foreign frames.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use shared::{
    api::{ErrorCode, VisitorToken},
    id::VisitorId,
    identity::MAX_TOKEN_BYTES,
    value::ServiceSlug,
};
use ui::{
    clock,
    http::{self, Auth, Fault},
    read::from_text,
    storage,
};

use crate::{
    frame::{self, ToPage},
    gate::Gate,
};

/// A token that ends within a week is renewed before it is used: the next visit may be days away.
const RENEW_BEFORE_MS: i64 = 7 * 86_400_000;

/// Somebody who is told a token.
type Told = Rc<dyn Fn(String)>;

/// The visitor's token and where it is kept.
pub(crate) struct Session {
    /// How all keys of the service begin.
    stem: String,
    key: String,
    address: String,
    token: RefCell<Option<VisitorToken>>,
    /// The owner's page's copy, while nothing better is known.
    copy: RefCell<Option<String>>,
    /// What the owner's backend signed, until the service has seen it.
    identity: RefCell<Option<String>>,
    /// Whose window this was before it got the copy.
    former: Cell<Option<VisitorId>>,
    /// Somebody asks for a token: who else needs one waits, or there would be two visitors.
    asking: RefCell<Option<Gate>>,
    /// The service was asked since this page was loaded: what ends soon is what it gives who was signed in.
    renewed: Cell<bool>,
    /// Told with the former token when somebody else signs in.
    pub(crate) on_change: RefCell<Option<Told>>,
    /// Rises with every sign-out: an answer from before it brings nobody back.
    age: Cell<u32>,
}

impl Session {
    /// With what this browser kept, or else the page's copy. Outside a frame that is the token of the visitor whose frame
    /// opened this window, and goes before: whoever looks at it came from there.
    pub(crate) fn new(service: &ServiceSlug, copy: Option<String>, is_framed: bool) -> Rc<Self> {
        let stem = format!("frontdesk.{service}.");
        let key = format!("{stem}visitor");
        let mut token: Option<VisitorToken> = storage::find(&key);
        let mut former = None;
        if copy.is_some() && !is_framed {
            storage::forget(&key);
            former = token.take().map(|it| it.visitor);
        }
        Rc::new(Self {
            address: format!("/api/v1/services/{service}/visitors"),
            token: RefCell::new(token),
            copy: RefCell::new(copy),
            identity: RefCell::default(),
            former: Cell::new(former),
            stem,
            key,
            asking: RefCell::default(),
            renewed: Cell::new(false),
            on_change: RefCell::default(),
            age: Cell::new(0),
        })
    }

    /// Whether this browser has been here before, or the owner's page says who it is: without, nothing is asked of the service.
    pub(crate) fn is_known(&self) -> bool {
        self.identity.borrow().is_some() || self.token.borrow().is_some() || self.copy.borrow().is_some()
    }

    /// Takes what the owner's backend signed: a JWT, whose letters need no quoting.
    pub(crate) fn identify(&self, token: String) {
        let fits = token.len() <= MAX_TOKEN_BYTES;
        if fits && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte)) {
            self.identity.replace(Some(token));
        }
    }

    /// The token, if there is one now.
    pub(crate) fn known(&self) -> Option<String> {
        self.token.borrow().as_ref().map(|it| it.token.clone())
    }

    /// Takes what another tab may have kept since.
    pub(crate) fn read_again(&self) {
        if let Some(token) = storage::find(&self.key) {
            self.token.replace(Some(token));
        }
    }

    /// The token; a new one if there is none, it is about to end, it was `refused`, or it is to say who the visitor is.
    ///
    /// # Errors
    /// When the service gives none.
    pub(crate) async fn token(&self, mut refused: bool) -> Result<String, Fault> {
        loop {
            let known = self.token.borrow().as_ref().map(|it| (it.token.clone(), it.expires_at_ms));
            if let Some((token, expires)) = known.clone()
                && !refused
                && self.identity.borrow().is_none()
                && expires.ms_since(clock::now()) > if self.renewed.get() { 0 } else { RENEW_BEFORE_MS }
            {
                return Ok(token);
            }
            let asking = self.asking.borrow().clone();
            if let Some(gate) = asking {
                gate.passed().await;
                refused = false;
                continue;
            }
            let gate = Gate::default();
            self.asking.replace(Some(gate.clone()));
            let shown = known.map(|(token, _)| token).or_else(|| self.copy.borrow().clone());
            let answer = self.ask(shown.as_deref()).await;
            self.asking.take();
            gate.open();
            return answer;
        }
    }

    async fn ask(&self, shown: Option<&str>) -> Result<String, Fault> {
        let age = self.age.get();
        let auth = shown.map_or(Auth::Cookie, Auth::Bearer);
        let former = self.token.borrow().clone();
        let identity = self.identity.take();
        let body = identity.as_ref().map(|it| format!("{{\"identity\":\"{it}\"}}"));
        let answer = http::text("POST", &self.address, body, auth).await.inspect_err(|fault| {
            // What is refused for good is let go: with it, there would be no chat at all.
            let passes = match fault {
                Fault::Offline => true,
                Fault::Refused(error) => matches!(error.code, ErrorCode::TooFast | ErrorCode::Unavailable),
                Fault::Unreadable => false,
            };
            if passes && age == self.age.get() && self.identity.borrow().is_none() {
                self.identity.replace(identity);
            }
        })?;
        let token: VisitorToken = from_text(&answer).ok_or(Fault::Unreadable)?;
        if age != self.age.get() {
            return Err(Fault::Unreadable);
        }
        if self.former.take().is_some_and(|former| former != token.visitor) {
            // What they typed is nobody else's to read.
            for what in ["typed", "answered"] {
                storage::forget(&format!("{}{what}", self.stem));
            }
        }
        storage::keep(&self.key, &token);
        self.renewed.set(true);
        self.copy.take();
        frame::say(&ToPage::Token { token: Some(&token.token) });
        let text = token.token.clone();
        let is_other = |it: &VisitorToken| it.visitor != token.visitor;
        let former = former.filter(is_other);
        self.token.replace(Some(token));
        let told = self.on_change.borrow().clone();
        if let Some((former, told)) = former.zip(told) {
            told(former.token);
        }
        Ok(text)
    }

    /// Forgets who this is.
    pub(crate) fn forget(&self) {
        self.age.set(self.age.get() + 1);
        self.identity.take();
        self.token.take();
        self.copy.take();
        storage::forget(&self.key);
        frame::say(&ToPage::Token { token: None });
    }
}
