// What a month's messages leave, where a messaging service counts them: told before something is sent, true after it was.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { settled, startChannel } from "../kit/channels.mjs";
import { must } from "../kit/people.mjs";

let at, enquiry, room;
before(async () => {
  at = await startChannel("line");
  ({ enquiry } = await at.enquiry("ana", "Do you ship to Osaka?"));
  room = await at.room(enquiry);
});
after(async () => {
  await room?.end();
  await at?.stop();
});

const view = async () => {
  const { window, quota } = await at.view(enquiry);
  return [window.open, quota];
};
const says = async (body) => settled(room, (await at.say(enquiry, body)).message);
const asked = async () => (await at.stand.calls()).filter((call) => JSON.stringify(call).includes("quota/consumption")).length;

test("the free answer takes nothing of it, what comes after it does, and it is asked for once", async () => {
  assert.deepEqual(await view(), ["free_reply", { used: 0, of: 200 }]);
  assert.equal((await says("Yes, in three days.")).state, "accepted");
  assert.deepEqual(await view(), ["quota", { used: 0, of: 200 }]);
  assert.equal((await says("By the way, which size?")).state, "accepted");
  assert.deepEqual(await view(), ["quota", { used: 1, of: 200 }]);
  assert.equal(await asked(), 1);
});

test("when it is used up, that is told, what is sent says so, and a fresh answer goes still", async () => {
  await at.stand.switches({ quota_used: true });
  const { state, problem } = await says("Anything else?");
  assert.deepEqual([state, problem.remedy], ["failed", "wait_for_quota"]);
  assert.deepEqual(await view(), ["quota", { used: 200, of: 200 }]);
  await at.stand.say("ana", { text: "A large one, please" });
  await room.until((frame) => JSON.stringify(frame).includes("A large one, please"), "their words");
  assert.deepEqual(await view(), ["free_reply", { used: 200, of: 200 }]);
  assert.equal((await says("A large one it is.")).state, "accepted");
  await at.stand.switches({ quota_used: false });
});

test("a service that doesn't answer keeps nobody from their room", async () => {
  await at.stand.switches({ delay_ms: 4_000 });
  // A change of the settings forgets what was told.
  const body = { kind: "line", name: "Acme", tag: at.service.tags.sales.id, fields: at.stand.secrets };
  await must(at.worker, "PUT", `${at.base}/channels/${at.account}`, { as: at.people.owner, body });
  const began = Date.now();
  const [open, quota] = await view();
  assert.deepEqual([open, quota], ["quota", undefined]);
  assert.ok(Date.now() - began < 3_500, `${Date.now() - began} ms`);
  await at.stand.switches({ delay_ms: 0 });
});
