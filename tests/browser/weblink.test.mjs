// An owner makes a weblink, takes its code along, somebody scans it and opens it on a phone, and is answered. And what the pages
// of the console for it look like.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { byZbar, byZxing } from "../kit/codes.mjs";
import { dashboard, go } from "../kit/dashboard.mjs";
import { makeService, openDesk } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, acme, browser, folder;
before(async () => {
  [worker, browser, folder] = await Promise.all([startWorker(), launch(), mkdtemp(path.join(tmpdir(), "frontdesk-link-"))]);
  acme = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] }, settings: { languages: ["en", "ja"] } });
});
after(async () => {
  await browser?.close();
  await worker?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function clean(page, name) {
  await screenshot(page, `console-${name}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, `${name} is too wide`);
  assert.deepEqual(await violations(page), [], name);
}

test("from the owner's form to an answered chat, through a printed code", async () => {
  const owner = await dashboard(browser, worker, acme, "owner", { place: "/settings/links" });
  await owner.getByText("No weblinks of your own yet").waitFor();
  await owner.getByRole("link", { name: "Sales" }).waitFor();
  await clean(owner, "links-empty");

  // A campaign first, then the link in it.
  await owner.getByRole("link", { name: "Campaigns" }).click();
  await owner.getByRole("link", { name: "New campaign" }).click();
  await owner.getByRole("textbox", { name: "Name" }).fill("Spring");
  await owner.getByRole("textbox", { name: "Values" }).fill("utm_campaign=spring\nsource=poster");
  await owner.getByRole("button", { name: "Save" }).click();
  await owner.getByText("Write each line as utm_name=value").waitFor();
  await owner.getByRole("textbox", { name: "Values" }).fill("utm_campaign=spring\nutm_source=poster");
  await owner.getByRole("button", { name: "Save" }).click();
  await owner.getByRole("link", { name: "Spring" }).waitFor();
  await clean(owner, "campaigns");

  await go(owner, "/settings/links/new");
  const field = (name) => owner.getByRole("textbox", { name });
  await owner.getByRole("button", { name: "Save" }).click();
  assert.equal(await field("Name").getAttribute("aria-invalid"), "true");
  await field("Name").fill("Shop window");
  assert.equal(await field("Address").inputValue(), "shop-window");
  await owner.getByRole("combobox", { name: "Leads to" }).selectOption({ label: "Sales" });
  await owner.getByRole("combobox", { name: "Campaign" }).selectOption({ label: "Spring" });
  await owner.getByRole("textbox", { name: /Button.*English/ }).fill("Book a fitting");
  await owner.getByRole("textbox", { name: /Description.*English/ }).fill("Boots that fit, while you wait.");
  const preview = owner.getByRole("region", { name: "Preview" });
  for (const words of ["Sales", "Book a fitting", "Boots that fit, while you wait."]) await preview.getByText(words).waitFor();
  // A pair of colours that scanners don't read is refused while it is chosen.
  await owner.getByLabel("Colour of the code").fill("#ffee00");
  await owner.getByRole("button", { name: "Save" }).click();
  await owner.getByText("Scanners can’t read this").first().waitFor();
  await owner.getByLabel("Colour of the code").fill("#2457e6");
  await owner.getByRole("switch", { name: /Your mark/ }).check();
  await owner.getByRole("button", { name: "Save" }).click();
  await owner.getByRole("heading", { name: "Shop window" }).waitFor();
  await owner.waitForFunction(() => [...document.images].every((image) => image.complete && image.naturalWidth > 0));
  await clean(owner, "link");
  await owner.locator(".codes").scrollIntoViewIfNeeded();
  await screenshot(owner, "console-link-code");

  // The code is taken along and scanned.
  const files = [];
  for (const [button, name] of [["Download PNG", "code.png"]]) {
    const [download] = await Promise.all([owner.waitForEvent("download"), owner.getByRole("link", { name: button }).click()]);
    assert.equal(download.suggestedFilename(), "shop-window.png");
    files.push(path.join(folder, name));
    await download.saveAs(files.at(-1));
  }
  const address = `${worker.origin}/l/acme/shop-window?via=qr`;
  assert.deepEqual([await byZbar(files), await byZxing(files)], [[address], [address]]);

  // A phone opens what the reader read.
  const desk = await openDesk(worker, acme, acme.people.ada);
  const phone = await browser.newContext({ viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true, userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1" });
  const visitor = await phone.newPage();
  await visitor.goto(address);
  await visitor.getByRole("link", { name: "Book a fitting" }).tap();
  const box = visitor.locator(".chat").getByRole("textbox", { name: "Message" });
  await box.fill("Size 44, tomorrow?");
  await box.press("Enter");
  const { card } = await desk.until(({ type, card }) => type === "enquiry_changed" && card.preview?.text === "Size 44, tomorrow?", "the enquiry");
  assert.equal(card.link, "shop-window");

  const ada = await dashboard(browser, worker, acme, "ada");
  await ada.getByRole("button", { name: /Answer/ }).first().click();
  await ada.getByRole("textbox", { name: "Message" }).fill("At ten, see you.");
  await ada.keyboard.press("Enter");
  await visitor.getByRole("log", { name: "Messages" }).getByText("At ten, see you.").waitFor();

  // And all of it is counted.
  await owner.waitForTimeout(6_000);
  await go(owner, "/settings/account");
  await go(owner, "/settings/links");
  await owner.getByText("1 visit · 1 scan · 1 enquiry · 1 answered").waitFor();
  await clean(owner, "links");
  await owner.getByRole("link", { name: "Shop window" }).click();
  await owner.locator(".link-numbers").getByText("spring").waitFor();

  // Off is off, at once.
  await owner.getByRole("switch", { name: /Switched on/ }).uncheck();
  await owner.getByRole("button", { name: "Save" }).click();
  await owner.getByText("Saved.").waitFor();
  assert.equal((await fetch(address)).status, 410);
  await owner.context().close();
  await ada.context().close();
  await phone.close();
  await desk.end();
});

test("the console's pages for weblinks on a small screen, in the dark, in Japanese", async () => {
  const owner = await dashboard(browser, worker, acme, "owner", { place: "/settings/links/new", viewport: { width: 320, height: 640 }, colorScheme: "dark", locale: "ja-JP" });
  await owner.getByRole("textbox").first().waitFor();
  await clean(owner, "link-phone-dark");
  await go(owner, "/settings/links/own/sales");
  await owner.waitForFunction(() => document.images.length > 0 && [...document.images].every((image) => image.complete));
  await clean(owner, "link-own-phone");
  await go(owner, "/settings/account");
  await owner.waitForFunction(() => [...document.images].some((image) => image.src.includes("/qr.svg") && image.complete));
  await clean(owner, "account-link");
  await owner.context().close();
});
