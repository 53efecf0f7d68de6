// What the loader owes the page that carries it: next to nothing before the visitor acts, no harm ever, and a clean exit.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bundle, compressedBytes } from "../../widget/loader/build.mjs";
import { launch, throttle } from "../kit/browser.mjs";
import { observe, observed, scriptMs } from "../kit/observe.mjs";
import { chat, stand } from "../kit/stand.mjs";

let browser;
let site;
before(async () => {
  [browser, site] = await Promise.all([launch(), stand()]);
});
after(() => Promise.all([browser.close(), site.close()]));

/** A page with the launcher on it, and what its console said. */
async function visit(url, options) {
  const page = await browser.newPage(options);
  const said = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`uncaught: ${error.message}`));
  await page.goto(url);
  return { page, said };
}

const launcher = (page) => page.getByRole("button", { name: "Chat with us" });

/** Everything that a page can leave behind in a browser. */
const stored = (page) =>
  page.evaluate(async () => ({
    cookie: document.cookie,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker?.getRegistrations())?.length ?? 0,
  }));
const NOTHING = { cookie: "", local: [], session: [], databases: [], caches: [], workers: 0 };

test("the loader is at most 4 KB", async (t) => {
  const bytes = compressedBytes(await bundle());
  t.diagnostic(`${bytes} bytes brotli`);
  assert.ok(bytes <= 4096, `${bytes} bytes`);
});

test("before the visitor acts, the page pays one request and nothing else", async (t) => {
  const page = await browser.newPage();
  const requests = [];
  page.on("request", (request) => request.url().startsWith(site.service.origin) && requests.push(request.url()));
  await observe(page);
  const asked = site.service.asked.length;
  await page.goto(site.page());
  await launcher(page).waitFor();
  await page.waitForTimeout(500);
  assert.deepEqual(requests, [`${site.service.origin}/widget.js`]);
  assert.equal(site.service.asked.length - asked, 1);
  assert.deepEqual(await stored(page), NOTHING);
  assert.equal((await observed(page)).shift, 0);
  await page.close();
});

test("the loader takes under 20 ms of the page's main thread, and no long task with a CPU 4 times slower", async (t) => {
  const load = async (cpu) => {
    const page = await browser.newPage();
    await observe(page);
    await throttle(page, { cpu });
    const ms = await scriptMs(page, site.service.origin, async () => {
      await page.goto(site.page());
      await launcher(page).waitFor();
      await page.waitForTimeout(300);
    });
    const { longTasks } = await observed(page);
    await page.close();
    assert.ok(ms > 0, "the trace does not show the loader");
    return { ms, longTasks };
  };
  // What else runs on the machine can only add, so the best of some tries counts.
  const best = async (cpu, good) => {
    const tries = [];
    while (tries.length < 10 && !tries.some(good)) tries.push(await load(cpu));
    t.diagnostic(`CPU ${cpu} times slower: ${tries.map(({ ms }) => `${ms.toFixed(1)} ms`).join(", ")}`);
    assert.ok(tries.some(good), JSON.stringify(tries));
  };
  await best(1, ({ ms }) => ms < 20);
  await best(4, ({ longTasks }) => longTasks.length === 0);
});

test("what is observed would show a page that does pay", async () => {
  // Guards the story above: a watch that sees nothing proves nothing.
  const page = await browser.newPage();
  await observe(page);
  const body = `<p id="late">Text</p><script>
    setTimeout(() => { const until = performance.now() + 80; while (performance.now() < until); late.before(Object.assign(document.createElement("div"), { style: "height:200px" })); }, 100);
    localStorage.setItem("left", "behind");
  </script>`;
  await page.goto(site.page({ path: "/costly", body, script: null }));
  await page.waitForTimeout(500);
  const { shift, longTasks } = await observed(page);
  assert.ok(shift > 0 && longTasks.length > 0, JSON.stringify({ shift, longTasks }));
  assert.deepEqual((await stored(page)).local, ["left"]);
  await page.evaluate(() => localStorage.clear());
  await page.close();
});

test("hover, focus and touch load the frame unseen; nothing is stored by the loader", async () => {
  for (const intent of ["hover", "focus", "touch"]) {
    const context = await browser.newContext({ hasTouch: true });
    const page = await context.newPage();
    await page.goto(site.page());
    if (intent === "touch") await launcher(page).dispatchEvent("pointerenter", { pointerType: "touch" });
    else await launcher(page)[intent]();
    const { heard } = await chat(page);
    assert.equal((await heard("init"))[0].visible, false);
    assert.equal(await page.locator("iframe").isVisible(), false);
    assert.deepEqual(await stored(page), NOTHING);
    await context.close();
  }
});

test("it works under a policy that names one host and requires Trusted Types", async () => {
  const { origin } = site.service;
  const policy = `default-src 'none'; script-src ${origin}; frame-src ${origin}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const { page, said } = await visit(site.page({ path: "/strict", headers: { "content-security-policy": policy } }));
  await launcher(page).click();
  await (await chat(page)).hears("open");
  await page.locator("iframe").waitFor();
  // The launcher's styles took: it is where it belongs. Not by its box: for a moment that is still lifted, as under the mouse.
  const place = await launcher(page).evaluate((button) => {
    const { position, right, bottom } = getComputedStyle(button);
    return { position, right, bottom };
  });
  assert.deepEqual(place, { position: "fixed", right: "20px", bottom: "20px" });
  assert.deepEqual(said, []);
  await page.close();
});

test("what readers put on the page can't have the chat come from elsewhere", async () => {
  // Sites that clean what their readers write often leave names in it.
  const body = '<img name="currentScript" src="https://evil.example/widget.js" data-service="evil" alt="">';
  const { page } = await visit(site.page({ path: "/clobbered", body }));
  await launcher(page).hover();
  await chat(page);
  assert.equal(new URL(await page.locator('iframe[title="Chat"]').getAttribute("src")).origin, site.service.origin);
  await page.close();
});

test("a tag without a service says so once and leaves the page alone", async () => {
  for (const attributes of ["", 'data-service=""', 'data-service="Acme!"', `data-service="${"a".repeat(41)}"`]) {
    const { page, said } = await visit(site.page({ path: "/wrong", script: attributes }));
    await page.waitForLoadState("networkidle");
    assert.equal(said.length, 1, said.join("\n"));
    assert.match(said[0], /^error: Frontdesk: data-service="[^"]*" should be like "acme"/);
    assert.equal(await page.locator("frontdesk-chat").count(), 0);
    assert.equal(await page.evaluate(() => "Frontdesk" in window), false);
    await page.close();
  }
});

test("two tags, or a script loaded again, make one launcher", async () => {
  const { page, said } = await visit(site.page({ path: "/twice", body: site.tag() + site.tag() }));
  await page.waitForLoadState("networkidle");
  assert.equal(await launcher(page).count(), 1);
  await launcher(page).click();
  await chat(page);
  await loadAgain(page);
  assert.equal(await page.locator("frontdesk-chat").count(), 1);
  assert.equal(await page.locator("iframe").count(), 1);
  assert.deepEqual(said, []);
  await page.close();
});

test("a page that throws our element away gets it back when the script is loaded again", async () => {
  const { page } = await visit(site.page());
  await launcher(page).waitFor();
  await page.evaluate(() => document.querySelector("frontdesk-chat").remove());
  await loadAgain(page);
  await launcher(page).click();
  await (await chat(page)).hears("open");
  await page.close();
});

test("a single-page site that swaps its body keeps the running chat", async () => {
  const { page } = await visit(site.page());
  await launcher(page).click();
  const { frame } = await chat(page);
  await frame.evaluate(() => (window.mark = 1));
  await page.evaluate(() => document.body.replaceWith(document.createElement("body")));
  assert.equal(await frame.evaluate(() => window.mark), 1);
  await page.close();
});

test("destroy removes everything, and a later load works again", async () => {
  const body = '<h1>Acme</h1><button data-frontdesk="tag:sales">Talk to Sales</button>';
  const { page, said } = await visit(site.page({ path: "/destroy", body }), { viewport: { width: 400, height: 700 } });
  const before = await page.evaluate(() => [document.documentElement.getAttributeNames(), document.title]);
  await launcher(page).click();
  const { say } = await chat(page);
  await say({ type: "unread", count: 2 });
  await page.waitForFunction(() => document.title.startsWith("(2)"));
  await page.evaluate(() => {
    window.kept = window.Frontdesk;
    window.closes = 0;
    kept.on("close", () => closes++);
    kept.destroy();
    kept.destroy();
    kept.open();
  });
  assert.deepEqual(await page.evaluate(() => [document.documentElement.getAttributeNames(), document.title]), before);
  assert.equal(await page.locator("frontdesk-chat, iframe").count(), 0);
  assert.deepEqual(await page.evaluate(() => ["Frontdesk" in window, document.adoptedStyleSheets.length, closes]), [false, 0, 1]);
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).overflow), "visible");
  const asked = site.service.asked.length;
  await page.getByText("Talk to Sales").click();
  assert.equal(site.service.asked.length, asked, "a destroyed chat still hears its elements");

  await loadAgain(page);
  await page.getByText("Talk to Sales").click();
  assert.deepEqual((await (await chat(page)).hears("open")).target, { tag: "sales" });
  assert.deepEqual(said, []);
  await page.close();
});

test("the chat survives the back-forward cache", async (t) => {
  const cached = await launch({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  t.after(() => cached.close());
  const headers = { "cache-control": "no-cache" };
  const page = await cached.newPage();
  await page.goto(site.page({ path: "/one", headers }));
  await page.evaluate(() => addEventListener("pageshow", ({ persisted }) => (window.persisted = persisted)));
  await launcher(page).click();
  await chat(page);
  await page.goto(site.page({ path: "/two", headers, script: null }));
  // Not `goBack()`: it waits for a load, and a page from that cache does not load.
  await page.evaluate(() => void setTimeout(() => history.back()));
  await page.waitForURL("**/one", { waitUntil: "commit" });
  assert.equal(await page.evaluate(() => window.persisted), true, "the page was not kept");
  // The frame was kept too, and its channel still carries: it speaks up when it is shown again.
  await page.waitForFunction(() => document.title === "(1) Acme");
  await page.keyboard.press("Escape");
  await page.locator("iframe").waitFor({ state: "hidden" });
});

async function loadAgain(page) {
  await page.evaluate(
    (src) =>
      new Promise((onload) => {
        const script = Object.assign(document.createElement("script"), { src, onload });
        script.dataset.service = "acme";
        document.head.append(script);
      }),
    `${site.service.origin}/widget.js`,
  );
}
