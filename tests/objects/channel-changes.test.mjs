// What people do at a messaging service to what they said: they take it back, edit it, react to it, press a button; and what becomes
// of an account whose token ends early, whose secret is changed, or whose messages fail after they were accepted.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { settled, startChannel } from "../kit/channels.mjs";
import { sendFile } from "../kit/files.mjs";
import { must, request } from "../kit/people.mjs";
import { until } from "../kit/until.mjs";

const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

const said = (entries) => entries.filter(({ kind }) => kind === "said").map(({ body }) => body);
const photoIn = (at, enquiry) => until(async () => (await at.log(enquiry)).find(({ kind }) => kind === "shared"), "a photo in the room");
const files = async (at) => (await must(at.worker, "GET", `${at.base}/files`, { as: at.people.owner })).files;

describe("LINE", () => {
  let at;
  before(async () => (at = await startChannel("line")));
  after(() => at?.stop());

  test("a photo that is taken back is gone, also after the close", async () => {
    const { enquiry } = await at.enquiry("ana", "This is my card");
    const { message } = await at.stand.say("ana", { image: true });
    const { file } = await photoIn(at, enquiry);
    await until(async () => (await files(at)).length === 1, "the Desk knows of it");
    await must(at.worker, "POST", `${at.base}/enquiries/${enquiry}/close`, { as: at.people.ada });
    await at.stand.say("ana", { unsend: message });
    await until(async () => (await at.log(enquiry)).find(({ kind }) => kind === "shared").file.deleted, "it is gone");
    await until(async () => (await files(at)).length === 0, "the Desk forgets it");
    const address = await request(at.worker, "POST", `${at.base}/enquiries/${enquiry}/files/${file.file}/address`, { as: at.people.ada });
    assert.equal(address.status, 404);
  });

  test("what is taken back before it comes is not there either, and holds nothing up", async () => {
    const { enquiry } = await at.enquiry("bo", "Hello");
    await at.stand.switches({ reorder: 2 });
    // The stand-in keeps the first until the second is there, and sends that one first.
    const { message } = await at.stand.say("bo", { text: "4111 1111", wait: false });
    await at.stand.say("bo", { unsend: message, wait: false });
    await at.stand.switches({ reorder: 1 });
    await at.stand.say("bo", { text: "Sorry" });
    await until(async () => said(await at.log(enquiry)).includes("Sorry"), "what comes after it");
    await until(async () => (await at.log(enquiry)).some(({ revised }) => revised === "recalled"), "it is recalled");
    assert.ok(!JSON.stringify(await at.log(enquiry)).includes("4111"));
  });

  test("a button without words on it is said by what it stands for", async () => {
    const { enquiry } = await at.enquiry("cy", "Hello there");
    await at.stand.say("cy", { button: { payload: "action=buy&id=3" } });
    await until(async () => said(await at.log(enquiry)).includes("[Button: action=buy&id=3]"), "the button");
  });
});

describe("Facebook", () => {
  let at;
  before(async () => (at = await startChannel("facebook")));
  after(() => at?.stop());

  test("a reaction quotes what it is to, another one takes its place, and it can be taken back", async () => {
    const { enquiry } = await at.enquiry("ana", "Is it red?");
    await at.say(enquiry, "It is.");
    const { message } = await at.stand.until("ana", ({ text }) => text === "It is.");
    const { seq } = (await at.log(enquiry)).find(({ body }) => body === "It is.");
    const reactions = async () => (await at.log(enquiry)).filter(({ quote }) => quote === seq);
    await at.stand.say("ana", { reaction: { message, emoji: "👍" } });
    await until(async () => (await reactions()).some(({ body }) => body === "👍"), "a reaction");
    await at.stand.say("ana", { reaction: { message, emoji: "😍" } });
    await until(async () => (await reactions()).some(({ body }) => body === "😍"), "another one");
    assert.deepEqual((await reactions()).map(({ revised }) => revised ?? null), ["recalled", null]);
    await at.stand.say("ana", { reaction: { message } });
    await until(async () => (await reactions()).every(({ revised }) => revised === "recalled"), "none any more");

    // After the close it raises nothing.
    await must(at.worker, "POST", `${at.base}/enquiries/${enquiry}/close`, { as: at.people.ada });
    await at.stand.say("ana", { reaction: { message, emoji: "👍" } });
    const { card } = await at.stand.say("ana", { text: "One more thing" }).then(() => at.desk.until((frame) => frame.card?.preview?.text === "One more thing", "their next enquiry"));
    assert.deepEqual(said((await must(at.worker, "POST", `${at.base}/enquiries/${card.enquiry}/answer`, { as: at.people.ada }), await at.log(card.enquiry))), ["One more thing"]);
  });

  test("a photo with words below it is taken back with them", async () => {
    const { enquiry } = await at.enquiry("bo", "Look at this");
    const { message } = await at.stand.say("bo", { image: { base64: PNG, type: "image/png", caption: "My card: 4111" } });
    await photoIn(at, enquiry);
    await until(async () => said(await at.log(enquiry)).includes("My card: 4111"), "the words");
    await at.stand.say("bo", { unsend: message });
    await until(async () => (await at.log(enquiry)).find(({ kind }) => kind === "shared").file.deleted, "it is gone");
    await until(async () => !JSON.stringify(await at.log(enquiry)).includes("4111"), "its words are gone");
  });

  test("calls that the secret from before proves are heard for a day after it was changed", async () => {
    const { enquiry } = await at.enquiry("cy", "Before");
    const fields = { ...at.stand.secrets, app_secret: "ffffffffffffffffffffffffffffffff" };
    const change = (fields) => must(at.worker, "PUT", `${at.base}/channels/${at.account}`, { as: at.people.owner, body: { kind: "facebook", name: "Acme", tag: at.service.tags.sales.id, fields } });
    await change(fields);
    await at.stand.say("cy", { text: "Meanwhile" });
    await until(async () => said(await at.log(enquiry)).includes("Meanwhile"), "what the old secret proves");
    await at.stand.configure({ secrets: fields });
    await at.stand.say("cy", { text: "Afterwards" });
    await until(async () => said(await at.log(enquiry)).includes("Afterwards"), "what the new one proves");
  });
});

describe("WhatsApp", () => {
  let at;
  before(async () => (at = await startChannel("whatsapp")));
  after(() => at?.stop());

  test("what failed after it was accepted is sent when it is sent again", async () => {
    const { enquiry } = await at.enquiry("ana", "Where is it?");
    const room = await at.room(enquiry);
    await at.stand.switches({ fails_later: true, windows_closed: true });
    const { seq, message } = await at.say(enquiry, "On its way.");
    await room.until((frame) => frame.deliveries?.some((one) => one.seq === seq && one.state === "failed"), "it failed");
    assert.equal((await at.stand.inbox("ana")).filter(({ text }) => text === "On its way.").length, 0);
    await at.stand.switches({ fails_later: false, windows_closed: false });
    await must(at.worker, "POST", `${at.base}/rooms/${enquiry}/deliveries/${seq}/retry`, { as: at.people.ada });
    await at.stand.until("ana", ({ text }) => text === "On its way.");
    assert.ok(message);
    await room.end();
  });

  test("an answer goes to the id that somebody has now", async () => {
    const { enquiry } = await at.enquiry("+85291234567", "Hello from my number");
    const { phone } = await at.stand.person("+85291234567");
    const number = (phone ?? "85291234567").replace("+", "");
    await at.stand.say("+85291234567", { raw: { type: "system", from: number, id: "wamid.SYSTEM1", system: { body: "changed", wa_id: "85297654321", type: "user_changed_number" } } });
    await sleep(300);
    await at.say(enquiry, "Hello to your new one");
    await until(async () => JSON.stringify(await at.stand.calls()).includes("85297654321"), "a call for the new number");
  });
});

describe("WeChat", () => {
  let at;
  before(async () => (at = await startChannel("wechat")));
  after(() => at?.stop());

  test("a token that ends early is renewed whatever is under way: words, files out, files in", async () => {
    const { enquiry } = await at.enquiry("ana", "你好");
    const room = await at.room(enquiry);
    await at.stand.switches({ tokens_expired: true });
    const { message } = await at.say(enquiry, "Words");
    assert.notEqual((await settled(room, message)).state, "failed");
    await at.stand.switches({ tokens_expired: true });
    const entry = await sendFile(at.worker, at.service, enquiry, at.people.ada, Buffer.from("an answer"), { name: "answer.txt" });
    assert.notEqual((await settled(room, entry.message)).state, "failed");
    await at.stand.switches({ tokens_expired: true });
    await at.stand.say("ana", { audio: true });
    await until(async () => (await at.log(enquiry)).some(({ kind, author }) => kind === "shared" && author.side === "visitor"), "a voice message", 30_000);
    assert.equal((await at.view(enquiry)).paused ?? false, false);
    await room.end();
  });

  test("a check says whether the service ever called", async () => {
    const checks = await must(at.worker, "POST", `${at.base}/channels/${at.account}/check`, { as: at.people.owner });
    assert.deepEqual([checks.at(-1).label, checks.at(-1).ok], ["The service has called the webhook", true]);
  });
});
