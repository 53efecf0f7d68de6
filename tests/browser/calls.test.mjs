// Calls as visitors and staff have them, in real browsers: each side's microphone has a tone, which is looked for in what the other one
// plays.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { callStage, TONES } from "../kit/call-stage.mjs";
import { messages, messageBox } from "../kit/dashboard.mjs";
import { hears, levels, noDevices, refuses, relents } from "../kit/media.mjs";
import { must } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { until } from "../kit/until.mjs";

/** Waits until a tone isn't heard any more: what was on its way when somebody pressed a button still arrives. */
const silent = (page, hertz, what) => until(async () => !(await hears(page, hertz, 1_500)), what);

/** The button of the call that waits. */
const toAnswer = (page) =>
  page.getByRole("region", { name: "Open enquiries" }).getByRole("listitem").filter({ has: page.getByText("Call", { exact: true }) }).getByRole("button", { name: /^Answer/ });
const answers = (page) => toAnswer(page).click();

let stage;
before(async () => {
  stage = await callStage();
});
after(() => stage?.close());

test("two of the staff answer a call at once: one has it, and both sides hear each other, hold, mute, write and hang up", async () => {
  const staff = { ada: await stage.staff("ada"), ben: await stage.staff("ben") };
  const visitor = await stage.visitor();
  await visitor.calls("Sales");
  await visitor.chat.getByText("Calling Sales…").waitFor();
  await screenshot(visitor.page, "call-calling");
  await Promise.all(Object.values(staff).map((page) => toAnswer(page).waitFor()));
  await screenshot(staff.ada, "call-open-enquiry");
  await Promise.all(Object.values(staff).map((page) => answers(page).catch(() => {})));

  const isIn = (page) => page.button("Hang up").isVisible();
  const winner = await until(async () => ((await isIn(staff.ada)) ? "ada" : (await isIn(staff.ben)) ? "ben" : undefined), "one who is in the call", 15_000);
  const ours = staff[winner];
  const [theirTone, ourTone] = [TONES.visitor, TONES[winner]];
  assert.ok(await hears(ours, theirTone), "staff hear the visitor");
  assert.ok(await hears(visitor.page, ourTone), "the visitor hears staff");
  assert.ok(!(await isIn(winner === "ada" ? staff.ben : staff.ada)), "one winner");
  const flow = async (page) => (await levels(page)).map(({ sent, received }) => [sent.audio.bytes, received.audio.bytes])[0];
  const before = await flow(ours);
  await until(async () => (await flow(ours)).every((bytes, at) => bytes > before[at] + 2_000), "bytes that flow both ways");
  assert.deepEqual(await violations(ours), []);
  assert.deepEqual(await violations(visitor.page), []);
  await screenshot(ours, "call-staff");
  await screenshot(visitor.page, "call-visitor");

  await ours.button("Hold").click();
  await visitor.chat.getByText(/put the call on hold/).waitFor();
  await silent(visitor.page, ourTone, "nothing to be heard on hold");
  await silent(ours, theirTone, "nothing on either side");
  await screenshot(visitor.page, "call-on-hold");
  await ours.button("Hold").click();
  assert.ok(await hears(visitor.page, ourTone));
  await visitor.button("Mute").click();
  await silent(ours, theirTone, "nothing from who is muted");
  await visitor.button("Mute").click();
  assert.ok(await hears(ours, theirTone));

  await visitor.says("Here is the link");
  await messages(ours).getByText("Here is the link").waitFor();
  await messageBox(ours).fill("Thank you");
  await messageBox(ours).press("Enter");
  await visitor.log.getByText("Thank you").waitFor();

  await ours.button("Hang up").click();
  await visitor.chat.getByText("The call has ended").first().waitFor();
  await visitor.log.getByText(/^Call ended/).waitFor();
  await until(async () => (await levels(ours)).length === 0, "no connection any more");
  await screenshot(visitor.page, "call-ended");

  // From the chat into another call, by the other side, and back.
  await visitor.button("Call").first().click();
  await ours.button("Answer").click();
  assert.ok(await hears(ours, theirTone));
  assert.ok(await hears(visitor.page, ourTone));
  await visitor.button("Hang up").click();
  await messages(ours).getByText(/^Call ended/).nth(1).waitFor();
  await visitor.says("And thanks");
  await messages(ours).getByText("And thanks").waitFor();

  // Staff call, and the visitor doesn't want to.
  await ours.button("Call").first().click();
  await visitor.button("Decline").click();
  await ours.getByText("The call was declined").waitFor();
  await Promise.all(Object.values(staff).map((page) => page.context().close()));
  await visitor.context.close();
});

test("a call that nobody answers is missed, and a voice message can be left", async () => {
  const visitor = await stage.visitor();
  await visitor.calls("Support");
  await visitor.chat.getByText("Nobody answered").waitFor();
  await screenshot(visitor.page, "call-missed");
  await visitor.button("Leave a voice message").click();
  await visitor.chat.locator(".attach-voice, .attach-notice").first().waitFor();
  await screenshot(visitor.page, "call-missed");
  await visitor.context.close();
});

test("who doesn't allow the microphone is told what to do, and can write or allow it after all", async () => {
  const ada = await stage.staff("ada");
  const visitor = await stage.visitor({ before: refuses });
  await visitor.open();
  await visitor.button("Call").first().click();
  await visitor.button("Allow the microphone").click();
  await visitor.chat.getByText(/^The microphone isn’t allowed/).waitFor();
  assert.deepEqual(await violations(visitor.page), []);
  await screenshot(visitor.page, "call-refused");
  await relents(visitor.page);
  await visitor.button("Try again").click();
  await visitor.button("Start call").click();
  await answers(ada);
  assert.ok(await hears(ada, TONES.visitor));
  await visitor.button("Hang up").click();
  await visitor.context.close();
  await ada.context().close();
});

test("a machine without a microphone goes on in writing", async () => {
  const visitor = await stage.visitor({ before: noDevices });
  await visitor.open();
  await visitor.button("Call").first().click();
  await visitor.button("Allow the microphone").click();
  await visitor.chat.getByText(/^No microphone was found/).waitFor();
  await visitor.button("Chat instead").click();
  await visitor.box.waitFor();
  await visitor.says("I can only write");
  await visitor.log.getByText("I can only write").waitFor();
  await visitor.context.close();
});

test("a colleague comes in, and a supervisor listens, whom both sides see", async () => {
  const ada = await stage.staff("ada");
  const visitor = await stage.visitor();
  await visitor.calls("Sales");
  await answers(ada);
  assert.ok(await hears(ada, TONES.visitor));
  const place = new URL(ada.url()).hash.slice(1);

  const sue = await stage.staff("sue", { place });
  await sue.button("Listen in").click();
  assert.ok(await hears(sue, TONES.visitor), "who listens hears the visitor");
  assert.ok(await hears(sue, TONES.ada), "and staff");
  await visitor.chat.getByText("Sue listens", { exact: true }).waitFor();
  assert.equal((await levels(visitor.page)).length, 1, "the visitor is connected with Ada alone");
  assert.ok(!(await hears(ada, TONES.sue, 1_500)), "nobody hears who listens");

  const { acme, worker } = stage;
  const enquiry = place.split("/").at(-1);
  await must(worker, "PUT", `${acme.base}/enquiries/${enquiry}/guests/${acme.people.ben.id}`, { as: acme.people.ada });
  const ben = await stage.staff("ben", { place });
  await ben.button("Join").click();
  for (const page of [ada, visitor.page, sue]) assert.ok(await hears(page, TONES.ben), "everybody hears Ben");
  assert.ok(await hears(ben, TONES.visitor));
  assert.ok(await hears(ben, TONES.ada));
  await screenshot(visitor.page, "call-of-three");
  await screenshot(ada, "call-of-three-staff");
  await visitor.button("Hang up").click();
  await Promise.all([ada, ben, sue].map((page) => page.button("Hang up").waitFor({ state: "hidden" })));
  await Promise.all([ada, ben, sue].map((page) => page.context().close()));
  await visitor.context.close();
});

test("what was recorded comes into a chat that was passed on meanwhile, and what isn't taken is offered to be saved", async () => {
  const { acme, worker } = stage;
  const [ada, ben] = [await stage.staff("ada"), await stage.staff("ben")];
  const records = async (visitor) => {
    await ada.button("Record").click();
    await visitor.button("Agree").click();
    await ada.getByText("Recorded", { exact: true }).waitFor();
    await ada.waitForTimeout(1_500);
  };
  const sounds = async (enquiry) => {
    const { entries } = await must(worker, "GET", `${acme.base}/rooms/${enquiry}/entries`, { as: acme.people.owner });
    return entries.filter(({ kind, file }) => kind === "shared" && file.kind === "audio");
  };
  const of = (page) => new URL(page.url()).hash.split("/").at(-1);

  const visitor = await stage.visitor();
  await visitor.calls("Sales");
  await answers(ada);
  assert.ok(await hears(ada, TONES.visitor));
  const passed = of(ada);
  await records(visitor);
  const to = { kind: "staff", staff: acme.people.ben.id };
  await must(worker, "POST", `${acme.base}/enquiries/${passed}/transfer`, { as: acme.people.ada, body: { to } });
  await must(worker, "POST", `${acme.base}/enquiries/${passed}/answer`, { as: acme.people.ben });
  const [sound] = await until(async () => ((await sounds(passed)).length ? sounds(passed) : undefined), "what Ada recorded", 60_000);
  assert.equal(sound.author.staff, acme.people.ada.id);
  await visitor.context.close();

  const other = await stage.visitor();
  await other.calls("Sales");
  await answers(ada);
  assert.ok(await hears(ada, TONES.visitor));
  const full = of(ada);
  const refusal = { error: { code: "storage_full", message: "Full." } };
  await ada.route("**/files", (route) => route.fulfill({ status: 507, json: refusal }));
  await records(other);
  await other.button("Hang up").click();
  const save = ada.getByRole("link", { name: "Save recording" });
  await ada.getByText("There is no room for more files here. The recording wasn’t shared. Save it on this device, so that it isn’t lost.").waitFor();
  await screenshot(ada, "call-recording-refused");
  assert.deepEqual(await violations(ada), []);
  const [saved] = await Promise.all([ada.waitForEvent("download"), save.click()]);
  assert.match(saved.suggestedFilename(), /^Call .*\.webm$/);
  await ada.unroute("**/files");
  // It is kept over a reload, and goes on by itself, wherever Ada is.
  await ada.goto(ada.url().replace(/#.*/, ""));
  await ada.reload();
  await until(async () => (await sounds(full)).length === 1, "what Ada recorded", 60_000);
  await save.waitFor({ state: "hidden" });
  await Promise.all([ada, ben].map((page) => page.context().close()));
  await other.context.close();
});
