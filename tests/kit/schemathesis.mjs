// Schemathesis: makes requests from the OpenAPI document, right ones and wrong ones, and holds every answer against it. `cargo xtask test`
// installs it, in the versions of xtask/python/requirements.txt.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("../../xtask/python/venv/bin/schemathesis", import.meta.url));
const CONFIG = fileURLToPath(new URL("../fixtures/schemathesis.toml", import.meta.url));

/**
 * Tries routes of the worker, each with some requests; always the same ones.
 * @param {{slug: string, names: string[], token?: string, headers?: Record<string, string>, without?: string[]}} options `names` of
 *   operations; `without` which checks
 * @returns {Promise<{well: boolean, tried: number, printed: string}>} `tried`: so many requests
 */
export async function tryRoutes(worker, { slug, names, token = "none", headers = {}, without = [] }) {
  // One thread: with more, its generators stumble over each other.
  const options = ["--config-file", CONFIG, "run", `${worker.origin}/api/v1/openapi.json`, "--url", worker.origin, "--workers", "1"];
  options.push("--seed", "20261126", "--max-examples", "4", "--phases", "coverage,fuzzing", "--continue-on-failure", "--no-color");
  for (const name of names) options.push("--include-operation-id", name);
  for (const [name, value] of Object.entries(headers)) options.push("--header", `${name}: ${value}`);
  if (without.length) options.push("--exclude-checks", without.join(","));
  const env = { ...process.env, FRONTDESK_SERVICE: slug, FRONTDESK_TOKEN: token, NO_PROXY: "127.0.0.1,localhost", PYTHONHASHSEED: "0" };
  const child = spawn(PROGRAM, options, { env, cwd: fileURLToPath(new URL("../output", import.meta.url)), stdio: ["ignore", "pipe", "pipe"] });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => printed.push(`${chunk}`));
  const [code] = await once(child, "exit");
  const text = printed.join("");
  return { well: code === 0, tried: Number(/(\d+) generated/.exec(text)?.[1] ?? 0), printed: text };
}
