//! Signs that only calls have: outlines on a field of 24 × 24, like those of [`ui::view::icon`].

pub(crate) const HANG_UP: &str = "M3 14.2c0-3.8 5-5.7 9-5.7s9 1.9 9 5.7v1.1a1.5 1.5 0 0 1-1.8 1.5l-2.7-.6a1.5 1.5 0 0 1-1.2-1.5v-1.5a13 13 0 0 0-6.6 0v1.5a1.5 1.5 0 0 1-1.2 1.5l-2.7.6A1.5 1.5 0 0 1 3 15.3z";
pub(crate) const MICROPHONE: &str =
    "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM5.5 11a6.5 6.5 0 0 0 13 0M12 17.5V21M9 21h6";
pub(crate) const MICROPHONE_OFF: &str = "M4 4l16 16M9 9v2a3 3 0 0 0 4.7 2.5M15 11V6a3 3 0 0 0-5.7-1.3M5.5 11a6.5 6.5 0 0 0 10 5.5M18.5 11a6.5 6.5 0 0 1-.5 2.5M12 17.5V21M9 21h6";
pub(crate) const PAUSE: &str = "M8.5 5v14M15.5 5v14";
pub(crate) const CAMERA: &str = "M4 6.5h9.5A1.5 1.5 0 0 1 15 8v8a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 16V8A1.5 1.5 0 0 1 4 6.5zM15 10.5l6.5-3.5v10L15 13.5";
pub(crate) const CAMERA_OFF: &str = "M4 4l16 16M6.5 6.5H4A1.5 1.5 0 0 0 2.5 8v8A1.5 1.5 0 0 0 4 17.5h9.5A1.5 1.5 0 0 0 15 16v-1M10.5 6.5h3A1.5 1.5 0 0 1 15 8v2.5l6.5-3.5v10";
pub(crate) const SCREEN: &str = "M4 4.5h16A1.5 1.5 0 0 1 21.5 6v9a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 15V6A1.5 1.5 0 0 1 4 4.5zM8 20h8M12 13.5v-6M9 10l3-3 3 3";
pub(crate) const DEVICES: &str = "M4 7h8.5M17.5 7H20M4 17h2.5M11.5 17H20M15 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5zM9 14.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z";
pub(crate) const RECORD: &str = "M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z";
pub(crate) const FULL_SCREEN: &str = "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5";
pub(crate) const FLOATS: &str = "M3.5 5h17v14h-17zM12.5 12.5h5v4h-5z";
/// The bars of a connection, weakest first.
pub(crate) const BARS: [&str; 3] = ["M6 18v-3", "M12 18v-7", "M18 18V6"];
