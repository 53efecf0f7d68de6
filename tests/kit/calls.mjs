// Calls as the room sees them: their frames, without browsers.

import assert from "node:assert/strict";

import { makeVisitor, must, newId, openRoom, raise } from "./people.mjs";

/** All that a service can allow in calls. */
export const ALL_CALLS = { voice: true, video: true, screen: true, record: true, listen: true, shows_listeners: true };

/** An enquiry for the tag Sales that Ada has, with the sockets of both in its room. `open` seats others there. */
export async function engaged(worker, service, by = "ada") {
  const visitor = await makeVisitor(worker, service);
  const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
  const theirs = await openRoom(worker, service, visitor, enquiry);
  await must(worker, "POST", `${service.base}/enquiries/${enquiry}/${service.followUp ? "follow-up" : "answer"}`, { as: service.people[by] });
  const open = (as) => openRoom(worker, service, as, enquiry);
  return { enquiry, visitor, open, theirs, ours: await open(service.people[by]) };
}

/** The call as this socket was shown it last. */
export const callOf = ({ frames }) => frames.findLast(({ type }) => type === "call")?.call;

/** What the log says of calls: "offered", "joined", "ended hung_up". */
export async function callsInLog(open) {
  const room = await open();
  const entries = room.welcome.entries.filter(({ kind }) => kind === "call");
  await room.end();
  return entries.map(({ step, why }) => [step, why].filter(Boolean).join(" "));
}

/** Waits until a socket is shown a call of which `which` is true; `which` gets undefined once it is over. */
export const shown = (socket, which, what, timeout) =>
  socket.until(({ type, call }) => type === "call" && which(call), `call: ${what}`, timeout).then(({ call }) => call);

/** Somebody's browser in a room: what it does about calls. */
export class Caller {
  constructor(socket) {
    this.socket = socket;
    this.peer = newId("per");
    // As every client: who is silent for longer is taken for gone.
    this.pinging = setInterval(() => socket.send("ping"), 10_000).unref();
    socket.closed.then(() => this.hush());
  }

  /** Says nothing any more on a socket that stays open, as a machine does whose network went without a word. */
  hush() {
    clearInterval(this.pinging);
  }

  offer(more = {}) {
    this.call = newId("cal");
    this.socket.send({ type: "call_offer", call: this.call, peer: this.peer, ...more });
    return this.call;
  }

  join(call, more = {}) {
    this.socket.send({ type: "call_join", call, peer: this.peer, ...more });
  }

  leave(call) {
    this.socket.send({ type: "call_leave", call });
  }

  decline(call) {
    this.socket.send({ type: "call_decline", call });
  }

  signal(call, to, signal) {
    this.socket.send({ type: "signal", call, to: to.peer, signal });
  }

  refused(call) {
    return this.socket.until((frame) => frame.type === "call_refused" && frame.call === call, "refusal").then(({ error }) => error.code);
  }
}

/** Two sides that talk: a call by the visitor that Ada has joined. */
export async function talking(worker, service) {
  const { theirs, ours, ...rest } = await engaged(worker, service);
  const [ann, ada] = [new Caller(theirs), new Caller(ours)];
  const call = ann.offer();
  await shown(ours, (it) => it?.call === call, "rings");
  ada.join(call);
  const running = await shown(theirs, (it) => it?.started_at_ms, "goes on");
  assert.equal(running.peers.length, 2);
  return { ...rest, theirs, ours, ann, ada, call };
}
