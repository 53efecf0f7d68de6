// Accounts: signing in and out, sessions, passwords, invitations, and who may change whom.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { PASSWORD, makeService, must, openDesk, openSocket, request, signIn } from "../kit/people.mjs";
import { startHarness } from "../kit/worker.mjs";

let worker;
before(async () => (worker = await startHarness()));
after(() => worker.stop());

let count = 0;
/** A service of its own for each test. */
const service = (options = {}) => makeService(worker, { slug: `accounts-${(count += 1)}`, ...options });
const trySignIn = ({ base }, email, password) => request(worker, "POST", `${base}/session`, { body: { email, password } });
const code = ({ status, body }) => `${status} ${body?.error?.code ?? ""}`.trim();
const storage = (slug) => worker.worker.getDurableObjectStorage("DESK", { name: slug });

test("a session's cookie is for this host alone, and out of scripts' reach", async () => {
  const { slug, base } = await service();
  const { headers, body } = await trySignIn({ base }, `owner@${slug}.example`, PASSWORD);
  const cookie = headers.get("set-cookie");
  assert.match(cookie, new RegExp(`^__Host-frontdesk-${slug}=[\\w-]{43}; Path=/; Max-Age=1209600; HttpOnly; Secure; SameSite=Lax$`));
  assert.equal(body.role, "owner");
  const out = await request(worker, "DELETE", `${base}/session`, { as: { cookie: cookie.split(";")[0] } });
  assert.equal(out.status, 204);
  assert.match(out.headers.get("set-cookie"), /=; Path=\/; Max-Age=0;/);
  assert.equal(code(await request(worker, "GET", `${base}/session`, { as: { cookie: cookie.split(";")[0] } })), "401 unauthenticated");
});

test("nothing that opens a door is in the database", async () => {
  const { slug, people, base } = await service({ staff: { ben: "agent" } });
  const invited = await must(worker, "POST", `${base}/invitations`, { as: people.owner, body: { email: "eve@example.com", role: "agent" } });
  const sql = await storage(slug);
  const rows = [];
  for (const { name } of await sql.exec("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'")) {
    rows.push(...(await sql.exec(`SELECT * FROM "${name}"`)));
  }
  const text = JSON.stringify(rows);
  assert.match(text, /\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  for (const secret of [PASSWORD, people.owner.cookie.split("=")[1], people.ben.cookie.split("=")[1], invited.secret]) {
    assert.ok(!text.includes(secret));
  }
});

test("every failed sign-in looks the same", async () => {
  const { slug, base } = await service();
  const wrong = await trySignIn({ base }, `owner@${slug}.example`, "not the password");
  const unknown = await trySignIn({ base }, "nobody@example.com", "not the password");
  assert.equal(code(wrong), "401 sign_in_failed");
  assert.deepEqual(wrong.body, unknown.body);
  assert.equal(wrong.headers.get("set-cookie"), null);
  // An unknown account is hashed for too. Medians, for this machine may be busy.
  const median = async (email) => {
    const times = [];
    for (let index = 0; index < 4; index += 1) {
      const begun = performance.now();
      await trySignIn({ base }, email(index), "not the password");
      times.push(performance.now() - begun);
    }
    return times.sort((a, b) => a - b)[1];
  };
  const forUnknown = await median((index) => `nobody-${index}@example.com`);
  const forKnown = await median(() => `owner@${slug}.example`);
  assert.ok(forUnknown > forKnown / 3, `${forUnknown} ms for nobody, ${forKnown} ms for somebody`);
});

test("passwords can't be guessed: tries are slowed down, account by account", async () => {
  const { slug, base } = await service({ staff: { ben: "agent" } });
  const email = `owner@${slug}.example`;
  for (let tries = 0; tries < 5; tries += 1) assert.equal(code(await trySignIn({ base }, email, "wrong wrong")), "401 sign_in_failed");
  const slowed = await trySignIn({ base }, email, PASSWORD);
  assert.equal(code(slowed), "429 too_fast");
  const wait = slowed.body.error.retry_after_ms;
  assert.ok(wait > 3_000 && wait <= 5_000, `${wait}`);
  assert.equal(slowed.headers.get("retry-after"), `${Math.ceil(wait / 1_000)}`);
  // Somebody else isn't, and an account that isn't there is.
  await signIn(worker, slug, `ben@${slug}.example`);
  for (let tries = 0; tries < 5; tries += 1) await trySignIn({ base }, "nobody@example.com", "wrong wrong");
  assert.equal(code(await trySignIn({ base }, "nobody@example.com", "wrong wrong")), "429 too_fast");
  await new Promise((done) => setTimeout(done, wait + 100));
  await signIn(worker, slug, email);
  // It counts from nothing again.
  assert.equal(code(await trySignIn({ base }, email, "wrong wrong")), "401 sign_in_failed");
});

test("who knows an e-mail address can't keep its owner out", async () => {
  const { slug, base } = await service();
  const email = `owner@${slug}.example`;
  const from = (address, password) => request(worker, "POST", `${base}/session`, { body: { email, password }, headers: { "cf-connecting-ip": address } });
  for (let tries = 0; tries < 5; tries += 1) assert.equal(code(await from("192.0.2.1", "wrong wrong")), "401 sign_in_failed");
  assert.equal(code(await from("192.0.2.1", PASSWORD)), "429 too_fast");
  assert.equal((await from("198.51.100.7", PASSWORD)).status, 200);
  assert.equal(code(await from("192.0.2.1", PASSWORD)), "429 too_fast");
});

test("many tries at once don't slip through", async () => {
  const { slug, base } = await service();
  const tries = await Promise.all(Array.from({ length: 20 }, () => trySignIn({ base }, `owner@${slug}.example`, "wrong wrong")));
  const answers = tries.map(code);
  assert.equal(answers.filter((answer) => answer === "401 sign_in_failed").length, 5, answers.join());
  assert.equal(answers.filter((answer) => answer === "429 too_fast").length, 15);
});

test("one address can't try account after account", async () => {
  const { base } = await service();
  const answers = [];
  for (let index = 0; index < 26; index += 1) answers.push(code(await trySignIn({ base }, `person-${index}@example.com`, "wrong wrong")));
  assert.deepEqual(answers.slice(0, 25), Array(25).fill("401 sign_in_failed"));
  assert.equal(answers[25], "429 too_fast");
});

test("sessions are listed, and end one by one", async () => {
  const { slug, base, people } = await service({ staff: { ben: "agent" } });
  const phone = await signIn(worker, slug, people.owner.email);
  const list = await must(worker, "GET", `${base}/sessions`, { as: people.owner });
  assert.deepEqual(list.map(({ current }) => current).sort(), [false, true]);
  assert.equal(list.find(({ current }) => current).id, people.owner.session);
  // Nobody ends another person's.
  assert.equal(code(await request(worker, "DELETE", `${base}/sessions/${phone.session}`, { as: people.ben })), "404 not_found");
  assert.equal((await request(worker, "DELETE", `${base}/sessions/${phone.session}`, { as: people.owner })).status, 204);
  assert.equal(code(await request(worker, "GET", `${base}/session`, { as: phone })), "401 unauthenticated");
  assert.equal((await request(worker, "GET", `${base}/session`, { as: people.owner })).status, 200);
});

test("a session ends after 12 hours without use, and after 14 days in any case", async () => {
  const { slug, base, people } = await service();
  const sql = await storage(slug);
  const hour = 3_600_000;
  const at = async (used, since) => {
    await sql.exec("UPDATE session SET used_at_ms = ?, since_ms = ?", Date.now() - used, Date.now() - since);
    return (await request(worker, "GET", `${base}/session`, { as: people.owner })).status;
  };
  assert.equal(await at(11.9 * hour, 100 * hour), 200);
  assert.equal(await at(12.1 * hour, 100 * hour), 401);
  assert.equal(await at(1 * hour, 14 * 24 * hour - hour), 200);
  assert.equal(await at(1 * hour, 14 * 24 * hour + hour), 401);
});

test("the last use is noted, but not with every request", async () => {
  const { slug, base, people } = await service();
  const sql = await storage(slug);
  const used = async () => (await sql.exec("SELECT used_at_ms FROM session"))[0].used_at_ms;
  const first = await used();
  await must(worker, "GET", `${base}/session`, { as: people.owner });
  assert.equal(await used(), first);
  await sql.exec("UPDATE session SET used_at_ms = ?", first - 600_000);
  await must(worker, "GET", `${base}/session`, { as: people.owner });
  assert.ok((await used()) >= first);
});

test("a new password ends every other session, and the sockets opened by them", async () => {
  const { slug, base, people } = await service();
  const phone = await signIn(worker, slug, people.owner.email);
  const desk = await openDesk(worker, { base }, phone);
  const change = (body) => request(worker, "PUT", `${base}/session/password`, { as: people.owner, body });
  assert.equal(code(await change({ current: "not the password", new: "another long password" })), "401 sign_in_failed");
  assert.equal(code(await change({ current: PASSWORD, new: "short" })), "400 malformed");
  assert.equal((await change({ current: PASSWORD, new: "another long password" })).status, 204);
  assert.equal((await desk.closed).code, 4401);
  assert.equal(code(await request(worker, "GET", `${base}/session`, { as: phone })), "401 unauthenticated");
  assert.equal((await request(worker, "GET", `${base}/session`, { as: people.owner })).status, 200);
  assert.equal(code(await trySignIn({ base }, people.owner.email, PASSWORD)), "401 sign_in_failed");
  await signIn(worker, slug, people.owner.email, "another long password");
});

test("an account has 20 sessions at most: the one used longest ago ends", async () => {
  const { slug, base, people } = await service();
  for (let index = 0; index < 20; index += 1) await signIn(worker, slug, people.owner.email);
  assert.equal(code(await request(worker, "GET", `${base}/session`, { as: people.owner })), "401 unauthenticated");
  const last = await signIn(worker, slug, people.owner.email);
  assert.equal((await must(worker, "GET", `${base}/sessions`, { as: last })).length, 20);
});

test("an invitation is good once, for its address and role", async () => {
  const { base, people } = await service();
  const made = await must(worker, "POST", `${base}/invitations`, { as: people.owner, body: { email: "Eve@Example.com", role: "supervisor" } });
  assert.equal(made.invitation.email, "eve@example.com");
  const lifetime = made.invitation.expires_at_ms - Date.now();
  assert.ok(Math.abs(lifetime - 7 * 86_400_000) < 60_000);
  const accept = (secret) => request(worker, "POST", `${base}/invitations/accept`, { body: { secret, name: "Eve Ödön", password: PASSWORD } });
  const answers = await Promise.all([accept(made.secret), accept(made.secret), accept(made.secret)]);
  assert.deepEqual(answers.map(code).sort(), ["200", "410 expired", "410 expired"]);
  const { body, headers } = answers.find(({ status }) => status === 200);
  assert.deepEqual([body.role, body.handle, body.email], ["supervisor", "eve-odon", "eve@example.com"]);
  assert.equal((await request(worker, "GET", `${base}/session`, { as: { cookie: headers.get("set-cookie").split(";")[0] } })).status, 200);
  assert.equal(code(await accept(made.secret)), "410 expired");
  assert.equal(code(await accept("made up")), "410 expired");
  assert.deepEqual(await must(worker, "GET", `${base}/invitations`, { as: people.owner }), []);
});

test("nobody comes in by the invitation of somebody who may not give it any more", async () => {
  const { slug, base, people } = await service({ staff: { ada: "owner", abe: "owner", ben: "admin" } });
  const invite = async (by, role) => (await must(worker, "POST", `${base}/invitations`, { as: people[by], body: { email: `${by}-${role}@example.com`, role } })).secret;
  const accept = async (secret) => code(await request(worker, "POST", `${base}/invitations/accept`, { body: { secret, name: "Eve", password: PASSWORD } }));
  const left = async () => (await must(worker, "GET", `${base}/invitations`, { as: people.owner })).map(({ email }) => email);
  const ofAda = await invite("ada", "owner");
  const ofAbe = { owner: await invite("abe", "owner"), agent: await invite("abe", "agent") };
  await must(worker, "DELETE", `${base}/staff/${people.ada.id}`, { as: people.owner });
  assert.equal(await accept(ofAda), "410 expired");
  const role = (role) => must(worker, "PUT", `${base}/staff/${people.abe.id}`, { as: people.owner, body: { handle: "abe", name: "Abe", role, listed: true } });
  await role("admin");
  assert.deepEqual(await left(), ["abe-agent@example.com"]);
  assert.equal(await accept(ofAbe.owner), "410 expired");
  assert.equal(await accept(ofAbe.agent), "200");
  // Also when it was forgotten to take one back.
  const ofBen = await invite("ben", "agent");
  await (await storage(slug)).exec("UPDATE staff SET role = 'agent' WHERE id = ?", people.ben.id);
  assert.equal(await accept(ofBen), "410 expired");
});

test("an invitation can be taken back, replaced, and ends by itself", async () => {
  const { slug, base, people } = await service();
  const invite = (email) => must(worker, "POST", `${base}/invitations`, { as: people.owner, body: { email, role: "agent" } });
  const accept = (secret) => request(worker, "POST", `${base}/invitations/accept`, { body: { secret, name: "Eve", password: PASSWORD } });
  const first = await invite("eve@example.com");
  const second = await invite("eve@example.com");
  assert.equal(code(await accept(first.secret)), "410 expired");
  assert.equal((await must(worker, "GET", `${base}/invitations`, { as: people.owner })).length, 1);
  await must(worker, "DELETE", `${base}/invitations/${second.invitation.id}`, { as: people.owner });
  assert.equal(code(await accept(second.secret)), "410 expired");
  assert.equal(code(await request(worker, "DELETE", `${base}/invitations/${second.invitation.id}`, { as: people.owner })), "404 not_found");
  const third = await invite("eve@example.com");
  await (await storage(slug)).exec("UPDATE invitation SET expires_at_ms = ?", Date.now() - 1);
  assert.equal(code(await accept(third.secret)), "410 expired");
  assert.deepEqual(await must(worker, "GET", `${base}/invitations`, { as: people.owner }), []);
  assert.equal(code(await request(worker, "POST", `${base}/invitations`, { as: people.owner, body: { email: people.owner.email, role: "agent" } })), "409 taken");
});

test("admins make and unmake agents and supervisors; owners everybody", async () => {
  const { base, people } = await service({ staff: { ada: "admin", abe: "admin", ben: "agent" } });
  const put = (by, who, more) => {
    const { handle, name } = people[who];
    return request(worker, "PUT", `${base}/staff/${people[who].id}`, { as: people[by], body: { handle, name, role: "agent", listed: true, ...more } });
  };
  const invite = (by, role) => request(worker, "POST", `${base}/invitations`, { as: people[by], body: { email: `${by}-${role}@example.com`, role } });
  const remove = (by, who) => request(worker, "DELETE", `${base}/staff/${people[who].id}`, { as: people[by] });
  assert.equal((await put("ada", "ben", { role: "supervisor" })).body.role, "supervisor");
  assert.equal(code(await put("ada", "ben", { role: "admin" })), "403 forbidden");
  assert.equal(code(await put("ada", "abe", { role: "agent" })), "403 forbidden");
  assert.equal(code(await put("ada", "owner", { role: "owner", name: "Renamed" })), "403 forbidden");
  assert.equal(code(await put("ada", "ada", { role: "owner" })), "403 forbidden");
  assert.equal((await put("ada", "ada", { role: "admin", title: "Head of desk" })).body.title, "Head of desk");
  assert.equal(code(await remove("ada", "owner")), "403 forbidden");
  assert.equal(code(await remove("ada", "abe")), "403 forbidden");
  assert.equal((await invite("ada", "supervisor")).status, 200);
  assert.equal(code(await invite("ada", "admin")), "403 forbidden");
  assert.equal(code(await invite("ada", "owner")), "403 forbidden");
  const ownerInvited = await invite("owner", "owner");
  assert.equal(ownerInvited.status, 200);
  const id = ownerInvited.body.invitation.id;
  assert.equal(code(await request(worker, "DELETE", `${base}/invitations/${id}`, { as: people.ada })), "403 forbidden");
  const squat = await request(worker, "POST", `${base}/invitations`, { as: people.ada, body: { email: "owner-owner@example.com", role: "agent" } });
  assert.equal(code(squat), "403 forbidden");
  assert.equal((await put("owner", "ada", { role: "owner" })).body.role, "owner");
  assert.equal((await put("ada", "owner", { role: "agent" })).body.role, "agent");
  assert.equal(code(await request(worker, "GET", `${base}/staff`, { as: people.owner })), "403 forbidden");
});

test("a service never loses its last owner", async () => {
  const { base, people } = await service({ staff: { ada: "admin" } });
  const { handle, name, id } = people.owner;
  const demote = () => request(worker, "PUT", `${base}/staff/${id}`, { as: people.owner, body: { handle, name, role: "admin", listed: true } });
  const leave = () => request(worker, "DELETE", `${base}/staff/${id}`, { as: people.owner });
  assert.equal(code(await demote()), "409 would_strand");
  assert.equal(code(await leave()), "409 would_strand");
  await must(worker, "PUT", `${base}/staff/${people.ada.id}`, { as: people.owner, body: { handle: "ada", name: "Ada", role: "owner", listed: true } });
  assert.equal((await demote()).status, 200);
});

test("who leaves is out at once, unless a tag would be stranded", async () => {
  const { base, people, tags } = await service({ staff: { ada: "owner", ben: "agent", cleo: "agent" }, tags: { sales: ["ben"], other: [{ staff: ["ben"] }, { staff: ["ben", "cleo"] }] } });
  const desk = await openDesk(worker, { base }, people.ben);
  const remove = () => request(worker, "DELETE", `${base}/staff/${people.ben.id}`, { as: people.owner });
  const stranded = await remove();
  assert.equal(code(stranded), "409 would_strand");
  assert.match(stranded.body.error.message, /Sales/);
  assert.doesNotMatch(stranded.body.error.message, /Other/);
  const { handle, name } = tags.sales;
  await must(worker, "PUT", `${base}/tags/${tags.sales.id}`, { as: people.owner, body: { handle, name, destinations: [{ name: "Line", staff: [people.cleo.id], wait_s: 60 }] } });
  assert.equal((await remove()).status, 204);
  assert.equal((await desk.closed).code, 4401);
  assert.equal(code(await request(worker, "GET", `${base}/session`, { as: people.ben })), "401 unauthenticated");
  assert.equal(code(await trySignIn({ base }, people.ben.email, PASSWORD)), "401 sign_in_failed");
  const left = (await must(worker, "GET", `${base}/tags`, { as: people.owner })).find(({ handle }) => handle === "other");
  assert.deepEqual(left.destinations.map(({ staff }) => staff), [[people.cleo.id]]);
  // The address and the handle are free again.
  const again = await must(worker, "POST", `${base}/invitations`, { as: people.owner, body: { email: people.ben.email, role: "agent" } });
  const back = await request(worker, "POST", `${base}/invitations/accept`, { body: { secret: again.secret, name: "Ben", password: PASSWORD } });
  assert.equal(back.body.handle, "ben");
  assert.notEqual(back.body.id, people.ben.id);
});

test("who may do more or less is told by the next request", async () => {
  const { base, people } = await service({ staff: { ada: "admin" } });
  const socket = openSocket(worker, `${base}/desk/socket`, { as: people.ada });
  await socket.opened;
  await must(worker, "PUT", `${base}/staff/${people.ada.id}`, { as: people.owner, body: { handle: "ada", name: "Ada", role: "agent", listed: true } });
  assert.equal(code(await request(worker, "GET", `${base}/staff`, { as: people.ada })), "403 forbidden");
  await socket.end();
});
