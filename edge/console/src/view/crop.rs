//! Which part of a picture is kept: moved by hand or by keys, nearer and farther; then written anew, and uploaded.

use kit::{
    lean::{effect, it, maybe},
    view::{Dialog, part::switch},
};
use leptos::{
    ev::{Event, KeyboardEvent, PointerEvent, WheelEvent},
    html,
    prelude::*,
    task::spawn_local,
};
use shared::{api::ErrorCode, picture::Format};
use ui::{
    http::Fault,
    view::{
        Button, Look, dom,
        icon::{ALERT, icon},
    },
};

use super::picture::Shape;
use crate::{
    console::Console,
    form::{Crop, MAX_ZOOM},
    text,
    upload::{Opened, upload},
};

/// Pixels of the canvas on its longer side: two for each that it has on the screen.
const CANVAS_PX: u32 = 640;

/// How far a key moves the picture, in parts of the frame; farther with Shift.
const STEP: f64 = 0.02;
const LONG_STEP: f64 = 0.1;

/// The dialog.
#[component]
pub(crate) fn CropDialog(
    opened: Opened,
    shape: Shape,
    format: Format,
    /// It is uploaded, and has this path.
    #[prop(into)]
    on_done: Callback<String>,
    #[prop(into)] on_close: Callback<()>,
) -> AnyView {
    let console = Console::here();
    let crop = RwSignal::new(Crop::new(opened.size(), shape != Shape::Free));
    let opened = StoredValue::new_local(opened);
    let canvas = NodeRef::<html::Canvas>::new();
    let sent = RwSignal::new(None::<f64>);
    let wrong = RwSignal::new(None::<String>);
    effect(move || {
        let crop = crop.get();
        if let Some(canvas) = canvas.get() {
            let (width, height) = sides(crop.ratio());
            // Setting them empties it.
            if (canvas.width(), canvas.height()) != (width, height) {
                canvas.set_width(width);
                canvas.set_height(height);
            }
            opened.with_value(|opened| opened.draw(&canvas, &crop));
        }
    });
    let keep = move |()| {
        wrong.set(None);
        sent.set(Some(0.0));
        let (opened, crop) = (opened.get_value(), crop.get_untracked());
        spawn_local(async move {
            let answer = match opened.write(&crop, shape.longest_px(), format).await {
                Some(file) => upload(console, &file, move |part| {
                    sent.try_set(Some(part));
                })
                .await
                .map_err(|fault| said(&fault)),
                None => Err(text::picture_unwritable().to_owned()),
            };
            sent.try_set(None);
            match answer {
                Ok(path) => drop(on_done.try_run(path)),
                Err(words) => drop(wrong.try_set(Some(words))),
            }
        });
    };
    view! {
        <Dialog title=text::crop_title() on_close=on_close way_out=ui::text::cancel()>
            <Frame canvas=canvas crop=crop round=shape == Shape::Round />
            <Zoom crop=crop />
            {(shape == Shape::Free).then(|| switch(
                text::crop_square(),
                text::crop_square_words(),
                it(move || crop.with(|crop| crop.square)),
                Callback::new(move |square| crop.update(|crop| *crop = crop.framed(square))),
            ))}
            <div role="alert">
                {maybe(move || wrong.get().map(|words| view! { <p class="form-wrong">{icon(ALERT)} <span>{words}</span></p> }.into_any()))}
            </div>
            {maybe(move || sent.get().map(|part| view! { <progress class="crop-sent" max="1" value=part aria-label=text::uploading() /> }.into_any()))}
            <div class="dialog-foot">
                <Button on_press=on_close>{ui::text::cancel()}</Button>
                <Button look=Look::Primary busy=it(move || sent.with(Option::is_some)) on_press=keep>{text::crop_use()}</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// What is wrong with a picture stands in the answer's own words; nothing else does.
fn said(fault: &Fault) -> String {
    match fault {
        Fault::Refused(error) if error.code == ErrorCode::TooLarge => text::picture_too_many().to_owned(),
        Fault::Refused(error) if error.field.is_some() => text::refusal_of_field(error),
        Fault::Refused(_) | Fault::Offline | Fault::Unreadable => text::fault(fault),
    }
}

/// The picture under its frame.
#[component]
fn Frame(canvas: NodeRef<html::Canvas>, crop: RwSignal<Crop>, round: bool) -> AnyView {
    // Where the pointer was last, while it is down.
    let last = StoredValue::new(None::<(i32, i32)>);
    let move_by = move |right: f64, down: f64| crop.update(|crop| *crop = crop.moved(right, down));
    let zoom_by = move |times: f64| crop.update(|crop| *crop = crop.zoomed(crop.zoom() * times));
    let down = move |event: PointerEvent| {
        if let Some(canvas) = canvas.get_untracked() {
            let _ = canvas.set_pointer_capture(event.pointer_id());
        }
        last.set_value(Some((event.client_x(), event.client_y())));
    };
    let moved = move |event: PointerEvent| {
        let (Some((x, y)), Some(canvas)) = (last.get_value(), canvas.get_untracked()) else { return };
        let (width, height) = (f64::from(canvas.client_width().max(1)), f64::from(canvas.client_height().max(1)));
        move_by(f64::from(event.client_x() - x) / width, f64::from(event.client_y() - y) / height);
        last.set_value(Some((event.client_x(), event.client_y())));
    };
    let up = move |_: PointerEvent| last.set_value(None);
    let wheel = move |event: WheelEvent| {
        event.prevent_default();
        zoom_by(if event.delta_y() < 0.0 { 1.05 } else { 1.0 / 1.05 });
    };
    let key = move |event: KeyboardEvent| {
        let step = if event.shift_key() { LONG_STEP } else { STEP };
        match event.key().as_str() {
            "ArrowLeft" => move_by(-step, 0.0),
            "ArrowRight" => move_by(step, 0.0),
            "ArrowUp" => move_by(0.0, -step),
            "ArrowDown" => move_by(0.0, step),
            "+" | "=" => zoom_by(1.1),
            "-" => zoom_by(1.0 / 1.1),
            _ => return,
        }
        event.prevent_default();
    };
    let hint = format!("crop-{}", dom::next_id());
    view! {
        <div class="crop">
            <canvas
                class="crop-frame"
                class:is-round=round
                node_ref=canvas
                tabindex="0"
                role="application"
                aria-label=text::crop_area()
                aria-describedby=hint.clone()
                on:pointerdown=down
                on:pointermove=moved
                on:pointerup=up
                on:pointercancel=up
                on:wheel=wheel
                on:keydown=key
            />
            <p class="field-below" id=hint>{text::crop_hint()}</p>
        </div>
    }
    .into_any()
}

#[component]
fn Zoom(crop: RwSignal<Crop>) -> AnyView {
    let percent = move || {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "100 to 400")]
        crop.with(|crop| (crop.zoom() * 100.0).round() as u32)
    };
    let slide = move |event: Event| {
        if let Ok(percent) = event_target_value(&event).parse::<f64>() {
            crop.update(|crop| *crop = crop.zoomed(percent / 100.0));
        }
    };
    // Else the form that the picture is for would be sent.
    let stay = move |event: KeyboardEvent| {
        if event.key() == "Enter" {
            event.prevent_default();
        }
    };
    view! {
        <label class="crop-zoom">
            <span>{text::crop_zoom()}</span>
            <input
                type="range"
                min="100"
                max=(MAX_ZOOM * 100.0).to_string()
                step="5"
                aria-valuetext=it(move || text::crop_zoom_value(percent()))
                prop:value=it(move || percent().to_string())
                on:input=slide
                on:keydown=stay
            />
        </label>
    }
    .into_any()
}

/// The canvas for a frame of this ratio.
fn sides(ratio: f64) -> (u32, u32) {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a part of the longer side")]
    let shorter = |part: f64| ((f64::from(CANVAS_PX) * part).round() as u32).max(1);
    if ratio < 1.0 { (shorter(ratio), CANVAS_PX) } else { (CANVAS_PX, shorter(1.0 / ratio)) }
}
