// What a visitor types is never lost: before the chat's code has arrived, without a network, over a reload, in two tabs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { newId } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage, desk;
before(async () => {
  stage = await widgetStage();
  desk = await stage.comes("ada");
});
after(() => stage?.close());

const said = (room) => room.frames.flatMap(({ entry, entries }) => (entry ? [entry] : (entries ?? []))).filter(({ kind }) => kind === "said").map(({ body }) => body);

/** Until one can type into the box that came with the page. */
const writes = async (visitor) => (await visitor.frame()).waitForFunction(() => document.hasFocus() && document.activeElement?.id === "boot-box");

/** Holds the chat's code back until `arrive()`. */
function slow() {
  const { promise, resolve: arrive } = Promise.withResolvers();
  return { arrive, before: (context) => context.route(/\.wasm$/, (route) => promise.then(() => route.continue())) };
}

test("the box takes messages before the chat's code is there, and one goes on writing in it", async () => {
  const { arrive, before } = slow();
  const visitor = await stage.visit({ before });
  await visitor.talkTo("Talk to Sales");
  await visitor.chat.locator("#boot-room").getByRole("textbox", { name: "Message" }).waitFor();
  await writes(visitor);
  await visitor.page.keyboard.type("Do you ship to Osaka?");
  await visitor.page.keyboard.press("Enter");
  await visitor.page.keyboard.type("And bots?");
  for (let steps = 0; steps < 3; steps += 1) await visitor.page.keyboard.press("ArrowLeft");
  await screenshot(visitor.page, "widget-early");
  assert.deepEqual(await violations(visitor.page), []);
  arrive();
  await visitor.log.getByText("Do you ship to Osaka?").waitFor();
  await visitor.page.keyboard.type("o");
  assert.equal(await visitor.box.inputValue(), "And boots?", "the caret stayed where it was");
  await screenshot(visitor.page, "widget-early-after");
  await visitor.page.keyboard.press("Enter");
  await visitor.log.getByText("And boots?").waitFor();
  const ada = await stage.answers("ada", desk);
  assert.deepEqual(said(ada), ["Do you ship to Osaka?", "And boots?"]);
  await visitor.context.close();
});

test("a start that failed and is tried again keeps what was written", async () => {
  let attempts = 0;
  const before = (context) => context.route(/\.wasm$/, (route) => (attempts++ < 1 ? route.abort() : route.continue()));
  const visitor = await stage.visit({ before });
  await visitor.talkTo("Talk to Sales");
  await writes(visitor);
  await visitor.page.keyboard.type("Is this on?");
  await visitor.page.keyboard.press("Enter");
  await visitor.page.keyboard.type("I mean, rea");
  await visitor.chat.getByRole("button", { name: "Try again" }).click();
  await visitor.log.getByText("Is this on?").waitFor();
  assert.equal(await visitor.box.inputValue(), "I mean, rea");
  const ada = await stage.answers("ada", desk);
  assert.deepEqual(said(ada), ["Is this on?"]);
  await visitor.context.close();
});

test("an input method at work keeps its box until it has finished", async () => {
  const { arrive, before } = slow();
  const visitor = await stage.visit({ before });
  await visitor.talkTo("Talk to Sales");
  await writes(visitor);
  const session = await visitor.context.newCDPSession(visitor.page);
  await session.send("Input.imeSetComposition", { text: "おおさ", selectionStart: 3, selectionEnd: 3 });
  arrive();
  await visitor.page.waitForTimeout(1500);
  assert.equal(await visitor.chat.locator("#boot-room textarea").inputValue(), "おおさ");
  await session.send("Input.insertText", { text: "大阪" });
  await visitor.box.waitFor();
  assert.equal(await visitor.box.inputValue(), "大阪");
  await visitor.context.close();
});

test("Escape puts the chat away before its code is there, too", async () => {
  const { arrive, before } = slow();
  const visitor = await stage.visit({ before });
  await visitor.talkTo("Talk to Sales");
  await writes(visitor);
  await visitor.page.keyboard.press("Escape");
  await visitor.page.locator("frontdesk-chat:not(.open)").waitFor({ state: "attached" });
  arrive();
  await visitor.context.close();
});

test("what is written without a network is sent once, and in order, when there is one", async () => {
  const visitor = await stage.visit();
  await visitor.talkTo("Talk to Sales");
  await visitor.says("One");
  const ada = await stage.answers("ada", desk);
  await visitor.chat.getByText("Ada joined the chat").waitFor();
  await visitor.context.setOffline(true);
  await visitor.says("Two");
  await visitor.says("Three");
  await visitor.chat.getByText("You're offline", { exact: false }).or(visitor.chat.getByText(/offline|no connection/i)).first().waitFor();
  await visitor.page.waitForTimeout(500);
  await screenshot(visitor.page, "widget-offline");
  await visitor.context.setOffline(false);
  await ada.until(({ type, entry, entries = [entry] }) => /^entr/.test(type) && entries.some(({ body }) => body === "Three"), "the last one", 20_000);
  await visitor.log.getByText("Sending…").first().waitFor({ state: "detached" });
  assert.deepEqual(said(ada), ["One", "Two", "Three"]);
  await visitor.context.close();
});

test("a reload keeps what is half written, and sends what was not sent", async () => {
  const visitor = await stage.visit();
  await visitor.talkTo("Talk to Sales");
  await visitor.says("One");
  const ada = await stage.answers("ada", desk);
  await visitor.chat.getByText("Ada joined the chat").waitFor();
  await visitor.box.fill("Half a sen");
  await visitor.page.reload();
  await visitor.talkTo("Talk to Sales");
  await visitor.log.getByText("One").waitFor();
  assert.equal(await visitor.box.inputValue(), "Half a sen");
  assert.deepEqual(said(ada), ["One"]);
  await visitor.context.close();
});

test("two tabs of one visitor are one: talk, answers and drafts' fate", async () => {
  const one = await stage.visit();
  await one.talkTo("Talk to Sales");
  await one.says("From the first tab");
  const ada = await stage.answers("ada", desk);
  const two = await stage.visit({ on: one.context });
  await two.talkTo("Talk to Sales");
  await two.log.getByText("From the first tab").waitFor();
  await two.says("From the second tab");
  await one.log.getByText("From the second tab").waitFor();
  ada.send({ type: "say", message: newId("msg"), body: "To both" });
  await one.log.getByText("To both").waitFor();
  await two.log.getByText("To both").waitFor();
  const lines = (visitor) => visitor.log.locator(".message-bubble").allInnerTexts();
  assert.deepEqual(await lines(one), await lines(two));
  await two.chat.getByRole("button", { name: "Close chat" }).click();
  await two.chat.getByRole("dialog").getByRole("button", { name: "Close chat" }).click();
  await one.log.getByText("You closed this chat").waitFor();
  await one.context.close();
});

test("whoever signs out leaves nothing behind, not even a draft", async () => {
  const visitor = await stage.visit();
  await visitor.talkTo("Talk to Sales");
  await visitor.says("One");
  await visitor.log.getByText("Sent", { exact: true }).waitFor({ state: "attached" });
  await visitor.box.fill("My secret");
  const frame = await visitor.frame();
  assert.match(JSON.stringify(await frame.evaluate(() => ({ ...localStorage }))), /My secret/);
  await visitor.page.evaluate(() => Frontdesk.logout());
  await visitor.chat.getByRole("heading", { name: "Tags" }).waitFor();
  await visitor.page.waitForTimeout(300);
  assert.deepEqual(Object.keys(await frame.evaluate(() => ({ ...localStorage }))), []);
  assert.equal(await visitor.chat.getByRole("region", { name: "Your chats" }).count(), 0);
  await visitor.context.close();
  await (await stage.answers("ada", desk)).end();
});
