// The dashboard for everybody: in every state, by day and by night, on a phone, at 200 %, from the right to the left, and with
// the focus where it is looked for.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, enquire, go, hasFocus, take } from "../kit/dashboard.mjs";
import { makeService, must, newId, openDesk } from "../kit/people.mjs";
import { startWorker } from "../kit/worker.mjs";

const LONG_NAME = "Everything about tents, kayaks and the very long names that people give";
const LONG_LINK = `https://www.example.com/${"x".repeat(150)}`;

let worker, browser, service, places, room;

before(async () => {
  worker = await startWorker();
  service = await makeService(worker, { staff: { ada: "agent", ben: "agent" }, sites: ["https://www.example.com"] });
  const { owner, ben } = service.people;
  const tag = await must(worker, "POST", `${service.base}/tags`, {
    as: owner,
    body: { handle: "long", name: LONG_NAME, destinations: [{ name: LONG_NAME, staff: [owner.id], wait_s: 3_600 }] },
  });
  await openDesk(worker, service, owner);
  const page = { url: LONG_LINK, title: LONG_NAME };
  const open = await enquire(worker, service, { tag }, [LONG_LINK], { page, language: "zh-Hant", referrer: LONG_LINK, time_zone: "Asia/Tokyo" });
  room = (await enquire(worker, service, { tag }, ["Hello", `See ${LONG_LINK}`], { page })).enquiry;
  const missed = await enquire(worker, service, { staff: ben.id }, ["Ben?"]);
  const details = { name: LONG_NAME, email: `${"kim".repeat(15)}@example.com`, phone: "+44 20 7946 0018", message: "Please write." };
  missed.room.send({ type: "leave_details", message: newId("msg"), details });
  const closed = await enquire(worker, service, { tag }, ["That was all"]);
  await take(worker, service, "owner", room);
  await take(worker, service, "owner", closed.enquiry);
  closed.room.send({ type: "close" });
  await closed.room.until(({ entry }) => entry?.kind === "closed", "the end");
  places = [
    "/inbox",
    `/inbox/${open.enquiry}`,
    `/inbox/${room}`,
    "/missed",
    `/missed/${missed.enquiry}`,
    "/closed",
    `/closed/${closed.enquiry}`,
    `/inbox/${newId("enq")}`,
    "/team",
    "/settings",
    "/settings/alerts",
    "/settings/account",
    "/settings/service",
    "/settings/install",
    "/settings/staff",
    `/settings/staff/${ben.id}`,
    "/settings/tags",
    `/settings/tags/${tag.id}`,
    "/settings/tags/new",
  ];
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await worker?.stop();
});

/** What sticks out at a side, or makes the page scroll sideways. */
const tooWide = (page) =>
  page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    const cut = (one) => one && one !== document.body && (getComputedStyle(one).overflowX !== "visible" || cut(one.parentElement));
    const out = [...document.querySelectorAll("body *")].filter((one) => {
      const { left, right, width } = one.getBoundingClientRect();
      return width > 0 && (right > wide + 1 || left < -1) && !cut(one.parentElement);
    });
    const sideways = document.documentElement.scrollWidth > wide ? ["the page scrolls sideways"] : [];
    return [...sideways, ...out.map((one) => `${one.tagName} ${one.className} sticks out`)];
  });

const WAYS = [
  ["by day", { asked: true }],
  ["by night", { asked: true, colorScheme: "dark" }],
  ["on a phone of 320 px", { asked: true, viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true }],
  ["at 200 %", { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
  ["from the right to the left, a third longer", { locale: "ar-XB" }],
  ["in Japanese", { locale: "ja" }],
];

// `asked`: axe is asked too. What it finds depends on colours and on what is there, less on the language.
for (const [name, { asked = false, ...options }] of WAYS)
  test(`every place is sound ${name}`, async () => {
    const page = await dashboard(browser, worker, service, "owner", options);
    for (const place of places) {
      await go(page, place);
      // The head of a room, or why there is none, comes with the answer of the desk.
      await page.waitForTimeout(50);
      assert.deepEqual(await tooWide(page), [], `${place} ${name}`);
      if (asked) assert.deepEqual(await violations(page), [], `${place} ${name}`);
    }
    await page.context().close();
  });

test("every dialog is sound, keeps the focus in, and gives it back", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const page = await dashboard(browser, worker, service, "owner", { colorScheme });
    const tries = [
      ["Keyboard shortcuts", `/inbox/${room}`, () => page.getByRole("button", { name: "Keys" }), "Keys"],
      ["Close this enquiry?", `/inbox/${room}`, () => page.getByRole("button", { name: "Close", exact: true }), "Close"],
      ["Remove Ben?", `/settings/staff/${service.people.ben.id}`, () => page.getByRole("button", { name: "Remove" }), "Remove"],
    ];
    for (const [title, place, button, name] of tries) {
      await go(page, place);
      await button().press("Enter");
      const dialog = page.getByRole("dialog", { name: title });
      await dialog.waitFor();
      assert.deepEqual(await violations(page), [], `${title} ${colorScheme}`);
      for (let steps = 0; steps < 8; steps += 1) {
        await page.keyboard.press("Tab");
        const outside = await page.evaluate(() => document.activeElement !== document.body && !document.activeElement.closest("dialog"));
        assert.ok(!outside, `${title} keeps the focus`);
      }
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "detached" });
      await hasFocus(page, name);
    }
    await page.context().close();
  }
});

test("on a phone the details lie above the talk: the focus goes in, and Escape brings it back", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: `/inbox/${room}`, viewport: { width: 390, height: 700 } });
  await page.getByRole("button", { name: "Details" }).press("Enter");
  await page.getByRole("complementary", { name: "Details" }).getByText("Why it came here").waitFor();
  await hasFocus(page, "Hide details");
  assert.deepEqual(await tooWide(page), []);
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement.id === "details-toggle");
  await page.getByRole("complementary").waitFor({ state: "detached" });
  await page.context().close();
});

test("what can't be fetched says so, and comes when it is asked for again", async () => {
  const page = await dashboard(browser, worker, service, "owner");
  await page.route("**/api/v1/services/acme/staff", (route) => route.fulfill({ status: 500, body: "{}" }));
  await go(page, "/settings/staff");
  await page.getByText("This couldn't be loaded").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.unroute("**/api/v1/services/acme/staff");
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("link", { name: "Ben" }).waitFor();
  await page.context().close();
});

test("signing in says what is wrong, and how long to wait", async () => {
  const page = await (await browser.newContext({ reducedMotion: "reduce" })).newPage();
  await page.goto(`${worker.origin}/desk/acme`);
  const [email, password] = [page.getByRole("textbox", { name: "E-mail" }), page.getByLabel("Password", { exact: true })];
  await email.press("Enter");
  await page.getByText("Enter an e-mail address").waitFor();
  assert.equal(await email.evaluate((box) => box === document.activeElement), true, "the first wrong field has the focus");
  assert.deepEqual(await violations(page), []);
  await email.fill("ada@acme.example");
  await password.fill("something else");
  await password.press("Enter");
  await page.getByText("E-mail and password don't match").waitFor();
  assert.deepEqual(await violations(page), []);
  assert.equal(await email.inputValue(), "ada@acme.example", "what was typed is still there");
  const error = { code: "too_fast", message: "Too many.", retry_after_ms: 90_000 };
  await page.route("**/session", (route) => route.fulfill({ status: 429, contentType: "application/json", body: JSON.stringify({ error }) }));
  await password.press("Enter");
  await page.getByText(/Too many attempts. You can try again in 1:\d\d/).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});
