// A room on the real runtime: order, repeats, paging, marks, faults, bad frames, and what the Desk hears.

import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, test } from "node:test";

import { inTime } from "../kit/bar.mjs";
import { readAll } from "../kit/client.mjs";
import { makeService, makeVisitor, must, newId, openRoom, openSocket, raise, request, signIn } from "../kit/people.mjs";
import { seeded } from "../kit/random.mjs";
import { startHarness } from "../kit/worker.mjs";

let worker;
let service;
const acme = { staff: { ada: "agent", ben: "supervisor" }, tags: { sales: ["ada"] } };

before(async () => {
  worker = await startHarness({ vars: { FAULTS: "on" } });
  service = await makeService(worker, acme);
});
after(() => worker?.stop());

/** An engaged enquiry with its visitor and Ada in the room. */
async function talk(at = { worker, service }) {
  const { worker, service } = at;
  const visitor = await makeVisitor(worker, service);
  // Nobody is at a dashboard, so it is missed at once, and Ada follows it up.
  const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
  await must(worker, "POST", `${service.base}/enquiries/${enquiry}/follow-up`, { as: service.people.ada });
  const open = (as, options) => openRoom(worker, service, as, enquiry, options);
  const [theirs, ours] = [await open(visitor), await open(service.people.ada)];
  return { enquiry, visitor, open, theirs, ours };
}

function say(room, body, message = newId("msg")) {
  room.send({ type: "say", message, body });
  return message;
}

const said = (message) => (frame) => entriesOf(frame).some((entry) => entry.message === message);
const entriesOf = (frame) => (frame.type === "entry" ? [frame.entry] : frame.type === "entries" ? frame.entries : []);
const entryOf = async (room, message) => entriesOf(await room.until(said(message), "entry")).find((entry) => entry.message === message);
const refusal = (code) => (frame) => frame.type === "refused" && frame.error.code === code;
const log = (room) => [...room.welcome.entries, ...room.frames.flatMap(entriesOf)];
const kinds = (entries) => entries.map(({ kind }) => kind);

test("what is said comes to both sides in one order", async () => {
  const { theirs, ours, open, visitor } = await talk();
  assert.deepEqual(kinds(theirs.welcome.entries), ["raised", "missed", "answered"]);
  assert.equal(theirs.welcome.room.phase, "engaged");
  assert.equal(theirs.welcome.room.owner.name, "Ada");
  const messages = [];
  for (let turn = 0; turn < 20; turn += 1) messages.push(say(turn % 2 ? ours : theirs, `Message ${turn}`));
  for (const room of [theirs, ours]) for (const message of messages) await entryOf(room, message);
  assert.deepEqual(log(theirs), log(ours));
  assert.deepEqual(log(ours).map(({ seq }) => seq), Array.from({ length: 23 }, (_, index) => index + 1));
  const third = await open(visitor);
  assert.deepEqual(third.welcome.entries, log(ours));
});

test("a message sent again is kept once and answered alike; its id serves nothing else", async () => {
  const { theirs, ours, open, visitor } = await talk();
  const message = say(theirs, "Do you ship to Osaka?");
  const first = await entryOf(theirs, message);
  await entryOf(ours, message);
  const other = await open(visitor);
  say(other, "Do you ship to Osaka?", message);
  await entryOf(other, message);
  assert.deepEqual(await entryOf(other, message), first);
  say(ours, "Something else", message);
  const refused = await ours.until(refusal("taken"), "refusal");
  assert.equal(refused.message, message);
  assert.ok(!JSON.stringify(refused).includes("Osaka"), "nobody learns of it what was said");
  const after = await entryOf(ours, say(ours, "We do."));
  assert.equal(after.seq, first.seq + 1);
});

test("a long talk is read page by page, and resumed from where one was", async () => {
  const { theirs, ours, open, visitor } = await talk();
  let last;
  for (let index = 0; index < 120; index += 1) {
    last = say(index % 2 ? ours : theirs, `Message ${index}`);
  }
  await Promise.all([theirs, ours].map((room) => room.until((frame) => entriesOf(frame).at(-1)?.seq === 123, "the last one")));
  const newcomer = await open(visitor);
  assert.equal(newcomer.welcome.entries.length, 50);
  assert.equal(newcomer.welcome.last, 123);
  const all = await readAll(() => open(visitor));
  assert.deepEqual(all.map(({ seq }) => seq), Array.from({ length: 123 }, (_, index) => index + 1));
  const back = await open(service.people.ada, { seen: 3 });
  assert.equal(back.welcome.entries.length, 50);
  await back.until((frame) => entriesOf(frame).at(-1)?.seq === 123, "the rest");
  assert.deepEqual(log(back), all.slice(3));
  const level = await open(visitor, { seen: 123 });
  assert.deepEqual(level.welcome.entries, []);
});

test("marks rise, stay in bounds, and are there after a break", async () => {
  const { theirs, ours, open, visitor } = await talk();
  const { seq } = await entryOf(ours, say(ours, "Hello"));
  await entryOf(theirs, (await theirs.until((frame) => entriesOf(frame).length > 0)) && log(theirs).at(-1).message);
  theirs.send({ type: "mark", delivered: 999, read: 2 });
  const { marks } = await ours.until((frame) => frame.type === "marks", "marks");
  assert.deepEqual(marks.visitor, { delivered: seq, read: 2 });
  theirs.send({ type: "mark", delivered: 1, read: 1 });
  theirs.send({ type: "mark", delivered: seq, read: seq });
  await ours.until((frame) => frame.type === "marks" && frame.marks.visitor.read === seq, "read");
  assert.equal(ours.frames.filter(({ type }) => type === "marks").length, 2, "a mark that rises nowhere is not shown");
  assert.deepEqual((await open(visitor)).welcome.marks.visitor, { delivered: seq, read: seq });
});

test("a colleague who speaks is announced; typing is shown to the other side only", async () => {
  const { theirs, ours, enquiry } = await talk();
  const ben = await openRoom(worker, service, service.people.ben, enquiry);
  theirs.send({ type: "typing" });
  await Promise.all([ours, ben].map((room) => room.until((frame) => frame.type === "typing" && frame.side === "visitor")));
  await entryOf(theirs, say(ben, "May I add something?"));
  assert.deepEqual(kinds(log(theirs)).slice(-2), ["joined", "said"]);
  ours.send({ type: "typing" });
  const typing = await theirs.until((frame) => frame.type === "typing");
  assert.deepEqual(typing, { type: "typing", side: "staff", staff: service.people.ada.id });
  assert.ok(!theirs.frames.some((frame) => frame.type === "typing" && frame.side === "visitor"));
});

test("a close is final for everybody, and the Desk knows", async () => {
  const { theirs, ours, enquiry } = await talk();
  await entryOf(ours, say(theirs, "Bye"));
  theirs.send({ type: "close" });
  const closed = (frame) => entriesOf(frame).some(({ kind }) => kind === "closed");
  await Promise.all([theirs.until(closed), ours.until(closed)]);
  const late = say(ours, "Wait!");
  assert.equal((await ours.until(refusal("enquiry_closed"))).message, late);
  for (let tries = 0; ; tries += 1) {
    const { card } = await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: service.people.ada });
    if (card.phase === "closed") {
      assert.equal(card.closed_by, "visitor");
      assert.equal(card.preview.text, "Bye");
      break;
    }
    assert.ok(tries < 50, "the Desk never heard of the close");
    await new Promise((done) => setTimeout(done, 100));
  }
});

test("what a visitor leaves in the offline form is kept, and theirs alone to leave", async () => {
  const { theirs, ours } = await talk();
  const details = { name: "Cleo", email: "cleo@example.com", message: "Please call back." };
  const message = newId("msg");
  theirs.send({ type: "leave_details", message, details: { name: "Cleo" } });
  assert.equal((await theirs.until(refusal("malformed"))).message, message);
  theirs.send({ type: "leave_details", message, details });
  assert.deepEqual((await entryOf(ours, message)).details, details);
  ours.send({ type: "leave_details", message: newId("msg"), details });
  await ours.until(refusal("forbidden"));
});

test("nothing is taken before hello, and a client too old is told to reload", async () => {
  const { visitor, enquiry } = await talk();
  const socket = openSocket(worker, `${service.base}/visitor/rooms/${enquiry}/socket`, { as: visitor });
  await socket.opened;
  const message = say(socket, "Too early");
  assert.equal((await socket.until(refusal("malformed"))).message, message);
  socket.send({ type: "hello", protocol: 0 });
  assert.equal((await socket.closed).code, 4400);
});

test("frames that are broken, huge or made of noise are refused, and hurt nobody", async () => {
  const { theirs, ours, open, visitor } = await talk();
  const good = [
    { type: "say", message: newId("msg"), body: "Hello" },
    { type: "mark", delivered: 1, read: 1 },
    { type: "history", before: 5 },
    { type: "hello", protocol: 1, seen: 2 },
    { type: "page", page: { url: "https://example.com/", title: "Home" } },
    { type: "leave_details", message: newId("msg"), details: { email: "a@example.com" } },
  ].map((frame) => JSON.stringify(frame));
  const broken = [
    "",
    "null",
    "[]",
    "{}",
    "[".repeat(20_000),
    '{"type":"dance"}',
    '{"type":"say","message":"msg_1","body":"x"}',
    '{"type":"say","message":7,"body":{"a":[]}}',
    `{"type":"say","message":"${newId("msg")}","body":"  "}`,
    `{"type":"say","message":"${newId("msg")}","body":"${"x".repeat(4_001)}"}`,
    '{"type":"mark","delivered":-1,"read":1e99}',
    '{"type":"history","before":"5"}',
    '{"type":"page","page":{"url":"javascript:alert(1)"}}',
    '{"type":"say"',
    '\u0000\u{1f600}',
  ];
  const random = seeded();
  let noise = await open(visitor);
  /** Sends it and gives what came of it. What is said next has an answer once that is over; or the socket is closed. */
  const sends = async (data) => {
    const { frames, socket, closed } = noise;
    const before = frames.length;
    socket.send(data);
    const next = entryOf(noise, say(noise, "And?"));
    next.catch(() => {});
    await Promise.race([next, closed]);
    if (socket.readyState !== 1) noise = await open(visitor);
    return frames.slice(before);
  };
  for (const text of broken) {
    const came = await sends(text);
    assert.ok(came.some(({ type }) => type === "refused"), `no refusal of ${text.slice(0, 60)}`);
  }
  noise.socket.send(JSON.stringify({ type: "say", message: newId("msg"), body: "x".repeat(40_000) }));
  await noise.until(refusal("too_large"));
  for (let round = 0; round < 60; round += 1) {
    const frame = Buffer.from(good[round % good.length]);
    for (let change = 0; change < 3; change += 1) frame[random.below(frame.length)] = random.below(256);
    await sends(round % 3 === 0 ? random.bytes(200) : frame.toString("latin1"));
  }
  const outrageous = await open(visitor);
  outrageous.socket.send("x".repeat(300_000));
  assert.equal((await outrageous.closed).code, 4429);
  const message = say(theirs, "Still here?");
  await Promise.all([entryOf(theirs, message), entryOf(ours, message)]);
  assert.equal(ours.socket.readyState, 1);
});

test("who sends too fast is told to wait, and who goes on is cut off", async () => {
  const limited = await startHarness({ vars: { LIMITS: "on" } });
  try {
    const { theirs, ours } = await talk({ worker: limited, service: await makeService(limited, acme) });
    const messages = Array.from({ length: 60 }, (_, index) => say(theirs, `Message ${index}`));
    const refused = await theirs.until(refusal("too_fast"));
    assert.ok(refused.error.retry_after_ms > 0 && messages.includes(refused.message));
    await entryOf(ours, messages[19]);
    for (let index = 0; index < 1_000; index += 1) theirs.send({ type: "typing" });
    assert.equal((await theirs.closed).code, 4429);
    await entryOf(ours, say(ours, "Are you there?"));
  } finally {
    await limited.stop();
  }
});

test("a turn that fails half-way leaves no half", async () => {
  const { theirs, ours, open, visitor } = await talk();
  await entryOf(ours, say(theirs, "Before"));
  theirs.send({ type: "fault", fault: "half_turn" });
  const lost = say(theirs, "Half");
  assert.equal((await theirs.until(refusal("internal"))).message, lost);
  const { seq } = await entryOf(ours, say(theirs, "After"));
  assert.equal(seq, 5, "the place of what failed was not used up");
  const bodies = (await readAll(() => open(visitor))).map(({ body }) => body).filter(Boolean);
  assert.deepEqual(bodies, ["Before", "After"]);
  // The same message again is a new try.
  say(theirs, "Half", lost);
  assert.equal((await entryOf(ours, lost)).seq, 6);
});

for (const fault of ["panic", "throw", "trap"]) {
  test(`a ${fault} in a room ends the socket that brought it, and nothing else`, async () => {
    const [mine, other] = [await talk(), await talk()];
    await entryOf(mine.ours, say(mine.theirs, "Before"));
    const started = Date.now();
    mine.theirs.send({ type: "fault", fault });
    assert.equal((await mine.theirs.closed).code, 1011);
    inTime(`a socket closed after a ${fault}`, Date.now() - started, 1_000);
    await entryOf(other.ours, say(other.theirs, "Not my fault"));
    const back = await mine.open(mine.visitor);
    const { seq } = await entryOf(mine.ours, say(back, "After"));
    assert.equal(seq, 5);
    await entryOf(mine.theirs.socket.readyState === 1 ? mine.theirs : back, say(mine.ours, "Welcome back"));
  });
}

test("a room that slept, or was moved, goes on as if nothing had been", async () => {
  for (const webSockets of ["hibernate", "close"]) {
    const { theirs, ours, open, visitor, enquiry } = await talk();
    const first = await entryOf(ours, say(theirs, "Before"));
    await worker.worker.evictDurableObject("Room", { name: `${service.slug}/${enquiry}`, webSockets });
    if (webSockets === "close") assert.equal((await theirs.closed).code, 1006);
    const [left, right] = webSockets === "close" ? [await open(visitor, { seen: 4 }), await open(service.people.ada)] : [theirs, ours];
    assert.equal((await entryOf(right, say(left, "After"))).seq, first.seq + 1);
    say(left, "Before", first.message);
    await left.until((frame) => frame.type === "entry" && frame.entry.seq === first.seq, "the same answer");
  }
});

test("who was shown out and stays on the line is heard no more, even after the room slept", async () => {
  const { theirs, enquiry } = await talk();
  const ada = await signIn(worker, service.slug, service.people.ada.email);
  const stubborn = await openRoom(worker, service, ada, enquiry);
  // A client that never answers a close: for it, the socket stays open.
  stubborn.socket._receiver.removeAllListeners("conclude");
  const shownOut = once(stubborn.socket._receiver, "conclude");
  assert.equal((await request(worker, "DELETE", `${service.base}/session`, { as: ada })).status, 204);
  const [code] = await shownOut;
  assert.equal(code, 4401);
  say(stubborn, "I never left");
  await worker.worker.evictDurableObject("Room", { name: `${service.slug}/${enquiry}`, webSockets: "hibernate" });
  say(stubborn, "I am still here");
  stubborn.send({ type: "close" });
  const { seq } = await entryOf(theirs, say(theirs, "Is somebody there?"));
  assert.equal(seq, 4);
  stubborn.socket.terminate();
});

test("nobody but its visitor and staff with a seat gets in", async () => {
  const { enquiry } = await talk();
  const stranger = await makeVisitor(worker, service);
  const path = `${service.base}/visitor/rooms/${enquiry}/socket`;
  assert.equal((await openSocket(worker, path, { as: stranger }).closed).code, 4404);
  assert.equal((await openSocket(worker, path).closed).code, 4401);
  assert.equal((await openSocket(worker, `${service.base}/rooms/${enquiry}/socket`).closed).code, 4401);
});
