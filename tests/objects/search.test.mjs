// Finding, on the real runtime: what is found, by whom, and that the index has everything once in the end.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { RoomClient } from "../kit/client.mjs";
import { makeService, makeVisitor, must, newId, openRoom, raise, request } from "../kit/people.mjs";
import { startHarness, startWorker } from "../kit/worker.mjs";

const ask = (worker, { base }, as, text, more = {}) => must(worker, "POST", `${base}/search`, { as, body: { text, ...more } });

/** Asks until `test` of the answer holds: a room is read some seconds after somebody spoke in it. */
async function until(worker, service, as, text, test, more = {}, timeout = 20_000) {
  for (const end = Date.now() + timeout; ; await sleep(100)) {
    const found = await ask(worker, service, as, text, more);
    if (test(found)) return found;
    if (Date.now() > end) throw new Error(`“${text}” was not found in time: ${JSON.stringify(found).slice(0, 2000)}`);
  }
}
const hits = (number) => (found) => found.hits.length === number;

/** A piece of text with its marks as brackets. */
const shown = ({ text, marked }) => {
  const characters = [...text];
  for (const { from, to } of marked.toReversed()) {
    characters.splice(to, 0, "]");
    characters.splice(from, 0, "[");
  }
  return characters.join("");
};

describe("a search", { concurrency: false }, () => {
  let worker, service, people;

  before(async () => {
    worker = await startHarness();
    service = await makeService(worker, { slug: "finding", staff: { sue: "supervisor", ada: "agent", ben: "agent" }, tags: { sales: ["ada"], support: ["ben"] } });
    people = service.people;
  });
  after(() => worker.stop());

  /** An enquiry that is somebody's, with words in its room: of the visitor, or with a sign before them of others. */
  async function talk(who, tag, words) {
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags[tag] });
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/follow-up`, { as: people[who] });
    const room = await openRoom(worker, service, visitor, enquiry);
    const said = [];
    for (const line of words) {
      const message = newId("msg");
      said.push(message);
      const body = line.replace(/^[>#] /, "");
      if (line === body) {
        room.send({ type: "say", message, body });
        await room.until((frame) => frame.entry?.message === message);
      } else {
        await must(worker, "POST", `${service.base}/rooms/${enquiry}/${line[0] === ">" ? "messages" : "notes"}`, { as: people[who], body: { message, body } });
      }
    }
    return { enquiry, visitor, room, said };
  }

  test("finds what was said by either side and what was noted, with its place and what fits", async () => {
    const { enquiry } = await talk("ada", "sales", ["Do you ship the Übermäßig tent to Osaka?", "> We ship it Thursday", "# Shipping costs her nothing"]);
    const found = await until(worker, service, people.ada, "SHIP", hits(3));
    assert.deepEqual(
      found.hits.map(({ kind, name, snippet, seq }) => [kind, name, shown(snippet), seq]),
      [
        ["note", "Ada", "[Shipping] costs her nothing", found.hits[0].seq],
        ["message", "Ada", "We [ship] it Thursday", found.hits[1].seq],
        ["message", undefined, "Do you [ship] the Übermäßig tent to Osaka?", found.hits[2].seq],
      ],
    );
    assert.ok(found.hits[0].seq > found.hits[1].seq && found.hits[1].seq > found.hits[2].seq);
    assert.deepEqual(found.cards.map((card) => card.enquiry), [enquiry]);
    assert.equal(found.next, undefined);
    for (const [text, number] of [["ubermassig", 1], ['"tent to"', 1], ['"to tent"', 0], ["osaka tent", 1], ["ship thursday", 1], ['"shi"', 0], ["shi", 3], ["*", 0], ['" OR "a', 0], ["words:ship", 0]]) {
      assert.equal((await ask(worker, service, people.ada, text)).hits.length, number, text);
    }
  });

  test("finds one and two characters of Chinese and Japanese", async () => {
    await talk("ada", "sales", ["明日は雨ですか？返品できますか", "我想申请退款", "ｶﾞﾗｽのコップ"]);
    await until(worker, service, people.ada, "退款", hits(1));
    for (const [text, fits] of [["雨", "明日は[雨]ですか？返品できますか"], ["返品", "明日は雨ですか？[返品]できますか"], ["できます", "明日は雨ですか？返品[できます]か"], ["款", "我想申请退[款]"], ["ガラス", "[ｶﾞﾗｽ]のコップ"]]) {
      const found = await ask(worker, service, people.ada, text);
      assert.deepEqual(found.hits.map(({ snippet }) => shown(snippet)), [fits], text);
    }
    assert.equal((await ask(worker, service, people.ada, "雪")).hits.length, 0);
  });

  test("finds people by name, e-mail address and phone number", async () => {
    const { enquiry, room } = await talk("ada", "sales", ["hello"]);
    room.send({ type: "leave_details", message: newId("msg"), details: { name: "Zoë Müller", email: "zoe.m@kite.example", phone: "+81 90-1234-5678" } });
    const found = await until(worker, service, people.ada, "zoe", (found) => found.people.length === 1);
    assert.equal(found.people[0].enquiry, enquiry);
    assert.match(shown(found.people[0].line), /^\[Zoë\] Müller · .* · \[zoe\]\.m@kite\.example · /);
    for (const text of ["muller", "kite.exa", "zoe.m@kite.example", "09012345678", "5678", "+81 90"]) {
      assert.deepEqual((await ask(worker, service, people.ada, text)).people.map((person) => person.contact.name), ["Zoë Müller"], text);
    }
    const { contact } = found.people[0];
    const theirs = await ask(worker, service, people.ada, "zoe", { contact: contact.id });
    assert.deepEqual([theirs.people.length, theirs.hits.map(({ kind }) => kind)], [0, ["form"]]);
    assert.equal((await ask(worker, service, people.ben, "zoe")).people.length, 0);
  });

  test("follows edits, recalls, labels, owners, and what is passed on", async () => {
    const label = await must(worker, "POST", `${service.base}/labels`, { as: people.owner, body: { name: "Urgent", color: "amber" } });
    const { enquiry, room, said } = await talk("ada", "sales", ["a heron stood there", "a pelican, too"]);
    const { entry } = await room.until((frame) => frame.entry?.message === said[0]);
    const other = (await room.until((frame) => frame.entry?.message === said[1])).entry;
    await until(worker, service, people.ada, "heron", hits(1));
    room.send({ type: "revise", message: newId("msg"), of: entry.seq, body: "a stork stood there" });
    room.send({ type: "revise", message: newId("msg"), of: other.seq });
    await until(worker, service, people.ada, "stork", hits(1));
    await until(worker, service, people.ada, "heron", hits(0));
    await until(worker, service, people.ada, "pelican", hits(0));

    assert.equal((await ask(worker, service, people.ada, "stork", { label: label.id })).hits.length, 0);
    await must(worker, "PUT", `${service.base}/enquiries/${enquiry}/labels/${label.id}`, { as: people.ada });
    await until(worker, service, people.ada, "stork", hits(1), { label: label.id });
    for (const [more, number] of [
      [{ tag: service.tags.sales.id }, 1],
      [{ tag: service.tags.support.id }, 0],
      [{ staff: people.ada.id }, 1],
      [{ staff: people.ben.id }, 0],
      [{ enquiry }, 1],
      [{ enquiry: newId("enq") }, 0],
      [{ contact_point: "unknown" }, 1],
      [{ contact_point: "site:acme.example" }, 0],
      [{ from_ms: entry.at_ms, until_ms: entry.at_ms + 1 }, 1],
      [{ from_ms: entry.at_ms + 1 }, 0],
      [{ until_ms: entry.at_ms }, 0],
    ]) {
      assert.equal((await ask(worker, service, people.sue, "stork", more)).hits.length, number, JSON.stringify(more));
    }
    // Ben finds it once it is passed on to those whom he serves with, and not before.
    assert.equal((await ask(worker, service, people.ben, "stork")).hits.length, 0);
    await must(worker, "POST", `${service.base}/enquiries/${enquiry}/close`, { as: people.ada });
    await until(worker, service, people.ada, "stork", (found) => found.cards[0]?.phase === "closed");
    await must(worker, "DELETE", `${service.base}/enquiries/${enquiry}/labels/${label.id}`, { as: people.ada });
    await until(worker, service, people.ada, "stork", hits(0), { label: label.id });
  });

  test("shows nobody what they may not read", async () => {
    const { enquiry } = await talk("ben", "support", ["the flamingo is ours", "# a flamingo, noted"]);
    await until(worker, service, people.ben, "flamingo", hits(2));
    for (const [who, number] of [["sue", 2], ["owner", 2], ["ada", 0]]) {
      const found = await ask(worker, service, people[who], "flamingo");
      assert.deepEqual([found.hits.length, found.cards.length], [number, number && 1], who);
    }
    for (const more of [{ enquiry }, { tag: service.tags.support.id }, { staff: people.ben.id }]) {
      const found = await ask(worker, service, people.ada, "flamingo", more);
      assert.deepEqual([found.hits, found.people, found.cards, found.next], [[], [], [], undefined], "nor that there is something");
    }
    // Of the same tag, but a colleague's while they work on it.
    await must(worker, "PUT", `${service.base}/enquiries/${enquiry}/guests/${people.ada.id}`, { as: people.ben });
    await until(worker, service, people.ada, "flamingo", hits(2));
    await must(worker, "DELETE", `${service.base}/enquiries/${enquiry}/guests/${people.ada.id}`, { as: people.ben });
    assert.equal((await ask(worker, service, people.ada, "flamingo")).hits.length, 0, "at once, whatever the index holds");
    // Visitors and strangers find nothing at all.
    const visitor = await makeVisitor(worker, service);
    for (const as of [visitor, undefined]) {
      assert.equal((await request(worker, "POST", `${service.base}/search`, { as, body: { text: "flamingo" } })).status, 401);
    }
  });

  test("comes in pages that neither miss nor repeat anything", async () => {
    const words = Array.from({ length: 45 }, (_, number) => `bittern ${number}`);
    await talk("ada", "sales", words);
    await until(worker, service, people.ada, '"bittern 44"', hits(1));
    const all = [];
    let before;
    for (const sizes = [20, 20, 5]; sizes.length > 0; ) {
      const found = await ask(worker, service, people.ada, "bittern", { before });
      assert.equal(found.hits.length, sizes.shift());
      all.push(...found.hits.map(({ snippet }) => snippet.text));
      before = found.next;
      // What is said meanwhile moves nothing.
      if (sizes.length === 2) {
        await talk("ada", "sales", ["bittern new"]);
        await until(worker, service, people.ada, '"bittern new"', hits(1));
      }
    }
    assert.equal(before, undefined);
    assert.deepEqual(all, words.toReversed());
    assert.equal((await request(worker, "POST", `${service.base}/search`, { as: people.ada, body: { text: "bittern", before: "x" } })).status, 400);
    assert.equal((await request(worker, "POST", `${service.base}/search`, { as: people.ada, body: { text: " " } })).status, 400);
  });
});

test("after any number of crashes nothing that was said is missing, and nothing is there twice", async () => {
  const state = await mkdtemp(path.join(tmpdir(), "frontdesk-search-"));
  let worker = await startWorker({ state });
  try {
    const service = await makeService(worker, { slug: "crash", staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    const { ada } = service.people;
    const visitors = [];
    for (let number = 0; number < 3; number += 1) {
      const visitor = await makeVisitor(worker, service);
      const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
      await must(worker, "POST", `${service.base}/enquiries/${enquiry}/follow-up`, { as: ada });
      visitors.push(new RoomClient(() => worker, `${service.base}/visitor/rooms/${enquiry}/socket`, visitor, { name: `visitor ${number}` }));
    }
    let said = 0;
    for (let round = 0; round < 3; round += 1) {
      for (const visitor of visitors) await visitor.until((it) => it.online, "connection");
      for (let word = 0; word < 12; word += 1) {
        for (const visitor of visitors) visitor.say(`sandpiper ${(said += 1)}`);
        await sleep(40);
      }
      // In the middle of being reported and read: at another place each time.
      await sleep(round * 1_100);
      await worker.kill();
      worker = await startWorker({ state, port: worker.port });
    }
    for (const visitor of visitors) await visitor.until((it) => it.pending.size === 0, "acknowledgement of everything");
    const everything = async () => {
      const all = [];
      for (let before; ; ) {
        const found = await ask(worker, service, ada, "sandpiper", { before });
        all.push(...found.hits.map(({ enquiry, seq, snippet }) => `${enquiry} ${seq} ${snippet.text}`));
        before = found.next;
        if (before === undefined) return all;
      }
    };
    let found = [];
    for (const end = Date.now() + 40_000; found.length < said && Date.now() < end; await sleep(300)) found = await everything();
    assert.equal(found.length, said);
    assert.equal(new Set(found.map((line) => line.split(" ").at(-1))).size, said);
    for (const visitor of visitors) {
      assert.deepEqual(visitor.faults, []);
      visitor.stop();
    }
  } finally {
    await worker.stop();
    await rm(state, { recursive: true, force: true });
  }
});
