// Automatic messages: set in the console by keyboard, seen by the visitor as automatic, a quick reply pressed, the warning read by
// both sides, and the chat closed by itself.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, tabTo } from "../kit/dashboard.mjs";
import { must } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage, browser;
before(async () => {
  stage = await widgetStage();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await stage?.close();
});

const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth || document.querySelector(".settings").scrollWidth > document.querySelector(".settings").clientWidth);

test("an owner sets what is said, by keyboard, and sees it as visitors do", async () => {
  const page = await dashboard(browser, stage.worker, stage.acme, "owner", { place: "/settings/messages" });
  await page.getByText("Nothing is said automatically").waitFor();
  assert.deepEqual(await violations(page), []);
  await tabTo(page, "link", "New set of messages");
  await page.keyboard.press("Enter");
  await tabTo(page, "textbox", "Name");
  await page.keyboard.type("All");
  await tabTo(page, "switch", /^Welcome/);
  await page.keyboard.press("Space");
  await tabTo(page, "button", "Save");
  await page.keyboard.press("Enter");
  await page.getByText("Write what it says, in one language at least.").waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
  await page.keyboard.type("Hello! What is it about?");
  await tabTo(page, "button", "Add a button");
  await page.keyboard.press("Enter");
  await page.getByLabel("On the button").fill("Prices");
  await page.getByLabel("Close silent chats").check();
  await page.getByLabel("After silence of (minutes)").fill("0.2");
  await page.getByLabel("Warning before (minutes)").fill("0.1");
  await page.getByLabel(/^Goodbye/).check();
  await page.getByRole("textbox", { name: "Message" }).nth(1).fill("Thank you, and goodbye.");
  const example = page.locator("figure", { hasText: "As visitors see it" }).first();
  await example.getByText("Hello! What is it about?").waitFor();
  await example.getByText("Prices").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.setViewportSize({ width: 320, height: 700 });
  assert.equal(await wide(page), false, "as wide as a small phone");
  await screenshot(page, "messages-narrow");
  await page.setViewportSize({ width: 1280, height: 800 });
  await screenshot(page, "messages-form");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "All", exact: true }).waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "messages-list");
  const [set] = await must(stage.worker, "GET", `${stage.acme.base}/messages`, { as: stage.acme.people.owner });
  assert.deepEqual([set.auto_close, set.welcome.buttons], [{ after_s: 12, warn_s: 6 }, [{ text: { en: "Prices" } }]]);
  await page.context().close();
});

test("a visitor presses a quick reply, and a silent chat closes after a warning to both", async () => {
  const desk = await stage.comes("ada");
  const visitor = await stage.visit();
  await visitor.talkTo("Talk to Sales");
  const reply = visitor.log.getByRole("button", { name: "Prices" });
  await reply.waitFor();
  assert.equal(await visitor.log.getByText("Automatic message").count(), 1);
  await visitor.page.waitForTimeout(600);
  await screenshot(visitor.page, "messages-visitor");
  assert.deepEqual(await violations(visitor.page), []);
  await reply.focus();
  await reply.press("Enter");
  await visitor.log.getByRole("listitem").filter({ hasText: "Prices" }).getByText("Sent", { exact: true }).waitFor({ state: "attached" });
  // It was said.
  await reply.waitFor({ state: "detached" });
  const frame = await visitor.frame();
  assert.equal(await frame.evaluate(() => document.activeElement.getAttribute("role")), "log");

  const room = await stage.answers("ada", desk);
  const ada = await dashboard(browser, stage.worker, stage.acme, "ada", { place: `/inbox/${room.enquiry}` });
  const talk = ada.getByRole("log", { name: "Messages" });
  await talk.getByText("Automatic message").waitFor();
  await visitor.log.getByText(/^This chat closes at/).waitFor({ timeout: 15_000 });
  await talk.getByText(/^Closes at/).waitFor();
  await screenshot(ada, "messages-staff");
  assert.deepEqual(await violations(ada), []);
  await visitor.chat.getByText("This chat closed after a long silence").waitFor({ timeout: 15_000 });
  await ada.getByText("Closed after a long silence").first().waitFor();
  await visitor.context.close();
  await ada.context().close();
});
