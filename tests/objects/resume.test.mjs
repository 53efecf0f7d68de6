// No message is lost or shown twice, whatever the network, the runtime or the machine does. Visitors and staff talk through
// dropped sockets, evicted rooms and `kill -9` of the whole runtime with a restart on the same state, by schedules that seeds
// decide. Each seed is printed when its schedule fails: `FRONTDESK_SEED=17 SCHEDULES=1` runs that one alone.
// `SCHEDULES` sets how many; the usual few fit into CI.

import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { after, before, describe, test } from "node:test";

import { FULL } from "../kit/bar.mjs";
import { readAll, RoomClient } from "../kit/client.mjs";
import { makeService, makeVisitor, must, openRoom, raise } from "../kit/people.mjs";
import { generator } from "../kit/random.mjs";
import { startHarness, startWorker } from "../kit/worker.mjs";

const SCHEDULES = Number(process.env.SCHEDULES ?? (FULL ? 200 : 12));
const FIRST_SEED = Number(process.env.FRONTDESK_SEED ?? 1);
/** Talks that go on beside each other, and suffer together. */
const TOGETHER = 6;
/** What each talk goes through. */
const STEPS = 40;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** One talk of a visitor with Ada, each on two devices. */
async function start(world, seed) {
  const { service } = world;
  const { next } = generator(seed);
  const visitor = await makeVisitor(world.worker, service);
  const { enquiry } = await raise(world.worker, service, visitor, { tag: service.tags.sales });
  await must(world.worker, "POST", `${service.base}/enquiries/${enquiry}/follow-up`, { as: service.people.ada });
  const client = (name, as) => {
    const side = as.bearer ? "visitor/rooms" : "rooms";
    return new RoomClient(() => world.worker, `${service.base}/${side}/${enquiry}/socket`, as, { random: next, name: `${name} of seed ${seed}` });
  };
  const clients = [client("phone", visitor), client("laptop", visitor), client("desk", service.people.ada), client("tablet", service.people.ada)];
  return { world, seed, next, enquiry, visitor, clients, written: new Map() };
}

/** Says things and breaks things. */
async function go({ world, seed, next, enquiry, clients, written }) {
  for (let step = 0; step < STEPS; step += 1) {
    const client = clients[Math.floor(next() * clients.length)];
    const dice = next();
    if (dice < 0.62) {
      const body = `${seed}.${step}`;
      written.set(client.say(body), body);
    } else if (dice < 0.7) {
      client.send({ type: "mark", delivered: client.last, read: client.last });
    } else if (dice < 0.8) {
      client.drop();
    } else if (dice < 0.85) {
      clients.forEach((other) => other.drop());
    } else if (dice < 0.88) {
      client.send({ type: "hello", protocol: 1, seen: client.last });
    } else if (world.evict) {
      // One that fails is none: the room was busy, or not there.
      await world.evict(enquiry, next() < 0.5 ? "hibernate" : "close").then(
        () => (world.disasters += 1),
        () => {},
      );
    }
    await pause(next() * 60);
  }
}

/** What must hold when all is quiet again. */
async function check({ world, seed, enquiry, visitor, clients, written }) {
  const { service } = world;
  await Promise.all(clients.map((client) => client.until(({ online, pending }) => online && pending.size === 0, "end of sending")));
  const last = Math.max(...clients.map((client) => client.last));
  await Promise.all(clients.map((client) => client.until((it) => it.last >= last, `entry ${last}`)));
  const stored = await readAll(() => openRoom(world.worker, service, visitor, enquiry));
  for (const client of clients) {
    assert.deepEqual(client.faults, [], client.name);
    assert.deepEqual(client.log, stored, `${client.name} shows what is stored`);
  }
  assert.deepEqual(stored.map(({ seq }) => seq), stored.map((_, index) => index + 1), "no gaps");
  const said = stored.filter(({ kind }) => kind === "said");
  assert.equal(new Set(said.map(({ message }) => message)).size, said.length, "nothing twice");
  const acknowledged = new Map(clients.flatMap((client) => [...client.acknowledged]));
  const failed = new Set(clients.flatMap((client) => [...client.failed.keys()]));
  for (const [message, body] of written) {
    const entry = said.find((entry) => entry.message === message);
    if (acknowledged.has(message)) {
      assert.equal(entry?.seq, acknowledged.get(message), `seed ${seed}: acknowledged ${body} is in its place`);
      assert.equal(entry.body, body);
    } else {
      assert.ok(entry || failed.has(message), `seed ${seed}: ${body} is there, or shown as not sent`);
    }
  }
  assert.equal(said.length + failed.size, written.size, "nothing that nobody wrote");
  // What each of them wrote stands in the order in which it was written.
  for (const client of clients) {
    const places = [...client.acknowledged.values()];
    assert.deepEqual(places, places.toSorted((a, b) => a - b), `${client.name} wrote in this order`);
  }
}

async function together(world, seeds, disaster) {
  world.disasters = 0;
  const talks = await Promise.all(seeds.map((seed) => start(world, seed)));
  try {
    await Promise.all(talks.flatMap(({ clients }) => clients.map((client) => client.until(({ online }) => online, "welcome"))));
    await Promise.all([...talks.map(go), disaster(generator(seeds[0]).next)]);
    await Promise.all(talks.map(check));
    assert.ok(world.disasters > 0, "something has to go wrong, or nothing is proved");
    assert.ok(talks.every(({ clients }) => clients.some(({ welcomes }) => welcomes > 1)));
  } catch (error) {
    error.message += ` (schedules ${seeds.join(", ")})`;
    throw error;
  } finally {
    talks.flatMap(({ clients }) => clients).forEach((client) => client.stop());
  }
}

function batches() {
  const seeds = Array.from({ length: SCHEDULES }, (_, index) => FIRST_SEED + index);
  const groups = [];
  while (seeds.length > 0) groups.push(seeds.splice(0, TOGETHER));
  return groups;
}

const staff = { staff: { ada: "agent" }, tags: { sales: ["ada"] } };
const half = (which) => batches().filter((_, index) => SCHEDULES === 1 || index % 2 === which);

describe("rooms that are put to sleep and moved", () => {
  const world = {};
  before(async () => {
    world.worker = await startHarness();
    world.service = await makeService(world.worker, staff);
    world.evict = (enquiry, webSockets) => world.worker.worker.evictDurableObject("Room", { name: `${world.service.slug}/${enquiry}`, webSockets });
  });
  after(() => world.worker?.stop());

  for (const seeds of half(0)) {
    test(`lose nothing and double nothing: schedules ${seeds[0]} to ${seeds.at(-1)}`, () => together(world, seeds, () => {}));
  }
});

describe("a machine that dies in mid-talk", () => {
  const world = {};
  let first;
  before(async () => {
    world.worker = first = await startWorker();
    world.service = await makeService(world.worker, staff);
  });
  after(async () => {
    await world.worker?.stop();
    // The one that is stopped goes on with the state of another, and leaves it.
    if (first) await rm(first.state, { recursive: true, force: true });
  });

  for (const seeds of half(1)) {
    test(`loses nothing and doubles nothing: schedules ${seeds[0]} to ${seeds.at(-1)}`, () =>
      together(world, seeds, async (next) => {
        for (let deaths = 1 + Math.floor(next() * 2); deaths > 0; deaths -= 1) {
          await pause(100 + next() * 900);
          await world.worker.kill();
          world.disasters += 1;
          world.worker = await startWorker({ state: first.state, port: first.port });
        }
      }));
  }
});
