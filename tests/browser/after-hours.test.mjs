// After hours, from end to end: the owner's hours are over, a visitor asks all the same and is told when somebody is there,
// leaves how to be reached, is missed, and is followed up by whoever comes in next.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { dashboard } from "../kit/dashboard.mjs";
import { must } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage;
before(async () => (stage = await widgetStage({ staff: { ada: "agent" }, tags: { sales: ["ada"] } })));
after(() => stage?.close());

/** Open for one hour of the day after tomorrow: closed now, whenever this runs. */
function closedNow() {
  const day = new Date(Date.now() + 2 * 86_400_000).toLocaleDateString("en", { weekday: "short", timeZone: "UTC" }).toLowerCase();
  return { name: "Office", time_zone: "UTC", week: [{ day, from: "09:00", to: "10:00" }] };
}

test("closed, away, the offline form, missed, followed up", async () => {
  const { acme, worker } = stage;
  const { owner } = acme.people;
  // Ada is at her desk, but the office is closed: hours decide, not who happens to sit there.
  await stage.comes("ada");
  const schedule = await must(worker, "POST", `${acme.base}/schedules`, { as: owner, body: closedNow() });
  const { id, handle, name, destinations } = acme.tags.sales;
  await must(worker, "PUT", `${acme.base}/tags/${id}`, { as: owner, body: { handle, name, destinations, hours: { kind: "own", schedule: schedule.id } } });

  const visitor = await stage.visit();
  await visitor.open();
  await visitor.chat.getByText(/^Opens \w{3}/).waitFor();
  await visitor.chat.getByRole("button", { name: /Sales/ }).click();
  await visitor.says("Is the blue tent waterproof?");
  await visitor.chat.getByText(/^We're back \w{3}/).waitFor();
  await visitor.chat.getByRole("textbox", { name: "Name" }).fill("Kim");
  await visitor.chat.getByRole("textbox", { name: "E-mail or phone" }).fill("kim@example.com");
  await visitor.chat.getByRole("button", { name: "Leave my details" }).click();
  await visitor.chat.getByText("We'll get back to you at kim@example.com.").waitFor();
  await screenshot(visitor.page, "after-hours-visitor");

  // It rang nobody, waits in the list, and tells why it went there.
  const ada = await dashboard(stage.browser, worker, acme, "ada", { place: "/missed" });
  assert.equal(await ada.getByRole("region", { name: "Open enquiries" }).getByRole("button", { name: /Answer/ }).count(), 0);
  const row = ada.getByRole("region", { name: "Missed" }).getByRole("listitem").filter({ hasText: "Kim" });
  await row.getByText("Is the blue tent waterproof?").waitFor();
  await row.getByText("Left an e-mail address").waitFor();
  assert.deepEqual(await violations(ada), []);
  await row.getByRole("button", { name: "Follow up" }).click();
  const log = ada.getByRole("log", { name: "Messages" });
  await log.getByText("Is the blue tent waterproof?").waitFor();
  await ada.getByText(/It was outside “Office”/).first().waitFor();
  await screenshot(ada, "after-hours-followed-up");
  await ada.getByRole("textbox", { name: "Message" }).fill("It is, to 5,000 mm.");
  await ada.keyboard.press("Enter");

  // In the same room; the form has had its day.
  await visitor.log.getByText("It is, to 5,000 mm.").waitFor();
  await visitor.says("Then I'll take it.");
  await log.getByText("Then I'll take it.").waitFor();
  const { cards } = (await stage.comes("ada")).welcome;
  assert.deepEqual(cards.filter(({ contact }) => contact.name === "Kim").map(({ phase }) => phase), ["engaged"]);
  await ada.context().close();
  await visitor.context.close();
});
