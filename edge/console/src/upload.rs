//! Pictures between a person's files and the server: `picture.js`, in the types of this crate.

use js_sys::{Array, Function, Promise};
use shared::{
    api::{ErrorAnswer, UploadedPicture},
    picture::{Format, MAX_PICTURE_BYTES},
};
use ui::http::Fault;
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlCanvasElement, HtmlImageElement, Url};

use crate::{
    console::Console,
    form::{Crop, Part},
};

#[wasm_bindgen(module = "/src/picture.js")]
extern "C" {
    fn open(address: &str) -> Promise;
    fn draw(canvas: &HtmlCanvasElement, image: &HtmlImageElement, left: f64, top: f64, width: f64, height: f64);
    fn write(image: &HtmlImageElement, part: &Array, size: &Array, kind: &str, most: f64) -> Promise;
    fn send(path: &str, file: &Blob, tell: &Function) -> Promise;
}

/// Sides of a drawing that says nothing of its size, as SVG may.
const UNTOLD_PX: u32 = 512;

/// A picture that the browser can show.
#[derive(Clone)]
pub(crate) struct Opened {
    image: HtmlImageElement,
}

impl Opened {
    /// The picture in a file, if the browser can show it.
    pub(crate) async fn of(file: &Blob) -> Option<Self> {
        let address = Url::create_object_url_with_blob(file).ok()?;
        let opened = Self::at(&address).await;
        // It is decoded: its address isn't needed any more.
        let _ = Url::revoke_object_url(&address);
        opened
    }

    /// The picture at an address of ours.
    pub(crate) async fn at(address: &str) -> Option<Self> {
        let image = JsFuture::from(open(address)).await.ok()?;
        Some(Self { image: image.dyn_into().ok()? })
    }

    /// Width and height in pixels.
    pub(crate) fn size(&self) -> (f64, f64) {
        let side = |told: u32| f64::from(if told == 0 { UNTOLD_PX } else { told });
        (side(self.image.natural_width()), side(self.image.natural_height()))
    }

    /// Draws what is left of it.
    pub(crate) fn draw(&self, canvas: &HtmlCanvasElement, crop: &Crop) {
        let Part { left, top, width, height } = crop.part();
        draw(canvas, &self.image, left, top, width, height);
    }

    /// What is left of it, as a file; at most `longest` pixels on its longer side.
    pub(crate) async fn write(&self, crop: &Crop, longest: u32, format: Format) -> Option<Blob> {
        let Part { left, top, width, height } = crop.part();
        let (columns, rows) = crop.pixels(longest);
        let part = [left, top, width, height].map(JsValue::from_f64).iter().collect();
        let size = [columns, rows].map(JsValue::from).iter().collect();
        #[expect(clippy::cast_precision_loss, reason = "some hundred thousand")]
        let most = MAX_PICTURE_BYTES as f64;
        JsFuture::from(write(&self.image, &part, &size, format.media_type(), most)).await.ok()?.dyn_into().ok()
    }
}

/// Sends a picture; `tell` hears how much of it has gone, of 1.
///
/// # Errors
/// See [`Fault`].
pub(crate) async fn upload(console: Console, file: &Blob, tell: impl FnMut(f64) + 'static) -> Result<String, Fault> {
    let tell = Closure::<dyn FnMut(f64)>::new(tell);
    let path = console.requests().path("pictures");
    let answer = JsFuture::from(send(&path, file, tell.as_ref().unchecked_ref())).await;
    let answer: Array = answer.ok().and_then(|answer| answer.dyn_into().ok()).ok_or(Fault::Offline)?;
    let status = answer.get(0).as_f64().unwrap_or_default();
    let text = answer.get(1).as_string().unwrap_or_default();
    let read = match status {
        0.0 => Err(Fault::Offline),
        200.0 => serde_json::from_str(&text).map_err(|_| Fault::Unreadable),
        _ => Err(match serde_json::from_str::<ErrorAnswer>(&text) {
            Ok(answer) => Fault::Refused(Box::new(answer.error)),
            Err(_) => Fault::Unreadable,
        }),
    };
    console.requests().noticed(read).map(|picture: UploadedPicture| picture.path)
}
