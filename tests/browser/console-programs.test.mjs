// Programs of the owner's in the console: tokens, webhooks, and what these were told.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, go } from "../kit/dashboard.mjs";
import { makeService, must, request } from "../kit/people.mjs";
import { isSigned, startReceiver } from "../kit/receiver.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, browser, service, receiver;

before(async () => {
  worker = await startWorker();
  receiver = await startReceiver();
  service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] } });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await worker?.stop();
  await receiver?.stop();
});

const place = "/settings/api";

test("a token is made, shown once, lets a program in, and is revoked, with the keyboard", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place });
  await page.getByText("No program has a token yet.").waitFor();
  await page.getByText("Nothing is told to any address yet.").waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-programs-empty");
  await page.getByRole("button", { name: "Make token" }).press("Enter");
  await page.getByText("Enter a name").first().waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-programs-wrong");
  await page.getByRole("textbox", { name: "Name of the program" }).fill("Stock bot");
  await page.getByRole("button", { name: "Read settings" }).press("Enter");
  await page.getByRole("combobox", { name: "Ends after" }).selectOption("90");
  await page.getByRole("button", { name: "Make token" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Copy the token now" });
  const secret = await dialog.getByRole("group").innerText();
  assert.match(secret, /^fdk_[0-9a-f]{32}_[\w-]{43}$/);
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-programs-secret");
  await dialog.getByRole("button", { name: "Done" }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  assert.ok(!(await page.content()).includes(secret), "it isn't anywhere any more");
  const tags = () => request(worker, "GET", `${service.base}/tags`, { as: { bearer: secret } });
  assert.equal((await tags()).status, 200);
  await page.reload();
  const row = page.getByRole("listitem").filter({ hasText: "Stock bot" });
  await row.getByText("last used").waitFor();
  await row.getByRole("button", { name: "Revoke" }).press("Enter");
  await page.getByRole("dialog", { name: "Revoke the token of “Stock bot”?" }).getByRole("button", { name: "Revoke" }).press("Enter");
  await row.waitFor({ state: "detached" });
  assert.equal((await tags()).status, 401);
  await page.context().close();
});

test("a webhook is set up, tried out, fails, is told again, and removed", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place });
  await page.getByRole("link", { name: "New webhook" }).press("Enter");
  await page.getByRole("textbox", { name: "Address" }).fill("nowhere");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("Choose at least one.").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole("textbox", { name: "Address" }).fill(receiver.address);
  for (const name of ["Raised", "Message of a visitor"]) await page.getByRole("button", { name, exact: true }).press("Enter");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Copy the secret now" });
  receiver.secret = await dialog.getByRole("group").innerText();
  await dialog.getByRole("button", { name: "Done" }).press("Enter");
  await page.getByText("Nothing was sent yet.").waitFor();
  await page.getByRole("button", { name: "Send a test" }).press("Enter");
  await page.getByText("HTTP 200").waitFor();
  Object.assign(receiver, { answers: 503, words: "Down for maintenance. ".repeat(40) });
  await page.getByRole("button", { name: "Send a test" }).press("Enter");
  await page.getByText("HTTP 503").first().waitFor();
  await page.getByRole("listitem").filter({ hasText: "HTTP 503" }).getByText("1 try").waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-hook");
  await page.getByRole("heading", { name: "Deliveries" }).scrollIntoViewIfNeeded();
  await screenshot(page, "console-hook-log");
  receiver.answers = 200;
  const failed = page.getByRole("listitem").filter({ hasText: "HTTP 503" });
  await failed.getByRole("button", { name: "Send again" }).press("Enter");
  await failed.waitFor({ state: "detached" });
  assert.equal(receiver.faults.length, 0);
  // The secret is another one, and both sign.
  const before = receiver.secret;
  await page.getByRole("button", { name: "Make a new secret" }).press("Enter");
  const another = page.getByRole("dialog", { name: "Copy the secret now" });
  const now = await another.getByRole("group").innerText();
  await another.getByRole("button", { name: "Done" }).press("Enter");
  await page.getByRole("button", { name: "Send a test" }).press("Enter");
  await page.getByText("HTTP 200").nth(2).waitFor();
  const [header, body] = [receiver.headers.at(-1)["frontdesk-signature"], JSON.stringify(receiver.tries.at(-1))];
  assert.ok(isSigned(header, body, before) && isSigned(header, body, now));
  await page.getByRole("button", { name: "Remove" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).press("Enter");
  await page.getByText("Nothing is told to any address yet.").waitFor();
  await page.context().close();
});

test("long names, many of them, a hook that gave up: at 320 pixels, in the dark, from right to left", async () => {
  const as = service.people.owner;
  const scopes = ["enquiries:read", "enquiries:write", "reports:read", "settings:read", "settings:write", "staff:write", "hooks:write"];
  await must(worker, "POST", `${service.base}/tokens`, { as, body: { name: "A program with a rather long name, for everybody’s stock", scopes } });
  await must(worker, "POST", `${service.base}/tokens`, { as, body: { name: "Brief", scopes: ["reports:read"], ends_at_ms: Date.now() + 86_400_000 } });
  const topics = ["enquiry.raised", "enquiry.answered", "enquiry.missed", "enquiry.closed", "message.visitor", "message.staff", "note.added"];
  const address = `https://hooks.example.com/${"a-long-way-to-go/".repeat(12)}`;
  await must(worker, "POST", `${service.base}/hooks`, { as, body: { address, topics } });
  const { hook } = await must(worker, "POST", `${service.base}/hooks`, { as, body: { address: receiver.address, topics, texts: true } });
  for (const [answers, words] of [[200, "ok"], [404, "<h1>Not here</h1>"], [500, `${"x".repeat(300)} ${"y ".repeat(90)}`]]) {
    Object.assign(receiver, { answers, words, secret: undefined });
    await must(worker, "POST", `${service.base}/hooks/${hook.hook}/test`, { as });
  }
  for (const [name, options] of [
    ["wide", {}],
    ["320", { viewport: { width: 320, height: 720 } }],
    ["320-dark", { viewport: { width: 320, height: 720 }, colorScheme: "dark" }],
    ["dark", { colorScheme: "dark" }],
  ]) {
    const page = await dashboard(browser, worker, service, "owner", { place, ...options });
    await page.getByText("Brief").waitFor();
    assert.deepEqual(await violations(page), [], name);
    await screenshot(page, `console-programs-${name}`);
    await page.getByRole("heading", { name: "Webhooks", exact: true }).scrollIntoViewIfNeeded();
    await page.locator(".card").last().scrollIntoViewIfNeeded();
    await screenshot(page, `console-programs-hooks-${name}`);
    await go(page, `${place}/${hook.hook}`);
    await page.getByText("HTTP 500").first().waitFor();
    assert.deepEqual(await violations(page), [], name);
    await page.locator(".card").filter({ hasText: "Deliveries" }).last().scrollIntoViewIfNeeded();
    await page.getByText("HTTP 500").first().scrollIntoViewIfNeeded();
    await screenshot(page, `console-hook-log-${name}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0, `${name}: nothing sticks out`);
    if (name === "wide") {
      await page.evaluate(() => (document.documentElement.dir = "rtl"));
      await screenshot(page, "console-hook-log-rtl");
      await page.evaluate(() => window.scrollTo(0, 0));
      await screenshot(page, "console-hook-rtl");
    }
    await page.context().close();
  }
});
