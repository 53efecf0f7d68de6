// The plugin for WordPress as it was built, unpacked, and run on as much of WordPress as it calls.

import { execFile } from "node:child_process";
import { mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const ZIP = fileURLToPath(new URL("../../build/assets/frontdesk-wordpress.zip", import.meta.url));
const WORDPRESS = fileURLToPath(new URL("../fixtures/wordpress/wordpress.php", import.meta.url));

const run = promisify(execFile);

/** Unpacks it, after its sums were checked; gives the folder. */
export async function unpack() {
  const folder = await mkdtemp(path.join(tmpdir(), "frontdesk-plugin-"));
  await run("unzip", ["-tq", ZIP]);
  await run("unzip", ["-q", ZIP, "-d", folder]);
  return folder;
}

/** What its directory says of each file: rights, system, how and when it was put in. */
export async function listed() {
  const { stdout } = await run("unzip", ["-Z", "-s", ZIP]);
  return stdout.split("\n").filter((line) => line.includes(" frontdesk/"));
}

/** Every file in it. */
export async function filesIn(folder) {
  const all = await readdir(folder, { recursive: true, withFileTypes: true });
  return all.filter((one) => one.isFile()).map((one) => path.relative(folder, path.join(one.parentPath, one.name))).sort();
}

/** Whether PHP takes a file; gives what it says. */
export const lint = async (file) => (await run("php", ["-l", file])).stdout;

/**
 * Runs it from its hooks to its end.
 * @param {{stored?: object, typed?: object, codes?: [object, string][], locale?: string, may?: boolean, network?: boolean}} given
 */
export async function wordpress(folder, given, version = "6.9") {
  const { stdout } = await run("php", [WORDPRESS, path.join(folder, "frontdesk"), version, JSON.stringify(given)]);
  return JSON.parse(stdout);
}
