// The welcome in the answer to WeChat's webhook: it costs nothing there and counts against no window, if it is there in time.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startChannel } from "../kit/channels.mjs";
import { must } from "../kit/people.mjs";

const WELCOME = { text: { en: "Welcome! Somebody is with you shortly." }, buttons: [{ text: { en: "Our shop" }, link: "https://acme.example/shop" }] };
/** What they read: there is nothing to press there. */
const WORDS = "Welcome! Somebody is with you shortly.\nOur shop: https://acme.example/shop";
let at;
before(async () => {
  at = await startChannel("wechat");
  await must(at.worker, "POST", `${at.base}/messages`, { as: at.people.owner, body: { name: "All", welcome: { on: true, ...WELCOME } } });
});
after(() => at?.stop());

const got = async (person) => (await at.stand.inbox(person)).filter(({ text }) => text === WORDS);
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

test("the first message is answered with it at once, staff see it as accepted, and it counts for nothing", async () => {
  const began = Date.now();
  await at.stand.say("ana", { text: "Hello" });
  const took = Date.now() - began;
  const [shown] = await got("ana");
  assert.equal(shown?.way, "passive", JSON.stringify(await at.stand.inbox("ana")));
  assert.ok(took < 1_500, `${took} ms`);
  const { card } = await at.desk.until((frame) => frame.card?.preview?.text === "Hello" || frame.card?.channel, "a card");
  await must(at.worker, "POST", `${at.base}/enquiries/${card.enquiry}/answer`, { as: at.people.ada });
  const room = await at.room(card.enquiry);
  const { deliveries } = await room.until((frame) => frame.deliveries?.some(({ state }) => state === "accepted"), "how it stands");
  assert.equal(deliveries.length, 1);
  await pause(500);
  assert.equal((await got("ana")).length, 1, "it isn't sent once more");
  const { window } = await at.view(card.enquiry);
  assert.deepEqual([window.open, window.left], ["free", 5]);

  // What comes later has no welcome, and is answered as ever.
  await at.stand.say("ana", { text: "Are you there?" });
  assert.equal((await got("ana")).length, 1);
  const { message } = await at.say(card.enquiry, "I am");
  assert.ok(message);
  await at.stand.until("ana", ({ text }) => text === "I am");
  assert.equal((await at.view(card.enquiry)).window.left, 4);
  await room.end();
});

test("what comes again is answered the same, and seen once", async () => {
  await at.stand.switches({ repeat: 3 });
  await at.stand.say("bo", { text: "Hi" });
  await at.stand.switches({ repeat: 1 });
  await at.stand.until("bo", ({ text }) => text === WORDS);
  await pause(800);
  assert.deepEqual((await got("bo")).map(({ way }) => way), ["passive"]);
});

test("who writes from many at once gets it once, each in their own answer or right after", async () => {
  const people = Array.from({ length: 8 }, (_, number) => `guest ${number}`);
  await Promise.all(people.map((person) => at.stand.say(person, { text: "Hello" })));
  for (const person of people) await at.stand.until(person, ({ text }) => text === WORDS);
  await pause(500);
  for (const person of people) assert.equal((await got(person)).length, 1, person);
});
