// Who may call what: every route × everybody, on the real runtime. Whatever isn't allowed here is refused.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { makeService, makeVisitor, must, newId, openSocket, raise, request, signIn } from "../kit/people.mjs";
import { ROLES, routes } from "../kit/routes.mjs";
import { SETUP_KEY, TOKEN_SECRET, startHarness } from "../kit/worker.mjs";

const staff = { ada: "admin", sue: "supervisor", ben: "agent" };
const UNKNOWN = {
  enquiry: newId("enq"),
  session: newId("ses"),
  item: newId("tag"),
  change: "4000000000",
  staff: newId("stf"),
  label: newId("lbl"),
  block: newId("blk"),
  erasure: newId("ers"),
  reminder: newId("rem"),
  invitation: newId("inv"),
  file: newId("fil"),
  canned: newId("can"),
  part: "1",
  token: newId("tok"),
  hook: newId("hok"),
  contact: newId("con"),
  other: newId("con"),
  note: newId("not"),
  delivery: "4000000000",
  account: "nobody-there",
  room: newId("enq"),
  space: newId("spc"),
  entry: "4000000000",
};
const VALUES = { service: "acme", ...UNKNOWN };

let worker, table, acme, other, visitor;

before(async () => {
  worker = await startHarness();
  table = await routes(worker);
  acme = await makeService(worker, { slug: "acme", staff, tags: { sales: ["ben"] } });
  other = await makeService(worker, { slug: "other", staff: { eve: "admin" } });
  visitor = await makeVisitor(worker, acme);
});
after(() => worker.stop());

/** Everybody, with the kind of caller that they are to `acme`. */
async function everybody() {
  const { owner, ada, sue, ben } = acme.people;
  const foreign = other.people.owner.cookie;
  return [
    { who: "nobody", is: "anyone", as: {} },
    { who: "a visitor", is: "visitor", as: visitor },
    { who: "a visitor of another service", is: "anyone", as: await makeVisitor(worker, other) },
    { who: "the holder of a forged token", is: "anyone", as: { bearer: forged(visitor) } },
    { who: "the holder of an expired token", is: "anyone", as: { bearer: signed({ service: "acme", visitor: visitor.visitor, expires_at_ms: Date.now() - 1 }) } },
    { who: "an owner of another service", is: "anyone", as: { cookie: foreign } },
    { who: "one who renames another service's cookie", is: "anyone", as: { cookie: foreign.replace("-other=", "-acme=") } },
    { who: "the holder of a made-up session", is: "anyone", as: { cookie: "__Host-frontdesk-acme=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" } },
    { who: "the holder of the set-up key", is: "set_up_key", as: { bearer: SETUP_KEY } },
    { who: "the holder of a wrong set-up key", is: "anyone", as: { bearer: `${SETUP_KEY}x` } },
    { who: "an agent", is: "agent", as: ben },
    { who: "a supervisor", is: "supervisor", as: sue },
    { who: "an admin", is: "admin", as: ada },
    { who: "an owner", is: "owner", as: owner },
    ...(await tokens()),
  ];
}

/** Everybody with a token of a program. */
async function tokens() {
  const make = (service, as, scopes, rest = {}) => must(worker, "POST", `${service.base}/tokens`, { as, body: { name: "Stock bot", scopes, ...rest } });
  const own = (scopes, rest) => make(acme, acme.people.ada, scopes, rest);
  const every = [...new Set(table.map(({ scope }) => scope).filter(Boolean))].sort();
  const revoked = await own(every);
  await must(worker, "DELETE", `${acme.base}/tokens/${revoked.token.token}`, { as: acme.people.ada });
  // In a moment: sooner may be over when it is asked for.
  const ends_at_ms = Date.now() + 2_000;
  const ended = await own(every, { ends_at_ms });
  const all = await own(every);
  const foreign = await make(other, other.people.owner, every);
  const owner = { cookie: acme.people.owner.cookie };
  await new Promise((done) => setTimeout(done, ends_at_ms + 50 - Date.now()));
  return [
    ...(await Promise.all(every.map(async (scope) => ({ who: `a program that has ${scope}`, is: [scope], as: { bearer: (await own([scope])).secret } })))),
    { who: "a program that has every scope", is: every, as: { bearer: all.secret } },
    { who: "a program of another service", is: "anyone", as: { bearer: foreign.secret } },
    { who: "the holder of a revoked token", is: "anyone", as: { bearer: revoked.secret } },
    { who: "the holder of a token that has ended", is: "anyone", as: { bearer: ended.secret } },
    { who: "the holder of a token with another secret", is: "anyone", as: { bearer: `${all.secret.slice(0, -1)}${all.secret.endsWith("A") ? "B" : "A"}` } },
    { who: "the holder of half a token", is: "anyone", as: { bearer: all.secret.slice(0, 40) } },
    // Beside a token no cookie counts, not even an owner's.
    { who: "an owner who shows a revoked token", is: "anyone", as: { ...owner, bearer: revoked.secret } },
    { who: "an owner who shows a token with one scope", is: ["reports:read"], as: { ...owner, bearer: (await own(["reports:read"])).secret } },
  ];
}

/** A token as the worker makes them, with claims of one's own. */
function signed(claims) {
  const text = `v1.${Buffer.from(JSON.stringify(claims)).toString("base64url")}`;
  return `${text}.${createHmac("sha256", TOKEN_SECRET).update(text).digest("base64url")}`;
}

/** Somebody else's claims with a signature that was right for others. */
function forged({ bearer }) {
  const [version, claims, signature] = bearer.split(".");
  const changed = { ...JSON.parse(Buffer.from(claims, "base64url")), visitor: newId("vis") };
  return [version, Buffer.from(JSON.stringify(changed)).toString("base64url"), signature].join(".");
}

function allowed(route, is) {
  if (route.caller === "anyone") return true;
  if (Array.isArray(is)) return is.includes(route.scope);
  if (ROLES.includes(route.caller)) return ROLES.indexOf(is) >= ROLES.indexOf(route.caller);
  return route.caller === is;
}

/** Opens a socket and says hello; gives "welcome", the code it was closed with, or the status of another answer. */
async function knock(path, as, headers) {
  const socket = openSocket(worker, path, { as, headers });
  const outcome = await new Promise((done) => {
    socket.socket.on("unexpected-response", (_, { statusCode }) => done(`HTTP ${statusCode}`));
    socket.closed.then(({ code }) => done(code));
    socket.opened.then(() => socket.send({ type: "hello", protocol: 1 }), () => {});
    socket.until(({ type }) => type === "welcome").then(() => done("welcome"), () => done("nothing"));
  });
  socket.socket.terminate();
  return outcome;
}

/** What became of a try: "refused" by the door, or "admitted", whatever was behind it. */
async function attempt(route, as, headers = {}) {
  if (route.isSocket) {
    const outcome = await knock(route.path(VALUES), as, headers);
    return { refused: [4401, 4403, "HTTP 401", "HTTP 403"].includes(outcome), outcome };
  }
  // A body of no use: the door must not need to read it, and nothing comes of it.
  const { status, body } = await request(worker, route.method, route.path(VALUES), { as, headers, body: route.body ? {} : undefined });
  assert.ok(status < 500, `${route.method} ${route.template}: ${status} ${JSON.stringify(body)}`);
  if (status >= 400) assert.equal(typeof body.error.code, "string");
  const door = ["unauthenticated", "forbidden"].includes(body?.error?.code);
  return { refused: door, outcome: `${status} ${body?.error?.code ?? ""}` };
}

test("the table is complete", async () => {
  const document = await readFile(new URL("../../edge/src/openapi.json", import.meta.url), "utf8");
  assert.equal(table.length, document.match(/"operationId"/g).length);
  for (const caller of ["anyone", "set_up_key", "visitor", "agent", "admin"]) {
    assert.ok(table.some((route) => route.caller === caller), caller);
  }
});

test("every route lets in who may call it, and nobody else", async () => {
  const people = await everybody();
  let tried = 0;
  for (const route of table) {
    const tries = people.map(async ({ who, is, as }) => {
      let shown = as;
      // Signing out is the one thing that takes away what proves the next one.
      if (route.name === "SignOut" && as.email) shown = await signIn(worker, "acme", as.email);
      const { refused, outcome } = await attempt(route, shown);
      assert.equal(!refused, allowed(route, is), `${route.method} ${route.template} by ${who}: ${outcome}`);
      tried += 1;
    });
    await Promise.all(tries);
  }
  console.log(`${tried} combinations`);
});

test("another site can't make a browser change anything or open a socket", async () => {
  const origins = ["https://evil.example", "null", worker.origin.replace("http:", "https:").replace(/:\d+$/, ":1"), `${worker.origin}.evil.example`];
  for (const route of table.filter(({ method, isSocket }) => method !== "GET" || isSocket)) {
    const tries = origins.map(async (origin) => {
      const as = { ...acme.people.owner, bearer: route.caller === "visitor" ? visitor.bearer : SETUP_KEY };
      if (route.isSocket) {
        return assert.equal(await knock(route.path(VALUES), as, { origin }), "HTTP 403", `${route.template} from ${origin}`);
      }
      const { status, body } = await request(worker, route.method, route.path(VALUES), { as, headers: { origin }, body: {} });
      assert.deepEqual([status, body.error.code], [403, "forbidden"], `${route.method} ${route.template} from ${origin}`);
    });
    await Promise.all(tries);
  }
});

test("what a token shows is no browser's doing, wherever it says it comes from", async () => {
  const { secret } = await must(worker, "POST", `${acme.base}/tokens`, { as: acme.people.ada, body: { name: "Shop", scopes: ["settings:write"] } });
  const foreign = { origin: "https://evil.example" };
  const made = await request(worker, "POST", `${acme.base}/campaigns`, { as: { bearer: secret }, headers: foreign, body: { name: "By a program" } });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  assert.equal(made.headers.get("access-control-allow-origin"), null);
  // A cookie that comes along makes it no more than it is.
  const more = await request(worker, "GET", `${acme.base}/tokens`, { as: { cookie: acme.people.owner.cookie, bearer: secret }, headers: foreign });
  assert.deepEqual([more.status, more.body.error.code], [403, "forbidden"]);
});

test("no answer is for pages of other sites", async () => {
  for (const route of table.filter(({ method, isSocket }) => method === "GET" && !isSocket)) {
    const { headers } = await request(worker, "GET", route.path(VALUES), { as: acme.people.owner, headers: { origin: "https://evil.example" } });
    assert.equal(headers.get("access-control-allow-origin"), null, route.template);
    assert.equal(headers.get("cross-origin-resource-policy"), "same-origin", route.template);
  }
});

test("headers that objects believe can't come from outside", async () => {
  const caller = [{ kind: "set_up" }, { kind: "visitor", visitor: visitor.visitor }, { kind: "anyone" }, { kind: "session", secret_hash: "0".repeat(64) }, { kind: "token", token: newId("tok"), secret_hash: "0".repeat(64) }];
  const seat = { side: "staff", card: { id: acme.people.owner.id, handle: "x", name: "X" }, session: acme.people.owner.session, until_ms: Date.now() + 1e9 };
  const tries = caller.map(async (one) => {
    const headers = {
      "x-frontdesk-caller": JSON.stringify(one),
      "x-frontdesk-request": JSON.stringify({ address_hash: "a" }),
      "x-frontdesk-seat": JSON.stringify(seat),
      "x-frontdesk-fault": "panic",
    };
    for (const route of table.filter(({ caller }) => caller !== "anyone")) {
      const { refused, outcome } = await attempt(route, {}, headers);
      assert.ok(refused, `${route.method} ${route.template} as ${one.kind}: ${outcome}`);
    }
  });
  await Promise.all(tries);
});

test("what is internal isn't there from outside", async () => {
  const paths = ["/internal/public", "/internal/service", "/internal/report", "/internal/order", "/internal/socket", "/internal/account/sign-in"];
  for (const path of [...paths, ...paths.map((path) => `/api/v1/services/acme${path}`), "/api/v1/services/acme/../../../internal/public"]) {
    for (const method of ["GET", "POST"]) {
      const { status } = await request(worker, method, path, { as: acme.people.owner, ...(method === "POST" ? { body: {} } : {}) });
      assert.ok([404, 405].includes(status), `${method} ${path}: ${status}`);
    }
  }
});

test("a visitor's room isn't there for other visitors, nor for staff of other services", async () => {
  const { enquiry } = await raise(worker, acme, visitor, { tag: acme.tags.sales });
  const visitors = (slug) => `/api/v1/services/${slug}/visitor/rooms/${enquiry}/socket`;
  const rooms = (slug) => `/api/v1/services/${slug}/rooms/${enquiry}/socket`;
  assert.equal(await knock(visitors("acme"), visitor), "welcome");
  const stranger = await makeVisitor(worker, acme);
  const foreigner = await makeVisitor(worker, other);
  assert.equal(await knock(visitors("acme"), stranger), 4404);
  assert.equal(await knock(visitors("acme"), foreigner), 4401);
  // A room that nobody opened may be about to be.
  assert.equal(await knock(visitors("other"), foreigner), "HTTP 503");
  assert.equal(await knock(rooms("other"), other.people.owner), 4404);
  assert.equal(await knock(rooms("acme"), other.people.owner), 4401);
  assert.equal(await knock(rooms("acme"), { cookie: other.people.owner.cookie.replace("-other=", "-acme=") }), 4401);
  // Nobody there serves anything: the enquiry is neither theirs nor shown to them.
  const { status, body } = await request(worker, "GET", `/api/v1/services/other/enquiries/${enquiry}`, { as: other.people.owner });
  assert.deepEqual([status, body.error.code], [404, "not_found"]);
  const own = await request(worker, "GET", `${acme.base}/visitor/enquiries`, { as: stranger });
  assert.deepEqual(own.body.enquiries, []);
});

test("an enquiry is for those who may serve it, and for who watches over all", async () => {
  const { base, people, tags } = await makeService(worker, { slug: "serving", staff: { ben: "agent", cleo: "agent", sue: "supervisor" }, tags: { sales: ["ben"] } });
  const { enquiry } = await raise(worker, { base }, await makeVisitor(worker, { base }), { tag: tags.sales });
  const seen = async (as) => (await request(worker, "GET", `${base}/enquiries/${enquiry}`, { as })).status;
  assert.deepEqual([await seen(people.ben), await seen(people.cleo), await seen(people.sue), await seen(people.owner)], [200, 404, 200, 200]);
  const room = `${base}/rooms/${enquiry}/socket`;
  assert.equal(await knock(room, people.cleo), 4404);
  assert.equal(await knock(room, people.sue), "welcome");
  const answer = await request(worker, "POST", `${base}/enquiries/${enquiry}/answer`, { as: people.cleo });
  assert.deepEqual([answer.status, answer.body.error.code], [404, "not_found"]);
});

test("one network address can't go on for ever", async () => {
  const limited = await startHarness({ vars: { LIMITS: "on" } });
  try {
    const service = await makeService(limited);
    const answers = [];
    // Twice as many and more: the minute may turn in between.
    for (let index = 0; index < 130; index += 1) answers.push(await request(limited, "POST", `${service.base}/visitors`, { body: {} }));
    const refused = answers.filter(({ status }) => status === 429);
    assert.ok(refused.length >= 10, `${refused.length} refused`);
    assert.equal(refused[0].body.error.code, "too_fast");
    assert.ok(refused[0].body.error.retry_after_ms > 0);
    assert.ok(answers.slice(0, 50).every(({ status }) => status === 200));
    assert.equal((await request(limited, "GET", `${service.base}/directory`)).status, 200);
  } finally {
    await limited.stop();
  }
});

test("a script at one network address can't fill a service with enquiries", async () => {
  const limited = await startHarness({ vars: { LIMITS: "on" } });
  try {
    const service = await makeService(limited, { staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    const entry = { kind: "tag", tag: service.tags.sales.id };
    const ask = (as, enquiry) => request(limited, "POST", `${service.base}/visitor/enquiries`, { as, body: { enquiry, entry } });
    const answers = [];
    for (let index = 0; index < 33; index += 1) {
      const visitor = await makeVisitor(limited, service);
      const enquiry = newId("enq");
      answers.push({ visitor, enquiry, ...(await ask(visitor, enquiry)) });
    }
    assert.ok(answers.slice(0, 30).every(({ status }) => status === 200));
    const refused = answers.at(-1);
    assert.equal(refused.body.error.code, "too_fast");
    assert.ok(refused.body.error.retry_after_ms > 1_000);
    const { visitor, enquiry } = answers[0];
    assert.equal((await ask(visitor, enquiry)).status, 200, "who asks again for what they have is no script");
  } finally {
    await limited.stop();
  }
});

const MADE_UP = { cookie: "__Host-frontdesk-acme=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" };

test("a network address is refused sessions that nobody has a number of times a minute", async () => {
  const limited = await startHarness({ vars: { LIMITS: "on" } });
  try {
    const { base, people } = await makeService(limited);
    const statuses = [];
    for (let index = 0; index < 130; index += 1) statuses.push((await request(limited, "GET", `${base}/tags`, { as: MADE_UP })).status);
    assert.ok(statuses.slice(0, 50).every((status) => status === 401) && statuses.includes(429), statuses.join());
    // Who is signed in there works on.
    assert.equal((await request(limited, "GET", `${base}/tags`, { as: people.owner })).status, 200);
  } finally {
    await limited.stop();
  }
});

test("what anybody may know is asked for again when it has changed, and not when somebody was refused", async () => {
  const { slug, base, people } = await makeService(worker, { slug: "remembered" });
  const name = async () => (await must(worker, "GET", `${base}/directory`)).service.name;
  const settings = await must(worker, "GET", `${base}/settings`, { as: people.owner });
  assert.equal(await name(), "Acme Outdoor");
  // Behind the worker's back: whoever sees it got it from the Desk.
  await (await worker.worker.getDurableObjectStorage("DESK", { name: slug })).exec("UPDATE item SET settings = json_set(settings, '$.name', 'Acme Indoor') WHERE kind = 'service'");
  await worker.worker.evictDurableObject("DESK", { name: slug, webSockets: "close" });
  const madeUp = { cookie: MADE_UP.cookie.replace("-acme=", `-${slug}=`) };
  assert.equal((await request(worker, "PUT", `${base}/settings`, { as: madeUp, body: settings })).status, 401);
  assert.equal((await request(worker, "PUT", `${base}/settings`, { as: people.owner, body: { ...settings, time_zone: "Mars/Base" } })).status, 400);
  assert.equal((await request(worker, "DELETE", `${base}/sessions/${people.owner.session}`, { as: people.owner })).status, 204);
  assert.equal(await name(), "Acme Outdoor");
  const again = await signIn(worker, slug, people.owner.email);
  await must(worker, "PUT", `${base}/settings`, { as: again, body: { ...settings, name: "Acme Mountain" } });
  assert.equal(await name(), "Acme Mountain");
});

test("a visitor stays who they are by their old token, and becomes somebody new without", async () => {
  const path = `${acme.base}/visitors`;
  const again = await request(worker, "POST", path, { as: visitor, body: {} });
  assert.equal(again.body.visitor, visitor.visitor);
  const fresh = await request(worker, "POST", path, { body: {} });
  assert.notEqual(fresh.body.visitor, visitor.visitor);
  const foreign = await request(worker, "POST", path, { as: await makeVisitor(worker, other), body: {} });
  assert.equal(foreign.status, 200);
  const lifetime = fresh.body.expires_at_ms - Date.now();
  assert.ok(Math.abs(lifetime - 90 * 86_400_000) < 60_000);
  assert.equal((await request(worker, "POST", "/api/v1/services/nobody/visitors", { body: {} })).status, 404);
});

test("a socket is refused in a way that its client can see", async () => {
  const path = `${acme.base}/desk/socket`;
  const unsigned = openSocket(worker, path);
  assert.deepEqual(await unsigned.closed, { code: 4401, reason: "unauthenticated" });
  const plain = await request(worker, "GET", path, { as: acme.people.owner });
  assert.deepEqual([plain.status, plain.body.error.code], [400, "malformed"]);
  const other = openSocket(worker, path, { as: acme.people.owner, protocols: ["something.else"] });
  assert.equal((await other.closed).code, 1006);
});
