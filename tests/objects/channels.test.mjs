// Social accounts on the real runtime, against stand-ins of their messaging services: what people write there is an enquiry like
// any other, and what staff say gets there, once, whatever breaks.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import { sendFile } from "../kit/files.mjs";
import { entriesOf, makeService, must, newId, openDesk, openRoom } from "../kit/people.mjs";
import { settingsOf, startStandin } from "../kit/standin.mjs";
import { startWorker } from "../kit/worker.mjs";

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==", "base64");
const KINDS = ["line", "facebook", "whatsapp", "wechat", "telegram"];

for (const kind of KINDS) describe(kind, () => stories(kind));

function stories(kind) {
let worker, state, service, base, people, stand;
const start = async () => (worker = await startWorker({ state, vars: { LIMITS: "off", SETUP: "many", ...settingsOf(stand) } }));
before(async () => {
  stand = await startStandin(kind);
  state = await mkdtemp(path.join(tmpdir(), "frontdesk-channels-"));
  await start();
  service = await makeService(worker, { staff: { ada: "agent", ben: "agent" }, tags: { sales: ["ada", "ben"] } });
  ({ base, people } = service);
});
after(async () => {
  await worker?.stop();
  await stand?.stop();
  await rm(state, { recursive: true, force: true });
});

/** Connects an account, and leads its stand-in to it. */
async function connect(stand, account) {
  const { channel, made } = await must(worker, "POST", `${base}/channels/${account}`, {
    as: people.owner,
    body: { kind: stand.kind, name: `Acme on ${stand.kind}`, tag: service.tags.sales.id, fields: stand.secrets },
  });
  await stand.configure({ callback: `${worker.origin}${channel.webhook}`, secrets: { ...stand.secrets, ...made } });
  return { channel, made };
}

const say = (enquiry, body, as = "ada") => must(worker, "POST", `${base}/rooms/${enquiry}/messages`, { as: people[as], body: { message: newId("msg"), body } });
const answer = (enquiry) => must(worker, "POST", `${base}/enquiries/${enquiry}/answer`, { as: people.ada });
const log = async (enquiry) => (await must(worker, "GET", `${base}/rooms/${enquiry}/entries`, { as: people.ada })).entries;
const cardWith = (desk, text) => desk.until((frame) => frame.card?.preview?.text === text, `a card with ${text}`).then(({ card }) => card);

  test(`what somebody writes is an enquiry with its sign, the answer gets there, and the next talk is another room`, async () => {
    const { channel } = await connect(stand, `acme-${kind}`);
    assert.deepEqual([channel.webhook, channel.kind, channel.on], [`/hooks/acme/acme-${kind}`, kind, true]);
    const desk = await openDesk(worker, service, people.ada);
    await stand.say("ana", { text: `Do you ship to Osaka? ${kind} 你好 😀` });
    const card = await cardWith(desk, `Do you ship to Osaka? ${kind} 你好 😀`);
    assert.deepEqual(card.channel, { account: `acme-${kind}`, kind, name: `Acme on ${kind}` });
    assert.equal(card.entry.name, "Sales");

    await answer(card.enquiry);
    const room = await openRoom(worker, service, people.ada, card.enquiry);
    assert.deepEqual(room.welcome.room.channel, card.channel);
    room.send({ type: "say", message: newId("msg"), body: "Yes, in three days." });
    await stand.until("ana", ({ text }) => text === "Yes, in three days.");
    await room.until((frame) => frame.deliveries?.some(({ state }) => state !== "waiting"), "how far it came");

    // What they say next is in the same room; after the close it is in another one, which knows the one before.
    await stand.say("ana", { text: `Thank you ${kind}` });
    await room.until((frame) => entriesOf(frame).some((entry) => entry?.body === `Thank you ${kind}`), "their thanks");
    await must(worker, "POST", `${base}/enquiries/${card.enquiry}/close`, { as: people.ada });
    await stand.say("ana", { text: `One more thing ${kind}` });
    const next = await cardWith(desk, `One more thing ${kind}`);
    assert.notEqual(next.enquiry, card.enquiry);
    await answer(next.enquiry);
    const { room: opened } = await must(worker, "GET", `${base}/rooms/${next.enquiry}`, { as: people.ada });
    assert.equal(opened.former, card.enquiry);
    await room.end();
    await desk.end();
  });

  test(`a photo comes, and a file goes`, async () => {
    const desk = await openDesk(worker, service, people.ada);
    await stand.say("bo", { text: `Look ${kind}` });
    const { enquiry } = await cardWith(desk, `Look ${kind}`);
    await answer(enquiry);
    const room = await openRoom(worker, service, people.ada, enquiry);
    await stand.say("bo", { image: true });
    const shared = (frame) => entriesOf(frame).find((entry) => entry?.kind === "shared" && entry.author.side === "visitor");
    const { file } = shared(await room.until(shared, "the photo"));
    assert.equal(file.kind, "image");
    await sendFile(worker, service, enquiry, people.ada, PNG, { name: "tent.png" });
    const got = await stand.until("bo", (shown) => shown.kind !== "text", "the file");
    console.log(kind, JSON.stringify(got));
    await room.end();
    await desk.end();
  });
}
