// The OpenAPI document is true: Schemathesis makes thousands of requests from it, right ones and wrong ones, and finds no answer that the
// document doesn't know, and none of our own fault. It takes minutes: `cargo xtask test --full` does it.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, describe, test } from "node:test";

import { makeService, makeVisitor, must } from "../kit/people.mjs";
import { routes } from "../kit/routes.mjs";
import { tryRoutes } from "../kit/schemathesis.mjs";
import { OUTPUT } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

/** They end what proves the next request, or need the set-up key. */
const LEFT_OUT = ["SignOut", "ChangePassword", "MakeService"];

// Each is a process that waits for the worker most of its time: beside each other they take some minutes.
describe("what the OpenAPI document says holds", { concurrency: 7, skip: !process.env.FRONTDESK_FULL && "FRONTDESK_FULL=1 tries them" }, () => {
  let worker, table;
  before(async () => {
    await mkdir(OUTPUT, { recursive: true });
    worker = await startWorker();
    table = (await routes(worker)).filter(({ name, isSocket }) => !isSocket && !LEFT_OUT.includes(name));
  });
  after(() => worker.stop());

  const named = (which) => table.filter(which).map(({ name }) => name);
  async function holds(options) {
    const { well, tried, printed } = await tryRoutes(worker, options);
    assert.ok(well, printed);
    assert.ok(tried > options.names.length, printed);
    console.log(`${options.slug}: ${tried} requests to ${options.names.length} routes`);
  }
  async function program(slug) {
    const service = await makeService(worker, { slug, staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    const scopes = [...new Set(table.map(({ scope }) => scope).filter(Boolean))];
    const { secret } = await must(worker, "POST", `${service.base}/tokens`, { as: service.people.owner, body: { name: "Prober", scopes } });
    return secret;
  }

  for (const [what, methods, half] of [["read", ["GET"]], ["make and do", ["POST"], 0], ["make and do more", ["POST"], 1], ["change", ["PUT"]], ["remove", ["DELETE"]]]) {
    test(`for programs that ${what}`, async () => {
      const slug = what.replaceAll(" ", "-");
      const all = named(({ scope, method }) => scope && methods.includes(method));
      const names = half === undefined ? all : all.filter((_, index) => index % 2 === half);
      await holds({ slug, names, token: await program(slug) });
    });
  }

  test("for visitors, and for anybody", async () => {
    const service = await makeService(worker, { slug: "visited", staff: { ada: "agent" }, tags: { sales: ["ada"] } });
    const { bearer } = await makeVisitor(worker, service);
    await holds({ slug: "visited", names: named(({ caller }) => ["visitor", "anyone"].includes(caller)), token: bearer });
  });

  test("for staff in the dashboard", async () => {
    const { people } = await makeService(worker, { slug: "staffed" });
    const names = named(({ caller, scope }) => !scope && !["visitor", "anyone", "set_up_key"].includes(caller));
    // A cookie goes along whatever is tried, so that what is refused without one isn't found here: access.test.mjs sees to it.
    await holds({ slug: "staffed", names, headers: { Cookie: people.owner.cookie }, without: ["ignored_auth"] });
  });
});
