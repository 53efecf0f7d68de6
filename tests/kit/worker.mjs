// The built worker on the real runtime, in two ways: as a process that can be killed and started again on the same state, and
// inside wrangler's harness, which evicts objects on demand. Both speak HTTP and sockets on loopback, with no network.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CONFIG = path.join(ROOT, "edge/wrangler.toml");
const WRANGLER = path.join(ROOT, "node_modules/wrangler/bin/wrangler.js");

/** What makes wrangler ask nobody outside for anything. */
const OFFLINE = {
  CI: "1",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_SEND_METRICS: "false",
};

/** The deployment's secrets, as tests set them. */
export const SETUP_KEY = "the-set-up-key-of-these-tests";
export const TOKEN_SECRET = "dGhpcnR5LXR3byBieXRlcyBvZiB0aGVzZSB0ZXN0cyE";
const SECRETS = { SETUP_KEY, TOKEN_SECRET };

/** Everybody in a test comes from one network address, and makes services by one set-up key. */
const UNLIMITED = { LIMITS: "off", SETUP: "many" };

/** Where mail is sent from, and alone may be. */
export const MAIL_FROM = "support@acme.example";

/** The configuration with mail, as `cargo xtask deploy --mail-from` makes it, in a folder of its own. */
async function configWithMail(folder) {
  const text = (await readFile(CONFIG, "utf8")).replaceAll('"../build/', `"${path.join(ROOT, "build/")}`);
  const mail = `[[send_email]]\nname = "MAIL"\nallowed_sender_addresses = ["${MAIL_FROM}"]\n`;
  const file = path.join(folder, "wrangler.toml");
  await writeFile(file, `${text}\n${mail}`);
  return file;
}

/** A port of loopback that nobody listens on. */
export async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/**
 * The worker as a process. With `state` it goes on with what an earlier one stored there.
 * @param {{state?: string, port?: number, vars?: Record<string, string>, config?: string, mail?: boolean}} [options] `vars`: FAULTS …; LIMITS is off and SETUP is many unless set; `mail`: what it sends, {@link mailed} has
 */
export async function startWorker({ state, port, vars = {}, config = CONFIG, mail = false } = {}) {
  const folder = state ?? (await mkdtemp(path.join(tmpdir(), "frontdesk-")));
  const configured = mail ? await configWithMail(folder) : config;
  const taken = port ?? (await freePort());
  const named = Object.entries({ ...SECRETS, ...UNLIMITED, ...(mail ? { MAIL_FROM } : {}), ...vars }).flatMap(([name, value]) => ["--var", `${name}:${value}`]);
  const options = ["--ip", "127.0.0.1", "--port", `${taken}`, "--persist-to", folder, "--show-interactive-dev-session=false", "--inspector-port", `${await freePort()}`];
  const child = spawn(process.execPath, [WRANGLER, "dev", "-c", configured, ...options, ...named], {
    // A group of its own: workerd is wrangler's child, and has to go with it.
    detached: true,
    cwd: ROOT,
    env: { ...process.env, ...OFFLINE },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const log = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => log.push(`${chunk}`));
  const gone = once(child, "exit");
  const leave = () => process.kill(-child.pid, "SIGKILL");
  const end = async (signal) => {
    if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid, signal);
    // Wrangler's way out is sometimes long.
    const force = setTimeout(leave, 10_000);
    await gone;
    clearTimeout(force);
  };
  process.once("exit", leave);
  child.once("exit", () => process.off("exit", leave));
  const origin = `http://127.0.0.1:${taken}`;
  const worker = {
    origin,
    port: taken,
    state: folder,
    pid: child.pid,
    /** What it printed so far. */
    log: () => log.join(""),
    /** Ends it in order; its state goes too unless it was given. */
    stop: async () => {
      await end("SIGTERM");
      if (!state) await rm(folder, { recursive: true, force: true });
    },
    /** `kill -9` of workerd and all around it, in the middle of whatever it does. */
    kill: () => end("SIGKILL"),
  };
  for (const until = Date.now() + 60_000; ; ) {
    if (await fetch(`${origin}/health`).then(({ ok }) => ok, () => false)) return worker;
    if (child.exitCode !== null || Date.now() > until) {
      await end("SIGKILL");
      throw new Error(`The worker did not start:\n${worker.log()}`);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** The mails that a worker sent so far, which the runtime printed and kept: who from and to, the subject, and both bodies. */
export async function mailed(worker) {
  const log = worker.log().replace(/\u001b\[[0-9;]*m/g, "");
  const found = [...log.matchAll(/MessageBuilder:\s*\nFrom: (.*)\nTo: (.*)\nSubject: (.*)\n\s*\nText: (.*)\nHTML: (.*)/g)];
  return Promise.all(
    found.map(async ([, from, to, subject, text, html]) => ({ from, to, subject, text: await readFile(text.trim(), "utf8"), html: await readFile(html.trim(), "utf8") })),
  );
}

/**
 * The worker inside wrangler's harness: `worker.evictDurableObject(…)` and the like are at hand.
 * @param {{vars?: Record<string, string>}} [options]
 */
export async function startHarness({ vars = {} } = {}) {
  Object.assign(process.env, OFFLINE);
  const { createTestHarness } = await import("wrangler");
  const harness = createTestHarness({ workers: [{ configPath: CONFIG, vars: { ...UNLIMITED, ...vars }, secrets: SECRETS }] });
  const { url } = await harness.listen();
  return { origin: `${url}`.replace(/\/$/, ""), harness, worker: harness.getWorker(), stop: () => harness.close() };
}
