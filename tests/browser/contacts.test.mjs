// Contacts: signed in at the owner's site, seen as verified by staff, written, merged and found, by keyboard and on a phone.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { dashboard, enquire, go, tabTo } from "../kit/dashboard.mjs";
import { must, newId, request } from "../kit/people.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { widgetStage } from "../kit/widget.mjs";

let stage, worker, service, browser, secret;

before(async () => {
  stage = await widgetStage({ staff: { ada: "agent", ben: "agent", sue: "supervisor" }, tags: { sales: ["ada", "ben"], repairs: ["ada"] } });
  ({ worker, acme: service, browser } = stage);
});
after(() => stage?.close());

const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
function jwt(claims) {
  const text = `${part({ alg: "HS256", typ: "JWT" })}.${part({ aud: "acme", exp: Math.floor(Date.now() / 1000) + 600, ...claims })}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
}
const small = { viewport: { width: 320, height: 720 } };

async function clean(page, what) {
  assert.deepEqual(await violations(page), [], what);
}

/** What a visitor who asked left of themselves, in the API's way. */
async function left(words, written) {
  const { enquiry } = await enquire(worker, service, { tag: service.tags.sales }, [words]);
  const { card } = await must(worker, "GET", `${service.base}/enquiries/${enquiry}`, { as: service.people.sue });
  const contact = card.contact.id;
  if (written) await must(worker, "PUT", `${service.base}/contacts/${contact}`, { as: service.people.sue, body: written });
  return { enquiry, contact };
}

test("an admin sets up fields and a secret, which is shown once", async () => {
  const page = await dashboard(browser, worker, service, "owner", { place: "/settings/contacts" });
  await page.getByText("There is no secret yet").waitFor();
  await page.getByText("No fields of your own yet.").waitFor();
  await clean(page, "nothing set up");
  await page.getByRole("button", { name: "Make a secret" }).press("Enter");
  secret = (await page.getByRole("dialog").locator("code").textContent()).trim();
  assert.match(secret, /^fdi_[\w-]{43}$/);
  await clean(page, "the secret");
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).press("Enter");
  await page.getByText(`Secret …${secret.slice(-4)}`).waitFor();
  assert.ok(!(await page.content()).includes(secret));
  await page.getByRole("button", { name: "Add a field" }).press("Enter");
  await page.getByRole("textbox", { name: "Name of the field" }).fill("Plan");
  await page.getByRole("radio", { name: "Choice" }).check();
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("Enter 1 to 50 options, each once.").waitFor();
  await page.getByRole("textbox", { name: "Options, one on each line" }).fill("Free\nGold");
  await page.getByRole("button", { name: "Add a field" }).press("Enter");
  await page.getByRole("textbox", { name: "Name of the field" }).last().fill("Customer since");
  await page.getByRole("radio", { name: "Date" }).last().check();
  await clean(page, "two fields");
  await screenshot(page, "contacts-settings");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("Saved", { exact: false }).first().waitFor();
  await page.setViewportSize(small.viewport);
  await screenshot(page, "contacts-settings-320");
  await page.context().close();
});

test("who is signed in at the owner's site is verified; their history comes along to another browser", async () => {
  const desk = await stage.comes("ada");
  const signIn = (visit) => visit.page.evaluate((token) => window.Frontdesk.identify({ token }), jwt({ sub: "eve-1", name: "Eve Signed", email: "eve@signed.example" }));
  const first = await stage.visit();
  await signIn(first);
  await first.talkTo("Talk to Sales");
  await first.says("Do you have my size?");
  const room = await stage.answers("ada", desk);
  const { card } = await must(worker, "GET", `${service.base}/enquiries/${room.enquiry}`, { as: service.people.ada });
  const read = () => must(worker, "GET", `${service.base}/contacts/${card.contact.id}`, { as: service.people.ada });
  assert.deepEqual([(await read()).verified, (await read()).names[0]], [["eve-1"], { value: "Eve Signed", source: "verified" }]);
  const second = await stage.visit();
  await signIn(second);
  await second.open();
  await second.chat.getByText("Do you have my size?").waitFor();
  assert.equal((await read()).enquiries.length, 1);
  // In the dashboard: beside the room, and from there to the page.
  const page = await dashboard(browser, worker, service, "ada", { place: `/inbox/${room.enquiry}`, viewport: { width: 1440, height: 900 } });
  await page.getByText("Identity verified by your site").waitFor();
  await clean(page, "the details of a room");
  await screenshot(page, "contacts-details");
  await page.getByRole("link", { name: "All about this contact" }).press("Enter");
  await page.getByRole("heading", { name: "Eve Signed" }).waitFor();
  await page.locator(".contact").getByRole("link", { name: "Sales" }).press("Enter");
  await page.getByRole("log", { name: "Messages" }).getByText("Do you have my size?").waitFor();
  for (const { context } of [first, second]) await context.close();
  await page.context().close();
});

test("staff write, note and undo; who comes second is told, and nothing typed is lost", async () => {
  const { contact } = await left("Hello from the shop");
  const label = await must(worker, "POST", `${service.base}/labels`, { as: service.people.owner, body: { name: "VIP", color: "amber" } });
  const page = await dashboard(browser, worker, service, "ada", { place: `/records/contacts/${contact}` });
  const box = (name) => page.getByRole("textbox", { name, exact: true });
  await box("Name").fill("Ann Lee");
  await box("Country").fill("Japan");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("Two letters, like JP").waitFor();
  await box("Country").fill("jp");
  await page.getByLabel("Plan").selectOption("Gold");
  await page.getByRole("checkbox", { name: "VIP" }).check();
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await page.locator(".contact-lines").getByText("Ann Lee").waitFor();
  await clean(page, "a contact");
  await screenshot(page, "contacts-page");
  await page.getByRole("button", { name: "Undo" }).press("Enter");
  await page.locator(".contact-lines").getByText("Ann Lee").waitFor({ state: "detached" });
  assert.equal(await box("Name").inputValue(), "");
  // Sue saves while Ada types.
  await box("Name").fill("Ann");
  await must(worker, "PUT", `${service.base}/contacts/${contact}`, { as: service.people.sue, body: { name: "Annabel", labels: [label.id] } });
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.getByText("There now: Annabel").waitFor();
  assert.equal(await box("Name").inputValue(), "Ann");
  await clean(page, "a conflict");
  await screenshot(page, "contacts-conflict");
  await page.getByRole("button", { name: "Keep mine" }).press("Enter");
  await page.getByRole("button", { name: "Save" }).press("Enter");
  await page.locator(".contact-lines").getByText("Ann", { exact: true }).waitFor();
  const note = page.getByRole("textbox", { name: "New note" });
  await page.getByRole("button", { name: "Add note" }).press("Enter");
  await page.getByText("Write 1 to 1,000 characters.").waitFor();
  await note.fill("Likes tea.\nAlways.");
  await page.getByRole("button", { name: "Add note" }).press("Enter");
  await page.getByRole("button", { name: "Remove the note of Ada" }).press("Enter");
  await page.locator(".contact-note").waitFor({ state: "detached" });
  await page.context().close();
});

test("two that are one person are suggested, merged and parted; the list finds them", async () => {
  const same = { email: "max@a.example" };
  const one = await left("It broke", { name: "Max Power", ...same });
  await left("It broke again", { name: "Maxine With A Rather Long Name That Goes On And On Until It Wraps", ...same });
  const page = await dashboard(browser, worker, service, "sue", { place: `/records/contacts/${one.contact}` });
  await page.getByText("May be the same person").waitFor();
  await clean(page, "a suggestion");
  await screenshot(page, "contacts-suggestion");
  await page.getByRole("button", { name: /^Merge with Maxine/ }).press("Enter");
  await page.getByRole("button", { name: /^Undo the merge with Maxine/ }).waitFor();
  assert.equal(await page.locator(".contact").getByRole("link", { name: "Sales" }).count(), 2);
  await page.locator(".contact-other summary").scrollIntoViewIfNeeded();
  await screenshot(page, "contacts-merged");
  await page.getByRole("button", { name: /^Undo the merge with Maxine/ }).press("Enter");
  await page.getByText("Nothing was merged.").waitFor();
  assert.equal(await page.getByText("May be the same person").count(), 0);
  await go(page, "/records/contacts");
  await tabTo(page, "searchbox", "Name, e-mail or phone");
  await page.keyboard.type("max@a");
  await page.waitForFunction(() => document.querySelectorAll(".contacts-row").length === 2);
  assert.equal(await page.locator(".contacts-row").count(), 2);
  await page.getByRole("searchbox").fill("nobody like that");
  await page.getByText("Nobody found").waitFor();
  await clean(page, "nobody found");
  await screenshot(page, "contacts-none");
  await page.context().close();
});

test("the list and a page read well on a phone, in the dark, and from right to left", async () => {
  const { contacts } = await must(worker, "GET", `${service.base}/contacts?search=max`, { as: service.people.sue });
  const place = `/records/contacts/${contacts[0].contact}`;
  for (const [name, options, rtl] of [["wide", {}, false], ["320", small, false], ["dark", { colorScheme: "dark" }, false], ["rtl", {}, true]]) {
    const page = await dashboard(browser, worker, service, "sue", { place: "/records/contacts", ...options });
    await page.locator(".contacts-row").first().waitFor();
    if (rtl) await page.evaluate(() => (document.documentElement.dir = "rtl"));
    await clean(page, `the list, ${name}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `the list is ${wide} px too wide, ${name}`);
    await screenshot(page, `contacts-list-${name}`);
    await go(page, place);
    await page.locator(".contact").waitFor();
    await clean(page, `a page, ${name}`);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0, name);
    await screenshot(page, `contacts-one-${name}`);
    await page.context().close();
  }
  // One who may not see them finds nothing there.
  const { body } = await request(worker, "GET", `${service.base}/contacts/${newId("con")}`, { as: service.people.sue });
  assert.equal(body.error.code, "not_found");
});
