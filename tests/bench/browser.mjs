// The widget as a visitor with a slow phone on a poor connection feels it, on a page that holds nothing else: how long until
// the launcher can be pressed, and from a press until one can write. Chromium, CPU 4 times slower, by Chrome's own protocol.
//
// Run by `cargo xtask bench browser`; `node tests/bench/browser.mjs ROUNDS` does the same on what is built.

import { launch, throttle } from "../kit/browser.mjs";
import { makeService, openDesk } from "../kit/people.mjs";
import { serve } from "../kit/server.mjs";
import { startWorker } from "../kit/worker.mjs";

const CPU = 4;

/**
 * "Slow 4G", of which there are two. Lighthouse's figures describe the network, and the bars are meant on it (`throttle`
 * of the kit). The preset in Chrome's tools bears the same name but holds back each request by 562.5 ms, for it knows no
 * round trips: that one is shown for comparison, with no bar.
 */
const NETWORKS = [
  { name: "1.6 Mbit/s down, 750 kbit/s up, 150 ms (Lighthouse)", bars: true },
  {
    name: "1.44 Mbit/s down, 675 kbit/s up, 562.5 ms (preset of Chrome's tools)",
    conditions: { offline: false, latency: 562.5, downloadThroughput: 1_440_000 / 8, uploadThroughput: 675_000 / 8 },
  },
];

/** In milliseconds. Measured so, peers took 4.3 s and 7 s to their launcher, and 2.1 s from the click to a box to write in. */
const BARS = { launcher: 1200, cold: 1500, warm: 300 };

const STEPS = {
  launcher: "launcher usable, from navigation start",
  home: "tags and staff usable, after the launcher is pressed, cold",
  cold: "message box usable, after a CTA is pressed, cold",
  warm: "message box usable, after a CTA is pressed, warmed up",
};

const rounds = Number(process.argv[2] ?? 5);
const worker = await startWorker({ vars: { LIMITS: "off" } });
const site = await serve(() => ({
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Bare</title><link rel="icon" href="data:,"></head><body><h1>Acme Outdoor</h1>
<button data-frontdesk="tag:sales">Talk to Sales</button>
<script async src="${worker.origin}/widget.js" data-service="acme"></script></body></html>`,
}));
const browser = await launch();

/** A page of somebody who has never been here, slowed down. */
async function visit(network) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  const session = await throttle(page, { cpu: CPU, slow4g: true });
  if (network.conditions) await session.send("Network.emulateNetworkConditions", network.conditions);
  const loaded = { requests: 0, bytes: 0 };
  session.on("Network.loadingFinished", ({ encodedDataLength }) => {
    loaded.requests += 1;
    loaded.bytes += encodedDataLength;
  });
  await page.goto(site.origin, { waitUntil: "commit" });
  const launcher = page.getByRole("button", { name: "Chat with us" });
  await launcher.waitFor();
  const usable = await page.evaluate(() => performance.now());
  return { page, launcher, usable, loaded, leave: () => context.close() };
}

/** Presses at once, with no pointer coming near before, and waits for what is to come of it. */
async function press(page, button, wanted) {
  const begun = await button.evaluate((element) => {
    element.click();
    return performance.now();
  });
  await wanted.waitFor();
  return (await page.evaluate(() => performance.now())) - begun;
}

const chat = (page) => page.frameLocator('iframe[title="Chat"]');
const box = (page) => chat(page).getByRole("textbox", { name: "Message" });
const cta = (page) => page.getByRole("button", { name: "Talk to Sales" });

async function round(network) {
  const times = {};
  let visited = await visit(network);
  times.launcher = visited.usable;
  times.home = await press(visited.page, visited.launcher, chat(visited.page).getByRole("button", { name: /Sales/ }).first());
  await visited.leave();

  visited = await visit(network);
  Object.assign(visited.loaded, { requests: 0, bytes: 0 });
  times.cold = await press(visited.page, cta(visited.page), box(visited.page));
  await box(visited.page).fill("Do you ship to Osaka?", { timeout: 1000 });
  times.loaded = { ...visited.loaded };
  await visited.leave();

  visited = await visit(network);
  await cta(visited.page).dispatchEvent("pointerover");
  // Somebody who looks before pressing: all that the intent started has arrived and is drawn, unseen.
  await chat(visited.page).locator("button").first().waitFor({ state: "attached" });
  await visited.page.waitForTimeout(1000);
  times.warm = await press(visited.page, cta(visited.page), box(visited.page));
  await visited.leave();
  return times;
}

const middle = (numbers) => [...numbers].sort((a, b) => a - b)[(numbers.length - 1) >> 1];

try {
  const service = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] }, sites: [site.origin] });
  const desk = await openDesk(worker, service, service.people.ada);
  const ping = setInterval(() => desk.send("ping"), 10_000);
  for (const network of NETWORKS) {
    const measured = [];
    for (let at = 0; at < rounds; at += 1) measured.push(await round(network));
    console.log(`\nWidget on a bare page, CPU ${CPU}× slower, ${network.name}; ms, median of ${rounds} (least–most)`);
    for (const [step, what] of Object.entries(STEPS)) {
      const times = measured.map((times) => Math.round(times[step]));
      const figures = `${middle(times)} (${Math.min(...times)}–${Math.max(...times)})`;
      const bar = network.bars && BARS[step];
      const verdict = bar ? `  ${middle(times) <= bar ? "PASS" : "MISS"} bar: ${bar}` : "";
      console.log(`  ${what.padEnd(62)}${figures.padStart(20)}${verdict}`);
    }
    const { requests, bytes } = measured[0].loaded;
    // Chrome asks for brotli over https only: on loopback, gzip makes this a fifth larger than it is in a deployment.
    console.log(`  (loaded after that press: ${Math.round(bytes / 1000)} kB in ${requests} requests, compressed by gzip)`);
  }
  clearInterval(ping);
  await desk.end();
} finally {
  await browser.close();
  await site.close();
  await worker.stop();
}
