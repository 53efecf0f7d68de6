// Calls by a relay alone: what the worker hands out lets two real browsers' connections find each other through a real TURN server,
// and nothing else does.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { launch } from "../kit/browser.mjs";
import { makeService, must, talk } from "../kit/people.mjs";
import { ON_LOOPBACK, TURN_SECRET, credentials, startTurn } from "../kit/turn.mjs";
import { startWorker } from "../kit/worker.mjs";

let turn, worker, browser, page;
before(async () => {
  turn = await startTurn();
  worker = await startWorker({ vars: { ...turn.vars, ICE_RELAY_ONLY: "yes" } });
  browser = await launch({ args: ON_LOOPBACK });
  page = await browser.newPage();
  // Where connections may be made: a page with an origin.
  await page.goto(`${worker.origin}/health`);
});
after(async () => {
  await browser?.close();
  await worker?.stop();
  await turn?.stop();
});

/**
 * Two connections, each with its own servers; a word goes there and back over a data channel between them.
 * @returns {Promise<{echo?: string, kinds: string[], errors: number[]}>} `kinds`: of all candidates; `errors`: codes of TURN
 */
const connect = (one, other) =>
  page.evaluate(
    async (configurations) => {
      const [kinds, errors] = [[], []];
      const peers = configurations.map((configuration) => new RTCPeerConnection(configuration));
      const gathered = peers.map((peer, index) => {
        peer.addEventListener("icecandidateerror", ({ errorCode }) => errors.push(errorCode));
        return new Promise((done) => {
          peer.addEventListener("icecandidate", ({ candidate }) => {
            if (!candidate?.candidate) return candidate ?? done();
            kinds.push(candidate.type);
            return peers[1 - index].addIceCandidate(candidate);
          });
        });
      });
      const [from, to] = peers;
      to.addEventListener("datachannel", ({ channel }) => channel.addEventListener("message", ({ data }) => channel.send(`${data} yourself`)));
      const channel = from.createDataChannel("words");
      const echo = new Promise((done) => {
        channel.addEventListener("open", () => channel.send("hello"));
        channel.addEventListener("message", ({ data }) => done(data));
      });
      const failed = new Promise((done) => from.addEventListener("connectionstatechange", () => from.connectionState === "failed" && done()));
      await from.setLocalDescription();
      await to.setRemoteDescription(from.localDescription);
      await to.setLocalDescription();
      await from.setRemoteDescription(to.localDescription);
      await Promise.all(gathered);
      // Without a candidate on one side there is nothing to wait for.
      const said = kinds.length >= 2 ? await Promise.race([echo, failed]) : undefined;
      for (const peer of peers) peer.close();
      return { echo: said, kinds: [...new Set(kinds)], errors };
    },
    [one, other],
  );

const by = (login, { url } = turn) => ({ iceTransportPolicy: "relay", iceServers: [{ urls: [url], ...login }] });

test("a visitor and staff connect by the relay, with what the worker gave each of them", async () => {
  const acme = await makeService(worker, { staff: { ada: "agent" }, tags: { sales: ["ada"] } });
  const { enquiry, visitor } = await talk(worker, acme);
  const theirs = await must(worker, "GET", `${acme.base}/visitor/rooms/${enquiry}/ice`, { as: visitor });
  const ours = await must(worker, "GET", `${acme.base}/rooms/${enquiry}/ice`, { as: acme.people.ada });
  assert.deepEqual([theirs.relay_only, ours.relay_only], [true, true]);
  const [one, other] = [theirs, ours].map(({ servers }) => ({ iceTransportPolicy: "relay", iceServers: servers }));
  assert.deepEqual(await connect(one, other), { echo: "hello yourself", kinds: ["relay"], errors: [] });
  assert.ok(turn.allocations() >= 2, turn.log());
});

test("credentials that are wrong or have ended open nothing", async () => {
  assert.equal((await connect(by(credentials()), by(credentials()))).echo, "hello yourself", "those of the test are as the worker's");
  const before = turn.allocations();
  for (const [what, login] of [
    ["of another secret", credentials(3_600, "another secret than the server has, long")],
    ["ended a minute ago", credentials(-60)],
    ["with a later end than was signed", { ...credentials(), username: credentials(7_200).username }],
    ["of nobody", { username: "ada", credential: "ada" }],
  ]) {
    const { echo, kinds, errors } = await connect(by(login), by(login));
    assert.deepEqual([echo, kinds], [undefined, []], what);
    assert.ok(errors.includes(401), `${what}: ${errors}`);
  }
  assert.equal(turn.allocations(), before, turn.log());
});

test("the configuration on the owners' page opens relays for us, and leads into no network of the owner's", async (t) => {
  const text = await readFile(new URL("../../docs/owners/turn.md", import.meta.url), "utf8");
  const shown = text.split("```text turnserver.conf\n")[1].split("```")[0].replaceAll(/^ {3}/gm, "");
  // The kit has no certificate, reads what is printed, and lets only the page's own list stand between the relay and loopback.
  const config = shown.replace("PUT-THE-SECRET-HERE", TURN_SECRET).replaceAll(/^(tls-listening-port|cert|pkey|syslog).*\n/gm, "");
  const owners = await startTurn({ config: `${config}\nallow-loopback-peers\n` });
  t.after(() => owners.stop());
  assert.deepEqual(await connect(by(credentials(), owners), by(credentials(), owners)), { echo: undefined, kinds: ["relay"], errors: [] });
  assert.match(owners.log(), /CREATE_PERMISSION processed, error 403: Forbidden IP/);
  assert.doesNotMatch(owners.log(), /bad configuration|unknown|unrecognized|syntax/i);
});
