// The chat for everybody: their language and direction, small screens and large letters, the dark, without movement, silent,
// and by keyboard with the focus in sight.

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

/** Nothing is cut off at the side, or has to be scrolled to sideways. */
async function fits(visitor, name) {
  await visitor.page.waitForTimeout(600);
  await screenshot(visitor.page, `widget-${name}`);
  const wide = await (await visitor.frame()).evaluate(() => {
    const width = document.documentElement.clientWidth;
    const over = [...document.querySelectorAll("button, h1, h2, p, textarea, input")].filter((one) => {
      const { left, right, width: own } = one.getBoundingClientRect();
      return own > 1 && one.checkVisibility() && (right > width + 1 || left < -1);
    });
    return over.map((one) => `${one.localName}.${one.className} "${one.textContent.slice(0, 30)}"`);
  });
  assert.deepEqual(wide, [], name);
  assert.deepEqual(await violations(visitor.page), [], name);
}

/** Through home and a room with an answer in it. */
async function tour(name, context, path) {
  const visitor = await stage.visit({ context, path });
  await visitor.open();
  await visitor.chat.locator(".entry-name").first().waitFor();
  await fits(visitor, `${name}-home`);
  await visitor.chat.getByRole("button", { name: "Sales", exact: true }).click();
  const box = visitor.chat.locator(".chat .composer textarea");
  await box.fill("Do you ship to Osaka?");
  await box.press("Enter");
  await fits(visitor, `${name}-waiting`);
  const ada = await stage.answers("ada", desk);
  ada.send({ type: "say", message: newId("msg"), body: "We do, within five days: https://www.example.com/shipping/to/everywhere/on/earth" });
  await visitor.chat.getByText("We do, within five days").waitFor();
  await fits(visitor, `${name}-room`);
  await ada.end();
  return visitor;
}

test("a phone of 320 px shows all of it", async () => {
  const visitor = await tour("phone", { viewport: { width: 320, height: 568 }, isMobile: true, hasTouch: true });
  const size = await visitor.chat.locator(".composer textarea").evaluate((box) => parseFloat(getComputedStyle(box).fontSize));
  assert.ok(size >= 16, `smaller letters make phones zoom in: ${size}`);
  await visitor.chat.getByRole("button", { name: "Hide" }).click();
  await visitor.page.locator("frontdesk-chat:not(.open)").waitFor({ state: "attached" });
  await visitor.context.close();
});

test("twice as large, on a small laptop, it still fits", async () => {
  // What 200 % of zoom leaves of 1280 by 800.
  const visitor = await tour("zoom", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });
  await visitor.context.close();
});

test("in the dark it is dark", async () => {
  const visitor = await tour("dark", { colorScheme: "dark" });
  const ground = await visitor.chat.locator(".room").evaluate((room) => getComputedStyle(room).backgroundColor.match(/\d+/g).map(Number));
  assert.ok(ground.every((part) => part < 60), `${ground}`);
  await visitor.context.close();
});

test("whoever wants no movement gets none", async () => {
  const visitor = await stage.visit({ context: { reducedMotion: "reduce" } });
  await visitor.talkTo("Talk to Sales");
  await visitor.says("Hello");
  await visitor.log.getByText("Hello").waitFor();
  const moving = await (await visitor.frame()).evaluate(() => document.getAnimations().filter(({ effect }) => effect.getComputedTiming().duration > 1).map(({ animationName, transitionProperty }) => animationName ?? transitionProperty));
  assert.deepEqual(moving, []);
  await visitor.context.close();
  await (await stage.answers("ada", desk)).end();
});

test("Japanese readers read Japanese", async () => {
  const visitor = await stage.visit({ path: "/?ja" });
  await visitor.open();
  await visitor.chat.getByRole("heading", { name: "トピック" }).waitFor();
  await fits(visitor, "ja-home");
  await visitor.chat.getByRole("button", { name: "Sales", exact: true }).click();
  await visitor.chat.locator(".chat").getByRole("textbox", { name: "メッセージ" }).waitFor();
  await fits(visitor, "ja-room");
  assert.equal(await (await visitor.frame()).evaluate(() => document.documentElement.lang), "ja");
  await visitor.context.close();
  await (await stage.answers("ada", desk)).end();
});

test("from right to left everything turns around", async () => {
  const visitor = await stage.visit({ path: "/?ar-XB" });
  await visitor.open();
  await visitor.chat.locator(".entry-name").first().waitFor();
  assert.equal(await (await visitor.frame()).evaluate(() => document.documentElement.dir), "rtl");
  await fits(visitor, "rtl-home");
  await visitor.chat.getByRole("button", { name: "Sales", exact: true }).click();
  const box = visitor.chat.locator(".chat .composer textarea");
  await box.fill("Do you ship to Osaka?");
  await box.press("Enter");
  await fits(visitor, "rtl-room");
  const [bubble, list] = await Promise.all([visitor.chat.locator(".message.is-mine").boundingBox(), visitor.chat.locator(".message-list").boundingBox()]);
  assert.ok(bubble.x - list.x < list.x + list.width - bubble.x - bubble.width, "one's own messages stand at the left");
  await visitor.context.close();
  await (await stage.answers("ada", desk)).end();
});

test("every stop of the keyboard is in sight, and says what it is", async () => {
  const visitor = await stage.visit();
  await visitor.launcher.focus();
  await visitor.page.keyboard.press("Enter");
  await visitor.chat.getByRole("heading", { name: "Tags" }).waitFor();
  const frame = await visitor.frame();
  const stops = new Set();
  const walk = async () => {
    for (let steps = 0; steps < 14; steps += 1) {
      await visitor.page.keyboard.press("Tab");
      const stop = await frame.evaluate(() => {
        const one = document.activeElement;
        if (!one || one === document.body || !document.hasFocus()) return null;
        const marks = [one, one.closest(".composer-box, .search, .entry, li")].filter(Boolean).map((part) => getComputedStyle(part));
        const seen = marks.some(({ outlineStyle, outlineWidth, boxShadow }) => (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none");
        return { name: one.ariaLabel || one.textContent.trim() || one.placeholder, seen };
      });
      if (!stop) continue;
      assert.ok(stop.name, "a stop without a name");
      assert.ok(stop.seen, `"${stop.name}" has the focus, and nothing shows it`);
      stops.add(stop.name);
    }
  };
  await walk();
  assert.ok(["Sounds", "Hide", "Sales"].every((name) => stops.has(name)), [...stops].join());
  await visitor.chat.getByRole("button", { name: "Sales", exact: true }).press("Enter");
  await visitor.box.waitFor();
  stops.clear();
  await walk();
  assert.ok(["Back", "Close chat", "Message", "Send"].every((name) => stops.has(name)), [...stops].join());
  await visitor.page.keyboard.press("Escape");
  await visitor.page.waitForFunction(() => document.querySelector("frontdesk-chat").shadowRoot.activeElement?.className === "launcher");
  await visitor.context.close();
  await (await stage.answers("ada", desk)).end();
});

test("an answer that nobody looks at sounds, unless sounds are off, and that is remembered", async () => {
  const before = (context) =>
    context.addInitScript(() => {
      window.notes = 0;
      const start = OscillatorNode.prototype.start;
      OscillatorNode.prototype.start = function (...when) {
        window.notes += 1;
        return start.apply(this, when);
      };
    });
  const visitor = await stage.visit({ before });
  await visitor.talkTo("Talk to Sales");
  await visitor.says("Hello");
  const ada = await stage.answers("ada", desk);
  await visitor.chat.getByText("Ada joined the chat").waitFor();
  const frame = await visitor.frame();
  const say = (body) => ada.send({ type: "say", message: newId("msg"), body });
  say("Seen at once");
  await visitor.log.getByText("Seen at once").waitFor();
  assert.equal(await frame.evaluate(() => notes), 0, "what one looks at makes no sound");
  await visitor.chat.getByRole("button", { name: "Back" }).click();
  say("Unseen");
  await frame.waitForFunction(() => notes === 2, undefined, { timeout: 5000 });
  await visitor.chat.getByRole("button", { name: "Sounds" }).click();
  assert.equal(await visitor.chat.getByRole("button", { name: "Sounds" }).getAttribute("aria-pressed"), "false");
  say("In silence");
  await visitor.chat.getByText("In silence").waitFor();
  await visitor.page.reload();
  await visitor.open();
  assert.equal(await visitor.chat.getByRole("button", { name: "Sounds" }).getAttribute("aria-pressed"), "false", "also after a reload");
  assert.equal(await frame.evaluate(() => notes).catch(() => 2), 2);
  await visitor.context.close();
});
