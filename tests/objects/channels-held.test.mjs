// What social accounts hold, and for how long: rooms that are full, rows that are done with, secrets that can't be opened any more,
// accounts that are disconnected in the middle of something.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import { beside } from "../kit/beside.mjs";
import { addressOf, read, sendFile } from "../kit/files.mjs";
import { entriesOf, makeService, must, newId, openDesk, openRoom, request, signIn } from "../kit/people.mjs";
import { connectAccount, settingsOf, startStandin } from "../kit/standin.mjs";
import { until as within } from "../kit/until.mjs";
import { startHarness, startWorker } from "../kit/worker.mjs";

const withItsOwnWorker = beside(3);
const DAY = 24 * 3_600_000;
/** Objects are put to sleep here, and come back by their alarms. */
const until = (look, what, patience = 20_000) => within(look, what, patience);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

const cardWith = (desk, text) => desk.until((frame) => frame.card?.preview?.text === text, `a card with ${text}`).then(({ card }) => card);

describe("an account", { concurrency: false }, () => {
  let worker, service, base, people, stand, desk;
  before(async () => {
    stand = await startStandin("telegram");
    worker = await startHarness({ vars: settingsOf(stand) });
    service = await makeService(worker, { staff: { ada: "agent", ben: "agent" }, tags: { sales: ["ada", "ben"] } });
    ({ base, people } = service);
    await connectAccount(worker, service, stand, "acme-bot");
    desk = await openDesk(worker, service, people.ada);
  });
  after(async () => {
    await worker?.stop();
    await stand?.stop();
  });

  const answer = (enquiry) => must(worker, "POST", `${base}/enquiries/${enquiry}/answer`, { as: people.ada });
  const rows = async (name, query, ...values) => (await worker.worker.getDurableObjectStorage(...name)).exec(query, ...values);
  const ofRoom = (enquiry, query, ...values) => rows(["ROOM", { name: `${service.slug}/${enquiry}` }], query, ...values);
  const ofAccount = (query, ...values) => rows(["CHANNEL", { name: `${service.slug}/acme-bot` }], query, ...values);
  const sleep = (binding, name) => worker.worker.evictDurableObject(binding, { name: `${service.slug}/${name}`, webSockets: "hibernate" });

  /** Somebody whom Ada answered. */
  async function engaged(person, text) {
    await stand.say(person, { text });
    const { enquiry } = await cardWith(desk, text);
    await answer(enquiry);
    return enquiry;
  }

  test("whose person's room is full goes on in another one", async () => {
    const enquiry = await engaged("fay", "The first of very many");
    await ofRoom(enquiry, "INSERT INTO entry (seq, at_ms, message, staff, body, milestone) SELECT 100000, at_ms, NULL, NULL, NULL, '{\"kind\":\"reopened\"}' FROM entry WHERE seq = 1");
    await sleep("ROOM", enquiry);
    await stand.say("fay", { text: "One too many" });
    const next = await cardWith(desk, "One too many");
    assert.notEqual(next.enquiry, enquiry);
    await answer(next.enquiry);
    const { room } = await must(worker, "GET", `${base}/rooms/${next.enquiry}`, { as: people.ada });
    assert.equal(room.former, enquiry, "it knows the one before");
    await stand.say("fay", { image: true });
    const shared = await until(async () => (await must(worker, "GET", `${base}/rooms/${next.enquiry}/entries`, { as: people.ada })).entries.find(({ kind }) => kind === "shared"), "the photo");
    assert.equal(shared.file.kind, "image");
  });

  test("keeps how something looked that it can't read, until its person is erased", async () => {
    await stand.say("kay", { text: "Look what I have" });
    const { enquiry, contact } = await cardWith(desk, "Look what I have");
    await answer(enquiry);
    const id = Number((await stand.person("kay")).id);
    const dice = { message_id: 987654, date: Math.floor(Date.now() / 1_000), chat: { id, type: "private" }, from: { id, is_bot: false, first_name: "Kay" }, dice: { emoji: "🎲", value: 3 } };
    await stand.say("kay", { raw: { message: dice } });
    await until(async () => (await must(worker, "GET", `${base}/rooms/${enquiry}/entries`, { as: people.ada })).entries.some(({ body }) => body?.startsWith("[Can't be shown here")), "a line that says so");
    const unread = () => ofAccount("SELECT raw FROM event WHERE raw LIKE '%\"value\":3%'");
    assert.equal((await unread()).length, 1);
    await must(worker, "DELETE", `${base}/contacts/${contact.id}`, { as: people.owner });
    await until(async () => (await unread()).length === 0, "it is gone with them");
  });

  test("brings large files one after the other, both ways, whole", async () => {
    const enquiry = await engaged("gil", "Here come the plans");
    const large = (head) => Buffer.concat([Buffer.from(head), Buffer.alloc(26 * 1024 * 1024, head)]);
    const sum = (bytes) => createHash("sha256").update(bytes).digest("hex");
    const files = ["%PDF-1.4 a", "%PDF-1.4 b", "%PDF-1.4 c"].map(large);
    await Promise.all(files.map((bytes, n) => sendFile(worker, service, enquiry, people.ada, bytes, { name: `plan ${n}.pdf` })));
    for (const bytes of files) await stand.until("gil", ({ file }) => file?.sha256 === sum(bytes), "a plan", 60_000);
    // Telegram hands out files of up to 20 MB.
    const theirs = ["%PDF-1.4 d", "%PDF-1.4 e"].map((head) => large(head).subarray(0, 18 * 1024 * 1024));
    await Promise.all(theirs.map((bytes, n) => stand.say("gil", { file: { base64: bytes.toString("base64"), type: "application/pdf", name: `order ${n}.pdf` } })));
    const came = () => must(worker, "GET", `${base}/rooms/${enquiry}/entries`, { as: people.ada }).then(({ entries }) => entries.filter(({ kind, author }) => kind === "shared" && author.side === "visitor"));
    const entries = await until(async () => (await came()).length === 2 && came(), "both orders", 60_000);
    const got = await Promise.all(entries.map(async ({ file }) => read(worker, await addressOf(worker, service, enquiry, people.ada, file.file))));
    assert.deepEqual(got.map(({ bytes }) => sum(bytes)).sort(), theirs.map(sum).sort());
  });

  test("tells of a message when it came how far", async () => {
    const enquiry = await engaged("hal", "When?");
    const room = await openRoom(worker, service, people.ada, enquiry);
    await stand.switches({ rate_limit: 1, retry_after_s: 1 });
    const before = Date.now();
    room.send({ type: "say", message: newId("msg"), body: "At noon" });
    const accepted = (frame) => frame.deliveries?.find(({ state, steps }) => state === "accepted" && steps?.length);
    const { at_ms, steps } = accepted(await room.until(accepted, "that it was taken"));
    assert.deepEqual(steps.map(({ state }) => state), ["waiting", "accepted"]);
    assert.ok(steps[0].at_ms >= before - 1 && steps[1].at_ms >= steps[0].at_ms && steps[1].at_ms === at_ms);
    await room.end();
    const again = await openRoom(worker, service, people.ada, enquiry);
    assert.deepEqual(accepted(await again.until(accepted, "the same after a while")).steps, steps);
    await again.end();
  });

  test("forgets what is done with when its time has come, a step at a time", async () => {
    await ofAccount("DELETE FROM event WHERE body IS NULL");
    const enquiry = await engaged("ida", "Old news");
    const old = (days) => Date.now() - days * DAY;
    const many = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 1200)";
    await ofAccount(`${many} INSERT INTO event (key, lane, at_ms, came_at_ms, body, next_at_ms) SELECT 'old' || n, 'l', ?1, ?1, NULL, ?1 FROM n`, old(10));
    await ofAccount(`${many} INSERT INTO said (external, person, enquiry, seq, ours, at_ms) SELECT 'old' || n, 'p', ?2, 1, 1, ?1 FROM n`, old(400), enquiry);
    await ofAccount("INSERT INTO event (key, lane, at_ms, came_at_ms, body, next_at_ms) VALUES ('new', 'l', ?1, ?1, NULL, ?1)", old(8));
    await ofAccount("INSERT INTO said (external, person, enquiry, seq, ours, at_ms) VALUES ('new', 'p', ?2, 1, 1, ?1)", old(300), enquiry);
    await sleep("CHANNEL", "acme-bot");
    await stand.say("ida", { text: "Newer news" });
    const count = async (table) => (await ofAccount(`SELECT COUNT(*) AS count FROM ${table} WHERE ${table === "event" ? "key" : "external"} LIKE 'old%'`))[0].count;
    await until(async () => (await count("event")) === 0 && (await count("said")) === 0, "all that was old is gone", 40_000);
    const kept = await ofAccount("SELECT key AS name FROM event WHERE key = 'new' UNION ALL SELECT external FROM said WHERE external = 'new'");
    assert.equal(kept.length, 2);
  });

  test("forgets what was said in an enquiry that the service keeps no longer", async () => {
    const enquiry = await engaged("jo", "My card is 1234");
    await must(worker, "POST", `${base}/rooms/${enquiry}/messages`, { as: people.ada, body: { message: newId("msg"), body: "Thank you" } });
    await stand.until("jo", ({ text }) => text === "Thank you");
    const held = async () => (await ofAccount("SELECT enquiry FROM said WHERE enquiry = ?1 UNION ALL SELECT enquiry FROM delivery WHERE enquiry = ?1 UNION ALL SELECT enquiry FROM room WHERE enquiry = ?1", enquiry)).length;
    assert.ok((await held()) >= 3);
    await must(worker, "POST", `${base}/enquiries/${enquiry}/close`, { as: people.ada });
    await stand.say("jo", { text: "Somebody else's" });
    const next = await cardWith(desk, "Somebody else's");
    await until(async () => (await rows(["DESK", { name: service.slug }], "SELECT phase FROM enquiry WHERE id = ?", enquiry))[0]?.phase === "closed", "it is closed");
    await rows(["DESK", { name: service.slug }], "UPDATE enquiry SET changed_at_ms = 1 WHERE id = ?", enquiry);
    await must(worker, "PUT", `${base}/keeping`, { as: people.owner, body: { erase_after_days: 30 } });
    await until(async () => (await held()) === 0, "nothing is held of it");
    assert.deepEqual((await ofAccount("SELECT former FROM person WHERE enquiry = ?", next.enquiry)).map(({ former }) => former), [null]);
  });
});

withItsOwnWorker("what somebody takes back after the close is gone from lists, too", async () => {
  const stand = await startStandin("line");
  const worker = await startHarness({ vars: settingsOf(stand) });
  try {
    const service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    const { base, people } = service;
    await connectAccount(worker, service, stand, "acme-line");
    const desk = await openDesk(worker, service, people.ada);
    const { message } = await stand.say("nan", { text: "My card is 4111 1111" });
    const { enquiry } = await cardWith(desk, "My card is 4111 1111");
    await must(worker, "POST", `${base}/enquiries/${enquiry}/answer`, { as: people.ada });
    await must(worker, "POST", `${base}/enquiries/${enquiry}/close`, { as: people.ada });
    const shown = async () => JSON.stringify((await must(worker, "GET", `${base}/enquiries?phase=closed`, { as: people.ada })).cards);
    await until(async () => (await shown()).includes("4111"), "it is closed");
    await stand.say("nan", { unsend: message });
    await until(async () => !(await shown()).includes("4111"), "the words are gone");
    assert.ok((await shown()).includes(enquiry));
  } finally {
    await worker.stop();
    await stand.stop();
  }
});

withItsOwnWorker("an account that is disconnected goes whatever breaks, its address is free, and rooms are told", async () => {
  const stand = await startStandin("telegram");
  const state = await mkdtemp(path.join(tmpdir(), "frontdesk-held-"));
  const vars = settingsOf(stand);
  let worker = await startWorker({ state, vars });
  try {
    const service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    const { base, people } = service;
    await connectAccount(worker, service, stand, "acme-bot");
    const desk = await openDesk(worker, service, people.ada);
    await stand.say("kim", { text: "Are you there?" });
    const { enquiry } = await cardWith(desk, "Are you there?");
    await must(worker, "POST", `${base}/enquiries/${enquiry}/answer`, { as: people.ada });
    const room = await openRoom(worker, service, people.ada, enquiry);
    // It waits for another attempt when the account goes.
    await stand.switches({ rate_limit: 100, retry_after_s: 600 });
    const tried = (await stand.calls()).length;
    room.send({ type: "say", message: newId("msg"), body: "Yes" });
    const own = (frame) => entriesOf(frame).find((entry) => entry?.body === "Yes");
    const { seq } = own(await room.until(own, "what was said"));
    await until(async () => (await stand.calls()).length > tried, "an attempt");
    await must(worker, "DELETE", `${base}/channels/acme-bot`, { as: people.owner });
    const failed = (frame) => frame.deliveries?.find((one) => one.seq === seq && one.state === "failed");
    const { problem } = failed(await room.until(failed, "that it goes nowhere"));
    assert.deepEqual([problem.remedy, problem.code], ["ask_owner", "off"]);
    // What is said from now on goes nowhere either, and that is said.
    room.send({ type: "say", message: newId("msg"), body: "Hello?" });
    const more = (frame) => frame.deliveries?.find((one) => one.seq > seq && one.state === "failed");
    assert.equal(more(await room.until(more, "that this goes nowhere either")).problem.code, "off");
    assert.equal((await fetch(`${worker.origin}/hooks/acme/acme-bot`, { method: "POST", body: "{}" })).status, 404);

    // Killed in the middle of it: nothing is half there, and the address is free for another one.
    await stand.switches({ rate_limit: 0 });
    const there = async () => (await fetch(`${worker.origin}/hooks/acme/acme-bot`, { method: "POST", body: "{}" })).status !== 404;
    for (const wait of [0, 3, 6]) {
      await connectAccount(worker, service, stand, "acme-bot");
      const going = request(worker, "DELETE", `${base}/channels/acme-bot`, { as: people.owner }).catch(() => {});
      await pause(wait);
      await worker.kill();
      await going;
      worker = await startWorker({ state, port: worker.port, vars });
      const listed = (await must(worker, "GET", `${base}/channels`, { as: people.owner })).length > 0;
      if (listed) assert.ok(await there(), "it is there in both");
      if (listed) await must(worker, "DELETE", `${base}/channels/acme-bot`, { as: people.owner });
      await until(async () => !(await there()), "it is gone from both");
    }
    const anew = { kind: "telegram", name: "Anew", tag: service.tags.sales.id, fields: stand.secrets };
    await until(async () => (await request(worker, "POST", `${base}/channels/acme-bot`, { as: people.owner, body: anew })).status === 200, "it can be made anew");
    await pause(1_000);
    assert.ok(await there(), "the end of the former one isn't its own");
  } finally {
    await worker.stop();
    await stand.stop();
    await rm(state, { recursive: true, force: true });
  }
});

withItsOwnWorker("secrets that can't be opened any more are said to be so, and can be entered anew", async () => {
  const stand = await startStandin("line");
  const state = await mkdtemp(path.join(tmpdir(), "frontdesk-held-"));
  const vars = settingsOf(stand);
  let worker = await startWorker({ state, vars });
  try {
    const service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    const { base } = service;
    await connectAccount(worker, service, stand, "acme-line");
    await worker.stop();
    worker = await startWorker({ state, port: worker.port, vars: { ...vars, TOKEN_SECRET: "YW5vdGhlciBzZWNyZXQgb2YgdGhlc2UgdGVzdHMsIDMy" } });
    const owner = await signIn(worker, service.slug, "owner@acme.example");
    const list = () => must(worker, "GET", `${base}/channels`, { as: owner });
    const [{ problem, secrets, fields }] = await list();
    assert.deepEqual([problem.remedy, problem.code, secrets], ["ask_owner", "sealed", []]);
    assert.match(problem.words, /Enter them again/);
    assert.equal(fields.channel_id, stand.secrets.channel_id, "what is no secret is there");
    const checks = await must(worker, "POST", `${base}/channels/acme-line/check?lang=ja`, { as: owner });
    assert.deepEqual([checks[0].ok, checks[0].problem.code], [false, "sealed"]);
    const body = (given) => ({ kind: "line", name: "Acme on line", tag: service.tags.sales.id, on: true, fields: given });
    const half = await request(worker, "PUT", `${base}/channels/acme-line`, { as: owner, body: body({}) });
    assert.deepEqual([half.status, half.body.error?.field], [400, "fields.channel_secret"], "all of them are needed");
    await must(worker, "PUT", `${base}/channels/acme-line`, { as: owner, body: body(stand.secrets) });
    assert.equal((await list())[0].problem, undefined);
    const desk = await openDesk(worker, service, await signIn(worker, service.slug, "ada@acme.example"));
    await stand.say("max", { text: "It works again" });
    await cardWith(desk, "It works again");
  } finally {
    await worker.stop();
    await stand.stop();
    await rm(state, { recursive: true, force: true });
  }
});

withItsOwnWorker.tell("what is taken away, and what no longer opens");
