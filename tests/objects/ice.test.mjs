// STUN and TURN servers for calls, on the real runtime: only who may sit in a room is told of them, credentials are what the servers
// work out, and whatever Cloudflare does, a call gets what there is.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";

import { makeService, makeVisitor, must, newId, openRoom, raise, request, talk } from "../kit/people.mjs";
import { serve } from "../kit/server.mjs";
import { until } from "../kit/until.mjs";
import { startWorker } from "../kit/worker.mjs";

const STAFF = { staff: { ada: "agent", ben: "agent", sue: "supervisor" }, tags: { sales: ["ada"] } };
const FOUR_HOURS = 4 * 3_600_000;
const COTURN = { TURN_URLS: "turn:turn.acme.example:3478, turns:turn.acme.example:443?transport=tcp", TURN_SECRET: "a secret of these tests, 32 or more" };
const KEY = { TURN_KEY_ID: "0f5a0f5a0f5a0f5a", TURN_KEY_TOKEN: "cloudflare-token-of-these-tests" };

/** A worker with these settings, a room with a visitor in it, and ways to ask for servers there. */
async function start(vars = {}) {
  const worker = await startWorker({ vars });
  const acme = await makeService(worker, STAFF);
  const { enquiry, visitor } = await talk(worker, acme);
  return {
    worker,
    acme,
    enquiry,
    visitor,
    asVisitor: (as = visitor) => request(worker, "GET", `${acme.base}/visitor/rooms/${enquiry}/ice`, { as }),
    asStaff: (as = acme.people.ada) => request(worker, "GET", `${acme.base}/rooms/${enquiry}/ice`, { as }),
    /** What it printed, once there is something in it; it comes after the answers. */
    told: (words) => until(() => words.test(worker.log()) && worker.log(), `${words} in the log`),
    async stop() {
      await worker.stop();
      for (const secret of [COTURN.TURN_SECRET, KEY.TURN_KEY_TOKEN, "a-password-of-cloudflare"]) assert.ok(!worker.log().includes(secret), worker.log());
    },
  };
}

/** The same for one story. */
async function using(vars, story) {
  const at = await start(vars);
  try {
    await story(at);
  } finally {
    await at.stop();
  }
}

/** A stand-in for Cloudflare's interface, that answers as `answers.now` says. */
async function startCloudflare() {
  const answers = { now: undefined, heard: [] };
  const server = await serve(async (path, heard) => {
    const chunks = [];
    for await (const chunk of heard) chunks.push(chunk);
    answers.heard.push({ path, method: heard.method, authorization: heard.headers.authorization, body: Buffer.concat(chunks).toString() });
    return answers.now?.() ?? { status: 201, type: "application/json", body: JSON.stringify({ iceServers: SERVERS }) };
  });
  return Object.assign(answers, server);
}
const SERVERS = [
  { urls: ["stun:stun.cloudflare.com:3478", "stun:stun.cloudflare.com:53"] },
  {
    urls: ["turn:turn.cloudflare.com:3478?transport=udp", "turn:turn.cloudflare.com:53?transport=udp", "turns:turn.cloudflare.com:443?transport=tcp"],
    username: "a-name-of-cloudflare",
    credential: "a-password-of-cloudflare",
  },
];
const TAKEN = { ...SERVERS[1], urls: ["turn:turn.cloudflare.com:3478?transport=udp", "turns:turn.cloudflare.com:443?transport=tcp"] };

const refusal = ({ status, body }) => [status, body?.error?.code];

let plain, cloudflare;
before(async () => {
  plain = await start();
  cloudflare = await startCloudflare();
});
after(async () => {
  await plain?.stop();
  await cloudflare?.close();
});

test("a deployment without settings has no servers, and calls still begin", async () => {
  for (const ask of [plain.asVisitor(), plain.asStaff()]) {
    const { status, body, headers } = await ask;
    assert.deepEqual([status, body], [200, { servers: [] }]);
    assert.equal(headers.get("cache-control"), "no-store");
  }
});

test("only who may sit in the room is told", async () => {
  const { worker, acme, enquiry, asVisitor, asStaff } = plain;
  assert.deepEqual(refusal(await asVisitor({})), [401, "unauthenticated"]);
  assert.deepEqual(refusal(await asStaff({})), [401, "unauthenticated"]);
  assert.deepEqual(refusal(await asVisitor(await makeVisitor(worker, acme))), [404, "not_found"]);
  // Nobody there serves it.
  assert.deepEqual(refusal(await asStaff(acme.people.ben)), [404, "not_found"]);
  assert.equal((await asStaff(acme.people.sue)).status, 200, "who may look on may listen");
  const other = await makeService(worker, { slug: "other" });
  const foreign = await makeVisitor(worker, other);
  assert.deepEqual(refusal(await asVisitor(foreign)), [401, "unauthenticated"]);
  assert.deepEqual(refusal(await request(worker, "GET", `${other.base}/visitor/rooms/${enquiry}/ice`, { as: foreign })), [404, "not_found"]);
  assert.deepEqual(refusal(await request(worker, "GET", `${other.base}/rooms/${enquiry}/ice`, { as: other.people.owner })), [404, "not_found"]);
  const { secret } = await must(worker, "POST", `${acme.base}/tokens`, { as: acme.people.owner, body: { name: "Bot", scopes: ["enquiries:read", "enquiries:write"] } });
  assert.deepEqual(refusal(await asStaff({ bearer: secret })), [403, "forbidden"], "a program sits in no room");
  await must(worker, "PUT", `${acme.base}/enquiries/${enquiry}/guests/${acme.people.ben.id}`, { as: acme.people.ada });
  assert.equal((await asStaff(acme.people.ben)).status, 200);
  await must(worker, "DELETE", `${acme.base}/enquiries/${enquiry}/guests/${acme.people.ben.id}`, { as: acme.people.ada });
  assert.deepEqual(refusal(await asStaff(acme.people.ben)), [404, "not_found"], "who was sent out is told no more");
});

test("relays are for calls: while there is one, or one can be offered", async () => {
  const { worker, acme, visitor } = plain;
  const ask = (enquiry, as = visitor) => request(worker, "GET", `${acme.base}${as === visitor ? "/visitor" : ""}/rooms/${enquiry}/ice`, { as });
  const { enquiry } = await raise(worker, acme, visitor, { staff: acme.people.sue.id });
  const theirs = await openRoom(worker, acme, visitor, enquiry);
  assert.deepEqual(refusal(await ask(enquiry)), [403, "forbidden"], "nobody has it");
  await must(worker, "POST", `${acme.base}/enquiries/${enquiry}/follow-up`, { as: acme.people.sue });
  await theirs.until(({ entry }) => entry?.kind === "answered");
  assert.equal((await ask(enquiry)).status, 200);
  assert.equal((await ask(enquiry, acme.people.sue)).status, 200);
  theirs.send({ type: "close" });
  await theirs.until(({ entry }) => entry?.kind === "closed");
  for (const as of [visitor, acme.people.sue]) assert.deepEqual(refusal(await ask(enquiry, as)), [403, "forbidden"], "it is over");
  await theirs.end();
});

test("there is nothing to be told of rooms without calls, or of none", async () => {
  const { worker, acme } = plain;
  const { space } = await must(worker, "POST", `${acme.base}/spaces`, { as: acme.people.owner, body: { space: newId("spc"), access: "public", name: "Returns", description: "What came back", members: [] } });
  for (const room of [space, newId("enq"), "enq_", "x".repeat(500)]) {
    assert.deepEqual(refusal(await request(worker, "GET", `${acme.base}/rooms/${room}/ice`, { as: acme.people.owner })), [404, "not_found"], room);
    assert.deepEqual(refusal(await request(worker, "GET", `${acme.base}/visitor/rooms/${room}/ice`, { as: plain.visitor })), [404, "not_found"], room);
  }
});

test("a server of one's own gets credentials that it can check, and counts a room's as one", () =>
  using({ ...COTURN, STUN_URLS: "stun:stun.acme.example" }, async ({ worker, acme, asVisitor, asStaff }) => {
    const names = [];
    const other = await talk(worker, acme);
    const elsewhere = () => request(worker, "GET", `${acme.base}/visitor/rooms/${other.enquiry}/ice`, { as: other.visitor });
    for (const ask of [asVisitor, asStaff, elsewhere]) {
      const asked = Date.now();
      const { status, body } = await ask();
      assert.equal(status, 200);
      const [stun, turn] = body.servers;
      assert.deepEqual([body.servers.length, stun], [2, { urls: ["stun:stun.acme.example"] }]);
      assert.deepEqual(turn.urls, ["turn:turn.acme.example:3478", "turns:turn.acme.example:443?transport=tcp"]);
      const [, end_s] = turn.username.match(/^(\d+):[0-9a-f]{16}$/);
      assert.equal(body.until_ms, end_s * 1_000);
      assert.ok(Math.abs(body.until_ms - asked - FOUR_HOURS) < 60_000, `${body.until_ms - asked}`);
      assert.equal(turn.credential, createHmac("sha1", COTURN.TURN_SECRET).update(turn.username).digest("base64"));
      assert.equal(body.relay_only, undefined);
      names.push(`${turn.username.split(":")[1]} ${Math.floor(asked / 3_600_000)}`);
    }
    // Unless an hour began between them.
    assert.equal(names[0] === names[1], names[0].split(" ")[1] === names[1].split(" ")[1]);
    assert.notEqual(names[2].split(" ")[0], names[1].split(" ")[0]);
  }));

test("where only relays are to be used, browsers are told so, and of no STUN server", () =>
  using({ ...COTURN, STUN_URLS: "stun:stun.acme.example", ICE_RELAY_ONLY: "yes" }, async ({ asVisitor }) => {
    const { body } = await asVisitor();
    assert.equal(body.relay_only, true);
    assert.deepEqual(body.servers.map(({ urls }) => urls[0]), ["turn:turn.acme.example:3478"]);
  }));

test("Cloudflare is asked once for all who ask within the hour, also for other services", () =>
  using({ ...KEY, TURN_API_BASE: `${cloudflare.origin}/` }, async ({ worker, asVisitor, asStaff }) => {
    cloudflare.heard = [];
    const asked = Date.now();
    const { body } = await asVisitor();
    assert.deepEqual(body.servers, [TAKEN]);
    assert.ok(Math.abs(body.until_ms - asked - FOUR_HOURS) < 60_000);
    assert.deepEqual((await asStaff()).body, body);
    const other = await makeService(worker, { slug: "other", ...STAFF });
    const room = await talk(worker, other);
    assert.deepEqual((await request(worker, "GET", `${other.base}/visitor/rooms/${room.enquiry}/ice`, { as: room.visitor })).body, body);
    assert.deepEqual(cloudflare.heard, [
      { path: `/v1/turn/keys/${KEY.TURN_KEY_ID}/credentials/generate-ice-servers`, method: "POST", authorization: `Bearer ${KEY.TURN_KEY_TOKEN}`, body: '{"ttl":14400}' },
    ]);
  }));

for (const [what, answer, why] of [
  ["doesn't answer", () => new Promise(() => {}), /nobody answered within 3 seconds/],
  ["refuses the key", () => ({ status: 403, body: `{"errors":["${KEY.TURN_KEY_TOKEN}"]}` }), /it refuses TURN_KEY_TOKEN \(status 403\)/],
  ["is out of order", () => ({ status: 500 }), /it answered with status 500/],
  ["leads elsewhere", () => ({ status: 302, headers: { location: "/elsewhere" } }), /it answered with status 302/],
  ["answers garbage", () => ({ status: 201, body: "\u0000{]" }), /no TURN servers with credentials/],
  ["answers more than is read", () => ({ status: 201, body: `{"iceServers":${JSON.stringify(SERVERS)},"x":"${"x".repeat(500_000)}"}` }), /larger than 16 KB/],
]) {
  test(`a Cloudflare that ${what} stops no call`, () =>
    using({ ...COTURN, ...KEY, TURN_API_BASE: cloudflare.origin }, async ({ told, asVisitor, asStaff }) => {
      cloudflare.heard = [];
      cloudflare.now = answer;
      try {
        for (const ask of [asVisitor, asStaff]) {
          const { status, body } = await ask();
          assert.equal(status, 200);
          assert.deepEqual(body.servers.map(({ urls }) => urls[0]), ["turn:turn.acme.example:3478"]);
        }
      } finally {
        cloudflare.now = undefined;
      }
      assert.equal(cloudflare.heard.length, 1, "who calls right after it doesn't wait for it again");
      await told(why);
    }));
}

test("settings that can't be right are told to who reads the log, once, and without their values", () =>
  using({ TURN_URLS: "https://turn.acme.example", TURN_SECRET: "short-secret", ICE_RELAY_ONLY: "maybe" }, async ({ told, worker, asVisitor, asStaff }) => {
    for (const ask of [asVisitor, asStaff]) assert.deepEqual((await ask()).body, { servers: [], relay_only: true });
    await told(/no call can connect/);
    // What the second one said, if it said something, stands in the log before this.
    await request(worker, "GET", "/health");
    const log = await told(/rooms\/enq_\w+\/ice 200[^]*rooms\/enq_\w+\/ice 200[^]*GET \/health 200/);
    assert.equal(log.match(/TURN_URLS has to be one to five addresses/g).length, 1);
    assert.match(log, /ICE_RELAY_ONLY has to be yes or no/);
    for (const value of ["https://turn.acme.example", "short-secret", "maybe"]) assert.ok(!log.includes(value), value);
  }));
