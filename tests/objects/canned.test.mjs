// Canned responses on the real runtime: whose they are, and what is refused.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { makeService, must, request } from "../kit/people.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, service, base;
before(async () => {
  worker = await startWorker({ vars: { LIMITS: "off" } });
  service = await makeService(worker, { staff: { ada: "agent", ben: "agent", sue: "supervisor" } });
  base = `${service.base}/canned`;
});
after(() => worker?.stop());

test("the service's are for all, one's own for oneself, and both go with who keeps them", async () => {
  const { ada, ben, sue, owner } = service.people;
  const keep = (as, body) => must(worker, "POST", base, { as, body });
  const shared = await keep(sue, { shared: true, key: "hours", body: "9 to 5" });
  const own = await keep(ada, { key: "hours", body: "Ask me" });
  const keys = async (as) => (await must(worker, "GET", base, { as })).map(({ id }) => id).sort();
  assert.deepEqual(await keys(ada), [shared.id, own.id].sort());
  assert.deepEqual(await keys(ben), [shared.id]);
  const refused = async (status, code, method, path, as, body) => {
    const answer = await request(worker, method, base + path, { as, body });
    assert.deepEqual([answer.status, answer.body.error.code], [status, code], `${method} ${path}`);
  };
  await refused(403, "forbidden", "POST", "", ada, { shared: true, key: "x", body: "x" });
  await refused(403, "forbidden", "PUT", `/${shared.id}`, ada, { key: "x", body: "x" });
  await refused(403, "forbidden", "DELETE", `/${shared.id}`, ada);
  await refused(404, "not_found", "PUT", `/${own.id}`, owner, { key: "x", body: "x" });
  await refused(404, "not_found", "DELETE", `/${own.id}`, ben);
  await refused(409, "taken", "POST", "", ada, { key: "hours", body: "x" });
  for (const body of [{ key: "Hours", body: "x" }, { key: "x", body: "" }, { key: "x", body: "y".repeat(4_001) }, { key: "x" }, []]) {
    await refused(400, "malformed", "POST", "", ada, body);
  }
  await must(worker, "PUT", `${base}/${own.id}`, { as: ada, body: { key: "mine", body: "Ask me, {visitor}" } });
  assert.equal((await must(worker, "GET", base, { as: ada })).find(({ id }) => id === own.id).key, "mine");
  await must(worker, "DELETE", `${base}/${shared.id}`, { as: sue });
  assert.deepEqual(await keys(ben), []);
});
