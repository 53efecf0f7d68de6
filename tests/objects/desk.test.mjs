// The Desk on the real runtime: who is offered an enquiry, who wins it, who sees it, and what survives.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { FULL, inTime } from "../kit/bar.mjs";
import { makeService, makeVisitor, must, newId, openDesk, openRoom, openSocket, raise, request, signIn } from "../kit/people.mjs";
import { startHarness } from "../kit/worker.mjs";

const answer = (worker, service, who, enquiry, route = "answer") =>
  request(worker, "POST", `${service.base}/enquiries/${enquiry}/${route}`, { as: who });
const details = (worker, service, who, enquiry) =>
  request(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: who });
const isCard = (enquiry, phase) => (frame) =>
  frame.type === "enquiry_changed" && frame.card.enquiry === enquiry && (!phase || frame.card.phase === phase);
const isGone = (enquiry) => (frame) => frame.type === "enquiry_gone" && frame.enquiry === enquiry;
const isAvailability = (staff, availability) => (frame) =>
  frame.type === "colleague_changed" && frame.colleague.id === staff && frame.colleague.availability === availability;

/** The steps of an enquiry's way, by their names. */
async function way(worker, service, who, enquiry) {
  const { trace } = await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: who });
  return trace.map(({ step }) => step).join(" ");
}

describe("the Desk", { concurrency: false }, () => {
  let worker;
  before(async () => (worker = await startHarness({ vars: { LIMITS: "off", FAULTS: "on" } })));
  after(() => worker.stop());

  /** Puts the service's Desk to sleep, and wakes it by the next event: all its memory is gone, its sockets are not. */
  const sleepDesk = (service) => worker.worker.evictDurableObject("DESK", { name: service.slug, webSockets: "hibernate" });

  test("an enquiry is shown to those it is offered to, and its card leaves every other panel at once", async () => {
    const staff = { ada: "agent", ben: "agent", cleo: "agent", sue: "supervisor" };
    const service = await makeService(worker, { slug: "panels", staff, tags: { sales: ["ada", "ben"] } });
    const { ada, ben, cleo, sue } = service.people;
    const desks = await Promise.all([ada, ben, cleo, sue].map((who) => openDesk(worker, service, who)));
    const [adas, bens, cleos, sues] = desks;
    const visitor = await makeVisitor(worker, service);
    const page = { url: "https://acme.example/tents?utm_source=letter", title: "Tents" };
    const raised = await raise(worker, service, visitor, { tag: service.tags.sales }, { page, language: "ja" });
    assert.equal(raised.phase, "open");
    const { card } = await adas.until(isCard(raised.enquiry));
    assert.deepEqual(card.page, page);
    assert.match(card.contact.handle, /^[A-Z][a-z]+ [A-Z][a-z]+ \d\d$/);
    assert.deepEqual(new Set(card.offer.staff), new Set([ada.id, ben.id]));
    await bens.until(isCard(raised.enquiry));

    assert.equal((await answer(worker, service, cleo, raised.enquiry)).status, 404);
    const won = await answer(worker, service, ben, raised.enquiry);
    assert.equal(won.status, 200);
    assert.equal(won.body.card.owner.id, ben.id);
    const gone = await adas.until(isGone(raised.enquiry));
    assert.equal(gone.reason.by.id, ben.id);
    assert.ok(gone.revision > card.revision);
    const lost = await answer(worker, service, ada, raised.enquiry);
    assert.equal(lost.status, 409);
    assert.equal(lost.body.error.code, "already_answered");
    assert.equal(lost.body.error.by.id, ben.id);
    // Their first click again: the answer was lost on its way.
    assert.deepEqual((await answer(worker, service, ben, raised.enquiry)).body, won.body);
    await bens.until(isCard(raised.enquiry, "engaged"));

    const full = (await details(worker, service, sue, raised.enquiry)).body;
    assert.deepEqual(full.utm, [["utm_source", "letter"]]);
    assert.equal(full.language, "ja");
    assert.deepEqual(full.trace.map(({ step }) => step), ["raised", "offered", "answered"]);
    for (const who of [ada, cleo]) assert.equal((await details(worker, service, who, raised.enquiry)).status, 404);
    const seen = (desk) => desk.frames.some((frame) => frame.type === "enquiry_changed");
    assert.ok(!seen(cleos) && !seen(sues));
    await Promise.all(desks.map((desk) => desk.end()));
  });

  test("of twenty who answer at once one wins, and those it is offered to are told who", async () => {
    const races = Number(process.env.RACES ?? (FULL ? 10_000 : 100));
    const names = Array.from({ length: 20 }, (_, index) => `agent${String.fromCharCode(97 + index)}`);
    const staff = Object.fromEntries(names.map((name) => [name, "agent"]));
    // A destination has at most ten people: the others are asked next, and try all the same.
    const tags = { sales: [{ staff: names.slice(0, 10) }, { staff: names.slice(10) }] };
    const service = await makeService(worker, { slug: "races", staff, tags });
    const people = names.map((name) => service.people[name]);
    const offered = people.slice(0, 10);
    const desks = await Promise.all(people.map((who) => openDesk(worker, service, who)));
    for (let race = 0; race < races; race += 1) {
      const visitor = await makeVisitor(worker, service);
      const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
      const answers = await Promise.all(people.map((who) => answer(worker, service, who, enquiry)));
      const winners = answers.filter(({ status }) => status === 200);
      assert.equal(winners.length, 1, `race ${race}`);
      const winner = offered[answers.findIndex(({ status }) => status === 200)];
      assert.equal(winners[0].body.card.owner.id, winner.id);
      answers.forEach(({ status, body }, index) => {
        if (status === 200 || (status === 404 && index >= offered.length)) return;
        assert.equal(`${status} ${body.error.code} ${body.error.by.id}`, `409 already_answered ${winner.id}`);
      });
      // What everybody's panel shows agrees, whatever came in what order.
      const told = desks.slice(0, offered.length).map(async (desk, index) => {
        if (people[index] === winner) return desk.until(isCard(enquiry, "engaged"));
        const { reason } = await desk.until(isGone(enquiry));
        assert.equal(reason.by.id, winner.id);
      });
      await Promise.all(told);
      for (const desk of desks) desk.frames.length = 0;
    }
    await Promise.all(desks.map((desk) => desk.end()));
  });

  test("an enquiry moves on when its wait is over, though the Desk slept, and is missed after the last", async () => {
    const tags = { sales: [{ staff: ["ada"], wait_s: 5 }, { staff: ["ben"], wait_s: 5 }] };
    const service = await makeService(worker, { slug: "waits", staff: { ada: "agent", ben: "agent" }, tags });
    const { ada, ben } = service.people;
    const [adas, bens] = await Promise.all([ada, ben].map((who) => openDesk(worker, service, who)));
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    const room = await openRoom(worker, service, visitor, enquiry);
    await adas.until(isCard(enquiry));
    await sleepDesk(service);
    const offered = await bens.until(isCard(enquiry, "open"), "offer", 20_000);
    assert.deepEqual(offered.card.offer.staff, [ben.id]);
    assert.equal((await adas.until(isGone(enquiry))).reason.kind, "moved_on");
    assert.equal((await answer(worker, service, ada, enquiry)).status, 404);
    await sleepDesk(service);
    await bens.until(isCard(enquiry, "missed"), "missed", 20_000);
    await adas.until(isCard(enquiry, "missed"));
    await room.until(({ entry }) => entry?.kind === "missed", "missed in the room");
    const list = await must(worker, "GET", `${service.base}/enquiries?phase=missed`, { as: ada });
    assert.deepEqual(list.cards.map((card) => card.enquiry), [enquiry]);

    const both = await Promise.all([ada, ben].map((who) => answer(worker, service, who, enquiry, "follow-up")));
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
    assert.equal(
      await way(worker, service, service.people.owner, enquiry),
      "raised offered wait_over offered wait_over missed followed_up",
    );
    await Promise.all([adas.end(), bens.end(), room.end()]);
  });

  test("nobody waits for nobody, and new words open a missed enquiry again", async () => {
    const service = await makeService(worker, { slug: "again", staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    const { ada } = service.people;
    const visitor = await makeVisitor(worker, service);
    const missed = await raise(worker, service, visitor, { tag: service.tags.sales });
    assert.equal(missed.phase, "missed");
    const room = await openRoom(worker, service, visitor, missed.enquiry);
    const adas = await openDesk(worker, service, ada);
    assert.deepEqual(adas.welcome.cards.map(({ enquiry, phase }) => [enquiry, phase]), [[missed.enquiry, "missed"]]);
    room.send({ type: "say", message: newId("msg"), body: "Is anybody there now?" });
    const { card } = await adas.until(isCard(missed.enquiry, "open"));
    assert.equal(card.preview.text, "Is anybody there now?");
    assert.equal(card.unread, 1);
    await room.until(({ entry }) => entry?.kind === "reopened", "reopened in the room");
    const won = await answer(worker, service, ada, missed.enquiry);
    assert.equal(won.body.card.phase, "engaged");
    assert.equal(await way(worker, service, ada, missed.enquiry), "raised skipped missed reopened offered answered");
    await Promise.all([adas.end(), room.end()]);
  });

  test("what is closed leaves the panels, stays closed, and is in the archive of those who may read it", async () => {
    const staff = { ada: "agent", ben: "agent", cleo: "agent" };
    const tags = { sales: ["ada", "ben"], support: ["cleo"] };
    const service = await makeService(worker, { slug: "archive", staff, tags });
    const { ada, ben, cleo, owner } = service.people;
    const adas = await openDesk(worker, service, ada);
    const visitor = await makeVisitor(worker, service);
    const first = await raise(worker, service, visitor, { tag: service.tags.sales });
    assert.equal((await answer(worker, service, ada, first.enquiry)).status, 200);
    const room = await openRoom(worker, service, ada, first.enquiry);
    room.send({ type: "close" });
    assert.equal((await adas.until(isGone(first.enquiry))).reason.kind, "closed");
    assert.equal((await answer(worker, service, ben, first.enquiry)).body.error.code, "enquiry_closed");
    await sleepDesk(service);

    const closed = async (who) => (await must(worker, "GET", `${service.base}/enquiries?phase=closed`, { as: who })).cards;
    for (const who of [ada, ben, owner]) {
      const [card] = await closed(who);
      assert.deepEqual([card.enquiry, card.closed_by, card.owner.id], [first.enquiry, "staff", ada.id]);
      assert.deepEqual((await details(worker, service, who, first.enquiry)).body.card, card);
    }
    assert.deepEqual(await closed(cleo), []);
    assert.equal((await details(worker, service, cleo, first.enquiry)).status, 404);

    // Another one, which goes on from there; a stranger's is nothing to go on from.
    const next = await raise(worker, service, visitor, { tag: service.tags.sales }, { former: first.enquiry });
    assert.notEqual(next.enquiry, first.enquiry);
    assert.equal((await details(worker, service, ada, next.enquiry)).body.former, first.enquiry);
    const other = await makeVisitor(worker, service);
    const foreign = await raise(worker, service, other, { tag: service.tags.sales }, { former: first.enquiry });
    assert.equal((await details(worker, service, ada, foreign.enquiry)).body.former, undefined);
    const mine = await must(worker, "GET", `${service.base}/visitor/enquiries`, { as: visitor });
    assert.deepEqual(mine.enquiries.map(({ enquiry, phase }) => [enquiry, phase]), [
      [next.enquiry, "open"],
      [first.enquiry, "closed"],
    ]);
    await Promise.all([adas.end(), room.end()]);
  });

  test("a visitor has one running enquiry for each entry, and three at most", async () => {
    const staff = { ada: "agent", ben: "agent", cleo: "agent" };
    const service = await makeService(worker, { slug: "three", staff, tags: { sales: ["ada"], support: ["ada"] } });
    const { ada, ben, cleo } = service.people;
    const desks = await Promise.all([ada, ben, cleo].map((who) => openDesk(worker, service, who)));
    const visitor = await makeVisitor(worker, service);
    const body = { enquiry: newId("enq"), entry: { kind: "tag", tag: service.tags.sales.id } };
    const post = (body, as = visitor) => request(worker, "POST", `${service.base}/visitor/enquiries`, { as, body });
    const [one, two] = await Promise.all([post(body), post({ ...body, enquiry: newId("enq") })]);
    assert.deepEqual([one.status, two.status, one.body.enquiry], [200, 200, two.body.enquiry]);
    assert.deepEqual((await post(body)).body, one.body);
    assert.equal((await post(body, await makeVisitor(worker, service))).body.error.code, "taken");
    for (const entry of [{ kind: "tag", tag: service.tags.support.id }, { kind: "staff", staff: ben.id }]) {
      assert.equal((await post({ enquiry: newId("enq"), entry })).status, 200);
    }
    const fourth = await post({ enquiry: newId("enq"), entry: { kind: "staff", staff: cleo.id } });
    assert.deepEqual([fourth.status, fourth.body.error.code], [409, "too_many_enquiries"]);
    assert.equal((await post({ enquiry: newId("enq"), entry: { kind: "tag", tag: newId("tag") } })).status, 404);
    await Promise.all(desks.map((desk) => desk.end()));
  });

  test("lists come in pages without gaps or doubles", async () => {
    const service = await makeService(worker, { slug: "pages", staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    const raised = [];
    for (let count = 0; count < 65; count += 1) {
      const visitor = await makeVisitor(worker, service);
      raised.push((await raise(worker, service, visitor, { tag: service.tags.sales })).enquiry);
    }
    const listed = [];
    const sizes = [];
    for (let next = ""; next !== undefined; ) {
      const query = next ? `&before=${next}` : "";
      const page = await must(worker, "GET", `${service.base}/enquiries?phase=missed${query}`, { as: service.people.ada });
      sizes.push(page.cards.length);
      listed.push(...page.cards.map((card) => card.enquiry));
      next = page.next;
    }
    assert.deepEqual(sizes, [30, 30, 5]);
    assert.deepEqual(listed, raised.toReversed());
    for (const query of ["phase=over", "phase=missed&before=nonsense", ""]) {
      const refused = await request(worker, "GET", `${service.base}/enquiries?${query}`, { as: service.people.ada });
      assert.equal(refused.body.error.code, "malformed");
    }
  });

  test("a seat in a room is for who may enter it, and ends with the session", async () => {
    const staff = { ada: "agent", ben: "agent", sue: "supervisor" };
    const service = await makeService(worker, { slug: "seats", staff, tags: { sales: ["ada", "ben"] } });
    const { ada, ben, sue } = service.people;
    const adas = await openDesk(worker, service, ada);
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    const path = `${service.base}/rooms/${enquiry}/socket`;
    // Nobody has answered: those it is offered to see its card, not its room.
    assert.equal((await openSocket(worker, path, { as: ada }).closed).code, 4404);
    await answer(worker, service, ada, enquiry);
    const [mine, hers] = [await openRoom(worker, service, ada, enquiry), await openRoom(worker, service, sue, enquiry)];
    assert.equal((await openSocket(worker, path, { as: ben }).closed).code, 4404);

    await must(worker, "DELETE", `${service.base}/session`, { as: ada });
    assert.equal((await mine.closed).code, 4401);
    assert.equal((await adas.closed).code, 4401);
    await must(worker, "DELETE", `${service.base}/staff/${sue.id}`, { as: service.people.owner });
    assert.equal((await hers.closed).code, 4401);
  });

  test("what a removed colleague had is offered again", async () => {
    const service = await makeService(worker, { slug: "removed", staff: { ada: "agent", ben: "agent" }, tags: { sales: ["ada", "ben"] } });
    const { ada, ben, owner } = service.people;
    const [adas, bens] = [await openDesk(worker, service, ada), await openDesk(worker, service, ben)];
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    await answer(worker, service, ada, enquiry);
    await bens.until(isGone(enquiry));
    bens.frames.length = 0;
    await must(worker, "DELETE", `${service.base}/staff/${ada.id}`, { as: owner });
    assert.equal((await adas.closed).code, 4401);
    const { card } = await bens.until(isCard(enquiry, "open"));
    assert.deepEqual(card.offer.staff, [ben.id]);
    await bens.until(({ type, staff }) => type === "colleague_gone" && staff === ada.id);
    assert.equal((await answer(worker, service, ben, enquiry)).status, 200);
    const room = await openRoom(worker, service, ben, enquiry);
    assert.equal(room.welcome.room.owner.id, ben.id);
    await Promise.all([bens.end(), room.end()]);
  });

  test("who is put on a destination sees what is open there, as often as that happens", async () => {
    const service = await makeService(worker, { slug: "moved", staff: { ada: "agent", ben: "agent" }, tags: { sales: ["ada"] } });
    const { ada, ben, owner } = service.people;
    const [adas, bens] = [await openDesk(worker, service, ada), await openDesk(worker, service, ben)];
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    const { id, handle, name, destinations: [line] } = service.tags.sales;
    const put = (staff) =>
      must(worker, "PUT", `${service.base}/tags/${id}`, {
        as: owner,
        body: { handle, name, destinations: [{ ...line, staff: staff.map((who) => who.id) }] },
      });
    let revision = 0;
    for (const round of [1, 2]) {
      bens.frames.length = 0;
      await put([ada, ben]);
      const { card } = await bens.until(isCard(enquiry, "open"), `card ${round}`);
      assert.ok(card.revision > revision);
      assert.deepEqual(new Set(card.offer.staff), new Set([ada.id, ben.id]));
      if (round === 1) await sleepDesk(service);
      await put([ada]);
      const gone = await bens.until(isGone(enquiry));
      assert.equal(gone.reason.kind, "moved_on");
      revision = gone.revision;
    }
    await bens.until(({ type, tags }) => type === "service_changed" && tags.some((tag) => tag.id === id));
    assert.ok(!adas.frames.some(isGone(enquiry)));
    await Promise.all([adas.end(), bens.end()]);
  });

  test("a turn that fails half-way leaves no half, and a broken one disturbs nobody", async () => {
    const service = await makeService(worker, { slug: "faults", staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    const { ada } = service.people;
    const adas = await openDesk(worker, service, ada);
    const visitor = await makeVisitor(worker, service);
    const body = { enquiry: newId("enq"), entry: { kind: "tag", tag: service.tags.sales.id } };
    const own = () => must(worker, "GET", `${service.base}/visitor/enquiries`, { as: visitor });
    for (const fault of ["half_turn", "panic", "throw", "trap"]) {
      const started = Date.now();
      const headers = { "x-frontdesk-fault": fault };
      const failed = await request(worker, "POST", `${service.base}/visitor/enquiries`, { as: visitor, body, headers });
      assert.ok(failed.status >= 500, `${fault}: ${failed.status}`);
      inTime(`answer after a ${fault}`, Date.now() - started, 1_000);
      // What memory is left of it, and what a new copy reads.
      assert.deepEqual((await own()).enquiries, [], fault);
      await sleepDesk(service);
      assert.deepEqual((await own()).enquiries, [], fault);
    }
    const raised = await must(worker, "POST", `${service.base}/visitor/enquiries`, { as: visitor, body });
    assert.equal(raised.phase, "open");
    await adas.until(isCard(raised.enquiry, "open"));
    const headers = { "x-frontdesk-fault": "half_turn" };
    const path = `${service.base}/enquiries/${raised.enquiry}/answer`;
    assert.equal((await request(worker, "POST", path, { as: ada, headers })).status, 500);
    assert.equal((await details(worker, service, ada, raised.enquiry)).body.card.phase, "open");
    assert.equal((await answer(worker, service, ada, raised.enquiry)).status, 200);
    await adas.end();
  });

  test("a dashboard that says nonsense is told so, and everybody else goes on", async () => {
    const service = await makeService(worker, { slug: "nonsense", staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    const { ada } = service.people;
    const adas = openSocket(worker, `${service.base}/desk/socket`, { as: ada });
    await adas.opened;
    const refusedFor = async (frame, code) => {
      adas.frames.length = 0;
      adas.send(frame);
      const { error } = await adas.until(({ type }) => type === "refused");
      assert.equal(error.code, code, JSON.stringify(frame).slice(0, 80));
    };
    await refusedFor({ type: "input" }, "malformed");
    adas.send({ type: "hello", protocol: 1 });
    await adas.until(({ type }) => type === "welcome");
    for (const frame of ["{", "[]", "null", { type: "nothing" }, { type: "set_availability" }]) {
      await refusedFor(frame, "malformed");
    }
    await refusedFor({ type: "set_availability", availability: "idle" }, "malformed");
    // The limits are those of docs/protocol.md.
    const long = (bytes) => `{"type":"input","more":"${"x".repeat(bytes - 26)}"}`;
    assert.equal(long(1_024).length, 1_024);
    await refusedFor(long(1_025), "too_large");
    adas.frames.length = 0;
    adas.send(long(1_024));
    adas.send({ type: "set_availability", availability: "busy" });
    await adas.until(isAvailability(ada.id, "busy"));
    assert.ok(!adas.frames.some(({ type }) => type === "refused"));
    const more = await Promise.all(Array.from({ length: 19 }, () => openDesk(worker, service, ada)));
    assert.equal((await openSocket(worker, `${service.base}/desk/socket`, { as: ada }).closed).code, 4429);
    await Promise.all(more.map((desk) => desk.end()));
    adas.send({ type: "hello", protocol: 0 });
    assert.equal((await adas.closed).code, 4400);
  });

  test("signing out makes offline at once, and signing in again keeps what was chosen", async () => {
    const service = await makeService(worker, { slug: "choices", staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    const watching = await openDesk(worker, service, service.people.owner);
    const { ada } = service.people;
    const adas = await openDesk(worker, service, ada);
    adas.send({ type: "set_availability", availability: "busy" });
    await watching.until(isAvailability(ada.id, "busy"));
    const started = Date.now();
    await must(worker, "DELETE", `${service.base}/session`, { as: ada });
    await watching.until(isAvailability(ada.id, "offline"), "offline");
    inTime("offline after signing out", Date.now() - started, 2_000, 8_000);
    watching.frames.length = 0;
    const later = await signIn(worker, service.slug, ada.email);
    const again = await openDesk(worker, service, later);
    await watching.until(isAvailability(ada.id, "busy"));
    await Promise.all([watching.end(), again.end()]);
  });
});
