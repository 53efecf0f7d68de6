// Reports in the dashboard: figures, what is behind them, the days of staff, files to take along.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, enquire, tabTo, take } from "../kit/dashboard.mjs";
import { makeService, openDesk } from "../kit/people.mjs";
import { generator } from "../kit/random.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

const place = "/records/reports";
let worker, browser, service;

before(async () => {
  worker = await startWorker();
  browser = await launch();
  service = await makeService(worker, { staff: { ada: "agent", sue: "supervisor" }, tags: { sales: ["ada"], help: ["ada"] } });
});
after(async () => {
  await browser?.close();
  await worker?.stop();
});

/** A month in a shop, for looks: what the server would answer. */
function month(random) {
  const figures = (raised) => {
    const missed = Math.floor(raised * 0.15), left = Math.floor(raised * 0.05);
    const spread = (median_ms) => ({ count: raised - missed - left, median_ms, p90_ms: median_ms * 4 });
    return { raised, answered: raised - missed - left, missed, followed_up: Math.floor(missed / 2), left, waiting: 0, waited: spread(14_000 + random.below(9_000)), first_word: spread(9_000), handled: spread(540_000) };
  };
  const date = (day) => `2026-11-${`${day + 1}`.padStart(2, "0")}`;
  const days = Array.from({ length: 28 }, (_, day) => ({ date: date(day), figures: figures(day % 7 > 4 ? 4 : 14 + random.below(22)) }));
  const week = Array.from({ length: 168 }, (_, hour) => (hour % 24 < 8 || hour % 24 > 20 || hour > 120 ? 0 : random.below(12)));
  const id = (prefix, number) => `${prefix}_018bcfe568007000000000000000000${number}`;
  const tags = [["Sales", 260], ["A very long name of a tag that goes on and on, as owners write them", 120], ["Returns", 55]].map(([name, raised], place) => ({ key: { by: "tag", tag: id("tag", place) }, name, figures: figures(raised) }));
  const staff = [["Ada Lovelace", 210], ["Ben", 130], ["Cleo", 33]].map(([name, raised], place) => ({ key: { by: "staff", staff: id("stf", place) }, name, figures: figures(raised) }));
  const contact_points = [["site:shop.example", 290], ["link:summer-card", 98], ["unknown", 12]].map(([contact_point, raised]) => ({ key: { by: "contact_point", contact_point }, figures: figures(raised) }));
  const hours = Array.from({ length: 24 }, () => figures(random.below(40)));
  return { from: date(0), to: date(27), time_zone: "Europe/London", total: figures(435), before: figures(390), days, hours, weekdays: hours.slice(0, 7), week, tags: [...tags, { key: { by: "direct" }, figures: figures(9) }], staff, contact_points };
}

test("before anything was asked, the page says so", async () => {
  const page = await dashboard(browser, worker, service, "sue", { place });
  await page.getByText("No enquiries in this period").waitFor();
  await page.getByRole("link", { name: "Reports", exact: true }).first().waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "reports-empty");
  await page.context().close();
});

test("a number leads to the enquiries behind it, and a name narrows all figures", async () => {
  const desk = await openDesk(worker, service, service.people.ada);
  const { enquiry } = await enquire(worker, service, { tag: service.tags.sales }, ["Do you ship to Osaka?"]);
  await take(worker, service, "ada", enquiry);
  await enquire(worker, service, { tag: service.tags.help }, ["Hello?"]);
  const page = await dashboard(browser, worker, service, "sue", { place });
  const total = (name) => page.getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
  await total("Raised").getByText("2", { exact: true }).waitFor();
  await total("Answered").getByText("1", { exact: true }).waitFor();
  await screenshot(page, "reports-few");
  await page.getByRole("link", { name: "Sales", exact: true }).click();
  await total("Raised").getByText("1", { exact: true }).waitFor();
  await page.getByRole("link", { name: "No longer only Sales" }).waitFor();
  await page.getByRole("link", { name: "Raised 1" }).click();
  await page.getByRole("heading", { name: "Raised" }).waitFor();
  const row = page.locator(".items").getByRole("listitem");
  await row.waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "reports-behind");
  assert.ok((await row.getByRole("link").getAttribute("href")).endsWith(enquiry));
  // Back to the narrowed figures, and from there to all.
  await page.getByRole("link", { name: "Back" }).last().click();
  await page.getByRole("link", { name: "No longer only Sales" }).click();
  await total("Raised").getByText("2", { exact: true }).waitFor();
  await desk.end();
  await page.context().close();
});

test("a month is seen at a glance, in every width and light, and read in tables", async () => {
  const page = await dashboard(browser, worker, service, "sue", {});
  const report = month(generator(7));
  await page.route("**/reports/enquiries?**", (route) => route.fulfill({ json: report }));
  await page.evaluate(() => (location.hash = "/records/reports/2026-11-01/2026-11-28"));
  await page.getByText("435").waitFor();
  await page.getByText("+12 % against the days before").first().waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "reports-month");
  await tabTo(page, "link", "Raised 435");
  await page.getByText("As a table").click();
  await page.getByRole("row", { name: /28 Nov|Nov 28/ }).waitFor();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 320, height: 900 });
  assert.deepEqual(await violations(page), []);
  assert.equal(await page.evaluate(() => document.querySelector(".settings").scrollWidth <= 320), true);
  await page.evaluate(() => document.querySelectorAll(".report-total")[0].scrollIntoView());
  await screenshot(page, "reports-320-dark");
  await page.evaluate(() => document.querySelector(".report-table").scrollIntoView());
  await screenshot(page, "reports-320-dark-tables");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await page.evaluate(() => document.querySelector(".report-chart").scrollIntoView());
  await screenshot(page, "reports-rtl");
  await page.context().close();
});

test("the figures can be taken along", async () => {
  const page = await dashboard(browser, worker, service, "sue", { place });
  const took = async (name) => {
    const waiting = page.waitForEvent("download");
    await page.getByRole("button", { name }).click();
    const download = await waiting;
    return [download.suggestedFilename(), await readFile(await download.path(), "utf8")];
  };
  const [name, table] = await took("CSV: By tag");
  assert.match(name, /^acme-tag-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/);
  assert.match(table, /^tag,raised,answered.*\r\nHelp,1,|\r\nSales,1,1,0,/);
  const [, all] = await took("All as JSON");
  assert.equal(JSON.parse(all).total.raised, 2);
  await page.context().close();
});

test("who only answers sees no figures", async () => {
  const page = await dashboard(browser, worker, service, "ada", { place });
  await page.getByText("For admins").waitFor();
  assert.equal(await page.getByRole("link", { name: "Reports" }).count(), 0);
  await page.context().close();
});

test("the days of staff are seen as spans of a day, and as days of a week", async () => {
  const page = await dashboard(browser, worker, service, "sue", { place: "/records/staff-days" });
  await page.getByRole("heading", { name: "Ada" }).waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "reports-day");
  await page.getByRole("link", { name: "7 days" }).click();
  await page.getByRole("heading", { name: "Ada" }).waitFor();
  await screenshot(page, "reports-days");
  await page.context().close();
});

test("in another language the page is read in it", async () => {
  const page = await dashboard(browser, worker, service, "sue", { place, locale: "ja" });
  await page.getByRole("heading", { name: "レポート" }).waitFor();
  await page.getByText("タグ別", { exact: true }).waitFor();
  await screenshot(page, "reports-ja");
  await page.context().close();
});
