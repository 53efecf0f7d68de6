// A client of one room as `docs/protocol.md` describes it, on a network that fails whenever a test wants it to: it comes back,
// resumes, sends again what was not acknowledged, and holds a log without gaps.

import WebSocket from "ws";

import { newId } from "./people.mjs";

/** Codes after which a client does not come back. */
const FINAL = new Set([4400, 4401, 4403, 4404]);

export class RoomClient {
  /** Every entry from the first on, as far as it got. @type {any[]} */
  log = [];
  /** Written and not taken yet, in the order of writing. @type {Map<string, object>} */
  pending = new Map();
  /** Shown to its writer as not sent, with the code. @type {Map<string, string>} */
  failed = new Map();
  /** Acknowledged: message id to its place. @type {Map<string, number>} */
  acknowledged = new Map();
  /** What should never happen, in words. @type {string[]} */
  faults = [];
  /** @type {any} */
  welcome;
  marks;
  welcomes = 0;
  #socket;
  #timer;
  #wait = 50;
  #stopped = false;
  #waiting = new Set();

  /**
   * @param {() => {origin: string}} worker asked anew for each connection, for it may have been started again elsewhere
   * @param {string} path of the socket
   * @param {{bearer?: string, cookie?: string}} as
   * @param {{random?: () => number, name?: string}} [options]
   */
  constructor(worker, path, as, { random = Math.random, name = "client" } = {}) {
    Object.assign(this, { worker, path, as, random, name });
    this.#connect();
  }

  /** Writes a message; gives its id. */
  say(body) {
    const message = newId("msg");
    return this.#write(message, { type: "say", message, body });
  }

  /** Gives a message of one's own other words, or takes it back without any. */
  revise(of, body) {
    const message = newId("msg");
    return this.#write(message, { type: "revise", message, of, body });
  }

  /** Sends any frame, if there is a connection. */
  send(frame) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(typeof frame === "string" ? frame : JSON.stringify(frame));
  }

  /** The network fails, with no goodbye. */
  drop() {
    this.#socket?.terminate();
  }

  /** Leaves for good. */
  stop() {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  /** Resolves once `test` of this client holds, and fails after a while. */
  until(test, what = "what was waited for", timeout = 30_000) {
    if (test(this)) return Promise.resolve();
    return new Promise((done, fail) => {
      const check = () => {
        if (!test(this)) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        done();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        fail(new Error(`${this.name}: no ${what} within ${timeout} ms (${this.log.length} entries, ${this.pending.size} pending)`));
      }, timeout);
      this.#waiting.add(check);
    });
  }

  get last() {
    return this.log.length;
  }

  #write(message, frame) {
    this.pending.set(message, frame);
    if (this.online) this.send(frame);
    return message;
  }

  #connect() {
    const { origin } = this.worker();
    const protocols = ["frontdesk.v1", ...(this.as.bearer ? [`token.${this.as.bearer}`] : [])];
    const socket = new WebSocket(origin.replace("http", "ws") + this.path, protocols, {
      origin,
      perMessageDeflate: false,
      handshakeTimeout: 5_000,
      headers: this.as.cookie ? { cookie: this.as.cookie } : {},
    });
    this.#socket = socket;
    this.online = false;
    socket.on("open", () => this.send({ type: "hello", protocol: 1, seen: this.last }));
    socket.on("message", (data) => this.#take(`${data}`));
    socket.on("error", () => {});
    socket.on("close", (code) => {
      this.online = false;
      this.closedWith = code;
      if (FINAL.has(code)) this.faults.push(`closed for good with ${code}`);
      else if (!this.#stopped) this.#timer = setTimeout(() => this.#connect(), this.#wait * (0.5 + this.random()));
      this.#wait = Math.min(this.#wait * 2, 1_000);
      this.#changed();
    });
  }

  #take(text) {
    if (text === "pong") return;
    const frame = JSON.parse(text);
    switch (frame.type) {
      case "welcome":
        this.welcome = frame;
        this.marks = frame.marks;
        this.welcomes += 1;
        this.#wait = 50;
        if (frame.entries.length > 0 && frame.entries[0].seq > this.last + 1) this.faults.push("a welcome left a gap");
        frame.entries.forEach((entry) => this.#entry(entry));
        this.online = true;
        for (const pending of this.pending.values()) this.send(pending);
        break;
      case "entries":
        frame.entries.forEach((entry) => this.#entry(entry));
        break;
      case "entry":
        this.#entry(frame.entry);
        break;
      case "marks":
        this.marks = frame.marks;
        break;
      case "refused":
        this.#refused(frame);
        break;
      default:
        break;
    }
    this.#changed();
  }

  #entry(entry) {
    if (entry.message && this.pending.has(entry.message)) {
      this.pending.delete(entry.message);
      this.acknowledged.set(entry.message, entry.seq);
    }
    const known = this.log[entry.seq - 1];
    if (known) {
      if (!isSame(known, entry)) this.faults.push(`entry ${entry.seq} changed`);
    } else if (entry.seq === this.last + 1) {
      this.log.push(entry);
      const target = entry.kind === "revised" && this.log[entry.of - 1];
      if (target) Object.assign(target, { body: entry.body ?? "…", revised: entry.body === undefined ? "recalled" : "edited" });
    } else {
      // Something is missing: say hello again.
      this.send({ type: "hello", protocol: 1, seen: this.last });
    }
  }

  #refused({ message, error }) {
    const frame = this.pending.get(message);
    if (!frame) return;
    if (error.retry_after_ms !== undefined) {
      setTimeout(() => this.pending.has(message) && this.online && this.send(frame), error.retry_after_ms);
      return;
    }
    this.pending.delete(message);
    this.failed.set(message, error.code);
  }

  #changed() {
    for (const check of [...this.#waiting]) check();
  }
}

/** An entry without what a later one may change. */
export const lasting = ({ body, revised, ...rest }) => rest;

/** Whether an entry that comes again is what it was, but for what its writer changed. */
function isSame(known, entry) {
  const isRevised = entry.kind === "revised" || entry.revised;
  const [before, now] = isRevised ? [lasting(known), lasting(entry)] : [known, entry];
  return JSON.stringify(before) === JSON.stringify(now);
}

/** The whole log as somebody new sees it, read page by page. */
export async function readAll(open) {
  const room = await open();
  let entries = room.welcome.entries;
  while (entries.length > 0 && entries[0].seq > 1) {
    const before = entries[0].seq;
    room.send({ type: "history", before });
    const { entries: page } = await room.until((frame) => frame.type === "history" && frame.entries.at(-1)?.seq === before - 1, "history");
    entries = [...page, ...entries];
  }
  await room.end();
  return entries;
}
