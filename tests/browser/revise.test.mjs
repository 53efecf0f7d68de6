// Replying with a quote, editing and recalling, by keyboard, on both sides.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { dashboard } from "../kit/dashboard.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage;
before(async () => (stage = await widgetStage()));
after(() => stage?.close());

const line = (log, text) => log.getByRole("listitem").filter({ hasText: text });

/** Presses a verb of a message, by keyboard. */
async function act(log, text, verb) {
  await line(log, text).getByRole("button", { name: "More actions" }).press("Enter");
  await line(log, text).getByRole("button", { name: verb, exact: true }).press("Enter");
}

test("a visitor edits and recalls, staff reply with a quote, and both see the same", async () => {
  const desk = await stage.comes("ada");
  const visitor = await stage.visit();
  await visitor.talkTo("Talk to Sales");
  await visitor.says("Do you sell tends?");
  const { enquiry } = await stage.answers("ada", desk);
  const ada = await dashboard(stage.browser, stage.worker, stage.acme, "ada", { place: `/inbox/${enquiry}` });
  const log = ada.getByRole("log", { name: "Messages" });
  await log.getByText("Do you sell tends?").waitFor();

  // The visitor mends it: arrow up in the empty box.
  await visitor.box.press("ArrowUp");
  await visitor.chat.getByText("Editing your message").waitFor();
  assert.equal(await visitor.box.inputValue(), "Do you sell tends?");
  await visitor.box.fill("Do you sell tents?");
  await screenshot(visitor.page, "revise-editing");
  assert.deepEqual(await violations(visitor.page), []);
  await visitor.box.press("Enter");
  await log.getByText("Do you sell tents?").waitFor();
  assert.equal(await log.getByText("tends").count(), 0);
  await line(log, "Do you sell tents?").getByText("edited").waitFor();

  // Staff answer it, quoting; the words that were begun come back after.
  const box = ada.getByRole("textbox", { name: "Message" });
  await act(log, "Do you sell tents?", "Reply");
  await ada.getByText("Replying to").waitFor();
  await ada.waitForFunction(() => document.activeElement?.tagName === "TEXTAREA");
  await screenshot(ada, "revise-replying");
  assert.deepEqual(await violations(ada), []);
  await box.fill("Yes, four kinds. The door code is 1234.");
  await box.press("Enter");
  const quoted = line(visitor.log, "four kinds").getByRole("button", { name: "Do you sell tents?" });
  await quoted.waitFor();
  await quoted.press("Enter");
  await visitor.chat.locator(".message.is-found", { hasText: "tents" }).first().waitFor();

  // And take back what they shouldn't have said.
  await box.fill("Half a thought");
  await act(log, "four kinds", "Recall");
  await ada.getByText("Take it back for everyone?").waitFor();
  await screenshot(ada, "revise-recall");
  await ada.getByRole("button", { name: "Recall", exact: true }).press("Enter");
  await visitor.log.getByText("This message was recalled.").waitFor();
  assert.equal(await visitor.log.getByText("1234").count(), 0);
  assert.equal(await box.inputValue(), "Half a thought");
  await ada.getByRole("log").getByText("This message was recalled.").waitFor();
  assert.deepEqual(await violations(ada), []);
  await screenshot(ada, "revise");

  // What was being edited is let go of by Escape, and the words of before come back.
  await box.fill("");
  await box.press("Enter");
  await box.fill("See you");
  await box.press("Enter");
  await line(log, "See you").getByText("Sent", { exact: true }).or(line(log, "See you").getByText("Read", { exact: true })).first().waitFor({ state: "attached" });
  await box.fill("Another half");
  await act(log, "See you", "Edit");
  await ada.waitForFunction(() => document.querySelector("textarea").value === "See you");
  await box.press("Escape");
  await ada.waitForFunction(() => document.querySelector("textarea").value === "Another half");
  await visitor.page.setViewportSize({ width: 320, height: 640 });
  await visitor.page.emulateMedia({ colorScheme: "dark" });
  await visitor.page.waitForTimeout(400);
  await screenshot(visitor.page, "revise-320-dark");
  assert.deepEqual(await violations(visitor.page), []);
  await ada.context().close();
  await visitor.context.close();
});
