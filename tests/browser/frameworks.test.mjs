// The snippets of the install page do what is said of them: on a plain page, by a tag manager, and in sites made with React and
// Vue, where views come and go.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch } from "../kit/browser.mjs";
import { build } from "../kit/frameworks.mjs";
import { files, serve } from "../kit/server.mjs";
import { snippet } from "../kit/snippet.mjs";
import { chat, stand } from "../kit/stand.mjs";

const SERVICE = "acme-outdoor";

let browser, site;
before(async () => {
  [browser, site] = await Promise.all([launch(), stand()]);
  site.setUp({ service: SERVICE });
});
after(() => Promise.all([browser.close(), site.close()]));

const shown = (name) => snippet(name, { origin: site.service.origin, service: SERVICE });
const launchers = (page) => page.locator("frontdesk-chat");

/** A page that must say nothing in its console. */
async function visit(url) {
  const page = await browser.newPage();
  const said = [];
  page.on("console", (message) => /^(error|warning)$/.test(message.type()) && said.push(message.text()));
  page.on("pageerror", (error) => said.push(`uncaught: ${error.message}`));
  await page.goto(url);
  return { page, said };
}

async function opensSales(page) {
  await page.getByRole("button", { name: "Talk to Sales" }).click();
  assert.deepEqual((await (await chat(page)).hears("open")).target, { tag: "sales" });
}

test("on a plain page the line is all", async () => {
  const body = `<h1>Acme</h1><button data-frontdesk="tag:sales">Talk to Sales</button>${await shown("script.html")}`;
  const { page, said } = await visit(site.page({ script: null, body }));
  await launchers(page).waitFor({ state: "attached" });
  await opensSales(page);
  assert.deepEqual(said, []);
  await page.close();
});

test("a tag manager adds it without any of its attributes", async () => {
  const { page, said } = await visit(site.page({ path: "/managed", script: null }));
  await page.evaluate((html) => {
    // As Google's does: the script is made anew, with its address alone.
    const { src } = new DOMParser().parseFromString(html, "text/html").querySelector("script");
    document.body.append(Object.assign(document.createElement("script"), { src }));
  }, await shown("script.html"));
  await launchers(page).waitFor({ state: "attached" });
  assert.deepEqual(said, []);
  await page.close();
});

for (const [name, file, mode] of [
  ["react", "Frontdesk.jsx", "development"],
  ["react", "Frontdesk.jsx", "production"],
  ["vue", "useFrontdesk.js", "production"],
]) {
  test(`${name}, built for ${mode}: one chat, through all views, until it is taken away`, async (t) => {
    const folder = await build(name, { file, mode, text: await shown(name === "react" ? "react.jsx" : "vue.js") });
    const own = await serve(files(folder));
    t.after(() => own.close());
    const { page, said } = await visit(`${own.origin}/`);
    await launchers(page).waitFor({ state: "attached" });
    await page.waitForLoadState("networkidle");
    assert.equal(await launchers(page).count(), 1);

    // Another view: the same chat, and its button is heard.
    await launchers(page).evaluate((element) => (element.mark = true));
    await page.getByRole("button", { name: "Trips" }).click();
    await opensSales(page);
    await page.getByRole("button", { name: "Home" }).click({ force: true });
    await page.getByRole("heading", { name: "Kayaks and tents" }).waitFor();
    assert.equal(await launchers(page).evaluate((element) => element.mark), true);

    const turn = () => page.getByRole("button", { name: "Chat on or off" }).evaluate((button) => button.click());
    await turn();
    await launchers(page).waitFor({ state: "detached" });
    assert.deepEqual(await page.evaluate(() => ["Frontdesk" in window, document.querySelectorAll("iframe, script[src*='/widget/']").length]), [false, 0]);

    // There again; and gone for good where it is taken away while its script is still on the way.
    await turn();
    await launchers(page).waitFor({ state: "attached" });
    await turn();
    let arrived;
    await page.route("**/widget/*.js", (route) => (arrived = new Promise((done) => setTimeout(done, 150)).then(() => route.continue())));
    const finished = page.waitForEvent("requestfinished", (request) => request.url().includes("/widget/"));
    await turn();
    await turn();
    assert.equal(await page.locator("script[src*='/widget/']").count(), 0);
    await finished;
    await arrived;
    await page.waitForTimeout(200);
    assert.equal(await launchers(page).count(), 0);
    assert.deepEqual(said, []);
    await page.close();
  });
}
