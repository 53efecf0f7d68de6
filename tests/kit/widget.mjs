// A stage for stories of the widget: the real worker, an owner's page with the real loader, staff by their sockets.

import { launch } from "./browser.mjs";
import { makeService, must, openDesk, openRoom } from "./people.mjs";
import { serve } from "./server.mjs";
import { startWorker } from "./worker.mjs";

/**
 * @param {object} [service] see `makeService`; without one, Ada and Ben serve the tags Sales and Repairs
 * @param {import("playwright-core").Browser} [browser] one that was started otherwise; it is closed at the end
 * @param {Record<string, string>} [vars] of the worker
 */
export async function widgetStage(service = {}, browser = undefined, vars = {}) {
  const worker = await startWorker({ vars: { LIMITS: "off", ...vars } });
  const site = await serve((path, { url }) => ({
    // "/?ja": a page in that language.
    body: `<!doctype html><html lang="${url.split("?")[1] ?? "en"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Acme Outdoor</title><link rel="icon" href="data:,"></head><body><main><h1>Kayaks and tents</h1>
<button data-frontdesk="tag:sales">Talk to Sales</button> <button data-frontdesk="tag:gone">Talk to nobody</button>
<button data-frontdesk="cta:summer">Summer sale</button></main>
<script async src="${worker.origin}/widget.js" data-service="${path.slice(1) || "acme"}"></script></body></html>`,
  }));
  const make = (options) => makeService(worker, { sites: [site.origin], ...options });
  const acme = await make({ staff: { ada: "agent", ben: "agent" }, tags: { sales: ["ada", "ben"], repairs: ["ada"] }, ...service });
  browser ??= await launch();
  const timers = [];
  const desks = [];
  const taken = new Set();
  return {
    worker,
    site,
    acme,
    browser,
    make,
    /** Somebody of the staff comes to their dashboard and stays. */
    async comes(name, service = acme) {
      const desk = await openDesk(worker, service, service.people[name]);
      desks.push(Object.assign(desk, { from: 0 }));
      timers.push(setInterval(() => desk.send("ping"), 10_000));
      return desk;
    },
    /**
     * A visitor on the owner's page. `chat` is the frame; `open` presses the launcher.
     * @param {{path?: string, context?: object, on?: import("playwright-core").BrowserContext}} [options] `on`: the browser of an
     *   earlier visit, for a second tab; `own`: the page has the service's own script, with its settings in it
     */
    async visit({ path = "/", context = {}, on, own, before } = {}) {
      // Enquiries of earlier visitors are nobody's business any more.
      for (const desk of on ? [] : desks) desk.from = desk.frames.length;
      const room = on ?? (await browser.newContext({ viewport: { width: 1000, height: 760 }, ...context }));
      const script = `document.head.append(Object.assign(document.createElement("script"),{src:"${worker.origin}/widget/acme.js"}))`;
      if (own) await room.route(`${worker.origin}/widget.js`, (route) => route.fulfill({ contentType: "text/javascript", body: script }));
      await before?.(room);
      const page = await room.newPage();
      page.setDefaultTimeout(10_000);
      await page.goto(site.origin + path);
      const chat = page.frameLocator('iframe[title="Chat"]');
      const launcher = page.locator("frontdesk-chat button.launcher");
      await launcher.waitFor();
      return {
        page,
        chat,
        launcher,
        context: room,
        log: chat.getByRole("log", { name: "Messages" }),
        box: chat.locator(".chat").getByRole("textbox", { name: "Message", exact: true }),
        open: () => launcher.click(),
        talkTo: (name) => page.getByRole("button", { name }).click(),
        async says(text) {
          await this.box.fill(text);
          await this.box.press("Enter");
        },
        frame: async () => (await (await page.waitForSelector('iframe[title="Chat"]', { state: "attached" })).contentFrame()),
      };
    },
    /** The next enquiry of the newest visitor, won by somebody: gives their socket of its room. */
    async answers(name, desk, service = acme) {
      const isNew = (frame) => frame.type === "enquiry_changed" && frame.card.phase === "open" && desk.frames.indexOf(frame) >= desk.from;
      const { card } = await desk.until((frame) => isNew(frame) && !taken.has(frame.card.enquiry), "an open enquiry");
      taken.add(card.enquiry);
      const as = service.people[name];
      await must(worker, "POST", `${service.base}/enquiries/${card.enquiry}/answer`, { as });
      const room = await openRoom(worker, service, as, card.enquiry);
      await room.until(({ type, entry }) => type === "entry" && entry.kind === "answered", "having it", 3000).catch(() => {});
      return Object.assign(room, { enquiry: card.enquiry });
    },
    async close() {
      timers.forEach(clearInterval);
      await browser.close();
      await site.close();
      await worker.stop();
    },
  };
}
