// Ratings on the real runtime: who may rate what and until when, who sees it, and what reports count.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { makeService, makeVisitor, must, newId, openDesk, openRoom, raise, request } from "../kit/people.mjs";
import { startHarness } from "../kit/worker.mjs";

const refusal = ({ status, body }) => [status, body.error?.code, body.error?.field];
const isClosed = ({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.kind === "closed");

describe("ratings", { concurrency: false }, () => {
  let worker, service, base, people;

  before(async () => {
    worker = await startHarness({ vars: { LIMITS: "off" } });
    service = await makeService(worker, { slug: "ratings", staff: { ada: "agent", ben: "agent", sue: "supervisor" }, tags: { sales: ["ada", "ben"], help: ["ada", "ben"] } });
    ({ base, people } = service);
  });
  after(() => worker.stop());

  const set = (rating) => must(worker, "PUT", `${base}/closing`, { as: people.owner, body: { rating } });
  const rate = (as, enquiry, body) => request(worker, "PUT", `${base}/visitor/enquiries/${enquiry}/rating`, { as, body });
  const own = async (visitor, enquiry) => (await must(worker, "GET", `${base}/visitor/enquiries`, { as: visitor })).enquiries.find((card) => card.enquiry === enquiry);
  const sleepDesk = () => worker.worker.evictDurableObject("DESK", { name: service.slug, webSockets: "hibernate" });
  const read = (path, query = {}) => {
    const day = (ms) => new Date(ms).toISOString().slice(0, 10);
    const days = { from: day(Date.now() - 86_400_000), to: day(Date.now() + 86_400_000) };
    return must(worker, "GET", `${base}/reports/${path}?${new URLSearchParams({ ...days, ...query })}`, { as: people.sue });
  };

  /** An enquiry that `who` has. */
  async function talking(who = "ada", tag = "sales") {
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags[tag] });
    await must(worker, "POST", `${base}/enquiries/${enquiry}/answer`, { as: people[who] });
    const room = await openRoom(worker, service, people[who], enquiry);
    return { visitor, enquiry, room };
  }

  /** One that has ended, and that the Desk knows to have. */
  async function ended(...of) {
    const { visitor, enquiry, room } = await talking(...of);
    room.send({ type: "close" });
    await room.until(isClosed);
    await room.end();
    for (let tries = 0; (await own(visitor, enquiry)).phase !== "closed"; tries += 1) {
      assert.ok(tries < 100, "the Desk was never told");
      await new Promise((done) => setTimeout(done, 20));
    }
    return { visitor, enquiry };
  }

  test("nothing is asked, and nothing taken, while the service doesn't", async () => {
    const { visitor, enquiry } = await ended();
    assert.equal((await own(visitor, enquiry)).rating, undefined);
    assert.deepEqual(refusal(await rate(visitor, enquiry, { scale: "stars", grade: 5 })), [409, "not_rated", undefined]);
  });

  test("the visitor is asked in the owner's words, and only after the close", async () => {
    await set({ on: true, scale: "faces", question: { en: "Did we help?" } });
    const { visitor, enquiry, room } = await talking();
    assert.equal((await own(visitor, enquiry)).rating, undefined);
    assert.deepEqual(refusal(await rate(visitor, enquiry, { scale: "faces", grade: 5 })), [409, "not_rated", undefined]);
    await room.end();
    const after = await ended();
    const { rating } = await own(after.visitor, after.enquiry);
    assert.deepEqual([rating.scale, rating.question, rating.given], ["faces", "Did we help?", undefined]);
    assert.ok(rating.until_ms > Date.now() + 23 * 3_600_000);
    await set({ on: true, scale: "stars" });
  });

  test("nobody but its visitor rates an enquiry, with a grade of a scale that there is", async () => {
    const { visitor, enquiry } = await ended();
    const stranger = await makeVisitor(worker, service);
    const five = { scale: "stars", grade: 5 };
    assert.deepEqual(refusal(await rate(stranger, enquiry, five)), [404, "not_found", undefined]);
    assert.deepEqual(refusal(await rate(visitor, newId("enq"), five)), [404, "not_found", undefined]);
    for (const who of ["ada", "owner"]) assert.ok((await rate(people[who], enquiry, five)).status >= 401, who);
    for (const body of [{ scale: "stars", grade: 6 }, { scale: "stars", grade: 0 }, { scale: "thumbs", grade: 3 }]) {
      assert.deepEqual(refusal(await rate(visitor, enquiry, body)), [400, "malformed", "grade"], JSON.stringify(body));
    }
    for (const body of [{ scale: "hearts", grade: 1 }, { grade: 1 }, { ...five, comment: "x".repeat(1_001) }, []]) {
      assert.equal((await rate(visitor, enquiry, body)).status, 400, JSON.stringify(body).slice(0, 40));
    }
    assert.equal((await own(visitor, enquiry)).rating.given, undefined);
  });

  test("there is one for each enquiry: the same again changes nothing, another one takes its place", async () => {
    const desk = await openDesk(worker, service, people.sue);
    const { visitor, enquiry } = await ended();
    const two = { scale: "stars", grade: 2 };
    const first = await rate(visitor, enquiry, two);
    assert.deepEqual([first.status, first.body.rating.given], [200, two]);
    assert.equal((await rate(visitor, enquiry, two)).status, 200);
    const four = { scale: "stars", grade: 4, comment: "  In the end it fits.  " };
    const changed = await rate(visitor, enquiry, four);
    assert.equal(changed.body.rating.given.grade, 4);
    await sleepDesk();
    assert.deepEqual((await own(visitor, enquiry)).rating.given, changed.body.rating.given, "after the Desk slept");
    const { card, trace } = await must(worker, "GET", `${base}/enquiries/${enquiry}`, { as: people.ada });
    assert.deepEqual([card.rated.grade, card.rated.scale, card.rated.staff], [4, "stars", people.ada.id]);
    assert.match(card.rated.comment, /In the end it fits/);
    assert.equal(trace.filter(({ step }) => step === "rated").length, 2, "the one that was sent twice is told once");
    const closed = (await must(worker, "GET", `${base}/enquiries?phase=closed`, { as: people.ada })).cards;
    assert.equal(closed.find((one) => one.enquiry === enquiry).rated.grade, 4);
    // Turned off: what was given stays, and is shown; it isn't changed any more.
    await set({ on: false });
    assert.equal((await own(visitor, enquiry)).rating.given.grade, 4);
    assert.deepEqual(refusal(await rate(visitor, enquiry, two)), [409, "not_rated", undefined]);
    await set({ on: true });
    await desk.end();
  });

  test("a script can't change its mind for ever", async () => {
    const { visitor, enquiry } = await ended();
    const statuses = [];
    for (let times = 0; times < 25; times += 1) statuses.push((await rate(visitor, enquiry, { scale: "stars", grade: 3, comment: `Thought ${times}` })).status);
    assert.equal(statuses.filter((status) => status === 200).length, 20);
  });

  test("reports count grades by tag, person and day, and each number opens to what is behind it", async () => {
    const before = await read("enquiries");
    for (const [who, tag, grade] of [["ada", "sales", 5], ["ada", "help", 3], ["ben", "help", 1]]) {
      const { visitor, enquiry } = await ended(who, tag);
      assert.equal((await rate(visitor, enquiry, { scale: "stars", grade })).status, 200);
    }
    const report = await read("enquiries");
    const named = (groups, name) => groups.find((group) => group.name === name)?.figures.rated;
    assert.equal(report.total.rated.count, before.total.rated.count + 3);
    assert.equal(named(report.staff, "Ben").count, 1);
    assert.equal(named(report.tags, "Help").count, 2);
    assert.equal(report.days.reduce((sum, { figures }) => sum + figures.rated.count, 0), report.total.rated.count);
    const { tag } = report.tags.find(({ name }) => name === "Help").key;
    const help = await read("enquiries", { tag });
    assert.deepEqual(help.total.rated, named(report.tags, "Help"));
    for (const [figure, count] of [["rated", 2], ["rated_3", 1], ["rated_1", 1], ["rated_5", 0]]) {
      const { cards } = await read("enquiries/behind", { tag, figure });
      assert.equal(cards.length, count, figure);
      assert.ok(cards.every((card) => card.rated), figure);
    }
    await sleepDesk();
    assert.deepEqual((await read("enquiries")).total, report.total);
  });
});
