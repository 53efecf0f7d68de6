// `cargo xtask deploy --dry-run` makes all that a deployment sends, sends nothing, and says what it would do. Without it, a
// stand-in for Cloudflare's interface hears what is sent.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { once } from "node:events";
import { access, readdir } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const xtask = (words, env = {}) => promisify(execFile)("cargo", ["xtask", ...words], { cwd: ROOT, env: { ...process.env, ...env } });

const ACCOUNT = "0123456789abcdef0123456789abcdef";
/** What the interface answers where it isn't asked about secrets; enough for everything before the upload. */
const ANSWERS = [
  ["/user/tokens/verify", { id: "t", status: "active" }],
  ["/user", { id: "u", email: "ada@example.com" }],
  ["/accounts", [{ id: ACCOUNT, name: "Acme" }]],
  ["/memberships", []],
  [`/accounts/${ACCOUNT}/r2/buckets`, { buckets: [{ name: "frontdesk-files", creation_date: "2026-01-01" }] }],
];

/** Deploys to the stand-in, where asking for the secrets ends so; gives what was said and sent. It never gets through. */
async function deploy(status, error) {
  const sent = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    sent.push(`${request.method} ${pathname}`);
    const secrets = pathname.endsWith("/workers/scripts/frontdesk/secrets");
    const result = secrets ? undefined : ANSWERS.find(([place]) => place === pathname)?.[1];
    const failed = secrets ? error : { code: 10000, message: "not in this test" };
    response.writeHead(result ? 200 : secrets ? status : 403, { "content-type": "application/json" });
    response.end(JSON.stringify({ success: Boolean(result), result: result ?? null, errors: result ? [] : [failed], messages: [] }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const env = { CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${server.address().port}`, CLOUDFLARE_API_TOKEN: "t", CLOUDFLARE_ACCOUNT_ID: ACCOUNT };
  const said = await xtask(["deploy"], env).then(() => assert.fail("it got through"), ({ stderr }) => stderr);
  server.close();
  return { said, sent };
}

test("a rehearsal bundles everything and names each step", async () => {
  const { stdout } = await xtask(["deploy", "--dry-run"]);
  for (const binding of ["env.DESK", "env.ROOM", "env.CHANNEL", "env.FILES", "env.ASSETS"]) {
    assert.ok(stdout.includes(binding), `${binding} is not in:\n${stdout}`);
  }
  assert.match(stdout, /dry run: nothing was sent/);
  for (const step of ["frontdesk-files", "SETUP_KEY and TOKEN_SECRET", "set-up link"]) assert.ok(stdout.includes(step), step);
  const files = await readdir(path.join(ROOT, "build/deploy"));
  assert.ok(files.includes("index.js") && files.some((file) => file.endsWith(".wasm")), `${files}`);
});

test("with an address to send mail from, a binding that may send from it alone is deployed", async () => {
  const { stdout } = await xtask(["deploy", "--dry-run", "--mail-from", "support@acme.example"]);
  assert.match(stdout, /env\.MAIL \(.*support@acme\.example/);
  assert.match(stdout, /env\.MAIL_FROM \("support@acme\.example"\)/);
  for (const binding of ["env.DESK", "env.FILES", "env.ASSETS"]) assert.ok(stdout.includes(binding), binding);
  for (const wrong of ["support", "a@b", 'a"@b.example', "a@b.example\nname = 1", ""]) {
    await assert.rejects(xtask(["deploy", "--dry-run", "--mail-from", wrong]), ({ stderr }) => /give an address like/.test(stderr));
  }
});

test("nothing is deployed, and no secret made anew, when it can't be found out which there are", async () => {
  const { said, sent } = await deploy(500, { code: 10013, message: "unknown error" });
  assert.match(said, /which secrets are set could not be found out, so nothing was deployed/);
  assert.match(said, /10013/);
  assert.ok(sent.at(-1).endsWith("/secrets"), sent.join("\n"));
  assert.ok(sent.every((line) => line.startsWith("GET ")), sent.join("\n"));
});

test("the first deployment has no secrets yet, and leaves none lying about", async () => {
  const { said, sent } = await deploy(404, { code: 10007, message: "This Worker does not exist on your account." });
  assert.match(said, /deploying/);
  assert.ok(!sent.at(-1).endsWith("/secrets"), sent.join("\n"));
  await assert.rejects(access(path.join(ROOT, "build/stage/secrets.json")), { code: "ENOENT" });
});
