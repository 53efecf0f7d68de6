// Schedules: hours are set in the console, and visitors read when somebody is there again.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, focused, go, tabTo } from "../kit/dashboard.mjs";
import { makeService } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, browser, service;

before(async () => {
  worker = await startWorker();
  service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] }, sites: ["https://www.example.com"] });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await worker?.stop();
});

const HOLIDAYS = `BEGIN:VCALENDAR\r\nVERSION:2.0\r
BEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20981225\r\nSUMMARY:Christmas\r\nEND:VEVENT\r
BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20981226T100000Z\r\nSUMMARY:Dentist\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;

const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth || document.querySelector(".settings").scrollWidth > document.querySelector(".settings").clientWidth);

test("hours are made by keyboard, copied to other days, and told to overlap beside the day", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: "/settings/schedules" });
  await page.getByText("Always open").waitFor();
  assert.deepEqual(await violations(page), []);
  await tabTo(page, "link", "New schedule");
  await page.keyboard.press("Enter");
  await tabTo(page, "textbox", "Name");
  await page.keyboard.type("Office hours");
  await page.getByText(/^(Open|Closed) now, until/).waitFor();
  await tabTo(page, "button", "Add hours to Monday");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "week-0-1");
  await page.getByLabel("Monday, from").nth(1).fill("17:00");
  await page.getByLabel("Monday, until").nth(1).fill("02:00");
  await page.locator(".week-day").first().getByText("next day").waitFor();
  await tabTo(page, "button", "Save");
  await page.keyboard.press("Enter");
  await page.locator(".week-day").first().getByText("These hours overlap with others.").waitFor();
  await page.getByLabel("Monday, from").nth(1).fill("19:00");
  await page.locator(".week-day").first().getByText("These hours overlap with others.").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Copy Monday to other days" }).press("Enter");
  await page.getByRole("group", { name: "Copy to" }).getByRole("button", { name: "Friday" }).press("Enter");
  assert.equal(await page.getByLabel("Friday, until").nth(1).inputValue(), "02:00");
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "schedule-week");
  await page.getByRole("group", { name: "Copy to" }).getByRole("button", { name: "Done" }).press("Enter");
  assert.notEqual(await focused(page), "nothing");

  await page.getByLabel("Import a calendar").setInputFiles({ name: "a.ics", mimeType: "text/calendar", buffer: Buffer.from("nonsense") });
  await page.getByText("That isn’t a calendar that can be read.").waitFor();
  await page.getByLabel("Import a calendar").setInputFiles({ name: "b.ics", mimeType: "text/calendar", buffer: Buffer.from(HOLIDAYS) });
  await page.getByText("1 day in this calendar").waitFor();
  await page.getByText("1 entry isn’t a whole day").waitFor();
  await screenshot(page, "schedule-import");
  await page.getByRole("button", { name: "Add these days" }).press("Enter");
  assert.equal(await page.getByLabel("Name of the day").inputValue(), "Christmas");
  await page.getByRole("button", { name: "Add hours to this day" }).press("Enter");
  assert.deepEqual(await violations(page), []);
  await page.setViewportSize({ width: 320, height: 720 });
  assert.equal(await wide(page), false, "nothing is cut off on a phone");
  await screenshot(page, "schedule-320");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "Office hours" }).waitFor();
  await page.context().close();
});

test("the service goes by a schedule, a tag by its own, and visitors read when it opens", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: "/settings/schedules/new" });
  // Open for one minute of the day before yesterday's weekday: closed now, whenever this runs.
  await page.getByRole("textbox", { name: "Name" }).fill("Rarely");
  for (let left = 5; left > 0; left -= 1) await page.getByRole("button", { name: /^Remove these hours/ }).first().click();
  const before = new Date(Date.now() - 2 * 86_400_000).toLocaleDateString("en", { weekday: "long", timeZone: "UTC" });
  await page.getByRole("button", { name: `Add hours to ${before}` }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "Rarely" }).waitFor();
  await screenshot(page, "schedules");
  await go(page, "/settings/service");
  await page.getByRole("combobox", { name: "Opening hours" }).selectOption("Rarely");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").first().waitFor();
  await page.locator("button[type=submit]:not([aria-busy=true])").first().waitFor();
  assert.deepEqual(await violations(page), []);

  const visitor = await browser.newPage({ locale: "en-GB", reducedMotion: "reduce" });
  await visitor.goto(`${worker.origin}/widget/acme`);
  await visitor.getByText(/^Opens \w{3}/).first().waitFor();
  assert.deepEqual(await violations(visitor), []);
  await screenshot(visitor, "schedule-widget");
  await visitor.getByRole("button", { name: /Sales/ }).first().click();
  await visitor.locator("textarea, [contenteditable]").first().fill("Hello?");
  await visitor.keyboard.press("Enter");
  await visitor.getByText(/^We're back \w{3}/).waitFor();
  await screenshot(visitor, "schedule-widget-away");

  await go(page, "/settings/tags");
  await page.getByRole("link", { name: "Sales" }).click();
  await page.getByRole("combobox", { name: "Opening hours" }).selectOption("Always open");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { name: "Tags", exact: true }).waitFor();
  await visitor.goto(`${worker.origin}/widget/acme`);
  await visitor.getByRole("button", { name: /Sales/ }).first().waitFor();
  assert.equal(await visitor.getByText(/^Opens/).count(), 1, "of the tag that goes by the service's hours");
  await visitor.close();

  const dark = await dashboard(browser, worker, service, "owner", { place: "/settings/schedules", colorScheme: "dark", locale: "ja" });
  await dark.getByRole("link", { name: "Rarely" }).click();
  await dark.evaluate(() => (document.documentElement.dir = "rtl"));
  assert.deepEqual(await violations(dark), []);
  await screenshot(dark, "schedule-dark-rtl");
  await dark.context().close();
  await page.context().close();
});
