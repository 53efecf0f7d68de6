// CTAs and greetings: made in the console with what they will be beside the form, and met on the owner's page.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { dashboard, go, tabTo } from "../kit/dashboard.mjs";
import { must } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { until } from "../kit/until.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage;

before(async () => {
  stage = await widgetStage({ settings: { languages: ["en", "ja"] } });
});
after(() => stage.close());

const open = (place, options) => dashboard(stage.browser, stage.worker, stage.acme, "owner", { place: `/settings/${place}`, ...options });
const preview = (page) => page.frameLocator(".preview-frame:not(.is-behind)");
const isWide = (page) => page.evaluate(() => [document.documentElement, document.querySelector(".settings")].some((it) => it.scrollWidth > it.clientWidth));

test("a greeting is found, made by keyboard, tried against addresses, and leads who presses it to its tag", async () => {
  const page = await open("ctas");
  await page.getByText("No calls to action yet").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole("combobox", { name: "Find a setting" }).fill("greeting");
  await page.getByRole("option", { name: "New greeting" }).click();
  await page.getByRole("link", { name: "New greeting" }).press("Enter");
  await tabTo(page, "textbox", "Name");
  await page.keyboard.type("Kayak help");
  await tabTo(page, "combobox", "Leads to");
  await page.getByRole("combobox", { name: "Leads to" }).selectOption("Repairs");
  assert.equal(await page.getByRole("radio", { name: "Greeting above the launcher" }).isChecked(), true);
  await page.getByText("Write what it says to see it here.").first().waitFor();
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.waitForFunction(() => document.activeElement.lang === "en", undefined, { timeout: 3_000 });
  await page.getByLabel("Text (English)").fill("Is your kayak leaking?");
  await preview(page).getByRole("button", { name: "Is your kayak leaking?" }).waitFor();
  await page.getByLabel("On these pages").fill("/boats/*\npricing");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText(/^“pricing” is neither a path/).waitFor();
  await page.getByLabel("On these pages").fill("/boats/*");
  await page.getByLabel("Try an address").fill(`${stage.site.origin}/tents`);
  await page.getByText("Not shown: none of the lines fits.").waitFor();
  await page.getByLabel("Try an address").fill("/boats/red?from=mail");
  await page.getByText("It is shown there.").waitFor();
  await page.getByLabel("On these pages").fill("/");
  await page.getByLabel("After seconds on the page").fill("1");
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-greeting");
  // In the preview it leads where it will, and calls nobody.
  await preview(page).getByRole("button", { name: "Is your kayak leaking?" }).click();
  await preview(page).frameLocator('iframe[title="Chat"]').getByRole("heading", { name: "Repairs" }).waitFor();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.", { exact: true }).first().waitFor();

  const visit = await stage.visit({ own: true, context: { reducedMotion: "reduce" } });
  const told = visit.page.waitForResponse((answer) => answer.url().endsWith("/ctas/seen"));
  await visit.page.getByRole("button", { name: "Is your kayak leaking?" }).click();
  await told;
  await visit.chat.getByRole("heading", { name: "Repairs" }).waitFor();
  await visit.context.close();
  await go(page, "/settings/ctas");
  await page.getByText(/^Seen on 127\.0\.0\.1:\d+, /).waitFor();
  await screenshot(page, "console-ctas");
  await page.context().close();
});

test("a button for the owner's page is copied as it is shown, and a floating one stands where it was put", async () => {
  const page = await open("ctas/new");
  await page.getByLabel("Name", { exact: true }).fill("Summer");
  await page.getByRole("combobox", { name: "Leads to" }).selectOption("Ada");
  await page.getByLabel("Text (English)").fill("Summer <sale>");
  await page.getByRole("radio", { name: "Star" }).check();
  const shown = preview(page).getByRole("button", { name: "Summer <sale>" });
  // What was chosen last is shown in a frame of its own, which takes the place of the one before.
  await until(async () => (await shown.evaluate((it) => getComputedStyle(it).backgroundColor).catch(() => {})) === "rgb(36, 87, 230)", "the service's colour");
  const element = page.getByRole("group", { name: "Element for your page" });
  assert.match(await element.textContent(), /data-frontdesk="cta:summer" style=".+">.+Summer &lt;sale&gt;<\/button>/);
  await page.getByRole("radio", { name: "As my page draws buttons" }).check();
  assert.equal(await element.textContent(), '<button type="button" data-frontdesk="cta:summer">Summer &lt;sale&gt;</button>');
  await preview(page).locator('[data-frontdesk="cta:preview"]:not([style])').waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-cta-bound");
  await page.getByRole("radio", { name: "Floating over the page" }).check();
  await page.getByRole("radio", { name: "Bottom left" }).check();
  await preview(page).locator(".offer.foot-start").waitFor();
  await screenshot(page, "console-cta-floating");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.", { exact: true }).first().waitFor();
  const [, made] = await must(stage.worker, "GET", `${stage.acme.base}/ctas`, { as: stage.acme.people.owner });
  assert.deepEqual([made.handle, made.place, made.on, made.target.kind], ["summer", "foot_start", true, "staff"]);
  await go(page, "/settings/ctas");
  await page.getByRole("button", { name: "Move Summer up" }).press("Enter");
  await page.waitForFunction(() => document.querySelector(".item strong").textContent === "Summer");
  await go(page, "/settings/changes");
  await page.getByText("Bottom left").first().waitFor();
  await page.context().close();
});

test("all of it fits a phone, in the dark, from right to left, in Japanese", async () => {
  const page = await open("ctas", { viewport: { width: 320, height: 720 }, colorScheme: "dark", locale: "ja" });
  await page.getByRole("link", { name: "Kayak help" }).waitFor();
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  assert.equal(await isWide(page), false);
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-ctas-320");
  await page.getByRole("link", { name: "Kayak help" }).click();
  await page.getByRole("button", { name: "プレビューを表示" }).press("Enter");
  await preview(page).getByRole("button", { name: "Is your kayak leaking?" }).waitFor();
  assert.equal(await isWide(page), false);
  assert.deepEqual(await violations(page), []);
  await page.locator(".preview").scrollIntoViewIfNeeded();
  await screenshot(page, "console-cta-320");
  await page.context().close();
});
