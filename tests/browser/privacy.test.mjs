// Blocking and erasing, as staff do it and as a visitor meets it: from the details of a chat, with a receipt, at every width, in
// the dark, and read by a machine.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { dashboard, enquire, go, take } from "../kit/dashboard.mjs";
import { sendFile } from "../kit/files.mjs";
import { must, newId, request } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { until } from "../kit/until.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage, worker, browser, service;

before(async () => {
  stage = await widgetStage({ staff: { ada: "agent", adam: "admin" }, tags: { sales: ["ada"], support: ["ada"] } });
  ({ worker, browser, acme: service } = stage);
});
after(() => stage?.close());

const small = { viewport: { width: 320, height: 720 } };
const dialog = (page) => page.getByRole("dialog");

async function clean(page, what) {
  assert.deepEqual(await violations(page), [], what);
}

/** A visitor whom Ada talks with. */
async function talk(...words) {
  const made = await enquire(worker, service, { tag: service.tags.sales }, words);
  await take(worker, service, "ada", made.enquiry, "follow-up");
  return made;
}

test("an agent blocks a visitor from the details of the chat, with a reason and an end, by keyboard", async () => {
  const { enquiry, room, as: visitor } = await talk("You will regret this.");
  const page = await dashboard(browser, worker, service, "ada", { place: `/inbox/${enquiry}`, viewport: { width: 1440, height: 900 } });
  const link = page.getByRole("link", { name: "Block or erase" });
  await link.scrollIntoViewIfNeeded();
  await screenshot(page, "privacy-details");
  await link.press("Enter");
  await page.getByRole("heading", { name: "This visitor" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Erase this visitor" }).count(), 0, "that is for admins");
  await page.getByRole("button", { name: "Block this visitor" }).press("Enter");
  await page.getByText("Say why").first().waitFor();
  await clean(page, "without a reason");
  await page.getByRole("textbox", { name: "Reason" }).fill("Threatens us");
  await page.getByRole("combobox", { name: "Until" }).selectOption({ label: "7 days" });
  await screenshot(page, "privacy-block");
  await page.getByRole("button", { name: "Block this visitor" }).press("Enter");
  await page.getByText(/is blocked\./).first().waitFor();
  await room.until(({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.kind === "closed"));
  const again = await request(worker, "POST", `${service.base}/visitor/enquiries`, { as: visitor, body: { enquiry: newId("enq"), entry: { kind: "tag", tag: service.tags.support.id } } });
  assert.equal(again.body.error.code, "blocked");
  await page.context().close();
  await room.end();
});

test("an admin sees who was blocked by whom and why, and lifts it; nothing is ugly in the dark at 320 px", async () => {
  const { enquiry, room } = await talk("Buy my " + "extraordinarily".repeat(6) + " cheap watches");
  await must(worker, "PUT", `${service.base}/enquiries/${enquiry}/block`, { as: service.people.ada, body: { reason: `Sends ${"advertisement".repeat(12)} and will not stop`, network: true } });
  const page = await dashboard(browser, worker, service, "adam", { place: "/records/privacy", viewport: { width: 1440, height: 900 } });
  await page.getByText("Threatens us").waitFor();
  await clean(page, "the list");
  await screenshot(page, "privacy-list");
  const narrow = await dashboard(browser, worker, service, "adam", { place: "/records/privacy", colorScheme: "dark", ...small });
  await narrow.getByText("Threatens us").waitFor();
  await clean(narrow, "narrow and dark");
  assert.ok(await narrow.evaluate(() => document.documentElement.scrollWidth <= 320), "nothing sticks out");
  await screenshot(narrow, "privacy-list-320-dark");
  await narrow.context().close();
  await page.getByRole("button", { name: /^Lift/ }).first().press("Enter");
  await page.getByText("The block is lifted.").first().waitFor();
  await page.getByText(/lifted by Adam/).waitFor();
  await page.context().close();
  await room.end();
});

test("an admin erases a visitor after a question, and keeps a receipt that counts what went", async () => {
  const { enquiry, room } = await talk("Please forget me.");
  const page = await dashboard(browser, worker, service, "adam", { place: `/records/visitor/${enquiry}`, viewport: { width: 1440, height: 900 } });
  const button = page.getByRole("button", { name: "Erase this visitor" });
  await button.waitFor();
  await clean(page, "one visitor");
  await screenshot(page, "privacy-visitor");
  const narrow = await dashboard(browser, worker, service, "adam", { place: `/records/visitor/${enquiry}`, colorScheme: "dark", ...small });
  await narrow.getByRole("button", { name: "Erase this visitor" }).waitFor();
  await clean(narrow, "narrow and dark");
  assert.ok(await narrow.evaluate(() => document.documentElement.scrollWidth <= 320), "nothing sticks out");
  await screenshot(narrow, "privacy-visitor-320-dark");
  await narrow.context().close();
  await button.press("Enter");
  await dialog(page).getByText("Nothing brings it back.").waitFor();
  await clean(page, "the question");
  await screenshot(page, "privacy-question");
  await page.keyboard.press("Escape");
  await dialog(page).waitFor({ state: "detached" });
  await button.press("Enter");
  await dialog(page).getByRole("button", { name: "Erase", exact: true }).press("Enter");
  await page.getByRole("heading", { name: "Receipt" }).waitFor();
  await page.getByText("point-in-time backups").waitFor();
  await page.getByText("Rooms", { exact: true }).waitFor();
  await page.getByText(/rooms? left/).waitFor({ state: "detached" });
  await clean(page, "the receipt");
  await screenshot(page, "privacy-receipt");
  assert.equal((await room.closed).code, 4404);
  await go(page, "/records/privacy");
  await page.getByRole("link", { name: /^Erased/ }).waitFor();
  await screenshot(page, "privacy-both");
  await page.context().close();
  const dark = await dashboard(browser, worker, service, "adam", { place: "/records/privacy", colorScheme: "dark", ...small });
  await dark.getByRole("link", { name: /^Erased/ }).click();
  await dark.getByText("point-in-time backups").waitFor();
  await clean(dark, "the receipt, narrow and dark");
  await screenshot(dark, "privacy-receipt-320-dark");
  await dark.context().close();
});

test("a blocked visitor finds the chat ended, and is told politely that no other one begins", async () => {
  const desk = await stage.comes("ada");
  const visitor = await stage.visit();
  await visitor.talkTo("Talk to Sales");
  await visitor.says("You will regret this.");
  const ada = await stage.answers("ada", desk);
  await visitor.chat.getByText("Ada joined the chat").waitFor();
  const { id } = await must(worker, "PUT", `${service.base}/enquiries/${ada.enquiry}/block`, { as: service.people.ada, body: { reason: "Threatens us" } });
  await visitor.chat.getByText("The team closed this chat").first().waitFor();
  await visitor.talkTo("Talk to Sales");
  if (await visitor.box.isVisible().catch(() => false)) await visitor.says("But why?").catch(() => {});
  await visitor.chat.getByText("We don't take messages from you here now.").first().waitFor();
  await clean(visitor.page, "blocked");
  await screenshot(visitor.page, "privacy-blocked");
  assert.equal(await visitor.chat.getByText("Threatens us").count(), 0);
  await must(worker, "DELETE", `${service.base}/blocks/${id}`, { as: service.people.adam });
  await visitor.context.close();
  await ada.end();
});

test("an admin sees how much is kept, finds a file by its name, and deletes it", async () => {
  const { enquiry, as } = await talk("Here is the invoice.");
  await sendFile(worker, service, enquiry, as, Buffer.from("words ".repeat(9_000)), { name: "Invoice of a very long name that somebody gave it, 2026-11-26 (final) (2).txt" });
  await sendFile(worker, service, enquiry, service.people.ada, Buffer.from("an answer"), { name: "answer.txt" });
  // A room tells the Desk of its files by its outbox; the page is of what the Desk has when it opens.
  await until(async () => (await must(worker, "GET", `${service.base}/files`, { as: service.people.adam })).files.length === 2, "two files at the Desk");
  const page = await dashboard(browser, worker, service, "adam", { place: "/records/files", viewport: { width: 1440, height: 900 } });
  await page.getByText("answer.txt").first().waitFor();
  await clean(page, "files");
  await screenshot(page, "files-list");
  const narrow = await dashboard(browser, worker, service, "adam", { place: "/records/files", colorScheme: "dark", ...small });
  await narrow.getByText("answer.txt").first().waitFor();
  await clean(narrow, "files, narrow and dark");
  assert.ok(await narrow.evaluate(() => document.documentElement.scrollWidth <= 320), "nothing sticks out");
  await screenshot(narrow, "files-list-320-dark");
  await narrow.context().close();
  await page.getByRole("searchbox", { name: "Name", exact: true }).fill("INVOICE");
  await page.getByRole("button", { name: "Search", exact: true }).press("Enter");
  await page.getByText("answer.txt").first().waitFor({ state: "detached" });
  await page.getByRole("button", { name: /^Delete/ }).press("Enter");
  await dialog(page).getByRole("button", { name: "Delete", exact: true }).press("Enter");
  await page.getByText("There is no such file.").waitFor();
  await page.getByRole("combobox", { name: "Sent by" }).selectOption({ label: "Staff" });
  await page.getByRole("searchbox", { name: "Name", exact: true }).fill("");
  await page.getByRole("button", { name: "Search", exact: true }).press("Enter");
  await page.getByText("answer.txt").first().waitFor();
  await page.context().close();
});

test("an owner says which files are taken, and how long what is over is kept", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: "/settings/keeping", viewport: { width: 1440, height: 900 } });
  const days = page.getByRole("spinbutton", { name: /Erase after so many days/ });
  await days.fill("0");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("Enter 1 to 3,650 days").first().waitFor();
  await clean(page, "a wrong number");
  await days.fill("90");
  await page.getByRole("button", { name: "Videos" }).press("Enter");
  await page.getByRole("spinbutton", { name: /Largest file/ }).fill("10");
  await screenshot(page, "keeping");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("Saved").first().waitFor();
  const { service: shown } = await must(worker, "GET", `${service.base}/directory`);
  assert.deepEqual(shown.files, { kinds: ["image", "audio", "document"], max_bytes: 10_485_760 });
  await page.context().close();
  const narrow = await dashboard(browser, worker, service, "owner", { place: "/settings/keeping", colorScheme: "dark", ...small });
  await narrow.getByRole("spinbutton", { name: /Largest file/ }).waitFor();
  await clean(narrow, "narrow and dark");
  await screenshot(narrow, "keeping-320-dark");
  await narrow.context().close();
});
