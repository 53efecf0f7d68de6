// Webhooks, on the real runtime: what a receiver is told, signed how, when again, and what survives.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { beside } from "../kit/beside.mjs";
import { makeService, makeVisitor, must, newId, openDesk, openRoom, raise, request } from "../kit/people.mjs";
import { isSigned, startReceiver } from "../kit/receiver.mjs";
import { startHarness, startWorker } from "../kit/worker.mjs";

const withItsOwnWorker = beside(3);
const EVERY = ["enquiry.raised", "enquiry.answered", "enquiry.missed", "enquiry.reopened", "enquiry.transferred", "enquiry.returned", "enquiry.closed", "details.left", "message.visitor", "message.staff", "note.added"];

async function makeHook(worker, { base, people }, receiver, settings = {}) {
  const body = { address: receiver.address, topics: EVERY, ...settings };
  const { hook, secret } = await must(worker, "POST", `${base}/hooks`, { as: people.owner, body });
  receiver.secret = secret;
  return hook;
}
const log = async (worker, { base, people }, hook) => (await must(worker, "GET", `${base}/hooks/${hook.hook}/deliveries`, { as: people.owner })).deliveries;

describe("a webhook", { concurrency: false }, () => {
  let worker, service, people, receiver;
  let number = 0;

  before(async () => {
    worker = await startHarness();
  });
  after(() => worker.stop());
  // One for each: what a hook of another test is still told goes nowhere.
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(async () => {
    await receiver.stop();
    assert.deepEqual(receiver.faults, []);
  });

  async function anew() {
    number += 1;
    service = await makeService(worker, { slug: `hooked-${number}`, staff: { ada: "agent", ben: "agent" }, tags: { sales: ["ada"], support: ["ben"] } });
    people = service.people;
  }
  const act = (as, enquiry, verb, body) => must(worker, "POST", `${service.base}/enquiries/${enquiry}/${verb}`, { as, body });

  /** An enquiry from its beginning to its end, with words of both sides and a note. */
  async function life() {
    const desk = await openDesk(worker, service, people.ada);
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    const room = await openRoom(worker, service, visitor, enquiry);
    room.send({ type: "say", message: newId("msg"), body: "Do you ship to Osaka?" });
    await act(people.ada, enquiry, "answer");
    const say = (what, body) => must(worker, "POST", `${service.base}/rooms/${enquiry}/${what}`, { as: people.ada, body: { message: newId("msg"), body } });
    await say("messages", "We do.");
    await say("notes", "They ask each week.");
    await act(people.ada, enquiry, "close");
    await desk.end();
    return { enquiry, visitor, room };
  }

  test("is told what happens, once each, in its order, signed", async () => {
    await anew();
    await makeHook(worker, service, receiver);
    const { enquiry } = await life();
    await receiver.until(({ type }) => type === "note.added");
    await receiver.until(({ type }) => type === "enquiry.closed");
    const types = receiver.got.map(({ type }) => type);
    assert.deepEqual(types.toSorted(), ["enquiry.answered", "enquiry.closed", "enquiry.raised", "message.staff", "message.visitor", "note.added"]);
    assert.deepEqual(types.filter((type) => type.startsWith("enquiry")), ["enquiry.raised", "enquiry.answered", "enquiry.closed"]);
    assert.deepEqual(types.filter((type) => !type.startsWith("enquiry")), ["message.visitor", "message.staff", "note.added"]);
    assert.equal(new Set(receiver.got.map(({ id }) => id)).size, 6);
    for (const { id, service: slug, at_ms, data } of receiver.got) {
      assert.match(id, /^evt_[0-9a-f]{32}$/);
      assert.deepEqual([slug, data.enquiry, data.entry.handle], [service.slug, enquiry, "sales"]);
      assert.ok(Math.abs(Date.now() - at_ms) < 60_000);
    }
    const answered = receiver.got.find(({ type }) => type === "enquiry.answered");
    assert.deepEqual([answered.data.owner.id, answered.data.phase], [people.ada.id, "engaged"]);
    const closed = receiver.got.find(({ type }) => type === "enquiry.closed");
    assert.deepEqual([closed.data.closed_by, closed.data.staff], ["staff", people.ada.id]);
  });

  test("is told no word where nobody asked for words, and of no note where nobody asked for notes", async () => {
    await anew();
    await makeHook(worker, service, receiver, { topics: EVERY.filter((topic) => topic !== "note.added") });
    await life();
    await receiver.until(({ type }) => type === "message.staff");
    await receiver.until(({ type }) => type === "enquiry.closed");
    await sleep(500);
    const all = JSON.stringify(receiver.tries);
    assert.ok(!all.includes("Osaka") && !all.includes("We do") && !all.includes("each week"), all);
    assert.ok(receiver.got.every(({ type }) => type !== "note.added"));
    const { data } = receiver.got.find(({ type }) => type === "message.visitor");
    assert.deepEqual([data.message.seq, data.message.author.side, data.message.body], [2, "visitor", undefined]);
  });

  test("is told the words where its owner asked for them", async () => {
    await anew();
    await makeHook(worker, service, receiver, { topics: ["message.visitor", "note.added"], texts: true });
    await life();
    const said = await receiver.until(({ type }) => type === "message.visitor");
    assert.equal(said.data.message.body, "Do you ship to Osaka?");
    const noted = await receiver.until(({ type }) => type === "note.added");
    assert.equal(noted.data.message.body, "They ask each week.");
    assert.equal(receiver.got.length, 2);
  });

  test("is told again what it refused, with the same id, and what came later meanwhile", async () => {
    await anew();
    const hook = await makeHook(worker, service, receiver, { topics: ["enquiry.raised", "enquiry.missed"] });
    receiver.answers = 503;
    receiver.words = "x".repeat(5_000);
    await raise(worker, service, await makeVisitor(worker, service), { tag: service.tags.sales });
    for (const until = Date.now() + 5_000; receiver.tries.length < 2 && Date.now() < until; ) await sleep(50);
    const [failed] = (await log(worker, service, hook)).slice(-1);
    assert.deepEqual([failed.type, failed.state, failed.outcome, failed.status, failed.answer.length], ["enquiry.raised", "waiting", "refused", 503, 500]);
    assert.ok(failed.next_at_ms > Date.now() && failed.took_ms >= 0);
    receiver.answers = 204;
    const got = await receiver.until(({ type }) => type === "enquiry.raised", "another try", 20_000);
    assert.equal(got.id, failed.event);
    assert.ok(receiver.tries.filter(({ id }) => id === got.id).length >= 2);
    // The receiver has it before its answer is noted.
    const state = async () => (await log(worker, service, hook)).find(({ event }) => event === got.id).state;
    for (const until = Date.now() + 5_000; (await state()) !== "taken" && Date.now() < until; ) await sleep(50);
    assert.equal(await state(), "taken");
  });

  test("is tried out, and told again by hand", async () => {
    await anew();
    const hook = await makeHook(worker, service, receiver, { topics: ["enquiry.closed"], on: false });
    const tried = await must(worker, "POST", `${service.base}/hooks/${hook.hook}/test`, { as: people.owner });
    assert.deepEqual([tried.type, tried.state, tried.status, tried.tries, tried.answer], ["test", "taken", 200, 1, "thanks"]);
    assert.deepEqual(receiver.got.map(({ type, data }) => [type, data]), [["test", {}]]);
    const again = await must(worker, "POST", `${service.base}/hooks/${hook.hook}/deliveries/${tried.delivery}/resend`, { as: people.owner });
    assert.deepEqual([again.event, again.tries, receiver.got.length], [tried.event, 2, 2]);
    assert.equal(receiver.got[0].id, receiver.got[1].id);
    const missing = await request(worker, "POST", `${service.base}/hooks/${hook.hook}/deliveries/4000000/resend`, { as: people.owner });
    assert.equal(missing.status, 404);
  });

  test("gets another secret while the one before still signs", async () => {
    await anew();
    const hook = await makeHook(worker, service, receiver, { topics: ["enquiry.closed"] });
    const before = receiver.secret;
    const { secret, hook: rotated } = await must(worker, "POST", `${service.base}/hooks/${hook.hook}/rotate`, { as: people.owner });
    assert.notEqual(secret, before);
    assert.ok(rotated.former_until_ms > Date.now());
    await must(worker, "POST", `${service.base}/hooks/${hook.hook}/test`, { as: people.owner });
    const [headers] = receiver.headers;
    const body = JSON.stringify(receiver.tries[0]);
    assert.ok(isSigned(headers["frontdesk-signature"], body, secret) && isSigned(headers["frontdesk-signature"], body, before));
    assert.ok(!isSigned(headers["frontdesk-signature"], `${body} `, secret) && !isSigned(headers["frontdesk-signature"], body, "whsec_other"));
    // The database holds no secret.
    const storage = await worker.worker.getDurableObjectStorage("DESK", { name: service.slug });
    assert.ok(!JSON.stringify(await storage.exec("SELECT * FROM hook")).includes(secret.slice(6)));
  });

  test("is told by a desk and rooms that fell asleep in between", async () => {
    await anew();
    await makeHook(worker, service, receiver, { topics: ["enquiry.raised", "message.visitor"], texts: true });
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    const room = await openRoom(worker, service, visitor, enquiry);
    for (let count = 1; count <= 60; count += 1) {
      room.send({ type: "say", message: newId("msg"), body: `${count}` });
      if (count % 20 === 0) {
        await room.until(({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.body === `${count}`));
        await sleep(3_000);
        await worker.worker.evictDurableObject("DESK", { name: service.slug, webSockets: "hibernate" });
        await worker.worker.evictDurableObject("ROOM", { name: `${service.slug}/${enquiry}`, webSockets: "hibernate" });
      }
    }
    await receiver.until(({ data }) => data.message?.body === "60", "the last message", 30_000);
    const bodies = receiver.got.filter(({ type }) => type === "message.visitor").map(({ data }) => Number(data.message.body));
    assert.deepEqual([...new Set(bodies)], Array.from({ length: 60 }, (_, index) => index + 1));
  });

  test("that nothing comes through to for days is switched off, and says so", async () => {
    await anew();
    const hook = await makeHook(worker, service, receiver, { topics: ["enquiry.raised"] });
    receiver.answers = 500;
    await raise(worker, service, await makeVisitor(worker, service), { tag: service.tags.sales });
    for (const until = Date.now() + 5_000; receiver.tries.length < 1 && Date.now() < until; ) await sleep(50);
    await sleep(200);
    const storage = await worker.worker.getDurableObjectStorage("DESK", { name: service.slug });
    // Three days ago, nearly.
    await storage.exec("UPDATE hook_delivery SET since_ms = since_ms - 259198000");
    await must(worker, "PUT", `${service.base}/hooks/${hook.hook}`, { as: people.owner, body: { address: receiver.address, topics: ["enquiry.raised"] } });
    for (const until = Date.now() + 20_000; Date.now() < until; await sleep(200)) {
      const [shown] = await must(worker, "GET", `${service.base}/hooks`, { as: people.owner });
      if (shown.gave_up_at_ms) break;
    }
    const [shown] = await must(worker, "GET", `${service.base}/hooks`, { as: people.owner });
    assert.ok(shown.gave_up_at_ms && !shown.on && shown.waiting === 0, JSON.stringify(shown));
    const [last] = await log(worker, service, hook);
    assert.equal(last.state, "given_up");
    // Switched on again it goes on, and what was given up can be sent by hand.
    receiver.answers = 200;
    const on = await must(worker, "PUT", `${service.base}/hooks/${hook.hook}`, { as: people.owner, body: { address: receiver.address, topics: ["enquiry.raised"], on: true } });
    assert.deepEqual([on.on, on.gave_up_at_ms], [true, undefined]);
    const again = await must(worker, "POST", `${service.base}/hooks/${hook.hook}/deliveries/${last.delivery}/resend`, { as: people.owner });
    assert.equal(again.state, "taken");
  });

  test("goes to no address that it shouldn't, and is told what is wrong", async () => {
    await anew();
    const make = (body) => request(worker, "POST", `${service.base}/hooks`, { as: people.owner, body: { address: "https://hooks.example.com/", topics: ["enquiry.raised"], ...body } });
    for (const [body, field] of [
      [{ address: "ftp://hooks.example.com/" }, undefined],
      [{ address: `${worker.origin}/api/v1/services` }, "address"],
      [{ address: "https://a:b@hooks.example.com/" }, "address"],
      [{ topics: [] }, "topics"],
      [{ topics: ["test"] }, "topics"],
      [{ topics: ["everything"] }, undefined],
    ]) {
      const { status, body: answer } = await make(body);
      assert.deepEqual([status, answer.error.code, answer.error.field], [400, "malformed", field], JSON.stringify(body));
    }
    for (let count = 0; count < 10; count += 1) assert.equal((await make({})).status, 200);
    assert.deepEqual([(await make({})).body.error.code], ["too_large"]);
  });
});

withItsOwnWorker("a webhook is not led on, and nobody waits for it for ever", async () => {
  // What the harness does with redirects isn't what the runtime does.
  const worker = await startWorker();
  const [receiver, trap] = [await startReceiver(), await startReceiver()];
  try {
    const service = await makeService(worker);
    const hook = await makeHook(worker, service, receiver);
    const tryOut = () => must(worker, "POST", `${service.base}/hooks/${hook.hook}/test`, { as: service.people.owner });
    for (receiver.answers of [301, 302, 307, 308]) {
      receiver.leads = trap.address;
      const led = await tryOut();
      assert.deepEqual([led.outcome, led.status, led.state], ["redirected", receiver.answers, "waiting"]);
    }
    assert.equal(trap.tries.length, 0);
    receiver.hangs = true;
    const began = Date.now();
    const hung = await tryOut();
    assert.deepEqual([hung.outcome, hung.status], ["timed_out", undefined]);
    assert.ok(Date.now() - began < 12_000, `${Date.now() - began} ms`);
    await receiver.stop();
    assert.deepEqual((await tryOut()).outcome, "unreachable");
    assert.deepEqual(receiver.faults, []);
  } finally {
    await worker.stop();
    await trap.stop();
  }
});

withItsOwnWorker("where nobody develops, a hook leads to the public network only", async () => {
  const worker = await startHarness({ vars: { SETUP: "once" } });
  try {
    const service = await makeService(worker);
    for (const address of ["http://hooks.example.com/", "https://127.0.0.1/", "https://localhost/", "https://10.1.2.3/", "https://[::1]/", "https://169.254.169.254/", "https://printer.local/"]) {
      const { status, body } = await request(worker, "POST", `${service.base}/hooks`, { as: service.people.owner, body: { address, topics: ["enquiry.raised"] } });
      assert.deepEqual([status, body.error.field], [400, "address"], address);
    }
  } finally {
    await worker.stop();
  }
});

withItsOwnWorker("no event is lost when the runtime is killed again and again, and each keeps its id", async () => {
  const state = await mkdtemp(path.join(tmpdir(), "frontdesk-hooks-"));
  const receiver = await startReceiver();
  let worker = await startWorker({ state });
  try {
    const service = await makeService(worker, { slug: "killed", staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    await makeHook(worker, service, receiver, { topics: ["enquiry.raised", "message.visitor"], texts: true });
    const raised = [];
    const said = [];
    for (let round = 0; round < 4; round += 1) {
      // Some of it while the receiver is down, too.
      receiver.answers = round % 2 ? 503 : 200;
      for (let count = 0; count < 5; count += 1) {
        const visitor = await makeVisitor(worker, service);
        const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
        raised.push(enquiry);
        const room = await openRoom(worker, service, visitor, enquiry);
        const message = newId("msg");
        room.send({ type: "say", message, body: `Round ${round}` });
        await room.until(({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.message === message));
        said.push(message);
        room.socket.terminate();
      }
      await worker.kill();
      worker = await startWorker({ state, port: worker.port });
    }
    receiver.answers = 200;
    // A desk that was killed wakes by its alarm, at the latest.
    const all = () => raised.every((enquiry) => receiver.got.some(({ type, data }) => type === "enquiry.raised" && data.enquiry === enquiry))
      && said.every((message) => receiver.got.some(({ data }) => data.message?.message === message));
    for (const until = Date.now() + 90_000; !all() && Date.now() < until; ) await sleep(250);
    const missing = [...raised.filter((enquiry) => !receiver.got.some(({ type, data }) => type === "enquiry.raised" && data.enquiry === enquiry)), ...said.filter((message) => !receiver.got.some(({ data }) => data.message?.message === message))];
    assert.deepEqual(missing, []);
    const ids = new Map();
    for (const { id, type, data } of receiver.tries) {
      const what = `${type} ${data.message?.message ?? data.enquiry}`;
      assert.equal(ids.get(what) ?? id, id, `${what} came with two ids`);
      ids.set(what, id);
    }
    assert.equal(ids.size, raised.length + said.length);
    assert.deepEqual(receiver.faults, []);
    console.log(`${receiver.tries.length} requests for ${ids.size} events`);
  } finally {
    await worker.stop();
    await receiver.stop();
    await rm(state, { recursive: true, force: true });
  }
});

withItsOwnWorker.tell("a webhook and what may go wrong around it");
