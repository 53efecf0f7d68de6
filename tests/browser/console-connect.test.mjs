// An owner connects accounts by the console's own form: the worker that keeps them is real, and so is every call to the stand-in
// of the messaging service. What the form looks like, and its refusals, is told in `console-channels.test.mjs`.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, go, messageBox, messages } from "../kit/dashboard.mjs";
import { makeService } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { startStandins } from "../kit/standin.mjs";
import { startWorker } from "../kit/worker.mjs";

/**
 * What an owner reads and fills in, by the names of fields and in their order; `made` is what we make up for them. `token`: which
 * field holds what the service may refuse. `checks`: the steps in their order; the first is the one that fails with a wrong token,
 * and `remedy` is what helps then. `at`: where one pastes our address by hand, if the check doesn't set it.
 */
const KINDS = {
  line: {
    name: "LINE",
    fields: { channel_id: "Channel ID", channel_secret: "Channel secret", access_token: "Channel access token (long-lived)" },
    token: "access_token",
    checks: ["Account", "Webhook URL", "Webhook in use", "Test call from LINE", "Messages a month", "Used this month"],
    remedy: "Check Channel ID and Channel secret. If you filled in an access token, issue a new one or empty the field.",
    said: /^LINE says: Authentication failed\..* \(401\)$/,
  },
  whatsapp: {
    name: "WhatsApp Business",
    fields: { phone_number_id: "Phone number ID", waba_id: "WhatsApp Business account ID", access_token: "Access token", app_secret: "App secret" },
    made: { verify_token: "Verify token" },
    token: "access_token",
    checks: ["Access token and number", "App secret", "Permissions and business account", "Subscription", "Meta reaches us"],
    remedy: "Generate a new token for the system user, and check the phone number ID.",
    said: /^WhatsApp Business says: Error validating access token.* \(190\)$/,
  },
  facebook: {
    name: "Facebook Page",
    fields: { page_id: "Page ID", page_access_token: "Page access token", app_secret: "App secret" },
    made: { verify_token: "Verify token" },
    token: "page_access_token",
    checks: ["Access token and page", "App secret", "Permissions and subscription", "The service has called the webhook"],
    remedy: "Generate a new token for this page in the Messenger settings of the app, and check the page ID.",
    said: /^Facebook Page says: Error validating access token.* \(190\)$/,
    isPastedByHand: true,
  },
};

let worker, browser, service, ada;
let stands = {};

before(async () => {
  const started = await startStandins(Object.keys(KINDS));
  stands = started.stands;
  worker = await startWorker({ vars: started.vars });
  service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] } });
  browser = await launch();
  ada = await dashboard(browser, worker, service, "ada");
});
after(async () => {
  await browser?.close();
  await worker?.stop();
  await Promise.all(Object.values(stands).map((stand) => stand.stop()));
});

/** Behind some names stands that they are optional. */
const box = (page, label) => page.getByRole("textbox", { name: label });
const save = (page) => page.getByRole("button", { name: "Save", exact: true }).click();

/** The steps of a check as they are shown once it is over: `verdict`, and of each `label` and how it `stands`. */
async function checked(page, verdict) {
  await page.locator(".verdict").getByText(verdict, { exact: true }).waitFor();
  return page.locator(".point").evaluateAll((all) => all.map((one) => [one.querySelector("h4").textContent.split(" · ")[0].trim(), one.dataset.stands]));
}

for (const [kind, { name, fields, made = {}, token, checks, remedy, said, isPastedByHand }] of Object.entries(KINDS)) {
  test(`${name}: filled in, checked, refused with a wrong token, mended, and written to`, async () => {
    const stand = stands[kind];
    const called = `Osaka on ${kind}`;
    const hook = `${worker.origin}/hooks/acme/osaka-on-${kind}`;
    const page = await dashboard(browser, worker, service, "owner", { place: "/settings/channels/new" });
    await page.getByRole("link", { name }).click();
    await page.getByRole("heading", { name: `Connect ${name}` }).waitFor();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill(called);
    await page.getByRole("group", { name: "Webhook address" }).getByText(hook, { exact: true }).waitFor();
    for (const [field, label] of Object.entries(fields)) await box(page, label).fill(stand.secrets[field]);
    await page.getByRole("combobox", { name: "Tag that is written to" }).selectOption("Sales");
    await save(page);

    if (Object.keys(made).length > 0) {
      const dialog = page.getByRole("dialog", { name: "Copy this now" });
      assert.equal(await dialog.getByRole("group", { name: "Webhook address" }).innerText(), hook);
      const copied = {};
      for (const [field, label] of Object.entries(made)) copied[field] = await dialog.getByRole("group", { name: label }).innerText();
      if (isPastedByHand) {
        await stand.configure({ callback: hook, secrets: { ...stand.secrets, ...copied } });
        assert.equal((await stand.verify()).ok, true, "the service finds us at the address, with the token that was told");
      }
      await dialog.getByRole("button", { name: "Done" }).click();
    }
    assert.deepEqual(await checked(page, `${name} is connected`), checks.map((label) => [label, "well"]));
    assert.equal((await stand.configure({})).callback, hook, "the service has our address now");
    assert.deepEqual(await violations(page), []);
    await screenshot(page, `console-connect-${kind}`);
    for (const [field, label] of Object.entries(fields)) {
      const isSecret = (await box(page, label).getAttribute("type")) === "password";
      assert.equal(await box(page, label).inputValue(), isSecret ? "" : stand.secrets[field], `${label} is shown if it is no secret`);
    }

    // A token that the service doesn't know: the step is named, with what helps, and the rest isn't looked at.
    await box(page, fields[token]).fill(stand.secrets[token].replace(/.{6}$/, "000wrong"));
    await save(page);
    const [first, ...rest] = checks;
    assert.deepEqual(await checked(page, `${name} isn’t connected yet`), [[first, "badly"], ...rest.map((label) => [label, "unknown"])]);
    const point = page.locator(".point").first();
    await point.getByText(remedy, { exact: true }).waitFor();
    await point.getByText(said).waitFor();
    await screenshot(page, `console-connect-${kind}-wrong`);
    await go(page, "/settings/channels");
    const row = page.getByRole("listitem").filter({ hasText: called });
    await row.getByText("Needs attention").waitFor();
    await row.getByText(`${name} refuses what was filled in`).waitFor();

    // Mended, it is connected; who writes is heard and answered.
    await row.getByRole("link", { name: called }).click();
    await box(page, fields[token]).fill(stand.secrets[token]);
    await save(page);
    assert.deepEqual(await checked(page, `${name} is connected`), checks.map((label) => [label, "well"]));
    await go(page, "/settings/channels");
    await row.waitFor();
    assert.equal(await row.getByText("Needs attention").count(), 0);
    await page.context().close();

    const asked = `Is ${kind} answered?`;
    await go(ada, "/inbox");
    await stand.say("ana", { text: asked, name: "Ana Lima" });
    const card = ada.getByRole("region", { name: "Open enquiries" }).getByRole("listitem").filter({ hasText: asked });
    await card.getByRole("img", { name: called, exact: true }).waitFor();
    await card.getByRole("button", { name: "Answer" }).click();
    await messages(ada).getByText(asked).waitFor();
    await messageBox(ada).fill(`It is, on ${kind}.`);
    await messageBox(ada).press("Enter");
    await stand.until("ana", ({ text }) => text === `It is, on ${kind}.`);
  });
}
