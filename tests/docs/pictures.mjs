// The pictures of the owners' pages in `docs/owners`, taken anew by `cargo xtask pictures`: a made-up service is set up through
// the public interface, and each page is opened in a real browser. Run it after a change of what they show.

import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { launch } from "../kit/browser.mjs";
import { dashboard, enquire, go } from "../kit/dashboard.mjs";
import { serve } from "../kit/server.mjs";
import { makeService, must } from "../kit/people.mjs";
import { startWorker } from "../kit/worker.mjs";
import { furnish } from "./shop.mjs";

const FOLDER = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../docs/owners/pictures");

/**
 * What is shown, by the name of its picture: where in the settings, and what is done there first. The names are those that the
 * pages of `docs/owners` use; `tests/commands/docs.test.mjs` holds both to each other.
 * @type {Record<string, {place: string, first?: (page: import("playwright-core").Page) => Promise<unknown>}>}
 */
const PAGES = {
  guide: { place: "guide" },
  install: { place: "install" },
  check: { place: "install/check", first: checked },
  appearance: { place: "appearance" },
  ctas: { place: "ctas" },
  weblink: { place: "links", first: (page) => page.getByRole("link", { name: "Shop window" }).click() },
  tag: { place: "tags", first: (page) => page.getByRole("link", { name: "Sales" }).click() },
  hours: { place: "schedules", first: (page) => page.getByRole("link", { name: "Shop hours" }).click() },
  tester: { place: "tester" },
  messages: { place: "messages", first: (page) => page.getByRole("link", { name: "Everybody" }).click() },
  form: { place: "forms", first: (page) => page.getByRole("link", { name: "Before we paddle" }).click() },
  staff: { place: "staff" },
  alerts: { place: "alerts" },
  changes: { place: "changes" },
  transfer: { place: "transfer" },
};

const [worker, browser] = await Promise.all([startWorker(), launch()]);
const site = await serve(() => ({
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Acme Outdoor</title><style>body{font:18px/1.5 Georgia,serif;max-width:720px;margin:60px auto;color:#1d2b24}</style></head>
<body><main><h1>Kayaks and tents</h1><p>Boats for two, tents for four, and somebody who knows both.</p></main>
<script async src="${worker.origin}/widget/acme.js"></script></body></html>`,
}));
try {
  const acme = await makeService(worker, {
    staff: { ada: "supervisor", ben: "agent" },
    tags: { sales: ["ada", "ben"], repairs: ["ben"] },
    sites: [site.origin],
    settings: { languages: ["en", "ja"] },
  });
  await furnish((method, place, body) => must(worker, method, `${acme.base}/${place}`, { as: acme.people.owner, body }), acme);
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  const shot = (page, name) => page.screenshot({ path: path.join(FOLDER, `${name}.png`) });

  const owner = await dashboard(browser, worker, acme, "owner", { place: "/settings" });
  for (const [name, { place, first }] of Object.entries(PAGES)) {
    await go(owner, `/settings/${place}`);
    await first?.(owner);
    await settled(owner);
    await shot(owner, name);
  }
  await owner.context().close();

  const phone = await browser.newPage({ viewport: { width: 390, height: 720 }, reducedMotion: "reduce" });
  await phone.goto(`${worker.origin}/l/acme/shop-window`);
  await settled(phone);
  await shot(phone, "weblink-phone");

  // Repairs is open always; at this hour Sales may be closed.
  const ben = await dashboard(browser, worker, acme, "ben");
  const { room } = await enquire(worker, acme, { tag: acme.tags.repairs }, ["My paddle broke. Can you mend it by Friday?"]);
  await ben.getByRole("button", { name: /Answer/ }).first().waitFor();
  await settled(ben);
  await shot(ben, "enquiry");
  await room.end();

  console.log((await readdir(FOLDER)).join("\n"));
} finally {
  await browser.close();
  await site.close();
  await worker.stop();
}

/** Has a page of the shop's looked at. */
async function checked(page) {
  await page.getByRole("textbox").first().fill(site.origin);
  await page.keyboard.press("Enter");
  await page.locator(".remark, .remarks, .check").first().waitFor({ timeout: 5_000 }).catch(() => {});
}

/** Once everything that a page shows is there, and stands still. */
async function settled(page) {
  await page.waitForFunction(() => !document.querySelector(".skeleton") && [...document.images].every((image) => image.complete));
  await page.waitForTimeout(500);
}
