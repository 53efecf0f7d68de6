// People write on every service while the Desk takes nothing, or breaks again and again: each service is answered as if nothing
// were wrong, and what was written is in its room once the Desk is itself again. How long an answer takes: `tests/bench/channels.mjs`.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { makeService, must, openDesk, request } from "../kit/people.mjs";
import { connectAccount, startStandins } from "../kit/standin.mjs";
import { startWorker } from "../kit/worker.mjs";

const KINDS = ["facebook", "whatsapp", "line", "wechat", "telegram"];
const FAULT = "x-frontdesk-fault";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

let worker, service, base, people, desk;
let stands = {};
before(async () => {
  const started = await startStandins(KINDS);
  stands = started.stands;
  worker = await startWorker({ vars: { FAULTS: "on", ...started.vars } });
  service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: [{ staff: ["ada"], wait_s: 3_600 }] } });
  ({ base, people } = service);
  for (const kind of KINDS) await connectAccount(worker, service, stands[kind]);
  desk = await openDesk(worker, service, people.ada);
});
after(async () => {
  await worker?.stop();
  await Promise.all(Object.values(stands).map((stand) => stand.stop()));
});

/** Asks the Desk for something. */
const ask = (fault) => request(worker, "GET", `${base}/tags`, { as: people.owner, headers: fault ? { [FAULT]: fault } : {} });

/** Somebody on each service whom Ada has answered. */
async function known(name) {
  for (const kind of KINDS) {
    await stands[kind].say(name, { text: `The first of ${name} on ${kind}` });
    const { card } = await desk.until((frame) => frame.card?.preview?.text === `The first of ${name} on ${kind}`, "a card");
    await must(worker, "POST", `${base}/enquiries/${card.enquiry}/answer`, { as: people.ada });
  }
}

/** Everybody writes on every service at once, and each webhook comes twice. Gives what each said, and each try to tell us of it. */
async function write(names, about) {
  const said = KINDS.flatMap((kind) => names.flatMap((name) => [1, 2, 3].map((number) => ({ kind, name, text: `${about} ${number} of ${name} on ${kind}` }))));
  for (const kind of KINDS) await stands[kind].switches({ repeat: 2 });
  const hooks = await Promise.all(said.map(({ kind, name, text }) => stands[kind].say(name, { text }).then(({ hooks }) => hooks.map((hook) => ({ kind, ...hook })))));
  return { said, hooks: hooks.flat() };
}

/** Whose each room is, and what they said in it; Ada takes those that are nobody's. */
async function rooms() {
  const now = await openDesk(worker, service, people.ada);
  await now.end();
  const found = [];
  for (const { enquiry, phase, channel } of now.welcome.cards) {
    if (phase === "open") await must(worker, "POST", `${base}/enquiries/${enquiry}/answer`, { as: people.ada });
    const { entries } = await must(worker, "GET", `${base}/rooms/${enquiry}/entries`, { as: people.ada });
    found.push({ kind: channel.kind, texts: entries.filter(({ kind, author }) => kind === "said" && author.side === "visitor").map(({ body }) => body) });
  }
  return found;
}

/** Waits for all that was said, and looks that each is there once, with nobody else's beside it. */
async function isThereOnce(said) {
  const missing = (texts) => said.filter(({ text }) => !texts.includes(text)).map(({ text }) => text);
  let found;
  for (const until = Date.now() + 60_000; ; await pause(300)) {
    found = await rooms();
    const left = missing(found.flatMap(({ texts }) => texts));
    if (left.length === 0) break;
    assert.ok(Date.now() < until, `never came: ${left}`);
  }
  // What comes twice comes soon after.
  await pause(1_000);
  found = await rooms();
  const all = found.flatMap(({ texts }) => texts);
  for (const { kind, name, text } of said) {
    assert.equal(all.filter((one) => one === text).length, 1, text);
    const { texts, ...room } = found.find(({ texts }) => texts.includes(text));
    assert.equal(room.kind, kind, text);
    assert.deepEqual(texts.filter((one) => !one.includes(` of ${name} on ${kind}`)), [], `the room of ${name} on ${kind}`);
  }
}

/** Has the Desk stall; gives whether it still does, and the end of it. */
async function stall() {
  const asked = [ask("stall")];
  // It has begun when somebody asks in vain.
  for (let isAnswered = true; isAnswered; ) {
    const another = ask();
    asked.push(another);
    assert.ok(asked.length < 50, "the Desk doesn't stall");
    isAnswered = await Promise.race([another.then(() => true), pause(300).then(() => false)]);
  }
  const stalled = { is: true, over: Promise.all(asked) };
  asked.at(-1).then(() => (stalled.is = false));
  return stalled;
}

test("while the Desk takes nothing, every webhook is answered with success, and later each message is in its room once", async () => {
  await known("ana");
  const stalled = await stall();
  const { said, hooks } = await write(["ana", "bo"], "Stalled");
  assert.equal(stalled.is, true, "the Desk took nothing until all of them were answered");
  assert.ok(hooks.length >= said.length, `${hooks.length} webhooks`);
  for (const { kind, tries } of hooks) assert.deepEqual(tries.filter(({ status }) => status !== 200), [], kind);
  await stalled.over;
  await isThereOnce(said);
});

/** Has the Desk break again and again while something goes on, and at least three times; gives what that gives. */
async function whileBreaking(fault, rest_ms, meanwhile) {
  let isOver = false;
  const breaking = (async () => {
    for (let count = 0; !isOver || count < 3; count += 1) {
      const { status } = await ask(fault);
      assert.ok(status >= 500, `${status}: it breaks`);
      await pause(rest_ms);
    }
  })();
  const found = await meanwhile();
  isOver = true;
  await breaking;
  return found;
}

test("while the Desk panics again and again, every webhook is answered with success, and each message gets to its room once", async () => {
  await known("cy");
  const { said, hooks } = await whileBreaking("panic", 0, () => write(["cy", "dee"], "Broken"));
  for (const { kind, tries } of hooks) assert.deepEqual(tries.filter(({ status }) => status !== 200), [], kind);
  await isThereOnce(said);
});

test("where a trap takes the accounts with it, what the services send again gets to its room once", async () => {
  for (const kind of KINDS) await stands[kind].switches({ tries: 12, retry_ms: 100 });
  await known("eve");
  const { said, hooks } = await whileBreaking("trap", 400, () => write(["eve", "fay"], "Trapped"));
  for (const { kind, tries } of hooks) assert.ok(tries.some(({ status }) => status === 200), `${kind}: ${JSON.stringify(tries)}`);
  await isThereOnce(said);
});
