// Files of a room, from the first request to the last byte: in parts, through restarts, at addresses that end, and never where
// they could run.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { FULL } from "../kit/bar.mjs";
import { PART, about, addressOf, code, filesOf, partOf, read, sendFile } from "../kit/files.mjs";
import { makeService, makeVisitor, must, newId, openRoom, raise, request } from "../kit/people.mjs";
import { startHarness, startWorker } from "../kit/worker.mjs";

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR4nGP4z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==", "base64");

let worker, service, visitor, enquiry, files;

before(async () => {
  worker = await startHarness();
  service = await makeService(worker, { staff: { ben: "agent", cleo: "agent", sue: "supervisor" }, tags: { sales: ["ben", "cleo"] } });
  ({ visitor, enquiry } = await talk());
  files = filesOf(service, enquiry, visitor);
});
after(() => worker.stop());

/** A visitor with an enquiry that Ben has. */
async function talk() {
  const visitor = await makeVisitor(worker, service);
  const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
  await must(worker, "POST", `${service.base}/enquiries/${enquiry}/follow-up`, { as: service.people.ben });
  return { visitor, enquiry };
}

const say = (start) => must(worker, "POST", files, { as: visitor, body: start });
const put = (start, part, raw, headers) => request(worker, "PUT", `${files}/${start.file}/parts/${part}`, { as: visitor, raw, headers });
const finish = (start) => request(worker, "POST", `${files}/${start.file}/finish`, { as: visitor });

/** The whole log of a room, as its visitor sees it. */
async function log(enquiry, as) {
  const room = await openRoom(worker, service, as, enquiry);
  room.socket.terminate();
  return room.welcome.entries;
}

test("a file comes into the log once, and everybody in the room can read it", async () => {
  const entry = await sendFile(worker, service, enquiry, visitor, PNG, { name: "tent.png", media_type: "image/png", width: 9, height: 9 });
  const { file } = entry;
  assert.deepEqual([entry.kind, file.kind, file.media_type, file.width, file.height], ["shared", "image", "image/png", 3, 2]);
  for (const as of [visitor, service.people.ben, service.people.sue]) {
    const url = await addressOf(worker, service, enquiry, as, file.file);
    const { status, headers, bytes } = await read(worker, url);
    assert.deepEqual([status, bytes.equals(PNG)], [200, true]);
    assert.equal(headers.get("content-type"), "image/png");
    assert.equal(headers.get("content-disposition"), "inline; filename*=UTF-8''tent.png");
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.match(headers.get("content-security-policy"), /default-src 'none'.*sandbox$/);
    assert.match(headers.get("cache-control"), /^private/);
    assert.equal(headers.get("referrer-policy"), "no-referrer");
  }
  const entries = await log(enquiry, visitor);
  assert.deepEqual(entries.filter(({ kind }) => kind === "shared"), [entry]);
});

test("parts come in any order, again and again, and finishing twice gives one entry", async () => {
  const bytes = randomBytes(2 * PART + 1_000);
  const start = about(bytes, { name: "data.dat" });
  assert.deepEqual((await say(start)).received, []);
  assert.deepEqual(await say(start), await say(start));
  await put(start, 3, partOf(bytes, 3));
  assert.equal((await finish(start)).body.error.code, "incomplete");
  await put(start, 1, randomBytes(PART));
  await Promise.all([put(start, 2, partOf(bytes, 2)), put(start, 1, partOf(bytes, 1))]);
  const { received } = await must(worker, "GET", `${files}/${start.file}`, { as: visitor });
  assert.deepEqual(received, [1, 2, 3]);
  const [one, other] = await Promise.all([finish(start), finish(start)]);
  assert.deepEqual([one.status, other.status, one.body], [200, 200, other.body]);
  assert.equal((await must(worker, "GET", `${files}/${start.file}`, { as: visitor })).shared, true);
  const url = await addressOf(worker, service, enquiry, visitor, start.file);
  assert.ok((await read(worker, url)).bytes.equals(bytes));
  assert.equal((await log(enquiry, visitor)).filter(({ message }) => message === start.message).length, 1);
});

test("a part has its length, and a file has bytes", async () => {
  const start = about(Buffer.alloc(100));
  await say(start);
  assert.equal((await put(start, 1, Buffer.alloc(99))).body.error.code, "malformed");
  assert.equal((await put(start, 1, Buffer.alloc(101))).body.error.code, "malformed");
  assert.equal((await put(start, 2, Buffer.alloc(1))).body.error.code, "malformed");
  assert.equal((await put(start, 0, Buffer.alloc(1))).body.error.code, "malformed");
  assert.equal((await put(start, 1)).body.error.code, "malformed");
  for (const [bytes, expected] of [[0, "malformed"], [104_857_601, "too_large"], [4_294_967_296, "malformed"], [-1, "malformed"]]) {
    assert.equal(await code(worker, "POST", files, { as: visitor, body: { ...about([]), bytes } }), expected, `${bytes}`);
  }
  assert.equal(await code(worker, "POST", files, { as: visitor, body: { ...start, bytes: 101 } }), "taken");
  assert.equal(await code(worker, "POST", files, { as: visitor, body: { ...start, file: newId("fil") } }), "taken");
});

test("what a machine would run is refused, by its name and by its bytes", async () => {
  assert.equal(await code(worker, "POST", files, { as: visitor, body: about([1], { name: "setup.exe" }) }), "executable");
  for (const head of [Buffer.concat([Buffer.from("MZ\x90"), Buffer.alloc(100)]), Buffer.from("\x7fELF\x02", "latin1"), Buffer.from("#!/bin/sh\necho")]) {
    const start = about(head, { name: "photo.jpg", media_type: "image/jpeg" });
    await say(start);
    await put(start, 1, head);
    assert.equal((await finish(start)).body.error.code, "executable");
    assert.equal((await finish(start)).body.error.code, "not_found", "it is thrown away");
  }
});

test("pages and drawings are saved, never shown", async () => {
  for (const [text, type] of [["<!doctype html><script>alert(1)</script>", "text/html"], ["<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml"], ["<?xml version='1.0'?><a/>", "text/xml"]]) {
    const { file } = await sendFile(worker, service, enquiry, visitor, Buffer.from(text), { name: "cat \"é.png", media_type: "image/png" });
    assert.deepEqual([file.kind, file.media_type], ["document", type]);
    const { headers } = await read(worker, await addressOf(worker, service, enquiry, visitor, file.file));
    assert.equal(headers.get("content-disposition"), "attachment; filename*=UTF-8''cat%20%22%C3%A9.png");
    assert.match(headers.get("content-security-policy"), /sandbox$/);
  }
});

test("a file can be had in ranges", async () => {
  const bytes = Buffer.from("0123456789");
  const { file } = await sendFile(worker, service, enquiry, visitor, bytes);
  const url = await addressOf(worker, service, enquiry, visitor, file.file);
  const tag = (await read(worker, url)).headers.get("etag");
  for (const [range, more, status, text, told] of [
    ["bytes=2-4", {}, 206, "234", "bytes 2-4/10"],
    ["bytes=8-", {}, 206, "89", "bytes 8-9/10"],
    ["bytes=-3", {}, 206, "789", "bytes 7-9/10"],
    ["bytes=2-4", { "if-range": tag }, 206, "234", "bytes 2-4/10"],
    ["bytes=2-4", { "if-range": '"other"' }, 200, "0123456789", null],
    ["bytes=10-", {}, 416, "", "bytes */10"],
    ["bytes=1-2,4-5", {}, 200, "0123456789", null],
  ]) {
    const { status: got, bytes: part, headers } = await read(worker, url, { range, ...more });
    assert.deepEqual([got, `${part}`, headers.get("content-range")], [status, text, told], range);
  }
  assert.equal((await read(worker, url, { "if-none-match": tag })).status, 304);
});

test("an address is good as it is, and for nothing else", async () => {
  const { file } = await sendFile(worker, service, enquiry, visitor, PNG, { name: "tent.png" });
  const url = await addressOf(worker, service, enquiry, visitor, file.file);
  const other = await sendFile(worker, service, enquiry, visitor, Buffer.from("secret"));
  const [path, query] = url.split("?");
  for (const bad of [
    path,
    `${path}?`,
    url.replace(file.file, other.file.file),
    url.replace("tent.png", "tent.html"),
    url.replace("image%2Fpng", "text%2Fhtml"),
    url.replace(/until=\d+/, "until=9999999999999"),
    url.replace("/acme/", "/other/"),
    `${path}?${query.replace(/proof=.*/, "proof=AAAA")}`,
    `/files/acme/${enquiry}`,
    `/files/_room/${enquiry}`,
  ]) {
    assert.equal((await read(worker, bad)).status, 404, bad);
  }
});

test("files are for those in the room", async () => {
  const entry = await sendFile(worker, service, enquiry, visitor, PNG, { name: "tent.png" });
  const start = about([1]);
  await say(start);
  const stranger = await makeVisitor(worker, service);
  const other = await makeService(worker, { slug: "foreign", staff: {} });
  const foreigner = await makeVisitor(worker, other);
  for (const [who, as, base, expected] of [
    ["another visitor", stranger, service, "not_found"],
    ["a visitor of another service", foreigner, service, "unauthenticated"],
    ["the same, there", foreigner, other, "not_found"],
    ["staff whose enquiry it isn't", service.people.cleo, service, "not_found"],
    ["staff of another service", other.people.owner, other, "not_found"],
  ]) {
    const path = filesOf(base, enquiry, as);
    for (const [method, rest, options] of [
      ["POST", "", { body: about([1]) }],
      ["GET", `/${start.file}`],
      ["PUT", `/${start.file}/parts/1`, { raw: Buffer.from("x") }],
      ["POST", `/${start.file}/finish`],
      ["POST", `/${entry.file.file}/address`],
      ["DELETE", `/${entry.file.file}`],
      ["DELETE", `/${start.file}`],
    ]) {
      assert.equal(await code(worker, method, path + rest, { as, ...options }), expected, `${method} ${rest} by ${who}`);
    }
  }
  // Who may look on may read what was shared, and touch nothing that is still coming.
  const sues = filesOf(service, enquiry, service.people.sue);
  assert.equal(await code(worker, "GET", `${sues}/${start.file}`, { as: service.people.sue }), "not_found");
  assert.equal(await code(worker, "POST", `${sues}/${start.file}/address`, { as: service.people.sue }), "not_found");
});

test("staff delete a file, and its place says so", async () => {
  const { file, message } = await sendFile(worker, service, enquiry, visitor, PNG, { name: "tent.png" });
  const url = await addressOf(worker, service, enquiry, visitor, file.file);
  assert.equal(await code(worker, "DELETE", `${files}/${file.file}`, { as: visitor }), "not_found", "it is shared");
  const bens = filesOf(service, enquiry, service.people.ben);
  assert.equal(await code(worker, "DELETE", `${bens}/${file.file}`, { as: service.people.ben }), 204);
  for (let tries = 0; (await read(worker, url)).status !== 404; tries += 1) {
    assert.ok(tries < 50, "the bucket still has it");
    await new Promise((done) => setTimeout(done, 100));
  }
  assert.equal(await code(worker, "POST", `${files}/${file.file}/address`, { as: visitor }), "not_found");
  const entries = await log(enquiry, visitor);
  assert.equal(entries.find((entry) => entry.message === message && entry.kind === "shared").file.deleted, true);
  assert.deepEqual(entries.at(-1).kind, "file_deleted");
  assert.equal(await code(worker, "DELETE", `${bens}/${file.file}`, { as: service.people.ben }), "not_found");
});

test("what is given up is gone, and a closed room takes nothing", async () => {
  const { visitor, enquiry } = await talk();
  const path = filesOf(service, enquiry, visitor);
  const start = about(Buffer.alloc(2 * PART));
  await must(worker, "POST", path, { as: visitor, body: start });
  assert.equal(await code(worker, "DELETE", `${path}/${start.file}`, { as: visitor }), 204);
  assert.equal(await code(worker, "POST", path, { as: visitor, body: start }), "not_found");
  const late = about(Buffer.from("late"));
  await must(worker, "POST", path, { as: visitor, body: late });
  await must(worker, "PUT", `${path}/${late.file}/parts/1`, { as: visitor, raw: Buffer.from("late") });
  const { file } = await sendFile(worker, service, enquiry, visitor, PNG, { name: "tent.png" });
  const room = await openRoom(worker, service, visitor, enquiry);
  room.send({ type: "close" });
  await room.until(({ entry }) => entry?.kind === "closed");
  room.socket.terminate();
  assert.equal(await code(worker, "POST", `${path}/${late.file}/finish`, { as: visitor }), "enquiry_closed");
  assert.equal(await code(worker, "POST", path, { as: visitor, body: about([1]) }), "enquiry_closed");
  const sues = filesOf(service, enquiry, service.people.sue);
  assert.equal(await code(worker, "DELETE", `${sues}/${file.file}`, { as: service.people.sue }), 204, "also after the close");
});

test("a turn that breaks while a file is shared leaves it unshared, and trying again shares it once", async () => {
  const faulty = await startHarness({ vars: { FAULTS: "on" } });
  try {
    const acme = await makeService(faulty, { staff: { ben: "agent" }, tags: { sales: ["ben"] } });
    const ann = await makeVisitor(faulty, acme);
    const { enquiry } = await raise(faulty, acme, ann, { tag: acme.tags.sales });
    const path = filesOf(acme, enquiry, ann);
    const start = about(PNG, { name: "tent.png" });
    await must(faulty, "POST", path, { as: ann, body: start });
    await must(faulty, "PUT", `${path}/${start.file}/parts/1`, { as: ann, raw: PNG });
    for (const fault of ["panic", "half_turn"]) {
      const broken = await request(faulty, "POST", `${path}/${start.file}/finish`, { as: ann, headers: { "x-frontdesk-fault": fault } });
      assert.ok(broken.status >= 500, `${fault}: ${broken.status}`);
      assert.equal((await must(faulty, "GET", `${path}/${start.file}`, { as: ann })).shared, undefined, fault);
    }
    const entry = await must(faulty, "POST", `${path}/${start.file}/finish`, { as: ann });
    assert.deepEqual(await must(faulty, "POST", `${path}/${start.file}/finish`, { as: ann }), entry);
  } finally {
    await faulty.stop();
  }
});

test("an upload goes on after the worker was killed in the middle of it", async () => {
  const state = await mkdtemp(path.join(tmpdir(), "frontdesk-files-"));
  let process = await startWorker({ state });
  try {
    const acme = await makeService(process, { staff: { ben: "agent" }, tags: { sales: ["ben"] } });
    const ann = await makeVisitor(process, acme);
    const { enquiry } = await raise(process, acme, ann, { tag: acme.tags.sales });
    const files = filesOf(acme, enquiry, ann);
    const bytes = randomBytes(PART + 500);
    const start = about(bytes, { name: "data.dat" });
    await must(process, "POST", files, { as: ann, body: start });
    await must(process, "PUT", `${files}/${start.file}/parts/1`, { as: ann, raw: partOf(bytes, 1) });
    await process.kill();
    process = await startWorker({ state });
    const { received } = await must(process, "GET", `${files}/${start.file}`, { as: ann });
    assert.deepEqual(received, [1]);
    await must(process, "PUT", `${files}/${start.file}/parts/2`, { as: ann, raw: partOf(bytes, 2) });
    // Killed while it is finished: what came of it is found out by finishing again.
    request(process, "POST", `${files}/${start.file}/finish`, { as: ann }).catch(() => {});
    await process.kill();
    process = await startWorker({ state });
    const entry = await must(process, "POST", `${files}/${start.file}/finish`, { as: ann });
    assert.deepEqual(await must(process, "POST", `${files}/${start.file}/finish`, { as: ann }), entry);
    const url = await addressOf(process, acme, enquiry, ann, start.file);
    assert.ok((await read(process, url)).bytes.equals(bytes));
  } finally {
    await process.stop();
    await rm(state, { recursive: true, force: true });
  }
});

test("100 MB go through, and are never in memory as a whole", { skip: !FULL && "FRONTDESK_FULL=1 sends them" }, async () => {
  const worker = await startWorker();
  try {
    const service = await makeService(worker, { staff: { ben: "agent" }, tags: { sales: ["ben"] } });
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    await sendFile(worker, service, enquiry, visitor, randomBytes(PART + 1), { name: "first.dat" });
    const before = await memory(worker);
    const bytes = randomBytes(20 * PART);
    const { file } = await sendFile(worker, service, enquiry, visitor, bytes, { name: "data.dat" });
    const more = (await memory(worker)) - before;
    console.log(`# sending 100 MB took at most ${more} MB more of the runtime's memory, with its bucket in it`);
    const url = await addressOf(worker, service, enquiry, visitor, file.file);
    assert.ok((await read(worker, url)).bytes.equals(bytes));
    assert.ok(more < 90, `it took ${more} MB more`);
  } finally {
    await worker.stop();
  }
});

/** The most that the runtime ever had in memory so far, in MB, as Linux counts it. */
async function memory({ pid }) {
  let most = 0;
  for (const one of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const [stat, status] = await Promise.all(["stat", "status"].map((name) => readFile(`/proc/${one}/${name}`, "utf8").catch(() => "")));
    const [, name, group] = stat.match(/^\d+ \((.*)\) \S \d+ (\d+)/) ?? [];
    if (name === "workerd" && Number(group) === pid) most += Number(status.match(/VmHWM:\s*(\d+)/)[1]) / 1024;
  }
  assert.ok(most > 0, "the runtime is there");
  return Math.round(most);
}
