// The log of changes: who did what, in the reader's words, and the way back.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, tabTo } from "../kit/dashboard.mjs";
import { makeService, must } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, browser, service;

before(async () => {
  worker = await startWorker();
  service = await makeService(worker, { staff: { ada: "agent", dora: "admin" }, sites: ["https://www.example.com"] });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await worker?.stop();
});

const as = (who) => ({ as: service.people[who] });
const place = "/settings/changes";

test("before anything was changed it says so", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place });
  await page.getByText("Nothing was changed yet").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test("each change is told in words, and taken back by keyboard; what was changed again since can't be", async () => {
  const { ada } = service.people;
  const destination = { name: "First line", staff: [ada.id], wait_s: 60, manner: "all" };
  const body = { handle: "sales", name: "Sales", destinations: [destination] };
  const { id, revision, ...tag } = await must(worker, "POST", `${service.base}/tags`, { ...as("owner"), body });
  const slower = { ...tag, destinations: [{ ...tag.destinations[0], wait_s: 90, manner: "in_order" }] };
  await must(worker, "PUT", `${service.base}/tags/${id}`, { ...as("dora"), body: slower });
  const page = await dashboard(browser, worker, service, "owner", { place });
  const newest = page.getByRole("listitem").filter({ hasText: "Dora" });
  await newest.getByText("Changed tag “Sales”").waitFor();
  await newest.getByRole("row", { name: "Destinations › First line › Wait (seconds) 60 90" }).waitFor();
  await newest.getByRole("row", { name: "all at once one after another" }).waitFor();
  const made = page.getByRole("listitem").filter({ hasText: "Made tag “Sales”" });
  await made.getByRole("row", { name: /Ada/ }).waitFor();
  assert.equal(await made.getByRole("button").count(), 0, "what was changed again since");
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-changes");
  await tabTo(page, "button", "Undo: Changed tag “Sales”");
  await page.keyboard.press("Enter");
  await page.getByText("Took an earlier change back").waitFor();
  const [, now] = await must(worker, "GET", `${service.base}/tags`, as("owner"));
  assert.equal(now.destinations[0].wait_s, 60);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 320, height: 720 });
  assert.deepEqual(await violations(page), []);
  assert.equal(await page.evaluate(() => document.querySelector(".settings").scrollWidth <= 320), true);
  await screenshot(page, "console-changes-320-dark");
  await page.context().close();
});

test("older ones come by a button, and the focus goes on with them", async () => {
  const { id, revision, ...settings } = await must(worker, "GET", `${service.base}/settings`, as("owner"));
  for (let round = 0; round < 22; round += 1) {
    const body = { ...settings, name: `${"Very long name ".repeat(5)}${round}` };
    await must(worker, "PUT", `${service.base}/settings`, { ...as("owner"), body });
  }
  const page = await dashboard(browser, worker, service, "owner", { place, locale: "ja" });
  const more = page.getByRole("button", { name: "以前の変更を表示" });
  await more.focus();
  await page.keyboard.press("Enter");
  await page.getByText("タグ「Sales」を作成").waitFor();
  await page.waitForFunction(() => document.activeElement.id.startsWith("change-"));
  await more.waitFor({ state: "detached" });
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-changes-ja");
  await page.context().close();
});
