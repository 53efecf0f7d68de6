// The welcome gets to whoever writes first, on each service. In the answer to WeChat's webhook it costs nothing and counts against no
// window, if it is there in time; elsewhere it goes as all else that is said.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { startChannel } from "../kit/channels.mjs";
import { entriesOf, makeService, must, openDesk, openRoom } from "../kit/people.mjs";
import { connectAccount, startStandins } from "../kit/standin.mjs";
import { startWorker } from "../kit/worker.mjs";

const TEXT = "Welcome! Somebody is with you shortly.";
const BUTTONS = [{ text: { en: "Our shop" }, link: "https://acme.example/shop" }];
/** What they read: there is nothing to press there. */
const WORDS = `${TEXT}\nOur shop: https://acme.example/shop`;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const welcome = (worker, { base, people }) => must(worker, "POST", `${base}/messages`, { as: people.owner, body: { name: "All", welcome: { on: true, text: { en: TEXT }, buttons: BUTTONS } } });

describe("WeChat", () => {
  let at;
  before(async () => {
    at = await startChannel("wechat");
    await welcome(at.worker, at.service);
  });
  after(() => at?.stop());

  const got = async (person) => (await at.stand.inbox(person)).filter(({ text }) => text === WORDS);

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
});

describe("elsewhere", () => {
  /** How the service carries it, and how far it tells of it. */
  const KINDS = {
    line: { way: "reply", state: "accepted" },
    facebook: { way: "RESPONSE", state: "delivered" },
    whatsapp: { state: "delivered" },
    telegram: { state: "accepted" },
  };
  let worker, service, desk;
  let stands = {};
  before(async () => {
    const started = await startStandins(Object.keys(KINDS));
    stands = started.stands;
    worker = await startWorker({ vars: started.vars });
    service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    for (const stand of Object.values(stands)) await connectAccount(worker, service, stand);
    await welcome(worker, service);
    desk = await openDesk(worker, service, service.people.ada);
  });
  after(async () => {
    await worker?.stop();
    await Promise.all(Object.values(stands).map((stand) => stand.stop()));
  });

  for (const [kind, { way, state }] of Object.entries(KINDS)) {
    test(`${kind}: it gets to them once with each enquiry's first message, and staff see that it did`, async () => {
      const stand = stands[kind];
      const { ada } = service.people;
      const got = async () => (await stand.inbox("ana")).filter(({ text }) => text === WORDS);
      const ask = async (text) => {
        await stand.say("ana", { text });
        return (await desk.until((frame) => frame.card?.channel?.kind === kind && frame.card.phase === "open" && frame.card.preview?.text === text, "a card")).card.enquiry;
      };
      const act = (enquiry, verb) => must(worker, "POST", `${service.base}/enquiries/${enquiry}/${verb}`, { as: ada });

      const enquiry = await ask("Hello");
      const shown = await stand.until("ana", ({ text }) => text === WORDS);
      if (way) assert.equal(shown.way, way);
      await act(enquiry, "answer");
      const room = await openRoom(worker, service, ada, enquiry);
      const automatic = room.welcome.entries.find((entry) => entry.kind === "automatic");
      assert.deepEqual([automatic.slot, automatic.body], ["welcome", TEXT]);
      await room.until((frame) => frame.deliveries?.some((one) => one.seq === automatic.seq && one.state === state), `that it is ${state}`);

      // What comes later has none; the next enquiry has its own.
      await stand.say("ana", { text: "Are you there?" });
      await room.until((frame) => entriesOf(frame).some(({ body }) => body === "Are you there?"), "what came later");
      assert.equal((await got()).length, 1);
      await room.end();
      await act(enquiry, "close");
      assert.notEqual(await ask("One more"), enquiry);
      for (const until = Date.now() + 10_000; (await got()).length < 2; await pause(50)) assert.ok(Date.now() < until, "no second welcome");
      await pause(500);
      assert.equal((await got()).length, 2);
    });
  }
});
