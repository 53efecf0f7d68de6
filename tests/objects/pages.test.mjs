// The pages that the worker serves: what they may load, who may frame them, and what is in them.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { makeService, must, request } from "../kit/people.mjs";
import { startHarness } from "../kit/worker.mjs";

let worker, acme;
before(async () => {
  worker = await startHarness();
  acme = await makeService(worker, { sites: ["https://www.example.com", "https://*.example.org"], settings: { name: "Acme </script><script>alert(1)</script> & Söhne" } });
});
after(() => worker.stop());

const page = (path, headers) => request(worker, "GET", path, { headers });
const policy = (headers) => new Map(headers.get("content-security-policy").split(";").map((part) => part.trim().split(" ")).map(([name, ...values]) => [name, values]));

test("the chat may be framed by the service's sites, and by nobody else", async () => {
  const { status, headers } = await page("/widget/acme");
  assert.equal(status, 200);
  assert.deepEqual(policy(headers).get("frame-ancestors").toSorted(), ["'self'", "https://*.example.org", "https://www.example.com"]);
  await must(worker, "PUT", `${acme.base}/settings`, { as: acme.people.owner, body: { ...(await must(worker, "GET", `${acme.base}/settings`, { as: acme.people.owner })), sites: [] } });
  assert.deepEqual(policy((await page("/widget/acme")).headers).get("frame-ancestors"), ["'self'"]);
  for (const path of ["/desk/acme", "/setup", "/", "/desk/nobody"]) {
    const framed = policy((await page(path)).headers).get("frame-ancestors");
    assert.deepEqual(framed, ["'none'"], path);
  }
});

test("pages run nothing but our own files and the scripts whose hash they name", async () => {
  for (const path of ["/widget/acme", "/desk/acme", "/setup", "/", "/nothing/here"]) {
    const { headers, body } = await page(path);
    const rules = policy(headers);
    assert.deepEqual(rules.get("default-src"), ["'none'"], path);
    const scripts = rules.get("script-src") ?? [];
    assert.ok(!scripts.includes("'unsafe-inline'") && !scripts.includes("'unsafe-eval'"), path);
    for (const [, attributes, content] of body.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
      if (/\bsrc=/.test(attributes) || /application\/json/.test(attributes)) continue;
      const hash = `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
      assert.ok(scripts.includes(hash), `${path}: an inline script without its hash`);
    }
    assert.doesNotMatch(body, /\son\w+=|javascript:|\sstyle="/, path);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    assert.ok(headers.get("referrer-policy"));
  }
});

test("the plugin for WordPress is handed out as it was built", async () => {
  const answer = await fetch(`${worker.origin}/frontdesk-wordpress.zip`);
  const { headers } = answer;
  assert.deepEqual(Buffer.from(await answer.arrayBuffer()), await readFile(new URL("../../build/assets/frontdesk-wordpress.zip", import.meta.url)));
  assert.match(headers.get("content-type"), /zip/);
  assert.match(headers.get("content-disposition"), /^attachment; filename="frontdesk-wordpress\.zip"$/);
});

test("the picture in front of videos is where messaging services fetch it, and is a picture", async () => {
  const response = await fetch(`${worker.origin}/channel/play.png`);
  assert.deepEqual([response.status, response.headers.get("content-type")], [200, "image/png"]);
  assert.equal(Buffer.from(await response.arrayBuffer()).subarray(1, 4).toString(), "PNG");
});

test("what an owner tries is shown to their own console alone, and runs no more than it says", async () => {
  const cta = { name: "Sale", handle: "sale", target: { kind: "staff", staff: acme.people.owner.id }, text: { en: "<b>Sale</b>", ja: "セール" } };
  const path = (preview, more = "") => `/widget/acme/preview?lang=en${more}&preview=${encodeURIComponent(JSON.stringify(preview))}`;
  const own = { "sec-fetch-site": "same-origin", "sec-fetch-dest": "iframe" };
  for (const headers of [{}, { ...own, "sec-fetch-site": "cross-site" }, { ...own, "sec-fetch-dest": "document" }]) {
    assert.equal((await page(path({ cta }), headers)).status, 404);
  }
  assert.equal((await page("/widget/acme/preview", own)).status, 404);
  const { status, headers, body } = await page(path({ cta, appearance: { color: "#17604d" } }), own);
  assert.equal(status, 200);
  const rules = policy(headers);
  assert.deepEqual([rules.get("frame-ancestors"), rules.get("frame-src"), rules.get("default-src")], [["'self'"], ["'self'"], ["'none'"]]);
  const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const [, look, words] = /data-frontdesk="cta:sale" style="([^"]+)">(.+?)<\/button>/.exec(body);
  assert.equal(words, "&lt;b&gt;Sale&lt;/b&gt;");
  assert.match(look, /background:#17604d/);
  assert.ok(rules.get("style-src").includes(hash(look)) && !rules.get("style-src").includes("'unsafe-inline'"));
  assert.ok(rules.get("script-src").includes(hash(/<script>([\s\S]*?)<\/script>/.exec(body)[1])));
  assert.match((await page(path({ cta }, "&lang=ja&own=off").replace("lang=en&", ""), own)).body, /<button type="button" data-frontdesk="cta:sale">セール<\/button>/);
  assert.match((await page(path({}).replace("lang=en", 'lang="><script>'), own)).body, /lang="&quot;&gt;&lt;script&gt;"/);
});

test("pages may open sockets to their own host, by its name too", async () => {
  // Safari before 15.4 takes 'self' for http alone.
  for (const path of ["/widget/acme", "/desk/acme"]) {
    assert.deepEqual(policy((await page(path)).headers).get("connect-src"), ["'self'", worker.origin.replace("http", "ws")], path);
  }
});

test("the chat's page speaks the language that the loader names, before the reader's own", async () => {
  const { body } = await page("/widget/acme?lang=ja-JP", { "accept-language": "en" });
  assert.match(body, /lang="ja"[\s\S]*placeholder="メッセージを入力…"/);
  assert.match((await page("/widget/acme?lang=xx", { "accept-language": "zh-TW" })).body, /placeholder="輸入訊息…"/);
});

test("every file that a page names is there, and is kept for ever", async () => {
  for (const path of ["/widget/acme", "/desk/acme", "/setup"]) {
    const { body } = await page(path);
    const named = [...body.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file);
    assert.ok(named.length > 0, path);
    for (const file of new Set(named)) {
      const { status, headers } = await request(worker, "GET", file);
      assert.equal(status, 200, file);
      assert.match(headers.get("cache-control"), /immutable/, file);
    }
  }
});

test("the directory is in the chat's page, and no name gets out of it", async () => {
  const { body } = await page("/widget/acme");
  const inlined = /<script type="application\/json" id="directory">([\s\S]*?)<\/script>/.exec(body)[1];
  assert.deepEqual(JSON.parse(inlined), await must(worker, "GET", `${acme.base}/directory`));
  assert.doesNotMatch(body, /<script>alert/);
});

test("pages speak the visitor's language where they can", async () => {
  for (const [accept, lang] of [["ja", "ja"], ["zh-TW,zh;q=0.9", "zh-Hant"], ["zh-CN", "zh-Hans"], ["de,en;q=0.5", "en"], ["de", "en"], ["", "en"], ["*;q=x,,;", "en"]]) {
    const { body } = await page("/setup", { "accept-language": accept });
    assert.match(body, new RegExp(`<html lang="${lang}"`), accept);
  }
});

test("what isn't there is said in words", async () => {
  for (const path of ["/desk/nobody", "/widget/nobody", "/desk/NOT-A-SLUG", "/nothing", "/l/acme/x", "/files/x", "/desk/acme/more"]) {
    const { status, headers, body } = await page(path);
    assert.equal(status, 404, path);
    assert.match(headers.get("content-type"), /text\/html/, path);
    assert.match(body, /<h1/, path);
  }
});

test("the loader may be loaded by every site, and is asked for anew soon", async () => {
  const { status, headers } = await page("/widget.js");
  assert.equal(status, 200);
  assert.match(headers.get("content-type"), /javascript/);
  assert.equal(headers.get("cache-control"), "public, max-age=300, stale-while-revalidate=86400");
  assert.equal(headers.get("cross-origin-resource-policy"), "cross-origin");
});

test("pages are read, not written", async () => {
  for (const method of ["POST", "PUT", "DELETE"]) {
    assert.equal((await request(worker, method, "/setup", { body: {} })).status, 405);
  }
  assert.equal((await fetch(`${worker.origin}/setup`, { method: "HEAD" })).status, 200);
  assert.equal((await page("/health")).body, "ok");
});
