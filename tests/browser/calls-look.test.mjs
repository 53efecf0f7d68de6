// What is seen of calls, in every state: a picture of each for people to look at, nothing that assistive technology stumbles
// over, nothing wider than its place, and a way on from everything that may be in the way.

import assert from "node:assert/strict";

import { violations } from "../kit/axe.mjs";
import { STAFF, counted, stories } from "../kit/call-room.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { until } from "../kit/until.mjs";

const story = stories();

/** A picture, and what is wrong with it. */
async function looked(who, name) {
  await screenshot(who.page, `calls-${name}`);
  assert.deepEqual(await violations(who.page), [], name);
  const [wide, place] = await who.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= place, `${name} is ${wide} wide in ${place}`);
}

async function connected(who, open = 1) {
  await until(async () => (await counted(who.page)).open >= open, "a connection", 15_000);
  await who.page.getByText("Good connection").or(who.page.getByText("接続は良好")).or(who.page.getByText("連線良好")).first().waitFor();
}

/** From the ring to the end, as one of these sees it. */
const course = (name, options) => async ({ enter }) => {
  const [visitor, ada] = [await enter(options), await enter({ staff: STAFF.ada, ...options })];
  const button = (who, at) => who.page.locator(".call button").nth(at);
  await visitor.page.evaluate(() => window.drawn.offer(true));
  await ada.page.locator(".call-answer").first().waitFor();
  await visitor.page.locator(".call-ring").waitFor();
  await looked(visitor, `${name}-calling`);
  await looked(ada, `${name}-rings`);
  await ada.page.locator(".call-answer").first().click();
  for (const who of [visitor, ada]) await until(async () => (await counted(who.page)).open === 1, "a connection", 15_000);
  await looked(ada, `${name}-video`);
  await visitor.page.locator(".call-control.is-on").first().click();
  await visitor.page.locator("video").waitFor({ state: "detached" });
  for (const who of [visitor, ada]) await who.page.locator(".call-line:not(:empty)").waitFor();
  for (const [who, side] of [[visitor, "visitor"], [ada, "staff"]]) await looked(who, `${name}-voice-${side}`);
  await visitor.page.locator("#call-devices").click();
  await visitor.page.locator("select").first().waitFor();
  await looked(visitor, `${name}-devices`);
  await visitor.page.keyboard.press("Escape");
  await visitor.page.locator("select").first().waitFor({ state: "detached" });
  await visitor.page.locator("#call-details").click();
  await visitor.page.locator(".call-number").first().waitFor();
  await looked(visitor, `${name}-details`);
  await visitor.page.locator("#call-details").click();
  await button(visitor, 2).click();
  await ada.page.locator(".call-badge").waitFor();
  for (const [who, side] of [[visitor, "visitor"], [ada, "staff"]]) await looked(who, `${name}-held-${side}`);
  await visitor.page.locator(".is-end").click();
  await ada.page.locator(".call-ended").waitFor();
  for (const [who, side] of [[visitor, "visitor"], [ada, "staff"]]) await looked(who, `${name}-over-${side}`);
};

story("a call looks right from the ring to the end", course("plain"));
story("and where it is narrow and dark", course("narrow", { width: 320, context: { colorScheme: "dark", reducedMotion: "reduce" } }));
story("and where people read from the right", course("mirrored", { tag: "ar-XB" }));
story("and in Japanese, where it is wide", course("wide", { tag: "ja", width: 1100 }));
story("and in Traditional Chinese, with forced colours", course("forced", { tag: "zh-Hant", width: 320, context: { forcedColors: "active" } }));

story("four in a call see each other, and who is recorded is told", async ({ enter }) => {
  const visitor = await enter();
  const [ada, ben, eve] = [await enter({ staff: STAFF.ada, width: 900 }), await enter({ staff: STAFF.ben }), await enter({ staff: STAFF.eve })];
  await visitor.page.evaluate(() => window.drawn.offer(false));
  await ada.press("Answer");
  await connected(ada);
  await ben.page.getByText("In a call: Calm Otter, Ada").waitFor();
  await looked(ben, "others");
  await ben.press("Join");
  await eve.page.evaluate(() => window.drawn.join(false));
  for (const who of [visitor, ada, ben, eve]) await connected(who, 3);
  await looked(visitor, "four-voice");
  await ben.press("Turn camera on");
  await ada.press("Turn camera on");
  await visitor.page.locator("video.is-other").nth(1).waitFor();
  await looked(visitor, "four-video");
  await looked(ada, "four-wide");
  await ada.press("Record");
  await visitor.page.getByText("Ada asks to record this call.").waitFor();
  await looked(visitor, "consent");
  for (const who of [visitor, ben, eve]) await who.press("Agree");
  await visitor.page.getByText("Recorded").waitFor();
  await looked(visitor, "recorded");
  await visitor.press("Full screen");
  await until(() => visitor.page.evaluate(() => Boolean(document.fullscreenElement)), "full screen");
  // Nobody has to come back from there to be heard no more.
  await visitor.press("Mute");
  await visitor.page.getByText("You’re muted").waitFor();
  await looked(visitor, "full-screen");
});

story("who is in it in another window can take it over", async ({ room, enter }) => {
  const [visitor, ada] = [await enter(), await enter({ staff: STAFF.ada })];
  await visitor.page.evaluate(() => window.drawn.offer(false));
  await ada.press("Answer");
  await connected(ada);
  const second = await enter({ staff: STAFF.ada });
  await second.page.getByText("You’re in this call in another window").waitFor();
  await looked(second, "elsewhere");
  room.people.delete(ada);
  await second.press("Move it here");
  await connected(second);
  ada.hear({ type: "call", call: room.call });
  await ada.page.getByText("You’re in this call in another window").waitFor();
  await until(async () => (await counted(ada.page)).open === 0, "the first one lets go");
});

/** What stands in the way, and the words for it. */
const TROUBLES = [
  ["NotAllowedError", "The microphone isn’t allowed."],
  ["NotFoundError", "No microphone was found."],
  ["NotReadableError", "Another program uses the microphone."],
  ["TypeError", "The microphone couldn’t be used."],
];

const failing = (name) => `navigator.mediaDevices.getUserMedia = () => Promise.reject(Object.assign(new Error(), { name: "${name}" }));`;

story("before a call the microphone is tried, and whatever is in the way is said, with writing as a way on", async ({ enter }) => {
  const visitor = await enter();
  const wishes = [];
  await visitor.page.exposeFunction("toCheck", (text) => wishes.push(JSON.parse(text).kind));
  const begin = () =>
    visitor.page.evaluate(() => {
      const start = { service: "acme", with: "Sales", video: true };
      window.checked = window.calls.check(document.querySelector("#place"), JSON.stringify(start), (text) => window.toCheck(text));
    });
  await begin();
  await visitor.page.getByRole("heading", { name: "Call Sales" }).waitFor();
  await looked(visitor, "check-new");
  for (const [name, words] of TROUBLES) {
    await visitor.page.evaluate(failing(name));
    await visitor.page.getByRole("button", { name: /Allow the microphone|Try again/ }).click();
    await visitor.page.getByText(words).waitFor();
    assert.ok(await visitor.page.getByRole("button", { name: "Chat instead" }).isVisible());
  }
  await looked(visitor, "check-fails");
  await visitor.page.evaluate("delete navigator.mediaDevices.getUserMedia");
  await visitor.page.getByRole("button", { name: "Try again" }).click();
  await visitor.page.getByText("Say something").waitFor();
  const level = () => visitor.page.getByRole("meter", { name: "Microphone level" }).getAttribute("aria-valuenow");
  await until(async () => Number(await level()) > 0.3, "the bar moves");
  await looked(visitor, "check-works");
  // By keyboard alone: the focus is where one goes on.
  await until(() => visitor.page.evaluate(() => document.activeElement?.textContent === "Start call"), "the focus on the way on");
  await visitor.page.keyboard.press("Enter");
  assert.deepEqual(wishes, ["call"]);
  await visitor.press("Chat instead");
  await visitor.press("Close");
  assert.deepEqual(wishes, ["call", "chat", "close"]);
  await visitor.page.evaluate(() => window.checked.unmount());
  assert.equal(await visitor.page.getByText("Say something").count(), 0);
});

story("a page that forbids the microphone is told apart from a person who does", async ({ served, enter }) => {
  served.server.headers = { "permissions-policy": "microphone=(), camera=(), display-capture=()" };
  const visitor = await enter();
  await visitor.page.evaluate(() => window.drawn.offer(false));
  await visitor.page.getByText("This site doesn’t let the chat use the microphone.").waitFor();
  await looked(visitor, "policy");
  assert.equal(await visitor.page.getByRole("button", { name: "Try again" }).count(), 0, "what leads nowhere isn't offered");
  await visitor.press("Chat instead");
  assert.deepEqual(visitor.wishes, ["chat"]);

  await visitor.page.evaluate(() => {
    const start = { service: "acme", with: "Sales", video: false };
    // Kept, for what nobody holds is taken out of the page.
    window.checked = window.calls.check(document.querySelector("#place"), JSON.stringify(start), () => {});
  });
  await visitor.press("Allow the microphone");
  const alone = visitor.page.getByRole("link", { name: "Open in its own page" });
  await alone.waitFor();
  await until(() => alone.evaluate((link) => link === document.activeElement), "the focus on the way on");
  await looked(visitor, "check-policy");
});

story("a call goes on by voice where the camera can't be had", async ({ enter }) => {
  const [visitor, ada] = [await enter(), await enter({ staff: STAFF.ada })];
  await visitor.page.evaluate(() => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (what) => (what.video ? Promise.reject(Object.assign(new Error(), { name: "NotFoundError" })) : ask(what));
  });
  await visitor.page.evaluate(() => window.drawn.offer(true));
  await ada.press("Answer");
  await until(async () => (await counted(visitor.page)).open === 1, "a connection", 15_000);
  await visitor.page.getByText("No camera was found.").waitFor();
  await looked(visitor, "camera-missing");
  await visitor.press("Close");
  await visitor.page.getByText("No camera was found.").waitFor({ state: "detached" });
  assert.equal((await counted(visitor.page)).open, 1, "the call goes on");
});

story("everything can be reached and pressed by keyboard, and the focus is seen", async ({ enter }) => {
  const [visitor, ada] = [await enter(), await enter({ staff: STAFF.ada })];
  await visitor.page.evaluate(() => window.drawn.offer(false));
  await ada.page.getByRole("button", { name: "Answer" }).waitFor();
  await ada.page.keyboard.press("Tab");
  await ada.page.keyboard.press("Enter");
  await connected(ada);
  const focused = () => ada.page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
  await until(async () => (await focused()) === "Mute", "the focus on Mute");
  const names = [];
  for (let at = 0; at < 7; at += 1) {
    names.push(await focused());
    const ring = await ada.page.evaluate(() => getComputedStyle(document.activeElement).boxShadow);
    assert.notEqual(ring, "none", names.at(-1));
    await ada.page.keyboard.press("Tab");
  }
  assert.deepEqual(names, ["Mute", "Hold", "Turn camera on", "Share screen", "Devices", "Record", "Hang up"]);
});

story.tell("what is seen of calls");
