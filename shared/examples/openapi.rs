//! Prints the OpenAPI document; `cargo xtask openapi` writes it to where the worker serves it from.

fn main() {
    print!("{}", shared::api::openapi::document());
}
