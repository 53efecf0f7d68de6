// The built worker on the real runtime, with a door to its tables: see `door/worker.js`.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { startWorker } from "../kit/worker.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/**
 * @param {string} name of the benchmark; what is stored lies in `build/bench/` under it
 * @returns {Promise<object>} the worker; `run(of, statements)` gives the rows of the last of some statements in the object `acme` of
 *   a class, `forget(of)` ends that object as it stands, and `end()` stops the worker and takes what it stored away
 */
export async function startWithDoor(name) {
  const folder = path.join(ROOT, "build/bench", name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const config = path.join(folder, "wrangler.toml");
  const settings = await readFile(path.join(ROOT, "edge/wrangler.toml"), "utf8");
  await writeFile(
    config,
    settings
      .replace('main = "../build/worker/index.js"', `main = ${JSON.stringify(path.join(ROOT, "tests/bench/door/worker.js"))}`)
      .replace('directory = "../build/assets"', `directory = ${JSON.stringify(path.join(ROOT, "build/assets"))}`),
  );
  const worker = await startWorker({ state: path.join(folder, "state"), config });
  const door = (what, of, body) => fetch(`${worker.origin}/bench/${what}?of=${of}&name=acme`, { method: "POST", body });
  return {
    ...worker,
    async run(of, statements) {
      const answer = await door("run", of, JSON.stringify({ statements }));
      if (!answer.ok) throw new Error(`filling ${of}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
    forget: (of) => door("forget", of),
    async end() {
      await worker.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
