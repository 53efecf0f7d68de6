//! Streams of bytes between Rust and the browser, which no page of ours has. Leptos brings code for them with its server
//! functions, and the linker can't know that nobody goes there: the library's classes are exported. Of each page that was
//! 10 KB, and with it what `std` says of the errors of files and sockets. This has its names, as far as they are asked for.

use futures_util::stream::{Empty, Stream, empty};
use wasm_bindgen::JsValue;

/// A stream of the browser's, of which nothing is read or written.
#[derive(Debug)]
pub struct ReadableStream {
    raw: web_sys::ReadableStream,
}

impl ReadableStream {
    /// As the browser has it.
    #[must_use]
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self { raw }
    }

    /// Not possible in our pages.
    ///
    /// # Panics
    /// Always.
    #[must_use]
    pub fn from_stream(_: impl Stream<Item = Result<JsValue, JsValue>> + 'static) -> Self {
        unreachable!("our pages send no streams")
    }

    /// As the browser has it.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.raw
    }

    /// What there is to read: nothing.
    pub fn into_stream(self) -> Empty<Result<JsValue, JsValue>> {
        empty()
    }
}
