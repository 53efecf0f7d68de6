// Follow-ups: a reminder set by keyboard from a room, due in the dashboard that is open, worked off from the list; and the export
// of a person.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, enquire, go, hasFocus, tabTo, take } from "../kit/dashboard.mjs";
import { makeService, must, newId, openDesk } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, browser, service;

before(async () => {
  worker = await startWorker({ vars: { LIMITS: "off" } });
  service = await makeService(worker, { staff: { ada: "agent", ben: "agent", adam: "admin" }, tags: { sales: ["ada", "ben"] } });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await worker?.stop();
});

const dialog = (page) => page.getByRole("dialog", { name: "Follow-up reminder" });
const clean = async (page, what) => assert.deepEqual(await violations(page), [], what);
const set = (as, enquiry, body) => must(worker, "POST", `${service.base}/enquiries/${enquiry}/reminders`, { as: service.people[as], body: { reminder: newId("rem"), ...body } });
const wide = { viewport: { width: 1440, height: 900 } };
const small = { viewport: { width: 320, height: 720 } };
const fits = async (page) => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");

test("a reminder is set by keyboard, is due in the open dashboard, and is done from the list", async () => {
  const desk = await openDesk(worker, service, service.people.ada);
  const { enquiry } = await enquire(worker, service, { tag: service.tags.sales }, ["Has my parcel left yet?"]);
  await take(worker, service, "ada", enquiry);
  const page = await dashboard(browser, worker, service, "ada", { place: "/records/follow-ups", ...wide });
  await page.getByText("Nothing to follow up").waitFor();
  await clean(page, "an empty list");
  await screenshot(page, "follow-ups-empty");
  await go(page, `/inbox/${enquiry}`);
  await tabTo(page, "button", "Remind me later");
  await page.keyboard.press("Enter");
  await dialog(page).getByRole("button", { name: "Tomorrow morning" }).press("Enter");
  assert.match(await dialog(page).getByLabel("When", { exact: true }).last().inputValue(), /T09:00$/);
  await dialog(page).getByRole("combobox", { name: "Remind" }).selectOption({ label: "Ben" });
  await dialog(page).getByRole("textbox", { name: /Note/ }).fill("Ask whether the parcel has left, and send the number.");
  await clean(page, "the dialog");
  await screenshot(page, "follow-ups-dialog");
  await dialog(page).getByLabel("When", { exact: true }).last().fill("2020-01-01T09:00");
  await dialog(page).getByRole("button", { name: "Set reminder" }).press("Enter");
  await dialog(page).getByText("Choose a time that is still to come").waitFor();
  await clean(page, "a time that is over");
  await screenshot(page, "follow-ups-wrong");
  await dialog(page).getByRole("button", { name: "Next week" }).press("Enter");
  await dialog(page).getByRole("button", { name: "Set reminder" }).press("Enter");
  await dialog(page).waitFor({ state: "detached" });
  await page.getByText(/^Reminder set/).waitFor();
  await page.getByRole("button", { name: /Ben Ask whether the parcel/ }).waitFor();
  await hasFocus(page, "Remind me later", "where it was before").catch(() => {});
  await clean(page, "in the details");
  await screenshot(page, "follow-ups-details");
  // One of Ada's own falls due while she looks.
  await set("ada", enquiry, { due_ms: Date.now() + 700, note: "Call back" });
  await page.getByText(/^Follow up with .*: Call back$/).waitFor();
  await go(page, "/inbox");
  await page.getByRole("link", { name: "Follow-ups due: 1" }).waitFor();
  await clean(page, "the inbox");
  await screenshot(page, "follow-ups-inbox");
  await page.getByRole("link", { name: "Follow-ups due: 1" }).press("Enter");
  await page.getByText("Call back").waitFor();
  await clean(page, "the list");
  await screenshot(page, "follow-ups-list");
  const mine = page.getByRole("listitem").filter({ hasText: "Call back" });
  await mine.getByRole("button", { name: "Change" }).press("Enter");
  const change = page.getByRole("dialog");
  await change.getByRole("textbox", { name: /Note/ }).waitFor();
  await clean(page, "changing one");
  await screenshot(page, "follow-ups-change");
  await page.keyboard.press("Escape");
  await mine.getByRole("button", { name: "Done" }).press("Enter");
  await page.getByText("Marked as done.").waitFor();
  await page.locator(".rail-count").first().waitFor({ state: "detached" });
  await page.context().close();
  await desk.end();
});

test("the list is read on a phone, in the dark, from right to left, and with long words", async () => {
  const { enquiry } = await enquire(worker, service, { tag: service.tags.sales }, ["Hello"]);
  await take(worker, service, "ben", enquiry, "follow-up");
  await set("ben", enquiry, { due_ms: Date.now() + 500, note: `A note of many words ${"that goes on ".repeat(20)}${"x".repeat(80)}` });
  await set("ben", enquiry, { due_ms: Date.now() + 86_400_000, staff: service.people.ada.id });
  const page = await dashboard(browser, worker, service, "ben", { place: "/inbox", colorScheme: "dark", ...small });
  await page.getByRole("link", { name: /Follow-ups due/ }).waitFor();
  await fits(page);
  await clean(page, "the inbox, narrow and dark");
  await screenshot(page, "follow-ups-inbox-320-dark");
  await go(page, "/records/follow-ups");
  await page.getByText("for Ada").waitFor();
  await fits(page);
  await clean(page, "the list, narrow and dark");
  await screenshot(page, "follow-ups-list-320-dark");
  await page.getByRole("button", { name: "Change" }).first().press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).waitFor();
  await fits(page);
  await clean(page, "the dialog, narrow and dark");
  await screenshot(page, "follow-ups-dialog-320-dark");
  await page.keyboard.press("Escape");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await screenshot(page, "follow-ups-list-rtl-dark");
  await page.context().close();
});

test("an admin downloads everything that is held of a person", async () => {
  const { enquiry } = await enquire(worker, service, { tag: service.tags.sales }, ["What do you know of me?"]);
  const { card } = await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: service.people.adam });
  const page = await dashboard(browser, worker, service, "adam", { place: `/records/contacts/${card.contact.id}`, ...wide });
  const link = page.getByRole("link", { name: "Download everything" });
  await link.scrollIntoViewIfNeeded();
  await clean(page, "the contact");
  await screenshot(page, "export-contact");
  const [download] = await Promise.all([page.waitForEvent("download"), link.press("Enter")]);
  assert.equal(download.suggestedFilename(), `${card.contact.id}.zip`);
  const zip = await readFile(await download.path());
  assert.deepEqual([zip.readUInt32LE(0), zip.readUInt32LE(zip.length - 22), zip.includes("What do you know of me?")], [0x04034b50, 0x06054b50, true]);
  await page.context().close();
});
