// A stand to try the loader on: an owner's page on one origin, and on another a service whose frame is played by a few lines
// of script, so that no worker is needed. Both are real servers, for origins and content policies are the point.

import { bundle } from "../../widget/loader/build.mjs";
import { serve } from "./server.mjs";

/** Plays the frame: says it is ready, keeps what it hears in `heard`, and speaks by `say()`. */
export const FRAME = `<!doctype html><html lang="en"><title>Frame</title>
<style>html{color-scheme:light dark}body{font:16px system-ui;margin:20px}</style>
<main><h1>Acme</h1><label>Message <input></label></main>
<script>
  const heard = [], channels = [];
  const say = (message) => channels.at(-1).postMessage(message);
  addEventListener("message", ({ source, origin, data, ports }) => {
    if (source !== parent || data?.type !== "frontdesk:connect") return;
    heard.push({ type: "connect", version: data.version, origin });
    channels.push(ports[0]);
    ports[0].onmessage = ({ data }) => heard.push(data);
    if (!location.pathname.includes("silent")) say({ type: "ready" });
  });
  addEventListener("pageshow", ({ persisted }) => persisted && say({ type: "unread", count: 1 }));
  addEventListener("keydown", ({ key }) => key === "Escape" && say({ type: "close" }));
</script>`;

/**
 * @param {object} [options]
 * @param {(path: string) => string | undefined} [options.frame] other HTML for the frame
 * @returns the two origins, and `page()` to set what the owner's page holds
 */
export async function stand({ frame = () => FRAME } = {}) {
  const [loader, ofService, withOffers] = await Promise.all(["plain", "service", "offers"].map(bundle));
  const settings = new Map();
  const service = await serve((path) => {
    if (path === "/widget.js") return { type: "text/javascript", body: loader };
    const set = settings.get(/^\/widget\/(.+)\.js$/.exec(path)?.[1]);
    // As `edge/src/page/script.rs` puts them together.
    if (set) return { type: "text/javascript; charset=utf-8", body: `{const __frontdesk=${JSON.stringify(set)};${set.offers ? withOffers : ofService}}` };
    if (path.startsWith("/widget/")) return { body: frame(path) };
  });
  const pages = new Map();
  // Browsers ask for an icon that no test cares for.
  const owner = await serve((path) => pages.get(path) ?? (path === "/favicon.ico" ? { status: 204 } : undefined));
  const tag = (attributes = 'data-service="acme"') => `<script async src="${service.origin}/widget.js" ${attributes}></script>`;
  return {
    service,
    owner,
    tag,
    /**
     * Sets a service up, with what `edge/src/page/script.rs` writes.
     * @param {object} set `service` at least
     * @returns {string} the tag of its own script, with more attributes if there are some
     */
    setUp(set, attributes = "") {
      settings.set(set.service, { words: { en: ["Chat with us", "Can’t connect. Try again", "Dismiss"] }, css: "", ...set });
      return `<script async src="${service.origin}/widget/${set.service}.js" ${attributes}></script>`;
    },
    /**
     * Puts a page on the owner's site.
     * @param {object} [content] `head`, `body`: HTML; `script`: the tag's attributes, or null for none; `html`: attributes
     *   of the root; `headers`
     * @returns {string} its address
     */
    page({ path = "/", html = 'lang="en"', head = "", body = "<h1>Acme Outdoor</h1>", script, headers, title = "Acme" } = {}) {
      pages.set(path, {
        headers,
        body: `<!doctype html><html ${html}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title>${head}</head><body>${body}${script === null ? "" : tag(script)}</body></html>`,
      });
      return owner.origin + path;
    },
    close: () => Promise.all([service.close(), owner.close()]),
  };
}

/** What is said of nothing isn't said. */
const plain = (heard) => JSON.parse(JSON.stringify(heard));

/**
 * The frame that plays the chat, once it is connected.
 * @param {import("playwright-core").Page} page
 */
export async function chat(page) {
  const handle = await page.waitForSelector('iframe[title="Chat"]', { state: "attached" });
  const frame = await handle.contentFrame();
  await frame.waitForFunction(() => typeof heard !== "undefined" && heard.some(({ type }) => type === "init"));
  return {
    frame,
    /** Sends a message to the loader, as the frame would. */
    say: (message) => frame.evaluate((message) => say(message), message),
    /** What it heard so far, of one type or all. */
    heard: async (type) => plain(await frame.evaluate((type) => heard.filter((message) => !type || message.type === type), type)),
    /** Waits until it hears a message of this type for the `times`th time, and returns that. */
    hears: async (type, times = 1) => {
      const found = await frame.waitForFunction(([type, times]) => heard.filter((message) => message.type === type)[times - 1], [type, times]);
      return plain(await found.jsonValue());
    },
  };
}
