// What is heard, how loud it is, and what is made of all of it together.

let shared;

/** One for the page. Browsers start it when somebody has pressed something. */
const context = () => {
  if (!shared) {
    shared = new AudioContext();
    const wake = () => shared.state === "suspended" && shared.resume().catch(() => {});
    for (const event of ["pointerdown", "keydown"]) addEventListener(event, wake, true);
  }
  if (shared.state === "suspended") shared.resume().catch(() => {});
  return shared;
};

const source = (track) => context().createMediaStreamSource(new MediaStream([track]));

/** A microphone in a quiet room, and somebody who shouts, in decibels below the loudest that there can be. */
const [QUIET, LOUD] = [-60, -10];

/** How loud a track is: `level()` of 1, in even steps for the ear. */
export const meter = (track) => {
  const from = source(track);
  const analyser = context().createAnalyser();
  // As long as it takes until it is looked again, so that no word falls between two looks.
  analyser.fftSize = 4096;
  from.connect(analyser);
  const wave = new Float32Array(analyser.fftSize);
  return {
    level: () => {
      analyser.getFloatTimeDomainData(wave);
      const decibels = 10 * Math.log10(wave.reduce((sum, value) => sum + value * value, 0) / wave.length);
      return Math.min(1, Math.max(0, (decibels - QUIET) / (LOUD - QUIET)));
    },
    end: () => from.disconnect(),
  };
};

/** Plays what a stream brings. `blocked()` is told if the browser wants somebody to press something first. */
export const player = (stream, blocked) => {
  const audio = new Audio();
  audio.autoplay = true;
  audio.srcObject = stream;
  const play = () => audio.play().catch((error) => error.name === "NotAllowedError" && blocked());
  play();
  return {
    play,
    silence: (is) => (audio.muted = is),
    speaker: (device) => audio.setSinkId?.(device).catch(() => {}),
    end: () => {
      audio.pause();
      audio.srcObject = null;
    },
  };
};

/** Several tracks as one. */
export const mixer = () => {
  const out = context().createMediaStreamDestination();
  const level = context().createGain();
  level.connect(out);
  const sources = new Map();
  const drop = (key) => {
    sources.get(key)?.from.disconnect();
    sources.delete(key);
  };
  return {
    put: (key, track) => {
      if (sources.get(key)?.track === track) return;
      drop(key);
      const from = source(track);
      from.connect(level);
      sources.set(key, { from, track });
    },
    drop,
    // Silence is sent like sound, so that whoever listens doesn't take it for a lost connection.
    silence: (is) => (level.gain.value = is ? 0 : 1),
    track: () => out.stream.getAudioTracks()[0],
    end: () => {
      for (const key of [...sources.keys()]) drop(key);
      out.stream.getTracks().forEach((track) => track.stop());
    },
  };
};

/** `[frequencies, from, to]` in Hz and seconds; how loud; and how long a round is, or 0 for one. */
const TONES = {
  ring: { notes: [[[784], 0, 0.18], [[988], 0.2, 0.38], [[784], 0.6, 0.78], [[988], 0.8, 0.98]], gain: 0.16, round: 2.6 },
  ringback: { notes: [[[425], 0, 1]], gain: 0.05, round: 4 },
  end: { notes: [[[480], 0, 0.14], [[380], 0.18, 0.4]], gain: 0.07, round: 0 },
  test: { notes: [[[523], 0, 0.22], [[659], 0.24, 0.46], [[784], 0.48, 0.9]], gain: 0.15, round: 0 },
};

/** Begins a tone; gives a function that ends it at once. */
export const tone = (name) => {
  const { notes, gain, round } = TONES[name];
  const at = context();
  const out = at.createGain();
  out.gain.value = gain;
  out.connect(at.destination);
  const play = () => {
    for (const [frequencies, from, to] of notes) {
      const shape = at.createGain();
      const [begins, ends] = [at.currentTime + from, at.currentTime + to];
      // Without a slope, it clicks.
      shape.gain.setValueAtTime(0, begins);
      shape.gain.linearRampToValueAtTime(1, begins + 0.02);
      shape.gain.setValueAtTime(1, ends - 0.05);
      shape.gain.linearRampToValueAtTime(0, ends);
      shape.connect(out);
      for (const frequency of frequencies) {
        const wave = at.createOscillator();
        wave.frequency.value = frequency;
        wave.connect(shape);
        wave.start(begins);
        wave.stop(ends);
      }
    }
  };
  play();
  const again = round && setInterval(play, round * 1000);
  return () => {
    clearInterval(again);
    out.disconnect();
  };
};
