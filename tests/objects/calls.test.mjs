// Calls on the real runtime, as the room sees them: who is rung, who is in, what is handed on, and how it ends.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { ALL_CALLS, Caller, callOf, callsInLog, engaged, shown, talking } from "../kit/calls.mjs";
import { about, code, filesOf, sendFile } from "../kit/files.mjs";
import { makeService, makeVisitor, must, newId, openDesk, openRoom, raise, request } from "../kit/people.mjs";
import { startHarness } from "../kit/worker.mjs";

const staff = { ada: "agent", ben: "agent", cleo: "agent", sue: "supervisor" };

describe("a call in a room", { concurrency: false }, () => {
  let worker, service, people, desk;

  before(async () => {
    worker = await startHarness({ vars: { FAULTS: "on" } });
    service = await makeService(worker, { slug: "calling", staff, tags: { sales: ["ada", "ben"] }, settings: { calls: ALL_CALLS } });
    people = service.people;
    desk = await openDesk(worker, service, people.ada);
  });
  after(() => worker.stop());

  const sleepRoom = (enquiry) => worker.worker.evictDurableObject("ROOM", { name: `${service.slug}/${enquiry}`, webSockets: "hibernate" });

  test("rings, is answered and hung up, and all of it stands in the log and in the lists", async () => {
    const { enquiry, open, theirs, ours, visitor } = await engaged(worker, service);
    const card = (which) => desk.until((frame) => frame.type === "enquiry_changed" && frame.card.enquiry === enquiry && which(frame.card));
    const [ann, ada] = [new Caller(theirs), new Caller(ours)];
    const call = ann.offer({ video: true });
    const ringing = await shown(ours, (it) => it, "rings");
    assert.deepEqual([ringing.call, ringing.video, ringing.rings[0].who.kind, ringing.peers.length], [call, true, "staff", 1]);
    await card(({ call }) => call === "rings");
    ada.join(call);
    const running = await shown(theirs, (it) => it?.started_at_ms, "goes on");
    assert.deepEqual(running.peers.map(({ staff }) => staff?.handle), [undefined, "ada"]);
    await card(({ call }) => call === "ongoing");
    ada.leave(call);
    const { ended } = await theirs.until(({ ended }) => ended);
    assert.deepEqual(ended, { call, why: "hung_up" });
    await card(({ call }) => call === undefined);
    assert.deepEqual(await callsInLog(() => open(visitor)), ["offered", "joined", "ended hung_up"]);
  });

  test("is declined, and given up", async () => {
    const { open, theirs, ours, visitor } = await engaged(worker, service);
    const [ann, ada] = [new Caller(theirs), new Caller(ours)];
    const first = ada.offer();
    await shown(theirs, (it) => it?.call === first, "rings");
    ann.decline(first);
    assert.equal((await ours.until(({ ended }) => ended?.call === first)).ended.why, "declined");
    const second = ann.offer();
    await shown(ours, (it) => it?.call === second, "rings");
    ann.leave(second);
    assert.equal((await ours.until(({ ended }) => ended?.call === second)).ended.why, "cancelled");
    ada.join(second);
    assert.equal(await ada.refused(second), "not_found");
    assert.deepEqual(await callsInLog(() => open(visitor)), ["offered", "ended declined", "offered", "ended cancelled"]);
  });

  test("hands signals on to those in it alone, and keeps none", async () => {
    const { enquiry, open, theirs, ours, ann, ada, call, visitor } = await talking(worker, service);
    ann.signal(call, ada, "very-secret-way");
    const heard = await ours.until(({ type }) => type === "signal");
    assert.deepEqual(heard, { type: "signal", call, from: ann.peer, signal: "very-secret-way" });
    // Nobody else can send, nor is anybody else reached.
    const tab = new Caller(await open(visitor));
    tab.signal(call, ada, "from another tab of theirs");
    assert.equal(await tab.refused(call), "not_found");
    // To who has just gone it is lost, and that is no mistake of who sent it: what is refused first is the next.
    ann.signal(call, { peer: newId("per") }, "to nobody");
    ann.signal(call, ada, "x".repeat(24 * 1024 + 1));
    assert.equal(await ann.refused(call), "too_large");
    ada.signal(call, ann, "x".repeat(24 * 1024 + 1));
    assert.equal(await ada.refused(call), "too_large");
    assert.equal(ours.frames.filter(({ type }) => type === "signal").length, 1);
    const log = await must(worker, "GET", `${service.base}/rooms/${enquiry}/entries`, { as: people.ada });
    assert.ok(!JSON.stringify(log).includes("secret-way"));
    await sleepRoom(enquiry);
    ada.signal(call, ann, "after the object slept");
    await theirs.until(({ signal }) => signal === "after the object slept");
  });

  test("is one call, however many offer", async () => {
    const { theirs, ours, open, visitor } = await engaged(worker, service);
    const callers = [new Caller(theirs), new Caller(ours)];
    for (const caller of callers) caller.offer();
    const [one, other] = await Promise.all([theirs, ours].map((socket) => shown(socket, (it) => it?.started_at_ms, "goes on")));
    assert.equal(one.call, other.call);
    callers[0].leave(one.call);
    await ours.until(({ ended }) => ended);
    assert.deepEqual(await callsInLog(() => open(visitor)), ["offered", "joined", "ended hung_up"]);
  });

  test("comes back with a page that is loaded anew, which takes the older one's place", async () => {
    const { theirs, ours, open, visitor, ann, call } = await talking(worker, service);
    await theirs.end();
    await shown(ours, (it) => it?.peers.some(({ away }) => away), "away");
    const again = new Caller(await open(visitor));
    const welcomed = await shown(again.socket, (it) => it, "after the welcome");
    assert.equal(welcomed.call, call);
    again.join(call);
    const now = await shown(ours, (it) => it?.peers.some(({ peer }) => peer === again.peer), "back");
    assert.ok(!now.peers.some(({ peer, away }) => peer === ann.peer || away));
  });

  test("has four in it, a listener that one alone is told of, and ends with its visitor", async () => {
    const { enquiry, theirs, ours, open, ann, ada, call } = await talking(worker, service);
    const guest = (name) => must(worker, "PUT", `${service.base}/enquiries/${enquiry}/guests/${people[name].id}`, { as: people.ada });
    const callers = [];
    for (const name of ["ben", "cleo"]) {
      await guest(name);
      const caller = new Caller(await open(people[name]));
      caller.join(call);
      callers.push(caller);
    }
    await shown(theirs, (it) => it?.peers.length === 4, "four");
    const sues = new Caller(await open(people.sue));
    sues.join(call);
    assert.equal(await sues.refused(call), "forbidden", "who looks on only listens");
    sues.join(call, { listens: true });
    await shown(theirs, (it) => it?.peers.length === 5, "a listener");
    sues.signal(call, ann, "psst");
    await sues.socket.until(({ type, error }) => type === "call_refused" && error.code === "not_found");
    sues.signal(call, ada, "hello");
    await ours.until(({ signal }) => signal === "hello");
    assert.ok(!theirs.frames.some(({ type }) => type === "signal"));
    ann.leave(call);
    await callers[0].socket.until(({ ended }) => ended?.why === "hung_up");
  });

  test("is recorded when all agree", async () => {
    const { theirs, ours, ann, ada, call } = await talking(worker, service);
    ann.socket.send({ type: "call_record", call, step: "ask" });
    assert.equal(await ann.refused(call), "forbidden");
    ada.socket.send({ type: "call_record", call, step: "ask" });
    const asked = await shown(theirs, (it) => it?.recording, "asked");
    assert.deepEqual([asked.recording.by, asked.recording.on], [ada.peer, false]);
    ann.socket.send({ type: "call_record", call, step: "agree" });
    await shown(ours, (it) => it?.recording?.on, "recorded");
    ann.socket.send({ type: "call_record", call, step: "stop" });
    await ours.until(({ type }, at) => type === "call" && callOf(ours)?.recording === undefined, "no longer");
  });

  /** A call that Ada has recorded, and what her browser says of the recording. */
  async function recorded(of = service) {
    const talk = await talking(worker, of);
    const { theirs, ours, call } = talk;
    ours.send({ type: "call_record", call, step: "ask" });
    await shown(theirs, (it) => it?.recording, "asked");
    theirs.send({ type: "call_record", call, step: "agree" });
    await shown(ours, (it) => it?.recording?.on, "recorded");
    const files = filesOf(of, talk.enquiry, of.people.ada);
    return { ...talk, files, sound: { name: "Call.ogg", media_type: "audio/ogg", call } };
  }
  const OGG = Buffer.concat([Buffer.from("OggS"), Buffer.alloc(60)]);
  const begins = (files, as, more) => code(worker, "POST", files, { as, body: about(OGG, more) });

  test("what was recorded lands in a chat that was closed meanwhile, once, and nothing else does", async () => {
    const { enquiry, open, visitor, theirs, ours, files, sound } = await recorded();
    theirs.send({ type: "close" });
    await ours.until(({ ended }) => ended?.why === "closed");
    const other = { ...sound, call: newId("cal") };
    for (const [name, claim] of [["ada", {}], ["ada", other], ["ben", sound], ["sue", sound]]) {
      assert.equal(await begins(files, people[name], claim), "enquiry_closed", name);
    }
    assert.equal(await begins(filesOf(service, enquiry, visitor), visitor, sound), "enquiry_closed");
    const entry = await sendFile(worker, service, enquiry, people.ada, OGG, sound);
    assert.deepEqual([entry.kind, entry.file.kind, entry.author.staff], ["shared", "audio", people.ada.id]);
    await theirs.until(({ entry: shown }) => shown?.seq === entry.seq);
    await sleepRoom(enquiry);
    assert.equal(await begins(files, people.ada, sound), "taken");
    assert.deepEqual((await open(visitor)).welcome.entries.slice(-3).map(({ kind }) => kind), ["call", "closed", "shared"]);
  });

  test("another kind of file isn't what was recorded", async () => {
    const { ours, files, sound } = await recorded();
    ours.send({ type: "close" });
    await ours.until(({ ended }) => ended?.why === "closed");
    const words = Buffer.from("%PDF-1.7 and so on");
    const start = about(words, sound);
    await must(worker, "POST", files, { as: people.ada, body: start });
    await must(worker, "PUT", `${files}/${start.file}/parts/1`, { as: people.ada, raw: words });
    assert.equal(await code(worker, "POST", `${files}/${start.file}/finish`, { as: people.ada }), "kind_not_allowed");
  });

  test("who passed the chat on hands in what they recorded, and is out of it otherwise", async () => {
    const bens = await openDesk(worker, service, people.ben);
    const { enquiry, theirs, files, sound } = await recorded();
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/transfer`, { as: people.ada, body: { to: { kind: "staff", staff: people.ben.id } } });
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/answer`, { as: people.ben });
    await shown(theirs, (it) => it?.rings?.some(({ who }) => who.staff === people.ben.id), "Ben is on his way");
    const out = (method, path, body) => code(worker, method, `${files}${path}`, { as: people.ada, body });
    assert.deepEqual([await begins(files, people.ada, {}), await begins(files, people.cleo, sound)], ["not_found", "not_found"]);
    const { file } = (await sendFile(worker, service, enquiry, people.ada, OGG, sound)).file;
    await theirs.until(({ entry }) => entry?.file?.file === file);
    assert.equal(await begins(files, people.ada, sound), "taken");
    for (const [method, path] of [["POST", `/${file}/address`], ["DELETE", `/${file}`]]) assert.equal(await out(method, path), "not_found");
    const entries = await request(worker, "GET", `${service.base}/rooms/${enquiry}/entries`, { as: people.ada });
    assert.equal(entries.status, 404);
    await bens.end();
  });

  test("nothing is handed in where the visitor was erased, or by who was removed from the staff", async () => {
    const erased = await recorded();
    const { card } = await must(worker, "GET", `${service.base}/enquiries/${erased.enquiry}`, { as: people.owner });
    await must(worker, "DELETE", `${service.base}/contacts/${card.contact.id}`, { as: people.owner });
    assert.equal(await begins(erased.files, people.ada, erased.sound), "not_found");
    const other = await makeService(worker, { slug: "leaving", staff: { ada: "agent", ben: "agent" }, tags: { sales: ["ada", "ben"] }, settings: { calls: ALL_CALLS } });
    const adas = await openDesk(worker, other, other.people.ada);
    const removed = await recorded(other);
    await must(worker, "DELETE", `${other.base}/staff/${other.people.ada.id}`, { as: other.people.owner });
    assert.equal(await begins(removed.files, other.people.ada, removed.sound), "unauthenticated");
    await adas.end();
  });

  test("goes on through a close of nothing but the chat's own, and ends with the chat", async () => {
    const { enquiry, theirs, ours, ada } = await talking(worker, service);
    theirs.send({ type: "say", message: newId("msg"), body: "Here is the link" });
    await ours.until(({ entry }) => entry?.body === "Here is the link");
    ada.socket.send({ type: "close" });
    assert.equal((await theirs.until(({ ended }) => ended)).ended.why, "closed");
    const { entries } = await must(worker, "GET", `${service.base}/rooms/${enquiry}/entries`, { as: people.ada });
    assert.deepEqual(entries.slice(-2).map(({ kind }) => kind), ["call", "closed"]);
  });

  test("ends for those in it before their room is gone, when its visitor is erased", async () => {
    const { enquiry, theirs, ours, call } = await talking(worker, service);
    const { card } = await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: people.owner });
    await must(worker, "DELETE", `${service.base}/contacts/${card.contact.id}`, { as: people.owner });
    for (const { closed, frames } of [theirs, ours]) {
      assert.equal((await closed).code, 4404);
      assert.deepEqual(frames.findLast(({ type }) => type === "call"), { type: "call", ended: { call, why: "closed" } });
    }
  });

  test("is none where the service has none, whatever a client says", async () => {
    const quiet = await makeService(worker, { slug: "quiet", staff: { ada: "agent" }, tags: { sales: ["ada"] }, settings: { calls: { voice: false } } });
    const desk = await openDesk(worker, quiet, quiet.people.ada);
    const { theirs, ours } = await engaged(worker, quiet);
    for (const caller of [new Caller(theirs), new Caller(ours)]) assert.equal(await caller.refused(caller.offer()), "no_calls");
    await desk.end();
    const { theirs: ann, ours: ada } = await engaged(worker, service);
    const stranger = await makeVisitor(worker, service);
    const asked = await request(worker, "GET", `${service.base}/visitor/rooms/${newId("enq")}/socket`, { as: stranger });
    assert.notEqual(asked.status, 101);
    // What isn't JSON of this form, or huge, or about nothing.
    ann.send({ type: "call_offer", call: "cal_1", peer: newId("per") });
    await ann.until(({ type, error }) => type === "refused" && error.code === "malformed");
    ann.send({ type: "call_leave", call: newId("cal") });
    await ann.until(({ type, call }) => type === "call" && call === undefined);
    ada.send({ type: "call_join", call: newId("cal"), peer: newId("per") });
    await ada.until(({ type, error }) => type === "call_refused" && error.code === "not_found");
  });
});

describe("calls and their limits", { concurrency: false }, () => {
  let worker, service;

  before(async () => {
    worker = await startHarness({ vars: { LIMITS: "on" } });
    service = await makeService(worker, { slug: "paced", staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    service.followUp = true;
  });
  after(() => worker.stop());

  test("a flood of signals is cut off, and the chat goes on", async () => {
    const { theirs, ours, ann, ada, call } = await talking(worker, service);
    for (let number = 0; number < 380; number += 1) ann.signal(call, ada, `${number}`);
    const { error } = await theirs.until(({ type, error }) => type === "call_refused" && error.code === "too_fast");
    assert.ok(error.retry_after_ms > 0);
    theirs.send({ type: "say", message: newId("msg"), body: "still here" });
    await ours.until(({ entry }) => entry?.body === "still here");
  });

  test("nobody is rung over and over", async () => {
    const { theirs, ours } = await engaged(worker, service);
    const ann = new Caller(theirs);
    for (let number = 0; number < 3; number += 1) {
      const call = ann.offer();
      await shown(ours, (it) => it?.call === call, "rings");
      ann.leave(call);
      await ours.until(({ ended }) => ended?.call === call);
    }
    assert.equal(await ann.refused(ann.offer()), "too_fast");
  });
});

describe("a call and its enquiry", { concurrency: false }, () => {
  let worker, service, people;

  before(async () => {
    worker = await startHarness({ vars: { LIMITS: "off" } });
    service = await makeService(worker, { slug: "raised", staff, tags: { sales: ["ada", "ben"], support: ["cleo"] }, settings: { calls: ALL_CALLS } });
    people = service.people;
    const { id, ...tag } = (await must(worker, "GET", `${service.base}/tags`, { as: people.owner })).find(({ handle }) => handle === "sales");
    await must(worker, "PUT", `${service.base}/tags/${id}`, { as: people.owner, body: { ...tag, calls: true } });
    for (const name of Object.keys(staff)) await openDesk(worker, service, people[name]);
  });
  after(() => worker.stop());

  async function called() {
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales }, { mode: "call" });
    const ann = new Caller(await openRoom(worker, service, visitor, enquiry));
    const { call } = await shown(ann.socket, (it) => it, "the call of the enquiry");
    assert.equal(call.slice(4), enquiry.slice(4));
    ann.join(call);
    await shown(ann.socket, (it) => it?.peers.length === 1, "in it");
    return { visitor, enquiry, ann, call };
  }

  test("rings staff no longer when its visitor gives up, and waits as a chat", async () => {
    const desk = await openDesk(worker, service, people.ada);
    const { enquiry, ann, call } = await called();
    const card = (which) => desk.until((frame) => frame.type === "enquiry_changed" && frame.card.enquiry === enquiry && which(frame.card));
    await card(({ mode, call }) => mode === "call" && call === "rings");
    ann.leave(call);
    const { card: now } = await card(({ call }) => call === undefined);
    assert.deepEqual([now.phase, now.mode], ["open", undefined]);
    await desk.end();
  });

  test("who answers is rung in the room, and comes in", async () => {
    const { enquiry, ann, call } = await called();
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/answer`, { as: people.ada });
    const rung = await shown(ann.socket, (it) => it?.rings.some(({ who }) => who.kind === "member"), "on their way");
    assert.equal(rung.rings[0].who.staff, people.ada.id);
    const ada = new Caller(await openRoom(worker, service, people.ada, enquiry));
    ada.join(call);
    await shown(ann.socket, (it) => it?.started_at_ms, "goes on");
  });

  test("is passed on in mid-call, and whoever accepts comes in", async () => {
    const { enquiry, ann, call } = await called();
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/answer`, { as: people.ada });
    const ada = new Caller(await openRoom(worker, service, people.ada, enquiry));
    ada.join(call);
    await shown(ann.socket, (it) => it?.started_at_ms, "goes on");
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/transfer`, { as: people.ada, body: { to: { kind: "staff", staff: people.ben.id } } });
    await shown(ann.socket, (it) => it?.rings.some(({ who }) => who.kind === "offered"), "passed on");
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/answer`, { as: people.ben });
    const ben = new Caller(await openRoom(worker, service, people.ben, enquiry));
    ben.join(call);
    const handed = await shown(ann.socket, (it) => it?.peers.some(({ staff }) => staff?.handle === "ben"), "Ben is in");
    assert.equal(handed.rings?.length ?? 0, 0);
    ann.leave(call);
    await ben.socket.until(({ ended }) => ended?.why === "hung_up");
  });
});
