// Waking staff whose dashboard is closed: who is woken for what, what the push service sees of it, and what becomes of
// browsers that can't be reached any more.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { makeService, makeVisitor, must, openDesk, raise, request, signIn } from "../kit/people.mjs";
import { startPushService } from "../kit/push.mjs";
import { startHarness } from "../kit/worker.mjs";

let worker, push, made = 0;
before(async () => {
  push = await startPushService();
  worker = await startHarness({ vars: { PUSH_SERVICES: push.origin } });
});
after(async () => {
  await worker.stop();
  await push.stop();
});

const service = (options) => makeService(worker, { slug: `push-${(made += 1)}`, ...options });
const code = ({ status, body }) => `${status} ${body.error?.code}`;
const state = ({ base }, as) => must(worker, "GET", `${base}/session/push`, { as });
const wakes = ({ base }, as) => must(worker, "POST", `${base}/session/push/test`, { as, body: {} });

/** Somebody lets a browser be woken. */
async function subscribes(acme, as, options) {
  const browser = push.browser(options);
  const { key, device } = await must(worker, "PUT", `${acme.base}/session/push`, { as, body: browser.json });
  assert.ok(device.since_ms > 0);
  browser.key = key;
  return browser;
}

const cards = async (acme, as, phase) => (await must(worker, "GET", `${acme.base}/enquiries?phase=${phase}`, { as })).cards;

test("who stays available is offered an enquiry with the dashboard closed, is woken, and answers", async () => {
  const acme = await service({ staff: { ben: "agent" }, tags: { sales: ["ben"] } });
  const ben = await subscribes(acme, acme.people.ben, { stays_available: true, language: "ja" });
  assert.equal((await must(worker, "GET", `${acme.base}/directory`)).tags.find(({ handle }) => handle === "sales").online, true);
  const vera = await makeVisitor(worker, acme);
  const { enquiry, phase } = await raise(worker, acme, vera, { tag: acme.tags.sales });
  assert.equal(phase, "open");
  const message = await ben.until(({ kind }) => kind === "offered", "offer");
  assert.deepEqual([message.enquiry, message.entry, message.language], [enquiry, "Sales", "ja"]);
  assert.match(message.visitor, /^\w+ \w+ \d+$/);
  const [{ ttl, urgency }] = ben.headers;
  assert.ok(Number(ttl) > 30 && Number(ttl) <= 60, `kept for ${ttl} s: as long as the wait`);
  assert.equal(urgency, "high");
  await must(worker, "POST", `${acme.base}/enquiries/${enquiry}/answer`, { as: acme.people.ben, body: {} });
  const { device } = await state(acme, acme.people.ben);
  assert.deepEqual([device.last, device.stays_available], ["taken", true]);
});

test("who doesn't is woken for what nobody was there for", async () => {
  const acme = await service({ staff: { ben: "agent", dan: "agent" }, tags: { sales: ["ben"], other: ["dan"] } });
  const [ben, dan, owner] = [await subscribes(acme, acme.people.ben), await subscribes(acme, acme.people.dan), await subscribes(acme, acme.people.owner)];
  const { enquiry, phase } = await raise(worker, acme, await makeVisitor(worker, acme), { tag: acme.tags.sales });
  assert.equal(phase, "missed");
  for (const browser of [ben, owner]) assert.equal((await browser.until(({ kind }) => kind === "missed")).enquiry, enquiry);
  assert.deepEqual(dan.messages, [], "nobody is woken for what they can't see");
});

test("an alert survives a restart between the turn and the sending, and comes once", async () => {
  const acme = await service({ staff: { ben: "agent" }, tags: { sales: ["ben"] } });
  const ben = await subscribes(acme, acme.people.ben);
  ben.answers = 503;
  const { enquiry } = await raise(worker, acme, await makeVisitor(worker, acme), { tag: acme.tags.sales });
  await ben.until(({ kind }) => kind === "missed");
  assert.equal((await state(acme, acme.people.ben)).device.last, "unreachable");
  await worker.worker.evictDurableObject("DESK", { name: acme.slug, webSockets: "close" });
  ben.answers = 201;
  ben.messages.length = 0;
  assert.equal((await ben.until(({ kind }) => kind === "missed", "second try", 20_000)).enquiry, enquiry);
  await new Promise((done) => setTimeout(done, 1_500));
  assert.equal(ben.messages.length, 1);
});

test("the test says exactly what is wrong", async () => {
  const acme = await service();
  const as = acme.people.owner;
  assert.deepEqual(await wakes(acme, as), { outcome: "not_subscribed" });
  const browser = await subscribes(acme, as, { stays_available: true });
  assert.deepEqual(await wakes(acme, as), { outcome: "taken" });
  assert.deepEqual(browser.messages, [{ kind: "test", language: "en" }]);
  browser.answers = 403;
  assert.deepEqual(await wakes(acme, as), { outcome: "refused" });
  browser.answers = 500;
  assert.deepEqual(await wakes(acme, as), { outcome: "unreachable" });
  assert.equal((await state(acme, as)).device.last, "unreachable");
  browser.answers = 410;
  assert.deepEqual(await wakes(acme, as), { outcome: "gone" });
  assert.equal((await state(acme, as)).device, undefined, "what the push service dropped is removed");
  assert.ok((await must(worker, "GET", `${acme.base}/directory`)).tags.every(({ online }) => !online), "and nobody waits for who can't be woken");
});

test("a browser belongs to who signed in there last, and is woken no more after signing out", async () => {
  const acme = await service({ staff: { ben: "agent" }, tags: { sales: ["ben", "owner"] } });
  const browser = await subscribes(acme, acme.people.owner);
  await must(worker, "PUT", `${acme.base}/session/push`, { as: acme.people.ben, body: browser.json });
  assert.equal((await state(acme, acme.people.owner)).device, undefined);
  const again = await signIn(worker, acme.slug, acme.people.ben.email);
  assert.equal((await state(acme, again)).device, undefined, "another session is another browser");
  const other = await subscribes(acme, again);
  await request(worker, "DELETE", `${acme.base}/session/push`, { as: again });
  await request(worker, "DELETE", `${acme.base}/session`, { as: acme.people.ben });
  await raise(worker, acme, await makeVisitor(worker, acme), { tag: acme.tags.sales });
  await new Promise((done) => setTimeout(done, 1_000));
  assert.deepEqual([browser.messages, other.messages], [[], []]);
});

test("only push services are knocked at, and only with a browser's keys", async () => {
  const acme = await service();
  const { json } = push.browser();
  const put = async (body) => request(worker, "PUT", `${acme.base}/session/push`, { as: acme.people.owner, body: { ...json, ...body } });
  for (const endpoint of ["http://127.0.0.1:1/x", "https://example.com/x", "https://fcm.googleapis.com.example.com/x", `${push.origin}`, "", `${push.origin}/${"x".repeat(3_000)}`]) {
    const answer = await put({ endpoint });
    assert.deepEqual([code(answer), answer.body.error.field], ["400 malformed", "endpoint"], endpoint);
  }
  for (const keys of [{ p256dh: "", auth: "" }, { ...json.keys, auth: "AAAA" }, { ...json.keys, p256dh: json.keys.p256dh.slice(0, -2) }]) {
    const answer = await put({ keys });
    assert.deepEqual([code(answer), answer.body.error.field], ["400 malformed", "keys"]);
  }
});

test("an open dashboard isn't told apart: the browser itself knows whether somebody looks", async () => {
  const acme = await service({ staff: { ben: "agent" }, tags: { sales: ["ben"] } });
  const ben = await subscribes(acme, acme.people.ben);
  const desk = await openDesk(worker, acme, acme.people.ben);
  const { enquiry } = await raise(worker, acme, await makeVisitor(worker, acme), { tag: acme.tags.sales });
  assert.equal((await ben.until(({ kind }) => kind === "offered")).enquiry, enquiry);
  assert.deepEqual(await cards(acme, acme.people.ben, "missed"), []);
  await desk.end();
});

test("each service has an app of its own", async () => {
  const acme = await service();
  const page = await fetch(`${worker.origin}/desk/${acme.slug}`).then((answer) => answer.text());
  const address = /rel="manifest" href="([^"]+)"/.exec(page)[1];
  const manifest = await fetch(worker.origin + address).then((answer) => answer.json());
  assert.deepEqual([manifest.start_url, manifest.scope, manifest.name], [`/desk/${acme.slug}`, `/desk/${acme.slug}`, "Acme Outdoor"]);
  for (const { src, sizes } of manifest.icons) {
    const icon = Buffer.from(await fetch(worker.origin + src).then((answer) => answer.arrayBuffer()));
    assert.equal(`${icon.readUInt32BE(16)}x${icon.readUInt32BE(20)}`, sizes);
  }
  const script = await fetch(`${worker.origin}/desk/${acme.slug}/service-worker.js`);
  assert.deepEqual([script.status, script.headers.get("service-worker-allowed")], [200, `/desk/${acme.slug}`]);
  assert.match(script.headers.get("content-type"), /javascript/);
  assert.equal((await fetch(`${worker.origin}/desk/nobody/manifest.webmanifest`)).status, 404);
});
