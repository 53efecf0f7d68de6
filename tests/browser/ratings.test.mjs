// Ratings: turned on in the console, given in the chat after the close, seen by staff and counted in the reports.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { dashboard } from "../kit/dashboard.mjs";
import { must } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage, desk;
before(async () => {
  stage = await widgetStage({ staff: { ada: "agent", ben: "agent", sue: "supervisor" } });
  desk = await stage.comes("ada");
});
after(() => stage?.close());

const isClosed = ({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.kind === "closed");
const set = (rating) => must(stage.worker, "PUT", `${stage.acme.base}/closing`, { as: stage.acme.people.owner, body: { rating } });
const small = { viewport: { width: 320, height: 720 } };

/** Once all movement has ended: halfway through it colours are blends. */
async function look(page, name) {
  await page.waitForTimeout(600);
  await screenshot(page, `ratings-${name}`);
  assert.deepEqual(await violations(page), [], name);
}

/** A visitor whose chat Ada has just closed. */
async function ended(options) {
  const visitor = await stage.visit(options);
  await visitor.talkTo("Talk to Sales");
  await visitor.says("Do you ship to Osaka?");
  const ada = await stage.answers("ada", desk);
  await visitor.chat.getByText("Ada joined the chat").waitFor();
  ada.send({ type: "close" });
  await ada.until(isClosed);
  await ada.end();
  return { visitor, enquiry: ada.enquiry };
}

test("an owner turns it on, and asks in words of their own", async () => {
  const page = await dashboard(stage.browser, stage.worker, stage.acme, "owner", { place: "/settings/closing" });
  await page.getByRole("switch", { name: /Ask visitors how it was/ }).check();
  await look(page, "console");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("Saved").first().waitFor();
  await page.context().close();
  const narrow = await dashboard(stage.browser, stage.worker, stage.acme, "owner", { place: "/settings/closing", colorScheme: "dark", ...small });
  await narrow.getByRole("switch", { name: /Ask visitors how it was/, checked: true }).waitFor();
  await look(narrow, "console-320-dark");
  await narrow.context().close();
});

test("after the close the visitor gives stars by keyboard, says more, changes it, and it is there after a reload", async () => {
  const { visitor, enquiry } = await ended();
  const { chat, page } = visitor;
  const question = chat.getByRole("group", { name: "How was this chat?" });
  await question.waitFor();
  await look(page, "asked");
  const star = (name) => question.getByRole("button", { name, exact: true });
  await star("Good").focus();
  await page.keyboard.press("Enter");
  await chat.getByText("Thank you for telling us.").waitFor();
  await chat.getByRole("textbox", { name: /What should we know/ }).fill("Quick, and kind.");
  await chat.getByRole("button", { name: "Send comment" }).press("Enter");
  await star("Excellent").press("Space");
  await star("Excellent").and(chat.locator('[aria-pressed="true"]')).waitFor();
  await look(page, "given");
  const told = async () => (await must(stage.worker, "GET", `${stage.acme.base}/enquiries/${enquiry}`, { as: stage.acme.people.ada })).card.rated;
  for (let tries = 0; (await told())?.grade !== 5 && tries < 100; tries += 1) await page.waitForTimeout(30);
  assert.deepEqual([(await told()).grade, (await told()).comment], [5, "Quick, and kind."]);
  await page.reload();
  await visitor.launcher.waitFor();
  await visitor.open();
  const back = chat.getByRole("region", { name: "Your chats" }).getByRole("button").first();
  await back.or(question).first().waitFor();
  if (await back.isVisible()) await back.click();
  await star("Excellent").and(chat.locator('[aria-pressed="true"]')).waitFor();
  assert.equal(await chat.getByRole("textbox", { name: /What should we know/ }).inputValue(), "Quick, and kind.");

  const staff = await dashboard(stage.browser, stage.worker, stage.acme, "ada", { place: `/closed/${enquiry}` });
  await staff.getByText("Quick, and kind.").waitFor();
  await staff.getByRole("region", { name: "Closed" }).getByText("★★★★★").first().waitFor();
  await look(staff, "staff");
  await staff.context().close();
  const reports = await dashboard(stage.browser, stage.worker, stage.acme, "sue", { place: "/records/reports" });
  await reports.getByRole("heading", { name: "Rating" }).waitFor();
  await look(reports, "reports");
  await reports.locator(".rating-row").first().getByRole("link").press("Enter");
  await reports.locator(".items").getByRole("listitem").waitFor();
  await look(reports, "behind");
  await reports.context().close();
  await visitor.context.close();
});

test("faces and thumbs, narrow and dark, from right to left, in the visitor's language", async () => {
  await set({ on: true, scale: "faces", question: { en: "Did we help you well enough that you would come again?" } });
  const narrow = await ended({ context: { colorScheme: "dark", ...small } });
  await narrow.visitor.chat.getByRole("group", { name: /Did we help you/ }).waitFor();
  await look(narrow.visitor.page, "faces-320-dark");
  await narrow.visitor.chat.locator("html").evaluate((html) => html.setAttribute("dir", "rtl"));
  await narrow.visitor.chat.getByRole("button", { name: "Bad" }).click();
  await look(narrow.visitor.page, "faces-320-dark-rtl");
  await narrow.visitor.context.close();
  await set({ on: true, scale: "thumbs" });
  const { visitor } = await ended();
  await visitor.chat.getByRole("group", { name: "How was this chat?" }).waitFor();
  await visitor.chat.getByRole("button", { name: "Good", exact: true }).press("Enter");
  await look(visitor.page, "thumbs");
  await visitor.context.close();
});

test("offline a grade isn't lost: it says so, and goes when pressed again", async () => {
  await set({ on: true, scale: "stars" });
  const { visitor } = await ended();
  const star = visitor.chat.getByRole("button", { name: "Excellent", exact: true });
  await star.waitFor();
  await visitor.context.setOffline(true);
  await star.click();
  await visitor.chat.locator(".rate-wrong").filter({ hasText: /\S/ }).waitFor();
  await look(visitor.page, "offline");
  await visitor.context.setOffline(false);
  await star.click();
  await visitor.chat.getByText("Thank you for telling us.").waitFor();
  await visitor.context.close();
});
