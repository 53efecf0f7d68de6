// Notes beside the talk: written by keyboard, seen by colleagues, kept as notes over a reload, and never in what a visitor gets.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, enquire, take } from "../kit/dashboard.mjs";
import { makeService } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

const SECRET = "She asked for a refund twice already";
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

test("a note is written by keyboard, is seen by colleagues, and reaches no visitor", async () => {
  const { enquiry, room, say } = await enquire(worker, service, { tag: service.tags.sales }, ["Where is my tent?"]);
  // Taken up, or answered, whichever it is by now: nobody was there when it was raised.
  await take(worker, service, "ada", enquiry, "follow-up");
  const place = `/inbox/${enquiry}`;
  const ada = await dashboard(browser, worker, service, "ada", { place });
  const box = ada.getByRole("textbox", { name: "Message" });
  await box.waitFor();
  await box.press("ControlOrMeta+.");
  await ada.getByRole("button", { name: "Note", pressed: true }).waitFor();
  await box.fill(SECRET);
  await screenshot(ada, "notes-writing");
  assert.deepEqual(await violations(ada), []);
  // What was begun as a note is a note after a reload.
  await ada.reload();
  await ada.getByRole("button", { name: "Note", pressed: true }).waitFor();
  assert.equal(await box.inputValue(), SECRET);
  await box.press("Enter");
  const log = ada.getByRole("log", { name: "Messages" });
  await log.getByText(SECRET).waitFor();
  await ada.getByRole("button", { name: "Reply" }).click();
  await box.fill("It was sent today.");
  await box.press("Enter");
  await room.until(({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.body === "It was sent today."), "the reply");
  say("Thank you!");
  await log.getByText("Thank you!").waitFor();
  assert.ok(!JSON.stringify(room.frames).includes("refund"), "the visitor got a note");
  assert.ok(JSON.stringify(room.frames).includes('"kind":"hidden"'));
  await screenshot(ada, "notes");
  const sue = await dashboard(browser, worker, service, "sue", { place, colorScheme: "dark", viewport: { width: 320, height: 720 } });
  await sue.getByRole("log", { name: "Messages" }).getByText(SECRET).waitFor();
  assert.deepEqual(await violations(sue), []);
  await screenshot(sue, "notes-320-dark");
  await ada.context().close();
  await sue.context().close();
});
