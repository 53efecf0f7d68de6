// Signs of life between staff and somebody at a messaging service: that staff type, that what was written was read, and what the
// business writes in the service's own application.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { startChannel } from "../kit/channels.mjs";
import { entriesOf, newId } from "../kit/people.mjs";

/** Long enough for what is sent to be there, in ms. */
const A_WHILE = 1_500;

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// Most of each is waiting, for as long as services and we keep signs back.
describe("signs of life", { concurrency: 5 }, () => {
  for (const kind of ["facebook", "whatsapp", "line", "wechat", "telegram"]) {
    describe(kind, { concurrency: 1 }, () => {
      let at, enquiry, room;
      before(async () => {
        at = await startChannel(kind);
        ({ enquiry } = await at.enquiry("ana", "Are you there?"));
        room = await at.room(enquiry);
      });
      after(async () => {
        await room?.end();
        await at?.stop();
      });

      /** What they see of typing and reading, once `test` passes; `patience` in ms. */
      async function sees(test, patience = 10_000) {
        for (const until = Date.now() + patience; ; await pause(50)) {
          const { typing_at_ms, seen } = await at.stand.person("ana");
          const all = { typed: typing_at_ms.length, seen };
          if (test(all) || Date.now() > until) return all;
        }
      }
      const said = async () => (await at.stand.person("ana")).said.map(({ message }) => message);

      test("who types is seen to type, no more often than the service shows it", async () => {
        room.send({ type: "typing" });
        assert.equal((await sees(({ typed }) => typed > 0)).typed, 1);
        await pause(4_200);
        room.send({ type: "typing" });
        await pause(500);
        // Telegram's sign is gone after five seconds; the others' stay longer.
        assert.equal((await sees(() => true)).typed, 1);
        if (kind === "telegram") {
          await pause(4_500);
          room.send({ type: "typing" });
          assert.equal((await sees(({ typed }) => typed > 1)).typed, 2);
        }
      });

      test("a message ends it, and typing after that is seen again", async () => {
        const { typed } = await sees(() => true);
        room.send({ type: "say", message: newId("msg"), body: "I am" });
        await at.stand.until("ana", ({ text }) => text === "I am");
        await pause(4_200);
        room.send({ type: "typing" });
        // WeChat's own rule: it still shows the one before.
        const isSeen = kind !== "wechat";
        const now = await sees((all) => all.typed > typed, isSeen ? undefined : A_WHILE);
        assert.equal(now.typed, isSeen ? typed + 1 : typed);
      });

      test("what staff read is seen to be read, once", async () => {
        await at.stand.say("ana", { text: "Good" });
        const { entry } = await room.until((frame) => entriesOf(frame).some((one) => one?.body === "Good"), "their words");
        room.send({ type: "mark", delivered: entry.seq, read: entry.seq });
        const has = { facebook: true, whatsapp: true, line: true }[kind] ?? false;
        const last = (await said()).at(-1);
        const { seen } = await sees(({ seen }) => seen.length > 0 && (kind !== "whatsapp" || seen.at(-1) === last), has ? undefined : A_WHILE);
        assert.equal(seen.length > 0, has, JSON.stringify(seen));
        const count = seen.length;
        room.send({ type: "mark", delivered: entry.seq, read: entry.seq });
        await pause(300);
        assert.equal((await sees(() => true)).seen.length, count);
      });

      test("where it fails, nobody hears of it, and no message waits for it", async () => {
        await at.stand.switches({ broken: 1 });
        room.send({ type: "typing" });
        await pause(300);
        await at.stand.switches({ broken: 0, delay_ms: 3_000 });
        room.send({ type: "typing" });
        await at.stand.switches({ delay_ms: 0 });
        const { message } = await at.say(enquiry, "Still here");
        assert.ok(message);
        await at.stand.until("ana", ({ text }) => text === "Still here");
        assert.ok(!at.worker.log().includes("typing or reading"), "the log is for what somebody can do something about");
      });
    });
  }
});
