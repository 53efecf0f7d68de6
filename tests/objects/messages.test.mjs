// Automatic messages and the clocks beside them, on the real runtime: what is set is said once, also when everything is killed
// in between; silent chats are closed after a warning; and who was given an enquiry and says nothing loses it.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { beside } from "../kit/beside.mjs";
import { makeService, makeVisitor, must, newId, openDesk, openRoom, raise, request } from "../kit/people.mjs";
import { startWorker } from "../kit/worker.mjs";

const test = beside(3);

/** All of a room's log that came so far. */
const log = ({ frames }) => frames.flatMap(({ entry, entries = [] }) => (entry ? [entry] : entries));
const until = (room, test, what, timeout) => room.until(({ entry, entries = [] }) => [entry, ...entries].some((one) => one && test(one)), what, timeout);
const slot = (name) => ({ kind, slot }) => kind === "automatic" && slot === name;
const say = (room, body) => room.send({ type: "say", message: newId("msg"), body });
const text = (en, more = {}) => ({ on: true, text: { en }, ...more });

test("what is set is checked, with what is wrong beside its field", { timeout: 120_000 }, async () => {
  const worker = await startWorker();
  try {
    const { base, people, tags } = await makeService(worker, { tags: { sales: ["owner"], care: ["owner"] } });
    const send = (method, path, body) => request(worker, method, `${base}/messages${path}`, { as: people.owner, body });
    const wrong = async (body, field, code = "malformed") => {
      const { status, body: answer } = await send("POST", "", { name: "Set", ...body });
      assert.deepEqual([status >= 400, answer.error?.field, answer.error?.code], [true, field, code]);
    };
    await wrong({ welcome: { on: true } }, "welcome.text");
    await wrong({ close: text("{people} can see this") }, "close.text");
    await wrong({ idle: text("x".repeat(1_001)) }, "idle.text");
    await wrong({ away: text("Hi", { buttons: [{ text: { en: "Help" }, link: "http://acme.example/" }] }) }, "away.buttons.0.link");
    await wrong({ auto_close: { after_s: 60, warn_s: 60 } }, "auto_close.warn_s");
    await wrong({ tags: [newId("tag")] }, "tags");

    const { body: all } = await send("POST", "", { name: "All" });
    await wrong({}, "tags", "taken");
    const { body: sales } = await send("POST", "", { name: "Sales", tags: [tags.sales.id] });
    await wrong({ tags: [tags.sales.id] }, "tags", "taken");
    assert.equal((await send("PUT", `/${all.id}`, { revision: 1, name: "Everybody" })).body.revision, 2);
    assert.equal((await send("PUT", `/${all.id}`, { revision: 1, name: "All" })).body.error.code, "changed_meanwhile");
    // A tag that a set names stays until that is changed.
    const removal = await request(worker, "DELETE", `${base}/tags/${tags.sales.id}`, { as: people.owner });
    assert.equal(removal.body.error.code, "would_strand");
    assert.equal((await send("DELETE", `/${sales.id}`)).status, 204);
    const { changes } = await must(worker, "GET", `${base}/changes`, { as: people.owner });
    assert.equal(changes[0].steps[0].before.kind, "messages");
  } finally {
    await worker.stop();
  }
});

test("each is said once and in the visitor's language, whatever is killed in between", { timeout: 240_000 }, async () => {
  const state = await mkdtemp(path.join(tmpdir(), "frontdesk-messages-"));
  let worker = await startWorker({ state });
  try {
    const service = await makeService(worker, { staff: { ada: "agent", ben: "agent" }, tags: { sales: ["ada", "ben"] }, settings: { languages: ["en", "ja"] } });
    const { ada, ben, owner } = service.people;
    const set = {
      name: "All",
      welcome: { on: true, text: { en: "Hello", ja: "こんにちは" }, buttons: [{ text: { en: "Prices", ja: "料金" } }, { text: { en: "Help" }, link: "https://acme.example/" }] },
      waiting: text("{people} can see this"),
      waiting_after_s: 4,
      idle: text("Still there?"),
      idle_after_s: 6,
      close: text("Bye"),
      away: text("Nobody is here"),
      auto_close: { after_s: 20, warn_s: 8 },
    };
    const { id } = await must(worker, "POST", `${service.base}/messages`, { as: owner, body: set });
    const come = () => Promise.all([ada, ben].map((who) => openDesk(worker, service, who)));
    await come();
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales }, { language: "ja-JP" });
    let room = await openRoom(worker, service, visitor, enquiry);
    assert.deepEqual(log(room).map(({ kind }) => kind), ["raised", "automatic"]);
    assert.deepEqual(log(room)[1], { seq: 2, at_ms: log(room)[1].at_ms, kind: "automatic", slot: "welcome", body: "こんにちは", buttons: [{ text: "料金" }, { text: "Help", link: "https://acme.example/" }] });

    // The room's alarm alone knows that it is due, and the desk how many there are.
    await worker.kill();
    worker = await startWorker({ state });
    await come();
    room = await openRoom(worker, service, visitor, enquiry);
    await until(room, slot("waiting"), "the waiting message", 15_000);
    assert.equal(log(room).find(slot("waiting")).body, "2 people can see this");

    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/answer`, { as: ada });
    let adas = await openRoom(worker, service, ada, enquiry);
    say(adas, "Which size?");
    await until(room, ({ body }) => body === "Which size?", "Ada's question");
    const spoke = Date.now();
    await worker.kill();
    worker = await startWorker({ state });
    await come();
    // Changed while the chat runs: said from then on.
    await must(worker, "PUT", `${service.base}/messages/${id}`, { as: owner, body: { ...set, close: text("See you") } });
    room = await openRoom(worker, service, visitor, enquiry);
    adas = await openRoom(worker, service, ada, enquiry);
    await until(room, slot("idle"), "the idle message", 15_000);
    const { closes_at_ms } = await Promise.all([room, adas].map((one) => until(one, ({ kind }) => kind === "closing", "the warning", 30_000))).then(() => log(room).find(({ kind }) => kind === "closing"));
    assert.ok(closes_at_ms >= spoke + 18_000, `${closes_at_ms - spoke} ms after the last word`);
    say(room, "Large");
    await until(adas, ({ body }) => body === "Large", "the visitor's word");
    await sleep(Math.max(0, closes_at_ms - Date.now()) + 1_500);
    assert.equal(log(adas).some(({ kind }) => kind === "closed"), false, "a word calls it off");
    // Nobody says anything more: then both are warned anew, and it closes when it was said.
    await until(room, ({ kind }) => kind === "closed", "the close", 40_000);
    const all = log(await openRoom(worker, service, visitor, enquiry));
    assert.deepEqual(all.map(({ seq }) => seq), all.map((_, at) => at + 1));
    const closing = all.filter(({ kind }) => kind === "closing").at(-1);
    assert.ok(all.at(-1).at_ms >= closing.closes_at_ms, "not before it was said");
    const said = all.map(({ kind, slot, by }) => slot ?? by ?? kind).join(" ");
    assert.equal(said, "raised welcome waiting answered said idle closing said closing close idle");
    assert.equal(all.find(slot("close")).body, "See you");
    const { card } = await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: owner });
    assert.deepEqual([card.phase, card.closed_by, card.preview.text], ["closed", "idle", "Large"]);
  } finally {
    await worker.stop();
    await rm(state, { recursive: true, force: true });
  }
});

test("who was given an enquiry and says nothing loses it, and both dashboards are told", { timeout: 120_000 }, async () => {
  const worker = await startWorker();
  try {
    const service = await makeService(worker, { staff: { ada: "agent", ben: "agent" } });
    const { ada, ben, owner } = service.people;
    const line = { name: "Line", staff: [ada.id, ben.id], wait_s: 5, manner: "pick_up" };
    const tag = await must(worker, "POST", `${service.base}/tags`, { as: owner, body: { handle: "sales", name: "Sales", destinations: [line] } });
    const desks = { [ada.id]: await openDesk(worker, service, ada), [ben.id]: await openDesk(worker, service, ben) };
    const visitor = await makeVisitor(worker, service);
    const { enquiry, owner: first } = await raise(worker, service, visitor, { tag });
    const room = await openRoom(worker, service, visitor, enquiry);
    const [silent, other] = first.id === ada.id ? [ada, ben] : [ben, ada];
    await desks[other.id].until(({ card }) => card?.enquiry === enquiry && card.owner?.id === other.id, "the other one's card");
    await desks[silent.id].until(({ type, reason }) => type === "enquiry_gone" && reason.by.id === other.id, "that it is gone");
    await until(room, ({ kind, staff }) => kind === "answered" && staff.id === other.id, "the other one in the room");

    const others = await openRoom(worker, service, other, enquiry);
    say(others, "Hello");
    await until(room, ({ body }) => body === "Hello", "a word");
    await sleep(6_000);
    const { card, trace } = await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: owner });
    assert.equal(card.owner.id, other.id, "who spoke keeps it");
    assert.equal(trace.map(({ step }) => step).join(" "), "raised picked_up taken_back picked_up");
    assert.deepEqual(log(room).map(({ kind }) => kind), ["raised", "answered", "reopened", "answered", "said"]);
  } finally {
    await worker.stop();
  }
});

test.tell("automatic messages");
