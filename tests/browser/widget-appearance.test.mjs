// What an owner sets of the chat's looks and its CTAs, on the owner's page and inside the chat, with both snippets.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "../kit/axe.mjs";
import { must, request } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage;
before(async () => {
  stage = await widgetStage({ settings: { languages: ["en", "ja"] } });
});
after(() => stage.close());

const owner = () => stage.acme.people.owner;
const change = (what, body) => must(stage.worker, "PUT", `${stage.acme.base}/${what}`, { as: owner(), body });
const makeCta = (body) =>
  must(stage.worker, "POST", `${stage.acme.base}/ctas`, {
    as: owner(),
    body: { name: body.handle, target: { kind: "tag", tag: stage.acme.tags.sales.id }, text: { en: "Summer sale" }, ...body },
  });

/** A page with the service's own script instead of the plain one. */
const visitOwn = ({ context = {} } = {}) => stage.visit({ own: true, context: { reducedMotion: "reduce", ...context } });
const accent = (locator) => locator.evaluate((it) => getComputedStyle(it).backgroundColor);

test("an appearance is checked, kept with a revision, and read by whoever hasn't set one", async () => {
  const { worker, acme } = stage;
  const untouched = await must(worker, "GET", `${acme.base}/appearance`, { as: owner() });
  assert.deepEqual([untouched.revision, untouched.color, untouched.directories], [0, "#2457e6", ["tags", "staff"]]);
  const refused = await request(worker, "PUT", `${acme.base}/appearance`, { as: owner(), body: { color: "#ffd500" } });
  assert.deepEqual([refused.status, refused.body.error.field], [400, "color"]);
  assert.match(refused.body.error.message, /#[0-9a-f]{6} is the nearest/);
});

test("the service's own script and the chat show what the owner set, in the reader's language", async () => {
  await change("appearance", {
    color: "#17604d",
    side: "start",
    foot_px: 60,
    shape: "round",
    icon: "question",
    label: { en: "Ask Acme", ja: "アクメに聞く" },
    greeting: { en: "Ahoy! What floats your boat?", ja: "ようこそ" },
    invitation: { en: "We have kayaks." },
    directories: ["staff", "tags"],
    tags: [stage.acme.tags.repairs.id],
  });
  const { page, launcher, chat } = await visitOwn();
  await page.getByRole("button", { name: "Ask Acme" }).waitFor();
  const box = await launcher.boundingBox();
  assert.deepEqual([box.x, box.y + box.height, box.width < 70], [20, 700, true]);
  assert.equal(await accent(launcher), "rgb(23, 96, 77)");
  await launcher.click();
  await chat.getByRole("heading", { name: "Ahoy! What floats your boat?" }).waitFor();
  await chat.getByText("We have kayaks.").waitFor();
  assert.equal(await accent(chat.locator(".home-bar")), "rgb(23, 96, 77)");
  assert.deepEqual(await chat.locator(".home-entries h2").allTextContents(), ["Staff", "Tags"]);
  assert.deepEqual((await chat.locator("section[aria-labelledby=tags] .entry-name").allTextContents()).slice(0, 1), ["Repairs"]);
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "appearance-own");
  await page.context().close();

  // The plain snippet knows nothing of it, but the chat inside does.
  const plain = await stage.visit({ path: "/?ja" });
  await plain.open();
  await plain.chat.getByRole("heading", { name: "ようこそ" }).waitFor();
  assert.equal(await accent(plain.chat.locator(".home-bar")), "rgb(23, 96, 77)");
  await plain.context.close();
});

test("a service that is always dark or always light is so whatever the device is set to", async () => {
  for (const [scheme, colorScheme, ground] of [["dark", "light", "rgb(15, 17, 21)"], ["light", "dark", "rgb(245, 246, 248)"]]) {
    await change("appearance", { scheme, color: "#17604d" });
    const { launcher, chat, page } = await visitOwn({ context: { colorScheme } });
    await launcher.click();
    await chat.getByRole("heading", { name: "How can we help?" }).waitFor();
    assert.equal(await accent(chat.locator(".home")), ground);
    assert.deepEqual(await violations(page), []);
    await screenshot(page, `appearance-${scheme}`);
    await page.context().close();
  }
  await change("appearance", {});
});

test("the script is kept for a minute, told apart by its tag, and asks for no other file", async () => {
  const first = await fetch(`${stage.worker.origin}/widget/acme.js`);
  assert.deepEqual([first.status, first.headers.get("content-type"), first.headers.get("cross-origin-resource-policy")], [200, "text/javascript; charset=utf-8", "cross-origin"]);
  assert.match(first.headers.get("cache-control"), /public, max-age=60, stale-while-revalidate/);
  const again = await fetch(`${stage.worker.origin}/widget/acme.js`, { headers: { "if-none-match": first.headers.get("etag") } });
  assert.equal(again.status, 304);
  assert.equal((await fetch(`${stage.worker.origin}/widget/nobody.js`)).status, 404);
  // An unsaved draft is for our own pages alone.
  const draft = encodeURIComponent(JSON.stringify({ appearance: { greeting: { en: "Send us your password" } } }));
  for (const path of ["/widget/acme", "/widget/acme.js", "/widget/acme/preview"].map((path) => `${path}?preview=${draft}`)) {
    assert.equal((await fetch(stage.worker.origin + path)).status, 404);
    assert.equal((await fetch(stage.worker.origin + path, { headers: { "sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe" } })).status, 404);
  }
});

test("a CTA leads where the owner says, by handle or id, and the owner sees where it is", async () => {
  const made = await makeCta({ handle: "summer" });
  const { page, box, chat, talkTo } = await stage.visit({ path: "/?x" });
  const seen = () => must(stage.worker, "GET", `${stage.acme.base}/ctas/seen`, { as: owner() });
  const told = page.waitForResponse((answer) => answer.url().endsWith("/ctas/seen"));
  await talkTo("Summer sale");
  await told;
  await box.waitFor();
  await chat.getByRole("heading", { name: "Sales" }).waitFor();
  const [first, ...others] = await seen();
  assert.deepEqual([first.cta, first.page, others], [made.id, `${stage.site.origin}/`, []]);
  // Strangers' pages and names that mean nothing leave no trace.
  for (const body of [{ ctas: ["summer"], page: "https://evil.example/" }, { ctas: ["gone"], page: `${stage.site.origin}/x` }]) {
    await must(stage.worker, "POST", `${stage.acme.base}/ctas/seen`, { body });
  }
  for (let number = 0; number < 25; number += 1) await must(stage.worker, "POST", `${stage.acme.base}/ctas/seen`, { body: { ctas: [made.id], page: `${stage.site.origin}/p${number}?secret=1` } });
  const all = await seen();
  assert.equal(all.length, 20);
  assert.ok(all.every(({ page: one }) => !one.includes("?")));
  // It leads elsewhere from now on, for a chat that is open too.
  await change(`ctas/${made.id}`, { ...made, revision: undefined, id: undefined, target: { kind: "staff", staff: stage.acme.people.ada.id } });
  const next = await stage.visit();
  await next.page.getByRole("button", { name: "Summer sale" }).click();
  await next.chat.getByRole("heading", { name: "Ada" }).waitFor();
  await Promise.all([page.context().close(), next.context.close()]);
});

test("a greeting that was switched on is said on the owner's page and leads into the chat", async () => {
  await makeCta({ handle: "hello", place: "greeting", on: true, text: { en: "Questions about kayaks?", ja: "ご質問は？" }, show: { pages: ["/"], after_s: 1 } });
  const { page, box, chat } = await visitOwn();
  const greeting = page.getByRole("button", { name: "Questions about kayaks?" });
  assert.equal(await greeting.count(), 0);
  await greeting.waitFor();
  await screenshot(page, "appearance-greeting");
  await greeting.click();
  await box.waitFor();
  await chat.getByRole("heading", { name: "Sales" }).waitFor();
  await page.context().close();
  // A tag that a CTA leads to isn't taken away from under it.
  const refused = await request(stage.worker, "DELETE", `${stage.acme.base}/tags/${stage.acme.tags.sales.id}`, { as: owner() });
  assert.deepEqual([refused.status, refused.body.error.code], [409, "would_strand"]);
  assert.match(refused.body.error.message, /The CTA “.+” needs it/);
});

test("a page whose site was taken off the list can't raise enquiries any more, and says why", async () => {
  const { page, chat, open } = await stage.visit();
  await open();
  await chat.getByRole("button", { name: "Repairs", exact: true }).waitFor();
  const settings = await must(stage.worker, "GET", `${stage.acme.base}/settings`, { as: owner() });
  const { id: _, revision: __, ...kept } = settings;
  await change("settings", { ...kept, sites: [] });
  await chat.getByRole("button", { name: "Repairs", exact: true }).click();
  await chat.getByText("This site isn't on this chat's list of sites.").waitFor();
  await change("settings", kept);
  await chat.getByRole("button", { name: "Try again" }).click();
  await chat.getByText("This site isn't on this chat's list").waitFor({ state: "detached" });
  await page.context().close();
});
