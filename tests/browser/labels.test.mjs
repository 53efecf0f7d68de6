// Labels: made in the console, put on by keyboard, seen in every list, asked for at the close, and never in what a visitor gets.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, enquire, go, hasFocus, take } from "../kit/dashboard.mjs";
import { makeService, must, openDesk } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, browser, service;

before(async () => {
  worker = await startWorker({ vars: { LIMITS: "off" } });
  service = await makeService(worker, { staff: { ada: "agent", sue: "supervisor" }, tags: { sales: ["ada", "sue"] } });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await worker?.stop();
});

const owner = () => service.people.owner;
const dialog = (page) => page.getByRole("dialog");
const make = (name, color, description) => must(worker, "POST", `${service.base}/labels`, { as: owner(), body: { name, color, description } });
const small = { viewport: { width: 320, height: 720 } };

async function clean(page, what) {
  assert.deepEqual(await violations(page), [], what);
}

test("an owner makes labels, orders them, and can't require one before there is any", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: "/settings/closing" });
  const required = page.getByRole("switch", { name: /A label is required/ });
  await required.check();
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("Make a label first").first().waitFor();
  await clean(page, "nothing to require");
  await required.uncheck();
  await go(page, "/settings/labels");
  await page.getByText("No labels yet").waitFor();
  await screenshot(page, "labels-console-empty");
  await page.getByRole("link", { name: "New label" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Refund");
  await page.getByRole("radio", { name: "Orange" }).check();
  await page.getByRole("textbox", { name: /When to use it/ }).fill("Money goes back to the customer.");
  await clean(page, "a new label");
  await screenshot(page, "labels-console-new");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByRole("link", { name: "Refund" }).waitFor();
  await make("Bug", "pink", "Something of ours is broken.");
  await make("A rather long label that somebody thought of on a Friday", "violet");
  await make("Praise", "green");
  await page.reload();
  await page.getByRole("button", { name: /Bug/ }).first().press("Enter");
  await clean(page, "the list");
  await screenshot(page, "labels-console");
  await page.getByRole("link", { name: "Refund" }).click();
  await page.getByRole("switch", { name: /Archived/ }).waitFor();
  await page.context().close();
  const narrow = await dashboard(browser, worker, service, "owner", { place: "/settings/labels", colorScheme: "dark", ...small });
  await narrow.getByRole("link", { name: "Refund" }).waitFor();
  await clean(narrow, "narrow and dark");
  await screenshot(narrow, "labels-console-320-dark");
  await narrow.context().close();
});

test("staff label by keyboard alone, all see it, and the close asks for a label", async () => {
  const adas = await openDesk(worker, service, service.people.ada);
  const { enquiry, room } = await enquire(worker, service, { tag: service.tags.sales }, ["The zip broke, I want my money back."]);
  await take(worker, service, "ada", enquiry);
  const page = await dashboard(browser, worker, service, "ada", { place: `/inbox/${enquiry}` });
  await page.getByRole("log", { name: "Messages" }).focus();
  await page.keyboard.press("l");
  await dialog(page).getByRole("searchbox", { name: "Find a label" }).waitFor();
  await clean(page, "the dialog");
  await page.keyboard.type("ref");
  await page.keyboard.press("Enter");
  await dialog(page).getByRole("checkbox", { name: /Refund/, checked: true }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await dialog(page).getByRole("checkbox", { checked: true }).nth(1).waitFor();
  await screenshot(page, "labels-dialog");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  const row = page.getByRole("region", { name: "My rooms" }).getByRole("listitem").first();
  await row.getByText("Refund").waitFor();
  await page.getByText("Ada put the label “Refund” on it.").waitFor();
  await clean(page, "the room");
  await screenshot(page, "labels-room");
  for (const card of (await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: owner() })).card.labels) {
    await must(worker, "DELETE", `${service.base}/enquiries/${enquiry}/labels/${card}`, { as: owner() });
  }
  await row.getByText("Refund").waitFor({ state: "detached" });

  await must(worker, "PUT", `${service.base}/closing`, { as: owner(), body: { label_required: true } });
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await dialog(page).getByText("Put a label on it first").waitFor();
  assert.ok(await dialog(page).getByRole("button", { name: "Close", exact: true }).last().isDisabled());
  await clean(page, "the close wants a label");
  await screenshot(page, "labels-close");
  await page.keyboard.type("bug");
  await page.keyboard.press("Enter");
  await dialog(page).getByText("The visitor is told that the chat has ended.").waitFor();
  await dialog(page).getByRole("button", { name: "Close", exact: true }).last().press("Enter");
  await room.until(({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.kind === "closed"), "closed");
  assert.ok(!/lbl_|Refund|Bug/.test(JSON.stringify(room.frames)), "the visitor got a label");

  await go(page, "/closed");
  const list = page.getByRole("region", { name: "Closed" });
  await list.getByRole("listitem").getByText("Bug").first().waitFor();
  await list.getByRole("combobox").selectOption({ label: "Praise" });
  await list.getByText("Nothing with this label").waitFor();
  await clean(page, "narrowed to nothing");
  await screenshot(page, "labels-closed-none");
  await list.getByRole("combobox").selectOption({ label: "Bug" });
  await list.getByRole("listitem").first().waitFor();
  await screenshot(page, "labels-closed");
  // After the close, from the archive.
  await list.getByRole("link").first().click();
  await page.getByRole("button", { name: "Labels" }).press("Enter");
  await dialog(page).getByRole("checkbox", { name: /Praise/ }).check();
  await page.keyboard.press("Escape");
  await hasFocus(page, "Labels", "the focus is where it was");
  await list.getByRole("listitem").getByText("Praise").first().waitFor();
  await page.context().close();

  const mirrored = await dashboard(browser, worker, service, "sue", { place: `/closed/${enquiry}`, colorScheme: "dark", ...small });
  await mirrored.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  await mirrored.getByRole("button", { name: "Labels" }).click();
  await dialog(mirrored).getByRole("checkbox").first().waitFor();
  await clean(mirrored, "narrow, dark, right to left");
  await screenshot(mirrored, "labels-320-dark-rtl");
  await mirrored.context().close();
  await adas.end();
});
