//! A few sounds, made on the spot: no file to load, and as loud as the person likes.

use std::cell::RefCell;

use ui::view::dom;
use wasm_bindgen::JsValue;
use web_sys::{AudioContext, AudioContextState, OscillatorType};

/// Pitch in hertz, start and length in seconds.
pub(super) type Note = (f32, f64, f64);

/// A rising fourth: heard across a room, and not a fire alarm.
pub(super) const OFFER: &[Note] = &[(659.3, 0.0, 0.42), (880.0, 0.14, 0.62), (1318.5, 0.14, 0.34)];

/// One soft drop.
pub(super) const MESSAGE: &[Note] = &[(784.0, 0.0, 0.22)];

/// Two bells struck in turn, twice.
pub(super) const PHONE: &[Note] = &[
    (1174.7, 0.0, 0.2),
    (1568.0, 0.1, 0.2),
    (1174.7, 0.2, 0.2),
    (1568.0, 0.3, 0.5),
    (1174.7, 0.8, 0.2),
    (1568.0, 0.9, 0.2),
    (1174.7, 1.0, 0.2),
    (1568.0, 1.1, 0.6),
];

/// Three steps up.
pub(super) const CHIME: &[Note] = &[(523.3, 0.0, 0.7), (659.3, 0.3, 0.7), (784.0, 0.6, 1.1)];

thread_local! {
    static CONTEXT: RefCell<Option<AudioContext>> = const { RefCell::new(None) };
}

/// Browsers let a page sound only after somebody used it: so we wake the sound at the first touch.
pub(super) fn prepare() {
    let wake = || {
        CONTEXT.with_borrow_mut(|context| {
            if context.is_none() {
                *context = AudioContext::new().ok();
            }
            if let Some(context) = context.as_ref().filter(|context| context.state() == AudioContextState::Suspended) {
                let _ = context.resume();
            }
        });
    };
    for event in ["pointerdown", "keydown"] {
        dom::on_window(event, move |_| wake());
    }
}

/// Plays a sound; `volume` from 0 to 100. Silent where the browser has not allowed any sound yet.
pub(super) fn play(notes: &[Note], volume: u8) {
    // Ears hear loudness as a power of it: half way up the slider shall sound half as loud.
    let loudness = (f32::from(volume.min(100)) / 100.0).powi(2) * 0.5;
    CONTEXT.with_borrow(|context| {
        if let Some(context) = context.as_ref().filter(|context| context.state() == AudioContextState::Running) {
            for note in notes {
                let _ = sound(context, *note, loudness);
            }
        }
    });
}

fn sound(context: &AudioContext, (pitch, start, length): Note, loudness: f32) -> Result<(), JsValue> {
    let (from, to) = (context.current_time() + start, context.current_time() + start + length);
    let (voice, gain) = (context.create_oscillator()?, context.create_gain()?);
    voice.set_type(OscillatorType::Sine);
    voice.frequency().set_value(pitch);
    // A struck bell: at once there, slowly gone. Never from or to nothing, or it clicks.
    gain.gain().set_value_at_time(0.0001, from)?;
    gain.gain().exponential_ramp_to_value_at_time(loudness.max(0.0002), from + 0.012)?;
    gain.gain().exponential_ramp_to_value_at_time(0.0001, to)?;
    voice.connect_with_audio_node(&gain)?;
    gain.connect_with_audio_node(&context.destination())?;
    voice.start_with_when(from)?;
    voice.stop_with_when(to)
}
