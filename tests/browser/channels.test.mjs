// People on each messaging service and two of the staff in their dashboards, with nothing between them but the stand-in of the
// service: a card comes up, words and pictures go both ways, the talk is passed on, closed, and taken up again.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { violations } from "../kit/axe.mjs";
import { launch } from "../kit/browser.mjs";
import { dashboard, go, messageBox, messages } from "../kit/dashboard.mjs";
import { makeService } from "../kit/people.mjs";
import { png } from "../kit/pictures.mjs";
import { screenshot } from "../kit/screenshot.mjs";
import { connectAccount, startStandins } from "../kit/standin.mjs";
import { startWorker } from "../kit/worker.mjs";

/** What staff read below what they sent once the service has told all that it tells. */
const KINDS = {
  facebook: { name: "Facebook", shown: "Read" },
  whatsapp: { name: "WhatsApp", shown: "Read" },
  line: { name: "LINE", shown: "Accepted by LINE" },
  // The service tells no names: docs/channels.md.
  wechat: { name: "WeChat", shown: "Accepted by WeChat", nameless: true },
  telegram: { name: "Telegram", shown: "Accepted by Telegram" },
};
const TENT = png({ width: 640, height: 400, at: (x, y) => [(x * 255) / 640, 120, (y * 255) / 400, 255] });

let worker, browser, service, ada, ben;
let stands = {};

before(async () => {
  const started = await startStandins(Object.keys(KINDS));
  stands = started.stands;
  worker = await startWorker({ vars: started.vars });
  service = await makeService(worker, { staff: { ada: "agent", ben: "agent" }, tags: { sales: ["ada", "ben"] } });
  browser = await launch();
  ada = await dashboard(browser, worker, service, "ada");
  ben = await dashboard(browser, worker, service, "ben");
});
after(async () => {
  await browser?.close();
  await worker?.stop();
  await Promise.all(Object.values(stands).map((stand) => stand.stop()));
});

const panel = (page, name) => page.getByRole("region", { name });
const open = (page, words) => panel(page, "Open enquiries").getByRole("listitem").filter({ hasText: words });
const dialog = (page) => page.getByRole("dialog");
const line = (page, words) => messages(page).getByRole("listitem").filter({ hasText: words });

async function says(page, words) {
  await messageBox(page).fill(words);
  await messageBox(page).press("Enter");
}

for (const [kind, { name, shown, nameless }] of Object.entries(KINDS)) {
  test(`${name}: asked, answered, shown, passed on, closed, and taken up again`, async () => {
    const stand = stands[kind];
    await connectAccount(worker, service, stand);
    await stand.switches({ receipts: "read" });
    for (const page of [ada, ben]) await go(page, "/inbox");

    // Both see at once who writes, and by what.
    const asked = `Do you ship ${kind} orders to Osaka?`;
    await stand.say("ana", { text: asked, name: "Ana Lima" });
    for (const page of [ada, ben]) {
      await open(page, asked).getByRole("img", { name: "Acme", exact: true }).waitFor();
      await open(page, asked).getByText(`Acme on ${name}`).waitFor();
      if (!nameless) await open(page, asked).getByText("Ana Lima").waitFor();
    }
    await screenshot(ben, `channels-${kind}-card`);

    // One answers; it is gone for the other.
    await open(ada, asked).getByRole("button", { name: "Answer" }).click();
    await open(ben, asked).waitFor({ state: "detached" });
    await messages(ada).getByText(asked).waitFor();
    await says(ada, "We do, in three days.");
    await stand.until("ana", ({ text }) => text === "We do, in three days.");
    await line(ada, "We do, in three days.").locator("summary").getByText(shown, { exact: true }).waitFor();

    // Pictures both ways.
    await stand.say("ana", { image: true });
    await messages(ada).getByRole("img", { name: /picture|photo|image|\.(png|jpe?g)/i }).first().waitFor();
    await ada.getByRole("button", { name: "Attach a file" }).click();
    const chooser = ada.waitForEvent("filechooser");
    await ada.getByRole("group", { name: "Attach a file" }).getByRole("button", { name: /File|Document/ }).click();
    await (await chooser).setFiles([{ name: "tent.png", mimeType: "image/png", buffer: TENT }]);
    await ada.getByText("Getting ready…").waitFor({ state: "hidden" });
    await ada.getByRole("button", { name: "Send", exact: true }).click();
    const got = await stand.until("ana", (one) => one.file || JSON.stringify(one).includes("/files/acme/"), "picture", 20_000);
    assert.ok(got, "the picture is there");
    await screenshot(ada, `channels-${kind}-room`);
    assert.deepEqual(await violations(ada), [], "the room");

    // Passed on, with all that was said.
    await ada.getByRole("button", { name: "Transfer", exact: true }).click();
    await dialog(ada).getByRole("radio", { name: /^Ben/ }).check();
    await dialog(ada).getByRole("textbox", { name: /Note for them/ }).fill("They are in Osaka.");
    await dialog(ada).getByRole("button", { name: "Transfer" }).click();
    const passed = open(ben, "Transfer from Ada");
    await passed.getByRole("img", { name: "Acme", exact: true }).waitFor();
    await passed.getByRole("button", { name: "Answer" }).click();
    await messages(ben).getByText(asked).waitFor();
    await says(ben, "Hello, this is Ben.");
    await stand.until("ana", ({ text }) => text === "Hello, this is Ben.");
    await stand.say("ana", { text: "Thank you, Ben." });
    await messages(ben).getByText("Thank you, Ben.").waitFor();

    // Closed; what they write then is a new enquiry, which knows the former.
    await ben.getByRole("button", { name: "Close", exact: true }).click();
    if (await dialog(ben).count()) await dialog(ben).getByRole("button", { name: "Close", exact: true }).last().click();
    const again = `One more about ${kind}`;
    await go(ada, "/inbox");
    await stand.say("ana", { text: again });
    await open(ada, again).getByRole("button", { name: "Answer" }).click();
    await messages(ada).getByText(again).waitFor();
    await says(ada, "Welcome back.");
    await stand.until("ana", ({ text }) => text === "Welcome back.");
    await screenshot(ada, `channels-${kind}-again`);
  });
}
