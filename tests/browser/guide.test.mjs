// From an empty deployment to the first enquiry that is answered: by clicks, with the guide that ticks itself.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, go, tabTo } from "../kit/dashboard.mjs";
import { PASSWORD, makeService } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { SETUP_KEY, startWorker } from "../kit/worker.mjs";

let worker, browser;
before(async () => ([worker, browser] = await Promise.all([startWorker(), launch()])));
after(async () => {
  await browser?.close();
  await worker?.stop();
});

test("from an empty deployment to the first answer in under three minutes", async () => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  let presses = 0;
  const press = (what) => {
    presses += 1;
    return what.click();
  };
  const begun = Date.now();
  await page.goto(`${worker.origin}/setup#key=${SETUP_KEY}`);
  for (const [name, text] of [["Name", "Acme Outdoor"], ["Your name, as visitors see it", "Olivia Owner"], ["E-mail", "owner@acme.example"], ["Password", PASSWORD]]) {
    await page.getByLabel(name, { exact: true }).fill(text);
  }
  await press(page.locator("#setup [type=submit]"));

  // One lands where it goes on, and what there is already is ticked.
  await page.getByRole("heading", { name: "First steps" }).waitFor();
  const step = (name) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name }) });
  const isDone = (name) => step(name).and(page.locator(".is-done"));
  await isDone("Choose your topics").waitFor();
  assert.equal(await page.locator(".guide .is-done").count(), 1);
  await screenshot(page, "guide-begin");
  assert.deepEqual(await violations(page), []);
  await press(step("Choose your topics").getByRole("button", { name: "Add “Sales”" }));
  await page.getByRole("button", { name: "Add “Sales”" }).waitFor({ state: "detached" });

  // The owner plays the visitor, in another tab.
  const [visitor] = await Promise.all([context.waitForEvent("page"), press(step("Try it").getByRole("link", { name: "Open your link" }))]);
  await step("Try it").getByText("Waiting for your first enquiry…").waitFor();
  await press(visitor.getByRole("link", { name: "Engage Now" }));
  const box = visitor.locator(".chat").getByRole("textbox", { name: "Message", exact: true });
  await box.fill("Do you ship to Osaka?");
  await box.press("Enter");

  // Steps tick themselves; who looks at the guide sees it.
  await page.bringToFront();
  await step("Try it").getByText("Your first enquiry is here.").waitFor();
  await isDone("Let people reach you").getByText(/Your links? w/).waitFor();
  await screenshot(page, "guide-first-enquiry");
  assert.deepEqual(await violations(page), []);
  await press(page.getByRole("link", { name: "Go to the inbox" }));
  await press(page.getByRole("region", { name: "Open enquiries" }).getByRole("button", { name: "Answer" }));
  const answer = page.getByRole("textbox", { name: "Message", exact: true });
  await answer.fill("We do, within five days.");
  await answer.press("Enter");
  await visitor.getByRole("log", { name: "Messages" }).getByText("We do, within five days.").waitFor();
  const seconds = (Date.now() - begun) / 1000;
  console.log(`${presses} presses, ${seconds.toFixed(1)} s of a machine`);
  // Who reads and types takes perhaps ten times as long as the machine for each of them.
  assert.ok(presses <= 7 && seconds < 60, `${presses} presses, ${seconds} s`);
  await context.close();
});

test("the empty inbox leads to the guide; it is put away, found by the search, and brought back, by keyboard", async () => {
  const service = await makeService(worker, { slug: "quiet", staff: { ben: "agent" } });
  const page = await dashboard(browser, worker, service, "owner");
  const card = page.getByRole("complementary", { name: "Get your first enquiry" });
  await card.waitFor();
  await screenshot(page, "guide-card");
  assert.deepEqual(await violations(page), []);
  await tabTo(page, "link", "Show me");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "First steps" }).waitFor();
  const listed = page.getByRole("navigation").getByRole("link", { name: "First steps" });
  await listed.waitFor();
  await page.getByRole("button", { name: "Put the guide away" }).press("Enter");
  await listed.waitFor({ state: "detached" });
  await page.getByRole("heading", { name: "Install", exact: true }).waitFor();
  await go(page, "/inbox");
  await page.getByText("All caught up").first().waitFor();
  await card.waitFor({ state: "detached" });
  await go(page, "/settings");
  await page.getByRole("combobox", { name: "Find a setting" }).fill("first st");
  await page.getByRole("option", { name: "First steps" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Keep it in the list again" }).press("Enter");
  await listed.waitFor();
  await page.context().close();

  const ben = await dashboard(browser, worker, service, "ben");
  await ben.getByText("All caught up").first().waitFor();
  await ben.waitForLoadState("networkidle");
  assert.equal(await ben.getByRole("complementary", { name: "Get your first enquiry" }).count(), 0, "it is for who may follow it");
  await ben.context().close();
});
