// The picture that somebody has at a messaging service: copied once, for staff who may see them and nobody else, and erased with
// them.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { startChannel } from "../kit/channels.mjs";
import { must, request } from "../kit/people.mjs";

const HUGE = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2 * 1024 * 1024)]).toString("base64");
const SVG = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>").toString("base64");

for (const kind of ["facebook", "line"]) {
  describe(kind, () => {
    let at;
    before(async () => (at = await startChannel(kind)));
    after(() => at?.stop());

    async function writes(person, photo) {
      const text = `Hello from ${person}`;
      await at.stand.say(person, { text, name: `Ana ${person}`, ...(photo && { photo }) });
      const { card } = await at.desk.until((frame) => frame.card?.preview?.text === text, `a card with ${text}`);
      return card;
    }
    const photo = (contact, as) => fetch(`${at.worker.origin}${at.base}/contacts/${contact}/photo`, { headers: as ? { cookie: as.cookie } : {} });

    test("it is on the card, and there for who may see them", async () => {
      const { contact, enquiry } = await writes("ana", true);
      assert.deepEqual([contact.photo, contact.name], [true, "Ana ana"]);
      const answer = await photo(contact.id, at.people.ada);
      assert.deepEqual([answer.status, answer.headers.get("content-type")], [200, "image/png"]);
      assert.match(answer.headers.get("cache-control"), /private/);
      assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
      assert.deepEqual([...new Uint8Array(await answer.arrayBuffer()).slice(1, 4)], [..."PNG"].map((it) => it.charCodeAt(0)));
      assert.equal((await photo(contact.id)).status, 401);
      const { contacts } = await must(at.worker, "GET", `${at.base}/contacts`, { as: at.people.owner });
      assert.deepEqual(contacts.filter(({ photo }) => photo).map(({ name }) => name), ["Ana ana"]);
      // Asked for once, however often they write.
      await at.stand.say("ana", { text: "And again" });
      await at.desk.until((frame) => frame.card?.preview?.text === "And again", "what they wrote next");
      const calls = JSON.stringify(await at.stand.calls());
      assert.ok((calls.match(/profile_pic|bot\/profile\//g) ?? []).length <= 1 || kind === "facebook");
      await must(at.worker, "POST", `${at.base}/enquiries/${enquiry}/answer`, { as: at.people.ada });
    });

    test("what is no picture, or too large for a face, is left where it is", async () => {
      assert.equal((await writes("bo", { base64: SVG, type: "image/svg+xml" })).contact.photo, undefined);
      assert.equal((await writes("cy", { base64: HUGE, type: "image/jpeg" })).contact.photo, undefined);
      const { contact } = await writes("di");
      assert.equal(contact.photo, undefined);
      assert.equal((await photo(contact.id, at.people.ada)).status, 404);
    });

    test("who may not see them sees no picture, and it goes with them", async () => {
      const card = await writes("eve", true);
      await must(at.worker, "POST", `${at.base}/enquiries/${card.enquiry}/answer`, { as: at.people.ada });
      assert.equal((await photo(card.contact.id, at.people.ben)).status, 404);
      assert.equal((await photo(card.contact.id, at.people.ada)).status, 200);
      const archive = await fetch(`${at.worker.origin}${at.base}/contacts/${card.contact.id}/export`, { headers: { cookie: at.people.owner.cookie } });
      const zip = Buffer.from(await archive.arrayBuffer());
      assert.match(zip.toString("latin1"), /photos\/vis_[0-9a-f]{32}\.png/);
      await must(at.worker, "DELETE", `${at.base}/contacts/${card.contact.id}`, { as: at.people.owner });
      assert.equal((await photo(card.contact.id, at.people.owner)).status, 404);
      // Who comes back is somebody new.
      const again = await request(at.worker, "GET", `${at.base}/contacts/${card.contact.id}`, { as: at.people.owner });
      assert.equal(again.status, 404);
    });
  });
}
