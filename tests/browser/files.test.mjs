// Files between a visitor and two of the staff, as they use them: chosen, pasted, dropped, spoken; over a lost connection and a
// reload; looked at, saved and deleted.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, hasFocus, tabTo } from "../kit/dashboard.mjs";
import { PART, addressOf, read } from "../kit/files.mjs";
import { JPEG_OF_A_CAMERA, png } from "../kit/pictures.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { widgetStage } from "../kit/widget.mjs";

const VOICE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

let stage, ada, ben, visit, enquiry;

before(async () => {
  const browser = await launch({ args: VOICE });
  stage = await widgetStage({ staff: { ada: "agent", ben: "supervisor" }, tags: { sales: ["ada", "ben"] } }, browser);
  ada = await dashboard(stage.browser, stage.worker, stage.acme, "ada", { permissions: ["microphone"] });
  ben = await dashboard(stage.browser, stage.worker, stage.acme, "ben");
  visit = await stage.visit({ context: { reducedMotion: "reduce", permissions: ["microphone"] } });
  await visit.talkTo("Talk to Sales");
  await visit.says("My tent has a hole.");
  const card = ada.getByRole("region", { name: "Open enquiries" }).getByRole("listitem").filter({ hasText: "My tent has a hole." });
  await card.getByRole("button", { name: "Answer" }).click();
  await log(ada).getByText("My tent has a hole.").waitFor();
  enquiry = ada.url().match(/enq_[0-9a-f]{32}/)[0];
  await ben.evaluate((place) => (location.hash = place), new URL(ada.url()).hash);
  await log(ben).getByText("My tent has a hole.").waitFor();
});
after(() => stage?.close());

const log = (page) => page.getByRole("log", { name: "Messages" });
const photo = (name, colour, width = 900, height = 600, more = []) => ({
  name,
  mimeType: "image/png",
  buffer: png({ width, height, at: (x, y) => [colour, (x * 255) / width, (y * 255) / height, 255], more }),
});

async function clean(page, what) {
  assert.deepEqual(await violations(page), [], what);
}

/** Chooses files by one of the ways that the button offers. */
async function choose(page, surface, way, files) {
  await surface.getByRole("button", { name: "Attach a file" }).click();
  const chooser = page.waitForEvent("filechooser");
  await surface.getByRole("group", { name: "Attach a file" }).getByRole("button", { name: way }).click();
  await (await chooser).setFiles(files);
}

/** The bytes of the file in the log that has this name, as Ada's dashboard gets them. */
async function arrived(name) {
  const entries = await ada.evaluate(async (path) => {
    const socket = new WebSocket(`${location.origin.replace("http", "ws")}${path}`, ["frontdesk.v1"]);
    return new Promise((done) => {
      socket.onopen = () => socket.send(JSON.stringify({ type: "hello", protocol: 1 }));
      socket.onmessage = ({ data }) => data.startsWith("{") && JSON.parse(data).entries && (done(JSON.parse(data).entries), socket.close());
    });
  }, `${stage.acme.base}/rooms/${enquiry}/socket`);
  const found = entries.filter(({ kind, file }) => kind === "shared" && file.name === name);
  assert.equal(found.length, 1, `${name} stands in the log once`);
  const url = await addressOf(stage.worker, stage.acme, enquiry, stage.acme.people.ada, found[0].file.file);
  return { ...(await read(stage.worker, url)), file: found[0].file };
}

test("pictures go with words, without where they were taken, and have their box before they load", async () => {
  await choose(visit.page, visit.chat, "Photos and videos", [
    photo("hole.png", 200, 900, 600, [["tEXt", "GPS\0 48.2082 N 16.3738 E"]]),
    { name: "camera.jpg", mimeType: "image/jpeg", buffer: JPEG_OF_A_CAMERA },
  ]);
  await visit.chat.getByRole("listitem").filter({ hasText: "hole.png" }).waitFor();
  await visit.chat.getByRole("listitem").filter({ hasText: "camera.jpg" }).waitFor();
  await visit.chat.getByLabel("Send pictures as they are").waitFor();
  await clean(visit.page, "chosen");
  await screenshot(visit.page, "files-chosen");
  await visit.says("Can you mend it?");
  for (const page of [ada, ben]) await log(page).getByRole("button", { name: "Open hole.png" }).waitFor();
  await log(ada).getByText("Can you mend it?").waitFor();
  const order = await log(ada).locator(".file-open, .message-bubble").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label") ?? one.querySelector(".message-words")?.textContent));
  assert.deepEqual(order.slice(-3), ["Open hole.png", "Open camera.jpg", "Can you mend it?"]);
  const box = await log(ada).getByRole("button", { name: "Open hole.png" }).boundingBox();
  assert.ok(Math.abs(box.width / box.height - 1.5) < 0.02, `it is ${box.width} × ${box.height}`);
  for (const name of ["hole.png", "camera.jpg"]) {
    const { bytes, status } = await arrived(name);
    assert.deepEqual([status, bytes.includes("GPS"), bytes.includes("Exif")], [200, false, false], name);
  }
  await log(ada).locator("img[alt='hole.png']").evaluate((image) => image.decode());
  await clean(ada, "pictures");
  await screenshot(ada, "files-dashboard");
  await screenshot(visit.page, "files-chat");
});

test("whoever wants to sends the original", async () => {
  await choose(visit.page, visit.chat, "Photos and videos", [photo("label.png", 90, 60, 60, [["tEXt", "GPS\0 kept"]])]);
  await visit.chat.getByLabel("Send pictures as they are").check();
  await visit.chat.getByText("Getting ready…").waitFor({ state: "hidden" });
  await visit.chat.getByRole("button", { name: "Send", exact: true }).click();
  await log(ada).getByRole("button", { name: "Open label.png" }).waitFor();
  assert.ok((await arrived("label.png")).bytes.includes("GPS\0 kept"));
  await choose(visit.page, visit.chat, "Photos and videos", [photo("zip.png", 90, 60, 60)]);
  await visit.chat.getByLabel("Send pictures as they are").uncheck();
  await visit.chat.getByRole("button", { name: "Remove zip.png" }).click();
  await visit.chat.getByRole("listitem").filter({ hasText: "zip.png" }).waitFor({ state: "detached" });
});

test("pictures fill the window, and arrow keys lead from one to the next", async () => {
  await log(ada).getByRole("button", { name: "Open hole.png" }).focus();
  await ada.keyboard.press("Enter");
  const box = ada.getByRole("dialog", { name: "hole.png" });
  await box.getByText("1 of 3").waitFor();
  await box.locator("img").evaluate((image) => image.decode());
  await clean(ada, "the light box");
  await screenshot(ada, "files-light-box");
  await ada.keyboard.press("ArrowRight");
  await ada.getByRole("dialog", { name: "camera.jpg" }).getByText("2 of 3").waitFor();
  await ada.keyboard.press("ArrowRight");
  await ada.keyboard.press("ArrowRight");
  await ada.getByRole("dialog", { name: "label.png" }).getByText("3 of 3").waitFor();
  await ada.keyboard.press("Escape");
  await ada.getByRole("dialog").waitFor({ state: "detached" });
  await hasFocus(ada, "Open label.png", "the picture that was seen last");
});

test("files are pasted and dropped, and what isn't taken is said before anything is sent", async () => {
  await visit.box.evaluate((box) => {
    const data = new DataTransfer();
    data.items.add(new File(["Two poles, one sheet."], "list.txt", { type: "text/plain" }));
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await visit.chat.getByRole("listitem").filter({ hasText: "list.txt" }).waitFor();
  const drag = (type) =>
    visit.chat.locator(".room").evaluate((room, type) => {
      const data = new DataTransfer();
      data.items.add(new File(["MZ"], "setup.exe", { type: "application/octet-stream" }));
      data.items.add(new File([], "nothing.txt", { type: "text/plain" }));
      data.items.add(new File(["%PDF-1.7\n%%EOF"], "terms and conditions of the mending of tents, kayaks and sails 2026.pdf", { type: "application/pdf" }));
      room.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }, type);
  await drag("dragover");
  await visit.chat.getByText("Drop files here").waitFor();
  await screenshot(visit.page, "files-drop");
  await drag("drop");
  await visit.chat.getByText("Drop files here").waitFor({ state: "detached" });
  const alert = visit.chat.getByRole("alert");
  await alert.getByText("setup.exe: Programs can’t be sent.").waitFor();
  await alert.getByText("nothing.txt: There is nothing in it.").waitFor();
  await clean(visit.page, "refused");
  await screenshot(visit.page, "files-refused");
  await visit.chat.getByRole("button", { name: "Send", exact: true }).click();
  await log(ada).getByRole("link", { name: /^terms and conditions/ }).waitFor();
  await log(ada).getByRole("link", { name: /list\.txt/ }).waitFor();
  const [tab] = await Promise.all([ada.context().waitForEvent("page"), log(ada).getByRole("link", { name: /^terms/ }).click()]);
  await tab.close();
  assert.equal(await alert.getByText("setup.exe").count(), 0, "it is said once");
});

test("an upload goes on after the connection was lost, and after a reload, and is there once", async () => {
  const big = { name: "walk.dat", mimeType: "application/octet-stream", buffer: randomBytes(2 * PART + 100) };
  let cut = "abort";
  let first = 0;
  await visit.context.route("**/parts/2", (route) => (cut ? route[cut]() : route.continue()));
  await visit.context.route("**/parts/1", (route) => ((first += 1), route.continue()));
  await choose(visit.page, visit.chat, "File", [big]);
  await visit.says("From the walk");
  await visit.chat.getByText("No connection. It goes on by itself.").waitFor();
  await screenshot(visit.page, "files-broken");
  await clean(visit.page, "broken off");
  await visit.page.reload();
  await visit.launcher.click();
  await visit.chat.getByRole("button", { name: /Sales/ }).first().click();
  await visit.chat.getByText("No connection. It goes on by itself.").waitFor();
  cut = undefined;
  await visit.chat.getByRole("button", { name: "Try again" }).click();
  await log(ada).getByText("From the walk").waitFor();
  assert.ok((await arrived("walk.dat")).bytes.equals(big.buffer));
  assert.equal(first, 1, "what is there isn't sent again");
  await visit.context.unroute("**/parts/2");
  await visit.context.unroute("**/parts/1");
});

test("what is on its way can be given up", async () => {
  await ada.context().route("**/parts/1", (route) => route.abort());
  await choose(ada, ada, "File", [{ name: "wrong.txt", mimeType: "text/plain", buffer: Buffer.from("not this") }]);
  await ada.getByRole("button", { name: "Send", exact: true }).click();
  await ada.getByText("No connection. It goes on by itself.").waitFor();
  await screenshot(ada, "files-dashboard-broken");
  await ada.getByRole("button", { name: "Remove wrong.txt" }).click();
  await ada.locator(".attach-row").waitFor({ state: "detached" });
  await ada.context().unroute("**/parts/1");
});

test("staff send by keyboard alone, and delete after they were asked", async () => {
  await ada.getByRole("textbox", { name: "Message" }).focus();
  await ada.keyboard.press("Shift+Tab");
  await hasFocus(ada, "Attach a file", "before the box");
  await ada.keyboard.press("Enter");
  await hasFocus(ada, "Photos and videos", "the ways");
  await clean(ada, "the ways");
  await screenshot(ada, "files-ways");
  await ada.keyboard.press("Escape");
  await hasFocus(ada, "Attach a file", "back");
  await choose(ada, ada, "File", [{ name: "price.csv", mimeType: "text/csv", buffer: Buffer.from("tent,90\n") }]);
  await ada.getByRole("button", { name: "Send", exact: true }).click();
  await visit.log.getByRole("link", { name: /price\.csv/ }).waitFor();
  assert.equal(await visit.log.getByRole("button", { name: /^Delete/ }).count(), 0, "visitors delete nothing");
  await log(ada).focus();
  await tabTo(ada, "button", "Delete price.csv");
  await ada.keyboard.press("Enter");
  const question = ada.getByRole("dialog", { name: "Delete this file for everybody?" });
  await question.waitFor();
  await clean(ada, "the question");
  await screenshot(ada, "files-delete");
  await question.getByRole("button", { name: "Cancel" }).click();
  await log(ada).getByRole("button", { name: "Delete price.csv" }).click();
  await question.getByRole("button", { name: "Delete" }).click();
  for (const where of [visit.log, log(ada), log(ben)]) await where.getByText("This file was deleted").waitFor();
  await clean(ada, "deleted");
});

test("a voice note is recorded, sent, and can be played and sought in", async () => {
  await visit.chat.getByRole("button", { name: "Attach a file" }).click();
  await visit.chat.getByRole("button", { name: "Voice note" }).click();
  await visit.chat.getByText("Recording, up to 5 minutes").waitFor();
  await visit.page.waitForTimeout(1_500);
  await screenshot(visit.page, "files-recording");
  await clean(visit.page, "recording");
  await visit.chat.locator(".attach-voice").getByRole("button", { name: "Send" }).click();
  const sound = log(ada).locator("audio[aria-label='Voice note']");
  await sound.waitFor();
  await sound.scrollIntoViewIfNeeded();
  const seconds = await sound.evaluate(async (audio) => {
    const comes = (event) =>
      new Promise((done, failed) => {
        audio.addEventListener(event, done);
        audio.addEventListener("error", () => failed(new Error(`${event}: ${audio.error?.message}`)));
        setTimeout(() => failed(new Error(`${event} didn't come: ${audio.readyState} ${audio.networkState} ${audio.isConnected} ${audio.currentSrc.slice(0, 90)}`)), 10_000);
      });
    if (!(audio.duration > 0)) await comes("loadedmetadata");
    audio.currentTime = 1;
    await comes("seeked");
    return [audio.duration, audio.currentTime];
  });
  assert.ok(seconds[0] > 1 && seconds[0] < 8, `it has ${seconds[0]} s`);
  assert.equal(seconds[1], 1);
  await screenshot(ada, "files-voice");
});

test("all of it fits on a phone, in the dark and from right to left", async () => {
  for (const [name, context] of [
    ["phone-dark", { viewport: { width: 320, height: 640 }, colorScheme: "dark", hasTouch: true, isMobile: true }],
    ["rtl", { viewport: { width: 1000, height: 760 } }],
  ]) {
    const other = await stage.visit({ context: { reducedMotion: "reduce", ...context } });
    await other.talkTo("Talk to Sales");
    const frame = await other.frame();
    await other.chat.locator("textarea").fill("Here");
    await other.chat.locator("textarea").press("Enter");
    await other.chat.locator(".composer-start button").click();
    await other.chat.locator("#attach-first").waitFor();
    if (name !== "rtl") await other.chat.getByRole("button", { name: "Take a photo" }).waitFor();
    const chooser = other.page.waitForEvent("filechooser");
    await other.chat.locator("#attach-first").click();
    await (await chooser).setFiles([photo("a photo with a name that is much too long for a small screen.png", 40, 600, 900)]);
    await other.chat.locator(".attach-row img").waitFor();
    if (name === "rtl") await frame.evaluate(() => (document.documentElement.dir = "rtl"));
    await screenshot(other.page, `files-chosen-${name}`);
    await clean(other.page, name);
    await other.chat.locator(".composer-send").click();
    await other.chat.locator(".file-open img[src]").evaluate((image) => (image.scrollIntoView({ block: "center" }), image.decode()));
    await other.chat.locator(".attach-row").waitFor({ state: "detached" });
    await screenshot(other.page, `files-${name}`);
    assert.ok(await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} fits`);
    await other.context.close();
  }
});
