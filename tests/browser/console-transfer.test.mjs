// Everything as one file: out, and in, with what would change shown first.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard } from "../kit/dashboard.mjs";
import { makeService, must } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, browser, service;

before(async () => {
  worker = await startWorker();
  service = await makeService(worker, { staff: { ada: "agent", ben: "agent" }, tags: { sales: ["ada", "ben"] } });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await worker?.stop();
});

const place = "/settings/transfer";
const file = (text) => ({ name: "acme-setup.json", mimeType: "application/json", buffer: Buffer.from(text) });

test("a file goes out, comes in again after its changes were shown, and that is undone from the toast", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place });
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download the file" }).click();
  const download = await downloading;
  assert.equal(download.suggestedFilename(), "acme-setup.json");
  const text = await readFile(await download.path(), "utf8");
  const input = page.getByLabel("File of an export");
  await input.setInputFiles(file(text));
  await page.getByText("Everything is as in the file already.").waitFor();

  const { sales } = service.tags;
  const as = service.people.owner;
  await must(worker, "DELETE", `${service.base}/tags/${sales.id}`, { as });
  await input.setInputFiles([]);
  await input.setInputFiles(file(text));
  await page.getByText("Made tag “Sales”").waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-import");
  const tags = () => must(worker, "GET", `${service.base}/tags`, { as });
  assert.equal((await tags()).length, 1, "nothing was done yet");
  await page.getByRole("button", { name: "Import" }).press("Enter");
  await page.getByText("Imported.").waitFor();
  assert.equal((await tags()).length, 2);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByText("It is as it was before.").waitFor();
  assert.equal((await tags()).length, 1);
  await page.context().close();
});

test("another file is refused in words; people who aren't here are named and can be left out", async () => {
  const all = await must(worker, "GET", `${service.base}/setup`, { as: service.people.owner });
  const page = await dashboard(browser, worker, service, "owner", { place, colorScheme: "dark", viewport: { width: 320, height: 720 } });
  const input = page.getByLabel("File of an export");
  await input.setInputFiles(file("{}"));
  await page.getByRole("alert").getByText("This isn't a file of an export.").waitFor();
  assert.deepEqual(await violations(page), []);
  await input.setInputFiles(file(JSON.stringify({ ...all, staff: [...all.staff, { id: service.people.ada.id.replace(/.$/, "0"), handle: "zoe" }] })));
  await page.getByText("people who aren't staff here: zoe").waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-import-320-dark");
  await page.getByRole("button", { name: "Leave them out" }).press("Enter");
  await page.getByText("Everything is as in the file already.").waitFor();
  await page.context().close();
});
