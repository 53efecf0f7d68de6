// What owners can do with the loader: elements of their page that open the chat, `window.Frontdesk`, and the copy of the
// visitor's token in their storage. And what others cannot do with it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "../kit/browser.mjs";
import { serve } from "../kit/server.mjs";
import { chat, stand } from "../kit/stand.mjs";

let browser;
let site;
before(async () => {
  [browser, site] = await Promise.all([launch(), stand()]);
});
after(() => Promise.all([browser.close(), site.close()]));

/** The stub from the README, which queues calls until the loader is there. */
const STUB = `<script>window.Frontdesk ??= new Proxy({ q: [] }, { get: (stub, method) => stub[method] ?? ((...args) => void stub.q.push([method, ...args])) })</script>`;

async function visit(content, options) {
  const page = await browser.newPage(options);
  const said = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`uncaught: ${error.message}`));
  await page.goto(site.page(content));
  await page.locator("frontdesk-chat").waitFor({ state: "attached" });
  return { page, said };
}

const launcher = (page) => page.locator("frontdesk-chat button.launcher");

test("elements of the page open the chat at their tag, person or binding", async () => {
  const body = `<h1>Acme</h1>
    <button data-frontdesk="tag:sales">Talk to Sales</button>
    <a href="/elsewhere" data-frontdesk="staff:ada"><span>Ask Ada</span></a>
    <form action="/sent"><button data-frontdesk="cta:cta_1f">In a form</button></form>
    <svg width="20" height="20" data-frontdesk="tag:support"><title>Drawn</title><rect width="20" height="20" /></svg>
    <script>document.body.addEventListener("click", (event) => event.stopPropagation())</script>`;
  for (const [press, target] of [
    ["text=Talk to Sales", { tag: "sales" }],
    ["text=Ask Ada", { staff: "ada" }],
    ["text=In a form", { cta: "cta_1f" }],
    ["svg", { tag: "support" }],
  ]) {
    const { page, said } = await visit({ path: "/cta", body });
    await page.locator(press).click();
    assert.deepEqual((await (await chat(page)).hears("open")).target, target);
    assert.equal(new URL(page.url()).pathname, "/cta");
    assert.deepEqual(said, []);
    await page.close();
  }
});

test("elements and scripts that ask for a call say so to the frame, and others say nothing of it", async () => {
  const body = `<h1>Acme</h1><button data-frontdesk="tag:sales" data-frontdesk-mode="call">Call Sales</button>
    <button data-frontdesk="tag:sales">Talk to Sales</button>`;
  const { page } = await visit({ path: "/call", body });
  await page.getByText("Call Sales").click();
  const { hears } = await chat(page);
  assert.deepEqual(await hears("open"), { type: "open", target: { tag: "sales", mode: "call" } });
  await page.getByText("Talk to Sales").click();
  assert.deepEqual(await hears("open", 2), { type: "open", target: { tag: "sales" } });
  await page.evaluate(() => Frontdesk.open({ staff: "ada", mode: "call" }));
  assert.deepEqual(await hears("open", 3), { type: "open", target: { staff: "ada", mode: "call" } });
  await page.close();
});

test("an element added later works, in a shadow root too, and hovering it loads the frame unseen", async () => {
  const { page } = await visit({});
  await page.evaluate(() => {
    const root = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
    const late = root.appendChild(document.createElement("button"));
    late.textContent = "Talk to Repairs";
    late.dataset.frontdesk = "tag:repairs";
  });
  await page.getByText("Talk to Repairs").hover();
  const { heard, hears } = await chat(page);
  assert.equal((await heard("init"))[0].visible, false);
  assert.equal(await page.locator("iframe").isVisible(), false);
  await page.getByText("Talk to Repairs").click();
  assert.deepEqual((await hears("open")).target, { tag: "repairs" });
  // Another press while it is open goes there too.
  await page.evaluate(() => Frontdesk.open({ tag: "sales" }));
  assert.deepEqual((await hears("open", 2)).target, { tag: "sales" });
  await page.close();
});

test("an element that is not a button by nature is pressed by Enter and Space, and gets the focus back", async () => {
  const body = `<h1>Acme</h1><div role="button" tabindex="0" data-frontdesk="tag:sales">Talk to Sales</div>
    <div data-frontdesk="tag:sales"><label>Note <input id="note"></label></div>`;
  for (const key of ["Enter", " "]) {
    const { page } = await visit({ path: "/keys", body });
    await page.locator("#note").focus();
    await page.keyboard.type(" ");
    assert.equal(await page.locator("#note").inputValue(), " ", "typing inside a bound element is typing");
    await page.getByText("Talk to Sales").focus();
    await page.keyboard.press(key);
    assert.deepEqual((await (await chat(page)).hears("open")).target, { tag: "sales" });
    await page.locator("frontdesk-chat.ready").waitFor({ state: "attached" });
    await page.keyboard.press("Escape");
    await page.waitForFunction(() => document.activeElement.textContent === "Talk to Sales");
    await page.close();
  }
});

test("a binding that means nothing is named in the console, and the element does what it did", async () => {
  const body = `<h1>Acme</h1><a href="#there" data-frontdesk="sales">Sales</a>`;
  const { page, said } = await visit({ path: "/malformed", body });
  await page.getByText("Sales").hover();
  await page.getByText("Sales").click();
  assert.equal(new URL(page.url()).hash, "#there");
  assert.equal(said.length, 1);
  assert.match(said[0], /^warning: Frontdesk can’t take "sales"/);
  assert.equal(await page.locator("iframe").count(), 0);
  await page.close();
});

test("a link that is opened elsewhere stays a link", async () => {
  const { page } = await visit({ path: "/link", body: '<h1>Acme</h1><a href="/elsewhere" data-frontdesk="tag:sales">Sales</a>' });
  const [opened] = await Promise.all([page.context().waitForEvent("page"), page.getByText("Sales").click({ modifiers: ["ControlOrMeta"] })]);
  assert.equal(new URL(opened.url()).pathname, "/elsewhere");
  assert.equal(await page.locator("frontdesk-chat .panel").isVisible(), false);
  await page.context().close();
});

test("calls made before the loader is there are done in order once it is", async () => {
  const head = `${STUB}<script>
    window.told = [];
    window.early = window.Frontdesk;
    Frontdesk.on("ready", () => told.push("ready"));
    Frontdesk.on("open", ({ target }) => told.push(target));
    Frontdesk.identify({ token: "aa.bb.cc" });
    Frontdesk.open({ tag: "sales" });
  </script>`;
  const { page, said } = await visit({ path: "/queue", head });
  const { hears, heard } = await chat(page);
  assert.deepEqual((await hears("open")).target, { tag: "sales" });
  assert.deepEqual((await heard()).map(({ type }) => type), ["connect", "init", "identify", "open"]);
  assert.equal((await hears("identify")).token, "aa.bb.cc");
  assert.deepEqual(await page.evaluate(() => JSON.parse(JSON.stringify(told))), [{ tag: "sales" }, "ready"]);
  // A script that kept the stub is heard still, and who comes late for `ready` hears it too.
  await page.evaluate(() => {
    early.close();
    early.on("ready", () => told.push("late"));
  });
  await hears("hide");
  await page.waitForFunction(() => told.at(-1) === "late");
  assert.deepEqual(said, []);
  await page.close();
});

test("without the stub, the API is there once the script is", async () => {
  const { page } = await visit({});
  const told = page.evaluate(
    () =>
      new Promise((done) => {
        const told = [];
        for (const event of ["open", "close", "unread", "enquiry", "message"])
          Frontdesk.on(event, (detail) => {
            told.push([event, detail]);
            if (event === "close") done(told);
          });
        const off = Frontdesk.on("open", () => told.push("unsubscribed"));
        off();
        Frontdesk.open();
      }),
  );
  const { say } = await chat(page);
  await say({ type: "unread", count: 1 });
  await say({ type: "enquiry", id: "enq_1", target: { tag: "sales" } });
  await say({ type: "message", enquiry: "enq_1", from: "staff" });
  await say({ type: "something of next year" });
  await say(null);
  await say({ type: "close" });
  assert.deepEqual(await told, [
    ["open", { target: null }],
    ["unread", { count: 1 }],
    ["enquiry", { id: "enq_1", target: { tag: "sales" } }],
    ["message", { enquiry: "enq_1", from: "staff" }],
    ["close", null],
  ]);
  await page.close();
});

test("a listener that throws stops neither the others nor the chat", async () => {
  const { page, said } = await visit({});
  await page.evaluate(() => {
    window.told = [];
    Frontdesk.on("open", () => {
      throw new Error("their own bug");
    });
    Frontdesk.on("open", () => told.push("open"));
    Frontdesk.open();
    told.push("returned");
  });
  assert.deepEqual(await page.evaluate(() => told), ["open", "returned"]);
  await (await chat(page)).hears("open");
  assert.deepEqual(said, ["uncaught: their own bug"]);
  await page.close();
});

test("mistaken calls are named in the console and never thrown", async () => {
  const { page, said } = await visit({});
  const calls = [
    'Frontdesk.open("sales")',
    "Frontdesk.open({})",
    "Frontdesk.open({ tag: 1 })",
    "Frontdesk.identify()",
    'Frontdesk.identify({ token: "" })',
    "Frontdesk.identify({ token: { toString: () => 'a' } })",
    'Frontdesk.on("opened", () => {})',
    'Frontdesk.on("open")()',
    'Frontdesk.q.push(["opne"])',
  ];
  for (const call of calls) {
    await page.evaluate(call);
    assert.match(said.pop() ?? "", /^error: Frontdesk/, call);
    assert.deepEqual(said, []);
  }
  assert.equal(await page.locator("iframe").count(), 0);
  // A listener of the page's own button is no mistake.
  await page.evaluate(() => {
    const button = document.body.appendChild(document.createElement("button"));
    button.onclick = Frontdesk.open;
    button.click();
  });
  assert.equal((await (await chat(page)).hears("open")).target, null);
  await page.close();
});

test("the frame hears who the visitor is, and that they left", async () => {
  const { page } = await visit({});
  await page.evaluate(() => Frontdesk.identify({ token: "aa.bb.cc" }));
  assert.equal(await page.locator("iframe").count(), 0, "knowing who it is is no intent");
  await launcher(page).hover();
  const { hears, say } = await chat(page);
  await hears("identify");
  await page.evaluate(() => Frontdesk.identify({ token: "dd.ee.ff" }));
  assert.equal((await hears("identify", 2)).token, "dd.ee.ff");
  await say({ type: "token", token: "kept" });
  await page.waitForFunction(() => localStorage.getItem("frontdesk.acme") === "kept");
  await page.evaluate(() => Frontdesk.logout());
  await hears("logout");
  assert.equal(await page.evaluate(() => localStorage.getItem("frontdesk.acme")), null);
  await page.close();
});

test("the copy of the token is kept, given back, and removed", async () => {
  const context = await browser.newContext();
  const address = site.page({ path: "/token" });
  const page = await context.newPage();
  await page.goto(address);
  await launcher(page).click();
  let frame = await chat(page);
  assert.equal((await frame.hears("init")).token, null);
  await frame.say({ type: "token", token: "vis_1" });
  await page.waitForFunction(() => localStorage.getItem("frontdesk.acme") === "vis_1");

  const asked = site.service.asked.length;
  await page.reload();
  await launcher(page).waitFor();
  await page.waitForTimeout(300);
  assert.equal(site.service.asked.length - asked, 1, "a returning visitor costs more than the loader before intent");
  await launcher(page).click();
  frame = await chat(page);
  assert.equal((await frame.hears("init")).token, "vis_1");
  await frame.say({ type: "token", token: null });
  await page.waitForFunction(() => localStorage.getItem("frontdesk.acme") === null);
  await context.close();
});

test("a logout that no frame heard is told to the next page's", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site.page({ path: "/token" }));
  await page.evaluate(() => localStorage.setItem("frontdesk.acme", "vis_1"));
  await page.evaluate(() => Frontdesk.logout());
  await page.reload();
  await page.evaluate(() => Frontdesk.identify({ token: "aa.bb.cc" }));
  await launcher(page).click();
  const { heard, hears } = await chat(page);
  await hears("open");
  assert.deepEqual((await heard()).map(({ type }) => type), ["connect", "init", "logout", "identify", "open"]);
  assert.equal((await heard("init"))[0].token, null);
  assert.equal(await page.evaluate(() => localStorage.getItem("frontdesk.acme")), null);
  await context.close();
});

test("owners who keep no copy have none, not even an older one", async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site.page({ path: "/forget", script: 'data-service="acme" data-remember="off"' }));
  await page.evaluate(() => localStorage.setItem("frontdesk.acme", "older"));
  await launcher(page).click();
  const { hears, say } = await chat(page);
  assert.equal((await hears("init")).token, null);
  await say({ type: "token", token: "vis_1" });
  await say({ type: "close" });
  await page.locator("iframe").waitFor({ state: "hidden" });
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await context.close();
});

test("where storage is barred, the chat works without it", async () => {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("barred", "SecurityError");
      },
    });
  });
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(site.page());
  await launcher(page).click();
  const { hears, say } = await chat(page);
  assert.equal((await hears("init")).token, null);
  await hears("open");
  await say({ type: "token", token: "vis_1" });
  await say({ type: "close" });
  await page.locator("iframe").waitFor({ state: "hidden" });
  await page.evaluate(() => Frontdesk.logout());
  assert.deepEqual(errors, []);
  await page.close();
});

test("the launcher can be left out", async () => {
  const { page } = await visit({ path: "/bare", script: 'data-service="acme" data-launcher="off"' });
  assert.equal(await launcher(page).isVisible(), false);
  await page.evaluate(() => Frontdesk.open({ staff: "ada" }));
  assert.deepEqual((await (await chat(page)).hears("open")).target, { staff: "ada" });
  await page.locator("frontdesk-chat .panel").waitFor();
  await page.close();
});

test("messages from other origins and other windows change nothing", async (t) => {
  const other = await serve(() => ({
    body: `<script>
      addEventListener("message", ({ data, ports }) => (window.got = [data, ports.length]));
      for (const message of [{ type: "frontdesk:hello" }, { type: "close" }, { type: "unread", count: 9 }, { type: "token", token: "evil" }, null, 7])
        parent.postMessage(message, "*");
    </script>`,
  }));
  t.after(other.close);
  // One stranger on another origin, and one from the service's own origin that is not our frame.
  const body = `<h1>Acme</h1><iframe src="${other.origin}" id="foreign"></iframe><iframe src="${site.service.origin}/widget/stranger" id="own"></iframe>`;
  const { page, said } = await visit({ path: "/hostile", body });
  await launcher(page).click();
  const ours = await (await page.waitForSelector('iframe[title="Chat"]')).contentFrame();
  await ours.waitForFunction(() => heard.some(({ type }) => type === "open"));
  for (const id of ["foreign", "own"]) {
    const stranger = await (await page.$(`#${id}`)).contentFrame();
    await stranger.evaluate(() => {
      for (const message of [{ type: "frontdesk:hello" }, { type: "close" }, { type: "unread", count: 9 }, { type: "token", token: "evil" }])
        parent.postMessage(message, "*");
    });
    await page.waitForTimeout(200);
    const got = await stranger.evaluate(() => window.got ?? (typeof heard === "undefined" ? undefined : heard[0]));
    assert.equal(got, undefined, `${id} was given a channel`);
  }
  // The page itself is not the frame either.
  await page.evaluate(() => postMessage({ type: "frontdesk:hello" }, "*"));
  await page.waitForTimeout(200);
  assert.equal(await ours.evaluate(() => channels.length), 1);
  assert.deepEqual(await page.evaluate(() => [document.title, localStorage.length]), ["Acme", 0]);
  assert.equal(await page.locator("frontdesk-chat .panel").isVisible(), true);
  assert.deepEqual(said, []);
  await page.close();
});

test("the channel goes to the service's origin alone", async (t) => {
  const elsewhere = await serve(() => ({
    body: `<script>
      addEventListener("message", ({ ports }) => (window.got = ports.length));
      onload = () => setTimeout(() => parent.postMessage({ type: "frontdesk:hello" }, "*"), 100);
    </script>`,
  }));
  t.after(elsewhere.close);
  const { page, said } = await visit({});
  await launcher(page).hover();
  const { frame } = await chat(page);
  await frame.evaluate((origin) => (location.href = origin), elsewhere.origin).catch(() => {});
  await frame.waitForURL(`${elsewhere.origin}/`);
  await page.waitForTimeout(500);
  assert.equal(await frame.evaluate(() => window.got), undefined);
  // The browser names each channel that it held back: there was one, for the load, and none for the stranger's asking.
  assert.equal(said.filter((line) => line.includes("postMessage")).length, 1, said.join("\n"));
  await page.close();
});
