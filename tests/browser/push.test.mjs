// A member of staff who closed the dashboard is woken, presses the notification, and has the visitor. Chromium's own push
// service is on the Internet, so one of ours stands in for it: it decrypts what the worker sent, and hands that to the
// browser's service worker as Chromium would.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, enquire } from "../kit/dashboard.mjs";
import { makeService, signIn } from "../kit/people.mjs";
import { startPushService } from "../kit/push.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, browser, push, service;

before(async () => {
  push = await startPushService();
  worker = await startWorker({ vars: { PUSH_SERVICES: push.origin } });
  service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] } });
  browser = await launch();
});

after(async () => {
  await browser?.close();
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
async function deliver(page, message) {
  const session = await page.context().newCDPSession(page);
  const registered = new Promise((done) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const found = registrations.find(({ scopeURL }) => scopeURL.includes("/desk/"));
      if (found) done(found.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const registrationId = await registered;
  await session.send("ServiceWorker.deliverPushMessage", { origin: worker.origin, registrationId, data: JSON.stringify(message) });
}

const shown = (page) =>
  page.evaluate(async (scope) => {
    const registration = await navigator.serviceWorker.getRegistration(scope);
    for (let tries = 0; tries < 50; tries += 1) {
      const notifications = await registration.getNotifications();
      if (notifications.length) return notifications.map(({ title, body, tag }) => ({ title, body, tag }));
      await new Promise((done) => setTimeout(done, 100));
    }
    return [];
  }, `/desk/${service.slug}`);

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

  // Only a real press may open a window; this one is made, and tells where it would have led.
  const [script] = context.serviceWorkers();
  const opened = await script.evaluate(async () => {
    const [notification] = await self.registration.getNotifications();
    return new Promise((done) => {
      self.clients.openWindow = async (address) => done(address);
      self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
    });
  });
  const ada = await context.newPage();
  await ada.goto(opened);
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
  const message = await device.until((message) => message.enquiry === enquiry);
  await deliver(page, message);
  await page.waitForTimeout(500);
  const notifications = await page.evaluate(async () => (await (await navigator.serviceWorker.ready).getNotifications()).length);
  assert.equal(notifications, 0);
  await page.context().close();
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
