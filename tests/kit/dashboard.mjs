// People at the dashboard, and visitors who give them work, without the steps that every story would repeat.

import assert from "node:assert/strict";

import { makeVisitor, must, newId, openRoom, raise } from "./people.mjs";

/**
 * Somebody's dashboard, signed in, where `place` (behind `#`) leads.
 * @param {import("playwright-core").Browser} browser
 * @param {{place?: string} & import("playwright-core").BrowserContextOptions} [options]
 * @returns {Promise<import("playwright-core").Page>}
 */
export async function dashboard(browser, worker, service, who, { place = "/inbox", ...options } = {}) {
  // Still pictures: halfway through a movement colours are blends, and nothing has its place.
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: "reduce", ...options });
  const { cookie } = service.people[who];
  const at = cookie.indexOf("=");
  await context.addCookies([{ name: cookie.slice(0, at), value: cookie.slice(at + 1), domain: "127.0.0.1", path: "/", secure: true, httpOnly: true }]);
  const page = await context.newPage();
  // The page hides behind a notice then, and all of it is still there for a script.
  page.on("pageerror", (error) => {
    if (/RuntimeError/.test(error.stack)) throw error;
  });
  await page.goto(`${worker.origin}/desk/${service.slug}#${place}`);
  await page.locator(".shell:not(.is-stale)").waitFor();
  return page;
}

/** What was said in the room that is shown. */
export const messages = (page) => page.getByRole("log", { name: "Messages" });

/** Where one writes. */
export const messageBox = (page) => page.getByRole("textbox", { name: "Message" });

/** Goes to a place (behind `#`), and waits for what has to be fetched. */
export async function go(page, place) {
  await page.evaluate((place) => (location.hash = place), place);
  await page.waitForFunction((place) => location.hash === `#${place}` && !document.querySelector(".skeleton"), place);
}

/** A visitor who raised an enquiry and wrote; `say` writes more. */
export async function enquire(worker, service, entry, words = [], more = {}) {
  const as = await makeVisitor(worker, service);
  const { enquiry } = await raise(worker, service, as, entry, more);
  const room = await openRoom(worker, service, as, enquiry);
  const say = (body) => room.send({ type: "say", message: newId("msg"), body });
  for (const body of words) {
    say(body);
    await room.until(({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.body === body), "what was said");
  }
  return { as, enquiry, room, say };
}

/** Answers, or with another verb follows up. */
export const take = (worker, service, who, enquiry, verb = "answer") =>
  must(worker, "POST", `${service.base}/enquiries/${enquiry}/${verb}`, { as: service.people[who] });

/** Presses Tab until something with this role and name has the focus: only what a keyboard reaches is reached. */
export async function tabTo(page, role, name) {
  const target = page.getByRole(role, { name, exact: typeof name === "string" });
  for (let steps = 0; steps < 80; steps += 1) {
    await page.keyboard.press("Tab");
    if (await target.evaluateAll((all) => all.some((one) => one === document.activeElement))) return;
  }
  assert.fail(`no ${role} "${name}" within 80 tabs at ${page.url()}`);
}

/** Waits until what has the focus is called so; tells what else has it, if that doesn't come to be. */
export async function hasFocus(page, name, why) {
  await page
    .waitForFunction((name) => (document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent).trim() === name, name, { timeout: 5_000 })
    .catch(() => {});
  assert.equal(await focused(page), name, why);
}

/** The words of what has the focus; "nothing" if nothing gets it soon. */
export async function focused(page) {
  await page.waitForFunction(() => document.activeElement !== document.body, undefined, { timeout: 3_000 }).catch(() => {});
  return page.evaluate(() => {
    const { activeElement: it } = document;
    return it === document.body ? "nothing" : (it.getAttribute("aria-label") ?? it.textContent).trim();
  });
}
