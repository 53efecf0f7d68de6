// `cargo xtask dev` keeps its word to people and scripts: what it prints, that state survives, that nothing is left behind.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { inTime } from "../kit/bar.mjs";
import { freePort } from "../kit/worker.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

let folder;
let ports;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "frontdesk-dev-"));
  ports = { desk: await freePort(), site: await freePort() };
});
after(() => rm(folder, { recursive: true, force: true }));

/** Starts the command; `ready` gives its lines once it is. */
function dev(...more) {
  const options = ["--port", `${ports.desk}`, "--site-port", `${ports.site}`, "--state", path.join(folder, "state"), ...more];
  const child = spawn("cargo", ["xtask", "dev", ...options], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => (said.out += chunk));
  child.stderr.on("data", (chunk) => (said.err += chunk));
  const ended = once(child, "exit").then(([code, signal]) => ({ code, signal, ...said }));
  const ready = (async () => {
    // The link's code comes last, and ends the output with its empty border.
    while (!/^link .*\n[^]*█[^]*\n$/m.test(said.out)) {
      const over = await Promise.race([ended, new Promise((done) => setTimeout(done, 50))]);
      if (over) throw new Error(`it ended:\n${said.err}`);
    }
    return said.out.split("\n");
  })();
  ready.catch(() => {});
  return { child, ready, ended };
}

/** What still runs of what was started with our state folder. Linux says of each process how it was called. */
async function leftovers() {
  if (process.platform !== "linux") return [];
  const found = [];
  for (const entry of await readdir("/proc")) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) continue;
    const call = await readFile(`/proc/${entry}/cmdline`, "utf8").catch(() => "");
    if (call.includes(folder)) found.push(call.replaceAll("\0", " "));
  }
  return found;
}

/** The members of staff that can sign in, from the lines. */
const staffIn = (lines) => lines.filter((line) => line.startsWith("desk ")).map((line) => line.split(" ").slice(1));

const signIn = (email, password) =>
  fetch(`http://127.0.0.1:${ports.desk}/api/v1/services/acme/session`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: `http://127.0.0.1:${ports.desk}` },
    body: JSON.stringify({ email, password }),
  });

test("it tells where everything is, remembers it all, and leaves nothing behind", async (t) => {
  const first = dev();
  const lines = await first.ready;
  const desk = `http://127.0.0.1:${ports.desk}`;
  assert.equal(lines[0], "ready");
  assert.equal(lines[1], `site http://127.0.0.1:${ports.site}/`);
  const staff = staffIn(lines);
  assert.deepEqual(staff.map(([address, email]) => [address, email]), [
    [`${desk}/desk/acme`, "ada@acme.example"],
    [`${desk}/desk/acme`, "ben@acme.example"],
  ]);
  const link = `${desk}/l/acme/sales`;
  assert.equal(lines[4], `link ${link}`);

  await t.test("the site names this desk, on another origin", async () => {
    const page = await (await fetch(`http://127.0.0.1:${ports.site}/`)).text();
    assert.ok(page.includes(`${desk}/widget.js`), page);
  });
  await t.test("the link leads to a page with its chat", async () => {
    const page = await fetch(link);
    assert.equal(page.status, 200);
    assert.match(page.headers.get("content-type"), /^text\/html/);
    assert.match(await page.text(), /href="\/widget\/acme\?[^"]*#tag:sales"/);
  });
  await t.test("the demo service has its three tags", async () => {
    const { tags } = await (await fetch(`${desk}/api/v1/services/acme/directory`)).json();
    assert.deepEqual(tags.map(({ name }) => name), ["Sales", "Support", "Billing"]);
  });
  await t.test("both can sign in", async () => {
    for (const [, email, password] of staff) assert.equal((await signIn(email, password)).status, 200, email);
  });
  await t.test("a second one on the same state or port says so", async () => {
    const second = await dev().ended;
    assert.notEqual(second.code, 0);
    assert.match(second.err, new RegExp(`port ${ports.desk} is in use`));
  });
  await t.test("Ctrl-C ends it, and all that it started", async () => {
    first.child.kill("SIGINT");
    assert.equal((await first.ended).code, 0);
    assert.deepEqual(await leftovers(), []);
  });

  const begun = performance.now();
  const again = dev();
  const linesAgain = await again.ready;
  inTime("the second start", performance.now() - begun, 15_000, 30_000);
  assert.deepEqual(linesAgain, lines);
  await t.test("what was stored is there", async () => assert.equal((await signIn(staff[0][1], staff[0][2])).status, 200));
  await t.test("killed outright, it takes all that it started along", async () => {
    again.child.kill("SIGKILL");
    await again.ended;
    for (const until = Date.now() + 10_000; (await leftovers()).length > 0 && Date.now() < until; ) {
      await new Promise((done) => setTimeout(done, 100));
    }
    assert.deepEqual(await leftovers(), []);
  });
});

test("it never empties a folder that is not its own", async () => {
  const precious = path.join(folder, "precious");
  await mkdir(precious);
  await writeFile(path.join(precious, "thesis.txt"), "three years");
  const { code, err } = await dev("--state", precious, "--fresh").ended;
  assert.notEqual(code, 0);
  assert.match(err, /holds something else than our state/);
  assert.deepEqual(await readdir(precious), ["thesis.txt"]);
});
