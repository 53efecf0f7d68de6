// How far a service is on its way to its first enquiry: each step is ticked by what there is, and by nothing else.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { makeService, makeVisitor, must, raise, request } from "../kit/people.mjs";
import { serve } from "../kit/server.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, made = 0;
before(async () => (worker = await startWorker()));
after(() => worker.stop());

const service = (options) => makeService(worker, { slug: `guide-${(made += 1)}`, ...options });
const guide = ({ base, people }) => must(worker, "GET", `${base}/guide`, { as: people.owner });
const SITE = "https://www.example.com";

/** Asks until it is so; what is told aside comes a moment later. */
async function until(acme, is) {
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((done) => setTimeout(done, 100))) {
    const now = await guide(acme);
    if (is(now)) return now;
  }
  assert.fail(JSON.stringify(await guide(acme)));
}

test("a new service has one topic that its owner answers, and nothing else", async () => {
  assert.deepEqual(await guide(await service()), { settled: false, tags: ["chat"], styled: false, visits: 0, colleagues: 0 });
});

test("each step ticks itself", async () => {
  const acme = await service();
  const as = acme.people.owner;
  const { id, revision, ...settings } = await must(worker, "GET", `${acme.base}/settings`, { as });
  await must(worker, "PUT", `${acme.base}/settings`, { as, body: { revision, ...settings, name: "Acme & Sons" } });
  assert.equal((await guide(acme)).settled, true);
  await must(worker, "PUT", `${acme.base}/appearance`, { as, body: { revision: 0, color: "#17604d" } });
  assert.equal((await guide(acme)).styled, true);
  const { invitation } = await must(worker, "POST", `${acme.base}/invitations`, { as, body: { email: "new@example.com", role: "agent" } });
  assert.equal((await guide(acme)).colleagues, 1);
  await request(worker, "DELETE", `${acme.base}/invitations/${invitation.id}`, { as });
  assert.equal((await guide(acme)).colleagues, 0, "what is taken back is no step");
  const visitor = await makeVisitor(worker, acme);
  const [tag] = (await must(worker, "GET", `${acme.base}/directory`)).tags;
  const { enquiry } = await raise(worker, acme, visitor, { tag });
  assert.equal((await guide(acme)).first, enquiry);
  await fetch(`${worker.origin}/l/${acme.slug}/chat`, { headers: { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0 Safari/537.36" } });
  await until(acme, ({ visits }) => visits === 1);
});

test("a site that carries the widget is seen: by the script, by the frame, or by a look at the page", async () => {
  for (const look of [
    (acme) => fetch(`${worker.origin}/widget/${acme.slug}.js`, { headers: { referer: `${SITE}/` } }),
    (acme) => fetch(`${worker.origin}/widget/${acme.slug}`, { headers: { referer: `${SITE}/a?b`, "sec-fetch-dest": "iframe" } }),
  ]) {
    const acme = await service({ sites: [SITE] });
    await look(acme);
    const { site } = await until(acme, ({ site }) => site);
    assert.equal(site.site, SITE, "its origin, and nothing of the page");
  }
  const page = await serve(() => ({ body: `<script async src="${worker.origin}/widget/seen-by-check.js"></script>` }));
  const acme = await service({ slug: "seen-by-check", sites: [page.origin] });
  await must(worker, "POST", `${acme.base}/install/check`, { as: acme.people.owner, body: { address: page.origin } });
  assert.equal((await until(acme, ({ site }) => site)).site.site, page.origin);
  await page.close();
});

test("strangers tick nothing", async () => {
  const acme = await service({ sites: [SITE] });
  for (const referer of ["https://evil.example/", `https://evil.example\\@www.example.com/`, `${SITE}.evil.example/`, "nonsense", `http://127.0.0.1/`]) {
    await fetch(`${worker.origin}/widget/${acme.slug}.js`, { headers: { referer } });
  }
  await fetch(`${worker.origin}/widget/${acme.slug}`, { headers: { referer: `${SITE}/` } });
  await new Promise((done) => setTimeout(done, 1_000));
  assert.equal((await guide(acme)).site, undefined);
});
