//! The picture in the middle of a code: uploaded for it, or the service's logo as it is now. The worker draws codes and reads
//! PNG alone, so whatever is chosen becomes one here.

use kit::{lean::maybe, sign};
use leptos::{prelude::*, task::spawn_local};
use shared::{picture::Format, setup::appearance::Appearance};
use ui::view::{Button, icon::icon};

use super::picture::{PictureField, Shape};
use crate::{
    console::Console,
    form::Crop,
    text,
    upload::{Opened, upload},
};

/// The field.
#[component]
pub(super) fn CodeLogo(value: RwSignal<Option<String>>, #[prop(into)] error: Signal<Option<String>>) -> AnyView {
    let console = Console::here();
    let logo = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    spawn_local(async move {
        // Without the answer there is one button less.
        if let Ok(appearance) = console.item::<Appearance>("appearance").await {
            logo.try_set(appearance.settings.logo);
        }
    });
    let take = move |()| {
        let Some(path) = logo.get_untracked() else { return };
        busy.set(true);
        spawn_local(async move {
            let made = as_png(console, &path).await;
            busy.try_set(false);
            match made {
                Ok(path) => drop(value.try_set(Some(path))),
                Err(words) => console.complain(words),
            }
        });
    };
    view! {
        <PictureField
            label=text::logo_picture()
            hint=text::logo_picture_hint()
            value=value
            shape=Shape::Free
            format=Format::Png
            empty=|| icon(sign::SERVICE)
            error=error
        />
        {maybe(move || logo.with(Option::is_some).then(|| view! {
            <div><Button busy=busy on_press=take>{text::logo_of_service()}</Button></div>
        }.into_any()))}
    }
    .into_any()
}

/// A picture of ours, written anew.
async fn as_png(console: Console, path: &str) -> Result<String, String> {
    let unwritable = || text::picture_unwritable().to_owned();
    let opened = Opened::at(path).await.ok_or_else(unwritable)?;
    let crop = Crop::new(opened.size(), false);
    let file = opened.write(&crop, Shape::Free.longest_px(), Format::Png).await.ok_or_else(unwritable)?;
    upload(console, &file, |_| {}).await.map_err(|fault| text::fault(&fault))
}
