// A busy service: 50 of its staff at their dashboards, 2,000 rooms in which people talk, 100 messages and 20 new enquiries a
// second. How long it takes from a visitor's request to the card at each of the staff who may take it, and from a message to
// the other side.
//
// Run by `cargo xtask bench service`; `node tests/bench/service.mjs [SECONDS] [ROOMS]` does the same on what is built.

import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { entriesOf, makeService, makeVisitor, newId, openDesk, openRoom, request } from "../kit/people.mjs";
import { startWorker } from "../kit/worker.mjs";
import { byTheClock } from "./pace.mjs";
import { heading, row } from "./table.mjs";

const FOLDER = path.join(fileURLToPath(new URL("../..", import.meta.url)), "build/bench/service");
const BAR_MS = 500;
const [seconds, rooms] = [Number(process.argv[2] ?? 30), Number(process.argv[3] ?? 2_000)];
const STAFF = 50;
const TAGS = 5;
const MESSAGES = 100;
const ENQUIRIES = 20;
/** Rooms with a socket on both sides, in which the messages are said; in the others, people think about what they read. */
const TALKING = 200;
const MAKING = 16;

const errors = new Map();
const wrong = (what) => errors.set(what, (errors.get(what) ?? 0) + 1);

/** The answer's body, or nothing: then it is counted as an error. */
async function ask(worker, what, ...rest) {
  try {
    const { status, body } = await request(worker, ...rest);
    if (status < 300) return body;
    wrong(`${what}: ${status} ${body?.error?.code ?? ""}`);
  } catch (error) {
    wrong(`${what}: ${error.cause?.code ?? error.message}`);
  }
  return undefined;
}

/** Does so many of it, some at once. */
async function many(count, one) {
  let next = 0;
  await Promise.all(
    Array.from({ length: MAKING }, async () => {
      while (next < count) await one((next += 1) - 1);
    }),
  );
}

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const worker = await startWorker({ state: FOLDER });
try {
  const names = Array.from({ length: STAFF }, (_, number) => `ada${number}`);
  const serving = Object.fromEntries(Array.from({ length: TAGS }, (_, tag) => [`tag-${tag}`, names.filter((_, number) => number % TAGS === tag)]));
  const service = await makeService(worker, { staff: Object.fromEntries(names.map((name) => [name, "agent"])), tags: serving });
  const tags = Object.entries(service.tags).map(([handle, tag]) => ({ ...tag, staff: serving[handle] }));

  /** When each new enquiry was asked for, and how long it took to each dashboard. */
  const asked = new Map();
  const alerts = [];
  const desks = [];
  for (const name of names) {
    const desk = await openDesk(worker, service, service.people[name]);
    desk.send({ type: "set_availability", availability: "active" });
    desk.socket.on("message", (data) => {
      const text = `${data}`;
      if (!text.startsWith('{"type":"enquiry_changed"')) return;
      const { card } = JSON.parse(text);
      const due = asked.get(card.enquiry);
      if (card.phase !== "open" || due === undefined || due.seen.has(name)) return;
      due.seen.add(name);
      alerts.push(performance.now() - due.at);
    });
    desks.push(desk);
  }

  const made = [];
  await many(rooms, async (number) => {
    const visitor = await makeVisitor(worker, service);
    const tag = tags[number % TAGS];
    const enquiry = newId("enq");
    const raised = await ask(worker, "raising", "POST", `${service.base}/visitor/enquiries`, { as: visitor, body: { enquiry, entry: { kind: "tag", tag: tag.id } } });
    if (!raised) return;
    const who = tag.staff[Math.floor(number / TAGS) % tag.staff.length];
    await ask(worker, "answering", "POST", `${service.base}/enquiries/${enquiry}/answer`, { as: service.people[who] });
    made.push({ enquiry, visitor, who });
    if (made.length % 100 === 0) process.stderr.write(`\r${made.length} rooms`);
  });
  process.stderr.write("\r");
  const spoken = [];
  const said = new Map();
  const talks = [];
  await many(Math.min(TALKING, made.length), async (number) => {
    const { enquiry, visitor, who } = made[number];
    const [theirs, ours] = [await openRoom(worker, service, visitor, enquiry), await openRoom(worker, service, service.people[who], enquiry)];
    for (const side of [theirs, ours]) {
      side.socket.on("message", (data) => {
        const text = `${data}`;
        if (!text.startsWith('{"type":"entr')) return;
        for (const { message } of entriesOf(JSON.parse(text))) {
          const from = said.get(message);
          if (from && from.side !== side) spoken.push(performance.now() - from.at);
        }
      });
    }
    talks.push([theirs, ours]);
  });

  let raised = 0;
  await Promise.all([
    byTheClock(MESSAGES, seconds, async (number, due) => {
      const side = talks[number % talks.length][Math.floor(number / talks.length) % 2];
      const message = newId("msg");
      said.set(message, { side, at: due });
      side.send({ type: "say", message, body: "Do you also ship to Osaka, and what would two of them cost?" });
    }),
    byTheClock(ENQUIRIES, seconds, async (number, due) => {
      const visitor = await makeVisitor(worker, service).catch(() => wrong("a new visitor"));
      const [enquiry, tag] = [newId("enq"), tags[number % TAGS]];
      asked.set(enquiry, { at: Math.max(due, performance.now()), seen: new Set() });
      const answer = await ask(worker, "a new enquiry", "POST", `${service.base}/visitor/enquiries`, { as: visitor, body: { enquiry, entry: { kind: "tag", tag: tag.id } } });
      raised += answer ? 1 : 0;
      const who = tag.staff[number % tag.staff.length];
      if (answer) await ask(worker, "taking it", "POST", `${service.base}/enquiries/${enquiry}/answer`, { as: service.people[who] });
    }),
  ]);
  // What is still on its way.
  await new Promise((done) => setTimeout(done, 3_000));
  const expected = raised * (STAFF / TAGS);
  console.log(`\n${STAFF} staff, ${made.length.toLocaleString("en")} rooms that are talked in, ${MESSAGES} messages and ${ENQUIRIES} new enquiries a second for ${seconds} s`);
  heading();
  const p99 = row("from a visitor's request to a card at one's desk", alerts);
  row("from a message to the other side", spoken);
  console.log(`  cards that came: ${alerts.length} of ${expected}; messages: ${spoken.length} of ${said.size}`);
  for (const [what, count] of errors) console.log(`  ✗ ${count} × ${what}`);
  const lost = desks.filter(({ socket }) => socket.readyState !== 1).length;
  console.log(`  ${errors.size === 0 && lost === 0 && spoken.length === said.size ? "✓" : "✗"} bar: no error, no message lost, no dashboard disconnected (${lost})`);
  console.log(`  ${p99 < BAR_MS ? "✓" : "✗"} bar: p99 of the card below ${BAR_MS} ms (${p99.toFixed(1)})`);
} finally {
  await worker.stop();
  await rm(FOLDER, { recursive: true, force: true });
}
