//! The dashboard of a service's staff, served at `/desk/{service}`.
mod board;

fn main() {}
