// The settings: what is set there is so for visitors and colleagues, at once, and it can all be done by keyboard.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, focused, go, hasFocus, tabTo } from "../kit/dashboard.mjs";
import { PASSWORD, makeService, request, signIn } from "../kit/people.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, browser, service;

before(async () => {
  worker = await startWorker();
  const staff = { ada: "agent", ben: "agent", dora: "admin" };
  service = await makeService(worker, { staff, tags: { sales: ["ada", "ben"] }, sites: ["https://www.example.com"] });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await worker?.stop();
});

const said = (page, words) => page.getByRole("status").getByText(words).first().waitFor();

test("a tag is made by keyboard alone, and visitors have it", async () => {
  const page = await dashboard(browser, worker, service, "owner");
  await tabTo(page, "link", "Settings");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  await tabTo(page, "link", "Tags");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Sales" }).waitFor();
  await tabTo(page, "link", "New tag");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "New tag" }).waitFor();
  await tabTo(page, "textbox", "Name");
  await page.keyboard.type("Bikes & boats");
  // Nobody serves it yet: said beside the field, and nothing is lost.
  await page.keyboard.press("Enter");
  await page.getByText("Choose at least one person.").waitFor();
  assert.equal(await page.getByRole("textbox", { name: "Handle" }).inputValue(), "bikes-boats");
  await tabTo(page, "button", "Ada");
  await page.keyboard.press("Space");
  await tabTo(page, "button", "Add a destination");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Name of the destination" }).nth(1).waitFor();
  await tabTo(page, "button", "Remove Line 2");
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Name of the destination" }).nth(1).waitFor({ state: "detached" });
  await hasFocus(page, "Destinations", "what had the focus is gone, and the focus is near");
  await tabTo(page, "button", "Save");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Bikes & boats" }).waitFor();
  await hasFocus(page, "Tags", "the next page has the focus");
  // One place up, and the focus goes along.
  await tabTo(page, "button", "Move Bikes & boats up");
  await page.keyboard.press("Enter");
  await page.locator(".items .item").nth(1).getByText("Bikes & boats").waitFor();
  await hasFocus(page, "Move Bikes & boats up");
  await page.context().close();

  const visitor = await browser.newPage();
  await visitor.goto(`${worker.origin}/widget/acme`);
  await visitor.getByRole("button", { name: /Bikes & boats/ }).waitFor();
  await visitor.close();
});

test("the rest of the settings by keyboard: languages, sites, switches", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: "/settings/service" });
  await page.getByRole("textbox", { name: "Name of the service" }).waitFor();
  await tabTo(page, "combobox", "Add a language…");
  // Typing into a list chooses, and must not add anything yet.
  await page.keyboard.type("Jap");
  assert.equal(await page.getByRole("button", { name: "Remove Japanese" }).count(), 0);
  await tabTo(page, "button", "Add");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Remove Japanese" }).waitFor();
  await tabTo(page, "button", "Add a site");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "site-1");
  await page.keyboard.type("shop.example.com");
  await page.keyboard.press("Enter");
  await page.getByText("Enter a site like").waitFor();
  await page.waitForFunction(() => document.activeElement.id === "site-1");
  await page.keyboard.press("Home");
  await page.keyboard.type("https://");
  await tabTo(page, "switch", /Show who is online/);
  await page.keyboard.press("Space");
  await tabTo(page, "switch", /what links lead to/);
  await tabTo(page, "switch", /^Recording/);
  await page.keyboard.press("Space");
  await tabTo(page, "button", "Save");
  await page.keyboard.press("Enter");
  await said(page, "Saved.");
  const { body } = await request(worker, "GET", `${service.base}/settings`, { as: service.people.owner });
  assert.deepEqual(body.languages, ["en", "ja"]);
  assert.deepEqual(body.sites, ["https://www.example.com", "https://shop.example.com"]);
  assert.equal(body.calls.record, true);
  await page.context().close();
});

test("nobody walks away from what they typed without being asked", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: `/settings/staff/${service.people.ada.id}` });
  await page.getByRole("textbox", { name: "Title" }).fill("Head of tents");
  await page.getByRole("link", { name: "Inbox" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Leave without saving?" });
  await dialog.waitFor();
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await said(page, "Saved.");
  await page.getByRole("link", { name: "Inbox" }).press("Enter");
  await page.getByRole("region", { name: "Open enquiries" }).waitFor();
  const { body } = await request(worker, "GET", `${service.base}/staff`, { as: service.people.owner });
  assert.equal(body.find(({ name }) => name === "Ada").title, "Head of tents");
  await page.context().close();
});

test("an invitation is made, taken once, and the newcomer is a colleague at once", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: "/settings/staff" });
  await page.getByRole("textbox", { name: "E-mail" }).fill("zoe@acme.example");
  await page.getByRole("textbox", { name: "E-mail" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Copy this link now" });
  const link = await dialog.getByRole("group", { name: "Link of the invitation" }).innerText();
  assert.deepEqual(await violations(page), []);
  await dialog.getByRole("button", { name: "Done" }).press("Enter");
  await page.getByText("zoe@acme.example").waitFor();

  const zoe = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  await zoe.goto(link);
  await zoe.getByRole("heading", { name: "Join Acme Outdoor" }).waitFor();
  assert.ok(!zoe.url().includes("invitation"), "the secret is out of the address");
  assert.deepEqual(await violations(zoe), []);
  await zoe.getByRole("textbox", { name: "Your name" }).fill("Zoe");
  await zoe.getByLabel("New password").fill(PASSWORD);
  await zoe.keyboard.press("Enter");
  await zoe.getByRole("region", { name: "Open enquiries" }).waitFor();
  await go(page, "/team");
  await page.getByRole("heading", { name: "Zoe" }).waitFor();

  const again = await (await browser.newContext()).newPage();
  await again.goto(link);
  await again.getByRole("textbox", { name: "Your name" }).fill("Somebody else");
  await again.getByLabel("New password").fill(PASSWORD);
  await again.keyboard.press("Enter");
  await again.getByText("This invitation was used or has expired").waitFor();
  for (const each of [page, zoe, again]) await each.context().close();
});

test("a wrong password is said beside its field; the right one ends the other sessions", async () => {
  const elsewhere = await signIn(worker, service.slug, "dora@acme.example");
  const page = await dashboard(browser, worker, service, "dora", { place: "/settings/account" });
  const [current, fresh] = [page.getByLabel("Current password"), page.getByLabel("New password")];
  await current.fill("not this one");
  await fresh.fill("another good password");
  await fresh.press("Enter");
  await page.getByText("That isn't your current password.").waitFor();
  assert.equal(await current.getAttribute("aria-invalid"), "true");
  await page.waitForFunction(() => document.activeElement.autocomplete === "current-password");
  assert.equal(await fresh.inputValue(), "another good password", "nothing typed is lost");
  await current.fill(PASSWORD);
  await current.press("Enter");
  await said(page, "Your password was changed");
  assert.deepEqual([await current.inputValue(), await fresh.inputValue()], ["", ""]);
  assert.notEqual(await focused(page), "nothing");
  assert.equal((await request(worker, "GET", `${service.base}/session`, { as: elsewhere })).status, 401);
  await signIn(worker, service.slug, "dora@acme.example", "another good password");
  await page.context().close();
});

test("who is removed is out at once, and told so", async () => {
  const ben = await dashboard(browser, worker, service, "ben");
  const page = await dashboard(browser, worker, service, "owner", { place: `/settings/staff/${service.people.ben.id}` });
  await page.getByRole("button", { name: "Remove" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await said(page, "Ben was removed.");
  await page.getByRole("link", { name: "Ada" }).waitFor();
  await page.getByRole("link", { name: "Ben" }).waitFor({ state: "detached" });
  await ben.getByRole("heading", { name: /Sign in/ }).or(ben.getByText("Please sign in again")).first().waitFor();
  for (const each of [page, ben]) await each.context().close();
});
