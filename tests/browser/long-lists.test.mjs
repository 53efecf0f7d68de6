// A thousand rows in a list: few of them are drawn, and nobody notices.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { startWithDoor } from "../bench/door.mjs";
import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, enquire, go, messages, take } from "../kit/dashboard.mjs";
import { makeService, makeVisitor, newId, openDesk, openRoom, raise } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";

const ROWS = 1_000;
let worker, browser, service, entry, desk;

before(async () => {
  worker = await startWithDoor("long-lists");
  service = await makeService(worker, { staff: { ada: "agent", ben: "agent" }, tags: { sales: [{ staff: ["ada", "ben"], wait_s: 3_600 }] } });
  entry = { tag: service.tags.sales };
  const active = async () => {
    desk = await openDesk(worker, service, service.people.ben);
    desk.send({ type: "set_availability", availability: "active" });
  };
  await active();
  const { enquiry } = await raise(worker, service, await makeVisitor(worker, service), entry);
  await worker.multiply(enquiry, ROWS - 1);
  await worker.forget("DESK");
  await active();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await desk?.end();
  await worker?.end();
});

const open = (page) => page.getByRole("region", { name: "Open enquiries" });
const rows = (page) => open(page).getByRole("listitem");
const size = (page) => rows(page).first().getAttribute("aria-setsize");

/** The number of the row that has the focus, and where it is on the screen. */
const focused = (page) =>
  page.evaluate(() => {
    const row = document.activeElement.closest(".enquiry");
    return row && { place: Number(row.getAttribute("aria-posinset")), top: Math.round(row.getBoundingClientRect().top), name: row.querySelector("h3").textContent };
  });

/** The numbers of the rows that can be seen whole in a list. */
const seen = (page, list = ".panel-open .panel-body") =>
  page.evaluate((list) => {
    const frame = document.querySelector(list).getBoundingClientRect();
    const rows = [...document.querySelectorAll(`${list} .enquiry`)].map((row) => [Number(row.getAttribute("aria-posinset")), row.getBoundingClientRect()]);
    return rows.filter(([, { top, bottom }]) => top >= Math.max(0, frame.top) && bottom <= Math.min(innerHeight, frame.bottom)).map(([place]) => place);
  }, list);

/** Waits until one of those passes. */
async function until(page, passes, what, list) {
  for (let tries = 0; tries < 100; tries += 1) {
    const places = await seen(page, list);
    if (places.some(passes)) return places;
    await page.waitForTimeout(50);
  }
  assert.fail(`${what}; there are ${await seen(page, list)}`);
}

test("of a thousand open enquiries each says which it is, and only those that are near are drawn", async () => {
  const ada = await dashboard(browser, worker, service, "ada");
  await open(ada).getByText("1,000", { exact: true }).waitFor();
  await until(ada, (place) => place === 1, "the first row");
  assert.equal(await size(ada), `${ROWS}`);
  assert.ok((await rows(ada).count()) < 60, `${await rows(ada).count()} rows are drawn`);
  assert.deepEqual(await violations(ada), []);
  await screenshot(ada, "long-list");

  await ada.mouse.move(200, 300);
  for (let turn = 0; turn < 30; turn += 1) {
    await ada.mouse.wheel(0, 700);
    await ada.waitForTimeout(20);
  }
  await until(ada, (place) => place > 100, "rows far down, by wheel");
  const drawn = await seen(ada);
  assert.deepEqual(drawn, drawn.map((_, at) => drawn[0] + at), "none is left out");
  await ada.evaluate(() => {
    const list = document.querySelector(".panel-open .panel-body");
    list.scrollTop = list.scrollHeight / 2;
  });
  await until(ada, (place) => place > 400 && place < 600, "the middle, by dragging the bar");
  await ada.getByRole("region", { name: "Open enquiries" }).getByRole("link").nth(5).focus();
  // Rows that were never drawn may be higher than it seemed.
  for (let press = 0; press < 3; press += 1) {
    await ada.keyboard.press("End");
    await ada.waitForTimeout(300);
  }
  await until(ada, (place) => place === ROWS, "the last row, by key");
  assert.ok((await rows(ada).count()) < 60);
  assert.deepEqual(await violations(ada), []);
  await screenshot(ada, "long-list-end");
  await ada.keyboard.press("Home");
  await until(ada, (place) => place === 1, "the first row, by key");
  // The key that leads to the first button leads there from anywhere.
  await ada.evaluate(() => {
    const list = document.querySelector(".panel-open .panel-body");
    list.scrollTop = list.scrollHeight / 3;
  });
  await until(ada, (place) => place > 300, "a third of the way");
  await ada.keyboard.press("o");
  assert.equal((await focused(ada)).place, 1);
  await until(ada, (place) => place === 1, "the first row, for its button has the focus");
  await ada.context().close();
});

test("whoever goes through it with the keyboard stays where they are while rows come, go and change", async () => {
  const ada = await dashboard(browser, worker, service, "ada");
  await until(ada, (place) => place === 1, "the first row");
  const { enquiry, room, say } = await enquire(worker, service, entry, ["The newest of all"]);
  await open(ada).getByText("1,001", { exact: true }).waitFor();
  await rows(ada).first().getByRole("link").focus();
  for (let row = 1; row < 30; row += 1) {
    assert.equal((await focused(ada)).place, row);
    // The link, and the button.
    await ada.keyboard.press("Tab");
    await ada.keyboard.press("Tab");
  }
  const before = await focused(ada);
  assert.equal(before.place, 30);
  const above = await ada.evaluate(() => document.querySelector('.enquiry[aria-posinset="25"] a').hash.split("/").at(-1));
  await take(worker, service, "ben", above);
  await ada.waitForFunction(() => document.activeElement.closest(".enquiry")?.getAttribute("aria-posinset") === "29");
  say("And one thing more");
  await ada.waitForTimeout(300);
  const now = await focused(ada);
  assert.equal(now.name, before.name, "the same row");
  assert.ok(Math.abs(now.top - before.top) < 4, `it was at ${before.top} and is at ${now.top}`);
  assert.equal(await size(ada), "1000");

  await ada.mouse.move(200, 300);
  for (let turn = 0; turn < 30; turn += 1) {
    await ada.mouse.wheel(0, 900);
    await ada.waitForTimeout(20);
  }
  await until(ada, (place) => place > 100, "rows far down");
  assert.equal((await focused(ada)).name, before.name, "the focus stays on a row that is out of sight");
  await ada.keyboard.press("Tab");
  await until(ada, (place) => place === 29, "what the next key reaches comes into view");
  await take(worker, service, "ben", enquiry);
  room.send({ type: "close" });
  await ada.context().close();
});

test("on a phone in the dark, both lists scroll as one, and every row that is scrolled to is there", async () => {
  const phone = await dashboard(browser, worker, service, "ada", { viewport: { width: 320, height: 640 }, colorScheme: "dark", hasTouch: true });
  const column = ".column";
  await until(phone, (place) => place === 1, "the first row", column);
  assert.deepEqual(await violations(phone), []);
  for (const part of [0.3, 0.9]) {
    await phone.evaluate((part) => {
      const column = document.querySelector(".column");
      column.scrollTop = column.scrollHeight * part;
    }, part);
    await until(phone, (place) => place > ROWS * (part - 0.15), "rows", column);
  }
  assert.deepEqual(await violations(phone), []);
  await screenshot(phone, "long-list-dark-320");
  await phone.context().close();
});

test("a long talk is drawn where it is read, to its beginning and back", async () => {
  const { enquiry, room, say } = await enquire(worker, service, entry, ["How it began"]);
  await take(worker, service, "ada", enquiry);
  // What she said herself is no reason to leave the place where she reads.
  const hers = await openRoom(worker, service, service.people.ada, enquiry);
  for (let number = 1; number < 700; number += 1) {
    (number % 3 ? room : hers).send({ type: "say", message: newId("msg"), body: `This is number ${number}.` });
  }
  await room.until((frame) => JSON.stringify(frame).includes("number 699."), "the end of hers", 30_000);
  say("This is number 700.");
  await hers.end();
  const ada = await dashboard(browser, worker, service, "ada", { place: `/inbox/${enquiry}` });
  await messages(ada).getByText("This is number 700.").waitFor();
  const drawn = () => ada.evaluate(() => document.querySelectorAll(".messages > li").length);
  const scroll = (part) =>
    ada.evaluate((part) => {
      const log = document.querySelector(".message-scroller");
      log.scrollTop = -log.scrollHeight * part;
    }, part);
  assert.ok((await drawn()) < 80, `${await drawn()} lines`);
  await screenshot(ada, "long-log");
  for (let tries = 0; tries < 400 && !(await messages(ada).getByText("How it began").count()); tries += 1) {
    await scroll(1);
    await ada.waitForTimeout(30);
  }
  await messages(ada).getByText("How it began").waitFor();
  assert.ok((await drawn()) < 300, `${await drawn()} lines`);
  await screenshot(ada, "long-log-beginning");
  room.send({ type: "say", message: newId("msg"), body: "Are you still there?" });
  await ada.locator(".message-jump").click();
  await messages(ada).getByText("Are you still there?").waitFor();
  await ada.waitForFunction(() => document.querySelector(".message-scroller").scrollTop > -24);
  // Read back by a little: what was left out meanwhile is there again.
  for (const number of [690, 660, 600]) {
    // It may be left out again in the next moment, by what was scrolled before it was drawn.
    const there = () => messages(ada).getByText(`This is number ${number}.`).count();
    let found = await there();
    for (let tries = 0; tries < 200 && !found; tries += 1) {
      await ada.evaluate(() => (document.querySelector(".message-scroller").scrollTop -= 400));
      await ada.waitForTimeout(30);
      found = await there();
    }
    assert.ok(found, `number ${number} is there again`);
  }
  assert.deepEqual(await violations(ada), []);
  await go(ada, "/inbox");
  await ada.context().close();
});
