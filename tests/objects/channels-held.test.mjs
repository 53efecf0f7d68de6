// What social accounts hold, and for how long: rooms that are full, rows that are done with, secrets that can't be opened any more,
// accounts that are disconnected in the middle of something.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";

import { addressOf, read, sendFile } from "../kit/files.mjs";
import { entriesOf, makeService, must, newId, openDesk, openRoom, request } from "../kit/people.mjs";
import { settingsOf, startStandin } from "../kit/standin.mjs";
import { startHarness, startWorker } from "../kit/worker.mjs";

const DAY = 24 * 3_600_000;
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Looks until it is so. */
async function until(look, what, patience = 20_000) {
  for (const end = Date.now() + patience; Date.now() < end; await pause(100)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`never: ${what}`);
}

/** Connects an account, and leads its stand-in to it. */
async function connect(worker, { base, people, tags }, stand, account, more = {}) {
  const fields = { ...stand.secrets, ...more };
  const body = { kind: stand.kind, name: `Acme on ${stand.kind}`, tag: tags.sales.id, fields };
  const { channel, made } = await must(worker, "POST", `${base}/channels/${account}`, { as: people.owner, body });
  await stand.configure({ callback: `${worker.origin}${channel.webhook}`, secrets: { ...fields, ...made } });
  return { channel, made };
}

const cardWith = (desk, text) => desk.until((frame) => frame.card?.preview?.text === text, `a card with ${text}`).then(({ card }) => card);

describe("an account", { concurrency: false }, () => {
  let worker, service, base, people, stand, desk;
  before(async () => {
    stand = await startStandin("telegram");
    worker = await startHarness({ vars: settingsOf(stand) });
    service = await makeService(worker, { staff: { ada: "agent", ben: "agent" }, tags: { sales: ["ada", "ben"] } });
    ({ base, people } = service);
    await connect(worker, service, stand, "acme-bot");
    desk = await openDesk(worker, service, people.ada);
  });
  after(async () => {
    await worker?.stop();
    await stand?.stop();
  });

  const answer = (enquiry) => must(worker, "POST", `${base}/enquiries/${enquiry}/answer`, { as: people.ada });
  const rows = async (name, query, ...values) => (await worker.worker.getDurableObjectStorage(...name)).exec(query, ...values);
  const ofRoom = (enquiry, query, ...values) => rows(["ROOM", { name: `${service.slug}/${enquiry}` }], query, ...values);
  const ofAccount = (query, ...values) => rows(["CHANNEL", { name: `${service.slug}/acme-bot` }], query, ...values);
  const sleep = (binding, name) => worker.worker.evictDurableObject(binding, { name: `${service.slug}/${name}`, webSockets: "hibernate" });

  /** Somebody whom Ada answered. */
  async function engaged(person, text) {
    await stand.say(person, { text });
    const { enquiry } = await cardWith(desk, text);
    await answer(enquiry);
    return enquiry;
  }

  test("whose person's room is full goes on in another one", async () => {
    const enquiry = await engaged("fay", "The first of very many");
    await ofRoom(enquiry, "INSERT INTO entry (seq, at_ms, message, staff, body, milestone) SELECT 100000, at_ms, NULL, NULL, NULL, '{\"kind\":\"reopened\"}' FROM entry WHERE seq = 1");
    await sleep("ROOM", enquiry);
    await stand.say("fay", { text: "One too many" });
    const next = await cardWith(desk, "One too many");
    assert.notEqual(next.enquiry, enquiry);
    await answer(next.enquiry);
    const { room } = await must(worker, "GET", `${base}/rooms/${next.enquiry}`, { as: people.ada });
    assert.equal(room.former, enquiry, "it knows the one before");
    await stand.say("fay", { image: true });
    const shared = await until(async () => (await must(worker, "GET", `${base}/rooms/${next.enquiry}/entries`, { as: people.ada })).entries.find(({ kind }) => kind === "shared"), "the photo");
    assert.equal(shared.file.kind, "image");
  });

  test("brings large files one after the other, both ways, whole", async () => {
    const enquiry = await engaged("gil", "Here come the plans");
    const large = (head) => Buffer.concat([Buffer.from(head), Buffer.alloc(26 * 1024 * 1024, head)]);
    const sum = (bytes) => createHash("sha256").update(bytes).digest("hex");
    const files = ["%PDF-1.4 a", "%PDF-1.4 b", "%PDF-1.4 c"].map(large);
    await Promise.all(files.map((bytes, n) => sendFile(worker, service, enquiry, people.ada, bytes, { name: `plan ${n}.pdf` })));
    for (const bytes of files) await stand.until("gil", ({ file }) => file?.sha256 === sum(bytes), "a plan", 60_000);
    // Telegram hands out files of up to 20 MB.
    const theirs = ["%PDF-1.4 d", "%PDF-1.4 e"].map((head) => large(head).subarray(0, 18 * 1024 * 1024));
    await Promise.all(theirs.map((bytes, n) => stand.say("gil", { file: { base64: bytes.toString("base64"), type: "application/pdf", name: `order ${n}.pdf` } })));
    const came = () => must(worker, "GET", `${base}/rooms/${enquiry}/entries`, { as: people.ada }).then(({ entries }) => entries.filter(({ kind, author }) => kind === "shared" && author.side === "visitor"));
    const entries = await until(async () => (await came()).length === 2 && came(), "both orders", 60_000);
    const got = await Promise.all(entries.map(async ({ file }) => read(worker, await addressOf(worker, service, enquiry, people.ada, file.file))));
    assert.deepEqual(got.map(({ bytes }) => sum(bytes)).sort(), theirs.map(sum).sort());
  });
});
