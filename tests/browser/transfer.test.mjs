// Two of the staff and a visitor: an enquiry is passed on, read before it is accepted, taken back, and talked about in company.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { dashboard, go, hasFocus, tabTo, take } from "../kit/dashboard.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage, ada, ben;

before(async () => {
  const staff = { ada: "agent", ben: "agent", cleo: "agent" };
  stage = await widgetStage({ staff, tags: { sales: ["ada"], support: [{ staff: ["ben", "cleo"], wait_s: 600 }], later: ["cleo"] } });
  ada = await dashboard(stage.browser, stage.worker, stage.acme, "ada");
  ben = await dashboard(stage.browser, stage.worker, stage.acme, "ben");
});
after(() => stage?.close());

const panel = (page, name) => page.getByRole("region", { name });
const log = (page) => page.getByRole("log", { name: "Messages" });
const dialog = (page) => page.getByRole("dialog");

/** A visitor who asked Sales, and whom Ada answered; Ada looks at the room. */
async function talk(words, context) {
  const visit = await stage.visit({ context });
  await visit.talkTo("Talk to Sales");
  await visit.says(words);
  const card = panel(ada, "Open enquiries").getByRole("listitem").filter({ hasText: words });
  await card.getByRole("button", { name: "Answer" }).click();
  await log(ada).getByText(words).waitFor();
  return visit;
}

async function clean(page, what) {
  assert.deepEqual(await violations(page), [], what);
}

test("it is passed on by keyboard alone, read by who may have it, and theirs once they answer", async () => {
  const visit = await talk("Where is my parcel?");
  await log(ada).focus();
  await ada.keyboard.press("t");
  await dialog(ada).getByText("They can read the whole talk").waitFor();
  await clean(ada, "the dialog");
  await screenshot(ada, "transfer-dialog");
  await dialog(ada).getByRole("button", { name: "Transfer" }).press("Enter");
  await dialog(ada).getByText("Choose who gets it.").waitFor();
  await dialog(ada).getByRole("searchbox", { name: "Find a colleague or tag" }).fill("supp");
  await tabTo(ada, "radio", /Support/);
  await ada.keyboard.press("Space");
  await dialog(ada).getByRole("textbox", { name: /Note for them/ }).fill("The parcel got lost in Osaka.\nShe waits since Monday.");
  await dialog(ada).getByRole("button", { name: "Transfer" }).press("Enter");
  await dialog(ada).waitFor({ state: "detached" });
  await visit.log.getByText("You’re being passed on to Support").waitFor();

  const row = panel(ada, "My rooms").getByRole("listitem").filter({ hasText: "Offered to Support" });
  await row.getByRole("button", { name: "Take back" }).waitFor();
  await clean(ada, "passed on");
  await screenshot(ada, "transfer-sent");

  await visit.says("Is anybody there?");
  const card = panel(ben, "Open enquiries").getByRole("listitem").filter({ hasText: "Transfer from Ada" });
  await card.getByText("The parcel got lost in Osaka.").waitFor();
  await card.getByRole("link").click();
  await log(ben).getByText("Where is my parcel?").waitFor();
  await log(ben).getByText("Is anybody there?").waitFor();
  await clean(ben, "offered");
  await screenshot(ben, "transfer-offered");
  await ben.locator(".room-foot").getByRole("button", { name: "Answer" }).click();
  await ben.getByRole("textbox", { name: "Message" }).fill("I have your parcel.");
  await ben.getByRole("textbox", { name: "Message" }).press("Enter");
  await visit.log.getByText("Ben joined the chat").waitFor();
  await visit.log.getByText("I have your parcel.").waitFor();
  await screenshot(visit.page, "transfer-visitor");
  await clean(visit.page, "the visitor's");
  await ada.getByRole("status").getByText(/Ben took over/).waitFor();
  await panel(ada, "My rooms").getByText("Offered to Support").waitFor({ state: "detached" });
  await visit.context.close();
});

test("it is declined and comes back, or is taken back, and the visitor is told the truth", async () => {
  const visit = await talk("Can I pay later?");
  const passOn = async (name) => {
    await ada.getByRole("button", { name: "Transfer", exact: true }).click();
    await dialog(ada).getByRole("radio", { name }).check();
    await dialog(ada).getByRole("button", { name: "Transfer" }).click();
    await dialog(ada).waitFor({ state: "detached" });
  };
  await passOn(/^Ben/);
  const card = panel(ben, "Open enquiries").getByRole("listitem").filter({ hasText: "Can I pay later?" });
  await card.getByRole("button", { name: "Decline" }).click();
  await ada.getByRole("status").getByText(/Nobody took over/).waitFor();
  await log(ada).getByText("Nobody accepted: Ada has it again").waitFor();
  await visit.log.getByText("Nobody was free there. Ada is helping you again").waitFor();

  await passOn(/^Ben/);
  await card.waitFor();
  await ada.locator(".room-passing").getByRole("button", { name: "Take back" }).click();
  await card.waitFor({ state: "detached" });
  await visit.log.getByText("Ada is helping you again").nth(1).waitFor();

  // Nobody there: said at once, and nothing is lost of what was typed.
  await ada.getByRole("button", { name: "Transfer", exact: true }).click();
  await dialog(ada).getByRole("radio", { name: /^Cleo/ }).check();
  await dialog(ada).getByRole("textbox", { name: /Note for them/ }).fill("For tomorrow");
  await dialog(ada).getByRole("button", { name: "Transfer" }).click();
  await dialog(ada).getByText("Nobody there can take it now.").waitFor();
  await screenshot(ada, "transfer-nobody");
  await ada.keyboard.press("Escape");
  await visit.context.close();
});

test("a colleague is invited, marked, speaks and leaves", async () => {
  const visit = await talk("A hard question");
  await ada.getByRole("button", { name: /In this room: Ada/ }).click();
  await dialog(ada).getByText("Invite a colleague").waitFor();
  const person = dialog(ada).getByRole("listitem").filter({ hasText: "Ben" });
  await person.getByRole("button", { name: "Invite" }).click();
  await person.getByRole("button", { name: "Remove" }).waitFor();
  await clean(ada, "people");
  await screenshot(ada, "transfer-people");
  await ada.keyboard.press("Escape");
  await hasFocus(ada, "In this room: Ada, Ben", "back where it was");

  const row = panel(ben, "My rooms").getByRole("listitem").filter({ hasText: "Guest" });
  await row.getByRole("link").click();
  await log(ben).getByText("A hard question").waitFor();
  await ben.getByRole("textbox", { name: "Message" }).fill("Let me think.");
  await ben.getByRole("textbox", { name: "Message" }).press("Enter");
  await visit.log.getByText("Let me think.").waitFor();
  await ben.getByRole("button", { name: /In this room/ }).click();
  await dialog(ben).getByRole("button", { name: "Leave the room" }).click();
  await row.waitFor({ state: "detached" });
  await visit.log.getByText("Ben left the chat").waitFor();
  await visit.context.close();
});

test("it fits a phone, the dark, and other languages", async () => {
  const visit = await talk("A question from a phone that is much longer than any that fits into one line of it");
  const hash = await ada.evaluate(() => location.hash.slice(1));
  const looks = {
    phone: { viewport: { width: 320, height: 640 }, hasTouch: true },
    dark: { colorScheme: "dark" },
    japanese: { locale: "ja-JP" },
  };
  for (const [name, look] of Object.entries(looks)) {
    const page = await dashboard(stage.browser, stage.worker, stage.acme, "ada", { place: hash, ...look });
    await page.locator(".room-head .people").waitFor();
    await screenshot(page, `transfer-room-${name}`);
    await clean(page, `the room, ${name}`);
    await page.locator(".room-transfer:not(#room-call)").click();
    await page.locator("dialog[open]").waitFor();
    await screenshot(page, `transfer-dialog-${name}`);
    await clean(page, `the dialog, ${name}`);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0, `${name} is too wide`);
    if (name === "phone") {
      await page.locator(".receiver").filter({ hasText: "Ben" }).click();
      await page.locator("dialog textarea").fill("A note ".repeat(40));
      await page.locator("dialog button[type=submit]").click();
      await page.locator(".room-passing").waitFor();
      await screenshot(page, "transfer-sent-phone");
      await page.locator(".room-passing .passing .button").click();
      await page.locator(".room-passing").waitFor({ state: "detached" });
    }
    await page.context().close();
  }
  await go(ada, "/inbox");
  await visit.context.close();
});
