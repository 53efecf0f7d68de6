// The page of a weblink in a real browser: for everybody, with one request, also without a script; and the way through it into
// the chat.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { byZbar, byZxing } from "../kit/codes.mjs";
import { dashboard, go, take } from "../kit/dashboard.mjs";
import { makeService, must, openDesk } from "../kit/people.mjs";
import { OUTPUT, screenshot } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

const PHONE = { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
const LONG = "Answers to questions about tents, kayaks, paddles, stoves, sleeping bags and everything else that is heavy to carry, in every weather";
let worker, acme, browser, desk;
before(async () => {
  [worker, browser] = await Promise.all([startWorker(), launch()]);
  acme = await makeService(worker, { staff: { ada: "agent", ben: "agent" }, tags: { sales: ["ada"], help: ["ben"] } });
  const { id, destinations } = acme.tags.help;
  const tag = { handle: "help", name: "Help with Donaudampfschifffahrtsgesellschaften", description: LONG, destinations };
  await must(worker, "PUT", `${acme.base}/tags/${id}`, { as: acme.people.owner, body: tag });
  desk = await openDesk(worker, acme, acme.people.ada);
});
after(async () => {
  await desk?.end();
  await browser?.close();
  await worker?.stop();
});

async function visit(path, options = PHONE) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  const problems = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await page.goto(worker.origin + path);
  return { page, context, requests, problems };
}

/** Nothing is wider than the screen, and axe finds nothing. */
async function fits(page, name) {
  await screenshot(page, `link-${name}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, `${name} is too wide`);
  // What is too wide for the card would be cut off, and make nothing wider.
  const cut = await page.evaluate(() => [...document.querySelectorAll(".link-card > *")].filter((one) => one.getBoundingClientRect().left < one.parentElement.getBoundingClientRect().left - 1).map(({ className }) => className));
  assert.deepEqual(cut, [], `${name} is cut off`);
  assert.deepEqual(await violations(page), [], name);
}

test("it looks right on every screen, in light and dark, in every language and direction", async () => {
  const narrow = { ...PHONE, viewport: { width: 320, height: 568 } };
  const desktop = { viewport: { width: 1280, height: 800 } };
  for (const [name, path, options] of [
    ["phone", "/l/acme/sales", PHONE],
    ["phone-dark", "/l/acme/sales", { ...PHONE, colorScheme: "dark" }],
    ["person", "/l/acme/ada", PHONE],
    ["desktop", "/l/acme/sales", desktop],
    ["desktop-dark", "/l/acme/ada", { ...desktop, colorScheme: "dark" }],
    ["long", "/l/acme/help", narrow],
    ["long-ja", "/l/acme/help?lang=ja", { ...narrow, colorScheme: "dark" }],
    ["hant", "/l/acme/ben?lang=zh-Hant", narrow],
    ["gone", "/l/acme/gone", narrow],
    ["gone-dark", "/l/acme/gone?lang=zh-Hans", { ...desktop, colorScheme: "dark" }],
  ]) {
    const { page, context, problems } = await visit(path, options);
    await fits(page, name);
    if (name === "person") {
      await page.evaluate(() => (document.documentElement.dir = "rtl"));
      await fits(page, "rtl");
    }
    // A page that isn't there is an error to the browser's console, and to nobody else.
    if (!name.startsWith("gone")) assert.deepEqual(problems, [], name);
    await context.close();
  }
});

test("it is drawn with one request, and reads without a script", async () => {
  const { page, context, requests } = await visit("/l/acme/sales", { ...PHONE, javaScriptEnabled: false });
  await page.waitForTimeout(300);
  assert.deepEqual(requests, ["/l/acme/sales"]);
  await page.getByRole("heading", { name: "Sales" }).waitFor();
  await page.getByText("Online now").waitFor();
  assert.equal(await page.getByRole("link", { name: "Engage Now" }).getAttribute("href"), "/widget/acme?link=sales#tag:sales");
  await context.close();
});

test("whoever is about to press has the chat's files by then", async () => {
  const { page, context, requests } = await visit("/l/acme/sales", { viewport: { width: 1000, height: 700 } });
  const button = page.getByRole("link", { name: "Engage Now" });
  await button.hover();
  const assets = () => requests.filter((path) => path.startsWith("/assets/"));
  await page.waitForFunction(() => performance.getEntriesByType("resource").filter(({ responseEnd }) => responseEnd > 0).length === 3);
  assert.equal(assets().length, 3);
  await button.focus();
  assert.equal(assets().length, 3, "once is enough");
  await button.click();
  await page.getByRole("textbox", { name: "Message" }).waitFor();
  await page.waitForFunction(() => document.body.dataset.started !== undefined);
  const fetched = await page.evaluate(() => performance.getEntriesByType("resource").filter(({ name, transferSize }) => name.includes("/assets/") && transferSize > 0).map(({ name }) => name));
  assert.deepEqual(fetched, [], "all of it was there");
  await context.close();
});

test("one tap on a phone opens the chat, and staff see which link and campaign brought it", async () => {
  const { page, context } = await visit("/l/acme/sales?utm_source=poster&utm_campaign=spring&via=qr");
  await page.getByRole("link", { name: "Engage Now" }).tap();
  const box = page.locator(".chat").getByRole("textbox", { name: "Message" });
  await box.fill("Do you ship to Osaka?");
  await box.press("Enter");
  const { card } = await desk.until(({ type, card }) => type === "enquiry_changed" && card.preview?.text === "Do you ship to Osaka?", "the enquiry");
  assert.equal(card.link, "sales");
  await screenshot(page, "link-chat");

  await take(worker, acme, "ada", card.enquiry);
  const ada = await dashboard(browser, worker, acme, "ada");
  await go(ada, `/inbox/${card.enquiry}`);
  const details = ada.getByRole("complementary", { name: /Details/ });
  await details.getByRole("link", { name: "sales" }).waitFor();
  for (const words of ["utm_source", "poster", "utm_campaign", "spring"]) await details.getByText(words, { exact: true }).waitFor();
  await screenshot(ada, "link-details");
  await ada.getByRole("textbox", { name: "Message" }).fill("We do.");
  await ada.keyboard.press("Enter");
  await page.getByRole("log", { name: "Messages" }).getByText("We do.").waitFor();

  // Back is the link's page, and forward the same room.
  await page.goBack();
  await page.getByRole("link", { name: "Engage Now" }).tap();
  await page.getByRole("log", { name: "Messages" }).getByText("We do.").waitFor();
  await ada.context().close();
  await context.close();
});

test("table tents and stickers fill one sheet of paper, and are read from it", async () => {
  const link = `${worker.origin}/l/acme/help`;
  for (const [name, query, width, height, codes] of [
    ["tent-a4", "", 210, 297, 2],
    ["tent-letter", "?paper=letter", 215.9, 279.4, 2],
    ["stickers-a4", "?form=stickers&lang=ja", 210, 297, 12],
    ["stickers-letter", "?paper=letter&form=stickers", 215.9, 279.4, 12],
  ]) {
    const { page, context, problems } = await visit(`/l/acme/help/print${query}`, { viewport: { width: 900, height: 700 } });
    await page.waitForLoadState("networkidle");
    assert.equal(await page.locator(".panel img").count(), codes);
    assert.deepEqual(await violations(page), [], name);
    assert.deepEqual(problems, [], name);
    // One page of exactly this paper, with nothing of the screen on it.
    const pdf = `${await page.pdf({ preferCSSPageSize: true, printBackground: true }).then((bytes) => bytes.toString("latin1"))}`;
    assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1, `${name} is one page`);
    const [, , , right, top] = /\/MediaBox\s*\[\s*(\S+)\s+(\S+)\s+(\S+)\s+([^\s\]]+)/.exec(pdf).map(Number);
    for (const [points, mm] of [[right, width], [top, height]]) assert.ok(Math.abs(points / 72 * 25.4 - mm) < 0.6, `${name}: ${points} points for ${mm} mm`);
    const over = await page.evaluate(() => [...document.querySelectorAll(".panel")].filter((panel) => panel.scrollHeight > panel.clientHeight + 1 || panel.scrollWidth > panel.clientWidth + 1).length);
    assert.equal(over, 0, `${name}: nothing is cut off`);
    await screenshot(page, `print-${name}`);
    const one = path.join(OUTPUT, `print-${name}-sheet.png`);
    await writeFile(one, await page.locator(".panel").last().screenshot());
    assert.deepEqual([...(await byZbar([one])), ...(await byZxing([one]))], [`${link}?via=qr`, `${link}?via=qr`], name);
    await context.close();
  }
  const { page, context } = await visit("/l/acme/help/print", { viewport: { width: 320, height: 600 } });
  await page.getByRole("link", { name: "Stickers" }).click();
  await page.getByRole("link", { name: "US Letter" }).click();
  assert.equal(new URL(page.url()).search, "?form=stickers&paper=letter");
  await fits(page, "print-phone");
  await page.evaluate(() => (window.print = () => (document.title = "printed")));
  await page.getByRole("button", { name: "Print" }).click();
  assert.equal(await page.title(), "printed");
  await context.close();
});
