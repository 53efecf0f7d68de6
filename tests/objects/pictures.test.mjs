// Pictures that staff send: kept if they are pictures, without what is nobody's business, at an address that shows one for ever.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { makeService, makeVisitor, must, request } from "../kit/people.mjs";
import { JPEG_OF_A_CAMERA, WEBP_OF_A_CAMERA, png, upload } from "../kit/pictures.mjs";
import { seeded } from "../kit/random.mjs";
import { startHarness } from "../kit/worker.mjs";

let worker, acme;
before(async () => {
  worker = await startHarness();
  acme = await makeService(worker, { staff: { ben: "agent" } });
});
after(() => worker.stop());

const send = (bytes, { as = acme.people.ben, service = acme, type } = {}) => upload(worker, service, as, bytes, type);

async function read(path) {
  const answer = await fetch(worker.origin + path);
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

test("a picture is where its answer says, for ever, and can do nothing there", async () => {
  const picture = png({ width: 12, height: 9 });
  const { status, body } = await send(picture);
  assert.equal(status, 200);
  assert.deepEqual([body.width, body.height], [12, 9]);
  assert.match(body.path, /^\/files\/acme\/[0-9a-f]{32}\.png$/);
  const shown = await read(body.path);
  assert.equal(shown.status, 200);
  assert.ok(shown.bytes.equals(picture));
  const header = (name) => shown.headers.get(name);
  assert.equal(header("content-type"), "image/png");
  assert.match(header("cache-control"), /max-age=31536000, immutable/);
  assert.equal(header("x-content-type-options"), "nosniff");
  assert.equal(header("content-security-policy"), "default-src 'none'; sandbox");
  assert.equal(header("cross-origin-resource-policy"), "cross-origin");
  // Whatever it was said to be.
  assert.deepEqual((await send(picture, { type: "image/webp" })).body, body);
  assert.deepEqual((await send(picture, { as: acme.people.owner })).body, body);
});

test("where and when a photo was taken is in none that is kept", async () => {
  const texts = [["eXIf", "MM GPS 48.2082"], ["tEXt", "Author\0Ada"], ["iTXt", "XML:com.adobe.xmp GPS"]];
  for (const [bytes, type] of [
    [png({ more: texts }), "png"],
    [JPEG_OF_A_CAMERA, "jpg"],
    [WEBP_OF_A_CAMERA, "webp"],
    [Buffer.concat([png({ width: 3 }), Buffer.from("GPS <script>")]), "png"],
  ]) {
    const { status, body } = await send(bytes);
    assert.equal(status, 200, `${type}: ${JSON.stringify(body)}`);
    assert.ok(body.path.endsWith(`.${type}`));
    const kept = (await read(body.path)).bytes;
    assert.ok(kept.length < bytes.length && !/GPS|Author|script/.test(kept.toString("latin1")), type);
  }
});

test("what is no picture is refused in words", async () => {
  const moving = png({ more: [["acTL", "\0\0\0\x02\0\0\0\0"]] });
  const large = png({ width: 1_025, height: 1 });
  for (const [what, bytes, code, type] of [
    ["SVG", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), "malformed", "image/svg+xml"],
    ["HTML", Buffer.from("<!doctype html><script>alert(1)</script>"), "malformed", "image/png"],
    ["GIF", Buffer.from("GIF89a\x01\0\x01\0\0\0\0;"), "malformed", "image/gif"],
    ["nothing", Buffer.alloc(0), "malformed", "image/png"],
    ["half of one", png().subarray(0, 40), "malformed", "image/png"],
    ["one that moves", moving, "malformed", "image/png"],
    ["a large one", large, "malformed", "image/png"],
    ["a heavy one", Buffer.alloc(256 * 1024 + 1, 0x89), "too_large", "image/png"],
    ["a form of another site", png(), "malformed", "text/plain"],
  ]) {
    const { status, body } = await send(bytes, { type });
    assert.equal(body.error?.code, code, `${what}: ${status}`);
    assert.ok(body.error.message.length > 10, what);
  }
});

test("hostile bytes are kept clean, or refused", async () => {
  const random = seeded();
  const whole = [png({ more: [["eXIf", "GPS"]] }), JPEG_OF_A_CAMERA, WEBP_OF_A_CAMERA];
  for (let round = 0; round < 60; round += 1) {
    const bytes = Buffer.from(random.pick(whole));
    for (let change = random.below(6); change >= 0; change -= 1) bytes[random.below(bytes.length)] = random.below(256);
    const { status, body } = await send(bytes, { as: acme.people.owner });
    assert.ok(status === 200 || body.error.code === "malformed", `${status} for ${bytes.toString("base64")}`);
    if (status === 200) assert.match((await read(body.path)).headers.get("content-type"), /^image\/(png|jpeg|webp)$/);
  }
});

test("only staff send pictures, and only to their own service", async () => {
  const other = await makeService(worker, { slug: "other" });
  const visitor = await makeVisitor(worker, acme);
  for (const as of [{}, visitor, { cookie: other.people.owner.cookie.replace("-other=", "-acme=") }]) {
    for (const bytes of [png(), Buffer.from("no picture")]) {
      assert.equal((await send(bytes, { as })).body.error.code, "unauthenticated");
    }
  }
  const { body } = await send(png({ width: 5 }), { as: other.people.owner, service: other });
  assert.match(body.path, /^\/files\/other\//);
  const name = body.path.split("/").at(-1);
  assert.equal((await read(`/files/acme/${name}`)).status, 404);
});

test("an address without a picture says so in words", async () => {
  const { path } = (await send(png())).body;
  const name = path.split("/").at(-1);
  for (const wrong of [
    `/files/acme/${"0".repeat(32)}.png`,
    path.replace(".png", ".webp"),
    path.replace(".png", ".svg"),
    path.replace(".png", ""),
    `/files/nobody/${name}`,
    `/files/acme/x/${name}`,
    `/files/acme/..%2facme%2f${name}`,
    "/files/acme/",
    "/files",
  ]) {
    const answer = await read(wrong);
    assert.equal(answer.status, 404, wrong);
    assert.match(answer.headers.get("content-type"), /text\/html/, wrong);
    assert.doesNotMatch(answer.headers.get("cache-control"), /immutable/, wrong);
  }
  const head = await fetch(worker.origin + path, { method: "HEAD" });
  assert.deepEqual([head.status, (await head.arrayBuffer()).byteLength], [200, 0]);
});

test("everybody sets their own photo, admins that of others, and the log knows", async () => {
  const { base, people } = await makeService(worker, { slug: "photos", staff: { cleo: "agent", dan: "agent" } });
  const { path } = (await send(png({ width: 7 }), { as: people.cleo, service: { base } })).body;
  const own = (photo, as = people.cleo) => request(worker, "PUT", `${base}/session/photo`, { as, body: { photo } });
  const me = await own(path);
  assert.deepEqual([me.status, me.body.photo, me.body.role], [200, path, "agent"]);
  const shown = async (handle) => (await must(worker, "GET", `${base}/directory`)).staff.find((one) => one.handle === handle).photo;
  assert.deepEqual([await shown("cleo"), await shown("dan")], [path, undefined]);
  for (const wrong of ["https://evil.example/x.png", "javascript:alert(1)", "/files/../x"]) {
    const { status, body } = await own(wrong);
    assert.deepEqual([status, body.error.field], [400, "photo"], wrong);
  }
  const { changes: [change] } = await must(worker, "GET", `${base}/changes`, { as: people.owner });
  assert.deepEqual([change.by, change.steps[0].staff, change.steps[0].after.photo], [people.cleo.id, people.cleo.id, path]);
  await must(worker, "POST", `${base}/changes/${change.change}/undo`, { as: people.owner });
  assert.equal(await shown("cleo"), undefined);
  const { email, online, id, ...dan } = (await must(worker, "GET", `${base}/staff`, { as: people.owner })).find(({ id }) => id === people.dan.id);
  await must(worker, "PUT", `${base}/staff/${people.dan.id}`, { as: people.owner, body: { ...dan, photo: path } });
  assert.equal(await shown("dan"), path);
  assert.equal((await own(undefined, people.dan)).body.photo, undefined);
  assert.equal(await shown("dan"), undefined);
});

/** A service with two people, and what one does to their pictures. */
async function album(slug) {
  const { base, people } = await makeService(worker, { slug, staff: { cleo: "agent", dan: "agent" } });
  const add = async (width, as = people.owner) => (await send(png({ width, height: 2 }), { as, service: { base } })).body.path;
  const own = (photo, as = people.cleo) => must(worker, "PUT", `${base}/session/photo`, { as, body: { photo } });
  const sql = await worker.worker.getDurableObjectStorage("DESK", { name: slug });
  const goes = async (path) => (await sql.exec("SELECT goes_at_ms FROM picture WHERE name = ?", path.split("/").at(-1)))[0]?.goes_at_ms;
  const days = async (path) => Math.round((((await goes(path)) ?? NaN) - Date.now()) / 86_400_000);
  const gone = async (path) => {
    for (let tries = 0; tries < 100; tries += 1) {
      if ((await read(path)).status === 404) return true;
      await new Promise((done) => setTimeout(done, 50));
    }
    return false;
  };
  return { base, people, add, own, sql, goes, days, gone };
}

test("a picture that nothing shows goes: after a day if it never did, after a week if the change may be taken back", async () => {
  const { base, people: { owner }, add, own, sql, goes, days, gone } = await album("album");
  const [unused, first, second, logo] = [await add(11), await add(12), await add(13), await add(14)];
  assert.deepEqual([await days(unused), await days(first)], [1, 1]);
  await own(first);
  await must(worker, "PUT", `${base}/appearance`, { as: owner, body: { logo } });
  assert.deepEqual([await goes(first), await goes(logo)], [null, null]);
  await own(second);
  await must(worker, "PUT", `${base}/appearance`, { as: owner, body: {} });
  assert.deepEqual([await days(first), await goes(second), await days(logo)], [7, null, 7]);
  assert.equal((await read(first)).status, 200);
  const { changes: [{ change }] } = await must(worker, "GET", `${base}/changes`, { as: owner });
  await must(worker, "POST", `${base}/changes/${change}/undo`, { as: owner });
  assert.deepEqual([await goes(logo), await days(unused)], [null, 1], "taken back");
  // The time comes.
  await sql.exec("UPDATE picture SET goes_at_ms = 1 WHERE goes_at_ms IS NOT NULL");
  await worker.worker.evictDurableObject("DESK", { name: "album", webSockets: "close" });
  await must(worker, "GET", `${base}/staff`, { as: owner });
  assert.ok((await gone(unused)) && (await gone(first)), "deleted by the alarm");
  assert.deepEqual([(await read(second)).status, (await read(logo)).status], [200, 200]);
  assert.equal(await goes(first), undefined);
  assert.equal(await add(12), first);
  assert.equal((await read(first)).status, 200, "sent again, it is there again");
});

test("the photo of somebody who is removed goes at once, unless somebody else has it", async () => {
  const { base, people, add, own, days, gone } = await album("leaving");
  const [photo, former, group, later] = [await add(21), await add(22, people.cleo), await add(23), await add(24)];
  await own(former);
  await own(photo);
  await own(group, people.dan);
  await must(worker, "DELETE", `${base}/staff/${people.cleo.id}`, { as: people.owner });
  assert.ok((await gone(photo)) && (await gone(former)));
  assert.deepEqual([(await read(group)).status, (await read(later)).status], [200, 200]);
  assert.equal(await days(later), 1);
});

test("who only has their own photo to set can't use up what is for all", async () => {
  const { base, people } = await makeService(worker, { slug: "full", staff: { cleo: "agent" } });
  const one = (width, as) => send(png({ width, height: 1 }), { as, service: { base } });
  for (let width = 1; width <= 50; width += 1) assert.equal((await one(width, people.cleo)).status, 200);
  const refused = await one(51, people.cleo);
  assert.deepEqual([refused.status, refused.body.error.code], [413, "too_large"]);
  assert.equal((await one(50, people.cleo)).status, 200, "what is there already is no new one");
  assert.equal((await one(51, people.owner)).status, 200);
});
