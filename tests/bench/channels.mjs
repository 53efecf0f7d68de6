// Webhooks of four messaging services at once, 100 a second, and in the middle of it a Desk that takes nothing for ten seconds. How
// long each takes to be answered, as the service sees it, and whether all that was answered is in its room in the end.
//
// Run by `cargo xtask bench channels`; `node tests/bench/channels.mjs [SECONDS]` does the same on what is built.

import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { readAll } from "../kit/client.mjs";
import { makeService, openDesk, openRoom, request } from "../kit/people.mjs";
import { connectAccount, startStandins } from "../kit/standin.mjs";
import { startWorker } from "../kit/worker.mjs";
import { byTheClock } from "./pace.mjs";
import { heading, row } from "./table.mjs";

const FOLDER = path.join(fileURLToPath(new URL("../..", import.meta.url)), "build/bench/channels");
const BAR_MS = 500;
const KINDS = ["facebook", "whatsapp", "line", "wechat"];
const PER_SECOND = 100;
const PEOPLE = 50;
const seconds = Number(process.argv[2] ?? 30);
/** When the Desk stalls, and for how long. */
const [STALLS_AT, STALLED] = [8_000, 10_000];

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Says whether something holds; if it doesn't, the run has failed. */
function holds(isSo, what) {
  console.log(`  ${isSo ? "✓" : "✗"} ${what}`);
  if (!isSo) process.exitCode = 1;
}

/** What of the load stands in any room. */
async function inRooms(service) {
  const { ada } = service.people;
  const desk = await openDesk(worker, service, ada);
  await desk.end();
  const found = new Set();
  for (const { enquiry, phase } of desk.welcome.cards) {
    const verb = { open: "answer", missed: "follow-up" }[phase];
    if (verb) await request(worker, "POST", `${service.base}/enquiries/${enquiry}/${verb}`, { as: ada });
    const entries = await readAll(() => openRoom(worker, service, ada, enquiry));
    for (const { body } of entries) if (body?.startsWith("Number ")) found.add(body);
  }
  return found;
}

await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const { stands, vars } = await startStandins(KINDS);
const worker = await startWorker({ state: FOLDER, vars: { LIMITS: "off", SETUP: "many", FAULTS: "on", ...vars } });
try {
  const service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: [{ staff: ["ada"], wait_s: 3_600 }] } });
  const { base, people } = service;
  for (const kind of KINDS) {
    await connectAccount(worker, service, stands[kind]);
    // Nothing is tried again: what isn't answered at once counts as it is.
    await stands[kind].switches({ tries: 1 });
  }
  // Everybody has a room before it begins; somebody is there for all of them.
  const desk = await openDesk(worker, service, people.ada);
  for (const kind of KINDS) {
    for (let number = 0; number < PEOPLE; number += 1) await stands[kind].say(`p${number}`, { text: `The first of ${kind} ${number}` });
  }
  await pause(2_000);

  const [calm, stalled] = [[], []];
  const said = [];
  const wrong = new Map();
  let isStalled = false;
  const stall = (async () => {
    await pause(STALLS_AT);
    isStalled = true;
    // What asks for it is answered when it is over.
    await request(worker, "GET", `${base}/tags`, { as: people.owner, headers: { "x-frontdesk-fault": "stall" } });
    isStalled = false;
  })();
  await byTheClock(PER_SECOND, seconds, async (number) => {
    const kind = KINDS[number % KINDS.length];
    const times = isStalled ? stalled : calm;
    const text = `Number ${number}`;
    const { hooks } = await stands[kind].say(`p${Math.floor(number / KINDS.length) % PEOPLE}`, { text });
    const [{ status, took_ms: took }] = hooks[0].tries;
    times.push(took);
    if (status === 200) said.push(text);
    else wrong.set(`${kind} ${status}`, (wrong.get(`${kind} ${status}`) ?? 0) + 1);
  });
  await stall;
  const stallTook = stalled.length / PER_SECOND;

  // All that was answered gets to its room.
  const written = performance.now();
  let there = new Set();
  for (const until = Date.now() + 180_000; there.size < said.length && Date.now() < until; await pause(1_000)) {
    // A worker that is busy with all this may keep a reader waiting.
    there = await inRooms(service).catch(() => there);
  }
  await desk.end();
  const missing = said.filter((text) => !there.has(text));
  console.log(`\n${KINDS.length} accounts, ${PER_SECOND} events a second for ${seconds} s, the Desk stalled for ${stallTook.toFixed(0)} s of it`);
  heading();
  row("from an event to its answer, usually", calm, 0);
  const p99 = row("while the Desk is stalled", stalled, 0);
  row("all of them", [...calm, ...stalled], 0);
  for (const [what, count] of wrong) console.log(`  ✗ ${count} × ${what}`);
  console.log(`  in their rooms: ${there.size} of ${said.length}, ${((performance.now() - written) / 1000).toFixed(0)} s after the last`);
  holds(wrong.size === 0 && missing.length === 0, "bar: each is answered, and what was answered is in its room");
  holds(stallTook >= STALLED / 1000 - 1, "the Desk was stalled for as long as it was to be");
  holds(p99 < BAR_MS, `bar: p99 of the answer below ${BAR_MS} ms while the Desk is stalled (${p99})`);
} finally {
  await worker.stop();
  await Promise.all(Object.values(stands).map((stand) => stand.stop()));
  await rm(FOLDER, { recursive: true, force: true });
}
