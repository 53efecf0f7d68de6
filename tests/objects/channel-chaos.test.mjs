// Social accounts on a bad day: people write on four services at once, what they write comes twice, late and in any order, others
// forge it, the services fail staff's answers in every way (too many calls, faults, cuts, closed windows, quotas that are used up,
// tokens that end, delays), and the runtime is killed again and again in the middle of it. What is genuine is in its room once,
// what is forged is nowhere, and what the ledger says of each answer is true.
//
// `cargo xtask test --full` does all of it: 10,000 in, 5,000 out, 20 kills. CI does the few that fit into a minute.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";

import { FULL } from "../kit/bar.mjs";
import { harass } from "../kit/harass.mjs";
import { makeService, must, newId, openDesk, openRoom, request } from "../kit/people.mjs";
import { seeded } from "../kit/random.mjs";
import { connectAccount, startStandin, startStandins } from "../kit/standin.mjs";
import { startWorker } from "../kit/worker.mjs";

const KINDS = ["facebook", "whatsapp", "line", "wechat"];
const [IN, OUT, KILLS, PEOPLE, ROUNDS] = FULL ? [10_000, 5_000, 20, 40, 10] : [320, 120, 2, 8, 1];
/** In everything that anybody says here: no log may hold it. */
const MARK = "zanzibar";
/** So many of a hundred calls fail. */
const FAILS = 30;
/** What the forger lacks. */
const PROOF = { facebook: "app_secret", whatsapp: "app_secret", line: "channel_secret", wechat: "token" };
const SETTLED = ["accepted", "sent", "delivered", "read", "failed", "unclear"];

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Everything that takes part; `worker` is another one after each kill. */
class World {
  logs = [];
  /** What was said to be genuine: its words to the person, `facebook ana 3`. */
  genuine = new Map();
  /** What staff said: its message's id to where and what. */
  answers = new Map();
  /** Of each room in which somebody of the staff is: its own say comes in its order. */
  lines = new Map();
  forged = 0;
  kills = 0;

  constructor(random) {
    this.random = random;
  }

  async start() {
    const { stands, vars } = await startStandins(KINDS);
    this.stands = stands;
    this.vars = { LIMITS: "off", SETUP: "many", ...vars };
    this.state = await mkdtemp(path.join(tmpdir(), "frontdesk-chaos-"));
    this.worker = await startWorker({ state: this.state, vars: this.vars });
    this.service = await makeService(this.worker, { staff: { ada: "agent" }, tags: { sales: [{ staff: ["ada"], wait_s: 3_600 }] } });
    this.forgers = {};
    for (const kind of KINDS) {
      const stand = this.stands[kind];
      const { callback, secrets } = await connectAccount(this.worker, this.service, stand);
      // The service tries for hours in truth; here it goes on for long enough to see a runtime come back.
      await stand.switches({ tries: 12, retry_ms: 100, seed: this.random.seed });
      const wrong = secrets[PROOF[kind]].replace(/.$/, (last) => (last === "0" ? "1" : "0"));
      this.forgers[kind] = await startStandin(kind, { callback, secrets: { ...secrets, [PROOF[kind]]: wrong } });
      await this.forgers[kind].switches({ tries: 1 });
    }
  }

  async stop() {
    await this.worker?.stop();
    const all = [...Object.values(this.stands ?? {}), ...Object.values(this.forgers ?? {})];
    await Promise.all(all.map((stand) => stand.stop()));
    await rm(this.state, { recursive: true, force: true });
  }

  /** `kill -9`, and a new one on the same state. */
  async kill() {
    const { port } = this.worker;
    await this.worker.kill();
    this.logs.push(this.worker.log());
    this.worker = await startWorker({ state: this.state, port, vars: this.vars });
    this.kills += 1;
  }

  /** Asks as Ada until there is an answer that is one. */
  async ask(method, where, body) {
    for (const until = Date.now() + 120_000; ; ) {
      const answer = await request(this.worker, method, this.service.base + where, { as: this.service.people.ada, body }).catch(() => undefined);
      if (answer && answer.status < 500) return answer;
      if (Date.now() > until) throw new Error(`${method} ${where}: no answer, at last ${answer?.status} ${JSON.stringify(answer?.body)}`);
      await pause(150);
    }
  }

  /** Whether an enquiry is Ada's then: what came while she was away is missed, and followed up. */
  async take({ enquiry, phase }) {
    const verb = { open: "answer", missed: "follow-up" }[phase];
    return verb === undefined || (await this.ask("POST", `/enquiries/${enquiry}/${verb}`)).status < 400;
  }

  /** Somebody writes something that is to be in their room. */
  say(kind, person, words) {
    this.genuine.set(words, `${kind} ${person}`);
    return this.stands[kind].say(person, { text: words });
  }

  /** All enquiries that are open, missed or somebody's. */
  async cards() {
    for (const until = Date.now() + 60_000; ; ) {
      try {
        const desk = await openDesk(this.worker, this.service, this.service.people.ada);
        await desk.end();
        return desk.welcome.cards;
      } catch (error) {
        if (Date.now() > until) throw error;
        await pause(200);
      }
    }
  }
}

/** People write, as the services bring it: some of it twice, together, or the last first. */
async function write(world, kind) {
  const { random } = world;
  const stand = world.stands[kind];
  const count = IN / KINDS.length;
  const together = 12;
  for (let done = 0; done < count; ) {
    const turn = random.below(5);
    // A fifth of all comes again. What waits for others would wait for ever at the end of a turn: `flush`.
    await stand.switches({ repeat: turn === 0 ? 2 : 1, reorder: turn === 1 ? 4 : 1, burst: turn === 2 ? 4 : 1 });
    const size = Math.min(together * 2, count - done);
    const running = Array.from({ length: size }, async (_, number) => {
      const person = `p${random.below(PEOPLE)}`;
      const words = `${MARK} in ${kind} ${person} ${done + number}`;
      if (random.chance(0.05)) {
        world.forged += 1;
        const { hooks } = await world.forgers[kind].say(person, { text: `${MARK} forged ${kind} ${done + number}` });
        const told = hooks.flatMap(({ tries }) => tries).map(({ status }) => status).filter(Boolean);
        assert.ok(told.every((status) => [401, 403].includes(status) || status >= 500), `a forged one got ${told}`);
      }
      await world.say(kind, person, words);
    });
    await Promise.all(running);
    await stand.flush();
    done += size;
  }
  await stand.switches({ repeat: 1, reorder: 1, burst: 1 });
}

/** Ada takes what is open, answers, and closes some of it, until nobody writes, nothing else goes wrong, and she said all she had to. */
async function serve(world, writing, harassing) {
  const { random } = world;
  let said = 0;
  const over = new Set();
  for (const one of [writing, harassing]) one.catch(() => {}).then(() => over.add(one));
  while (said < OUT || over.size < 2) {
    const cards = await world.cards();
    await Promise.all(
      cards.map(async (card) => {
        const { enquiry } = card;
        if (!(await world.take(card))) return;
        const line = world.lines.get(enquiry) ?? { kind: card.channel.kind, said: [] };
        world.lines.set(enquiry, line);
        // What goes wrong in the end needs somebody who is answered then.
        for (let words = said < OUT ? random.below(4) : Number(random.chance(0.1)); words > 0; words -= 1) {
          said += 1;
          const message = newId("msg");
          const body = `${MARK} out ${enquiry} ${String(line.said.length).padStart(3, "0")}`;
          const { status } = await world.ask("POST", `/rooms/${enquiry}/messages`, { message, body });
          if (status >= 400) {
            said -= 1;
            return;
          }
          line.said.push(body);
        }
        if (!over.has(writing) && random.chance(0.04)) await world.ask("POST", `/enquiries/${enquiry}/close`);
      }),
    );
    await pause(over.size < 2 ? 600 : 200);
  }
}

/** All that stands in a room, and how far each of it came. */
async function read(world, enquiry) {
  const room = await openRoom(world.worker, world.service, world.service.people.ada, enquiry);
  let entries = room.welcome.entries;
  while (entries.length > 0 && entries[0].seq > 1) {
    const before = entries[0].seq;
    room.send({ type: "history", before });
    const page = await room.until((frame) => frame.type === "history" && frame.entries.at(-1)?.seq === before - 1, "history");
    entries = [...page.entries, ...entries];
  }
  // What is told of the last page comes right behind it.
  room.send("ping");
  await room.until((frame) => frame === "pong", "pong");
  await room.end();
  const states = new Map(room.frames.flatMap((frame) => frame.deliveries ?? []).map(({ seq, state, problem }) => [seq, { state, problem }]));
  return { enquiry, entries, states };
}

/** Every room as it is once nothing is on its way any more. */
async function settled(world, patience) {
  for (const until = Date.now() + patience; ; ) {
    const rooms = [];
    for (const enquiry of world.lines.keys()) rooms.push(await read(world, enquiry));
    const seen = new Set(rooms.flatMap(({ entries }) => entries.map(({ body }) => body)));
    const missing = [...world.genuine.keys()].filter((words) => !seen.has(words));
    const waiting = rooms.flatMap(({ entries, states }) => entries.filter((entry) => entry.body?.startsWith(`${MARK} out`) && !SETTLED.includes(states.get(entry.seq)?.state)));
    if (missing.length === 0 && waiting.length === 0) return rooms;
    if (Date.now() > until) {
      const cards = await world.cards();
      const unread = cards.filter(({ enquiry }) => !world.lines.has(enquiry));
      assert.fail(`${missing.length} never came (${missing.slice(0, 3)}), ${waiting.length} never settled (${JSON.stringify(waiting.slice(0, 2))}), ${unread.length} cards unread`);
    }
    for (const card of await world.cards()) {
      if (world.lines.has(card.enquiry)) continue;
      if (await world.take(card)) world.lines.set(card.enquiry, { kind: card.channel.kind, said: [] });
    }
    await pause(1_000);
  }
}

function inboundIsRight(world, rooms) {
  const found = rooms.flatMap(({ enquiry, entries }) => entries.filter((entry) => entry.kind === "said" && entry.author.side === "visitor").map(({ body }) => ({ enquiry, body })));
  assert.equal(found.filter(({ body }) => body.includes("forged")).length, 0, "what was forged is nowhere");
  const counts = new Map();
  for (const { body } of found) counts.set(body, (counts.get(body) ?? 0) + 1);
  assert.deepEqual([...counts].filter(([, count]) => count > 1), [], "nothing is there twice");
  assert.deepEqual([...world.genuine.keys()].filter((words) => !counts.has(words)), [], "nothing is lost");
  assert.equal(counts.size, world.genuine.size, "and nothing else is there");
  for (const { enquiry } of rooms) {
    const whose = new Set(found.filter((one) => one.enquiry === enquiry).map(({ body }) => world.genuine.get(body)));
    assert.ok(whose.size <= 1, `${enquiry} is the room of ${[...whose]}`);
  }
}

async function outboundIsTrue(world, rooms) {
  const inboxes = {};
  for (const kind of KINDS) inboxes[kind] = (await fetch(`${world.stands[kind].origin}/_/people`).then((answer) => answer.json())).map(({ inbox }) => inbox.map(({ text }) => text).filter(Boolean));
  const ends = {};
  for (const { enquiry, entries, states } of rooms) {
    const { kind, said } = world.lines.get(enquiry);
    const ours = entries.filter((entry) => entry.body?.startsWith(`${MARK} out`));
    assert.deepEqual(ours.map(({ body }) => body), said, "the log has what staff said, in its order");
    for (const entry of ours) {
      const { state, problem } = states.get(entry.seq);
      const got = inboxes[kind].flat().filter((text) => text === entry.body).length;
      assert.ok(got <= 1, `${entry.body} came ${got} times, and is ${state}`);
      if (state === "failed") assert.equal(got, 0, `${entry.body} came, and is said to have failed: ${JSON.stringify(problem)}`);
      else if (state !== "unclear") assert.equal(got, 1, `${entry.body} is ${state}, and never came`);
      const end = problem?.code ? `${state} ${problem.code}` : state;
      ends[kind] ??= {};
      ends[kind][end] = (ends[kind][end] ?? 0) + 1;
    }
    const order = inboxes[kind].map((texts) => texts.filter((text) => text.startsWith(`${MARK} out ${enquiry}`))).filter(({ length }) => length > 0);
    assert.ok(order.length <= 1, `what was said in ${enquiry} got to one person`);
    assert.deepEqual(order[0] ?? [], (order[0] ?? []).toSorted(), `what was said in ${enquiry} came in its order`);
  }
  return ends;
}

function nothingLeaks(world) {
  const log = [...world.logs, world.worker.log()].join("\n");
  const tokens = KINDS.flatMap((kind) => Object.entries(world.stands[kind].secrets).filter(([name, value]) => value && /secret|token|aes/.test(name)).map(([, value]) => value));
  for (const text of [MARK, ...tokens]) assert.ok(!log.includes(text), "a log holds what it must not");
  assert.ok(!/access_token=|stable-\d|bot\d+:/.test(log), "a log holds a token that was given out");
}

test(`${IN} in, ${OUT} out, ${KILLS} kills: once, in its room, and told truly`, async (t) => {
  const random = seeded();
  const world = new World(random);
  t.after(() => world.stop());
  await world.start();

  let isOver = false;
  const writing = Promise.all(KINDS.map((kind) => write(world, kind)));
  for (const kind of KINDS) await world.stands[kind].switches({ fail_percent: FAILS });
  const asks = (kind) => () => world.say(kind, "p0", `${MARK} in ${kind} p0 as number ${world.genuine.size}`);
  const harassing = Promise.all(KINDS.map((kind) => harass(world.stands[kind], { rounds: ROUNDS, asks: asks(kind) })));
  const serving = serve(world, writing, harassing);
  const begun = Date.now();
  const killing = (async () => {
    while (world.kills < KILLS && !isOver) {
      await pause((FULL ? 6_000 : 2_500) + random.below(2_000));
      if (!isOver) await world.kill();
    }
  })();
  try {
    await Promise.all([writing, harassing, serving]);
    // A fast machine is done early: the rest of the kills is while answers are on their way.
    await killing;
  } finally {
    isOver = true;
    await killing.catch(() => {});
  }
  for (const kind of KINDS) await world.stands[kind].switches({ fail_percent: 0 });
  const rooms = await settled(world, FULL ? 900_000 : 180_000);
  const tries = (await Promise.all(KINDS.map((kind) => world.stands[kind].hooks()))).flat().map((hook) => hook.tries.length);
  inboundIsRight(world, rooms);
  const ends = await outboundIsTrue(world, rooms);
  nothingLeaks(world);
  const accounts = await must(world.worker, "GET", `${world.service.base}/channels`, { as: world.service.people.owner });
  assert.deepEqual(accounts.filter(({ problem }) => problem), [], "no account waits for its owner");
  const again = tries.filter((count) => count > 1).length / tries.length;
  console.log(`${world.genuine.size} in ${rooms.length} rooms, ${Math.round(again * 100)} % of webhooks came again, ${world.forged} forged, ${world.kills} kills, in ${Math.round((Date.now() - begun) / 1_000)} s`);
  for (const [kind, states] of Object.entries(ends)) console.log(`  ${kind}: ${JSON.stringify(states)}`);
  assert.equal(world.kills, KILLS);
});
