// E-mailing a transcript from the details of an enquiry: by keyboard, with what can go wrong, on wide and small screens.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, enquire, focused, hasFocus, tabTo, take } from "../kit/dashboard.mjs";
import { entriesOf, makeService, newId } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { mailed, startWorker } from "../kit/worker.mjs";

let worker, browser, service;
before(async () => {
  worker = await startWorker({ mail: true });
  service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] } });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await worker?.stop();
});

const ENTRY = "E-mail it to the visitor…";
const TO = "cleo@visitors.example";
const dialog = (page) => page.getByRole("dialog", { name: "E-mail the transcript" });
const address = (page) => dialog(page).getByRole("textbox", { name: "To this address" });
const clean = async (page, what, rules) => assert.deepEqual(await violations(page, { rules }), [], what);
const fits = async (page) => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");

/** An enquiry that Ada has, whose visitor left an address if so wished; her page shows it. */
async function opened(options, email) {
  const { enquiry, room } = await enquire(worker, service, { tag: service.tags.sales }, ["Which tent is light?"]);
  if (email) {
    room.send({ type: "leave_details", message: newId("msg"), details: { email } });
    await room.until((frame) => entriesOf(frame).some(({ kind }) => kind === "details_left"), "the details");
  }
  await take(worker, service, "ada", enquiry, "follow-up");
  return dashboard(browser, worker, service, "ada", { place: `/inbox/${enquiry}`, ...options });
}

test("a transcript is e-mailed by keyboard to the address that the visitor left", async () => {
  const page = await opened({ viewport: { width: 1440, height: 900 } }, TO);
  await page.locator(".details").getByText(TO).waitFor();
  await tabTo(page, "button", ENTRY);
  await clean(page, "the details");
  await screenshot(page, "mail-details");
  await page.keyboard.press("Enter");
  await address(page).waitFor();
  assert.equal(await address(page).inputValue(), TO);
  await dialog(page).getByText("Nobody checked that it is theirs").waitFor();
  await clean(page, "the dialog");
  await screenshot(page, "mail-dialog");
  await address(page).fill("cleo");
  await dialog(page).getByText("Nobody checked that it is theirs").waitFor({ state: "detached" });
  await dialog(page).getByRole("button", { name: "Send" }).press("Enter");
  await dialog(page).getByText("Enter an e-mail address like").waitFor();
  await clean(page, "no address");
  await screenshot(page, "mail-wrong");

  const path = "**/transcript/mail";
  await page.route(path, (route) => route.fulfill({ status: 502, json: { error: { code: "mail_failed", message: "It was not taken." } } }));
  await address(page).fill(TO);
  await dialog(page).getByRole("button", { name: "Send" }).press("Enter");
  await dialog(page).getByText("The e-mail was not taken").waitFor();
  assert.equal(await address(page).inputValue(), TO, "what was typed is still there");
  await clean(page, "a mail that failed");
  await screenshot(page, "mail-failed");
  await page.unroute(path);

  let go;
  await page.route(path, (route) => new Promise((done) => (go = () => done(route.continue()))));
  await address(page).press("Enter");
  await dialog(page).locator("button[type=submit][aria-busy=true]").waitFor();
  // A button that does nothing now is paler.
  await clean(page, "on its way", { "color-contrast": { enabled: false } });
  await screenshot(page, "mail-sending");
  go();
  await page.getByText(`Sent to ${TO}`).waitFor();
  await dialog(page).waitFor({ state: "detached" });
  await hasFocus(page, ENTRY, "where it was before");
  await clean(page, "sent");
  await screenshot(page, "mail-sent");
  const mails = await mailed(worker);
  assert.deepEqual(mails.map(({ to }) => to), [TO]);
  assert.ok(mails[0].text.includes("Which tent is light?"));
  // As somebody's mail program may show it.
  await page.setContent(mails[0].html);
  await screenshot(page, "mail-as-read");
  await page.context().close();
});

test("the dialog is used on a phone, in the dark, where no address is known", async () => {
  const page = await opened({ viewport: { width: 320, height: 720 }, colorScheme: "dark", locale: "ja" });
  await page.locator("#details-toggle").press("Enter");
  const entry = page.getByRole("button", { name: "訪問者にメールで送る…" });
  await entry.waitFor();
  await entry.scrollIntoViewIfNeeded();
  await screenshot(page, "mail-details-320-dark");
  await entry.press("Enter");
  const form = page.getByRole("dialog", { name: "記録をメールで送る" });
  await form.getByRole("button", { name: "送信" }).waitFor();
  assert.equal(await form.getByRole("textbox").inputValue(), "");
  await fits(page);
  await clean(page, "the dialog, narrow and dark");
  await screenshot(page, "mail-dialog-320-dark");
  await form.getByRole("button", { name: "送信" }).press("Enter");
  await form.getByText("のようなメールアドレスを入力してください").waitFor();
  await fits(page);
  await clean(page, "no address, narrow and dark");
  await screenshot(page, "mail-wrong-320-dark");
  await page.keyboard.press("Escape");
  await form.waitFor({ state: "detached" });
  assert.notEqual(await focused(page), "nothing", "the keyboard is somewhere");
  await page.context().close();
});

test("nothing of it is shown where mail isn't set up", async () => {
  const without = await startWorker();
  try {
    const service = await makeService(without, { staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    const { enquiry } = await enquire(without, service, { tag: service.tags.sales }, ["Hello"]);
    await take(without, service, "ada", enquiry, "follow-up");
    const page = await dashboard(browser, without, service, "ada", { place: `/inbox/${enquiry}`, viewport: { width: 1440, height: 900 } });
    await page.getByRole("link", { name: "Save as JSON" }).waitFor();
    assert.equal(await page.getByRole("button", { name: ENTRY }).count(), 0);
    await page.context().close();
  } finally {
    await without.stop();
  }
});
