// No message, edit or file is lost or there twice, and no enquiry without its place, whatever the network, the runtime or the
// machine does. Visitors and staff talk, edit, send files and pass an enquiry on through dropped sockets, evicted rooms and
// `kill -9` of the whole runtime with a restart on the same state, by schedules that seeds decide. Each seed is printed when its schedule fails: `FRONTDESK_SEED=17 SCHEDULES=1` runs that one alone.
// `SCHEDULES` sets how many; the usual few fit into CI.

import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { after, before, describe, test } from "node:test";

import { FULL } from "../kit/bar.mjs";
import { lasting, readAll, RoomClient } from "../kit/client.mjs";
import { about, filesOf } from "../kit/files.mjs";
import { makeService, makeVisitor, must, openRoom, raise, request } from "../kit/people.mjs";
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
  return { world, seed, next, enquiry, visitor, clients, written: new Map(), shared: new Map(), errands: [] };
}

/** Asks until there is an answer that is one: a runtime that is gone has none, and comes back. */
async function ask({ world }, method, path, options) {
  for (const until = Date.now() + 60_000; ; ) {
    const answer = await request(world.worker, method, world.service.base + path, options).catch(() => undefined);
    if (answer && answer.status < 500) return answer;
    if (Date.now() > until) throw new Error(`${method} ${path}: no answer, at last ${answer?.status}`);
    await pause(100);
  }
}

/** Sends a file, each step until it is taken. A room that one lost meanwhile refuses it, and then it isn't there. */
async function share(talk, as) {
  const bytes = Buffer.from(`a file of seed ${talk.seed}, ${talk.shared.size}`);
  const file = about(bytes, { name: `${talk.seed}-${talk.shared.size}.txt` });
  talk.shared.set(file.message, undefined);
  const path = filesOf({ base: "" }, talk.enquiry, as);
  for (const [method, step, options] of [["POST", "", { body: file }], ["PUT", `/${file.file}/parts/1`, { raw: bytes }], ["POST", `/${file.file}/finish`, {}]]) {
    const { status } = await ask(talk, method, path + step, { as, ...options });
    if (status >= 400) return;
  }
  talk.shared.set(file.message, file.name);
}

/** Ada passes the enquiry on to a tag where nobody is; both follow it up, and one has it. */
async function passOn(talk) {
  const { ada, ben } = talk.world.service.people;
  const path = `/enquiries/${talk.enquiry}`;
  await ask(talk, "POST", `${path}/transfer`, { as: ada, body: { to: { kind: "tag", tag: talk.world.service.tags.sales.id }, note: "Be quick", if_nobody: "blind", keep_sight: true } });
  const taken = await Promise.all([ben, ada].map(async (as) => ({ as, ...(await ask(talk, "POST", `${path}/follow-up`, { as })) })));
  const { card } = (await ask(talk, "GET", path, { as: talk.world.service.people.owner })).body;
  assert.equal(card.phase, "engaged", `seed ${talk.seed}: somebody has it`);
  for (const { as, status } of taken) {
    assert.ok(status === 200 || status === 409, `seed ${talk.seed}: ${status}`);
    assert.equal(card.owner.id === as.id, status === 200, `seed ${talk.seed}: who was told that it is theirs has it`);
  }
}

/** Changes, or takes back, something that this client said. */
function revise({ seed, next }, client, step) {
  const own = [...client.acknowledged.values()].filter((seq) => client.log[seq - 1]?.kind === "said");
  const of = own[Math.floor(next() * own.length)];
  if (of) client.revise(of, next() < 0.7 ? `${seed}.${step} anew` : undefined);
}

/** Says things and breaks things. */
async function go(talk) {
  const { world, seed, next, enquiry, clients, written, visitor } = talk;
  for (let step = 0; step < STEPS; step += 1) {
    if (step === 8) talk.errands.push(share(talk, visitor));
    if (step === 12) talk.errands.push(passOn(talk));
    if (step === 28) talk.errands.push(share(talk, world.service.people.ada));
    const client = clients[Math.floor(next() * clients.length)];
    const dice = next();
    if (dice < 0.52) {
      const body = `${seed}.${step}`;
      written.set(client.say(body), body);
    } else if (dice < 0.62) {
      revise(talk, client, step);
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
async function check({ world, seed, enquiry, visitor, clients, written, shared, errands }) {
  const { service } = world;
  await Promise.all(errands);
  await Promise.all(clients.map((client) => client.until(({ online, pending }) => online && pending.size === 0, "end of sending")));
  const last = Math.max(...clients.map((client) => client.last));
  await Promise.all(clients.map((client) => client.until((it) => it.last >= last, `entry ${last}`)));
  const stored = await readAll(() => openRoom(world.worker, service, visitor, enquiry));
  for (const client of clients) {
    assert.deepEqual(client.faults, [], client.name);
    // The words of an edit that another one followed are kept nowhere.
    const shown = (log) => log.map((entry) => (entry.kind === "revised" ? lasting(entry) : entry));
    assert.deepEqual(shown(client.log), shown(stored), `${client.name} shows what is stored`);
  }
  assert.deepEqual(stored.map(({ seq }) => seq), stored.map((_, index) => index + 1), "no gaps");
  const said = stored.filter(({ kind }) => kind === "said");
  assert.equal(new Set(said.map(({ message }) => message)).size, said.length, "nothing twice");
  const acknowledged = new Map(clients.flatMap((client) => [...client.acknowledged]));
  const failed = new Set(clients.flatMap((client) => [...client.failed.keys()]).filter((message) => written.has(message)));
  for (const [message, body] of written) {
    const entry = said.find((entry) => entry.message === message);
    if (acknowledged.has(message)) {
      assert.equal(entry?.seq, acknowledged.get(message), `seed ${seed}: acknowledged ${body} is in its place`);
      const last = stored.findLast(({ kind, of }) => kind === "revised" && of === entry.seq);
      assert.equal(entry.body, last ? (last.body ?? "…") : body, `seed ${seed}: the words of its last edit`);
    } else {
      assert.ok(entry || failed.has(message), `seed ${seed}: ${body} is there, or shown as not sent`);
    }
  }
  assert.equal(said.length + failed.size, written.size, "nothing that nobody wrote");
  const files = stored.filter(({ kind }) => kind === "shared");
  const sent = [...shared].filter(([, name]) => name);
  assert.ok(sent.length > 0, `seed ${seed}: the visitor's file was taken`);
  assert.deepEqual(new Map(files.map(({ message, file }) => [message, file.name])), new Map(sent), `seed ${seed}: each file once`);
  assert.equal(files.length, sent.length);
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

const staff = { staff: { ada: "agent", ben: "agent" }, tags: { sales: ["ada", "ben"] } };
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
