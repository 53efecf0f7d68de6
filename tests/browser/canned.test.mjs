// Canned responses: kept in the dashboard, found by keyboard, and filled with names.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, enquire, take } from "../kit/dashboard.mjs";
import { makeService, must } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, browser, service;

before(async () => {
  worker = await startWorker();
  service = await makeService(worker, { staff: { ada: "agent", sue: "supervisor" }, tags: { sales: ["ada"] } });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await worker?.stop();
});

test("a response is kept, found by a slash, and said with names in it", async () => {
  const { enquiry, room } = await enquire(worker, service, { tag: service.tags.sales }, ["Where is my tent?"]);
  await take(worker, service, "ada", enquiry, "follow-up");
  const keep = (who, words, method = "POST") => must(worker, method, `${service.base}/canned`, { as: service.people[who], body: words });
  await keep("sue", { shared: true, key: "hours", body: "We answer from 9 to 5." });
  const ada = await dashboard(browser, worker, service, "ada", { place: `/inbox/${enquiry}` });
  const box = ada.getByRole("textbox", { name: "Message" });
  const options = ada.getByRole("listbox", { name: "Canned responses" });
  await box.waitFor();
  await ada.getByRole("button", { name: "Canned responses" }).click();
  await options.getByRole("option", { name: /hours/ }).waitFor();
  assert.deepEqual(await violations(ada), []);
  await screenshot(ada, "canned-choice");

  // An agent keeps one of their own.
  await ada.getByRole("button", { name: "Manage" }).press("Enter");
  const dialog = ada.getByRole("dialog", { name: "Canned responses" });
  await dialog.getByText("We answer from 9 to 5.").waitFor();
  assert.equal(await dialog.getByRole("button", { name: "Remove" }).count(), 0, "the team's are for supervisors");
  await dialog.getByRole("button", { name: "New response" }).press("Enter");
  await dialog.getByLabel("Key").fill("Nice Day");
  await dialog.getByRole("button", { name: "Save" }).press("Enter");
  await dialog.getByText("Begin with a letter").waitFor();
  await screenshot(ada, "canned-wrong");
  assert.deepEqual(await violations(ada), []);
  await dialog.getByLabel("Key").fill("/hello");
  await dialog.getByLabel("Words").fill("Hello {visitor}, {me} from {tag} here. {x}");
  await dialog.getByRole("button", { name: "Save" }).press("Enter");
  await dialog.getByText("Only me").waitFor();
  await screenshot(ada, "canned-list");
  assert.deepEqual(await violations(ada), []);
  await ada.keyboard.press("Escape");

  await box.fill("So. /");
  await options.getByRole("option", { name: /hello/ }).waitFor();
  await box.press("ArrowDown");
  await box.press("Escape");
  await options.waitFor({ state: "detached" });
  await box.pressSequentially("hel");
  await options.getByRole("option", { name: /hello/, selected: true }).waitFor();
  assert.equal(await options.getByRole("option").count(), 1);
  await box.press("Enter");
  const name = await ada.locator("#room-title").textContent();
  assert.equal(await box.inputValue(), `So. Hello ${name}, Ada from Sales here. {x}`);
  await box.press("Enter");
  await room.until(({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.body?.endsWith("from Sales here. {x}")), "the words");
  await box.fill("/nothing-like-it");
  await ada.getByText("No response fits").waitFor();
  await ada.setViewportSize({ width: 320, height: 640 });
  await ada.emulateMedia({ colorScheme: "dark" });
  await box.fill("/h");
  await options.getByRole("option").first().waitFor();
  await screenshot(ada, "canned-320-dark");
  assert.deepEqual(await violations(ada), []);
  await ada.context().close();

  // The team's, by a supervisor; and with nothing there at all.
  const sue = await dashboard(browser, worker, service, "sue", { place: `/inbox/${enquiry}` });
  await sue.getByRole("button", { name: "Canned responses" }).click();
  await sue.getByRole("button", { name: "Manage" }).click();
  const hers = sue.getByRole("dialog", { name: "Canned responses" });
  await hers.getByRole("button", { name: "Remove" }).press("Enter");
  await hers.getByText("Remove it?").waitFor();
  await hers.getByRole("button", { name: "Remove" }).press("Enter");
  await hers.getByText("No canned responses yet").waitFor();
  await screenshot(sue, "canned-empty");
  assert.deepEqual(await violations(sue), []);
  await sue.context().close();
});
