// A day at the desk: who is first, what is unread, what the network does, what was missed, and what is over.

import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { after, before, test } from "node:test";

import { launch } from "../kit/browser.mjs";
import { RoomClient } from "../kit/client.mjs";
import { dashboard, enquire, go, hasFocus, take } from "../kit/dashboard.mjs";
import { makeService, makeVisitor, must, newId, openDesk, openRoom, raise } from "../kit/people.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, browser, service, sales;

before(async () => {
  worker = await startWorker();
  service = await makeService(worker, {
    staff: { ada: "agent", ben: "agent", cleo: "agent", dan: "agent", sue: "supervisor" },
    tags: { sales: [{ staff: ["ada", "ben"], wait_s: 3_600 }], help: ["cleo"], archive: ["dan"] },
  });
  sales = service.tags.sales;
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await worker?.stop();
  if (worker) await rm(worker.state, { recursive: true, force: true });
});

const panel = (page, name) => page.getByRole("region", { name });
const log = (page) => page.getByRole("log", { name: "Messages" });
const box = (page) => page.getByRole("textbox", { name: "Message" });

test("two answer the same enquiry: the second is told who was quicker, and the card is gone", async () => {
  const ada = await dashboard(browser, worker, service, "ada");
  const { enquiry, room } = await enquire(worker, service, { tag: sales }, ["Who is first?"]);
  const card = panel(ada, "Open enquiries").getByRole("listitem").filter({ hasText: "Who is first?" });
  await card.waitFor();
  // Ben's answer overtakes Ada's on the way.
  await ada.route("**/answer", async (route) => {
    await take(worker, service, "ben", enquiry);
    await route.continue();
  });
  await card.getByRole("button", { name: "Answer" }).press("Enter");
  await ada.getByRole("status").getByText(/Ben was quicker and has/).waitFor();
  await card.waitFor({ state: "detached" });
  await hasFocus(ada, "Open enquiries");
  room.send({ type: "close" });
  await ada.context().close();
});

test("an enquiry that was looked at before it was answered opens when it is", async () => {
  const ada = await dashboard(browser, worker, service, "ada");
  const { enquiry, room } = await enquire(worker, service, { tag: sales }, ["Just looking?"]);
  await go(ada, `/inbox/${enquiry}`);
  await ada.getByText("Answer to see the whole talk").waitFor();
  await ada.locator(".room-foot").getByRole("button", { name: "Answer" }).click();
  await log(ada).getByText("Just looking?").waitFor();
  await box(ada).fill("Look as long as you like.");
  await box(ada).press("Enter");
  await room.until(({ entry }) => entry?.body === "Look as long as you like.", "the answer");
  room.send({ type: "close" });
  await ada.getByText("The visitor closed the chat").first().waitFor();
  await ada.context().close();
});

test("what is unread is counted in the list, on the rail and in the title, until it is read", async () => {
  const [one, other] = [await enquire(worker, service, { tag: sales }, ["One"]), await enquire(worker, service, { tag: sales }, ["Two"])];
  for (const { enquiry } of [one, other]) await take(worker, service, "ada", enquiry);
  const ada = await dashboard(browser, worker, service, "ada", { place: `/inbox/${one.enquiry}` });
  await log(ada).getByText("One").waitFor();
  const row = panel(ada, "My rooms").getByRole("listitem").filter({ hasText: /Two|Three|Four/ });
  await row.getByText("1 unread").waitFor();
  await ada.waitForFunction(() => document.title === "(1) Acme Outdoor");
  other.say("Three");
  other.say("Four");
  await row.getByText("3 unread").waitFor();
  await row.getByText("Four").waitFor();
  // What is said where one looks is read.
  one.say("Here");
  await log(ada).getByText("Here").waitFor();
  await one.room.until(({ marks }) => marks?.staff.read >= 4, "read marks");
  assert.equal(await ada.title(), "(1) Acme Outdoor");
  await ada.keyboard.press("Alt+ArrowDown");
  await log(ada).getByText("Four").waitFor();
  await ada.waitForFunction(() => document.title === "Acme Outdoor");
  await panel(ada, "My rooms").getByText("unread").first().waitFor({ state: "detached" });
  for (const { room } of [one, other]) room.send({ type: "close" });
  await ada.context().close();
});

test("written while nothing works: it stays on the screen, and is sent once when the line is back", async () => {
  const ada = await dashboard(browser, worker, service, "ada");
  const as = await makeVisitor(worker, service);
  const { enquiry } = await raise(worker, service, as, { tag: sales });
  const visitor = new RoomClient(() => worker, `${service.base}/visitor/rooms/${enquiry}/socket`, as, { name: "visitor" });
  await take(worker, service, "ada", enquiry);
  await go(ada, `/inbox/${enquiry}`);
  await log(ada).getByText("Ada answered").waitFor();
  await worker.kill();
  await ada.getByText("Connection lost.").waitFor();
  for (const words of ["First without a line", "Second without a line"]) {
    await box(ada).fill(words);
    await box(ada).press("Enter");
    await log(ada).getByText(words).waitFor();
  }
  await box(ada).fill("Not finished yet");
  worker = await startWorker({ state: worker.state, port: worker.port });
  await visitor.until(({ log }) => log.some(({ body }) => body === "Second without a line"), "what was written");
  await ada.getByText("Connection lost.").waitFor({ state: "detached" });
  await ada.locator(".message.is-mine").nth(1).waitFor();
  assert.equal(await ada.locator(".message.is-mine").count(), 2);
  assert.equal(await box(ada).inputValue(), "Not finished yet");
  const said = visitor.log.filter(({ kind }) => kind === "said").map(({ body }) => body);
  assert.deepEqual(said, ["First without a line", "Second without a line"]);
  assert.deepEqual(visitor.faults, []);
  visitor.stop();
  await ada.context().close();
});

test("a missed enquiry with what the visitor left is followed up, and the visitor reads the reply", async () => {
  const { enquiry, room } = await enquire(worker, service, { tag: service.tags.help }, ["Is anybody there?"]);
  room.send({ type: "leave_details", message: newId("msg"), details: { name: "Kim", email: "kim@example.com", message: "Write me." } });
  const cleo = await dashboard(browser, worker, service, "cleo", { place: "/missed" });
  const row = panel(cleo, "Missed").getByRole("listitem").filter({ hasText: "Kim" });
  await row.getByText("Left an e-mail address").waitFor();
  await row.getByRole("button", { name: "Follow up" }).click();
  await log(cleo).getByText("Write me.").waitFor();
  await cleo.getByRole("link", { name: "kim@example.com" }).first().waitFor();
  assert.ok(cleo.url().endsWith(`/inbox/${enquiry}`));
  await box(cleo).fill("Here I am.");
  await box(cleo).press("Enter");
  await room.until(({ entry }) => entry?.body === "Here I am.", "the reply");
  await cleo.getByText("Cleo followed up.").waitFor();
  // She ends it; the button that she pressed is gone, and the focus is near.
  await cleo.getByRole("button", { name: "Close", exact: true }).press("Enter");
  await cleo.getByRole("dialog").getByRole("button", { name: "Close", exact: true }).press("Enter");
  await cleo.locator(".room-foot").getByText("Closed by staff").waitFor();
  await cleo.waitForFunction(() => document.activeElement.id === "room-title");
  await go(cleo, "/missed");
  await cleo.getByText("Nothing missed").waitFor();
  await cleo.context().close();
});

test("the archive comes a page at a time, with nothing left out and nothing twice", async () => {
  const desk = await openDesk(worker, service, service.people.dan);
  const as = await makeVisitor(worker, service);
  for (let at = 1; at <= 34; at += 1) {
    const { enquiry } = await raise(worker, service, as, { tag: service.tags.archive });
    const room = await openRoom(worker, service, as, enquiry);
    room.send({ type: "say", message: newId("msg"), body: `Enquiry number ${at}.` });
    room.send({ type: "close" });
    await room.until(({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.kind === "closed"), "the end");
    await room.end();
  }
  // The desk hears of each end a moment later.
  const page = (more = "") => must(worker, "GET", `${service.base}/enquiries?phase=closed${more}`, { as: service.people.dan });
  for (let known = 0; known < 34; ) {
    const { cards, next } = await page();
    known = cards.length + (next ? (await page(`&before=${encodeURIComponent(next)}`)).cards.length : 0);
  }
  const dan = await dashboard(browser, worker, service, "dan", { place: "/closed" });
  const listed = (count) => dan.waitForFunction((count) => document.querySelector(".rows .row")?.getAttribute("aria-setsize") === `${count}`, count);
  await listed(30);
  // Meanwhile another one ends: it moves no page.
  const late = await raise(worker, service, as, { tag: service.tags.archive });
  const room = await openRoom(worker, service, as, late.enquiry);
  room.send({ type: "say", message: newId("msg"), body: "Enquiry number 35." });
  room.send({ type: "close" });
  await listed(31);
  await dan.getByRole("button", { name: "Show more" }).click();
  await listed(35);
  // Of a long list, what is near is drawn.
  const numbers = await dan.locator(".panel-body").evaluate(async (list) => {
    const numbers = [];
    for (list.scrollTop = 0; numbers.filter(Boolean).length < 35 && list.scrollTop < list.scrollHeight; list.scrollTop += 200) {
      await new Promise((done) => setTimeout(done, 100));
      for (const row of list.querySelectorAll(".row")) numbers[row.getAttribute("aria-posinset") - 1] = Number(/number (\d+)/.exec(row.textContent)[1]);
    }
    return numbers;
  });
  assert.deepEqual(numbers, Array.from({ length: 35 }, (_, at) => 35 - at));
  assert.equal(await dan.getByRole("button", { name: "Show more" }).count(), 0);
  await desk.end();
  await dan.context().close();
});

test("who follows a link to an enquiry that is somebody else's is told so, without a button that does nothing", async () => {
  const { enquiry, room } = await enquire(worker, service, { staff: service.people.sue.id }, ["For Sue only"]);
  const ada = await dashboard(browser, worker, service, "ada", { place: `/inbox/${enquiry}` });
  await ada.getByText("It was removed, or is somebody else's.").waitFor();
  assert.equal(await ada.getByRole("button", { name: "Try again" }).count(), 0);
  assert.equal(await ada.getByText("For Sue only").count(), 0);
  const sue = await dashboard(browser, worker, service, "sue", { place: `/missed/${enquiry}` });
  await log(sue).getByText("For Sue only").waitFor();
  room.send({ type: "close" });
  for (const each of [ada, sue]) await each.context().close();
});
