// Supervising on the real runtime: who may see what, looking on, whispers, taking over, the live overview, and the audit log.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import { makeService, makeVisitor, must, newId, openDesk, openRoom, openSocket, raise, request } from "../kit/people.mjs";
import { startHarness, startWorker } from "../kit/worker.mjs";

const act = (worker, { base }, as, enquiry, verb, body) => request(worker, "POST", `${base}/enquiries/${enquiry}/${verb}`, { as, body });
const isCard = (enquiry, which) => (frame) => frame.type === "enquiry_changed" && frame.card.enquiry === enquiry && which(frame.card);
const isGone = (enquiry) => (frame) => frame.type === "enquiry_gone" && frame.enquiry === enquiry;
const isEntry = (kind, which = () => true) => ({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.kind === kind && which(one));
const audit = async (worker, { base, people }, query = "") => (await must(worker, "GET", `${base}/audit?${query}`, { as: people.owner })).entries;

/** Opens the socket of a room; gives "welcome" or the code that it was closed with. */
async function knock(worker, { base }, as, enquiry) {
  const socket = openSocket(worker, `${base}/rooms/${enquiry}/socket`, { as });
  socket.opened.then(() => socket.send({ type: "hello", protocol: 1 }), () => {});
  const outcome = await Promise.race([socket.until(({ type }) => type === "welcome").then(() => "welcome"), socket.closed.then(({ code }) => code)]);
  socket.socket.close();
  return outcome;
}

/** Sets how far somebody sees. */
async function reach(worker, { base, people }, who, reach) {
  const all = await must(worker, "GET", `${base}/staff`, { as: people.owner });
  const { id, email, revision, ...settings } = all.find((one) => one.id === people[who].id);
  return must(worker, "PUT", `${base}/staff/${id}`, { as: people.owner, body: { ...settings, reach } });
}

describe("supervising", { concurrency: false }, () => {
  let worker, service, people, desks;
  const staff = { ada: "agent", ben: "agent", cleo: "agent", sue: "supervisor", sam: "supervisor" };

  before(async () => {
    worker = await startHarness({ vars: { LIMITS: "off", FAULTS: "on" } });
    service = await makeService(worker, { slug: "watched", staff, tags: { sales: ["ada", "ben"], support: ["cleo", "sam"] } });
    people = service.people;
    desks = {};
    for (const name of Object.keys(staff)) desks[name] = await openDesk(worker, service, people[name]);
  });
  after(() => worker.stop());

  /** An enquiry that Ada has, with her and its visitor in the room. */
  async function engaged() {
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    const room = await openRoom(worker, service, visitor, enquiry);
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/answer`, { as: people.ada });
    await room.until(isEntry("answered"));
    const ours = await openRoom(worker, service, people.ada, enquiry);
    return { enquiry, room, ours, visitor, say: (body) => room.send({ type: "say", message: newId("msg"), body }) };
  }
  const over = (who, enquiry, former = "guest", from = people.ada.id) => act(worker, service, people[who], enquiry, "take-over", { from, former });
  const join = (who, enquiry) => request(worker, "PUT", `${service.base}/enquiries/${enquiry}/guests/${people[who].id}`, { as: people[who] });

  test("who looks on reads along, whispers, and is nowhere to be seen", async () => {
    const { enquiry, room, ours, say } = await engaged();
    const sues = await openRoom(worker, service, people.sue, enquiry);
    say("Do you ship to Osaka?");
    await sues.until(isEntry("said"));
    sues.send({ type: "mark", delivered: 99, read: 99 });
    sues.send({ type: "typing" });
    sues.send({ type: "note", message: newId("msg"), body: "Offer the express rate" });
    const whispered = await ours.until(isEntry("noted"), "the whisper");
    assert.deepEqual([whispered.entry.to, whispered.entry.staff.id, whispered.entry.body], [people.ada.id, people.sue.id, "Offer the express rate"]);
    await room.until(isEntry("hidden"));
    const seen = JSON.stringify(room.frames);
    assert.ok(!seen.includes("express") && !seen.includes(people.sue.id) && !seen.includes("Sue") && !seen.includes('"typing"'), seen);
    assert.ok(!room.frames.some(({ type, marks }) => type === "marks" && marks.staff.read > 0), "her reading is nobody's");
    const [entry] = await audit(worker, service, `deed=looked_on&enquiry=${enquiry}`);
    assert.deepEqual([entry.by, entry.by_name, entry.enquiry], [people.sue.id, "Sue", enquiry]);
    // Coming back in the same quarter of an hour is the same look.
    assert.equal(await knock(worker, service, people.sue, enquiry), "welcome");
    await must(worker, "GET", `${service.base}/rooms/${enquiry}/entries`, { as: people.sue });
    assert.equal((await audit(worker, service, `deed=looked_on&enquiry=${enquiry}`)).length, 1);
    // Reading by a program of theirs, or by hand, is looking on, too.
    await must(worker, "GET", `${service.base}/rooms/${enquiry}/entries`, { as: people.sam });
    assert.equal((await audit(worker, service, `deed=looked_on&enquiry=${enquiry}&by=${people.sam.id}`)).length, 1);
    // Not so Ada's own.
    assert.equal((await audit(worker, service, `by=${people.ada.id}`)).length, 0);
    await Promise.all([room.end(), ours.end(), sues.end()]);
  });

  test("whose chat it is sees who looks on, if the service shows it", async () => {
    const settings = await must(worker, "GET", `${service.base}/settings`, { as: people.owner });
    const supervision = { agents: "team", supervisors: "all", shows_lookers: true };
    await must(worker, "PUT", `${service.base}/settings`, { as: people.owner, body: { ...settings, supervision } });
    const { enquiry, room, ours } = await engaged();
    const sues = await openRoom(worker, service, people.sue, enquiry);
    const shown = await ours.until(({ type, staff }) => type === "lookers" && staff.length === 1);
    assert.equal(shown.staff[0].id, people.sue.id);
    await worker.worker.evictDurableObject("ROOM", { name: `${service.slug}/${enquiry}`, webSockets: "hibernate" });
    await sues.end();
    await ours.until(({ type, staff }) => type === "lookers" && staff.length === 0);
    assert.ok(!room.frames.some(({ type }) => type === "lookers"));
    const now = await must(worker, "GET", `${service.base}/settings`, { as: people.owner });
    await must(worker, "PUT", `${service.base}/settings`, { as: people.owner, body: { ...now, supervision: { ...supervision, shows_lookers: false } } });
    const changes = await audit(worker, service, "deed=reach_changed");
    assert.ok(changes.length >= 2 && changes.every(({ by }) => by === people.owner.id));
    await Promise.all([room.end(), ours.end()]);
  });

  test("who joins is a guest, and is seen once they speak", async () => {
    const { enquiry, room, ours } = await engaged();
    const looking = await openRoom(worker, service, people.sue, enquiry);
    assert.equal((await join("sue", enquiry)).status, 204);
    assert.equal((await looking.closed).code, 4408, "another seat");
    const sues = await openRoom(worker, service, people.sue, enquiry);
    sues.send({ type: "say", message: newId("msg"), body: "Sue here" });
    await room.until(isEntry("joined", ({ staff }) => staff.id === people.sue.id));
    await Promise.all([room.end(), ours.end(), sues.end()]);
  });

  test("who takes over has it at once; who had it is told, and stays or leaves", async () => {
    const { enquiry, room, ours } = await engaged();
    const looking = await openRoom(worker, service, people.sue, enquiry);
    const answer = await over("sue", enquiry);
    assert.deepEqual([answer.status, answer.body.card.owner.id], [200, people.sue.id]);
    assert.equal((await looking.closed).code, 4408);
    await room.until(isEntry("answered", ({ staff }) => staff.id === people.sue.id));
    const { card } = await desks.ada.until(isCard(enquiry, ({ owner }) => owner?.id === people.sue.id));
    assert.deepEqual(card.guests.map(({ id }) => id), [people.ada.id]);
    ours.send({ type: "say", message: newId("msg"), body: "Still here to help" });
    await room.until(isEntry("said"));
    assert.equal((await over("sam", enquiry, "leaves", people.sue.id)).status, 200);
    await desks.sue.until(isGone(enquiry));
    await room.until(isEntry("left", ({ staff }) => staff.id === people.sue.id));
    const took = await audit(worker, service, `deed=took_over&enquiry=${enquiry}`);
    assert.deepEqual(took.map(({ by, staff }) => [by, staff]), [[people.sam.id, people.sue.id], [people.sue.id, people.ada.id]]);
    assert.equal((await over("sue", enquiry, "guest", people.ada.id)).body.error.by.id, people.sam.id, "it is somebody else's by now");
    await Promise.all([room.end(), ours.end()]);
  });

  test("of taking over, passing on and closing one wins, again and again, and it is always somebody's", async () => {
    for (let race = 0; race < 12; race += 1) {
      const { enquiry, room, ours } = await engaged();
      const to = { kind: "tag", tag: service.tags.support.id };
      const rivals = [
        () => over("sue", enquiry),
        () => over("sam", enquiry, "leaves"),
        () => act(worker, service, people.ada, enquiry, "transfer", { to }),
        ...(race % 3 === 2 ? [() => act(worker, service, people.ada, enquiry, "close")] : []),
      ];
      const order = race % 2 ? rivals : rivals.toReversed();
      const answers = await Promise.all(order.map((rival) => rival()));
      assert.ok(answers.every(({ status }) => status < 500), JSON.stringify(answers.map(({ status }) => status)));
      const { card, trace } = await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: people.owner });
      const takers = trace.filter(({ step }) => step === "taken_over").map(({ staff }) => staff);
      assert.ok(takers.length <= 2, "each took it from whom they saw");
      const holder = card.owner ?? card.transfer?.from;
      assert.ok(card.phase === "closed" || holder, JSON.stringify(card));
      if (takers.length > 0 && card.phase !== "closed") assert.equal(holder.id, takers.at(-1));
      if (card.phase !== "closed") {
        room.send({ type: "close" });
        await room.until(isEntry("closed"));
      }
      await Promise.all([room.end(), ours.end()]);
    }
  });

  test("what is refused changes nothing", async () => {
    const { enquiry, room, ours } = await engaged();
    assert.equal((await over("ben", enquiry)).body.error.code, "forbidden");
    assert.equal((await over("sue", newId("enq"))).status, 404);
    for (const body of [{ former: "goes" }, { from: "nobody" }, null, { from: 3 }]) {
      assert.equal((await act(worker, service, people.sue, enquiry, "take-over", body)).status, 400, JSON.stringify(body));
    }
    assert.equal((await act(worker, service, people.sue, enquiry, "take-over", {})).body.error.code, "already_answered", "she thought that nobody had it");
    const broken = await request(worker, "POST", `${service.base}/enquiries/${enquiry}/take-over`, { as: people.sue, body: { from: people.ada.id }, headers: { "x-frontdesk-fault": "half_turn" } });
    assert.equal(broken.status, 500);
    const { card } = await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: people.owner });
    assert.equal(card.owner.id, people.ada.id);
    assert.equal((await audit(worker, service, `enquiry=${enquiry}&deed=took_over`)).length, 0, "neither it nor its line");
    room.send({ type: "close" });
    await room.until(isEntry("closed"));
    await desks.ada.until(isGone(enquiry));
    assert.equal((await over("sue", enquiry)).body.error.code, "enquiry_closed");
    await Promise.all([room.end(), ours.end()]);
  });

  test("how far somebody sees holds in lists, rooms, files and reports, and at once", async () => {
    const { enquiry, room, ours } = await engaged();
    const looking = await openRoom(worker, service, people.sam, enquiry);
    const listed = async (who, phase) => (await must(worker, "GET", `${service.base}/enquiries?phase=${phase}`, { as: people[who] })).cards.some((card) => card.enquiry === enquiry);
    const day = new Date().toISOString().slice(0, 10);
    const figures = async (who) => (await must(worker, "GET", `${service.base}/reports/enquiries?from=${day}&to=${day}`, { as: people[who] })).total.raised;
    const reads = async (who) => ({
      card: (await request(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: people[who] })).status,
      room: await knock(worker, service, people[who], enquiry),
      log: (await request(worker, "GET", `${service.base}/rooms/${enquiry}/entries`, { as: people[who] })).status,
      file: (await request(worker, "POST", `${service.base}/enquiries/${enquiry}/files/${newId("fil")}/address`, { as: people[who] })).body.error?.code,
      over: (await act(worker, service, people[who], enquiry, "take-over", { from: people.owner.id })).body.error.code,
    });
    assert.deepEqual(await reads("sam"), { card: 200, room: "welcome", log: 200, file: "not_found", over: "already_answered" });
    assert.ok(await listed("sam", "engaged"));
    const all = await figures("sue");

    // Sam serves support: this is of sales.
    await reach(worker, service, "sam", "team");
    assert.equal((await looking.closed).code, 4408, "who sits there takes another seat, or none");
    const nothing = { card: 404, room: 4404, log: 404, file: "not_found", over: "not_found" };
    assert.deepEqual(await reads("sam"), nothing);
    assert.ok(!(await listed("sam", "engaged")));
    assert.ok((await figures("sam")) < all, "its figures are not his");
    await reach(worker, service, "sam", "own");
    assert.deepEqual(await reads("sam"), nothing);
    assert.deepEqual(await reads("ben"), { ...nothing, over: "forbidden" }, "an agent never looks on");
    const [change] = await audit(worker, service, "deed=reach_changed");
    assert.deepEqual([change.by, change.staff, change.staff_name], [people.owner.id, people.sam.id, "Sam"]);

    room.send({ type: "close" });
    await room.until(isEntry("closed"));
    await desks.ada.until(isGone(enquiry));
    assert.deepEqual([await listed("ben", "closed"), await listed("cleo", "closed"), await listed("sam", "closed")], [true, false, false]);
    await reach(worker, service, "ben", "own");
    await reach(worker, service, "cleo", "all");
    assert.deepEqual([await listed("ben", "closed"), await listed("cleo", "closed"), await listed("ada", "closed")], [false, true, true]);
    assert.equal(await knock(worker, service, people.ben, enquiry), 4404);
    for (const who of ["ben", "cleo", "sam"]) await reach(worker, service, who, undefined);
    await Promise.all([room.end(), ours.end()]);
  });

  test("who supervises watches how it all stands, told of changes only, also after the desk slept", async () => {
    const overviews = (desk) => desk.frames.filter(({ type }) => type === "overview");
    desks.ada.send({ type: "watch", on: true });
    assert.equal((await desks.ada.until(({ type }) => type === "refused")).error.code, "forbidden");
    desks.sue.send({ type: "watch", on: true });
    const whole = await desks.sue.until(({ type, whole }) => type === "overview" && whole);
    assert.deepEqual(whole.tags.map(({ name }) => name).filter(Boolean), ["Chat", "Sales", "Support"]);
    assert.ok(whole.staff.every(({ name, availability }) => name && availability));
    const before = whole.all.waiting;
    const visitors = await Promise.all([1, 2, 3].map(() => makeVisitor(worker, service)));
    await Promise.all(visitors.map((visitor) => raise(worker, service, visitor, { tag: service.tags.sales })));
    const news = await desks.sue.until(({ type, whole, all }) => type === "overview" && !whole && all.waiting === before + 3);
    assert.ok(news.all.since_ms > 0);
    assert.ok(news.staff.length < whole.staff.length, "only rows that changed");
    assert.ok(overviews(desks.sue).length <= 4, "three enquiries are told together, not one by one");
    await worker.worker.evictDurableObject("DESK", { name: service.slug, webSockets: "hibernate" });
    const frames = overviews(desks.sue).length;
    await raise(worker, service, await makeVisitor(worker, service), { tag: service.tags.support });
    await desks.sue.until(({ type, all }) => type === "overview" && all.waiting === before + 4);
    desks.sue.send({ type: "watch", on: false });
    await must(worker, "GET", `${service.base}/session`, { as: people.sue });
    assert.ok(overviews(desks.sue).length > frames);
    assert.equal(overviews(desks.ada).length, 0);
  });

  test("the audit log has what admins do, in pages, and nobody changes it", async () => {
    const { base } = service;
    const { token } = await must(worker, "POST", `${base}/tokens`, { as: people.owner, body: { name: "Bot", scopes: ["settings:read"] } });
    await must(worker, "DELETE", `${base}/tokens/${token.token}`, { as: people.owner });
    await must(worker, "GET", `${base}/setup`, { as: people.owner });
    const all = await must(worker, "GET", `${base}/staff`, { as: people.owner });
    const { id, email, revision, ...cleo } = all.find((one) => one.id === people.cleo.id);
    await must(worker, "PUT", `${base}/staff/${id}`, { as: people.owner, body: { ...cleo, role: "supervisor" } });
    const deeds = (await audit(worker, service)).slice(0, 4).map(({ deed }) => deed);
    assert.deepEqual(deeds, ["role_changed", "setup_exported", "token_revoked", "token_made"]);
    const made = (await audit(worker, service, "deed=token_made"))[0];
    assert.equal(made.by_name, "Olivia Owner");
    // What was refused was not done.
    const count = async () => (await audit(worker, service))[0].number;
    const before = await count();
    assert.equal((await request(worker, "POST", `${base}/tokens`, { as: people.owner, body: { name: "" } })).status, 400);
    assert.equal(await count(), before);
    assert.equal((await request(worker, "GET", `${base}/audit`, { as: people.sue })).body.error.code, "forbidden");
    for (const query of ["deed=dancing", "by=me", "before=x", "enquiry=enq_1", "contact=1"]) {
      assert.equal((await request(worker, "GET", `${base}/audit?${query}`, { as: people.owner })).body.error.code, "malformed", query);
    }
    for (let more = 0; more < 60; more += 1) await must(worker, "GET", `${base}/setup`, { as: people.owner });
    const first = await must(worker, "GET", `${base}/audit`, { as: people.owner });
    const second = await must(worker, "GET", `${base}/audit?before=${first.next}`, { as: people.owner });
    assert.equal(first.entries.length, 50);
    assert.equal(second.entries[0].number, first.entries.at(-1).number - 1);
    const storage = await worker.worker.getDurableObjectStorage("DESK", { name: service.slug });
    await assert.rejects(async () => storage.exec("DELETE FROM audit"), /only added to/);
    await assert.rejects(async () => storage.exec("UPDATE audit SET deed = 'x'"), /only added to/);
  });
});

test("a take-over survives a kill right after it, with its line in the log", { timeout: 120_000 }, async () => {
  const state = await mkdtemp(path.join(tmpdir(), "frontdesk-supervision-"));
  const start = () => startWorker({ state, vars: { LIMITS: "off" } });
  let worker = await start();
  try {
    const service = await makeService(worker, { staff: { ada: "agent", sue: "supervisor" }, tags: { sales: ["ada"] } });
    const { ada, sue } = service.people;
    await openDesk(worker, service, ada);
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/answer`, { as: ada });
    const room = await openRoom(worker, service, visitor, enquiry);
    const took = await act(worker, service, sue, enquiry, "take-over", { from: ada.id, former: "leaves" });
    assert.equal(took.status, 200);
    room.send({ type: "say", message: newId("msg"), body: "Who are you?" });
    await room.until(isEntry("said"));
    await worker.kill();

    worker = await start();
    const { card, trace } = await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: sue });
    assert.equal(card.owner.id, sue.id);
    assert.equal(trace.filter(({ step }) => step === "taken_over").length, 1);
    assert.equal((await audit(worker, service, "deed=took_over")).length, 1);
    const again = await openRoom(worker, service, visitor, enquiry);
    const people = again.welcome.entries.filter(({ kind }) => ["answered", "left"].includes(kind)).map(({ kind, staff }) => `${kind} ${staff.id}`);
    assert.deepEqual(people, [`answered ${ada.id}`, `answered ${sue.id}`, `left ${ada.id}`]);
    await again.end();
  } finally {
    await worker.stop();
    await rm(state, { recursive: true, force: true });
  }
});
