// The module of calls as a double, which tells what its host tells it, and the sockets of rooms, through which a page can be
// told what a room would say.

import { readFile } from "node:fs/promises";

/** The module's own script that meets the applications. */
const HOST = new URL("../../ui/calls/src/host.js", import.meta.url);

/** Puts the double into every page and frame of a context, before anything else. */
export async function doubleCalls(context) {
  const script = await readFile(HOST, "utf8");
  await context.addInitScript({ content: script.replace("export const hosting", "globalThis.__hosting") });
  await context.addInitScript(doubleOfCalls);
}

function doubleOfCalls() {
  const known = (globalThis.__calls = { loads: 0, checks: [], calls: [], sockets: [], sent: [] });
  const draw = (element, name, wishes, tell) => {
    const section = document.createElement("section");
    section.setAttribute("aria-label", name);
    for (const [words, wish] of wishes) {
      const button = Object.assign(document.createElement("button"), { className: "button", textContent: words });
      button.onclick = () => tell(JSON.stringify(wish));
      section.append(button);
    }
    element.replaceChildren(section);
  };
  const state = (state) => [state, { kind: "state", state }];
  const module = {
    check(element, start, tell) {
      known.checks.push(JSON.parse(start));
      draw(element, "Before the call", ["call", "chat", "close"].map((kind) => [`check: ${kind}`, { kind }]), tell);
      return { unmount: () => element.replaceChildren() };
    },
    call(element, start, access, tell, keep) {
      const call = { start: JSON.parse(start), told: [], tell, keep };
      known.calls.push(call);
      const frame = ["hang up", { kind: "frame", text: '{"type":"call_leave","call":"cal_00000000000000000000000000000001"}' }];
      const wishes = [state("none"), state("rings"), state("ongoing"), frame, ["voice message", { kind: "voice_message" }]];
      draw(element, "Call", wishes, tell);
      const told = (what) => (value) => call.told.push([what, value]);
      return {
        hear: (text) => told("hear")(JSON.parse(text).type),
        connected: told("connected"),
        offer: told("offer"),
        join: told("join"),
        unmount: () => {
          told("unmount")();
          element.replaceChildren();
        },
      };
    },
  };
  const load = async () => {
    known.loads += 1;
    return __hosting(module);
  };
  Object.defineProperty(globalThis, "frontdeskCalls", { get: () => load, set() {} });
  globalThis.WebSocket = class extends WebSocket {
    constructor(url, protocols) {
      super(url, protocols);
      if (/\/rooms\/enq_\w+\/socket$/.test(url)) known.sockets.push(this);
    }
    send(text) {
      known.sent.push(text);
      super.send(text);
    }
  };
}

/** What the host told so far: of the page, or of the frame. */
export const known = (page) => page.evaluate(() => ({ ...__calls, sockets: __calls.sockets.length, calls: __calls.calls.map(({ start, told }) => ({ start, told })) }));

/** The newest room is told a frame. */
export const roomSays = (page, frame) =>
  page.evaluate((text) => __calls.sockets.at(-1).dispatchEvent(new MessageEvent("message", { data: text })), JSON.stringify(frame));

/** A call as a room tells it. */
export const aCall = (more = {}) => ({
  type: "call",
  call: { call: "cal_00000000000000000000000000000001", revision: 1, by: { side: "visitor" }, offered_at_ms: Date.now(), peers: [], rings: [{ who: { kind: "staff" } }], ...more },
});
