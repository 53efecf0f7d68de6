// What a business writes in the messaging service's own application: in the room once, as the business's and nobody's of the staff
// here; and what staff here send is never taken for it.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { startChannel } from "../kit/channels.mjs";
import { must } from "../kit/people.mjs";

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

/** What each service tells of it, as its documentation shows it. */
const ECHOES = {
  facebook: (stand, { id }, mid, text) => ({
    sender: { id: stand.secrets.page_id },
    recipient: { id },
    timestamp: Date.now(),
    // The page's inbox.
    message: { is_echo: true, app_id: 26390203743090, mid, text },
  }),
  whatsapp: (stand, { id, phone }, mid, text) => ({
    message_echoes: [{ from: stand.secrets.display_phone_number, to: phone, to_user_id: id, id: mid, timestamp: `${Math.floor(Date.now() / 1000)}`, type: "text", text: { body: text } }],
  }),
};
const NAMES = { facebook: "Facebook Page", whatsapp: "WhatsApp Business" };

for (const kind of Object.keys(ECHOES)) {
  describe(kind, () => {
    let at, enquiry;
    before(async () => {
      at = await startChannel(kind);
      await at.stand.switches({ receipts: "delivered" });
      await at.stand.say("ana", { text: "Do you ship to Osaka?" });
      const { card } = await at.desk.until((frame) => frame.card?.preview?.text === "Do you ship to Osaka?", "a card");
      ({ enquiry } = card);
    });
    after(() => at?.stop());

    const echo = async (mid, text) => at.stand.say("ana", { raw: ECHOES[kind](at.stand, await at.stand.person("ana"), mid, text) });
    const entries = async () => (await must(at.worker, "GET", `${at.base}/rooms/${enquiry}/entries`, { as: at.people.owner })).entries;
    async function until(test, what) {
      for (const until = Date.now() + 10_000; ; await pause(50)) {
        const all = await entries();
        if (test(all)) return all;
        if (Date.now() > until) throw new Error(`${what}: ${JSON.stringify(all)}`);
      }
    }
    const saying = (all, text) => all.filter(({ body }) => body === text);

    test("what is written there stands here once, and its enquiry still waits for somebody", async () => {
      await echo("m.inbox.1", "We do, by ship.");
      await echo("m.inbox.1", "We do, by ship.");
      const all = await until((all) => saying(all, "We do, by ship.").length > 0, "an echo");
      assert.equal(saying(all, "We do, by ship.").length, 1);
      const joined = all.find(({ kind }) => kind === "joined");
      assert.deepEqual([joined.staff.name, joined.staff.photo], [NAMES[kind], `/channel/${kind}.svg`]);
      assert.deepEqual(saying(all, "We do, by ship.")[0].author, { side: "staff", staff: joined.staff.id });
      assert.equal((await at.stand.inbox("ana")).filter(({ text }) => text === "We do, by ship.").length, 0, "nothing is sent back");
      const card = await must(at.worker, "GET", `${at.base}/enquiries/${enquiry}`, { as: at.people.owner });
      assert.equal(card.card.phase, "open");
    });

    test("what staff send from here is here once, whatever comes back of it", async () => {
      await must(at.worker, "POST", `${at.base}/enquiries/${enquiry}/answer`, { as: at.people.ada });
      await at.stand.switches({ repeat: 2, echoes: true });
      await at.say(enquiry, "In three days.");
      await at.stand.until("ana", ({ text }) => text === "In three days.");
      await pause(1_000);
      await at.stand.switches({ repeat: 1 });
      const all = await entries();
      assert.equal(saying(all, "In three days.").length, 1);
      assert.equal(all.filter(({ kind }) => kind === "joined").length, 1);
    });

    test("what is quoted, edited and taken back there is so here", { skip: kind === "facebook" && "a page tells of neither" }, async () => {
      const value = (more) => ({ message_echoes: [{ from: at.stand.secrets.display_phone_number, to: "0", timestamp: `${Math.floor(Date.now() / 1000)}`, ...more }] });
      const { id, phone } = await at.stand.person("ana");
      const to = { to: phone, to_user_id: id };
      await at.stand.say("ana", { raw: value({ ...to, id: "m.edit.1", type: "edit", edit: { original_message_id: "m.inbox.1", message: { type: "text", text: { body: "We do, by air." } } } }) });
      await until((all) => all.some(({ kind, body }) => kind === "revised" && body === "We do, by air."), "the edit");
      await at.stand.say("ana", { raw: value({ ...to, id: "m.revoke.1", type: "revoke", revoke: { original_message_id: "m.inbox.1" } }) });
      await until((all) => all.filter(({ kind }) => kind === "revised").length === 2, "that it was taken back");
    });

    test("a picture from there is here as a file", { skip: kind !== "facebook" && "the same way" }, async () => {
      await at.stand.say("bo", { file: { base64: PNG, type: "image/png", name: "tent.png" } });
      const { said } = await at.stand.person("bo");
      assert.ok(said.length > 0);
      const hooks = JSON.stringify(await at.stand.hooks());
      const [, url] = hooks.match(/(http:[^"\\]+\/_\/files\/[^"\\]+)/);
      const { id } = await at.stand.person("ana");
      const raw = { sender: { id: at.stand.secrets.page_id }, recipient: { id }, message: { is_echo: true, app_id: 1, mid: "m.inbox.2", attachments: [{ type: "image", payload: { url } }] } };
      await at.stand.say("ana", { raw });
      const all = await until((all) => all.some(({ kind, author }) => kind === "shared" && author.side === "staff"), "the picture");
      assert.equal(all.find(({ kind }) => kind === "shared").file.kind, "image");
    });

    test("what is written to somebody who never wrote, or whose talk is over, is no enquiry", async () => {
      await must(at.worker, "POST", `${at.base}/enquiries/${enquiry}/close`, { as: at.people.ada });
      const before = (await entries()).length;
      await echo("m.inbox.3", "One more thing.");
      const stranger = await at.stand.person("cleo");
      await at.stand.say("cleo", { raw: ECHOES[kind](at.stand, stranger, "m.inbox.4", "Hello Cleo!") });
      await pause(800);
      assert.equal((await entries()).length, before);
      assert.ok(!at.desk.frames.some((frame) => JSON.stringify(frame).includes("Hello Cleo!")));
    });
  });
}
