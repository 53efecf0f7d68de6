//! Pictures that the worker draws: QR codes, and the cards that other services show of a weblink. Pure: texts and
//! colours in, bytes out.

mod canvas;
mod card;
mod code;
mod encode;
mod letters;
mod mark;
mod raster;

pub(crate) use self::{
    card::{Card, HEIGHT as CARD_HEIGHT, WIDTH as CARD_WIDTH},
    code::{Code, Logo},
    mark::Mark,
    raster::Raster,
};
