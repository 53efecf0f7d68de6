// Social accounts on the real runtime, against stand-ins of their messaging services: what people write there is an enquiry like
// any other, and what staff say gets there, once, whatever breaks.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import { settled } from "../kit/channels.mjs";
import { sendFile } from "../kit/files.mjs";
import { entriesOf, makeService, must, newId, openDesk, openRoom, request } from "../kit/people.mjs";
import { connectAccount, settingsOf, startStandin } from "../kit/standin.mjs";
import { startWorker } from "../kit/worker.mjs";

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==", "base64");
const SUM = createHash("sha256").update(PNG).digest("hex");
const KINDS = ["line", "facebook", "whatsapp", "wechat", "telegram"];

/** What staff read beside the name of an account. */
const NAMES = { facebook: "Facebook", line: "LINE", telegram: "Telegram", wechat: "WeChat", whatsapp: "WhatsApp" };

// Each has a worker and a stand-in of its own.
describe("social accounts", { concurrency: 3 }, () => {
  for (const kind of KINDS) describe(kind, { concurrency: 1 }, () => stories(kind));
});

function stories(kind) {
  let worker, state, service, base, people, stand;
  const start = async (port) => (worker = await startWorker({ state, port, vars: { LIMITS: "off", SETUP: "many", ...settingsOf(stand) } }));
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

  const say = (enquiry, body, as = "ada") => must(worker, "POST", `${base}/rooms/${enquiry}/messages`, { as: people[as], body: { message: newId("msg"), body } });
  const answer = (enquiry) => must(worker, "POST", `${base}/enquiries/${enquiry}/answer`, { as: people.ada });
  const log = async (enquiry) => (await must(worker, "GET", `${base}/rooms/${enquiry}/entries`, { as: people.ada })).entries;
  const cardWith = (desk, text) => desk.until((frame) => frame.card?.preview?.text === text, `a card with ${text}`).then(({ card }) => card);

  test(`what somebody writes is an enquiry with its sign, the answer gets there, and the next talk is another room`, async () => {
    const { channel } = await connectAccount(worker, service, stand);
    assert.deepEqual([channel.webhook, channel.kind, channel.on], [`/hooks/acme/acme-${kind}`, kind, true]);
    const desk = await openDesk(worker, service, people.ada);
    await stand.say("ana", { text: `Do you ship to Osaka? ${kind} 你好 😀` });
    const card = await cardWith(desk, `Do you ship to Osaka? ${kind} 你好 😀`);
    assert.deepEqual(card.channel, { account: `acme-${kind}`, kind, name: "Acme", service: NAMES[kind] });
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
    // A service that takes no such file, or not from an address like this one, gets a link.
    const got = await stand.until("bo", (shown) => shown.file?.sha256 === SUM || JSON.stringify(shown.raw).includes("/files/acme/"), "the file");
    assert.ok(!got.missing, JSON.stringify(got));
    await room.end();
    await desk.end();
  });

  test("what comes again is there once, and what is forged nowhere", async () => {
    const desk = await openDesk(worker, service, people.ada);
    await stand.switches({ repeat: 3 });
    await stand.say("cy", { text: `Only once ${kind}` });
    await stand.switches({ repeat: 1 });
    const { enquiry } = await cardWith(desk, `Only once ${kind}`);
    await answer(enquiry);
    assert.equal((await log(enquiry)).filter(({ body }) => body === `Only once ${kind}`).length, 1);

    const body = JSON.stringify({ object: "page", update_id: 1, destination: "U", events: [], entry: [], text: "Forged" });
    const forged = await fetch(`${worker.origin}/hooks/acme/acme-${kind}`, { method: "POST", body, headers: { "x-hub-signature-256": `sha256=${"0".repeat(64)}`, "x-line-signature": "AAAA" } });
    assert.ok([401, 403].includes(forged.status), `${forged.status}`);
    const nowhere = await fetch(`${worker.origin}/hooks/acme/nobody-there`, { method: "POST", body: "{}" });
    assert.equal(nowhere.status, 404);
    assert.ok(!JSON.stringify(await log(enquiry)).includes("Forged"));
    await desk.end();
  });

  /** What staff say, and how it stands once it doesn't wait any more. */
  async function sayAndSee(room, body) {
    const message = newId("msg");
    room.send({ type: "say", message, body });
    return settled(room, message);
  }

  test("outside of a window nothing is sent, staff are told, and it can be sent again", { skip: ["line", "telegram"].includes(kind) && "it has none" }, async () => {
    const desk = await openDesk(worker, service, people.ada);
    await stand.say("eve", { text: `Early ${kind}` });
    const { enquiry } = await cardWith(desk, `Early ${kind}`);
    await answer(enquiry);
    const room = await openRoom(worker, service, people.ada, enquiry);
    await stand.switches({ windows_closed: true });
    const { seq, state: how, problem } = await sayAndSee(room, `Late ${kind}`);
    assert.deepEqual([how, problem.remedy], ["failed", "wait_for_visitor"]);
    await stand.switches({ windows_closed: false });
    await must(worker, "POST", `${base}/rooms/${enquiry}/deliveries/${seq}/retry`, { as: people.ada });
    await stand.until("eve", ({ text }) => text === `Late ${kind}`, "what was sent again");
    assert.equal((await request(worker, "POST", `${base}/rooms/${enquiry}/deliveries/999/retry`, { as: people.ada })).status, 404);
    await room.end();
    await desk.end();
  });

  test("when nobody answers, it is sent once more only where that can't double it", async () => {
    const desk = await openDesk(worker, service, people.ada);
    await stand.say("flo", { text: `Hello ${kind}` });
    const { enquiry } = await cardWith(desk, `Hello ${kind}`);
    await answer(enquiry);
    const room = await openRoom(worker, service, people.ada, enquiry);
    // On LINE the free answer goes first, and has no key.
    if (kind === "line") await sayAndSee(room, "The free answer");
    await stand.switches({ cut: 1 });
    const { state: how } = await sayAndSee(room, `Cut ${kind}`);
    assert.equal(how, kind === "line" ? "accepted" : "unclear");
    const next = await sayAndSee(room, `And on ${kind}`);
    assert.notEqual(next.state, "failed");
    await stand.until("flo", ({ text }) => text === `And on ${kind}`, "what came after it");
    assert.equal((await stand.inbox("flo")).filter(({ text }) => text === `Cut ${kind}`).length, 1);
    await room.end();
    await desk.end();
  });

  test("what was answered with 200 outlives a kill -9, and so does what is to be brought", async () => {
    let desk = await openDesk(worker, service, people.ada);
    await stand.say("di", { text: `Before ${kind}` });
    const { enquiry } = await cardWith(desk, `Before ${kind}`);
    await answer(enquiry);
    await stand.say("di", { text: `In between ${kind}` });
    await say(enquiry, `From staff ${kind}`);
    await worker.kill();
    await start(worker.port);
    desk = await openDesk(worker, service, people.ada);
    await stand.say("di", { text: `After ${kind}` });
    const room = await openRoom(worker, service, people.ada, enquiry);
    // What was on its way just then may have got there or not: without a key for it, staff are told so, and nobody guesses.
    const reached = async () => (await stand.inbox("di")).filter(({ text }) => text === `From staff ${kind}`).length;
    const told = () => room.frames.some((frame) => frame.deliveries?.some(({ state }) => state === "unclear"));
    for (const until = Date.now() + 30_000; (await reached()) === 0 && !told() && Date.now() < until; ) await new Promise((done) => setTimeout(done, 100));
    assert.ok((await reached()) === 1 || told(), "it neither came nor is it said that nobody knows");
    assert.ok((await reached()) <= 1);
    const said = async () => (await log(enquiry)).filter(({ kind: is, author }) => is === "said" && author.side === "visitor").map(({ body }) => body);
    for (const until = Date.now() + 30_000; (await said()).length < 3 && Date.now() < until; ) await new Promise((done) => setTimeout(done, 200));
    assert.deepEqual(await said(), [`Before ${kind}`, `In between ${kind}`, `After ${kind}`]);
    await room.end();
    await desk.end();
  });

  test("a token and somebody's words are in no log, and secrets are never given out again", async () => {
    const accounts = JSON.stringify(await must(worker, "GET", `${base}/channels`, { as: people.owner }));
    const kinds = await must(worker, "GET", `${base}/channels/kinds`, { as: people.owner });
    const secret = kinds.find((one) => one.kind === kind).fields.filter((field) => field.secret).map(({ name }) => stand.secrets[name]).filter(Boolean);
    assert.ok(secret.length > 0);
    for (const text of [...secret, "Only once", "In between"]) {
      assert.ok(!accounts.includes(text), "an account shows a secret");
      assert.ok(!worker.log().includes(text), "the log holds what it must not");
    }
    assert.equal((await request(worker, "GET", `${base}/channels`, { as: people.ada })).status, 403);
  });

  test("who disconnects an account is heard there no more", async () => {
    await must(worker, "DELETE", `${base}/channels/acme-${kind}`, { as: people.owner });
    const gone = await fetch(`${worker.origin}/hooks/acme/acme-${kind}`, { method: "POST", body: "{}" });
    assert.equal(gone.status, 404);
    assert.deepEqual(await must(worker, "GET", `${base}/channels`, { as: people.owner }), []);
  });
}
