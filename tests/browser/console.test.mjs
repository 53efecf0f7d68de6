// The console comes into the dashboard's page when somebody goes to the settings, and not before.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, focused, go } from "../kit/dashboard.mjs";
import { makeService } from "../kit/people.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, browser, service;

before(async () => {
  worker = await startWorker();
  service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] } });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await worker?.stop();
});

const fetched = (page) => page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => name.includes("/assets/console.")));

test("who only answers fetches none of the console; the way to the settings warms it up", async () => {
  const page = await dashboard(browser, worker, service, "ada");
  await page.waitForLoadState("networkidle");
  assert.deepEqual(await fetched(page), []);
  await page.getByRole("link", { name: "Settings" }).hover();
  await page.waitForFunction(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("/assets/console.")).length === 3);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("heading", { name: "Your account" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Tags" }).count(), 0, "an agent sees what an agent may change");
  await go(page, "/settings/tags");
  await page.getByText("For admins").waitFor();
  assert.equal((await fetched(page)).length, 3, "fetched once");
  await page.context().close();
});

test("it leaves with the settings, comes back at once, and the dashboard goes on meanwhile", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: "/settings/tags" });
  await page.getByRole("link", { name: "Sales" }).click();
  await page.getByRole("heading", { name: "Sales" }).waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Tags", exact: true }).waitFor();
  await page.getByRole("link", { name: "Inbox" }).click();
  await page.getByRole("region", { name: "Open enquiries" }).waitFor();
  await page.locator(".console").waitFor({ state: "detached" });
  await page.goBack();
  await page.getByRole("heading", { name: "Tags", exact: true }).waitFor();
  assert.notEqual(await focused(page), "nothing");
  assert.equal(await page.locator(".shell.is-stale").count(), 0, "the desk's socket was never gone");
  const ids = await page.evaluate(() => [...document.querySelectorAll("[id]")].map(({ id }) => id));
  assert.equal(new Set(ids).size, ids.length, "no id twice in the document of two applications");
  await page.context().close();
});

test("a console that can't be had says so, and comes when it is asked for again", async () => {
  const page = await dashboard(browser, worker, service, "owner");
  await page.route("**/assets/console.*", (route) => route.abort());
  await go(page, "/settings/tags");
  await page.getByText("This part couldn't be loaded.").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await page.getByRole("button", { name: "Reload" }).waitFor();
  await page.unroute("**/assets/console.*");
  await page.getByRole("button", { name: "Try again" }).press("Enter");
  await page.getByRole("link", { name: "Sales" }).waitFor();
  await page.context().close();
});

test("a field is found by its words, in the language shown and in English, by keyboard alone", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: "/settings/tags", locale: "ja" });
  const box = page.getByRole("combobox", { name: "設定を探す" });
  await box.fill("time z");
  await page.getByRole("option", { name: "タイムゾーン" }).first().waitFor();
  assert.deepEqual(await violations(page), []);
  await box.press("Enter");
  await page.waitForFunction(() => document.activeElement.matches(".settings select"));
  assert.ok(page.url().endsWith("#/settings/service"));
  await box.fill("そんな設定はない");
  await page.getByText("該当する設定はありません").waitFor();
  await box.press("Escape");
  await page.getByRole("link", { name: "タグ" }).waitFor();
  await page.context().close();
});
