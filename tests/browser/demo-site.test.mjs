// The demo customer's site: what a visitor to a small shop would expect of it, and that it lives under a strict policy.

import assert from "node:assert/strict";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { files, serve } from "../kit/server.mjs";
import { chat, stand } from "../kit/stand.mjs";

const FOLDER = fileURLToPath(new URL("../../widget/demo", import.meta.url));
/** The desk's address as it is written in the pages. */
const WRITTEN = "http://127.0.0.1:8787";

let browser;
let desk;
let site;
before(async () => {
  [browser, desk] = await Promise.all([launch(), stand()]);
  const { origin } = desk.service;
  const policy = `default-src 'none'; script-src 'self' ${origin}; frame-src ${origin}; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'`;
  const read = files(FOLDER, (text) => text.replaceAll(WRITTEN, origin));
  site = await serve(async (address) => {
    const answer = await read(address);
    return answer && { ...answer, headers: { "content-security-policy": policy } };
  });
});
after(() => Promise.all([browser.close(), desk.close(), site.close()]));

async function visit(address, options) {
  const page = await browser.newPage(options);
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.goto(site.origin + address);
  await page.locator("frontdesk-chat").waitFor({ state: "attached" });
  return { page, said };
}

test("every page is sound, on a desk and in a hand, by day and by night", async () => {
  const DESKTOP = { viewport: { width: 1200, height: 800 } };
  const PHONE = { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true };
  for (const address of ["/", "/?water=sea", "/trips.html"])
    for (const [name, options] of [
      ["desktop", DESKTOP],
      ["dark", { ...DESKTOP, colorScheme: "dark" }],
      ["phone", PHONE],
      ["phone-dark", { ...PHONE, colorScheme: "dark" }],
    ]) {
      const { page, said } = await visit(address, options);
      await screenshot(page, `demo-${path.basename(address, ".html").replace(/\W/g, "")}-${name}`);
      assert.deepEqual(await violations(page), [], `${address} ${name}`);
      const { wide, screen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, screen: innerWidth }));
      assert.ok(wide <= screen, `${address} ${name} is ${wide} px wide`);
      assert.deepEqual(said, []);
      await page.close();
    }
});

test("its buttons open the chat at Sales and at Ada", async () => {
  for (const [name, target] of [
    ["Talk to Sales", { tag: "sales" }],
    ["Ask Ada", { staff: "ada-lovelace" }],
  ]) {
    const { page } = await visit("/");
    await page.getByRole("button", { name, exact: true }).click();
    assert.deepEqual((await (await chat(page)).hears("open")).target, target);
    await page.close();
  }
});

test("the boat finder brings a button that was not there before, and tells the chat where the visitor is", async () => {
  const { page } = await visit("/");
  await page.getByRole("button", { name: "Chat with us" }).hover();
  const { hears } = await chat(page);
  await page.getByRole("link", { name: "Rivers" }).click();
  const { url, title } = await hears("page");
  assert.deepEqual([url, title], [`${site.origin}/?water=river#finder`, "Otter 9: Acme Outdoor"]);
  await page.getByRole("button", { name: "Ask about the Otter 9" }).click();
  assert.deepEqual((await hears("open")).target, { tag: "sales" });
  await page.goBack();
  await page.waitForFunction(() => document.title.startsWith("Acme Outdoor:"));
  await page.close();
});

test("a link that is also a button writes no e-mail", async () => {
  const { page } = await visit("/trips.html");
  await page.getByRole("link", { name: "Ask about your trip" }).click();
  assert.deepEqual((await (await chat(page)).hears("open")).target, { tag: "support" });
  await page.close();
});
