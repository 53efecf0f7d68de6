// Calls and a worker that is killed: who comes back is in them still, and whom nobody comes back to has them no longer.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { ALL_CALLS, Caller, callOf, callsInLog, engaged, shown, talking } from "../kit/calls.mjs";
import { makeService, newId, openRoom } from "../kit/people.mjs";
import { seeded } from "../kit/random.mjs";
import { startWorker } from "../kit/worker.mjs";

const over = (call) => call === undefined;

describe("calls and a worker that is killed", { concurrency: false }, () => {
  let state, worker, service, lost, silent;
  const start = (port) => startWorker({ state, port });

  before(async () => {
    state = await mkdtemp(path.join(tmpdir(), "frontdesk-calls-"));
    worker = await start();
    service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] }, settings: { calls: ALL_CALLS } });
    service.followUp = true;
  });
  after(async () => {
    await worker.stop();
    await rm(state, { recursive: true, force: true });
  });

  test("whoever comes back is in it still", async () => {
    const kept = await talking(worker, service);
    lost = await talking(worker, service);
    await worker.kill();
    worker = await start(worker.port);
    const [theirs, ours] = await Promise.all([kept.visitor, service.people.ada].map((as) => openRoom(worker, service, as, kept.enquiry)));
    for (const [socket, who] of [[theirs, kept.ann], [ours, kept.ada]]) {
      assert.equal((await shown(socket, (it) => it, "after the welcome")).call, kept.call);
      who.socket = socket;
      who.join(kept.call);
    }
    await shown(ours, (it) => it?.peers.every(({ joins }) => joins === 2), "both are back");
    kept.ann.signal(kept.call, kept.ada, "restart");
    await ours.until(({ signal }) => signal === "restart");
  });

  test("200 random schedules: never two calls, no ringing without an end, and both sides agree", { timeout: 300_000 }, async () => {
    const random = seeded();
    const rooms = [];
    for (let batch = 0; batch < 4; batch += 1) {
      const batched = await each(Array.from({ length: 50 }), () => schedule(random));
      rooms.push(...batched);
      // In the middle of whatever they do.
      const running = Promise.all(batched.map(play));
      await sleep(50 + random.below(300));
      await worker.kill();
      await running;
      worker = await start(worker.port);
      await each(batched, (room) => settle(room, random));
    }
    silent = await talking(worker, service);
    silent.ann.hush();
    // Those to whom nobody came back had their time while the others played; the last ones have it now.
    await each(rooms, async ({ enquiry, visitor }) => {
      const room = await openRoom(worker, service, visitor, enquiry);
      if ((await current(room)) !== undefined) await shown(room, over, "an end", 80_000);
      await room.end();
      check(await callsInLog(() => openRoom(worker, service, visitor, enquiry)));
    });
  });

  test("a call that nobody comes back to ends: its room wakes by itself, and gives them their time", async () => {
    const { enquiry, visitor } = lost;
    const room = await openRoom(worker, service, visitor, enquiry);
    if ((await current(room)) !== undefined) await shown(room, over, "is over", 75_000);
    assert.deepEqual(await callsInLog(() => openRoom(worker, service, visitor, enquiry)), ["offered", "joined", "ended lost"]);
  });

  test("who is silent on an open socket is away", async () => {
    // Their 25 seconds, and the half minute in which the room looks, went by while others had theirs.
    const { ours, theirs, ann } = silent;
    await shown(ours, (it) => it?.peers.some(({ peer, away }) => peer === ann.peer && away), "away", 60_000);
    assert.equal(theirs.socket.readyState, 1, "it is open");
  });

  /** Does it with all, ten at a time. */
  async function each(all, act) {
    const done = [];
    const rest = [...all.entries()];
    const work = async () => {
      for (let next; (next = rest.shift()); ) done[next[0]] = await act(next[1]);
    };
    await Promise.all(Array.from({ length: 10 }, work));
    return done;
  }

  /** A room with both sides in it, and what they will do. */
  async function schedule(random) {
    const { enquiry, visitor, theirs, ours } = await engaged(worker, service);
    const steps = Array.from({ length: 4 + random.below(8) }, () => ({
      who: random.below(2),
      what: random.pick(["offer", "offer", "join", "join", "join", "leave", "decline", "drop"]),
      wait: random.below(60),
    }));
    return { enquiry, visitor, sides: [new Caller(theirs), new Caller(ours)], steps };
  }

  async function play({ sides, steps, visitor, enquiry }) {
    for (const { who, what, wait } of steps) {
      await sleep(wait);
      const side = sides[who];
      const call = callOf(side.socket)?.call ?? newId("cal");
      if (side.socket.socket.readyState !== 1) continue;
      if (what === "offer") side.offer();
      else if (what !== "drop") side[what](call);
      else {
        side.socket.socket.terminate();
        const back = openRoom(worker, service, who === 0 ? visitor : service.people.ada, enquiry);
        // The worker may be gone by then.
        side.socket = await back.catch(() => side.socket);
      }
    }
  }

  /** Both come back, or one, or nobody; who is in a call again and sees it hangs up, or stays away. */
  async function settle({ sides, visitor, enquiry }, random) {
    const seen = [];
    for (const [who, side] of sides.entries()) {
      side.socket = await openRoom(worker, service, who === 0 ? visitor : service.people.ada, enquiry);
      // Whether there is one comes right after the welcome.
      seen.push(await current(side.socket));
    }
    assert.equal(seen[0]?.call, seen[1]?.call, "both sides see the same call");
    const call = seen[0]?.call;
    if (call && random.chance(0.7)) {
      for (const side of random.shuffle(sides)) side.join(call);
      await sleep(20);
      random.pick(sides).leave(call);
    }
    await Promise.all(sides.map(({ socket }) => socket.end()));
  }

  /** The call after a welcome, if there is one: `history` is answered after it. */
  async function current(socket) {
    socket.send({ type: "history", before: 1 });
    await socket.until(({ type }) => type === "history");
    return callOf(socket);
  }

  function check(log) {
    const kinds = log.filter((said) => said !== "joined").map((said) => said.split(" ")[0]);
    for (const [place, kind] of kinds.entries()) assert.equal(kind, place % 2 === 0 ? "offered" : "ended", log.join(", "));
    assert.equal(kinds.length % 2, 0, `it ended: ${log.join(", ")}`);
  }
});
