// A service's own script, and what it draws by the owner's rules: floating CTAs, and a greeting above the closed launcher.
// Nobody asked for those, so they must not cost, push, store or keep anything that the visitor didn't want.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bundle, compressedBytes } from "../../widget/loader/build.mjs";
import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { observe, observed } from "../kit/observe.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { chat, stand } from "../kit/stand.mjs";

let browser;
let site;
before(async () => {
  [browser, site] = await Promise.all([launch(), stand()]);
});
after(() => Promise.all([browser.close(), site.close()]));

const GREETING = { id: "hello", at: "greeting", text: { en: "Questions about kayaks? Ask us.", ja: "カヤックのご相談はこちら" }, again: "never", when: {} };
const SALE = { id: "sale", at: "foot-start", text: { en: "Summer sale" }, icon: "m13 2 3.3 7.2 7.7.9-5.7 5.3 1.5 7.8L13 19.4l-6.8 3.8 1.5-7.8L2 10.1l7.7-.9z", when: {} };
const TALL = `<h1>Acme</h1><div style="height:3000px"></div><p>The end</p>`;

/** A page with the service's own script, and what its console said. */
async function visit({ set = {}, attributes, context = {}, path = "/", on, ...content } = {}) {
  const service = `s${Math.random().toString(36).slice(2, 8).replace(/\d/g, "x")}`;
  const tag = site.setUp({ service: set.service ?? service, ...set }, attributes);
  const room = on ?? (await browser.newContext({ viewport: { width: 1000, height: 700 }, reducedMotion: "reduce", ...context }));
  const page = await room.newPage();
  const said = [];
  page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`uncaught: ${error.message}`));
  await observe(page);
  await page.goto(site.page({ path, script: null, body: "<h1>Acme Outdoor</h1>", ...content, head: `${tag}${content.head ?? ""}` }));
  await page.locator("frontdesk-chat").waitFor({ state: "attached" });
  return { page, said, room, greeting: page.getByRole("button", { name: "Questions about kayaks?" }), sale: page.getByRole("button", { name: "Summer sale" }) };
}

const stored = (page) => page.evaluate(() => ({ cookie: document.cookie, local: { ...localStorage }, session: { ...sessionStorage } }));
const NOTHING = { cookie: "", local: {}, session: {} };

test("a service's own script is no larger than the plain one, and offers cost only who has some", async (t) => {
  const words = { en: ["Ask Acme", "Can’t connect. Try again"] };
  const css = `:host{--accent:light-dark(#17604d,#4cc9a4);--base:calc(96px + env(safe-area-inset-bottom));}i{clip-path:path(evenodd,"${SALE.icon}")}`;
  const bytes = async (set, kind = "service") => compressedBytes(`{const __frontdesk=${JSON.stringify({ service: "acme-outdoor", words, css, ...set })};${await bundle(kind)}}`);
  const four = { ...words, hant: ["與我們聊聊", "無法連線，再試一次"], hans: ["与我们聊聊", "无法连接，再试一次"], ja: ["チャットで相談", "接続できません。再試行"] };
  const [usual, plain, all, offers] = [await bytes({}), await bytes({ css: "", words: four }), await bytes({ words: four }), await bytes({ words: four, offers: [GREETING, SALE] }, "offers")];
  t.diagnostic(`brotli: ${usual} bytes with everything set, in one language; ${plain} in four with nothing set; ${all} in four with everything set; ${offers} with offers`);
  assert.ok(usual <= 4096 && plain <= 4096, `${usual} bytes`);
  assert.ok(all <= 4096 + 128, `${all} bytes`);
  assert.ok(offers <= 5.75 * 1024, `${offers} bytes`);
});

test("the settings draw the launcher, and what the tag says still wins", async () => {
  const set = { side: "start", words: { en: ["Ask Acme", "x"], ja: ["聞いてください", "x"] }, css: ":host{--accent:#17604d;--base:40px}.launcher span{display:none}" };
  const { page, said } = await visit({ set });
  const launcher = page.getByRole("button", { name: "Ask Acme" });
  const box = await launcher.boundingBox();
  assert.deepEqual([box.x, box.y + box.height], [20, 660]);
  assert.match(await launcher.evaluate((it) => getComputedStyle(it).backgroundColor), /rgb\(23, 96, 77\)/);
  await launcher.click();
  const { hears } = await chat(page);
  assert.equal((await hears("init")).color, null, "the frame knows the service's colours itself");
  const other = await visit({ set, attributes: 'data-side="end" data-label="Help" data-color="#aa0000" data-service="other"', html: 'lang="ja"' });
  const help = other.page.getByRole("button", { name: "Help" });
  assert.ok((await help.boundingBox()).x > 500);
  assert.match(await help.evaluate((it) => getComputedStyle(it).backgroundColor), /rgb\(170, 0, 0\)/);
  await help.click();
  assert.equal((await (await chat(other.page)).hears("init")).color, "#aa0000");
  assert.match(await other.page.locator("iframe").getAttribute("src"), /\/widget\/s\w+\?lang=ja$/, "the service is that of the script's address");
  const japanese = await visit({ set, html: 'lang="ja-JP"' });
  await japanese.page.getByRole("button", { name: "聞いてください" }).waitFor();
  assert.deepEqual([said, other.said, japanese.said], [[], [], []]);
  for (const { room } of [other, japanese]) await room.close();
  await page.context().close();
});

test("offers cost no further request, store nothing, move nothing and load no frame", async () => {
  const { page, greeting, sale, said } = await visit({ set: { service: "costs", offers: [GREETING, SALE] } });
  const asked = site.service.asked.length;
  await greeting.waitFor();
  await sale.waitFor();
  await page.waitForTimeout(300);
  assert.equal(site.service.asked.length, asked);
  assert.equal(site.service.asked.filter(({ url }) => url.includes("costs")).length, 1);
  assert.deepEqual(await stored(page), NOTHING);
  assert.equal((await observed(page)).shift, 0);
  assert.equal(await page.locator("iframe").count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true, "an offer took the focus");
  await greeting.hover();
  await chat(page);
  assert.deepEqual(await stored(page), NOTHING, "to look is not to act");
  assert.deepEqual(said, []);
  await page.context().close();
});

test("a greeting leads to its CTA, and is gone once somebody came in", async () => {
  const { page, greeting, room } = await visit({ set: { service: "hello", offers: [GREETING] } });
  await greeting.click();
  const frame = await chat(page);
  assert.deepEqual((await frame.hears("open")).target, { cta: "hello" });
  await greeting.waitFor({ state: "hidden" });
  assert.deepEqual((await stored(page)).local, { "frontdesk.hello.gone": '["hello"]' });
  await frame.say({ type: "close" });
  await page.locator("frontdesk-chat:not(.open)").waitFor({ state: "attached" });
  await greeting.waitFor({ state: "detached" });
  await page.locator("frontdesk-chat").evaluate((host) => host.shadowRoot.activeElement?.className === "launcher");
  const again = await visit({ set: { service: "hello", offers: [GREETING] }, on: room });
  await again.page.waitForTimeout(200);
  assert.equal(await again.greeting.count(), 0);
  // Who opens the chat without it needs no greeting either, but did nothing to it.
  const other = await visit({ set: { service: "other", offers: [GREETING] } });
  await other.greeting.waitFor();
  await other.page.locator("frontdesk-chat button.launcher").click();
  await (await chat(other.page)).hears("open");
  await other.greeting.waitFor({ state: "detached" });
  assert.deepEqual((await stored(other.page)).local, {});
  await Promise.all([room.close(), other.room.close()]);
});

test("it is put away by its button or Escape, for as long as the owner says", async () => {
  for (const [again, inTab, later] of [["never", false, false], ["session", false, true], [undefined, true, true]]) {
    const set = { service: `away-${again ?? "always"}`, offers: [{ ...SALE, again }] };
    const { page, sale, room } = await visit({ set });
    await sale.focus();
    if (again === "session") await page.keyboard.press("Escape");
    else await page.getByRole("button", { name: "Dismiss" }).click();
    await sale.waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.querySelector("frontdesk-chat").shadowRoot.activeElement?.className), "launcher", "the focus is somewhere");
    await page.reload();
    await page.locator("frontdesk-chat").waitFor({ state: "attached" });
    await page.waitForTimeout(150);
    assert.equal((await sale.count()) > 0, inTab, `${again}, in the same tab`);
    const next = await visit({ set, on: room });
    await next.page.waitForTimeout(150);
    assert.equal((await next.sale.count()) > 0, later, `${again}, on a later visit`);
    await room.close();
  }
});

test("a floating CTA that always comes back is there again behind the chat", async () => {
  const { page, sale, room } = await visit({ set: { offers: [SALE] } });
  await sale.click();
  const frame = await chat(page);
  assert.deepEqual((await frame.hears("open")).target, { cta: "sale" });
  await sale.waitFor({ state: "hidden" });
  await frame.say({ type: "close" });
  await sale.waitFor();
  assert.deepEqual(await stored(page), NOTHING);
  await room.close();
});

test("owners who keep nothing in the page's storage keep no offers there either, and barred storage breaks nothing", async () => {
  const { page, greeting, room } = await visit({ set: { offers: [GREETING] }, attributes: 'data-remember="off"' });
  await page.getByRole("button", { name: "Dismiss" }).click();
  await greeting.waitFor({ state: "detached" });
  assert.deepEqual(await stored(page), NOTHING);
  await room.close();

  const barred = await browser.newContext();
  await barred.addInitScript(() => {
    for (const name of ["localStorage", "sessionStorage"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("barred", "SecurityError");
        },
      });
    }
  });
  const without = await visit({ set: { offers: [GREETING] }, on: barred });
  await without.page.getByRole("button", { name: "Dismiss" }).click();
  await without.greeting.waitFor({ state: "detached" });
  assert.deepEqual(without.said, []);
  await barred.close();
});

test("time, place and scrolling decide, also on a single-page site", async () => {
  const offers = [
    { ...GREETING, when: { after: 1 } },
    { ...SALE, when: { pages: ["^[^/]+//[^/]+/boats/?(#.*)?$"] } },
    { ...SALE, id: "deep", at: "foot-middle", text: { en: "Deep down" }, when: { scroll: 50 } },
  ];
  const { page, greeting, sale, room } = await visit({ set: { offers }, body: TALL });
  const deep = page.getByRole("button", { name: "Deep down" });
  assert.deepEqual([await greeting.count(), await sale.count(), await deep.count()], [0, 0, 0]);
  await greeting.waitFor();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
  await deep.waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(100);
  assert.equal(await deep.count(), 1, "it stays, however one scrolls");
  await page.evaluate(() => history.pushState(null, "", "/boats?utm_source=x"));
  await sale.waitFor();
  assert.deepEqual([await greeting.count(), await deep.count()], [0, 0], "a new page begins anew");
  await greeting.waitFor();
  await page.evaluate(() => history.back());
  await sale.waitFor({ state: "detached" });
  await room.close();
});

test("a place has one offer: the owner's first that is due", async () => {
  const offers = [{ ...SALE, when: { device: "phone" } }, { ...SALE, id: "two", text: { en: "Second" } }, { ...SALE, id: "three", text: { en: "Third" } }];
  const { page, sale, room } = await visit({ set: { offers } });
  await page.getByRole("button", { name: "Second" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Third" }).count(), 0);
  await page.setViewportSize({ width: 400, height: 700 });
  await sale.waitFor();
  await page.getByRole("button", { name: "Second" }).waitFor({ state: "detached" });
  await room.close();
});

test("the keyboard reaches offers before the launcher, and a greeting is told to screen readers", async () => {
  const { page, room } = await visit({ set: { offers: [GREETING, SALE] } });
  const focused = () => page.evaluate(() => document.querySelector("frontdesk-chat").shadowRoot.activeElement?.textContent || document.querySelector("frontdesk-chat").shadowRoot.activeElement?.ariaLabel);
  const reached = [];
  for (let steps = 0; steps < 5; steps += 1) {
    await page.keyboard.press("Tab");
    reached.push(await focused());
  }
  assert.deepEqual(reached.sort(), ["Chat with us", "Dismiss", "Dismiss", GREETING.text.en, "Summer sale"].sort());
  assert.equal(reached.length, 5);
  assert.equal(await page.getByRole("status").getByRole("button", { name: GREETING.text.en }).count(), 1);
  await room.close();
});

test("it works under a policy that names one host and requires Trusted Types", async () => {
  const { origin } = site.service;
  const policy = `default-src 'none'; script-src ${origin}; frame-src ${origin}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const { greeting, sale, said, page, room } = await visit({ set: { offers: [GREETING, SALE] }, path: "/strict", headers: { "content-security-policy": policy } });
  await greeting.waitFor();
  await sale.click();
  await (await chat(page)).hears("open");
  // The watch of this test is a script of the page's own, which the policy rightly stops.
  assert.deepEqual(said, []);
  await room.close();
});

test("offers are drawn well in every place, narrow, dark and from right to left", async () => {
  const everywhere = [
    GREETING,
    ...["foot-start", "foot-middle", "foot-end", "edge-start", "edge-end"].map((at, place) => ({ ...SALE, id: at, at, style: [undefined, "outline", "plain"][place % 3], text: { en: `Summer sale ${place}` } })),
  ];
  for (const [name, context, html] of [
    ["desktop", {}, 'lang="en"'],
    ["dark-rtl", { colorScheme: "dark" }, 'lang="en" dir="rtl"'],
    ["phone", { viewport: { width: 320, height: 640 }, hasTouch: true }, 'lang="en"'],
  ]) {
    const offers = name === "phone" ? everywhere.filter(({ at }) => !["foot-middle", "foot-end"].includes(at)) : everywhere;
    const { page, room } = await visit({ set: { offers }, context, html, head: "<style>html{color-scheme:light dark;font:16px system-ui}</style>", body: "<main><h1>Acme Outdoor</h1><p>Kayaks and tents.</p></main>" });
    await page.getByRole("button", { name: "Questions about" }).waitFor();
    const { width, height } = page.viewportSize();
    const boxes = await page.locator("frontdesk-chat").evaluate((host) =>
      [...host.shadowRoot.querySelectorAll("button")].filter((one) => one.checkVisibility({ visibilityProperty: true })).map((one) => ({ name: one.ariaLabel || one.textContent, ...one.getBoundingClientRect().toJSON() })),
    );
    for (const { name: button, left, right, top, bottom, width: wide, height: high } of boxes) {
      assert.ok(left >= 0 && top >= 0 && right <= width && bottom <= height, `${name}: ${button} is cut off: ${left} ${top} ${right} ${bottom}`);
      assert.ok(wide >= 24 && high >= 24, `${name}: ${button} is too small for a finger`);
    }
    const presses = boxes.filter(({ name: button }) => button !== "Dismiss");
    for (const one of presses) for (const other of presses) if (one !== other) assert.ok(one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top, `${name}: ${one.name} lies over ${other.name}`);
    assert.deepEqual(await violations(page), [], name);
    await screenshot(page, `offers-${name}`);
    await room.close();
  }
});
