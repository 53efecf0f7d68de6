// Forms of the service's own: what is asked before an enquiry is raised or when nobody could answer, and what is kept of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { makeService, makeVisitor, must, newId, openRoom, raise, request } from "../kit/people.mjs";
import { startHarness } from "../kit/worker.mjs";

let worker, services = 0;
before(async () => (worker = await startHarness()));
after(() => worker.stop());

const FIELDS = [
  { label: { en: "Your name", ja: "お名前" }, required: true, kind: "text", fills: "name" },
  { label: { en: "E-mail" }, required: true, kind: "email", fills: "email" },
  { label: { en: "Order number" }, kind: "text" },
  { label: { en: "Tent", ja: "テント" }, required: true, kind: "choice", options: [{ words: { en: "Small", ja: "小" } }, { words: { en: "Large", ja: "大" } }] },
  { label: { en: "Privacy" }, required: true, kind: "consent", text: { en: "I agree.", ja: "同意します。" }, link: "https://acme.example/privacy" },
];

/** A service that nobody is there for, with a form. */
async function shop(form = {}) {
  services += 1;
  const service = await makeService(worker, { slug: `forms${services}`, staff: { ada: "agent" }, tags: { sales: ["ada"], repairs: ["ada"] } });
  const { base, people: { owner } } = service;
  const made = await must(worker, "POST", `${base}/forms`, { as: owner, body: { name: "Before the chat", on: true, moment: "pre_chat", fields: FIELDS, ...form } });
  const ids = made.fields.map(({ id }) => id);
  const ask = (as, { values, entry = service.tags.sales, language = "ja", enquiry = newId("enq") } = {}) =>
    request(worker, "POST", `${base}/visitor/enquiries`, {
      as,
      body: { enquiry, entry: { kind: "tag", tag: entry.id }, ...(values ? { form: { language, answers: Object.entries(values).map(([place, value]) => ({ field: ids[place], value })) } } : {}) },
    });
  const all = { 0: "Eve", 1: "eve@a.example", 2: "", 3: `${made.fields[3]?.options[1].id}`, 4: "yes" };
  const details = (enquiry) => must(worker, "GET", `${base}/enquiries/${enquiry}`, { as: owner });
  return { ...service, owner, made, ids, ask, all, details };
}

const refusal = ({ status, body }) => [status, body.error?.code, body.error?.field];

test("a form that is on is public without its name, and takes no more than it says", async () => {
  const { base, owner, made, ids } = await shop();
  const directory = await must(worker, "GET", `${base}/directory`);
  assert.equal(directory.forms.length, 1);
  assert.deepEqual([directory.forms[0].name, directory.forms[0].on, directory.forms[0].moment], [undefined, undefined, "pre_chat"]);
  assert.equal(directory.forms[0].fields[3].options[1].words.ja, "大");
  assert.ok(ids.every((id) => /^fld_[0-9a-f]{32}$/.test(id)));
  const { id, revision, ...form } = made;
  const put = (body) => request(worker, "PUT", `${base}/forms/${id}`, { as: owner, body: { ...form, ...body } });
  const twice = await request(worker, "POST", `${base}/forms`, { as: owner, body: { ...form, name: "Another" } });
  assert.deepEqual(refusal(twice), [409, "taken", "tags"]);
  assert.deepEqual(refusal(await put({ fields: [] })), [400, "malformed", "fields"]);
  assert.deepEqual(refusal(await put({ fields: [{ ...form.fields[0], label: {} }] })), [400, "malformed", "fields.0.label"]);
  assert.deepEqual(refusal(await put({ moment: "offline", fields: [form.fields[0]] })), [400, "malformed", "fields"]);
  assert.deepEqual(refusal(await put({ tags: [newId("tag")] })), [400, "malformed", "tags"]);
  assert.deepEqual(refusal(await put({ revision: revision + 1 })), [409, "changed_meanwhile", undefined]);
  assert.equal((await put({ on: false })).status, 200);
  assert.equal((await must(worker, "GET", `${base}/directory`)).forms, undefined);
  const log = await must(worker, "GET", `${base}/changes`, { as: owner });
  await must(worker, "POST", `${base}/changes/${log.changes[0].change}/undo`, { as: owner });
  assert.equal((await must(worker, "GET", `${base}/directory`)).forms.length, 1);
});

test("an enquiry without what is asked is refused beside the field, and raised with it", async () => {
  const { base, ask, all, ids, details } = await shop();
  const visitor = await makeVisitor(worker, { base });
  assert.deepEqual(refusal(await ask(visitor)), [400, "malformed", `answers.${ids[0]}`]);
  assert.deepEqual(refusal(await ask(visitor, { values: { ...all, 1: "eve@a" } })), [400, "malformed", `answers.${ids[1]}`]);
  assert.deepEqual(refusal(await ask(visitor, { values: { ...all, 3: "7" } })), [400, "malformed", `answers.${ids[3]}`]);
  assert.deepEqual(refusal(await ask(visitor, { values: { ...all, 4: "" } })), [400, "malformed", `answers.${ids[4]}`]);
  assert.deepEqual((await must(worker, "GET", `${base}/visitor/enquiries`, { as: visitor })).enquiries, []);
  const { status, body: { enquiry } } = await ask(visitor, { values: all });
  assert.equal(status, 200);
  const { card, told } = await details(enquiry);
  assert.deepEqual([card.contact.name, card.contact.email], ["Eve", "eve@a.example"]);
  assert.deepEqual(told.map(({ label, kind }) => [label.en, kind]), [["Tent", "option"], ["Privacy", "agreed"]]);
  assert.deepEqual([told[0].words.ja, told[1].words, told[1].link], ["大", "同意します。", "https://acme.example/privacy"]);
  assert.ok(Date.now() - told[1].at_ms < 60_000);
});

test("who comes again isn't asked again, and nobody learns what others answered", async () => {
  const { base, owner, ask, all, ids, made, tags, details } = await shop();
  const visitor = await makeVisitor(worker, { base });
  const answered = async (as) => (await must(worker, "GET", `${base}/visitor/enquiries`, { as })).answered;
  assert.equal(await answered(visitor), undefined);
  await ask(visitor, { values: all });
  assert.deepEqual((await answered(visitor)).sort(), [...ids].sort(), "what was left empty was asked, too");
  assert.equal(await answered(await makeVisitor(worker, { base })), undefined);
  const second = await ask(visitor, { entry: tags.repairs });
  assert.equal(second.status, 200);
  assert.equal((await details(second.body.enquiry)).told.length, 2);
  // Other words are another consent.
  const { id, revision, ...form } = made;
  const fields = form.fields.map((field) => (field.kind === "consent" ? { ...field, text: { en: "I agree to more." } } : field));
  await must(worker, "PUT", `${base}/forms/${id}`, { as: owner, body: { ...form, fields } });
  assert.deepEqual((await answered(visitor)).includes(ids[4]), false);
  // What waits long is asked of the object as it wakes.
  await worker.worker.evictDurableObject("DESK", { name: made.slug ?? base.split("/").at(-1), webSockets: "close" });
  assert.equal((await answered(visitor)).length, 4);
});

test("of years of answers the last ones to each field are kept", async () => {
  const { base, slug, ask, all, ids, tags } = await shop();
  const visitor = await makeVisitor(worker, { base });
  await ask(visitor, { values: { ...all, 2: "A-7" } });
  const sql = await worker.worker.getDurableObjectStorage("DESK", { name: slug });
  const years = "WITH RECURSIVE year (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM year WHERE at < 60)";
  await sql.exec(`INSERT INTO told ${years} SELECT contact_id, field_id, printf('enq_%032d', at), at, told FROM told, year WHERE enquiry_id NOT LIKE 'enq_0000%'`);
  assert.equal((await ask(visitor, { entry: tags.repairs, values: { 2: "A-8", 3: all[3] } })).status, 200);
  const counts = await sql.exec("SELECT field_id, count(*) AS count, min(at_ms) AS first FROM told GROUP BY field_id");
  const of = (place) => counts.find(({ field_id }) => field_id === ids[place]);
  assert.deepEqual([of(2).count, of(3).count, of(4).count], [50, 50, 61], "of those that were answered now");
  assert.ok(of(2).first > 1, "the oldest went");
});

test("a form changed meanwhile takes what still fits, and keeps what is known", async () => {
  const { base, owner, ask, all, ids, made, details } = await shop();
  const { id, revision, ...form } = made;
  const fields = [form.fields[0], { ...form.fields[2], required: true }, { label: { en: "Colour" }, kind: "text" }];
  await must(worker, "PUT", `${base}/forms/${id}`, { as: owner, body: { ...form, fields } });
  const visitor = await makeVisitor(worker, { base });
  assert.deepEqual(refusal(await ask(visitor, { values: all })), [400, "malformed", `answers.${ids[2]}`]);
  const { body } = await ask(visitor, { values: { ...all, 2: "A-7" } });
  const { card, told } = await details(body.enquiry);
  assert.equal(card.contact.name, "Eve");
  assert.deepEqual(told.map(({ text }) => text), ["A-7"], "of fields that aren't there any more nothing is kept");
});

test("what is left when nobody could answer reaches the contact, and is taken once", async () => {
  const offline = [FIELDS[0], FIELDS[1], { label: { en: "Best time" }, required: true, kind: "lines" }];
  const { base, slug, owner, ids, tags, details } = await shop({ moment: "offline", fields: offline });
  const visitor = await makeVisitor(worker, { base });
  const { enquiry } = await raise(worker, { base }, visitor, { tag: tags.sales });
  const room = await openRoom(worker, { base, slug }, visitor, enquiry);
  const answers = [[0, "Eve"], [1, "eve@a.example"], [2, "In the\nmorning"]].map(([place, value]) => ({ field: ids[place], value }));
  const left = { type: "leave_details", message: newId("msg"), details: { name: "Eve", email: "eve@a.example" }, form: { language: "en", answers } };
  room.send(left);
  const { entry } = await room.until(({ type, entry }) => type === "entry" && entry.kind === "details_left", "the answer");
  assert.deepEqual(entry.form.answers, answers);
  const reached = async () => {
    for (let tries = 0; tries < 100; tries += 1) {
      const found = await details(enquiry);
      if (found.told) return found;
      await new Promise((done) => setTimeout(done, 50));
    }
    assert.fail("the desk was not told");
  };
  const { card, told } = await reached();
  assert.deepEqual([card.contact.name, card.contact.email], ["Eve", "eve@a.example"]);
  assert.deepEqual(told.map(({ label, text }) => [label.en, text]), [["Best time", "In the\nmorning"]]);
  const { answered } = await must(worker, "GET", `${base}/visitor/enquiries`, { as: visitor });
  assert.equal(answered.length, 3);
  // Known already: nothing of the way back is left, and it is taken all the same.
  room.send({ type: "leave_details", message: newId("msg"), details: {}, form: { answers: [{ field: ids[2], value: "At noon" }] } });
  await room.until(({ type, entry }) => type === "entry" && entry.form?.answers[0].value === "At noon", "the second answer");
  room.send({ type: "leave_details", message: newId("msg"), details: {} });
  await room.until(({ type, error }) => type === "refused" && error.code === "malformed", "a refusal");
  room.socket.terminate();
  assert.equal((await must(worker, "GET", `${base}/forms`, { as: owner })).length, 1);
});

test("a tag that a form is for can't go, and an export brings forms along", async () => {
  const { base, owner, tags, made } = await shop();
  const { id, revision, ...form } = made;
  await must(worker, "PUT", `${base}/forms/${id}`, { as: owner, body: { ...form, tags: [tags.repairs.id] } });
  const removed = await request(worker, "DELETE", `${base}/tags/${tags.repairs.id}`, { as: owner });
  assert.deepEqual([removed.status, removed.body.error.code], [409, "would_strand"]);
  assert.match(removed.body.error.message, /Before the chat/);
  const exported = await must(worker, "GET", `${base}/setup`, { as: owner });
  assert.ok(exported.items.some((item) => item.kind === "form" && item.id === id));
  const again = await must(worker, "PUT", `${base}/setup`, { as: owner, body: { export: exported } });
  assert.deepEqual(again.steps, []);
});
