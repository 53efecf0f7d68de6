//! The QR code of a weblink: as it will look, and to be taken along.

use kit::{
    lean::{it, live, shown},
    sign,
};
use leptos::{ev::Event, prelude::*};
use shared::qr::{Level, QrLook};
use ui::view::{
    dom,
    icon::{DOWN, icon},
};

use super::copy::Copy;
use crate::{console::Console, text};

/// Sizes that are offered, in pixels: for a screen, a sticker, a page, a poster.
const SIZES: [u32; 5] = [256, 512, 1024, 2048, 4096];

/// The address of a weblink, from its handle.
pub(super) fn address(service: &str, handle: &str) -> String {
    format!("{}/l/{service}/{handle}", dom::window().location().origin().unwrap_or_default())
}

/// How a code looks, and the path of its logo, if that is a picture.
pub(super) type Look = (QrLook, Option<String>);

/// The code of a link that is there, with ways to take it along.
#[component]
pub(super) fn Codes(
    /// The link's.
    #[prop(into)]
    handle: String,
    /// How it looks; none while that can't be read by scanners.
    #[prop(into)]
    look: Signal<Option<Look>>,
    /// Whether the server knows the link as it is shown: else there is nothing to take along yet.
    #[prop(into)]
    is_saved: Signal<bool>,
) -> AnyView {
    let service = Console::here().slug();
    let address = address(&service, &handle);
    let below = StoredValue::new(format!("/l/{service}/{handle}"));
    let size = RwSignal::new(SIZES[2]);
    let file = move |kind: &str| {
        let size = if kind == "png" { format!("&size={}", size.get()) } else { String::new() };
        it_of(&below.get_value(), kind, look.get(), &size)
    };
    let name = StoredValue::new(handle);
    let take = move |kind: &'static str, words: &'static str| {
        view! {
            <a class="button" href=it(move || file(kind)) download=format!("{}.{kind}", name.get_value())>
                {icon(DOWN)} {words}
            </a>
        }
        .into_any()
    };
    view! {
        <Copy name=text::link_address() text=address.clone() />
        <div class="codes">
            {live(move || match look.get() {
                Some(look) => {
                    let address = it_of(&below.get_value(), "svg", Some(look), "&draft=1");
                    view! { <img class="codes-code" src=address alt=text::qr_code() width="240" height="240" /> }.into_any()
                }
                None => view! { <p class="codes-code codes-none">{text::qr_colors_wrong()}</p> }.into_any(),
            })}
            {shown(move || is_saved.get() && look.get().is_some(), move || view! {
                <div class="codes-take">
                    {take("svg", text::download_svg())}
                    <label class="field">
                        <span>{text::png_size()}</span>
                        <select on:change=move |event: Event| size.set(event_target_value(&event).parse().unwrap_or(SIZES[2]))>
                            {SIZES.map(|one| view! { <option value=one.to_string() selected=one == SIZES[2]>{format!("{one} × {one}")}</option> })}
                        </select>
                    </label>
                    {take("png", text::download_png())}
                    <a class="button" href=format!("{}/print", below.get_value()) target="_blank" rel="noopener">{icon(sign::PAGE)} {text::print_sheet()}</a>
                </div>
            }.into_any())}
            {shown(move || !is_saved.get(), move || view! { <p class="field-below">{text::save_first()}</p> }.into_any())}
        </div>
    }
    .into_any()
}

/// The address of a picture that looks so.
fn it_of(below: &str, kind: &str, look: Option<Look>, more: &str) -> String {
    let Some((QrLook { foreground, background, level, quiet_zone, logo }, picture)) = look else {
        return String::new();
    };
    let (foreground, background) = (foreground.to_string(), background.to_string());
    let (foreground, background) = (foreground.trim_start_matches('#'), background.trim_start_matches('#'));
    let (level, logo) = (letter(level), u8::from(logo));
    // A path of ours has nothing in it that an address would not bear. An empty one is none, whatever is saved.
    let picture = picture.unwrap_or_default();
    format!(
        "{below}/qr.{kind}?via=qr&foreground={foreground}&background={background}&level={level}&quiet_zone={quiet_zone}&logo={logo}&picture={picture}{more}"
    )
}

/// As addresses and fields write a level.
pub(super) const fn letter(level: Level) -> &'static str {
    match level {
        Level::L => "l",
        Level::M => "m",
        Level::Q => "q",
        Level::H => "h",
    }
}
