// Two people at the same setting: nobody overwrites what they haven't seen, nothing typed is lost, and a slip is undone.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, go, hasFocus, tabTo } from "../kit/dashboard.mjs";
import { makeService, must } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, browser, service;

before(async () => {
  worker = await startWorker();
  service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] }, sites: ["https://www.example.com"] });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await worker?.stop();
});

const settings = () => must(worker, "GET", `${service.base}/settings`, { as: service.people.owner });

async function meanwhile(change) {
  const { id, revision, ...now } = await settings();
  await must(worker, "PUT", `${service.base}/settings`, { as: service.people.owner, body: { ...now, ...change } });
}

const name = (page) => page.getByRole("textbox", { name: "Name of the service" });

test("what somebody else saved meanwhile is shown beside mine, and mine is kept when I say so, by keyboard", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: "/settings/service" });
  await name(page).fill("Acme Boats");
  await meanwhile({ name: "Acme Bikes", show_online: false });
  await name(page).press("Enter");
  const panel = page.getByRole("table", { name: "Somebody changed this meanwhile" });
  await panel.getByRole("row", { name: "Name Acme Bikes Acme Boats" }).waitFor();
  await panel.getByRole("row", { name: "Show who is online no yes" }).waitFor();
  await page.waitForFunction(() => document.activeElement.matches(".meanwhile h3"));
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-meanwhile");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 320, height: 720 });
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-meanwhile-320-dark");
  await page.setViewportSize({ width: 1280, height: 800 });
  assert.equal((await settings()).name, "Acme Bikes", "nothing was overwritten");
  await tabTo(page, "button", "Keep mine");
  await page.keyboard.press("Enter");
  await page.getByRole("status").getByText("Saved.").waitFor();
  assert.equal((await settings()).name, "Acme Boats");
  await panel.waitFor({ state: "detached" });
  await page.context().close();
});

test("theirs can be taken, and mine brought back", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: "/settings/tags" });
  await page.getByRole("link", { name: "Sales" }).click();
  const handle = page.getByRole("textbox", { name: "Handle" });
  await handle.fill("mine");
  const [{ id, revision, ...tag }] = (await must(worker, "GET", `${service.base}/tags`, { as: service.people.owner })).filter(({ handle }) => handle === "sales");
  const body = { ...tag, handle: "theirs", destinations: [{ ...tag.destinations[0], wait_s: 90 }] };
  await must(worker, "PUT", `${service.base}/tags/${id}`, { as: service.people.owner, body });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("row", { name: "Destinations › Line 1 › Wait (seconds) 90 60" }).waitFor();
  await page.getByRole("button", { name: "Take theirs" }).click();
  await page.getByText("The form shows theirs now.").waitFor();
  assert.equal(await handle.inputValue(), "theirs");
  assert.equal(await page.getByRole("spinbutton", { name: "Wait" }).inputValue(), "90");
  await hasFocus(page, "Bring mine back");
  await page.keyboard.press("Enter");
  await page.getByText("The form shows theirs now.").waitFor({ state: "detached" });
  assert.equal(await handle.inputValue(), "mine");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "Sales" }).waitFor();
  await page.context().close();
});

test("what was saved is undone from the toast, also from elsewhere, and the page shows it", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: "/settings/service" });
  const { name: before } = await settings();
  await name(page).fill("A slip");
  await name(page).press("Enter");
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("It is as it was before.").waitFor();
  await page.waitForFunction((before) => document.querySelector(".settings input")?.value === before, before);
  await name(page).fill("Another slip");
  await name(page).press("Enter");
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await page.evaluate(() => (location.hash = "#/inbox"));
  await page.getByRole("region", { name: "Open enquiries" }).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("It is as it was before.").waitFor();
  assert.equal((await settings()).name, before);
  await go(page, "/settings/service");
  assert.equal(await name(page).inputValue(), before);
  await page.context().close();
});
