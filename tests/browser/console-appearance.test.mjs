// The chat's looks: judged and seen in the console while they are typed, and on the owner's page once they are saved.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { dashboard, hasFocus, tabTo } from "../kit/dashboard.mjs";
import { must } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage;

before(async () => {
  stage = await widgetStage({ settings: { languages: ["en", "ja"] } });
});
after(() => stage.close());

const open = (options) => dashboard(stage.browser, stage.worker, stage.acme, "owner", { place: "/settings/appearance", ...options });
/** What is seen in the preview; the next one comes up behind it. */
const preview = (page) => page.frameLocator(".preview-frame:not(.is-behind)");
const launcher = (page) => preview(page).locator("button.launcher");
const ground = (locator) => locator.evaluate((it) => getComputedStyle(it).backgroundColor);

/** Waits until something in the preview is so: a page of its own comes forward for each change. */
async function becomes(look, wanted) {
  let found;
  for (const end = Date.now() + 8_000; Date.now() < end; await new Promise((done) => setTimeout(done, 50))) {
    found = await look().catch(() => undefined);
    if (found === wanted) return;
  }
  assert.equal(found, wanted);
}

const isWide = (page) => page.evaluate(() => [document.documentElement, document.querySelector(".settings")].some((it) => it.scrollWidth > it.clientWidth));

test("a colour is judged in words, seen in the preview, and on the owner's page once it is saved", async () => {
  const page = await open();
  await preview(page).getByRole("button", { name: "Chat with us" }).waitFor();
  assert.deepEqual(await violations(page), []);
  const code = page.getByLabel("Accent, as a code");
  await code.fill("#ffd500");
  await page.getByText(/^Hard to see \(1\.\d : 1; at least 3 : 1 is needed\)\. Letters on it are black\.$/).waitFor();
  await page.getByText("Shown as it was").waitFor();
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.waitForFunction(() => document.activeElement.ariaInvalid === "true");
  await page.getByRole("button", { name: /^Take #/ }).press("Enter");
  await page.getByText(/^Seen well \(3\.\d : 1\)\./).waitFor();
  await code.fill("#17604d");
  await becomes(() => ground(launcher(page)), "rgb(23, 96, 77)");
  await page.getByRole("radio", { name: "Round" }).check();
  await becomes(() => launcher(page).locator("span").isVisible(), false);
  await screenshot(page, "console-appearance");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.", { exact: true }).first().waitFor();
  const visit = await stage.visit({ own: true });
  await becomes(() => ground(visit.launcher), "rgb(23, 96, 77)");
  await visit.context.close();
  await page.context().close();
});

test("who types keeps the focus while the open chat is drawn anew, and nothing done in it reaches anybody", async () => {
  const page = await open();
  const asked = [];
  page.on("request", (request) => /visitor|ctas\/seen/.test(request.url()) && asked.push(request.url()));
  await page.getByRole("radio", { name: "Open" }).check();
  const chat = preview(page).frameLocator('iframe[title="Chat"]');
  await chat.getByRole("heading", { name: "How can we help?" }).waitFor();
  const heading = page.getByLabel("Heading (English)", { exact: true });
  await heading.focus();
  await page.keyboard.type("Ahoy! What floats your boat?", { delay: 40 });
  await chat.getByRole("heading", { name: "Ahoy! What floats your boat?" }).waitFor();
  assert.equal(await heading.inputValue(), "Ahoy! What floats your boat?");
  assert.equal(await heading.evaluate((it) => it === document.activeElement), true);
  await page.getByText("Other languages").nth(1).press("Enter");
  await page.getByLabel("Heading (Japanese)", { exact: true }).fill("ようこそ");
  await page.getByLabel("The visitor’s language").selectOption("ja");
  await chat.getByRole("heading", { name: "ようこそ" }).waitFor();
  await chat.getByRole("button", { name: "Repairs" }).click();
  await chat.getByRole("heading", { name: "Repairs" }).waitFor();
  await chat.locator(".chat").getByRole("textbox").fill("Is anybody there?");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(300);
  assert.deepEqual(asked, []);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => /untold|unsent|visitor|gone/.test(key))), []);
  await page.context().close();
});

test("tags and people are put in order by keyboard, and the owner's page follows", async () => {
  const page = await open();
  await page.getByRole("radio", { name: "Open" }).check();
  const entries = () => preview(page).frameLocator('iframe[title="Chat"]').locator("section[aria-labelledby=tags] .entry-name");
  const names = async () => (await entries().allTextContents()).join();
  await becomes(names, "Chat,Sales,Repairs");
  await page.getByRole("group", { name: "Order of tags" }).scrollIntoViewIfNeeded();
  await page.getByLabel("Heading (English)", { exact: true }).focus();
  await tabTo(page, "button", "Move Repairs up");
  await page.keyboard.press("Enter");
  await hasFocus(page, "Move Repairs up");
  await becomes(names, "Chat,Repairs,Sales");
  await tabTo(page, "button", "Save");
  await page.keyboard.press("Enter");
  await page.getByText("Saved.", { exact: true }).first().waitFor();
  const { tags } = await must(stage.worker, "GET", `${stage.acme.base}/appearance`, { as: stage.acme.people.owner });
  assert.equal(tags[1], stage.acme.tags.repairs.id);
  await page.evaluate(() => (location.hash = "/settings/changes"));
  await page.getByText("Order of tags").first().waitFor();
  await page.context().close();
});

test("on a phone the preview is a press away, in the dark, from right to left, in Japanese", async () => {
  const page = await open({ viewport: { width: 320, height: 720 }, colorScheme: "dark", locale: "ja" });
  await page.getByRole("button", { name: "プレビューを表示" }).waitFor();
  assert.equal(await page.locator(".preview-frame").count(), 0, "nothing is loaded that nobody looks at");
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  assert.deepEqual(await violations(page), []);
  assert.equal(await isWide(page), false, "nothing is cut off on a phone");
  await screenshot(page, "console-appearance-320");
  await page.getByRole("button", { name: "プレビューを表示" }).press("Enter");
  await launcher(page).waitFor();
  assert.equal(await isWide(page), false);
  await page.locator(".preview").scrollIntoViewIfNeeded();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-appearance-320-preview");
  await page.context().close();
});
