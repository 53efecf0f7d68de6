// Reports on the real runtime: figures are what the stored events say, and each opens to the enquiries behind it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";

import { makeService, makeVisitor, must, newId, openDesk, openRoom, raise, request } from "../kit/people.mjs";
import { startHarness } from "../kit/worker.mjs";

let worker, acme, sue, ada, ben;
const enquiries = [];

before(async () => {
  worker = await startHarness();
  acme = await makeService(worker, { staff: { ada: "agent", ben: "agent", sue: "supervisor" }, tags: { sales: ["ada", "ben"], help: ["ben"] } });
  ({ sue, ada, ben } = acme.people);
  const desks = [await openDesk(worker, acme, ada), await openDesk(worker, acme, ben)];
  const ask = async (tag, more) => {
    const visitor = await makeVisitor(worker, acme);
    const { enquiry } = await raise(worker, acme, visitor, { tag: acme.tags[tag] }, more);
    enquiries.push(enquiry);
    return { visitor, enquiry };
  };
  const answer = (as, { enquiry }, how = "answer") => must(worker, "POST", `${acme.base}/enquiries/${enquiry}/${how}`, { as });
  const shop = { page: { url: "https://shop.example/tents?size=2", title: "Tents" } };
  // Answered, said something to, and closed.
  const first = await ask("sales", shop);
  await answer(ada, first);
  const room = await openRoom(worker, acme, ada, first.enquiry);
  const message = newId("msg");
  room.send({ type: "say", message, body: "Hello" });
  await room.until(({ type, entry }) => type === "entry" && entry.message === message);
  room.send({ type: "close" });
  await room.until(({ type, entry }) => type === "entry" && entry.kind === "closed");
  await room.end();
  // Answered, and goes on.
  await answer(ben, await ask("help", { link: "help", ...shop }));
  // Left by its visitor.
  const third = await ask("sales");
  const left = await openRoom(worker, acme, third.visitor, third.enquiry);
  left.send({ type: "close" });
  await left.until(({ type, entry }) => type === "entry" && entry.kind === "closed");
  await left.end();
  // Waits.
  await ask("sales");
  for (const desk of desks) desk.send({ type: "set_availability", availability: "offline" });
  await desks[0].until(({ type, colleague }) => type === "colleague_changed" && colleague.id === ben.id && colleague.availability === "offline");
  await desks[1].until(({ type, colleague }) => type === "colleague_changed" && colleague.id === ada.id && colleague.availability === "offline");
  // The one that waited is missed by now, too; this one at once. It is followed up.
  await answer(ada, await ask("sales"), "follow-up");
  await Promise.all(desks.map((desk) => desk.end()));
});
after(() => worker.stop());

const london = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London", year: "numeric", month: "2-digit", day: "2-digit" });
/** The days around today, so that a test at midnight has its enquiries. */
const days = () => ({ from: london.format(Date.now() - 86_400_000), to: london.format(Date.now() + 86_400_000) });
const ask = (path, query, as = sue) => request(worker, "GET", `${acme.base}/reports/${path}?${new URLSearchParams({ ...days(), ...query })}`, { as });
const read = async (path, query) => {
  const { status, body } = await ask(path, query);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};

/** Counts by hand, from the traces of the enquiries. */
async function byHand(ids = enquiries) {
  const counted = { raised: 0, answered: 0, missed: 0, followed_up: 0, left: 0, waiting: 0 };
  const waits = [];
  for (const id of ids) {
    const { trace } = await must(worker, "GET", `${acme.base}/enquiries/${id}`, { as: sue });
    const steps = trace.map(({ step }) => step);
    const at = (...names) => steps.findIndex((step) => names.includes(step));
    const [answered, missed, closed] = [at("answered", "followed_up", "picked_up"), at("missed"), at("closed")];
    counted.raised += 1;
    if (missed >= 0 && (answered < 0 || missed < answered)) {
      counted.missed += 1;
      if (answered >= 0) counted.followed_up += 1;
    } else if (answered >= 0) {
      counted.answered += 1;
      waits.push(trace[answered].at_ms - trace[0].at_ms);
    } else if (closed >= 0) counted.left += 1;
    else counted.waiting += 1;
  }
  return { counted, waits: waits.sort((one, other) => one - other) };
}
const counts = ({ raised, answered, missed, followed_up, left, waiting }) => ({ raised, answered, missed, followed_up, left, waiting });

test("figures are what counting by hand over the stored events gives", async () => {
  const report = await read("enquiries");
  const { counted, waits } = await byHand();
  assert.deepEqual(counts(report.total), counted);
  assert.deepEqual(counted, { raised: 5, answered: 2, missed: 2, followed_up: 1, left: 1, waiting: 0 });
  assert.deepEqual(report.total.waited, { count: 2, median_ms: waits[0], p90_ms: waits[1] });
  assert.equal(report.total.handled.count, 1);
  assert.equal(report.total.first_word.count, 1);
  assert.equal(report.time_zone, "Europe/London");
  assert.equal(report.before.raised, 0);
  assert.equal(report.days.length, 3);
  assert.equal(report.days.reduce((sum, day) => sum + day.figures.raised, 0), 5);
  assert.equal(report.week.reduce((sum, raised) => sum + raised, 0), 5);
});

test("each group has its name and figures, and asked for by itself gives the same", async () => {
  const report = await read("enquiries");
  const named = (groups) => groups.map(({ name, figures }) => `${name} ${figures.raised}`);
  assert.deepEqual(named(report.tags), ["Sales 4", "Help 1"]);
  assert.deepEqual(named(report.staff).sort(), ["Ada 2", "Ben 1"]);
  assert.deepEqual(report.contact_points.map(({ key, figures }) => `${key.contact_point} ${figures.raised}`).sort(), ["link:help 1", "site:shop.example 1", "unknown 3"]);
  for (const { key, figures } of [...report.tags, ...report.staff, ...report.contact_points]) {
    const { by: kind, ...value } = key;
    const alone = await read("enquiries", value);
    assert.deepEqual(alone.total, figures, kind);
  }
});

test("each number opens to the enquiries behind it, last raised first", async () => {
  const { total } = await read("enquiries");
  for (const figure of ["raised", "answered", "missed", "followed_up", "left", "waiting", "first_word", "handled"]) {
    const { cards } = await read("enquiries/behind", { figure });
    assert.equal(cards.length, total[figure]?.count ?? total[figure], figure);
  }
  const { cards, next } = await read("enquiries/behind", { figure: "raised" });
  assert.deepEqual(cards.map(({ enquiry }) => enquiry), enquiries.toReversed());
  assert.equal(next, undefined);
  const second = `${cards[1].raised_at_ms}.${cards[1].enquiry}`;
  const rest = await read("enquiries/behind", { figure: "raised", before: second });
  assert.deepEqual(rest.cards.map(({ enquiry }) => enquiry), enquiries.slice(0, 3).toReversed());
});

test("staff were Active from when others saw them so", async () => {
  const report = await read("staff");
  assert.deepEqual(report.staff.map(({ name }) => name).sort(), ["Ada", "Ben"]);
  for (const { spans, days: spent } of report.staff) {
    assert.deepEqual(spans.map(({ availability }) => availability), ["active"]);
    const sum = spans.reduce((all, { from_ms, to_ms }) => all + to_ms - from_ms, 0);
    assert.ok(sum > 0 && sum < 600_000);
    assert.equal(spent.reduce((all, { active_ms }) => all + active_ms, 0), sum);
  }
});

test("after the Desk slept the figures are the same", async () => {
  const before = await read("enquiries");
  await worker.worker.evictDurableObject("DESK", { name: "acme", webSockets: "close" });
  assert.deepEqual(await read("enquiries"), before);
});

test("what can't be asked is refused in words", async () => {
  for (const [path, query] of [
    ["enquiries", { from: "2026-02-30" }],
    ["enquiries", { from: "2026-02-02", to: "2026-02-01" }],
    ["enquiries", { from: "2020-01-01", to: "2026-01-01" }],
    ["enquiries", { tag: "sales" }],
    ["enquiries", { staff: "ada" }],
    ["enquiries", { contact_point: "'; DROP TABLE life" }],
    ["enquiries", { hour: "24" }],
    ["enquiries", { weekday: "someday" }],
    ["enquiries/behind", { figure: "all" }],
    ["enquiries/behind", { figure: "raised", before: "x" }],
    ["staff", { from: "2026-01-01", to: "2026-03-01" }],
  ]) {
    const { status, body } = await ask(path, query);
    assert.equal(status, 400, `${path} ${JSON.stringify(query)}`);
    assert.equal(body.error.code, "malformed");
  }
  const { status } = await request(worker, "GET", `${acme.base}/reports/enquiries`, { as: sue });
  assert.equal(status, 400);
});

test("only who supervises sees figures", async () => {
  for (const path of ["enquiries", "enquiries/behind", "staff"]) {
    assert.equal((await ask(path, { figure: "raised" }, ada)).status, 403, path);
    assert.equal((await ask(path, { figure: "raised" }, {})).status, 401, path);
  }
});

test("a database from before has its figures, too", async () => {
  const folder = new URL("../../edge/migrations/desk/", import.meta.url);
  const sql = new DatabaseSync(":memory:");
  const run = async (name) => sql.exec(await readFile(new URL(`${name}.sql`, folder), "utf8"));
  await run("0003_enquiry");
  const put = (id, events) => {
    sql.prepare("INSERT INTO enquiry (id, visitor_id, contact_id, tag_id, phase, raised_at_ms, changed_at_ms) VALUES (?, 'v', 'c', 't', 'open', 1, 1)").run(id);
    events.forEach((event, place) => sql.prepare("INSERT INTO enquiry_event VALUES (?, ?, ?, ?)").run(id, place + 1, (place + 1) * 10, JSON.stringify(event)));
  };
  sql.exec("PRAGMA foreign_keys = OFF");
  const staff = { id: "stf_1", name: "Ada" };
  put("a", [{ kind: "raised", page: { url: "https://Shop.example/tents" } }, { kind: "answered", staff }, { kind: "missed" }, { kind: "followed_up", staff: { id: "stf_2" } }, { kind: "closed" }]);
  put("b", [{ kind: "raised", link: "summer" }, { kind: "missed" }, { kind: "reopened" }, { kind: "missed" }, { kind: "followed_up", staff }]);
  put("c", [{ kind: "raised", page: { url: "https://shop.example" } }]);
  await run("0016_report");
  const lives = sql.prepare("SELECT enquiry_id, contact_point, answered_at_ms, answered_by, missed_at_ms, closed_at_ms FROM life ORDER BY enquiry_id").all();
  assert.deepEqual(lives.map((life) => Object.values(life)), [
    ["a", "site:shop.example", 20, "stf_1", null, 50],
    ["b", "link:summer", 50, "stf_1", 20, null],
    ["c", "site:shop.example", null, null, null, null],
  ]);
});
