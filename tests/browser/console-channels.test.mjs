// Social accounts in the console: connecting one step by step, what was made up told once, the check, and what needs attention.
// The answers are this story's own: what the worker says of accounts is told by stories of its own.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, go, hasFocus, tabTo } from "../kit/dashboard.mjs";
import { makeService } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, browser, service;

before(async () => {
  worker = await startWorker();
  service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"], support: ["ada"] } });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await worker?.stop();
});

const place = "/settings/channels";

const COLOURS = { line: "#06c755", whatsapp: "#25d366", facebook: "#0866ff", wechat: "#07c160", telegram: "#2aabee" };
const field = (name, label, help, more = {}) => ({ name, label, help, secret: false, made: false, optional: false, ...more });
const KINDS = [
  {
    kind: "facebook",
    name: "Facebook Page",
    steps: [
      "At developers.facebook.com, create an app for your business and add Messenger. Use one app for one page.",
      "In the Messenger settings, under Webhooks, enter the callback URL {webhook} and the verify token shown here.",
      "Fill in the fields below. We then subscribe your page ourselves.",
    ],
    fields: [
      field("page_id", "Page ID", "In the page’s settings, under About. Digits only."),
      field("app_secret", "App secret", "In the Meta app, under App settings → Basic. 32 characters.", { secret: true }),
      field("verify_token", "Verify token", "Paste it beside the callback URL.", { secret: true, made: true }),
    ],
  },
  { kind: "whatsapp", name: "WhatsApp", steps: [], fields: [] },
  {
    kind: "line",
    name: "LINE",
    steps: [
      "In LINE Official Account Manager, open Settings > Messaging API and turn on the Messaging API.",
      "In LINE Developers Console, open the account's channel. Copy Channel ID and Channel secret from Basic settings into the fields below.",
      "On the Messaging API tab, enter {webhook} as Webhook URL. Turn on Use webhook and Webhook redelivery.",
    ],
    fields: [
      field("channel_id", "Channel ID", "On the Basic settings tab. Ten digits."),
      field("channel_secret", "Channel secret", "On the Basic settings tab. 32 characters, 0 to 9 and a to f.", { secret: true }),
      field("access_token", "Channel access token (long-lived)", "Best left empty.", { secret: true, optional: true }),
    ],
  },
  { kind: "wechat", name: "WeChat", steps: [], fields: [] },
  { kind: "telegram", name: "Telegram", steps: [], fields: [] },
];

const CHECKS = [
  { label: "Account", ok: true, note: "Acme Outdoor (@acme)" },
  {
    label: "Webhook in use",
    ok: false,
    remedy: "Turn on Use webhook, on the Messaging API tab of LINE Developers Console.",
    problem: { remedy: "ask_owner", code: "400", words: "The webhook is not active" },
  },
  { label: "Messages a month" },
];

const REFUSED = { remedy: "ask_owner", code: "401", words: "Authentication failed. Confirm that the access token in the authorization header is valid." };

const account = (kind, handle, name, more = {}) => ({
  account: handle,
  kind,
  name,
  tag: service.tags.sales.id,
  on: true,
  webhook: `/hooks/acme/${handle}`,
  fields: {},
  secrets: [],
  ...more,
});

/** Answers for the worker: what is connected, and what was asked for, by method and address. */
async function answering(page, accounts = []) {
  const desk = { accounts, asked: [], checks: CHECKS, refusal: undefined };
  await page.route("**/channel/*.svg", (route) => {
    const colour = COLOURS[/(\w+)\.svg$/.exec(route.request().url())[1]];
    const body = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><rect width="24" height="24" rx="6" fill="${colour}"/></svg>`;
    return route.fulfill({ contentType: "image/svg+xml", body });
  });
  await page.route(/\/api\/v1\/services\/acme\/channels(\/|\?|$)/, (route) => {
    const request = route.request();
    const [handle, rest] = new URL(request.url()).pathname.split("/").slice(6);
    const body = request.postDataJSON();
    const made = (now, values) => {
      desk.accounts = [...desk.accounts.filter((one) => one.account !== handle), now];
      return route.fulfill({ json: { channel: now, ...(Object.keys(values).length ? { made: values } : {}) } });
    };
    if (request.method() !== "GET") desk.asked.push([request.method(), handle, rest, body]);
    if (handle === "kinds") return route.fulfill({ json: KINDS });
    if (request.method() === "GET") return route.fulfill({ json: desk.accounts });
    if (rest === "check") return route.fulfill({ json: desk.checks });
    if (request.method() === "DELETE") {
      desk.accounts = desk.accounts.filter((one) => one.account !== handle);
      return route.fulfill({ status: 204 });
    }
    if (desk.refusal) return route.fulfill({ status: desk.refusal.code === "taken" ? 409 : 400, json: { error: desk.refusal } });
    const kind = KINDS.find((one) => one.kind === body.kind);
    const former = desk.accounts.find((one) => one.account === handle);
    const { name, tag, on, fields } = body;
    const secrets = kind.fields.filter(({ secret }) => secret).map((one) => one.name);
    const isSet = (one) => (one in fields && fields[one] !== "") || former?.secrets.includes(one) || /token$/.test(one) && one !== "access_token";
    const open = Object.fromEntries(Object.entries(fields).filter(([one]) => !secrets.includes(one)));
    const values = Object.fromEntries(
      kind.fields.filter((one) => one.made && (!former || fields[one.name] === "")).map((one) => [one.name, "Zk2vT9qLw0Xb7RrH"]),
    );
    return made(account(kind.kind, handle, name, { tag, on, fields: open, secrets: secrets.filter(isSet) }), values);
  });
  return desk;
}

async function channels({ at = place, ...options } = {}, accounts) {
  const page = await dashboard(browser, worker, service, "owner", options);
  const desk = await answering(page, accounts);
  await go(page, at);
  return { page, desk };
}

test("the first account is chosen, filled in, refused at its field, saved and checked, with the keyboard", async () => {
  const { page, desk } = await channels();
  await page.getByRole("heading", { name: "Connect your first account" }).waitFor();
  assert.equal(await page.locator(".channel-choice").count(), 5);
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-channels-empty");
  await page.getByRole("link", { name: "LINE" }).press("Enter");
  await page.getByRole("heading", { name: "Connect LINE" }).waitFor();
  // The address follows the name until it is changed by hand.
  const address = page.getByRole("group", { name: "Webhook address" });
  assert.equal(await address.innerText(), `${worker.origin}/hooks/acme/line`);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Osaka shop");
  await page.getByText(`${worker.origin}/hooks/acme/osaka-shop`).waitFor();
  await page.getByRole("textbox", { name: "In the address" }).fill("Osaka!");
  await page.getByText("The address is shown once there is a name above.").waitFor();
  await page.getByRole("textbox", { name: "In the address" }).fill("osaka");
  await page.getByText(`${worker.origin}/hooks/acme/osaka`).waitFor();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Shop in Osaka");
  assert.equal(await page.getByRole("textbox", { name: "In the address" }).inputValue(), "osaka");
  await screenshot(page, "console-channels-steps");

  // What is missing is said at its field.
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("This is needed.").first().waitFor();
  assert.equal(await page.getByText("This is needed.").count(), 2);
  await page.getByText("Choose a tag.").last().waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole("textbox", { name: "Channel ID" }).scrollIntoViewIfNeeded();
  await screenshot(page, "console-channels-wrong");

  const secret = page.getByRole("textbox", { name: "Channel secret" });
  assert.deepEqual([await secret.getAttribute("type"), await secret.getAttribute("autocomplete")], ["password", "off"]);
  await page.getByRole("textbox", { name: "Channel ID" }).fill("1234567890");
  await secret.fill("ABC");
  await page.getByRole("button", { name: "Show Channel secret" }).press("Enter");
  assert.equal(await secret.getAttribute("type"), "text");
  await page.getByRole("combobox", { name: "Tag that is written to" }).selectOption("Support");
  assert.match(await page.getByRole("link", { name: "See the tag" }).getAttribute("href"), new RegExp(`${service.tags.support.id}$`));

  // What the server finds is, too, and nothing that was typed is lost.
  desk.refusal = { code: "malformed", field: "fields.channel_secret", message: "no" };
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("This doesn’t look right. On the Basic settings tab. 32 characters").waitFor();
  assert.ok(await secret.evaluate((box) => box === document.activeElement));
  assert.equal(await secret.inputValue(), "ABC");
  desk.refusal = { code: "taken", message: "no" };
  await secret.fill("0123456789abcdef0123456789abcdef");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("Somebody has this already. Choose another.").waitFor();
  desk.refusal = undefined;

  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("LINE isn’t connected yet").waitFor();
  const [[method, handle, , body], [, , rest]] = desk.asked.slice(-2);
  assert.deepEqual([method, handle, rest], ["POST", "osaka", "check"]);
  assert.deepEqual(body, {
    kind: "line",
    name: "Shop in Osaka",
    tag: service.tags.support.id,
    on: true,
    fields: { channel_id: "1234567890", channel_secret: "0123456789abcdef0123456789abcdef" },
  });
  for (const words of ["Acme Outdoor (@acme)", "Turn on Use webhook, on the", "LINE says: The webhook is not active (400)", "not looked at"])
    await page.getByText(words).waitFor();
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-channels-check-failed");
  desk.checks = CHECKS.map(({ label, note }) => ({ label, ok: true, note }));
  await page.getByRole("button", { name: "Check again" }).press("Enter");
  await page.getByText("LINE is connected", { exact: true }).waitFor();
  await hasFocus(page, "Check again", "the button keeps the focus");
  await screenshot(page, "console-channels-checked");
  await page.context().close();
});

test("what was made up is told once, and made anew when somebody asks for it", async () => {
  const { page, desk } = await channels({ at: `${place}/new/facebook` });
  await page.getByText("Made for you when you save, and shown this once.").waitFor();
  await page.getByRole("textbox", { name: "Page ID" }).fill("100200300");
  await page.getByRole("textbox", { name: "App secret" }).fill("0123456789abcdef0123456789abcdef");
  await page.getByRole("combobox", { name: "Tag that is written to" }).selectOption("Sales");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Copy this now" });
  assert.equal(await dialog.getByRole("group", { name: "Verify token" }).innerText(), "Zk2vT9qLw0Xb7RrH");
  assert.equal(await dialog.getByRole("group", { name: "Webhook address" }).innerText(), `${worker.origin}/hooks/acme/facebook-page`);
  assert.deepEqual(await violations(page), []);
  await screenshot(page, "console-channels-made");
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Done" }).press("Enter");
  await page.getByText("Facebook Page isn’t connected yet").waitFor();
  assert.ok(!(await page.content()).includes("Zk2vT9qLw0Xb7RrH"), "it isn't anywhere any more");
  assert.equal(await page.getByRole("textbox", { name: "App secret" }).inputValue(), "");
  await page.getByText("It is set. What you type replaces it.").waitFor();

  // Saved again, secrets stay; one that is made anew is told.
  await page.getByRole("switch", { name: "Switched on" }).press("Space");
  await page.getByRole("checkbox", { name: "Make a new Verify token when saving" }).press("Space");
  await page.getByText("Not saved yet").waitFor();
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await dialog.getByRole("button", { name: "Done" }).press("Enter");
  await dialog.waitFor({ state: "detached" });
  const [method, handle, , body] = desk.asked.findLast(([method]) => method === "PUT");
  assert.deepEqual([method, handle, body.on, body.fields], ["PUT", "facebook-page", false, { page_id: "100200300", verify_token: "" }]);
  await page.getByText("Facebook Page isn’t connected yet").waitFor();
  await screenshot(page, "console-channels-account");
  await page.context().close();
});

test("a list says what needs attention; a token is taken out, an account disconnected after a question", async () => {
  const accounts = [
    account("line", "osaka", "Shop in Osaka", { problem: REFUSED, fields: { channel_id: "1234567890" }, secrets: ["channel_secret", "access_token"] }),
    account("telegram", "bot", "Acme bot"),
    account("wechat", "guanzhou", "广州店", { on: false }),
    account("facebook", "page", "An account with a rather long name, for everybody who looks for tents", { tag: "tag_00000000000000000000000000000009" }),
  ];
  for (const [name, options] of [
    ["wide", {}],
    ["320-dark", { viewport: { width: 320, height: 720 }, colorScheme: "dark" }],
  ]) {
    const { page } = await channels(options, accounts);
    await page.getByText("LINE refuses what was filled in").waitFor();
    await page.getByText("Its tag was removed. Choose another one.").waitFor();
    assert.equal(await page.getByText("Needs attention").count(), 2);
    assert.deepEqual(await violations(page), [], name);
    await screenshot(page, `console-channels-list-${name}`);
    const fits = async (what) => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.equal(wide, 0, `${name}, ${what}: nothing sticks out`);
    };
    await fits("list");
    for (const [at, what] of [["new", "choose"], ["new/facebook", "new"], ["line/osaka/check", "account"]]) {
      await go(page, `${place}/${at}`);
      await page.locator(what === "account" ? ".verdict" : ".channel-choice, .todos").first().waitFor();
      assert.deepEqual(await violations(page), [], `${name}, ${what}`);
      await fits(what);
      await screenshot(page, `console-channels-${what}-${name}`);
      await page.evaluate(() => (document.documentElement.dir = "rtl"));
      await screenshot(page, `console-channels-${what}-${name}-rtl`);
      await page.evaluate(() => (document.documentElement.dir = "ltr"));
    }
    await page.context().close();
  }

  const { page, desk } = await channels({ at: `${place}/line/osaka` }, accounts);
  await page.getByText("LINE refuses what was filled in").waitFor();
  assert.ok(!desk.asked.length, "it is checked when somebody asks for it");
  await tabTo(page, "button", "Check now");
  await page.getByRole("checkbox", { name: "Remove Channel access token (long-lived)" }).press("Space");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("LINE isn’t connected yet").waitFor();
  assert.deepEqual(desk.asked.find(([method]) => method === "PUT")[3].fields, { channel_id: "1234567890", access_token: "" });
  await page.getByRole("button", { name: "Disconnect" }).press("Enter");
  const question = page.getByRole("dialog", { name: "Disconnect “Shop in Osaka”?" });
  await question.getByText("What was said stays.").waitFor();
  await screenshot(page, "console-channels-disconnect");
  await question.getByRole("button", { name: "Disconnect" }).press("Enter");
  await page.getByText("“Shop in Osaka” was disconnected.").waitFor();
  await page.getByText("Acme bot").waitFor();
  assert.equal(await page.getByText("Shop in Osaka", { exact: true }).count(), 0);
  await page.context().close();
});
