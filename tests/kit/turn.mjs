// A TURN server on loopback: coturn, with the secret that it shares with the worker. `cargo xtask test` installs Debian's where there is
// none.

import { spawn } from "node:child_process";
import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

import { until } from "./until.mjs";
import { freePort } from "./worker.mjs";

export const TURN_SECRET = "the-turn-secret-of-these-tests-of-ours";

/** Chromium's options, for its candidates to be on loopback too, also where a machine has no other network. */
export const ON_LOOPBACK = ["--allow-loopback-in-peer-connection"];

/**
 * Starts it on a free port.
 * @param {{config?: string}} [options] `config`: what stands in its file, instead of the kit's own settings
 * @returns {Promise<{url: string, vars: Record<string, string>, log: () => string, allocations: () => number, stop: () => Promise<void>}>}
 *   `vars`: what makes the worker hand it out; `allocations`: how many relays it has opened so far
 */
export async function startTurn({ config } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "frontdesk-turn-"));
  const port = await freePort();
  const inFolder = (name) => path.join(folder, name);
  // Nothing of the machine's own.
  const own = ["-n", "--use-auth-secret", `--static-auth-secret=${TURN_SECRET}`, "--realm=frontdesk.test", "--allow-loopback-peers"];
  if (config) await writeFile(inFolder("conf"), config);
  const child = spawn(
    "turnserver",
    [
      config ? ["-c", inFolder("conf")] : own,
      ["--listening-ip=127.0.0.1", `--listening-port=${port}`, "--relay-ip=127.0.0.1"],
      ["--no-tls", "--no-dtls", "--no-cli", "--no-multicast-peers"],
      [`--userdb=${inFolder("db")}`, `--pidfile=${inFolder("pid")}`, "--log-file=stdout", "--verbose"],
    ].flat(),
    { cwd: folder, stdio: ["ignore", "pipe", "pipe"] },
  );
  const log = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => log.push(`${chunk}`));
  const gone = once(child, "exit").catch((error) => log.push(`${error}`));
  const leave = () => child.kill("SIGKILL");
  process.once("exit", leave);
  const shown = () => log.join("");
  const stop = async () => {
    leave();
    await gone;
    process.off("exit", leave);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await until(() => {
      if (child.exitCode !== null) throw new Error("it ended");
      return /IPv4\. UDP listener opened on: 127\.0\.0\.1/.test(shown());
    }, "a TURN server that listens");
  } catch (error) {
    await stop();
    throw new Error(`coturn did not start (${error.message}). Debian: apt-get install coturn\n${shown()}`);
  }
  const url = `turn:127.0.0.1:${port}?transport=udp`;
  return {
    url,
    vars: { TURN_URLS: url, TURN_SECRET },
    log: shown,
    allocations: () => shown().match(/ALLOCATE processed, success/g)?.length ?? 0,
    stop,
  };
}

/** Credentials as the worker makes them, that end so many seconds from now; `secret`: by another one. */
export function credentials(seconds = 3_600, secret = TURN_SECRET) {
  const username = `${Math.floor(Date.now() / 1_000) + seconds}:0123456789abcdef`;
  return { username, credential: createHmac("sha1", secret).update(username).digest("base64") };
}
