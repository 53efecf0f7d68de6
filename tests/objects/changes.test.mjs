// Who changed what is set up, taking it back, two at once, and everything out and in.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { makeService, must, request } from "../kit/people.mjs";
import { startHarness } from "../kit/worker.mjs";

let worker, made = 0;
before(async () => (worker = await startHarness()));
after(() => worker.stop());

const service = (options) => makeService(worker, { slug: `changes-${(made += 1)}`, ...options });
const code = ({ status, body }) => `${status} ${body.error?.code}`;
const log = async ({ base, people }, query = "") => must(worker, "GET", `${base}/changes${query}`, { as: people.owner });
const handles = async ({ base }) => (await must(worker, "GET", `${base}/directory`)).tags.map(({ handle }) => handle);

/** A tag as it is put: without what the service gives it. */
function settings({ id, revision, ...rest }) {
  return rest;
}

test("every change stands in the log with who made it, what was before, and what is now", async () => {
  const acme = await service({ staff: { ben: "admin" }, tags: { sales: ["ben"] } });
  const { base, people, tags } = acme;
  const { changes: seeded } = await log(acme);
  const put = await must(worker, "PUT", `${base}/tags/${tags.sales.id}`, { as: people.ben, body: { ...settings(tags.sales), name: "Offers" } });
  assert.equal(put.revision, tags.sales.revision + 1);
  const { changes } = await log(acme);
  assert.equal(changes.length, seeded.length + 1);
  const [{ by, by_name, steps, undoable, at_ms }] = changes;
  assert.deepEqual([by, by_name, undoable], [people.ben.id, people.ben.name ?? by_name, true]);
  assert.ok(Math.abs(Date.now() - at_ms) < 60_000);
  assert.deepEqual(steps.map(({ step, id, before, after }) => [step, id, before.value.name, after.value.name]), [["put", tags.sales.id, tags.sales.name, "Offers"]]);
  // The same again changes nothing, and no change is noted.
  await must(worker, "PUT", `${base}/tags/${tags.sales.id}`, { as: people.ben, body: settings(put) });
  assert.equal((await log(acme)).changes.length, changes.length);
});

test("who changes what they read too long ago is told, and overwrites nothing", async () => {
  const { base, people, tags } = await service({ staff: { ben: "admin" }, tags: { sales: ["ben"] } });
  const { id, revision } = tags.sales;
  const put = (as, name, revision) => request(worker, "PUT", `${base}/tags/${id}`, { as, body: { ...settings(tags.sales), name, revision } });
  const both = await Promise.all([put(people.owner, "Owner's", revision), put(people.ben, "Ben's", revision)]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
  const winner = both.find(({ status }) => status === 200).body;
  assert.equal(code(both.find(({ status }) => status === 409)), "409 changed_meanwhile");
  const kept = (await must(worker, "GET", `${base}/tags`, { as: people.owner })).find((tag) => tag.id === id);
  assert.deepEqual(kept, winner);
  assert.equal(code(await put(people.owner, "Nonsense", -1)), "400 malformed");
});

test("a change is undone, and what was changed again since is not", async () => {
  const acme = await service({ staff: { ben: "agent" }, tags: { sales: ["ben"], help: ["ben"] } });
  const { base, people, tags } = acme;
  const as = people.owner;
  const undo = async (change) => request(worker, "POST", `${base}/changes/${change}/undo`, { as });
  const last = async () => (await log(acme)).changes[0].change;

  await must(worker, "DELETE", `${base}/tags/${tags.sales.id}`, { as });
  assert.deepEqual(await handles(acme), ["chat", "help"]);
  const removal = await last();
  assert.equal((await undo(removal)).status, 200);
  assert.deepEqual(await handles(acme), ["chat", "sales", "help"], "in its old place");
  const [{ undoes, undoable }, before] = (await log(acme)).changes;
  assert.deepEqual([undoes, undoable, before.undoable], [removal, true, false]);
  assert.equal(code(await undo(removal)), "409 changed_meanwhile", "only once");

  const settled = (await must(worker, "GET", `${base}/tags`, { as })).find(({ id }) => id === tags.help.id);
  await must(worker, "PUT", `${base}/tags/${tags.help.id}`, { as, body: { ...settings(settled), name: "First" } });
  const first = await last();
  await must(worker, "PUT", `${base}/tags/${tags.help.id}`, { as, body: { ...settings(settled), name: "Second" } });
  assert.equal(code(await undo(first)), "409 changed_meanwhile");
  for (const nothing of [4_000_000_000, 0, -1, "x"]) assert.equal(code(await undo(nothing)), "404 not_found");
});

test("staff are undone too, except their removal, and only by who may change them", async () => {
  const acme = await service({ staff: { ada: "admin", ben: "agent" } });
  const { base, people } = acme;
  const person = { handle: "ben", name: "Ben", role: "agent", listed: true };
  await must(worker, "PUT", `${base}/staff/${people.ben.id}`, { as: people.owner, body: { ...person, role: "admin" } });
  const [{ change, steps }] = (await log(acme)).changes;
  assert.deepEqual(steps.map(({ step, before, after }) => [step, before.role, after.role]), [["staff", "agent", "admin"]]);
  assert.equal(code(await request(worker, "POST", `${base}/changes/${change}/undo`, { as: people.ada })), "403 forbidden");
  await must(worker, "POST", `${base}/changes/${change}/undo`, { as: people.owner });
  assert.equal((await must(worker, "GET", `${base}/staff`, { as: people.owner })).find(({ id }) => id === people.ben.id).role, "agent");
  await request(worker, "DELETE", `${base}/staff/${people.ben.id}`, { as: people.owner });
  const [removal] = (await log(acme)).changes;
  assert.equal(removal.undoable, false);
  assert.equal(code(await request(worker, "POST", `${base}/changes/${removal.change}/undo`, { as: people.owner })), "409 changed_meanwhile");
});

test("who changes their own photo again and again makes one change of it, which is taken back whole", async () => {
  const acme = await service({ staff: { ben: "agent" } });
  const { base, people } = acme;
  const photo = (digit) => `/files/${acme.slug}/${`${digit}`.repeat(32)}.png`;
  const own = (photo, as = people.ben) => must(worker, "PUT", `${base}/session/photo`, { as, body: { photo } });
  const { changes: seeded } = await log(acme);
  for (let digit = 1; digit <= 9; digit += 1) {
    await own(photo(digit));
    await own(photo(digit), people.owner);
  }
  const { changes } = await log(acme);
  assert.equal(changes.length, seeded.length + 2);
  const his = changes.find(({ by }) => by === people.ben.id);
  assert.deepEqual([his.steps[0].before.photo, his.steps[0].after.photo, his.undoable], [undefined, photo(9), true]);
  await must(worker, "POST", `${base}/changes/${his.change}/undo`, { as: people.owner });
  // What was taken back isn't gone on with; and what ends where it began is nothing to take back.
  await own(photo(1));
  await own(undefined);
  const [last, undone] = (await log(acme)).changes;
  assert.deepEqual([last.by, last.steps[0].after.photo, last.undoable, undone.undoes], [people.ben.id, undefined, false, his.change]);
});

test("the log comes in pages, without gaps", async () => {
  const acme = await service();
  const { base, people } = acme;
  const [chat] = await must(worker, "GET", `${base}/tags`, { as: people.owner });
  for (let round = 0; round < 45; round += 1) {
    await must(worker, "PUT", `${base}/tags/${chat.id}`, { as: people.owner, body: { ...settings(chat), name: `Chat ${round}` } });
  }
  const seen = [];
  for (let next = ""; next !== undefined; ) {
    const page = await log(acme, next === "" ? "" : `?before=${next}`);
    seen.push(...page.changes.map(({ change }) => change));
    next = page.next;
  }
  assert.equal(seen.length, 45);
  assert.deepEqual(seen, [...seen].sort((a, b) => b - a));
  assert.equal(code(await request(worker, "GET", `${base}/changes?before=x`, { as: people.owner })), "400 malformed");
});

test("everything goes out as one document and comes back in, also elsewhere", async () => {
  const acme = await service({ staff: { ben: "agent", cleo: "agent" }, tags: { sales: ["ben", "cleo"], help: ["cleo"] } });
  const exported = await must(worker, "GET", `${acme.base}/setup`, { as: acme.people.owner });
  assert.doesNotMatch(JSON.stringify(exported), /@|password|secret/i, "no address and no secret");
  const bring = (to, body) => request(worker, "PUT", `${to.base}/setup`, { as: to.people.owner, body: { export: exported, ...body } });

  assert.deepEqual((await bring(acme)).body, { steps: [] }, "it is so already");
  const other = await service({ staff: { ben: "agent" }, tags: { old: ["ben"] } });
  const refused = await bring(other);
  assert.deepEqual([code(refused), refused.body.error.field], ["400 malformed", "export.staff"]);
  assert.match(refused.body.error.message, /cleo/);
  // Help is served by cleo alone.
  assert.match((await bring(other, { leave_out_missing: true })).body.error.message, /somebody has to serve/);
  const full = await service({ staff: { ben: "agent", cleo: "agent" }, tags: { old: ["ben"] } });
  const trial = await bring(full, { trial: true });
  assert.ok(trial.body.steps.length >= 4);
  assert.deepEqual(await handles(full), ["chat", "old"], "a trial does nothing");
  assert.deepEqual((await bring(full)).body, trial.body);
  assert.deepEqual(await handles(full), ["chat", "sales", "help"]);
  const [{ change }] = (await log(full)).changes;
  await must(worker, "POST", `${full.base}/changes/${change}/undo`, { as: full.people.owner });
  assert.deepEqual(await handles(full), ["chat", "old"], "all of it is one change");
  assert.equal(code(await bring(full, { export: { ...exported, frontdesk: 2 } })), "400 malformed");
});

test("however much was changed at once, the log comes in pages that can be carried", async () => {
  const acme = await makeService(worker, { slug: "heavy" });
  const as = acme.people.owner;
  const exported = await must(worker, "GET", `${acme.base}/setup`, { as });
  const { id: tag } = exported.items.find(({ kind }) => kind === "tag");
  const links = (letter, count) =>
    Array.from({ length: count }, (_, number) => ({
      id: `lnk_${number.toString(16).padStart(32, "0")}`,
      kind: "link",
      value: { handle: `l${number}`, name: "Poster", target: { kind: "tag", tag }, description: Object.fromEntries(["en", "ja", "de", "fr", "es"].map((language) => [language, letter.repeat(190)])) },
    }));
  const imports = (letter, count) => request(worker, "PUT", `${acme.base}/setup`, { as, body: { export: { ...exported, items: [...exported.items, ...links(letter, count)] } } });
  for (const letter of "abcd") assert.equal((await imports(letter, 180)).status, 200);
  const seen = [];
  for (let before = ""; before !== undefined; ) {
    const answer = await request(worker, "GET", `${acme.base}/changes${before && `?before=${before}`}`, { as });
    const { changes, next } = answer.body;
    assert.ok(JSON.stringify(answer.body).length < 1_000_000, `${JSON.stringify(answer.body).length} bytes`);
    seen.push(...changes.map(({ change }) => change));
    before = next;
  }
  assert.deepEqual(seen, [4, 3, 2, 1]);
});
