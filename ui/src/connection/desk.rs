//! A dashboard's socket to the desk.

use std::rc::Rc;

use leptos::prelude::*;
use shared::{
    value::ServiceSlug,
    wire::{DeskClientFrame, DeskServerFrame, PROTOCOL},
};

use super::{
    Access, Status,
    link::{Heard, Link},
};
use crate::{live::Live, read::from_text, write::to_text};

/// A dashboard's socket. Lives in the reactive owner that it was made in.
#[derive(Clone, Copy, Debug)]
pub struct DeskConnection {
    /// How it stands.
    pub status: Live<Status>,
    link: Live<Option<Rc<Link>>>,
}

impl DeskConnection {
    /// Connects. `on_frame` gets every frame; after every break a new `welcome` comes first.
    /// `on_overview` gets those that tell how it all stands as they came: whom they are for reads them.
    pub fn open(
        service: &ServiceSlug,
        on_frame: impl Fn(DeskServerFrame) + 'static,
        on_overview: impl Fn(&str) + 'static,
    ) -> Self {
        let this = Self { status: Live::new(Status::Connecting), link: Live::new(None) };
        let path = format!("/api/v1/services/{service}/desk/socket");
        let link = Link::open(&path, Access::Cookie, move |heard| match heard {
            Heard::Opened => {
                this.send_now(&DeskClientFrame::Hello { protocol: PROTOCOL, in_parts: true });
            }
            Heard::Text(text) if text.starts_with(r#"{"type":"overview""#) => on_overview(text),
            Heard::Text(text) => {
                let Some(frame) = from_text::<DeskServerFrame>(text) else { return };
                let is_whole = frame.completes_picture();
                on_frame(frame);
                if is_whole {
                    this.with_link(Link::welcomed);
                }
            }
            Heard::Status(status) => {
                this.status.try_set(status);
            }
        });
        this.link.set(Some(link));
        on_cleanup(move || this.end());
        this
    }

    /// Sends a frame; false if the desk isn't there now: say it again after the next `welcome`.
    #[must_use = "what was not sent has to be said again"]
    pub fn send(self, frame: &DeskClientFrame) -> bool {
        let text = to_text(frame);
        self.with_link(|link| link.send(&text)).unwrap_or(false)
    }

    /// Ends it for good.
    pub fn end(self) {
        if let Some(Some(link)) = self.link.try_update(Option::take) {
            link.end();
        }
    }

    fn send_now(self, frame: &DeskClientFrame) {
        let text = to_text(frame);
        self.with_link(|link| link.send_now(&text));
    }

    /// The link is taken out first: what it does may come back here.
    fn with_link<T>(self, what: impl FnOnce(&Link) -> T) -> Option<T> {
        let link = self.link.try_get_untracked()??;
        Some(what(&link))
    }
}
