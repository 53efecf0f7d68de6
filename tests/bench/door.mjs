// The built worker on the real runtime, with a door to its tables: see `door/worker.js`.

import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { newId } from "../kit/people.mjs";
import { startWorker } from "../kit/worker.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Copies of rows, `count` of all, in each of which those ids are others, and the number 0 in words is its own. */
export function copies(rows, ids, count) {
  return Array.from({ length: count }, (_, number) => {
    const fresh = ids.map((id) => [id, newId(id.slice(0, 3))]);
    return rows.map((row) => {
      const text = fresh.reduce((text, [from, to]) => text.replaceAll(from, to), JSON.stringify(row));
      return JSON.parse(text.replaceAll("number 0?", `number ${number + 1}?`));
    });
  }).flat();
}

/**
 * @param {string} name of the benchmark; what is stored lies in `build/bench/` under it
 * @returns {Promise<object>} the worker; `run(of, statements)` gives the rows of the last of some statements in the object `acme` of
 *   a class, `insert(table, rows)` adds to the Desk's, `multiply(enquiry, count)` puts copies of an enquiry beside it, each of somebody
 *   else, `forget(of)` ends that object as it stands, and `end()` stops the worker and takes what it stored away
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
  async function run(of, statements) {
    const answer = await door("run", of, JSON.stringify({ statements }));
    if (!answer.ok) throw new Error(`filling ${of}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
  async function insert(table, rows) {
    const columns = Object.keys(rows[0]);
    const values = columns.map((column) => `value ->> '$.${column}'`);
    for (let first = 0; first < rows.length; first += 250) {
      await run("DESK", [[`INSERT INTO ${table} (${columns}) SELECT ${values} FROM json_each(?)`, JSON.stringify(rows.slice(first, first + 250))]]);
    }
  }
  async function multiply(enquiry, count) {
    const rows = (table, column, id) => run("DESK", [[`SELECT * FROM ${table} WHERE ${column} = ?`, id]]);
    const [row] = await rows("enquiry", "id", enquiry);
    const events = await rows("enquiry_event", "enquiry_id", enquiry);
    const [contact] = await rows("contact", "id", row.contact_id);
    const all = copies([{ row, events, contact }], [enquiry, row.contact_id, row.visitor_id], count);
    const named = (contact, number) => ({ ...contact, name: `Guest ${number}`, sort_name: `guest ${number}`, last_seen_ms: contact.last_seen_ms - number });
    await insert("contact", all.map(({ contact }, at) => named(contact, at + 1)));
    await insert("enquiry", all.map(({ row }) => row));
    await insert("enquiry_event", all.flatMap(({ events }) => events));
  }
  return {
    ...worker,
    run,
    insert,
    multiply,
    forget: (of) => door("forget", of),
    async end() {
      await worker.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
