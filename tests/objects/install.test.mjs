// The owner asks whether a page carries the widget rightly: what is wrong is said, with the line that mends it, and the asking
// is no way to where only the worker gets.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeService, request } from "../kit/people.mjs";
import { serve } from "../kit/server.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker;
let acme;
let site;
const pages = new Map();
before(async () => {
  worker = await startWorker();
  site = await serve((path) => pages.get(path));
  acme = await makeService(worker, { sites: [site.origin], staff: { ada: "agent" } });
});
after(async () => {
  await site.close();
  await worker.stop();
});

const ask = (address, as = acme.people.owner, at = worker) => request(at, "POST", `${acme.base}/install/check`, { as, body: { address } });

/** Checks a page with this in its head. */
async function check(head, { headers, type } = {}) {
  pages.set("/page", { headers, type, body: `<!doctype html><title>x</title>${head}<h1>Acme</h1>` });
  const { status, body } = await ask(`${site.origin}/page`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}
const own = () => `<script async src="${worker.origin}/widget/acme.js"></script>`;

test("both snippets are found where they are right", async () => {
  assert.deepEqual(await check(own()), { address: `${site.origin}/page`, snippet: "own", findings: [] });
  const plain = `<SCRIPT async data-service=acme src='${worker.origin}/widget.js'></SCRIPT>`;
  assert.deepEqual((await check(plain)).snippet, "plain");
});

test("what stands in the way is said", async () => {
  assert.deepEqual((await check("")).findings, [{ finding: "no_script" }]);
  assert.deepEqual((await check(`<!-- ${own()} --><template></template>`)).findings, [{ finding: "no_script" }]);
  assert.deepEqual((await check(own().replace("acme", "acne"))).findings, [{ finding: "other_service", service: "acne" }]);
  assert.deepEqual((await check(own() + own())).findings, [{ finding: "twice" }]);
  const elsewhere = await serve(() => ({ body: own() }));
  const { body } = await ask(elsewhere.origin);
  assert.deepEqual(body.findings, [{ finding: "site_not_allowed", site: elsewhere.origin }]);
  await elsewhere.close();
  assert.deepEqual((await ask(`${site.origin}/gone`)).body.findings, [{ finding: "unreachable", status: 404 }]);
  assert.deepEqual((await ask(elsewhere.origin)).body.findings, [{ finding: "unreachable" }]);
  assert.deepEqual((await check("", { type: "image/png" })).findings, [{ finding: "no_page" }]);
});

test("a policy that forbids it is answered with the very lines, from the header and from the page", async () => {
  const lines = [
    { finding: "script_forbidden", line: `script-src 'self' ${worker.origin}` },
    { finding: "frame_forbidden", line: `frame-src 'self' ${worker.origin}` },
  ];
  assert.deepEqual((await check(own(), { headers: { "content-security-policy": "default-src 'self'" } })).findings, lines);
  assert.deepEqual((await check(`<meta http-equiv="content-security-policy" content="default-src 'self'">${own()}`)).findings, lines);
  const mended = lines.map(({ line }) => line).join("; ");
  assert.deepEqual((await check(own(), { headers: { "content-security-policy": mended } })).findings, []);
});

test("it goes where the page leads, and no further than that", async () => {
  pages.set("/old", { status: 301, headers: { location: "/page" } });
  await check(own());
  assert.equal((await ask(`${site.origin}/old`)).body.address, `${site.origin}/page`);
  pages.set("/round", { status: 302, headers: { location: "/round" } });
  assert.deepEqual((await ask(`${site.origin}/round`)).body.findings, [{ finding: "unreachable" }]);
  pages.set("/home", { status: 302, headers: { location: `${worker.origin}/api/v1/openapi.json` } });
  const led = await ask(`${site.origin}/home`);
  assert.deepEqual([led.status, led.body.error.field], [400, "address"]);
  pages.set("/endless", { body: "<p>x</p>".repeat(1_000_000) + own() });
  assert.deepEqual((await ask(`${site.origin}/endless`)).body.findings, [{ finding: "no_script" }]);
});

test("only who may set things up can ask", async () => {
  assert.equal((await ask(site.origin, acme.people.ada)).status, 403);
  assert.equal((await ask(site.origin, {})).status, 401);
});

test("a deployment asks for nothing but public names", async (t) => {
  const strict = await startWorker({ vars: { SETUP: "once" } });
  t.after(() => strict.stop());
  const service = await makeService(strict, { slug: "acme" });
  const asked = site.asked.length;
  const hidden = [`${site.origin}\\@www.example.com/page`, `${strict.origin}\\@www.example.com/health`, "http://127.0.0.1\\.example.com/"];
  for (const address of [...hidden, `${site.origin}/page`, "http://localhost/", "http://[::1]/", "http://169.254.169.254/", "http://intranet/", "https://example.com:8443/", "ftp://example.com/"]) {
    const { status, body } = await ask(address, service.people.owner, strict);
    assert.deepEqual([status, body.error.code], [400, "malformed"], address);
  }
  assert.equal(site.asked.length, asked);
});
