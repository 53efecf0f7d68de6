// Microphones, cameras and networks for stories of calls: each side has a tone of its own, and it is found in what the others play.

import { setTimeout as sleep } from "node:timers/promises";

import { launch } from "./browser.mjs";

const FLAGS = [
  // Each browser has a camera and three microphones, and lets pages use them.
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--autoplay-policy=no-user-gesture-required",
  // Who only listens has no microphone to ask for, and so no address of its own but a name that few containers can look up.
  "--disable-features=WebRtcHideLocalIpsWithMdns",
  // Also where a machine has no network.
  "--allow-loopback-in-peer-connection",
];

/**
 * A Chromium for calls.
 * @param {import("playwright-core").LaunchOptions} [options] `args` are added to ours
 */
export const launchForCalls = ({ args = [], ...options } = {}) => launch({ args: [...FLAGS, ...args], ...options });

/**
 * Lets the kit look into the calls of a page, in all of its frames. Call it, as all below that takes `to`, before `goto`.
 * @param {import("playwright-core").Page | import("playwright-core").BrowserContext} to
 */
export const watchCalls = (to) =>
  to.addInitScript(() => {
    const kit = (window.__media = { peers: [], players: new Set(), heard: new Map() });
    window.RTCPeerConnection = class extends window.RTCPeerConnection {
      constructor(...words) {
        super(...words);
        kit.peers.push(this);
      }
    };
    // Elements that are in no document play too.
    const { get, set } = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, "srcObject");
    Object.defineProperty(HTMLMediaElement.prototype, "srcObject", {
      configurable: true,
      enumerable: true,
      get,
      set(stream) {
        kit.players.add(this);
        set.call(this, stream);
      },
    });
    /** The loudest that the audio of all that plays has near a frequency now, in dB above the middle of its spectrum. */
    kit.above = (hertz) => {
      const playing = [...kit.players].filter((player) => player.srcObject && !player.paused && !player.muted && player.volume > 0);
      const tracks = playing.flatMap((player) => player.srcObject.getAudioTracks()).filter((track) => track.readyState === "live");
      return Math.max(-Infinity, ...tracks.map((track) => above(analyser(track), hertz)));
    };
    const analyser = (track) => {
      if (!kit.heard.has(track)) {
        kit.context ??= new AudioContext();
        const node = new AnalyserNode(kit.context, { fftSize: 8_192, smoothingTimeConstant: 0, minDecibels: -200 });
        kit.context.createMediaStreamSource(new MediaStream([track])).connect(node);
        kit.heard.set(track, node);
      }
      return kit.heard.get(track);
    };
    const above = (node, hertz) => {
      const bins = new Float32Array(node.frequencyBinCount);
      node.getFloatFrequencyData(bins);
      const bin = (of) => Math.round((of * node.fftSize) / kit.context.sampleRate);
      const voice = bins.slice(bin(100), bin(4_000)).sort();
      const here = Math.max(...bins.slice(bin(hertz) - 2, bin(hertz) + 3));
      // What is faint beside another tone is that one's distortion.
      const [middle, loudest] = [voice[voice.length >> 1], voice.at(-1)];
      return here > -80 && here > loudest - 30 ? here - middle : -Infinity;
    };
  });

/**
 * Makes what a page takes for its microphone a tone. Choose for each side one that is no multiple of another's.
 * @param {import("playwright-core").Page | import("playwright-core").BrowserContext} to
 * @param {number} hertz from 200 to 3,500
 */
export const tone = (to, hertz) =>
  to.addInitScript((frequency) => {
    const { mediaDevices } = navigator;
    // Not there where the page isn't to be trusted, by http from elsewhere.
    if (!mediaDevices) return;
    const taken = mediaDevices.getUserMedia.bind(mediaDevices);
    let context;
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await taken(wanted);
      for (const track of stream.getAudioTracks()) {
        context ??= new AudioContext();
        const [oscillator, to] = [new OscillatorNode(context, { frequency }), new MediaStreamAudioDestinationNode(context, { channelCount: 1 })];
        oscillator.connect(new GainNode(context, { gain: 0.3 })).connect(to);
        oscillator.start();
        const [made] = to.stream.getAudioTracks();
        // It says of itself what the device does, and lets go of it when it ends.
        const settings = track.getSettings();
        Object.defineProperty(made, "label", { value: track.label });
        made.getSettings = () => ({ ...settings });
        made.stop = () => {
          track.stop();
          oscillator.stop();
          MediaStreamTrack.prototype.stop.call(made);
        };
        stream.removeTrack(track);
        stream.addTrack(made);
      }
      return stream;
    };
  }, hertz);

/** A machine without microphones and cameras. */
export const noDevices = (to) =>
  to.addInitScript(() => {
    const { mediaDevices } = navigator;
    if (!mediaDevices) return;
    mediaDevices.getUserMedia = async () => {
      throw new DOMException("Requested device not found", "NotFoundError");
    };
    mediaDevices.enumerateDevices = async () => [];
  });

/** Somebody who doesn't let pages use microphones and cameras, until {@link relents}. (Chromium's fake dialogue outdoes a setting.) */
export const refuses = (to) =>
  to.addInitScript(() => {
    const { mediaDevices, permissions } = navigator;
    if (!mediaDevices) return;
    window.__refuses = true;
    const [taken, devices, query] = [mediaDevices.getUserMedia.bind(mediaDevices), mediaDevices.enumerateDevices.bind(mediaDevices), permissions.query.bind(permissions)];
    mediaDevices.getUserMedia = async (wanted) => {
      if (window.__refuses) throw new DOMException("Permission denied", "NotAllowedError");
      return taken(wanted);
    };
    // Pages that may not use devices are told how many there are of a kind: none, or one without a name.
    mediaDevices.enumerateDevices = async () => {
      const there = await devices();
      if (!window.__refuses) return there;
      const kinds = [...new Set(there.map(({ kind }) => kind))];
      return kinds.map((kind) => ({ deviceId: "", groupId: "", kind, label: "" }));
    };
    permissions.query = async (asked) => {
      if (!["microphone", "camera"].includes(asked.name)) return query(asked);
      return Object.assign(new EventTarget(), { name: asked.name, state: window.__refuses ? "denied" : "granted" });
    };
  });

/** Lets them after all, when the page asks again. */
export const relents = (page) => inFrames(page, () => (window.__refuses = false));

/**
 * Takes the network away from the browser of a page, and from all its other pages: give a side that is to be cut off a browser of its
 * own. The process that has all its sockets is stopped: nothing is sent or read, and nobody is told, as when a phone goes into a tunnel.
 * What came meanwhile is read afterwards. (Chromium's own emulation of a network lets calls through.)
 * @param {import("playwright-core").Page} page
 * @returns {Promise<() => void>} gives it back
 */
export async function sever(page) {
  const session = await page.context().browser().newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const network = processInfo.find(({ type }) => type === "network.mojom.NetworkService");
  if (!network) throw new Error(`no process of the network among ${processInfo.map(({ type }) => type)}`);
  process.kill(network.id, "SIGSTOP");
  const mend = () => {
    process.off("exit", mend);
    process.kill(network.id, "SIGCONT");
  };
  // A stopped process would outlive us.
  process.on("exit", mend);
  return mend;
}

/** The same for so many milliseconds. */
export async function cut(page, ms) {
  const mend = await sever(page);
  try {
    await sleep(ms);
  } finally {
    mend();
  }
}

/** What every frame of a page gives, that the kit was in before it was loaded. */
async function inFrames(page, look, word) {
  const looks = page.frames().map((frame) => frame.evaluate(look, word).catch(() => undefined));
  return (await Promise.all(looks)).filter((seen) => seen !== undefined);
}

/**
 * Whether a tone is in what a page plays, in any of its frames, within so long: true as soon as it is. That it isn't takes the whole
 * while to say: 1,500 are enough.
 * @param {import("playwright-core").Page} page
 * @param {number} hertz
 * @param {number} [patience] in ms
 * @returns {Promise<boolean>}
 */
export async function hears(page, hertz, patience = 20_000) {
  for (const end = Date.now() + patience; ; await sleep(100)) {
    const above = await inFrames(page, (frequency) => window.__media?.above(frequency) ?? -Infinity, hertz);
    if (above.some((decibels) => decibels > 25)) return true;
    if (Date.now() > end) return false;
  }
}

/**
 * How it stands with each connection of a page that isn't closed, in any of its frames, first one first.
 * @typedef {{bytes: number, packets: number}} Flow of audio or video
 * @typedef {{state: string, sent: {audio: Flow, video: Flow}, received: {audio: Flow, video: Flow}, level: number, pair?: {local: string, remote: string}}} Level
 *   `level`: of what comes, 0 to 1; `pair`: kinds of the candidates that are used (`host`, `srflx`, `prflx`, `relay`)
 * @param {import("playwright-core").Page} page
 * @returns {Promise<Level[]>}
 */
export async function levels(page) {
  const all = await inFrames(page, async () => {
    const open = (window.__media?.peers ?? []).filter(({ connectionState }) => connectionState !== "closed");
    return Promise.all(
      open.map(async (peer) => {
        const stats = [...(await peer.getStats()).values()];
        const flow = (type, kind, bytes, packets) => {
          const streams = stats.filter((one) => one.type === type && one.kind === kind);
          const sum = (name) => streams.reduce((total, one) => total + (one[name] ?? 0), 0);
          return { bytes: sum(bytes), packets: sum(packets) };
        };
        const both = (type, bytes, packets) => ({ audio: flow(type, "audio", bytes, packets), video: flow(type, "video", bytes, packets) });
        const transport = stats.find(({ type, selectedCandidatePairId }) => type === "transport" && selectedCandidatePairId);
        const of = (id) => stats.find((one) => one.id === id);
        const pair = transport && of(transport.selectedCandidatePairId);
        return {
          state: peer.connectionState,
          sent: both("outbound-rtp", "bytesSent", "packetsSent"),
          received: both("inbound-rtp", "bytesReceived", "packetsReceived"),
          level: Math.max(0, ...stats.filter((one) => one.type === "inbound-rtp" && one.kind === "audio").map(({ audioLevel }) => audioLevel ?? 0)),
          pair: pair && { local: of(pair.localCandidateId)?.candidateType, remote: of(pair.remoteCandidateId)?.candidateType },
        };
      }),
    );
  });
  return all.flat();
}
