// Messages that are edited, recalled and quoted, on the real runtime: in place, once, and gone when they are gone.

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

const sleep = (enquiry) =>
  worker.worker.evictDurableObject("Room", { name: `${service.slug}/${enquiry}`, webSockets: "hibernate" });

async function send(room, frame, message = newId("msg")) {
  room.send({ message, ...frame });
  const entry = (one) => entriesOf(one).find((entry) => entry.message === message);
  return entry(await room.until(entry, "the entry"));
}

async function refused(room, frame, code, message = newId("msg")) {
  room.send({ message, ...frame });
  await room.until((one) => one.type === "refused" && one.message === message && one.error.code === code, code);
}

test("what is edited or recalled is so for everybody, also for who comes later, and its words are kept nowhere", async () => {
  const { enquiry, visitor, open, theirs, ours } = await talk(worker, service);
  const first = await send(theirs, { type: "say", body: `${SECRET} tends` });
  const edit = await send(theirs, { type: "revise", of: first.seq, body: "Do you sell tents?" });
  assert.deepEqual([edit.kind, edit.of, edit.author, edit.body], ["revised", first.seq, { side: "visitor" }, "Do you sell tents?"]);
  const second = await send(ours, { type: "say", body: `The code is ${SECRET}`, quote: first.seq });
  assert.equal(second.quote, first.seq);
  const note = await send(ours, { type: "note", body: `${SECRET} asks each weak` });
  await send(ours, { type: "revise", of: second.seq });
  await send(ours, { type: "revise", of: note.seq, body: "Asks each week" });
  const last = await send(ours, { type: "say", body: "Sorry" });
  await theirs.until((frame) => entriesOf(frame).some(({ seq }) => seq === last.seq), "the last");
  await sleep(enquiry);
  const [late, colleague] = [await open(visitor), await open(service.people.ben)];
  const said = (room, seq) => room.welcome.entries.find((entry) => entry.seq === seq);
  for (const room of [late, colleague]) {
    assert.ok(!JSON.stringify(room.welcome).includes(SECRET), "former words are still told");
    assert.deepEqual([said(room, first.seq).body, said(room, first.seq).revised], ["Do you sell tents?", "edited"]);
    assert.deepEqual([said(room, second.seq).body, said(room, second.seq).revised], ["…", "recalled"]);
    assert.equal(said(room, second.seq).quote, first.seq);
  }
  assert.equal(said(late, note.seq).kind, "hidden");
  assert.equal(said(colleague, note.seq).body, "Asks each week");
  assert.ok(!JSON.stringify([late.welcome, theirs.frames]).includes("each we"), "a change of a note reached the visitor");
  const card = await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: service.people.ada });
  assert.ok(!JSON.stringify(card).includes(SECRET));
});

test("only its writer changes a message, only while it can be, and a repeat changes nothing", async () => {
  const { enquiry, open, theirs, ours } = await talk(worker, service);
  const mine = await send(theirs, { type: "say", body: "Ten" });
  await refused(ours, { type: "revise", of: mine.seq, body: "Eleven" }, "forbidden");
  await refused(await open(service.people.ben), { type: "revise", of: mine.seq }, "forbidden");
  await refused(theirs, { type: "revise", of: 1, body: "Raised" }, "forbidden");
  await refused(theirs, { type: "revise", of: 99_999 }, "forbidden");
  const message = newId("msg");
  const edit = await send(theirs, { type: "revise", of: mine.seq, body: "Eleven" }, message);
  await sleep(enquiry);
  await send(theirs, { type: "revise", of: mine.seq, body: "Twelve" });
  // The first change once more, late: it is answered as it was taken, and undoes nothing.
  theirs.send({ type: "revise", message, of: mine.seq, body: "Eleven" });
  theirs.send({ type: "say", message: mine.message, body: "Ten" });
  const last = await send(theirs, { type: "say", body: "Right" });
  assert.equal(last.seq, edit.seq + 2, "a repeat is no entry");
  const again = await open(service.people.ben);
  assert.equal(again.welcome.entries.find(({ seq }) => seq === mine.seq).body, "Twelve");
  await send(theirs, { type: "revise", of: mine.seq });
  await refused(theirs, { type: "revise", of: mine.seq, body: "Ten" }, "too_late");
  ours.send({ type: "close" });
  await theirs.until((frame) => entriesOf(frame).some(({ kind }) => kind === "closed"), "the close");
  await refused(theirs, { type: "revise", of: last.seq }, "enquiry_closed");
  for (const frame of [{ of: -1 }, { of: "1" }, {}, { of: 2, body: "" }, { of: 2, body: "x".repeat(4_001) }]) {
    await refused(await open(service.people.ada), { type: "revise", ...frame }, "malformed");
  }
  assert.ok(enquiry);
});
