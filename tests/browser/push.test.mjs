// A member of staff who closed the dashboard is woken, presses the notification, and has the visitor; and a visitor who went
// elsewhere is notified, and comes back. Chromium's own push
// service is on the Internet, so one of ours stands in for it: it decrypts what the worker sent, and hands that to the
// browser's service worker as Chromium would.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, enquire, take } from "../kit/dashboard.mjs";
import { makeService, makeVisitor, newId, openDesk, openRoom, signIn } from "../kit/people.mjs";
import { startPushService } from "../kit/push.mjs";
import { serve } from "../kit/server.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, browser, push, service, site;

before(async () => {
  push = await startPushService();
  worker = await startWorker({ vars: { PUSH_SERVICES: push.origin } });
  site = await serve(() => ({
    body: `<!doctype html><html lang="en"><title>Acme</title><link rel="icon" href="data:,"><button data-frontdesk="tag:repairs">Repairs</button>
<script async src="${worker.origin}/widget.js" data-service="acme"></script></html>`,
  }));
  const tags = { sales: ["ada"], both: ["ada", "ben"], repairs: ["ben"] };
  service = await makeService(worker, { staff: { ada: "agent", ben: "agent" }, tags, sites: [site.origin] });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.close();
  await worker?.stop();
  await push?.stop();
});

/** In the page: subscriptions are made with our push service. */
function standIn(json) {
  let current = null;
  const made = () => Object.assign(Object.create(PushSubscription.prototype), { toJSON: () => json, unsubscribe: async () => ((current = null), true) });
  PushManager.prototype.subscribe = async (options) => {
    window.keyOfSubscription = options.applicationServerKey;
    return (current = made());
  };
  PushManager.prototype.getSubscription = async () => current;
}

/** Somebody's page of alerts, in a browser that our push service knows. */
async function alerts(device) {
  // A browser has a session of its own.
  service.people.ada = await signIn(worker, service.slug, service.people.ada.email);
  const page = await dashboard(browser, worker, service, "ada");
  await page.context().grantPermissions(["notifications"]);
  await page.context().addInitScript(standIn, device.json);
  await page.goto(`${worker.origin}/desk/${service.slug}#/settings/alerts`);
  await page.reload();
  await page.getByRole("heading", { name: "With the dashboard closed" }).waitFor();
  return page;
}

/** Hands a message to the service worker, as the browser does when its push service calls. */
async function deliver(page, message, scope = "/desk/") {
  const session = await page.context().newCDPSession(page);
  const registered = new Promise((done) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const found = registrations.find(({ scopeURL }) => scopeURL.includes(scope));
      if (found) done(found.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const registrationId = await registered;
  await session.send("ServiceWorker.deliverPushMessage", { origin: worker.origin, registrationId, data: JSON.stringify(message) });
}

const shown = (page, scope = `/desk/${service.slug}`) =>
  page.evaluate(async (scope) => {
    const registration = await navigator.serviceWorker.getRegistration(scope);
    for (let tries = 0; tries < 50; tries += 1) {
      const notifications = await registration.getNotifications();
      if (notifications.length) return notifications.map(({ title, body, tag }) => ({ title, body, tag }));
      await new Promise((done) => setTimeout(done, 100));
    }
    return [];
  }, scope);

/** Presses the notification that is shown. Only a real press may open a window; this one is made, and tells where it would have led. */
const press = (context, path) =>
  context.serviceWorkers().find((script) => script.url().includes(path)).evaluate(async () => {
    const [notification] = await self.registration.getNotifications();
    return new Promise((done) => {
      self.clients.openWindow = async (address) => done(address);
      self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
    });
  });

test("who closed the dashboard is woken, presses, and has the visitor", async () => {
  const device = push.browser();
  const page = await alerts(device);
  await page.getByRole("switch", { name: "Wake this device" }).check();
  await page.getByRole("switch", { name: "Stay available" }).check();
  await page.getByRole("button", { name: "Wake me now" }).click();
  await page.getByText("Sent.").waitFor();
  assert.deepEqual(device.messages, [{ kind: "test", language: "en" }]);
  assert.deepEqual(await violations(page), []);

  const context = page.context();
  const elsewhere = await context.newPage();
  await elsewhere.goto(`${worker.origin}/health`);
  await page.close();
  const vera = await enquire(worker, service, { tag: service.tags.sales }, ["Do you rent tents?"]);
  const message = await device.until(({ kind }) => kind === "offered", "offer", 60_000);
  assert.equal(message.enquiry, vera.enquiry);
  assert.ok(!JSON.stringify(message).includes("tents"), "no word of it stands on a locked screen");
  await deliver(elsewhere, message);
  const [notification] = await shown(elsewhere);
  assert.equal(notification.title, "Sales: somebody is asking");
  assert.equal(notification.tag, vera.enquiry);

  const ada = await context.newPage();
  await ada.goto(await press(context, "/desk/"));
  await ada.getByRole("log", { name: "Messages" }).getByText("Do you rent tents?").waitFor();
  assert.match(ada.url(), new RegExp(`#/inbox/${vera.enquiry}$`));
  await ada.getByRole("textbox", { name: "Message" }).fill("We do!");
  await ada.getByRole("button", { name: "Send" }).click();
  await vera.room.until(({ entry }) => entry?.body === "We do!", "the answer");
  await context.close();
});

test("a dashboard that is looked at rings by itself: one device rings once", async () => {
  const device = push.browser();
  const page = await alerts(device);
  await page.getByRole("switch", { name: "Wake this device" }).check();
  await page.getByRole("button", { name: "Wake me now" }).waitFor();
  const { enquiry } = await enquire(worker, service, { tag: service.tags.sales });
  await page.locator(".topbar, .rail-count.is-urgent").first().waitFor();
  // With a hand on it, nothing is sent. What is on its way, the browser leaves to the page.
  await deliver(page, { kind: "offered", enquiry, entry: "Sales", visitor: "Calm Otter 42", until_ms: Date.now() + 60_000, language: "en" });
  await page.waitForTimeout(1_000);
  assert.deepEqual(device.messages, []);
  const notifications = await page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).length);
  assert.equal(notifications, 0);
  await page.context().close();
});

test("who presses too late is told who won, and what is answered stands on no screen", async () => {
  const device = push.browser();
  const page = await alerts(device);
  await page.getByRole("switch", { name: "Wake this device" }).check();
  await page.getByRole("switch", { name: "Stay available" }).check();
  await page.getByRole("button", { name: "Wake me now" }).waitFor();
  const context = page.context();
  const elsewhere = await context.newPage();
  await elsewhere.goto(`${worker.origin}/health`);
  await page.close();
  const { enquiry } = await enquire(worker, service, { tag: service.tags.both });
  const message = await device.until(({ kind }) => kind === "offered", "offer", 60_000);
  await deliver(elsewhere, message);
  assert.equal((await shown(elsewhere)).length, 1);
  await deliver(elsewhere, message);
  assert.equal((await shown(elsewhere)).length, 1, "a second offer takes the place of the first");
  await take(worker, service, "ben", enquiry);
  const late = await context.newPage();
  await late.goto(`${worker.origin}/desk/${service.slug}#/answer/${enquiry}`);
  await late.getByText(/^Ben was quicker/).waitFor();
  await late.waitForFunction(async (scope) => !(await (await navigator.serviceWorker.getRegistration(scope)).getNotifications()).length, `/desk/${service.slug}`);
  await context.close();
});

test("quiet hours are set for the person, and said where they work", async () => {
  const page = await alerts(push.browser());
  await page.getByRole("switch", { name: "Keep quiet hours" }).check();
  // Every day from now on but a minute, whatever the clock says.
  const clock = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString().slice(11, 16);
  await page.getByLabel("Time zone").selectOption("UTC");
  for (const day of ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]) {
    await page.getByLabel(`${day}, from`).fill(clock(-60));
    await page.getByLabel(`${day}, until`).fill(clock(120));
  }
  const form = page.locator("form.schedule");
  await page.getByLabel("Monday, until").fill(clock(-59));
  await page.getByLabel("Monday, from").fill("");
  await form.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("Enter from when until when.").waitFor();
  await page.getByLabel("Monday, from").fill(clock(-60));
  await page.getByLabel("Monday, until").fill(clock(120));
  await form.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText(/^Quiet now until/).waitFor();
  await page.getByText(/^Quiet until .*nothing sounds/).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole("switch", { name: "Keep quiet hours" }).uncheck();
  await form.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText(/^Quiet now until/).waitFor({ state: "detached" });
  await page.getByText(/nothing sounds/).waitFor({ state: "detached" });
  await page.context().close();
});

/** A visitor's browser, which our push service knows and which lets us notify. */
async function visitorBrowser(device) {
  const context = await browser.newContext({ viewport: { width: 420, height: 720 }, reducedMotion: "reduce" });
  await context.grantPermissions(["notifications"], { origin: worker.origin });
  await context.addInitScript(standIn, device.json);
  return context;
}

/** Ben answers the enquiry with this id and says something in its room. */
async function benSays(enquiry, body) {
  await take(worker, service, "ben", enquiry).catch(() => take(worker, service, "ben", enquiry, "follow-up"));
  const room = await openRoom(worker, service, service.people.ben, enquiry);
  room.send({ type: "say", message: newId("msg"), body });
  await room.until(({ entry }) => entry?.body === body, "what Ben said");
  await room.end();
}

test("a visitor who went elsewhere is notified, presses, and is back in the chat", async () => {
  const device = push.browser();
  const context = await visitorBrowser(device);
  const desk = await openDesk(worker, service, service.people.ben);
  const page = await context.newPage();
  await page.goto(`${worker.origin}/widget/${service.slug}#tag:repairs`);
  await page.getByRole("button", { name: "Notify me" }).press("Enter");
  await page.getByText("You’ll be notified here").waitFor();
  assert.deepEqual(await violations(page), []);
  const { card } = await desk.until(({ type, card }) => type === "enquiry_changed" && card.phase === "open");
  await page.goto(`${worker.origin}/health`);
  await benSays(card.enquiry, "Bring it to us");
  const message = await device.until(({ kind }) => kind === "answered", "notice");
  assert.deepEqual([message.enquiry, message.service], [card.enquiry, "Acme Outdoor"]);
  assert.ok(!JSON.stringify(message).includes("Bring"), "no word of it stands on a locked screen");
  await deliver(page, message, "/widget/");
  const [notification] = await shown(page, `/widget/${service.slug}`);
  assert.deepEqual([notification.title, notification.tag], ["Acme Outdoor answered you", card.enquiry]);
  const back = await context.newPage();
  const address = await press(context, "/widget/");
  assert.ok(address.endsWith(`/widget/${service.slug}#chat:${card.enquiry}`), address);
  await back.goto(address);
  await back.getByRole("log", { name: "Messages" }).getByText("Bring it to us").waitFor();
  await back.getByText("You’ll be notified here").waitFor();
  await back.getByRole("button", { name: "Stop" }).press("Enter");
  await back.getByRole("button", { name: "Notify me" }).waitFor();
  await desk.end();
  await context.close();
});

test("from a frame on the owner's page the same visitor goes on in a window of their own, and no address says who they are", async () => {
  const context = await visitorBrowser(push.browser());
  const desk = await openDesk(worker, service, service.people.ben);
  const addresses = [];
  context.on("request", (request) => addresses.push(request.url()));
  const page = await context.newPage();
  await page.goto(site.origin);
  await page.getByRole("button", { name: "Repairs" }).click();
  const chat = page.frameLocator('iframe[title="Chat"]');
  const box = chat.locator(".chat").getByRole("textbox", { name: "Message", exact: true });
  await box.fill("My tent has a hole");
  await box.press("Enter");
  const { card } = await desk.until(({ type, card }) => type === "enquiry_changed" && card.phase === "open");
  const opening = context.waitForEvent("page");
  await chat.getByRole("button", { name: "Open in a window to be notified" }).click();
  const own = await opening;
  await own.getByRole("log", { name: "Messages" }).getByText("My tent has a hole").waitFor();
  assert.equal(own.url(), `${worker.origin}/widget/${service.slug}#chat:${card.enquiry}`);
  await own.getByRole("button", { name: "Notify me" }).click();
  await own.getByText("You’ll be notified here").waitFor();
  const token = await own.evaluate((key) => JSON.parse(localStorage.getItem(key)).token, `frontdesk.${service.slug}.visitor`);
  assert.ok(token.length > 50 && addresses.every((address) => !address.includes(token)), "no token in an address");
  // Signing out of the owner's site is signing out there, too.
  await page.evaluate(() => window.Frontdesk.logout());
  await own.getByRole("heading", { name: "Hello! How can we help?" }).waitFor();
  assert.equal(await own.evaluate((key) => localStorage.getItem(key), `frontdesk.${service.slug}.visitor`), null);
  await desk.end();
  await context.close();
});

test("a window that another visitor had before shows nothing of what they typed", async () => {
  const context = await visitorBrowser(push.browser());
  const page = await context.newPage();
  await page.goto(site.origin);
  await page.getByRole("button", { name: "Repairs" }).click();
  const chat = page.frameLocator('iframe[title="Chat"]');
  const open = chat.getByRole("button", { name: "Open in a window to be notified" });
  await open.waitFor();
  const other = await makeVisitor(worker, service);
  const elsewhere = await context.newPage();
  await elsewhere.goto(`${worker.origin}/health`);
  const field = newId("fld");
  const token = { visitor: other.visitor, token: other.bearer, expires_at_ms: Date.now() + 60 * 86_400_000 };
  const kept = { visitor: token, typed: { answers: [{ field, value: "My number is 555" }] }, answered: ` ${field}` };
  const key = (what) => `frontdesk.${service.slug}.${what}`;
  for (const [what, value] of Object.entries(kept)) await elsewhere.evaluate(([key, text]) => localStorage.setItem(key, text), [key(what), JSON.stringify(value)]);
  const opening = context.waitForEvent("page");
  await open.click();
  const own = await opening;
  await own.getByRole("button", { name: "Notify me" }).waitFor();
  const left = await own.evaluate((keys) => keys.map((key) => localStorage.getItem(key)), Object.keys(kept).map(key));
  assert.ok(JSON.parse(left[0]).visitor !== other.visitor, "the window is of who opened it");
  assert.ok(left.slice(1).every((text) => !text?.includes(field)), left.join());
  await context.close();
});

test("what is in the way is said in words", async () => {
  const device = push.browser();
  const page = await alerts(device);
  await page.route("**/session/push", (route) => (route.request().method() === "PUT" ? route.abort() : route.continue()));
  await page.getByRole("switch", { name: "Wake this device" }).click();
  await page.getByText("We can't be reached").waitFor();
  await page.getByRole("switch", { name: "Wake this device", checked: false }).waitFor();
  await page.unrouteAll();
  await page.getByRole("switch", { name: "Wake this device" }).check();
  device.answers = 403;
  await page.getByRole("button", { name: "Wake me now" }).click();
  await page.getByText("doesn't take our messages").waitFor();
  device.answers = 410;
  await page.getByRole("button", { name: "Wake me now" }).click();
  await page.getByText("dropped its subscription").waitFor();
  await page.getByRole("switch", { name: "Wake this device", checked: false }).waitFor();
  await page.context().close();
});
