// Enquiries that are raised by a call, on the real runtime: who can be called, how long it rings, and what staff see of it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";

import { startPushService } from "../kit/push.mjs";
import { makeService, makeVisitor, must, newId, openDesk, openRoom, raise, request } from "../kit/people.mjs";
import { startHarness } from "../kit/worker.mjs";

const CALL = { mode: "call" };
const SILENT = { voice: false, video: false, screen: false, record: false, listen: false, shows_listeners: true };

let worker, push, made = 0;
before(async () => {
  push = await startPushService();
  worker = await startHarness({ vars: { LIMITS: "off", PUSH_SERVICES: push.origin } });
});
after(async () => {
  await worker.stop();
  await push.stop();
});

/** A service in which sales can be called, and Ben, and nobody else; `rings` are the waits of its destinations. */
async function shop({ staff = { ada: "agent", ben: "agent", cleo: "agent" }, lines = [["ada", "ben"], ["cleo"]], rings = [] } = {}) {
  const service = await makeService(worker, { slug: `calls${(made += 1)}`, staff, tags: { sales: lines.map((names) => ({ staff: names })), support: ["ada"] } });
  const { base, people, tags } = service;
  const owner = people.owner;
  const { id, revision, ...tag } = (await must(worker, "GET", `${base}/tags`, { as: owner })).find(({ handle }) => handle === "sales");
  const destinations = tag.destinations.map((one, at) => ({ ...one, ...(rings[at] && { call_wait_s: rings[at] }) }));
  await must(worker, "PUT", `${base}/tags/${tags.sales.id}`, { as: owner, body: { ...tag, destinations, calls: true } });
  await change(service, "ben", { calls: true });
  const desks = {};
  for (const name of Object.keys(staff)) desks[name] = await openDesk(worker, service, people[name]);
  const details = (enquiry) => must(worker, "GET", `${base}/enquiries/${enquiry}`, { as: owner });
  return { ...service, desks, details };
}

/** Changes what an owner can set of somebody. */
async function change({ base, people }, who, what) {
  const all = await must(worker, "GET", `${base}/staff`, { as: people.owner });
  const { id, email, revision, ...settings } = all.find((one) => one.id === people[who].id);
  return must(worker, "PUT", `${base}/staff/${id}`, { as: people.owner, body: { ...settings, ...what } });
}

async function rules({ base, people }, calls) {
  const { id, revision, ...settings } = await must(worker, "GET", `${base}/settings`, { as: people.owner });
  return must(worker, "PUT", `${base}/settings`, { as: people.owner, body: { ...settings, calls } });
}

const tried = ({ base }, visitor, entry) => request(worker, "POST", `${base}/visitor/enquiries`, { as: visitor, body: { enquiry: newId("enq"), entry, ...CALL } });
const code = ({ status, body }) => `${status} ${body?.error?.code}`;
const isCard = (enquiry, which) => (frame) => frame.type === "enquiry_changed" && frame.card.enquiry === enquiry && which(frame.card);
const rang = ({ offer }) => (offer.until_ms - offer.since_ms) / 1_000;

test("a call says so on its card and in its trace, and rings as long as its destination says", async () => {
  const service = await shop({ rings: [undefined, 45] });
  const visitor = await makeVisitor(worker, service);
  const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales }, CALL);
  const { card } = await service.desks.ada.until(isCard(enquiry, ({ phase }) => phase === "open"), "the card");
  assert.deepEqual([card.mode, rang(card)], ["call", 30]);
  const { trace } = await service.details(enquiry);
  assert.equal(trace[0].mode, "call");
  // When those have gone, it rings at the next ones as long as is set there.
  for (const name of ["ada", "ben"]) service.desks[name].send({ type: "set_availability", availability: "offline" });
  const next = await service.desks.cleo.until(isCard(enquiry, ({ phase }) => phase === "open"), "the card at the next destination");
  assert.deepEqual([next.card.mode, rang(next.card)], ["call", 45]);
  const chat = await raise(worker, service, visitor, { tag: service.tags.support });
  const { card: plain } = await service.details(chat.enquiry);
  assert.equal(plain.mode, undefined, "a chat says nothing of it");
});

test("a direct call rings ninety seconds", async () => {
  const service = await shop();
  const { enquiry } = await raise(worker, service, await makeVisitor(worker, service), { staff: service.people.ben }, CALL);
  const { card } = await service.desks.ben.until(isCard(enquiry, () => true), "the card");
  assert.deepEqual([card.mode, rang(card)], ["call", 90]);
});

test("what can't be called refuses calls, and says so in the directory", async () => {
  const service = await shop();
  const { base, people, tags } = service;
  const directory = () => must(worker, "GET", `${base}/directory`);
  const called = ({ tags: all, staff }) => [...all, ...staff].filter(({ calls }) => calls).map(({ handle }) => handle).sort();
  const visitor = await makeVisitor(worker, service);
  const [sales, support] = ["sales", "support"].map((handle) => ({ kind: "tag", tag: tags[handle].id }));
  const [ada, ben] = ["ada", "ben"].map((who) => ({ kind: "staff", staff: people[who].id }));
  assert.deepEqual(called(await directory()), ["ben", "sales"]);
  assert.equal(code(await tried(service, visitor, support)), "409 no_calls");
  assert.equal(code(await tried(service, visitor, ada)), "409 no_calls");
  assert.equal(code(await tried(service, visitor, { kind: "tag", tag: newId("tag") })), "404 not_found");
  await rules(service, SILENT);
  for (const entry of [sales, ben]) assert.equal(code(await tried(service, visitor, entry)), "409 no_calls");
  const { enquiries } = await must(worker, "GET", `${base}/visitor/enquiries`, { as: visitor });
  assert.deepEqual(enquiries, [], "nothing was raised");
  const silent = await directory();
  assert.deepEqual([called(silent), silent.service.calls], [[], SILENT]);
});

test("who calls where they ask already comes back to that", async () => {
  const service = await shop();
  const visitor = await makeVisitor(worker, service);
  const chat = await raise(worker, service, visitor, { tag: service.tags.sales });
  const call = await raise(worker, service, visitor, { tag: service.tags.sales }, CALL);
  assert.equal(call.enquiry, chat.enquiry);
  assert.equal((await service.details(chat.enquiry)).card.mode, undefined);
});

test("of twenty who take a call at once, one has it", { timeout: 120_000 }, async () => {
  const names = Array.from({ length: 10 }, (_, at) => `s${at}`);
  const staff = Object.fromEntries(names.map((name) => [name, "agent"]));
  const service = await shop({ staff: { ada: "agent", ben: "agent", ...staff }, lines: [names] });
  const { enquiry } = await raise(worker, service, await makeVisitor(worker, service), { tag: service.tags.sales }, CALL);
  // Ten people with two tabs each.
  const takes = [...names, ...names].map((name) => request(worker, "POST", `${service.base}/enquiries/${enquiry}/answer`, { as: service.people[name] }).then((answer) => ({ name, answer })));
  const all = await Promise.all(takes);
  const won = new Set(all.filter(({ answer }) => answer.status === 200).map(({ name }) => name));
  assert.equal(won.size, 1, `${won.size} have it`);
  const [winner] = won;
  for (const { name, answer } of all.filter((one) => one.name !== winner)) {
    assert.deepEqual([code(answer), answer.body.error.by?.id], ["409 already_answered", service.people[winner].id], name);
    await service.desks[name].until((frame) => frame.type === "enquiry_gone" && frame.enquiry === enquiry, "the card's end");
  }
});

test("a call that nobody takes is missed as any enquiry, and who writes then waits as in a chat", { timeout: 60_000 }, async () => {
  const service = await shop({ lines: [["ada"]], rings: [5] });
  const visitor = await makeVisitor(worker, service);
  const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales }, CALL);
  const room = await openRoom(worker, service, visitor, enquiry);
  const { card } = await service.desks.ada.until(isCard(enquiry, ({ phase }) => phase === "missed"), "the missed card", 20_000);
  assert.equal(card.mode, "call", "the list of missed ones says that it was a call");
  const { trace } = await service.details(enquiry);
  assert.equal(trace.map(({ step }) => step).join(" "), "raised offered wait_over missed");
  await room.until(({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.kind === "missed"), "the miss in the room");
  room.send({ type: "say", message: newId("msg"), body: "Then in writing" });
  const again = await service.desks.ada.until(isCard(enquiry, ({ phase, preview }) => phase === "open" && preview), "the card again");
  assert.deepEqual([again.card.mode, rang(again.card)], [undefined, 60]);
});

test("the way of a call can be asked, and a wait that is none is refused", async () => {
  const service = await shop({ rings: [20, 45] });
  const { base, people: { owner }, tags } = service;
  const trial = (more) => request(worker, "POST", `${base}/routing/trial`, { as: owner, body: { entry: { kind: "tag", tag: tags.sales.id }, at_ms: Date.now(), ...more } });
  const lasts = ({ body: { trace } }) => Math.round((trace.at(-1).at_ms - trace[0].at_ms) / 1_000);
  assert.deepEqual([lasts(await trial(CALL)), lasts(await trial({}))], [65, 120]);
  assert.equal((await trial({ ...CALL, entry: { kind: "tag", tag: tags.support.id } })).status, 404);
  const { id, revision, ...tag } = (await must(worker, "GET", `${base}/tags`, { as: owner })).find(({ handle }) => handle === "sales");
  const [first] = tag.destinations;
  const answer = await request(worker, "PUT", `${base}/tags/${id}`, { as: owner, body: { ...tag, destinations: [{ ...first, call_wait_s: 4 }] } });
  assert.deepEqual([code(answer), answer.body.error.field], ["400 malformed", "destinations.0.call_wait_s"]);
});

test("a call wakes who stays available, and says that it is one", async () => {
  const service = await shop();
  const { base, people, desks } = service;
  const browser = push.browser({ stays_available: true, language: "en" });
  await must(worker, "PUT", `${base}/session/push`, { as: people.ben, body: browser.json });
  await desks.ben.end();
  const { enquiry } = await raise(worker, service, await makeVisitor(worker, service), { staff: people.ben }, CALL);
  const message = await browser.until(({ kind }) => kind === "offered", "the offer");
  assert.deepEqual([message.enquiry, message.mode], [enquiry, "call"]);
});

test("a Desk from before has staff whom nobody calls, and enquiries without a call", async () => {
  const source = await readFile(new URL("../../edge/src/store/desk.rs", import.meta.url), "utf8");
  const names = [...source.matchAll(/migrations\/desk\/(\w+\.sql)/g)].map(([, name]) => name);
  const sql = new DatabaseSync(":memory:");
  sql.exec("PRAGMA foreign_keys = OFF");
  const last = names.indexOf("0060_calls.sql");
  assert.ok(last > 0);
  for (const [at, name] of names.slice(0, last + 1).entries()) {
    if (at === last) {
      sql.exec("INSERT INTO staff (id, handle, name, role, listed, email, password_hash, made_at_ms) VALUES ('stf_1', 'ada', 'Ada', 'agent', 1, 'a@b.example', 'x', 1)");
      sql.exec("INSERT INTO enquiry (id, visitor_id, contact_id, tag_id, phase, raised_at_ms, changed_at_ms) VALUES ('enq_1', 'v', 'c', 't', 'open', 1, 1)");
    }
    sql.exec(await readFile(new URL(`../../edge/migrations/desk/${name}`, import.meta.url), "utf8"));
  }
  assert.deepEqual({ ...sql.prepare("SELECT calls FROM staff").get() }, { calls: 0 });
  assert.deepEqual({ ...sql.prepare("SELECT call FROM enquiry").get() }, { call: null });
});
