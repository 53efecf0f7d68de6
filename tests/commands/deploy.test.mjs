// `cargo xtask deploy --dry-run` makes all that a deployment sends, sends nothing, and says what it would do.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const xtask = (...words) => promisify(execFile)("cargo", ["xtask", ...words], { cwd: ROOT });

test("a rehearsal bundles everything and names each step", async () => {
  const { stdout } = await xtask("deploy", "--dry-run");
  for (const binding of ["env.DESK", "env.ROOM", "env.CHANNEL", "env.FILES", "env.ASSETS"]) {
    assert.ok(stdout.includes(binding), `${binding} is not in:\n${stdout}`);
  }
  assert.match(stdout, /dry run: nothing was sent/);
  for (const step of ["frontdesk-files", "SETUP_KEY and TOKEN_SECRET", "set-up link"]) assert.ok(stdout.includes(step), step);
  const files = await readdir(path.join(ROOT, "build/deploy"));
  assert.ok(files.includes("index.js") && files.some((file) => file.endsWith(".wasm")), `${files}`);
});
