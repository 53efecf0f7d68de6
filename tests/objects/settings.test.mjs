// Set-up and settings: what a service can be told, in what order, and what it refuses in words.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { PASSWORD, makeService, makeVisitor, must, newId, raise, request, signIn } from "../kit/people.mjs";
import { SETUP_KEY, startHarness, startWorker } from "../kit/worker.mjs";

let worker;
before(async () => (worker = await startHarness()));
after(() => worker.stop());

let count = 0;
const service = (options = {}) => makeService(worker, { slug: `settings-${(count += 1)}`, ...options });
const code = ({ status, body }) => `${status} ${body?.error?.code ?? ""}`.trim();
const SETTINGS = { name: "Acme Outdoor", time_zone: "Europe/London", languages: ["en"], sites: [], show_online: true };
const SETUP = { slug: "set-up", ...SETTINGS, owner_name: "Olivia", owner_email: "olivia@example.com", owner_password: PASSWORD };
const setUp = (more, key = SETUP_KEY) => request(worker, "POST", "/api/v1/services", { as: { bearer: key }, body: { ...SETUP, ...more } });

test("a deployment starts empty, and its key makes a service that works at once", async () => {
  assert.equal((await request(worker, "GET", "/api/v1/services/set-up/directory")).status, 404);
  assert.equal(code(await setUp({}, "wrong")), "401 unauthenticated");
  const made = await setUp({});
  assert.equal(made.status, 200);
  assert.equal(made.body.desk, "/desk/set-up");
  const owner = await signIn(worker, "set-up", "olivia@example.com");
  assert.deepEqual([owner.id, owner.role, owner.handle], [made.body.owner, "owner", "olivia"]);
  const directory = await must(worker, "GET", "/api/v1/services/set-up/directory");
  assert.deepEqual([directory.service.name, directory.service.languages], ["Acme Outdoor", ["en"]]);
  assert.deepEqual(directory.tags.map(({ handle }) => handle), ["chat"]);
  assert.deepEqual(directory.staff.map(({ handle }) => handle), ["olivia"]);
  const [chat] = await must(worker, "GET", "/api/v1/services/set-up/tags", { as: owner });
  assert.deepEqual(chat.destinations.map(({ staff, wait_s }) => [staff, wait_s]), [[[owner.id], 60]]);
  const again = await setUp({ owner_email: "eve@example.com" });
  assert.equal(code(again), "409 taken");
  await signIn(worker, "set-up", "olivia@example.com");
});

test("only one of many who set up the same name at once gets it", async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, (_, index) => setUp({ slug: "race", owner_email: `owner-${index}@example.com` })));
  assert.deepEqual(answers.map(code).sort(), ["200", "409 taken", "409 taken", "409 taken", "409 taken"]);
  const { owner } = answers.find(({ status }) => status === 200).body;
  const index = answers.findIndex(({ status }) => status === 200);
  assert.equal((await signIn(worker, "race", `owner-${index}@example.com`)).id, owner);
});

test("a set-up key makes one service, and is used up by no other attempt", async () => {
  const state = await mkdtemp(path.join(tmpdir(), "frontdesk-keys-"));
  const make = (on, key, slug, more = {}) => request(on, "POST", "/api/v1/services", { as: { bearer: key }, body: { ...SETUP, slug, ...more } });
  let on = await startWorker({ state, vars: { SETUP: "once", SETUP_KEY: "the-first-key" } });
  try {
    assert.equal(code(await make(on, "the-first-key", "first", { time_zone: "Europe/Nowhere" })), "400 malformed");
    const race = await Promise.all(["first", "second", "third", "first"].map((slug) => make(on, "the-first-key", slug)));
    assert.equal(race.filter(({ status }) => status === 200).length, 1, race.map(code).join());
    const used = await make(on, "the-first-key", "fourth");
    assert.equal(code(used), "410 expired");
    assert.match(used.body.error.message, /cargo xtask deploy --new-setup-key/);
    const made = race.find(({ status }) => status === 200).body.desk.split("/").at(-1);
    assert.equal(code(await make(on, "the-first-key", made)), "410 expired");
    await on.stop();
    on = await startWorker({ state, vars: { SETUP: "once", SETUP_KEY: "the-next-key" } });
    assert.equal(code(await make(on, "the-first-key", "fourth")), "401 unauthenticated");
    assert.equal(code(await make(on, "the-next-key", made)), "409 taken");
    assert.equal(code(await make(on, "the-next-key", "fourth")), "200");
    assert.equal(code(await make(on, "the-next-key", made)), "410 expired");
    // Killed rather than stopped: that is durable.
    await on.kill();
    on = await startWorker({ state, vars: { SETUP: "once", SETUP_KEY: "the-next-key" } });
    assert.equal(code(await make(on, "the-next-key", "fifth")), "410 expired");
  } finally {
    await on.stop();
    await rm(state, { recursive: true, force: true });
  }
});

test("a service that is refused doesn't exist afterwards", async () => {
  for (const [more, words] of [
    [{ slug: "Not A Slug" }, /small letters/],
    [{ time_zone: "Europe/Nowhere" }, /time zone/],
    [{ time_zone: "+01:00" }, /time zone/],
    [{ languages: [] }, /1 to 20 languages/],
    [{ languages: ["en", "en"] }, /twice/],
    [{ sites: ["example.com"] }, /https:\/\/www.example.com/],
    [{ sites: ["https://a.example; script-src *"] }, /https:\/\/www.example.com/],
    [{ sites: Array.from({ length: 51 }, (_, index) => `https://s${index}.example.com`) }, /50 sites/],
    [{ owner_password: "short" }, /10 characters/],
    [{ owner_email: "nobody" }, /e-mail/],
    [{ owner_name: " " }, /name/],
    [{ name: undefined }, /name/],
  ]) {
    const answer = await setUp({ slug: "refused", ...more });
    assert.equal(code(answer), "400 malformed", JSON.stringify(more));
    assert.match(answer.body.error.message, words);
    assert.doesNotMatch(answer.body.error.message, /line \d/);
  }
  assert.equal((await request(worker, "GET", "/api/v1/services/refused/directory")).status, 404);
  const ids = await worker.worker.listDurableObjectIds("DESK");
  assert.ok(ids.length < 20, "names that nobody has leave nothing behind");
});

test("settings are read as they were written, and everybody is told the public part", async () => {
  const { base, people } = await service();
  const changed = { name: "Zürich Züge", time_zone: "Asia/Hong_Kong", languages: ["zh-Hant", "en"], sites: ["https://www.example.com", "https://*.example.org"], show_online: false };
  const saved = { id: "service", revision: 2, ...changed };
  assert.deepEqual(await must(worker, "PUT", `${base}/settings`, { as: people.owner, body: changed }), saved);
  assert.deepEqual(await must(worker, "GET", `${base}/settings`, { as: people.owner }), saved);
  const directory = await must(worker, "GET", `${base}/directory`);
  assert.deepEqual(directory.service, { slug: base.split("/").at(-1), name: "Zürich Züge", languages: ["zh-Hant", "en"] });
  assert.ok(directory.staff.every(({ online }) => online === undefined));
  assert.equal(code(await request(worker, "PUT", `${base}/settings`, { as: people.owner, body: { ...changed, time_zone: "Mars/Base" } })), "400 malformed");
  assert.deepEqual(await must(worker, "GET", `${base}/settings`, { as: people.owner }), saved);
});

test("tags are made, changed, ordered and removed", async () => {
  const { base, people, tags } = await service({ staff: { ben: "agent", cleo: "agent" }, tags: { sales: ["ben"], help: ["cleo"] } });
  const as = people.owner;
  const order = async () => (await must(worker, "GET", `${base}/directory`)).tags.map(({ handle }) => handle);
  assert.deepEqual(await order(), ["chat", "sales", "help"]);
  const all = await must(worker, "GET", `${base}/tags`, { as });
  const ids = all.map(({ id }) => id);
  assert.equal((await request(worker, "PUT", `${base}/tags/order`, { as, body: { order: ids.toReversed() } })).status, 204);
  assert.deepEqual(await order(), ["help", "sales", "chat"]);
  for (const wrong of [ids.slice(1), [...ids, ids[0]], [ids[0], ids[0], ids[1]], [newId("tag"), ids[0], ids[1]]]) {
    assert.equal(code(await request(worker, "PUT", `${base}/tags/order`, { as, body: { order: wrong } })), "400 malformed");
  }
  const [first] = tags.sales.destinations;
  const body = { handle: "sales-desk", name: "Sales desk", description: "Prices and orders", destinations: [{ name: "Second", staff: [people.cleo.id], wait_s: 5 }, { ...first, wait_s: 3600 }] };
  const changed = await must(worker, "PUT", `${base}/tags/${tags.sales.id}`, { as, body });
  assert.equal(changed.id, tags.sales.id);
  assert.deepEqual(changed.destinations.map(({ name, wait_s }) => [name, wait_s]), [["Second", 5], ["Line 1", 3600]]);
  assert.equal(changed.destinations[1].id, first.id);
  assert.notEqual(changed.destinations[0].id, first.id);
  assert.deepEqual((await must(worker, "GET", `${base}/tags`, { as })).find(({ id }) => id === tags.sales.id), changed);
  assert.deepEqual(await order(), ["help", "sales-desk", "chat"]);
  assert.equal(code(await request(worker, "PUT", `${base}/tags/${tags.help.id}`, { as, body: { ...body, handle: "chat" } })), "409 taken");
  // An id of another tag's destination is no way to take it over.
  const stolen = await must(worker, "POST", `${base}/tags`, { as, body: { ...body, handle: "thief", destinations: [{ ...first }] } });
  assert.notEqual(stolen.destinations[0].id, first.id);
  assert.equal((await request(worker, "DELETE", `${base}/tags/${tags.sales.id}`, { as })).status, 204);
  assert.equal(code(await request(worker, "DELETE", `${base}/tags/${tags.sales.id}`, { as })), "404 not_found");
  assert.deepEqual(await order(), ["help", "chat", "thief"]);
});

test("a tag that nobody could serve is refused in words, and nothing of it is kept", async () => {
  const { base, people } = await service({ staff: { ben: "agent" } });
  const as = people.owner;
  const line = { name: "Line", staff: [people.ben.id], wait_s: 60 };
  const tag = (destinations) => ({ handle: "sales", name: "Sales", destinations });
  const before = await must(worker, "GET", `${base}/tags`, { as });
  for (const [body, words] of [
    [tag([]), /somebody has to serve/],
    [tag(Array(6).fill(line)), /5 destinations/],
    [tag([{ ...line, staff: [] }]), /needs somebody/],
    [tag([{ ...line, staff: [people.ben.id, people.ben.id] }]), /twice/],
    [tag([{ ...line, staff: [newId("stf")] }]), /isn't staff/],
    [tag([{ ...line, wait_s: 4 }]), /5 to 3,600/],
    [tag([{ ...line, wait_s: 3_601 }]), /5 to 3,600/],
    [tag([{ ...line, wait_s: -1 }]), /./],
    [{ ...tag([line]), handle: "Sales Team" }, /small letters/],
    [{ ...tag([line]), name: "x".repeat(81) }, /80 characters/],
  ]) {
    const answer = await request(worker, "POST", `${base}/tags`, { as, body });
    assert.equal(code(answer), "400 malformed", JSON.stringify(body));
    assert.match(answer.body.error.message, words);
  }
  assert.deepEqual(await must(worker, "GET", `${base}/tags`, { as }), before);
});

test("staff are shown to the public as they want it", async () => {
  const { base, people } = await service({ staff: { ben: "agent", cleo: "agent" } });
  const as = people.owner;
  const put = (body) => request(worker, "PUT", `${base}/staff/${people.ben.id}`, { as, body });
  await put({ handle: "benny", name: "Benjamin", title: "Sales engineer", role: "agent", listed: false });
  const listed = await must(worker, "GET", `${base}/directory`);
  assert.deepEqual(listed.staff.map(({ handle }) => handle), ["olivia-owner", "cleo"]);
  await put({ handle: "benny", name: "Benjamin", title: "Sales engineer", role: "agent", listed: true });
  const ben = (await must(worker, "GET", `${base}/directory`)).staff.find(({ handle }) => handle === "benny");
  assert.deepEqual(Object.keys(ben).filter((key) => key !== "online").sort(), ["handle", "id", "name", "title"]);
  assert.equal(code(await put({ handle: "cleo", name: "Ben", role: "agent", listed: true })), "409 taken");
  const all = await must(worker, "GET", `${base}/staff`, { as });
  assert.deepEqual(all.map(({ email }) => email.split("@")[0]), ["owner", "ben", "cleo"]);
});

test("two admins at one colleague don't overwrite each other", async () => {
  const { base, people } = await service({ staff: { ben: "agent" } });
  const as = people.owner;
  const read = async () => (await must(worker, "GET", `${base}/staff`, { as })).find(({ id }) => id === people.ben.id);
  const { id, email, revision, ...ben } = await read();
  const put = (body) => request(worker, "PUT", `${base}/staff/${id}`, { as, body });
  const first = await put({ ...ben, revision, languages: ["ja", "en"], max_rooms: 3 });
  assert.deepEqual([first.body.languages, first.body.max_rooms, first.body.revision], [["ja", "en"], 3, revision + 1]);
  assert.equal(code(await put({ ...ben, revision, title: "Sales" })), "409 changed_meanwhile");
  assert.deepEqual((await read()).languages, ["ja", "en"]);
  assert.equal((await put({ ...ben, revision: revision + 1, languages: ["ja", "en"], max_rooms: 3 })).body.revision, revision + 1, "nothing new");
  assert.equal((await put({ ...ben, title: "Sales" })).body.title, "Sales", "an older page, which knows no revisions");
  for (const [change, field] of [[{ languages: ["en", "en"] }, "languages"], [{ max_rooms: 0 }, "max_rooms"], [{ photo: "x" }, "photo"]]) {
    const answer = await put({ ...ben, ...change });
    assert.deepEqual([answer.status, answer.body.error.field], [400, field]);
  }
});

test("visitors read of tags in their own language, and staff and logs in the service's", async () => {
  const { base, people, tags } = await service({ tags: { sales: ["owner"] } });
  const as = people.owner;
  const { id, revision, ...sales } = tags.sales;
  const picture = `/files/acme/${"0".repeat(32)}.png`;
  const body = { ...sales, description: "Prices", names: { ja: "営業" }, descriptions: { ja: "価格" }, icon: "star", picture };
  await must(worker, "PUT", `${base}/tags/${id}`, { as, body });
  const read = async (headers, query = "") => (await request(worker, "GET", `${base}/directory${query}`, { headers })).body.tags.find((tag) => tag.id === id);
  const plain = await read({});
  assert.deepEqual([plain.name, plain.description, plain.icon, plain.picture], ["Sales", "Prices", "star", picture]);
  assert.equal(plain.names, undefined, "a visitor carries one language");
  for (const [headers, query] of [[{ "accept-language": "ja-JP,en;q=0.5" }, ""], [{ "accept-language": "en" }, "?lang=ja"]]) {
    const said = await read(headers, query);
    assert.deepEqual([said.name, said.description], ["営業", "価格"]);
  }
  assert.equal((await read({ "accept-language": "en-GB,ja" })).name, "Sales");
  const visitor = await makeVisitor(worker, { base });
  const { entry } = await raise(worker, { base }, visitor, { tag: id });
  assert.equal(entry.name, "Sales");
  for (const [language, title, about] of [["ja", "営業", "価格"], ["fr", "Sales", "Prices"]]) {
    const page = (await request(worker, "GET", `${base.replace("/api/v1/services/", "/l/")}/sales`, { headers: { "accept-language": language } })).body;
    assert.ok(page.includes(`<meta property="og:title" content="${title} ·`) && page.includes(`<bdi>${about}</bdi>`), language);
    assert.ok(page.includes(`<img src="${picture}"`));
    const chat = (await request(worker, "GET", base.replace("/api/v1/services/", "/widget/"), { headers: { "accept-language": language } })).body;
    assert.ok(chat.includes(`"name":"${title}"`), language);
  }
  const wrong = await request(worker, "PUT", `${base}/tags/${id}`, { as, body: { ...body, picture: "//evil.example/x" } });
  assert.deepEqual([wrong.status, wrong.body.error.field], [400, "picture"]);
});

test("settings outlive the object's memory", async () => {
  const { slug, base, people } = await service({ staff: { ben: "agent" }, tags: { sales: ["ben"] } });
  const before = await must(worker, "GET", `${base}/tags`, { as: people.owner });
  await worker.worker.evictDurableObject("DESK", { name: slug, webSockets: "hibernate" });
  assert.deepEqual(await must(worker, "GET", `${base}/tags`, { as: people.owner }), before);
});
