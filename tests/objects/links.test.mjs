// Weblinks as they are asked for: the page, its share card, who is offered where there is none, and what its button leads to.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";

import { makeService, makeVisitor, must, openDesk, raise, request } from "../kit/people.mjs";
import { startHarness } from "../kit/worker.mjs";

const NAME = "Acme </title><script>alert(1)</script> & Söhne";
let worker, acme;
before(async () => {
  worker = await startHarness();
  acme = await makeService(worker, { staff: { ada: "agent", cleo: "agent" }, tags: { sales: ["ada"], help: ["cleo"] }, settings: { name: NAME } });
});
after(() => worker.stop());

const page = (path, headers) => request(worker, "GET", path, { headers });
const meta = (body, name) => new RegExp(`<meta (?:name|property)="${name}" content="([^"]*)"`).exec(body)?.[1];
const button = (body) => /class="link-engage" href="([^"]*)"/.exec(body)[1].replaceAll("&amp;", "&");

test("every tag and every person has a page of their own, without anybody setting it up", async () => {
  for (const [handle, name, target] of [["sales", "Sales", "#tag:sales"], ["ada", "Ada", "#staff:ada"]]) {
    const { status, headers, body } = await page(`/l/acme/${handle}`);
    assert.equal(status, 200);
    assert.match(headers.get("content-type"), /^text\/html/);
    assert.match(body, new RegExp(`<h1 class="link-name"><bdi>${name}</bdi></h1>`));
    assert.match(body, />Engage Now<\/a>/);
    assert.equal(button(body), `/widget/acme?link=${handle}${target}`);
  }
});

test("the page is one request that runs nothing but its own script", async () => {
  const { body, headers } = await page("/l/acme/sales");
  const policy = headers.get("content-security-policy");
  for (const [, kind, content] of body.matchAll(/<(script|style)>([\s\S]*?)<\/\1>/g)) {
    const hash = `'sha256-${createHash("sha256").update(content).digest("base64")}'`;
    assert.ok(policy.includes(`${kind}-src ${hash}`), kind);
  }
  assert.doesNotMatch(body, /<script>alert|\ssrc=|rel="(stylesheet|preload)"|\sstyle="/);
  assert.doesNotMatch(policy, /unsafe/);
});

test("what others show of a link has its title, its words and an absolute picture", async () => {
  const { body } = await page("/l/acme/sales");
  assert.equal(meta(body, "og:title"), "Sales · Acme &lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; Söhne");
  assert.equal(meta(body, "og:url"), `${worker.origin}/l/acme/sales`);
  assert.equal(meta(body, "twitter:card"), "summary_large_image");
  assert.match(meta(body, "description"), /^Chat with Sales at Acme/);
  const picture = await fetch(meta(body, "og:image"));
  assert.equal(picture.headers.get("content-type"), "image/png");
  const bytes = Buffer.from(await picture.arrayBuffer());
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [1200, 630]);
  assert.ok(bytes.length < 300_000, `${bytes.length} bytes`);
});

test("the page speaks the reader's language, else the service's, else English", async () => {
  for (const [accept, lang, words] of [["ja", "ja", "今すぐ相談する"], ["zh-TW", "zh-Hant", "立即聯絡"], ["zh-CN,en;q=0.5", "zh-Hans", "立即联系"], ["fr", "en", "Engage Now"]]) {
    const { body } = await page("/l/acme/sales", { "accept-language": accept });
    assert.match(body, new RegExp(`<html lang="${lang}"`), accept);
    assert.ok(body.includes(words), accept);
  }
  await makeService(worker, { slug: "tokyo", settings: { languages: ["ja", "en"] }, tags: {} });
  assert.match((await page("/l/tokyo/chat", { "accept-language": "fr" })).body, /<html lang="ja"/);
  assert.match((await page("/l/tokyo/chat?lang=zh-Hant", { "accept-language": "fr" })).body, /<html lang="zh-Hant"/);
});

test("the page says whether somebody is there, unless the service keeps it to itself", async () => {
  assert.match((await page("/l/acme/help")).body, /Away right now/);
  const desk = await openDesk(worker, acme, acme.people.cleo);
  const as = acme.people.owner;
  const { revision, ...settings } = await must(worker, "GET", `${acme.base}/settings`, { as });
  // Each change is seen at once: pages have nothing that is older.
  await must(worker, "PUT", `${acme.base}/settings`, { as, body: { ...settings, show_online: false } });
  assert.doesNotMatch((await page("/l/acme/help")).body, /Online now|Away right now/);
  await must(worker, "PUT", `${acme.base}/settings`, { as, body: settings });
  assert.match((await page("/l/acme/help")).body, /Online now/);
  await desk.end();
});

test("campaign values and the way there go on into the chat", async () => {
  const { body } = await page("/l/acme/sales?utm_source=letter&utm_campaign=%E6%98%A5&utm_own=1&size=2&via=qr", { referer: "https://search.example/?q=x" });
  const chat = new URL(button(body), worker.origin);
  assert.deepEqual([...chat.searchParams], [["link", "sales"], ["utm_source", "letter"], ["utm_campaign", "春"], ["utm_own", "1"], ["via", "qr"], ["from", "https://search.example/?q=x"]]);
  assert.equal(chat.hash, "#tag:sales");
});

test("an enquiry keeps the link that it came by, if there is one", async () => {
  const details = async (link) => {
    const visitor = await makeVisitor(worker, acme);
    const { enquiry } = await raise(worker, acme, visitor, { tag: acme.tags.sales }, { link, page: { url: `${worker.origin}/l/acme/sales?utm_source=letter` } });
    return must(worker, "GET", `${acme.base}/enquiries/${enquiry}`, { as: acme.people.owner });
  };
  const { card, utm } = await details("sales");
  assert.equal(card.link, "sales");
  assert.deepEqual(utm, [["utm_source", "letter"]]);
  assert.equal((await details("ada")).card.link, "ada");
  assert.equal((await details("made-up")).card.link, undefined);
});

test("a link that isn't there is told kindly, with whom one can reach instead", async () => {
  const { status, body } = await page("/l/acme/gone");
  assert.equal(status, 404);
  assert.match(body, /<h1 class="link-name">There is no such link<\/h1>/);
  assert.match(body, /<a href="\/l\/acme\/sales"/);
  assert.match(body, /href="\/widget\/acme"/);
  assert.doesNotMatch(body, /<script>/);
  for (const path of ["/l/nobody/sales", "/l/NOT-A-SLUG/sales", "/l/acme/%00", "/l/acme"]) {
    assert.equal((await page(path)).status, 404, path);
  }
});

test("what comes by a link is counted, and who came is not", async () => {
  const shop = await makeService(worker, { slug: "shop", staff: { ben: "agent" }, tags: { sales: ["ben"] } });
  const as = shop.people.owner;
  const counts = () => must(worker, "GET", `${shop.base}/links/counts`, { as });
  assert.deepEqual(await counts(), []);
  const spring = "utm_campaign=spring";
  for (const [path, headers] of [["sales"], [`sales?${spring}`], [`sales?${spring}&via=qr`], ["sales", { "user-agent": "WhatsApp/2.23" }], ["sales", { "sec-purpose": "prefetch" }], ["gone"]]) {
    await page(`/l/shop/${path}`, headers);
  }
  await fetch(`${worker.origin}/l/shop/sales`, { method: "HEAD" });
  await page("/l/shop/sales/qr.svg");
  const desk = await openDesk(worker, shop, shop.people.ben);
  for (const answered of [true, false]) {
    const visitor = await makeVisitor(worker, shop);
    const { enquiry } = await raise(worker, shop, visitor, { tag: shop.tags.sales }, { link: "sales", page: { url: `${worker.origin}/l/shop/sales?${spring}` } });
    if (answered) await must(worker, "POST", `${shop.base}/enquiries/${enquiry}/answer`, { as: shop.people.ben });
  }
  const one = { visits: 3, scans: 1, raised: 2, answered: 1 };
  for (const until = Date.now() + 15_000; (await counts())[0].visits < 3 && Date.now() < until; ) await new Promise((done) => setTimeout(done, 250));
  assert.deepEqual(await counts(), [{ link: "sales", ...one, campaigns: [{ campaign: "spring", ...one, visits: 2 }] }]);
  await desk.end();
});

test("campaigns that somebody made up keep out none that the owner prints", async () => {
  const shop = await makeService(worker, { slug: "flooded" });
  const counts = async () => (await must(worker, "GET", `${shop.base}/links/counts`, { as: shop.people.owner }))[0];
  for (let number = 0; number < 60; number += 1) await page(`/l/flooded/chat?utm_campaign=junk${number}`);
  for (const until = Date.now() + 15_000; ((await counts())?.visits ?? 0) < 60 && Date.now() < until; ) await new Promise((done) => setTimeout(done, 250));
  assert.equal((await counts()).campaigns.length, 50);
  const { tags } = await must(worker, "GET", `${shop.base}/directory`);
  await raise(worker, shop, await makeVisitor(worker, shop), { tag: tags[0].id }, { link: "chat", page: { url: `${worker.origin}/l/flooded/chat?utm_campaign=spring` } });
  const { visits, campaigns } = await counts();
  assert.equal(visits, 60, "no visit is lost to the link's own numbers");
  assert.deepEqual([campaigns.length, campaigns.find(({ campaign }) => campaign === "spring")?.raised], [50, 1]);
});

test("a picture that can't be is refused in words", async () => {
  for (const [path, status, code] of [
    ["/l/acme/gone/qr.svg", 404, "not_found"],
    ["/l/nobody/sales/qr.png", 404, "not_found"],
    ["/l/acme/sales/qr.gif", 404, "not_found"],
    ["/l/acme/sales/qr.png?size=63", 400, "malformed"],
    ["/l/acme/sales/qr.png?size=9999", 400, "malformed"],
    ["/l/acme/sales/qr.png?size=64&quiet_zone=20", 400, "malformed"],
    ["/l/acme/sales/qr.svg?foreground=ffff00", 400, "malformed"],
    ["/l/acme/sales/qr.svg?foreground=ffffff&background=000000", 400, "malformed"],
    ["/l/acme/sales/qr.svg?logo=1&level=l", 400, "malformed"],
  ]) {
    const answer = await page(path);
    assert.deepEqual([answer.status, answer.body.error.code], [status, code], path);
    assert.ok(answer.body.error.message.length > 10);
  }
  assert.match((await page("/l/acme/sales/qr.svg")).headers.get("cache-control"), /max-age=300/);
});

test("the page has the owner's colours, and is light or dark as the owner wants", async () => {
  const as = acme.people.owner;
  assert.match((await page("/l/acme/sales")).body, /<style>@layer|<style>:root\{--chat-accent:#2457e6\}/);
  for (const [scheme, media] of [["auto", "@media (prefers-color-scheme: dark)"], ["light", "@media not all"], ["dark", "@media all"]]) {
    await must(worker, "PUT", `${acme.base}/appearance`, { as, body: { color: "#17604d", dark_color: "#4cc9a4", scheme } });
    const { body } = await page("/l/acme/sales");
    assert.match(body, scheme === "dark" ? /--chat-accent:#4cc9a4/ : /--chat-accent:#17604d/, scheme);
    assert.ok(body.includes(media), scheme);
    assert.match((await page("/l/acme/sales/print")).body, /--chat-accent:#17604d[\s\S]*@media not all/);
  }
});

test("an owner's link has an address that stays, whatever becomes of it", async () => {
  const as = acme.people.owner;
  const campaign = await must(worker, "POST", `${acme.base}/campaigns`, { as, body: { name: "Spring", values: { utm_campaign: "spring", utm_source: "poster" } } });
  const settings = {
    handle: "poster",
    name: "Poster at the station",
    target: { kind: "tag", tag: acme.tags.sales.id },
    button: { en: "Book a fitting", ja: "試着を予約" },
    description: { en: "Boots that <i>fit</i>" },
    campaign: campaign.id,
    qr: { foreground: "#2457e6", level: "h", logo: true },
  };
  let link = await must(worker, "POST", `${acme.base}/links`, { as, body: settings });
  const { body } = await page("/l/acme/poster?utm_source=bus");
  assert.match(body, /<h1 class="link-name"><bdi>Sales<\/bdi><\/h1>\n<p class="link-more"><bdi>Boots that &lt;i&gt;fit&lt;\/i&gt;<\/bdi><\/p>/);
  assert.match(body, />Book a fitting<\/a>/);
  assert.doesNotMatch(body, /station/);
  assert.equal(button(body), "/widget/acme?link=poster&utm_source=bus&utm_campaign=spring#tag:sales");
  assert.match((await page("/l/acme/poster", { "accept-language": "ja" })).body, />試着を予約<\/a>/);
  assert.match((await page("/l/acme/poster/qr.svg")).body, /fill="#2457e6"[\s\S]*<image /);

  const put = async (change) => {
    const { id, revision, ...known } = link;
    link = await must(worker, "PUT", `${acme.base}/links/${id}`, { as, body: { ...known, ...change, revision } });
    return page("/l/acme/poster");
  };
  const ada = { kind: "staff", staff: acme.people.ada.id };
  assert.match((await put({ handle: "window", name: "Window", target: ada })).body, /<h1 class="link-name"><bdi>Ada<\/bdi><\/h1>/);
  assert.equal(link.handle, "poster");
  for (const change of [{ off: true }, { off: false, ends_at_ms: Date.now() - 1 }]) {
    const { status, body } = await put(change);
    assert.equal(status, 410);
    assert.match(body, /<h1 class="link-name">This link isn’t in use any more<\/h1>[\s\S]*href="\/l\/acme\/sales"/);
    assert.equal((await page("/l/acme/poster/qr.svg")).status, 404);
  }
  assert.equal((await put({ ends_at_ms: Date.now() + 60_000 })).status, 200);

  // The person leaves; what is printed goes on to say whom one can reach.
  await must(worker, "DELETE", `${acme.base}/tags/${acme.tags.sales.id}`, { as });
  await must(worker, "DELETE", `${acme.base}/staff/${acme.people.ada.id}`, { as });
  assert.equal((await page("/l/acme/poster")).status, 410);
  const [kept] = await must(worker, "GET", `${acme.base}/links`, { as });
  assert.equal(kept.target, undefined);
  await must(worker, "DELETE", `${acme.base}/links/${kept.id}`, { as });
  assert.equal((await page("/l/acme/poster")).status, 404);
});
