// Asks axe-core what people with assistive technology would stumble over.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** What comes in has come to rest: a dialog on its way isn't the one thing on the page yet. In a page in the background nothing moves. */
const rest = async () => {
  const coming = document.getAnimations().filter(({ effect, playState }) => playState === "running" && effect?.getComputedTiming().endTime < 1_000);
  const late = new Promise((done) => setTimeout(done, 1_000));
  await Promise.race([Promise.all(coming.map(({ finished }) => finished.catch(() => {}))), late]);
};

const SOURCE = readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/**
 * The violations on a page, one line for each element; none is the only good answer. Frames are asked too.
 * @param {import("playwright-core").Page} page
 * @param {{within?: string, rules?: Record<string, {enabled: boolean}>}} [options] `within`: a selector
 * @returns {Promise<string[]>}
 */
export async function violations(page, { within, rules = {} } = {}) {
  const lines = [];
  for (const frame of page.frames()) {
    if (frame.isDetached() || frame.url() === "about:blank") continue;
    const main = frame === page.mainFrame();
    // By the debugger, so that no content policy of the page is in the way; once, for there is much of it.
    if (!(await frame.evaluate(() => "axe" in window))) await frame.evaluate(await SOURCE);
    await frame.evaluate(rest);
    const found = await frame.evaluate(
      async ([selector, rules, main]) => {
        const { violations } = await axe.run(selector || document, {
          // Experimental and off in axe itself; asking by tags, as for frames, would switch it on.
          rules: { "label-content-name-mismatch": { enabled: false }, ...rules },
          resultTypes: ["violations"],
          // Each frame is asked by itself, above.
          iframes: false,
          // Rules about whole pages make no sense of a frame.
          ...(main ? {} : { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
        });
        return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.flat().join(" ")}\n  ${failureSummary}`));
      },
      [main ? within : undefined, rules, main],
    );
    lines.push(...found);
  }
  return lines;
}
