// How the visitor's chat and the dashboard carry calls, with a double in the place of the module that makes them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { aCall, doubleCalls, known, roomSays } from "../kit/calls-double.mjs";
import { dashboard, enquire, go, take } from "../kit/dashboard.mjs";
import { must } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { until } from "../kit/until.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage;
before(async () => {
  stage = await widgetStage();
  const { acme, worker } = stage;
  const { id, handle, name, destinations } = acme.tags.sales;
  await must(worker, "PUT", `${acme.base}/tags/${id}`, { as: acme.people.owner, body: { handle, name, destinations, calls: true } });
});
after(() => stage?.close());

const doubled = { before: doubleCalls };
const told = async (frame, what) => (await known(frame)).calls.at(-1)?.told.filter(([name]) => name === what).map(([, value]) => value) ?? [];

test("a tag is called from the directory, after what is asked before", async () => {
  const ada = await stage.comes("ada");
  const visitor = await stage.visit(doubled);
  await visitor.open();
  const frame = await visitor.frame();
  const button = visitor.chat.getByRole("button", { name: "Call", exact: true });
  await button.first().waitFor();
  assert.equal(await button.count(), 1, "only Sales can be called");
  assert.deepEqual(await violations(visitor.page), []);
  await screenshot(visitor.page, "calls-directory");
  assert.equal((await known(frame)).loads, 0, "nothing of calls is there before");

  await button.click();
  await visitor.chat.getByRole("button", { name: "check: close" }).click();
  await button.click();
  await visitor.chat.getByRole("button", { name: "check: call" }).click();
  await visitor.chat.getByRole("heading", { name: "Sales" }).waitFor();
  const { card } = await ada.until(({ type, card }) => type === "enquiry_changed" && card.phase === "open" && card.mode === "call", "a call enquiry");
  assert.deepEqual((await known(frame)).checks.map((start) => start.with), ["Sales", "Sales"]);

  await until(async () => (await known(frame)).sockets > 0, "a socket");
  await visitor.chat.getByText("We're letting the team know…").waitFor();
  await roomSays(frame, aCall());
  const call = visitor.chat.getByRole("region", { name: "Call" });
  await call.waitFor();
  const { start } = (await known(frame)).calls[0];
  assert.deepEqual([start.room, start.visitor, start.me, start.with], [card.enquiry, true, undefined, "Sales"]);
  // The room has a call, too.
  assert.deepEqual([await told(frame, "connected"), new Set(await told(frame, "hear"))], [[true], new Set(["call"])]);
  assert.equal((await known(frame)).calls.length, 1);

  // In sight while it goes on, wherever the visitor goes in the chat.
  await visitor.chat.getByRole("button", { name: "ongoing" }).click();
  await screenshot(visitor.page, "calls-visitor-room");
  await visitor.chat.getByRole("button", { name: "Back" }).click();
  await visitor.chat.getByRole("heading", { name: "Hello! How can we help?" }).waitFor();
  assert.ok(await call.isVisible());
  await screenshot(visitor.page, "calls-visitor-home");
  // What became of it stays in sight, too, until it is put away.
  await visitor.chat.getByRole("button", { name: "none" }).click();
  assert.ok(await call.isVisible());

  // Frames go out as they are; a lost socket is told, and one that came back.
  await visitor.chat.getByRole("button", { name: /^Sales/ }).first().click();
  await visitor.chat.getByRole("button", { name: "hang up" }).click();
  assert.ok((await known(frame)).sent.some((text) => text.includes('"call_leave"')));
  await frame.evaluate(() => __calls.sockets.at(-1).close());
  await until(async () => (await told(frame, "connected")).join().startsWith("true,false,true"), "the socket is back");

  // Nobody answered: a voice message is recorded where files are sent.
  await visitor.chat.getByRole("button", { name: "voice message" }).click();
  await visitor.chat.locator(".attach-voice, .attach-notice").first().waitFor();
  await visitor.context.close();
});

test("a ring opens a chat that was put away, and leaves the focus on the page", async () => {
  const ada = await stage.comes("ada");
  const visitor = await stage.visit(doubled);
  await visitor.talkTo("Talk to Sales");
  await visitor.says("Hello");
  await stage.answers("ada", ada);
  await visitor.chat.getByText("Ada joined the chat").waitFor();
  const frame = await visitor.frame();
  await visitor.chat.getByRole("button", { name: "Call", exact: true }).click();
  await until(async () => (await told(frame, "offer")).length === 1, "the offer");
  await visitor.chat.getByRole("button", { name: "Hide" }).click();
  await visitor.page.getByRole("button", { name: "Talk to Sales" }).focus();
  await roomSays(frame, aCall({ by: { side: "staff" } }));
  await frame.evaluate(() => __calls.calls[0].tell('{"kind":"state","state":"rings"}'));
  await visitor.page.locator("frontdesk-chat.open").waitFor({ state: "attached" });
  assert.equal(await visitor.page.evaluate(() => document.activeElement.textContent), "Talk to Sales");
  await visitor.context.close();
});

test("a call of a room goes along wherever staff go, and who is called there is told anywhere", async () => {
  const { acme, worker, browser } = stage;
  const { enquiry } = await enquire(worker, acme, { tag: acme.tags.sales.id }, ["Hello"]);
  await take(worker, acme, "ada", enquiry);
  const ada = await dashboard(browser, worker, acme, "ada", { place: `/inbox/${enquiry}` });
  await doubleCalls(ada.context());
  await ada.reload();
  await ada.getByRole("log", { name: "Messages" }).getByText("Hello").waitFor();
  assert.equal((await known(ada)).loads, 0, "nothing of calls is there before");
  await ada.getByRole("button", { name: "Call", exact: true }).click();
  const call = ada.getByRole("region", { name: "Call" });
  await call.waitFor();
  await until(async () => (await told(ada, "offer")).length === 1, "the offer");
  await call.getByRole("button", { name: "ongoing" }).click();
  await ada.getByRole("button", { name: "Call", exact: true }).waitFor({ state: "hidden" });
  assert.deepEqual(await violations(ada), []);
  await screenshot(ada, "calls-staff-room");
  await call.evaluate((element) => (element.dataset.same = ""));
  for (const place of ["/inbox", "/closed", "/settings"]) {
    await go(ada, place);
    assert.ok(await call.isVisible(), place);
    assert.ok(await call.evaluate((element) => "same" in element.dataset), "it was neither moved nor drawn anew");
  }
  await go(ada, "/inbox");
  assert.deepEqual(await violations(ada), []);
  await screenshot(ada, "calls-staff-away");
  await call.getByRole("button", { name: "none" }).click();
  await call.waitFor({ state: "hidden" });
  await ada.context().close();
});
