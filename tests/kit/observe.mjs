// Watches what a page costs its visitor from its first moment: layout shifts, long tasks, and what scripts of ours take of
// the main thread.

/**
 * Starts watching; call it before `goto`.
 * @param {import("playwright-core").Page} page
 */
export async function observe(page) {
  await page.addInitScript(() => {
    if (window !== top) return;
    const seen = (window.__seen = { shift: 0, longTasks: [] });
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => (seen.shift += entry.value))).observe({ type: "layout-shift", buffered: true });
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => seen.longTasks.push(Math.round(entry.duration)))).observe({
      type: "longtask",
      buffered: true,
    });
  });
}

/**
 * @param {import("playwright-core").Page} page
 * @returns {Promise<{shift: number, longTasks: number[]}>} the sum of all shifts; the length of each task over 50 ms, in ms
 */
export const observed = (page) => page.evaluate(() => window.__seen);

/**
 * Records the main thread of a page while `act` runs, and adds up the time in tasks that belong to scripts under `url`:
 * compiling, running, and whatever they call.
 * @param {import("playwright-core").Page} page
 * @param {string} url
 * @param {() => Promise<unknown>} act
 * @returns {Promise<number>} milliseconds
 */
export async function scriptMs(page, url, act) {
  const events = await trace(page, act);
  const ours = events.filter(({ ph, name, args }) => {
    if (ph !== "X") return false;
    const of = args?.data?.url ?? args?.url ?? args?.fileName;
    return ["EvaluateScript", "v8.compile", "FunctionCall"].includes(name) && typeof of === "string" && of.startsWith(url);
  });
  // Compiling happens inside evaluating, and a call inside a call: count each stretch once.
  ours.sort((a, b) => a.tts - b.tts);
  let until = 0;
  let total = 0;
  // The thread's own clock: what else runs on the machine doesn't count.
  for (const { tts = 0, tdur = 0 } of ours) {
    const from = Math.max(tts, until);
    total += Math.max(0, tts + tdur - from);
    until = Math.max(until, tts + tdur);
  }
  return total / 1000;
}

/** The trace events of `act`, from all processes. */
async function trace(page, act) {
  const browser = page.context().browser();
  await browser.startTracing(page, { categories: ["devtools.timeline", "v8", "disabled-by-default-v8.compile"] });
  await act();
  return JSON.parse(`${await browser.stopTracing()}`).traceEvents;
}
