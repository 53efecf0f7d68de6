// Forms: an owner makes one, a visitor fills it in, staff read it, and who comes again isn't asked.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, focused, go, hasFocus, tabTo } from "../kit/dashboard.mjs";
import { must } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage, desk, browser;
before(async () => {
  stage = await widgetStage({ settings: { languages: ["en", "ja"] } });
  desk = await stage.comes("ada");
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await stage?.close();
});

const wide = (page) => page.evaluate(() => document.documentElement.scrollWidth > innerWidth || document.querySelector(".settings").scrollWidth > document.querySelector(".settings").clientWidth);

test("an owner makes a form by keyboard, in two languages, and sees it as visitors will", async () => {
  const page = await dashboard(browser, stage.worker, stage.acme, "owner", { place: "/settings/forms" });
  await page.getByText("Visitors start at once").waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "forms-none");
  await tabTo(page, "link", "New form");
  await page.keyboard.press("Enter");
  await tabTo(page, "textbox", "Name");
  await page.keyboard.type("Before the chat");
  await tabTo(page, "button", "Save");
  await page.keyboard.press("Enter");
  const first = page.locator(".builder-field").first();
  await first.getByText("Write what is asked").waitFor();
  await page.waitForFunction(() => document.activeElement.getAttribute("aria-invalid") === "true");
  await page.keyboard.type("Your name");
  await first.getByLabel("Kept as").selectOption("contact");
  const preview = page.locator(".builder-preview");
  await preview.getByText("Your name").waitFor();

  await page.getByRole("button", { name: "Add a field" }).press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "field-2-kind");
  const second = page.locator(".builder-field").nth(1);
  await second.getByLabel("Kind").selectOption("Consent");
  await second.getByRole("textbox", { name: "Label" }).fill("Privacy");
  await second.getByLabel("What they agree to").fill("I agree to the privacy policy.");
  await second.getByLabel("Where it is written in full").fill("https://acme.example/privacy");
  await page.getByRole("button", { name: "Add a field" }).click();
  const third = page.locator(".builder-field").nth(2);
  await third.getByLabel("Kind").selectOption("A choice");
  await third.getByRole("textbox", { name: "Label" }).fill("Which tent?");
  await third.getByRole("textbox", { name: "Option 1" }).fill("Small");
  await third.getByRole("textbox", { name: "Option 2" }).fill("Large");
  await third.getByRole("switch").uncheck();
  await third.getByRole("button", { name: "Move Which tent? up" }).press("Enter");
  assert.equal(await page.locator(".builder-field").nth(1).getByRole("textbox", { name: "Label" }).inputValue(), "Which tent?");
  await page.getByRole("group", { name: "Write in" }).getByRole("button", { name: /Japanese/ }).click();
  await first.getByRole("textbox", { name: "Label" }).fill("お名前");
  await preview.getByText("お名前").waitFor();
  await preview.getByText("I agree to the privacy policy.").waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "forms-builder");
  await page.setViewportSize({ width: 320, height: 720 });
  assert.equal(await wide(page), false, "nothing is cut off on a phone");
  await screenshot(page, "forms-builder-320");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("link", { name: "Before the chat" }).waitFor();
  await page.getByText("All other tags, and people").waitFor();
  await screenshot(page, "forms");
  await go(page, "/settings/changes");
  await page.getByText(/Made form/).waitFor();
  await page.context().close();
});

test("a visitor fills it in, staff read it, and the visitor isn't asked again", async () => {
  const visitor = await stage.visit();
  await visitor.talkTo("Talk to Sales");
  const { chat, page } = visitor;
  const form = chat.getByRole("form", { name: "Before we start" });
  await form.waitFor();
  assert.equal(await visitor.box.count(), 0, "one thing at a time");
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "forms-widget");
  await form.getByRole("combobox", { name: /Which tent/ }).selectOption("Large");
  await form.getByRole("button", { name: "Start chat" }).click();
  await form.getByText("Please answer this.").waitFor();
  await form.getByText("Please agree to this to go on.").waitFor();
  const frame = await visitor.frame();
  assert.equal(await frame.evaluate(() => document.activeElement.getAttribute("autocomplete")), "name", "the first that is wrong");
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "forms-widget-wrong");
  await page.keyboard.type("Eve Adams");

  // A reload loses nothing that was typed.
  await page.reload();
  await visitor.launcher.waitFor();
  await visitor.talkTo("Talk to Sales");
  await form.waitFor();
  assert.equal(await form.getByRole("textbox", { name: "Your name" }).inputValue(), "Eve Adams");
  await form.getByRole("checkbox", { name: "I agree to the privacy policy." }).check();
  await page.keyboard.press("Tab");
  await form.getByRole("button", { name: "Start chat" }).press("Enter");
  await visitor.says("Do you ship to Osaka?");
  const room = await stage.answers("ada", desk);
  await room.until(({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.body === "Do you ship to Osaka?"), "what was said");

  const ada = await dashboard(browser, stage.worker, stage.acme, "ada", { place: `/inbox/${room.enquiry}` });
  const details = ada.getByRole("complementary", { name: "Details" });
  await details.getByText("Eve Adams").waitFor();
  await details.getByText("Which tent?").waitFor();
  await details.getByText("Large").waitFor();
  await details.getByText("I agree to the privacy policy.").waitFor();
  await details.getByText(/^Agreed/).waitFor();
  await ada.getByRole("region", { name: "My rooms" }).getByText("Eve Adams").waitFor();
  assert.deepEqual(await violations(ada), []);
  await screenshot(ada, "forms-details");
  await ada.context().close();

  // Another topic, on another page: nothing is left to be asked.
  const second = await stage.visit({ on: visitor.context });
  await second.open();
  await second.chat.getByRole("button", { name: "Repairs", exact: true }).click();
  await second.says("And repair them?");
  await stage.answers("ada", desk);
  await visitor.context.close();
});

test("a form that is changed while it is filled in comes again with what was typed", async () => {
  const { worker, acme } = stage;
  const as = acme.people.owner;
  const visitor = await stage.visit({ path: "/?ja", context: { locale: "ja", viewport: { width: 320, height: 640 }, colorScheme: "dark" } });
  await visitor.talkTo("Talk to Sales");
  const form = visitor.chat.getByRole("form", { name: "チャットの前に" });
  await form.getByRole("textbox", { name: "お名前" }).fill("山田");
  await form.getByRole("checkbox").check();
  await screenshot(visitor.page, "forms-widget-ja-320-dark");
  assert.deepEqual(await violations(visitor.page), []);
  const [{ id, revision, ...settings }] = await must(worker, "GET", `${acme.base}/forms`, { as });
  const fields = [...settings.fields, { label: { ja: "注文番号" }, required: true, kind: "text" }];
  await must(worker, "PUT", `${acme.base}/forms/${id}`, { as, body: { ...settings, fields } });
  await form.getByRole("button", { name: "チャットを始める" }).click();
  const order = form.getByRole("textbox", { name: "注文番号" });
  await order.waitFor();
  await form.getByText("入力してください。").waitFor();
  assert.equal(await form.getByRole("textbox", { name: "お名前" }).inputValue(), "山田");
  await order.fill("A-7");
  await form.getByRole("button", { name: "チャットを始める" }).click();
  await visitor.chat.locator(".chat .composer textarea").waitFor();
  const room = await stage.answers("ada", desk);
  const { told } = await must(worker, "GET", `${acme.base}/enquiries/${room.enquiry}`, { as });
  assert.deepEqual(told.map(({ kind }) => kind), ["agreed", "text"]);
  await visitor.context.close();
});

test("what was written before the chat's code was there waits for the form, and is sent after it", async () => {
  const { promise, resolve: arrive } = Promise.withResolvers();
  const visitor = await stage.visit({ before: (context) => context.route(/\.wasm$/, (route) => promise.then(() => route.continue())) });
  await visitor.talkTo("Talk to Sales");
  const frame = await visitor.frame();
  await frame.waitForFunction(() => document.hasFocus() && document.activeElement?.id === "boot-box");
  await visitor.page.keyboard.type("Is this on?");
  await visitor.page.keyboard.press("Enter");
  await visitor.page.keyboard.type("I mean");
  arrive();
  const form = visitor.chat.getByRole("form", { name: "Before we start" });
  await form.waitFor();
  await visitor.chat.locator(".ask").getByText("Is this on?").waitFor();
  await visitor.page.keyboard.type(", really");
  assert.equal(await visitor.box.inputValue(), "I mean, really", "one goes on writing");
  assert.deepEqual(await violations(visitor.page), []);
  await screenshot(visitor.page, "forms-widget-early");
  for (const [name, value] of [["Your name", "Eve"], ["注文番号", "A-8"]]) await form.getByRole("textbox", { name }).fill(value);
  await form.getByRole("checkbox").check();
  await form.getByRole("button", { name: "Start chat" }).click();
  await visitor.log.getByText("Is this on?").waitFor();
  assert.equal(await visitor.box.inputValue(), "I mean, really");
  const room = await stage.answers("ada", desk);
  await room.until(({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.body === "Is this on?"), "what was said");
  await visitor.context.close();
});

test("a form of the service's own stands where nobody could answer", async () => {
  const { worker, acme } = stage;
  const as = acme.people.owner;
  const [{ id, revision, ...first }] = await must(worker, "GET", `${acme.base}/forms`, { as });
  await must(worker, "PUT", `${acme.base}/forms/${id}`, { as, body: { ...first, on: false } });
  const fields = [{ label: { en: "Phone" }, required: true, kind: "phone", fills: "phone" }, { label: { en: "Best time" }, kind: "lines" }];
  await must(worker, "POST", `${acme.base}/forms`, { as, body: { name: "Later", on: true, moment: "offline", introduction: { en: "We will call you." }, tags: [acme.tags.repairs.id], fields } });
  await must(worker, "PUT", `${acme.base}/tags/${acme.tags.repairs.id}`, { as, body: { handle: "repairs", name: "Repairs", destinations: [{ name: "Line", staff: [acme.people.ben.id], wait_s: 60 }] } });
  const visitor = await stage.visit();
  await visitor.open();
  await visitor.chat.getByRole("button", { name: "Repairs", exact: true }).click();
  const form = visitor.chat.getByRole("form", { name: "Nobody is free right now" });
  await form.getByText("We will call you.").waitFor();
  await form.getByRole("textbox", { name: "Phone" }).fill("call me");
  await form.getByRole("button", { name: "Leave my details" }).click();
  await form.getByText("A phone number has 5 to 20 digits").waitFor();
  assert.deepEqual(await violations(visitor.page), []);
  await screenshot(visitor.page, "forms-offline");
  await form.getByRole("textbox", { name: "Phone" }).fill("+81 6 1234 5678");
  await form.getByRole("textbox", { name: "Best time" }).fill("At noon");
  await form.getByRole("button", { name: "Leave my details" }).click();
  await visitor.chat.getByText("We'll get back to you at +81 6 1234 5678.").waitFor();
  await visitor.chat.getByRole("button", { name: "Change" }).click();
  assert.equal(await form.getByRole("textbox", { name: "Best time" }).inputValue(), "At noon");
  assert.notEqual(await focused(visitor.page), "nothing");
  await visitor.context.close();
});

test("forms are put in another order by keyboard, and one that is off says so", async () => {
  const { worker, acme } = stage;
  const page = await dashboard(browser, worker, acme, "owner", { place: "/settings/forms" });
  const row = page.locator(".items .item");
  await row.filter({ hasText: "Before the chat" }).getByText("Off", { exact: true }).waitFor();
  await tabTo(page, "button", "Move Later up");
  const kept = page.waitForResponse((response) => response.url().endsWith("/forms/order"));
  await page.keyboard.press("Enter");
  await row.first().getByText("Later").waitFor();
  await hasFocus(page, "Move Later up");
  await kept;
  const forms = await must(worker, "GET", `${acme.base}/forms`, { as: acme.people.owner });
  assert.deepEqual(forms.map(({ name }) => name), ["Later", "Before the chat"]);
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "forms-order");
  await page.context().close();
});
