// A stand-in of a messaging service (tests/standin), as a process: it speaks as the service does, calls the callback as the
// service does, and shows what people on it see. `cargo xtask test` builds it before the scripts that use this.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { must } from "./people.mjs";

const BINARY = fileURLToPath(new URL("../../target/debug/standin", import.meta.url));

/**
 * Starts one.
 * @param {"line" | "facebook" | "whatsapp" | "wechat" | "telegram"} kind
 * @param {{callback?: string, secrets?: Record<string, string>, hosts?: Record<string, string>, beside?: string}} [config] `callback`: where webhooks
 *   go; `secrets`: the account, by the names of the owner's fields, as the stand-in's own where they are missing; `beside`: with
 *   Messenger, the origin of WhatsApp's stand-in, or the other way round, for a worker has one address for both; `hosts`: where on
 *   this machine what is at a public address is
 * @returns {Promise<object>} `origin`; `secrets` as they are; `say(person, what)` does something as somebody, and gives the message's
 *   id with the webhooks and their answers; `inbox(person)` is what they see, `person(person)` all of them; `until(person, test)`
 *   waits for something in the inbox that passes; `switches(changes)` changes how it misbehaves; `configure(config)`, `verify()`,
 *   `flush()`, `hooks()`, `calls()`, `reset()`, `stop()`
 */
export async function startStandin(kind, config = {}) {
  const child = spawn(BINARY, [kind, "--config", JSON.stringify(config)], { stdio: ["ignore", "pipe", "inherit"] });
  const gone = once(child, "exit");
  const leave = () => child.kill("SIGKILL");
  process.once("exit", leave);
  child.once("exit", () => process.off("exit", leave));
  const [ready] = await Promise.race([
    once(createInterface({ input: child.stdout }), "line"),
    once(child, "error").then(([error]) => Promise.reject(new Error(`${path.relative(".", BINARY)}: ${error.message}; \`cargo xtask test\` builds it`))),
    gone.then(() => Promise.reject(new Error(`The stand-in of ${kind} did not start.`))),
  ]);
  const origin = ready.replace("ready ", "");
  const ask = async (method, where, body) => {
    const answer = await fetch(`${origin}/_/${where}`, { method, body: body === undefined ? undefined : JSON.stringify(body) });
    const said = await answer.json();
    if (!answer.ok) throw new Error(`${method} ${where}: ${answer.status} ${JSON.stringify(said)}`);
    return said;
  };
  const at = (person) => `people/${encodeURIComponent(person)}`;
  const { secrets } = await ask("GET", "config");
  const inbox = async (person) => (await ask("POST", at(person))).inbox;
  return {
    kind,
    origin,
    secrets,
    say: (person, what) => ask("POST", `${at(person)}/say`, what),
    person: (person) => ask("POST", at(person)),
    inbox,
    async until(person, test, what = "message", timeout = 10_000) {
      for (const until = Date.now() + timeout; ; ) {
        const shown = await inbox(person);
        const found = shown.find(test);
        if (found) return found;
        if (Date.now() > until) throw new Error(`${person} got no ${what}, but ${JSON.stringify(shown)}`);
        await new Promise((done) => setTimeout(done, 25));
      }
    },
    switches: (changes) => ask(changes ? "POST" : "GET", "switches", changes),
    configure: (changes) => ask("POST", "config", changes),
    verify: () => ask("POST", "verify", {}),
    flush: () => ask("POST", "flush", {}),
    hooks: () => ask("GET", "hooks"),
    calls: () => ask("GET", "calls"),
    reset: () => ask("POST", "reset", {}),
    async stop() {
      child.kill();
      await gone;
    },
  };
}

/** The settings by which the worker finds a stand-in: what `vars` of {@link startWorker} wants. */
export const settingsOf = ({ kind, origin }) =>
  ({
    facebook: { META_GRAPH_BASE: origin },
    whatsapp: { META_GRAPH_BASE: origin },
    line: { LINE_API_BASE: origin, LINE_DATA_BASE: `${origin}/data` },
    wechat: { WECHAT_API_BASE: origin },
    telegram: { TELEGRAM_API_BASE: origin },
  })[kind];

/** Starts one of each kind, all for one worker: `{stands, vars}`, by kind, and what {@link startWorker} wants. */
export async function startStandins(kinds) {
  const stands = Object.fromEntries(await Promise.all(kinds.map(async (kind) => [kind, await startStandin(kind)])));
  // A worker has one address for both of Meta's services.
  if (stands.facebook && stands.whatsapp) await stands.facebook.configure({ beside: stands.whatsapp.origin });
  const settings = kinds.filter((kind) => kind !== "whatsapp" || !stands.facebook).map((kind) => settingsOf(stands[kind]));
  return { stands, vars: Object.assign({}, ...settings) };
}

/**
 * Connects an account of the stand-in's to the tag Sales, as the owner does, and leads the stand-in to it.
 * @returns {Promise<{channel: object, callback: string, secrets: Record<string, string>}>} `secrets`: with those that were made
 */
export async function connectAccount(worker, service, stand, account = `acme-${stand.kind}`, name = "Acme") {
  const { channel, made } = await must(worker, "POST", `${service.base}/channels/${account}`, {
    as: service.people.owner,
    body: { kind: stand.kind, name, tag: service.tags.sales.id, fields: stand.secrets },
  });
  const [callback, secrets] = [`${worker.origin}${channel.webhook}`, { ...stand.secrets, ...made }];
  await stand.configure({ callback, secrets });
  return { channel, callback, secrets };
}

/**
 * A callback that takes down what comes as it came, and answers as `answers(call)` says: `{status, body, after}`, `after` in ms.
 * `until(count)` gives all that came once there is so much, and forgets it.
 */
export async function startCallback() {
  const callback = { got: [], answers: () => ({ status: 200, body: "" }) };
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const call = { method: request.method, url: new URL(request.url, "http://loopback"), headers: request.headers, body: Buffer.concat(chunks).toString() };
    callback.got.push(call);
    const { status = 200, body = "", after = 0 } = callback.answers(call);
    await new Promise((done) => setTimeout(done, after));
    response.writeHead(status).end(body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${server.address().port}`;
  return Object.assign(callback, {
    origin,
    address: `${origin}/hook`,
    take: () => callback.got.splice(0),
    async until(count) {
      for (const until = Date.now() + 5_000; callback.got.length < count && Date.now() < until; ) await new Promise((done) => setTimeout(done, 20));
      assert.equal(callback.got.length, count);
      return callback.take();
    },
    stop() {
      server.closeAllConnections();
      server.close();
    },
  });
}
