// Previews of links: an owner switches them on, and staff see what a link leads to, without a jump and without a request of theirs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, enquire, messageBox as box, messages as log, tabTo, take } from "../kit/dashboard.mjs";
import { makeService, must, newId } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { serve } from "../kit/server.mjs";
import { startWorker } from "../kit/worker.mjs";

const TENTS = `<!doctype html><title>Tents</title><meta property="og:title" content="Tents for two &lt;b&gt;&amp; more&lt;/b&gt;">
  <meta property="og:site_name" content="Acme Outdoor"><meta name="description" content="Light, green and dry inside: our tents for two weigh less than two kilograms and stand in three minutes, whatever the wind does, on rock, sand and grass.">`;
const PAGES = {
  "/tents": TENTS,
  "/arabic": '<title>خيام لشخصين</title><meta name="description" content="خفيفة وخضراء وجافة من الداخل">',
  "/short": "<title>Ropes</title>",
};

let worker, browser, service, site;
before(async () => {
  worker = await startWorker();
  service = await makeService(worker, { staff: { ada: "agent", ben: "agent" }, tags: { sales: ["ada"] } });
  site = await serve(async (path) => {
    if (path === "/slow") await sleep(1_500);
    const body = PAGES[path] ?? (/^\/(slow|many)/.test(path) ? `<title>Page ${path}</title>` : undefined);
    return body && { body };
  });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await worker?.stop();
  await site?.close();
});

const said = (page, text) => log(page).getByRole("listitem").filter({ hasText: text });
const card = (page, text) => said(page, text).locator(".linked-page");
const clean = async (page, name) => {
  await screenshot(page, name);
  assert.deepEqual(await violations(page), [], name);
};

test("an owner lets pages be fetched, and staff see what a link leads to", async () => {
  const { enquiry, say } = await enquire(worker, service, { tag: service.tags.sales }, [`Is it this one? ${site.origin}/tents`]);
  await take(worker, service, "ada", enquiry, "follow-up");
  const ada = await dashboard(browser, worker, service, "ada", { place: `/inbox/${enquiry}` });
  const foreign = [];
  ada.on("request", (request) => request.url().startsWith(site.origin) && foreign.push(request.url()));
  await said(ada, "Is it this one?").waitFor();
  await sleep(500);
  assert.deepEqual([await ada.locator(".linked-page").count(), site.asked.length], [0, 0], "off by default");

  const owner = await dashboard(browser, worker, service, "owner", { place: "/settings/service" });
  const switched = owner.getByRole("switch", { name: "Show staff what links lead to" }).or(owner.getByRole("checkbox", { name: "Show staff what links lead to" }));
  assert.equal(await switched.isChecked(), false);
  await switched.press("Space");
  await clean(owner, "previews-setting");
  await owner.getByRole("button", { name: "Save" }).click();
  await owner.getByRole("status").getByText("Saved.").waitFor();

  // It comes by itself, where the message is already there.
  const link = card(ada, "Is it this one?").getByRole("link");
  await link.getByText("Tents for two <b>& more</b>").waitFor();
  assert.deepEqual(
    await Promise.all(["href", "rel", "target"].map((name) => link.getAttribute(name))),
    [`${site.origin}/tents`, "noopener noreferrer nofollow", "_blank"],
  );
  assert.match(await link.innerText(), /127\.0\.0\.1 · Acme Outdoor/);
  await tabTo(ada, "link", /^Tents for two/);
  await clean(ada, "previews-focus");

  // One's own, a note's, one without words about it, and one that can't be had.
  await box(ada).fill(`It is ${site.origin}/arabic, and ${site.origin}/short`);
  await box(ada).press("Enter");
  await card(ada, "It is").getByText("خيام لشخصين").waitFor();
  say(`Ropes too? ${site.origin}/short and more`);
  await card(ada, "Ropes too?").getByText("Ropes").waitFor();
  say(`Nothing: ${site.origin}/gone`);
  await card(ada, "Nothing:").and(ada.locator(".is-empty")).waitFor({ state: "attached" });
  assert.equal((await card(ada, "Nothing:").boundingBox())?.height ?? 0, 0, "nothing is shown");
  const own = said(ada, "It is");
  await own.getByRole("button", { name: "More actions" }).press("Enter");
  await own.getByRole("button", { name: "Edit", exact: true }).press("Enter");
  await box(ada).fill(`It was ${site.origin}/tents`);
  await box(ada).press("Enter");
  await card(ada, "It was").getByText("Tents for two <b>").waitFor();
  await clean(ada, "previews-room");
  await ada.emulateMedia({ colorScheme: "dark" });
  await clean(ada, "previews-room-dark");
  await ada.locator("#details-toggle").click();
  await ada.evaluate(() => (document.documentElement.dir = "rtl"));
  await ada.setViewportSize({ width: 320, height: 720 });
  await clean(ada, "previews-room-320-dark-rtl");
  const inside = await ada.locator(".linked-page").evaluateAll((all) => all.every((one) => one.getBoundingClientRect().left >= 0 && one.getBoundingClientRect().right <= innerWidth));
  assert.ok(inside, "it is no wider than the screen");
  assert.deepEqual(foreign, [], "the browser asks no other server");

  // Switched off, all of them go.
  await switched.press("Space");
  await owner.getByRole("button", { name: "Save" }).click();
  await ada.locator(".linked-page").first().waitFor({ state: "detached" });
  assert.equal(await ada.locator(".linked-page").count(), 0);
  await switched.press("Space");
  await owner.getByRole("button", { name: "Save" }).click();
  await ada.locator(".linked-page").first().waitFor();
  await owner.context().close();
  await ada.context().close();
});

test("what comes late moves nothing, and only what is near is asked for", async () => {
  const { space } = await must(worker, "POST", `${service.base}/spaces`, { as: service.people.ada, body: { space: newId("spc"), access: "public", name: "Range", members: [service.people.ben.id] } });
  const say = (body) => must(worker, "POST", `${service.base}/rooms/${space}/messages`, { as: service.people.ada, body: { message: newId("msg"), body } });
  for (let number = 0; number < 40; number += 1) await say(`Number ${number}: ${site.origin}/many/${number}`);
  await say(`Slowly: ${site.origin}/slow`);
  await say("The last words");
  const ben = await dashboard(browser, worker, service, "ben", { place: `/spaces/${space}` });
  await said(ben, "The last words").waitFor();
  const places = () => ben.locator(".message").evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ top, height }) => [Math.round(top), Math.round(height)]).slice(-5));
  const before = await places();
  await card(ben, "Slowly").getByText("Page /slow").waitFor();
  assert.deepEqual(await places(), before);
  await clean(ben, "previews-space");
  const asked = site.asked.filter(({ url }) => url.startsWith("/many")).length;
  assert.ok(asked > 0 && asked < 25, `${asked} of 40 were asked for`);
  // Older ones are drawn as one gets near to them.
  const first = card(ben, /Number 0:/).getByText("Page /many/0");
  for (let scrolls = 0; scrolls < 20 && !(await first.isVisible()); scrolls += 1) {
    await log(ben).evaluate((it) => it.scrollTo({ top: -it.scrollHeight, behavior: "instant" }));
    await ben.waitForTimeout(200);
  }
  await first.waitFor();
  await ben.context().close();
});
