// A room as its visitor sees it: what becomes of a message, who writes, what can be pressed, a long talk, and its ends.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { newId, openRoom } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage, desk;
before(async () => {
  stage = await widgetStage();
  desk = await stage.comes("ada");
});
after(() => stage?.close());

const say = (room, body) => room.send({ type: "say", message: newId("msg"), body });
/** Once all movement has ended: halfway through it colours are blends. */
async function look(page, name) {
  await page.waitForTimeout(600);
  await screenshot(page, `widget-${name}`);
  assert.deepEqual(await violations(page), [], name);
}

/** A visitor who has asked Sales something, and Ada who has answered. */
async function talking(options) {
  const visitor = await stage.visit(options);
  await visitor.talkTo("Talk to Sales");
  await visitor.says("Do you ship to Osaka?");
  const ada = await stage.answers("ada", desk);
  await visitor.chat.getByText("Ada joined the chat").waitFor();
  return { visitor, ada };
}

test("while nobody has answered, the room says so, counts the time and takes messages", async () => {
  const visitor = await stage.visit();
  await visitor.talkTo("Talk to Sales");
  await visitor.chat.getByRole("status").filter({ hasText: "We're letting the team know…" }).waitFor();
  await visitor.chat.locator(".waiting-clock").filter({ hasText: "0:02" }).waitFor();
  await visitor.says("Do you ship to Osaka?");
  await visitor.log.getByText("Sent", { exact: true }).waitFor({ state: "attached" });
  await look(visitor.page, "waiting");
  await (await stage.answers("ada", desk)).end();
  await visitor.context.close();
});

test("a message is sending, sent, delivered and read, as it goes", async () => {
  const { visitor, ada } = await talking();
  const state = (words) => visitor.log.getByRole("listitem").filter({ hasText: "And boots?" }).getByText(words, { exact: true }).waitFor({ state: "attached", timeout: 5000 });
  await visitor.context.setOffline(true);
  await visitor.says("And boots?");
  await state("Sending…");
  await visitor.context.setOffline(false);
  await state("Sent");
  const { entry } = await ada.until(({ type, entry }) => type === "entry" && entry.body === "And boots?");
  ada.send({ type: "mark", delivered: entry.seq, read: 0 });
  await state("Delivered");
  ada.send({ type: "mark", delivered: entry.seq, read: entry.seq });
  await state("Read");
  assert.equal(await visitor.log.getByText("And boots?").count(), 1);
  await look(visitor.page, "read");
  await visitor.context.close();
});

test("a refused message stays, says so, and can be tried again", async () => {
  let refuse = true;
  const before = (context) =>
    context.routeWebSocket(/\/socket$/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((text) => {
        const frame = `${text}`.startsWith("{") ? JSON.parse(`${text}`) : {};
        if (frame.body !== "Refuse me" || !refuse) return server.send(text);
        socket.send(JSON.stringify({ type: "refused", message: frame.message, error: { code: "internal_but_unknown", message: "No." } }));
      });
    });
  const visitor = await stage.visit({ before });
  await visitor.talkTo("Talk to Sales");
  await visitor.says("Refuse me");
  await visitor.log.getByText("Not sent").waitFor();
  await look(visitor.page, "not-sent");
  refuse = false;
  await visitor.log.getByRole("button", { name: "Try again" }).click();
  await visitor.log.getByText("Sent", { exact: true }).waitFor({ state: "attached" });
  assert.equal(await visitor.log.getByText("Refuse me").count(), 1);
  await visitor.log.getByText("Not sent").waitFor({ state: "detached" });
  await visitor.context.close();
  await (await stage.answers("ada", desk)).end();
});

test("who writes is shown until their message is there, and it is never read twice", async () => {
  const { visitor, ada } = await talking();
  ada.send({ type: "typing" });
  await visitor.chat.getByText("Ada is typing").waitFor();
  await look(visitor.page, "typing");
  say(ada, "We do.");
  await visitor.log.getByText("We do.").waitFor();
  await visitor.chat.getByText("Ada is typing").waitFor({ state: "detached" });
  await visitor.box.pressSequentially("Th");
  await ada.until(({ type, side }) => type === "typing" && side === "visitor", "the visitor's typing");
  await visitor.context.close();
});

test("links can be pressed, open elsewhere, and nothing else becomes one", async () => {
  const { visitor, ada } = await talking();
  say(ada, "See https://www.example.com/tents?a=1&b=2, not javascript:alert(1) or <img src=x onerror=alert(1)>.");
  const link = visitor.log.getByRole("link");
  await link.waitFor();
  assert.equal(await link.count(), 1);
  assert.equal(await link.getAttribute("href"), "https://www.example.com/tents?a=1&b=2");
  assert.equal(await link.getAttribute("target"), "_blank");
  assert.match(await link.getAttribute("rel"), /noopener/);
  assert.equal(await visitor.log.locator("img").count(), 0);
  await visitor.log.getByText("<img src=x onerror=alert(1)>").waitFor();
  await look(visitor.page, "links");
  await visitor.context.close();
});

test("a long talk loads upwards and keeps its place, and a button jumps to the newest", async () => {
  const { visitor, ada } = await talking();
  // One socket may say twenty things at once.
  for (let number = 1; number <= 120; ) {
    const hand = await openRoom(stage.worker, stage.acme, stage.acme.people.ada, ada.enquiry);
    for (const end = number + 20; number < end; number += 1) say(hand, `Line ${number}`);
    await hand.until(({ type, entry, entries = [entry] }) => /entry|entries/.test(type) && entries.some(({ body }) => body === `Line ${number - 1}`), "the last of them");
    await hand.end();
  }
  await visitor.log.getByText("Line 120").waitFor();
  // A reload has the newest page alone.
  await visitor.page.reload();
  await visitor.talkTo("Talk to Sales");
  await visitor.log.getByText("Line 120").waitFor();
  assert.equal(await visitor.log.getByText("Line 40").count(), 0);
  const frame = await visitor.frame();
  const place = () =>
    frame.evaluate(() => {
      const list = document.querySelector('[role="log"]');
      const seen = [...list.querySelectorAll("li.message")].find((line) => line.getBoundingClientRect().top > list.getBoundingClientRect().top + 40);
      return { text: seen.textContent.match(/Line \d+/)[0], top: Math.round(seen.getBoundingClientRect().top) };
    });
  await frame.evaluate(() => {
    const list = document.querySelector('[role="log"]');
    list.scrollTo({ top: -(list.scrollHeight - list.clientHeight - 300), behavior: "instant" });
  });
  const first = await place();
  await visitor.log.getByText("Line 60").waitFor({ state: "attached" });
  await visitor.page.waitForTimeout(300);
  const moved = await frame.evaluate((text) => {
    const line = [...document.querySelectorAll('[role="log"] li.message')].find((line) => line.textContent.includes(text));
    return Math.round(line.getBoundingClientRect().top);
  }, first.text);
  assert.ok(Math.abs(moved - first.top) <= 2, `${first.text} was at ${first.top} and is at ${moved}`);

  say(ada, "News from below");
  const jump = visitor.chat.getByRole("button", { name: /1 unread message/ });
  await jump.waitFor();
  await look(visitor.page, "jump");
  await jump.click();
  await visitor.log.getByText("News from below").waitFor();
  await jump.waitFor({ state: "detached" });
  await visitor.context.close();
});

test("the visitor is asked before the chat closes, and can start again with what they write", async () => {
  const { visitor } = await talking();
  await visitor.chat.getByRole("button", { name: "Close chat" }).click();
  const dialog = visitor.chat.getByRole("dialog", { name: "Close this chat?" });
  await dialog.waitFor();
  await look(visitor.page, "close-question");
  await dialog.getByRole("button", { name: "Keep chatting" }).click();
  await dialog.waitFor({ state: "hidden" });
  await visitor.chat.getByRole("button", { name: "Close chat" }).click();
  await dialog.getByRole("button", { name: "Close chat" }).click();
  await visitor.log.getByText("You closed this chat").waitFor();
  await look(visitor.page, "closed");
  await visitor.says("One more thing");
  await visitor.log.getByText("One more thing").waitFor();
  await visitor.chat.getByRole("button", { name: "See the earlier chat" }).waitFor();
  const ada = await stage.answers("ada", desk);
  assert.ok(ada.welcome.room.former, "the new enquiry knows the old one");
  await visitor.context.close();
});

test("Escape in the question closes the question, and only then the chat", async () => {
  const { visitor } = await talking();
  await visitor.chat.getByRole("button", { name: "Close chat" }).click();
  const dialog = visitor.chat.getByRole("dialog", { name: "Close this chat?" });
  await dialog.waitFor();
  await visitor.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.equal(await visitor.page.locator("frontdesk-chat.open").count(), 1, "the chat is still open");
  await visitor.page.keyboard.press("Escape");
  await visitor.page.locator("frontdesk-chat:not(.open)").waitFor({ state: "attached" });
  await visitor.context.close();
});

test("nobody there: the form says what is wrong, keeps what was typed over a reload, and then how one is reached", async () => {
  const quiet = await stage.make({ slug: "quiet", staff: { cleo: "agent" }, tags: { sales: ["cleo"] } });
  const visitor = await stage.visit({ path: "/quiet" });
  await visitor.talkTo("Talk to Sales");
  const reach = visitor.chat.getByRole("textbox", { name: "E-mail or phone" });
  await reach.waitFor();
  await reach.fill("kim@example");
  await visitor.chat.getByRole("button", { name: "Leave my details" }).click();
  await visitor.chat.getByText("That isn't an e-mail address yet.").waitFor();
  await look(visitor.page, "form-wrong");
  await visitor.chat.getByRole("textbox", { name: "What is it about?" }).fill("The blue tent");
  await visitor.page.reload();
  await visitor.talkTo("Talk to Sales");
  await reach.waitFor();
  assert.equal(await reach.inputValue(), "kim@example");
  assert.equal(await visitor.chat.getByRole("textbox", { name: "What is it about?" }).inputValue(), "The blue tent");
  await reach.fill("kim@example.com");
  await visitor.chat.getByRole("button", { name: "Leave my details" }).click();
  await visitor.chat.getByText("We'll get back to you at kim@example.com.").waitFor();
  await look(visitor.page, "form-kept");
  const desk = await stage.comes("cleo", quiet);
  const card = desk.welcome.cards.find(({ phase }) => phase === "missed");
  assert.ok(card, "it is in the list of missed ones");
  await visitor.context.close();
});
