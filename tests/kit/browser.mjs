// A Chromium for browser stories, and pages that are slow on purpose.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

/** Where a browser may be; the first that is there wins. */
function executable() {
  const named = process.env.FRONTDESK_CHROMIUM;
  if (named && !existsSync(named)) throw new Error(`FRONTDESK_CHROMIUM names ${named}, which is not there.`);
  const places = [named, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", chromium.executablePath()];
  const found = places.find((place) => place && existsSync(place));
  if (!found) throw new Error("No Chromium found. Install one, or name it in FRONTDESK_CHROMIUM.");
  return found;
}

const FLAGS = [
  // The sandbox refuses to run as root, as in most containers.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/**
 * @param {import("playwright-core").LaunchOptions} [options] `args` are added to ours
 */
export function launch({ args = [], ...options } = {}) {
  return chromium.launch({ executablePath: executable(), args: [...FLAGS, ...args], ...options });
}

/** As phones on a poor connection feel it; the figures that Lighthouse calls "slow 4G". */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1.6 * 1024 * 1024) / 8, uploadThroughput: (750 * 1024) / 8 };

/**
 * Slows a page down, with all its frames of the same site. (Ports of one host are one site, so a widget from another port is
 * slowed too.) Call it before `goto`.
 * @param {import("playwright-core").Page} page
 * @param {{cpu?: number, slow4g?: boolean}} how `cpu`: how many times slower
 * @returns {Promise<import("playwright-core").CDPSession>}
 */
export async function throttle(page, { cpu = 1, slow4g = false }) {
  const session = await page.context().newCDPSession(page);
  if (cpu !== 1) await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
  if (slow4g) {
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", SLOW_4G);
  }
  return session;
}
