// Voice notes: recorded in the browser, in a format that all browsers play.

/** So long at most: in the widest format that is 9.6 MB. */
export const MOST_SECONDS = 300;
/** Speech needs no more: telephones in wideband have as much. */
const RATE = 16_000;

/** What the browser records that all play; else it is written anew when it is done. */
const playable = () => ["audio/mp4;codecs=mp4a.40.2", "audio/mp4;codecs=aac"].find((type) => globalThis.MediaRecorder?.isTypeSupported(type));

/** Begins. `tell(level, milliseconds)` hears how loud it is, of 1, some times a second. Fails with the browser's name for what is in the way. */
export const record = async (tell) => {
  if (!navigator.mediaDevices?.getUserMedia || !globalThis.MediaRecorder) throw "NotSupportedError";
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true, channelCount: 1 } });
  } catch (error) {
    throw error.name;
  }
  const type = playable();
  const recorder = new MediaRecorder(stream, type ? { mimeType: type, audioBitsPerSecond: 48_000 } : undefined);
  const context = new AudioContext();
  const meter = context.createAnalyser();
  meter.fftSize = 512;
  context.createMediaStreamSource(stream).connect(meter);
  const wave = new Uint8Array(meter.fftSize);
  const parts = [];
  const began = performance.now();
  const ended = new Promise((done) => (recorder.onstop = done));
  recorder.ondataavailable = ({ data }) => data.size && parts.push(data);
  const stop = () => {
    clearInterval(ticks);
    if (recorder.state !== "inactive") recorder.stop();
    stream.getTracks().forEach((track) => track.stop());
    context.close();
  };
  const ticks = setInterval(() => {
    const ms = performance.now() - began;
    meter.getByteTimeDomainData(wave);
    const loud = Math.sqrt(wave.reduce((sum, value) => sum + ((value - 128) / 128) ** 2, 0) / wave.length);
    tell(Math.min(1, loud * 4), ms);
    if (ms >= MOST_SECONDS * 1000) stop();
  }, 100);
  recorder.start(1_000);
  return {
    stop,
    /** The recording, as `[blob, type, milliseconds]`; nothing if nothing can be made of it. */
    done: async () => {
      const ms = Math.min(performance.now() - began, MOST_SECONDS * 1000);
      stop();
      await ended;
      const recorded = new Blob(parts, { type: type ? "audio/mp4" : recorder.mimeType });
      if (type) return [recorded, "audio/mp4", Math.round(ms)];
      const wav = await spoken(recorded);
      return [wav, "audio/wav", Math.round(((wav.size - 44) / 2 / RATE) * 1000)];
    },
  };
};

/** What was recorded as WAV: 16 bits, one channel, 16 kHz. Safari plays no WebM with Opus of older years; all play this. */
const spoken = async (recorded) => {
  const context = new AudioContext();
  const sound = await context.decodeAudioData(await recorded.arrayBuffer());
  context.close();
  const length = Math.max(1, Math.ceil(sound.duration * RATE));
  const offline = new OfflineAudioContext(1, length, RATE);
  const source = offline.createBufferSource();
  source.buffer = sound;
  source.connect(offline.destination);
  source.start();
  const samples = (await offline.startRendering()).getChannelData(0);
  const view = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const word = (at, text) => [...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)));
  word(0, "RIFF");
  view.setUint32(4, 36 + samples.length * 2, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((sample, index) => view.setInt16(44 + index * 2, Math.max(-1, Math.min(1, sample)) * 32_767, true));
  return new Blob([view], { type: "audio/wav" });
};
