// Reminders of enquiries on the real runtime: who sets and sees them, that each comes once through whatever crashes, and what
// becomes of those of people who are gone.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import { makeService, makeVisitor, must, newId, openDesk, raise, request } from "../kit/people.mjs";
import { startPushService } from "../kit/push.mjs";
import { startHarness, startWorker } from "../kit/worker.mjs";

const refusal = ({ status, body }) => [status, body?.error?.code, body?.error?.field];
const HOUR = 3_600_000;
const staff = { ada: "agent", ben: "agent", cleo: "agent", sue: "supervisor", adam: "admin" };

describe("a reminder", { concurrency: false }, () => {
  let worker, push, service, base, people;

  before(async () => {
    push = await startPushService();
    worker = await startHarness({ vars: { PUSH_SERVICES: push.origin } });
    service = await makeService(worker, { slug: "later", staff, tags: { sales: ["ada", "ben"], other: ["cleo"] } });
    ({ base, people } = service);
  });
  after(async () => {
    await worker.stop();
    await push.stop();
  });

  /** Sends the Desk to sleep, if it isn't asleep by itself. */
  const sleep = () =>
    worker.worker.evictDurableObject("DESK", { name: service.slug, webSockets: "hibernate" }).catch((error) => assert.match(error.message, /not currently running/));
  const set = (as, enquiry, body, reminder = newId("rem")) => request(worker, "POST", `${base}/enquiries/${enquiry}/reminders`, { as, body: { reminder, ...body } });
  const list = async (as, query = "") => (await must(worker, "GET", `${base}/reminders${query}`, { as })).reminders;
  const soon = () => Date.now() + 400;
  const isDue = (reminder) => ({ type, fired }) => type === "reminders" && fired?.note === reminder;
  const gone = async (as, { reminder }) => request(worker, "DELETE", `${base}/reminders/${reminder}`, { as });

  /** An enquiry that Ada has. */
  async function engaged() {
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    await must(worker, "POST", `${base}/enquiries/${enquiry}/follow-up`, { as: people.ada });
    return { enquiry, visitor };
  }

  test("is set by who may read the enquiry, for who may serve it, for a time to come, and once", async () => {
    const { enquiry } = await engaged();
    const later = Date.now() + HOUR;
    const reminder = newId("rem");
    const first = await set(people.ada, enquiry, { due_ms: later, note: "  Ask again  " }, reminder);
    assert.equal(first.status, 200);
    assert.deepEqual([first.body.staff, first.body.setter, first.body.state, first.body.note, first.body.staff_name], [people.ada.id, people.ada.id, "waiting", "Ask again", "Ada"]);
    assert.deepEqual((await set(people.ada, enquiry, { due_ms: later, note: "Ask again" }, reminder)).body, first.body);
    assert.deepEqual(refusal(await set(people.ada, enquiry, { due_ms: later + 1 }, reminder)), [409, "taken", undefined]);
    assert.deepEqual(refusal(await set(people.ada, enquiry, { due_ms: Date.now() - 1 })), [400, "malformed", "due_ms"]);
    assert.deepEqual(refusal(await set(people.ada, enquiry, { due_ms: Date.now() + 3 * 365 * 24 * HOUR })), [400, "malformed", "due_ms"]);
    assert.deepEqual(refusal(await set(people.ada, enquiry, { due_ms: later, staff: people.cleo.id })), [400, "malformed", "staff"]);
    assert.deepEqual(refusal(await set(people.ada, enquiry, { due_ms: later, staff: newId("stf") })), [400, "malformed", "staff"]);
    assert.deepEqual(refusal(await set(people.ada, enquiry, { due_ms: later, note: "x".repeat(1_001) })).slice(0, 2), [400, "malformed"]);
    assert.deepEqual(refusal(await set(people.cleo, enquiry, { due_ms: later })), [404, "not_found", undefined]);
    assert.deepEqual(refusal(await set(people.ben, enquiry, { due_ms: later })), [404, "not_found", undefined], "Ada has it");
    const bens = await set(people.ada, enquiry, { due_ms: later, staff: people.ben.id });
    assert.equal(bens.status, 200);
    // Both see and change it, with what each may know of the enquiry; nobody else does.
    assert.deepEqual((await list(people.ben)).map(({ reminder, visitor }) => [reminder, visitor]), [[bens.body.reminder, undefined]]);
    assert.equal((await list(people.ada)).length, 2);
    for (const who of ["cleo", "sue"]) assert.deepEqual(await list(people[who]), []);
    for (const [method, below] of [["PUT", ""], ["POST", "/done"], ["DELETE", ""]]) {
      const answer = await request(worker, method, `${base}/reminders/${reminder}${below}`, { as: people.sue, body: method === "PUT" ? { due_ms: later } : undefined });
      assert.deepEqual(refusal(answer), [404, "not_found", undefined], method);
    }
    const { reminders } = await must(worker, "GET", `${base}/enquiries/${enquiry}`, { as: people.sue });
    assert.deepEqual(reminders.map((one) => [one.reminder, one.staff_name]), [[reminder, "Ada"], [bens.body.reminder, "Ben"]]);
    for (const query of ["?state=x", "?after=1", "?after=x.y"]) assert.deepEqual(refusal(await request(worker, "GET", `${base}/reminders${query}`, { as: people.ada })).slice(0, 2), [400, "malformed"], query);
    for (const one of [first.body, bens.body]) assert.equal((await gone(people.ada, one)).status, 204);
    assert.deepEqual(await list(people.ada), []);
  });

  test("falls due once, tells every dashboard of the person and no other, and counts until it is done", async () => {
    const { enquiry, visitor } = await engaged();
    const desks = [await openDesk(worker, service, people.ada), await openDesk(worker, service, people.ada), await openDesk(worker, service, people.ben)];
    const { body } = await set(people.ada, enquiry, { due_ms: soon(), note: "Once" });
    await sleep();
    for (const desk of desks.slice(0, 2)) {
      const { due, fired } = await desk.until(isDue("Once"));
      assert.deepEqual([due, fired.enquiry, typeof fired.visitor], [1, enquiry, "string"]);
    }
    await sleep();
    const again = await openDesk(worker, service, people.ada);
    assert.deepEqual(await again.until(({ type }) => type === "reminders"), { type: "reminders", due: 1 });
    assert.equal((await list(people.ada))[0].state, "due");
    // Also once the room is over.
    await must(worker, "POST", `${base}/enquiries/${enquiry}/close`, { as: people.ada });
    await must(worker, "POST", `${base}/reminders/${body.reminder}/done`, { as: people.ada });
    await again.until(({ type, due }) => type === "reminders" && due === 0);
    const done = await must(worker, "POST", `${base}/reminders/${body.reminder}/done`, { as: people.ada });
    assert.equal(done.state, "done");
    assert.deepEqual([await list(people.ada), (await list(people.ada, "?state=over"))[0].reminder], [[], body.reminder]);
    // Put off, it comes again: on an enquiry that is closed.
    await must(worker, "PUT", `${base}/reminders/${body.reminder}`, { as: people.ada, body: { due_ms: soon(), note: "Twice" } });
    await again.until(isDue("Twice"));
    for (const desk of [...desks, again]) await desk.end();
    assert.deepEqual(desks.slice(0, 2).map(({ frames }) => frames.filter(isDue("Once")).length), [1, 1]);
    assert.deepEqual(desks[2].frames.filter(({ type }) => type === "reminders"), []);
    assert.ok(visitor);
    await gone(people.ada, body);
  });

  test("wakes the person whose dashboard is closed, with no word of the note", async () => {
    const { enquiry } = await engaged();
    const browser = push.browser();
    await must(worker, "PUT", `${base}/session/push`, { as: people.ada, body: browser.json });
    const { body } = await set(people.ada, enquiry, { due_ms: soon(), note: "The secret words" });
    const message = await browser.until(({ kind }) => kind === "reminder");
    assert.deepEqual([message.enquiry, message.entry], [enquiry, "Sales"]);
    assert.ok(!JSON.stringify(browser.messages).includes("secret"));
    assert.deepEqual(browser.faults, []);
    await must(worker, "DELETE", `${base}/session/push`, { as: people.ada });
    await gone(people.ada, body);
  });

  test("goes to who set it when its person lost the enquiry or was removed, and else lapses", async () => {
    const extra = await makeService(worker, { slug: "leavers", staff, tags: { sales: ["ada", "ben", "sue", "adam"] } });
    const at = (path) => `${extra.base}${path}`;
    const visitor = await makeVisitor(worker, extra);
    const { enquiry } = await raise(worker, extra, visitor, { tag: extra.tags.sales });
    await must(worker, "POST", at(`/enquiries/${enquiry}/follow-up`), { as: extra.people.sue });
    const { sue, ben, ada, owner } = extra.people;
    const make = (as, body) => must(worker, "POST", at(`/enquiries/${enquiry}/reminders`), { as, body: { reminder: newId("rem"), ...body } });
    const desk = await openDesk(worker, extra, sue);
    const lapses = await make(sue, { due_ms: Date.now() + 2_000, staff: ada.id, note: "For Ada" });
    await make(sue, { due_ms: Date.now() + 300, staff: ben.id, note: "Due to Ben" });
    const bens = await openDesk(worker, extra, ben);
    await bens.until(({ type, due }) => type === "reminders" && due === 1);
    assert.equal((await request(worker, "DELETE", at(`/staff/${ben.id}`), { as: owner })).status, 204);
    const { fired } = await desk.until(isDue("Due to Ben"));
    assert.equal(fired.returned, true);
    // Ada serves it no more, and who asked her is gone, too.
    await desk.end();
    for (const one of [ada, sue]) assert.equal((await request(worker, "DELETE", at(`/staff/${one.id}`), { as: owner })).status, 204);
    const program = await must(worker, "POST", at("/tokens"), { as: owner, body: { name: "Bot", scopes: ["enquiries:read", "enquiries:write"] } });
    const bot = { bearer: program.secret };
    assert.deepEqual(refusal(await request(worker, "POST", at(`/enquiries/${enquiry}/reminders`), { as: bot, body: { reminder: newId("rem"), due_ms: Date.now() + HOUR } })), [400, "malformed", "staff"], "a program has nobody to remind but others");
    const adams = await make(bot, { due_ms: Date.now() + HOUR, staff: extra.people.adam.id });
    assert.equal(adams.setter_name, "Bot");
    assert.deepEqual((await must(worker, "GET", at("/reminders"), { as: bot })).reminders.map(({ reminder }) => reminder), [adams.reminder]);
    for (const until = Date.now() + 10_000; ; ) {
      const { reminders } = await must(worker, "GET", at(`/enquiries/${enquiry}`), { as: owner });
      if (!reminders.some(({ reminder }) => reminder === lapses.reminder)) break;
      assert.ok(Date.now() < until, "it never lapsed");
      await new Promise((done) => setTimeout(done, 100));
    }
  });

  test("goes with the contact who is erased, and there are never more than one can work off", async () => {
    const { enquiry } = await engaged();
    const { card } = await must(worker, "GET", `${base}/enquiries/${enquiry}`, { as: people.ada });
    const many = await Promise.all(Array.from({ length: 200 }, () => set(people.ada, enquiry, { due_ms: Date.now() + HOUR })));
    assert.deepEqual(new Set(many.map(({ status }) => status)), new Set([200]));
    assert.deepEqual(refusal(await set(people.ada, enquiry, { due_ms: Date.now() + HOUR })).slice(0, 2), [413, "too_large"]);
    const page = await must(worker, "GET", `${base}/reminders`, { as: people.ada });
    const next = await must(worker, "GET", `${base}/reminders?after=${page.next}`, { as: people.ada });
    assert.deepEqual([page.reminders.length, new Set([...page.reminders, ...next.reminders].map(({ reminder }) => reminder)).size], [50, 100]);
    await must(worker, "DELETE", `${base}/contacts/${card.contact.id}`, { as: people.adam });
    assert.deepEqual(await list(people.ada), []);
  });
});

test("a reminder that falls due while everything is dead comes once it lives again, and once", { timeout: 120_000 }, async () => {
  const [push, state] = [await startPushService(), await mkdtemp(path.join(tmpdir(), "frontdesk-reminders-"))];
  const start = () => startWorker({ state, vars: { PUSH_SERVICES: push.origin } });
  let worker = await start();
  try {
    const service = await makeService(worker, { slug: "killed", staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    const { ada } = service.people;
    const browser = push.browser();
    await must(worker, "PUT", `${service.base}/session/push`, { as: ada, body: browser.json });
    const { enquiry } = await raise(worker, service, await makeVisitor(worker, service), { tag: service.tags.sales });
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/reminders`, { as: ada, body: { reminder: newId("rem"), due_ms: Date.now() + 500 } });
    await worker.kill();
    await new Promise((done) => setTimeout(done, 600));
    worker = await start();
    await browser.until(({ kind }) => kind === "reminder", "reminder", 20_000);
    // What the push service took is settled a moment later.
    await new Promise((done) => setTimeout(done, 500));
    await worker.kill();
    worker = await start();
    const { reminders } = await must(worker, "GET", `${service.base}/reminders`, { as: ada });
    assert.deepEqual(reminders.map(({ state }) => state), ["due"]);
    assert.equal(browser.messages.filter(({ kind }) => kind === "reminder").length, 1);
  } finally {
    await worker.stop();
    await push.stop();
    await rm(state, { recursive: true, force: true });
  }
});
