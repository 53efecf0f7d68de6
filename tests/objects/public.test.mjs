// What anybody may know of a service is read from its Desk once in a while, however many pages carry the widget.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { makeService, must } from "../kit/people.mjs";
import { startHarness } from "../kit/worker.mjs";

/** How long an answer of the Desk is good for: `FRESH_MS` in edge/src/route/public.rs. */
const FRESH_MS = 10_000;

let worker;
before(async () => (worker = await startHarness()));
after(() => worker.stop());

test("a thousand loads read the Desk at most once in ten seconds", async () => {
  const { slug, base } = await makeService(worker, { slug: "crowded" });
  const desk = () => worker.worker.getDurableObjectStorage("DESK", { name: slug });
  const seen = new Set();
  const begun = Date.now();
  for (let batch = 0; batch < 20; batch += 1) {
    // Behind the worker's back: who sees this name has it from a Desk that was asked after this moment.
    await (await desk()).exec(`UPDATE item SET settings = json_set(settings, '$.name', 'Name ${batch}') WHERE kind = 'service'`);
    await worker.worker.evictDurableObject("DESK", { name: slug, webSockets: "close" });
    const loads = Array.from({ length: 25 }, async () => {
      const page = await fetch(`${worker.origin}/widget/${slug}`).then((answer) => answer.text());
      seen.add(/<title>([^<]*)/.exec(page)[1]);
      seen.add((await must(worker, "GET", `${base}/directory`)).service.name);
    });
    await Promise.all(loads);
  }
  const periods = Math.floor((Date.now() - begun) / FRESH_MS) + 1;
  // The first one may have been read before the first batch.
  assert.ok(seen.size <= periods + 1, `${[...seen]} in ${periods} periods`);
});

test("an open chat that asks again is told in a few bytes that nothing changed, and at once what did", async () => {
  const { base, people } = await makeService(worker, { slug: "asked" });
  const ask = (mark) => fetch(`${worker.origin}${base}/directory`, { headers: mark ? { "if-none-match": mark } : {} });
  const first = await ask();
  const mark = first.headers.get("etag");
  assert.deepEqual([first.status, first.headers.get("cache-control")], [200, "no-cache"]);
  const [{ id, revision, ...tag }] = await must(worker, "GET", `${base}/tags`, { as: people.owner });
  const same = await ask(`W/${mark}`);
  assert.deepEqual([same.status, await same.text(), same.headers.get("etag")], [304, "", mark]);
  await must(worker, "PUT", `${base}/tags/${id}`, { as: people.owner, body: { revision, ...tag, name: "Ask us" } });
  const other = await ask(mark);
  assert.equal(other.status, 200);
  assert.equal((await other.json()).tags[0].name, "Ask us");
  assert.notEqual(other.headers.get("etag"), mark);
});

test("who asks again and again gets nothing older than what is fresh", async () => {
  const { slug, base } = await makeService(worker, { slug: "patient" });
  const name = async () => (await must(worker, "GET", `${base}/directory`)).service.name;
  await name();
  const desk = await worker.worker.getDurableObjectStorage("DESK", { name: slug });
  await desk.exec("UPDATE item SET settings = json_set(settings, '$.name', 'Renamed') WHERE kind = 'service'");
  await worker.worker.evictDurableObject("DESK", { name: slug, webSockets: "close" });
  await new Promise((done) => setTimeout(done, FRESH_MS + 500));
  assert.equal(await name(), "Renamed");
});
