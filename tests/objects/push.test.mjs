// Waking staff whose dashboard is closed: who is woken for what and when not, what the push service sees of it, and what
// becomes of browsers that can't be reached any more. And notifying visitors who look elsewhere.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { beside } from "../kit/beside.mjs";
import { PASSWORD, makeService, makeVisitor, must, newId, openDesk, openRoom, raise, request, signIn } from "../kit/people.mjs";
import { startPushService } from "../kit/push.mjs";
import { startHarness, startWorker } from "../kit/worker.mjs";

const test = beside(4);
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
  // The Desk hears of it a moment after the browser does.
  for (let tries = 0; tries < 50 && (await state(acme, acme.people.ben)).device.last !== "unreachable"; tries += 1) await new Promise((done) => setTimeout(done, 20));
  assert.equal((await state(acme, acme.people.ben)).device.last, "unreachable");
  await worker.worker.evictDurableObject("DESK", { name: acme.slug, webSockets: "close" });
  // What was under way while the Desk was put away, and nobody is there to hear of, has arrived.
  await settled();
  ben.answers = 201;
  ben.messages.length = 0;
  assert.equal((await ben.until(({ kind }) => kind === "missed", "second try", 20_000)).enquiry, enquiry);
  await settled();
  // What was sent is noted by then, and not only in mind.
  await worker.worker.evictDurableObject("DESK", { name: acme.slug, webSockets: "close" });
  assert.equal((await state(acme, acme.people.ben)).device.last, "taken");
  await settled();
  assert.equal(ben.messages.length, 1);
});

test("the test says exactly what is wrong", async () => {
  const acme = await service();
  const as = acme.people.owner;
  assert.deepEqual(await wakes(acme, as), { outcome: "not_subscribed" });
  const browser = await subscribes(acme, as, { stays_available: true });
  assert.deepEqual(await wakes(acme, as), { outcome: "taken", status: 201 });
  assert.deepEqual(browser.messages, [{ kind: "test", language: "en" }]);
  browser.answers = 403;
  assert.deepEqual(await wakes(acme, as), { outcome: "refused", status: 403 });
  browser.answers = 500;
  assert.deepEqual(await wakes(acme, as), { outcome: "unreachable", status: 500 });
  const { last, last_status } = (await state(acme, as)).device;
  assert.deepEqual([last, last_status], ["unreachable", 500]);
  // A push service has nowhere to send us on to: that would be a way to any address.
  browser.answers = 307;
  assert.deepEqual(await wakes(acme, as), { outcome: "refused", status: 307 });
  browser.answers = 410;
  assert.deepEqual(await wakes(acme, as), { outcome: "gone", status: 410 });
  assert.equal((await state(acme, as)).device, undefined, "what the push service dropped is removed");
  assert.ok((await must(worker, "GET", `${acme.base}/directory`)).tags.every(({ online }) => !online), "and nobody waits for who can't be woken");
});

test("nobody tests, or asks whether they are notified, on and on", async () => {
  const limited = await startHarness({ vars: { LIMITS: "on", PUSH_SERVICES: push.origin } });
  try {
    const acme = await makeService(limited, { staff: { ben: "agent" } });
    const { people } = acme;
    const tests = async (as) => (await request(limited, "POST", `${acme.base}/session/push/test`, { as, body: {} })).body;
    for (let index = 0; index < 10; index += 1) assert.equal((await tests(people.ben)).outcome, "not_subscribed");
    const { error } = await tests(people.ben);
    assert.equal(error.code, "too_fast");
    assert.ok(error.retry_after_ms > 0 && error.retry_after_ms <= 6_000);
    assert.equal((await tests(people.owner)).outcome, "not_subscribed", "it is counted for each person");
    const visitor = await makeVisitor(limited, acme);
    for (const method of ["GET", "DELETE"]) {
      const statuses = [];
      // Twice as many and more: the minute may turn in between.
      for (let index = 0; index < 130; index += 1) statuses.push((await request(limited, method, `${acme.base}/visitor/push`, { as: visitor })).status);
      assert.ok(statuses.includes(429), `${method}: ${statuses.join()}`);
    }
  } finally {
    await limited.stop();
  }
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

test("who signs in where somebody else was signed in takes their place: the other is out, and woken no more", async () => {
  const acme = await service({ staff: { ben: "agent" }, tags: { sales: ["owner"] } });
  const browser = await subscribes(acme, acme.people.owner);
  const body = { email: acme.people.ben.email, password: PASSWORD };
  assert.equal((await request(worker, "POST", `${acme.base}/session`, { as: acme.people.owner, body })).status, 200);
  assert.equal((await request(worker, "GET", `${acme.base}/session`, { as: acme.people.owner })).status, 401);
  await raise(worker, acme, await makeVisitor(worker, acme), { tag: acme.tags.sales });
  await new Promise((done) => setTimeout(done, 1_000));
  assert.deepEqual(browser.messages, []);
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

/** Hours of UTC's clock, from the minute so many minutes from now to another one, on the day on which they begin. */
function span(from, to) {
  const clock = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
  const day = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"][new Date(Date.now() + from * 60_000).getUTCDay()];
  return { day, from: clock(from), to: clock(to) };
}

const hush = ({ base }, as, week, more) => request(worker, "PUT", `${base}/session/quiet`, { as, body: { on: true, time_zone: "UTC", week, ...more } });
const asks = async (acme) => raise(worker, acme, await makeVisitor(worker, acme), { tag: acme.tags.sales });
const settled = () => new Promise((done) => setTimeout(done, 1_000));

test("in quiet hours no device of a person's is woken, and nobody waits for them", async () => {
  const acme = await service({ staff: { ben: "agent" }, tags: { sales: ["ben"] } });
  const { ben: as, owner } = acme.people;
  const [ben, second] = [await subscribes(acme, as, { stays_available: true }), await subscribes(acme, await signIn(worker, acme.slug, as.email))];
  const olga = await subscribes(acme, owner);
  assert.deepEqual(await must(worker, "GET", `${acme.base}/session/quiet`, { as }), {});
  const { body: quiet } = await hush(acme, as, [span(-60, 90)]);
  assert.ok(Math.abs(quiet.until_ms - Date.now() - 90 * 60_000) <= 60_000, "it says until when");
  assert.deepEqual((await must(worker, "GET", `${acme.base}/session/quiet`, { as })).hours, quiet.hours);
  assert.deepEqual(await must(worker, "GET", `${acme.base}/session/quiet`, { as: owner }), {}, "each has their own");
  const { enquiry, phase } = await asks(acme);
  assert.equal(phase, "missed");
  assert.equal((await olga.until(({ kind }) => kind === "missed")).enquiry, enquiry);
  await settled();
  assert.deepEqual([ben.messages, second.messages], [[], []]);
  assert.deepEqual(await wakes(acme, as), { outcome: "taken", status: 201 }, "who asks to be woken is");

  const { body: later } = await hush(acme, as, [span(-60, 90)], { on: false });
  assert.deepEqual([later.until_ms, later.hours.week.length], [undefined, 1], "switched off, they are kept");
  assert.equal((await asks(acme)).phase, "open");
  for (const browser of [ben, second]) await browser.until(({ kind }) => kind === "offered");
});

test("quiet hours outlive the Desk's sleep, and a dashboard is told of them", async () => {
  const acme = await service({ staff: { ben: "agent" }, tags: { sales: ["ben"] } });
  const as = acme.people.ben;
  await subscribes(acme, as, { stays_available: true });
  const desk = await openDesk(worker, acme, as);
  await hush(acme, as, [span(-60, 90)]);
  const { until_ms } = await desk.until(({ type }) => type === "quiet_changed");
  assert.ok(until_ms > Date.now());
  await desk.end();
  await worker.worker.evictDurableObject("DESK", { name: acme.slug, webSockets: "close" });
  const again = await openDesk(worker, acme, as);
  assert.equal((await again.until(({ type }) => type === "quiet_changed")).until_ms, until_ms);
  await again.end();
  assert.equal((await asks(acme)).phase, "open", "who has just closed the dashboard may come back");
  await new Promise((done) => setTimeout(done, 11_000));
  assert.equal((await asks(acme)).phase, "missed", "and then it is quiet");
});

test("quiet hours that can't be are refused beside their field", async () => {
  const acme = await service({ staff: { ben: "agent" } });
  const field = async (week, more) => (await hush(acme, acme.people.ben, week, more)).body.error.field;
  assert.equal(await field([{ day: "mon", from: "22:00", to: "08:00" }, { day: "tue", from: "07:00", to: "09:00" }]), "week.1");
  assert.equal(await field(["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map((day) => ({ day, from: "00:00", to: "00:00" }))), "week");
  assert.equal(await field([], { time_zone: "+09:00" }), "time_zone");
  assert.deepEqual(await must(worker, "GET", `${acme.base}/session/quiet`, { as: acme.people.ben }), {});
});

test("who has a dashboard in front of them is rung by that one alone", async () => {
  const acme = await service({ staff: { ben: "agent" }, tags: { sales: ["ben"] } });
  const ben = await subscribes(acme, acme.people.ben);
  const desk = await openDesk(worker, acme, acme.people.ben);
  desk.send({ type: "input" });
  const first = await raise(worker, acme, await makeVisitor(worker, acme), { tag: acme.tags.sales });
  await desk.until(({ type, card }) => type === "enquiry_changed" && card.enquiry === first.enquiry);
  await settled();
  assert.deepEqual(ben.messages, []);
  desk.send({ type: "away" });
  await settled();
  const second = await raise(worker, acme, await makeVisitor(worker, acme), { tag: acme.tags.sales });
  assert.equal((await ben.until(({ kind }) => kind === "offered")).enquiry, second.enquiry);
  await desk.end();
});

test("an enquiry that comes round to the same person rings their devices once", async () => {
  const acme = await service({ staff: { ben: "agent" }, tags: { sales: [{ staff: ["ben"], wait_s: 5 }, { staff: ["ben", "owner"], wait_s: 60 }] } });
  const ben = await subscribes(acme, acme.people.ben, { stays_available: true });
  const olga = await subscribes(acme, acme.people.owner, { stays_available: true });
  const { enquiry } = await raise(worker, acme, await makeVisitor(worker, acme), { tag: acme.tags.sales });
  await olga.until(({ kind }) => kind === "offered", "the second offer", 20_000);
  await settled();
  assert.deepEqual(ben.messages.map(({ kind }) => kind), ["offered"]);
  assert.equal(ben.headers[0].topic, enquiry.slice(4), "what was not brought yet is replaced by what comes later");
});

/** A visitor lets a browser be notified. */
async function asksToHear(acme, visitor, browser = push.browser()) {
  const { endpoint, keys, language } = browser.json;
  const body = { endpoint, keys, language };
  const { key, browsers } = await must(worker, "PUT", `${acme.base}/visitor/push`, { as: visitor, body });
  browser.key = key;
  return { browser, browsers };
}

const say = (room, body) => {
  const message = newId("msg");
  room.send({ type: "say", message, body });
  return room.until(({ type, entry }) => type === "entry" && entry.message === message, "the message");
};

test("a visitor who looks elsewhere is told that somebody answered, once until they have read, and not what was said", async () => {
  const acme = await service({ staff: { ben: "agent" }, tags: { sales: ["ben"] } });
  const ben = acme.people.ben;
  const desk = await openDesk(worker, acme, ben);
  const vera = await makeVisitor(worker, acme);
  const { enquiry } = await raise(worker, acme, vera, { tag: acme.tags.sales });
  const { browser } = await asksToHear(acme, vera, push.browser({ language: "ja" }));
  await must(worker, "POST", `${acme.base}/enquiries/${enquiry}/answer`, { as: ben, body: {} });
  const [message] = [await browser.until(({ kind }) => kind === "answered")];
  assert.deepEqual(message, { kind: "answered", enquiry, service: "Acme Outdoor", until_ms: message.until_ms, language: "ja" });
  assert.equal(browser.headers[0].topic, enquiry.slice(4));

  const room = await openRoom(worker, acme, ben, enquiry);
  await say(room, "We have tents.");
  await say(room, "In all colours.");
  await settled();
  assert.equal(browser.messages.length, 1, "one call is enough");

  const seat = await openRoom(worker, acme, vera, enquiry);
  const { last } = seat.welcome;
  seat.send({ type: "mark", delivered: last, read: last });
  await room.until(({ type, marks }) => type === "marks" && marks.visitor.read === last);
  await say(room, "And boats.");
  await settled();
  assert.equal(browser.messages.length, 1, "who looks sees it");
  seat.send({ type: "mark", delivered: last + 1, read: last + 1 });
  seat.send({ type: "looking", looking: false });
  await room.until(({ type, marks }) => type === "marks" && marks.visitor.read === last + 1);
  await settled();
  await say(room, "Are you there?");
  await browser.until(() => browser.messages.length === 2, "the second call");
  for (const { kind } of browser.messages) assert.equal(kind, "answered");

  // Gone for good, as the push service says: it is forgotten.
  seat.send({ type: "mark", delivered: last + 2, read: last + 2 });
  await settled();
  browser.answers = 410;
  await say(room, "Hello?");
  await browser.until(() => browser.messages.length === 3, "the third call");
  await settled();
  assert.equal((await must(worker, "GET", `${acme.base}/visitor/push`, { as: vera })).browsers, 0);
  await Promise.all([room.end(), seat.end(), desk.end()]);
});

test("a visitor has at most three browsers, each is one visitor's, and none without a chat or after signing out", async () => {
  const acme = await service({ staff: { ben: "agent" }, tags: { sales: ["ben"] } });
  const [vera, walt] = [await makeVisitor(worker, acme), await makeVisitor(worker, acme)];
  const { endpoint, keys } = push.browser().json;
  const put = (as, body) => request(worker, "PUT", `${acme.base}/visitor/push`, { as, body: { endpoint, keys, language: "en", ...body } });
  assert.equal(code(await put(vera)), "404 not_found");
  const { enquiry } = await raise(worker, acme, vera, { tag: acme.tags.sales });
  assert.equal(code(await put(vera, { endpoint: "https://example.com/x" })), "400 malformed");
  assert.equal(code(await put(vera, { keys: { p256dh: "", auth: "" } })), "400 malformed");
  const browsers = [];
  for (const most of [1, 2, 3, 3]) {
    const { browser, browsers: count } = await asksToHear(acme, vera);
    browsers.push(browser);
    assert.equal(count, most);
    await new Promise((done) => setTimeout(done, 5));
  }
  // The last one is somebody else's now.
  await raise(worker, acme, walt, { tag: acme.tags.sales });
  await asksToHear(acme, walt, browsers[3]);
  await must(worker, "POST", `${acme.base}/enquiries/${enquiry}/follow-up`, { as: acme.people.ben, body: {} });
  for (const browser of browsers.slice(1, 3)) await browser.until(({ kind }) => kind === "answered");
  await settled();
  assert.deepEqual([browsers[0].messages, browsers[3].messages], [[], []]);
  assert.equal((await request(worker, "DELETE", `${acme.base}/visitor/push`, { as: vera })).status, 204);
  assert.equal((await must(worker, "GET", `${acme.base}/visitor/push`, { as: vera })).browsers, 0);
  assert.equal((await must(worker, "GET", `${acme.base}/visitor/push`, { as: walt })).browsers, 1);
});

test("where a push service leads on to isn't knocked at", async (t) => {
  // What the harness does with redirects isn't what the runtime does.
  const real = await startWorker({ vars: { PUSH_SERVICES: push.origin } });
  t.after(() => real.stop());
  const acme = await makeService(real);
  const as = acme.people.owner;
  const [one, other] = [push.browser(), push.browser()];
  one.key = (await must(real, "PUT", `${acme.base}/session/push`, { as, body: one.json })).key;
  for (one.answers of [301, 307, 308]) {
    one.leads = other.json.endpoint;
    assert.deepEqual(await must(real, "POST", `${acme.base}/session/push/test`, { as, body: {} }), { outcome: "refused", status: one.answers });
  }
  assert.deepEqual([one.messages.length, other.messages, other.faults], [3, [], []]);
});

test("an open dashboard that nobody touches isn't told apart: the browser itself knows whether somebody looks", async () => {
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
  for (const [name, scope] of [["service-worker.js", `/widget/${acme.slug}`], ["notify.js", `/widget/${acme.slug}`]]) {
    const script = await fetch(`${worker.origin}/widget/${acme.slug}/${name}`);
    assert.deepEqual([script.status, script.headers.get("service-worker-allowed")], [200, scope]);
    assert.match(script.headers.get("content-type"), /javascript/);
  }
  assert.equal((await fetch(`${worker.origin}/desk/nobody/manifest.webmanifest`)).status, 404);
});

test.tell("waking and notifying");
