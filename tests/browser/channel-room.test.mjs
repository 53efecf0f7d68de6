// What staff see of an enquiry that came by a social account: the account's sign, how far each message came, and what may be sent.
// The messaging service's part is told by this test, frame by frame.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, enquire, go, hasFocus, messageBox, messages, tabTo, take } from "../kit/dashboard.mjs";
import { makeService } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

const CHANNEL = { account: "acme", kind: "line", name: "Acme", service: "LINE" };
const SIGN = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24"><rect width="24" height="24" rx="6" fill="#06c755"/></svg>`;
const HOUR = 3_600_000;
let worker, browser, service;

before(async () => {
  worker = await startWorker();
  service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] } });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await worker?.stop();
});

/** Every card says that its enquiry came by the account. */
function byAccount(it) {
  if (Array.isArray(it)) return it.map(byAccount);
  if (it === null || typeof it !== "object") return it;
  const all = Object.fromEntries(Object.entries(it).map(([name, value]) => [name, byAccount(value)]));
  if (!("phase" in all && "raised_at_ms" in all)) return all;
  const { page, ...card } = all;
  return { ...card, channel: CHANNEL };
}

/** Ada's dashboard, where all enquiries came by the account; `window` may be changed, `tell` tells how far entries came. */
async function atDesk() {
  const page = await dashboard(browser, worker, service, "ada");
  const desk = { page, window: { open: "free" }, retries: [], asked: 0, seqs: new Map() };
  await page.routeWebSocket(/\/socket$/, (socket) => {
    const server = socket.connectToServer();
    const of = new URL(socket.url()).pathname.match(/rooms\/(\w+)\/socket/)?.[1];
    if (of) desk.socket = socket;
    server.onMessage((text) => {
      if (!`${text}`.startsWith("{")) return socket.send(text);
      const frame = JSON.parse(`${text}`);
      for (const { body, seq } of [frame.entry, ...(frame.entries ?? [])].filter(Boolean)) desk.seqs.set(body, seq);
      socket.send(JSON.stringify(byAccount(frame)));
      if (of && frame.type === "welcome" && desk.told) socket.send(desk.told);
    });
  });
  await page.route(/\/api\/v1\/services\/acme\/(enquiries|rooms)/, async (route) => {
    const { pathname } = new URL(route.request().url());
    const retry = pathname.match(/deliveries\/(\d+)\/retry$/);
    if (retry) {
      desk.retries.push(Number(retry[1]));
      return route.fulfill({ status: 204 });
    }
    if (pathname.endsWith("/channel")) {
      desk.asked += 1;
      return route.fulfill({ json: { channel: CHANNEL, ...desk.more, window: desk.window } });
    }
    if (route.request().method() !== "GET") return route.continue();
    const answer = await route.fetch();
    const text = await answer.text();
    return route.fulfill({ response: answer, body: text.startsWith("{") ? JSON.stringify(byAccount(JSON.parse(text))) : text });
  });
  await page.route("**/channel/line.svg", (route) => route.fulfill({ contentType: "image/svg+xml", body: SIGN }));
  await page.reload();
  await page.locator(".shell:not(.is-stale)").waitFor();
  desk.tell = (deliveries) => {
    const cards = deliveries.map(([body, state, more]) => ({ seq: body.seq ?? desk.seqs.get(body), state, at_ms: Date.now(), ...more }));
    desk.told = JSON.stringify({ type: "deliveries", deliveries: cards });
    desk.socket.send(desk.told);
  };
  return desk;
}

const panel = (page, name) => page.getByRole("region", { name });
const sign = (within) => within.getByRole("img", { name: "Acme", exact: true });
const line = (page, words) => messages(page).getByRole("listitem").filter({ hasText: words });
const clean = async (page, what) => assert.deepEqual(await violations(page), [], what);

async function says(page, words) {
  await messageBox(page).fill(words);
  await messageBox(page).press("Enter");
  await page.locator(".message:not(.is-sending)").filter({ hasText: words }).waitFor();
}

const PROBLEMS = {
  "Are you still there?": ["wait_for_visitor", "Nothing can be sent until they write again."],
  "Our newsletter": ["wait_for_quota", "This month's quota is used up."],
  "Last call": ["unreachable", "They blocked the account"],
  "Signed out": ["ask_owner", "An admin can see to it"],
  "Far too odd": ["write_another", "Write it in another way"],
  "Once more": ["send_again", "It may work now"],
};
const STATES = {
  "It waits": ["waiting", "Waiting to be sent"],
  "It is there": ["accepted", "Accepted by LINE"],
  "It left": ["sent", "Sent"],
  "It came": ["delivered", "Delivered"],
  "It was seen": ["read", "Read"],
};

test("an enquiry shows by which account it came, in lists, in its room and in the details", async () => {
  // Nobody is there: it is missed.
  await enquire(worker, service, { tag: service.tags.sales }, ["Do you ship to Osaka?"]);
  const { page } = await atDesk();
  await go(page, "/missed");
  const missed = page.getByRole("listitem").filter({ hasText: "Osaka" });
  await sign(missed).waitFor();
  await missed.getByRole("button", { name: "Follow up" }).click();
  await go(page, "/inbox");
  await enquire(worker, service, { tag: service.tags.sales }, ["Is anybody there?"]);
  const card = panel(page, "Open enquiries").getByRole("listitem").first();
  await sign(card).waitFor();
  await card.getByText("Acme on LINE", { exact: true }).waitFor();
  const row = panel(page, "My rooms").getByRole("listitem").filter({ hasText: "Osaka" });
  await sign(row).waitFor();
  await row.getByRole("link").click();
  await sign(page.locator(".room-head")).waitFor();
  await page.getByRole("complementary", { name: "Details" }).getByText("Acme on LINE", { exact: true }).waitFor();
  await clean(page, "signs");
  await screenshot(page, "channel-signs");
  await page.context().close();
});

test("each message of staff shows how far it came, and what failed says why and can be sent again", async () => {
  const { enquiry } = await enquire(worker, service, { tag: service.tags.sales }, ["Where is my tent?"]);
  await take(worker, service, "ada", enquiry, "follow-up").catch(() => take(worker, service, "ada", enquiry));
  const desk = await atDesk();
  const { page } = desk;
  await go(page, `/inbox/${enquiry}`);
  await page.getByRole("button", { name: "Hide details" }).click();
  await page.setViewportSize({ width: 1280, height: 1000 });
  for (const words of [...Object.keys(STATES), ...Object.keys(PROBLEMS), "Lost on the way"]) await says(page, words);

  desk.tell(Object.entries(STATES).map(([words, [state]]) => [words, state]));
  for (const [words, [, shown]] of Object.entries(STATES)) await line(page, words).locator("summary").getByText(shown, { exact: true }).waitFor();
  assert.equal(await messages(page).getByRole("button", { name: "Send again" }).count(), 0);
  assert.equal(await line(page, "It came").getByRole("button", { name: "More actions" }).count(), 1);
  await line(page, "It came").getByRole("button", { name: "More actions" }).click();
  await line(page, "It came").getByRole("button", { name: "Pin" }).waitFor();
  assert.equal(await line(page, "It came").getByRole("button", { name: /Edit|Recall/ }).count(), 0, "nothing is taken back there");
  await line(page, "It came").locator("summary").click();
  await line(page, "It came").locator("time").getByText(String(new Date().getFullYear())).waitFor();
  await line(page, "It came").getByRole("button", { name: "More actions" }).click();
  await clean(page, "states");
  await screenshot(page, "channel-states");

  const problem = (remedy) => ({ problem: { remedy, code: "429", words: "You have reached your monthly limit." } });
  const failed = Object.entries(PROBLEMS).map(([words, [remedy]]) => [words, "failed", problem(remedy)]);
  const states = Object.entries(STATES).map(([words, [state]]) => [words, state]);
  desk.tell([...states, ...failed, ["Lost on the way", "unclear"]]);
  for (const [words, [, shown]] of Object.entries(PROBLEMS)) {
    await line(page, words).getByText(shown).waitFor();
    await line(page, words).getByText("LINE: 429 · You have reached your monthly limit.").waitFor();
  }
  const again = (words) => line(page, words).getByRole("button", { name: "Send again" });
  for (const words of ["Last call", "Far too odd"]) assert.equal(await again(words).count(), 0, words);
  await clean(page, "failures");
  await line(page, "Lost on the way").scrollIntoViewIfNeeded();
  await screenshot(page, "channel-failures");
  await page.locator(".message-scroller").evaluate((log) => log.scrollTo({ top: -480, behavior: "instant" }));
  await screenshot(page, "channel-failures-above");

  await again("Once more").focus();
  await page.keyboard.press("Enter");
  await hasFocus(page, "Didn't arrive", "the focus stays with the message");
  assert.deepEqual(desk.retries, [desk.seqs.get("Once more")]);
  // What may arrive twice is asked first.
  await again("Lost on the way").click();
  await line(page, "Lost on the way").getByText("It may arrive twice. Send it again?").waitFor();
  await screenshot(page, "channel-unclear");
  assert.equal(desk.retries.length, 1);
  await line(page, "Lost on the way").getByRole("button", { name: "Cancel" }).click();
  await again("Lost on the way").click();
  await line(page, "Lost on the way").getByText("It may arrive twice").waitFor();
  await again("Lost on the way").click();
  await page.waitForFunction(() => !document.body.textContent.includes("It may arrive twice"));
  assert.deepEqual(desk.retries, [desk.seqs.get("Once more"), desk.seqs.get("Lost on the way")]);

  // A note goes nowhere, can be changed, and what the room says by itself goes out.
  await page.getByRole("button", { name: "Note", exact: true }).click();
  await says(page, "Between us");
  assert.equal(await line(page, "Between us").locator("summary").count(), 0);
  await line(page, "Between us").getByRole("button", { name: "More actions" }).click();
  await line(page, "Between us").getByRole("button", { name: "Edit" }).waitFor();
  const last = Math.max(...[...desk.seqs.values()].filter(Number.isInteger));
  const automatic = { seq: last + 1, at_ms: Date.now(), kind: "automatic", slot: "waiting", body: "One moment, please." };
  desk.socket.send(JSON.stringify({ type: "entry", entry: automatic }));
  desk.tell([...states, ...failed, [{ seq: last + 1 }, "delivered"]]);
  await line(page, "One moment, please.").locator("summary").getByText("Delivered").waitFor();
  await screenshot(page, "channel-automatic");

  await page.setViewportSize({ width: 320, height: 720 });
  await page.emulateMedia({ colorScheme: "dark" });
  await line(page, "Once more").scrollIntoViewIfNeeded();
  await clean(page, "narrow and dark");
  await screenshot(page, "channel-320-dark");
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), "nothing stands out");
  await page.setViewportSize({ width: 1000, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  await line(page, "Once more").scrollIntoViewIfNeeded();
  await screenshot(page, "channel-rtl");
  await page.context().close();
});

test("what may be sent is told before, and where nothing may be, words are kept and notes can be written", async () => {
  const { enquiry, say } = await enquire(worker, service, { tag: service.tags.sales }, ["Hello?"]);
  await take(worker, service, "ada", enquiry, "follow-up").catch(() => take(worker, service, "ada", enquiry));
  const desk = await atDesk();
  const { page } = desk;
  desk.window = { open: "free", until_ms: Date.now() + 23 * HOUR, left: 4 };
  await go(page, `/inbox/${enquiry}`);
  const told = page.locator(".room-window");
  await told.getByText(/^Free to send · until .*\(in 2[23] hr\.\) · 4 messages left$/).waitFor();
  await screenshot(page, "channel-window-free");

  // Asked anew with each message of the visitor.
  let times = 0;
  const next = async (name, window, words, more = {}) => {
    Object.assign(desk, { window, more });
    say(`Still here ${(times += 1)}`);
    await told.getByText(words).waitFor();
    await clean(page, name);
    await screenshot(page, `channel-window-${name}`);
  };
  await next("reply", { open: "free_reply", until_ms: Date.now() + 60_000 }, /^The next message is free.* · 80 of 200 left this month$/, { quota: { used: 120, of: 200 } });
  await next("quota", { open: "quota" }, /^Each message counts against the month's quota · 1,200 used$/, { quota: { used: 1_200 } });
  await next("person", { open: "person_only", until_ms: Date.now() + 90 * HOUR }, /^Only what a person writes · until .*\(in 3 days\)$/);

  const box = messageBox(page);
  const shut = { templates: ["templates_only", "Only approved templates"], gone: ["gone", "They blocked the account"], closed: ["closed", "Nothing can be sent until"] };
  for (const [name, [open, words]] of Object.entries(shut)) await next(name, { open }, words);
  await box.fill("We ship tomorrow.");
  await box.press("Enter");
  await page.locator(".toast").getByText("Nothing can be sent until they write again.").waitFor();
  assert.equal(await box.inputValue(), "We ship tomorrow.");
  assert.equal(await page.getByRole("button", { name: "Send", exact: true }).count(), 0);
  await next("paused", { open: "free" }, "The account is off", { paused: true });
  assert.equal(await box.inputValue(), "We ship tomorrow.");
  await page.getByRole("button", { name: "Hide details" }).click();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 320, height: 720 });
  await clean(page, "shut, narrow");
  await screenshot(page, "channel-window-320-dark");
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: "light" });
  await told.getByRole("button", { name: "Contact details" }).click();
  await page.getByRole("complementary", { name: "Details" }).waitFor();
  await box.focus();
  await page.keyboard.press("Shift+Tab");
  await tabTo(page, "button", "Write a note that only your team sees");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Note", pressed: true }).waitFor();
  await says(page, "They want it by Friday.");
  await page.getByRole("button", { name: "Reply", exact: true }).first().click();

  // Free again, and asked anew when that ends.
  await next("again", { open: "free", until_ms: Date.now() + 6_000 }, /^Free/);
  assert.equal(await box.inputValue(), "We ship tomorrow.");
  await box.press("Enter");
  await line(page, "We ship tomorrow.").waitFor();
  const { asked } = desk;
  desk.window = { open: "closed" };
  await told.getByText("Nothing can be sent until").waitFor({ timeout: 15_000 });
  assert.ok(desk.asked > asked && desk.asked < asked + 4, `${desk.asked - asked} times`);
  await page.context().close();
});
