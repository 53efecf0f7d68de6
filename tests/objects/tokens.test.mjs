// Programs with tokens, on the real runtime: what one may do, what others see of it, and when it is over.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { makeService, makeVisitor, must, newId, openDesk, openRoom, raise, request } from "../kit/people.mjs";
import { startHarness } from "../kit/worker.mjs";

const EVERY = ["enquiries:read", "enquiries:write", "reports:read", "settings:read", "settings:write", "staff:write", "hooks:write"];

describe("a program with a token", { concurrency: false }, () => {
  let worker, service, people, visitor;

  before(async () => {
    worker = await startHarness();
    service = await makeService(worker, { slug: "programs", staff: { ada: "admin", ben: "agent" }, tags: { sales: ["ben"] } });
    people = service.people;
    visitor = await makeVisitor(worker, service);
  });
  after(() => worker.stop());

  async function program(scopes = EVERY, more = {}) {
    const { token, secret } = await must(worker, "POST", `${service.base}/tokens`, { as: people.ada, body: { name: "Stock bot", scopes, ...more } });
    return { ...token, bearer: secret };
  }
  const ask = (as, method, path, body) => request(worker, method, `${service.base}${path}`, { as: { bearer: as.bearer }, body });
  const does = async (as, method, path, body) => {
    const answer = await ask(as, method, path, body);
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  /** An enquiry that waits: Ben is there for it. */
  async function waiting() {
    const desk = await openDesk(worker, service, people.ben);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    return { desk, enquiry };
  }

  test("is told its token once, and nobody can read it again", async () => {
    const { bearer, token, hint } = await program(["reports:read"]);
    assert.match(bearer, /^fdk_[0-9a-f]{32}_[\w-]{43}$/);
    assert.ok(bearer.endsWith(hint));
    const { body } = await request(worker, "GET", `${service.base}/tokens`, { as: people.ada });
    const [listed] = body.filter((one) => one.token === token);
    assert.deepEqual([listed.name, listed.scopes, listed.made_by, listed.used_at_ms], ["Stock bot", ["reports:read"], "Ada", undefined]);
    // It may have a `_` in it: a part of it would stand anywhere.
    const secret = bearer.slice(-43);
    assert.ok(!JSON.stringify(body).includes(secret));
    const storage = await worker.worker.getDurableObjectStorage("DESK", { name: service.slug });
    const rows = await storage.exec("SELECT * FROM token");
    assert.ok(!JSON.stringify(rows).includes(secret), "only a hash is kept");
    const today = Date.now() - (Date.now() % 86_400_000);
    await does({ bearer }, "GET", `/reports/enquiries?from=2026-01-01&to=2026-01-02`);
    const used = (await must(worker, "GET", `${service.base}/tokens`, { as: people.ada })).find((one) => one.token === token);
    assert.equal(used.used_at_ms, today);
  });

  test("answers, says, notes and closes as itself, and the visitor sees that it is a program", async () => {
    const bot = await program();
    const { desk, enquiry } = await waiting();
    const room = await openRoom(worker, service, visitor, enquiry);
    const { cards } = await does(bot, "GET", "/enquiries?phase=open");
    assert.ok(cards.some((card) => card.enquiry === enquiry));
    const { card } = await does(bot, "POST", `/enquiries/${enquiry}/answer`);
    assert.deepEqual([card.owner.id, card.owner.name, card.owner.integration], [bot.acts_as, "Stock bot", true]);
    await desk.until((frame) => frame.type === "enquiry_gone" && frame.enquiry === enquiry);
    const lost = await request(worker, "POST", `${service.base}/enquiries/${enquiry}/answer`, { as: people.ben });
    assert.deepEqual([lost.status, lost.body.error.code, lost.body.error.by.name], [409, "already_answered", "Stock bot"]);

    const said = { message: newId("msg"), body: "It is in stock." };
    const first = await does(bot, "POST", `/rooms/${enquiry}/messages`, said);
    assert.deepEqual([first.kind, first.author.staff], ["said", bot.acts_as]);
    assert.deepEqual(await does(bot, "POST", `/rooms/${enquiry}/messages`, said), first, "sent again, it is said once");
    const other = await ask(bot, "POST", `/rooms/${enquiry}/messages`, { ...said, body: "Something else." });
    assert.deepEqual([other.status, other.body.error.code], [409, "taken"]);
    const seen = await room.until(({ type, entry }) => type === "entry" && entry.kind === "said");
    assert.equal(seen.entry.body, "It is in stock.");
    const owner = await room.until(({ entry }) => entry?.kind === "answered");
    assert.equal(owner.entry.staff.integration, true);

    await does(bot, "POST", `/rooms/${enquiry}/notes`, { message: newId("msg"), body: "Asked thrice." });
    const log = await does(bot, "GET", `/rooms/${enquiry}/entries`);
    assert.deepEqual(log.entries.map(({ kind }) => kind), ["raised", "answered", "said", "noted"]);
    assert.equal(log.last, 4);
    assert.equal(JSON.stringify(room.frames).includes("thrice"), false);
    const tail = await does(bot, "GET", `/rooms/${enquiry}/entries?after=2`);
    assert.deepEqual(tail.entries.map(({ seq }) => seq), [3, 4]);
    assert.deepEqual((await does(bot, "GET", `/rooms/${enquiry}/entries?before=2`)).entries.map(({ seq }) => seq), [1]);
    const state = await does(bot, "GET", `/rooms/${enquiry}`);
    assert.deepEqual([state.room.phase, state.last], ["engaged", 4]);
    await does(bot, "PUT", `/rooms/${enquiry}/marks`, { delivered: 4, read: 4 });
    await does(bot, "POST", `/enquiries/${enquiry}/close`);
    await room.until(({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.kind === "closed"));
    await desk.end();
  });

  test("gets long logs and lists a page at a time, each entry once", async () => {
    const bot = await program();
    const { desk, enquiry } = await waiting();
    await does(bot, "POST", `/enquiries/${enquiry}/answer`);
    for (let number = 0; number < 120; number += 1) await does(bot, "POST", `/rooms/${enquiry}/messages`, { message: newId("msg"), body: `${number}` });
    const forth = [];
    for (let after = 0; after !== undefined; ) {
      const { entries, next } = await does(bot, "GET", `/rooms/${enquiry}/entries?after=${after}`);
      forth.push(...entries.map(({ seq }) => seq));
      after = next;
    }
    const back = [];
    for (let before = ""; before !== undefined; ) {
      const { entries, next } = await does(bot, "GET", `/rooms/${enquiry}/entries${before && `?before=${before}`}`);
      back.unshift(...entries.map(({ seq }) => seq));
      before = next;
    }
    const all = Array.from({ length: 122 }, (_, index) => index + 1);
    assert.deepEqual([forth, back], [all, all]);
    await does(bot, "POST", `/enquiries/${enquiry}/close`);
    await desk.end();
  });

  test("loses what is its own when its token is revoked, and others get that", async () => {
    const bot = await program();
    const { desk, enquiry } = await waiting();
    const { card: its } = await does(bot, "POST", `/enquiries/${enquiry}/answer`);
    await must(worker, "DELETE", `${service.base}/tokens/${bot.token}`, { as: people.ada });
    await desk.until(({ type, card }) => type === "enquiry_changed" && card.enquiry === enquiry && card.phase === "open" && card.revision > its.revision);
    assert.equal((await ask(bot, "GET", "/enquiries?phase=open")).status, 401);
    assert.equal((await request(worker, "DELETE", `${service.base}/tokens/${bot.token}`, { as: people.ada })).status, 404);
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/answer`, { as: people.ben });
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/close`, { as: people.ben });
    await desk.end();
  });

  test("ends by itself, with the desk asleep", async () => {
    const bot = await program(EVERY, { ends_at_ms: Date.now() + 2_500 });
    const { desk, enquiry } = await waiting();
    const { card: its } = await does(bot, "POST", `/enquiries/${enquiry}/answer`);
    await worker.worker.evictDurableObject("DESK", { name: service.slug, webSockets: "hibernate" });
    await desk.until(({ type, card }) => type === "enquiry_changed" && card.enquiry === enquiry && card.phase === "open" && card.revision > its.revision);
    assert.equal((await ask(bot, "GET", "/enquiries?phase=open")).status, 401);
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/answer`, { as: people.ben });
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/close`, { as: people.ben });
    await desk.end();
  });

  test("changes settings under its name, and makes nobody more than an admin could", async () => {
    const bot = await program();
    await does(bot, "POST", "/campaigns", { name: "By a program" });
    const { changes } = await does(bot, "GET", "/changes");
    assert.deepEqual([changes[0].by_name, changes[0].by], ["Stock bot", bot.acts_as]);
    const owner = await ask(bot, "POST", "/invitations", { email: "eve@programs.example", role: "owner" });
    assert.deepEqual([owner.status, owner.body.error.code], [403, "forbidden"]);
    const { secret } = await does(bot, "POST", "/invitations", { email: "dan@programs.example", role: "agent" });
    const dan = await request(worker, "POST", `${service.base}/invitations/accept`, { body: { secret, name: "Dan", password: "correct horse battery" } });
    assert.equal(dan.status, 200);
    // It is in no list of people, and nothing is passed on to it.
    const staff = await does(bot, "GET", "/staff");
    assert.ok(!staff.some(({ id }) => id === bot.acts_as));
    const { directory } = { directory: await must(worker, "GET", `${service.base}/directory`) };
    assert.ok(!JSON.stringify(directory).includes(bot.acts_as));
  });

  test("is told what is wrong with a wish for a token", async () => {
    const make = (body) => request(worker, "POST", `${service.base}/tokens`, { as: people.ada, body });
    for (const [body, field] of [
      [{ name: "x", scopes: [] }, "scopes"],
      [{ name: "x", scopes: ["reports:read"], ends_at_ms: 1 }, "ends_at_ms"],
      [{ name: "x", scopes: ["root"] }, undefined],
      [{ name: "", scopes: ["reports:read"] }, undefined],
    ]) {
      const { status, body: answer } = await make(body);
      assert.deepEqual([status, answer.error.code, answer.error.field], [400, "malformed", field]);
    }
  });
});

test("a token that asks without end is slowed down, and no other one", async () => {
  const worker = await startHarness({ vars: { LIMITS: "on" } });
  try {
    const { base, people } = await makeService(worker);
    const make = async () => (await must(worker, "POST", `${base}/tokens`, { as: people.owner, body: { name: "Loop", scopes: ["settings:read"] } })).secret;
    const [loop, other] = [await make(), await make()];
    const answers = await Promise.all(Array.from({ length: 150 }, () => request(worker, "GET", `${base}/tags`, { as: { bearer: loop } })));
    const refused = answers.filter(({ status }) => status === 429);
    assert.ok(refused.length > 20 && refused.length < 95, `${refused.length} refused`);
    assert.equal(refused[0].body.error.code, "too_fast");
    assert.ok(Number(refused[0].headers.get("retry-after")) >= 1);
    assert.equal((await request(worker, "GET", `${base}/tags`, { as: { bearer: other } })).status, 200);
    await sleep(1_000);
    assert.equal((await request(worker, "GET", `${base}/tags`, { as: { bearer: loop } })).status, 200);
  } finally {
    await worker.stop();
  }
});
