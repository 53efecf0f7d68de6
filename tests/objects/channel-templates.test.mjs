// Forms that a messaging service approved: what may be sent when its window is over, listed as the account has them, filled in,
// and shown in the log as what the person reads.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { settled, startChannel } from "../kit/channels.mjs";
import { must, newId, request } from "../kit/people.mjs";

const HOUR = 3_600_000;
let at, enquiry;

before(async () => {
  at = await startChannel("whatsapp");
  // Their words are of the day before yesterday when they come: the window is over.
  await at.stand.switches({ clock_ms: -30 * HOUR });
  ({ enquiry } = await at.enquiry("ana", "Where is my order?"));
  await at.stand.switches({ clock_ms: 0 });
});
after(() => at?.stop());

const address = () => `${at.base}/rooms/${enquiry}/templates`;
const send = (body, as = at.people.ada) => request(at.worker, "POST", address(), { as, body: { message: newId("msg"), ...body } });
const order = { name: "order_sent", language: "en" };
const calls = async (path) => (await at.stand.calls()).filter((call) => JSON.stringify(call).includes(path));

test("those that are approved are listed, with all that the person reads", async () => {
  assert.equal((await at.view(enquiry)).window.open, "templates_only");
  const all = await must(at.worker, "GET", address(), { as: at.people.ada });
  assert.deepEqual(all.map(({ name, language, places }) => [name, language, places.length]), [
    ["we_are_back", "en", 1],
    ["order_sent", "en", 3],
    ["order_sent", "ja", 3],
    ["any_news", "en", 0],
    ["new_kettle", "en", 4],
  ]);
  assert.equal(all[1].text, "Your order\n\nOrder {{2}} is on its way to you, {{1}}. It is there in {{3}} days.\n\nKettles & Co.");
  assert.equal(all[4].text, "{{1}}\n\nLook, {{2}}: the {{3}} is here.\n\n[See it] https://kettles.example/{{4}}");
  assert.deepEqual(all[4].places, [{ part: "picture" }, { name: "first_name", part: "body" }, { name: "kettle", part: "body" }, { part: "button", button: 0 }]);
  await must(at.worker, "GET", address(), { as: at.people.ada });
  assert.equal((await calls("message_templates")).length, 1, "what was just read isn't asked for again");
});

test("one that is filled in gets there as a form, and stands in the log as its words, once", async () => {
  const room = await at.room(enquiry);
  const message = newId("msg");
  const body = { message, ...order, filled: [" Ana\nChan ", "42", "3"] };
  const words = "Your order\n\nOrder 42 is on its way to you, Ana Chan. It is there in 3 days.\n\nKettles & Co.";
  const entry = await must(at.worker, "POST", address(), { as: at.people.ada, body });
  assert.deepEqual([entry.kind, entry.author, entry.body], ["said", { side: "staff", staff: at.people.ada.id }, words]);
  const again = await must(at.worker, "POST", address(), { as: at.people.ada, body });
  assert.equal(again.seq, entry.seq);
  const how = await settled(room, message);
  assert.notEqual(how.state, "failed", JSON.stringify(how));
  const got = await at.stand.until("ana", ({ text }) => text === words);
  assert.equal(got.way, "template");
  assert.equal((await at.stand.inbox("ana")).filter(({ text }) => text === words).length, 1);

  // What isn't a form is refused beforehand, and not even tried.
  const before = (await calls("Any other words")).length;
  const { message: late } = await at.say(enquiry, "Any other words");
  assert.equal((await settled(room, late)).problem.remedy, "wait_for_visitor");
  assert.equal((await calls("Any other words")).length, before);
  await room.end();
});

test("a picture, places with names, and the address of a button are filled in, each where it belongs", async () => {
  const kettle = { name: "new_kettle", language: "en" };
  const picture = "https://kettles.example/red.png";
  const refused = await send({ ...kettle, filled: ["red.png", "Ana", "red one", "red"] });
  assert.deepEqual([refused.body.error.code, refused.body.error.field], ["malformed", "filled.0"]);
  const room = await at.room(enquiry);
  const message = newId("msg");
  const entry = await must(at.worker, "POST", address(), { as: at.people.ada, body: { message, ...kettle, filled: [picture, "Ana", "red one", "red"] } });
  assert.equal(entry.body, `${picture}\n\nLook, Ana: the red one is here.\n\n[See it] https://kettles.example/red`);
  const how = await settled(room, message);
  assert.notEqual(how.state, "failed", JSON.stringify(how));
  assert.equal((await at.stand.until("ana", ({ text }) => text === entry.body)).way, "template");
  await room.end();
});

test("what isn't approved, or isn't filled in, is said nowhere", async () => {
  const count = (await at.log(enquiry)).length;
  const code = async (answer) => (await answer).body.error;
  assert.equal((await code(send({ name: "spring_sale", language: "en" }))).code, "not_found");
  assert.equal((await code(send({ name: "order_sent", language: "fr", filled: ["a", "b", "c"] }))).code, "not_found");
  assert.equal((await code(send({ ...order, filled: ["a", "b"] }))).field, "filled");
  assert.deepEqual(await code(send({ ...order, filled: ["a", "b", "x".repeat(1_025)] })).then(({ code, field }) => [code, field]), ["malformed", "filled.2"]);
  assert.equal((await at.log(enquiry)).length, count);
});

test("only who may write in the room sends one", async () => {
  assert.equal((await send({ ...order, filled: ["a", "b", "c"] }, at.people.ben)).status, 404);
  assert.equal((await request(at.worker, "GET", address(), { as: at.people.ben })).status, 404);
  assert.equal((await request(at.worker, "GET", address())).status, 401);
});

test("an account that can't be asked is said so, and what was written stays with who wrote it", async () => {
  // A change of the account's settings forgets what was read.
  const fields = { ...at.stand.secrets, access_token: "EAAanothertoken00000000000000000000000000000000000" };
  const change = (fields) =>
    must(at.worker, "PUT", `${at.base}/channels/${at.account}`, { as: at.people.owner, body: { kind: "whatsapp", name: "Acme", tag: at.service.tags.sales.id, fields } });
  await change(fields);
  const refused = await request(at.worker, "GET", address(), { as: at.people.ada });
  assert.deepEqual([refused.status, refused.body.error.code], [503, "unavailable"]);
  assert.match(refused.body.error.message, /An admin can check the account/);
  await change(at.stand.secrets);
  assert.equal((await must(at.worker, "GET", address(), { as: at.people.ada })).length, 5);
});

test("a room that isn't at a social account has none", async () => {
  const none = await request(at.worker, "GET", `${at.base}/rooms/${newId("enq")}/templates`, { as: at.people.ada });
  assert.equal(none.status, 404);
});

test("Messenger has no templates: for a week, what a person writes goes under the tag for that", async () => {
  const page = await startChannel("facebook");
  try {
    await page.stand.switches({ clock_ms: -30 * HOUR });
    const { enquiry } = await page.enquiry("ana", "Where is my order?");
    await page.stand.switches({ clock_ms: 0 });
    assert.equal((await page.view(enquiry)).window.open, "person_only");
    assert.deepEqual(await must(page.worker, "GET", `${page.base}/rooms/${enquiry}/templates`, { as: page.people.ada }), []);
    await page.say(enquiry, "It is on its way.");
    const { raw } = await page.stand.until("ana", ({ text }) => text === "It is on its way.");
    assert.deepEqual([raw.messaging_type, raw.tag], ["MESSAGE_TAG", "HUMAN_AGENT"]);
  } finally {
    await page.stop();
  }
});
