//! A soft sound when somebody answers: two notes, made on the spot, so that nothing is downloaded for it.

use wasm_bindgen::JsValue;
use web_sys::{AudioContext, OscillatorType};

/// Frequency in hertz and when it begins, in seconds: a fifth upwards (E5, B5), which sounds like a question answered.
const NOTES: [(f32, f64); 2] = [(659.26, 0.0), (987.77, 0.09)];
/// How long a note takes to fade, in seconds.
const FADES_S: f64 = 0.45;
/// Of full volume: heard in a quiet room, not in the next one.
const VOLUME: f32 = 0.07;

thread_local! {
    static CONTEXT: Option<AudioContext> = AudioContext::new().ok();
}

/// Plays it. Browsers keep pages silent that nobody has touched, and then nothing happens.
pub(crate) fn play() {
    CONTEXT.with(|context| context.as_ref().and_then(|context| notes(context).ok()));
}

fn notes(context: &AudioContext) -> Result<(), JsValue> {
    // One that was made before the first touch sleeps.
    let _ = context.resume()?;
    for (hertz, after) in NOTES {
        let (note, volume) = (context.create_oscillator()?, context.create_gain()?);
        let from = context.current_time() + after;
        note.set_type(OscillatorType::Sine);
        note.frequency().set_value(hertz);
        volume.gain().set_value_at_time(0.0001, from)?;
        volume.gain().exponential_ramp_to_value_at_time(VOLUME, from + 0.015)?;
        volume.gain().exponential_ramp_to_value_at_time(0.0001, from + FADES_S)?;
        note.connect_with_audio_node(&volume)?.connect_with_audio_node(&context.destination())?;
        note.start_with_when(from)?;
        note.stop_with_when(from + FADES_S)?;
    }
    Ok(())
}
