// Writing in a visitor's room: marks that stress words, weblinks, pins, words said again elsewhere, a draft on another device.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, enquire, messageBox as box, messages as log, take } from "../kit/dashboard.mjs";
import { makeService, must, newId } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { startWorker } from "../kit/worker.mjs";

let worker, browser, service;

before(async () => {
  worker = await startWorker();
  service = await makeService(worker, { staff: { ada: "agent", ben: "agent", sue: "supervisor" }, tags: { sales: ["ada"] } });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await worker?.stop();
});

const clean = async (page, name) => {
  await screenshot(page, name);
  assert.deepEqual(await violations(page), [], name);
};
const verb = async (page, words, name) => {
  const message = log(page).locator(".message", { hasText: words });
  await message.getByRole("button", { name: "More actions" }).click();
  await message.getByRole("button", { name, exact: true }).click();
};

test("words are stressed, links put in, and what matters is pinned and forwarded", async () => {
  const { people, base, tags } = service;
  await must(worker, "POST", `${base}/links`, { as: people.owner, body: { handle: "spring", name: "Spring sale", target: { kind: "tag", tag: tags.sales.id } } });
  const { space } = await must(worker, "POST", `${base}/spaces`, { as: people.ada, body: { space: newId("spc"), access: "public", name: "Returns", members: [] } });
  const { enquiry, room } = await enquire(worker, service, { tag: tags.sales }, ["My order is 4711"]);
  await take(worker, service, "ada", enquiry, "follow-up");
  const ada = await dashboard(browser, worker, service, "ada", { place: `/inbox/${enquiry}` });
  await box(ada).waitFor();
  await box(ada).fill("We have it");
  await box(ada).press("ControlOrMeta+a");
  await box(ada).press("ControlOrMeta+b");
  assert.equal(await box(ada).inputValue(), "*We have it*");
  await box(ada).press("End");
  await box(ada).pressSequentially(" #spr");
  await ada.getByRole("listbox", { name: "Quick links" }).getByRole("option", { name: /spring/ }).waitFor();
  await clean(ada, "writing-links");
  await box(ada).press("Enter");
  assert.match(await box(ada).inputValue(), /^\*We have it\* http\S+spring\s?$/);
  await box(ada).press("Enter");
  await log(ada).locator("strong", { hasText: "We have it" }).waitFor();
  await room.until((frame) => JSON.stringify(frame).includes("*We have it*"), "the reply");

  await verb(ada, "My order is 4711", "Pin");
  await ada.getByText("1 pinned").waitFor();
  await ada.getByText("1 pinned").click();
  await ada.getByText("Pinned by").waitFor();
  await clean(ada, "writing-pins");
  await verb(ada, "My order is 4711", "Forward");
  const dialog = ada.getByRole("dialog", { name: "Forward to" });
  await dialog.getByRole("button", { name: "Returns" }).waitFor();
  await clean(ada, "writing-forward");
  await dialog.getByRole("button", { name: "Returns" }).press("Enter");
  await ada.getByText("Forwarded to Returns").waitFor();
  // It is said as soon as the other room is there.
  const isThere = ({ entries }) => entries.some(({ body }) => /^Forwarded from .+:\nMy order is 4711$/.test(body));
  const read = () => must(worker, "GET", `${base}/rooms/${space}/entries`, { as: people.ada });
  for (let wait = 0; wait < 50 && !isThere(await read()); wait += 1) await ada.waitForTimeout(100);
  assert.ok(isThere(await read()), "the words in the Space");
  assert.ok(!JSON.stringify(room.frames).includes("pinned"));

  // Somebody else's device has it pinned, too, and a narrow dark screen has room for all.
  const sue = await dashboard(browser, worker, service, "sue", { place: `/inbox/${enquiry}`, colorScheme: "dark", viewport: { width: 320, height: 720 } });
  await sue.getByText("1 pinned").waitFor();
  await clean(sue, "writing-pins-320-dark");
  await sue.context().close();
  await ada.getByRole("button", { name: "Unpin" }).first().click();
  await ada.getByText("1 pinned").waitFor({ state: "detached" });
  await ada.context().close();
});

test("what was begun on one device is there on another", async () => {
  const { enquiry } = await enquire(worker, service, { tag: service.tags.sales }, ["Do you have it in green?"]);
  await take(worker, service, "ada", enquiry, "follow-up");
  const place = `/inbox/${enquiry}`;
  const desk = await dashboard(browser, worker, service, "ada", { place });
  await box(desk).fill("Yes, we have it in gr");
  for (let wait = 0; wait < 50; wait += 1) {
    const { reply } = await must(worker, "GET", `${service.base}/rooms/${enquiry}/draft`, { as: service.people.ada });
    if (reply) break;
    await desk.waitForTimeout(200);
  }
  const phone = await dashboard(browser, worker, service, "ada", { place, viewport: { width: 390, height: 780 } });
  await phone.waitForFunction(() => document.querySelector("textarea")?.value === "Yes, we have it in gr");
  await clean(phone, "writing-draft-390");
  await box(phone).fill("Yes, we have it in green.");
  await box(phone).press("Enter");
  await log(desk).getByText("Yes, we have it in green.").waitFor();
  await desk.context().close();
  await phone.context().close();
});

test("a note calls the colleague that it names", async () => {
  const { enquiry } = await enquire(worker, service, { tag: service.tags.sales }, ["I want my money back"]);
  await take(worker, service, "ada", enquiry, "follow-up");
  const ada = await dashboard(browser, worker, service, "ada", { place: `/inbox/${enquiry}` });
  const sue = await dashboard(browser, worker, service, "sue", { place: "/spaces" });
  await box(ada).press("ControlOrMeta+.");
  await box(ada).fill("@su");
  await ada.getByRole("listbox", { name: "Colleagues" }).getByRole("option", { name: /sue/ }).waitFor();
  await box(ada).press("Enter");
  await box(ada).pressSequentially("may I refund?");
  await box(ada).press("Enter");
  await sue.getByText("Notes for you").waitFor();
  await clean(sue, "writing-noted");
  await sue.getByRole("button", { name: /Ada noted something/ }).click();
  await log(sue).getByText("may I refund?").waitFor();
  await sue.evaluate(() => (location.hash = "/spaces"));
  await sue.getByText("Notes for you").waitFor({ state: "detached" });
  await ada.context().close();
  await sue.context().close();
});
