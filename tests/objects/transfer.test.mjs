// Enquiries that are passed on, and colleagues in rooms, on the real runtime: who sees what, who wins, and what survives.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { makeService, makeVisitor, must, newId, openDesk, openRoom, openSocket, raise, request } from "../kit/people.mjs";
import { startHarness, startWorker } from "../kit/worker.mjs";

const act = (worker, { base }, as, enquiry, verb, body) => request(worker, "POST", `${base}/enquiries/${enquiry}/${verb}`, { as, body });
const guest = (worker, { base }, as, enquiry, method, staff) => request(worker, method, `${base}/enquiries/${enquiry}/guests/${staff.id}`, { as });
const isCard = (enquiry, which) => (frame) => frame.type === "enquiry_changed" && frame.card.enquiry === enquiry && which(frame.card);
const isGone = (enquiry) => (frame) => frame.type === "enquiry_gone" && frame.enquiry === enquiry;
const isEntry = (kind) => ({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.kind === kind);
const passing = (card) => card.phase === "open" && card.transfer;

/** The steps of an enquiry's way, by their names. */
async function way(worker, service, enquiry) {
  const { trace } = await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: service.people.owner });
  return trace.map(({ step }) => step).join(" ");
}

/** Opens the socket of a room; gives "welcome" or the code that it was closed with. */
async function knock(worker, { base }, as, enquiry) {
  const socket = openSocket(worker, `${base}/rooms/${enquiry}/socket`, { as });
  socket.opened.then(() => socket.send({ type: "hello", protocol: 1 }), () => {});
  const outcome = await Promise.race([socket.until(({ type }) => type === "welcome").then(() => "welcome"), socket.closed.then(({ code }) => code)]);
  socket.socket.close();
  return outcome;
}

describe("an enquiry that is passed on", { concurrency: false }, () => {
  let worker, service, people, desks;
  const staff = { ada: "agent", ben: "agent", cleo: "agent", dan: "agent", sue: "supervisor" };

  before(async () => {
    worker = await startHarness({ vars: { LIMITS: "off", FAULTS: "on" } });
    const tags = { sales: ["ada"], support: [{ staff: ["ben", "cleo"], wait_s: 5 }, { staff: ["dan"], wait_s: 5 }], slow: ["ben", "cleo"] };
    service = await makeService(worker, { slug: "passing", staff, tags });
    people = service.people;
    desks = {};
    for (const name of Object.keys(staff)) desks[name] = await openDesk(worker, service, people[name]);
  });
  after(() => worker.stop());

  /** An enquiry that Ada has, with its visitor in the room. */
  async function engaged() {
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    const room = await openRoom(worker, service, visitor, enquiry);
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/answer`, { as: people.ada });
    await room.until(isEntry("answered"));
    return { enquiry, room, visitor, say: (body) => room.send({ type: "say", message: newId("msg"), body }) };
  }
  const toTag = (tag, more = {}) => ({ to: { kind: "tag", tag: service.tags[tag].id }, ...more });
  const toPerson = (name, more = {}) => ({ to: { kind: "staff", staff: people[name].id }, ...more });
  const sleepDesk = () => worker.worker.evictDurableObject("DESK", { name: service.slug, webSockets: "hibernate" });
  const sleepRoom = (enquiry) => worker.worker.evictDurableObject("ROOM", { name: `${service.slug}/${enquiry}`, webSockets: "hibernate" });

  test("is offered with its note and its whole talk, and its first taker has it", async () => {
    const { enquiry, room, say } = await engaged();
    say("Where is my parcel?");
    const answer = await act(worker, service, people.ada, enquiry, "transfer", toTag("slow", { note: " Parcel lost, be kind " }));
    assert.equal(answer.status, 200);
    assert.deepEqual([answer.body.card.phase, answer.body.card.transfer.note], ["open", "Parcel lost, be kind"]);
    const { card } = await desks.ben.until(isCard(enquiry, passing));
    assert.deepEqual([card.transfer.from.id, card.transfer.if_nobody], [people.ada.id, "loopback"]);
    await room.until(isEntry("passing"));
    assert.ok(!JSON.stringify(room.frames).includes("be kind"), "the note is for staff");

    // Ben reads everything, and can't be heard; nor does his reading count.
    const bens = await openRoom(worker, service, people.ben, enquiry);
    assert.ok(bens.welcome.entries.some(({ body }) => body === "Where is my parcel?"));
    bens.send({ type: "say", message: newId("msg"), body: "Psst" });
    const { error } = await bens.until(({ type }) => type === "refused");
    assert.equal(error.code, "unavailable");
    bens.send({ type: "mark", delivered: 99, read: 99 });
    assert.equal(await knock(worker, service, people.dan, enquiry), 4404);

    say("Hello?");
    await room.until(({ entry }) => entry?.body === "Hello?");
    const both = await Promise.all([people.ben, people.cleo].map((as) => act(worker, service, as, enquiry, "answer")));
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    const [winner, loser] = both[0].status === 200 ? ["ben", "cleo"] : ["cleo", "ben"];
    assert.equal(both.find(({ status }) => status === 409).body.error.by.id, people[winner].id);
    await room.until(({ entry }) => entry?.kind === "answered" && entry.staff.id === people[winner].id);
    // Whoever read is called back: to speak, or to find no seat.
    assert.equal((await bens.closed).code, 4408);
    assert.equal(await knock(worker, service, people[winner], enquiry), "welcome");
    for (const name of [loser, "ada"]) assert.equal(await knock(worker, service, people[name], enquiry), 4404, name);
    assert.ok((await desks[winner].until(isCard(enquiry, (card) => card.phase === "engaged" && card.unread === 2))).card);
    await desks.ada.until(isGone(enquiry));
    await room.end();
  });

  test("moves on by the clock though everything slept, comes home, and says so", async () => {
    const { enquiry, room, say } = await engaged();
    await act(worker, service, people.ada, enquiry, "transfer", toTag("support"));
    await desks.ben.until(isCard(enquiry, passing));
    await Promise.all([sleepDesk(), sleepRoom(enquiry)]);
    await desks.dan.until(isCard(enquiry, passing), "the next place", 20_000);
    await desks.ben.until(isGone(enquiry));
    await sleepDesk();
    say("Still here");
    await room.until(({ entry }) => entry?.kind === "returned" && entry.failed === true && entry.staff.id === people.ada.id, "back", 20_000);
    await desks.ada.until(isCard(enquiry, (card) => card.phase === "engaged" && card.revision > 4 && !card.transfer));
    assert.equal(await way(worker, service, enquiry), "raised offered answered transferred offered wait_over offered wait_over returned");
    await room.end();
  });

  test("goes on at once when its person declines, and can be missed instead", async () => {
    const { enquiry, room } = await engaged();
    await act(worker, service, people.ada, enquiry, "transfer", toPerson("dan"));
    await desks.dan.until(isCard(enquiry, passing));
    assert.equal((await act(worker, service, people.dan, enquiry, "decline")).status, 204);
    await room.until(isEntry("returned"));
    assert.equal((await act(worker, service, people.dan, enquiry, "decline")).status, 404);
    await act(worker, service, people.ada, enquiry, "transfer", toPerson("dan", { if_nobody: "blind" }));
    assert.equal((await act(worker, service, people.dan, enquiry, "decline")).status, 204);
    await room.until(isEntry("missed"));
    await desks.dan.until(isCard(enquiry, (card) => card.phase === "missed"));
    await room.end();
  });

  test("of accepting and taking back one wins, again and again", async () => {
    for (let race = 0; race < 20; race += 1) {
      const { enquiry, room } = await engaged();
      await act(worker, service, people.ada, enquiry, "transfer", toPerson("dan"));
      const order = race % 2 ? ["answer", "take-back"] : ["take-back", "answer"];
      const as = { answer: people.dan, "take-back": people.ada };
      const answers = await Promise.all(order.map((verb) => act(worker, service, as[verb], enquiry, verb)));
      const [won] = answers.filter(({ status }) => status === 200);
      assert.equal(answers.filter(({ status }) => status === 200).length, 1, JSON.stringify(answers.map(({ body }) => body)));
      const { card } = await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: people.sue });
      assert.equal(card.owner.id, won.body.card.owner.id);
      await room.until(({ entry }) => ["answered", "returned"].includes(entry?.kind) && entry.staff.id === card.owner.id);
      room.send({ type: "close" });
      await room.until(isEntry("closed"));
      await room.end();
    }
  });

  test("is refused where it can't go, changed by nobody else, and by no text too long", async () => {
    const { enquiry, room } = await engaged();
    const tried = (as, body) => act(worker, service, as, enquiry, "transfer", body);
    assert.equal((await tried(people.ben, toTag("support"))).status, 404);
    assert.equal((await tried(people.ada, toPerson("ada"))).body.error.field, "to");
    assert.equal((await tried(people.ada, toTag("support", { note: "x".repeat(1_001) }))).status, 400);
    assert.equal((await tried(people.ada, { to: { kind: "tag", tag: newId("tag") } })).status, 404);
    assert.equal((await tried(people.ada, { to: { kind: "staff", staff: "nobody" } })).status, 400);
    assert.equal((await tried(people.ada, { to: { kind: "staff", staff: people.owner.id } })).body.error.code, "nobody_there");
    assert.equal((await act(worker, service, people.ada, enquiry, "take-back")).status, 200, "it is hers already");
    assert.equal(await way(worker, service, enquiry), "raised offered answered");
    assert.equal((await tried(people.sue, toTag("slow", { note: "語".repeat(1_000) }))).status, 200);
    assert.equal((await tried(people.ada, toTag("slow"))).status, 200, "the same again");
    assert.equal((await tried(people.ada, toPerson("dan"))).body.error.code, "changed_meanwhile");
    room.send({ type: "close" });
    await room.until(isEntry("closed"));
    await desks.ben.until(isGone(enquiry));
    for (const verb of ["take-back", "answer", "decline"]) assert.equal((await act(worker, service, people.sue, enquiry, verb)).body.error.code, "enquiry_closed");
    await room.end();
  });

  test("a half-written turn leaves the enquiry where it was", async () => {
    const { enquiry, room } = await engaged();
    const headers = { "x-frontdesk-fault": "half_turn" };
    const broken = await request(worker, "POST", `${service.base}/enquiries/${enquiry}/transfer`, { as: people.ada, body: toTag("slow"), headers });
    assert.equal(broken.status, 500);
    assert.equal(await way(worker, service, enquiry), "raised offered answered");
    assert.equal((await act(worker, service, people.ada, enquiry, "transfer", toTag("slow"))).status, 200);
    await room.end();
  });

  test("guests come, speak, leave, and read what they were in", async () => {
    const { enquiry, room } = await engaged();
    assert.equal((await guest(worker, service, people.ben, enquiry, "PUT", people.ben)).status, 404);
    assert.equal((await guest(worker, service, people.ada, enquiry, "PUT", people.dan)).status, 204);
    const { card } = await desks.dan.until(isCard(enquiry, ({ guests = [] }) => guests.length === 1));
    assert.equal(card.owner.id, people.ada.id);
    const dans = await openRoom(worker, service, people.dan, enquiry);
    dans.send({ type: "say", message: newId("msg"), body: "Dan here" });
    await room.until(isEntry("joined"));
    assert.equal((await guest(worker, service, people.dan, enquiry, "DELETE", people.dan)).status, 204);
    await room.until(isEntry("left"));
    assert.equal((await dans.closed).code, 4408);
    assert.equal(await knock(worker, service, people.dan, enquiry), 4404);

    await guest(worker, service, people.ada, enquiry, "PUT", people.cleo);
    await sleepDesk();
    room.send({ type: "close" });
    await room.until(isEntry("closed"));
    await desks.cleo.until(isGone(enquiry));
    const closed = async (who) => (await must(worker, "GET", `${service.base}/enquiries?phase=closed`, { as: people[who] })).cards.map((one) => one.enquiry);
    assert.ok((await closed("cleo")).includes(enquiry));
    assert.ok(!(await closed("dan")).includes(enquiry));
    await room.end();
  });

  test("who keeps sight stays, and whom it was passed on to has it in the archive", async () => {
    const { enquiry, room } = await engaged();
    await act(worker, service, people.ada, enquiry, "transfer", toTag("slow", { keep_sight: true }));
    await act(worker, service, people.ben, enquiry, "answer");
    assert.equal(await knock(worker, service, people.ada, enquiry), "welcome");
    room.send({ type: "close" });
    await room.until(isEntry("closed"));
    await desks.ben.until(isGone(enquiry));
    const { cards } = await must(worker, "GET", `${service.base}/enquiries?phase=closed`, { as: people.cleo });
    assert.ok(cards.some((card) => card.enquiry === enquiry), "Cleo serves the tag that it came to");
    await room.end();
  });
});

test("a transfer survives a kill in its middle: nothing lost, nothing doubled, and it still comes home", { timeout: 180_000 }, async () => {
  const state = await mkdtemp(path.join(tmpdir(), "frontdesk-transfer-"));
  const start = () => startWorker({ state, vars: { LIMITS: "off" } });
  let worker = await start();
  try {
    const tags = { sales: ["ada"], support: [{ staff: ["ben"], wait_s: 8 }] };
    const service = await makeService(worker, { staff: { ada: "agent", ben: "agent" }, tags });
    const { ada, ben } = service.people;
    await Promise.all([ada, ben].map((who) => openDesk(worker, service, who)));
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/answer`, { as: ada });
    const to = { kind: "tag", tag: service.tags.support.id };
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/transfer`, { as: ada, body: { to, note: "Mid-flight" } });
    const room = await openRoom(worker, service, visitor, enquiry);
    room.send({ type: "say", message: newId("msg"), body: "Before the crash" });
    await room.until(({ entry }) => entry?.body === "Before the crash");
    await worker.kill();

    worker = await start();
    const adas = await openDesk(worker, service, ada);
    const card = adas.welcome.cards.find((one) => one.enquiry === enquiry);
    assert.ok(card.phase === "engaged" || card.transfer.note === "Mid-flight");
    await sleep(12_000);
    const { card: after, trace } = await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: ada });
    assert.deepEqual([after.phase, after.owner.id], ["engaged", ada.id]);
    assert.equal(trace.filter(({ step }) => step === "returned").length, 1);
    const again = await openRoom(worker, service, visitor, enquiry);
    const kinds = again.welcome.entries.map(({ kind }) => kind);
    assert.deepEqual(kinds, ["raised", "answered", "passing", "said", "returned"]);
    await Promise.all([adas.end(), again.end()]);
  } finally {
    await worker.stop();
    await rm(state, { recursive: true, force: true });
  }
});
