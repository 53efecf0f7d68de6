// Private notes on the real runtime: kept like messages, seen by staff, and by no byte of them by a visitor.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { entriesOf, makeService, must, newId, talk } from "../kit/people.mjs";
import { startHarness } from "../kit/worker.mjs";

const SECRET = "Zinnober-4711";
let worker;
let service;

before(async () => {
  worker = await startHarness({ vars: { FAULTS: "on" } });
  service = await makeService(worker, { staff: { ada: "agent", ben: "supervisor" }, tags: { sales: ["ada"] } });
});
after(() => worker?.stop());

function send(room, type, body, message = newId("msg")) {
  room.send({ type, message, body });
  return message;
}

const taken = (room, message) =>
  room.until((frame) => entriesOf(frame).some((entry) => entry.message === message), "the entry");
const kinds = (entries) => entries.map(({ kind }) => kind);
const log = (room) => [...room.welcome.entries, ...room.frames.flatMap(entriesOf)];

test("no byte of a note reaches the visitor, whichever way they read the room", async () => {
  const { enquiry, visitor, open, theirs, ours } = await talk(worker, service);
  const ben = await open(service.people.ben);
  const notes = [send(ben, "note", `${SECRET} one`), send(ours, "note", `${SECRET} two`)];
  for (const note of notes) await taken(ours, note);
  const last = send(ours, "say", "Hello");
  await taken(theirs, last);
  await taken(ben, last);

  const late = await open(visitor);
  const resumed = await open(visitor, { seen: 1 });
  late.send({ type: "history", before: 100 });
  const history = await late.until(({ type }) => type === "history", "history");
  const own = await must(worker, "GET", `${service.base}/visitor/enquiries`, { as: visitor });
  const seen = JSON.stringify([...[theirs, late, resumed].map((room) => [room.welcome, room.frames]), own]);
  for (const secret of [SECRET, ...notes, "noted", service.people.ben.id]) {
    assert.ok(!seen.includes(secret), `${secret} is in what the visitor got`);
  }
  assert.equal(kinds(history.entries).filter((kind) => kind === "hidden").length, 2);
  assert.deepEqual(log(theirs).map(({ seq }) => seq), log(ours).map(({ seq }) => seq), "the numbers have no gaps for anybody");
  assert.deepEqual(kinds(log(ben)).slice(-3), ["noted", "noted", "said"]);

  const card = await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: service.people.ada });
  assert.ok(!JSON.stringify(card).includes(SECRET), "a preview shows no note");
});

test("a visitor writes no notes, and what is sent twice is kept once, also when the object was asleep", async () => {
  const { enquiry, open, theirs, ours } = await talk(worker, service);
  send(theirs, "note", "Let me");
  await theirs.until((frame) => frame.type === "refused" && frame.error.code === "forbidden", "a refusal");
  const message = send(ours, "note", "Once");
  await taken(ours, message);
  send(ours, "note", "Once", message);
  send(ours, "note", "Twice", message);
  await ours.until((frame) => frame.type === "refused" && frame.error.code === "taken", "a refusal");
  send(theirs, "note", "Once", message);
  await theirs.until((frame) => frame.type === "refused" && frame.error.code === "forbidden", "a refusal");
  await worker.worker.evictDurableObject("Room", { name: `${service.slug}/${enquiry}`, webSockets: "hibernate" });
  const again = await open(service.people.ben);
  assert.equal(kinds(again.welcome.entries).filter((kind) => kind === "noted").length, 1);
  const next = send(again, "say", "Still in order");
  const frame = await taken(again, next);
  assert.equal(entriesOf(frame).find((entry) => entry.message === next).seq, again.welcome.last + 2, "joined, then said");
});
