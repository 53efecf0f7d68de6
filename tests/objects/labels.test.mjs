// Labels on the real runtime: who keeps them and puts them on, what a required one stands in the way of, and who sees them.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { makeService, makeVisitor, must, newId, openDesk, openRoom, raise, request } from "../kit/people.mjs";
import { startHarness } from "../kit/worker.mjs";

const refusal = ({ status, body }) => [status, body.error?.code, body.error?.field];
const isEntry = (kind) => ({ entry, entries = [] }) => [entry, ...entries].some((one) => one?.kind === kind);

describe("labels", { concurrency: false }, () => {
  let worker, service, base, people, made;

  before(async () => {
    worker = await startHarness({ vars: { LIMITS: "off" } });
    service = await makeService(worker, { slug: "marks", staff: { ada: "agent", ben: "agent", cleo: "agent", sue: "supervisor" }, tags: { sales: ["ada", "ben"] } });
    ({ base, people } = service);
    made = {};
    for (const [name, color] of [["Refund", "orange"], ["Bug", "pink"]]) {
      made[name] = await must(worker, "POST", `${base}/labels`, { as: people.owner, body: { name, color } });
    }
  });
  after(() => worker.stop());

  const put = (as, enquiry, label) => request(worker, "PUT", `${base}/enquiries/${enquiry}/labels/${label}`, { as });
  const off = (as, enquiry, label) => request(worker, "DELETE", `${base}/enquiries/${enquiry}/labels/${label}`, { as });
  const require = (label_required) => request(worker, "PUT", `${base}/closing`, { as: people.owner, body: { label_required } });
  const closed = async (as, query = "") => (await must(worker, "GET", `${base}/enquiries?phase=closed${query}`, { as })).cards.map((card) => card.enquiry);
  const sleepDesk = () => worker.worker.evictDurableObject("DESK", { name: service.slug, webSockets: "hibernate" });
  const sleepRoom = (enquiry) => worker.worker.evictDurableObject("ROOM", { name: `${service.slug}/${enquiry}`, webSockets: "hibernate" });

  /** An enquiry that Ada has, with both sides in the room. */
  async function engaged() {
    const visitor = await makeVisitor(worker, service);
    const { enquiry } = await raise(worker, service, visitor, { tag: service.tags.sales });
    const room = await openRoom(worker, service, visitor, enquiry);
    await must(worker, "POST", `${base}/enquiries/${enquiry}/answer`, { as: people.ada });
    const adas = await openRoom(worker, service, people.ada, enquiry);
    return { enquiry, room, adas, visitor };
  }

  test("are kept like all that is set up: a name of their own, an order, a log, and the way back", async () => {
    const again = await request(worker, "POST", `${base}/labels`, { as: people.owner, body: { name: "refund" } });
    assert.deepEqual(refusal(again), [409, "taken", "name"]);
    const color = await request(worker, "POST", `${base}/labels`, { as: people.owner, body: { name: "Odd", color: "#fff" } });
    assert.deepEqual(refusal(color).slice(0, 2), [400, "malformed"]);
    const ids = [made.Bug.id, made.Refund.id];
    await must(worker, "PUT", `${base}/labels/order`, { as: people.owner, body: { order: ids } });
    const desk = await openDesk(worker, service, people.ada);
    assert.deepEqual(desk.welcome.labels.map(({ id, name, color }) => [id, name, color]), [[ids[0], "Bug", "pink"], [ids[1], "Refund", "orange"]]);
    await must(worker, "PUT", `${base}/labels/${made.Bug.id}`, { as: people.owner, body: { name: "Defect", color: "pink" } });
    await desk.until(({ type, labels }) => type === "service_changed" && labels[0].name === "Defect");
    const { changes } = await must(worker, "GET", `${base}/changes`, { as: people.owner });
    await must(worker, "POST", `${base}/changes/${changes[0].change}/undo`, { as: people.owner });
    await desk.until(({ type, labels }) => type === "service_changed" && labels[0].name === "Bug");
    await desk.end();
  });

  test("are put on by who works in the room, seen by its team, told in its trace, and never by the visitor", async () => {
    const { enquiry, room, adas, visitor } = await engaged();
    const desk = await openDesk(worker, service, people.ada);
    const { status, body } = await put(people.ada, enquiry, made.Bug.id);
    assert.deepEqual([status, body.card.labels], [200, [made.Bug.id]]);
    await desk.until(({ type, card }) => type === "enquiry_changed" && card.enquiry === enquiry && card.labels?.length === 1);
    assert.equal((await put(people.ada, enquiry, made.Bug.id)).status, 200, "the same again");
    for (const who of ["ben", "cleo"]) assert.deepEqual(refusal(await put(people[who], enquiry, made.Refund.id)), [404, "not_found", undefined], who);
    assert.equal((await put(people.sue, enquiry, made.Refund.id)).status, 200);
    assert.equal((await off(people.ada, enquiry, made.Bug.id)).status, 200);
    for (const bad of [newId("lbl"), newId("tag"), "nonsense"]) assert.equal((await put(people.ada, enquiry, bad)).status, 404, bad);
    await sleepDesk();
    const { card, trace } = await must(worker, "GET", `${base}/enquiries/${enquiry}`, { as: people.sue });
    assert.deepEqual(card.labels, [made.Refund.id]);
    const told = trace.filter(({ step }) => step.endsWith("labelled")).map(({ step, name, by }) => [step, name, by]);
    assert.deepEqual(told, [["labelled", "Bug", people.ada.id], ["labelled", "Refund", people.sue.id], ["unlabelled", "Bug", people.ada.id]]);
    room.send({ type: "close" });
    await room.until(isEntry("closed"));
    const own = await must(worker, "GET", `${base}/visitor/enquiries`, { as: visitor });
    const seen = JSON.stringify([own, room.frames, await must(worker, "GET", `${base}/directory`)]);
    assert.equal(/lbl_|labels|Refund|Bug/.exec(seen)?.[0], undefined, "nothing of a label reaches the visitor");
    await Promise.all([desk.end(), room.end(), adas.end()]);
  });

  test("go on and come off after the close, too, and narrow the list", async () => {
    const { enquiry, room, adas } = await engaged();
    room.send({ type: "close" });
    await room.until(isEntry("closed"));
    await new Promise((done) => setTimeout(done, 300));
    assert.equal((await put(people.ben, enquiry, made.Bug.id)).status, 200, "Ben serves the tag");
    assert.equal((await put(people.cleo, enquiry, made.Refund.id)).status, 404);
    assert.deepEqual(await closed(people.ben, `&label=${made.Bug.id}`), [enquiry]);
    assert.ok(!(await closed(people.ben, `&label=${made.Refund.id}`)).includes(enquiry));
    assert.deepEqual(await closed(people.cleo, `&label=${made.Bug.id}`), [], "a label opens nothing");
    assert.ok((await closed(people.sue)).includes(enquiry));
    assert.deepEqual(await closed(people.sue, `&label=${newId("lbl")}`), []);
    const nonsense = await request(worker, "GET", `${base}/enquiries?phase=closed&label='x`, { as: people.sue });
    assert.deepEqual(refusal(nonsense), [400, "malformed", undefined]);
    await sleepDesk();
    assert.deepEqual((await off(people.ben, enquiry, made.Bug.id)).body.card.labels ?? [], []);
    assert.deepEqual(await closed(people.ben, `&label=${made.Bug.id}`), []);
    await Promise.all([room.end(), adas.end()]);
  });

  test("one that is archived stays where it is; one that is removed is seen nowhere", async () => {
    const { enquiry, room, adas } = await engaged();
    const old = await must(worker, "POST", `${base}/labels`, { as: people.owner, body: { name: "Old" } });
    await put(people.ada, enquiry, old.id);
    await must(worker, "PUT", `${base}/labels/${old.id}`, { as: people.owner, body: { name: "Old", archived: true } });
    assert.equal((await off(people.ada, enquiry, old.id)).status, 200);
    assert.equal((await put(people.ada, enquiry, old.id)).status, 404);
    await must(worker, "DELETE", `${base}/labels/${old.id}`, { as: people.owner });
    const desk = await openDesk(worker, service, people.ada);
    assert.ok(!desk.welcome.labels.some(({ id }) => id === old.id));
    await Promise.all([desk.end(), room.end(), adas.end()]);
  });

  test("a required one stands in staff's way, and in nobody else's", async () => {
    const first = await engaged();
    assert.equal((await require(true)).status, 200);
    const close = async (adas) => {
      adas.send({ type: "close" });
      return adas.until(({ type, entry }) => type === "refused" || entry?.kind === "closed");
    };
    await first.adas.until(() => true).catch(() => {});
    assert.equal((await close(first.adas)).error?.code, "label_wanted", "one that ran before the setting");
    // The room has to know it after its sleep, too.
    const second = await engaged();
    await Promise.all([sleepDesk(), sleepRoom(second.enquiry)]);
    assert.equal((await close(second.adas)).error?.code, "label_wanted");
    assert.equal((await put(people.ada, second.enquiry, made.Bug.id)).status, 200);
    second.adas.send({ type: "close" });
    await second.adas.until(isEntry("closed"));
    first.room.send({ type: "close" });
    await first.room.until(isEntry("closed"));
    for (const label of [made.Bug, made.Refund]) {
      const answer = await request(worker, "DELETE", `${base}/labels/${label.id}`, { as: people.owner });
      if (label === made.Refund) assert.deepEqual(refusal(answer), [409, "would_strand", undefined], "the last one is needed");
    }
    assert.equal((await require(false)).status, 200);
    const third = await engaged();
    third.adas.send({ type: "close" });
    await third.adas.until(isEntry("closed"));
    for (const { room, adas } of [first, second, third]) await Promise.all([room.end(), adas.end()]);
  });
});

test("without a label none can be required", async () => {
  const worker = await startHarness({ vars: { LIMITS: "off" } });
  try {
    const { base, people } = await makeService(worker, { slug: "bare", staff: { ada: "agent" } });
    const closing = await must(worker, "GET", `${base}/closing`, { as: people.owner });
    assert.deepEqual([closing.id, closing.revision, closing.label_required ?? false], ["closing", 0, false]);
    const answer = await request(worker, "PUT", `${base}/closing`, { as: people.owner, body: { label_required: true } });
    assert.deepEqual(refusal(answer), [400, "malformed", "label_required"]);
    assert.equal((await request(worker, "GET", `${base}/labels`, { as: people.ada })).status, 403);
  } finally {
    await worker.stop();
  }
});
