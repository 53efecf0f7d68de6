// What staff see and send in rooms of social accounts, with the messaging service's own part played by its stand-in: templates when
// a window is over, what the month leaves, what the business wrote elsewhere, and whose face it is.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { startChannel } from "../kit/channels.mjs";
import { dashboard, go, hasFocus, messageBox, messages, tabTo } from "../kit/dashboard.mjs";
import { screenshot } from "../kit/screenshot.mjs";

const HOUR = 3_600_000;
let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const clean = async (page, what) => assert.deepEqual(await violations(page), [], what);
const line = (page, words) => messages(page).getByRole("listitem").filter({ hasText: words });
const sees = async (page, name) => {
  await clean(page, name);
  await screenshot(page, `channel-${name}`);
};

/** At 320 pixels in the dark, and from right to left. */
async function everywhere(page, name) {
  await page.setViewportSize({ width: 320, height: 720 });
  await page.emulateMedia({ colorScheme: "dark" });
  await sees(page, `${name}-320-dark`);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), `${name}: nothing stands out`);
  await page.setViewportSize({ width: 1000, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await screenshot(page, `channel-${name}-rtl`);
  await page.evaluate(() => (document.documentElement.dir = "ltr"));
  await page.setViewportSize({ width: 1280, height: 800 });
}

describe("WhatsApp", () => {
  let at;
  before(async () => (at = await startChannel("whatsapp")));
  after(() => at?.stop());

  test("when the window is over, a template is chosen, filled in, seen, and sent by keyboard", async () => {
    await at.stand.switches({ clock_ms: -30 * HOUR });
    const { enquiry } = await at.enquiry("ana", "Where is my order?");
    await at.stand.switches({ clock_ms: 0 });
    const page = await dashboard(browser, at.worker, at.service, "ada", { place: `/inbox/${enquiry}` });
    await page.getByText("Only approved templates can be sent until they write again.").waitFor();
    await page.getByRole("button", { name: "Hide details" }).click();
    await sees(page, "templates-only");
    await messageBox(page).focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Shift+Tab");
    await tabTo(page, "button", "Send a template");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Send a template" });
    await dialog.getByLabel("Template").selectOption({ label: "order_sent (en)" });
    await dialog.getByText("Order {{2}} is on its way to you, {{1}}.").waitFor();
    await dialog.getByText("WhatsApp charges for each message").waitFor();
    await sees(page, "template");

    await dialog.getByRole("button", { name: "Send", exact: true }).click();
    await dialog.getByText("Fill this in, with at most 1,024 characters.").first().waitFor();
    await dialog.getByLabel("Variable 1").fill("Ana");
    await dialog.getByLabel("Variable 2").fill("42");
    await dialog.getByLabel("Variable 3").fill("three");
    const words = "Order 42 is on its way to you, Ana. It is there in three days.";
    await dialog.getByText(words).waitFor();
    await everywhere(page, "template-filled");
    await dialog.getByLabel("Variable 3").press("Enter");
    await dialog.waitFor({ state: "detached" });
    await line(page, words).locator("summary").getByText(/Accepted|Sent|Delivered/).waitFor();
    assert.equal((await at.stand.until("ana", ({ text }) => text?.includes(words))).way, "template");
    await hasFocus(page, "Send a template", "the focus is where it was");
    await sees(page, "template-sent");

    // One with a picture, a button, and places that have names.
    await page.keyboard.press("Enter");
    await dialog.getByLabel("Template").selectOption({ label: "new_kettle (en)" });
    await dialog.getByText("Look, {{first_name}}: the {{kettle}} is here.").waitFor();
    await dialog.getByLabel("Address of the picture").fill("red.png");
    await dialog.getByLabel("first name").fill("Ana");
    await dialog.getByLabel("kettle", { exact: true }).fill("red one");
    await dialog.getByLabel("Variable 4, the end of the button's address").fill("red");
    await dialog.getByRole("button", { name: "Send", exact: true }).click();
    await dialog.getByText("Enter an address that begins with https://.").waitFor();
    await dialog.getByLabel("Address of the picture").fill("https://kettles.example/red.png");
    await everywhere(page, "template-picture");
    await dialog.getByRole("button", { name: "Send", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await at.stand.until("ana", ({ text, way }) => way === "template" && text?.includes("Look, Ana: the red one is here."));

    // They write: everything goes again.
    await at.stand.say("ana", { text: "Thank you!" });
    await page.getByText(/^WhatsApp charges for each message · until /).waitFor();
    assert.equal(await page.getByRole("button", { name: "Send a template" }).count(), 0);
    await page.context().close();
  });
});

describe("LINE", () => {
  let at;
  before(async () => (at = await startChannel("line")));
  after(() => at?.stop());

  test("what the month leaves stands there before a message takes of it, and when nothing is left, what can be done", async () => {
    const { enquiry } = await at.enquiry("bo", "Is the red one back?");
    const page = await dashboard(browser, at.worker, at.service, "ada", { place: `/inbox/${enquiry}` });
    const told = page.locator(".room-window");
    await page.getByRole("button", { name: "Hide details" }).click();
    await told.getByText(/^The next message is free.* · 200 of 200 left this month$/).waitFor();
    await messageBox(page).fill("Yes.");
    await messageBox(page).press("Enter");
    await told.getByText(/^Each message counts against the month's quota · 200 of 200 left this month$/).waitFor();
    await messageBox(page).fill("Shall we keep one for you?");
    await messageBox(page).press("Enter");
    await told.getByText(/199 of 200 left this month$/).waitFor();
    await everywhere(page, "quota");
    await at.stand.switches({ quota_used: true });
    await messageBox(page).fill("Until Friday?");
    await messageBox(page).press("Enter");
    await told.getByText("This month's messages are used up. An admin can raise the limit at LINE.").waitFor();
    assert.equal(await page.getByRole("button", { name: "Send", exact: true }).count(), 0);
    await everywhere(page, "quota-used");
    await at.stand.say("bo", { text: "Please do" });
    await told.getByText(/^The next message is free.* · 0 of 200 left this month$/).waitFor();
    await page.context().close();
  });
});

describe("Facebook", () => {
  let at;
  before(async () => (at = await startChannel("facebook")));
  after(() => at?.stop());

  test("a face is on the card and in the room, and what was written in the page's inbox stands there as the page's", async () => {
    const page = await dashboard(browser, at.worker, at.service, "ada");
    await at.stand.say("cleo", { text: "Do you ship to Osaka?", name: "Cleo Ito", photo: true });
    const card = page.getByRole("region", { name: "Open enquiries" }).getByRole("listitem").filter({ hasText: "Osaka" });
    const drawn = (within) => within.locator(".avatar img").first().evaluate((image) => image.complete && image.naturalWidth > 0);
    await card.locator(".avatar img").waitFor();
    await page.waitForFunction(() => [...document.querySelectorAll(".avatar img")].some((image) => image.naturalWidth > 0));
    await sees(page, "face-card");
    await card.getByRole("button", { name: "Answer" }).click();
    await page.locator(".room-head .avatar img").waitFor();
    assert.ok(await drawn(page.locator(".room-head")));
    await page.getByRole("button", { name: "Hide details" }).click();

    const { id } = await at.stand.person("cleo");
    const raw = { sender: { id: at.stand.secrets.page_id }, recipient: { id }, message: { is_echo: true, app_id: 26390203743090, mid: "m_INBOX1", text: "We do, by ship." } };
    await at.stand.say("cleo", { raw });
    const said = line(page, "We do, by ship.");
    await said.waitFor();
    await said.getByText("Facebook Page").first().waitFor();
    assert.equal(await said.locator("summary:visible").count(), 0, "it has no way to go");
    await everywhere(page, "elsewhere");
    await go(page, "/records/contacts");
    await page.locator(".contacts-row .avatar img").waitFor();
    await sees(page, "face-contacts");
    await page.context().close();
  });
});
