// Pictures in the console: a photo is cropped by keyboard and seen by visitors; a tag gets a sign; and what two admins make of
// one colleague stands beside each other.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, go, hasFocus, tabTo } from "../kit/dashboard.mjs";
import { makeService, must } from "../kit/people.mjs";
import { png } from "../kit/pictures.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

const RED = [220, 20, 20, 255];
const BLUE = [20, 20, 220, 255];
/** Red on the left, blue on the right, and twice as wide as high. */
const HALVES = { name: "photo.png", mimeType: "image/png", buffer: png({ width: 400, height: 200, at: (x) => (x < 200 ? RED : BLUE) }) };

let worker, browser, service;

before(async () => {
  worker = await startWorker();
  service = await makeService(worker, { staff: { ada: "agent", ben: "admin" }, tags: { sales: ["ada"] } });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await worker?.stop();
});

const staff = async (name) => (await must(worker, "GET", `${service.base}/staff`, { as: service.people.owner })).find(({ id }) => id === service.people[name].id);

/** The colour in the middle of a picture, and its sides. */
const middle = (page, path) =>
  page.evaluate(async (path) => {
    const image = Object.assign(new Image(), { src: path });
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    const pen = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
    pen.drawImage(image, 0, 0);
    return { width, height, red: pen.getImageData(width >> 1, height >> 1, 1, 1).data[0] };
  }, path);

test("a photo is chosen and cropped by keyboard alone, and visitors see it", async () => {
  const page = await dashboard(browser, worker, service, "ada", { place: "/settings/account" });
  await page.getByRole("button", { name: "Choose a picture" }).waitFor();
  // From here on, and not only at the key: what makes the browser tell of a chooser and what presses the key go different ways
  // to the page, and the key may be there first. Then a chooser that nobody sees is opened.
  const chosen = page.waitForEvent("filechooser");
  await tabTo(page, "button", "Choose a picture");
  await page.keyboard.press("Enter");
  await (await chosen).setFiles(HALVES);
  const dialog = page.getByRole("dialog", { name: "Choose what is seen" });
  await dialog.waitFor();
  await page.waitForFunction(() => document.querySelector(".crop-frame").width === document.querySelector(".crop-frame").height);
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-crop");
  await tabTo(page, "application", "Part of the picture");
  // The right half is in the middle of the frame by then.
  for (let step = 0; step < 5; step += 1) await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("+");
  await tabTo(page, "slider", "Zoom");
  assert.equal(await page.getByRole("slider", { name: "Zoom" }).inputValue(), "110");
  await page.keyboard.press("ArrowRight");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 320, height: 640 });
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-crop-320-dark");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: "light" });
  await tabTo(page, "button", "Use this");
  await page.keyboard.press("Enter");
  await page.getByText("Your photo was changed.").waitFor();
  await dialog.waitFor({ state: "detached" });
  await hasFocus(page, "Choose another");
  const { photo } = await staff("ada");
  assert.match(photo, /^\/files\/acme\/[0-9a-f]{32}\.webp$/);
  const kept = await middle(page, photo);
  assert.ok(kept.width === kept.height && kept.width <= 256 && kept.red < 60, JSON.stringify(kept));
  await page.locator(`.picture-shown img[src="${photo}"]`).waitFor();
  await page.locator(`.avatar-menu img[src="${photo}"]`).waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-photo");

  const visitor = await browser.newPage();
  await visitor.goto(`${worker.origin}/widget/acme`);
  const face = visitor.getByRole("region", { name: "Staff" }).locator(`img[src="${photo}"]`);
  await face.waitFor();
  assert.ok(await face.evaluate((image) => image.decode().then(() => image.naturalWidth > 0)));
  await screenshot(visitor, "widget-photo");
  await visitor.goto(`${worker.origin}/l/acme/ada`);
  await visitor.locator(`.link-face img[src="${photo}"]`).waitFor();

  await tabTo(page, "button", "Remove");
  await page.keyboard.press("Enter");
  await page.getByText("Your photo was removed.").waitFor();
  await hasFocus(page, "Choose a picture");
  assert.equal((await staff("ada")).photo, undefined);
  await visitor.close();
  await page.context().close();
});

test("what is no picture is told beside the field, and a dropped one is taken", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: `/settings/staff/${service.people.ada.id}` });
  const input = page.locator(".picture input[type=file]");
  await input.setInputFiles({ name: "photo.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
  await page.getByText("This browser can't show this file as a picture.").waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-picture-wrong");
  await page.locator(".picture").evaluate((field, bytes) => {
    const carried = new DataTransfer();
    carried.items.add(new File([new Uint8Array(bytes)], "photo.png", { type: "image/png" }));
    for (const type of ["dragover", "drop"]) field.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: carried }));
  }, [...HALVES.buffer]);
  const dialog = page.getByRole("dialog", { name: "Choose what is seen" });
  const frame = await dialog.getByRole("application").boundingBox();
  await page.mouse.move(frame.x + 20, frame.y + 50);
  await page.mouse.down();
  await page.mouse.move(frame.x + frame.width, frame.y + 50, { steps: 3 });
  await page.mouse.up();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal((await staff("ada")).photo, undefined, "nothing is uploaded by looking");
  await page.context().close();
});

test("what another admin made of a colleague meanwhile is shown beside mine", async () => {
  const page = await dashboard(browser, worker, service, "ben", { place: `/settings/staff/${service.people.ada.id}` });
  await page.getByRole("spinbutton", { name: "Most rooms at once" }).fill("4");
  await page.getByRole("button", { name: "English", exact: true }).click();
  const { email, online, id, ...ada } = await staff("ada");
  await must(worker, "PUT", `${service.base}/staff/${id}`, { as: service.people.owner, body: { ...ada, title: "Sales engineer" } });
  await page.getByRole("button", { name: "Save" }).click();
  const panel = page.getByRole("table", { name: "Somebody changed this meanwhile" });
  await panel.getByRole("row", { name: "Title Sales engineer" }).waitFor();
  await panel.getByRole("row", { name: /^Most rooms at once .+ 4$/ }).waitFor();
  assert.equal(await panel.getByRole("row").count(), 4, "nothing else differs");
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-staff-meanwhile");
  await page.getByRole("button", { name: "Keep mine" }).click();
  await page.getByRole("button", { name: "Undo" }).waitFor();
  const now = await staff("ada");
  assert.deepEqual([now.max_rooms, now.languages, now.title], [4, ["en"], undefined]);
  await page.context().close();
});

test("a tag has a sign that visitors see", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: "/settings/tags" });
  await page.getByRole("link", { name: "Sales" }).click();
  await page.getByRole("radio", { name: "Star" }).check();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-tag-sign");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "Sales" }).waitFor();
  const visitor = await browser.newPage();
  await visitor.goto(`${worker.origin}/widget/acme`);
  await visitor.getByRole("region", { name: "Tags" }).locator(".tag-sign svg.is-solid").waitFor();
  await screenshot(visitor, "widget-sign");
  await visitor.close();
  await go(page, "/settings/service");
  await page.getByRole("spinbutton", { name: "Most rooms at once" }).fill("0");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Enter 1 to 100 rooms.").waitFor();
  await page.context().close();
});
