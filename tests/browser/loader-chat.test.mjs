// The launcher and the panel as a visitor meets them: opening and closing, by mouse, keyboard and phone, in the visitor's
// language and direction, and what they see when the frame does not come.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { chat, FRAME, stand } from "../kit/stand.mjs";

let browser;
let site;
before(async () => {
  // The service "silent" never gets ready; "late" does when it is told to.
  [browser, site] = await Promise.all([launch(), stand({ frame: (path) => (path.includes("greeting") ? GREETING : FRAME) })]);
});
after(() => Promise.all([browser.close(), site.close()]));

/** A frame that asks for its channel before the page has finished loading, and again after each reload. */
const GREETING = FRAME.replace("addEventListener", 'parent.postMessage({ type: "frontdesk:hello" }, "*");\n  addEventListener');

async function visit(content, options) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 800 }, ...options });
  await page.goto(site.page(content));
  await page.locator("frontdesk-chat").waitFor({ state: "attached" });
  return page;
}

const launcher = (page) => page.locator("frontdesk-chat button.launcher");
const panel = (page) => page.locator("frontdesk-chat .panel");
const PHONE = { viewport: { width: 320, height: 600 }, isMobile: true, hasTouch: true };

test("a click opens the chat and another closes it, and the frame hears of both", async () => {
  const page = await visit({});
  await launcher(page).click();
  const { hears, heard } = await chat(page);
  await hears("open");
  await panel(page).waitFor();
  assert.equal(await launcher(page).getAttribute("aria-expanded"), "true");
  const [connect, init, open] = await heard();
  assert.deepEqual(connect, { type: "connect", version: 1, origin: site.owner.origin });
  assert.deepEqual(init, {
    type: "init",
    page: { url: `${site.owner.origin}/`, title: "Acme", referrer: "" },
    token: null,
    language: "en",
    visible: true,
    color: null,
  });
  assert.deepEqual(open, { type: "open", target: null });

  await launcher(page).click();
  await hears("hide");
  await panel(page).waitFor({ state: "hidden" });
  assert.equal(await launcher(page).getAttribute("aria-expanded"), "false");
  await launcher(page).click();
  await hears("open", 2);
  assert.equal((await heard("connect")).length, 1);
  await page.close();
});

test("opened by keyboard, the focus goes in, and comes back after Escape", async () => {
  const page = await visit({ body: "<h1>Acme</h1><button>Last</button>" });
  await page.getByText("Last").focus();
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "launcher");
  await page.keyboard.press("Enter");
  const { frame, hears } = await chat(page);
  await page.waitForFunction(() => document.querySelector("frontdesk-chat").shadowRoot.activeElement?.localName === "iframe");
  await page.keyboard.press("Tab");
  assert.equal(await frame.evaluate(() => document.activeElement.localName), "input");
  // The frame hears this Escape, and asks to be closed.
  await page.keyboard.press("Escape");
  await hears("hide");
  await panel(page).waitFor({ state: "hidden" });
  assert.equal(await focused(page), "launcher");
  await page.close();
});

test("Escape closes a chat that is still loading, but not for a dialog of the page", async () => {
  const page = await visit({ body: '<h1>Acme</h1><input id="theirs">', script: 'data-service="silent"' });
  await launcher(page).click();
  assert.equal(await focused(page), "panel");
  await page.locator("#theirs").focus();
  await page.keyboard.press("Escape");
  assert.equal(await panel(page).isVisible(), true);
  await panel(page).focus();
  await page.keyboard.press("Escape");
  await panel(page).waitFor({ state: "hidden" });
  assert.equal(await focused(page), "launcher");
  await page.close();
});

test("closing gives the focus back without moving the page", async () => {
  const body = `<button data-frontdesk="tag:sales">Talk to Sales</button><div style="height: 4000px"></div>`;
  const page = await visit({ path: "/long", body });
  await page.getByText("Talk to Sales").click();
  const { say } = await chat(page);
  await page.locator("frontdesk-chat.ready").waitFor({ state: "attached" });
  await page.evaluate(() => scrollTo(0, 3000));
  await say({ type: "close" });
  await panel(page).waitFor({ state: "hidden" });
  assert.deepEqual(await page.evaluate(() => [document.activeElement.textContent, scrollY]), ["Talk to Sales", 3000]);
  await page.close();
});

test("the hidden chat cannot be reached by Tab", async () => {
  const page = await visit({ body: "<button>First</button>" });
  await launcher(page).hover();
  await chat(page);
  await launcher(page).focus();
  await page.keyboard.press("Shift+Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "First");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.notEqual(await focused(page), "IFRAME");
  await page.close();
});

test("a frame that does not come says so in words, and can be tried again", async () => {
  const page = await visit({ script: 'data-service="silent"' });
  await page.clock.install();
  await launcher(page).click();
  const again = page.getByRole("button", { name: "Can’t connect. Try again" });
  // The installed clock also runs by itself: leave room for a slow machine.
  await page.clock.runFor(5_000);
  assert.equal(await again.isVisible(), false);
  await page.clock.runFor(6_000);
  assert.equal(await again.isVisible(), true);
  await screenshot(page, "loader-failed");

  await (await chat(page)).frame.evaluate(() => (window.former = true));
  await again.click();
  assert.equal(await again.isVisible(), false);
  const { frame, say, hears } = await chat(page);
  assert.equal(await frame.evaluate(() => "former" in window), false);
  await hears("open");
  await say({ type: "ready" });
  await page.waitForFunction(() => document.querySelector("frontdesk-chat").shadowRoot.activeElement?.localName === "iframe");
  await page.clock.runFor(20_000);
  assert.equal(await again.isVisible(), false);
  await page.close();
});

test("a frame that the owner's policy blocks ends in the same words", async () => {
  const policy = `script-src ${site.service.origin}`;
  const page = await visit({ path: "/blocked", headers: { "content-security-policy": `${policy}; frame-src 'none'` } });
  await page.clock.install();
  await launcher(page).click();
  await page.clock.runFor(11_000);
  assert.equal(await page.getByRole("button", { name: "Can’t connect. Try again" }).isVisible(), true);
  await page.close();
});

test("a frame that failed unseen is asked anew at the next sign of intent", async () => {
  const page = await visit({ script: 'data-service="silent"' });
  await page.clock.install();
  await launcher(page).hover();
  await chat(page);
  await page.clock.runFor(11_000);
  assert.equal(await page.locator("iframe").count(), 0);
  await launcher(page).click();
  const { say } = await chat(page);
  await say({ type: "ready" });
  await page.clock.runFor(11_000);
  assert.equal(await page.locator("iframe").isVisible(), true);
  await page.close();
});

test("a frame that asks for its channel gets one, and after a reload another with all it must know", async () => {
  const page = await visit({ script: 'data-service="greeting"' });
  await launcher(page).click();
  const { frame, heard, hears } = await chat(page);
  await page.waitForLoadState("networkidle");
  assert.equal((await heard("connect")).length, 1);
  await frame.evaluate(() => location.reload()).catch(() => {});
  await frame.waitForFunction(() => performance.getEntriesByType("navigation")[0]?.type === "reload");
  await hears("open");
  assert.equal((await heard("connect")).length, 1);
  assert.equal((await heard("init"))[0].visible, true);
  await page.close();
});

test("a reload is answered too when the frame does not ask", async () => {
  const page = await visit({});
  await launcher(page).click();
  const { frame, hears } = await chat(page);
  await frame.evaluate(() => location.reload()).catch(() => {});
  await frame.waitForFunction(() => performance.getEntriesByType("navigation")[0]?.type === "reload");
  await hears("open");
  await page.close();
});

test("on a phone the chat fills the screen and holds the page still", async () => {
  const body = `<h1>Acme</h1>${"<p>Text</p>".repeat(60)}<button data-frontdesk="tag:sales">Talk to Sales</button>`;
  const page = await visit({ path: "/phone", body, html: 'lang="en" style="overflow: scroll"' }, PHONE);
  assert.ok((await launcher(page).boundingBox()).width <= 60, "the launcher is a round button there");
  await page.getByText("Talk to Sales").scrollIntoViewIfNeeded();
  const scrolled = await page.evaluate(() => scrollY);
  await page.getByText("Talk to Sales").tap();
  const { say } = await chat(page);
  await page.locator("frontdesk-chat.ready").waitFor({ state: "attached" });
  await page.waitForTimeout(400);
  assert.deepEqual(await panel(page).boundingBox(), { x: 0, y: 0, width: 320, height: 600 });
  assert.equal(await launcher(page).isVisible(), false);
  const overflow = () => page.evaluate(() => getComputedStyle(document.documentElement).overflowY);
  assert.equal(await overflow(), "hidden");
  await screenshot(page, "loader-phone");
  await say({ type: "close" });
  await panel(page).waitFor({ state: "hidden" });
  assert.equal(await overflow(), "scroll");
  assert.equal(await page.evaluate(() => scrollY), scrolled);
  await page.close();
});

test("on a phone, a chat that is still loading can be closed", async () => {
  const page = await visit({ script: 'data-service="silent"' }, PHONE);
  await launcher(page).tap();
  await panel(page).waitFor();
  await launcher(page).tap();
  await panel(page).waitFor({ state: "hidden" });
  await page.close();
});

test("the chat gives way to the on-screen keyboard", async () => {
  // No keyboard comes up without a screen, so the page gets a visual viewport that tells of one.
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await page.addInitScript(() => {
    const view = Object.assign(new EventTarget(), { scale: 1, offsetTop: 0, height: 600 });
    Object.defineProperty(window, "visualViewport", { value: view });
    window.keyboard = (change, type) => {
      Object.assign(view, change);
      view.dispatchEvent(new Event(type));
    };
  });
  await page.goto(site.page({ path: "/phone" }));
  await launcher(page).tap();
  await chat(page);
  const settles = async (y, height) => {
    await page.waitForTimeout(400);
    const box = await panel(page).boundingBox();
    assert.deepEqual([box.y, box.height], [y, height]);
  };
  await settles(0, 600);
  await page.evaluate(() => keyboard({ height: 330 }, "resize"));
  await settles(0, 330);
  await page.evaluate(() => keyboard({ offsetTop: 120 }, "scroll"));
  await settles(120, 330);
  // Zoomed in: the chat stays whole.
  await page.evaluate(() => keyboard({ scale: 2, height: 165 }, "resize"));
  await settles(120, 330);
  await page.evaluate(() => keyboard({ scale: 1, offsetTop: 0, height: 600 }, "resize"));
  await settles(0, 600);
  await context.close();

  // A tablet keeps its panel, above the keyboard.
  const tablet = await visit({}, { viewport: { width: 800, height: 1000 } });
  await launcher(tablet).click();
  await chat(tablet);
  await tablet.waitForTimeout(400);
  const { y, height, width } = await panel(tablet).boundingBox();
  assert.deepEqual([width, height, y + height], [400, 680, 1000 - 90]);
  await tablet.close();
});

test("the side follows the direction of writing and the owner's wish", async () => {
  for (const [html, body, script, side] of [
    ['lang="en"', "", 'data-service="acme"', "right"],
    ['lang="en"', "", 'data-service="acme" data-side="start"', "left"],
    ['lang="ar" dir="rtl"', "", 'data-service="acme"', "left"],
    ['lang="ar" dir="rtl"', "", 'data-service="acme" data-side="start"', "right"],
    ['lang="ar"', "<script>document.body.dir = 'rtl'</script>", 'data-service="acme"', "left"],
  ]) {
    const page = await visit({ path: "/side", html, body: `<h1>Acme</h1>${body}`, script });
    await launcher(page).click();
    await chat(page);
    await page.waitForTimeout(400);
    for (const part of [launcher(page), panel(page)]) {
      const { x, width } = await part.boundingBox();
      assert.equal(side === "left" ? x : 1000 - x - width, 20, `${html} ${script}`);
    }
    await page.close();
  }
});

test("the launcher speaks the page's language, or the owner's words", async () => {
  for (const [lang, name, again] of [
    ["en-GB", "Chat with us", "Can’t connect. Try again"],
    ["fr", "Chat with us", "Can’t connect. Try again"],
    ["zh", "与我们聊聊", "无法连接，再试一次"],
    ["zh-CN", "与我们聊聊", "无法连接，再试一次"],
    ["zh-TW", "與我們聊聊", "無法連線，再試一次"],
    ["zh-Hant-HK", "與我們聊聊", "無法連線，再試一次"],
    ["ja-JP", "チャットで相談", "接続できません。再試行"],
  ]) {
    const page = await visit({ path: "/language", html: `lang="${lang}"` });
    assert.equal(await page.getByRole("button", { name, exact: true }).count(), 1, lang);
    assert.equal(await panel(page).locator("button").textContent(), again, lang);
    await page.close();
  }
  // Without a language of the page, the visitor's; and a page in an old encoding garbles nothing.
  const page = await visit({ path: "/language", html: "", head: "", headers: { "content-type": "text/html; charset=shift_jis" } }, { locale: "ja-JP" });
  assert.equal(await page.getByRole("button", { name: "チャットで相談" }).count(), 1);
  await page.close();
  const own = await visit({ path: "/language", script: 'data-service="acme" data-label="Ask a paddler"' });
  assert.equal(await own.getByRole("button", { name: "Ask a paddler", exact: true }).count(), 1);
  await own.close();
});

test("unread messages show on the launcher and before the title, whatever the page does to it", async () => {
  const page = await visit({});
  await launcher(page).hover();
  const { say } = await chat(page);
  const title = (wanted) => page.waitForFunction((wanted) => document.title === wanted, wanted);
  await say({ type: "unread", count: 2 });
  await title("(2) Acme");
  assert.equal(await badge(page), "2");
  await page.evaluate(() => (document.title = "Basket"));
  await title("(2) Basket");
  await page.evaluate(() => (document.title += " (1 kayak)"));
  await say({ type: "unread", count: 120 });
  await title("(120) Basket (1 kayak)");
  assert.equal(await badge(page), "99+");
  assert.equal(await page.getByRole("button", { name: "Chat with us", exact: true }).count(), 1);
  await page.evaluate(() => (document.title = "(2024) Catalogue"));
  await title("(120) (2024) Catalogue");
  await say({ type: "unread", count: 0 });
  await title("(2024) Catalogue");
  assert.equal(await badge(page), "");
  // Nobody puts it back any more.
  await page.evaluate(() => (document.title = "Home"));
  await page.waitForTimeout(100);
  await title("Home");
  await page.close();
});

test("the frame hears where the page is, without our touching its history", async () => {
  const page = await visit({});
  const untouched = () => page.evaluate(() => /native code/.test(history.pushState) && !Object.hasOwn(history, "pushState"));
  await launcher(page).hover();
  const { hears } = await chat(page);
  await page.evaluate(() => {
    history.pushState({}, "", "/kayaks?colour=red");
    // As single-page sites do: the title comes after the address.
    setTimeout(() => (document.title = "Kayaks"), 50);
  });
  const { url, title } = await hears("page");
  assert.deepEqual([url, title], [`${site.owner.origin}/kayaks?colour=red`, "Kayaks"]);
  await page.evaluate(() => (location.hash = "#top"));
  assert.equal((await hears("page", 2)).url, `${site.owner.origin}/kayaks?colour=red#top`);
  await page.goBack();
  await hears("page", 3);
  assert.equal(await untouched(), true);
  await page.close();
});

test("axe finds nothing, in any state", async () => {
  const open = async (page) => {
    await launcher(page).click();
    await chat(page);
    await page.waitForTimeout(400);
  };
  const states = {
    closed: async () => {},
    open,
    loading: open,
    badge: async (page) => {
      await launcher(page).hover();
      await (await chat(page)).say({ type: "unread", count: 3 });
      await page.mouse.move(0, 0);
      await page.waitForTimeout(400);
    },
    failed: async (page) => {
      await page.clock.install();
      await open(page);
      await page.clock.runFor(11_000);
    },
  };
  for (const colorScheme of ["light", "dark"])
    for (const [state, reach] of Object.entries(states)) {
      const service = state === "loading" || state === "failed" ? "silent" : "acme";
      const body = "<main><h1>Acme Outdoor</h1><p>Kayaks and tents.</p></main>";
      const page = await visit({ path: "/axe", body, script: `data-service="${service}"` }, { colorScheme });
      await reach(page);
      await screenshot(page, `loader-${state}-${colorScheme}`);
      assert.deepEqual(await violations(page, { within: "frontdesk-chat" }), [], `${state}, ${colorScheme}`);
      await page.close();
    }
});

test("letters on the launcher can be read on any colour of the owner's", async () => {
  for (const color of ["#ffb300", "#fff", "black", "hsl(300 80% 30%)", "oklch(0.8 0.2 140)"]) {
    const page = await visit({ path: "/color", script: `data-service="acme" data-color="${color}"` });
    const ratio = await launcher(page).evaluate((button) => {
      const context = document.createElement("canvas").getContext("2d");
      const luminance = (color) => {
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
        const [r, g, b] = [...context.getImageData(0, 0, 1, 1).data].map((byte) => {
          const share = byte / 255;
          return share > 0.04045 ? ((share + 0.055) / 1.055) ** 2.4 : share / 12.92;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const { color, backgroundColor } = getComputedStyle(button);
      const [light, dark] = [luminance(color), luminance(backgroundColor)].sort((a, b) => b - a);
      return (light + 0.05) / (dark + 0.05);
    });
    assert.ok(ratio >= 4.5, `${color}: ${ratio}`);
    await page.close();
  }
});

test("who wants less motion gets none, who prints gets no launcher", async () => {
  const calm = await visit({}, { reducedMotion: "reduce" });
  assert.equal(await launcher(calm).evaluate((button) => getComputedStyle(button).transitionDuration), "0s");
  await calm.emulateMedia({ media: "print" });
  assert.equal(await launcher(calm).isVisible(), false);
  await calm.close();
});

test("the owner's styles cannot reach the launcher", async () => {
  const head = `<style>
    :root > *, frontdesk-chat { all: unset !important; display: none !important; opacity: 0 !important; transform: scale(2) !important; }
    button { background: red !important; }
  </style>`;
  const page = await visit({ path: "/rude", head });
  const { x, y, width, height } = await launcher(page).boundingBox();
  assert.deepEqual([x + width, y + height], [980, 780]);
  await page.close();
});

/** What is written on the launcher's badge; nothing without one. */
const badge = (page) =>
  launcher(page).evaluate((button) => {
    const { content } = getComputedStyle(button, "::after");
    return content === "none" ? "" : content.replaceAll('"', "");
  });

/** What has the focus: the class or name of an element of ours, or of the page. */
const focused = (page) =>
  page.evaluate(() => {
    const inner = document.activeElement.shadowRoot?.activeElement;
    return inner ? inner.className || inner.tagName : document.activeElement.tagName;
  });
