// A page with the calls of one room and nothing else, and a stand-in of the room that its people are in.

import { readFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { ALL_CALLS } from "./calls.mjs";
import { launchForCalls, watchCalls } from "./media.mjs";
import { newId } from "./people.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const ROOM = "enq_00000000000000000000000000000001";
const TYPES = { js: "text/javascript", css: "text/css", wasm: "application/wasm", txt: "text/plain; charset=utf-8" };

const card = (name, number) => ({ id: `stf_${String(number).padStart(32, "0")}`, handle: name.toLowerCase(), name });
export const STAFF = { ada: card("Ada", 1), ben: card("Ben", 2), eve: card("Eve", 3) };

const page = (files) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Calls</title><link rel="stylesheet" href="${files["widget.css"]}"><link rel="stylesheet" href="${files["calls.css"]}">
</head><body><main><h1 class="unseen">Calls</h1><div id="place"></div></main><script type="module">
import * as calls from "${files["calls.js"]}";
const tag = new URLSearchParams(location.search).get("tag") ?? "en";
Object.assign(document.documentElement, { lang: tag, dir: tag.startsWith("ar") ? "rtl" : "ltr" });
await calls.ready;
await calls.prepare(tag);
window.calls = calls;
</script></body></html>`;

/** Serves the built module. */
export async function serveCalls() {
  const files = JSON.parse(await readFile(path.join(ROOT, "build/assets/manifest.json"), "utf8"));
  const server = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    if (pathname === "/favicon.ico") return response.writeHead(204).end();
    const answer = (type, body) => response.writeHead(200, { "content-type": type, ...(server.headers ?? {}) }).end(body);
    if (pathname === "/") return answer("text/html; charset=utf-8", page(files));
    if (pathname.endsWith("/ice")) {
      const { status = 200, ...body } = server.ice?.({ pathname, token: request.headers.authorization }) ?? { servers: [] };
      return response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    }
    if (!pathname.startsWith("/assets/")) return response.writeHead(404).end();
    const content = await readFile(path.join(ROOT, "build/assets", pathname)).catch(() => undefined);
    if (!content) return response.writeHead(404).end();
    answer(TYPES[pathname.split(".").pop()], content);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { server, origin: `http://localhost:${server.address().port}`, close: () => server.close() };
}

/** The room: who is in its call, told to all. Only as much of its rules as pages need to get on with each other. */
export class CallRoom {
  call;
  people = new Set();
  /** The browsers' contexts, to be closed. */
  places = [];
  /** Every signal that was handed on. @type {{from: string, to: string, signal: any}[]} */
  signals = [];
  /** How long signals take, in ms. */
  delay = 0;

  /** Changes the call and shows it to everybody. */
  show(change = () => {}, ended) {
    if (this.call) {
      change(this.call);
      this.call.revision += 1;
      if (this.call.peers.filter((peer) => !peer.listens).length > 1) this.call.started_at_ms ??= Date.now();
      const { recording, peers } = this.call;
      if (recording) recording.on = peers.filter((peer) => !peer.listens).every((peer) => recording.agreed.includes(peer.peer));
      if (recording && !peers.some((peer) => peer.peer === recording.by)) delete this.call.recording;
    }
    for (const one of this.people) one.hear({ type: "call", ...(this.call && { call: this.call }), ...(ended && { ended }) });
  }

  end(why) {
    const ended = this.call && { call: this.call.call, why };
    this.call = undefined;
    this.show(undefined, ended);
  }

  /** Takes what a page says. */
  take(who, frame) {
    const own = (peer) => ({ peer, joins: 1, ...(who.staff && { staff: who.staff }) });
    const is = (one) => one.staff?.id === who.staff?.id;
    switch (frame.type) {
      case "call_offer":
        if (this.call) return this.show();
        this.call = {
          call: frame.call,
          revision: 0,
          by: who.staff ? { side: "staff", staff: who.staff.id } : { side: "visitor" },
          ...(frame.video && { video: true }),
          offered_at_ms: Date.now(),
          peers: [own(frame.peer)],
          rings: [{ who: { kind: who.staff ? "visitor" : "staff" }, until_ms: Date.now() + 45_000 }],
        };
        return this.show();
      case "call_join":
        if (!this.call) return who.hear({ type: "call_refused", call: frame.call, error: { code: "not_found", message: "Over" } });
        return this.show((call) => {
          const there = call.peers.find((one) => one.peer === frame.peer);
          if (there) return void (there.joins += 1);
          call.peers = call.peers.filter((one) => !is(one));
          call.peers.push({ ...own(frame.peer), ...(frame.listens && { listens: true }) });
          if (!frame.listens) call.rings = [];
        });
      case "call_decline":
        return this.end("declined");
      case "call_leave": {
        if (!this.call) return;
        this.call.peers = this.call.peers.filter((one) => !is(one));
        const left = this.call.peers.filter((one) => !one.listens).length;
        if (left < 2) return this.end(this.call.started_at_ms ? "hung_up" : "cancelled");
        return this.show();
      }
      case "call_record":
        return this.show((call) => {
          const { peer } = call.peers.find(is);
          if (frame.step === "ask") call.recording = { by: peer, agreed: [peer], on: false };
          else if (frame.step === "agree") call.recording?.agreed.push(peer);
          else delete call.recording;
        });
      case "signal": {
        const from = this.call?.peers.find(is)?.peer;
        const to = [...this.people].find((one) => this.call?.peers.some((peer) => peer.peer === frame.to && peer.staff?.id === one.staff?.id));
        this.signals.push({ from, to: frame.to, signal: JSON.parse(frame.signal) });
        const hand = () => to?.hear({ type: "signal", call: frame.call, from, signal: frame.signal });
        return this.delay ? void setTimeout(hand, this.delay) : hand();
      }
    }
  }

  /**
   * Opens a page for somebody.
   * @param {import("playwright-core").Browser} browser
   * @param {string} origin
   * @param {{staff?: object, rules?: object, width?: number, tag?: string, context?: object, clock?: boolean}} [options] `clock`:
   *   the test winds it
   */
  async enter(browser, origin, { staff, rules = {}, width = 380, tag = "en", context = {}, clock = false } = {}) {
    const place = await browser.newContext({ viewport: { width, height: 640 }, permissions: ["microphone", "camera"], ...context });
    this.places.push(place);
    await watchCalls(place);
    const page = await place.newPage();
    if (clock) await page.clock.install();
    page.on("pageerror", (error) => console.log(`page: ${error}`));
    page.on("console", (line) => line.type() === "error" && console.log(`page: ${line.text()}`));
    const who = { staff, page, states: [], wishes: [], files: 0, online: true };
    who.hear = (frame) => {
      if (who.online && !page.isClosed()) page.evaluate((text) => window.drawn?.hear(text), JSON.stringify(frame)).catch(() => {});
    };
    await page.exposeFunction("toTest", (text) => {
      const wish = JSON.parse(text);
      if (wish.kind === "frame") this.take(who, JSON.parse(wish.text));
      else if (wish.kind === "state") who.states.push(wish.state);
      else who.wishes.push(wish.kind);
    });
    await page.addInitScript(() => {
      window.kept = [];
      window.takes = true;
      window.refusals = 0;
      window.sends = true;
      // What the page itself plays, in Hz.
      window.notes = [];
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (...all) {
        window.notes.push(this.frequency.value);
        return start.apply(this, all);
      };
    });
    who.open = async (as = staff) => {
      await page.goto(`${origin}/?tag=${tag}`);
      await page.waitForFunction(() => window.calls);
      const start = {
        service: "acme",
        room: ROOM,
        visitor: !as,
        me: as?.id ?? null,
        rules: { ...ALL_CALLS, ...rules },
        with: staff ? "Calm Otter" : "Sales",
      };
      await page.evaluate((start) => {
        const tell = (text) => {
          if (JSON.parse(text).kind === "frame" && !window.sends) return false;
          window.toTest(text);
          return true;
        };
        const keep = async (file) => {
          if (window.takes) window.kept.push(file);
          else window.refusals += 1;
          return window.takes;
        };
        window.drawn = window.calls.call(document.querySelector("#place"), JSON.stringify(start), async (refused) => (refused ? "another token" : "token"), tell, keep);
      }, start);
      who.online = true;
      if (this.call) who.hear({ type: "call", call: this.call });
    };
    await who.open();
    this.people.add(who);
    who.press = (name) => page.getByRole("button", { name, exact: true }).click();
    return who;
  }

  /** Somebody's connection with the room is lost, or there again. */
  async line(who, is) {
    who.online = is;
    await who.page.evaluate((is) => {
      window.sends = is;
      window.drawn.connected(is);
    }, is);
    if (is && this.call) who.hear({ type: "call", call: this.call });
  }

  static newCall = () => newId("cal");
}

/** What is counted of the media that come in, summed over all connections of a page. */
export const counted = (page) =>
  page.evaluate(async () => {
    const sum = { energy: 0, frames: 0, bytes: 0, open: 0 };
    for (const connection of __media.peers) {
      if (connection.connectionState === "connected") sum.open += 1;
      if (connection.connectionState === "closed") continue;
      (await connection.getStats()).forEach((one) => {
        if (one.type !== "inbound-rtp") return;
        sum.energy += one.totalAudioEnergy ?? 0;
        sum.frames += one.framesDecoded ?? 0;
        sum.bytes += one.bytesReceived ?? 0;
      });
    }
    return sum;
  });

/**
 * Stories, each in a room and with a server of its own, told some at a time: most of each is waiting. Give them a name and a function,
 * and at last `tell` them.
 */
export function stories() {
  const all = [];
  const story = (name, tell) => void all.push([name, tell]);
  story.tell = (about) =>
    describe(about, { concurrency: 4 }, () => {
      let browser;
      before(async () => (browser = await launchForCalls()));
      after(() => browser?.close());
      for (const [name, tell] of all) {
        test(name, async () => {
          const [served, room] = [await serveCalls(), new CallRoom()];
          try {
            await tell({ served, room, enter: (options) => room.enter(browser, served.origin, options) });
          } finally {
            await Promise.all(room.places.map((place) => place.close()));
            served.close();
          }
        });
      }
    });
  return story;
}
