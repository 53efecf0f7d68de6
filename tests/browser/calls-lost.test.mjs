// Calls that meet a page loaded anew, a tunnel, a worker that is killed, and a firewall.

import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { after, before, describe, test } from "node:test";

import { inTime } from "../kit/bar.mjs";
import { callStage, TONES } from "../kit/call-stage.mjs";
import { cut, hears, levels } from "../kit/media.mjs";
import { startTurn } from "../kit/turn.mjs";
import { until } from "../kit/until.mjs";
import { startWorker } from "../kit/worker.mjs";

/** A call that goes on between a visitor and Ada. */
async function talking(stage) {
  const ada = await stage.staff("ada");
  const visitor = await stage.visitor();
  await visitor.calls("Sales");
  await ada.getByRole("region", { name: "Open enquiries" }).getByRole("button", { name: /^Answer/ }).click();
  await bothHear(ada, visitor);
  const end = async () => {
    await ada.context().close();
    await visitor.context.close();
  };
  return { ada, visitor, end };
}

async function bothHear(ada, visitor, patience) {
  assert.ok(await hears(ada, TONES.visitor, patience), "Ada hears the visitor");
  assert.ok(await hears(visitor.page, TONES.ada, patience), "the visitor hears Ada");
}

describe("a call that is in the way of something", { concurrency: false }, () => {
  let stage;
  before(async () => {
    stage = await callStage();
  });
  after(() => stage?.close());

  test("comes back into the page that is loaded anew, on either side, within five seconds", async () => {
    const { ada, visitor, end } = await talking(stage);
    for (const page of [visitor.page, ada]) {
      await page.reload();
      const loaded = Date.now();
      await bothHear(ada, visitor, 15_000);
      inTime("back in the call", Date.now() - loaded, 5_000);
    }
    await visitor.button("Hang up").click();
    await visitor.log.getByText(/^Call ended/).waitFor();
    assert.equal(await visitor.log.getByText(/joined the call/).count(), 1, "nobody joined twice");
    await end();
  });

  test("is there again after ten seconds in a tunnel", async () => {
    const { ada, visitor, end } = await talking(stage);
    await cut(visitor.page, 10_000);
    await bothHear(ada, visitor, 20_000);
    await ada.button("Hang up").click();
    await visitor.log.getByText(/^Call ended/).waitFor();
    await end();
  });

  test("goes on while its worker is killed, and its room knows of it afterwards", async () => {
    const { ada, visitor, end } = await talking(stage);
    const { state, port } = stage.worker;
    await stage.worker.kill();
    await bothHear(ada, visitor);
    const worker = await startWorker({ state, port, vars: { LIMITS: "off" } });
    try {
      await bothHear(ada, visitor);
      await visitor.says("Still there");
      await ada.getByRole("log", { name: "Messages" }).getByText("Still there").waitFor();
      await ada.button("Hang up").click();
      await visitor.log.getByText(/^Call ended/).waitFor();
      await end();
    } finally {
      await worker.stop();
      await rm(state, { recursive: true, force: true });
    }
  });
});

test("behind a firewall a call goes by the relay alone", async () => {
  const turn = await startTurn();
  const stage = await callStage({ ...turn.vars, ICE_RELAY_ONLY: "yes" });
  try {
    const { ada, visitor } = await talking(stage);
    await until(async () => (await levels(ada))[0]?.pair, "a pair of ways");
    for (const page of [ada, visitor.page]) {
      const [{ pair }] = await levels(page);
      assert.deepEqual(pair, { local: "relay", remote: "relay" });
    }
    assert.ok(turn.allocations() >= 2);
  } finally {
    await stage.close();
    await turn.stop();
  }
});
