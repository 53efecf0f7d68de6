// The main job, from end to end, in a real browser on the real worker, by keyboard alone: a visitor raises an enquiry on the
// owner's page, one member of staff wins it, they talk, it ends, and it can begin anew.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { PASSWORD, makeService } from "../kit/people.mjs";
import { serve } from "../kit/server.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, site, browser, service;

before(async () => {
  worker = await startWorker({ vars: { LIMITS: "off" } });
  site = await serve(() => ({
    body: `<!doctype html><html lang="en"><head><title>Acme Outdoor</title><meta name="viewport" content="width=device-width"></head>
<body><main><h1>Kayaks and tents</h1><button data-frontdesk="tag:sales">Talk to Sales</button></main>
<script async src="${worker.origin}/widget.js" data-service="acme"></script></body></html>`,
  }));
  service = await makeService(worker, {
    staff: { ada: "agent", ben: "agent" },
    tags: { sales: ["ada", "ben"] },
    sites: [site.origin],
  });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await site?.close();
  await worker?.stop();
});

/** Presses Tab until something with this role and name has the focus. Only what a keyboard reaches is reached. */
async function tabTo(page, role, name) {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press("Tab");
    for (const frame of page.frames()) {
      const target = frame.getByRole(role, { name, exact: typeof name === "string" });
      const focused = await target.evaluateAll((all) => all.some((one) => one.matches(":focus") && document.hasFocus()));
      if (focused) return;
    }
  }
  assert.fail(`no ${role} "${name}" within 60 tabs on ${page.url()}`);
}

async function signInByKeyboard(page, name) {
  await page.goto(`${worker.origin}/desk/acme`);
  await page.getByRole("textbox", { name: /e-mail/i }).waitFor();
  await tabTo(page, "textbox", /e-mail/i);
  await page.keyboard.type(`${name}@acme.example`);
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Open enquiries" }).waitFor();
}

const newPage = async () => (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
/** Asks once all movement has ended: halfway through it colours are blends. */
async function clean(page, state) {
  await page.waitForTimeout(800);
  assert.deepEqual(await violations(page), [], `axe finds nothing: ${state}`);
}

test("the main job by keyboard alone, on both sides", async () => {
  const [visitor, ada, ben] = [await newPage(), await newPage(), await newPage()];

  // Staff sign in and wait.
  await ada.goto(`${worker.origin}/desk/acme`);
  await ada.getByRole("textbox", { name: /e-mail/i }).waitFor();
  await clean(ada, "sign-in");
  await signInByKeyboard(ada, "ada");
  await signInByKeyboard(ben, "ben");
  await clean(ada, "nothing to do");

  // The visitor opens the chat, picks a tag and writes.
  await visitor.goto(site.origin);
  await tabTo(visitor, "button", "Chat with us");
  await visitor.keyboard.press("Enter");
  const chat = visitor.frameLocator('iframe[title="Chat"]');
  await chat.getByRole("heading", { name: "Tags" }).waitFor();
  await chat.getByRole("heading", { name: "Staff" }).waitFor();
  await clean(visitor, "home");
  await tabTo(visitor, "button", /Sales/);
  await visitor.keyboard.press("Enter");
  const box = chat.getByRole("textbox", { name: "Message" });
  await box.waitFor();
  await tabTo(visitor, "textbox", "Message");
  await visitor.keyboard.type("Do you ship to Osaka?");
  await visitor.keyboard.press("Enter");
  await chat.getByRole("log", { name: "Messages" }).getByText("Do you ship to Osaka?").waitFor();

  // The card is in both panels; Ada answers; it leaves Ben's at once.
  const openOf = (page) => page.getByRole("region", { name: "Open enquiries" });
  await openOf(ada).getByText("Do you ship to Osaka?").waitFor();
  await openOf(ben).getByRole("button", { name: /Answer/ }).waitFor();
  await clean(ada, "an open enquiry");
  await clean(visitor, "waiting");
  await tabTo(ada, "button", /Answer/);
  await ada.keyboard.press("Enter");
  await ada.getByRole("log", { name: "Messages" }).getByText("Do you ship to Osaka?").waitFor();
  await openOf(ben).getByRole("button", { name: /Answer/ }).waitFor({ state: "detached" });
  await ada.getByRole("region", { name: "My rooms" }).getByText("Sales").first().waitFor();

  // They talk.
  await chat.getByText("Ada").first().waitFor();
  if (!(await ada.getByRole("textbox", { name: "Message" }).evaluate((box) => box === document.activeElement))) {
    await tabTo(ada, "textbox", "Message");
  }
  await ada.keyboard.type("We do, within five days.");
  await ada.keyboard.press("Enter");
  await chat.getByRole("log", { name: "Messages" }).getByText("We do, within five days.").waitFor();
  await clean(ada, "a room");
  await clean(visitor, "a room");

  // The visitor reloads: the same room, the same messages, once each.
  await visitor.reload();
  await tabTo(visitor, "button", /Chat with us/);
  await visitor.keyboard.press("Enter");
  await chat.getByText("We do, within five days.").first().waitFor();
  if (!(await chat.getByRole("log", { name: "Messages" }).isVisible())) {
    await tabTo(visitor, "button", /Sales/);
    await visitor.keyboard.press("Enter");
  }
  const log = chat.getByRole("log", { name: "Messages" });
  await log.getByText("We do, within five days.").waitFor();
  assert.equal(await log.getByText("Do you ship to Osaka?").count(), 1);

  // Ada closes; the visitor may start again.
  await tabTo(ada, "button", "Close");
  await ada.keyboard.press("Enter");
  const confirm = ada.getByRole("dialog").or(ada.getByRole("alertdialog")).getByRole("button", { name: "Close", exact: true });
  await confirm.waitFor();
  await confirm.focus();
  await ada.keyboard.press("Enter");
  await chat.getByRole("button", { name: "Start again" }).waitFor();
  await clean(visitor, "closed");
  await tabTo(visitor, "button", "Start again");
  await visitor.keyboard.press("Enter");
  await openOf(ben).getByRole("button", { name: /Answer/ }).waitFor();
});

test("a call-to-action button opens the room of its tag", async () => {
  const visitor = await newPage();
  await visitor.goto(site.origin);
  await visitor.getByRole("button", { name: "Talk to Sales" }).click();
  await visitor.frameLocator('iframe[title="Chat"]').getByRole("textbox", { name: "Message" }).waitFor();
});

test("nobody there: the visitor is told at once, and what they leave is kept", async () => {
  const slug = "quiet";
  const quiet = await makeService(worker, { slug, staff: { cleo: "agent" }, tags: { help: ["cleo"] }, sites: [site.origin] });
  const page = await newPage();
  await page.goto(`${worker.origin}/widget/${slug}#tag:help`);
  await page.getByRole("textbox", { name: /e-mail/i }).waitFor();
  await clean(page, "missed");
  await page.getByRole("textbox", { name: /e-mail/i }).fill("kim@example.com");
  await page.getByRole("textbox", { name: "What is it about?" }).fill("Please write me about the blue tent.");
  await page.getByRole("button", { name: "Leave my details" }).click();
  await page.getByText("kim@example.com").first().waitFor();
  const cleo = await newPage();
  await cleo.goto(`${worker.origin}/desk/${slug}`);
  await cleo.getByRole("textbox", { name: /e-mail/i }).fill(quiet.people.cleo.email);
  await cleo.locator('input[type="password"]').fill(PASSWORD);
  await cleo.keyboard.press("Enter");
  await cleo.getByRole("link", { name: /Missed/ }).or(cleo.getByRole("button", { name: /Missed/ })).first().click();
  await cleo.getByRole("button", { name: /Follow up/ }).first().click();
  await cleo.getByRole("log", { name: "Messages" }).getByText("Please write me about the blue tent.").waitFor();
});
