// An owner puts the chat on their site, has a page checked until all is well, and asks what happens to an enquiry at some minute.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, go, hasFocus, tabTo } from "../kit/dashboard.mjs";
import { makeService, must } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { serve } from "../kit/server.mjs";
import { snippet } from "../kit/snippet.mjs";
import { startWorker } from "../kit/worker.mjs";

const DAYS = ["mon", "tue", "wed", "thu", "fri"];

let worker, browser, service, site;
const pages = new Map();

before(async () => {
  worker = await startWorker();
  site = await serve((path) => pages.get(path));
  service = await makeService(worker, { staff: { ada: "agent", ben: "agent" }, settings: { time_zone: "Asia/Tokyo", languages: ["en", "ja"] } });
  const { owner, ada, ben } = service.people;
  const week = DAYS.map((day) => ({ day, from: "09:00", to: "18:00" }));
  const office = await must(worker, "POST", `${service.base}/schedules`, { as: owner, body: { name: "Office", week } });
  const destinations = [
    { name: "Japanese line", staff: [ada.id], wait_s: 60, when: { languages: ["ja"] } },
    { name: "Everybody", staff: [ben.id], wait_s: 90 },
  ];
  const body = { handle: "sales", name: "Sales", hours: { kind: "own", schedule: office.id }, destinations };
  const { id } = await must(worker, "POST", `${service.base}/tags`, { as: owner, body });
  const shares = [
    { name: "Their own", staff: [], when: { sticky_days: 30 } },
    { name: "Small", staff: [ada.id], when: { share: 30 } },
    { name: "Large", staff: [ben.id], when: { share: 70 }, manner: "pick_up" },
  ];
  await must(worker, "POST", `${service.base}/tags`, { as: owner, body: { handle: "support", name: "Support", destinations: shares } });
  await must(worker, "POST", `${service.base}/links`, { as: owner, body: { handle: "poster", name: "Spring poster", target: { kind: "tag", tag: id } } });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.close();
  await worker?.stop();
});

const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth || [...document.querySelectorAll(".settings")].some((one) => one.scrollWidth > one.clientWidth));

test("each way to make a site has its steps, with the very snippets that were tried", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: "/settings/install" });
  await tabTo(page, "link", "WordPress");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "WordPress", exact: true }).waitFor();
  await hasFocus(page, "WordPress", "the next page has the focus");
  const shown = async () => (await page.locator(".todo .copy-text").allTextContents()).map((text) => text.trim());
  const tried = (...names) => Promise.all(names.map((name) => snippet(name, { origin: worker.origin, service: "acme" })));
  assert.deepEqual(await shown(), [worker.origin, "acme", ...(await tried("shortcode.txt"))]);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Plugin for WordPress" }).click()]);
  assert.equal(download.suggestedFilename(), "frontdesk-wordpress.zip");
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "install-wordpress");
  const line = ["script.html"];
  for (const [path, files] of Object.entries({
    html: line,
    shopify: line,
    wix: line,
    squarespace: line,
    "tag-manager": line,
    react: ["script.html", "react.jsx"],
    vue: ["script.html", "vue.js"],
    svelte: ["script.html", "svelte.svelte"],
    next: ["next.jsx"],
  })) {
    await go(page, `/settings/install/${path}`);
    await page.locator(".todo").first().waitFor();
    assert.deepEqual(await shown(), await tried(...files), path);
  }
  await go(page, "/settings/install/react");
  await page.locator(".todo").first().waitFor();
  await page.setViewportSize({ width: 320, height: 720 });
  assert.equal(await wide(page), false, "nothing is cut off on a phone");
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "install-react-320");
  await page.context().close();
});

test("a page is checked until all is well: what stands in the way is said, with what helps", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: "/settings/install/check" });
  const address = page.getByRole("textbox", { name: "Address of the page" });
  const verdict = page.locator(".verdict");
  const check = async (path, content) => {
    if (content) pages.set(path, content);
    await address.fill(site.origin + path);
    await address.press("Enter");
  };
  await tabTo(page, "button", "Check");
  await page.keyboard.press("Enter");
  await page.getByText("Enter the address of a page").waitFor();
  assert.equal(await address.evaluate((box) => box === document.activeElement), true);
  await screenshot(page, "check-empty");

  await check("/gone");
  await verdict.getByText("This page couldn't be read.").waitFor();
  await page.getByText("The site answered with 404 instead of a page.").waitFor();
  assert.equal(await page.getByText("Not looked at.").count(), 3);
  await screenshot(page, "check-unreachable");

  const policy = { "content-security-policy": "default-src 'self'" };
  await check("/shop", { headers: policy, body: "<!doctype html><title>Shop</title><h1>Shop</h1>" });
  await verdict.getByText("4 things stand in the way.").waitFor();
  await hasFocus(page, "4 things stand in the way.");
  const lines = ["script-src", "frame-src"].map((name) => `${name} 'self' ${worker.origin}`);
  assert.deepEqual((await page.locator(".point .copy-text").allTextContents()).map((text) => text.trim()), lines);
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "check-bad");
  await page.setViewportSize({ width: 320, height: 720 });
  await page.emulateMedia({ colorScheme: "dark" });
  assert.equal(await wide(page), false, "nothing is cut off on a phone");
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "check-bad-320-dark");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: "light" });

  await tabTo(page, "button", "Allow this site");
  await page.keyboard.press("Enter");
  await page.getByRole("status").getByText("The site is allowed now.").waitFor();
  await verdict.getByText("3 things stand in the way.").waitFor();
  const { sites } = await must(worker, "GET", `${service.base}/settings`, { as: service.people.owner });
  assert.deepEqual(sites, [site.origin]);

  const own = await snippet("script.html", { origin: worker.origin, service: "acme" });
  const body = `<!doctype html><title>Shop</title>${own}`;
  await check("/shop", { headers: { "content-security-policy": lines.join("; ") }, body });
  await verdict.getByText("The chat is on this page.").waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "check-good");
  await page.context().close();

  // And so it is, in a browser.
  const visitor = await browser.newPage();
  await visitor.goto(`${site.origin}/shop`);
  await visitor.locator("frontdesk-chat button.launcher").click();
  await visitor.frameLocator('iframe[title="Chat"]').getByRole("button", { name: /Sales/ }).waitFor();
  await visitor.close();
});

test("what happens at some minute is told to its end, on the service's clock", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: "/settings/tester", timezoneId: "America/New_York" });
  const when = page.getByLabel("Day and time");
  const steps = () => page.locator(".trace .step p").allTextContents();
  const ask = async (change) => {
    await change();
    await page.getByRole("button", { name: "Show what happens" }).press("Enter");
    await page.waitForFunction(() => document.activeElement.matches(".verdict"));
  };
  await when.waitFor();
  await screenshot(page, "tester-empty");
  // A Friday's noon in Tokyo: nobody speaks English on the first line.
  await ask(async () => {
    await page.getByLabel("Contact point").selectOption("Sales");
    await when.fill("2026-12-18T12:00");
  });
  assert.deepEqual(await steps(), [
    "The visitor pressed “Sales”.",
    "“Japanese line” was passed over: it is for other languages.",
    "Offered to “Everybody” (Ben) for 1:30.",
    "Nobody answered within the wait.",
    "No destination was left: missed.",
  ]);
  await page.getByText("If nobody answers, it is missed after 1:30, and the visitor gets the offline form.").waitFor();
  assert.deepEqual(await page.locator(".trace .step time").allTextContents(), ["Fri 12:00 PM", "Fri 12:00 PM", "Fri 12:00 PM", "+1:30", "+1:30"]);
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "tester-day");

  // By a weblink, in Japanese.
  await ask(async () => {
    await page.getByLabel("Contact point").selectOption("Spring poster");
    await page.getByLabel("Language of the visitor").selectOption("Japanese");
  });
  assert.match((await steps())[1], /^Offered to “Japanese line” \(Ada\) for 1:00\.$/);
  await page.getByRole("heading", { name: "“Spring poster”" }).waitFor();

  // Who served them is asked first; else the lot decides, and who is picked is asked nothing.
  await ask(async () => {
    await page.getByLabel("Contact point").selectOption("Support");
    await page.getByLabel("Served last by").selectOption("Ada");
  });
  assert.match((await steps())[1], /^Offered to “Their own” \(Ada\)/);
  await ask(async () => {
    await page.getByLabel("Days ago").fill("31");
    await page.getByLabel("Lot").fill("30");
  });
  assert.match((await steps()).join("\n"), /nobody on it served this contact lately\.\n“Large” came first by its share of 70%\.\nGiven to Ben/);
  await page.getByText("Ben has it at once.").waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "tester-shares");
  await page.getByLabel("Contact point").selectOption("Spring poster");

  // On a Saturday, when the office is closed.
  await ask(() => when.fill("2026-12-19T12:00"));
  await page.getByText("It is missed at once, and the visitor gets the offline form. It opens Mon, Dec 21, 9:00 AM.").waitFor();
  await page.setViewportSize({ width: 320, height: 720 });
  assert.equal(await wide(page), false, "nothing is cut off on a phone");
  await screenshot(page, "tester-closed-320");
  await page.getByLabel("Country of the visitor").fill("Japan");
  await page.getByRole("button", { name: "Show what happens" }).click();
  await page.getByText("Enter two letters, like JP.").waitFor();
  await page.context().close();

  const dark = await dashboard(browser, worker, service, "owner", { place: "/settings/tester", colorScheme: "dark", locale: "ja" });
  const show = dark.getByRole("button", { name: "どうなるか見る" });
  await show.waitFor();
  await dark.evaluate(() => (document.documentElement.dir = "rtl"));
  await show.click();
  await dark.locator(".trace .step").first().waitFor();
  assert.equal(await wide(dark), false);
  assert.deepEqual(await violations(dark), []);
  await screenshot(dark, "tester-dark-rtl");
  await dark.context().close();
});
