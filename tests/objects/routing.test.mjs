// Hours, conditions and limits decide who is asked, on the real runtime.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { makeService, makeVisitor, must, openSocket, raise, request } from "../kit/people.mjs";
import { startHarness } from "../kit/worker.mjs";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const CHRISTMAS_NOON_IN_TOKYO = Date.UTC(2026, 11, 25, 3);

let worker, slugs = 0;

before(async () => (worker = await startHarness()));
after(() => worker.stop());

/** A service whose agents are there, with what changes its tag and its schedules. */
async function shop(staff = { ada: "agent", ben: "agent" }) {
  slugs += 1;
  const service = await makeService(worker, { slug: `routing${slugs}`, staff, tags: { sales: Object.keys(staff) } });
  const { base, people: { owner } } = service;
  const dashboards = [];
  for (const name of Object.keys(staff)) {
    const socket = openSocket(worker, `${base}/desk/socket`, { as: service.people[name] });
    await socket.opened;
    socket.send({ type: "hello", protocol: 1 });
    await socket.until(({ type }) => type === "welcome");
    dashboards.push(socket);
  }
  const ids = (names) => names.map((name) => service.people[name].id);
  return {
    ...service,
    schedule: (body) => must(worker, "POST", `${base}/schedules`, { as: owner, body }),
    async sales(lines, more = {}) {
      const destinations = lines.map(({ staff: names, ...rest }, place) => ({ name: `Line ${place}`, wait_s: 60, ...rest, staff: ids(names) }));
      const { handle, name } = service.tags.sales;
      return request(worker, "PUT", `${base}/tags/${service.tags.sales.id}`, { as: owner, body: { handle, name, destinations, ...more } });
    },
    async ask(headers = {}) {
      const visitor = await makeVisitor(worker, service);
      const enquiry = await raise(worker, service, visitor, { tag: service.tags.sales }, headers);
      const { card, trace } = await must(worker, "GET", `${base}/enquiries/${enquiry.enquiry}`, { as: owner });
      return { visitor, enquiry, card, trace, way: trace.map(({ step }) => step).join(" ") };
    },
    trial: (body) => must(worker, "POST", `${base}/routing/trial`, { as: owner, body: { entry: { kind: "tag", tag: service.tags.sales.id }, at_ms: CHRISTMAS_NOON_IN_TOKYO, ...body } }),
    end: () => dashboards.forEach(({ socket }) => socket.terminate()),
  };
}

const nobodysHours = () => {
  // Two hours from now, for one hour: closed at this moment wherever the test runs.
  const hour = new Date(Date.now() + 2 * 3_600_000).getUTCHours();
  const text = (value) => `${`${value % 24}`.padStart(2, "0")}:00`;
  return { name: "Not now", time_zone: "UTC", week: DAYS.map((day) => ({ day, from: text(hour), to: text(hour + 1) })) };
};

test("outside of its hours a tag is missed at once, and says when it opens", async () => {
  const { base, people: { owner }, schedule, sales, ask, end } = await shop();
  const closed = await schedule(nobodysHours());
  assert.equal((await sales([{ staff: ["ada"] }], { hours: { kind: "own", schedule: closed.id } })).status, 200);
  const { card, way } = await ask();
  assert.deepEqual([card.phase, way], ["missed", "raised out_of_hours missed"]);
  const { tags } = await must(worker, "GET", `${base}/directory`, {});
  const { opening } = tags.find(({ handle }) => handle === "sales");
  assert.equal(opening.state, "closed_until");
  assert.ok(opening.opens_ms > Date.now() && opening.opens_ms < Date.now() + 3 * 3_600_000);
  // What a tag goes by stays.
  const removal = await request(worker, "DELETE", `${base}/schedules/${closed.id}`, { as: owner });
  assert.deepEqual([removal.status, removal.body.error.code], [409, "would_strand"]);
  // The same for all tags, by the service, unless they are open always.
  const settings = await must(worker, "GET", `${base}/settings`, { as: owner });
  await must(worker, "PUT", `${base}/settings`, { as: owner, body: { ...settings, id: undefined, hours: closed.id } });
  await sales([{ staff: ["ada"] }]);
  assert.equal((await ask()).card.phase, "missed");
  await sales([{ staff: ["ada"] }], { hours: { kind: "always" } });
  assert.equal((await ask()).card.phase, "open");
  end();
});

test("who served a contact is asked first", async () => {
  const { base, people, tags, sales, ask, end } = await shop();
  await sales([{ staff: [], when: { sticky_days: 30 } }, { staff: ["ada", "ben"] }]);
  const { visitor, enquiry } = await ask();
  await must(worker, "POST", `${base}/enquiries/${enquiry.enquiry}/answer`, { as: people.ben });
  const room = openSocket(worker, `${base}/visitor/rooms/${enquiry.enquiry}/socket`, { as: visitor });
  await room.opened;
  room.send({ type: "hello", protocol: 1 });
  await room.until(({ type }) => type === "welcome");
  room.send({ type: "close" });
  await room.until(({ entry }) => entry?.kind === "closed");
  room.socket.terminate();
  for (let tries = 0; tries < 100; tries += 1) {
    const { card } = await must(worker, "GET", `${base}/enquiries/${enquiry.enquiry}`, { as: people.owner });
    if (card.phase === "closed") break;
    await new Promise((done) => setTimeout(done, 50));
  }
  const again = await raise(worker, { base }, visitor, { tag: tags.sales });
  const { card } = await must(worker, "GET", `${base}/enquiries/${again.enquiry}`, { as: people.owner });
  assert.deepEqual(card.offer.staff, [people.ben.id]);
  end();
});

test("an enquiry is given to whoever has the fewest rooms, up to their limit", async () => {
  const { base, people, sales, ask, end } = await shop();
  await sales([{ staff: ["ada", "ben"], manner: "pick_up" }]);
  const staff = await must(worker, "GET", `${base}/staff`, { as: people.owner });
  for (const name of ["ada", "ben"]) {
    const { handle, name: shown, role, listed } = staff.find(({ id }) => id === people[name].id);
    await must(worker, "PUT", `${base}/staff/${people[name].id}`, { as: people.owner, body: { handle, name: shown, role, listed, max_rooms: 1 } });
  }
  const first = await ask();
  const second = await ask();
  assert.deepEqual([first.way, second.way], ["raised picked_up", "raised picked_up"]);
  assert.deepEqual([first.card.owner.id, second.card.owner.id].sort(), [people.ada.id, people.ben.id].sort());
  const third = await ask();
  assert.deepEqual([third.card.phase, third.trace[1].why], ["missed", "full"]);
  // By their own choice they may have more.
  await must(worker, "POST", `${base}/enquiries/${third.enquiry.enquiry}/follow-up`, { as: people.ada });
  end();
});

test("rules by which an enquiry would find nobody are refused beside their field", async () => {
  const { schedule, sales, people, end } = await shop();
  const day = await schedule({ name: "Day", week: [{ day: "mon", from: "09:00", to: "18:00" }] });
  for (const [lines, field] of [
    [[{ staff: ["ada"], when: { languages: ["ja"] } }], "destinations.0.when"],
    [[{ staff: ["ada"], when: { schedule: day.id } }, { staff: ["ben"], when: { countries: ["JP"] } }], "destinations.1.when"],
    [[{ staff: ["ada"], when: { share: 30 } }, { staff: ["ben"], when: { share: 30 } }], "destinations.0.when.share"],
    [[{ staff: [] }], "destinations.0.staff"],
    [[{ staff: ["ada"], when: { schedule: "sch_00000000000000000000000000000000" } }, { staff: ["ben"] }], "destinations.0.when.schedule"],
  ]) {
    const { status, body } = await sales(lines);
    assert.deepEqual([status, body.error?.field], [400, field], JSON.stringify(body));
  }
  assert.ok(people.ada);
  end();
});

test("what happens at some minute can be asked", async () => {
  const { schedule, sales, trial, end } = await shop();
  const week = DAYS.slice(0, 5).map((day) => ({ day, from: "09:00", to: "18:00" }));
  const office = await schedule({ name: "Office", time_zone: "Asia/Tokyo", week, days: [{ date: "2020-12-25", name: "Christmas", yearly: true }] });
  await sales([{ staff: ["ada"], when: { languages: ["ja"] } }, { staff: ["ben"] }], { hours: { kind: "own", schedule: office.id } });
  const way = ({ trace }) => trace.map(({ step }) => step).join(" ");
  const holiday = await trial({});
  assert.deepEqual([way(holiday), holiday.opening.opens_ms], ["raised out_of_hours missed", Date.UTC(2026, 11, 28, 0)]);
  const day = { at_ms: CHRISTMAS_NOON_IN_TOKYO - 86_400_000 };
  assert.equal(way(await trial({ ...day, language: "ja-JP" })), "raised offered wait_over offered wait_over missed");
  assert.equal(way(await trial(day)), "raised skipped offered wait_over missed");
  assert.equal((await trial(day)).trace[1].why, "language");
  end();
});
