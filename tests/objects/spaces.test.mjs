// Spaces on the real runtime: who is in one, who only reads, what is told to whom, and that a room keeps up with it.

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { sendFile } from "../kit/files.mjs";
import { entriesOf, makeService, must, newId, openDesk, openRoom, request } from "../kit/people.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, state, service, base, people;
const start = async () => (worker = await startWorker({ state, vars: { LIMITS: "off" } }));
before(async () => {
  state = await mkdtemp(path.join(tmpdir(), "frontdesk-spaces-"));
  await start();
  service = await makeService(worker, { staff: { ada: "agent", ben: "agent", cleo: "agent", sue: "admin" }, tags: { sales: ["ada"] } });
  ({ base, people } = service);
});
after(async () => {
  await worker?.stop();
  await rm(state, { recursive: true, force: true });
});

const make = (as, words, members = []) =>
  must(worker, "POST", `${base}/spaces`, { as: people[as], body: { space: newId("spc"), members: members.map((name) => people[name].id), ...words } });
const say = (as, space, body, message = newId("msg")) => must(worker, "POST", `${base}/rooms/${space}/messages`, { as: people[as], body: { message, body } });
const refused = async (status, code, method, path, as, body) => {
  const answer = await request(worker, method, base + path, { as: people[as], body });
  assert.deepEqual([answer.status, answer.body?.error?.code], [status, code], `${as}: ${method} ${path}`);
};
const mine = async (as) => (await must(worker, "GET", `${base}/spaces`, { as: people[as] })).map(({ space }) => space);
const said = (body) => (frame) => entriesOf(frame).some((entry) => entry?.body === body);

test("a private Space is there for its members alone, and so is what is said in it", async () => {
  const { space } = await make("ada", { access: "private", name: "Night shift" }, ["ben"]);
  const of = `/spaces/${space}`;
  assert.ok((await mine("ben")).includes(space));
  for (const other of ["cleo", "sue", "owner"]) {
    assert.ok(!(await mine(other)).includes(space), other);
    await refused(404, "not_found", "GET", of, other);
    await refused(404, "not_found", "PUT", `${of}/members/${people.cleo.id}`, other, { manages: false });
    await refused(404, "not_found", "GET", `/rooms/${space}/entries`, other);
    await refused(404, "not_found", "GET", `/rooms/${space}/transcript`, other);
    await refused(404, "not_found", "GET", `/rooms/${space}/pins`, other);
    await refused(404, "not_found", "GET", `/rooms/${space}/draft`, other);
    await refused(404, "not_found", "POST", `/rooms/${space}/messages`, other, { message: newId("msg"), body: "Hello" });
  }
  await refused(403, "forbidden", "PUT", of, "ben", { access: "public", name: "Ours" });
  await refused(403, "forbidden", "DELETE", `${of}/members/${people.ada.id}`, "ben");

  const [ada, ben] = [await openRoom(worker, service, people.ada, space), await openRoom(worker, service, people.ben, space)];
  assert.equal(ada.welcome.room.space, space);
  assert.equal(ada.welcome.room.enquiry, undefined);
  ada.send({ type: "say", message: newId("msg"), body: "Who takes over at ten?" });
  await ben.until(said("Who takes over at ten?"), "what Ada said");

  // Its files are nobody else's either, not even by their names.
  await sendFile(worker, service, space, people.ada, Buffer.from("who is on"), { name: "rota.txt" });
  const { files } = await must(worker, "GET", `${base}/files`, { as: people.sue });
  assert.ok(!JSON.stringify(files).includes("rota"));
  await refused(400, "malformed", "PUT", of, "ada", { access: "public", name: "Night shift" });

  // Who is sent out reads nothing more, at once; who is brought in reads all.
  await must(worker, "DELETE", `${base}${of}/members/${people.ben.id}`, { as: people.ada });
  assert.equal((await ben.closed).code, 4408, "his seat");
  await refused(404, "not_found", "GET", `/rooms/${space}/entries`, "ben");
  await must(worker, "PUT", `${base}${of}/members/${people.cleo.id}`, { as: people.ada, body: { manages: true } });
  const { entries } = await must(worker, "GET", `${base}/rooms/${space}/entries`, { as: people.cleo });
  assert.ok(entries.some(({ body }) => body === "Who takes over at ten?"));
  await ada.end();

  // That there is one stands in the audit log, by its id; what it is called does not.
  const { entries: deeds } = await must(worker, "GET", `${base}/audit?by=${people.ada.id}`, { as: people.owner });
  assert.deepEqual(deeds.map(({ deed, detail, staff_name }) => [deed, detail, staff_name]), [
    ["space_changed", space, "Cleo"],
    ["space_changed", space, "Ben"],
    ["space_made", space, undefined],
  ]);
  assert.ok(!JSON.stringify(deeds).includes("Night shift"));
});

test("a public Space is read by everybody and written in by who joined; an archived one is only read", async () => {
  const { space } = await make("ada", { access: "public", name: "Returns", description: "What came back" });
  await say("ada", space, "The green tent is back");
  const cleo = await openRoom(worker, service, people.cleo, space);
  assert.ok(entriesOf(cleo.welcome).some(({ body }) => body === "The green tent is back"));
  await refused(403, "forbidden", "POST", `/rooms/${space}/messages`, "cleo", { message: newId("msg"), body: "Hello" });
  await refused(403, "forbidden", "PUT", `/rooms/${space}/pins/2`, "cleo");
  await refused(403, "forbidden", "PUT", `/spaces/${space}/members/${people.cleo.id}`, "cleo", { manages: true });
  await must(worker, "PUT", `${base}/spaces/${space}/members/${people.cleo.id}`, { as: people.cleo, body: {} });
  await say("cleo", space, "I'll write to them");
  await must(worker, "PUT", `${base}/spaces/${space}`, { as: people.ada, body: { access: "public", name: "Returns", archived: true } });
  await refused(403, "forbidden", "POST", `/rooms/${space}/messages`, "cleo", { message: newId("msg"), body: "Too late" });
  assert.equal((await must(worker, "GET", `${base}/rooms/${space}/entries`, { as: people.ben })).entries.filter(({ kind }) => kind === "said").length, 2);
  await must(worker, "PUT", `${base}/spaces/${space}`, { as: people.ada, body: { access: "public", name: "Returns" } });
  await say("cleo", space, "It goes on");
});

test("a direct chat is one for two, whoever begins it, nobody joins, and no log tells of it", async () => {
  const one = await make("ada", { access: "direct" }, ["ben"]);
  const two = await make("ben", { access: "direct" }, ["ada"]);
  assert.equal(one.space, two.space);
  assert.deepEqual([one.name, two.name, one.with], ["Ben", "Ada", people.ben.id]);
  await refused(404, "not_found", "GET", `/spaces/${one.space}`, "owner");
  await refused(400, "malformed", "PUT", `/spaces/${one.space}/members/${people.cleo.id}`, "ada", {});
  const { entries } = await must(worker, "GET", `${base}/audit`, { as: people.owner });
  assert.ok(!JSON.stringify(entries).includes(one.space));
});

test("who is named is told, once, and it is over when they have read it", async () => {
  const { space } = await make("ada", { access: "public", name: "Lost" }, ["ben", "cleo"]);
  const [ben, cleo] = [await openDesk(worker, service, people.ben), await openDesk(worker, service, people.cleo)];
  const tells = (desk, test) => desk.until((frame) => frame.type === "space_changed" && frame.space.space === space && test(frame.space), "news of the Space");
  const message = newId("msg");
  await say("ada", space, "@ben do you know? And ben@example.com isn't you.", message);
  await say("ada", space, "@ben do you know? And ben@example.com isn't you.", message);
  assert.equal((await tells(ben, ({ said }) => said)).space.membership.mentions, 1);
  assert.equal((await tells(cleo, ({ said }) => said)).space.membership.mentions, 0);
  await say("ada", space, "@all look under your desks");
  await tells(ben, ({ membership }) => membership.mentions === 2);
  await tells(cleo, ({ membership }) => membership.mentions === 1);
  const { last } = await must(worker, "GET", `${base}/rooms/${space}/entries`, { as: people.ben });
  await must(worker, "PUT", `${base}/rooms/${space}/marks`, { as: people.ben, body: { delivered: last, read: last } });
  await tells(ben, ({ membership }) => membership.read === last && membership.mentions === 0);
  await Promise.all([ben.end(), cleo.end()]);
});

test("who leaves the staff is in no Space any more", async () => {
  const { secret } = await must(worker, "POST", `${base}/invitations`, { as: people.owner, body: { email: "dan@acme.example", role: "agent" } });
  const joined = await request(worker, "POST", `${base}/invitations/accept`, { body: { secret, name: "Dan", password: "correct horse battery" } });
  people.dan = { ...joined.body, cookie: joined.headers.get("set-cookie").split(";")[0] };
  const { space } = await make("ada", { access: "private", name: "Plans" }, ["dan"]);
  const room = await openRoom(worker, service, people.dan, space);
  await must(worker, "DELETE", `${base}/staff/${people.dan.id}`, { as: people.owner });
  assert.ok([4401, 4403, 4408].includes((await room.closed).code));
  assert.equal((await request(worker, "GET", `${base}/rooms/${space}/entries`, { as: people.dan })).status, 401);
  const { people: inside } = await must(worker, "GET", `${base}/spaces/${space}`, { as: people.ada });
  assert.deepEqual(inside.map(({ staff }) => staff), [people.ada.id]);
});

test("a program reads and writes in public Spaces, in its own name, and no others are there for it", async () => {
  const { secret } = await must(worker, "POST", `${base}/tokens`, { as: people.sue, body: { name: "Stock bot", scopes: ["spaces:read", "spaces:write"] } });
  const as = { bearer: secret };
  const open = await make("ada", { access: "public", name: "Stock" });
  const closed = await make("ada", { access: "private", name: "Secret" });
  assert.ok((await must(worker, "GET", `${base}/spaces`, { as })).every(({ access }) => access === "public"));
  await must(worker, "POST", `${base}/rooms/${open.space}/messages`, { as, body: { message: newId("msg"), body: "3 tents left" } });
  const { entries } = await must(worker, "GET", `${base}/rooms/${open.space}/entries`, { as: people.ben });
  const { author } = entries.find(({ body }) => body === "3 tents left");
  const { room } = await must(worker, "GET", `${base}/rooms/${open.space}`, { as });
  assert.deepEqual(room.people.filter(({ id }) => id === author.staff).map(({ name, integration }) => [name, integration]), [["Stock bot", true]]);
  for (const path of [`/spaces/${closed.space}`, `/rooms/${closed.space}/entries`]) {
    assert.equal((await request(worker, "GET", base + path, { as })).status, 404, path);
  }
});

test("a Space outlives a restart, with its members, what was said, and how far each read", async () => {
  const { space } = await make("ada", { access: "private", name: "Kept" }, ["ben"]);
  await say("ada", space, "@ben keep this");
  await must(worker, "PUT", `${base}/spaces/${space}/muted`, { as: people.ben, body: { muted: true } });
  await worker.kill();
  await start();
  const view = await must(worker, "GET", `${base}/spaces/${space}`, { as: people.ben });
  assert.equal(view.name, "Kept");
  assert.equal(view.membership.muted, true);
  const { entries } = await must(worker, "GET", `${base}/rooms/${space}/entries`, { as: people.ben });
  assert.ok(entries.some(({ body }) => body === "@ben keep this"));
  await refused(404, "not_found", "GET", `/rooms/${space}/entries`, "cleo");
});
