//! The signs that staff see and visitors don't, in the manner of [`ui::view::icon`].

/// What is open, and mine.
pub const INBOX: &str = "M3.5 13l3-8h11l3 8v5.5a1 1 0 0 1-1 1h-15a1 1 0 0 1-1-1zM3.5 13H8a4 4 0 0 0 8 0h4.5";
/// Nobody answered in time.
pub const MISSED: &str = "M12 7.5v5l3 1.8M20.6 14.5a9 9 0 1 1 .2-4.8M21 4.5v5.2h-5.2";
/// What is over.
pub const ARCHIVE: &str = "M3.5 5h17v4h-17zM5 9v9.5a1 1 0 0 0 1 1h12a1 1 0 0 0 1-1V9M10 13h4";
/// What staff put on enquiries.
pub const LABEL: &str = "M6.5 3.5h11v17L12 16.2l-5.5 4.3z";
/// A sheet with questions, each with a box.
pub const FORM: &str = "M5.5 3.5h13v17h-13zM8.5 7.5h2.5v2.5H8.5zM8.5 14h2.5v2.5H8.5zM13.5 8.8h2.5M13.5 15.3h2.5";
/// What was written anew.
pub const PENCIL: &str = "M4 20l1-4.5L15.8 4.7a1.8 1.8 0 0 1 2.5 0l1 1a1.8 1.8 0 0 1 0 2.5L8.5 19zM13.5 7l3.5 3.5";
/// Figures.
pub const CHART: &str = "M4 4v16h16M8.5 16.5v-5M12.5 16.5v-9M16.5 16.5v-3";
/// How long.
pub const HOURGLASS: &str = "M6.5 3.5h11M6.5 20.5h11M8 3.5v3.5l4 5-4 5v3.5M16 3.5v3.5l-4 5 4 5v3.5";
/// Colleagues.
pub const TEAM: &str = "M9 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5zM2.5 20a6.5 6.5 0 0 1 13 0M15.5 4.3a3.75 3.75 0 0 1 0 7M18 14.4a6.5 6.5 0 0 1 3.5 5.6";
/// A group chat.
pub const SPACE: &str = "M9 4L7 20M17 4l-2 16M4 9h16.5M3.5 15H20";
/// A lock.
pub const LOCK: &str = "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3";
/// A pin.
pub const PIN: &str = "M9 4h6l-1 6 3 3v1.5H7V13l3-3zM12 14.5V20";
/// A face.
pub const SMILE: &str = "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM8.5 14.5c1.8 2.2 5.2 2.2 7 0M9 9.5v.01M15 9.5v.01";
/// One person.
pub const PERSON: &str = "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5a7.5 7.5 0 0 1 15 0";
/// A card about somebody.
pub const CONTACT: &str = "M3.5 5.5h17v13h-17zM8.5 11.5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5zM5.5 16a3 3 0 0 1 6 0M14.5 10h3.5M14.5 13.5h3.5";
/// Settings.
pub const SETTINGS: &str = "M4 7h9M19 7h1M4 17h2M12 17h8M16 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z";
/// What can be done by keyboard.
pub const KEYBOARD: &str = "M3 6h18v12H3zM7 10v.01M11 10v.01M15 10v.01M18 10v.01M8 14h8";
/// The pane on the right.
pub const PANE: &str = "M3.5 5h17v14h-17zM14.5 5v14";
/// A page of a site.
pub const PAGE: &str = "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM3 12h18M12 3c5 5.5 5 12.5 0 18-5-5.5-5-12.5 0-18z";
/// A computer or phone.
pub const DEVICE: &str = "M3.5 4.5h17v11h-17zM9 20h6M12 15.5V20";
/// A language.
pub const LANGUAGE: &str =
    "M4 5.5h9M8.5 3.5v2M11 5.5c-1 4-3.5 6.5-7 8M6 8.5c1.2 2.3 3 4 5.5 5M12.5 20.5l4-10 4 10M14 17h5";
/// A bell.
pub const BELL: &str = "M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 21h4";
/// Adds one.
pub const PLUS: &str = "M12 5v14M5 12h14";
/// Nothing to say.
pub const LESS: &str = "M6 12h12";
/// Takes one away, for good.
pub const BIN: &str = "M4.5 6.5h15M9.5 6.5V4h5v2.5M6.5 6.5l1 13.5h9l1-13.5M10 10.5v6M14 10.5v6";
/// One place earlier.
pub const UP: &str = "M6 15l6-6 6 6";
/// One place later; also: opens downwards.
pub const FURTHER: &str = "M6 9l6 6 6-6";
/// Takes a copy.
pub const COPY: &str = "M9 9h11v11H9zM15 9V4H4v11h5";
/// Shows what is hidden.
pub const EYE: &str = "M2.5 12C6 6 18 6 21.5 12 18 18 6 18 2.5 12zM12 14.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6z";
/// Hides it again.
pub const NO_EYE: &str = "M4 4l16 16M9.8 5.2C14 4 19 6 21.5 12a12 12 0 0 1-2.4 3.6M6.5 7.5A12 12 0 0 0 2.5 12c2.5 5.5 8.5 7.5 13 6M10 10a2.8 2.8 0 0 0 4 4";
/// A telephone.
pub use ui::view::icon::PHONE;
/// Passes on to somebody else.
pub const TRANSFER: &str = "M4 8.5h14M14.5 5l3.5 3.5-3.5 3.5M20 15.5H6M9.5 12L6 15.5 9.5 19";
/// The building that is served.
pub const SERVICE: &str = "M4 20.5V9l8-5.5L20 9v11.5zM9.5 20.5v-6h5v6";
/// Code to paste.
pub const CODE: &str = "M8.5 7L3.5 12l5 5M15.5 7l5 5-5 5";
/// Leads somewhere.
pub const LINK: &str =
    "M10 14.2a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.5 1.5M14 9.8a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5";
/// Where people write elsewhere.
pub const CHANNELS: &str = "M3.5 4h11v8.5h-5l-3 3v-3h-3zM17.5 8.5h3v8.5h-2.5v3.5l-3.5-3.5H10.5";
/// Leaves.
pub const LEAVE: &str = "M14 4H5v16h9M10 12h11M17.5 8.5L21 12l-3.5 3.5";
/// Hours of a day.
pub const CLOCK: &str = "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.4 2";
/// Who is asked, one after another.
pub const WAY: &str = "M5.5 20.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM18.5 7.5a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM7.5 18.5H15a3.25 3.25 0 0 0 0-6.5H9a3.25 3.25 0 0 1 0-6.5h7.5";
/// The first steps.
pub const FLAG: &str = "M6 21V4M6 4.5c4-2.5 8 2.5 13 0v9c-5 2.5-9-2.5-13 0";
/// Programs, and the tokens by which they come in.
pub const KEY: &str = "M8 15.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 11.5h9M17.5 11.5v3.5M20.5 11.5v2.5";
/// What is kept from others.
pub const SHIELD: &str = "M12 3.5l7.5 2.5v5.5c0 4.5-3 7.7-7.5 9-4.5-1.3-7.5-4.5-7.5-9V6z";
/// Who isn't let in.
pub const BLOCK: &str = "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM5.8 5.8l12.4 12.4";
