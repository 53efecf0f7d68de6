// Two agents, a supervisor and two visitors: how it stands live, looking on, whispering, joining, taking over, and the log of it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { dashboard, go, tabTo } from "../kit/dashboard.mjs";
import { must } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage, ada, ben, sue;

before(async () => {
  const staff = { ada: "agent", ben: "agent", sue: "supervisor" };
  stage = await widgetStage({ staff, tags: { sales: [{ staff: ["ada", "ben"], wait_s: 600 }], support: ["ben"] } });
  const { base, people } = stage.acme;
  const settings = await must(stage.worker, "GET", `${base}/settings`, { as: people.owner });
  const supervision = { agents: "team", supervisors: "all", shows_lookers: true };
  await must(stage.worker, "PUT", `${base}/settings`, { as: people.owner, body: { ...settings, supervision } });
  ada = await dashboard(stage.browser, stage.worker, stage.acme, "ada");
  ben = await dashboard(stage.browser, stage.worker, stage.acme, "ben");
  sue = await dashboard(stage.browser, stage.worker, stage.acme, "sue", { place: "/records/live" });
});
after(() => stage?.close());

const panel = (page, name) => page.getByRole("region", { name });
const log = (page) => page.getByRole("log", { name: "Messages" });
const dialog = (page) => page.getByRole("dialog");
const total = (page, name) => page.locator(".live-total").filter({ hasText: name }).locator("strong");
const clean = async (page, what) => assert.deepEqual(await violations(page), [], what);

async function says(page, words) {
  const box = page.getByRole("textbox", { name: "Message" });
  await box.fill(words);
  await box.press("Enter");
}

test("who supervises sees how it stands, and each change as it comes", async () => {
  await total(sue, "Waiting").waitFor();
  assert.equal(await total(sue, "Waiting").textContent(), "0");
  await screenshot(sue, "live-calm");
  const first = await stage.visit({});
  await first.talkTo("Talk to Sales");
  await first.says("Do you ship to Osaka?");
  const second = await stage.visit({});
  await second.talkTo("Talk to Sales");
  await second.says("My tent has a hole.");
  await sue.waitForFunction(() => document.querySelector(".live-total strong")?.textContent === "2");
  await panel(ada, "Open enquiries").getByRole("listitem").filter({ hasText: "Osaka" }).getByRole("button", { name: "Answer" }).click();
  await sue.waitForFunction(() => [...document.querySelectorAll(".live-total strong")].map((one) => one.textContent).slice(0, 2).join() === "1,1");
  const row = sue.locator(".live-table tr").filter({ hasText: "Ada" });
  await row.getByText(/Active for/).waitFor();
  await clean(sue, "live");
  await screenshot(sue, "live");
  await sue.setViewportSize({ width: 320, height: 700 });
  await clean(sue, "live, narrow");
  await screenshot(sue, "live-narrow");
  assert.ok(await sue.evaluate(() => document.documentElement.scrollWidth <= 320), "nothing stands out");
  await sue.setViewportSize({ width: 1280, height: 800 });
  await sue.emulateMedia({ colorScheme: "dark" });
  await clean(sue, "live, dark");
  await screenshot(sue, "live-dark");
  await sue.emulateMedia({ colorScheme: "light" });
  await sue.evaluate(() => (document.documentElement.dir = "rtl"));
  await screenshot(sue, "live-rtl");
  await sue.evaluate(() => (document.documentElement.dir = "ltr"));

  // To the chats of a person, by keyboard alone, and into one of them.
  await tabTo(sue, "link", /Ada/);
  await sue.keyboard.press("Enter");
  await sue.getByRole("heading", { name: "Chats of Ada" }).waitFor();
  await sue.getByText("Do you ship to Osaka?").waitFor();
  await clean(sue, "the chats of Ada");
  await screenshot(sue, "live-rooms");
  await tabTo(sue, "button", "Look on");
  await sue.keyboard.press("Enter");
  await log(sue).getByText("Do you ship to Osaka?").waitFor();

  // Unseen by the visitor, shown to Ada.
  await ada.getByText("Looking on: Sue").waitFor();
  await sue.getByText("Ada has this enquiry. You look on").waitFor();
  await clean(sue, "looking on");
  await screenshot(sue, "looking-on");
  await screenshot(ada, "looked-at");
  await says(sue, "Offer her the express rate.");
  await log(ada).getByText("Offer her the express rate.").waitFor();
  await log(ada).getByText(/→ Ada/).waitFor();
  await says(ada, "We do: three days.");
  await first.log.getByText("We do: three days.").waitFor();
  assert.ok(!(await first.log.textContent()).includes("express"));
  assert.ok(!(await first.log.textContent()).includes("Sue"));
  await screenshot(ada, "whispered");
  await sue.setViewportSize({ width: 320, height: 700 });
  await clean(sue, "looking on, narrow");
  await screenshot(sue, "looking-on-narrow");
  await sue.setViewportSize({ width: 1280, height: 800 });

  // Takes over: Ada is told, and stays as a guest; the visitor is told the truth.
  await sue.locator(".passing").getByRole("button", { name: "Take over" }).click();
  await dialog(sue).getByText("It is yours at once.").waitFor();
  await clean(sue, "the question");
  await screenshot(sue, "take-over");
  await dialog(sue).getByRole("button", { name: "Take over" }).click();
  await dialog(sue).waitFor({ state: "detached" });
  await ada.getByRole("status").getByText(/Sue has taken over/).waitFor();
  await says(sue, "I am Sue, and look after you now.");
  await first.log.getByText("I am Sue, and look after you now.").waitFor();
  await first.log.getByText(/Sue joined the chat/).waitFor();
  await screenshot(first.page, "taken-over-visitor");
  await screenshot(ada, "taken-over-former");

  // What waits for others can be taken, too; and joined.
  await panel(ben, "Open enquiries").getByRole("listitem").filter({ hasText: "hole" }).getByRole("button", { name: "Answer" }).click();
  await go(sue, "/records/live/engaged");
  const chat = sue.getByRole("listitem").filter({ hasText: "hole" });
  await chat.getByRole("button", { name: "Look on" }).click();
  await log(sue).getByText("My tent has a hole.").waitFor();
  await sue.locator(".passing").getByRole("button", { name: "Join" }).click();
  await says(sue, "Sue here, too.");
  await second.log.getByText("Sue here, too.").waitFor();
  await Promise.all([first.context.close(), second.context.close()]);
});

test("admins read who did what, by kind, and page by page", async () => {
  const owner = await dashboard(stage.browser, stage.worker, stage.acme, "owner", { place: "/records/audit" });
  const entries = owner.locator(".audit-entry");
  await entries.filter({ hasText: "Took over" }).filter({ hasText: "Sue" }).filter({ hasText: "Ada" }).first().waitFor();
  await clean(owner, "the log");
  await screenshot(owner, "audit");
  await owner.getByLabel("What").selectOption("looked_on");
  await owner.waitForFunction(() => [...document.querySelectorAll(".audit-entry strong")].every((one) => one.textContent.startsWith("Looked on")));
  assert.ok((await entries.count()) >= 2);
  const download = owner.waitForEvent("download");
  await owner.getByRole("button", { name: "Save as CSV" }).click();
  assert.equal((await download).suggestedFilename(), "audit.csv");
  await go(owner, "/records/audit/token_made");
  await owner.getByText("Nothing of this kind").waitFor();
  await screenshot(owner, "audit-empty");
  await owner.setViewportSize({ width: 320, height: 700 });
  await go(owner, "/records/audit");
  await entries.first().waitFor();
  await clean(owner, "the log, narrow");
  await screenshot(owner, "audit-narrow");
  await go(owner, "/settings/service");
  await owner.setViewportSize({ width: 1280, height: 1200 });
  await owner.getByText("What supervisors see").scrollIntoViewIfNeeded();
  await clean(owner, "the settings");
  await screenshot(owner, "reach-settings");
});
