// The first screen of the chat: whom one can talk to, one's chats, what is unread, and where a button leads that means nobody.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { must, newId } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage, desk;
before(async () => {
  stage = await widgetStage();
  desk = await stage.comes("ada");
});
after(() => stage?.close());

const say = (room, body) => room.send({ type: "say", message: newId("msg"), body });

test("the home screen lists tags and staff, and says who is there", async () => {
  const { page, chat, open } = await stage.visit();
  await open();
  const tags = chat.getByRole("region", { name: "Tags" });
  await tags.getByRole("button", { name: "Sales", exact: true }).waitFor();
  assert.equal(await tags.getByRole("listitem").count(), 3, "every service begins with one of its own");
  const staff = chat.getByRole("region", { name: "Staff" });
  await staff.getByRole("listitem").filter({ hasText: "Ada" }).getByText("Online").waitFor({ state: "attached" });
  assert.equal(await staff.getByRole("listitem").filter({ hasText: "Ben" }).getByText("Online").count(), 0);
  assert.equal(await chat.getByRole("searchbox").count(), 0, "few names need no search");
  await page.waitForTimeout(500);
  await screenshot(page, "widget-home");
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test("more than eight names can be searched, and a search that finds nothing says so", async () => {
  const tags = Object.fromEntries(["boats", "tents", "boots", "maps", "ropes", "stoves", "bags", "coats"].map((tag) => [tag, ["ada"]]));
  await stage.make({ slug: "big", staff: { ada: "agent" }, tags });
  const { page, chat, open } = await stage.visit({ path: "/big" });
  await open();
  const search = chat.getByRole("searchbox");
  await search.fill("boo");
  await chat.getByRole("button", { name: "Boots", exact: true }).waitFor();
  await chat.getByRole("button", { name: "Tents", exact: true }).waitFor({ state: "detached" });
  await search.fill("submarine");
  await chat.getByText("Nothing found for “submarine”").waitFor();
  await screenshot(page, "widget-nothing-found");
  assert.deepEqual(await violations(page), []);
  await search.fill("");
  await chat.getByRole("button", { name: "Tents", exact: true }).waitFor();
  await screenshot(page, "widget-search");
  await page.context().close();
});

test("what nobody has read is counted on the launcher, in the title and beside the chat, until it is read", async () => {
  const visitor = await stage.visit();
  await visitor.talkTo("Talk to Sales");
  await visitor.says("Do you ship to Osaka?");
  const room = await stage.answers("ada", desk);
  await visitor.chat.getByText("Ada joined the chat").waitFor();
  await visitor.page.keyboard.press("Escape");
  await visitor.page.locator("frontdesk-chat:not(.open)").waitFor({ state: "attached" });
  say(room, "We do.");
  say(room, "Within five days.");
  await visitor.page.waitForFunction(() => document.title === "(2) Acme Outdoor");
  assert.equal(await visitor.launcher.getAttribute("data-unread"), "2");
  await screenshot(visitor.page, "widget-unread-launcher");

  // In another tab, the home screen counts it beside the chat.
  const other = await stage.visit({ on: visitor.context });
  await other.open();
  const row = other.chat.getByRole("region", { name: "Your chats" }).getByRole("button");
  await row.filter({ hasText: "Within five days." }).getByText("2 unread messages").waitFor({ state: "attached" });
  await other.page.waitForTimeout(500);
  await screenshot(other.page, "widget-unread-home");
  assert.deepEqual(await violations(other.page), []);

  // Read there, it is read here.
  await row.click();
  await other.log.getByText("Within five days.").waitFor();
  await screenshot(other.page, "widget-unread-room");
  await visitor.page.waitForFunction(() => document.title === "Acme Outdoor");
  assert.equal(await visitor.launcher.getAttribute("data-unread"), null);
  await visitor.context.close();
});

test("what was read is told even if one leaves at once", async () => {
  const visitor = await stage.visit();
  await visitor.talkTo("Talk to Sales");
  await visitor.says("Hello");
  const room = await stage.answers("ada", desk);
  await visitor.chat.getByText("Ada joined the chat").waitFor();
  say(room, "Number One");
  await visitor.log.getByText("Number One").waitFor();
  // The second mark has to wait for a second after the first; the visitor doesn't.
  say(room, "Number Two");
  await visitor.log.getByText("Number Two").waitFor();
  await visitor.chat.getByRole("button", { name: "Back" }).click();
  const last = (await room.until(({ type, entry }) => type === "entry" && entry.body === "Number Two")).entry.seq;
  await room.until(({ type, marks }) => type === "marks" && marks.visitor.read >= last, "the mark", 3000);
  await visitor.context.close();
});

test("a button for somebody who is gone leads home with a word about it, also from a room", async () => {
  const visitor = await stage.visit();
  await visitor.talkTo("Talk to Sales");
  await visitor.box.waitFor();
  for (const press of [() => visitor.page.evaluate(() => Frontdesk.open({ tag: "gone" })), () => visitor.page.evaluate(() => Frontdesk.open({ cta: "summer" }))]) {
    await press();
    await visitor.chat.getByText("This contact isn't available any more. Please choose another one.").waitFor();
    await visitor.chat.getByRole("heading", { name: "Tags" }).waitFor();
    await screenshot(visitor.page, "widget-gone");
    await visitor.chat.getByRole("region", { name: "Your chats" }).getByRole("button").first().click();
    await visitor.box.waitFor();
  }
  await visitor.page.keyboard.press("Escape");
  await visitor.talkTo("Summer sale");
  await visitor.chat.getByText("This contact isn't available any more.").waitFor();
  await visitor.context.close();
});

test("somebody new to the desk can be reached by a page that is open since before", async () => {
  const visitor = await stage.visit();
  await visitor.open();
  await visitor.chat.getByRole("heading", { name: "Tags" }).waitFor();
  const owner = stage.acme.people.owner;
  await must(stage.worker, "POST", `${stage.acme.base}/tags`, {
    as: owner,
    body: { handle: "rentals", name: "Rentals", destinations: [{ name: "First", staff: [stage.acme.people.ada.id], wait_s: 60 }] },
  });
  await visitor.page.evaluate(() => Frontdesk.open({ tag: "rentals" }));
  await visitor.chat.getByRole("heading", { name: "Rentals" }).waitFor();
  await visitor.context.close();
});

test("an open first screen follows what the owner changes, and what has the focus keeps it", async () => {
  const visitor = await stage.visit();
  await visitor.open();
  const row = (name) => visitor.chat.getByRole("region", { name: "Tags" }).getByRole("button", { name, exact: true });
  await row("Repairs").focus();
  const { base, people, tags } = stage.acme;
  const rename = async (id, name) => {
    const { id: _, revision, ...tag } = (await must(stage.worker, "GET", `${base}/tags`, { as: people.owner })).find((tag) => tag.id === id);
    await must(stage.worker, "PUT", `${base}/tags/${id}`, { as: people.owner, body: { revision, ...tag, name } });
  };
  await rename(tags.sales.id, "Offers");
  // Nobody presses anything: it asks by itself.
  await row("Offers").waitFor({ timeout: 20_000 });
  await row("Sales").waitFor({ state: "detached" });
  assert.ok(await row("Repairs").evaluate((row) => row === document.activeElement), "a row that stays is the same element");
  await rename(tags.repairs.id, "Mending");
  // Who comes back to the tab needn't wait for the next time.
  await visitor.page.waitForTimeout(4_500);
  await visitor.page.evaluate(() => dispatchEvent(new Event("visibilitychange")));
  await (await visitor.frame()).evaluate(() => dispatchEvent(new Event("visibilitychange")));
  await row("Mending").waitFor({ timeout: 5_000 });
  await visitor.page.waitForTimeout(200);
  assert.ok(await row("Mending").evaluate((row) => row === document.activeElement), "a row that is another has it again");
  await rename(tags.sales.id, "Sales");
  await rename(tags.repairs.id, "Repairs");
  await visitor.context.close();
});

test("who presses what was removed a moment ago is told kindly, and chooses again", async () => {
  const { base, people } = stage.acme;
  const { id } = await must(stage.worker, "POST", `${base}/tags`, {
    as: people.owner,
    body: { handle: "brief", name: "Brief", destinations: [{ name: "First", staff: [people.ada.id], wait_s: 60 }] },
  });
  const visitor = await stage.visit();
  await visitor.open();
  const brief = visitor.chat.getByRole("button", { name: "Brief", exact: true });
  await brief.waitFor();
  await must(stage.worker, "DELETE", `${base}/tags/${id}`, { as: people.owner });
  await brief.click();
  await visitor.chat.getByText("This contact isn't available any more. Please choose another one.").waitFor();
  await visitor.chat.getByRole("button", { name: "Sales", exact: true }).waitFor();
  await brief.waitFor({ state: "detached" });
  assert.equal(await visitor.chat.getByRole("region", { name: "Your chats" }).count(), 0, "nothing is left of it");
  await screenshot(visitor.page, "widget-removed");
  await visitor.context.close();
});
