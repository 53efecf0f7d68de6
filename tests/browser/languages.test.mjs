// Texts of other languages are files: each reader fetches their own and no other, and whoever can't have theirs reads English.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { dashboard, go } from "../kit/dashboard.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage;

before(async () => {
  stage = await widgetStage();
  await stage.comes("ada");
});

after(() => stage.close());

const TEXTS = /\/assets\/([a-z]+-[A-Za-z-]+)\.[0-9a-f]{16}\.txt$/;

/** Names of the files of texts that a browser asks for, as they come; `answer` is put in the place of theirs. */
function fetched(context, answer) {
  const names = [];
  return context.route(TEXTS, (route) => {
    names.push(TEXTS.exec(route.request().url())[1]);
    return answer ? answer(route) : route.continue();
  }).then(() => names);
}

async function visit(options, answer) {
  let names;
  const visitor = await stage.visit({ ...options, before: async (context) => (names = await fetched(context, answer)) });
  await visitor.open();
  return { visitor, names, greets: (words) => visitor.chat.getByRole("heading", { name: words }).waitFor() };
}

test("who reads English fetches no texts", async () => {
  const { visitor, names, greets } = await visit();
  await greets("Hello! How can we help?");
  assert.deepEqual(names, []);
  await visitor.context.close();
});

test("another language is fetched once, beside the chat, whether the page or the browser asks for it", async () => {
  for (const options of [{ path: "/?ja" }, { path: "/?fr", context: { locale: "ja" } }]) {
    const { visitor, names, greets } = await visit(options);
    await greets("お気軽にお問い合わせください");
    assert.deepEqual(names, ["widget-ja"]);
    const frame = await visitor.frame();
    assert.equal(await frame.locator('link[rel=preload][href*="widget-ja"]').count(), 1);
    await visitor.context.close();
  }
});

test("whoever can't have the texts of their language reads English, and is served", async () => {
  for (const answer of [(route) => route.abort(), (route) => route.fulfill({ status: 404, body: "nothing" }), () => new Promise(() => {})]) {
    const { visitor, names, greets } = await visit({ path: "/?zh-TW" }, answer);
    await greets("Hello! How can we help?");
    assert.deepEqual(names, ["widget-zh-Hant"]);
    await visitor.context.close();
  }
});

test("each of the two parts of the dashboard fetches its own", async () => {
  const page = await dashboard(stage.browser, stage.worker, stage.acme, "owner", { locale: "zh-CN" });
  const loaded = () => page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.endsWith(".txt")));
  const names = async () => [...new Set((await loaded()).map((address) => TEXTS.exec(address)[1]))].sort();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-Hans");
  assert.ok((await names()).includes("dashboard-zh-Hans"));
  await go(page, "/settings/tags");
  await page.getByRole("heading", { name: "标签", exact: true }).first().waitFor();
  assert.deepEqual(await names(), ["console-zh-Hans", "dashboard-zh-Hans"]);
  await page.context().close();
});
