// Previews of links, on the real runtime: only what was said is fetched, only for who may read it, and what a page says stays text.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { entriesOf, makeService, must, newId, openDesk, request, talk } from "../kit/people.mjs";
import { serve } from "../kit/server.mjs";
import { startHarness, startWorker } from "../kit/worker.mjs";

const STAFF = { staff: { ada: "agent", ben: "agent", sue: "supervisor" }, tags: { sales: ["ada"] } };

let worker, site, acme, room;
const pages = new Map();
before(async () => {
  worker = await startWorker();
  site = await serve((path) => (path.startsWith("/count/") ? { body: "<title>Counted</title>" } : pages.get(path)));
  acme = await makeService(worker, STAFF);
  await show(worker, acme);
  room = await talk(worker, acme);
});
after(async () => {
  await worker?.stop();
  await site?.close();
});

async function show(worker, { base, people }, link_previews = true) {
  const settings = await must(worker, "GET", `${base}/settings`, { as: people.owner });
  return must(worker, "PUT", `${base}/settings`, { as: people.owner, body: { ...settings, link_previews } });
}

const say = (body, { at = worker, service = acme, to = room.enquiry, as = service.people.ada, what = "messages" } = {}) =>
  must(at, "POST", `${service.base}/rooms/${to}/${what}`, { as, body: { message: newId("msg"), body } });
const ask = ({ seq }, { at = worker, service = acme, of = room.enquiry, as = service.people.ada } = {}) =>
  request(at, "GET", `${service.base}/rooms/${of}/entries/${seq}/preview`, { as });
const outcome = ({ status, body }) => [status, body?.error?.code];
const NONE = [404, "not_found"];

let paths = 0;
/** A page of its own with this answer; its address. */
function page(answer) {
  paths += 1;
  pages.set(`/page/${paths}`, typeof answer === "string" ? { body: answer } : answer);
  return `${site.origin}/page/${paths}`;
}
/** Says an address in a room, and asks for its preview. */
const preview = async (address) => ask(await say(`Look: ${address}.`));
const title = async (address) => (await preview(address)).body?.title;
const asked = (address) => site.asked.filter(({ url }) => site.origin + url === address);

test("it is off until an owner switches it on, and dashboards are told", async () => {
  const service = await makeService(worker, { slug: "quiet", ...STAFF });
  const { enquiry } = await talk(worker, service);
  const address = page("<title>Tents</title>");
  const said = await say(address, { service, to: enquiry });
  const desk = await openDesk(worker, service, service.people.ben);
  assert.equal(desk.welcome.link_previews, undefined);
  assert.deepEqual(outcome(await ask(said, { service, of: enquiry })), NONE);
  assert.equal(asked(address).length, 0);
  await show(worker, service);
  await desk.until((frame) => frame.type === "service_changed" && frame.link_previews, "the switch");
  assert.equal((await ask(said, { service, of: enquiry })).body.title, "Tents");
  assert.equal((await openDesk(worker, service, service.people.ada)).welcome.link_previews, true);
  await show(worker, service, false);
  assert.deepEqual(outcome(await ask(said, { service, of: enquiry })), NONE, "what is remembered is no way around it");
  assert.equal((await must(worker, "GET", `${service.base}/directory`)).service.link_previews, undefined, "it is nothing to visitors");
});

test("what a page says of itself is text, and nobody is told who asks", async () => {
  const address = page(`<!doctype html><html><head><title>Tents &amp; more</title>
    <meta content="<script>alert(1)</script> R&amp;D\u202e" property="OG:Title">
    <meta name="description" content="plain"><meta property="og:description" content="One&#10;two &lt;b&gt;three&lt;/b&gt;">
    <meta property="og:site_name" content="Acme"><meta property="og:image" content="${site.origin}/spy.png"></head><body><svg><title>no</title></svg>`);
  const { status, body } = await preview(address);
  assert.deepEqual([status, body], [
    200,
    { url: address, host: "127.0.0.1", title: "<script>alert(1)</script> R&D", description: "One two <b>three</b>", site: "Acme" },
  ]);
  const [{ method, headers }] = asked(address);
  assert.deepEqual([method, headers.cookie, headers.authorization, headers.referer, headers.origin], ["GET", undefined, undefined, undefined, undefined]);
  assert.match(headers["user-agent"], /Frontdesk link preview/);
  assert.ok(!site.asked.some(({ url }) => url === "/spy.png"));
  assert.equal(await title(page("<title><b>Bold</b>")), "<b>Bold</b>");
  assert.equal((await title(page(`<title>${"语".repeat(9_000)}</title>`))).length, 160);
});

test("charsets are those that are declared, and bytes that are none harm nothing", async () => {
  const as = (charset, bytes, start = "") => page({ type: `text/html${charset}`, body: Buffer.concat([Buffer.from(`${start}<title>`), Buffer.from(bytes), Buffer.from("</title>")]) });
  assert.equal(await title(as("; charset=windows-1252", [0x5a, 0xfc, 0x72, 0x69, 0x63, 0x68])), "Zürich");
  assert.equal(await title(as('; charset="Shift_JIS"', [0x83, 0x65, 0x83, 0x93, 0x83, 0x67])), "テント");
  assert.equal(await title(as("", [0xd5, 0xca, 0xc5, 0xf1], '<meta http-equiv="content-type" content="text/html; charset=gb2312">')), "帐篷");
  assert.equal(await title(as("; charset=no-such-thing", "Zürich")), "Zürich");
  assert.equal(await title(as("", [0x41, 0xff, 0xfe, 0x42])), "A\ufffd\ufffdB");
});

test("it goes where a page leads, three times, and each place is judged anew", async () => {
  const to = (location, status = 302) => page({ status, headers: { location } });
  const end = page("<title>The end</title>");
  assert.equal(await title(to(to(to(end), 301), 308)), "The end");
  assert.equal(await title(to(new URL(end).pathname)), "The end");
  const far = to(to(to(to(end))));
  const before = asked(end).length;
  assert.deepEqual(outcome(await preview(far)), NONE);
  assert.equal(asked(end).length, before);
  const { host } = new URL(site.origin);
  const inside = `${site.origin}/inside`;
  for (const bad of [`${worker.origin}/health`, `http://ada@${host}/inside`, `http://ada:secret@${host}/inside`, "ftp://127.0.0.1/inside", "file:///etc/passwd", "data:text/html,<title>x</title>"]) {
    assert.deepEqual(outcome(await preview(to(bad))), NONE, bad);
  }
  assert.equal(asked(inside).length, 0);
  const round = page({});
  pages.set(new URL(round).pathname, { status: 302, headers: { location: round } });
  assert.deepEqual(outcome(await preview(round)), NONE);
});

test("what isn't a page with a title has no preview", async () => {
  for (const answer of [
    { type: "image/png", body: "<title>x</title>" },
    { type: "text/plain", body: "<title>x</title>" },
    { type: "application/json", body: "{}" },
    { status: 404, body: "<title>x</title>" },
    { status: 500, body: "<title>x</title>" },
    { status: 302, body: "<title>x</title>" },
    "",
    "<title> \u200b </title><meta name=description content=x>",
    `${" ".repeat(300 * 1024)}<title>too late</title>`,
  ]) {
    assert.deepEqual(outcome(await preview(page(answer))), NONE, JSON.stringify(answer).slice(0, 80));
  }
  assert.deepEqual(outcome(await preview("http://127.0.0.1:1/")), NONE, "nobody listens there");
  assert.equal(await title(page(`<title>Large</title>${"<p>x</p>".repeat(5_000_000)}`)), "Large");
});

test("who takes too long is waited for four seconds, and what came by then counts", async (t) => {
  let ended = 0;
  const slow = createServer((request, response) => {
    response.on("close", () => (ended += 1));
    if (request.url === "/never") return;
    response.writeHead(200, { "content-type": "text/html" }).write("<title>Slow</title>");
    if (request.url === "/endless") {
      const more = () => response.write("<p>".repeat(20_000));
      more();
      response.on("drain", more);
    }
  }).listen(0, "127.0.0.1");
  await once(slow, "listening");
  t.after(() => {
    slow.closeAllConnections();
    slow.close();
  });
  const at = (path) => `http://127.0.0.1:${slow.address().port}${path}`;
  const began = Date.now();
  const [never, slowly, endless] = await Promise.all(["/never", "/slowly", "/endless"].map((path) => preview(at(path))));
  assert.deepEqual(outcome(never), NONE);
  assert.deepEqual([slowly.body.title, endless.body.title], ["Slow", "Slow"]);
  assert.ok(Date.now() - began < 6_000, `${Date.now() - began} ms`);
  for (const until = Date.now() + 5_000; ended < 3 && Date.now() < until; ) await sleep(50);
  assert.equal(ended, 3, "no connection is left open");
});

test("only what stands in an entry is fetched, as it stands there now", async () => {
  const [first, second] = [page("<title>First</title>"), page("<title>Second</title>")];
  for (const seq of [1, 4_000_000_000, "x", -1]) assert.deepEqual(outcome(await ask({ seq })), NONE);
  assert.deepEqual(outcome(await ask(await say("No link, mail ada@acme.example"))), NONE);
  assert.equal((await ask(await say(`${first} and ${second}`))).body.title, "First");
  assert.equal((await ask(await say(`Of ours: ${second}`, { what: "notes" }))).body.title, "Second");

  const { ours, theirs } = room;
  const revise = async (of, body) => {
    const message = newId("msg");
    ours.send({ type: "revise", message, of, ...(body && { body }) });
    await ours.until((frame) => entriesOf(frame).some((entry) => entry.message === message), "the change");
  };
  const said = await say(`See ${first}`);
  await revise(said.seq, `See ${second}`);
  assert.equal((await ask(said)).body.title, "Second");
  await revise(said.seq, "See our site");
  assert.deepEqual(outcome(await ask(said)), NONE, "edited away");
  const again = await say(`See ${first}`);
  await revise(again.seq);
  assert.deepEqual(outcome(await ask(again)), NONE, "recalled");

  theirs.send({ type: "say", message: newId("msg"), body: `Is it ${first}?` });
  const entry = (frame) => entriesOf(frame).find(({ body }) => body === `Is it ${first}?`);
  assert.equal((await ask(entry(await ours.until(entry, "the question")))).body.title, "First", "what visitors say, too");
});

test("who may not read the room learns nothing", async () => {
  const { base, people } = acme;
  const address = page("<title>Tents</title>");
  const said = await say(address);
  assert.deepEqual(outcome(await ask(said, { as: people.ben })), NONE);
  assert.equal(asked(address).length, 0);
  assert.deepEqual(outcome(await ask(said, { as: {} })), [401, "unauthenticated"]);
  assert.deepEqual(outcome(await ask(said, { as: room.visitor })), [401, "unauthenticated"]);
  assert.equal((await ask(said, { as: people.sue })).body.title, "Tents");

  const program = async (...scopes) => ({ bearer: (await must(worker, "POST", `${base}/tokens`, { as: people.owner, body: { name: "Bot", scopes } })).secret });
  const [reads, writes, spaces] = await Promise.all([program("enquiries:read"), program("enquiries:write"), program("spaces:read")]);
  assert.equal((await ask(said, { as: reads })).body.title, "Tents");
  for (const as of [writes, spaces]) assert.deepEqual(outcome(await ask(said, { as })), [403, "forbidden"]);

  const make = (access) => must(worker, "POST", `${base}/spaces`, { as: people.ada, body: { space: newId("spc"), access, name: access, members: [] } });
  for (const access of ["public", "private"]) {
    const { space } = await make(access);
    const inside = await say(`For us: ${address}`, { to: space });
    const seen = async (as) => (await ask(inside, { of: space, as })).status;
    const [open, others] = access === "public" ? [200, 200] : [404, 404];
    assert.deepEqual([await seen(people.ada), await seen(people.ben), await seen(spaces), await seen(reads)], [200, others, open, 403], access);
  }
});

test("a room full of readers causes one request, also of a page that can't be read", async () => {
  for (const [answer, status] of [["<title>Tents</title>", 200], [{ status: 500 }, 404]]) {
    const address = page(answer);
    const said = await Promise.all(Array.from({ length: 3 }, () => say(address)));
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => ask(said[index % 3])));
    assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [status]);
    assert.equal((await ask(said[0])).status, status);
    assert.equal(asked(address).length, 1);
  }
});

test("a deployment asks for nothing but public names", async (t) => {
  const strict = await startWorker({ vars: { SETUP: "once" } });
  t.after(() => strict.stop());
  const service = await makeService(strict, STAFF);
  await show(strict, service);
  const { enquiry } = await talk(strict, service);
  const { port } = new URL(site.origin);
  const count = site.asked.length;
  for (const address of [
    `${site.origin}/page/1`,
    `https://127.0.0.1:${port}/`,
    `http://localhost:${port}/`,
    "https://localhost/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://127.0.0.1./",
    "https://①②⑦.⓪.⓪.①/",
    "https://127.0.0.%31/",
    "https://a.b@127.0.0.1/",
    "https://127.0.0.1\\@www.example.com/",
    "https://metadata.google.internal/",
    "https://169.254.169.254/latest/meta-data/",
    "https://printer.local/",
    "https://router.home.arpa/",
    `${strict.origin}/health`,
    "http://www.example.com/",
    "https://www.example.com:8443/",
  ]) {
    const said = await say(`See ${address}`, { at: strict, service, to: enquiry });
    const began = Date.now();
    assert.deepEqual(outcome(await ask(said, { at: strict, service, of: enquiry })), NONE, address);
    assert.ok(Date.now() - began < 1_000, `${address} was asked for`);
  }
  assert.equal(site.asked.length, count);
});

test("a service has a number of pages fetched a minute", async (t) => {
  const limited = await startHarness({ vars: { LIMITS: "on" } });
  t.after(() => limited.stop());
  const service = await makeService(limited, { slug: "limited", ...STAFF });
  await show(limited, service);
  const { enquiry } = await talk(limited, service);
  const said = [];
  while (said.length < 66) {
    const answer = await request(limited, "POST", `${service.base}/rooms/${enquiry}/messages`, { as: service.people.ada, body: { message: newId("msg"), body: `${site.origin}/count/${said.length}` } });
    if (answer.status === 200) said.push(answer.body);
    else await sleep(answer.body.error.retry_after_ms);
  }
  // All of it within one minute, as the runtime counts them.
  const left = 60_000 - (Date.now() % 60_000);
  if (left < 15_000) await sleep(left);
  const answers = [];
  for (const one of said) answers.push(await ask(one, { at: limited, service, of: enquiry }));
  assert.deepEqual([...new Set(answers.slice(0, 60).map(({ status }) => status))], [200]);
  assert.deepEqual(outcome(answers.at(-1)), [429, "too_fast"]);
  assert.ok(answers.at(-1).body.error.retry_after_ms > 0);
  assert.equal((await ask(said[0], { at: limited, service, of: enquiry })).status, 200, "what is known costs nothing");
});
