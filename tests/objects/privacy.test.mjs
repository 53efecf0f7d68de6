// What a service does about one person: not hear them any more, and forget them, down to the last byte that can be reached and
// through a `kill -9` in the middle of it.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, test } from "node:test";
import { crc32 } from "node:zlib";

import { PART, addressOf, read, sendFile } from "../kit/files.mjs";
import { entriesOf, makeService, makeVisitor, must, newId, openDesk, openRoom, raise, request } from "../kit/people.mjs";
import { until } from "../kit/until.mjs";
import { startHarness, startWorker } from "../kit/worker.mjs";

const HOUR = 3_600_000;
const refusal = ({ status, body }) => [status, body.error?.code, body.error?.field];
const isEntry = (kind) => ({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.kind === kind);

/** What is in a ZIP, by name, read by its list at the end; whatever doesn't add up fails. */
function unzip(zip) {
  const end = zip.length - 22;
  assert.equal(zip.readUInt32LE(end), 0x06054b50, "it has an end");
  const files = new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let n = 0; n < zip.readUInt16LE(end + 10); n += 1) {
    assert.equal(zip.readUInt32LE(at), 0x02014b50);
    const [method, sum, bytes, length, place] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28), zip.readUInt32LE(at + 42)];
    const name = zip.toString("utf8", at + 46, at + 46 + length);
    assert.deepEqual([method, zip.readUInt32LE(place), zip.readUInt16LE(place + 26)], [0, 0x04034b50, length], name);
    const content = zip.subarray(place + 30 + length, place + 30 + length + bytes);
    assert.equal(crc32(content), sum, name);
    assert.ok(!files.has(name), name);
    files.set(name, content);
    at += 46 + length;
  }
  assert.equal(at, end);
  return files;
}

const staff = { ada: "agent", ben: "agent", cleo: "agent", sue: "supervisor", adam: "admin" };

describe("a visitor who is blocked", { concurrency: false }, () => {
  let worker, service, base, people;

  before(async () => {
    worker = await startHarness();
    service = await makeService(worker, { slug: "doors", staff, tags: { sales: ["ada"], support: ["ada", "ben"] } });
    ({ base, people } = service);
    await must(worker, "PUT", `${base}/closing`, { as: people.owner, body: { rating: { on: true, scale: "stars" } } });
  });
  after(() => worker.stop());

  const block = (as, enquiry, body = { reason: "Threats" }) => request(worker, "PUT", `${base}/enquiries/${enquiry}/block`, { as, body });
  const lift = (as, id) => request(worker, "DELETE", `${base}/blocks/${id}`, { as });
  const tryToRaise = (as, tag = service.tags.sales) => request(worker, "POST", `${base}/visitor/enquiries`, { as, body: { enquiry: newId("enq"), entry: { kind: "tag", tag: tag.id } } });
  const sleepDesk = () => worker.worker.evictDurableObject("DESK", { name: service.slug, webSockets: "hibernate" });

  /** A chat of a visitor with Ada. */
  async function engaged() {
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    await must(worker, "POST", `${base}/enquiries/${enquiry}/follow-up`, { as: people.ada });
    const room = await openRoom(worker, service, visitor, enquiry);
    return { visitor, enquiry, room };
  }

  test("finds all their chats ended, begins none, sends nothing, and is told so and until when", async () => {
    const { visitor, enquiry, room } = await engaged();
    const other = await raise(worker, service, visitor, { tag: service.tags.support });
    const otherRoom = await openRoom(worker, service, visitor, other.enquiry);
    const made = await block(people.ada, enquiry, { reason: "Threats", until_ms: Date.now() + HOUR });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    await Promise.all([room, otherRoom].map((one) => one.until(isEntry("closed"))));
    room.send({ type: "say", message: newId("msg"), body: "But why?" });
    assert.equal((await room.until(({ type }) => type === "refused")).error.code, "enquiry_closed");
    const answer = await tryToRaise(visitor);
    assert.deepEqual(refusal(answer).slice(0, 2), [403, "blocked"]);
    assert.ok(answer.body.error.retry_after_ms > HOUR - 60_000 && answer.body.error.retry_after_ms <= HOUR);
    assert.ok(!/Threats|Ada/.test(JSON.stringify(answer.body)) && !/Threats/.test(JSON.stringify(room.frames)), "nobody tells them why");
    const rating = await request(worker, "PUT", `${base}/visitor/enquiries/${enquiry}/rating`, { as: visitor, body: { scale: "stars", grade: 1 } });
    assert.deepEqual(refusal(rating).slice(0, 2), [403, "blocked"]);
    await sleepDesk();
    assert.equal((await tryToRaise(visitor)).body.error.code, "blocked", "also after a sleep");
    // Everybody else goes on.
    assert.equal((await tryToRaise(await makeVisitor(worker, service))).status, 200);
    await Promise.all([room.end(), otherRoom.end()]);
  });

  test("is blocked by who works in the room, and by nobody else; admins see by whom and why, and lift it", async () => {
    const { visitor, enquiry, room } = await engaged();
    assert.deepEqual(refusal(await block(people.cleo, enquiry)), [404, "not_found", undefined]);
    for (const [body, field] of [[{}], [{ reason: "" }], [{ reason: "x", until_ms: Date.now() - 1 }, "until_ms"], [{ reason: "x", until_ms: Date.now() + 20 * 366 * 24 * HOUR }, "until_ms"], [{ reason: "x", more: 1 }], [{ reason: "x".repeat(301) }]]) {
      const answer = await block(people.ada, enquiry, body);
      assert.deepEqual(refusal(answer), [400, "malformed", field], JSON.stringify(body));
    }
    assert.equal((await tryToRaise(visitor, service.tags.support)).status, 200, "nothing was done so far");
    const first = (await block(people.ada, enquiry)).body;
    const second = (await block(people.sue, enquiry, { reason: "Worse threats" })).body;
    const list = await must(worker, "GET", `${base}/blocks?enquiry=${enquiry}`, { as: people.adam });
    assert.deepEqual(list.blocks.map(({ id, reason, by_name, lifted }) => [id, reason, by_name, lifted?.by_name]), [[second.id, "Worse threats", "Sue", undefined], [first.id, "Threats", "Ada", "Sue"]], "the newer one takes the older one's place");
    for (const who of ["ada", "sue"]) assert.equal((await lift(people[who], second.id)).status, 403, who);
    assert.equal((await tryToRaise(visitor)).body.error.code, "blocked");
    const lifted = await lift(people.adam, second.id);
    assert.deepEqual([lifted.status, lifted.body.lifted.by_name], [200, "Adam"]);
    assert.deepEqual((await lift(people.owner, second.id)).body, lifted.body, "lifted once");
    assert.equal((await tryToRaise(visitor)).status, 200);
    assert.deepEqual(refusal(await lift(people.adam, newId("blk"))), [404, "not_found", undefined]);
    await room.end();
  });

  test("with their network: nobody from there begins, whoever talks goes on, and its rows hold no address", async () => {
    const { visitor, enquiry, room } = await engaged();
    const neighbour = await engaged();
    const made = (await block(people.ada, enquiry, { reason: "A script", network: true })).body;
    assert.equal(made.network, true);
    for (const as of [visitor, neighbour.visitor, await makeVisitor(worker, service)]) assert.equal((await tryToRaise(as, service.tags.support)).body.error.code, "blocked");
    const message = newId("msg");
    neighbour.room.send({ type: "say", message, body: "I'm still here" });
    await neighbour.room.until(({ entry }) => entry?.message === message);
    const storage = await worker.worker.getDurableObjectStorage("DESK", { name: service.slug });
    const rows = JSON.stringify([await storage.exec("SELECT * FROM network"), await storage.exec("SELECT * FROM block")]);
    assert.ok(/[0-9a-f]{32}/.test(rows) && !/127\.0|::1/.test(rows));
    await must(worker, "DELETE", `${base}/blocks/${made.id}`, { as: people.owner });
    assert.equal((await tryToRaise(neighbour.visitor, service.tags.support)).status, 200);
    await Promise.all([room.end(), neighbour.room.end()]);
  });

  test("pages of blocks end, and take no nonsense", async () => {
    const { blocks, next } = await must(worker, "GET", `${base}/blocks`, { as: people.owner });
    assert.ok(blocks.length >= 4 && next === undefined);
    assert.deepEqual((await must(worker, "GET", `${base}/blocks?before=${blocks.at(-1).id}`, { as: people.owner })).blocks, []);
    for (const query of ["before=1", "before='", "enquiry=x"]) assert.deepEqual(refusal(await request(worker, "GET", `${base}/blocks?${query}`, { as: people.owner })), [400, "malformed", undefined], query);
  });
});

describe("a person who is erased", { concurrency: false }, () => {
  let state, worker, service, base, people;

  before(async () => {
    state = await mkdtemp(path.join(tmpdir(), "frontdesk-privacy-"));
    worker = await startWorker({ state });
    service = await makeService(worker, { slug: "forget", staff, tags: { sales: ["ada"], support: ["ada"], care: ["ada"], more: ["ada"] } });
    ({ base, people } = service);
  });
  after(async () => {
    await worker.kill();
    await rm(state, { recursive: true, force: true });
  });

  const erase = (as, contact) => request(worker, "DELETE", `${base}/contacts/${contact}`, { as });
  const receipt = (id) => must(worker, "GET", `${base}/erasures/${id}`, { as: people.adam });
  const day = new Date().toISOString().slice(0, 10);
  const figures = () => must(worker, "GET", `${base}/reports/enquiries?from=${day}&to=${day}`, { as: people.sue });

  /** Somebody with a word of their own in everything that they leave: chats that are over and ones that run, with a file in each. */
  async function somebody(word, tags) {
    const visitor = await makeVisitor(worker, service);
    const rooms = [];
    for (const tag of tags) {
      const page = { url: `https://shop.example/${word}-page`, title: `${word} title` };
      const { enquiry } = await raise(worker, service, visitor, { tag: service.tags[tag] }, { page, referrer: `https://${word.toLowerCase()}.example/` });
      await must(worker, "POST", `${base}/enquiries/${enquiry}/follow-up`, { as: people.ada });
      const room = await openRoom(worker, service, visitor, enquiry);
      for (const text of ["one", "two"]) {
        const message = newId("msg");
        room.send({ type: "say", message, body: `${word} ${text}` });
        await room.until(({ entry }) => entry?.message === message);
      }
      room.send({ type: "leave_details", message: newId("msg"), details: { name: `${word} Person`, email: `${word}@example.com`, message: `${word} please` } });
      await room.until(isEntry("details_left"));
      await must(worker, "POST", `${base}/enquiries/${enquiry}/messages`.replace("enquiries", "rooms"), { as: people.ada, body: { message: newId("msg"), body: `Dear ${word}` } });
      await must(worker, "POST", `${base}/rooms/${enquiry}/notes`, { as: people.ada, body: { message: newId("msg"), body: `Note on ${word}` } });
      const bytes = Buffer.concat([Buffer.from(`${word} in a file\n`), Buffer.from(randomBytes(600).toString("hex"))]);
      const { file } = await sendFile(worker, service, enquiry, visitor, bytes, { name: `${word}.txt` });
      rooms.push({ enquiry, room, file, bytes: bytes.length });
    }
    const { card } = await until(async () => {
      const details = await must(worker, "GET", `${base}/enquiries/${rooms[0].enquiry}`, { as: people.sue });
      return details.card.contact.email && details.card.preview?.text.includes(word) ? details : undefined;
    }, "the Desk knows who it is");
    return { visitor, rooms, contact: card.contact.id };
  }

  /** Every file below the worker's state with this in it, as paths. */
  async function holding(text) {
    const names = await readdir(state, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
    const found = [];
    for (const file of files) if ((await readFile(file)).includes(text)) found.push(path.relative(state, file));
    return found;
  }

  /** The rows of every object's database with this in them, as what table it is. */
  async function rowsWith(text) {
    const names = await readdir(state, { recursive: true, withFileTypes: true });
    const found = [];
    for (const entry of names.filter(({ name, parentPath }) => name.endsWith(".sqlite") && /[/\\]do[/\\]/.test(parentPath))) {
      const database = new DatabaseSync(path.join(entry.parentPath, entry.name), { readOnly: true });
      for (const { name } of database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all()) {
        const all = database.prepare(`SELECT * FROM "${name}"`);
        all.setReadBigInts(true);
        if (JSON.stringify(all.all(), (key, value) => (typeof value === "bigint" ? `${value}` : value)).includes(text)) found.push(name);
      }
      database.close();
    }
    return found;
  }

  test("is gone from every list, room and file, and the receipt counts what went", async () => {
    await must(worker, "POST", `${base}/hooks`, { as: people.owner, body: { address: "https://hooks.example.com/", topics: ["enquiry.raised", "message.visitor"], texts: true, on: true } });
    const word = "Xanthippe";
    const { visitor, rooms, contact } = await somebody(word, ["sales", "support", "care"]);
    const keeper = await somebody("Yolanda", ["sales"]);
    const closing = rooms[0];
    closing.room.send({ type: "close" });
    await closing.room.until(isEntry("closed"));
    await until(async () => (await must(worker, "GET", `${base}/enquiries?phase=closed`, { as: people.sue })).cards.length === 1, "the close is known");
    assert.ok((await rowsWith(word)).length > 5);
    const before = await figures();
    const desk = await openDesk(worker, service, people.ada);
    assert.ok(desk.welcome.cards.some(({ enquiry }) => enquiry === rooms[1].enquiry));
    const url = await addressOf(worker, service, rooms[1].enquiry, visitor, rooms[1].file.file);
    assert.equal((await read(worker, url)).status, 200);

    for (const who of ["ada", "sue"]) assert.equal((await erase(people[who], contact)).status, 403, who);
    const answer = await erase(people.adam, contact);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    // From this moment on nobody sees anything.
    for (const { enquiry } of rooms) assert.equal((await request(worker, "GET", `${base}/enquiries/${enquiry}`, { as: people.owner })).status, 404);
    await desk.until(({ type, enquiry }) => type === "enquiry_gone" && enquiry === rooms[1].enquiry);
    assert.deepEqual((await must(worker, "GET", `${base}/visitor/enquiries`, { as: visitor })).enquiries, []);
    assert.ok(!JSON.stringify(await must(worker, "GET", `${base}/enquiries?phase=closed`, { as: people.owner })).includes(word));

    const done = await until(async () => { const now = await receipt(answer.body.id); return now.done_at_ms ? now : undefined; }, "it is done");
    const { removed } = done;
    assert.deepEqual([removed.contacts, removed.enquiries, removed.rooms, removed.files, removed.anonymised], [1, 3, 3, 3, 3]);
    assert.equal(removed.file_bytes, rooms.reduce((sum, { bytes }) => sum + bytes, 0));
    assert.ok(removed.entries >= 3 * 7, `${removed.entries} entries`);
    assert.deepEqual([done.by_name, done.contact, done.cause, done.rooms_left], ["Adam", contact, "asked", 0]);
    assert.ok(done.unreached.some(({ what, until_ms }) => what === "backups" && until_ms >= done.done_at_ms + 29 * 24 * HOUR));
    for (const what of ["social_services", "browsers", "copies"]) assert.ok(done.unreached.some((one) => one.what === what), what);
    assert.ok(!JSON.stringify(done).includes(word));
    assert.ok(removed.deliveries > 0, "what waited for the webhook is told nobody");

    // Whoever sat in a room is sent away and can't come back, and files are read by nobody.
    for (const { room } of rooms.slice(1)) assert.equal((await room.closed).code, 4404);
    const back = await openRoom(worker, service, visitor, rooms[1].enquiry).catch((error) => error);
    assert.ok(back instanceof Error || back.welcome === undefined);
    assert.equal((await read(worker, url)).status, 404);
    assert.equal((await request(worker, "POST", `${base}/visitor/enquiries/${rooms[1].enquiry}/files`, { as: visitor, body: { file: newId("fil"), message: newId("msg"), name: "a.txt", bytes: 3 } })).status, 404);

    // Figures are as they were, but for those closes that the erasing itself was.
    const flat = (report) => JSON.stringify(report, (key, value) => (key === "handled" ? undefined : value));
    assert.ok(/"raised":4/.test(flat(before)), flat(before));
    assert.equal(flat(await figures()), flat(before));
    const behind = await must(worker, "GET", `${base}/reports/enquiries/behind?from=${day}&to=${day}&figure=raised`, { as: people.sue });
    assert.deepEqual(behind.cards.map(({ enquiry }) => enquiry), [keeper.rooms[0].enquiry]);

    assert.deepEqual(await rowsWith(word), []);
    assert.ok((await rowsWith("Yolanda")).length > 5, "nobody else lost anything");
    assert.deepEqual((await holding(`${word} in a file`)), [], "no byte of a file");
    // Again is no second time, and what never was is told apart.
    const again = await erase(people.owner, contact);
    assert.deepEqual([again.status, again.body.id, again.body.by_name], [200, done.id, "Adam"]);
    assert.equal((await erase(people.owner, newId("con"))).status, 404);
    const { erasures } = await must(worker, "GET", `${base}/erasures`, { as: people.owner });
    assert.deepEqual(erasures.map(({ id }) => id), [done.id]);

    // They may come again, as somebody whom nobody knows.
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    const { card } = await must(worker, "GET", `${base}/enquiries/${enquiry}`, { as: people.sue });
    assert.notEqual(card.contact.id, contact);
    assert.equal(card.contact.email, undefined);
    await desk.end();
  });

  test("is gone to the last byte of rooms and files, also when everything is killed in the middle", async () => {
    const word = "Zebulon";
    const { rooms, contact } = await somebody(word, ["sales", "support", "care"]);
    // Of the Desk and the Index the rows are gone; what their databases free is written over later.
    const roomFiles = async () => (await holding(word)).filter((file) => !/Desk|Index/.test(file));
    assert.ok((await roomFiles()).length > 3);
    const { body } = await erase(people.adam, contact);
    assert.equal(body.rooms_left, 3, "the answer doesn't wait");
    await worker.kill();
    worker = await startWorker({ state });
    const done = await until(async () => { const now = await receipt(body.id); return now.done_at_ms ? now : undefined; }, "it is done", 30_000);
    assert.deepEqual([done.removed.rooms, done.removed.files, done.removed.enquiries, done.rooms_left], [3, 3, 3, 0]);
    assert.equal(done.removed.file_bytes, rooms.reduce((sum, { bytes }) => sum + bytes, 0), "counted once");
    await worker.kill();
    assert.deepEqual(await rowsWith(word), []);
    assert.deepEqual(await roomFiles(), [], "no byte in any room's database or in the bucket");
    worker = await startWorker({ state });
    assert.deepEqual(await receipt(body.id), done, "the receipt stays");
  });

  test("with a block keeps only the network out, and nothing says whose it was", async () => {
    const { visitor, rooms, contact } = await somebody("Quentin", ["sales"]);
    await must(worker, "PUT", `${base}/enquiries/${rooms[0].enquiry}/block`, { as: people.ada, body: { reason: "Quentin swears", network: true } });
    const { body } = await erase(people.owner, contact);
    assert.equal(body.removed.blocks, 1);
    const { blocks } = await must(worker, "GET", `${base}/blocks`, { as: people.owner });
    assert.deepEqual([blocks.length, blocks[0].network, blocks[0].reason, blocks[0].contact, blocks[0].name], [1, true, undefined, undefined, undefined]);
    assert.deepEqual(await rowsWith("Quentin"), []);
    const answer = await request(worker, "POST", `${base}/visitor/enquiries`, { as: visitor, body: { enquiry: newId("enq"), entry: { kind: "tag", tag: service.tags.sales.id } } });
    assert.equal(answer.body.error?.code, "blocked");
    await must(worker, "DELETE", `${base}/blocks/${blocks[0].id}`, { as: people.owner });
  });
});

describe("the export of a person", { concurrency: false }, () => {
  let worker, service, base, people;

  before(async () => {
    worker = await startHarness();
    service = await makeService(worker, { slug: "archive", staff, tags: { sales: ["ada"], support: ["ada"] } });
    ({ base, people } = service);
  });
  after(() => worker.stop());

  const get = (as, contact) => fetch(`${worker.origin}${base}/contacts/${contact}/export`, { headers: as.cookie ? { cookie: as.cookie } : { authorization: `Bearer ${as.bearer}` } });

  /** A chat of theirs with Ada, in which so many messages were said. */
  async function talk(visitor, tag, count = 1, words = "Hello") {
    const { enquiry } = await raise(worker, service, visitor, { tag });
    await must(worker, "POST", `${base}/enquiries/${enquiry}/follow-up`, { as: people.ada });
    const room = await openRoom(worker, service, visitor, enquiry);
    for (let n = 0; n < count; n += 1) room.send({ type: "say", message: newId("msg"), body: `${words} ${n}` });
    await room.until((frame) => entriesOf(frame).some(({ body }) => body === `${words} ${count - 1}`), "the last message", 30_000);
    await room.end();
    return enquiry;
  }

  test("is one archive of all that is held, whole and in order, for admins alone, and stands in the audit log", async () => {
    const visitor = await makeVisitor(worker, service);
    // More than one page of a log, and words that want to be markup.
    const [long, short] = [await talk(visitor, service.tags.sales, 230), await talk(visitor, service.tags.support, 1, "<script>alert(1)</script>")];
    const nobody = await raise(worker, service, await makeVisitor(worker, service), { tag: service.tags.sales });
    const bytes = randomBytes(PART + 1_000);
    const { file } = await sendFile(worker, service, short, visitor, bytes, { name: "a: plan?.txt" });
    const { file: gone } = await sendFile(worker, service, short, people.ada, Buffer.from("secret words"), { name: "gone.txt" });
    await must(worker, "DELETE", `${base}/enquiries/${short}/files/${gone.file}`, { as: people.ada });
    await must(worker, "POST", `${base}/rooms/${short}/notes`, { as: people.ada, body: { message: newId("msg"), body: "A note beside" } });
    const { card } = await must(worker, "GET", `${base}/enquiries/${long}`, { as: people.ada });
    const contact = card.contact.id;
    await must(worker, "POST", `${base}/contacts/${contact}/notes`, { as: people.ada, body: { note: newId("not"), body: "Likes tea" } });
    await must(worker, "POST", `${base}/enquiries/${long}/reminders`, { as: people.ada, body: { reminder: newId("rem"), due_ms: Date.now() + HOUR, note: "Call back" } });
    for (const who of ["ada", "sue"]) assert.equal((await get(people[who], contact)).status, 403, who);
    assert.equal((await get({ bearer: visitor.bearer }, contact)).status, 401);
    for (const id of [newId("con"), "x"]) assert.equal((await get(people.adam, id)).status, 404);

    const answer = await get(people.adam, contact);
    assert.deepEqual([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")], [200, "application/zip", "no-store"]);
    assert.match(answer.headers.get("content-disposition"), /^attachment; filename="con_[0-9a-f]{32}\.zip"$/);
    const files = unzip(Buffer.from(await answer.arrayBuffer()));
    const named = (end) => files.get([...files.keys()].find((name) => name.endsWith(end)));
    const of = (enquiry, name) => named(`${enquiry}/${name}`);
    const json = (text) => JSON.parse(text.toString("utf8"));
    assert.ok([...files.keys()].every((name) => !name.includes("..") && !name.startsWith("/")));
    const person = json(named("contact.json"));
    assert.deepEqual([person.contact.contact, person.notes.map(({ body }) => body), person.reminders.map(({ note }) => note)], [contact, ["Likes tea"], ["Call back"]]);
    const log = json(of(long, "transcript.json"));
    assert.deepEqual(log.map(({ seq }) => seq), log.map((_, at) => at + 1), "every entry, once");
    assert.deepEqual(log.filter(({ kind }) => kind === "said").map(({ body }) => body), Array.from({ length: 230 }, (_, n) => `Hello ${n}`));
    assert.ok(json(of(short, "transcript.json")).some(({ kind, body }) => kind === "noted" && body === "A note beside"));
    assert.equal(json(of(long, "enquiry.json")).card.enquiry, long);
    assert.equal(of(long, "transcript.html").toString().split("<li class=\"said\">").length, 231);
    const html = of(short, "transcript.html").toString();
    assert.ok(html.includes("&lt;script&gt;alert(1)&lt;/script&gt; 0") && !html.includes("<script>"));
    const listed = json(named("files.json"));
    assert.deepEqual(listed.map(({ name, deleted = false, path = "" }) => [name, deleted, path.split("/").at(-1)]), [["a: plan?.txt", false, `${file.file}-a_ plan_.txt`], ["gone.txt", true, ""]]);
    assert.ok(files.get(listed[0].path).equals(bytes));
    assert.ok(![...files.keys()].some((name) => name.includes(nobody.enquiry)), "nobody else's");
    const { entries } = await must(worker, "GET", `${base}/audit?deed=data_exported`, { as: people.owner });
    assert.deepEqual(entries.map(({ by, contact }) => [by, contact]), [[people.adam.id, contact]]);
    const { secret } = await must(worker, "POST", `${base}/tokens`, { as: people.owner, body: { name: "Bot", scopes: ["privacy:write"] } });
    assert.equal((await get({ bearer: secret }, contact)).status, 200);
  });
});

describe("what a service keeps", { concurrency: false }, () => {
  const DAY = 24 * HOUR;
  let worker, service, base, people;

  before(async () => {
    worker = await startHarness();
    service = await makeService(worker, { slug: "kept", staff, tags: { sales: ["ada"], more: ["ada"] } });
    ({ base, people } = service);
  });
  after(() => worker.stop());

  const set = (body) => request(worker, "PUT", `${base}/keeping`, { as: people.owner, body });
  const storage = () => worker.worker.getDurableObjectStorage("DESK", { name: service.slug });
  const closed = async () => (await must(worker, "GET", `${base}/enquiries?phase=closed`, { as: people.sue })).cards.map(({ enquiry }) => enquiry);

  /** A chat that is over since so many days. */
  async function over(visitor, days) {
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    const room = await openRoom(worker, service, visitor, enquiry);
    room.send({ type: "say", message: newId("msg"), body: "Ottokar was here" });
    room.send({ type: "close" });
    await room.until(isEntry("closed"));
    await room.end();
    await until(async () => (await closed()).includes(enquiry), "the close is known");
    await (await storage()).exec(`UPDATE enquiry SET changed_at_ms = ${Date.now() - days * DAY} WHERE id = '${enquiry}'`);
    return enquiry;
  }

  test("has its limits, is read back, and can be taken back", async () => {
    for (const [body, field] of [[{ erase_after_days: 0 }, "erase_after_days"], [{ erase_after_days: 3_651 }, "erase_after_days"], [{ max_file_bytes: 5 }, "max_file_bytes"], [{ max_file_bytes: 200_000_000 }, "max_file_bytes"], [{ file_kinds: ["image", "image"] }, "file_kinds"], [{ file_kinds: ["spell"] }]]) {
      assert.deepEqual(refusal(await set(body)), [400, "malformed", field], JSON.stringify(body));
    }
    assert.equal((await request(worker, "PUT", `${base}/keeping`, { as: people.sue, body: {} })).status, 403);
    const made = await set({ file_kinds: ["image"], max_file_bytes: 1_048_576 });
    assert.equal(made.status, 200, JSON.stringify(made.body));
    assert.deepEqual((await must(worker, "GET", `${base}/directory`)).service.files, { kinds: ["image"], max_bytes: 1_048_576 });
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    const files = `${base}/visitor/enquiries/${enquiry}/files`;
    const start = (more) => request(worker, "POST", files, { as: visitor, body: { file: newId("fil"), message: newId("msg"), name: "a.png", bytes: 100, ...more } });
    assert.equal((await start({ bytes: 1_048_577 })).body.error?.code, "too_large");
    assert.equal((await start({ name: "a.mp4", media_type: "video/mp4" })).body.error?.code, "kind_not_allowed");
    await assert.rejects(sendFile(worker, service, enquiry, visitor, Buffer.from("only words"), { name: "a.png" }), /kind_not_allowed/, "whatever it is called");
    const { changes } = await must(worker, "GET", `${base}/changes`, { as: people.owner });
    await must(worker, "POST", `${base}/changes/${changes[0].change}/undo`, { as: people.owner });
    assert.equal((await must(worker, "GET", `${base}/directory`)).service.files, undefined, "as usual");
  });

  test("is told of every file as it comes and goes, finds it, and takes no more than it has place for", async () => {
    const talk = async () => {
      const visitor = await makeVisitor(worker, service);
      const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
      await must(worker, "POST", `${base}/enquiries/${enquiry}/follow-up`, { as: people.ada });
      return { visitor, enquiry };
    };
    const list = (query = "", as = people.adam) => must(worker, "GET", `${base}/files${query}`, { as });
    const total = ({ use }) => use.reduce((sum, { count, bytes }) => [sum[0] + count, sum[1] + bytes], [0, 0]);
    assert.deepEqual((await list()).files, []);
    const [one, two] = [await talk(), await talk()];
    const sent = [
      await sendFile(worker, service, one.enquiry, one.visitor, Buffer.from("first words"), { name: "100% Invoice.txt" }),
      await sendFile(worker, service, one.enquiry, people.ada, Buffer.from("an answer"), { name: "answer.txt" }),
      await sendFile(worker, service, two.enquiry, two.visitor, Buffer.from("second words"), { name: "other.txt" }),
    ];
    const all = await until(async () => { const now = await list(); return now.files.length === 3 ? now : undefined; }, "the Desk knows of all");
    assert.deepEqual(all.files.map(({ card }) => card.name), ["other.txt", "answer.txt", "100% Invoice.txt"]);
    assert.deepEqual([all.files[1].sender, all.files[1].staff, all.files[2].enquiry, all.files[2].card], ["Ada", people.ada.id, one.enquiry, sent[0].file]);
    assert.deepEqual(total(all), [3, 32]);
    const names = async (query) => (await list(query)).files.map(({ card }) => card.name);
    assert.deepEqual(await names("?name=INVOICE"), ["100% Invoice.txt"]);
    assert.deepEqual(await names("?name=%25"), ["100% Invoice.txt"], "no wildcard");
    assert.deepEqual(await names("?side=staff"), ["answer.txt"]);
    assert.deepEqual(await names(`?enquiry=${two.enquiry}&kind=document`), ["other.txt"]);
    assert.deepEqual(await names("?sender=ADA"), ["answer.txt"]);
    assert.deepEqual(await names(`?from_ms=${all.files[1].at_ms}`), ["other.txt", "answer.txt"].slice(0, all.files.filter(({ at_ms }) => at_ms >= all.files[1].at_ms).length));
    assert.deepEqual(await names(`?until_ms=${all.files[2].at_ms}`), []);
    assert.deepEqual(await names("?kind=image"), []);
    const place = `${all.files[0].at_ms}.${all.files[0].card.file}`;
    assert.deepEqual(await names(`?before=${place}`), ["answer.txt", "100% Invoice.txt"]);
    for (const query of ["?kind=spell", "?side=x", "?enquiry=1", "?before=1", "?from_ms=x"]) assert.deepEqual(refusal(await request(worker, "GET", `${base}/files${query}`, { as: people.owner })), [400, "malformed", undefined], query);
    for (const who of ["ada", "sue"]) assert.equal((await request(worker, "GET", `${base}/files`, { as: people[who] })).status, 403);

    assert.equal((await request(worker, "DELETE", `${base}/enquiries/${one.enquiry}/files/${sent[0].file.file}`, { as: people.adam })).status, 204);
    await until(async () => (await list()).files.length === 2, "one went");
    const { entries } = await must(worker, "GET", `${base}/audit?deed=file_deleted`, { as: people.owner });
    assert.deepEqual(entries.map(({ by, enquiry }) => [by, enquiry]), [[people.adam.id, one.enquiry]]);
    assert.deepEqual(total(await list()), [2, 21]);

    assert.equal((await set({ max_storage_bytes: 1_048_576 })).status, 200);
    const begin = (as, enquiry, bytes) => request(worker, "POST", `${base}/${as.bearer ? "visitor/" : ""}enquiries/${enquiry}/files`, { as, body: { file: newId("fil"), message: newId("msg"), name: "a.txt", bytes } });
    assert.equal((await begin(two.visitor, two.enquiry, 1_048_576 - 21)).status, 200, "to the last byte");
    for (const as of [two.visitor, people.ada]) assert.deepEqual(refusal(await begin(as, two.enquiry, 1_048_577)), [409, "storage_full", undefined]);
    assert.deepEqual((await list()).max_bytes, 1_048_576);
    await set({});
    // As much as one sends in an hour, whatever rooms it goes to.
    const third = await raise(worker, service, two.visitor, { tag: service.tags.more });
    const largest = 104_857_600;
    for (let n = 0; n < 9; n += 1) assert.equal((await begin(two.visitor, n % 2 ? two.enquiry : third.enquiry, largest)).status, 200, `${n}`);
    const { status, body } = await begin(two.visitor, third.enquiry, largest);
    assert.deepEqual([status, body.error?.code, body.error?.retry_after_ms > HOUR / 2], [429, "too_fast", true]);
    assert.equal((await begin(one.visitor, one.enquiry, largest)).status, 200, "nobody else waits");
    // Who is erased leaves nothing in the list.
    const { card } = await must(worker, "GET", `${base}/enquiries/${one.enquiry}`, { as: people.sue });
    await must(worker, "DELETE", `${base}/contacts/${card.contact.id}`, { as: people.adam });
    assert.deepEqual(await names(), ["other.txt"]);
    assert.deepEqual(total(await list()), [1, 12]);
  });

  test("deletes files that are old enough, also from a chat that goes on, and nothing else of it", async () => {
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    await must(worker, "POST", `${base}/enquiries/${enquiry}/follow-up`, { as: people.ada });
    const room = await openRoom(worker, service, visitor, enquiry);
    const [old, young] = [await sendFile(worker, service, enquiry, visitor, Buffer.from("old words"), { name: "old.txt" }), await sendFile(worker, service, enquiry, visitor, Buffer.from("young words"), { name: "young.txt" })];
    const address = await addressOf(worker, service, enquiry, visitor, old.file.file);
    const list = async () => (await must(worker, "GET", `${base}/files?enquiry=${enquiry}`, { as: people.adam })).files.map(({ card }) => card.name);
    await until(async () => (await list()).length === 2, "both are known");
    await (await storage()).exec(`UPDATE file SET at_ms = ${Date.now() - 31 * DAY} WHERE file_id = '${old.file.file}'`);
    for (const days of [0, 3_651]) assert.deepEqual(refusal(await set({ delete_files_after_days: days })), [400, "malformed", "delete_files_after_days"]);
    assert.equal((await set({ delete_files_after_days: 30 })).status, 200);
    const { entry } = await room.until(({ entry }) => entry?.kind === "file_deleted", "the room says so");
    assert.deepEqual([entry.message, entry.staff], [old.message, undefined]);
    assert.deepEqual(await list(), ["young.txt"]);
    await until(async () => (await read(worker, address)).status === 404, "the bucket has it no more");
    assert.equal((await read(worker, await addressOf(worker, service, enquiry, visitor, young.file.file))).status, 200);
    await set({});
    await room.end();
  });

  test("erases nothing by itself, and once it is set so, what is over for long enough, with whom it leaves without a chat", async () => {
    const [once, twice] = [await makeVisitor(worker, service), await makeVisitor(worker, service)];
    const old = [await over(once, 40), await over(twice, 35)];
    const young = await over(twice, 5);
    const wake = async () => {
      await worker.worker.evictDurableObject("DESK", { name: service.slug, webSockets: "hibernate" });
      return closed();
    };
    assert.deepEqual(new Set(await wake()), new Set([...old, young]));
    assert.equal((await set({ erase_after_days: 30 })).status, 200);
    await until(async () => (await wake()).length === 1, "what is too old is gone");
    assert.deepEqual(await closed(), [young]);
    const { erasures } = await until(async () => { const list = await must(worker, "GET", `${base}/erasures`, { as: people.owner }); return list.erasures.every(({ done_at_ms }) => done_at_ms) ? list : undefined; }, "it is done");
    const kept = erasures.filter(({ cause }) => cause === "retention");
    assert.equal(kept.length, 1, "a day's go together");
    const [{ by, contact, removed }] = kept;
    assert.deepEqual([by, contact, removed.enquiries, removed.rooms, removed.contacts, removed.anonymised], [undefined, undefined, 2, 2, 1, 2]);
    await set({});
  });
});
